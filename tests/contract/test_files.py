"""Contract tests of uploads and downloads, which the table does not cover."""

from __future__ import annotations

import io
import re
from collections.abc import AsyncIterator, Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from pathlib import Path
from typing import cast

import pytest

from attio import FileDownload, errors
from attio.models.base import Envelope
from tests.contract import scripts
from tests.contract.api import TOKEN, StandIn, reply
from tests.contract.forms import ASYNC_FORMS, SYNC_FORMS, find, run, run_async
from tests.contract.golden.files import DOWNLOAD, FILE, FOLDER, NOOR, UPLOAD
from tests.contract.table import Form, plain
from tests.server import Received, Reply, Server

CONTENT = bytes(range(256)) * 3
UPLOADED = reply(plain(UPLOAD.responses[0].body), 201)
WHERE = {"object": "people", "record_id": NOOR}


@dataclass
class Part:
    """A part of a form."""

    headers: dict[str, str]
    content: bytes
    disposition: dict[str, str] = field(default_factory=dict[str, str])


def form_of(request: Received) -> dict[str, Part]:
    """Parse a multipart form with the standard library."""
    kind = request.header("content-type")
    assert kind is not None
    assert kind.startswith("multipart/form-data; boundary="), kind
    message = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + request.body)
    assert message.is_multipart()
    assert not message.defects
    parts: dict[str, Part] = {}
    for item in message.iter_parts():
        assert not item.defects
        headers = {name.lower(): str(value) for name, value in item.items()}
        disposition = dict(re.findall(r'(\w+)="([^"]*)"', headers["content-disposition"]))
        assert headers["content-disposition"].startswith("form-data; ")
        assert disposition["name"] not in parts
        parts[disposition["name"]] = Part(headers, cast("bytes", item.get_payload(decode=True)), disposition)
    return parts


def check_upload(request: Received, *, content: bytes, name: str, content_type: str, folder: str | None) -> None:
    """Assert that the request has this file and these fields, and nothing else."""
    assert (request.method, request.target) == ("POST", "/v2/files/upload")
    assert request.header("authorization") == f"Bearer {TOKEN}"
    assert request.header("accept") == "application/json"
    form = form_of(request)
    fields = {"object": b"people", "record_id": NOOR.encode()}
    if folder:
        fields["parent_folder_id"] = folder.encode()
    assert {key: part.content for key, part in form.items() if key != "file"} == fields
    assert all(set(part.headers) == {"content-disposition"} for key, part in form.items() if key != "file")
    file = form["file"]
    assert file.content == content
    assert file.disposition == {"name": "file", "filename": name}
    assert file.headers["content-type"] == content_type


def check_uploaded(result: object) -> None:
    """Assert that the 201 was decoded."""
    assert type(result).__name__ == "FilesUploadResponse"
    assert isinstance(result, Envelope)
    assert result.model_dump(mode="json", exclude_unset=True) == plain(UPLOAD.responses[0].body)
    assert result.http.status_code == 201


@pytest.fixture
def image(tmp_path: Path) -> Path:
    """A file on disk."""
    path = tmp_path / "façade 1.png"
    path.write_bytes(CONTENT)
    return path


def opened(path: Path) -> io.BufferedReader:
    """Open the file and read a few bytes."""
    file = path.open("rb")
    file.seek(256)
    return file


@contextmanager
def closed_after(file: object) -> Generator[object]:
    """Close the file at the end, if it can be closed; the SDK leaves it open."""
    yield file
    if isinstance(file, io.BufferedReader):
        assert not file.closed
        file.close()


def pieces() -> Iterator[bytes]:
    """Yield the content in pieces."""
    yield from (CONTENT[:100], b"", CONTENT[100:])


async def pieces_async() -> AsyncIterator[bytes]:
    """Yield the content in pieces."""
    for piece in pieces():
        yield piece


@dataclass(frozen=True)
class Source:
    """A way to pass a file, and the part that must be sent for it."""

    make: Callable[[Path], object]
    name: str
    content_type: str
    content: bytes = CONTENT
    sized: bool = True


SOURCES = {
    "path": Source(lambda path: path, "façade 1.png", "image/png"),
    "open file, from where it stands": Source(opened, "façade 1.png", "image/png", CONTENT[256:]),
    "bytes": Source(lambda _: CONTENT, "file", "application/octet-stream"),
    "bytes with a name": Source(lambda _: ("notes.txt", CONTENT), "notes.txt", "text/plain"),
    "bytes with a name and a type": Source(lambda _: ("a.bin", CONTENT, "audio/ogg"), "a.bin", "audio/ogg"),
    "memory file": Source(lambda _: io.BytesIO(CONTENT), "file", "application/octet-stream"),
    "nothing": Source(lambda _: ("empty", b""), "empty", "application/octet-stream", b""),
    "iterator": Source(lambda _: ("a.csv", pieces()), "a.csv", "text/csv", sized=False),
    "list of bytes": Source(lambda _: [b"ab", b"cd"], "file", "application/octet-stream", b"abcd", sized=False),
}
every_source = pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)


@every_source
@pytest.mark.parametrize("form", SYNC_FORMS)
def test_an_upload_sends_its_source(form: Form, source: Source, api: StandIn, image: Path) -> None:
    api.respond_with(UPLOADED)
    with api.client() as client, closed_after(source.make(image)) as file:
        check_uploaded(find(UPLOAD, client, form)(file=file, **WHERE, parent_folder_id=FOLDER))
    check_sent(source, api.take_one(), folder=FOLDER)


@every_source
@pytest.mark.parametrize("form", ASYNC_FORMS)
@pytest.mark.anyio
async def test_an_async_upload_sends_its_source(form: Form, source: Source, api: StandIn, image: Path) -> None:
    api.respond_with(UPLOADED)
    with closed_after(source.make(image)) as file:
        async with api.client() as client:
            check_uploaded(await find(UPLOAD, client, form)(file=file, **WHERE))  # type: ignore[misc]
    check_sent(source, api.take_one(), folder=None)


def check_sent(source: Source, request: Received, *, folder: str | None) -> None:
    """Assert that the upload fits its source, with a Content-Length if the size is known."""
    check_upload(request, content=source.content, name=source.name, content_type=source.content_type, folder=folder)
    length, coding = request.header("content-length"), request.header("transfer-encoding")
    assert (length, coding) == ((str(len(request.body)), None) if source.sized else (None, "chunked"))


@pytest.mark.anyio
async def test_an_async_iterator_can_be_uploaded(api: StandIn) -> None:
    api.respond_with(UPLOADED)
    async with api.client() as client:
        file = ("a.pdf", pieces_async())
        check_uploaded(await client.files.upload_async(file=file, object="people", record_id=NOOR))
    check_upload(api.take_one(), content=CONTENT, name="a.pdf", content_type="application/pdf", folder=None)


@pytest.mark.parametrize(
    ("file", "fix"),
    [("report.pdf", "Path"), (io.StringIO("text"), "rb"), (7, "int"), (Path("/no/such/file"), "/no/such/file")],
)
def test_an_invalid_file_is_rejected_with_the_fix(file: object, fix: str, api: StandIn) -> None:
    with api.client() as client, pytest.raises(errors.InvalidRequestError, match=fix) as caught:
        find(UPLOAD, client, "method")(file=file, **WHERE)
    assert (caught.value.outcome, api.take()) == ("not_sent", [])


def test_a_file_that_is_too_large_is_not_sent(api: StandIn) -> None:
    with api.client() as client, pytest.raises(errors.InvalidRequestError, match="52,428,800"):
        client.files.upload(file=bytes(50 * 1024 * 1024 + 1), object="people", record_id=NOOR)
    assert api.take() == []


def test_async_sources_are_rejected_by_the_sync_side(api: StandIn) -> None:
    api.respond_with(UPLOADED)
    with api.client() as client, pytest.raises(errors.InvalidRequestError, match="async") as caught:
        client.files.upload(file=pieces_async(), object="people", record_id=NOOR)
    assert caught.value.outcome == "not_sent"
    assert api.take() == []


@pytest.mark.parametrize("form", SYNC_FORMS)
def test_an_upload_raises_the_documented_errors(form: Form, api: StandIn) -> None:
    with api.client() as client:
        operation = find(UPLOAD, client, form)
        run(scripts.failures(UPLOAD, api), operation)
        run(scripts.rejected_inputs(UPLOAD, api), operation)


@pytest.mark.parametrize("form", ASYNC_FORMS)
@pytest.mark.anyio
async def test_an_async_upload_raises_the_documented_errors(form: Form, api: StandIn) -> None:
    async with api.client() as client:
        operation = find(UPLOAD, client, form)
        await run_async(scripts.failures(UPLOAD, api), operation)
        await run_async(scripts.rejected_inputs(UPLOAD, api), operation)


def test_an_upload_is_not_repeated_after_an_unknown_outcome(api: StandIn) -> None:
    api.respond_with(reply({"code": "unavailable", "message": "Try again."}, 503), UPLOADED)
    with api.client(retries=True) as client, pytest.raises(errors.ServerError) as caught:
        client.files.upload(file=b"%PDF", object="people", record_id=NOOR)
    assert (caught.value.outcome, len(api.take())) == ("unknown", 1)


def test_an_upload_is_repeated_whole_after_a_429(api: StandIn, image: Path) -> None:
    busy = {"status_code": 429, "type": "rate_limit_error", "code": "rate_limit_exceeded", "message": "Slower."}
    api.respond_with(reply(busy, 429, {"Retry-After": "0"}), UPLOADED)
    with api.client(retries=True) as client, image.open("rb") as file:
        file.seek(256)
        check_uploaded(client.files.upload(file=file, object="people", record_id=NOOR))
    requests = api.take()
    assert len(requests) == 2
    for request in requests:
        check_upload(request, content=CONTENT[256:], name="façade 1.png", content_type="image/png", folder=None)


# Downloads. The link points to another origin, which must receive no credentials.


@pytest.fixture
def storage() -> Iterator[Server]:
    """The storage host: another origin, since it has another port."""
    with Server() as server:
        server.always(lambda _: Reply(200, CONTENT, headers={"Content-Type": "image/png"}))
        yield server


def link_to(storage: Server) -> Reply:
    """Return the response of the API: the link to the file, and a cookie that must not be sent to its host."""
    location = f"{storage.url}/bucket/a%20b?X-Signature=s%2Fe%3Dcret&part=1"
    return Reply(302, headers={"Location": location, "Set-Cookie": "session=of-the-api; Path=/"})


def check_download(api: StandIn, storage: Server) -> None:
    """Assert that only the request to the API had credentials."""
    first = api.take_one()
    assert (first.method, first.target) == ("GET", f"/v2/files/{FILE}/download")
    assert first.header("authorization") == f"Bearer {TOKEN}"
    assert first.header("x-custom") == "mine"
    assert len(storage.requests) == 1
    second = storage.requests[0]
    assert (second.method, second.target) == ("GET", "/bucket/a%20b?X-Signature=s%2Fe%3Dcret&part=1")
    names = {name.lower() for name, _ in second.headers}
    assert not names & {"authorization", "cookie", "x-custom", "content-type", "referer", "proxy-authorization"}, names
    assert names <= {"host", "accept", "accept-encoding", "connection", "user-agent"}, names
    assert second.body == b""
    everything = repr(second)
    assert TOKEN not in everything
    assert "of-the-api" not in everything


@pytest.mark.parametrize("form", SYNC_FORMS)
def test_a_download_sends_no_credentials_to_the_storage(form: Form, api: StandIn, storage: Server) -> None:
    api.respond_with(link_to(storage))
    with api.client() as client:
        operation = cast("Callable[..., FileDownload]", find(DOWNLOAD, client, form))
        with operation(FILE, http_headers={"X-Custom": "mine", "Cookie": "mine=1"}) as download:
            assert isinstance(download, FileDownload)
            assert download.url == link_to(storage).headers["Location"]  # type: ignore[call-overload]
            assert download.read() == CONTENT
    check_download(api, storage)


@pytest.mark.parametrize("form", ASYNC_FORMS)
@pytest.mark.anyio
async def test_an_async_download_sends_no_credentials_to_the_storage(form: Form, api: StandIn, storage: Server) -> None:
    api.respond_with(link_to(storage))
    async with api.client() as client:
        operation = find(DOWNLOAD, client, form)
        link = await operation(file_id=FILE, http_headers={"X-Custom": "mine", "Cookie": "mine=1"})  # type: ignore[misc]
        async with cast("FileDownload", link) as download:
            assert await download.read_async() == CONTENT
    check_download(api, storage)


def test_the_link_is_kept_when_the_file_is_not_read(api: StandIn, storage: Server) -> None:
    """Reading only the link sends no request to the storage host."""
    api.respond_with(link_to(storage))
    with api.client() as client:
        assert client.files.download(FILE).url.startswith(storage.url)
    api.take_one()
    assert storage.requests == []


@pytest.mark.parametrize("form", SYNC_FORMS)
def test_a_download_raises_the_documented_errors(form: Form, api: StandIn) -> None:
    with api.client() as client:
        operation = find(DOWNLOAD, client, form)
        run(scripts.failures(DOWNLOAD, api), operation)
        run(scripts.rejected_inputs(DOWNLOAD, api), operation)


@pytest.mark.parametrize("form", ASYNC_FORMS)
@pytest.mark.anyio
async def test_an_async_download_raises_the_documented_errors(form: Form, api: StandIn) -> None:
    async with api.client() as client:
        operation = find(DOWNLOAD, client, form)
        await run_async(scripts.failures(DOWNLOAD, api), operation)
        await run_async(scripts.rejected_inputs(DOWNLOAD, api), operation)


@pytest.mark.parametrize("file_id", ["", ".", "..", "a\r\nb"])
def test_no_file_id_changes_the_route(file_id: str, api: StandIn) -> None:
    with api.client() as client, pytest.raises(errors.InvalidRequestError, match="file_id"):
        client.files.download(file_id)
    assert api.take() == []


def test_a_success_without_a_link_is_an_error(api: StandIn) -> None:
    api.respond_with(reply({}))
    with api.client() as client, pytest.raises(errors.AttioBaseError) as caught:
        client.files.download(FILE)
    assert not isinstance(caught.value, errors.NotFoundError)
