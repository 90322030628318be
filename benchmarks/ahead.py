"""Iteration over offset pages with and without prefetching, from a server with latency."""

from __future__ import annotations

from collections.abc import Iterator

from attio import Attio, HTTPClient
from benchmarks.harness import TOKEN, Row, compare, main
from benchmarks.server import Walk, serving

PAGES = 40
PAGE = 50
LATENCY = 0.05
AHEAD = 4


def rows(factor: float) -> Iterator[Row]:
    """Time whole iterations, including requests beyond the last page."""
    requests = 0

    def count(_: object) -> None:
        nonlocal requests
        requests += 1

    with (
        serving(walk=Walk(PAGES * PAGE, LATENCY)) as address,
        HTTPClient().add_hook("before_request", count) as http_client,
    ):
        client = Attio(TOKEN, server_url=address.http, http_client=http_client)

        def walk(ahead: int) -> list[str]:
            return [record.id.record_id for record in client.records.query("walk", limit=PAGE, prefetch=ahead)]

        # Both return the same records in the same order.
        assert walk(AHEAD) == walk(0) == [f"{number:012}" for number in range(PAGES * PAGE)]
        requests = 0
        walk(AHEAD)
        note = f"{requests} requests; {PAGES + 1} without prefetching"
        medians = compare({"ahead": lambda: walk(AHEAD), "plain": lambda: walk(0)}, rounds=round(5 * factor))
    name = f"iterating over {PAGES} pages, prefetch={AHEAD}, {LATENCY * 1000:g} ms of latency"
    yield Row(name, medians["ahead"], medians["plain"], 1.8, at_least=True, note=note)


if __name__ == "__main__":
    main(rows)
