"""Keyset pagination over all records of an object or entries of a list, in order of creation. Does no I/O.

Pagination by offset misses records if others are deleted between two pages. This walk requests the records created
since the last record it has: deletions shift nothing, updates move nothing, and new records come at the end.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

HEX = "0123456789abcdef"
ID_LENGTH = 36
DASHES = (8, 13, 18, 23)
MAX_PASSES = 10
"""Maximum number of passes over a window that cannot be divided, until two passes find the same records."""
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.timezone.utc)
MICROSECOND = dt.timedelta(microseconds=1)


class Item(NamedTuple):
    """A record or entry of a page."""

    created: int
    """Creation time, in microseconds since 1970."""
    id: str
    content: Any


class Query(NamedTuple):
    """A page to request."""

    conditions: list[dict[str, Any]]
    """Conditions that the walk adds to the filter."""
    offset: int
    limit: int


class Position(NamedTuple):
    """The position of a walk. A walk can continue from it in another process."""

    since: int | None
    """Creation time of the first records of the next page, in microseconds since 1970; None for the first page."""
    seen: frozenset[str] = frozenset()
    """Ids of the records created at `since` that were returned."""
    ties: tuple[str, ...] | None = None
    """Prefixes of ids to request, if more records were created at `since` than fit on a page."""


class Batch:
    """The new records of a page, and the position of the walk before and after them."""

    def __init__(self, before: Position, after: Position, items: Sequence[Item]) -> None:
        """Create a batch of new items."""
        self.before, self.after, self.items = before, after, items

    def position(self, done: int) -> Position:
        """Return the position of the walk after the first `done` items."""
        if done == 0:
            return self.before
        if done == len(self.items):
            return self.after
        returned = self.items[:done]
        if self.before.ties is not None:
            return self.before._replace(seen=self.before.seen.union(item.id for item in returned))
        since = returned[-1].created
        seen = frozenset(item.id for item in returned if item.created == since)
        return Position(since, seen | self.before.seen if since == self.before.since else seen)


class LongestPage:
    """The length of the longest page so far. A page of this length is full: servers may lower the requested limit."""

    def __init__(self) -> None:
        """Start without a page."""
        self._length = 1

    def is_full(self, length: int) -> bool:
        """Whether a page of this length may be full, so that more records follow."""
        self._length = max(self._length, length)
        return length >= self._length


class Range:
    """A walk over the records created from `position.since` until before `until`.

    `query` returns the next page to request, and `received` processes the response. A page contains the first records
    since a time, in order of creation. All records created before the last record of the page are on it. Records
    created at the same time as the last one are requested again with the next page, and skipped there.
    """

    def __init__(
        self,
        id_attribute: str,
        size: int,
        longest: LongestPage,
        position: Position | None = None,
        until: int | None = None,
    ) -> None:
        """Start at a position.

        Args:
            id_attribute: `record_id` or `entry_id`.
            size: Number of records on a page.
            longest: The longest page; shared by all ranges of an export.
            position: Position to start at; None for the oldest record.
            until: End of the range, in microseconds since 1970; None to walk to the newest record.
        """
        self._id, self._size, self._longest = id_attribute, size, longest
        self._at = position or Position(None)
        self.until = until
        self.is_done = False
        self._is_probing = False
        """Whether to check for more records after a full page whose records all have the same creation time."""
        self._window: Window | None = None

    @property
    def position(self) -> Position:
        """Position after the last page."""
        return self._at

    def query(self) -> Query:
        """Return the next page to request."""
        since, _, ties = self._at
        if self._window is not None:
            return Query(self._moment(), self._window.offset, self._size)
        if ties is not None:
            return Query([*self._moment(), {self._id: {"$starts_with": ties[0]}}], 0, self._size)
        conditions: list[dict[str, Any]] = []
        if since is not None:
            conditions.append({"created_at": {"$gte": timestamp(since)}})
        if self.until is not None:
            conditions.append({"created_at": {"$lt": timestamp(self.until)}})
        if self._is_probing:
            return Query([*conditions, {"$not": {self._id: {"$in": sorted(self._at.seen)}}}], 0, 1)
        return Query(conditions, 0, self._size)

    def received(self, items: Sequence[Item]) -> Batch:
        """Process a page, and return its new records."""
        before = self._at
        if self._window is not None:
            new = self._read_window(items, self._window)
        elif before.ties is not None:
            new = self._read_part(items, before.ties)
        elif self._is_probing:
            self._read_probe(found_more=bool(items))
            new = []
        else:
            new = self._read_page(items)
        return Batch(before, self._at, new)

    def cannot_divide(self) -> bool:
        """Continue without conditions on ids after a rejected query. Return False if the query had none."""
        if self._is_probing:
            self._read_probe(found_more=True)
            return True
        if self._at.ties is None or self._window is not None:
            return False
        self._window = Window()
        return True

    def split(self, end: int) -> Range | None:
        """Split off the later half of the remaining range, to walk it concurrently; None if the range is too short.

        Args:
            end: Latest possible creation time of the newest record, in microseconds since 1970.
        """
        since, until = self._at.since, end if self.until is None else self.until
        if since is None or self.is_done or self._at.ties is not None or until - since < 2:
            return None
        middle = since + (until - since) // 2
        later = Range(self._id, self._size, self._longest, Position(middle), self.until)
        self.until = middle
        return later

    def width(self, end: int) -> int:
        """Return the length of the remaining range, in microseconds."""
        since = self._at.since
        return 0 if since is None or self.is_done else (end if self.until is None else self.until) - since

    def _read_page(self, items: Sequence[Item]) -> list[Item]:
        since, seen, _ = self._at
        new = [item for item in items if item.created != since or item.id not in seen]
        if self.until is not None:  # `split` may have lowered it after the request
            new = [item for item in new if item.created < self.until]
        if not items:
            self.is_done = True
            return []
        is_full = self._longest.is_full(len(items))
        last = max(item.created for item in items)
        if self.until is not None and last >= self.until:
            self.is_done = True
        at_last = frozenset(item.id for item in items if item.created == last)
        self._at = Position(last, at_last | seen if last == since else at_last)
        if is_full and all(item.created == last for item in items):
            self._is_probing = True  # more records with the same time may exist, in any order
        elif not new:
            self.is_done = True  # a short page alone is not the end: servers may use a lower limit than asked
        return new

    def _read_probe(self, *, found_more: bool) -> None:
        self._is_probing = False
        if found_more:
            self._at = self._at._replace(ties=tuple(HEX))
        else:
            self.is_done = True

    def _read_part(self, items: Sequence[Item], ties: tuple[str, ...]) -> list[Item]:
        first, *rest = ties
        if len(first) < ID_LENGTH and items and self._longest.is_full(len(items)):
            self._at = self._at._replace(ties=(*longer(first), *rest))
            return []
        return self._take(items, tuple(rest))

    def _read_window(self, items: Sequence[Item], window: Window) -> list[Item]:
        window.add(item.id for item in items)
        if window.is_done:
            self._window = None
            return self._take(items, ())
        return self._take(items, self._at.ties or ())

    def _take(self, items: Sequence[Item], ties: tuple[str, ...]) -> list[Item]:
        """Return the new records created at `since`. After the last part of them, continue with later records."""
        since, seen, _ = self._at
        new = [item for item in items if item.id not in seen]
        if ties:
            self._at = Position(since, seen.union(item.id for item in new), ties)
        else:
            self._at = Position((since or 0) + 1)
        return new

    def _moment(self) -> list[dict[str, Any]]:
        since = self._at.since or 0
        return [{"created_at": {"$gte": timestamp(since)}}, {"created_at": {"$lt": timestamp(since + 1)}}]


class Window:
    """Records with the same creation time, read by offset until two passes find the same ones."""

    def __init__(self) -> None:
        """Start the first pass."""
        self.offset = 0
        self.is_done = False
        self._passes = 0
        self._ids: set[str] = set()
        self._previous_ids: set[str] | None = None

    def add(self, ids: Iterable[str]) -> None:
        """Add the ids of a page. A page without items ends the pass."""
        page: Collection[str] = list(ids)
        self.offset += len(page)
        self._ids.update(page)
        if not page:
            self._passes += 1
            self.is_done = self._ids == self._previous_ids or self._passes >= MAX_PASSES
            self._previous_ids, self._ids, self.offset = self._ids, set(), 0


def longer(prefix: str) -> tuple[str, ...]:
    """Return the 16 prefixes of ids that are one digit longer."""
    dash = "-" if len(prefix) in DASHES else ""
    return tuple(f"{prefix}{dash}{digit}" for digit in HEX)


def microseconds(moment: dt.datetime) -> int:
    """Convert a time to microseconds since 1970."""
    return (moment - EPOCH) // MICROSECOND


def timestamp(moment: int) -> str:
    """Convert microseconds since 1970 to a timestamp of the API."""
    return (EPOCH + moment * MICROSECOND).isoformat(timespec="microseconds").replace("+00:00", "Z")
