"""The multipart/form-data body of an upload, which is generated while it is sent.

`upload` reads the file, and `MultipartBody` adds the framing, which does no I/O and is shared by sync and async calls.
"""

from __future__ import annotations

import re
import secrets
from collections import deque
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from typing import cast

from attio._files.upload import END, FileContent, Source, parse_file
from attio.errors.base import InvalidRequestError, Outcome, UnexpectedClientError

MAX_UPLOAD_BYTES = 50 * 1024 * 1024
"""Maximum size of a file, in bytes. Attio documents 50 MB; the API decides about files from 50 MB to 50 MiB."""

SEND_SIZE = 256 * 1024
"""Bytes to send at a time; small enough for the timeout of a write on slow connections."""

_BOUNDARY = re.compile(r"[0-9A-Za-z'()+_,./:=?-]{1,70}")
# Characters that end a quoted header value or its line are percent-encoded, as in browsers (WHATWG HTML, form
# submission). The backslash is encoded as well, unlike in browsers: some parsers read it as an escape of the quote.
_ESCAPED = {code: f"%{code:02X}" for code in (*range(32), 127, ord('"'), ord("\\"))}


class MultipartBody:
    """A request body with text fields and one file."""

    def __init__(self, head: bytes, source: Source, *, boundary: str, max_bytes: int) -> None:
        self.content_type = f"multipart/form-data; boundary={boundary}"
        """Value for the Content-Type header."""
        self._head = head
        self._source = source
        self._tail = f"\r\n--{boundary}--\r\n".encode()
        self._max_bytes = max_bytes

    @classmethod
    def from_params(
        cls,
        fields: Mapping[str, str],
        file: FileContent,
        *,
        boundary: str | None = None,
        max_bytes: int = MAX_UPLOAD_BYTES,
    ) -> MultipartBody:
        """Create a body. A path is opened when the body is sent; an open file is read from its current position.

        Args:
            fields: Values of the text fields, by name.
            file: The file, which is sent as the field `file`.
            boundary: Separator of the parts; random by default.
            max_bytes: Maximum size of the file, in bytes.

        Raises:
            InvalidRequestError: A field or the file is not valid, or the file is too large.
        """
        if boundary is None:
            boundary = secrets.token_hex(16)
        elif not _BOUNDARY.fullmatch(boundary):
            message = "the boundary must be 1 to 70 letters, digits or characters of '()+_,-./:=?"
            raise InvalidRequestError(message)
        upload = parse_file(file)
        if upload.source.size is not None and upload.source.size > max_bytes:
            raise _too_large_error(f"has {upload.source.size:,} bytes", max_bytes)
        parts = [f"--{boundary}\r\n{_disposition(name)}\r\n\r\n{value}\r\n" for name, value in fields.items()]
        parts.append(
            f'--{boundary}\r\n{_disposition("file")}; filename="{_escape(upload.name)}"\r\n'
            f"Content-Type: {upload.content_type}\r\n\r\n"
        )
        try:
            head = "".join(parts).encode()
        except UnicodeEncodeError as error:
            message = (
                "a field or the name of the file contains a lone surrogate, which UTF-8 cannot encode; "
                "pass (name, content) to send the file under another name"
            )
            raise InvalidRequestError(message) from error
        return cls(head, upload.source, boundary=boundary, max_bytes=max_bytes)

    @property
    def content_length(self) -> int | None:
        """Size of the body in bytes; None if the size of the file is unknown."""
        if self._source.size is None:
            return None
        return len(self._head) + self._source.size + len(self._tail)

    @property
    def replayable(self) -> bool:
        """Whether the body can be sent again."""
        return self._source.replayable

    @property
    def async_only(self) -> bool:
        """Whether only async calls can send the body."""
        return self._source.async_only

    def rewind(self) -> None:
        """Return to the initial position of the file.

        Raises:
            InvalidRequestError: The file can be read only once and was already read.
        """
        self._source.rewind()

    def __iter__(self) -> Iterator[bytes]:
        """Iterate over the body from its beginning.

        Raises:
            InvalidRequestError: Only async calls can read the file, or it can be read only once and was already read.
        """
        if self._source.async_only:
            message = "a sync call cannot read an async file or iterable; use the _async method, or pass a sync one"
            raise InvalidRequestError(message)
        self.rewind()
        return _Parts(self._source, self._framing())

    def __aiter__(self) -> _Parts:
        """Iterate over the body from its beginning, on asyncio or trio.

        Raises:
            InvalidRequestError: The file can be read only once and was already read.
        """
        self.rewind()
        return _Parts(self._source, self._framing())

    def close(self) -> None:
        """Close the file, unless the caller has opened it."""
        self._source.close()

    def _framing(self) -> _Framing:
        return _Framing(self._head, self._tail, self._source.size, self._max_bytes)


class _Framing:
    """Adds the head and the tail to the pieces of a file, and checks the type and size of the pieces."""

    def __init__(self, head: bytes, tail: bytes, size: int | None, max_bytes: int) -> None:
        self.ready = deque([head])
        """Bytes to send next."""
        self.done = False
        self._tail = tail
        self._size = size
        self._max_bytes = max_bytes
        self._added = 0

    def add(self, piece: object) -> None:
        """Add the next piece of the file, or `END`.

        Raises:
            InvalidRequestError: The piece is not bytes, the size of the file has changed, or the file is too large. The
                rest of the body is then not sent, and the API receives an incomplete request.
        """
        if piece is END:
            if self._size is not None and self._added < self._size:
                raise _changed_error(
                    f"the file ended after {self._added:,} of its {self._size:,} bytes; it changed during the upload"
                )
            self.ready.append(self._tail)
            self.done = True
            return
        if not isinstance(piece, bytes | bytearray | memoryview):
            raise _changed_error(
                f"reading the file to upload returned {type(piece).__name__} instead of bytes{_advice(piece)}"
            )
        data = bytes(cast("bytes", piece))
        self._added += len(data)
        if self._size is not None and self._added > self._size:
            raise _changed_error(
                f"the file is longer than its original {self._size:,} bytes; it changed during the upload"
            )
        if self._added > self._max_bytes:
            raise _too_large_error("is too large", self._max_bytes, outcome="unknown")
        self.ready.extend(data[start : start + SEND_SIZE] for start in range(0, len(data), SEND_SIZE))


class _Parts:
    """Sync and async iterator over the body.

    This is not a generator. If the server responds early, an async generator would stay unfinished; its event loop
    would close it later, and trio would warn.
    """

    def __init__(self, source: Source, framing: _Framing) -> None:
        self._source = source
        self._framing = framing

    def __iter__(self) -> _Parts:
        return self

    def __aiter__(self) -> _Parts:
        return self

    def __next__(self) -> bytes:
        while not self._framing.ready:
            if self._framing.done:
                raise StopIteration
            with _reading(self._source):
                piece = self._source.read()
            self._framing.add(piece)
        return self._framing.ready.popleft()

    async def __anext__(self) -> bytes:
        while not self._framing.ready:
            if self._framing.done:
                raise StopAsyncIteration
            with _reading(self._source):
                piece = await self._source.read_async()
            self._framing.add(piece)
        return self._framing.ready.popleft()


@contextmanager
def _reading(source: Source) -> Generator[None, None, None]:
    """Convert exceptions of the caller's file to errors of the upload.

    This includes errors of the SDK: the file may be a download, whose outcome is not the outcome of the upload.
    """
    try:
        yield
    except BaseException as error:
        source.close()
        if not isinstance(error, Exception):
            raise
        message = f"reading the file to upload failed: {type(error).__name__}: {error}"
        raise UnexpectedClientError(message, outcome="unknown") from error


def _disposition(field: str) -> str:
    return f'Content-Disposition: form-data; name="{_escape(field)}"'


def _escape(text: str) -> str:
    return text.translate(_ESCAPED)


def _advice(piece: object) -> str:
    return "; open it with mode 'rb', or encode its text" if isinstance(piece, str) else ""


def _changed_error(message: str) -> InvalidRequestError:
    # Part of the request was sent. It almost certainly had no effect, but that is not certain.
    return InvalidRequestError(message, outcome="unknown")


def _too_large_error(problem: str, limit: int, outcome: Outcome = "not_sent") -> InvalidRequestError:
    return InvalidRequestError(f"the file to upload {problem}; the limit is {limit:,} bytes", outcome=outcome)
