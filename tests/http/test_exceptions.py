"""What becomes of everything that can go wrong on the way: one of our errors, with what is known of the request."""

from __future__ import annotations

import asyncio
import functools
import inspect
import re
import socket
import ssl
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import anyio
import httpx
import httpx2
import pytest

from attio import Attio, errors
from attio._http.client import HTTPClient
from attio._http.deadlines import Timeouts
from attio._http.exceptions import failure_of
from attio.errors import (
    HTTPClientError,
    InvalidRequestError,
    RequestAbortedError,
    RequestTimeoutError,
    UnexpectedClientError,
)
from tests.http.sides import SIDES, TOKEN, Side, limits, opener, prepared
from tests.http.test_client import Pieces
from tests.server import Connection, Reply, Server

ConnectionError_ = errors.ConnectionError


@pytest.fixture(params=SIDES, ids=repr)
def side(request: pytest.FixtureRequest) -> Side:
    side: Side = request.param
    return side


@pytest.fixture
def http() -> Iterator[HTTPClient]:
    with HTTPClient() as http:
        yield http


def exception_classes(module: Any) -> list[type[Exception]]:
    return [value for _, value in inspect.getmembers(module, inspect.isclass) if issubclass(value, Exception)]


def full_name(cls: type[Exception]) -> str:
    return f"{cls.__module__.partition('.')[0]}.{cls.__name__}"


def example(cls: type[Exception], text: str = "") -> Exception:
    """Make an exception of a library, however it wants to be made."""
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


# What every class means: the error, and the outcome before the response began and after a 200 did.
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
    """A body that breaks in the middle, and cannot be closed either."""

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
def test_whatever_a_transport_raises_becomes_our_error(side: Side, cls: type[Exception]) -> None:
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


def _give(answer: httpx.Response, _: httpx.Request) -> httpx.Response:
    return answer


@pytest.mark.parametrize("cls", [httpx.ReadError, httpx2.ReadError, RuntimeError, OSError], ids=full_name)
def test_whatever_a_streamed_body_raises_becomes_our_error(cls: type[Exception]) -> None:
    for status, outcome in ((200, "accepted"), (404, "rejected"), (503, "unknown"), (302, "unknown")):
        answer = httpx.Response(status, stream=Breaking(cls))
        download = opener(HTTPClient(fetcher=functools.partial(_give, answer)))
        pieces = download.iter_body(download.open("https://files.example/x", 1))
        assert next(pieces) == b"{"
        with pytest.raises(HTTPClientError, match=f"status {status}") as caught:
            next(pieces)
        assert caught.value.outcome == outcome
        assert answer.is_closed


@pytest.mark.anyio
@pytest.mark.parametrize("cls", [httpx.ReadError, httpx2.ReadError, RuntimeError, OSError], ids=full_name)
async def test_whatever_a_streamed_body_raises_becomes_our_error_on_the_async_side(cls: type[Exception]) -> None:
    answer = httpx.Response(200, stream=Breaking(cls))
    download = opener(HTTPClient(async_fetcher=lambda _: answer))
    pieces = download.aiter_body(await download.open_async("https://files.example/x", 1))
    assert await anext(pieces) == b"{"
    with pytest.raises(HTTPClientError, match="status 200") as caught:
        await anext(pieces)
    assert caught.value.outcome == "accepted"
    assert answer.is_closed


@pytest.mark.parametrize("cls", [KeyboardInterrupt, SystemExit, GeneratorExit])
def test_what_ends_the_program_is_not_touched(cls: type[BaseException]) -> None:
    def fetch(_: httpx.Request) -> httpx.Response:
        raise cls

    with pytest.raises(cls):
        HTTPClient(fetcher=fetch).send(prepared("https://api.example"), token=TOKEN, **limits())


@pytest.mark.anyio
async def test_cancellation_is_not_touched(server: Server) -> None:
    server.hang()
    seen: list[object] = []
    async with HTTPClient().add_hook("request_error", lambda error, _: seen.append(error)) as http:
        with anyio.move_on_after(0.1) as scope:
            await http.send_async(prepared(server.url), token=TOKEN, **limits())
        assert scope.cancelled_caught
    assert seen == []


def test_native_cancellation_is_not_touched(server: Server) -> None:
    server.hang()

    async def main() -> None:
        async with HTTPClient() as http:
            task = asyncio.create_task(http.send_async(prepared(server.url), token=TOKEN, **limits()))
            await asyncio.sleep(0.1)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    asyncio.run(main())


# Over real sockets


def test_a_refused_connection_was_not_sent(http: HTTPClient, side: Side) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(ConnectionError_, match=f"could not connect to 127.0.0.1:{port}: Connection refused") as caught:
        side.send(http, prepared(f"http://127.0.0.1:{port}"))
    assert caught.value.outcome == "not_sent"
    assert isinstance(caught.value, ConnectionError)
    assert isinstance(caught.value.__cause__, httpx.ConnectError)
    assert "ConnectError" in (caught.value.cause or "")


def test_an_unknown_host_was_not_sent(http: HTTPClient, side: Side) -> None:
    with pytest.raises(ConnectionError_, match=r"could not connect to nowhere\.invalid") as caught:
        side.send(http, prepared("http://nowhere.invalid"))
    assert caught.value.outcome == "not_sent"


def test_a_connection_that_times_out_was_not_sent(http: HTTPClient, side: Side) -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as listener:
        address = listener.getsockname()
        fillers = [socket.socket() for _ in range(4)]
        for filler in fillers:
            filler.setblocking(False)
            filler.connect_ex(address)
        with pytest.raises(RequestTimeoutError, match=r"could not connect to .* within 0\.2 s") as caught:
            side.send(http, prepared(f"http://127.0.0.1:{address[1]}"), timeout=0.2)
        for filler in fillers:
            filler.close()
    assert caught.value.outcome == "not_sent"
    assert isinstance(caught.value, TimeoutError)


def test_a_server_that_hangs_up_leaves_it_open(server: Server, http: HTTPClient, side: Side) -> None:
    server.drop()
    with pytest.raises(ConnectionError_, match="broke: Server disconnected") as caught:
        side.send(http, prepared(server.url))
    assert caught.value.outcome == "unknown"
    server.drop(reset=True)
    with pytest.raises(ConnectionError_, match="broke") as caught:
        side.send(http, prepared(server.url))
    assert caught.value.outcome == "unknown"


def test_a_server_that_is_silent_leaves_it_open(server: Server, http: HTTPClient, side: Side) -> None:
    server.hang()
    with pytest.raises(RequestTimeoutError, match=r"did not respond within 0\.1 s") as caught:
        side.send(http, prepared(server.url), timeout=0.1)
    assert caught.value.outcome == "unknown"


@pytest.mark.parametrize(
    ("status", "outcome"), [(200, "accepted"), (408, "unknown"), (422, "rejected"), (500, "unknown")]
)
def test_a_body_that_breaks_off_has_the_outcome_of_its_status(
    server: Server, http: HTTPClient, side: Side, status: int, outcome: str
) -> None:
    server.raw(b"HTTP/1.1 %d X\r\nContent-Length: 10\r\n\r\nabc" % status)
    with pytest.raises(ConnectionError_, match=rf"broke: peer closed .*\(status {status}\)") as caught:
        side.send(http, prepared(server.url))
    assert caught.value.outcome == outcome


def test_what_is_no_http_is_not_repeated_in_the_error(server: Server, http: HTTPClient, side: Side) -> None:
    server.raw(b"Set-Cookie: planted_5ec2e7\r\n\r\n")
    with pytest.raises(ConnectionError_, match="did not respond as HTTP demands") as caught:
        side.send(http, prepared(server.url))
    assert "planted" not in str(caught.value)


def test_a_server_that_does_not_read_leaves_it_open(http: HTTPClient, side: Side) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        with pytest.raises(RequestTimeoutError, match="did not take the request within") as caught:
            side.send(http, prepared(url, method="POST", content=Pieces(*[b"x" * (1 << 20)] * 32)), timeout=0.2)
    assert caught.value.outcome == "unknown"


def test_an_early_answer_to_an_upload_is_the_answer(server: Server, http: HTTPClient, side: Side) -> None:
    def refuse(connection: Connection) -> None:
        connection.socket.recv(1000)
        connection.send(Reply(413, b"too large", headers={"Connection": "close"}).encode())
        connection.socket.shutdown(socket.SHUT_WR)
        connection.wait_until_client_leaves()  # else the reset for what was not read may overtake the answer
        connection.close()

    server.step(refuse)
    body = Pieces(*[b"x" * 65536] * 400, content_length=65536 * 400)
    assert side.send(http, prepared(server.url, method="POST", content=body)).status_code == 413


def test_an_illegal_header_is_not_repeated_in_the_error(server: Server, side: Side) -> None:
    def add(request: httpx.Request) -> None:
        request.headers["x-key"] = "planted_5ec2e7\n"

    http = HTTPClient().add_hook("before_request", add)
    with http, pytest.raises(InvalidRequestError, match="a header, added by a hook") as caught:
        side.send(http, prepared(server.url))
    assert caught.value.outcome == "not_sent"
    assert caught.value.__cause__ is None
    assert "planted" not in f"{caught.value} {caught.value.cause}"
    assert server.requests == []


def test_a_body_that_is_shorter_than_announced_breaks_the_request(server: Server, http: HTTPClient, side: Side) -> None:
    server.always(lambda _: Reply())
    body = Pieces(b"abc", content_length=10)
    with pytest.raises(UnexpectedClientError, match="rules of HTTP: Too little data") as caught:
        side.send(http, prepared(server.url, method="POST", content=body))
    assert caught.value.outcome == "unknown"


def test_our_own_error_of_a_body_is_not_wrapped(server: Server, http: HTTPClient, side: Side) -> None:
    server.always(lambda _: Reply())
    problem = InvalidRequestError("the file changed meanwhile", outcome="unknown")
    with pytest.raises(InvalidRequestError) as caught:
        side.send(http, prepared(server.url, method="POST", content=Pieces(b"abc", problem=problem)))
    assert caught.value is problem


def test_the_detail_of_a_cause_is_short_and_without_the_token(side: Side) -> None:
    def fetch(_: httpx.Request) -> httpx.Response:
        message = f"{TOKEN} {'x' * 1000}"
        raise httpx.ConnectError(message)

    with pytest.raises(ConnectionError_) as caught:
        side.send(HTTPClient(fetcher=fetch, async_fetcher=fetch), prepared("https://api.example"))
    assert TOKEN not in str(caught.value)
    assert len(str(caught.value)) < 300


# Deadlines


def test_a_deadline_that_has_passed_sends_nothing(server: Server, http: HTTPClient, side: Side) -> None:
    with pytest.raises(RequestTimeoutError, match="passed before the request was sent") as caught:
        side.send(http, prepared(server.url), deadline=time.monotonic() - 1)
    assert caught.value.outcome == "not_sent"
    assert server.requests == []


def test_a_deadline_cuts_a_silent_server_off(server: Server, http: HTTPClient, side: Side) -> None:
    server.hang()
    began = time.monotonic()
    with pytest.raises(RequestTimeoutError, match="did not respond within the deadline of the call") as caught:
        side.send(http, prepared(server.url), deadline=began + 0.2)
    assert 0.1 < time.monotonic() - began < 1
    assert caught.value.outcome == "unknown"


def test_a_deadline_cuts_a_dripping_body_off(server: Server, http: HTTPClient, side: Side) -> None:
    server.drip(Reply(200, b"x" * 100), pause=0.05)
    began = time.monotonic()
    with pytest.raises(RequestTimeoutError, match=r"within the deadline of the call \(status 200\)") as caught:
        side.send(http, prepared(server.url), deadline=began + 0.3)
    assert 0.2 < time.monotonic() - began < 1
    assert caught.value.outcome == "accepted"


def test_a_timeout_is_for_each_wait(server: Server, http: HTTPClient, side: Side) -> None:
    server.drip(Reply(200, b"x" * 10), pause=0.05)
    assert side.send(http, prepared(server.url), timeout=0.3).content == b"x" * 10


def test_a_timeout_may_be_longer_than_anybody_waits(server: Server, http: HTTPClient, side: Side) -> None:
    server.reply()
    assert side.send(http, prepared(server.url), timeout=1e15, deadline=time.monotonic() + 1e15).status_code == 200


def drip_head(connection: Connection) -> None:
    connection.receive()
    for byte in b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX-Slow: " + b"x" * 100:
        time.sleep(0.02)
        connection.send(bytes([byte]))


def test_a_deadline_cuts_a_dripping_head_off(server: Server, http: HTTPClient, side: Side) -> None:
    server.step(drip_head)
    began = time.monotonic()
    with pytest.raises(RequestTimeoutError, match="did not respond within the deadline of the call") as caught:
        side.send(http, prepared(server.url), deadline=began + 0.2)
    assert time.monotonic() - began < 1
    assert caught.value.outcome == "unknown"


def test_a_deadline_is_shared_by_the_waits(server: Server) -> None:
    """The wait for the answer gets what connecting and sending have left."""
    waits = Timeouts(10, time.monotonic() + 0.5)
    time.sleep(0.2)
    assert 0.2 < waits.get("read") < 0.35
    assert waits["read"] > 0.4
    assert Timeouts(0.1, None).get("read") == 0.1
    assert Timeouts(0.1, time.monotonic() - 5).get("read") > 0
    server.hang()
    began = time.monotonic()
    slow = HTTPClient().add_hook("before_request", lambda _: time.sleep(0.3))
    with slow, pytest.raises(RequestTimeoutError):
        slow.send(prepared(server.url), token=TOKEN, **limits(deadline=began + 0.5))
    assert time.monotonic() - began < 0.7


# A closed client


def test_a_closed_client_sends_nothing(server: Server, side: Side) -> None:
    http = HTTPClient()
    http.close()
    http.close()
    assert http.closed
    with pytest.raises(RequestAbortedError, match="is closed") as caught:
        side.send(http, prepared(server.url))
    assert caught.value.outcome == "not_sent"
    assert server.requests == []


def test_a_client_that_is_closed_at_the_last_moment_sends_nothing(server: Server, side: Side) -> None:
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
async def test_closing_a_client_turns_away_who_waits_for_a_connection(server: Server) -> None:
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


def test_closing_a_client_turns_away_the_thread_that_waits_for_a_connection(server: Server) -> None:
    http = HTTPClient(max_connections=1)
    waiting = threading.Event()
    outcomes: list[str] = []

    def answer_late(connection: Connection) -> None:
        connection.receive()
        waiting.wait(5)
        time.sleep(0.1)
        http.close()
        connection.send(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx")

    def call() -> None:
        with pytest.raises(RequestAbortedError) as error:
            http.send(prepared(server.url), token=TOKEN, **limits())
        outcomes.append(error.value.outcome)

    server.step(answer_late)
    first = threading.Thread(target=call)
    first.start()
    while not server.requests:
        time.sleep(0.01)
    waiting.set()
    call()
    first.join()
    assert sorted(outcomes) == ["not_sent", "unknown"]


def test_closing_a_client_aborts_a_call_of_another_thread_when_it_next_wakes(server: Server) -> None:
    http = HTTPClient()

    def answer_late(connection: Connection) -> None:
        connection.receive()
        http.close()
        connection.send(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx")

    server.step(answer_late)
    with pytest.raises(RequestAbortedError, match="closed during the call") as caught:
        http.send(prepared(server.url), token=TOKEN, **limits())
    assert caught.value.outcome == "unknown"


def test_a_cause_that_is_its_own_cause_is_no_trap() -> None:
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
    """What respx raises for a request that no route is for."""


UNPREPARED = [
    AllMockedAssertionError("RESPX: <Request('GET', 'https://api.example/v2/self')> not mocked!"),
    httpx.TimeoutException("No response can be found for GET request on https://api.example/v2/self"),
]


@pytest.mark.parametrize("unprepared", UNPREPARED, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("own", [False, True], ids=["fetcher", "client"])
@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
def test_a_request_that_a_test_did_not_prepare_is_not_retried(unprepared: Exception, own: bool, is_async: bool) -> None:
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
