# Generated from codegen/spec/comments.yaml by `make generate`; edit that file instead.
"""What the operations of `client.comments` take and answer."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, TypeAlias

from typing_extensions import Required, TypedDict

from attio.models.base import OPEN, Envelope, Model, Timestamp
from attio.models.values import Actor


class CommentId(Model):
    """Identifies a comment."""

    workspace_id: str
    """Id of the workspace."""
    comment_id: str
    """Id of the comment."""


class CommentRecord(Model):
    """The record a comment is about."""

    record_id: str
    """Id of the record."""
    object_id: str
    """Id of the object the record belongs to."""


class CommentEntry(Model):
    """The list entry a comment is about."""

    entry_id: str
    """Id of the entry."""
    list_id: str
    """Id of the list the entry is in."""


class Comment(Model):
    """What someone wrote in a thread."""

    id: CommentId
    """Identifies the comment."""
    thread_id: str
    """Id of the thread the comment is in."""
    content_plaintext: str
    """What it says, as plain text; members it mentions appear as their e-mail addresses."""
    entry: CommentEntry | None
    """The list entry it is about; null if it is about a record only."""
    record: CommentRecord
    """The record it is about, or the record in the list entry."""
    resolved_at: Timestamp | None
    """When it was resolved; null if it is open."""
    resolved_by: Actor | None
    """Who or what resolved it; null if it is open."""
    created_at: Timestamp
    """When it was written."""
    author: Actor
    """Who wrote it."""


class CommentAuthorInput(TypedDict, total=False):
    """Who says it; only members of the workspace can."""

    type: Annotated[Literal["workspace-member"], OPEN]
    """Kind of actor: always `workspace-member`, which is filled in."""
    id: Required[str]
    """Id of the member."""


class CommentOnThread(TypedDict, total=False):
    """A reply in a thread."""

    format: Annotated[Literal["plaintext"], OPEN]
    """Form of the content: always `plaintext`, which is filled in."""
    content: Required[str]
    r"""What to say; `\n` begins a new line, and a member's e-mail address mentions that member. There is no rich
    text."""
    author: Required[CommentAuthorInput]
    """The member who says it."""
    thread_id: Required[str]
    """Id of the thread to reply in."""
    created_at: dt.datetime | str
    """When it was written, neither before 1970 nor in the future; now if not given."""


class CommentRecordInput(TypedDict):
    """A record to comment on."""

    object: str
    """Slug or id of the object the record belongs to."""
    record_id: str
    """Id of the record."""


class CommentOnRecord(TypedDict, total=False):
    """A comment that begins a thread on a record."""

    format: Annotated[Literal["plaintext"], OPEN]
    """Form of the content: always `plaintext`, which is filled in."""
    content: Required[str]
    r"""What to say; `\n` begins a new line, and a member's e-mail address mentions that member. There is no rich
    text."""
    author: Required[CommentAuthorInput]
    """The member who says it."""
    record: Required[CommentRecordInput]
    """The record to comment on."""
    created_at: dt.datetime | str
    """When it was written, neither before 1970 nor in the future; now if not given."""


class CommentEntryInput(TypedDict):
    """A list entry to comment on."""

    list: str
    """Slug or id of the list the entry is in."""
    entry_id: str
    """Id of the entry."""


class CommentOnEntry(TypedDict, total=False):
    """A comment that begins a thread on a list entry."""

    format: Annotated[Literal["plaintext"], OPEN]
    """Form of the content: always `plaintext`, which is filled in."""
    content: Required[str]
    r"""What to say; `\n` begins a new line, and a member's e-mail address mentions that member. There is no rich
    text."""
    author: Required[CommentAuthorInput]
    """The member who says it."""
    entry: Required[CommentEntryInput]
    """The list entry to comment on."""
    created_at: dt.datetime | str
    """When it was written, neither before 1970 nor in the future; now if not given."""


CommentCreate: TypeAlias = CommentOnThread | CommentOnRecord | CommentOnEntry
"""A comment to write, and where to write it."""


class CommentsCreateResponse(Envelope):
    """Answer to `comments.create`."""

    data: Comment
    """The new comment."""


class CommentsGetResponse(Envelope):
    """Answer to `comments.get`."""

    data: Comment
    """The comment."""
