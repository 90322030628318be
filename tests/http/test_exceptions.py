"""Exceptions of HTTP libraries, the system and mocks become errors of the SDK."""

from __future__ import annotations

import asyncio
import functools
import inspect
import re
import socket
import ssl
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import anyio
import httpx
import httpx2
import pytest

from attio import Attio, errors
from attio._http.client import HTTPClient
from attio._http.exceptions import failure_of
from attio.errors import (
    HTTPClientError,
    InvalidRequestError,
    RequestTimeoutError,
    UnexpectedClientError,
)
from tests.http.sides import TOKEN, Side, limits, opener, prepared
from tests.server import Server

ConnectionError_ = errors.ConnectionError


def exception_classes(module: Any) -> list[type[Exception]]:
    return [value for _, value in inspect.getmembers(module, inspect.isclass) if issubclass(value, Exception)]


def full_name(cls: type[Exception]) -> str:
    return f"{cls.__module__.partition('.')[0]}.{cls.__name__}"


def example(cls: type[Exception], text: str = "") -> Exception:
    """Create an exception of any class."""
    module: Any = httpx2 if cls.__module__.startswith("httpx2") else httpx
    if issubclass(cls, module.HTTPStatusError):
        request = module.Request("GET", "http://x/")
        make: Any = cls
        error: Exception = make(text, request=request, response=module.Response(404, request=request))
        return error
    try:
        return cls(text)
    except TypeError:
        return cls()


# For each class: the SDK error, and the outcome before the response and after a 200.
MEANING: dict[str, tuple[type[HTTPClientError], str, str]] = {
    "CloseError": (ConnectionError_, "unknown", "accepted"),
    "ConnectError": (ConnectionError_, "not_sent", "accepted"),
    "ConnectTimeout": (RequestTimeoutError, "not_sent", "accepted"),
    "DecodingError": (UnexpectedClientError, "unknown", "accepted"),
    "HTTPStatusError": (UnexpectedClientError, "rejected", "rejected"),
    "InvalidURL": (InvalidRequestError, "not_sent", "accepted"),
    "NetworkError": (ConnectionError_, "unknown", "accepted"),
    "PoolTimeout": (RequestTimeoutError, "not_sent", "accepted"),
    "ProtocolError": (ConnectionError_, "unknown", "accepted"),
    "ProxyError": (ConnectionError_, "not_sent", "accepted"),
    "ReadError": (ConnectionError_, "unknown", "accepted"),
    "ReadTimeout": (RequestTimeoutError, "unknown", "accepted"),
    "RemoteProtocolError": (ConnectionError_, "unknown", "accepted"),
    "SSEError": (ConnectionError_, "unknown", "accepted"),
    "TimeoutException": (RequestTimeoutError, "unknown", "accepted"),
    "TransportError": (ConnectionError_, "unknown", "accepted"),
    "UnsupportedProtocol": (InvalidRequestError, "not_sent", "accepted"),
    "WriteError": (ConnectionError_, "unknown", "accepted"),
    "WriteTimeout": (RequestTimeoutError, "unknown", "accepted"),
    "OSError": (ConnectionError_, "unknown", "accepted"),
    "ConnectionRefusedError": (ConnectionError_, "not_sent", "accepted"),
    "ConnectionResetError": (ConnectionError_, "unknown", "accepted"),
    "gaierror": (ConnectionError_, "not_sent", "accepted"),
    "SSLError": (ConnectionError_, "unknown", "accepted"),
    "TimeoutError": (RequestTimeoutError, "unknown", "accepted"),
}
OTHERWISE = (UnexpectedClientError, "unknown", "accepted")
SYSTEM = [OSError, ConnectionRefusedError, ConnectionResetError, socket.gaierror, ssl.SSLError, TimeoutError]
OTHERS: list[type[Exception]] = [RuntimeError, ValueError, KeyError, AssertionError, anyio.ClosedResourceError]
EVERY = list(dict.fromkeys([*exception_classes(httpx), *exception_classes(httpx2), *SYSTEM, *OTHERS]))


def raising(cls: type[Exception]) -> Callable[[httpx.Request], httpx.Response]:
    def fetch(_: httpx.Request) -> httpx.Response:
        raise example(cls)

    return fetch


class Breaking(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body that raises in the middle, and again on close."""

    def __init__(self, cls: type[Exception]) -> None:
        self.cls = cls

    def __iter__(self) -> Iterator[bytes]:
        yield b"{"
        raise example(self.cls)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield b"{"
        raise example(self.cls)

    def close(self) -> None:
        raise example(self.cls)

    async def aclose(self) -> None:
        raise example(self.cls)


def test_the_table_covers_the_libraries() -> None:
    assert len(EVERY) > 60
    assert MEANING.keys() <= {cls.__name__ for cls in EVERY}


@pytest.mark.parametrize("cls", EVERY, ids=full_name)
def test_exceptions_of_a_transport_become_errors_of_the_sdk(side: Side, cls: type[Exception]) -> None:
    error, outcome, outcome_in_body = MEANING.get(cls.__name__, OTHERWISE)
    fetch = raising(cls)
    http = HTTPClient(fetcher=fetch, async_fetcher=fetch)
    with pytest.raises(HTTPClientError) as caught:
        side.send(http, prepared("https://api.example/v2/self"))
    assert type(caught.value) is error
    assert caught.value.outcome == outcome
    assert type(caught.value.__cause__) is cls

    http = HTTPClient(
        fetcher=lambda _: httpx.Response(200, stream=Breaking(cls)),
        async_fetcher=lambda _: httpx.Response(200, stream=Breaking(cls)),
    )
    with pytest.raises(HTTPClientError) as caught:
        side.send(http, prepared("https://api.example/v2/self"))
    assert type(caught.value) is error
    assert caught.value.outcome == outcome_in_body
    assert type(caught.value.__cause__) is cls
    assert re.search(r"status (200|404)|on the status", str(caught.value))


def _give(response: httpx.Response, _: httpx.Request) -> httpx.Response:
    return response


@pytest.mark.parametrize("cls", [httpx.ReadError, httpx2.ReadError, RuntimeError, OSError], ids=full_name)
def test_exceptions_of_a_streamed_body_become_errors_of_the_sdk(cls: type[Exception]) -> None:
    for status, outcome in ((200, "accepted"), (404, "rejected"), (503, "unknown"), (302, "unknown")):
        response = httpx.Response(status, stream=Breaking(cls))
        download = opener(HTTPClient(fetcher=functools.partial(_give, response)))
        pieces = download.iter_body(download.open("https://files.example/x", 1))
        assert next(pieces) == b"{"
        with pytest.raises(HTTPClientError, match=f"status {status}") as caught:
            next(pieces)
        assert caught.value.outcome == outcome
        assert response.is_closed


@pytest.mark.anyio
@pytest.mark.parametrize("cls", [httpx.ReadError, httpx2.ReadError, RuntimeError, OSError], ids=full_name)
async def test_exceptions_of_a_streamed_async_body_become_errors_of_the_sdk(cls: type[Exception]) -> None:
    response = httpx.Response(200, stream=Breaking(cls))
    download = opener(HTTPClient(async_fetcher=lambda _: response))
    pieces = download.aiter_body(await download.open_async("https://files.example/x", 1))
    assert await anext(pieces) == b"{"
    with pytest.raises(HTTPClientError, match="status 200") as caught:
        await anext(pieces)
    assert caught.value.outcome == "accepted"
    assert response.is_closed


@pytest.mark.parametrize("cls", [KeyboardInterrupt, SystemExit, GeneratorExit])
def test_exceptions_that_end_the_program_are_not_wrapped(cls: type[BaseException]) -> None:
    def fetch(_: httpx.Request) -> httpx.Response:
        raise cls

    with pytest.raises(cls):
        HTTPClient(fetcher=fetch).send(prepared("https://api.example"), token=TOKEN, **limits())


@pytest.mark.anyio
async def test_cancellation_is_not_wrapped(server: Server) -> None:
    server.hang()
    seen: list[object] = []
    async with HTTPClient().add_hook("request_error", lambda error, _: seen.append(error)) as http:
        with anyio.move_on_after(0.1) as scope:
            await http.send_async(prepared(server.url), token=TOKEN, **limits())
        assert scope.cancelled_caught
    assert seen == []


def test_native_cancellation_is_not_wrapped(server: Server) -> None:
    server.hang()

    async def main() -> None:
        async with HTTPClient() as http:
            task = asyncio.create_task(http.send_async(prepared(server.url), token=TOKEN, **limits()))
            await asyncio.sleep(0.1)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    asyncio.run(main())


def test_the_detail_of_a_cause_is_short_and_without_the_token(side: Side) -> None:
    def fetch(_: httpx.Request) -> httpx.Response:
        message = f"{TOKEN} {'x' * 1000}"
        raise httpx.ConnectError(message)

    with pytest.raises(ConnectionError_) as caught:
        side.send(HTTPClient(fetcher=fetch, async_fetcher=fetch), prepared("https://api.example"))
    assert TOKEN not in str(caught.value)
    assert len(str(caught.value)) < 300


def test_a_cause_that_is_its_own_cause_does_not_loop() -> None:
    cause = httpx.ReadError("reset")
    cause.__cause__ = cause
    assert "broke: reset" in str(failure_of(cause, place="x", limit="5 s", status=None, secret=None))


def test_the_cause_is_chained_and_named() -> None:
    cause = httpx.ReadError("reset")
    error = failure_of(cause, place="api.example", limit="5 s", status=None, secret=None)
    assert error.__cause__ is cause
    assert error.cause == "ReadError: reset"
    assert str(error) == "the connection to api.example broke: reset"


class AllMockedAssertionError(AssertionError):
    """The exception of respx for a request without a route."""


UNPREPARED = [
    AllMockedAssertionError("RESPX: <Request('GET', 'https://api.example/v2/self')> not mocked!"),
    httpx.TimeoutException("No response can be found for GET request on https://api.example/v2/self"),
]


@pytest.mark.parametrize("unprepared", UNPREPARED, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("own", [False, True], ids=["fetcher", "client"])
@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
def test_an_unmocked_request_is_not_retried(unprepared: Exception, own: bool, is_async: bool) -> None:
    requests: list[httpx.Request] = []

    def fail(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        raise unprepared

    if own:
        transport = httpx.MockTransport(fail)
        http = HTTPClient(client=httpx.Client(transport=transport), async_client=httpx.AsyncClient(transport=transport))
    else:
        http = HTTPClient(fetcher=fail, async_fetcher=fail)
    client = Attio(TOKEN, server_url="https://api.example", http_client=http)
    call = functools.partial(asyncio.run, client.meta.identify_async()) if is_async else client.meta.identify
    with pytest.raises(errors.UnexpectedClientError) as caught:
        call()
    client.close()
    assert len(requests) == 1
    assert str(unprepared) in str(caught.value)
