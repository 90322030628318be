"""Response bodies: read them, decompress them, limit their size, and raise only errors of the SDK."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol, cast

from attio.errors.base import UnexpectedClientError, outcome_of

if TYPE_CHECKING:
    import httpx

    from attio._http.attempt import Attempt
    from attio.errors.base import Outcome

CLOSING_TIME = 1.0
"""Time limit in seconds to finish a closed connection, which normally takes no time."""
_PATH_TO_PARSER = ("_httpcore_stream", "_stream", "_connection", "_h11_state")
"""Attributes that lead from the stream of a transport to the h11 parser of its connection, in httpx and httpx2."""
INFLATE_SIZE = 256 * 1024
"""Most bytes to decompress at a time, so that a small body cannot expand to a huge one before its size is checked."""


class Parser(Protocol):
    """An h11 connection."""

    def send_failed(self) -> None:
        """Mark the connection as broken."""
        ...


class Inflater:
    """Decompresses gzip and deflate in pieces."""

    def __init__(self, coding: str) -> None:
        """Create a decompressor for a content coding: `gzip`, `x-gzip` or `deflate`."""
        self._raw_allowed = coding == "deflate"
        self._zlib = zlib.decompressobj(zlib.MAX_WBITS if self._raw_allowed else zlib.MAX_WBITS | 16)
        self._fed = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Decompress data, in pieces of bounded size.

        Raises:
            zlib.error: The data is not compressed in this coding.
        """
        if data and not self._fed:
            self._fed = True
            # RFC 9110 requires a zlib header around deflate, but some servers leave it out.
            if self._raw_allowed and not _has_zlib_header(data):
                self._zlib = zlib.decompressobj(-zlib.MAX_WBITS)
        while data and not self._zlib.eof:
            piece = self._zlib.decompress(data, INFLATE_SIZE)
            data = self._zlib.unconsumed_tail
            if piece:
                yield piece

    def finish(self) -> bytes:
        """Return the last decompressed bytes, of which there are few.

        Raises:
            zlib.error: The data ended too early.
        """
        rest = self._zlib.flush()
        if self._fed and not self._zlib.eof:
            message = "the compressed data ended too early"
            raise zlib.error(message)
        return rest


def _has_zlib_header(data: bytes) -> bool:
    return data[0] & 0x0F == zlib.DEFLATED and (len(data) < 2 or (data[0] * 256 + data[1]) % 31 == 0)


class Decoder:
    """Decompresses the body of one attempt and limits its size; no I/O."""

    def __init__(self, attempt: Attempt, codings: list[str]) -> None:
        self._attempt = attempt
        self._inflaters = [Inflater(coding) for coding in reversed(codings)]
        self._bytes_left = attempt.max_bytes

    def feed(self, data: bytes) -> Iterable[bytes]:
        """Decode bytes from the network.

        Raises:
            HTTPClientError: The body is too large, the deadline has passed, or the bytes cannot be decompressed.
        """
        self._attempt.check_deadline()
        if not self._inflaters:
            return (self._count(data),)
        return self._inflate(data, self._inflaters)

    def finish(self) -> Iterator[bytes]:
        """Return the last decompressed bytes, after the last byte of the body.

        Raises:
            HTTPClientError: The body is incomplete or too large.
        """
        for index, inflater in enumerate(self._inflaters):
            try:
                rest = inflater.finish()
            except zlib.error as error:
                raise self._attempt.decompression_error(str(error)) from error
            yield from self._inflate(self._count(rest), self._inflaters[index + 1 :])

    def _inflate(self, data: bytes, inflaters: list[Inflater]) -> Iterator[bytes]:
        if not inflaters:
            yield data
            return
        try:
            for piece in inflaters[0].feed(data):
                # Every layer counts: gigabytes of an inner layer may decompress to a few bytes.
                yield from self._inflate(self._count(piece), inflaters[1:])
        except zlib.error as error:
            raise self._attempt.decompression_error(str(error)) from error

    def _count(self, piece: bytes) -> bytes:
        if self._bytes_left is not None:
            self._bytes_left -= len(piece)
            if self._bytes_left < 0:
                raise self._attempt.too_large_error()
        return piece


def close_if_out_of_sync(stream: object) -> None:
    """Close a connection on which the server sent more than the response.

    The HTTP libraries would read the surplus bytes as the start of the next response.

    Args:
        stream: Stream of the response, read to its end but not closed.
    """
    parser: object = getattr(stream, "_stream", stream)  # a client wraps the stream of the transport
    for name in _PATH_TO_PARSER:
        parser = getattr(parser, name, None)
    data, _ = cast("tuple[bytes, bool]", getattr(parser, "trailing_data", (b"", False)))
    if data:
        # This public method of h11 makes the library close the connection and drop the surplus bytes.
        cast("Parser", parser).send_failed()


class SyncBody:
    """Body of a sync response; closing the body also releases its connection slot."""

    def __init__(
        self,
        stream: httpx.SyncByteStream,
        decoder: Decoder,
        attempt: Attempt,
        release: Callable[[], None] | None,
    ) -> None:
        self._stream: httpx.SyncByteStream | None = stream
        self._decoder = decoder
        self._attempt = attempt
        self._release = release

    def __iter__(self) -> Iterator[bytes]:
        if self._stream is None:
            raise _consumed_error(self._attempt.outcome)
        try:
            for data in self._stream:
                yield from self._decoder.feed(data)
            close_if_out_of_sync(self._stream)
            yield from self._decoder.finish()
        except Exception as error:  # noqa: BLE001 - a transport may raise anything
            failure = self._attempt.error_from(error)
            raise failure from failure.__cause__

    def close(self) -> None:
        """Return the connection to its pool, which closes one that is broken."""
        # The stream of a library refers to the response, and the response to this object. This cycle would keep the
        # response in memory until the garbage collector runs.
        stream, self._stream = self._stream, None
        try:
            if stream is not None:
                with suppress(Exception):
                    stream.close()
        finally:
            if self._release is not None:
                self._release()


class AsyncBody:
    """Body of an async response; closing the body also releases its connection slot.

    This is not a generator, because trio warns of async generators that are not exhausted.
    """

    def __init__(
        self,
        stream: httpx.AsyncByteStream,
        decoder: Decoder,
        attempt: Attempt,
        release: Callable[[bool], Awaitable[None]] | None,
        *,
        from_network: bool,
    ) -> None:
        self._stream: httpx.AsyncByteStream | None = stream
        self._from_network = from_network
        self._decoder = decoder
        self._attempt = attempt
        self._release = release
        self._arriving: AsyncIterator[bytes] | None = None
        self._ready: Iterator[bytes] = iter(())
        self._ended = False
        self._cancelled = False

    def __aiter__(self) -> AsyncBody:
        if self._stream is None:
            raise _consumed_error(self._attempt.outcome)
        if self._arriving is None:
            self._arriving = aiter(self._stream)
        return self

    async def __anext__(self) -> bytes:
        try:
            while True:
                for piece in self._ready:
                    return piece
                if self._ended or self._arriving is None:
                    raise StopAsyncIteration
                self._ready = await self._read_more(self._arriving)
        except StopAsyncIteration:
            raise
        except Exception as error:  # noqa: BLE001 - a transport may raise anything
            failure = self._attempt.error_from(error)
            raise failure from failure.__cause__
        except BaseException:
            self._cancelled = True
            raise

    async def _read_more(self, arriving: AsyncIterator[bytes]) -> Iterator[bytes]:
        try:
            data = await anext(arriving)
        except StopAsyncIteration:
            self._ended = True
            close_if_out_of_sync(self._stream)
            return self._decoder.finish()
        return iter(self._decoder.feed(data))

    async def aclose(self) -> None:
        """Return the connection to its pool, which closes one that is broken."""
        # As in `SyncBody`, break the reference cycle with the response, and the one with the slot.
        stream, self._stream = self._stream, None
        arriving, self._arriving = self._arriving, None
        try:
            if stream is not None:
                with suppress(Exception):
                    await stream.aclose()
            if self._from_network and arriving is not None and not self._ended:
                await _drain(arriving)
        except BaseException:
            self._cancelled = True
            raise
        finally:
            release, self._release = self._release, None
            if release is not None:
                await release(self._cancelled)


def _consumed_error(outcome: Outcome) -> UnexpectedClientError:
    message = "the body of the response was already read, or the response is closed"
    return UnexpectedClientError(message, outcome=outcome)


async def _drain(arriving: AsyncIterator[bytes]) -> None:
    """Run the generators of a closed HTTP/1.1 connection to their end; they raise an error at once."""
    import anyio

    with anyio.move_on_after(CLOSING_TIME, shield=True), suppress(Exception):
        async for _ in arriving:
            pass


def read_whole(response: httpx.Response) -> None:
    """Read the body of a sync response, and close it."""
    stream = cast("SyncBody", response.stream)
    _set_content(response, b"".join(stream))
    stream.close()


async def read_whole_async(response: httpx.Response) -> None:
    """Read the body of an async response, and close it."""
    stream = cast("AsyncBody", response.stream)
    _set_content(response, b"".join([piece async for piece in stream]))
    await stream.aclose()


def _set_content(response: httpx.Response, content: bytes) -> None:
    # Leaves the response as `read` and `close` of the library do. They would decode the body again, which takes 5 % of
    # a small call. The attribute has the same name in httpx and httpx2.
    response._content = content  # pyright: ignore[reportPrivateUsage]
    response.is_stream_consumed = response.is_closed = True


def iter_body(response: httpx.Response) -> Iterator[bytes]:
    """Iterate over the body of a streamed response, and close it at the end or on an error.

    Raises:
        HTTPClientError: The body could not be read to its end.
    """
    try:
        content = _content_of(response)
        if content is None:
            yield from response.iter_raw()  # the stream is a `SyncBody`, which decompresses
        else:
            yield content
    finally:
        response.close()


class AsyncPieces:
    """Iterator over the body of a streamed response, which is closed at the end or on an error.

    A caller that stops earlier must close the response. This is not a generator, for the same reason as `AsyncBody`.
    """

    def __init__(self, response: httpx.Response) -> None:
        """Wrap a response; nothing is read until the first piece is requested."""
        self._response = response
        self._source: AsyncBody | Iterator[bytes] | None = None

    def __aiter__(self) -> AsyncPieces:
        return self

    async def __anext__(self) -> bytes:
        try:
            if self._source is None:
                self._source = self._begin()
            if isinstance(self._source, AsyncBody):
                return await anext(self._source)
            for piece in self._source:
                return piece
            raise StopAsyncIteration
        except BaseException:
            await close_body(self._response)
            raise

    def _begin(self) -> AsyncBody | Iterator[bytes]:
        content = _content_of(self._response)
        stream: object = self._response.stream
        if content is None and isinstance(stream, AsyncBody):
            aiter(stream)
            return stream
        return iter((content or b"",))


async def close_body(response: httpx.Response) -> None:
    """Close an async response, even in a cancelled task; may be called more than once."""
    import anyio

    with anyio.CancelScope(shield=True):
        await response.aclose()


def _content_of(response: httpx.Response) -> bytes | None:
    """Return the body if it is in memory; None if it has not been read yet.

    Raises:
        UnexpectedClientError: The body was streamed, or the response is closed.
    """
    try:
        return response.content
    except RuntimeError:  # both libraries raise it for a body that is not in memory
        if response.is_closed or response.is_stream_consumed:
            raise _consumed_error(outcome_of(response.status_code)) from None
        return None
