from __future__ import annotations

import datetime as dt

from typing_extensions import assert_never, assert_type

from attio import Attio, AttioCore
from attio.funcs import (
    notes_create,
    notes_create_async,
    notes_delete,
    notes_delete_async,
    notes_get,
    notes_get_async,
    notes_list,
    notes_list_async,
    notes_update,
    notes_update_async,
)
from attio.models import (
    EmptyResponse,
    Note,
    NoteCreate,
    NoteMemberTag,
    NoteRecordTag,
    NotesCreateResponse,
    NotesGetResponse,
    NotesListResponse,
    NotesUpdateResponse,
    NoteUpdate,
    UnknownNoteTag,
)

WHO = "293a4b5c-6d7e-4f80-91a2-0304050607c1"
NOTE = "c3d4e5f6-2031-4425-b637-adaeafb0712b"
NEW: NoteCreate = {
    "parent_object": "people",
    "parent_record_id": WHO,
    "title": "Kitchen",
    "format": "markdown",
    "content": "**Soon**",
}


def methods(client: Attio) -> None:
    assert_type(client.notes.list(parent_object="people", parent_record_id=WHO, limit=50), NotesListResponse)
    assert_type(client.notes.create(data=NEW), NotesCreateResponse)
    assert_type(client.notes.get(NOTE), NotesGetResponse)
    assert_type(client.notes.update(NOTE, data={"title": "Bath"}), NotesUpdateResponse)
    assert_type(client.notes.delete(note_id=NOTE), EmptyResponse)


async def async_methods(client: Attio) -> None:
    assert_type(await client.notes.list_async(offset=10), NotesListResponse)
    assert_type(await client.notes.create_async(data={**NEW, "meeting_id": None}), NotesCreateResponse)
    assert_type(await client.notes.get_async(NOTE), NotesGetResponse)
    assert_type(await client.notes.update_async(NOTE, data=NoteUpdate()), NotesUpdateResponse)
    assert_type(await client.notes.delete_async(NOTE), EmptyResponse)


def functions(client: AttioCore) -> None:
    assert_type(notes_list(client, max_items=5), NotesListResponse)
    assert_type(notes_create(client, data=NEW), NotesCreateResponse)
    assert_type(notes_get(client, NOTE), NotesGetResponse)
    assert_type(notes_update(client, NOTE, data={"format": "plaintext", "content": ""}), NotesUpdateResponse)
    assert_type(notes_delete(client, NOTE), EmptyResponse)


async def async_functions(client: AttioCore) -> None:
    assert_type(await notes_list_async(client), NotesListResponse)
    assert_type(await notes_create_async(client, data=NEW), NotesCreateResponse)
    assert_type(await notes_get_async(client, NOTE), NotesGetResponse)
    assert_type(await notes_update_async(client, NOTE, data={}), NotesUpdateResponse)
    assert_type(await notes_delete_async(client, NOTE), EmptyResponse)


def results(client: Attio) -> None:
    note = client.notes.get(NOTE).data
    assert_type(note, Note)
    assert_type(note.id.note_id, str)
    assert_type(note.meeting_id, str | None)
    assert_type(note.content_plaintext, str)
    assert_type(note.created_at, dt.datetime)
    for tag in note.tags:
        match tag:
            case NoteMemberTag(workspace_member_id=member_id):
                assert_type(member_id, str)
            case NoteRecordTag(object=slug, record_id=record_id):
                assert_type((slug, record_id), tuple[str, str])
            case UnknownNoteTag():
                assert_type(tag, UnknownNoteTag)
            case _:
                assert_never(tag)


def writing(client: Attio) -> None:
    client.notes.create(data={**NEW, "created_at": dt.datetime.now(dt.timezone.utc)})
    client.notes.create(data={**NEW, "created_at": "2024-06-01T10:30:00Z", "meeting_id": NOTE})


async def pages(client: Attio) -> None:
    for note in client.notes.list():
        assert_type(note, Note)
    async for note in await client.notes.list_async():
        assert_type(note, Note)
    assert_type(client.notes.list().next_page(), NotesListResponse | None)
