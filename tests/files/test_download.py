"""Downloads over real connections, sync and async: reading, saving, errors and cancellation."""

from __future__ import annotations

import asyncio
import copy
import gc
import pickle
from collections.abc import Callable, Iterator
from pathlib import Path

import anyio
import pytest

from attio import errors
from attio._call.retries import BackoffStrategy, RetryConfig
from attio._files.download import FileDownload
from attio._http.client import HTTPClient
from tests.files.readers import Both, Opener
from tests.server import Connection, Reply, Server

# httpx reads bodies through async generators; trio warns about generators that are not exhausted.
pytestmark = pytest.mark.filterwarnings("ignore:Async generator '(httpx|httpcore|attio._http.body):ResourceWarning")


CONTENT = bytes(range(256)) * 1000


NAMED = {"Content-Disposition": 'attachment; filename="report.pdf"', "Content-Type": "application/pdf"}


SECRET = "X-Amz-Signature=0123456789abcdef"


AT_ONCE = RetryConfig(backoff=BackoffStrategy(initial_interval=0, max_interval=0))


@pytest.fixture
def opener() -> Iterator[Opener]:
    with HTTPClient(trust_env=False) as http:
        opener = Opener(http)
        yield opener
        assert not opener.open_responses


@pytest.fixture
def download(server: Server, opener: Opener) -> FileDownload:
    return FileDownload(f"{server.url}/key?{SECRET}", opener=opener, retry_config=AT_ONCE)


@pytest.fixture
def both(download: FileDownload, side: str) -> Both:
    return Both(download, side)


# Reading and saving


def test_a_file_is_read(server: Server, both: Both) -> None:
    server.reply(200, body=CONTENT, headers=NAMED)
    assert both.read() == CONTENT
    assert server.requests[0].target == f"/key?{SECRET}"
    assert (both.download.name, both.download.content_type, both.download.size) == (
        "report.pdf",
        "application/pdf",
        len(CONTENT),
    )


def test_each_read_fetches_the_file_again(server: Server, both: Both) -> None:
    for content in (b"first", b"second"):
        server.reply(200, body=content)
        assert both.read() == content


def test_chunks_have_the_requested_size(server: Server, both: Both) -> None:
    server.reply(200, body=CONTENT)
    chunks = both.chunks(1000)
    assert b"".join(chunks) == CONTENT
    assert {len(chunk) for chunk in chunks} == {1000}
    for size in (0, -1):
        with pytest.raises(errors.InvalidRequestError, match="chunk_size"):
            both.chunks(size)


def test_an_empty_file_is_a_file(server: Server, both: Both, tmp_path: Path) -> None:
    server.reply(200, times=3)
    assert both.read() == b""
    assert both.chunks() == []
    assert both.save(tmp_path / "x").read_bytes() == b""


def test_a_file_is_saved(server: Server, both: Both, tmp_path: Path) -> None:
    server.reply(200, body=CONTENT, headers=NAMED, times=3)
    target = tmp_path / "x"
    assert both.save(target) == target
    assert target.read_bytes() == CONTENT
    assert both.save(str(tmp_path)) == tmp_path / "report.pdf"
    assert (tmp_path / "report.pdf").read_bytes() == CONTENT
    with pytest.raises(FileExistsError):
        both.save(target, overwrite=False)
    assert len(list(tmp_path.iterdir())) == 2


def test_a_name_from_the_server_stays_in_its_directory(server: Server, both: Both, tmp_path: Path) -> None:
    server.reply(200, body=b"x", headers={"Content-Disposition": 'attachment; filename="../../../.ssh/config"'})
    server.reply(200, body=b"x")
    inside = tmp_path / "downloads"
    inside.mkdir()
    assert both.save(inside) == inside / "config"
    with pytest.raises(errors.InvalidRequestError, match="the response does not name the file"):
        both.save(inside)
    assert list(tmp_path.rglob("*")) == [inside, inside / "config"]


def test_max_bytes_bounds_a_read(server: Server, both: Both) -> None:
    server.reply(200, body=b"12345", times=2)
    chunked = {"Transfer-Encoding": "chunked"}
    server.reply(200, body=b"3\r\n123\r\n2\r\n45\r\n0\r\n\r\n", headers=chunked, times=2)
    for _ in range(2):
        assert both.read(max_bytes=5) == b"12345"
        with pytest.raises(errors.ResponseValidationError, match="max_bytes=4"):
            both.read(max_bytes=4)


def broken(server: Server) -> None:
    server.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + CONTENT[:500])


def test_a_broken_transfer_leaves_nothing_behind(server: Server, both: Both, tmp_path: Path) -> None:
    for _ in range(3):
        broken(server)
    target = tmp_path / "x"
    target.write_bytes(b"before")
    for use in (both.read, both.chunks, lambda: both.save(target)):
        with pytest.raises(errors.ConnectionError):
            use()
    assert target.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [target]
    assert len(server.requests) == 3


def test_a_connection_that_fails_is_tried_again_twice(server: Server, both: Both) -> None:
    server.drop()
    server.drop(read=False)
    server.reply(200, body=b"x")
    assert both.read() == b"x"
    for _ in range(3):
        server.drop()
    with pytest.raises(errors.ConnectionError) as caught:
        both.read()
    assert (caught.value.attempts, caught.value.operation) == (3, "files.download")


def test_a_failed_link_is_an_error_that_does_not_show_the_link(server: Server, both: Both) -> None:
    text = f"<Error><Code>AccessDenied</Code><Message>expired</Message><Got>{SECRET}</Got></Error>"
    server.reply(403, body=text.encode(), headers={"Content-Type": "application/xml"})
    with pytest.raises(errors.PermissionDeniedError) as caught:
        both.read()
    assert "AccessDenied" in caught.value.body
    assert caught.value.outcome == "rejected"
    assert "0123456789abcdef" not in f"{caught.value} {caught.value!r} {caught.value.__dict__}"


def test_a_large_error_is_not_read_whole(server: Server, both: Both) -> None:
    server.reply(404, body=b"x" * 5_000_000)
    with pytest.raises(errors.NotFoundError) as caught:
        both.read()
    assert len(caught.value.body) < 1_000_000


def test_redirects_of_the_link_are_followed(server: Server, both: Both) -> None:
    server.reply(302, headers={"Location": "/elsewhere?s=2"})
    server.reply(307, headers={"Location": f"{server.url}/again"})
    server.reply(200, body=b"x")
    assert both.read() == b"x"
    assert [request.target for request in server.requests[1:]] == ["/elsewhere?s=2", "/again"]
    assert both.download.url.endswith(SECRET)


def test_too_many_redirects_are_an_error(server: Server, both: Both) -> None:
    server.reply(302, headers={"Location": "/x"}, times=4)
    with pytest.raises(errors.AttioError, match="more than 3 redirects"):
        both.read()


def test_a_compressed_transfer_has_no_known_size(server: Server, both: Both) -> None:
    import gzip

    server.reply(200, body=gzip.compress(CONTENT), headers={"Content-Encoding": "gzip"})
    assert both.read() == CONTENT
    assert both.download.size is None


# `with` blocks


def test_a_block_opens_the_file_and_closes_it(server: Server, download: FileDownload, opener: Opener) -> None:
    assert (download.name, download.content_type, download.size) == (None, None, None)
    assert not server.requests
    server.reply(200, body=CONTENT, headers=NAMED)
    with download as opened:
        assert opened is download
        assert (download.name, download.size) == ("report.pdf", len(CONTENT))
        assert next(download.iter_bytes(10)) == CONTENT[:10]
        assert not opener.open_responses
    server.reply(200, body=CONTENT)
    with download:
        pieces = download.iter_bytes(10)
        next(pieces)
        assert opener.open_responses
    assert not opener.open_responses
    download.close()


@pytest.mark.anyio
async def test_an_async_block_opens_the_file_and_closes_it(
    server: Server, download: FileDownload, opener: Opener
) -> None:
    server.reply(200, body=CONTENT, headers=NAMED, times=2)
    async with download as opened:
        assert opened is download
        assert (download.name, download.size) == ("report.pdf", len(CONTENT))
        async for chunk in download.iter_bytes_async(10):
            assert chunk == CONTENT[:10]
            break
        assert opener.open_responses
    assert not opener.open_responses
    async with download:
        assert await download.read_async() == CONTENT
        assert not opener.open_responses
    await download.close_async()


def test_leaving_a_loop_early_closes_the_connection(server: Server, download: FileDownload, opener: Opener) -> None:
    server.reply(200, body=CONTENT)
    for chunk in download.iter_bytes(10):
        assert chunk == CONTENT[:10]
        break
    gc.collect()
    assert not opener.open_responses


def test_only_one_read_at_a_time_is_allowed(server: Server, download: FileDownload, tmp_path: Path) -> None:
    server.reply(200, body=CONTENT, times=2)
    pieces = download.iter_bytes(10)
    first = next(pieces)
    for second in (download.read, lambda: next(download.iter_bytes()), lambda: download.save(tmp_path / "x")):
        with pytest.raises(errors.InvalidRequestError, match="already being read"):
            second()
    assert first + b"".join(pieces) == CONTENT
    assert download.read() == CONTENT


def test_a_read_cut_off_by_close_does_not_disturb_the_next(server: Server, download: FileDownload) -> None:
    server.reply(200, body=CONTENT, times=2)
    old = download.iter_bytes(10)
    next(old)
    download.close()
    new = download.iter_bytes(10)
    first = next(new)
    del old
    gc.collect()
    assert first + b"".join(new) == CONTENT


@pytest.mark.anyio
async def test_sync_and_async_methods_do_not_mix(server: Server, download: FileDownload, tmp_path: Path) -> None:
    server.reply(200, body=CONTENT, times=2)
    download.__enter__()
    for use in (download.read_async, lambda: download.save_async(tmp_path / "x"), download.__aenter__):
        with pytest.raises(errors.InvalidRequestError, match="cannot be mixed"):
            await use()
    with pytest.raises(errors.InvalidRequestError, match="cannot be mixed"):
        await download.close_async()
    download.close()
    await download.__aenter__()
    for sync_use in (download.read, lambda: download.save(tmp_path / "x"), download.__enter__, download.close):
        with pytest.raises(errors.InvalidRequestError, match="cannot be mixed"):
            sync_use()
    await download.close_async()


def assert_empty(directory: Path) -> None:
    assert list(directory.iterdir()) == []


@pytest.mark.anyio
async def test_a_cancelled_download_leaves_nothing_behind(
    server: Server, download: FileDownload, opener: Opener, tmp_path: Path
) -> None:
    def stall(connection: Connection) -> None:
        connection.receive()
        connection.send(b"HTTP/1.1 200 OK\r\nContent-Length: 3000000\r\n\r\n" + bytes(2_000_000))
        connection.wait_until_client_leaves()

    for use in (download.read_async, lambda: download.save_async(tmp_path / "x")):
        server.step(stall)
        with anyio.move_on_after(0.2) as scope:
            await use()
        assert scope.cancelled_caught
        assert not opener.open_responses
        assert_empty(tmp_path)


def test_a_task_cancelled_while_saving_leaves_nothing_behind(
    server: Server, download: FileDownload, opener: Opener, tmp_path: Path
) -> None:
    async def main() -> None:
        for delay in range(20):
            task = asyncio.create_task(download.save_async(tmp_path / "x"))
            await asyncio.sleep(delay / 500)
            task.cancel()
            await asyncio.wait([task])
            assert not opener.open_responses

    server.always(lambda _: Reply(200, CONTENT * 20))
    asyncio.run(main())
    assert {path.name for path in tmp_path.iterdir()} <= {"x"}


def test_a_download_dropped_open_warns(server: Server, download: FileDownload, opener: Opener) -> None:
    server.reply(200, body=CONTENT)
    dropped = FileDownload(download.url, opener=opener)
    dropped.__enter__()
    with pytest.warns(ResourceWarning, match=r"unclosed <FileDownload from http://127.0.0.1:\d+, open>"):
        del dropped
    for response in list(opener.open_responses):
        opener.close(response)


def test_a_download_does_not_show_its_link(download: FileDownload) -> None:
    shown = f"{download!r} {download!s}"
    assert SECRET not in shown
    assert "/key" not in shown
    assert download.url.endswith(SECRET)


@pytest.mark.parametrize("dump", [pickle.dumps, copy.copy, copy.deepcopy])
def test_a_download_cannot_be_pickled_or_copied(download: FileDownload, dump: Callable[[object], object]) -> None:
    with pytest.raises(TypeError, match="cannot be pickled"):
        dump(download)


def test_every_method_has_its_async_twin() -> None:
    public = {name for name in vars(FileDownload) if not name.startswith("_")}
    methods = {name for name in public if callable(getattr(FileDownload, name))}
    assert {name for name in methods if name.endswith("_async")} == {
        f"{name}_async" for name in methods if not name.endswith("_async")
    }
