"""Handlers for comments on records and list entries, and their threads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from attio.sandbox.call import Call, Operations, cursor_position, next_cursor, slice_page
from attio.sandbox.checks import UUID, Fields, Integer, OneOf, Shape, Text
from attio.sandbox.errors import (
    BODY_INVALID,
    QUERY_INVALID,
    ApiError,
    Issue,
    forbidden,
    invalid,
    not_found,
    value_not_found,
)
from attio.sandbox.events import Event
from attio.sandbox.messages import Response, data_response, json_response
from attio.sandbox.provenance import assumed, documented, observed
from attio.sandbox.store.attached import OnRecord
from attio.sandbox.store.changes import Change
from attio.sandbox.store.rows import Actor
from attio.sandbox.workspace import Workspace

operations = Operations()

_ALL = ("comments.*", "threads.*")
RULES = (
    observed("comments.head", "The first comment of a thread has the id of its thread", "recorded responses, May 2026",
        *_ALL),
    documented("comments.place",
        "Exactly one of thread_id, record and entry is required; the error for an unknown one is value_not_found",
        "reference: Create a comment", "comments.create"),
    assumed("comments.entry", "The record of a comment on an entry is the entry's parent", *_ALL),
    assumed("comments.resolved",
        "The first comment of a thread has resolved_at and resolved_by, which are null until the thread is resolved",
        *_ALL),
    documented("comments.delete_head", "Deleting the first comment deletes the thread", "reference: Delete a comment",
        "comments.delete"),
    documented("comments.delete_own", "A token of a member can only delete comments of the member",
        "reference: Delete a comment", "comments.delete"),
    documented("comments.scopes", "A token also needs the scopes for the parent record or list",
        "reference: Create a comment", *_ALL),
    assumed("threads.parent", "Listing threads requires a record or an entry", "threads.list_all"),
    documented("threads.pages", "Pages have 10 threads by default, at most 50, each with at most 80 replies",
        "reference: List threads", "threads.list_all"),
    documented("threads.comments", "Comments of a thread are in pages of 250, starting with the first comment",
        "reference: Get a thread", "threads.get"),
)  # fmt: skip

READ = "comment:read"
WRITE = "comment:read-write"
_RECORD_SCOPES = ("object_configuration:read", "record_permission:read")
_ENTRY_SCOPES = ("list_configuration:read", "list_entry:read")

_UUID = Text(pattern=UUID)
_RECORD = Shape({"object": Text(), "record_id": _UUID})
_ENTRY = Shape({"list": Text(), "entry_id": _UUID})
_CREATE = Shape(
    {
        "format": OneOf("plaintext"),
        "content": Text(),
        "author": Shape({"type": OneOf("workspace-member"), "id": _UUID}),
    },
    {"created_at": Text(), "thread_id": _UUID, "record": _RECORD, "entry": _ENTRY},
)
_PAGE = {"limit": Integer(least=1, most=50), "offset": Integer(least=0)}
_LIST = Shape({}, {**_PAGE, "object": Text(), "record_id": _UUID, "list": Text(), "entry_id": _UUID})
_GET = Shape({}, {"limit": Integer(least=1, most=250), "cursor": Text(), "created_after": Text()})
_REPLIES = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class _OnPlace(OnRecord):
    """A row that belongs to a record, or to a list entry of the record."""

    list_id: str | None
    entry_id: str | None
    created_at: str

    def index_keys(self) -> Iterable[tuple[str, str]]:
        """Index the row by its record, by its entry, and as `place` by the one that it was written on."""
        yield from OnRecord.index_keys(self)
        if self.entry_id is not None:
            yield "record", self.entry_id
        yield "place", self.entry_id or self.record_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread(_OnPlace):
    """A thread. Its first comment has the same id."""

    kind: ClassVar[str] = "thread"

    resolved_at: str | None = None
    resolved_by: Actor | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment(_OnPlace):
    """A comment."""

    kind: ClassVar[str] = "comment"

    thread_id: str
    content: str
    author: Actor

    def index_keys(self) -> Iterable[tuple[str, str]]:
        """Index the comment also by its thread."""
        yield from _OnPlace.index_keys(self)
        yield "thread", self.thread_id


def comment_wire(comment: Comment, workspace: Workspace) -> dict[str, object]:
    """Return a comment as JSON values."""
    thread = workspace.table(Thread)[comment.thread_id]
    resolved_by = thread.resolved_by if comment.id == thread.id else None
    return {
        "id": {"workspace_id": workspace.id, "comment_id": comment.id},
        "thread_id": thread.id,
        "content_plaintext": comment.content,
        "entry": None if comment.entry_id is None else {"entry_id": comment.entry_id, "list_id": comment.list_id},
        "record": {"record_id": comment.record_id, "object_id": comment.object_id},
        "resolved_at": thread.resolved_at if comment.id == thread.id else None,
        "resolved_by": resolved_by.wire() if resolved_by else None,
        "created_at": comment.created_at,
        "author": comment.author.wire(),
    }


def comments_of(thread: Thread, workspace: Workspace) -> list[Comment]:
    """Return the comments of a thread, oldest first."""
    return sorted(workspace.find(Comment, "thread", thread.id), key=lambda comment: comment.created_at)


def _thread_wire(thread: Thread, workspace: Workspace) -> dict[str, object]:
    return {"id": {"workspace_id": workspace.id, "thread_id": thread.id}, "created_at": thread.created_at}


def _check_scopes(call: Call, *, on_entry: bool) -> None:
    """Raise an error if the token may not read the record or entry of comments."""
    scopes = _ENTRY_SCOPES if on_entry else _RECORD_SCOPES
    lacking = [scope for scope in scopes if not call.token.grants(scope)]
    if lacking:
        raise forbidden(lacking)


def _new_thread(call: Call, fields: Fields, moment: str) -> Thread:
    """Return a new thread on the record or entry in a request."""
    workspace = call.workspace
    list_id: str | None = None
    entry_id: str | None = None
    if "entry" in fields:
        place = fields.fields("entry")
        entry_list = call.find_list(place.get("list", str))
        entry = entry_list.records.get(place.get("entry_id", str)) if entry_list else None
        if entry_list is None or entry is None or entry.parent is None:
            raise value_not_found(f'Entry with ID "{place.get("entry_id", str)}" not found.')
        list_id, entry_id, (object_id, record_id) = entry_list.id, entry.id, entry.parent
    else:
        place = fields.fields("record")
        owner = workspace.object(place.get("object", str))
        record_id = place.get("record_id", str)
        if owner is None or record_id not in owner.records:
            raise value_not_found(f'Record with ID "{record_id}" not found.')
        object_id = owner.id
    return Thread(
        id=workspace.new_id(),
        object_id=object_id,
        record_id=record_id,
        list_id=list_id,
        entry_id=entry_id,
        created_at=moment,
    )


@operations("comments.create", WRITE)
def create_comment(call: Call) -> Response:
    """Create a comment in a thread, or in a new thread on a record or entry."""
    fields = call.data(_CREATE)
    workspace = call.workspace
    if sum(name in fields for name in ("thread_id", "record", "entry")) != 1:
        message = "Exactly one of thread_id, record and entry must be given"
        raise invalid(BODY_INVALID, [Issue("invalid", ("data",), message)])
    author = workspace.member(fields.fields("author").get("id", str))
    if author is None:
        raise value_not_found(f'Workspace member with ID "{fields.fields("author").get("id", str)}" not found.')
    moment = fields.instant("created_at") or call.changes.now
    thread_id = fields.find("thread_id", str)
    thread = workspace.table(Thread).get(thread_id) if thread_id else _new_thread(call, fields, moment)
    if thread is None:
        raise value_not_found(f'Thread with ID "{thread_id}" not found.')
    _check_scopes(call, on_entry=thread.entry_id is not None)
    is_first = thread_id is None
    if is_first:
        call.changes.put(thread)
    comment = Comment(
        id=thread.id if is_first else workspace.new_id(),
        object_id=thread.object_id,
        record_id=thread.record_id,
        list_id=thread.list_id,
        entry_id=thread.entry_id,
        thread_id=thread.id,
        content=fields.get("content", str),
        author=author.actor,
        created_at=moment,
    )
    call.changes.put(comment)
    return data_response(comment_wire(comment, workspace))


def _find(call: Call) -> Comment:
    comment = call.row(Comment, "comment_id", 'Comment with ID "{}" not found.')
    _check_scopes(call, on_entry=comment.entry_id is not None)
    return comment


@operations("comments.get", READ)
def get_comment(call: Call) -> Response:
    """Return a comment."""
    return data_response(comment_wire(_find(call), call.workspace))


@operations("comments.delete", WRITE)
def delete_comment(call: Call) -> Response:
    """Delete a comment. Deleting the first comment deletes the thread."""
    comment = _find(call)
    if call.token.member_id is not None and call.token.actor != comment.author:
        message = "This token may not delete the comments of other members."
        raise ApiError(403, "unauthorized", message, type="auth_error")
    thread = call.workspace.table(Thread)[comment.thread_id]
    if comment.id == thread.id:
        for each in comments_of(thread, call.workspace):
            call.changes.remove(each)
        call.changes.remove(thread, quiet=True)
    else:
        call.changes.remove(comment)
    return json_response({})


@operations("threads.list_all", READ)
def list_threads(call: Call) -> Response:
    """List the threads of a record or entry, each with its oldest replies."""
    fields = call.query(_LIST)
    workspace = call.workspace
    if ("object" in fields) and ("record_id" in fields):
        owner, row_id = workspace.object(fields.get("object", str)), fields.get("record_id", str)
        noun = "Record"
    elif ("list" in fields) and ("entry_id" in fields):
        owner, row_id = call.find_list(fields.get("list", str)), fields.get("entry_id", str)
        noun = "Entry"
    else:
        message = "Either object and record_id or list and entry_id must be given"
        raise invalid(QUERY_INVALID, [Issue("invalid", (), message)])
    _check_scopes(call, on_entry=noun == "Entry")
    if owner is None or row_id not in owner.records:
        raise not_found(f'{noun} with ID "{row_id}" not found.')
    all_threads = workspace.find(Thread, "place", row_id)
    threads: list[dict[str, object]] = []
    for thread in slice_page(all_threads, fields, 10):
        comments = comments_of(thread, workspace)
        threads.append(
            {
                **_thread_wire(thread, workspace),
                "comments": [comment_wire(comment, workspace) for comment in comments[: _REPLIES + 1]],
                "has_more_comments": len(comments) > _REPLIES + 1,
            }
        )
    return data_response(threads)


@operations("threads.get", READ)
def get_thread(call: Call) -> Response:
    """Return a thread with a page of its comments, oldest first."""
    fields = call.query(_GET)
    workspace = call.workspace
    thread = call.row(Thread, "thread_id", 'Thread with ID "{}" not found.')
    _check_scopes(call, on_entry=thread.entry_id is not None)
    earliest = fields.instant("created_after", (), QUERY_INVALID) or ""
    comments = [comment for comment in comments_of(thread, workspace) if comment.created_at > earliest]
    start = cursor_position(call, fields)
    end = start + fields.integer("limit", 250)
    content = {
        **_thread_wire(thread, workspace),
        "comments": [comment_wire(comment, workspace) for comment in comments[start:end]],
    }
    return json_response({"data": content, "pagination": {"next_cursor": next_cursor(call, end, len(comments))}})


def _comment_events(change: Change, workspace: Workspace) -> Iterator[Event]:  # noqa: ARG001 - all functions of `EVENTS` have it
    comment = change.row
    assert isinstance(comment, Comment)  # noqa: S101 - registered for comments only
    verb = "created" if change.before is None else "deleted"
    yield _event(f"comment.{verb}", comment, comment.thread_id)


def _thread_events(change: Change, workspace: Workspace) -> Iterator[Event]:  # noqa: ARG001 - all functions of `EVENTS` have it
    before, after = change.before, change.after
    if isinstance(before, Thread) and isinstance(after, Thread) and before.resolved_at != after.resolved_at:
        yield _event("comment.resolved" if after.resolved_at else "comment.unresolved", after, after.id)


def _event(type: str, row: _OnPlace, thread_id: str) -> Event:
    extra = {
        "thread_id": thread_id,
        "object_id": row.object_id,
        "record_id": row.record_id,
        "list_id": row.list_id,
        "entry_id": row.entry_id,
    }
    return Event(type, {"comment_id": row.id}, extra)


EVENTS = {Comment.kind: _comment_events, Thread.kind: _thread_events}
