"""Files, folders, uploads and signed addresses."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from attio.sandbox import Request, Response, Sandbox
from attio.sandbox.handlers.files import MOST_BYTES
from tests.sandbox.api import Api, ApiResponse
from tests.sandbox.conftest import Clock

NOBODY = "00000000-0000-4000-8000-000000000000"
CONTENT = bytes(range(256)) + b"\r\n--bound\r\n"


def part(name: str, content: bytes, filename: str | None = None, content_type: str | None = None) -> bytes:
    head = f'Content-Disposition: form-data; name="{name}"'
    head += f'; filename="{filename}"' if filename is not None else ""
    head += f"\r\nContent-Type: {content_type}" if content_type else ""
    return b"--boundary\r\n" + head.encode() + b"\r\n\r\n" + content + b"\r\n"


class Files:
    """Calls file operations for one person."""

    def __init__(self, api: Api) -> None:
        self.api = api
        self.record = api.record_id("people", name="Ada")
        self.owner = {"object": "people", "record_id": self.record}

    def send(self, *parts: bytes, end: bytes = b"--boundary--\r\n", content_type: str | None = None) -> ApiResponse:
        """Upload a form."""
        kind = content_type or "multipart/form-data; boundary=boundary"
        response = self.api.raw("POST", "/v2/files/upload", b"".join(parts) + end, content_type=kind)
        return ApiResponse(response.status, response.json(), response.headers)

    def upload(self, name: str = "a.bin", content: bytes = CONTENT, folder: str | None = None) -> Any:
        """Upload a file and return it."""
        parts = [part("file", content, name, "application/x-test")]
        parts += [part(key, value.encode()) for key, value in self.owner.items()]
        if folder:
            parts.insert(0, part("parent_folder_id", folder.encode()))
        return self.send(*parts).data

    def folder(self, name: str = "Papers", **more: object) -> Any:
        """Create a folder and return it."""
        return self.api("POST", "/v2/files", {**self.owner, "file_type": "folder", "name": name, **more}).data

    def list(self, query: str = "") -> Any:
        """List the files of the record."""
        return self.api("GET", f"/v2/files?object=people&record_id={self.record}{query}")

    def location(self, file: Any) -> str:
        """Return the signed address of a file."""
        response = self.api.raw("GET", f"/v2/files/{file['id']['file_id']}/download")
        assert (response.status, response.body) == (302, b"")
        return response.headers["location"]

    def follow(self, location: str, method: str = "GET", **headers: str) -> Response:
        """Request a signed address."""
        url = urlsplit(location)
        return self.api.sandbox.handle(Request(method, url.path, dict(parse_qsl(url.query)), headers))


@pytest.fixture
def files(api: Api) -> Files:
    return Files(api)


def test_an_upload_returns_the_file(files: Files, sandbox: Sandbox) -> None:
    file = files.upload("report.pdf")
    token_id = files.api("GET", "/v2/self").body["client_id"]
    assert file == {
        "id": {"workspace_id": sandbox.workspace_id, "file_id": file["id"]["file_id"]},
        "object_id": files.api("GET", "/v2/objects/people").data["id"]["object_id"],
        "object_slug": "people",
        "record_id": files.record,
        "storage_provider": "attio",
        "created_by_actor": {"type": "api-token", "id": token_id},
        "created_at": "2026-03-04T05:06:07.089000001Z",
        "file_type": "file",
        "name": "report.pdf",
        "content_type": "application/x-test",
        "content_size": len(CONTENT),
        "parent_folder_id": None,
    }
    assert files.api("GET", f"/v2/files/{file['id']['file_id']}").data == file


def test_an_upload_responds_with_201(files: Files) -> None:
    response = files.send(
        part("file", b"", "empty"), part("object", b"people"), part("record_id", files.record.encode())
    )
    assert response.status == 201
    assert response.data["content_size"] == 0
    assert response.data["content_type"] is None


@pytest.mark.parametrize(
    ("written", "name"),
    [("plain", "plain"), ('a\\"b', 'a"b'), ("a%22b", 'a"b'), ("Grüße 🎉", "Grüße 🎉"), ("a;b=c", "a;b=c")],
)
def test_unsafe_file_names_are_changed(files: Files, written: str, name: str) -> None:
    assert files.upload(written)["name"] == name


def test_a_file_is_downloaded_from_its_signed_address(files: Files) -> None:
    file = files.upload("Grüße.pdf")
    location = files.location(file)
    assert location.startswith("https://files.attio-sandbox.test/_signed/")
    response = files.follow(location)
    assert (response.status, response.body) == (200, CONTENT)
    assert response.headers["content-type"] == "application/x-test"
    assert response.headers["content-length"] == str(len(CONTENT))
    assert response.headers["content-disposition"] == "attachment; filename*=UTF-8''Gr%C3%BC%C3%9Fe.pdf"
    assert files.follow(location, "HEAD").body == b""
    assert files.follow(location, "POST").status == 405
    assert response.headers["access-control-allow-origin"] == "*"


def test_a_signed_address_takes_no_second_credential(files: Files) -> None:
    location = files.location(files.upload())
    assert files.follow(location, Authorization="Bearer sandbox-token").status == 400


def test_a_signature_is_for_one_file_and_one_hour(files: Files, clock: Clock) -> None:
    one, other = files.upload("one"), files.upload("other")
    location = files.location(one)
    swapped = location.replace(one["id"]["file_id"], other["id"]["file_id"])
    assert files.follow(swapped).status == 403
    assert files.follow(location.replace("expires=", "expires=9")).status == 403
    assert files.follow(location.partition("?")[0]).status == 403
    assert files.follow(location.replace("signature=", "signature=ü")).status == 403
    clock.move(minutes=59)
    assert files.follow(location).status == 200
    clock.move(minutes=2)
    assert files.follow(location).status == 403


def test_a_deleted_file_is_gone(files: Files) -> None:
    file = files.upload()
    location = files.location(file)
    url = f"/v2/files/{file['id']['file_id']}"
    assert files.api("DELETE", url).body == {}
    assert files.follow(location).status == 404
    message = f'File with ID "{file["id"]["file_id"]}" was not found.'
    for method, path in (("GET", url), ("DELETE", url), ("GET", f"{url}/download")):
        assert files.api(method, path).error == (404, "not_found", message)


def test_folders_contain_files_and_folders(files: Files) -> None:
    outer = files.folder("Outer")
    assert "has_children" not in outer
    outer_id = outer["id"]["file_id"]
    url = f"/v2/files/{outer_id}"
    assert files.api("GET", url).data == {**outer, "has_children": False}
    inner = files.folder("Inner", parent_folder_id=outer_id)
    file = files.upload("deep", folder=inner["id"]["file_id"])
    loose = files.upload("loose")
    assert files.api("GET", url).data["has_children"]
    assert files.list(f"&parent_folder_id={outer_id}").data == [inner]
    assert files.list().data == [outer, inner, file, loose]
    assert files.api("GET", f"{url}/download").code == (400, "validation_type")
    files.api("DELETE", url)
    assert files.list().data == [loose]


def test_connected_files_have_a_storage_provider(files: Files) -> None:
    body = {**files.owner, "storage_provider": "dropbox", "external_provider_file_id": "id:1"}
    file = files.api("POST", "/v2/files", {**body, "file_type": "connected-file"}).data
    assert (file["file_type"], file["storage_provider"], file["external_provider_file_id"]) == (
        "connected-file",
        "dropbox",
        "id:1",
    )
    assert file["microsoft_drive_id"] is None
    assert "name" not in file
    drive = {**body, "file_type": "connected-folder", "storage_provider": "microsoft-onedrive"}
    assert files.api("POST", "/v2/files", drive).paths == [["microsoft_drive_id"]]
    folder = files.api("POST", "/v2/files", {**drive, "microsoft_drive_id": "d"}).data
    assert (folder["file_type"], folder["microsoft_drive_id"]) == ("connected-folder", "d")
    assert files.list("&storage_provider=dropbox").data == [file]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"file_type": "file"}, (400, "validation_type")),
        ({"file_type": "folder"}, (400, "validation_type")),
        ({"file_type": "folder", "name": ""}, (400, "validation_type")),
        ({"file_type": "folder", "name": "x", "object": "ships"}, (404, "not_found")),
        ({"file_type": "folder", "name": "x", "record_id": NOBODY}, (404, "not_found")),
        ({"file_type": "folder", "name": "x", "parent_folder_id": NOBODY}, (400, "value_not_found")),
        ({"file_type": "connected-file", "storage_provider": "attio", "external_provider_file_id": "x"},
         (400, "validation_type")),
    ],
)  # fmt: skip
def test_creation_is_checked(files: Files, body: dict[str, object], code: tuple[int, str]) -> None:
    assert files.api("POST", "/v2/files", {**files.owner, **body}).code == code


def test_the_body_of_a_creation_is_not_wrapped_in_data(files: Files) -> None:
    response = files.api("POST", "/v2/files", {"data": {**files.owner, "file_type": "folder", "name": "x"}})
    assert response.paths == [["file_type"]]


def test_files_are_listed_in_pages(files: Files) -> None:
    names = [files.upload(f"{number}")["name"] for number in range(5)]
    found: list[str] = []
    following: str | None = ""
    while following is not None:
        page = files.list(f"&limit=2&cursor={following}" if following else "&limit=2").body
        found += [file["name"] for file in page["data"]]
        following = page["pagination"]["next_cursor"]
    assert found == names
    assert files.list("&limit=201").paths == [["limit"]]
    assert files.list("&cursor=x").paths == [["cursor"]]


def test_listing_is_checked(files: Files) -> None:
    assert files.api("GET", "/v2/files").paths == [["object"], ["record_id"]]
    assert files.api("GET", "/v2/files?object=people&record_id=x").paths == [["record_id"]]
    assert files.api("GET", f"/v2/files?object=ships&record_id={files.record}").code == (404, "not_found")
    assert files.api("GET", f"/v2/files?object=companies&record_id={files.record}").code == (404, "not_found")


def test_uploads_are_checked(files: Files) -> None:
    owner = [part("object", b"people"), part("record_id", files.record.encode())]
    file = part("file", b"x", "a")
    assert files.send(*owner).paths == [["file"]]
    assert files.send(file, file, *owner).paths == [["file"]]
    assert files.send(part("file", b"x"), *owner).paths == [["file"]]
    assert files.send(file).paths == [["object"], ["record_id"]]
    assert files.send(file, part("object", b"\xff"), owner[1]).paths == [["object"]]
    unknown = part("parent_folder_id", NOBODY.encode())
    assert files.send(file, *owner, unknown).code == (400, "value_not_found")


def test_forms_are_checked(files: Files) -> None:
    owner = [part("object", b"people"), part("record_id", files.record.encode())]
    file = part("file", b"x", "a")
    for response in (
        files.send(file, *owner, content_type="application/json"),
        files.send(file, *owner, content_type="multipart/form-data"),
        files.send(file, *owner, end=b""),
        files.send(b"preamble", file, *owner),
        files.send(b"--boundary\r\nno header\r\n", *owner),
        files.send(b"--boundary\r\nContent-Type: text/plain\r\n\r\nx\r\n", *owner),
        files.send(b'--boundary\r\nContent-Disposition: form-data; name="\xff"\r\n\r\nx\r\n', *owner),
    ):
        assert response.code == (400, "validation_type")


def test_an_upload_may_have_at_most_50_megabytes(files: Files) -> None:
    assert files.upload(content=bytes(MOST_BYTES))["content_size"] == 50 * 1024 * 1024
    owner = [part("object", b"people"), part("record_id", files.record.encode())]
    assert files.send(part("file", bytes(MOST_BYTES + 1), "a"), *owner).code == (413, "validation_type")


def test_files_go_with_their_record(files: Files) -> None:
    file = files.upload()
    other = files.api.record_id("people", name="Eve")
    third = Files(files.api).upload()
    body = {"data": {"primary_record_id": other, "secondary_record_id": files.record}}
    merged = files.api("POST", "/v2/objects/people/records/merge", body).data["new_record_id"]
    url = f"/v2/files/{file['id']['file_id']}"
    assert files.api("GET", url).data["record_id"] == merged
    files.api("DELETE", f"/v2/objects/people/records/{merged}")
    assert files.api("GET", url).status == 404
    assert files.api("GET", f"/v2/files/{third['id']['file_id']}").data == third
