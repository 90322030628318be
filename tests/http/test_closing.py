"""Requests of a client that was closed, or is closed during the request."""

from __future__ import annotations

import threading
import time

import anyio
import pytest

from attio._http.client import HTTPClient
from attio.errors import (
    RequestAbortedError,
)
from tests.http.sides import TOKEN, Side, limits, prepared
from tests.server import Connection, Server
from tests.waiting import wait_until


def test_a_closed_client_sends_nothing(server: Server, side: Side) -> None:
    http = HTTPClient()
    http.close()
    http.close()
    assert http.closed
    with pytest.raises(RequestAbortedError, match="is closed") as caught:
        side.send(http, prepared(server.url))
    assert caught.value.outcome == "not_sent"
    assert server.requests == []


def test_a_client_closed_by_a_hook_sends_nothing(server: Server, side: Side) -> None:
    http = HTTPClient()
    http.add_hook("before_request", lambda _: http._connections.close())
    with pytest.raises(RequestAbortedError, match="is closed") as caught:
        side.send(http, prepared(server.url))
    assert caught.value.outcome == "not_sent"


@pytest.mark.anyio
async def test_closing_a_client_aborts_its_calls(server: Server) -> None:
    server.hang()
    server.hang()
    http = HTTPClient()
    caught: list[RequestAbortedError] = []

    async def call() -> None:
        with pytest.raises(RequestAbortedError, match="closed during the call") as error:
            await http.send_async(prepared(server.url), token=TOKEN, **limits())
        caught.append(error.value)

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(call)
        tasks.start_soon(call)
        while len(server.requests) < 2:
            await anyio.sleep(0.01)
        await http.aclose()
        await http.aclose()
    assert [error.outcome for error in caught] == ["unknown", "unknown"]
    server.wait_for_connections(0)


@pytest.mark.anyio
async def test_closing_a_client_aborts_a_task_that_waits_for_a_connection(server: Server) -> None:
    server.hang()
    http = HTTPClient(max_connections=1)
    outcomes: list[str] = []

    async def call() -> None:
        with pytest.raises(RequestAbortedError) as error:
            await http.send_async(prepared(server.url), token=TOKEN, **limits())
        outcomes.append(error.value.outcome)

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(call)
        tasks.start_soon(call)
        while not server.requests:
            await anyio.sleep(0.01)
        await http.aclose()
    assert sorted(outcomes) == ["not_sent", "unknown"]
    server.wait_for_connections(0)


def test_closing_a_client_aborts_a_thread_that_waits_for_a_connection(server: Server) -> None:
    http = HTTPClient(max_connections=1)
    waiting = threading.Event()
    outcomes: list[str] = []

    def respond_late(connection: Connection) -> None:
        connection.receive()
        waiting.wait(5)
        time.sleep(0.1)
        http.close()
        connection.send(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx")

    def call() -> None:
        with pytest.raises(RequestAbortedError) as error:
            http.send(prepared(server.url), token=TOKEN, **limits())
        outcomes.append(error.value.outcome)

    server.step(respond_late)
    first = threading.Thread(target=call)
    first.start()
    wait_until(lambda: server.requests)
    waiting.set()
    call()
    first.join()
    assert sorted(outcomes) == ["not_sent", "unknown"]


def test_closing_a_client_aborts_a_call_of_another_thread_when_it_next_wakes(server: Server) -> None:
    http = HTTPClient()

    def respond_late(connection: Connection) -> None:
        connection.receive()
        http.close()
        connection.send(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx")

    server.step(respond_late)
    with pytest.raises(RequestAbortedError, match="closed during the call") as caught:
        http.send(prepared(server.url), token=TOKEN, **limits())
    assert caught.value.outcome == "unknown"
