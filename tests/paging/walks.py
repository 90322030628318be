"""Sync and async walks over pages, and servers for them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, cast

import anyio
import pytest

from attio import Attio
from tests.server import Received, Reply, Server

every_side = pytest.mark.parametrize("side", ["sync", "asyncio", "trio"])
every_backend = pytest.mark.parametrize("backend", ["asyncio", "trio"])

MOST = 5
"""The default page size of the server."""


def query(received: Received) -> tuple[int, int | None]:
    params = cast("dict[str, int]", received.json())
    return params.get("offset", 0), params.get("limit")


def records(total: int, *, short: dict[int, int] | None = None) -> Callable[[Received], Reply]:
    """Return a function that serves `total` records; `short` has the sizes of shorter pages by offset."""

    def respond(received: Received) -> Reply:
        start, limit = query(received)
        end = start + min(limit or MOST, (short or {}).get(start, MOST))
        return Reply(json={"data": [record(number) for number in range(total)[start:end]]})

    return respond


def record(number: int) -> dict[str, object]:
    return {"id": {"workspace_id": "w", "object_id": "o", "record_id": str(number)}, "values": {}}


def numbers(page: Any) -> list[int]:
    return [int(item.id.record_id) for item in page.data]


def offsets(server: Server) -> list[int]:
    return sorted(query(received)[0] for received in server.requests)


def walk(
    side: str, client: Attio, *, stop: int | None = None, seen: Callable[[Any], None] | None = None, **params: Any
) -> list[int]:
    """Return the records of all pages of a query, or of the first `stop` pages."""
    found: list[int] = []
    read = 0

    def take(page: Any) -> bool:
        nonlocal read
        found.extend(numbers(page))
        read += 1
        if seen is not None:
            seen(page)
        return read == stop

    async def main() -> None:
        async for page in (await client.records.query_async("people", **params)).pages_async():
            if await anyio.to_thread.run_sync(take, page):
                await client.close_async()  # like programs before their loop ends
                break

    if side == "sync":
        for page in client.records.query("people", **params).pages():
            if take(page):
                break
    else:
        anyio.run(main, backend=side)
    return found


def threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("attio-prefetch")]
