"""Bodies of responses: read, decompressed and counted within bounds, with our errors only."""

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
"""Longest time in seconds to finish a closed connection, which finishes at once."""
_PATH_TO_PARSER = ("_httpcore_stream", "_stream", "_connection", "_h11_state")
"""Attributes from the stream of a transport to the h11 parser of its connection, in httpx and httpx2 alike."""
INFLATE_SIZE = 256 * 1024
"""Bytes to decompress at a time, so that the size is checked before a small body becomes a huge one."""


class Parser(Protocol):
    """An h11 connection."""

    def send_failed(self) -> None:
        """Mark the connection as broken."""
        ...


class Inflater:
    """Decompresses gzip and deflate piece by piece."""

    def __init__(self, coding: str) -> None:
        """Prepare for a content coding: `gzip`, `x-gzip` or `deflate`."""
        self._raw_allowed = coding == "deflate"
        self._zlib = zlib.decompressobj(zlib.MAX_WBITS if self._raw_allowed else zlib.MAX_WBITS | 16)
        self._fed = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Decompress data, in pieces of bounded size.

        Raises:
            zlib.error: It is not compressed that way.
        """
        if data and not self._fed:
            self._fed = True
            # RFC 9110 wants a zlib header around deflate; some servers have always left it out.
            if self._raw_allowed and not _has_zlib_header(data):
                self._zlib = zlib.decompressobj(-zlib.MAX_WBITS)
        while data and not self._zlib.eof:
            piece = self._zlib.decompress(data, INFLATE_SIZE)
            data = self._zlib.unconsumed_tail
            if piece:
                yield piece

    def finish(self) -> bytes:
        """Return the last decompressed bytes; few, because everything before is decompressed.

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
    """Counts and decompresses the body of one attempt; no I/O."""

    def __init__(self, attempt: Attempt, codings: list[str]) -> None:
        self._attempt = attempt
        self._inflaters = [Inflater(coding) for coding in reversed(codings)]
        self._left = attempt.max_bytes

    def feed(self, data: bytes) -> Iterable[bytes]:
        """Decode bytes from the network.

        Raises:
            HTTPClientError: There are more than allowed, they came too late, or they cannot be decompressed.
        """
        self._attempt.check_deadline()
        if not self._inflaters:
            return (self._counted(data),)
        return self._decoded(data, self._inflaters)

    def finish(self) -> Iterator[bytes]:
        """Return the last decompressed bytes, after the last byte of the body.

        Raises:
            HTTPClientError: The body is not whole.
        """
        for place, inflater in enumerate(self._inflaters):
            try:
                rest = inflater.finish()
            except zlib.error as error:
                raise self._attempt.decompression_error(str(error)) from error
            yield from self._decoded(self._counted(rest), self._inflaters[place + 1 :])

    def _decoded(self, data: bytes, inflaters: list[Inflater]) -> Iterator[bytes]:
        if not inflaters:
            yield data
            return
        try:
            for piece in inflaters[0].feed(data):
                # Every layer counts: one that unfolds to gigabytes may hold next to nothing for the last.
                yield from self._decoded(self._counted(piece), inflaters[1:])
        except zlib.error as error:
            raise self._attempt.decompression_error(str(error)) from error

    def _counted(self, piece: bytes) -> bytes:
        if self._left is not None:
            self._left -= len(piece)
            if self._left < 0:
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
        # After this public method of h11 the library closes the connection, and drops the bytes left in it.
        cast("Parser", parser).send_failed()


class SyncBody:
    """The body of a response on the sync side; closing it also releases its connection slot."""

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
            raise _gone_error(self._attempt.outcome)
        try:
            for data in self._stream:
                yield from self._decoder.feed(data)
            close_if_out_of_sync(self._stream)
            yield from self._decoder.finish()
        except Exception as error:  # noqa: BLE001 - whatever a transport raises becomes our error
            failure = self._attempt.error_from(error)
            raise failure from failure.__cause__

    def close(self) -> None:
        """Return the connection to its pool, which closes one that is broken."""
        # The stream of a library refers to the response, which refers to this object. Left in place, that cycle would
        # keep the response and its bytes until the garbage collector finds it.
        stream, self._stream = self._stream, None
        try:
            if stream is not None:
                with suppress(Exception):
                    stream.close()
        finally:
            if self._release is not None:
                self._release()


class AsyncBody:
    """The body of an async response; closing it also releases its connection slot.

    Not a generator: trio complains of those that are left before their end.
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
            raise _gone_error(self._attempt.outcome)
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
                self._ready = await self._more(self._arriving)
        except StopAsyncIteration:
            raise
        except Exception as error:  # noqa: BLE001 - whatever a transport raises becomes our error
            failure = self._attempt.error_from(error)
            raise failure from failure.__cause__
        except BaseException:
            self._cancelled = True
            raise

    async def _more(self, arriving: AsyncIterator[bytes]) -> Iterator[bytes]:
        try:
            data = await anext(arriving)
        except StopAsyncIteration:
            self._ended = True
            close_if_out_of_sync(self._stream)
            return self._decoder.finish()
        return iter(self._decoder.feed(data))

    async def aclose(self) -> None:
        """Return the connection to its pool, which closes one that is broken."""
        # As on the sync side, nothing may lead back to the response; nor to the slot, which refers to this object.
        stream, self._stream = self._stream, None
        arriving, self._arriving = self._arriving, None
        try:
            if stream is not None:
                with suppress(Exception):
                    await stream.aclose()
            if self._from_network and arriving is not None and not self._ended:
                await _run_out(arriving)
        except BaseException:
            self._cancelled = True
            raise
        finally:
            release, self._release = self._release, None
            if release is not None:
                await release(self._cancelled)


def _gone_error(outcome: Outcome) -> UnexpectedClientError:
    return UnexpectedClientError(
        "the body of the response is gone: it was read, or the response was closed", outcome=outcome
    )


async def _run_out(arriving: AsyncIterator[bytes]) -> None:
    """Finish the generators of a closed HTTP/1.1 connection, which raise an error at once."""
    import anyio

    with anyio.move_on_after(CLOSING_TIME, shield=True), suppress(Exception):
        async for _ in arriving:
            pass


def read_whole(response: httpx.Response) -> None:
    """Read the body of a response on the sync side, and close it."""
    stream = cast("SyncBody", response.stream)
    _hold(response, b"".join(stream))
    stream.close()


async def read_whole_async(response: httpx.Response) -> None:
    """Read the body of an async response, and close it."""
    stream = cast("AsyncBody", response.stream)
    _hold(response, b"".join([piece async for piece in stream]))
    await stream.aclose()


def _hold(response: httpx.Response, content: bytes) -> None:
    # What the libraries' own `read` and `close` leave behind, without their chunks and decoders, which take 5 % of a
    # small call: our stream has decompressed already. The name is the same in httpx and httpx2.
    response._content = content  # pyright: ignore[reportPrivateUsage]
    response.is_stream_consumed = response.is_closed = True


def iter_body(response: httpx.Response) -> Iterator[bytes]:
    """Iterate over the body of a streamed response, and close it at the end or on an error.

    Raises:
        HTTPClientError: The body broke off; `outcome` tells what that means.
    """
    try:
        content = _content_of(response)
        if content is None:
            yield from response.iter_raw()  # our stream decompresses already
        else:
            yield content
    finally:
        response.close()


class AsyncPieces:
    """Iterates over the body of a streamed response, and closes it at the end or on an error.

    A caller that stops earlier closes the response. Not a generator, as `AsyncBody` is none.
    """

    def __init__(self, response: httpx.Response) -> None:
        """Wrap a response; reading starts with the first piece that is requested."""
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
    """Return the body if it was read as a whole; None when it is still to be read.

    Raises:
        UnexpectedClientError: It was read piece by piece, or the response was closed.
    """
    try:
        return response.content
    except RuntimeError:  # what both libraries raise for a body that is not there
        if response.is_closed or response.is_stream_consumed:
            raise _gone_error(outcome_of(response.status_code)) from None
        return None
