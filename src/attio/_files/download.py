"""Downloads of files from signed URLs, which are requested when the file is read.

Redirects, retries and checks are in `transfer`, files on disk in `disk`. Uploads are in `upload` and `multipart`.
"""

from __future__ import annotations

import os
import time
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from attio._call.quota import Quota
from attio._call.retries import RetryConfig
from attio._call.urls import shown_origin
from attio._files.disk import AtomicFile, suggested_name
from attio._files.transfer import (
    OPERATION,
    AsyncChunks,
    Body,
    DownloadAttempts,
    DownloadOpener,
    announced_size,
    too_large_error,
)
from attio._files.upload import FileContent
from attio._support.headers import Headers
from attio._support.names import brief
from attio.errors.base import AttioError, HTTPClientError, InvalidRequestError

if TYPE_CHECKING:
    import httpx
    from typing_extensions import Self

__all__ = ["DownloadOpener", "FileContent", "FileDownload"]

CHUNK_SIZE = 64 * 1024
WRITE_SIZE = 1 << 20
"""Bytes to write to disk at a time; large, because the async methods start a thread for each write."""
ERROR_BODY_SIZE = 64 * 1024
"""Most bytes to read of the body of an error response."""


class FileDownload:
    """A file to download.

    Call `read` or `save`. To use `iter_bytes`, or to read `name` and `size` first, open the download in a `with` or
    `async with` block, which closes the connection at its end. Reading a closed download requests the file again.
    """

    def __init__(
        self,
        url: str,
        *,
        opener: DownloadOpener,
        retry_config: RetryConfig | None = None,
        quota: Quota | None = None,
        deadline: float | None = None,
    ) -> None:
        self._url = url
        self._opener = opener
        self._retry_config = retry_config or RetryConfig()
        self._quota = quota or Quota()
        self._deadline = deadline
        self._response: httpx.Response | None = None
        self._is_async = False
        self._reading: object = None
        self._headers = Headers()

    @property
    def url(self) -> str:
        """Signed URL of the file, valid for a few minutes. It is a secret: it gives access without a token."""
        return self._url

    @property
    def name(self) -> str | None:
        """Name of the file, safe to use on disk; None before the download is opened, or if the file has no name."""
        return suggested_name(self._headers)

    @property
    def content_type(self) -> str | None:
        """Content type of the file; None before the download is opened."""
        return self._headers.get("content-type")

    @property
    def size(self) -> int | None:
        """Size of the file in bytes; None before the download is opened, or if the server does not send the size."""
        return announced_size(self._headers)

    # Sync

    def read(self, max_bytes: int | None = None) -> bytes:
        """Download the file into memory.

        Args:
            max_bytes: Size limit in bytes; None, the default, for no limit.

        Raises:
            ResponseValidationError: The file is larger than `max_bytes`.
            AttioError: The storage rejected the signed URL, which expires after a few minutes.
            ConnectionError: The connection failed, or broke before the file was complete.
        """
        return b"".join(self._read(WRITE_SIZE, max_bytes))

    def iter_bytes(self, chunk_size: int = CHUNK_SIZE) -> Iterator[bytes]:
        """Download the file in chunks of `chunk_size` bytes; the last chunk may be shorter.

        Raises:
            AttioError: The storage rejected the signed URL, which expires after a few minutes.
            ConnectionError: The connection failed, or broke before the file was complete.
        """
        return self._read(_positive(chunk_size))

    def save(self, path: str | os.PathLike[str], *, overwrite: bool = True) -> Path:
        """Download the file to disk. It appears under its name only when it is complete.

        Args:
            path: File to write, or a directory, in which the file is saved under its name in Attio.
            overwrite: Whether to replace an existing file; True by default.

        Returns:
            Path of the saved file.

        Raises:
            FileExistsError: The file exists, and `overwrite` is False.
            OSError: The file cannot be written.
            AttioError: The storage rejected the signed URL, which expires after a few minutes.
            ConnectionError: The connection failed, or broke before the file was complete.
        """
        self._check_can_read(is_async=False)
        try:
            self._ensure_open()
            with AtomicFile(Path(path), self.name, overwrite=overwrite) as file:
                file.open()
                for chunk in self._read(WRITE_SIZE):
                    file.write(chunk)
                file.publish()
        finally:
            self.close()
        return file.target

    def close(self) -> None:
        """Close the connection; safe to call again. Reading the download again requests the file again."""
        if self._response is not None and self._is_async:
            raise _sync_mix_error("close_async()")
        response, self._response = self._response, None
        self._reading = None
        if response is not None:
            self._opener.close(response)

    def __enter__(self) -> Self:
        self._check_can_read(is_async=False)
        self._ensure_open()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    def _read(self, chunk_size: int, max_bytes: int | None = None) -> Iterator[bytes]:
        self._check_can_read(is_async=False)
        self._reading = reading = object()
        try:
            response = self._ensure_open()
            body = self._body(chunk_size, max_bytes)
            for piece in self._opener.iter_body(response):
                body.add(piece)
                while body.ready:
                    yield body.ready.popleft()
            body.finish()
            yield from body.ready
        finally:
            if self._reading is reading:
                self.close()

    def _ensure_open(self) -> httpx.Response:
        return self._response or self._store(self._open(), is_async=False)

    def _open(self) -> httpx.Response:
        attempts = self._new_attempts()
        while True:
            try:
                response = self._opener.open(attempts.url, attempts.attempt)
                if 200 <= response.status_code < 300:
                    attempts.record_success()
                    return response
                attempts.follow_redirect(response, self._error_body(response))
            except (AttioError, HTTPClientError) as error:  # noqa: PERF203 - only failed attempts repeat the loop
                time.sleep(attempts.retry(error))

    def _error_body(self, response: httpx.Response) -> bytes:
        body = b""
        try:
            with suppress(HTTPClientError):
                for piece in self._opener.iter_body(response):
                    body += piece
                    if len(body) >= ERROR_BODY_SIZE:
                        break
        finally:
            self._opener.close(response)
        return body

    # Async

    async def read_async(self, max_bytes: int | None = None) -> bytes:
        """Download the file into memory.

        Args:
            max_bytes: Size limit in bytes; None, the default, for no limit.

        Raises:
            ResponseValidationError: The file is larger than `max_bytes`.
            AttioError: The storage rejected the signed URL, which expires after a few minutes.
            ConnectionError: The connection failed, or broke before the file was complete.
        """
        return b"".join([chunk async for chunk in self._read_async(WRITE_SIZE, max_bytes)])

    def iter_bytes_async(self, chunk_size: int = CHUNK_SIZE) -> AsyncIterator[bytes]:
        """Download the file in chunks of `chunk_size` bytes; the last chunk may be shorter.

        Raises:
            AttioError: The storage rejected the signed URL, which expires after a few minutes.
            ConnectionError: The connection failed, or broke before the file was complete.
        """
        return self._read_async(_positive(chunk_size))

    async def save_async(self, path: str | os.PathLike[str], *, overwrite: bool = True) -> Path:
        """Download the file to disk. It appears under its name only when it is complete.

        Args:
            path: File to write, or a directory, in which the file is saved under its name in Attio.
            overwrite: Whether to replace an existing file; True by default.

        Returns:
            Path of the saved file.

        Raises:
            FileExistsError: The file exists, and `overwrite` is False.
            OSError: The file cannot be written.
            AttioError: The storage rejected the signed URL, which expires after a few minutes.
            ConnectionError: The connection failed, or broke before the file was complete.
        """
        from anyio.to_thread import run_sync  # sync programs do not need it

        self._check_can_read(is_async=True)
        try:
            await self._ensure_open_async()
            with AtomicFile(Path(path), self.name, overwrite=overwrite) as file:
                await run_sync(file.open)
                async for chunk in self._read_async(WRITE_SIZE):
                    await run_sync(file.write, chunk)
                await run_sync(file.publish)
        finally:
            await self.close_async()
        return file.target

    async def close_async(self) -> None:
        """Close the connection; safe to call again. Reading the download again requests the file again."""
        if self._response is not None and not self._is_async:
            raise _sync_mix_error("close()")
        response, self._response = self._response, None
        self._reading = None
        if response is not None:
            await self._close_shielded(response)

    async def __aenter__(self) -> Self:
        self._check_can_read(is_async=True)
        await self._ensure_open_async()
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        await self.close_async()

    def _read_async(self, chunk_size: int, max_bytes: int | None = None) -> AsyncIterator[bytes]:
        async def begin(reading: object) -> tuple[Body, AsyncIterator[bytes]]:
            self._check_can_read(is_async=True)
            self._reading = reading
            response = await self._ensure_open_async()
            body = self._body(chunk_size, max_bytes)
            return body, self._opener.aiter_body(response)

        async def end(reading: object) -> None:
            if self._reading is reading:
                await self.close_async()

        return AsyncChunks(begin, end)

    async def _ensure_open_async(self) -> httpx.Response:
        return self._response or self._store(await self._open_async(), is_async=True)

    async def _open_async(self) -> httpx.Response:
        import anyio

        attempts = self._new_attempts()
        while True:
            try:
                response = await self._opener.open_async(attempts.url, attempts.attempt)
                if 200 <= response.status_code < 300:
                    attempts.record_success()
                    return response
                attempts.follow_redirect(response, await self._error_body_async(response))
            except (AttioError, HTTPClientError) as error:  # noqa: PERF203 - only failed attempts repeat the loop
                await anyio.sleep(attempts.retry(error))

    async def _error_body_async(self, response: httpx.Response) -> bytes:
        body = b""
        try:
            with suppress(HTTPClientError):
                async for piece in self._opener.aiter_body(response):
                    body += piece
                    if len(body) >= ERROR_BODY_SIZE:
                        break
        finally:
            await self._close_shielded(response)
        return body

    async def _close_shielded(self, response: httpx.Response) -> None:
        import anyio

        with anyio.CancelScope(shield=True):
            await self._opener.close_async(response)

    # Both

    def _new_attempts(self) -> DownloadAttempts:
        return DownloadAttempts(self._url, self._retry_config, self._quota, self._deadline)

    def _store(self, response: httpx.Response, *, is_async: bool) -> httpx.Response:
        self._response = response
        self._is_async = is_async
        self._headers = Headers(response.headers.multi_items())
        return response

    def _check_can_read(self, *, is_async: bool) -> None:
        """Raise if the download is already being read, or was opened by the other kind of methods, sync or async."""
        if self._response is not None and self._is_async != is_async:
            raise _sync_mix_error("the methods with _async" if self._is_async else "the methods without _async")
        if self._reading is not None:
            message = "this download is already being read; read it to its end or close it first"
            raise InvalidRequestError(message, operation=OPERATION)

    def _body(self, chunk_size: int, max_bytes: int | None) -> Body:
        size = self.size
        if size is not None and max_bytes is not None and size > max_bytes:
            raise too_large_error(max_bytes)
        return Body(size, chunk_size=chunk_size, max_bytes=max_bytes)

    def __repr__(self) -> str:
        state = "closed" if self._response is None else "open"
        return f"<FileDownload from {shown_origin(self._url)}, {state}>"

    def __reduce__(self) -> NoReturn:
        message = (
            "a FileDownload holds a connection and a secret URL, and cannot be pickled; call read() or save() first"
        )
        raise TypeError(message)

    def __del__(self) -> None:
        # Only warns: closing may need the event loop, or a lock that this thread holds.
        if getattr(self, "_response", None) is not None:
            warnings.warn(f"unclosed {self!r}; open it in a with block", ResourceWarning, stacklevel=2, source=self)


def _positive(chunk_size: int) -> int:
    if chunk_size < 1:
        message = f"chunk_size must be at least 1, not {brief(chunk_size)}"
        raise InvalidRequestError(message, operation=OPERATION)
    return chunk_size


def _sync_mix_error(fix: str) -> InvalidRequestError:
    message = f"sync and async methods cannot be mixed while a download is open; use {fix}"
    return InvalidRequestError(message, operation=OPERATION)
