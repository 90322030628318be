"""Uploads and downloads over real sockets."""

from __future__ import annotations

import io
import os
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TypeVar

import anyio
import httpx
import pytest

from attio import Attio, errors
from attio._call.retries import BackoffStrategy, RetryConfig
from attio._files.multipart import MultipartBody
from attio._files.upload import FileContent
from attio._http.client import HTTPClient
from tests.server import Connection, Reply, Server

# httpx reads bodies through async generators; trio warns about generators that are not exhausted.
pytestmark = pytest.mark.filterwarnings("ignore:Async generator '(httpx|httpcore|attio._http.body):ResourceWarning")


CONTENT = bytes(range(256)) * 1000


NAMED = {"Content-Disposition": 'attachment; filename="report.pdf"', "Content-Type": "application/pdf"}


SECRET = "X-Amz-Signature=0123456789abcdef"


T = TypeVar("T")


AT_ONCE = RetryConfig(backoff=BackoffStrategy(initial_interval=0, max_interval=0))


# Whole calls


FILE_ID = "a1b2c3d4-e5f6-7890-abcd-ef1234567890"


RECORD_ID = "bf071e1f-6035-429d-b874-d83ea64ea13b"


FILE = {
    "id": {"workspace_id": "14beef7a-99f7-4534-a87e-70b564330a4c", "file_id": FILE_ID},
    "file_type": "file",
    "name": "report.pdf",
}


@pytest.fixture
def host() -> Iterator[Server]:
    """The host of the files, which is not the origin of the API."""
    with Server() as host:
        yield host


@pytest.mark.parametrize("own_client", [False, True])
def test_nothing_of_the_caller_reaches_the_signed_host(server: Server, host: Server, own_client: bool) -> None:
    server.reply(302, headers={"Location": f"{host.url}/key?{SECRET}", "Set-Cookie": "session=secret"})
    host.reply(302, headers={"Location": f"/other?{SECRET}", "Set-Cookie": "other=secret"})
    host.reply(200, body=CONTENT)
    with httpx.Client(
        headers={"X-Mine": "secret"}, cookies={"mine": "secret"}, auth=("me", "secret"), params={"mine": "secret"}
    ) as client:
        http = HTTPClient(client=client) if own_client else HTTPClient(trust_env=False)
        with Attio("secret", server_url=server.url, http_client=http) as attio:
            download = attio.files.download(FILE_ID, http_headers={"X-Call": "secret"})
            assert host.requests == []
            assert download.read() == CONTENT
        http.close()
    assert "secret" in str(server.requests[0].headers)
    assert [request.target for request in host.requests] == [f"/key?{SECRET}", f"/other?{SECRET}"]
    assert "secret" not in str([request.headers for request in host.requests])


@pytest.mark.anyio
async def test_an_async_client_downloads_a_file(server: Server, host: Server, tmp_path: Path) -> None:
    server.reply(302, headers={"Location": f"{host.url}/key?{SECRET}"})
    host.reply(200, body=CONTENT, headers=NAMED)
    async with Attio("secret", server_url=server.url) as attio:
        download = await attio.files.download_async(FILE_ID)
        assert await download.save_async(tmp_path) == tmp_path / "report.pdf"
    assert "secret" not in str([request.headers for request in host.requests])


def test_an_upload_is_repeated_if_its_source_rewinds(server: Server, side: str) -> None:
    def upload(file: FileContent) -> None:
        with Attio("token", server_url=server.url) as attio:
            if side == "sync":
                attio.files.upload(file=file, object="people", record_id=RECORD_ID)
            else:
                upload_async = partial(attio.files.upload_async, file=file, object="people", record_id=RECORD_ID)
                anyio.run(upload_async, backend=side)

    server.reply(429, headers={"Retry-After": "0"})
    server.reply(201, json={"data": FILE})
    file = io.BytesIO(b"0123456789")
    file.seek(4)
    upload(file)
    assert [file_in(request.body) for request in server.requests] == [b"456789", b"456789"]
    server.reply(429, headers={"Retry-After": "0"})
    with pytest.raises(errors.RateLimitError):
        upload(iter([b"x"]))
    server.drop()
    with pytest.raises(errors.ConnectionError) as caught:
        upload(b"x")
    assert caught.value.outcome == "unknown"
    assert len(server.requests) == 4


# Uploads


class Sync(httpx.SyncByteStream):
    def __init__(self, body: MultipartBody) -> None:
        self.body = body

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.body)


class Async(httpx.AsyncByteStream):
    def __init__(self, body: MultipartBody) -> None:
        self.body = body

    def __aiter__(self) -> AsyncIterator[bytes]:
        return aiter(self.body)


def headers_of(body: MultipartBody) -> dict[str, str]:
    length = body.content_length
    framing = {"Transfer-Encoding": "chunked"} if length is None else {"Content-Length": str(length)}
    return {"Content-Type": body.content_type, "Host": "127.0.0.1", **framing}


def upload(server: Server, body: MultipartBody) -> int:
    with httpx.Client(trust_env=False) as client:
        request = httpx.Request("POST", server.url, headers=headers_of(body), stream=Sync(body))
        return client.send(request).status_code


async def upload_async(server: Server, body: MultipartBody) -> int:
    async with httpx.AsyncClient(trust_env=False) as client:
        request = httpx.Request("POST", server.url, headers=headers_of(body), stream=Async(body))
        return (await client.send(request)).status_code


async def slowly(content: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(content), 1000):
        await anyio.lowlevel.checkpoint()
        yield content[start : start + 1000]


def file_in(body: bytes) -> bytes:
    return body.partition(b'name="file"')[2].partition(b"\r\n\r\n")[2].rpartition(b"\r\n--")[0]


OPEN_FILES = Path("/proc/self/fd")


LARGE = os.urandom(3_000_000)


def sources(tmp_path: Path) -> dict[str, FileContent]:
    path = tmp_path / "large.bin"
    path.write_bytes(LARGE)
    return {"bytes": LARGE, "path": path, "file": io.BytesIO(LARGE), "iterator": iter([LARGE[:10], LARGE[10:]])}


@pytest.mark.parametrize("kind", ["bytes", "path", "file", "iterator"])
def test_files_arrive_byte_for_byte(server: Server, tmp_path: Path, kind: str) -> None:
    body = MultipartBody.from_params({"object": "people"}, sources(tmp_path)[kind])
    server.reply(201)
    assert upload(server, body) == 201
    received = server.requests[0]
    assert file_in(received.body) == LARGE
    length = received.header("Content-Length")
    assert length == (None if kind == "iterator" else str(len(received.body)))
    assert received.header("Transfer-Encoding") == ("chunked" if kind == "iterator" else None)


@pytest.mark.anyio
@pytest.mark.parametrize("kind", ["bytes", "path", "file", "iterator", "async iterator"])
async def test_files_arrive_byte_for_byte_on_the_async_side(server: Server, tmp_path: Path, kind: str) -> None:
    file = slowly(LARGE) if kind == "async iterator" else sources(tmp_path)[kind]
    body = MultipartBody.from_params({"object": "people"}, file)
    server.reply(201)
    assert await upload_async(server, body) == 201
    assert file_in(server.requests[0].body) == LARGE


@pytest.mark.parametrize("kind", ["bytes", "path", "file"])
def test_a_repeated_upload_sends_the_same_bytes(server: Server, tmp_path: Path, kind: str) -> None:
    file = sources(tmp_path)[kind]
    if isinstance(file, io.BytesIO):
        file.seek(1_000_000)
    body = MultipartBody.from_params({"object": "people"}, file)
    server.reply(429)
    server.reply(201)
    assert body.replayable
    assert upload(server, body) == 429
    body.rewind()
    assert upload(server, body) == 201
    first, second = (request.body for request in server.requests)
    assert first == second
    assert file_in(first) == (LARGE[1_000_000:] if kind == "file" else LARGE)


@pytest.mark.skipif(not OPEN_FILES.is_dir(), reason="looks where Linux shows the open files")
@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_an_upload_rejected_halfway_leaves_nothing_open(server: Server, tmp_path: Path, backend: str) -> None:
    def respond_early(connection: Connection) -> None:
        connection.send(Reply(413, headers={"Connection": "close"}).encode())
        connection.close()

    path = tmp_path / "large.bin"
    path.write_bytes(bytes(40_000_000))
    body = MultipartBody.from_params({}, path)
    server.step(respond_early)
    with suppress(httpx.TransportError):
        anyio.run(upload_async, server, body, backend=backend)
    body.close()
    assert path not in {link.resolve() for link in OPEN_FILES.iterdir()}


def test_a_timeout_does_not_bound_the_whole_of_a_download(server: Server, side: str) -> None:
    def drip(connection: Connection) -> None:
        connection.receive()
        connection.send(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n")
        for _ in range(6):
            time.sleep(0.1)
            connection.send(b"x")

    server.reply(status=302, headers={"Location": f"{server.url}/signed"})
    server.step(drip)
    with Attio("0" * 64, server_url=server.url, timeout_ms=400) as client:
        if side == "sync":
            assert client.files.download("f").read() == b"xxxxxx"
            return

        async def main() -> bytes:
            download = await client.files.download_async("f")
            return await download.read_async()

        assert anyio.run(main, backend=side) == b"xxxxxx"
