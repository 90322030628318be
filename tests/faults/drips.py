"""Servers that send an endless response, one byte or line at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from itertools import chain, islice, repeat
from typing import TypeAlias

from attio import AttioSDKError, errors
from tests.faults.stage import Call, Stage, record, send
from tests.server import Connection, Server, Step

Drip: TypeAlias = Callable[[], Iterator[bytes]]

TOO_LONG = 3.0
"""Seconds after the deadline at which the server gives up."""
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


def _bytes(data: bytes) -> Iterator[bytes]:
    return (bytes([byte]) for byte in data)


DRIPS: Mapping[str, Drip] = {
    "status line": lambda: chain(_bytes(b"HTTP/1.1 200 "), repeat(b"O")),
    "headers": lambda: chain(_bytes(HEAD + b"X-Slow: "), repeat(b"x")),
    "interim responses": lambda: repeat(b"HTTP/1.1 103 Early Hints\r\n\r\n"),
    "body": lambda: chain([HEAD + b"Content-Length: 100000\r\n\r\n"], repeat(b" ")),
    "chunk size": lambda: chain([HEAD + b"Transfer-Encoding: chunked\r\n\r\n1;"], repeat(b"x")),
    "chunks": lambda: chain([HEAD + b"Transfer-Encoding: chunked\r\n\r\n"], repeat(b"1\r\n \r\n")),
    "compressed body": lambda: chain(
        [HEAD + b"Content-Encoding: gzip\r\nContent-Length: 100000\r\n\r\n\x1f\x8b\x08\x10\0\0\0\0\0\xff"], repeat(b"x")
    ),
}
"""The bytes to send, by the part of the response that never ends."""


def dripping(drip: Drip, *, pause: float, lasting: float) -> Step:
    """Send a drip with a pause before each piece, for `lasting` seconds or until the client disconnects."""

    def step(connection: Connection) -> None:
        connection.receive()
        for piece in islice(drip(), int(lasting / pause)):
            time.sleep(pause)
            connection.send(piece)
        connection.close()

    return step


def overrun(server: Server, stage: Stage, drip: Drip, *, pause: float, deadline: float) -> float:
    """Make a call whose response drips; return the seconds by which it missed its deadline.

    A successful call follows, since the only connection of the pool must be free again.
    """
    took = 0.0
    server.step(_respond_and_close)
    server.step(dripping(drip, pause=pause, lasting=deadline + TOO_LONG))
    server.step(_respond)

    async def work(call: Call) -> None:
        nonlocal took
        await send(call, "read")  # a first call loads modules, which takes time
        failure: AttioSDKError | None = None
        began = time.monotonic()
        try:
            await send(call, "read", deadline_ms=deadline * 1000)
        except AttioSDKError as error:
            took = time.monotonic() - began
            failure = error
        assert isinstance(failure, errors.RequestTimeoutError), failure
        assert failure.outcome in {"unknown", "accepted"}
        await send(call, "create")

    stage.run(server.url, work, timeout_ms=60_000, deadline_ms=None)
    return took - deadline


def _respond(connection: Connection) -> None:
    connection.receive()
    connection.send(record("r").encode())


def _respond_and_close(connection: Connection) -> None:
    _respond(connection)
    connection.close()
