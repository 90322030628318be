"""A request body and the head of a response that are sent piece by piece."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Iterator

import anyio
import anyio.lowlevel

from tests.server import Connection


class Pieces:
    """A request body that is generated while it is sent."""

    replayable = False
    async_only = False

    def __init__(self, *pieces: bytes, content_length: int | None = None, problem: Exception | None = None) -> None:
        self.content_length = content_length
        self.closed = False
        self._pieces = iter(pieces)
        self._problem = problem

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        for piece in self._pieces:
            return piece
        raise self._problem or StopIteration

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self

    async def __anext__(self) -> bytes:
        await anyio.lowlevel.checkpoint()
        for piece in self._pieces:
            return piece
        raise self._problem or StopAsyncIteration

    def rewind(self) -> None: ...

    def close(self) -> None:
        self.closed = True


def drip_head(connection: Connection) -> None:
    """Respond with a header that grows by one byte at a time."""
    connection.receive()
    for byte in b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX-Slow: " + b"x" * 100:
        time.sleep(0.02)
        connection.send(bytes([byte]))
