"""Sources of uploads: their name, size and content type, and whether they can be read again."""

from __future__ import annotations

import contextlib
import gzip
import http.client
import io
import mmap
import os
import socket
import tempfile
import threading
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import IO, Annotated, Any

import anyio
import pytest
import trio
from pydantic import TypeAdapter

from attio._files.upload import END, READ_SIZE, FileContent, Source, parse_file
from attio.errors import InvalidRequestError

CONTENT = b"0123456789"


def source(file: object) -> Source:
    return parse_file(file).source


def read(source: Source) -> bytes:
    source.rewind()
    pieces: list[bytes] = []
    while (piece := source.read()) is not END:
        assert isinstance(piece, bytes)
        pieces.append(piece)
    return b"".join(pieces)


async def read_async(source: Source) -> bytes:
    source.rewind()
    pieces: list[bytes] = []
    while (piece := await source.read_async()) is not END:
        assert isinstance(piece, bytes)
        pieces.append(piece)
    return b"".join(pieces)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "report.pdf"
    path.write_bytes(CONTENT)
    return path


class PathLike:
    def __init__(self, path: Path) -> None:
        self.path = path

    def __fspath__(self) -> str:
        return str(self.path)


@pytest.mark.anyio
async def test_seekable_sources_are_read_again_and_have_a_size(path: Path) -> None:
    with path.open("rb") as file, path.open("rb", buffering=0) as raw, tempfile.SpooledTemporaryFile() as spooled:
        spooled.write(CONTENT)
        spooled.seek(0)
        for given in (CONTENT, bytearray(CONTENT), memoryview(CONTENT), path, PathLike(path), file, raw, spooled):
            one = source(given)
            assert one.replayable
            assert one.size == len(CONTENT)
            assert read(one) == read(one) == await read_async(one) == await read_async(one) == CONTENT


def test_a_file_is_sent_from_its_position_each_time() -> None:
    file = io.BytesIO(CONTENT)
    file.seek(4)
    one = source(file)
    assert one.size == 6
    assert file.tell() == 4
    assert read(one) == read(one) == b"456789"
    assert not file.closed


def test_a_file_at_its_end_is_an_error_unless_it_is_empty(path: Path) -> None:
    with path.open("rb") as file:
        assert read(source(file)) == CONTENT
        with pytest.raises(InvalidRequestError, match=r"is at its end.*seek\(0\)"):
            source(file)
    assert source(io.BytesIO()).size == 0


def test_a_file_without_an_end_has_no_known_size() -> None:
    class Endless(io.BytesIO):
        def seek(self, offset: int, whence: int = 0, /) -> int:
            if whence == os.SEEK_END:
                raise io.UnsupportedOperation
            return super().seek(offset, whence)

    file = Endless(CONTENT)
    file.seek(4)
    one = source(file)
    assert (one.size, one.replayable) == (None, True)
    assert read(one) == read(one) == CONTENT[4:]


def test_a_file_whose_seek_fails_is_read_once() -> None:
    class Boasting(io.BytesIO):
        def seek(self, *_: object) -> int:
            raise io.UnsupportedOperation

    one = source(Boasting(CONTENT))
    assert (one.size, one.replayable) == (None, False)
    assert read(one) == CONTENT


def test_a_file_without_data_yet_is_not_at_its_end() -> None:
    class Waiting(io.RawIOBase):
        def readinto(self, *_: object) -> None:
            return None

        def readable(self) -> bool:
            return True

    assert source(Waiting()).read() is None


def test_a_mapped_file_is_a_file(path: Path) -> None:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        assert read(source(mapped)) == CONTENT


def test_a_compressed_file_is_read_decompressed(tmp_path: Path) -> None:
    path = tmp_path / "x.gz"
    path.write_bytes(gzip.compress(CONTENT))
    with gzip.open(path) as file:
        one = source(file)
        assert read(one) == read(one) == CONTENT
        assert one.size in (None, len(CONTENT))


@pytest.mark.anyio
async def test_a_pipe_is_read_once() -> None:
    receiving, sending = os.pipe()
    os.write(sending, CONTENT)
    os.close(sending)
    with os.fdopen(receiving, "rb") as pipe:
        one = source(pipe)
        assert not one.replayable
        assert one.size is None
        assert await read_async(one) == CONTENT
        with pytest.raises(InvalidRequestError, match="only once"):
            one.rewind()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_named_pipe_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    one = source(path)
    assert not one.replayable
    assert one.size is None
    writer = threading.Thread(target=path.write_bytes, args=(CONTENT,))
    writer.start()
    assert read(one) == CONTENT
    writer.join()
    with pytest.raises(InvalidRequestError, match="only once"):
        one.rewind()


def test_an_http_response_is_read_once() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n" + CONTENT)
        response = http.client.HTTPResponse(ours)
        response.begin()
        with contextlib.closing(response):
            one = source(response)
            assert not one.replayable
            assert read(one) == CONTENT


@pytest.mark.anyio
async def test_iterables_are_read_once() -> None:
    def pieces() -> Iterator[bytes]:
        yield CONTENT[:5]
        yield CONTENT[5:]

    for iterable in (pieces(), [CONTENT], (piece for piece in [CONTENT])):
        one = source(iterable)
        assert (one.size, one.replayable, one.async_only) == (None, False, False)
        assert await read_async(one) == CONTENT
        with pytest.raises(InvalidRequestError, match="only once"):
            one.rewind()


@pytest.mark.anyio
async def test_blocking_sources_are_read_off_the_event_loop() -> None:
    threads: set[int] = set()

    class File(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            threads.add(threading.get_ident())
            return super().read(size)

    def pieces() -> Iterator[bytes]:
        threads.add(threading.get_ident())
        yield CONTENT

    for given in (File(CONTENT), pieces()):
        assert await read_async(source(given)) == CONTENT
    assert threads
    assert threading.get_ident() not in threads


@pytest.mark.anyio
async def test_async_sources_are_read_on_the_async_side_only(path: Path, anyio_backend_name: str) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        yield CONTENT

    class Reader:
        """An uploaded file of a web framework."""

        def __init__(self) -> None:
            self.file = io.BytesIO(CONTENT)

        async def read(self, size: int = -1) -> bytes:
            return self.file.read(size)

    given: list[Any] = [pieces(), Reader(), await anyio.open_file(path, "rb")]
    if anyio_backend_name == "trio":
        given.append(await trio.open_file(path, "rb"))
    for parsed in map(source, given):
        assert (parsed.size, parsed.replayable, parsed.async_only) == (None, False, True)
        with pytest.raises(NotImplementedError):
            parsed.read()
        assert await read_async(parsed) == CONTENT
        with pytest.raises(InvalidRequestError, match="only once"):
            parsed.rewind()
    for file in given[2:]:
        assert parse_file(("x", file)).name == "x"
        assert parse_file(file).name == "report.pdf"
        await file.aclose()


def test_large_files_are_read_piece_by_piece(tmp_path: Path) -> None:
    path = tmp_path / "large"
    path.write_bytes(bytes(2 * READ_SIZE + 1))
    one = source(path)
    sizes: list[int] = []
    while isinstance(piece := one.read(), bytes):
        sizes.append(len(piece))
    assert sizes == [READ_SIZE, READ_SIZE, 1]


OPEN_FILES = Path("/proc/self/fd")


@pytest.mark.skipif(not OPEN_FILES.is_dir(), reason="looks where Linux shows the open files")
def test_a_path_is_opened_when_read_and_always_closed(path: Path) -> None:
    def is_open() -> bool:
        return path in {link.readlink() for link in OPEN_FILES.iterdir() if link.exists()}

    one = source(path)
    assert not is_open()
    read(one)
    assert not is_open()
    assert one.read() is END
    assert not is_open()
    one.rewind()
    one.read()
    assert is_open()
    one.rewind()
    assert not is_open()
    one.read()
    one.close()
    one.close()
    assert not is_open()
    one.rewind()
    one.read()
    del one
    assert not is_open()


@pytest.mark.parametrize(
    ("file", "fix"),
    [
        ("report.pdf", r"pathlib.Path.*encode"),
        (("a.txt", "text"), r"pathlib.Path.*encode"),
        (5, "not int"),
        (None, "not NoneType"),
        (("a.txt",), "not 1 item"),
        (("a", b"", "b/c", 4), "not 4 items"),
        ((5, b""), "non-empty str"),
        (("", b""), "non-empty str"),
        (("a", ("b", b"")), "not tuple"),
        ({b"a": 1}, "not dict"),
        (io.StringIO("text"), "mode 'rb'"),
        (Path("no/such/file"), "cannot read 'no/such/file': No such file"),
        (Path(), "is a directory"),
        (Path("a\0b"), "cannot read"),
    ],
)
def test_unsupported_sources_are_rejected_with_the_fix(file: object, fix: str) -> None:
    with pytest.raises(InvalidRequestError, match=fix) as caught:
        read(source(file))
    assert caught.value.outcome == "not_sent"


def test_files_that_cannot_be_read_are_rejected(path: Path) -> None:
    with path.open() as text, path.open("ab") as writing, tempfile.NamedTemporaryFile("w+") as wrapped:
        for file, fix in ((text, "text mode"), (wrapped, "text mode"), (writing, "not open for reading")):
            with pytest.raises(InvalidRequestError, match=fix):
                source(file)
    with pytest.raises(InvalidRequestError, match="closed"):
        source(text.buffer)


class Named(io.BytesIO):
    def __init__(self, name: object) -> None:
        super().__init__(CONTENT)
        self.name = name


@pytest.mark.parametrize(
    ("file", "name"),
    [
        (b"", "file"),
        (iter([b""]), "file"),
        (io.BytesIO(), "file"),
        (Named("/home/ada/report.pdf"), "report.pdf"),
        (Named(3), "file"),
        (Named(b"bytes"), "file"),
        (Named("<stdin>"), "file"),
        (Named(""), "file"),
        (("../any name", b""), "../any name"),
        (("given", Named("other")), "given"),
    ],
)
def test_the_name_of_a_source_is_found(file: object, name: str) -> None:
    assert parse_file(file).name == name


def test_a_path_has_its_own_name(path: Path) -> None:
    assert parse_file(path).name == "report.pdf"
    assert parse_file(PathLike(path)).name == "report.pdf"
    assert parse_file(("other.txt", path)).name == "other.txt"


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("a.pdf", "application/pdf"),
        ("A.PNG", "image/png"),
        ("a", "application/octet-stream"),
        (".pdf", "application/octet-stream"),
        ("a.unheard-of", "application/octet-stream"),
        ("a.tar.gz", "application/gzip"),
        ("data:text/html\r\nX-Evil: yes,", "application/octet-stream"),
        ("data:text/html,x", "application/octet-stream"),
    ],
)
def test_content_types_follow_the_name(name: str, content_type: str) -> None:
    assert parse_file((name, b"")).content_type == content_type
    assert parse_file((name, b"", None)).content_type == content_type
    assert parse_file((name, b"", "a/b")).content_type == "a/b"


def test_pydantic_leaves_sources_alone() -> None:
    adapter: TypeAdapter[Any] = TypeAdapter(Annotated[FileContent, "as in the model of the parameters"])
    generator = iter([CONTENT])
    handle: IO[bytes] = io.BytesIO()
    for file in (generator, handle, CONTENT, ("a", generator)):
        assert adapter.validate_python(file, strict=True) is file
