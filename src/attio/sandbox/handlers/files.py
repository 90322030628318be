"""Handlers for files and folders on records, and for the signed URLs of downloads."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal
from urllib.parse import quote, urlencode

from attio._support.digits import whole_number
from attio.sandbox.call import Call, Operations, cursor_page, find_object, find_record
from attio.sandbox.checks import UUID, Check, Fields, Integer, Nullable, OneOf, Shape, Text, check_body
from attio.sandbox.errors import BODY_INVALID, ApiError, Issue, invalid, value_not_found
from attio.sandbox.messages import Request, Response, data_response, json_response
from attio.sandbox.multipart import Part, parse_form
from attio.sandbox.provenance import assumed, documented
from attio.sandbox.render import file_wire
from attio.sandbox.store.attached import FileEntry
from attio.sandbox.workspace import Workspace

operations = Operations()

RULES = (
    documented("files.folders", "Deleting a folder deletes its content", "reference: Delete a file", "files.delete"),
    documented("files.pages", "Pages have 50 files by default, at most 200", "reference: List files", "files.list"),
    documented("files.connect", "Connected files need a storage provider, and a drive id for OneDrive",
        "reference: Create a file", "files.create"),
    documented("files.billing", "Without file storage in the plan, the error for an upload is billing_error",
        "reference: Upload a file", "files.upload"),
    assumed("files.size", "A file larger than 50 MB is rejected with 413", "files.upload"),
    documented("files.upload", "An upload is a form with one binary field; the status of the response is 201",
        "reference: Upload a file", "files.upload"),
    documented("files.folder_fields", "A folder has has_children", "reference: Get a file", "files.get"),
    assumed("files.signed",
        "A download redirects to a signed URL of another origin, which is valid for an hour and needs no token",
        "files.download"),
)  # fmt: skip

READ = ("file:read", "object_configuration:read", "record_permission:read")
WRITE = ("file:read-write", "object_configuration:read", "record_permission:read")

SIGNED_PREFIX = "/_signed/"
FILES_ORIGIN = "https://files.attio-sandbox.test"
"""Origin of signed URLs within this process: another host than the API's."""
LIFETIME = 3600
"""Seconds for which a signed URL is valid."""
MOST_BYTES = 50 * 1024 * 1024

_LOOPBACK = re.compile(r"(\w+://)(127\.0\.0\.1|\[::1\]|localhost)(:[0-9]+)?")
_UUID = Text(pattern=UUID)
_OUTSIDE = ("dropbox", "box", "google-drive", "microsoft-onedrive")
_ON_RECORD: Mapping[str, Check] = {"object": Text(least=1), "record_id": _UUID}
_LIST = Shape(
    _ON_RECORD,
    {
        "storage_provider": OneOf("attio", *_OUTSIDE),
        "parent_folder_id": _UUID,
        "limit": Integer(least=1, most=200),
        "cursor": Text(),
    },
)
_KIND = Shape({"file_type": OneOf("folder", "connected-file", "connected-folder")})
_FOLDER = Shape({**_ON_RECORD, "name": Text(least=1)}, {"parent_folder_id": _UUID})
_CONNECTED = Shape(
    {**_ON_RECORD, "storage_provider": OneOf(*_OUTSIDE), "external_provider_file_id": Text()},
    {"microsoft_drive_id": Nullable(Text())},
)
_UPLOAD = Shape(_ON_RECORD, {"parent_folder_id": _UUID})


def _entry(
    call: Call, fields: Fields, file_type: Literal["file", "folder", "connected-file", "connected-folder"]
) -> FileEntry:
    """Return a new entry for the record and the folder in a request."""
    owner = find_object(call.workspace, fields.get("object", str))
    record = find_record(owner, fields.get("record_id", str))
    parent = fields.find("parent_folder_id", str)
    folder = call.workspace.table(FileEntry).get(parent) if parent else None
    if parent and (folder is None or folder.file_type != "folder" or folder.record_id != record.id):
        raise value_not_found(f'Folder with ID "{parent}" was not found on this record.')
    return FileEntry(
        id=call.workspace.new_id(),
        object_id=owner.id,
        record_id=record.id,
        file_type=file_type,
        storage_provider="attio",
        created_by=call.token.actor,
        created_at=call.changes.now,
        parent_folder_id=parent,
    )


def _find(call: Call) -> FileEntry:
    return call.row(FileEntry, "file_id", 'File with ID "{}" was not found.')


def _children(workspace: Workspace, folder: FileEntry) -> list[FileEntry]:
    return workspace.find(FileEntry, "folder", folder.id)


@operations("files.list", *READ)
def list_files(call: Call) -> Response:
    """List all files and folders of a record, or the content of a folder."""
    fields = call.query(_LIST)
    owner = find_object(call.workspace, fields.get("object", str))
    record = find_record(owner, fields.get("record_id", str))
    provider, parent = fields.find("storage_provider", str), fields.find("parent_folder_id", str)
    files = [
        file_wire(file, call.workspace)
        for file in call.workspace.find(FileEntry, "record", record.id)
        if provider in (None, file.storage_provider) and parent in (None, file.parent_folder_id)
    ]
    return cursor_page(call, files, fields, limit=50)


@operations("files.create", *WRITE)
def create_file(call: Call) -> Response:
    """Create a folder, or connect a file or folder of another storage provider."""
    kind = call.body(_KIND).get("file_type", str)
    if kind == "folder":
        fields = call.body(_FOLDER)
        file = replace(_entry(call, fields, "folder"), name=fields.get("name", str))
    else:
        fields = call.body(_CONNECTED)
        file = replace(
            _entry(call, fields, "connected-file" if kind == "connected-file" else "connected-folder"),
            storage_provider=fields.get("storage_provider", str),
            external_provider_file_id=fields.get("external_provider_file_id", str),
            microsoft_drive_id=fields.find("microsoft_drive_id", str),
        )
        if file.storage_provider == "microsoft-onedrive" and file.microsoft_drive_id is None:
            raise invalid(BODY_INVALID, [Issue("invalid_type", ("microsoft_drive_id",), "Required")])
    call.changes.put(file)
    return data_response(file_wire(file, call.workspace))


@operations("files.upload", *WRITE)
def upload_file(call: Call) -> Response:
    """Store the file of a multipart form."""
    parts = parse_form(call.request)
    uploads = [part for part in parts if part.name == "file"]
    if len(uploads) != 1 or uploads[0].filename is None:
        message = "Required" if not uploads else "Expected one binary field"
        raise invalid(BODY_INVALID, [Issue("invalid_type", ("file",), message)])
    texts = {part.name: _text(part) for part in parts if part.name != "file"}
    fields = check_body(texts, _UPLOAD)
    call.check_plan("File storage is")
    if len(uploads[0].content) > MOST_BYTES:
        raise ApiError(413, "validation_type", "The file is larger than 50 MB.")
    file = replace(
        _entry(call, fields, "file"),
        name=uploads[0].filename,
        content_type=uploads[0].content_type,
        content=uploads[0].content,
    )
    call.changes.put(file)
    return data_response(file_wire(file, call.workspace), status=201)


def _text(part: Part) -> str:
    try:
        return part.content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise invalid(BODY_INVALID, [Issue("invalid_string", (part.name,), "Invalid UTF-8")]) from error


@operations("files.get", *READ)
def get_file(call: Call) -> Response:
    """Return a file or folder. A folder has `has_children`."""
    file = _find(call)
    content = file_wire(file, call.workspace)
    if file.file_type == "folder":
        content["has_children"] = bool(_children(call.workspace, file))
    return data_response(content)


@operations("files.delete", *WRITE)
def delete_file(call: Call) -> Response:
    """Delete a file, or a folder with its content."""
    remaining = [_find(call)]
    while remaining:
        file = remaining.pop()
        remaining += _children(call.workspace, file)
        call.changes.remove(file)
    return json_response({})


@operations("files.download", *READ)
def download_file(call: Call) -> Response:
    """Redirect to a signed URL of another origin, which is valid for an hour without a token."""
    file = _find(call)
    if file.file_type != "file":
        raise invalid("Only files stored in Attio can be downloaded.")
    expires = int(call.workspace.clock().timestamp()) + LIFETIME
    query = urlencode({"expires": expires, "signature": _sign(call.workspace, file.id, expires)})
    origin = _download_origin(call.request.origin)
    return Response(302, {"location": f"{origin}{SIGNED_PREFIX}{file.id}/{quote(file.name or '', safe='')}?{query}"})


def _download_origin(origin: str | None) -> str:
    """Return another origin of the same server, for which clients drop their token.

    Only loopback addresses have one: `localhost` for `127.0.0.1`, and the reverse. Others are returned unchanged.
    """
    if origin is None:
        return FILES_ORIGIN
    loopback = _LOOPBACK.fullmatch(origin)
    if loopback is None:
        return origin
    scheme, host, port = loopback.groups("")
    return f"{scheme}{'127.0.0.1' if host == 'localhost' else 'localhost'}{port}"


def _sign(workspace: Workspace, file_id: str, expires: int) -> str:
    return hmac.new(workspace.secret, f"{file_id}:{expires}".encode(), hashlib.sha256).hexdigest()


def _text_response(status: int, reason: str) -> Response:
    return Response(status, {"content-type": "text/plain; charset=utf-8"}, reason.encode())


def serve_signed(workspaces: Sequence[Workspace], request: Request) -> Response:
    """Return the response to a request for a signed URL, as the storage service of the API does."""
    if request.header("authorization") is not None and request.origin != _download_origin(request.origin):
        # Storage services reject a request with two credentials: the signature and the header.
        return _text_response(400, "Only one way of authentication is allowed; the URL is already signed.")
    if request.method not in ("GET", "HEAD"):
        return _text_response(405, "Only GET and HEAD are allowed.")
    file_id = request.path.removeprefix(SIGNED_PREFIX).partition("/")[0]
    expires = whole_number(request.query.get("expires", ""))
    with_file = [workspace for workspace in workspaces if file_id in workspace.table(FileEntry)]
    workspace = with_file[0] if with_file else workspaces[0]
    expected = "" if expires is None else _sign(workspace, file_id, expires)
    if expires is None or not hmac.compare_digest(expected.encode(), request.query.get("signature", "").encode()):
        return _text_response(403, "The signature does not match.")
    if expires < workspace.clock().timestamp():
        return _text_response(403, "The URL has expired.")
    file = workspace.table(FileEntry).get(file_id)
    if file is None:
        return _text_response(404, "There is no such file.")
    headers = {
        "content-type": file.content_type or "application/octet-stream",
        "content-disposition": f"attachment; filename*=UTF-8''{quote(file.name or '', safe='')}",
        "content-length": str(len(file.content)),
    }
    return Response(200, headers, b"" if request.method == "HEAD" else file.content)
