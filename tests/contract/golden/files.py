"""Files and folders of a record. Uploads and downloads are tested in `test_files.py`."""

from __future__ import annotations

from typing import cast

from tests.contract.table import (
    DELETED,
    JSON,
    Case,
    ErrorCase,
    Golden,
    Mark,
    Pages,
    Rejected,
    Response,
    constant,
    nullable,
    open_enum,
    optional,
    variant,
)

WORKSPACE = "6f3c1f0a-9b7e-4a55-8f0d-2f4d7a1b9c01"
PEOPLE = "e5f60718-293a-4b4c-9d5e-6f7081920307"
NOOR = "293a4b5c-6d7e-4f80-91a2-0304050607c1"
FILE = "a1b2c3d4-0e1f-4203-9415-8b8c8d8e5f19"
FOLDER = "b2c3d4e5-1f20-4314-a526-9c9d9e9f601a"

NO_FILE = {"not_found": f'File with ID "{FILE}" not found.'}


def entry(file_type: str, model: str, storage_provider: str = "attio", **fields: JSON) -> Mark:
    """Return one of the four kinds of entries, with the fields that all have in common."""
    body: dict[str, JSON] = {
        "id": {"workspace_id": WORKSPACE, "file_id": FILE},
        "object_id": PEOPLE,
        "object_slug": "people",
        "record_id": NOOR,
        "storage_provider": open_enum(storage_provider),
        "created_by_actor": {
            "type": optional(nullable(open_enum("api-token"))),
            "id": optional(nullable("5e9d2c61-70a4-4b8e-9f13-a2b4c6d8e004")),
        },
        "created_at": "2025-02-03T09:15:30.250000000Z",
        "file_type": file_type,
        **fields,
    }
    return variant(body, tag="file_type", model=model, fallback="UnknownFile")


def fields_of(mark: Mark) -> dict[str, JSON]:
    """Return the marked fields of an entry, without its mark as a variant."""
    return dict(cast("dict[str, JSON]", mark.value))


DOCUMENT = entry(
    "file",
    "File",
    name="Angebot für Ilse.pdf",
    content_type=nullable("application/pdf"),
    content_size=nullable(48213),
    parent_folder_id=nullable(FOLDER),
)
UNSIZED = entry(
    "file",
    "File",
    name="draft",
    content_type=nullable(None),
    content_size=nullable(None),
    parent_folder_id=nullable(None),
)
FOLDER_ENTRY = entry("folder", "Folder", name="Offers", parent_folder_id=nullable(None))
# Only `files.get` returns whether a folder has content; one class reads both forms.
FOLDER_DETAIL = entry("folder", "Folder", name="Offers", parent_folder_id=nullable(FOLDER), has_children=optional(True))
CONNECTED_FILE = entry(
    "connected-file",
    "ConnectedFile",
    storage_provider="microsoft-onedrive",
    external_provider_file_id="01ABCDEF!7",
    microsoft_drive_id=nullable("b!drive"),
)
CONNECTED_FOLDER = entry(
    "connected-folder",
    "ConnectedFolder",
    storage_provider="google-drive",
    external_provider_file_id="1xYz",
    microsoft_drive_id=nullable(None),
)

LIST = Golden(
    function="files_list",
    member="files.list",
    method="GET",
    template="/v2/files",
    model="FilesListResponse",
    idempotent=True,
    pages=Pages("cursor"),
    cases=(
        Case(
            "full",
            "/v2/files",
            kwargs={
                "object": "people",
                "record_id": NOOR,
                "storage_provider": "microsoft-onedrive",
                "parent_folder_id": FOLDER,
                "limit": 200,
                "cursor": "bmV4dA==.cGFnZQ+/",
            },
            query={
                "object": "people",
                "record_id": NOOR,
                "storage_provider": "microsoft-onedrive",
                "parent_folder_id": FOLDER,
                "limit": "200",
                "cursor": "bmV4dA==.cGFnZQ+/",
            },
        ),
        Case(
            "minimal",
            "/v2/files",
            kwargs={"object": "people", "record_id": NOOR},
            query={"object": "people", "record_id": NOOR},
        ),
        Case(
            "a provider of a later version",
            "/v2/files",
            kwargs={"object": "people", "record_id": NOOR, "storage_provider": "tape"},
            query={"object": "people", "record_id": NOOR, "storage_provider": "tape"},
        ),
    ),
    rejected=(
        Rejected({"object": ""}, "object"),
        Rejected({"limit": 0}, "limit"),
        Rejected({"limit": 201}, "limit"),
    ),
    responses=(
        Response(
            "every kind of entry",
            {
                "data": [DOCUMENT, UNSIZED, FOLDER_ENTRY, CONNECTED_FILE, CONNECTED_FOLDER],
                "pagination": {"next_cursor": nullable("bmV4dA==")},
            },
        ),
        Response("none", {"data": [], "pagination": {"next_cursor": nullable(None)}}),
    ),
)

CREATE = Golden(
    function="files_create",
    member="files.create",
    method="POST",
    template="/v2/files",
    model="FilesCreateResponse",
    cases=(
        Case(
            "full",
            "/v2/files",
            kwargs={
                "body": {
                    "object": "people",
                    "record_id": NOOR,
                    "file_type": "folder",
                    "name": "Offers",
                    "parent_folder_id": FOLDER,
                }
            },
            json={
                "object": "people",
                "record_id": NOOR,
                "file_type": "folder",
                "name": "Offers",
                "parent_folder_id": FOLDER,
            },
        ),
        Case(
            "minimal",
            "/v2/files",
            kwargs={"body": {"object": "people", "record_id": NOOR, "file_type": "folder", "name": "Offers"}},
            json={"object": "people", "record_id": NOOR, "file_type": "folder", "name": "Offers"},
        ),
        Case(
            "connected folder",
            "/v2/files",
            kwargs={
                "body": {
                    "object": "people",
                    "record_id": NOOR,
                    "storage_provider": "dropbox",
                    "external_provider_file_id": "id:folder",
                    "file_type": "connected-folder",
                }
            },
            json={
                "object": "people",
                "record_id": NOOR,
                "storage_provider": "dropbox",
                "external_provider_file_id": "id:folder",
                "file_type": "connected-folder",
            },
        ),
        Case(
            "connected file",
            "/v2/files",
            kwargs={
                "body": {
                    "object": "people",
                    "record_id": NOOR,
                    "storage_provider": "microsoft-onedrive",
                    "external_provider_file_id": "01ABCDEF!7",
                    "file_type": "connected-file",
                    "microsoft_drive_id": "b!drive",
                }
            },
            json={
                "object": "people",
                "record_id": NOOR,
                "storage_provider": "microsoft-onedrive",
                "external_provider_file_id": "01ABCDEF!7",
                "file_type": "connected-file",
                "microsoft_drive_id": "b!drive",
            },
        ),
        Case(
            "connected file, explicit null",
            "/v2/files",
            kwargs={
                "body": {
                    "object": "people",
                    "record_id": NOOR,
                    "storage_provider": "box",
                    "external_provider_file_id": "77",
                    "file_type": "connected-file",
                    "microsoft_drive_id": None,
                }
            },
            json={
                "object": "people",
                "record_id": NOOR,
                "storage_provider": "box",
                "external_provider_file_id": "77",
                "file_type": "connected-file",
                "microsoft_drive_id": None,
            },
        ),
    ),
    closed=("body",),
    rejected=(
        Rejected({"body": {"object": "people", "record_id": NOOR, "file_type": "folder"}}, "name"),
        Rejected({"body": {"object": "people", "record_id": NOOR, "file_type": "folder", "name": ""}}, "name"),
        Rejected({"body": {"object": "", "record_id": NOOR, "file_type": "folder", "name": "Offers"}}, "object"),
        Rejected(
            {"body": {"object": "people", "record_id": NOOR, "file_type": "connected-file", "storage_provider": "box"}},
            "external_provider_file_id",
        ),
    ),
    responses=(
        Response("folder", {"data": FOLDER_ENTRY}),
        Response("connected file", {"data": CONNECTED_FILE}),
        Response("connected folder", {"data": CONNECTED_FOLDER}),
    ),
)

UPLOAD = Golden(
    function="files_upload",
    member="files.upload",
    method="POST",
    template="/v2/files/upload",
    model="FilesUploadResponse",
    special=True,
    cases=(
        Case(
            "full",
            "/v2/files/upload",
            kwargs={"file": b"%PDF-1.7", "object": "people", "record_id": NOOR, "parent_folder_id": FOLDER},
        ),
        Case("minimal", "/v2/files/upload", kwargs={"file": b"%PDF-1.7", "object": "people", "record_id": NOOR}),
    ),
    # Not a union: an upload is always a file.
    responses=(Response("file", {"data": {**fields_of(DOCUMENT), "file_type": constant("file")}}, status=201),),
    errors=(
        ErrorCase(
            403,
            "UploadFileBillingError",
            {"billing_error": "Your plan has no files.", "quota_exceeded": "Your storage is full."},
            type="auth_error",
        ),
    ),
)

GET = Golden(
    function="files_get",
    member="files.get",
    method="GET",
    template="/v2/files/{file_id}",
    model="FilesGetResponse",
    idempotent=True,
    cases=(
        Case("full", f"/v2/files/{FILE}", kwargs={"file_id": FILE}),
        Case("minimal", f"/v2/files/{FILE}", (FILE,)),
    ),
    rejected=(Rejected({"file_id": ""}, "file_id"),),
    responses=(
        Response("file", {"data": DOCUMENT}),
        Response("folder", {"data": FOLDER_DETAIL}),
        Response("connected file", {"data": CONNECTED_FILE}),
        Response("connected folder", {"data": CONNECTED_FOLDER}),
    ),
    errors=(ErrorCase(404, "GetFileNotFoundError", NO_FILE),),
)

DELETE = Golden(
    function="files_delete",
    member="files.delete",
    method="DELETE",
    template="/v2/files/{file_id}",
    model="EmptyResponse",
    idempotent=True,
    cases=(
        Case("full", f"/v2/files/{FILE}", kwargs={"file_id": FILE}),
        Case("minimal", f"/v2/files/{FILE}", (FILE,)),
    ),
    responses=DELETED,
    errors=(ErrorCase(404, "DeleteFileNotFoundError", NO_FILE),),
)

DOWNLOAD = Golden(
    function="files_download",
    member="files.download",
    method="GET",
    template="/v2/files/{file_id}/download",
    model="FileDownload",
    idempotent=True,
    special=True,
    cases=(
        Case("full", f"/v2/files/{FILE}/download", kwargs={"file_id": FILE}),
        Case("minimal", f"/v2/files/{FILE}/download", (FILE,)),
    ),
    responses=(),
)

GOLDENS = (LIST, CREATE, UPLOAD, GET, DELETE, DOWNLOAD)
