"""Helpers that read a download with sync or async methods."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import anyio
import httpx

from attio._files.download import FileDownload
from attio._files.transfer import DownloadOpener
from attio._http.client import HTTPClient

T = TypeVar("T")


class Opener(DownloadOpener):
    """Opens downloads like a client, and keeps track of open responses."""

    def __init__(self, http: HTTPClient) -> None:
        super().__init__(http, None, timeout=5, deadline=None)
        self.open_responses: set[httpx.Response] = set()

    def open(self, url: str, attempt: int) -> httpx.Response:
        response = super().open(url, attempt)
        self.open_responses.add(response)
        return response

    async def open_async(self, url: str, attempt: int) -> httpx.Response:
        response = await super().open_async(url, attempt)
        self.open_responses.add(response)
        return response

    def close(self, response: httpx.Response) -> None:
        super().close(response)
        self.open_responses.discard(response)

    async def close_async(self, response: httpx.Response) -> None:
        await super().close_async(response)
        self.open_responses.discard(response)


class Both:
    """A download, used with sync or async methods."""

    def __init__(self, download: FileDownload, side: str) -> None:
        self.download = download
        self.side = side

    def read(self, max_bytes: int | None = None) -> bytes:
        return self.run(lambda: self.download.read(max_bytes), lambda: self.download.read_async(max_bytes))

    def chunks(self, chunk_size: int = 64 * 1024) -> list[bytes]:
        async def collect() -> list[bytes]:
            return [chunk async for chunk in self.download.iter_bytes_async(chunk_size)]

        return self.run(lambda: list(self.download.iter_bytes(chunk_size)), collect)

    def save(self, path: str | os.PathLike[str], *, overwrite: bool = True) -> Path:
        return self.run(
            lambda: self.download.save(path, overwrite=overwrite),
            lambda: self.download.save_async(path, overwrite=overwrite),
        )

    def run(self, sync: Callable[[], T], asynchronous: Callable[[], Awaitable[T]]) -> T:
        return sync() if self.side == "sync" else anyio.run(asynchronous, backend=self.side)
