"""Multipart bodies: their exact bytes, safe quoting of names, and files that change during the upload."""

from __future__ import annotations

import contextlib
import io
import re
import tracemalloc
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from email.message import Message
from email.parser import BytesParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attio._files.multipart import MAX_UPLOAD_BYTES, SEND_SIZE, MultipartBody
from attio._files.upload import FileContent
from attio.errors import ConnectionError as AttioConnectionError
from attio.errors import InvalidRequestError, UnexpectedClientError

FIELDS = {"object": "people", "record_id": "bf071e1f-6035-429d-b874-d83ea64ea13b"}

WHOLE = (
    b'--B\r\nContent-Disposition: form-data; name="object"\r\n\r\npeople\r\n'
    b'--B\r\nContent-Disposition: form-data; name="record_id"\r\n\r\nbf071e1f-6035-429d-b874-d83ea64ea13b\r\n'
    b'--B\r\nContent-Disposition: form-data; name="file"; filename="report.pdf"\r\n'
    b"Content-Type: application/pdf\r\n\r\n%PDF\r\n--B--\r\n"
)


def body_of(file: FileContent, **options: Any) -> MultipartBody:
    return MultipartBody.from_params(FIELDS, file, boundary="B", **options)


def sent(body: MultipartBody) -> bytes:
    return b"".join(body)


async def sent_async(body: MultipartBody) -> bytes:
    return b"".join([part async for part in body])


def parts_of(body: MultipartBody) -> list[Message]:
    """Parse a body with the standard library."""
    head = f"Content-Type: {body.content_type}\r\n\r\n".encode()
    message = BytesParser().parsebytes(head + sent(body))
    assert not message.defects
    assert message.is_multipart()
    return message.get_payload()  # type: ignore[return-value]


async def slowly(*pieces: bytes) -> AsyncIterator[bytes]:
    for piece in pieces:
        yield piece


def test_the_bytes_are_exact() -> None:
    body = body_of(("report.pdf", b"%PDF"))
    assert body.content_type == "multipart/form-data; boundary=B"
    assert body.content_length == len(WHOLE)
    assert sent(body) == WHOLE
    assert b"".join(iter(iter(body))) == WHOLE


@pytest.mark.anyio
async def test_the_async_side_sends_the_same_bytes() -> None:
    assert await sent_async(body_of(("report.pdf", b"%PDF"))) == WHOLE
    assert b"".join([part async for part in aiter(aiter(body_of(("report.pdf", b"%PDF"))))]) == WHOLE
    assert await sent_async(body_of(("report.pdf", io.BytesIO(b"%PDF")))) == WHOLE
    assert await sent_async(body_of(("report.pdf", iter([b"%", b"", b"PDF"])))) == WHOLE
    assert await sent_async(body_of(("report.pdf", slowly(b"%P", b"DF")))) == WHOLE


def test_boundaries_are_random_unless_given() -> None:
    types = {MultipartBody.from_params({}, b"").content_type for _ in range(50)}
    assert len(types) == 50
    for boundary in ("", "a b", 'a"b', "a\r\nb", "x" * 71):
        with pytest.raises(InvalidRequestError, match="boundary"):
            MultipartBody.from_params({}, b"", boundary=boundary)


def test_an_empty_file_is_a_file() -> None:
    assert b'filename="file"\r\nContent-Type: application/octet-stream\r\n\r\n\r\n--B--\r\n' in sent(body_of(b""))


@pytest.mark.parametrize(
    ("name", "quoted"),
    [
        ("Zoë 履歴書.pdf", "Zoë 履歴書.pdf"),
        ('a"b', "a%22b"),
        ("a\r\nb", "a%0D%0Ab"),
        ("a\x00b", "a%00b"),
        ("a\\", "a%5C"),
        ("100% a;b", "100% a;b"),
    ],
)
def test_names_are_quoted(name: str, quoted: str) -> None:
    assert f'name="file"; filename="{quoted}"\r\n'.encode() in sent(body_of((name, b"")))
    assert f'name="{quoted}"\r\n'.encode() in sent(MultipartBody.from_params({name: ""}, b""))


TEXT = st.text(st.characters(codec="utf-8"), max_size=30) | st.text('a\r\n\x00"\\:;= \x0b\x0c\x85\u2028-', max_size=12)


@given(field=TEXT, name=TEXT.filter(bool), value=st.text(st.characters(codec="utf-8")), content=st.binary(max_size=300))
def test_no_text_injects_a_header_or_a_part(field: str, name: str, value: str, content: bytes) -> None:
    body = MultipartBody.from_params({field: value}, (name, content, "text/plain"))
    text, file = parts_of(body)
    assert text.keys() == ["Content-Disposition"]
    assert file.keys() == ["Content-Disposition", "Content-Type"]
    wire = sent(body)
    assert wire.count(b"\r\nContent-Type: ") == 1 + value.encode().count(b"\r\nContent-Type: ")
    found = re.search(rb'name="file"; filename="([^"\r\n]*)"\r\nContent-Type: text/plain\r\n\r\n', wire)
    assert found is not None
    escapes = {f"%{code:02X}": chr(code) for code in (*range(32), 127, 34, 92)}
    back = re.sub("%[0-9A-F]{2}", lambda match: escapes.get(match[0], match[0]), found[1].decode())
    assert back == re.sub("%[0-9A-F]{2}", lambda match: escapes.get(match[0], match[0]), name)
    assert wire[found.end() :].startswith(content + b"\r\n--")
    assert body.content_length == len(wire)


@given(
    name=st.text(st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters='"\\%'), min_size=1),
    values=st.dictionaries(st.from_regex(r"[a-z_]{1,10}", fullmatch=True), st.from_regex(r"[ -~]*", fullmatch=True)),
    content=st.binary(max_size=2000),
)
def test_a_parser_reads_the_original_values(name: str, values: dict[str, str], content: bytes) -> None:
    *fields, file = parts_of(MultipartBody.from_params(values, (name, content)))
    read = {part.get_param("name", header="content-disposition"): part.get_payload() for part in fields}
    assert read == values
    raw = dict(file.raw_items())["Content-Disposition"].encode("ascii", "surrogateescape").decode()
    assert raw == f'form-data; name="file"; filename="{name}"'
    assert file.get_payload(decode=True) == content


@pytest.mark.parametrize(
    "content_type", ["", "text", "text/", "text/plain\r\nX: y", "text/plain; a", 'text/plain; a="\n"', 5]
)
def test_content_types_are_checked(content_type: Any) -> None:
    with pytest.raises(InvalidRequestError, match="content_type"):
        body_of(("name", b"", content_type))


@pytest.mark.parametrize(
    "content_type", ["text/plain", "text/plain; charset=utf-8", 'a/b;c="d e";f=g', "application/vnd.x+json"]
)
def test_good_content_types_are_sent_as_given(content_type: str) -> None:
    assert f"Content-Type: {content_type}\r\n".encode() in sent(body_of(("name", b"", content_type)))


def test_lone_surrogates_are_rejected() -> None:
    for fields, name in (({"object": "\ud800"}, "a"), ({}, "a\udcff.txt")):
        with pytest.raises(InvalidRequestError, match="lone surrogate"):
            MultipartBody.from_params(fields, (name, b""))


@pytest.mark.anyio
async def test_large_content_is_sent_in_small_parts() -> None:
    content = bytes(range(256)) * 10_000
    for file in (content, io.BytesIO(content), bytearray(content), memoryview(content)):
        body = body_of(file)
        parts = list(body)
        assert max(map(len, parts)) <= SEND_SIZE
        assert content in b"".join(parts)
        assert await sent_async(body) == b"".join(parts)
        assert len(b"".join(parts)) == body.content_length


def test_content_is_copied_at_the_time_of_the_call() -> None:
    content = bytearray(b"before")
    body = body_of(content)
    content[:] = b"after!"
    content.append(1)  # the body holds no view of the content
    assert b"before" in sent(body)


def test_a_file_that_is_too_large_is_rejected_before_anything_is_sent() -> None:
    with pytest.raises(InvalidRequestError, match=r"has 11 bytes; the limit is 10 bytes") as caught:
        body_of(b"x" * 11, max_bytes=10)
    assert caught.value.outcome == "not_sent"
    assert body_of(b"x" * 10, max_bytes=10).content_length is not None
    assert MAX_UPLOAD_BYTES == 50 * 1024 * 1024
    with pytest.raises(InvalidRequestError, match="52,428,800"):
        body_of(bytes(MAX_UPLOAD_BYTES + 1))


def test_a_stream_that_is_too_large_is_stopped() -> None:
    body = body_of(iter([b"x" * 6, b"y" * 6]), max_bytes=10)
    assert body.content_length is None
    seen: list[bytes] = []
    with pytest.raises(InvalidRequestError, match="the limit is 10") as caught:
        seen.extend(body)
    assert seen[1:] == [b"x" * 6]
    assert caught.value.outcome == "unknown"


class Changing(io.BytesIO):
    """A file whose size changes between the call and the upload."""

    def become(self, content: bytes) -> None:
        self.seek(0)
        self.truncate()
        self.write(content)


@pytest.mark.parametrize(
    ("later", "problem"), [(b"12", "ended after 2 of its 4"), (b"12345", "longer than its original 4 bytes")]
)
def test_a_file_that_changes_size_does_not_become_a_whole_request(later: bytes, problem: str) -> None:
    file = Changing(b"1234")
    body = body_of(file)
    file.become(later)
    parts: list[bytes] = []
    with pytest.raises(InvalidRequestError, match=problem):
        parts.extend(body)
    assert not b"".join(parts).endswith(b"--B--\r\n")
    assert body.content_length is not None
    assert len(b"".join(parts)) < body.content_length


@pytest.mark.parametrize("piece", ["text", 5, None, [b"x"]])
def test_only_bytes_are_sent(piece: Any) -> None:
    with pytest.raises(InvalidRequestError, match=f"returned {type(piece).__name__} instead of bytes"):
        sent(body_of([b"ok", piece]))


@pytest.mark.anyio
async def test_only_bytes_are_sent_on_the_async_side() -> None:
    async def words() -> AsyncGenerator[Any, None]:
        yield "text"

    async with contextlib.aclosing(words()) as source:
        with pytest.raises(InvalidRequestError, match="returned str instead of bytes"):
            await sent_async(body_of(source))


@pytest.mark.anyio
async def test_an_async_source_is_rejected_on_the_sync_side_before_it_is_read() -> None:
    body = body_of(slowly(b"x"))
    assert body.async_only
    assert not body.replayable
    with pytest.raises(InvalidRequestError, match="_async") as caught:
        iter(body)
    assert caught.value.outcome == "not_sent"
    assert b"x" in await sent_async(body)


@pytest.mark.anyio
async def test_one_shot_sources_are_sent_once() -> None:
    def pieces() -> Iterator[bytes]:
        yield b"x"

    generator = pieces()
    first = body_of(generator)
    assert not first.replayable
    first.rewind()
    assert b"x" in sent(first)
    for again in (first.rewind, lambda: iter(first), lambda: aiter(first), lambda: body_of(generator)):
        with pytest.raises(InvalidRequestError, match="only once"):
            again()
    async_generator = slowly(b"x")
    second = body_of(async_generator)
    await sent_async(second)
    for again in (second.rewind, lambda: aiter(second), lambda: body_of(async_generator)):
        with pytest.raises(InvalidRequestError, match="only once"):
            again()


class Failing(io.BytesIO):
    error: BaseException = OSError("disk on fire")

    def read(self, *_: object) -> bytes:
        raise self.error


@pytest.mark.anyio
async def test_exceptions_of_a_source_become_errors_of_the_sdk() -> None:
    # A download may be the source of an upload; its outcome "accepted" says nothing about the upload.
    for error in (OSError("disk on fire"), KeyError("x"), AttioConnectionError("broken", outcome="accepted")):
        file = Failing(b"1234")
        file.error = error
        for is_async in (False, True):
            with pytest.raises(UnexpectedClientError, match="reading the file to upload failed") as caught:
                await sent_async(body_of(file)) if is_async else sent(body_of(file))
            assert caught.value.__cause__ is error
            assert caught.value.outcome == "unknown"


def test_keyboard_interrupt_is_not_wrapped() -> None:
    file = Failing(b"1234")
    file.error = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        sent(body_of(file))


@pytest.mark.anyio
async def test_large_files_are_not_held_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "large.bin"
    with path.open("wb") as file:
        file.truncate(40_000_000)
    body = body_of(path)
    tracemalloc.start()
    try:
        size = sum(len(part) for part in body) + sum([len(part) async for part in body])
        assert tracemalloc.get_traced_memory()[1] < 8_000_000
    finally:
        tracemalloc.stop()
    assert body.content_length is not None
    assert size == 2 * body.content_length
