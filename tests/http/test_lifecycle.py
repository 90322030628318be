"""Life cycle of an `HTTPClient`: threads, event loops and closing."""

from __future__ import annotations

import asyncio
import gc
import subprocess
import sys
import threading
import time
import warnings
import weakref
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest

from attio._http.client import HTTPClient
from attio.errors import RequestAbortedError, RequestTimeoutError
from tests.faults.load import in_threads
from tests.http.counting import call, call_async
from tests.http.sides import SIDES, Side, prepared
from tests.server import Server
from tests.waiting import wait_until

PLAIN = httpx.URL("http://127.0.0.1/")


# Threads


def test_threads_that_race_for_the_first_call_share_one_pool(echo: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    transports: list[httpx.HTTPTransport] = []
    make = httpx.HTTPTransport.__init__

    def counted(self: httpx.HTTPTransport, *args: Any, **options: Any) -> None:
        time.sleep(0.01)
        transports.append(self)
        make(self, *args, **options)

    with HTTPClient() as http:
        call(http, echo.url)
    monkeypatch.setattr(httpx.HTTPTransport, "__init__", counted)
    with HTTPClient() as http:

        def work(number: int) -> None:
            assert call(http, f"{echo.url}/{number}") == f"/{number}".encode()

        in_threads(32, work)
    assert len(transports) == 1


def test_more_threads_than_connections_wait_for_each_other(echo: Server) -> None:
    with HTTPClient(max_connections=3) as http:

        def work(number: int) -> None:
            for _ in range(10):
                assert call(http, f"{echo.url}/{number}") == f"/{number}".encode()

        in_threads(20, work)
    assert echo.connections <= 3


def test_waiting_for_a_connection_times_out(server: Server) -> None:
    server.hang()
    with HTTPClient(max_connections=1) as http:

        def hang() -> None:
            with pytest.raises(RequestTimeoutError):
                call(http, server.url, timeout=0.6)

        thread = threading.Thread(target=hang)
        thread.start()
        wait_until(lambda: server.requests)
        with pytest.raises(RequestTimeoutError, match=r"no connection became free within 0\.2 s") as caught:
            call(http, server.url, timeout=0.2)
        assert caught.value.outcome == "not_sent"
        thread.join()


def test_a_connection_slot_released_twice_counts_once() -> None:
    http = HTTPClient(max_connections=1)
    first = http._connections.acquire(PLAIN, within=1)
    first.release()
    first.release()
    http._connections.acquire(PLAIN, within=1)
    with pytest.raises(RequestTimeoutError):
        http._connections.acquire(PLAIN, within=0.01)
    http.close()


@pytest.mark.anyio
async def test_an_async_connection_slot_released_twice_counts_once() -> None:
    async with HTTPClient(max_connections=1) as http:
        first = await http._connections.acquire_async(PLAIN, within=1)
        await first.release()
        await first.release()
        await http._connections.acquire_async(PLAIN, within=1)
        with pytest.raises(RequestTimeoutError):
            await http._connections.acquire_async(PLAIN, within=0.01)


@pytest.mark.anyio
async def test_waiting_for_a_connection_times_out_on_the_async_side(server: Server) -> None:
    server.hang()
    async with HTTPClient(max_connections=1) as http, anyio.create_task_group() as tasks:
        tasks.start_soon(call_async, http, server.url)
        while not server.requests:
            await anyio.sleep(0.01)
        with pytest.raises(RequestTimeoutError, match=r"within 0\.2 s .max_connections=1") as caught:
            await call_async(http, server.url, timeout=0.2)
        assert caught.value.outcome == "not_sent"
        tasks.cancel_scope.cancel()


# Event loops


@pytest.mark.parametrize("side", SIDES[1:], ids=repr)
def test_one_client_serves_one_event_loop_after_the_other(echo: Server, side: Side) -> None:
    http = HTTPClient()
    for number in range(3):
        assert side.send(http, prepared(f"{echo.url}/{number}")).content == f"/{number}".encode()
        echo.wait_for_connections(0)
    assert http._connections._loops._loops == {}
    assert not http._connections.has_open_clients


def test_one_client_serves_asyncio_trio_and_threads_at_once(echo: Server) -> None:
    with HTTPClient() as http:

        def work(number: int) -> None:
            side = SIDES[number % 3]
            for count in range(5):
                assert side.send(http, prepared(f"{echo.url}/{number}/{count}")).status_code == 200

        in_threads(9, work)
        echo.wait_for_connections(len(http._connections._sync) and echo.open_connections)
        assert http._connections._loops._loops == {}
    echo.wait_for_connections(0)


@pytest.mark.anyio
async def test_calls_of_one_loop_share_connections(echo: Server) -> None:
    async with HTTPClient(max_connections=4) as http:
        async with anyio.create_task_group() as tasks:
            for number in range(40):
                tasks.start_soon(call_async, http, f"{echo.url}/{number}")
        await call_async(http, echo.url)
        assert echo.connections <= 4
    echo.wait_for_connections(0)


def test_connections_of_a_closed_loop_are_closed_with_a_warning(echo: Server) -> None:
    http = HTTPClient()
    loop = asyncio.new_event_loop()
    loop.run_until_complete(call_async(http, echo.url))
    loop.close()
    del loop
    with pytest.warns(ResourceWarning, match="closed without loop.shutdown_asyncgens"):
        assert asyncio.run(call_async(http, f"{echo.url}/2")) == b"/2"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of asyncio, about the transport
        gc.collect()
    echo.wait_for_connections(0)


@pytest.mark.parametrize("side", SIDES[1:], ids=repr)
def test_a_client_that_is_dropped_while_its_loop_runs_is_closed(echo: Server, side: Side) -> None:
    async def main() -> None:
        http = HTTPClient()
        await call_async(http, echo.url)
        del http
        gc.collect()
        await anyio.sleep(0.05)
        echo.wait_for_connections(0)

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        anyio.run(main, backend=side.name)
    assert {warning.category for warning in caught} == {ResourceWarning}  # warnings of the event loop


# Closing


def test_closing_closes_all_connections_and_can_be_repeated(echo: Server) -> None:
    http = HTTPClient()
    with http:
        call(http, echo.url)
        echo.wait_for_connections(1)
    echo.wait_for_connections(0)
    http.close()
    with pytest.raises(RequestAbortedError):
        call(http, echo.url)


@pytest.mark.anyio
async def test_closing_on_the_async_side_closes_both_sides(echo: Server) -> None:
    http = HTTPClient()
    async with http:
        await call_async(http, echo.url)
        call(http, echo.url)
        echo.wait_for_connections(2)
    echo.wait_for_connections(0)
    await http.aclose()
    http.close()
    with pytest.raises(RequestAbortedError):
        await call_async(http, echo.url)


@pytest.mark.anyio
async def test_connection_slots_may_be_released_after_closing() -> None:
    async with HTTPClient() as http:
        sync, asynchronous = (
            http._connections.acquire(PLAIN, within=1),
            await http._connections.acquire_async(PLAIN, within=1),
        )
    sync.release()
    await asynchronous.release()
    with pytest.raises(RequestAbortedError):
        http._connections.acquire(PLAIN, within=1)


def test_closing_on_the_sync_side_leaves_connections_of_loops_open(echo: Server) -> None:
    async def main() -> None:
        http = HTTPClient()
        await call_async(http, echo.url)
        http.close()
        with pytest.raises(RequestAbortedError):
            await call_async(http, echo.url)
        assert echo.open_connections == 1

    asyncio.run(main())
    echo.wait_for_connections(0)


def test_a_sync_client_that_is_dropped_open_warns_and_is_closed(echo: Server) -> None:
    def drop() -> None:
        call(HTTPClient(), echo.url)
        gc.collect()

    with warnings.catch_warnings(record=True) as caught:  # the collector may free the socket first, which warns, too
        warnings.simplefilter("always")
        drop()
    assert "<attio.HTTPClient open> was not closed" in " ".join(str(warning.message) for warning in caught)
    echo.wait_for_connections(0)


@pytest.mark.parametrize("side", SIDES[1:], ids=repr)
def test_a_client_that_is_dropped_at_the_end_of_its_loop_is_closed_by_it(echo: Server, side: Side) -> None:
    async def main() -> None:
        await call_async(HTTPClient(), echo.url)

    anyio.run(main, backend=side.name)
    echo.wait_for_connections(0)


def test_a_dropped_client_is_freed_by_the_first_collection() -> None:
    """A finalizer that creates objects must not delay freeing the client to a second collection."""

    class Marker:
        """An object in a reference cycle with the client."""

    http, marker = HTTPClient(), Marker()
    cycle: list[object] = [http, marker]
    cycle.append(cycle)
    gone = weakref.ref(marker)
    gc.collect()
    del http, marker, cycle
    gc.collect()
    assert gone() is None


def test_a_client_that_was_never_used_does_not_warn() -> None:
    HTTPClient()
    with pytest.raises(ValueError, match="max_connections"):
        HTTPClient(max_connections=0)
    gc.collect()


def test_a_program_that_closes_nothing_ends_without_warnings(echo: Server) -> None:
    program = f"""
import sys, asyncio
sys.path.insert(0, {str(Path.cwd())!r})
from attio._http.client import HTTPClient
from tests.http.sides import TOKEN, limits, prepared
http = HTTPClient()
http.send(prepared({echo.url!r}), token=TOKEN, **limits())
asyncio.run(http.send_async(prepared({echo.url!r}), token=TOKEN, **limits()))
"""
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stderr == done.stdout == ""
