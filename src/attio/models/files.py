# Generated from codegen/spec/files.yaml by `make generate`; edit that file instead.
"""Models of the parameters and responses of `client.files`."""

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
"""Storage provider of a file or folder."""


ExternalStorageProvider: TypeAlias = Annotated[Literal["dropbox", "box", "google-drive", "microsoft-onedrive"], OPEN]
"""External storage provider of a connected file or folder."""


class FileId(Model):
    """Id of a file or folder."""

    workspace_id: str
    """Id of the workspace."""
    file_id: str
    """Id of the file or folder."""


class File(Model):
    """A file stored in Attio."""

    id: FileId
    """Id of the file."""
    file_type: Literal["file"]
    """Always `file`."""
    object_id: str
    """Id of the object the record belongs to."""
    object_slug: str
    """Slug of the object the record belongs to."""
    record_id: str
    """Id of the record the file is attached to."""
    storage_provider: StorageProvider
    """Storage provider of the file."""
    name: str
    """Name of the file."""
    content_type: str | None
    """Media type of the content, such as `application/pdf`."""
    content_size: int | None
    """Size of the content in bytes."""
    parent_folder_id: str | None
    """Id of the parent folder; `None` if there is none."""
    created_by_actor: Actor
    """Actor that uploaded the file."""
    created_at: Timestamp
    """Time at which the file was uploaded."""


class Folder(Model):
    """A folder in Attio."""

    id: FileId
    """Id of the folder."""
    file_type: Literal["folder"]
    """Always `folder`."""
    object_id: str
    """Id of the object the record belongs to."""
    object_slug: str
    """Slug of the object the record belongs to."""
    record_id: str
    """Id of the record the folder is attached to."""
    storage_provider: StorageProvider
    """Storage provider of the folder."""
    name: str
    """Name of the folder."""
    parent_folder_id: str | None
    """Id of the parent folder; `None` if there is none."""
    has_children: bool | None = None
    """Whether the folder has contents; only set by `files.get`."""
    created_by_actor: Actor
    """Actor that created the folder."""
    created_at: Timestamp
    """Time at which the folder was created."""


class ConnectedFile(Model):
    """A file in external storage."""

    id: FileId
    """Id of the file."""
    file_type: Literal["connected-file"]
    """Always `connected-file`."""
    object_id: str
    """Id of the object the record belongs to."""
    object_slug: str
    """Slug of the object the record belongs to."""
    record_id: str
    """Id of the record the file is attached to."""
    storage_provider: StorageProvider
    """Storage provider of the file."""
    external_provider_file_id: str
    """Id of the file in the external storage."""
    microsoft_drive_id: str | None
    """Id of the drive in Microsoft OneDrive; `None` for other providers."""
    created_by_actor: Actor
    """Actor that connected the file."""
    created_at: Timestamp
    """Time at which the file was connected."""


class ConnectedFolder(Model):
    """A folder in external storage."""

    id: FileId
    """Id of the folder."""
    file_type: Literal["connected-folder"]
    """Always `connected-folder`."""
    object_id: str
    """Id of the object the record belongs to."""
    object_slug: str
    """Slug of the object the record belongs to."""
    record_id: str
    """Id of the record the folder is attached to."""
    storage_provider: StorageProvider
    """Storage provider of the folder."""
    external_provider_file_id: str
    """Id of the folder in the external storage."""
    microsoft_drive_id: str | None
    """Id of the drive in Microsoft OneDrive; `None` for other providers."""
    created_by_actor: Actor
    """Actor that connected the folder."""
    created_at: Timestamp
    """Time at which the folder was connected."""


class UnknownFile(Unknown):
    """A `FileEntry` that this version does not know, or that has another form; see `raw`."""


FileEntry: TypeAlias = Annotated[
    Annotated[File | Folder | ConnectedFile | ConnectedFolder, Field(discriminator="file_type")] | UnknownFile,
    Field(union_mode="left_to_right"),
]
"""A file or folder; `file_type` distinguishes the variants."""


class CreateFolder(TypedDict, total=False):
    """A folder to create in Attio.

    Keys:
        file_type: Literal['folder'] (required)
        object: str (required)
        record_id: str (required)
        name: str (required)
        parent_folder_id: str
    """

    file_type: Required[Literal["folder"]]
    """Always `folder`."""
    object: Required[Annotated[str, Field(min_length=1)]]
    """Slug or id of the object the record belongs to."""
    record_id: Required[str]
    """Id of the record to create the folder on."""
    name: Required[Annotated[str, Field(min_length=1)]]
    """Name of the folder."""
    parent_folder_id: str
    """Id of the parent folder; none by default."""


class CreateConnectedFile(TypedDict, total=False):
    """A file to connect from external storage.

    Keys:
        file_type: Literal['connected-file'] (required)
        object: str (required)
        record_id: str (required)
        storage_provider: ExternalStorageProvider (required)
        external_provider_file_id: str (required)
        microsoft_drive_id: str | None
    """

    file_type: Required[Literal["connected-file"]]
    """Always `connected-file`."""
    object: Required[Annotated[str, Field(min_length=1)]]
    """Slug or id of the object the record belongs to."""
    record_id: Required[str]
    """Id of the record to connect the file to."""
    storage_provider: Required[ExternalStorageProvider]
    """Storage provider of the file."""
    external_provider_file_id: Required[str]
    """Id of the file in the external storage."""
    microsoft_drive_id: str | None
    """Id of the drive; for Microsoft OneDrive only."""


class CreateConnectedFolder(TypedDict, total=False):
    """A folder to connect from external storage.

    Keys:
        file_type: Literal['connected-folder'] (required)
        object: str (required)
        record_id: str (required)
        storage_provider: ExternalStorageProvider (required)
        external_provider_file_id: str (required)
        microsoft_drive_id: str | None
    """

    file_type: Required[Literal["connected-folder"]]
    """Always `connected-folder`."""
    object: Required[Annotated[str, Field(min_length=1)]]
    """Slug or id of the object the record belongs to."""
    record_id: Required[str]
    """Id of the record to connect the folder to."""
    storage_provider: Required[ExternalStorageProvider]
    """Storage provider of the folder."""
    external_provider_file_id: Required[str]
    """Id of the folder in the external storage."""
    microsoft_drive_id: str | None
    """Id of the drive; for Microsoft OneDrive only."""


CreateFileEntry: TypeAlias = Annotated[
    CreateFolder | CreateConnectedFile | CreateConnectedFolder, Field(discriminator="file_type")
]
"""A folder to create, or a file or folder to connect; `file_type` distinguishes the variants."""


class FilesListResponse(Page[FileEntry]):
    """Response to `files.list`."""

    data: list[FileEntry]
    """The files and folders of this page."""
    pagination: Pagination
    """Position of the next page."""


class FilesCreateResponse(Envelope):
    """Response to `files.create`."""

    data: FileEntry
    """The new folder, connected file or connected folder."""


class FilesUploadResponse(Envelope):
    """Response to `files.upload`."""

    data: File
    """The new file."""


class FilesGetResponse(Envelope):
    """Response to `files.get`."""

    data: FileEntry
    """The file or folder."""
