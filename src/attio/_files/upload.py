"""Parse the content of an upload, and read it in pieces."""

from __future__ import annotations

import inspect
import io
import os
import re
import stat
from abc import ABC, abstractmethod
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, Protocol, TypeAlias, cast

from attio.errors.base import InvalidRequestError

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

READ_SIZE = 1 << 20
"""Bytes to read at a time; large, because async calls start a thread for each read."""

END = object()
"""Returned by a source after its last piece."""

FALLBACK_NAME = "file"
FALLBACK_TYPE = "application/octet-stream"
_COMPRESSED = {"gzip": "application/gzip", "bzip2": "application/x-bzip2", "xz": "application/x-xz"}
_NAME = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_CONTENT_TYPE = re.compile(rf'{_NAME}/{_NAME}(?: *; *{_NAME}=(?:{_NAME}|"[ !#-\[\]-~]*"))*')


class _AsGiven:
    """Annotation that makes pydantic accept any value unchanged; validation would consume an iterator."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.any_schema()


class BinaryReader(Protocol):
    """A file that is open for reading bytes; it can be sent again if it also has `seek` and `tell`."""

    def read(self, size: int, /) -> bytes:
        """Read up to `size` bytes; empty at the end."""
        ...


class AsyncBinaryReader(Protocol):
    """A file with an async `read`, such as a file of anyio or of a web framework."""

    async def read(self, size: int, /) -> bytes:
        """Read up to `size` bytes; empty at the end."""
        ...


_Content: TypeAlias = (
    os.PathLike[str]
    | bytes
    | bytearray
    | memoryview
    | BinaryReader
    | AsyncBinaryReader
    | Iterable[bytes]
    | AsyncIterable[bytes]
)

FileContent: TypeAlias = Annotated[
    _Content | tuple[str, _Content] | tuple[str, _Content, str | None],
    _AsGiven(),
]
"""A file to upload: a path, bytes, a file that is open for reading bytes, or a sync or async iterable of bytes. A tuple
`(name, content)` or `(name, content, content_type)` sets the name and the content type."""


class Source(ABC):
    """The bytes of one file, which sync or async calls read in pieces."""

    size: int | None = None
    """Number of bytes; None if it is unknown."""
    replayable: bool = False
    """Whether `rewind` works after reading."""
    async_only: bool = False
    """Whether only async calls can read the file."""

    @abstractmethod
    def rewind(self) -> None:
        """Go back to the initial position of the file.

        Raises:
            InvalidRequestError: The file can be read only once and was already read.
        """

    def read(self) -> object:
        """Return the next piece, or `END`; may block. A file of the caller may return an object other than bytes."""
        raise NotImplementedError

    async def read_async(self) -> object:
        """Return the next piece, or `END`, without blocking the event loop."""
        from anyio.to_thread import run_sync  # sync programs do not need it

        return await run_sync(self.read)

    def close(self) -> None:  # noqa: B027 - most sources open nothing
        """Close the file, unless the caller has opened it."""


class _BytesSource(Source):
    """Bytes in memory."""

    replayable = True

    def __init__(self, data: bytes) -> None:
        self.size = len(data)
        self._data = data
        self._was_read = False

    def rewind(self) -> None:
        self._was_read = False

    def read(self) -> object:
        if self._was_read:
            return END
        self._was_read = True
        return self._data

    async def read_async(self) -> object:
        return self.read()


class _FileSource(Source):
    """A file that the caller has opened; sent from its current position, and not closed."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._started = False
        self._offset = 0
        self.replayable = _is_seekable(file)
        if self.replayable:
            self._offset = file.tell()
            self.size = self._measure()

    def _measure(self) -> int | None:
        try:
            end = self._file.seek(0, os.SEEK_END)
            if cast("object", end) is None:  # mmap returned None before Python 3.13
                end = self._file.tell()
        except (OSError, ValueError):
            return None
        finally:
            self._file.seek(self._offset)
        if end and self._offset >= end:
            message = "the file to upload is at its end, so nothing would be sent; call file.seek(0) first"
            raise InvalidRequestError(message)
        return end - self._offset

    def rewind(self) -> None:
        if self._started and not self.replayable:
            raise _already_read_error("file that cannot seek")
        self._started = False

    def read(self) -> object:
        if not self._started:
            self._started = True
            if self.replayable:
                self._file.seek(self._offset)
        return _piece_or_end(self._file.read(READ_SIZE))


class _PathSource(Source):
    """A file that is opened at the first read and closed at its end."""

    def __init__(self, path: str | bytes) -> None:
        self._path = path
        self._file: io.BufferedReader | None = None
        status = _stat(path)
        # A pipe or a device has no size and can be read only once.
        self.replayable = stat.S_ISREG(status.st_mode)
        self.size = status.st_size if self.replayable else None
        self._started = False

    def rewind(self) -> None:
        if self._started and not self.replayable:
            raise _already_read_error("pipe or device")
        self._started = False
        self.close()

    def read(self) -> object:
        if self._file is None:
            if self._started:
                return END
            self._started = True
            self._file = open(self._path, "rb")  # noqa: PTH123, SIM115 - the path may be bytes; closed by close()
        piece = self._file.read(READ_SIZE)
        if not piece:
            self.close()
        return piece or END

    def close(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            file.close()

    def __del__(self) -> None:
        self.close()


class _IterableSource(Source):
    """An iterable of bytes, which can be read only once."""

    def __init__(self, pieces: Iterable[object]) -> None:
        self._pieces = pieces
        self._iterator: Iterator[object] | None = None

    def rewind(self) -> None:
        if self._iterator is not None:
            raise _already_read_error("iterable")

    def read(self) -> object:
        if self._iterator is None:
            self._iterator = iter(self._pieces)
        return next(self._iterator, END)


class _AsyncIterableSource(Source):
    """An async iterable of bytes, which can be read only once."""

    async_only = True

    def __init__(self, pieces: AsyncIterable[object]) -> None:
        self._pieces = pieces
        self._iterator: AsyncIterator[object] | None = None

    def rewind(self) -> None:
        if self._iterator is not None:
            raise _already_read_error("async iterable")

    async def read_async(self) -> object:
        if self._iterator is None:
            self._iterator = aiter(self._pieces)
        return await anext(self._iterator, END)


class _AsyncFileSource(Source):
    """A file with an async `read`, which can be read only once."""

    async_only = True

    def __init__(self, file: AsyncBinaryReader) -> None:
        self._file = file
        self._started = False

    def rewind(self) -> None:
        if self._started:
            raise _already_read_error("async file")

    async def read_async(self) -> object:
        self._started = True
        return _piece_or_end(await self._file.read(READ_SIZE))


@dataclass(frozen=True)
class Upload:
    """A parsed `FileContent`."""

    name: str
    content_type: str
    source: Source


def parse_file(file: object) -> Upload:
    """Parse a `FileContent`, without reading the file.

    Raises:
        InvalidRequestError: The content cannot be uploaded; the message says what to pass instead.
    """
    name: object = None
    content_type: object = None
    if isinstance(file, tuple):
        parts = cast("tuple[object, ...]", file)
        if len(parts) not in (2, 3):
            items = f"{len(parts)} item{'' if len(parts) == 1 else 's'}"
            message = f"the tuple of a file must be (name, content) or (name, content, content_type), not {items}"
            raise InvalidRequestError(message)
        name, file, content_type = (*parts, None)[:3]
        if not isinstance(name, str) or not name:
            message = "the name in (name, content) must be a non-empty str"
            raise InvalidRequestError(message)
    source = _source(file)
    name = name if isinstance(name, str) else _default_name(file)
    return Upload(name, _content_type(name, content_type), source)


def _source(file: object) -> Source:
    kind = type(file).__name__
    if isinstance(file, str):
        message = (
            "a str could be a path or the content: pass pathlib.Path(text) to send a file, text.encode() to send text"
        )
        raise InvalidRequestError(message)
    if isinstance(file, bytes | bytearray | memoryview):
        return _BytesSource(bytes(cast("bytes", file)))
    if isinstance(file, os.PathLike):
        return _PathSource(os.fspath(cast("os.PathLike[str]", file)))
    read = getattr(file, "read", None)
    if callable(read):
        _check_readable(file)
        is_async = inspect.iscoroutinefunction(read)
        return _AsyncFileSource(cast("AsyncBinaryReader", file)) if is_async else _FileSource(cast("BinaryIO", file))
    if isinstance(file, AsyncIterable | Iterable) and not isinstance(file, tuple | Mapping):
        return _iterable_source(cast("AsyncIterable[object] | Iterable[object]", file))
    message = (
        "a file to upload must be a pathlib.Path, bytes, a file that is open for reading bytes, or a sync or async "
        f"iterable of bytes, not {kind}"
    )
    raise InvalidRequestError(message)


def _iterable_source(pieces: AsyncIterable[object] | Iterable[object]) -> Source:
    # A finished generator would upload an empty file, a common mistake of code that retries.
    for frame in ("gi_frame", "ag_frame"):
        if getattr(pieces, frame, pieces) is None:
            raise _already_read_error("generator")
    if isinstance(pieces, AsyncIterable):
        return _AsyncIterableSource(pieces)
    return _IterableSource(pieces)


def _check_readable(file: object) -> None:
    """Raise if a file is closed, in text mode or not open for reading."""
    # Wrappers such as NamedTemporaryFile are not a TextIOBase, but have its `encoding`.
    if isinstance(file, io.TextIOBase) or isinstance(getattr(file, "encoding", None), str):
        message = "the file to upload is open in text mode; open it with mode 'rb'"
        raise InvalidRequestError(message)
    if getattr(file, "closed", False) is True:
        message = "the file to upload is closed"
        raise InvalidRequestError(message)
    readable = getattr(file, "readable", None)
    if callable(readable) and not inspect.iscoroutinefunction(readable) and readable() is False:
        message = "the file to upload is not open for reading; open it with mode 'rb'"
        raise InvalidRequestError(message)


def _is_seekable(file: BinaryIO) -> bool:
    try:
        seekable = getattr(file, "seekable", None)
        if callable(seekable) and not seekable():
            return False
        file.seek(file.tell())  # `seekable` is wrong for some files
        return True
    except (AttributeError, NotImplementedError, OSError, ValueError):
        return False


def _piece_or_end(piece: object) -> object:
    # None is not the end: a non-blocking file returns it while it has no data.
    return piece if piece or piece is None else END


def _stat(path: str | bytes) -> os.stat_result:
    try:
        status = os.stat(path)  # noqa: PTH116 - the path may be bytes
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        message = f"cannot read {os.fsdecode(path)!r}: {reason}"
        raise InvalidRequestError(message) from error
    if stat.S_ISDIR(status.st_mode):
        message = f"{os.fsdecode(path)!r} is a directory; upload its files one by one"
        raise InvalidRequestError(message)
    return status


def _default_name(file: object) -> str:
    given: Any = os.fsdecode(cast("Any", file)) if isinstance(file, os.PathLike) else getattr(file, "name", None)
    # The name of a file that was opened by its descriptor is an int; the name of a standard stream is "<stdin>".
    name = os.path.basename(given) if isinstance(given, str) and not given.startswith("<") else ""  # noqa: PTH119
    return name or FALLBACK_NAME


def _content_type(name: str, given: object) -> str:
    if given is None:
        import mimetypes  # most programs upload nothing

        # Only the suffix, because mimetypes parses names as URLs and would trust the type in "data:...".
        guess, encoding = mimetypes.guess_type("_" + os.path.splitext(name)[1])  # noqa: PTH122
        given = _COMPRESSED.get(encoding, FALLBACK_TYPE) if encoding else guess or FALLBACK_TYPE
    if not isinstance(given, str) or not _CONTENT_TYPE.fullmatch(given):
        message = "content_type must look like 'image/png' or 'text/plain; charset=utf-8'"
        raise InvalidRequestError(message)
    return given


def _already_read_error(kind: str) -> InvalidRequestError:
    message = (
        f"this {kind} can be read only once and was already read; to send a file more than once, pass bytes, "
        "a pathlib.Path or a file that can seek"
    )
    return InvalidRequestError(message)
