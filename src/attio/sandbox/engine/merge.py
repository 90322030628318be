"""Merge two records into a new one."""

from __future__ import annotations

from dataclasses import replace

from attio.sandbox.engine.apply import current, set_values
from attio.sandbox.engine.collection import Collection
from attio.sandbox.engine.lifecycle import attached
from attio.sandbox.events import Event
from attio.sandbox.store.changes import Changes
from attio.sandbox.store.rows import Attribute, Cell, Key, Record, Value


def merge_records(changes: Changes, owner: Collection, primary: Record, secondary: Record) -> Record:
    """Merge two records into a new record, and let all references point to it. Values of `primary` win."""
    workspace = changes.workspace
    _drop_conflicting_relationships(changes, owner, primary, secondary)
    primary, secondary = current(changes, primary), current(changes, secondary)
    merged = replace(
        primary,
        id=workspace.new_id(),
        cells={
            attribute.id: _merge_cells(attribute, primary.cell(attribute), secondary.cell(attribute), changes.now)
            for attribute in owner
            if attribute.id in primary.cells or attribute.id in secondary.cells
        },
    )
    old_ids = frozenset({primary.id, secondary.id})
    for record in (primary, secondary):
        changes.remove(record, quiet=True)
    changes.put(merged, quiet=True)
    for old_id in (primary.id, secondary.id):
        duplicate = {"duplicate_object_id": owner.id, "duplicate_record_id": old_id}
        changes.events.append(Event("record.merged", {"object_id": owner.id, "record_id": merged.id}, duplicate))
        for holder, attribute in list(workspace.referrers(old_id)):
            cell = _redirect_references(current(changes, holder).cell(attribute), old_ids, merged)
            changes.put(current(changes, holder).with_cell(attribute.id, cell), quiet=True)
        for entry in workspace.entries(old_id):
            changes.put(replace(entry, parent=(merged.owner_id, merged.id)), quiet=True)
    for old_id in (primary.id, secondary.id):
        for row in list(attached(changes, old_id)):
            changes.put(row.move(old_ids, merged), quiet=True)
    return current(changes, merged)


def _drop_conflicting_relationships(changes: Changes, owner: Collection, primary: Record, secondary: Record) -> None:
    """Remove relationships of the secondary record for which the primary record already has a single value."""
    for attribute in owner:
        if attribute.relationship and not attribute.is_multiselect and primary.active(attribute):
            set_values(changes, secondary, attribute, [])


def _merge_cells(attribute: Attribute, primary: Cell, secondary: Cell, now: str) -> Cell:
    closed = (*primary.closed, *secondary.closed)
    present = {value.key for value in primary.active}
    if not attribute.is_multiselect and primary.active:
        # The value of the secondary record becomes part of the history.
        replaced = (replace(value, active_until=now) for value in secondary.active if value.key not in present)
        return Cell(primary.active, (*closed, *replaced))
    return Cell((*primary.active, *(value for value in secondary.active if value.key not in present)), closed)


def _redirect_references(cell: Cell, old_ids: frozenset[str], merged: Record) -> Cell:
    """Replace references to the old records by references to the new one."""

    def redirect(value: Value) -> Value:
        if value.payload["record_id"] not in old_ids:
            return value
        return replace(value, payload={**value.payload, "record_id": merged.id}, key=merged.id)

    active: dict[Key, Value] = {}
    for value in cell.active:
        # References to both old records become one.
        redirected = redirect(value)
        active.setdefault(redirected.key, redirected)
    return Cell(tuple(active.values()), tuple(redirect(value) for value in cell.closed))
