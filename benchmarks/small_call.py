"""The smallest call, `meta.identify`, beside the same request through httpx."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Callable, Iterator

import httpx

from attio import Attio, HTTPClient
from benchmarks.harness import TOKEN, Row, compare, main
from benchmarks.server import Address, serving

CALLS = 100
LIMIT = 1.2
HEADERS = {"Authorization": f"Bearer {TOKEN}"}


def rows(factor: float) -> Iterator[Row]:
    """Time calls on open connections, plain and over TLS, sync and async."""
    rounds = round(30 * factor)
    with serving() as address:
        context = ssl.create_default_context(cafile=address.ca_file)
        yield _sync("small call", address.http, context, rounds)
        yield _sync("small call over TLS", address.https, context, rounds)
        yield _async(address, rounds)


def _sync(name: str, url: str, context: ssl.SSLContext, rounds: int) -> Row:
    with (
        HTTPClient(ssl_context=context) as http_client,
        Attio(TOKEN, server_url=url, http_client=http_client) as client,
        httpx.Client(headers=HEADERS, verify=context) as raw,
    ):
        contenders = {"ours": client.meta.identify, "raw": lambda: raw.get(f"{url}/v2/self").json()}
        medians = compare(contenders, rounds=rounds, calls=CALLS)
    return Row(name, medians["ours"], LIMIT, medians["raw"])


def _async(address: Address, rounds: int) -> Row:
    loop = asyncio.new_event_loop()
    client = Attio(TOKEN, server_url=address.http)
    raw = httpx.AsyncClient(headers=HEADERS)

    async def get() -> object:
        return (await raw.get(f"{address.http}/v2/self")).json()

    def repeated(call: Callable[[], Awaitable[object]]) -> Callable[[], object]:
        async def run() -> None:
            for _ in range(CALLS):
                await call()

        return lambda: loop.run_until_complete(run())

    async def close() -> None:
        await client.close_async()
        await raw.aclose()

    try:
        medians = compare({"ours": repeated(client.meta.identify_async), "raw": repeated(get)}, rounds=rounds)
    finally:
        loop.run_until_complete(close())
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
    return Row("small call, async", medians["ours"] / CALLS, LIMIT, medians["raw"] / CALLS)


if __name__ == "__main__":
    main(rows)
