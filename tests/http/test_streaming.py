"""Streamed response bodies: read in pieces, left early, cancelled, compressed."""

from __future__ import annotations

import gzip

import anyio
import httpx
import pytest

from attio._http.client import HTTPClient
from attio.errors import UnexpectedClientError
from tests.http.sides import SIGNED, TOKEN, limits, opener, prepared
from tests.server import Connection, Server


def test_a_streamed_body_comes_piece_by_piece_whatever_its_size(server: Server, http: HTTPClient) -> None:
    body = bytes(range(256)) * 4096
    server.reply(body=body)
    response = opener(http).open(f"{server.url}{SIGNED}", 1)
    pieces = list(opener(http).iter_body(response))
    assert b"".join(pieces) == body
    assert len(pieces) > 1
    assert response.is_closed
    [received] = server.requests
    assert received.target == SIGNED
    assert received.header("authorization") is None
    assert received.header("accept-encoding") == "identity"


@pytest.mark.anyio
async def test_a_streamed_body_comes_piece_by_piece_on_the_async_side(server: Server) -> None:
    body = bytes(range(256)) * 4096
    server.reply(body=body)
    async with HTTPClient() as http:
        response = await opener(http).open_async(f"{server.url}{SIGNED}", 1)
        pieces = [piece async for piece in opener(http).aiter_body(response)]
        assert b"".join(pieces) == body
        assert len(pieces) > 1
        assert response.is_closed


def test_a_streamed_body_is_decompressed_and_keeps_its_headers(server: Server, http: HTTPClient) -> None:
    server.reply(body=gzip.compress(b"x" * 1000), headers={"Content-Encoding": "gzip"})
    response = opener(http).open(f"{server.url}/x", 1)
    assert response.headers["content-encoding"] == "gzip"
    assert b"".join(opener(http).iter_body(response)) == b"x" * 1000


def test_leaving_a_stream_early_closes_its_connection(server: Server) -> None:
    with HTTPClient(max_connections=1) as http:
        for _ in range(3):
            server.reply(body=b"x" * (1 << 20))
            response = opener(http).open(f"{server.url}/x", 1)
            for _piece in opener(http).iter_body(response):
                break
            assert response.is_closed
            opener(http).close(response)
        server.wait_for_connections(0)


@pytest.mark.anyio
async def test_leaving_a_stream_early_closes_its_connection_on_the_async_side(server: Server) -> None:
    async with HTTPClient(max_connections=1) as http:
        for _ in range(3):
            server.reply(body=b"x" * (1 << 20))
            response = await opener(http).open_async(f"{server.url}/x", 1)
            async for _piece in opener(http).aiter_body(response):
                break
            await opener(http).close_async(response)
            assert response.is_closed
            await opener(http).close_async(response)
        server.wait_for_connections(0)


@pytest.mark.anyio
async def test_a_cancelled_stream_releases_its_slot(server: Server) -> None:
    def stall(connection: Connection) -> None:
        connection.receive()
        connection.send(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx")
        connection.wait_until_client_leaves()

    async with HTTPClient(max_connections=1) as http:
        for _ in range(3):
            server.step(stall)
            response = await opener(http).open_async(f"{server.url}/x", 1)
            with anyio.move_on_after(0.05) as scope:
                async for _piece in opener(http).aiter_body(response):
                    pass
            assert scope.cancelled_caught
        server.reply()
        await http.send_async(prepared(server.url), token=TOKEN, **limits())


def test_a_closed_stream_cannot_be_read(server: Server, http: HTTPClient) -> None:
    server.reply(body=b"x")
    server.reply(body=b"x")
    response = opener(http).open(f"{server.url}/x", 1)
    opener(http).close(response)
    with pytest.raises(UnexpectedClientError, match="already read"):
        list(opener(http).iter_body(response))
    response = opener(http).open(f"{server.url}/x", 1)
    assert list(opener(http).iter_body(response)) == [b"x"]
    with pytest.raises(UnexpectedClientError, match="already read"):
        list(opener(http).iter_body(response))


@pytest.mark.anyio
async def test_a_closed_async_stream_cannot_be_read(server: Server) -> None:
    server.reply(body=b"x")
    async with HTTPClient() as http:
        response = await opener(http).open_async(f"{server.url}/x", 1)
        await opener(http).close_async(response)
        with pytest.raises(UnexpectedClientError, match="already read"):
            [piece async for piece in opener(http).aiter_body(response)]


def test_a_body_that_a_fetcher_read_already_can_be_streamed() -> None:
    http = HTTPClient(fetcher=lambda _: httpx.Response(200, content=b"abc"))
    response = opener(http).open("https://files.example/x", 1)
    assert list(opener(http).iter_body(response)) == [b"abc"]


@pytest.mark.anyio
async def test_a_body_that_a_fetcher_read_already_can_be_streamed_on_the_async_side() -> None:
    http = HTTPClient(async_fetcher=lambda _: httpx.Response(200, content=b"abc"))
    response = await opener(http).open_async("https://files.example/x", 1)
    assert [piece async for piece in opener(http).aiter_body(response)] == [b"abc"]
