"""Response bodies that end early or arrive slowly, for httpx."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Iterator

import anyio
import httpx

from attio.sandbox.messages import Wire


class FaultyStream(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A response body that a fault truncates or slows down."""

    def __init__(self, body: bytes, wire: Wire, request: httpx.Request) -> None:
        self._sent = body if wire.truncate is None else body[: wire.truncate]
        self._is_cut = len(self._sent) < len(body)
        self._size, self._pause = wire.drip or (max(len(body), 1), 0.0)
        self._request = request

    def _chunks(self) -> Iterator[bytes]:
        for start in range(0, len(self._sent), self._size):
            yield self._sent[start : start + self._size]

    def _check(self) -> None:
        if self._is_cut:
            message = "peer closed connection without sending complete message body"
            raise httpx.RemoteProtocolError(message, request=self._request)

    def __iter__(self) -> Iterator[bytes]:
        for number, chunk in enumerate(self._chunks()):
            if number and self._pause:
                time.sleep(self._pause)
            yield chunk
        self._check()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for number, chunk in enumerate(self._chunks()):
            if number and self._pause:
                await anyio.sleep(self._pause)
            yield chunk
        self._check()
