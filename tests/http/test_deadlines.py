"""Connections that enforce the deadline: their creation, waits and timeouts, and trace functions of hooks."""

from __future__ import annotations

import pickle
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import anyio
import httpx
import pytest

from attio._http.client import HTTPClient, _httpx_async
from attio._http.deadlines import TOLERANCE, AsyncDeadlineStream, AsyncTracer, DeadlineStream, Timeouts, Tracer
from attio._http.libraries import library
from attio.errors import RequestTimeoutError
from tests.http.pieces import drip_head
from tests.http.sides import SIDES, Side, limits, prepared
from tests.server import Server
from tests.waiting import wait_until

COMPLETE = "connection.connect_tcp.complete"


def test_a_hook_may_set_a_trace_function(server: Server, side: Side) -> None:
    server.reply()
    server.step(drip_head)
    events: list[str] = []

    def note(event: str, _info: object) -> None:
        events.append(event)

    async def note_async(event: str, _info: object) -> None:
        events.append(event)

    def trace(request: httpx.Request) -> None:
        request.extensions["trace"] = note_async if side.is_async else note

    with HTTPClient().add_hook("before_request", trace) as http:
        side.send(http, prepared(server.url))
        assert COMPLETE in events
        with pytest.raises(RequestTimeoutError, match="deadline"):
            side.send(http, prepared(server.url), deadline=time.monotonic() + 0.3)


def test_only_a_request_that_makes_a_connection_is_traced(server: Server) -> None:
    server.reply(times=2)
    traced: list[bool] = []
    http = HTTPClient().add_hook("response", lambda _, request: traced.append("trace" in request.extensions))
    with http:
        for _ in range(2):
            SIDES[0].send(http, prepared(server.url))
    assert traced == [True, False]


def test_a_connection_of_another_class_is_not_replaced() -> None:
    class Closed:
        __slots__ = ()

        def start_tls(self) -> None: ...

    closed = Closed()
    Tracer(None)(COMPLETE, {"return_value": closed})
    Tracer(None)("connection.connect_tcp.failed", {"exception": OSError()})
    Tracer(None)("http11.send_request_headers.complete", {"return_value": None})
    assert type(closed) is Closed


@pytest.mark.anyio
async def test_a_connection_is_wrapped_once() -> None:
    class Open:
        def start_tls(self) -> None: ...

    for tracer, kind in ((Tracer, DeadlineStream), (AsyncTracer, AsyncDeadlineStream)):
        stream = Open()
        seen: set[type] = set()
        for _ in range(2):
            given: Any = tracer(None)(COMPLETE, {"return_value": stream})
            if given is not None:
                await given
            seen.add(type(stream))
        assert len(seen) == 1
        assert isinstance(stream, kind)


def test_a_tracer_wraps_another_once() -> None:
    inner: Callable[[str, object], None] = lambda _event, _info: None  # noqa: E731
    tracer = Tracer.around(inner)
    assert Tracer.around(tracer) is tracer


def test_without_a_deadline_waits_keep_their_timeout() -> None:
    extensions: dict[str, Any] = {}
    waits = Timeouts(3, None)
    assert waits.get("connect") == 3
    waits.watch(extensions, Tracer)
    assert waits.get("connect") == 3
    assert isinstance(extensions["trace"], Tracer)
    waits.unwatch()
    extensions.clear()
    waits.get("connect")
    assert extensions == {}


def test_closing_a_connection_wakes_the_thread_that_waits_on_it() -> None:
    class Stream:
        """The methods of a stream of httpcore that matter here."""

        def __init__(self, sock: socket.socket) -> None:
            self._sock = sock

        def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
            self._sock.settimeout(timeout)
            data = self._sock.recv(max_bytes)
            looked.wait(5)
            return data

        def close(self) -> None:
            self._sock.close()

        def get_extra_info(self, info: str) -> object:
            return {"socket": self._sock}[info]

        def start_tls(self) -> None: ...

    looked = threading.Event()
    ours, theirs = socket.socketpair()
    stream: Any = Stream(ours)
    Tracer(None)(COMPLETE, {"return_value": stream})
    read: list[bytes] = []
    thread = threading.Thread(target=lambda: read.append(stream.read(10, 10)))
    with theirs:
        thread.start()
        wait_until(lambda: stream._waiting)
        stream.close()
        assert ours.fileno() != -1  # the thread that uses the socket closes it
        looked.set()
        thread.join(5)
        assert read == [b""]
        stream.close()
        assert ours.fileno() == -1


def test_a_connection_without_a_socket_is_closed_all_the_same() -> None:
    class Stream:
        closed = False

        def close(self) -> None:
            self.closed = True

        def get_extra_info(self, _info: str) -> object:
            return None

        def start_tls(self) -> None: ...

    stream: Any = Stream()
    Tracer(None)(COMPLETE, {"return_value": stream})
    stream.close()
    assert stream.closed


def test_each_wait_is_limited_to_the_remaining_time() -> None:
    class Stream:
        def __init__(self) -> None:
            self.timeouts: list[float] = []

        def read(self, _max_bytes: int, timeout: float) -> bytes:
            self.timeouts.append(timeout)
            return b""

        def start_tls(self) -> None: ...

    stream: Any = Stream()
    Tracer(None)(COMPLETE, {"return_value": stream})
    now = time.monotonic()
    stream.read(1, Timeouts(3, now + 60).get("read"))
    until = Timeouts(60, now + 0.2).get("read")
    stream.read(1, until)
    time.sleep(0.05)
    stream.read(1, until)
    far, first, second = stream.timeouts
    assert far == 3
    assert second < first - 0.04 < 0.2
    time.sleep(0.2)
    with pytest.raises(TimeoutError, match="the deadline has passed"):
        stream.read(1, until)
    assert len(stream.timeouts) == 3


def test_far_from_the_deadline_the_timeout_is_set_once() -> None:
    waits = Timeouts(3, time.monotonic() + 60)
    assert waits.get("read") is waits.get("write")
    close = Timeouts(60, time.monotonic() + 3)
    assert close.get("read") is close.get("write")
    time.sleep(TOLERANCE * 1.5)
    assert close.get("read") is not close.get("write")
    assert close.get("read") <= 3 - TOLERANCE


def test_without_a_deadline_a_connection_keeps_its_timeout(server: Server) -> None:
    server.step(drip_head)
    with HTTPClient() as http, pytest.raises(RequestTimeoutError, match=r"within 0\.01 s"):
        SIDES[0].send(http, prepared(server.url), timeout=0.01)


def test_the_deadline_holds_on_a_reused_connection(server: Server) -> None:
    server.reply()
    server.step(drip_head)
    with HTTPClient() as http:
        SIDES[0].send(http, prepared(server.url))
        with pytest.raises(RequestTimeoutError):
            SIDES[0].send(http, prepared(server.url), deadline=time.monotonic() + 0.3)
    assert server.connections == 1


class Slow(httpx.SyncByteStream):
    """A response body that is not read from a socket, so that no network timeout applies."""

    def __iter__(self) -> Iterator[bytes]:
        for _ in range(100):
            time.sleep(0.02)
            yield b"x"


def test_the_body_of_a_fetcher_is_bounded_by_the_deadline() -> None:
    http = HTTPClient(fetcher=lambda _: httpx.Response(200, stream=Slow()))
    with pytest.raises(RequestTimeoutError, match=r"within the deadline of the call \(status 200\)") as caught:
        SIDES[0].send(http, prepared("http://127.0.0.1"), deadline=time.monotonic() + 0.1)
    assert caught.value.outcome == "accepted"


@pytest.mark.parametrize("side", SIDES[1:], ids=repr)
def test_an_async_fetcher_is_cancelled_at_the_deadline(side: Side) -> None:
    async def fetch(_request: httpx.Request) -> httpx.Response:
        await anyio.sleep(60)
        raise AssertionError

    http = HTTPClient(async_fetcher=fetch)
    with pytest.raises(RequestTimeoutError, match="within the deadline of the call") as caught:
        side.send(http, prepared("http://127.0.0.1"), deadline=time.monotonic() + 0.1)
    assert caught.value.outcome == "unknown"


@pytest.mark.anyio
async def test_httpx_is_loaded_off_the_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[str] = []

    def load() -> object:
        threads.append(threading.current_thread().name)
        return library("httpx")

    loaded = library("httpx")
    monkeypatch.setattr("attio._http.client._httpx", load)
    assert await _httpx_async() is loaded
    monkeypatch.delitem(sys.modules, "httpx")
    assert await _httpx_async() is loaded
    assert threads[0] == threading.main_thread().name != threads[1]


def test_a_sent_request_pickles_as_one_of_httpx(server: Server) -> None:
    server.reply()
    with HTTPClient() as http:
        response = SIDES[0].send(http, prepared(server.url, method="POST", content=b"{}"))
    twin = pickle.loads(pickle.dumps(response.request))
    assert type(twin) is httpx.Request
    assert (twin.method, str(twin.url), twin.content) == ("POST", f"{server.url}/v2/self", b"{}")


@pytest.mark.anyio
async def test_a_body_is_iterated_once(server: Server) -> None:
    server.reply(body=b"abc")
    async with HTTPClient() as http:
        response = await http.send_async(prepared(server.url), token=None, **limits(stream=True))
        body: Any = response.stream
        assert aiter(body) is aiter(body) is body
        assert b"".join([piece async for piece in body]) == b"abc"
        await response.aclose()
