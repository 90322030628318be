"""Uploads on the wire: a multipart/form-data body, generated while it is sent.

`MultipartBody` frames the bytes, which `upload` reads. The framing does no I/O, so that sync and async differ in one
line each.
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
"""Largest file to send, in bytes. Attio documents 50 MB; the API decides about files between that and 50 MiB."""

SEND_SIZE = 256 * 1024
"""Bytes to send at a time: each write has a timeout, and one of this size passes on slow connections."""

_BOUNDARY = re.compile(r"[0-9A-Za-z'()+_,./:=?-]{1,70}")
# Characters that end a quoted header value or its line are percent-encoded, as browsers do (WHATWG HTML, form
# submission). Browsers keep the backslash, but in parsers of quoted strings it would escape the closing quote.
_ESCAPED = {code: f"%{code:02X}" for code in (*range(32), 127, ord('"'), ord("\\"))}


class MultipartBody:
    """A form with text fields, followed by one file, as a request body."""

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
        """Prepare a form; the file is opened and read when the body is sent, from its current position.

        Args:
            fields: The text fields, by name.
            file: The file, sent as the field `file`.
            boundary: Separator of the parts; random by default.
            max_bytes: Largest file to send, in bytes.

        Raises:
            InvalidRequestError: A field or the file cannot be sent, or the file is too large.
        """
        if boundary is None:
            boundary = secrets.token_hex(16)
        elif not _BOUNDARY.fullmatch(boundary):
            message = "a boundary is 1 to 70 letters, digits or characters of '()+_,-./:=?"
            raise InvalidRequestError(message)
        upload = parse_file(file)
        if upload.source.size is not None and upload.source.size > max_bytes:
            raise _too_large(f"is {upload.source.size:,} bytes", max_bytes)
        parts = [f"--{boundary}\r\n{_disposition(name)}\r\n\r\n{value}\r\n" for name, value in fields.items()]
        parts.append(
            f'--{boundary}\r\n{_disposition("file")}; filename="{_escape(upload.name)}"\r\n'
            f"Content-Type: {upload.content_type}\r\n\r\n"
        )
        try:
            head = "".join(parts).encode()
        except UnicodeEncodeError as error:
            message = "a field or the file's name contains a lone surrogate, which UTF-8 cannot encode; "
            message += "another name is given as (name, content)"
            raise InvalidRequestError(message) from error
        return cls(head, upload.source, boundary=boundary, max_bytes=max_bytes)

    @property
    def content_length(self) -> int | None:
        """Size of the body in bytes; None if the size of the file is not known."""
        if self._source.size is None:
            return None
        return len(self._head) + self._source.size + len(self._tail)

    @property
    def replayable(self) -> bool:
        """Whether it can be sent again."""
        return self._source.replayable

    @property
    def async_only(self) -> bool:
        """Whether only async calls can send it."""
        return self._source.async_only

    def rewind(self) -> None:
        """Go back to the initial position of the file.

        Raises:
            InvalidRequestError: The file can be read only once, and was read.
        """
        self._source.rewind()

    def __iter__(self) -> Iterator[bytes]:
        """Start sending, from the beginning.

        Raises:
            InvalidRequestError: The file can be read only asynchronously, or only once, and was read.
        """
        if self._source.async_only:
            message = "an async file or iterable cannot be read here; call the _async function, or give a sync one"
            raise InvalidRequestError(message)
        self.rewind()
        return _Parts(self._source, self._framing())

    def __aiter__(self) -> _Parts:
        """Start sending from the beginning, on asyncio or trio.

        Raises:
            InvalidRequestError: The file can be read only once, and was read.
        """
        self.rewind()
        return _Parts(self._source, self._framing())

    def close(self) -> None:
        """Close the file if it was opened here, even if it was sent in part."""
        self._source.close()

    def _framing(self) -> _Framing:
        return _Framing(self._head, self._tail, self._source.size, self._max_bytes)


class _Framing:
    """Puts the pieces of a file between head and tail, and checks their type and size."""

    def __init__(self, head: bytes, tail: bytes, size: int | None, max_bytes: int) -> None:
        self.ready = deque([head])
        """Bytes to send next."""
        self.done = False
        self._tail = tail
        self._size = size
        self._max_bytes = max_bytes
        self._taken = 0

    def take(self, piece: object) -> None:
        """Take the next piece of the file, or `END`.

        Raises:
            InvalidRequestError: It is not bytes, or the size of the file is not the expected or an allowed one. The
                last bytes of the body are then not sent, so that the request stays incomplete.
        """
        if piece is END:
            if self._size is not None and self._taken < self._size:
                raise _broken(
                    f"the file ended after {self._taken:,} of its {self._size:,} bytes; it changed during the upload"
                )
            self.ready.append(self._tail)
            self.done = True
            return
        if not isinstance(piece, bytes | bytearray | memoryview):
            raise _broken(
                f"reading the file to upload returned {type(piece).__name__} instead of bytes{_advice(piece)}"
            )
        data = bytes(cast("bytes", piece))
        self._taken += len(data)
        if self._size is not None and self._taken > self._size:
            raise _broken(f"the file is longer than its original {self._size:,} bytes; it changed during the upload")
        if self._taken > self._max_bytes:
            raise _too_large("is too large", self._max_bytes, outcome="unknown")
        self.ready.extend(data[start : start + SEND_SIZE] for start in range(0, len(data), SEND_SIZE))


class _Parts:
    """The body, piece by piece: an iterator and an async iterator.

    Not generators: an async one that is left unfinished, as when the server responds early, is closed by its event
    loop at some later time, and trio warns about it.
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
            self._framing.take(piece)
        return self._framing.ready.popleft()

    async def __anext__(self) -> bytes:
        while not self._framing.ready:
            if self._framing.done:
                raise StopAsyncIteration
            with _reading(self._source):
                piece = await self._source.read_async()
            self._framing.take(piece)
        return self._framing.ready.popleft()


@contextmanager
def _reading(source: Source) -> Generator[None, None, None]:
    """Turn exceptions of the caller's file into errors of the upload.

    Errors of the SDK too: the source may be a download, whose outcome is not that of the upload.
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


def _broken(message: str) -> InvalidRequestError:
    # Part of the request was sent: it almost certainly had no effect, but that is not known.
    return InvalidRequestError(message, outcome="unknown")


def _too_large(what: str, limit: int, outcome: Outcome = "not_sent") -> InvalidRequestError:
    return InvalidRequestError(f"the file to upload {what}; the largest allowed is {limit:,} bytes", outcome=outcome)
