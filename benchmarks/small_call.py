"""The smallest call, `meta.identify`, and a query of one record, compared with the same requests in httpx."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass

import httpx

from attio import Attio, HTTPClient
from benchmarks.harness import HEADERS, TOKEN, Row, compare, main
from benchmarks.server import Address, serving

CALLS = 100
QUERY = "/v2/objects/companies/records/query"


@dataclass(frozen=True)
class Sides:
    """One kind of call, made with the SDK and with httpx."""

    name: str
    target: float
    ours: Callable[[Attio], object]
    raw: Callable[[httpx.Client, str], object]
    ours_async: Callable[[Attio], Awaitable[object]]
    raw_async: Callable[[httpx.AsyncClient, str], Awaitable[httpx.Response]]
    async_target: float | None


IDENTIFY = Sides(
    "small call",
    1.0,
    lambda client: client.meta.identify(),
    lambda raw, url: raw.get(f"{url}/v2/self").json(),
    lambda client: client.meta.identify_async(),
    lambda raw, url: raw.get(f"{url}/v2/self"),
    async_target=1.05,
)
ONE_RECORD = Sides(
    "query of one record",
    1.05,
    lambda client: client.records.query("companies", limit=1),
    lambda raw, url: raw.post(f"{url}{QUERY}", json={"limit": 1}).json(),
    lambda client: client.records.query_async("companies", limit=1),
    lambda raw, url: raw.post(f"{url}{QUERY}", json={"limit": 1}),
    async_target=None,
)


def rows(factor: float) -> Iterator[Row]:
    """Time sync and async calls on open connections, with and without TLS."""
    rounds = round(90 * factor)
    with serving() as address:
        for sides in (IDENTIFY, ONE_RECORD):
            yield _sync(sides, address, rounds, secure=False)
            yield _sync(sides, address, rounds, secure=True)
            yield _async(sides, address, rounds, secure=False)
            yield _async(sides, address, rounds, secure=True)


def _sync(sides: Sides, address: Address, rounds: int, *, secure: bool) -> Row:
    url, context = _where(address, secure=secure)
    with (
        HTTPClient(ssl_context=context) as http_client,
        Attio(TOKEN, server_url=url, http_client=http_client) as client,
        httpx.Client(headers=HEADERS, verify=context) as raw,
    ):
        contenders = {"ours": lambda: sides.ours(client), "raw": lambda: sides.raw(raw, url)}
        medians = compare(contenders, rounds=rounds, calls=CALLS)
    name, target = (f"{sides.name}, TLS", None) if secure else (sides.name, sides.target)
    return Row(name, medians["ours"], medians["raw"], target)


def _async(sides: Sides, address: Address, rounds: int, *, secure: bool) -> Row:
    url, context = _where(address, secure=secure)
    loop = asyncio.new_event_loop()
    http_client = HTTPClient(ssl_context=context)
    client = Attio(TOKEN, server_url=url, http_client=http_client)
    raw = httpx.AsyncClient(headers=HEADERS, verify=context)

    async def call_raw() -> object:
        return (await sides.raw_async(raw, url)).json()

    def repeated(call: Callable[[], Awaitable[object]]) -> Callable[[], object]:
        async def run() -> None:
            for _ in range(CALLS):
                await call()

        return lambda: loop.run_until_complete(run())

    async def close() -> None:
        await http_client.aclose()
        await raw.aclose()

    try:
        contenders = {"ours": repeated(lambda: sides.ours_async(client)), "raw": repeated(call_raw)}
        medians = compare(contenders, rounds=rounds)
    finally:
        loop.run_until_complete(close())
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
    name, target = (f"{sides.name}, async, TLS", None) if secure else (f"{sides.name}, async", sides.async_target)
    return Row(name, medians["ours"] / CALLS, medians["raw"] / CALLS, target)


def _where(address: Address, *, secure: bool) -> tuple[str, ssl.SSLContext]:
    context = ssl.create_default_context(cafile=address.ca_file)
    return (address.https if secure else address.http), context


if __name__ == "__main__":
    main(rows)
