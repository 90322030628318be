"""Receiving webhooks: the time of `handle`, and the response time of a server with slow handlers."""

from __future__ import annotations

import http.client
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import anyio
import uvicorn

from attio.models import RecordCreatedEvent
from attio.webhooks import Delivery, DeliveryStore, MemoryStore, Receiver, SqliteStore
from benchmarks.harness import Row, main

SECRET = "0" * 64


def requests(count: int) -> list[tuple[bytes, dict[str, str]]]:
    """Return signed deliveries, each about another record."""
    deliveries = [Delivery.build(RecordCreatedEvent) for _ in range(count)]
    return [(delivery.body, delivery.headers(SECRET)) for delivery in deliveries]


def empty(_: RecordCreatedEvent) -> None:
    """Do nothing."""


def handled(store: DeliveryStore, count: int) -> float:
    """Return the milliseconds per delivery from the request to the end of an empty handler."""
    hooks = Receiver(SECRET, store=store, max_pending=count)
    hooks.on(RecordCreatedEvent)(empty)
    sent = requests(count)
    start = time.perf_counter()
    for body, headers in sent:
        hooks.handle(body, headers)
    hooks.drain()
    elapsed = time.perf_counter() - start
    hooks.close()
    return elapsed * 1000 / count


def acknowledged(store: DeliveryStore, count: int) -> list[float]:
    """Return the milliseconds until uvicorn responds to each delivery, with handlers that take 1.5 seconds."""
    hooks = Receiver(SECRET, store=store)

    async def slow(_: RecordCreatedEvent) -> None:
        await anyio.sleep(1.5)

    hooks.on(RecordCreatedEvent)(slow)
    server = uvicorn.Server(uvicorn.Config(hooks.asgi(), port=0, log_level="critical", lifespan="on"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port: Any = server.servers[0].sockets[0].getsockname()[1]
    connection = http.client.HTTPConnection("127.0.0.1", port)
    times: list[float] = []
    for body, headers in requests(count):
        start = time.perf_counter()
        connection.request("POST", "/", body, headers)
        connection.getresponse().read()
        times.append((time.perf_counter() - start) * 1000)
    connection.close()
    server.should_exit = True
    thread.join()
    return times


def rows(factor: float) -> Iterator[Row]:
    """Measure the receiver with each store."""
    count, rounds = max(100, round(1_000 * factor)), max(1, round(5 * factor))
    for name, most in (("memory", 0.2), ("SQLite", 0.6)):
        with tempfile.TemporaryDirectory() as folder:
            stores = [
                MemoryStore() if name == "memory" else SqliteStore(Path(folder) / f"{n}.db") for n in range(rounds)
            ]
            each = median(handled(store, count) for store in stores)
            yield Row(f"handle a webhook delivery, {name}", each, target=most, note="with an empty handler")
            last = MemoryStore() if name == "memory" else SqliteStore(Path(folder) / "last.db")
            times = acknowledged(last, 100)
            note = "uvicorn, handlers of 1.5 s, one connection"
            yield Row(f"acknowledge a webhook delivery, {name}: median", median(times), target=5, note=note)
            yield Row(f"acknowledge a webhook delivery, {name}: 99 %", quantiles(times, n=100)[-1], target=100)
            for store in (*stores, last):
                getattr(store, "close", int)()


if __name__ == "__main__":
    main(rows)
