"""Derive events from changes: of records, list entries and activity records, and of other rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attio.sandbox.events import Event
from attio.sandbox.store.changes import Change
from attio.sandbox.store.rows import EMPTY, Record, Target, Value
from attio.sandbox.workspace import Workspace

_NAMES: dict[Target, str] = {"objects": "record", "lists": "list-entry", "activities": "activity-record"}


def row_events(noun: str, id_name: str) -> Callable[[Change, Workspace], Iterator[Event]]:
    """Return a function that derives one event from each change of a row: created, updated or deleted.

    Args:
        noun: First part of the event type.
        id_name: Name of the id in the event.
    """

    def events(change: Change, workspace: Workspace) -> Iterator[Event]:  # noqa: ARG001 - as `record_events`
        if change.before is None:
            verb = "created"
        elif change.after is None:
            verb = "deleted"
        else:
            verb = "updated"
        yield Event(f"{noun}.{verb}", {id_name: change.row.id})

    return events


def record_events(change: Change, workspace: Workspace) -> Iterator[Event]:
    """Yield one event for a created or deleted record, and one for each attribute with changed values."""
    before, after = change.before, change.after
    record = change.row
    owner = workspace.owner(record.owner_id) if isinstance(record, Record) else None
    if owner is None or not isinstance(record, Record):
        # The collection was deleted too; `delete_collection` has created the events.
        return
    name = _NAMES[owner.target]
    ids = {"list_id": owner.id, "entry_id": record.id}
    extra: dict[str, str | None] = {}
    if owner.target != "lists":
        ids = {"object_id" if owner.target == "objects" else "activity_id": owner.id, "record_id": record.id}
    else:
        object_id, record_id = record.parent or (None, None)
        extra = {"parent_object_id": object_id, "parent_record_id": record_id}
    if before is None:
        yield Event(f"{name}.created", ids, extra)
    elif after is None:
        yield Event(f"{name}.deleted", ids, extra)
    elif isinstance(before, Record) and owner.target != "activities":
        for attribute_id, cell in record.cells.items():
            if _differ(before.cells.get(attribute_id, EMPTY).active, cell.active):
                yield Event(f"{name}.updated", {**ids, "attribute_id": attribute_id}, extra)


def _differ(before: tuple[Value, ...], after: tuple[Value, ...]) -> bool:
    # Compare lengths first, because there may be thousands of values.
    if before is after or len(before) != len(after):
        return before is not after
    return [value.key for value in before] != [value.key for value in after]
