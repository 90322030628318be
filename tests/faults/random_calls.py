"""Calls with random responses: statuses, headers, bodies, and endless pages."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import islice

import httpx

from attio import Attio, AttioSDKError, BackoffStrategy, HTTPClient, RetryConfig
from tests.faults.hostile import headers, mutate, samples

AT_ONCE = RetryConfig(backoff=BackoffStrategy(initial_interval=0, max_interval=0), max_attempts=3)
STATUSES = (*[200] * 24, 201, 204, 206, 299, 302, 304, 307, 400, 401, 404, 408, 409, 418, 429, 500, 503, 599, 600)
MOST_ITEMS = 20

CALLS: Sequence[tuple[str, Callable[[Attio], object]]] = (
    ("meta.identify", lambda client: client.meta.identify()),
    ("records.get", lambda client: client.records.get("people", "r")),
    ("records.query", lambda client: list(islice(client.records.query("people", limit=2), MOST_ITEMS))),
    ("records.create", lambda client: client.records.create("people", data={"values": {}})),
    ("records.delete", lambda client: client.records.delete("people", "r")),
    ("meetings.list", lambda client: list(islice(client.meetings.list(), MOST_ITEMS))),
    ("scim.users.list", lambda client: list(islice(client.scim_users.list(), MOST_ITEMS))),
    ("webhooks.list", lambda client: list(islice(client.webhooks.list(), MOST_ITEMS))),
    ("files.download", lambda client: client.files.download("f").read(max_bytes=10_000)),
)


class RandomServer:
    """Sends a random response to each request, often similar to the correct one."""

    def __init__(self, seed: int) -> None:
        self._dice = random.Random(seed)
        self._bodies: dict[str, list[str]] = {}
        for sample in samples():
            self._bodies.setdefault(sample.operation.name, []).append(sample.body)
        self._all = [body for bodies in self._bodies.values() for body in bodies]

    def fetch(self, request: httpx.Request) -> httpx.Response:
        """Return a random response."""
        dice = self._dice
        if dice.random() < 0.03:
            raise dice.choice([httpx.ReadError, httpx.ConnectError, httpx.ReadTimeout, OSError, ValueError])("gone")
        operation: str = request.extensions["attio"].operation
        body = dice.choice(self._bodies.get(operation, self._all) if dice.random() < 0.9 else self._all)
        pairs = [(name.encode(), value.encode("latin-1")) for name, value in headers(dice)]
        return httpx.Response(dice.choice(STATUSES), headers=pairs, content=mutate(body, dice))


def check(error: AttioSDKError) -> None:
    """Assert that an error has its operation and its outcome."""
    assert error.operation, repr(error)
    assert error.outcome in {"not_sent", "rejected", "accepted", "unknown"}


def call_at_random(count: int, seed: int) -> Counter[str]:
    """Make `count` calls, which may raise only SDK errors; return how often each class occurred."""
    found: Counter[str] = Counter()
    dice = random.Random(seed)
    client = Attio("t" * 20, http_client=HTTPClient(fetcher=RandomServer(seed).fetch), retry_config=AT_ONCE)
    for number in range(count):
        name, call = dice.choice(CALLS)
        try:
            call(client)
        except AttioSDKError as error:
            check(error)
            found[type(error).__name__] += 1
        except BaseException as error:
            message = f"call {number} of seed {seed}: {name}"
            raise AssertionError(message) from error
        else:
            found["done"] += 1
    return found
