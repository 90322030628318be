# Generated from codegen/spec/files.yaml by `make generate`; edit that file instead.
"""What the operations of `client.files` take and answer."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field
from typing_extensions import Required, TypedDict

from attio._paging.page import Page
from attio.models.base import OPEN, Envelope, Model, Timestamp, Unknown
from attio.models.common import Pagination
from attio.models.values import Actor

StorageProvider: TypeAlias = Annotated[
    Literal["attio", "dropbox", "box", "google-drive", "microsoft-onedrive"] | str, OPEN
]
"""Where a file or folder is stored."""


ExternalStorageProvider: TypeAlias = Annotated[Literal["dropbox", "box", "google-drive", "microsoft-onedrive"], OPEN]
"""Other storage that files and folders can be connected from."""


class FileId(Model):
    """Identifies a file or folder."""

    workspace_id: str
    """Id of the workspace."""
    file_id: str
    """Id of the file or folder."""


class File(Model):
    """A file stored in Attio."""

    id: FileId
    """Identifies the file."""
    file_type: Literal["file"]
    """Always `file`."""
    object_id: str
    """Id of the object the record belongs to."""
    object_slug: str
    """Slug of the object the record belongs to."""
    record_id: str
    """Id of the record the file is on."""
    storage_provider: StorageProvider
    """Where the file is stored."""
    name: str
    """Name of the file."""
    content_type: str | None
    """Media type of the content, such as `application/pdf`."""
    content_size: int | None
    """Size of the content in bytes."""
    parent_folder_id: str | None
    """Id of the folder the file is in; null if it is in none."""
    created_by_actor: Actor
    """Who or what uploaded the file."""
    created_at: Timestamp
    """When the file was uploaded."""


class Folder(Model):
    """A folder in Attio."""

    id: FileId
    """Identifies the folder."""
    file_type: Literal["folder"]
    """Always `folder`."""
    object_id: str
    """Id of the object the record belongs to."""
    object_slug: str
    """Slug of the object the record belongs to."""
    record_id: str
    """Id of the record the folder is on."""
    storage_provider: StorageProvider
    """Where the folder is stored."""
    name: str
    """Name of the folder."""
    parent_folder_id: str | None
    """Id of the folder this one is in; null if it is in none."""
    has_children: bool | None = None
    """Whether something is in the folder; only `files.get` tells."""
    created_by_actor: Actor
    """Who or what created the folder."""
    created_at: Timestamp
    """When the folder was created."""


class ConnectedFile(Model):
    """A file in other storage."""

    id: FileId
    """Identifies the file."""
    file_type: Literal["connected-file"]
    """Always `connected-file`."""
    object_id: str
    """Id of the object the record belongs to."""
    object_slug: str
    """Slug of the object the record belongs to."""
    record_id: str
    """Id of the record the file is on."""
    storage_provider: StorageProvider
    """Where the file is stored."""
    external_provider_file_id: str
    """Id the storage has for the file."""
    microsoft_drive_id: str | None
    """Id of the drive, in Microsoft OneDrive; null in other storage."""
    created_by_actor: Actor
    """Who or what connected the file."""
    created_at: Timestamp
    """When the file was connected."""


class ConnectedFolder(Model):
    """A folder in other storage."""

    id: FileId
    """Identifies the folder."""
    file_type: Literal["connected-folder"]
    """Always `connected-folder`."""
    object_id: str
    """Id of the object the record belongs to."""
    object_slug: str
    """Slug of the object the record belongs to."""
    record_id: str
    """Id of the record the folder is on."""
    storage_provider: StorageProvider
    """Where the folder is stored."""
    external_provider_file_id: str
    """Id the storage has for the folder."""
    microsoft_drive_id: str | None
    """Id of the drive, in Microsoft OneDrive; null in other storage."""
    created_by_actor: Actor
    """Who or what connected the folder."""
    created_at: Timestamp
    """When the folder was connected."""


class UnknownFile(Unknown):
    """A `FileEntry` of a kind this version does not know, or in another shape; see `raw`."""


FileEntry: TypeAlias = Annotated[
    Annotated[File | Folder | ConnectedFile | ConnectedFolder, Field(discriminator="file_type")] | UnknownFile,
    Field(union_mode="left_to_right"),
]
"""A file or folder, told apart by `file_type`."""


class CreateFolder(TypedDict, total=False):
    """A folder to create in Attio."""

    file_type: Required[Literal["folder"]]
    """Always `folder`."""
    object: Required[Annotated[str, Field(min_length=1)]]
    """Slug or id of the object the record belongs to."""
    record_id: Required[str]
    """Id of the record to create the folder on."""
    name: Required[Annotated[str, Field(min_length=1)]]
    """Name of the folder."""
    parent_folder_id: str
    """Id of the folder to create it in; not in a folder if not given."""


class CreateConnectedFile(TypedDict, total=False):
    """A file to connect from other storage."""

    file_type: Required[Literal["connected-file"]]
    """Always `connected-file`."""
    object: Required[Annotated[str, Field(min_length=1)]]
    """Slug or id of the object the record belongs to."""
    record_id: Required[str]
    """Id of the record to connect the file to."""
    storage_provider: Required[ExternalStorageProvider]
    """Where the file is stored."""
    external_provider_file_id: Required[str]
    """Id the storage has for the file."""
    microsoft_drive_id: str | None
    """Id of the drive, for Microsoft OneDrive only."""


class CreateConnectedFolder(TypedDict, total=False):
    """A folder to connect from other storage."""

    file_type: Required[Literal["connected-folder"]]
    """Always `connected-folder`."""
    object: Required[Annotated[str, Field(min_length=1)]]
    """Slug or id of the object the record belongs to."""
    record_id: Required[str]
    """Id of the record to connect the folder to."""
    storage_provider: Required[ExternalStorageProvider]
    """Where the folder is stored."""
    external_provider_file_id: Required[str]
    """Id the storage has for the folder."""
    microsoft_drive_id: str | None
    """Id of the drive, for Microsoft OneDrive only."""


CreateFileEntry: TypeAlias = Annotated[
    CreateFolder | CreateConnectedFile | CreateConnectedFolder, Field(discriminator="file_type")
]
"""What to create, told apart by `file_type`."""


class FilesListResponse(Page[FileEntry]):
    """Answer to `files.list`."""

    data: list[FileEntry]
    """The files and folders of this page."""
    pagination: Pagination
    """Where the next page begins."""


class FilesCreateResponse(Envelope):
    """Answer to `files.create`."""

    data: FileEntry
    """The new folder, connected file or connected folder."""


class FilesUploadResponse(Envelope):
    """Answer to `files.upload`."""

    data: File
    """The new file."""


class FilesGetResponse(Envelope):
    """Answer to `files.get`."""

    data: FileEntry
    """The file or folder."""
