"""Notes on records."""

from __future__ import annotations

import datetime as dt

from tests.contract.table import (
    DELETED,
    JSON,
    Case,
    ErrorCase,
    Golden,
    Pages,
    Rejected,
    Response,
    SameTime,
    nullable,
    open_enum,
    optional,
    variant,
)

WORKSPACE = "6f3c1f0a-9b7e-4a55-8f0d-2f4d7a1b9c01"
NOOR = "293a4b5c-6d7e-4f80-91a2-0304050607c1"
ILSE = "3a4b5c6d-7e8f-4091-a2b3-1415161718c2"
MEMBER = "1a2b3c4d-5e6f-4071-8293-a4b5c6d7e805"
NOTE = "c3d4e5f6-2031-4425-b637-adaeafb0712b"
MEETING = "d4e5f607-3142-4536-8748-bebfc0c1823c"

TAGS: list[JSON] = [
    variant(
        {"type": "workspace-member", "workspace_member_id": MEMBER},
        tag="type",
        model="NoteMemberTag",
        fallback="UnknownNoteTag",
    ),
    variant(
        {"type": "record", "object": "companies", "record_id": ILSE},
        tag="type",
        model="NoteRecordTag",
        fallback="UnknownNoteTag",
    ),
]
FORMATTED = {
    "id": {"workspace_id": WORKSPACE, "note_id": NOTE},
    "parent_object": "people",
    "parent_record_id": NOOR,
    "title": "Angebot für die Küche",
    "meeting_id": nullable(MEETING),
    "content_plaintext": "Next steps\nAsk Åsa Lindqvist\nSend the offer to Brightside 📎",
    "content_markdown": "## Next steps\n- Ask Åsa Lindqvist\n- Send **the offer** to Brightside 📎\n",
    "tags": TAGS,
    "created_by_actor": {
        "type": optional(nullable(open_enum("workspace-member"))),
        "id": optional(nullable(MEMBER)),
    },
    "created_at": "2025-02-03T09:15:30.250000000Z",
}
EMPTY_NOTE = {
    **FORMATTED,
    "title": "",
    "meeting_id": nullable(None),
    "content_plaintext": "",
    "content_markdown": "",
    "tags": [],
    "created_by_actor": {"type": optional(nullable(open_enum("app"))), "id": optional(nullable(None))},
    "created_at": "1970-01-01T00:00:00.000000000Z",
}
SHORTEST: dict[str, JSON] = {
    "parent_object": "people",
    "parent_record_id": NOOR,
    "title": "",
    "format": "plaintext",
    "content": "First line\nsecond line\t“quoted” \\ 100 %",
}
NO_OBJECT = {"not_found": 'Object with slug/ID "people" not found.'}
NO_NOTE = {"not_found": f'Note with ID "{NOTE}" was not found.'}
TOO_LARGE = {"validation_type": "This note is too large."}

LIST = Golden(
    function="notes_list",
    member="notes.list",
    method="GET",
    template="/v2/notes",
    model="NotesListResponse",
    idempotent=True,
    pages=Pages("offset", maximum=50),
    cases=(
        Case(
            "full",
            "/v2/notes",
            kwargs={"limit": 50, "offset": 100, "parent_object": "people", "parent_record_id": NOOR},
            query={"limit": "50", "offset": "100", "parent_object": "people", "parent_record_id": NOOR},
        ),
        Case("minimal", "/v2/notes"),
        Case("from the start", "/v2/notes", kwargs={"offset": 0, "limit": 1}, query={"offset": "0", "limit": "1"}),
    ),
    rejected=(
        Rejected({"limit": 51}, "limit"),
        Rejected({"limit": "10"}, "limit"),
        Rejected({"offset": 1.5}, "offset"),
        Rejected({"parent_record_id": 7}, "parent_record_id"),
    ),
    responses=(
        Response("two notes", {"data": [FORMATTED, EMPTY_NOTE]}),
        Response("none", {"data": []}),
    ),
    errors=(ErrorCase(404, "ListNotesNotFoundError", NO_OBJECT),),
)

CREATE = Golden(
    function="notes_create",
    member="notes.create",
    method="POST",
    template="/v2/notes",
    model="NotesCreateResponse",
    cases=(
        Case(
            "full",
            "/v2/notes",
            kwargs={
                "data": {
                    "parent_object": "people",
                    "parent_record_id": NOOR,
                    "title": "Angebot für die Küche",
                    "format": "markdown",
                    "content": "## Next steps\n- Send **the offer** 📎",
                    "created_at": dt.datetime(2024, 6, 1, 12, 30, tzinfo=dt.timezone(dt.timedelta(hours=2))),
                    "meeting_id": MEETING,
                }
            },
            json={
                "data": {
                    "parent_object": "people",
                    "parent_record_id": NOOR,
                    "title": "Angebot für die Küche",
                    "format": "markdown",
                    "content": "## Next steps\n- Send **the offer** 📎",
                    "created_at": SameTime("2024-06-01T10:30:00Z"),
                    "meeting_id": MEETING,
                }
            },
        ),
        Case("minimal", "/v2/notes", kwargs={"data": SHORTEST}, json={"data": SHORTEST}),
        Case(
            "a time as text, no meeting",
            "/v2/notes",
            kwargs={"data": {**SHORTEST, "created_at": "2024-06-01T10:30:00.123456789Z", "meeting_id": None}},
            json={"data": {**SHORTEST, "created_at": "2024-06-01T10:30:00.123456789Z", "meeting_id": None}},
        ),
        Case(
            "a format of a later version",
            "/v2/notes",
            kwargs={"data": {**SHORTEST, "format": "html"}},
            json={"data": {**SHORTEST, "format": "html"}},
        ),
    ),
    closed=("data",),
    rejected=(
        *(
            Rejected({"data": {key: field for key, field in SHORTEST.items() if key != missing}}, f"data.{missing}")
            for missing in SHORTEST
        ),
        *(Rejected({"data": {**SHORTEST, name: None}}, f"data.{name}") for name in (*SHORTEST, "created_at")),
        Rejected({"data": {**SHORTEST, "content": "\udc80"}}, "data.content"),
        # Only responses have these.
        Rejected({"data": {**SHORTEST, "content_plaintext": "a"}}, "content_plaintext"),
    ),
    responses=(Response("note", {"data": FORMATTED}),),
    errors=(
        ErrorCase(404, "CreateNoteNotFoundError", NO_OBJECT),
        ErrorCase(413, "CreateNoteValidationTypeError", TOO_LARGE),
    ),
)

GET = Golden(
    function="notes_get",
    member="notes.get",
    method="GET",
    template="/v2/notes/{note_id}",
    model="NotesGetResponse",
    idempotent=True,
    cases=(
        Case("full", f"/v2/notes/{NOTE}", kwargs={"note_id": NOTE}),
        Case("minimal", f"/v2/notes/{NOTE}", (NOTE,)),
    ),
    rejected=(Rejected({"note_id": ""}, "note_id"),),
    responses=(Response("with formatting and tags", {"data": FORMATTED}), Response("empty note", {"data": EMPTY_NOTE})),
    errors=(ErrorCase(404, "GetNoteNotFoundError", NO_NOTE),),
)

UPDATE = Golden(
    function="notes_update",
    member="notes.update",
    method="PATCH",
    template="/v2/notes/{note_id}",
    model="NotesUpdateResponse",
    cases=(
        Case(
            "full",
            f"/v2/notes/{NOTE}",
            kwargs={
                "note_id": NOTE,
                "data": {"title": "Küche, zweiter Anlauf", "format": "markdown", "content": "~~Offer~~ **sent**"},
            },
            json={"data": {"title": "Küche, zweiter Anlauf", "format": "markdown", "content": "~~Offer~~ **sent**"}},
        ),
        Case("minimal", f"/v2/notes/{NOTE}", (NOTE,), {"data": {"title": ""}}, json={"data": {"title": ""}}),
        Case(
            "emptied",
            f"/v2/notes/{NOTE}",
            (NOTE,),
            {"data": {"format": "plaintext", "content": ""}},
            json={"data": {"format": "plaintext", "content": ""}},
        ),
        Case("nothing to change", f"/v2/notes/{NOTE}", (NOTE,), {"data": {}}, json={"data": {}}),
    ),
    closed=("data",),
    rejected=(
        *(Rejected({"data": {name: None}}, f"data.{name}") for name in ("title", "format", "content")),
        Rejected({"data": {"content": 7}}, "data.content"),
        # The record and the creation time of a note cannot change.
        Rejected({"data": {"parent_record_id": ILSE}}, "parent_record_id"),
        Rejected({"data": {"created_at": "2024-06-01T10:30:00Z"}}, "created_at"),
        Rejected({"note_id": "a\x00b"}, "note_id"),
    ),
    responses=(Response("note", {"data": FORMATTED}),),
    errors=(
        ErrorCase(404, "UpdateNoteNotFoundError", NO_NOTE),
        ErrorCase(413, "UpdateNoteValidationTypeError", TOO_LARGE),
    ),
)

DELETE = Golden(
    function="notes_delete",
    member="notes.delete",
    method="DELETE",
    template="/v2/notes/{note_id}",
    model="EmptyResponse",
    idempotent=True,
    cases=(
        Case("full", f"/v2/notes/{NOTE}", kwargs={"note_id": NOTE}),
        Case("minimal", f"/v2/notes/{NOTE}", (NOTE,)),
    ),
    responses=DELETED,
    errors=(ErrorCase(404, "DeleteNoteNotFoundError", NO_NOTE),),
)

GOLDENS = (LIST, CREATE, GET, UPDATE, DELETE)
