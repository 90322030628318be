"""A thousand async calls, a hundred at a time, compared with httpx."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator

import httpx

from attio import Attio
from benchmarks.harness import HEADERS, TOKEN, Row, compare, main
from benchmarks.server import serving

CALLS = 1000
AT_ONCE = 100


def rows(factor: float) -> Iterator[Row]:
    """Time both on 100 connections that stay open; the default of httpx is 20, which takes longer."""
    limits = httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=AT_ONCE)
    loop = asyncio.new_event_loop()
    with serving() as address:
        client = Attio(TOKEN, server_url=address.http)
        raw = httpx.AsyncClient(headers=HEADERS, limits=limits)

        async def get() -> object:
            return (await raw.get(f"{address.http}/v2/self")).json()

        async def close() -> None:
            await client.close_async()
            await raw.aclose()

        def flood(call: Callable[[], Awaitable[object]]) -> Callable[[], object]:
            return lambda: loop.run_until_complete(_flood(call))

        try:
            contenders = {"ours": flood(client.meta.identify_async), "raw": flood(get)}
            medians = compare(contenders, rounds=round(15 * factor))
        finally:
            loop.run_until_complete(close())
            loop.run_until_complete(loop.shutdown_asyncgens())
            loop.close()
    name = f"{CALLS:,} async calls, {AT_ONCE} at a time: throughput"
    yield Row(name, medians["ours"], medians["raw"], 0.95, at_least=True)


async def _flood(call: Callable[[], Awaitable[object]]) -> None:
    async def work() -> None:
        for _ in range(CALLS // AT_ONCE):
            await call()

    await asyncio.gather(*(work() for _ in range(AT_ONCE)))


if __name__ == "__main__":
    main(rows)
