"""Payloads of webhooks: one for each type of event, and some of unknown types."""

from __future__ import annotations

from tests.contract.table import JSON, Mark, nullable, open_enum, optional, unread, variant

WORKSPACE = "6f3c1f0a-9b7e-4a55-8f0d-2f4d7a1b9c01"
WEBHOOK = "4b5c6d7e-a8b9-4ca3-bfbf-253628392af3"
OBJECT = "e5f60718-293a-4b4c-9d5e-6f7081920307"
RECORD = "293a4b5c-6d7e-4f80-91a2-0304050607c1"
OTHER_RECORD = "3a4b5c6d-7e8f-4091-a2b3-1415161718c2"
ATTRIBUTE = "4b5c6d7e-8f90-41a2-b3c4-25262728f1c3"
LIST = "07182930-4152-4d63-a475-1a2b3c4d5e31"
ENTRY = "18293a41-5263-4e74-b586-2b3c4d5e6f42"
ACTIVITY = "293a4b52-6374-4f85-8697-3c4d5e6f7053"
MEETING = "d4e5f607-3142-4536-8748-bebfc0c1823c"
RECORDING = "18293a4b-7586-4970-8c8c-f203f5c67060"
THREAD = "e5f60718-4253-4647-9859-cfd0d2934d3d"
COMMENT = "f6071829-5364-4758-a96a-d0e1e3a45e4e"
NOTE = "c3d4e5f6-2031-4425-b637-adaeafb0712b"
TASK = "3a4b5c63-7485-4096-97a8-4d5e6f708164"
MEMBER = "1a2b3c4d-5e6f-4071-8293-a4b5c6d7e805"

BY_MEMBER = {"type": optional(nullable(open_enum("workspace-member"))), "id": optional(nullable(MEMBER))}
BY_SYSTEM = {"type": optional(nullable(open_enum("system"))), "id": optional(nullable(None))}


def event(event_type: str, model: str, id: dict[str, JSON], **fields: JSON) -> Mark:  # noqa: A002 - as on the wire
    """Return an event; `id` holds the ids of its subject without the workspace."""
    body: dict[str, JSON] = {
        "event_type": event_type,
        "id": {"workspace_id": WORKSPACE, **id},
        "actor": BY_MEMBER,
        **fields,
    }
    return variant(body, tag="event_type", model=model, fallback="UnknownEvent")


ACTIVITY_ID: dict[str, JSON] = {"activity_id": ACTIVITY}
ACTIVITY_ATTRIBUTE_ID: dict[str, JSON] = {"activity_id": ACTIVITY, "attribute_id": ATTRIBUTE}
ACTIVITY_RECORD_ID: dict[str, JSON] = {"activity_id": ACTIVITY, "record_id": RECORD}
COMMENT_ID: dict[str, JSON] = {"comment_id": COMMENT}
LIST_ID: dict[str, JSON] = {"list_id": LIST}
LIST_ATTRIBUTE_ID: dict[str, JSON] = {"list_id": LIST, "attribute_id": ATTRIBUTE}
ENTRY_ID: dict[str, JSON] = {"list_id": LIST, "entry_id": ENTRY}
OBJECT_ATTRIBUTE_ID: dict[str, JSON] = {"object_id": OBJECT, "attribute_id": ATTRIBUTE}
NOTE_ID: dict[str, JSON] = {"note_id": NOTE}
RECORD_ID: dict[str, JSON] = {"object_id": OBJECT, "record_id": RECORD}
TASK_ID: dict[str, JSON] = {"task_id": TASK}

ABOUT_RECORD: dict[str, JSON] = {
    "thread_id": THREAD,
    "object_id": OBJECT,
    "record_id": RECORD,
    "list_id": nullable(None),
    "entry_id": nullable(None),
}
ABOUT_ENTRY: dict[str, JSON] = {**ABOUT_RECORD, "list_id": nullable(LIST), "entry_id": nullable(ENTRY)}
OF_RECORD: dict[str, JSON] = {"parent_object_id": OBJECT, "parent_record_id": RECORD}

EVENTS = (
    event("activity.created", "ActivityCreatedEvent", ACTIVITY_ID),
    event("activity.updated", "ActivityUpdatedEvent", ACTIVITY_ID),
    event("activity.deleted", "ActivityDeletedEvent", ACTIVITY_ID),
    event("activity-attribute.created", "ActivityAttributeCreatedEvent", ACTIVITY_ATTRIBUTE_ID),
    event("activity-attribute.updated", "ActivityAttributeUpdatedEvent", ACTIVITY_ATTRIBUTE_ID),
    event("activity-record.created", "ActivityRecordCreatedEvent", ACTIVITY_RECORD_ID),
    event("activity-record.deleted", "ActivityRecordDeletedEvent", ACTIVITY_RECORD_ID),
    event(
        "call-recording.created",
        "CallRecordingCreatedEvent",
        {"meeting_id": MEETING, "call_recording_id": RECORDING},
        actor=BY_SYSTEM,
    ),
    event("comment.created", "CommentCreatedEvent", COMMENT_ID, **ABOUT_RECORD),
    event("comment.resolved", "CommentResolvedEvent", COMMENT_ID, **ABOUT_ENTRY),
    event("comment.unresolved", "CommentUnresolvedEvent", COMMENT_ID, **ABOUT_ENTRY),
    event("comment.deleted", "CommentDeletedEvent", COMMENT_ID, **ABOUT_RECORD),
    event("list.created", "ListCreatedEvent", LIST_ID),
    event("list.updated", "ListUpdatedEvent", LIST_ID),
    event("list.deleted", "ListDeletedEvent", LIST_ID),
    event("list-attribute.created", "ListAttributeCreatedEvent", LIST_ATTRIBUTE_ID),
    event("list-attribute.updated", "ListAttributeUpdatedEvent", LIST_ATTRIBUTE_ID),
    event("list-entry.created", "ListEntryCreatedEvent", ENTRY_ID, **OF_RECORD),
    event("list-entry.updated", "ListEntryUpdatedEvent", {**ENTRY_ID, "attribute_id": ATTRIBUTE}, **OF_RECORD),
    event("list-entry.deleted", "ListEntryDeletedEvent", ENTRY_ID, **OF_RECORD),
    event("object-attribute.created", "ObjectAttributeCreatedEvent", OBJECT_ATTRIBUTE_ID),
    event("object-attribute.updated", "ObjectAttributeUpdatedEvent", OBJECT_ATTRIBUTE_ID),
    event("note.created", "NoteCreatedEvent", NOTE_ID, **OF_RECORD),
    event("note-content.updated", "NoteContentUpdatedEvent", NOTE_ID, **OF_RECORD),
    event("note.updated", "NoteUpdatedEvent", NOTE_ID, **OF_RECORD),
    event("note.deleted", "NoteDeletedEvent", NOTE_ID, **OF_RECORD),
    event("record.created", "RecordCreatedEvent", RECORD_ID),
    event(
        "record.merged",
        "RecordMergedEvent",
        RECORD_ID,
        duplicate_object_id=OBJECT,
        duplicate_record_id=OTHER_RECORD,
    ),
    event("record.updated", "RecordUpdatedEvent", {**RECORD_ID, "attribute_id": ATTRIBUTE}, actor=BY_SYSTEM),
    event("record.deleted", "RecordDeletedEvent", RECORD_ID),
    event("task.created", "TaskCreatedEvent", TASK_ID),
    event("task.updated", "TaskUpdatedEvent", TASK_ID),
    event("task.deleted", "TaskDeletedEvent", TASK_ID),
    event("workspace-member.created", "WorkspaceMemberCreatedEvent", {"workspace_member_id": MEMBER}),
)
UNKNOWN_EVENTS = (
    unread({"event_type": "comment.updated", "id": {"comment_id": COMMENT}, "text": ["new"]}, model="UnknownEvent"),
    unread({"event_type": "event.of-tomorrow"}, model="UnknownEvent"),
    unread({"payload": None}, model="UnknownEvent"),
    unread({}, model="UnknownEvent"),
)


def type_of(mark: Mark) -> str:
    """Return the type of an event."""
    return str(mark.value["event_type"])  # type: ignore[index]


def delivery(*events: Mark) -> JSON:
    """Return the body of a delivery. Attio sends one event per delivery, but the format allows several."""
    return {"webhook_id": WEBHOOK, "events": list(events)}


DELIVERIES: dict[str, JSON] = {
    **{type_of(mark): delivery(mark) for mark in EVENTS},
    "several events": delivery(EVENTS[0], *UNKNOWN_EVENTS, EVENTS[-1]),
    "no event": delivery(),
}
