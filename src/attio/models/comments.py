# Generated from codegen/spec/comments.yaml by `make generate`; edit that file instead.
"""Models of the parameters and responses of `client.comments`."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, TypeAlias

from typing_extensions import Required, TypedDict

from attio.models.base import OPEN, TIME_OR_TEXT, Envelope, Model, Timestamp
from attio.models.values import Actor


class CommentId(Model):
    """Id of a comment."""

    workspace_id: str
    """Id of the workspace."""
    comment_id: str
    """Id of the comment."""


class CommentRecord(Model):
    """The record of a comment."""

    record_id: str
    """Id of the record."""
    object_id: str
    """Id of the object the record belongs to."""


class CommentEntry(Model):
    """The list entry of a comment."""

    entry_id: str
    """Id of the entry."""
    list_id: str
    """Id of the list that contains the entry."""


class Comment(Model):
    """A comment in a thread."""

    id: CommentId
    """Id of the comment."""
    thread_id: str
    """Id of the thread of the comment."""
    content_plaintext: str
    """Content as plain text; mentioned members appear as their e-mail addresses."""
    entry: CommentEntry | None
    """The list entry; `None` for a comment on a record."""
    record: CommentRecord
    """The record, or the parent record of the list entry."""
    resolved_at: Timestamp | None
    """Time at which the comment was resolved; `None` if it is open."""
    resolved_by: Actor | None
    """Actor that resolved the comment; `None` if it is open."""
    created_at: Timestamp
    """Creation time."""
    author: Actor
    """Author of the comment."""


class CommentAuthorInput(TypedDict, total=False):
    """Author of a comment: a workspace member.

    Keys:
        type: Literal['workspace-member']
        id: str (required)
    """

    type: Annotated[Literal["workspace-member"], OPEN]
    """Type of the actor: always `workspace-member`, set by default."""
    id: Required[str]
    """Id of the member."""


class CommentOnThread(TypedDict, total=False):
    """A reply in a thread.

    Keys:
        format: Literal['plaintext']
        content: str (required)
        author: CommentAuthorInput (required)
        thread_id: str (required)
        created_at: datetime | str
    """

    format: Annotated[Literal["plaintext"], OPEN]
    """Format of `content`: always `plaintext`, set by default."""
    content: Required[str]
    r"""Content as plain text; `\n` starts a new line, and the e-mail address of a member mentions that member."""
    author: Required[CommentAuthorInput]
    """Author of the comment."""
    thread_id: Required[str]
    """Id of the thread to reply in."""
    created_at: Annotated[dt.datetime | str, TIME_OR_TEXT]
    """Creation time, between 1970 and now. Defaults to now."""


class CommentRecordInput(TypedDict):
    """A record to comment on.

    Keys:
        object: str
        record_id: str
    """

    object: str
    """Slug or id of the object the record belongs to."""
    record_id: str
    """Id of the record."""


class CommentOnRecord(TypedDict, total=False):
    """A comment that starts a thread on a record.

    Keys:
        format: Literal['plaintext']
        content: str (required)
        author: CommentAuthorInput (required)
        record: CommentRecordInput (required)
        created_at: datetime | str
    """

    format: Annotated[Literal["plaintext"], OPEN]
    """Format of `content`: always `plaintext`, set by default."""
    content: Required[str]
    r"""Content as plain text; `\n` starts a new line, and the e-mail address of a member mentions that member."""
    author: Required[CommentAuthorInput]
    """Author of the comment."""
    record: Required[CommentRecordInput]
    """The record to comment on."""
    created_at: Annotated[dt.datetime | str, TIME_OR_TEXT]
    """Creation time, between 1970 and now. Defaults to now."""


class CommentEntryInput(TypedDict):
    """A list entry to comment on.

    Keys:
        list: str
        entry_id: str
    """

    list: str
    """Slug or id of the list that contains the entry."""
    entry_id: str
    """Id of the entry."""


class CommentOnEntry(TypedDict, total=False):
    """A comment that starts a thread on a list entry.

    Keys:
        format: Literal['plaintext']
        content: str (required)
        author: CommentAuthorInput (required)
        entry: CommentEntryInput (required)
        created_at: datetime | str
    """

    format: Annotated[Literal["plaintext"], OPEN]
    """Format of `content`: always `plaintext`, set by default."""
    content: Required[str]
    r"""Content as plain text; `\n` starts a new line, and the e-mail address of a member mentions that member."""
    author: Required[CommentAuthorInput]
    """Author of the comment."""
    entry: Required[CommentEntryInput]
    """The list entry to comment on."""
    created_at: Annotated[dt.datetime | str, TIME_OR_TEXT]
    """Creation time, between 1970 and now. Defaults to now."""


CommentCreate: TypeAlias = CommentOnThread | CommentOnRecord | CommentOnEntry
"""A comment to create."""


class CommentsCreateResponse(Envelope):
    """Response to `comments.create`."""

    data: Comment
    """The new comment."""


class CommentsGetResponse(Envelope):
    """Response to `comments.get`."""

    data: Comment
    """The comment."""
