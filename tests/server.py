"""A scripted HTTP/1.1 server on loopback, for tests over real sockets.

Every request takes the next step of the script:

    server.reply(503, headers={"Retry-After": "0"})
    server.reply(200, json={"data": []})
    client.meta.identify()
    assert [request.path for request in server.requests] == ["/v2/self", "/v2/self"]

Other steps misbehave: `drop`, `raw`, `hang`, `drip`, or a function passed to `step`. `always` responds to all further
requests. An unused step, a request without a step, and an exception in a step fail the test.
"""

from __future__ import annotations

import http
import json as json_module
import socket
import ssl
import struct
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeAlias
from urllib.parse import parse_qsl

from typing_extensions import Self

Headers: TypeAlias = Mapping[str, str] | Sequence[tuple[str, str]]

# Seconds after which a waiting test fails.
PATIENCE = 10.0
# Value of SO_LINGER: on close, discard unsent data and reset the connection.
RESET_ON_CLOSE = struct.pack("ii", 1, 0)


@dataclass(frozen=True)
class Received:
    """A request as received."""

    method: str
    target: str
    """Path and query string, percent-encoded."""
    headers: list[tuple[str, str]]
    """Names and values as sent, in order."""
    body: bytes
    connection: int
    """The number of the connection; the first is 1."""

    @property
    def path(self) -> str:
        """The target without its query string."""
        return self.target.partition("?")[0]

    @property
    def query(self) -> list[tuple[str, str]]:
        """The query string, decoded."""
        return parse_qsl(self.target.partition("?")[2], keep_blank_values=True)

    def header(self, name: str) -> str | None:
        """Return the value of a header; None if it is absent, an error if it was sent twice."""
        values = [value for key, value in self.headers if key.lower() == name.lower()]
        assert len(values) <= 1, f"{name} was sent {len(values)} times"
        return values[0] if values else None

    def json(self) -> object:
        """Parse the body as JSON."""
        return json_module.loads(self.body)


@dataclass(frozen=True)
class Reply:
    """A scripted response; `json` replaces `body`."""

    status: int = 200
    body: bytes = b""
    json: object = None
    headers: Headers = ()

    def encode(self, method: str = "GET") -> bytes:
        """Encode the response, with a Content-Length unless its headers frame it otherwise."""
        body = self.body if self.json is None else json_module.dumps(self.json).encode()
        headers = list(self.headers.items() if isinstance(self.headers, Mapping) else self.headers)
        named = {name.lower() for name, _ in headers}
        if self.json is not None and "content-type" not in named:
            headers.append(("Content-Type", "application/json"))
        if not named & {"content-length", "transfer-encoding"} and self.status not in {204, 304}:
            headers.append(("Content-Length", str(len(body))))
        head = "".join(f"{name}: {value}\r\n" for name, value in headers)
        status_line = f"HTTP/1.1 {self.status} {_reason(self.status)}\r\n"
        return (status_line + head + "\r\n").encode("latin-1") + (b"" if method == "HEAD" else body)


class Connection:
    """An accepted connection, passed to each step."""

    def __init__(self, number: int, sock: socket.socket, record: Callable[[Received], None]) -> None:
        self.number = number
        self.socket = sock
        self.closed = False
        self._record = record
        self._reader = sock.makefile("rb")

    def wait_for_request(self) -> bool:
        """Wait for the first byte of the next request; return False if the client disconnected."""
        return bool(self._reader.peek(1))

    def receive(self) -> Received:
        """Read and record a whole request."""
        method, target, _ = self._line().split(" ", 2)
        headers: list[tuple[str, str]] = []
        while line := self._line():
            name, _, value = line.partition(":")
            headers.append((name, value.strip()))
        named = {name.lower(): value for name, value in headers}
        chunked = named.get("transfer-encoding") == "chunked"
        body = self._chunks() if chunked else self._exactly(int(named.get("content-length", 0)))
        request = Received(method, target, headers, body, self.number)
        self._record(request)
        return request

    def _line(self) -> str:
        line = self._reader.readline()
        if not line.endswith(b"\n"):
            raise ConnectionAbortedError
        return line.strip().decode("latin-1")

    def _exactly(self, size: int) -> bytes:
        data = self._reader.read(size)
        if len(data) < size:
            raise ConnectionAbortedError
        return data

    def _chunks(self) -> bytes:
        body = b""
        while size := int(self._line().partition(";")[0], 16):
            body += self._exactly(size)
            self._line()
        self._line()
        return body

    def send(self, data: bytes) -> None:
        """Send bytes unchanged."""
        self.socket.sendall(data)

    def wait_until_client_leaves(self) -> None:
        """Wait until the client closes the connection."""
        while self._reader.read1():
            pass

    def close(self) -> None:
        """Close the connection; harmless if it is closed already."""
        self.closed = True
        with suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)
        self._reader.close()
        self.socket.close()

    def reset(self) -> None:
        """Reset the connection."""
        self.closed = True
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
        self._reader.close()
        self.socket.close()


Step: TypeAlias = Callable[[Connection], None]
"""Handles one request. The connection then serves the next request, unless the step closed it."""


@dataclass
class Server:
    """A scripted server, which listens during its `with` block."""

    context: ssl.SSLContext | None = None
    """Serve TLS with this context."""
    requests: list[Received] = field(default_factory=list[Received])
    """All requests so far, in order of arrival."""
    connections: int = 0
    """Number of accepted connections so far."""

    def __post_init__(self) -> None:
        self._script: deque[Step] = deque()
        self._fallback: Step | None = None
        self._open: dict[int, Connection] = {}
        self._failures: list[BaseException] = []
        self._lock = threading.Lock()
        self._closing = False
        self._threads: list[threading.Thread] = []

    # The script

    def reply(
        self, status: int = 200, *, json: object = None, body: bytes = b"", headers: Headers = (), times: int = 1
    ) -> None:
        """Respond to the next request, or to the next `times` requests."""
        reply = Reply(status, body, json, headers)
        for _ in range(times):
            self.step(lambda connection: connection.send(reply.encode(connection.receive().method)))

    def respond(self, function: Callable[[Received], Reply]) -> None:
        """Respond to the next request with the result of a function."""
        self.step(_responder(function))

    def always(self, function: Callable[[Received], Reply]) -> None:
        """Respond to every request without a step with the result of a function."""
        self._fallback = _responder(function)

    def drip(self, reply: Reply, *, size: int = 1, pause: float = 0.05) -> None:
        """Respond to the next request slowly: the head at once, then the body in small pieces."""

        def step(connection: Connection) -> None:
            head, _, body = reply.encode(connection.receive().method).partition(b"\r\n\r\n")
            connection.send(head + b"\r\n\r\n")
            for start in range(0, len(body), size):
                time.sleep(pause)
                connection.send(body[start : start + size])

        self.step(step)

    def raw(self, data: bytes, *, close: bool = True) -> None:
        """Respond to the next request with these bytes, then close the connection."""

        def step(connection: Connection) -> None:
            connection.receive()
            connection.send(data)
            if close:
                connection.close()

        self.step(step)

    def drop(self, *, read: bool = True, reset: bool = False) -> None:
        """Close or reset the connection instead of responding, after or before reading the request."""

        def step(connection: Connection) -> None:
            if read:
                connection.receive()
            if reset:
                connection.reset()
            else:
                connection.close()

        self.step(step)

    def hang(self) -> None:
        """Read the next request and never respond."""

        def step(connection: Connection) -> None:
            connection.receive()
            connection.wait_until_client_leaves()

        self.step(step)

    def step(self, function: Step) -> None:
        """Handle the next request with a function."""
        self._script.append(function)

    # State

    @property
    def url(self) -> str:
        """The URL of the server, without a path."""
        return f"{'https' if self.context else 'http'}://{'localhost' if self.context else '127.0.0.1'}:{self.port}"

    @property
    def open_connections(self) -> int:
        """Number of open connections."""
        return len(self._open)

    def wait_for_connections(self, count: int) -> None:
        """Wait until `count` connections are open, since the server notices a close with a delay."""
        deadline = time.monotonic() + PATIENCE
        while len(self._open) != count and time.monotonic() < deadline:
            time.sleep(0.002)
        assert len(self._open) == count, f"{len(self._open)} connections are open, not {count}"

    # Life cycle

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> None:
        """Listen on a free port."""
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.port: int = self._listener.getsockname()[1]
        self._spawn(self._accept)

    def close(self) -> None:
        """Stop listening, close all connections, and fail if a step raised or was not used."""
        self._closing = True
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port)):  # wakes the accepting thread
            pass
        self._threads[0].join(PATIENCE)
        self._listener.close()
        for connection in list(self._open.values()):
            with suppress(OSError):
                connection.socket.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(PATIENCE)
        if self._failures:
            raise self._failures[0]
        assert not self._script, f"{len(self._script)} steps of the server's script were not used"

    def _spawn(self, target: Callable[..., None], *args: object) -> None:
        thread = threading.Thread(target=target, args=args, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            sock, _ = self._listener.accept()
            if self._closing:
                sock.close()
                return
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.connections += 1
            self._spawn(self._serve, self.connections, sock)

    def _serve(self, number: int, sock: socket.socket) -> None:
        try:
            if self.context:
                sock = self.context.wrap_socket(sock, server_side=True)
        except OSError:  # the client does not trust the certificate, or disconnected
            sock.close()
            return
        connection = self._open[number] = Connection(number, sock, self.requests.append)
        try:
            while not connection.closed and connection.wait_for_request():
                self._next_step()(connection)
        except OSError:  # the client disconnected, as in many tests
            pass
        except BaseException as error:  # noqa: BLE001 - close() raises it in the test
            self._failures.append(error)
        finally:
            connection.close()
            del self._open[number]

    def _next_step(self) -> Step:
        with self._lock:
            if self._script:
                return self._script.popleft()
        return self._fallback or _unexpected


def _responder(function: Callable[[Received], Reply]) -> Step:
    def step(connection: Connection) -> None:
        request = connection.receive()
        connection.send(function(request).encode(request.method))

    return step


def _unexpected(connection: Connection) -> None:
    request = connection.receive()
    connection.send(Reply(500, b"the server's script has no step for this request").encode())
    msg = f"the server's script has no step for {request.method} {request.target}"
    raise AssertionError(msg)


def _reason(status: int) -> str:
    try:
        return http.HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"
