"""Responses are freed without the garbage collector."""

from __future__ import annotations

import gc
import sys
import weakref
from collections.abc import Generator
from contextlib import contextmanager

import anyio.lowlevel
import httpx
import pytest

from attio._http.client import HTTPClient
from attio.errors import UnexpectedClientError
from tests.http.sides import SIGNED, TOKEN, limits, opener, prepared
from tests.server import Server


@contextmanager
def without_the_collector() -> Generator[None, None, None]:
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def test_a_response_that_was_read_is_freed_at_once(server: Server, http: HTTPClient) -> None:
    server.reply(body=b"x" * 1000)
    with without_the_collector():
        response = http.send(prepared(server.url), token=TOKEN, **limits())
        assert len(response.content) == 1000
        reference = weakref.ref(response)
        del response
        assert reference() is None


@pytest.mark.anyio
async def test_a_response_that_was_read_is_freed_while_the_event_loop_runs(server: Server) -> None:
    server.reply(body=b"x" * 1000)
    async with HTTPClient() as http:
        with without_the_collector():
            response = await http.send_async(prepared(server.url), token=TOKEN, **limits())
            reference = weakref.ref(response)
            del response
            await anyio.lowlevel.checkpoint()
            assert reference() is None


@pytest.mark.parametrize("is_read", [True, False])
def test_a_streamed_response_is_freed_when_it_is_closed(server: Server, http: HTTPClient, *, is_read: bool) -> None:
    server.reply(body=b"x" * 1_000_000)
    with without_the_collector():
        response = opener(http).open(f"{server.url}{SIGNED}", 1)
        pieces = opener(http).iter_body(response)
        assert next(pieces)
        if is_read:
            assert list(pieces)
        else:
            assert isinstance(pieces, Generator)
            pieces.close()
        assert response.is_closed
        reference = weakref.ref(response)
        del response, pieces
        assert reference() is None


@pytest.mark.anyio
@pytest.mark.parametrize("is_read", [True, False])
async def test_a_streamed_async_response_is_freed_when_it_is_closed(server: Server, *, is_read: bool) -> None:
    server.reply(body=b"x" * 1_000_000)
    async with HTTPClient() as http:
        with without_the_collector():
            response = await opener(http).open_async(f"{server.url}{SIGNED}", 1)
            pieces = opener(http).aiter_body(response)
            assert await anext(pieces)
            if is_read:
                assert [piece async for piece in pieces]
            else:
                await response.aclose()
            assert response.is_closed
            reference = weakref.ref(response)
            del response, pieces
            if sys.version_info >= (3, 12) and not is_read:
                gc.collect()  # the error with which httpcore ends the body refers to itself there
            assert reference() is None


def test_a_body_cannot_be_read_after_it_was_closed(server: Server, http: HTTPClient) -> None:
    server.reply(body=b"x")
    response = http.send(prepared(server.url), token=TOKEN, **limits())
    stream = response.stream
    assert isinstance(stream, httpx.SyncByteStream)
    stream.close()
    with pytest.raises(UnexpectedClientError, match="the body of the response was already read"):
        list(stream)


@pytest.mark.anyio
async def test_an_async_body_cannot_be_read_after_it_was_closed(server: Server) -> None:
    server.reply(body=b"x")
    async with HTTPClient() as http:
        response = await http.send_async(prepared(server.url), token=TOKEN, **limits())
        stream = response.stream
        assert isinstance(stream, httpx.AsyncByteStream)
        await stream.aclose()
        with pytest.raises(UnexpectedClientError, match="the body of the response was already read"):
            aiter(stream)
