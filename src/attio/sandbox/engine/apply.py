"""Applying checked values to records, on both sides of a relationship."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from attio.sandbox.engine.plan import Write
from attio.sandbox.store.changes import Changes
from attio.sandbox.store.rows import Attribute, Cell, Payload, Record, Value
from attio.sandbox.values import type_of


def current(changes: Changes, record: Record) -> Record:
    """Return a record as it is now; writing one side of a relationship changes others."""
    return changes.workspace.records(record.owner_id)[record.id]


def apply(changes: Changes, record: Record, writes: Sequence[Write]) -> Record:
    """Carry out checked writes, and return the record after them."""
    for write in writes:
        payloads = list(write.payloads)
        if write.mode == "append":
            # New values go to the front; one that is there already keeps its place.
            kind = type_of(write.attribute)
            active = current(changes, record).active(write.attribute)
            known = {value.key for value in active}
            payloads = [payload for payload in payloads if kind.key(payload) not in known]
            payloads += (value.payload for value in active)
        set_values(changes, record, write.attribute, payloads)
    return current(changes, record)


def set_values(changes: Changes, record: Record, attribute: Attribute, payloads: Sequence[Payload]) -> None:
    """Make the active values of an attribute equal to a list, on both sides if it is one of a relationship."""
    added, removed = replace_side(changes, record, attribute, payloads)
    inverse = changes.workspace.inverse(attribute)
    if inverse is None:
        return
    me: Payload = {"object_id": record.owner_id, "record_id": record.id}
    for payload in removed:
        take_away(changes, changes.workspace.target(payload), inverse, record.id)
    for payload in added:
        target = changes.workspace.target(payload)
        if inverse.is_multiselect:
            _add(changes, target, inverse, me)
            continue
        # The target can be with one record only, so the one that had it loses it.
        for other in [value.payload for value in target.active(inverse) if value.payload != me]:
            take_away(changes, changes.workspace.target(other), attribute, target.id)
        replace_side(changes, target, inverse, [me])


def _add(changes: Changes, record: Record, attribute: Attribute, target: Payload) -> None:
    """Let a record point to a target as well, in a time that does not grow with the others that it points to."""
    cell = record.cell(attribute)
    referrers = changes.workspace.index("referrers").get(target["record_id"]) or ()
    # The index has past references, too.
    if (record.owner_id, record.id, attribute.id) in referrers and target in (value.payload for value in cell.active):
        return
    value = Value(target, type_of(attribute).key(target), changes.now, changes.actor)
    changes.put(record.with_cell(attribute.id, Cell((*cell.active, value), cell.closed)))


def take_away(changes: Changes, record: Record, attribute: Attribute, target_id: str) -> None:
    """Let a record no longer point to a target."""
    record = current(changes, record)
    cell = record.cell(attribute)
    for position, value in enumerate(cell.active):
        if value.key == target_id:
            closed = replace(value, active_until=changes.now)
            active = cell.active[:position] + cell.active[position + 1 :]
            changes.put(record.with_cell(attribute.id, Cell(active, (*cell.closed, closed))))
            return


def replace_side(
    changes: Changes, record: Record, attribute: Attribute, payloads: Sequence[Payload]
) -> tuple[list[Payload], list[Payload]]:
    """Set the active values of an attribute on one side of a relationship; returns the added and the removed."""
    kind = type_of(attribute)
    record = current(changes, record)
    cell = record.cell(attribute)
    present = {value.key: value for value in cell.active}
    added: list[Payload] = []
    active: list[Value] = []
    for payload in payloads:
        # A value that does not change keeps its history.
        key = kind.key(payload)
        value = present.pop(key, None)
        if value is None:
            value = Value(payload, key, changes.now, changes.actor)
            added.append(payload)
        active.append(value)
    closed = [replace(value, active_until=changes.now) for value in present.values()]
    after = Cell(tuple(active), (*cell.closed, *closed))
    if after != cell:
        changes.put(record.with_cell(attribute.id, after))
    return added, [value.payload for value in closed]
