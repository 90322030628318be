"""Handlers for notes on records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from attio.sandbox.call import Call, Operations, find_object, find_record, slice_page
from attio.sandbox.checks import UUID, Check, Fields, Integer, Nullable, OneOf, Shape, Text
from attio.sandbox.engine.collection import Collection
from attio.sandbox.errors import BODY_INVALID, QUERY_INVALID, ApiError, Issue, invalid, not_found
from attio.sandbox.events import Event
from attio.sandbox.messages import Response, data_response, json_response
from attio.sandbox.provenance import assumed, documented
from attio.sandbox.render import owner_slug
from attio.sandbox.store.attached import OnRecord
from attio.sandbox.store.changes import Change
from attio.sandbox.store.rows import KINDS, Actor
from attio.sandbox.workspace import Workspace

operations = Operations()

_WRITES = ("notes.create", "notes.update")
RULES = (
    documented("notes.parent", "The error for an unknown object or record is not_found", "reference: Create a note",
        "notes.create", "notes.list"),
    documented("notes.created_at", "created_at must be between 1970 and now", "reference: Create a note",
        "notes.create"),
    assumed("notes.meeting", "The error for an unknown meeting is not_found", "notes.create"),
    assumed("notes.plaintext",
        "Content in plaintext is returned unchanged as content_plaintext and as content_markdown", *_WRITES),
    documented("notes.markdown",
        "Markdown keeps headings, lists, bold, italic, strike, highlight and links, but no images",
        "reference: Create a note", *_WRITES),
    assumed("notes.tags",
        "A note has a tag for each member that its content names as @ and e-mail address, and for each URL of a record",
        *_WRITES, "notes.get"),
    documented("notes.update", "PATCH can replace title and content separately; content needs format",
        "reference: Update a note", "notes.update"),
    assumed("notes.size", "Content larger than 10 MB is rejected with 413", *_WRITES),
    documented("notes.pages", "Pages have 10 notes by default, at most 50", "reference: List notes", "notes.list"),
    assumed("notes.order", "Notes are listed oldest first", "notes.list"),
    assumed("notes.filter", "parent_record_id needs parent_object", "notes.list"),
    documented("notes.delete", "A note can be deleted", "reference: Delete a note", "notes.delete"),
)  # fmt: skip

READ = ("note:read", "object_configuration:read", "record_permission:read")
WRITE = ("note:read-write", "object_configuration:read", "record_permission:read")

MOST_BYTES = 10 * 1024 * 1024

_FORMAT = OneOf("plaintext", "markdown")
_LIST = Shape(
    {},
    {
        "limit": Integer(least=1, most=50),
        "offset": Integer(least=0),
        "parent_object": Text(least=1),
        "parent_record_id": Text(pattern=UUID),
    },
)
_CREATE = Shape(
    {
        "parent_object": Text(),
        "parent_record_id": Text(pattern=UUID),
        "title": Text(),
        "format": _FORMAT,
        "content": Text(),
    },
    {"created_at": Text(), "meeting_id": Nullable(Text(pattern=UUID))},
)
_CHANGED: dict[str, Check] = {"title": Text(), "format": _FORMAT, "content": Text()}
_UPDATE = Shape({}, _CHANGED)

_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"(\*\*|__|~~|==|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w))")
_PREFIX = re.compile(r"^\s*(?:#{1,3}\s+|[-*+]\s+|\d+[.)]\s+)")
_MENTION = re.compile(r"@([^\s@]+@[^\s@,;:!?]*[^\s@,;:!?.])")
_ADDRESS = re.compile(r"https://app\.attio\.com/[^\s)]+?/([0-9a-f]{8}-[0-9a-f-]{27})\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(OnRecord):
    """A note on a record."""

    kind: ClassVar[str] = "note"

    title: str
    markdown: str
    plaintext: str
    meeting_id: str | None
    created_by: Actor
    created_at: str


def _plain(markdown: str) -> str:
    """Return the text of markdown without its markup."""
    lines = (_PREFIX.sub("", line) for line in markdown.splitlines())
    return "\n".join(_MARKS.sub("", _LINK.sub(r"\1", line)) for line in lines)


def _contents(fields: Fields) -> tuple[str, str]:
    """Return the content of a note as markdown and as plaintext."""
    content = fields.get("content", str)
    if len(content.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        raise ApiError(413, "validation_type", "The content of this note is too large.")
    if fields.get("format", str) == "plaintext":
        return content, content
    markdown = _IMAGE.sub("", content)
    return markdown, _plain(markdown)


def _tags(note: Note, workspace: Workspace) -> list[dict[str, object]]:
    members = (workspace.member(found) for found in _MENTION.findall(note.markdown))
    tags: list[dict[str, object]] = [
        {"type": "workspace-member", "workspace_member_id": member.id} for member in members if member
    ]
    for record_id in _ADDRESS.findall(note.markdown):
        owners = (owner for owner in workspace.collections("objects") if record_id in owner.records)
        tags += _record_tags(owners, record_id)
    return tags


def _record_tags(owners: Iterable[Collection], record_id: str) -> list[dict[str, object]]:
    return [{"type": "record", "object": owner.api_slug, "record_id": record_id} for owner in owners]


def note_wire(note: Note, workspace: Workspace) -> dict[str, object]:
    """Return a note as JSON values."""
    return {
        "id": {"workspace_id": workspace.id, "note_id": note.id},
        "parent_object": owner_slug(workspace, note.object_id),
        "parent_record_id": note.record_id,
        "title": note.title,
        "meeting_id": note.meeting_id,
        "content_plaintext": note.plaintext,
        "content_markdown": note.markdown,
        "tags": _tags(note, workspace),
        "created_by_actor": note.created_by.wire(),
        "created_at": note.created_at,
    }


def _find(call: Call) -> Note:
    return call.row(Note, "note_id", 'Note with ID "{}" was not found.')


@operations("notes.list", *READ)
def list_notes(call: Call) -> Response:
    """List all notes, the notes of an object, or the notes of a record, oldest first."""
    fields = call.query(_LIST)
    reference, record_id = fields.find("parent_object", str), fields.find("parent_record_id", str)
    if reference is None:
        if record_id is not None:
            raise invalid(QUERY_INVALID, [Issue("invalid_type", ("parent_object",), "Required")])
        notes = list(call.workspace.table(Note))
    else:
        owner = find_object(call.workspace, reference)
        if record_id is not None:
            notes = call.workspace.find(Note, "record", find_record(owner, record_id).id)
        else:
            notes = [note for note in call.workspace.table(Note) if note.object_id == owner.id]
    notes = sorted(notes, key=lambda note: note.created_at)
    return data_response([note_wire(note, call.workspace) for note in slice_page(notes, fields, 10)])


def _created_at(fields: Fields, now: str) -> str:
    moment = fields.instant("created_at") or now
    if not "1970" <= moment <= now:
        message = "created_at must be between 1970 and now"
        raise invalid(BODY_INVALID, [Issue("custom", ("data", "created_at"), message)])
    return moment


@operations("notes.create", *WRITE)
def create_note(call: Call) -> Response:
    """Create a note on a record."""
    fields = call.data(_CREATE)
    markdown, plaintext = _contents(fields)
    record = find_record(
        find_object(call.workspace, fields.get("parent_object", str)), fields.get("parent_record_id", str)
    )
    meeting_id = fields.find("meeting_id", str)
    meetings = KINDS.get("meeting")
    if meeting_id is not None and (meetings is None or meeting_id not in call.workspace.table(meetings)):
        raise not_found(f'Meeting with ID "{meeting_id}" was not found.')
    note = Note(
        id=call.workspace.new_id(),
        object_id=record.owner_id,
        record_id=record.id,
        title=fields.get("title", str),
        markdown=markdown,
        plaintext=plaintext,
        meeting_id=meeting_id,
        created_by=call.token.actor,
        created_at=_created_at(fields, call.changes.now),
    )
    call.changes.put(note)
    return data_response(note_wire(note, call.workspace))


@operations("notes.get", *READ)
def get_note(call: Call) -> Response:
    """Return a note."""
    return data_response(note_wire(_find(call), call.workspace))


@operations("notes.update", *WRITE)
def update_note(call: Call) -> Response:
    """Update the title or the content of a note."""
    fields = call.data(_UPDATE)
    if "content" in fields and "format" not in fields:
        raise invalid(BODY_INVALID, [Issue("invalid_type", ("data", "format"), "Required")])
    note = _find(call)
    markdown, plaintext = _contents(fields) if "content" in fields else (note.markdown, note.plaintext)
    title = fields.get("title", str) if "title" in fields else note.title
    changed = replace(note, title=title, markdown=markdown, plaintext=plaintext)
    if changed != note:
        call.changes.put(changed)
    return data_response(note_wire(changed, call.workspace))


@operations("notes.delete", *WRITE)
def delete_note(call: Call) -> Response:
    """Delete a note."""
    call.changes.remove(_find(call))
    return json_response({})


def _events(change: Change, workspace: Workspace) -> Iterator[Event]:  # noqa: ARG001 - all functions of `EVENTS` have it
    """Yield the events of a change. Title and content have separate events for an update."""
    note, before, after = change.row, change.before, change.after
    assert isinstance(note, Note)  # noqa: S101 - registered for notes only
    ids = {"note_id": note.id}
    extra: dict[str, str | None] = {"parent_object_id": note.object_id, "parent_record_id": note.record_id}
    if not isinstance(before, Note) or after is None:
        yield Event("note.created" if before is None else "note.deleted", ids, extra)
        return
    if note.title != before.title:
        yield Event("note.updated", ids, extra)
    if note.markdown != before.markdown:
        yield Event("note-content.updated", ids, extra)


EVENTS = {Note.kind: _events}
