"""Cancelled calls, and connections that stay open after many calls."""

from __future__ import annotations

import asyncio
import functools
import random
import threading
import time
from collections.abc import Callable

import anyio
import pytest
import trio

from attio._http import event_loops
from attio._http.client import HTTPClient
from attio.errors import RequestTimeoutError
from tests.http.counting import call, call_async, sockets, sockets_are_back_to
from tests.http.sides import opener
from tests.server import Connection, Received, Reply, Server


def respond_slowly(seed: int) -> Callable[[Received], Reply]:
    dice = random.Random(seed)

    def respond(request: Received) -> Reply:
        time.sleep(dice.random() * 0.004)
        return Reply(body=request.target.encode() * 20)

    return respond


async def cancel_at_random(http: HTTPClient, url: str, *, calls: int, callers: int) -> None:
    """Cancel calls at random moments with cancel scopes of anyio."""
    dice = random.Random(calls)

    async def caller(number: int) -> None:
        for count in range(calls // callers):
            with anyio.move_on_after(dice.random() * 0.006):
                await call_async(http, f"{url}/{number}/{count}")

    async with anyio.create_task_group() as tasks:
        for number in range(callers):
            tasks.start_soon(caller, number)


@pytest.mark.anyio
@pytest.mark.parametrize(("size", "callers"), [(1, 1), (1, 5), (5, 10)])
async def test_cancellation_leaks_no_connection(server: Server, size: int, callers: int) -> None:
    server.always(respond_slowly(size))
    before = sockets()
    async with HTTPClient(max_connections=size) as http:
        await cancel_at_random(http, server.url, calls=400, callers=callers)
        for number in range(size + 2):
            assert await call_async(http, f"{server.url}/{number}", timeout=2.0) == f"/{number}".encode() * 20
        assert server.open_connections <= size
    assert sockets_are_back_to(before)


@pytest.mark.parametrize(("size", "callers"), [(1, 1), (1, 5), (5, 10)])
def test_native_cancellation_leaks_no_connection(server: Server, size: int, callers: int) -> None:
    server.always(respond_slowly(size))
    before = sockets()
    dice = random.Random(size)

    async def caller(http: HTTPClient) -> None:
        for count in range(400 // callers):
            task = asyncio.create_task(call_async(http, f"{server.url}/{count}"))
            await asyncio.wait([task], timeout=dice.random() * 0.006)
            for _ in range(dice.randrange(1, 3)):  # the second may interrupt the cleanup of the first
                task.cancel()
                await asyncio.sleep(0)
            await asyncio.wait([task])

    async def main() -> None:
        http = HTTPClient(max_connections=size)
        await asyncio.gather(*(caller(http) for _ in range(callers)))
        for number in range(size + 2):
            assert await call_async(http, f"{server.url}/{number}", timeout=2.0) == f"/{number}".encode() * 20
        assert server.open_connections <= size

    asyncio.run(main())
    assert sockets_are_back_to(before)


def test_a_loop_that_ends_during_cancelled_calls_leaves_nothing_open(server: Server) -> None:
    server.always(respond_slowly(1))
    before = sockets()

    async def main() -> None:
        http = HTTPClient(max_connections=5)
        for _ in range(10):
            tasks = [asyncio.create_task(call_async(http, f"{server.url}/x")) for _ in range(10)]
            await asyncio.sleep(0.003)
            for task in tasks:
                task.cancel()
        # asyncio.run cancels the remaining tasks again

    asyncio.run(main())
    assert sockets_are_back_to(before)


@pytest.mark.anyio
async def test_the_connection_that_was_used_last_is_used_first(server: Server) -> None:
    server.always(respond_slowly(2))
    async with HTTPClient(max_connections=5) as http:
        async with anyio.create_task_group() as tasks:
            for number in range(15):
                tasks.start_soon(call_async, http, f"{server.url}/{number}")
        [clients] = http._connections._loops._loops.values()
        idle = clients.idle[False, None]
        assert [len(idle), len(clients.in_use), server.open_connections] == [5, 0, 5]
        last = idle[-1][0]
        await call_async(http, server.url)
        assert [len(idle), idle[-1][0]] == [5, last]


@pytest.mark.anyio
async def test_a_cancelled_call_closes_its_connection_and_no_other(server: Server) -> None:
    server.reply()
    async with HTTPClient() as http:
        await call_async(http, server.url)
        [clients] = http._connections._loops._loops.values()
        [(client, _)] = clients.idle[False, None]
        server.hang()
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(call_async, http, server.url)
            while len(server.requests) < 2:
                await anyio.sleep(0.005)
            tasks.cancel_scope.cancel()
        assert [client.is_closed, list(clients.idle[False, None]), clients.in_use] == [True, [], set()]
        server.reply(body=b"new")
        assert await call_async(http, server.url) == b"new"


@pytest.mark.anyio
async def test_connections_idle_for_too_long_are_closed_by_the_next_call(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(event_loops, "KEEP_ALIVE", 0.05)
    server.always(respond_slowly(3))
    async with HTTPClient() as http:
        async with anyio.create_task_group() as tasks:
            for _ in range(4):
                tasks.start_soon(call_async, http, server.url)
        assert server.open_connections == 4
        await anyio.sleep(0.06)
        await call_async(http, server.url)
        with anyio.fail_after(5):
            while server.open_connections > 1:
                await anyio.sleep(0.005)


@pytest.mark.anyio
async def test_the_deadline_of_a_dripping_response_leaks_no_connection(server: Server) -> None:
    def drip_forever(connection: Connection) -> None:
        connection.receive()
        for byte in b"HTTP/1.1 200 OK\r\nX: " + b"x" * 1000:
            time.sleep(0.01)
            connection.send(bytes([byte]))

    async with HTTPClient(max_connections=1) as http:
        for _ in range(3):
            server.step(drip_forever)
            with pytest.raises(RequestTimeoutError):
                await call_async(http, server.url, deadline=time.monotonic() + 0.1)
        server.reply()
        await call_async(http, server.url)


@pytest.mark.anyio
async def test_two_hundred_concurrent_calls_leave_no_connection_open(echo: Server) -> None:
    before, threads = sockets(), threading.active_count()
    async with HTTPClient() as http:
        async with anyio.create_task_group() as tasks:
            for number in range(200):
                tasks.start_soon(functools.partial(call_async, http, f"{echo.url}/{number}"))
        assert echo.connections <= 100
    echo.wait_for_connections(0)
    assert sockets_are_back_to(before)
    assert threading.active_count() <= threads + 1


def test_a_thousand_calls_leave_no_connection_open(echo: Server) -> None:
    before = sockets()
    with HTTPClient() as http:
        for number in range(1000):
            call(http, f"{echo.url}/{number}")
        assert echo.connections == 1
    echo.wait_for_connections(0)
    assert sockets_are_back_to(before)


def test_a_stream_that_ends_with_the_loop_is_closed(server: Server) -> None:
    server.reply(body=b"x" * (1 << 20))

    async def main() -> None:
        download = opener(HTTPClient())
        response = await download.open_async(server.url, 1)
        async for _piece in download.aiter_body(response):
            break

    trio.run(main)
    server.wait_for_connections(0)
