"""Create and delete records and collections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from attio.sandbox.engine.apply import apply, current, remove_reference
from attio.sandbox.engine.collection import Collection
from attio.sandbox.engine.plan import Write, default_writes
from attio.sandbox.engine.record_events import record_events
from attio.sandbox.store.changes import Change, Changes
from attio.sandbox.store.rows import KINDS, Record, Row, Token, View


def create_record(
    changes: Changes,
    owner: Collection,
    writes: Sequence[Write],
    token: Token,
    parent: tuple[str, str] | None = None,
) -> Record:
    """Create a record from checked writes, with its defaults.

    Args:
        changes: Collects the writes.
        owner: Collection of the record.
        writes: Values of the record.
        token: Token of the request. Dynamic defaults use its member.
        parent: Object and record of an entry.
    """
    workspace = changes.workspace
    record = Record(
        id=workspace.new_id(), owner_id=owner.id, created_at=changes.now, created_by=changes.actor, parent=parent
    )
    changes.put(record)
    return apply(changes, record, [*default_writes(workspace, owner, writes, token), *writes])


def attached(changes: Changes, row_id: str, index: str = "record") -> Iterator[Row]:
    """Iterate over the rows that belong to a record, such as notes, tasks and files, or to another row.

    Args:
        changes: Collects the writes.
        row_id: Id of the record or row.
        index: Name of the index, as in `index_keys`.
    """
    for kind in KINDS.values():
        yield from changes.workspace.find(kind, index, row_id)


def delete_record(changes: Changes, record: Record) -> None:
    """Delete a record, the rows that belong to it, its list entries, and all references to it."""
    workspace = changes.workspace
    changes.remove(current(changes, record))
    for holder, attribute in list(workspace.referrers(record.id)):
        remove_reference(changes, holder, attribute, record.id)
    for entry in workspace.entries(record.id):
        delete_record(changes, entry)
    for row in list(attached(changes, record.id)):
        rest_of_row = row.detach(record.id)
        if rest_of_row is None:
            changes.remove(row, quiet=True)
        else:
            changes.put(rest_of_row, quiet=True)


def delete_collection(changes: Changes, owner: Collection) -> None:
    """Delete an object, list or activity with its records, attributes and views."""
    workspace = changes.workspace
    for record in list(owner.records):
        # Create the events here: after the owner is removed, they cannot be derived from the rows.
        changes.events += record_events(Change(current(changes, record), None, quiet=False), workspace)
        delete_record(changes, record)
    for attribute in owner:
        inverse = workspace.inverse(attribute)
        if inverse is not None:
            changes.put(replace(inverse, relationship=None), quiet=True)
    for row in (*owner, *workspace.find(View, "owner", owner.id)):
        changes.remove(row, quiet=True)
    changes.remove(owner.row)
