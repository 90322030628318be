"""The one way to write: changes that are committed or discarded as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from attio.sandbox.store.rows import EMPTY, Actor, Attribute, Cell, Owner, Record, Row, Value
from attio.sandbox.store.table import Table

if TYPE_CHECKING:
    from attio.sandbox.events import Event
    from attio.sandbox.workspace import Workspace

IndexKey: TypeAlias = tuple[str, Any]
"""Name of an index, and a key in it."""
Entry: TypeAlias = tuple[IndexKey, object]
"""What an index has: a key, and one of its members."""
Values: TypeAlias = tuple[Value, ...]

_NO_CELLS: Mapping[str, Cell] = {}
_FEW = 100
"""Members of an index that are looked through sooner than the values of a row."""


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
        self._members_before: dict[IndexKey, tuple[object, ...] | None] = {}
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
        for (name, key), members in self._members_before.items():
            index = self.workspace.index(name)
            if members is not None:
                index.set(key, members)
            elif key in index:
                index.delete(key)
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
        cells, cells_after = _changed_cells(before, after)
        old, new = _entries(before, cells, unique), _entries(after, cells_after, unique)
        gone = [entry for entry in old if entry not in new]
        if gone and isinstance(after, Record):
            # A value that both versions have, and that was left out, may have the same entry.
            kept = _entries(after, after.cells, unique)
            gone = [entry for entry in gone if entry not in kept]
        for key, member in gone:
            self._unlist(key, member)
        for entry in new:
            if entry not in old and not (isinstance(before, Record) and self._is_listed(entry, before, unique)):
                self._list(*entry)

    def _is_listed(self, entry: Entry, before: Record, unique: frozenset[str]) -> bool:
        """Whether an entry follows from a value that was left out; looks where there is less to look through."""
        members = self._members(entry[0]) or ()
        return entry[1] in members if len(members) < _FEW else entry in _entries(before, before.cells, unique)

    def _index_attribute(self, attribute: Attribute) -> None:
        """List the values there are, or no longer; two that are equal already may stay."""
        for record in self.workspace.records(attribute.owner_id):
            for value in record.cell(attribute).active:
                entry = ("unique", (attribute.id, value.key)), record.id
                if attribute.is_unique:
                    self._list(*entry)
                else:
                    self._unlist(*entry)

    def _members(self, key: IndexKey) -> tuple[object, ...] | None:
        return self.workspace.index(key[0]).get(key[1])

    def _list(self, key: IndexKey, member: object) -> None:
        self._set_index(key, (self._members(key) or ()) + (member,))

    def _unlist(self, key: IndexKey, member: object) -> None:
        members = self._members(key) or ()
        at = members.index(member)
        self._set_index(key, members[:at] + members[at + 1 :])

    def _set_index(self, key: IndexKey, members: tuple[object, ...]) -> None:
        index = self.workspace.index(key[0])
        # Only the first version is kept: thousands of entries of one key would keep as many tuples of thousands.
        self._members_before.setdefault(key, index.get(key[1]))
        if members:
            index.set(key[1], members)
        else:
            index.delete(key[1])


def _entries(row: Row | None, cells: Mapping[str, Cell], unique: frozenset[str]) -> dict[Entry, None]:
    """Return the index entries of a row, of its cells only those that are given."""
    if row is None:
        return {}
    found: list[Entry] = []
    if isinstance(row, Record):
        found += _record_entries(row, cells, unique)
    found += (((f"{row.kind}.{name}", key), row.id) for name, key in row.index_keys())
    return dict.fromkeys(found)


def _record_entries(record: Record, cells: Mapping[str, Cell], unique: frozenset[str]) -> Iterator[Entry]:
    for attribute_id, cell in cells.items():
        if attribute_id in unique:
            for value in cell.active:
                yield ("unique", (attribute_id, value.key)), record.id
        for values in (cell.active, cell.closed):
            for value in values:
                if "record_id" in value.payload:
                    yield ("referrers", value.payload["record_id"]), (record.owner_id, record.id, attribute_id)
    if record.parent is not None:
        yield ("entries", record.parent[1]), (record.owner_id, record.id)


def _changed_cells(before: Row | None, after: Row | None) -> tuple[Mapping[str, Cell], Mapping[str, Cell]]:
    """Return the cells in which two versions of a record differ, without the values that both begin or end with."""
    one, other = (row.cells if isinstance(row, Record) else _NO_CELLS for row in (before, after))
    if not one or not other:
        return one, other
    old, new = {gone: one[gone] for gone in one.keys() - other.keys()}, dict[str, Cell]()
    for attribute_id, second in other.items():
        first = one.get(attribute_id, EMPTY)
        if first is EMPTY:
            new[attribute_id] = second
        elif first is not second:
            active, active_after = _without_ends(first.active, second.active)
            closed, closed_after = _without_ends(first.closed, second.closed)
            old[attribute_id], new[attribute_id] = Cell(active, closed), Cell(active_after, closed_after)
    return old, new


def _without_ends(one: Values, other: Values) -> tuple[Values, Values]:
    """Leave out the values that both begin or end with.

    A record that thousands refer to has as many values, of which each write of one of those records changes one. Python
    compares slices by identity, 4 ns a value, a fifteenth of what a loop takes.
    """
    if not one or not other:
        return one, other
    start = _common(one, other, lambda values, low, high: values[low:high])
    one, other = one[start:], other[start:]
    end = _common(one, other, lambda values, low, high: values[len(values) - high : len(values) - low])
    return one[: len(one) - end], other[: len(other) - end]


def _common(one: Values, other: Values, part: Callable[[Values, int, int], Values]) -> int:
    """Return how many values are the same, counted from an end."""
    low, high = 0, min(len(one), len(other))
    middle = high
    while low < high:
        if part(one, low, middle) == part(other, low, middle):
            low = middle
        else:
            high = middle - 1
        middle = (low + high + 1) // 2
    return low
