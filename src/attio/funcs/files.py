# Generated from codegen/spec/files.yaml by `make generate`; edit that file instead.
"""Standalone functions of `client.files`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import Unpack

from attio._call.operation import Caller, Operation, Paging, explained
from attio._call.options import PageOptions, RequestOptions
from attio._files.download import FileContent, FileDownload
from attio.errors.files import FILES_DELETE_ERRORS, FILES_GET_ERRORS, FILES_UPLOAD_ERRORS
from attio.models.base import OPEN, EmptyResponse, Params
from attio.models.files import (
    CreateFileEntry,
    FilesCreateResponse,
    FilesGetResponse,
    FilesListResponse,
    FilesUploadResponse,
)


class FilesListParams(Params):
    """Parameters of `files.list`."""

    object: Annotated[str, Field(min_length=1)]
    record_id: str
    storage_provider: (
        Annotated[Literal["attio", "dropbox", "box", "google-drive", "microsoft-onedrive"], OPEN] | None
    ) = None
    parent_folder_id: str | None = None
    limit: Annotated[int, Field(ge=1, le=200)] | None = None
    cursor: str | None = None


FILES_LIST = Operation(
    name="files.list",
    method="GET",
    path="/v2/files",
    params=FilesListParams,
    response=FilesListResponse,
    query=("object", "record_id", "storage_provider", "parent_folder_id", "limit", "cursor"),
    idempotent=True,
    budgets=("read",),
    paging=Paging(style="cursor", maximum=200, default=50),
    scopes=("object_configuration:read", "record_permission:read", "file:read"),
)


@explained
def files_list(
    client: Caller,
    *,
    object: str,
    record_id: str,
    storage_provider: Literal["attio", "dropbox", "box", "google-drive", "microsoft-onedrive"] | None = None,
    parent_folder_id: str | None = None,
    limit: int | None = None,
    cursor: str | None = None,
    **options: Unpack[PageOptions],
) -> FilesListResponse:
    """List the files and folders of a record.

    Includes files and folders connected from external storage. Without `parent_folder_id`, the contents of folders
    are included, at any depth.

    Beta: may still change.

    Scopes: `object_configuration:read`, `record_permission:read`, `file:read`.

    Token level: workspace or user.

    Args:
        object: Slug or id of the object the record belongs to.
        record_id: Id of the record whose files to list.
        storage_provider: List only files and folders in this storage.
        parent_folder_id: Id of a folder; list only its direct contents.
        limit: Maximum number of files and folders per page, 1 to 200; 50 by default.
        cursor: Cursor of the page to return: `pagination.next_cursor` of the previous page.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        One page of files and folders.

    Raises:
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        for entry in client.files.list(object="people", record_id=record_id):
            print(entry.file_type, entry.id.file_id)
    """
    return client._call(
        FILES_LIST,
        {
            "object": object,
            "record_id": record_id,
            "storage_provider": storage_provider,
            "parent_folder_id": parent_folder_id,
            "limit": limit,
            "cursor": cursor,
        },
        options,
    )


@explained
async def files_list_async(
    client: Caller,
    *,
    object: str,
    record_id: str,
    storage_provider: Literal["attio", "dropbox", "box", "google-drive", "microsoft-onedrive"] | None = None,
    parent_folder_id: str | None = None,
    limit: int | None = None,
    cursor: str | None = None,
    **options: Unpack[PageOptions],
) -> FilesListResponse:
    """List the files and folders of a record.

    Includes files and folders connected from external storage. Without `parent_folder_id`, the contents of folders
    are included, at any depth.

    Beta: may still change.

    Scopes: `object_configuration:read`, `record_permission:read`, `file:read`.

    Token level: workspace or user.

    Args:
        object: Slug or id of the object the record belongs to.
        record_id: Id of the record whose files to list.
        storage_provider: List only files and folders in this storage.
        parent_folder_id: Id of a folder; list only its direct contents.
        limit: Maximum number of files and folders per page, 1 to 200; 50 by default.
        cursor: Cursor of the page to return: `pagination.next_cursor` of the previous page.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        One page of files and folders.

    Raises:
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        async for entry in await client.files.list_async(object="people", record_id=record_id):
            print(entry.file_type, entry.id.file_id)
    """
    return await client._call_async(
        FILES_LIST,
        {
            "object": object,
            "record_id": record_id,
            "storage_provider": storage_provider,
            "parent_folder_id": parent_folder_id,
            "limit": limit,
            "cursor": cursor,
        },
        options,
    )


class FilesCreateParams(Params):
    """Parameters of `files.create`."""

    body: CreateFileEntry


FILES_CREATE = Operation(
    name="files.create",
    method="POST",
    path="/v2/files",
    params=FilesCreateParams,
    response=FilesCreateResponse,
    body="json",
    body_param="body",
    budgets=("write",),
    scopes=("file:read-write", "object_configuration:read", "record_permission:read"),
)


@explained
def files_create(client: Caller, *, body: CreateFileEntry, **options: Unpack[RequestOptions]) -> FilesCreateResponse:
    """Create a folder, or connect a file or folder from external storage.

    `file_type` selects what to create: a `folder` in Attio, or a `connected-file` or `connected-folder` in Dropbox,
    Box, Google Drive or Microsoft OneDrive. To store a file in Attio, use `files.upload`.

    Beta: may still change.

    Scopes: `file:read-write`, `object_configuration:read`, `record_permission:read`.

    Token level: workspace or user.

    Args:
        body: The folder to create, or the file or folder to connect.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The new file or folder.

    Raises:
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        created = client.files.create(
            body={"file_type": "folder", "object": "people", "record_id": record_id, "name": "Contracts"},
        )
        print(created.data.id.file_id)
    """
    return client._call(FILES_CREATE, {"body": body}, options)


@explained
async def files_create_async(
    client: Caller, *, body: CreateFileEntry, **options: Unpack[RequestOptions]
) -> FilesCreateResponse:
    """Create a folder, or connect a file or folder from external storage.

    `file_type` selects what to create: a `folder` in Attio, or a `connected-file` or `connected-folder` in Dropbox,
    Box, Google Drive or Microsoft OneDrive. To store a file in Attio, use `files.upload`.

    Beta: may still change.

    Scopes: `file:read-write`, `object_configuration:read`, `record_permission:read`.

    Token level: workspace or user.

    Args:
        body: The folder to create, or the file or folder to connect.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The new file or folder.

    Raises:
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        created = await client.files.create_async(
            body={"file_type": "folder", "object": "people", "record_id": record_id, "name": "Contracts"},
        )
        print(created.data.id.file_id)
    """
    return await client._call_async(FILES_CREATE, {"body": body}, options)


class FilesUploadParams(Params):
    """Parameters of `files.upload`."""

    file: FileContent
    object: Annotated[str, Field(min_length=1)]
    record_id: str
    parent_folder_id: str | None = None


FILES_UPLOAD = Operation(
    name="files.upload",
    method="POST",
    path="/v2/files/upload",
    params=FilesUploadParams,
    response=FilesUploadResponse,
    errors=FILES_UPLOAD_ERRORS,
    body="multipart",
    budgets=("upload", "write"),
    transfer=True,
    scopes=("file:read-write", "object_configuration:read", "record_permission:read"),
)


@explained
def files_upload(
    client: Caller,
    *,
    file: FileContent,
    object: str,
    record_id: str,
    parent_folder_id: str | None = None,
    **options: Unpack[RequestOptions],
) -> FilesUploadResponse:
    """Upload a file to a record.

    The maximum size is 50 MB. The file is streamed, not loaded into memory.

    Beta: may still change.

    Scopes: `file:read-write`, `object_configuration:read`, `record_permission:read`.

    Token level: workspace or user.

    Rate limit: 1 request per second.

    Args:
        file: The file: a path, bytes, a file opened in binary mode, an iterable of bytes, or a tuple
            `(name, content)` or `(name, content, type)`. At most 50 MB.
        object: Slug or id of the object the record belongs to.
        record_id: Id of the record to attach the file to.
        parent_folder_id: Id of the parent folder; none by default.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The new file.

    Raises:
        UploadFileBillingError: 403, with one of these values of `code`:
            `billing_error`: the workspace's plan does not include files.
            `quota_exceeded`: the workspace's storage is full.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        from pathlib import Path

        uploaded = client.files.upload(
            file=Path("contract.pdf"), object="people", record_id=record_id
        )
        print(uploaded.data.id.file_id, uploaded.data.content_size)
    """
    return client._call(
        FILES_UPLOAD,
        {"file": file, "object": object, "record_id": record_id, "parent_folder_id": parent_folder_id},
        options,
    )


@explained
async def files_upload_async(
    client: Caller,
    *,
    file: FileContent,
    object: str,
    record_id: str,
    parent_folder_id: str | None = None,
    **options: Unpack[RequestOptions],
) -> FilesUploadResponse:
    """Upload a file to a record.

    The maximum size is 50 MB. The file is streamed, not loaded into memory.

    Beta: may still change.

    Scopes: `file:read-write`, `object_configuration:read`, `record_permission:read`.

    Token level: workspace or user.

    Rate limit: 1 request per second.

    Args:
        file: The file: a path, bytes, a file opened in binary mode, an iterable of bytes, or a tuple
            `(name, content)` or `(name, content, type)`. At most 50 MB.
        object: Slug or id of the object the record belongs to.
        record_id: Id of the record to attach the file to.
        parent_folder_id: Id of the parent folder; none by default.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The new file.

    Raises:
        UploadFileBillingError: 403, with one of these values of `code`:
            `billing_error`: the workspace's plan does not include files.
            `quota_exceeded`: the workspace's storage is full.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        from pathlib import Path

        uploaded = await client.files.upload_async(
            file=Path("contract.pdf"), object="people", record_id=record_id
        )
        print(uploaded.data.id.file_id, uploaded.data.content_size)
    """
    return await client._call_async(
        FILES_UPLOAD,
        {"file": file, "object": object, "record_id": record_id, "parent_folder_id": parent_folder_id},
        options,
    )


class FilesGetParams(Params):
    """Parameters of `files.get`."""

    file_id: str


FILES_GET = Operation(
    name="files.get",
    method="GET",
    path="/v2/files/{file_id}",
    params=FilesGetParams,
    response=FilesGetResponse,
    errors=FILES_GET_ERRORS,
    idempotent=True,
    budgets=("read",),
    scopes=("file:read", "object_configuration:read", "record_permission:read"),
)


@explained
def files_get(client: Caller, file_id: str, **options: Unpack[RequestOptions]) -> FilesGetResponse:
    """Get the metadata of a file or folder.

    To get the content of a file, use `files.download`.

    Beta: may still change.

    Scopes: `file:read`, `object_configuration:read`, `record_permission:read`.

    Token level: workspace or user.

    Args:
        file_id: Id of the file or folder.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The file or folder.

    Raises:
        GetFileNotFoundError: 404 `not_found`: the file or folder does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        entry = client.files.get(file_id)
        print(entry.data.file_type, entry.data.created_at)
    """
    return client._call(FILES_GET, {"file_id": file_id}, options)


@explained
async def files_get_async(client: Caller, file_id: str, **options: Unpack[RequestOptions]) -> FilesGetResponse:
    """Get the metadata of a file or folder.

    To get the content of a file, use `files.download`.

    Beta: may still change.

    Scopes: `file:read`, `object_configuration:read`, `record_permission:read`.

    Token level: workspace or user.

    Args:
        file_id: Id of the file or folder.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The file or folder.

    Raises:
        GetFileNotFoundError: 404 `not_found`: the file or folder does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        entry = await client.files.get_async(file_id)
        print(entry.data.file_type, entry.data.created_at)
    """
    return await client._call_async(FILES_GET, {"file_id": file_id}, options)


class FilesDeleteParams(Params):
    """Parameters of `files.delete`."""

    file_id: str


FILES_DELETE = Operation(
    name="files.delete",
    method="DELETE",
    path="/v2/files/{file_id}",
    params=FilesDeleteParams,
    response=EmptyResponse,
    errors=FILES_DELETE_ERRORS,
    idempotent=True,
    budgets=("write",),
    scopes=("file:read-write", "object_configuration:read", "record_permission:read"),
)


@explained
def files_delete(client: Caller, file_id: str, **options: Unpack[RequestOptions]) -> EmptyResponse:
    """Delete a file, or a folder with its contents.

    Beta: may still change.

    Scopes: `file:read-write`, `object_configuration:read`, `record_permission:read`.

    Token level: workspace or user.

    Args:
        file_id: Id of the file or folder to delete.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        A response without content.

    Raises:
        DeleteFileNotFoundError: 404 `not_found`: the file or folder does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        client.files.delete(file_id)
    """
    return client._call(FILES_DELETE, {"file_id": file_id}, options)


@explained
async def files_delete_async(client: Caller, file_id: str, **options: Unpack[RequestOptions]) -> EmptyResponse:
    """Delete a file, or a folder with its contents.

    Beta: may still change.

    Scopes: `file:read-write`, `object_configuration:read`, `record_permission:read`.

    Token level: workspace or user.

    Args:
        file_id: Id of the file or folder to delete.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        A response without content.

    Raises:
        DeleteFileNotFoundError: 404 `not_found`: the file or folder does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        await client.files.delete_async(file_id)
    """
    return await client._call_async(FILES_DELETE, {"file_id": file_id}, options)


class FilesDownloadParams(Params):
    """Parameters of `files.download`."""

    file_id: str


FILES_DOWNLOAD = Operation(
    name="files.download",
    method="GET",
    path="/v2/files/{file_id}/download",
    params=FilesDownloadParams,
    response=FileDownload,
    idempotent=True,
    budgets=("read",),
    transfer=True,
    scopes=("object_configuration:read", "record_permission:read", "file:read"),
)


@explained
def files_download(client: Caller, file_id: str, **options: Unpack[RequestOptions]) -> FileDownload:
    """Download the content of a file.

    Attio responds with a signed link to the content. The SDK requests the link, without the token, when you read
    the download.

    Beta: may still change.

    Scopes: `object_configuration:read`, `record_permission:read`, `file:read`.

    Token level: workspace or user.

    Args:
        file_id: Id of the file.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The download. The content is requested when you read it.

    Raises:
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        with client.files.download(file_id) as download:
            download.save("copy.pdf")
    """
    return client._call(FILES_DOWNLOAD, {"file_id": file_id}, options)


@explained
async def files_download_async(client: Caller, file_id: str, **options: Unpack[RequestOptions]) -> FileDownload:
    """Download the content of a file.

    Attio responds with a signed link to the content. The SDK requests the link, without the token, when you read
    the download.

    Beta: may still change.

    Scopes: `object_configuration:read`, `record_permission:read`, `file:read`.

    Token level: workspace or user.

    Args:
        file_id: Id of the file.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The download. The content is requested when you read it.

    Raises:
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        async with await client.files.download_async(file_id) as download:
            await download.save_async("copy.pdf")
    """
    return await client._call_async(FILES_DOWNLOAD, {"file_id": file_id}, options)
