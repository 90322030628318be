"""The one way to write: changes that are committed or discarded as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from attio.sandbox.store.rows import Actor, Attribute, Cell, Owner, Record, Row
from attio.sandbox.store.table import Table

if TYPE_CHECKING:
    from attio.sandbox.events import Event
    from attio.sandbox.workspace import Workspace

IndexKey: TypeAlias = tuple[str, Any]
"""Name of an index, and a key in it."""


class Change(NamedTuple):
    """One row that was made, changed or removed."""

    before: Row | None
    after: Row | None
    quiet: bool
    """Whether it is no event of its own."""

    @property
    def row(self) -> Row:
        """The row as it is now, or was last."""
        row = self.after or self.before
        assert row is not None  # noqa: S101 - one of both is always there
        return row


class Changes:
    """What one request, or one control verb, writes: at one moment, for one actor.

    Rows are in the tables at once, so that what follows sees them. `discard` takes everything back.
    """

    def __init__(self, workspace: Workspace, actor: Actor) -> None:
        """Begin to write."""
        self.workspace = workspace
        self.actor = actor
        self.events: list[Event] = []
        """Events that do not follow from rows alone."""
        self._now: str | None = None
        self._before: dict[tuple[str, str], Row | None] = {}
        self._quiet: set[tuple[str, str]] = set()
        self._undo: list[tuple[Table[Any, Any], Any, Any]] = []
        self._kept: dict[Table[Any, Any], tuple[dict[Any, Any], bool]] = {}

    @property
    def now(self) -> str:
        """The moment of the write: one for all that it changes, and later than that of every write before."""
        if self._now is None:
            self._now = self.workspace.next_moment()
        return self._now

    def put(self, row: Row, *, quiet: bool = False) -> None:
        """Add a row, or replace the one with its id.

        Args:
            row: The row.
            quiet: No event follows from it.
        """
        table = self.workspace.table_of(row)
        before = table.get(row.id)
        if before is row:
            return
        self._note(row, before, quiet=quiet)
        self._write(table, row.id, row)
        self._index(before, row)

    def remove(self, row: Row, *, quiet: bool = False) -> None:
        """Remove a row.

        Args:
            row: The row.
            quiet: No event follows from it.
        """
        table = self.workspace.table_of(row)
        before = table[row.id]
        self._note(row, before, quiet=quiet)
        if table not in self._kept:
            # A dict that a key returns to has it at the end; keeping the whole of it keeps the order as well.
            self._kept[table] = (table.rows, table.shared)
            table.shared = True
        table.delete(row.id)
        self._index(before, None)

    def commit(self) -> list[Change]:
        """Accept what was written, and return the rows that differ."""
        changed: list[Change] = []
        for name, before in self._before.items():
            after = self.workspace.tables[name[0]].get(name[1])
            if after is not before:
                changed.append(Change(before, after, name in self._quiet))
        return changed

    def discard(self) -> None:
        """Take back everything that was written."""
        for table, (rows, shared) in self._kept.items():
            table.rows, table.shared = rows, shared
        for table, key, before in reversed(self._undo):
            if before is None:
                table.delete(key)
            else:
                table.set(key, before)
        self.workspace.forget_collections()

    def _note(self, row: Row, before: Row | None, *, quiet: bool) -> None:
        name = (row.table, row.id)
        self._before.setdefault(name, before)
        if quiet:
            self._quiet.add(name)
        if isinstance(row, (Attribute, Owner)):
            self.workspace.forget_collections()

    def _write(self, table: Table[Any, Any], key: object, value: object) -> None:
        if table not in self._kept:
            self._undo.append((table, key, table.get(key)))
        table.set(key, value)

    def _index(self, before: Row | None, after: Row | None) -> None:
        unique = self.workspace.unique_ids(before or after)
        if isinstance(before, Attribute) and isinstance(after, Attribute) and after.is_unique != before.is_unique:
            self._index_attribute(after)
        old, new = _keys(before, after, unique), _keys(after, before, unique)
        for key, member in old.items():
            if key not in new:
                self._unlist(key[0], member)
        for key, member in new.items():
            if key not in old:
                self._list(key[0], member)

    def _index_attribute(self, attribute: Attribute) -> None:
        """List the values there are, or no longer; two that are equal already may stay."""
        for record in self.workspace.records(attribute.owner_id):
            for value in record.cell(attribute).active:
                entry = ("unique", (attribute.id, value.key)), record.id
                if attribute.is_unique:
                    self._list(*entry)
                else:
                    self._unlist(*entry)

    def _list(self, key: IndexKey, member: object) -> None:
        index = self.workspace.index(key[0])
        self._set_index(index, key[1], (*(index.get(key[1]) or ()), member))

    def _unlist(self, key: IndexKey, member: object) -> None:
        index = self.workspace.index(key[0])
        self._set_index(index, key[1], tuple(item for item in index.get(key[1]) or () if item != member))

    def _set_index(self, index: Table[Any, tuple[Any, ...]], key: object, members: tuple[object, ...]) -> None:
        before = index.get(key)
        self._undo.append((index, key, before))
        if members:
            index.set(key, members)
        else:
            index.delete(key)


def _keys(row: Row | None, other: Row | None, unique: frozenset[str]) -> dict[tuple[IndexKey, object], object]:
    """Return the index entries of a row, leaving out those of cells that another version of it has as well."""
    if row is None:
        return {}
    found: list[tuple[IndexKey, object]] = []
    if isinstance(row, Record):
        found += _record_keys(row, other.cells if isinstance(other, Record) else {}, unique)
    found += (((f"{row.kind}.{name}", key), row.id) for name, key in row.index_keys())
    return {entry: entry[1] for entry in found}


def _record_keys(record: Record, same: Mapping[str, Cell], unique: frozenset[str]) -> Iterator[tuple[IndexKey, object]]:
    for attribute_id, cell in record.cells.items():
        if cell is same.get(attribute_id):
            continue
        if attribute_id in unique:
            for value in cell.active:
                yield ("unique", (attribute_id, value.key)), record.id
        for values in (cell.active, cell.closed):
            for value in values:
                if "record_id" in value.payload:
                    yield ("referrers", value.payload["record_id"]), (record.owner_id, record.id, attribute_id)
    if record.parent is not None:
        yield ("entries", record.parent[1]), (record.owner_id, record.id)
