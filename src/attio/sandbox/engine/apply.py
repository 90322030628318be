"""Apply checked values to records, on both sides of a relationship."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from attio.sandbox.engine.plan import Write
from attio.sandbox.store.changes import Changes
from attio.sandbox.store.rows import Attribute, Cell, Payload, Record, Value
from attio.sandbox.values import type_of


def current(changes: Changes, record: Record) -> Record:
    """Return the current version of a record. A write to one side of a relationship changes other records."""
    return changes.workspace.records(record.owner_id)[record.id]


def apply(changes: Changes, record: Record, writes: Sequence[Write]) -> Record:
    """Apply checked writes, and return the changed record."""
    for write in writes:
        payloads = list(write.payloads)
        if write.mode == "append":
            # New values go to the front. A value that is present already keeps its place.
            kind = type_of(write.attribute)
            active = current(changes, record).active(write.attribute)
            present = {value.key for value in active}
            payloads = [payload for payload in payloads if kind.key(payload) not in present]
            payloads += (value.payload for value in active)
        set_values(changes, record, write.attribute, payloads)
    return current(changes, record)


def set_values(changes: Changes, record: Record, attribute: Attribute, payloads: Sequence[Payload]) -> None:
    """Set the active values of an attribute, on both sides of a relationship."""
    added, removed = replace_side(changes, record, attribute, payloads)
    inverse = changes.workspace.inverse(attribute)
    if inverse is None:
        return
    back_reference: Payload = {"object_id": record.owner_id, "record_id": record.id}
    for payload in removed:
        remove_reference(changes, changes.workspace.target(payload), inverse, record.id)
    for payload in added:
        target = changes.workspace.target(payload)
        if inverse.is_multiselect:
            _add_reference(changes, target, inverse, back_reference)
            continue
        # The target can refer to one record only, so the record that it referred to before loses the target.
        for other in [value.payload for value in target.active(inverse) if value.payload != back_reference]:
            remove_reference(changes, changes.workspace.target(other), attribute, target.id)
        replace_side(changes, target, inverse, [back_reference])


def _add_reference(changes: Changes, record: Record, attribute: Attribute, target: Payload) -> None:
    """Add a reference to a record.

    The index tells whether the record may refer to the target already, because searching thousands of values is slow.
    """
    cell = record.cell(attribute)
    referrers = changes.workspace.index("referrers").get(target["record_id"]) or ()
    # The index also contains past references.
    if (record.owner_id, record.id, attribute.id) in referrers and target in (value.payload for value in cell.active):
        return
    value = Value(target, type_of(attribute).key(target), changes.now, changes.actor)
    changes.put(record.with_cell(attribute.id, Cell((*cell.active, value), cell.closed)))


def remove_reference(changes: Changes, record: Record, attribute: Attribute, target_id: str) -> None:
    """Remove a reference to a target from a record."""
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
    """Set the active values of an attribute on one side of a relationship; return the added and the removed values."""
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
