"""`Changes`: a transaction. All writes are committed or discarded together."""

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
"""An entry of an index: a key, and one of its members."""
Values: TypeAlias = tuple[Value, ...]

_NO_CELLS: Mapping[str, Cell] = {}
_SMALL_INDEX = 100
"""Number of members below which an index is searched instead of the values of a row."""


class Change(NamedTuple):
    """A row that was created, changed or removed."""

    before: Row | None
    after: Row | None
    quiet: bool
    """Whether no event is derived from the change."""

    @property
    def row(self) -> Row:
        """The current version of the row, or the last version of a removed row."""
        row = self.after or self.before
        assert row is not None  # noqa: S101 - `before` and `after` are never both None
        return row


class Changes:
    """The writes of one request or one control verb, with one timestamp and one actor.

    Rows are written to the tables immediately, so that later reads of the same request see them. `discard` undoes all
    writes.
    """

    def __init__(self, workspace: Workspace, actor: Actor) -> None:
        """Start a transaction."""
        self.workspace = workspace
        self.actor = actor
        self.events: list[Event] = []
        """Events that are not derived from changes of rows."""
        self._now: str | None = None
        self._before: dict[tuple[str, str], Row | None] = {}
        self._quiet: set[tuple[str, str]] = set()
        self._undo: list[tuple[Table[Any, Any], Any, Any]] = []
        self._members_before: dict[IndexKey, tuple[object, ...] | None] = {}
        self._kept: dict[Table[Any, Any], tuple[dict[Any, Any], bool]] = {}

    @property
    def now(self) -> str:
        """The timestamp of all changes, later than the timestamps of earlier writes."""
        if self._now is None:
            self._now = self.workspace.next_moment()
        return self._now

    def put(self, row: Row, *, quiet: bool = False) -> None:
        """Add a row, or replace the row with its id.

        Args:
            row: The row.
            quiet: Whether no event is derived from the change.
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
            quiet: Whether no event is derived from the change.
        """
        table = self.workspace.table_of(row)
        before = table[row.id]
        self._note(row, before, quiet=quiet)
        if table not in self._kept:
            # Adding a removed key again would put it at the end. Keep the whole dict to restore its order.
            self._kept[table] = (table.rows, table.shared)
            table.shared = True
        table.delete(row.id)
        self._index(before, None)

    def commit(self) -> list[Change]:
        """Accept all writes, and return the changed rows."""
        changed: list[Change] = []
        for name, before in self._before.items():
            after = self.workspace.tables[name[0]].get(name[1])
            if after is not before:
                changed.append(Change(before, after, name in self._quiet))
        return changed

    def discard(self) -> None:
        """Undo all writes."""
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
            # An unchanged value, which `_changed_cells` has left out, may have the same entry.
            current_entries = _entries(after, after.cells, unique)
            gone = [entry for entry in gone if entry not in current_entries]
        for key, member in gone:
            self._unlist(key, member)
        for entry in new:
            if entry not in old and not (isinstance(before, Record) and self._is_listed(entry, before, unique)):
                self._list(*entry)

    def _is_listed(self, entry: Entry, before: Record, unique: frozenset[str]) -> bool:
        """Return whether the index has an entry of an unchanged value. Search the index or the row, the smaller one."""
        members = self._members(entry[0]) or ()
        return entry[1] in members if len(members) < _SMALL_INDEX else entry in _entries(before, before.cells, unique)

    def _index_attribute(self, attribute: Attribute) -> None:
        """Add the present values of an attribute that became unique to the index, or remove them otherwise.

        Values that are equal already are allowed to stay.
        """
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
        # Keep only the first version: each of thousands of writes to one key would keep a tuple of thousands.
        self._members_before.setdefault(key, index.get(key[1]))
        if members:
            index.set(key[1], members)
        else:
            index.delete(key[1])


def _entries(row: Row | None, cells: Mapping[str, Cell], unique: frozenset[str]) -> dict[Entry, None]:
    """Return the index entries of a row, but only of the given cells."""
    if row is None:
        return {}
    entries: list[Entry] = []
    if isinstance(row, Record):
        entries += _record_entries(row, cells, unique)
    entries += (((f"{row.kind}.{name}", key), row.id) for name, key in row.index_keys())
    return dict.fromkeys(entries)


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
    """Return the cells in which two versions of a record differ, without common values at their start and end."""
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
    """Remove the common values at the start and at the end.

    A record with thousands of referrers has as many values, and each write to a referrer changes one of them. Comparing
    slices takes 4 ns per value, a fifteenth of the time of a loop.
    """
    if not one or not other:
        return one, other
    start = _common(one, other, lambda values, low, high: values[low:high])
    one, other = one[start:], other[start:]
    end = _common(one, other, lambda values, low, high: values[len(values) - high : len(values) - low])
    return one[: len(one) - end], other[: len(other) - end]


def _common(one: Values, other: Values, part: Callable[[Values, int, int], Values]) -> int:
    """Return the number of common values at one end, by binary search.

    Args:
        one: Values.
        other: Values to compare with.
        part: Function that returns the slice between two distances from that end.
    """
    low, high = 0, min(len(one), len(other))
    middle = high
    while low < high:
        if part(one, low, middle) == part(other, low, middle):
            low = middle
        else:
            high = middle - 1
        middle = (low + high + 1) // 2
    return low
