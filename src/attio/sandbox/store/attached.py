"""Rows that belong to records: they are deleted or merged with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar, Literal

from typing_extensions import Self

from attio.sandbox.store.rows import Actor, Record, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class OnRecord(Row):
    """A row that belongs to one record, and is deleted with it."""

    object_id: str
    record_id: str

    def index_keys(self) -> Iterable[tuple[str, str]]:
        """Index the row by its record."""
        return (("record", self.record_id),)

    def move(self, old_ids: frozenset[str], record: Record) -> Self:  # noqa: ARG002 - it belongs to one of them
        """Return the row for the merged record."""
        return replace(self, object_id=record.owner_id, record_id=record.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked(Row):
    """A row with links to records. It is not deleted with them."""

    links: tuple[tuple[str, str], ...]
    """Object and record of each link."""

    def index_keys(self) -> Iterable[tuple[str, str]]:
        """Index the row by its records."""
        return tuple(("record", record_id) for _, record_id in self.links)

    def detach(self, record_id: str) -> Self:
        """Return the row without the link to a record."""
        return replace(self, links=tuple(link for link in self.links if link[1] != record_id))

    def move(self, old_ids: frozenset[str], record: Record) -> Self:
        """Return the row with its links to old records replaced by one link to the merged record."""
        new = (record.owner_id, record.id)
        return replace(self, links=tuple(dict.fromkeys(new if link[1] in old_ids else link for link in self.links)))


@dataclass(frozen=True, slots=True, kw_only=True)
class FileEntry(OnRecord):
    """A file or folder on a record."""

    kind: ClassVar[str] = "file"

    file_type: Literal["file", "folder", "connected-file", "connected-folder"]
    storage_provider: str
    created_by: Actor
    created_at: str
    name: str | None = None
    content_type: str | None = None
    content: bytes = b""
    parent_folder_id: str | None = None
    external_provider_file_id: str | None = None
    microsoft_drive_id: str | None = None

    def index_keys(self) -> Iterable[tuple[str, str]]:
        """Index the row by its record and by its folder."""
        yield from OnRecord.index_keys(self)
        if self.parent_folder_id:
            yield "folder", self.parent_folder_id
