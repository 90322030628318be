"""Records as a whole: creating, deleting and merging them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attio.sandbox.store import Actor, Attribute, Cell, ObjectType, Payload, Record, Store, Token, Value
from attio.sandbox.values import type_of
from attio.sandbox.writes import Change, Writer, default_changes


def create_record(store: Store, owner: ObjectType, changes: Sequence[Change], token: Token) -> Record:
    """Make a record from checked changes, with its defaults and the values that Attio sets itself."""
    writer = Writer(store, token.actor)
    record = Record(store.new_id(), owner.id, writer.now)
    owner.records[record.id] = record
    stamps: dict[str, Payload] = {
        "record_id": {"value": record.id},
        "created_at": {"value": record.created_at},
        "created_by": {"referenced_actor_type": token.actor.type, "referenced_actor_id": token.actor.id},
    }
    for attribute in owner.attributes.values():
        if attribute.api_slug in stamps:
            writer.set(record, attribute, [stamps[attribute.api_slug]])
    writer.apply(record, [*default_changes(store, owner, changes, token), *changes])
    return record


def delete_record(store: Store, owner: ObjectType, record: Record, actor: Actor) -> None:
    """Remove a record, its files, and every reference to it."""
    writer = Writer(store, actor)
    for holder, attribute in list(_referrers(store, record)):
        rest = [value.payload for value in holder.active(attribute) if value.payload["record_id"] != record.id]
        writer.set(holder, attribute, rest)
    _forget(store, owner, record)
    for file in [file for file in store.files.values() if file.record_id == record.id]:
        del store.files[file.id]


def _forget(store: Store, owner: ObjectType, record: Record) -> None:
    for attribute in owner.attributes.values():
        for value in record.active(attribute):
            store.release(attribute, type_of(attribute).key(value.payload), record)
    del owner.records[record.id]


def _referrers(store: Store, record: Record) -> Iterator[tuple[Record, Attribute]]:
    """Iterate over the records, and their attributes, that point to a record now."""
    for owner in store.objects.values():
        references = [attribute for attribute in owner.attributes.values() if attribute.type == "record-reference"]
        for holder in owner.records.values():
            for attribute in references:
                if any(value.payload["record_id"] == record.id for value in holder.active(attribute)):
                    yield holder, attribute


def merge_records(store: Store, owner: ObjectType, primary: Record, secondary: Record, actor: Actor) -> Record:
    """Make a new record out of two, the first of which wins, and make everything point to it."""
    _drop_losers(store, owner, primary, secondary, actor)
    for record in (primary, secondary):
        _forget(store, owner, record)
    merged = Record(store.new_id(), owner.id, primary.created_at)
    owner.records[merged.id] = merged
    for attribute in owner.attributes.values():
        if attribute.api_slug == "record_id":
            merged.cells[attribute.id] = Cell([Value({"value": merged.id}, merged.created_at, actor)])
        else:
            merged.cells[attribute.id] = _merge_cells(attribute, primary.cell(attribute), secondary.cell(attribute))
    _point_to(store, {primary.id, secondary.id}, merged)
    for attribute in owner.attributes.values():
        if attribute.is_unique:
            for value in merged.active(attribute):
                store.hold(attribute, type_of(attribute).key(value.payload), merged)
    return merged


def _drop_losers(store: Store, owner: ObjectType, primary: Record, secondary: Record, actor: Actor) -> None:
    """Unlink what the secondary record cannot bring along, because the primary has a single value of its own."""
    writer = Writer(store, actor)
    for attribute in owner.attributes.values():
        if attribute.relationship and not attribute.is_multiselect and primary.active(attribute):
            writer.set(secondary, attribute, [])


def _merge_cells(attribute: Attribute, primary: Cell, secondary: Cell) -> Cell:
    closed = [*primary.closed, *secondary.closed]
    if not attribute.is_multiselect:
        return Cell(primary.active or secondary.active, closed)
    kind = type_of(attribute)
    present = {kind.key(value.payload) for value in primary.active}
    added = [value for value in secondary.active if kind.key(value.payload) not in present]
    return Cell([*primary.active, *added], closed)


def _point_to(store: Store, old_ids: set[str], merged: Record) -> None:
    """Turn references and files of the old records over to the new one."""
    for owner in store.objects.values():
        references = [attribute for attribute in owner.attributes.values() if attribute.type == "record-reference"]
        for holder in owner.records.values():
            for attribute in references:
                _turn_over(holder.cell(attribute), old_ids, merged)
    for file in store.files.values():
        if file.record_id in old_ids:
            file.record_id = merged.id


def _turn_over(cell: Cell, old_ids: set[str], merged: Record) -> None:
    for value in [*cell.active, *cell.closed]:
        if value.payload["record_id"] in old_ids:
            value.payload = {**value.payload, "record_id": merged.id}
    # Two references to the old records have become one.
    first: dict[object, Value] = {}
    for value in cell.active:
        first.setdefault(value.payload["record_id"], value)
    cell.active = list(first.values())
