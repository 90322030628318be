"""The cost of rate limits for a call that does not wait: one decision, and the whole addition to a call."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import httpx

from attio import Attio, HTTPClient
from attio.limits import MemoryStore, RateLimit
from attio.limits.budget import Budget
from benchmarks.harness import TOKEN, Row, compare, main

CALLS = 50
"""Calls per round; few, so that other programs rarely interrupt a round."""
MOST = 1.19
"""Largest accepted ratio of calls with and without limits, on a transport without a network."""


def rows(factor: float) -> Iterator[Row]:
    """Time decisions of an idle budget, then calls with and without limits, which are never reached."""
    yield _decision(round(120 * factor))
    yield _call(round(300 * factor))


def _decision(rounds: int) -> Row:
    budget, number = Budget(25, 0.0), 0

    def decide() -> None:
        nonlocal number
        number += 1
        budget.ask(number, number * 0.5)

    medians = compare({"ours": decide}, rounds=rounds, calls=10 * CALLS)
    return Row("rate limit, one decision", medians["ours"] * 1000, target=1, unit="µs")


def _call(rounds: int) -> Row:
    def respond(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"data": []})

    http_client, store, ticks = HTTPClient(fetcher=respond), MemoryStore(), count()
    # A clock that runs fast enough for every call to start at once.
    vars(store)["_clock"] = lambda: next(ticks) / 50
    paced = Attio(TOKEN, http_client=http_client, rate_limit=RateLimit(store=store))
    free = Attio(TOKEN, http_client=http_client, rate_limit=None)
    medians = compare({"paced": paced.objects.list, "free": free.objects.list}, rounds=rounds, calls=CALLS)
    added = (medians["paced"] - medians["free"]) * 1000
    return Row(
        "rate limit, a call that does not wait", medians["paced"], medians["free"], MOST, note=f"+{added:.1f} µs"
    )


if __name__ == "__main__":
    main(rows)
