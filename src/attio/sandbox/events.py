"""Events of a workspace, which webhooks deliver."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from attio.sandbox.store.rows import Actor


class EventType(NamedTuple):
    """The keys of an event, without its type, its actor and the workspace id."""

    ids: tuple[str, ...]
    """Keys of `id`."""
    extra: tuple[str, ...] = ()
    """Keys beside `id`."""


_PARENT = ("parent_object_id", "parent_record_id")
_ENTRY = ("list_id", "entry_id")
_COMMENT = EventType(("comment_id",), ("thread_id", "object_id", "record_id", "list_id", "entry_id"))

EVENT_TYPES: Mapping[str, EventType] = {
    **{f"record.{verb}": EventType(("object_id", "record_id")) for verb in ("created", "deleted")},
    "record.updated": EventType(("object_id", "record_id", "attribute_id")),
    "record.merged": EventType(("object_id", "record_id"), ("duplicate_object_id", "duplicate_record_id")),
    **{f"list-entry.{verb}": EventType(_ENTRY, _PARENT) for verb in ("created", "deleted")},
    "list-entry.updated": EventType((*_ENTRY, "attribute_id"), _PARENT),
    **{f"note.{verb}": EventType(("note_id",), _PARENT) for verb in ("created", "updated", "deleted")},
    "note-content.updated": EventType(("note_id",), _PARENT),
    **{f"comment.{verb}": _COMMENT for verb in ("created", "resolved", "unresolved", "deleted")},
    **{f"task.{verb}": EventType(("task_id",)) for verb in ("created", "updated", "deleted")},
    **{f"list.{verb}": EventType(("list_id",)) for verb in ("created", "updated", "deleted")},
    **{f"activity.{verb}": EventType(("activity_id",)) for verb in ("created", "updated", "deleted")},
    **{f"activity-record.{verb}": EventType(("activity_id", "record_id")) for verb in ("created", "deleted")},
    **{
        f"{owner}-attribute.{verb}": EventType((f"{owner}_id", "attribute_id"))
        for owner in ("object", "list", "activity")
        for verb in ("created", "updated")
    },
    "call-recording.created": EventType(("meeting_id", "call_recording_id")),
    "workspace-member.created": EventType(("workspace_member_id",)),
}
"""All event types."""


@dataclass(frozen=True, slots=True)
class Event:
    """An event. It has ids only, no values."""

    type: str
    ids: Mapping[str, str]
    """Content of `id`, without the workspace id."""
    extra: Mapping[str, str | None] = field(default_factory=dict[str, "str | None"])
    """Keys beside `id`, such as `parent_record_id`."""

    def wire(self, workspace_id: str, actor: Actor) -> dict[str, object]:
        """Return the event as JSON values for a delivery."""
        ids = {"workspace_id": workspace_id, **self.ids}
        return {"event_type": self.type, "id": ids, **self.extra, "actor": actor.wire()}
