# Generated from codegen/spec/notes.yaml by `make generate`; edit that file instead.
"""Models of the parameters and responses of `client.notes`."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, TypeAlias

from pydantic import Field
from typing_extensions import Required, TypedDict

from attio._paging.page import Page
from attio.models.base import OPEN, TIME_OR_TEXT, Envelope, Model, Timestamp, Unknown
from attio.models.values import Actor


class NoteId(Model):
    """Id of a note."""

    workspace_id: str
    """Id of the workspace."""
    note_id: str
    """Id of the note."""


class NoteMemberTag(Model):
    """A workspace member that a note mentions."""

    type: Literal["workspace-member"]
    """Always `workspace-member`."""
    workspace_member_id: str
    """Id of the member."""


class NoteRecordTag(Model):
    """A record that a note mentions."""

    type: Literal["record"]
    """Always `record`."""
    object: str
    """Slug or id of the object the record belongs to."""
    record_id: str
    """Id of the record."""


class UnknownNoteTag(Unknown):
    """A `NoteTag` that this version does not know, or that has another form; see `raw`."""


NoteTag: TypeAlias = Annotated[
    Annotated[NoteMemberTag | NoteRecordTag, Field(discriminator="type")] | UnknownNoteTag,
    Field(union_mode="left_to_right"),
]
"""A member or record that a note mentions; `type` distinguishes the variants."""


class Note(Model):
    """A note on a record."""

    id: NoteId
    """Id of the note."""
    parent_object: str
    """Slug or id of the object the record belongs to."""
    parent_record_id: str
    """Id of the record the note is attached to."""
    title: str
    """Title, as plain text."""
    meeting_id: str | None
    """Id of the meeting the note is about; `None` if there is none."""
    content_plaintext: str
    r"""Content without formatting; lines end with `\n`."""
    content_markdown: str
    """Content as Markdown, without images."""
    tags: list[NoteTag]
    """The members and records that the content mentions."""
    created_by_actor: Actor
    """Actor that created the note."""
    created_at: Timestamp
    """Creation time."""


NoteFormat: TypeAlias = Annotated[Literal["plaintext", "markdown"], OPEN]
"""Format of the content of a note."""


class NoteCreate(TypedDict, total=False):
    """A note to create.

    Keys:
        parent_object: str (required)
        parent_record_id: str (required)
        title: str (required)
        format: NoteFormat (required)
        content: str (required)
        created_at: datetime | str
        meeting_id: str | None
    """

    parent_object: Required[str]
    """Slug or id of the object the record belongs to."""
    parent_record_id: Required[str]
    """Id of the record to attach the note to."""
    title: Required[str]
    """Title, as plain text."""
    format: Required[NoteFormat]
    """Format of `content`: `plaintext` or `markdown`."""
    content: Required[str]
    r"""Content of the note; in plain text, `\n` starts a new line."""
    created_at: Annotated[dt.datetime | str, TIME_OR_TEXT]
    """Creation time, for imported notes; between 1970 and now. Defaults to now."""
    meeting_id: str | None
    """Id of the meeting the note is about; `None` for no meeting."""


class NoteUpdate(TypedDict, total=False):
    """Changes to a note.

    Keys:
        title: str
        format: NoteFormat
        content: str
    """

    title: str
    """Title, as plain text."""
    format: NoteFormat
    """Format of `content`: `plaintext` or `markdown`; required with `content`."""
    content: str
    r"""The new content; in plain text, `\n` starts a new line."""


class NotesListResponse(Page[Note]):
    """Response to `notes.list`."""

    data: list[Note]
    """The notes of this page."""


class NotesCreateResponse(Envelope):
    """Response to `notes.create`."""

    data: Note
    """The new note."""


class NotesGetResponse(Envelope):
    """Response to `notes.get`."""

    data: Note
    """The note."""


class NotesUpdateResponse(Envelope):
    """Response to `notes.update`."""

    data: Note
    """The updated note."""
