"""Read every record of an object or list in order of creation: a keyset walk that neither misses nor repeats; no I/O.

Offsets miss records when others are deleted meanwhile. This walk asks for what was created since the last record it
has, so deletes shift nothing, updates move nothing, and new records come at the end.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

HEX = "0123456789abcdef"
ID_LENGTH = 36
DASHES = (8, 13, 18, 23)
MOST_PASSES = 10
"""How often a window that cannot be divided is read, at most, until two passes agree."""
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.timezone.utc)
MICROSECOND = dt.timedelta(microseconds=1)


class Item(NamedTuple):
    """A record or entry of a page, with what the walk needs to know of it."""

    created: int
    """When it was created, in microseconds since 1970."""
    id: str
    content: Any


class Query(NamedTuple):
    """A page to ask for."""

    conditions: list[dict[str, Any]]
    """What the walk adds to the filter."""
    offset: int
    limit: int


class Position(NamedTuple):
    """Where a walk is: enough to go on in another process."""

    since: int | None
    """The next page begins with records created then, in microseconds since 1970; None for the first page."""
    seen: frozenset[str] = frozenset()
    """Ids of the records created at `since` that are done."""
    ties: tuple[str, ...] | None = None
    """Beginnings of the ids to ask for, if more records were created at `since` than fit on a page."""


class Batch:
    """The new records of a page, and where the walk is before and after each."""

    def __init__(self, before: Position, after: Position, items: Sequence[Item]) -> None:
        """Hold the items of a page that are new."""
        self.before, self.after, self.items = before, after, items

    def position(self, done: int) -> Position:
        """Where the walk is when the first `done` items have been handed out."""
        if done == 0:
            return self.before
        if done == len(self.items):
            return self.after
        given = self.items[:done]
        if self.before.ties is not None:
            return self.before._replace(seen=self.before.seen.union(item.id for item in given))
        since = given[-1].created
        seen = frozenset(item.id for item in given if item.created == since)
        return Position(since, seen | self.before.seen if since == self.before.since else seen)


class Longest:
    """The length of the longest page so far: a page is full when it is as long. Servers may cap pages lower."""

    def __init__(self) -> None:
        """Begin without a page."""
        self._length = 1

    def is_full(self, length: int) -> bool:
        """Whether a page of this length may have been cut."""
        self._length = max(self._length, length)
        return length >= self._length


class Range:
    """One walk over the records created from `position.since` until before `until`.

    `query` says what to ask for, `received` takes the response. A page is one snapshot of the first records since a
    moment, in order of creation. So whatever was created before the last of them is on it; whatever was created at
    that very moment comes again with the next page, and is left out there.
    """

    def __init__(
        self,
        id_attribute: str,
        size: int,
        longest: Longest,
        position: Position | None = None,
        until: int | None = None,
    ) -> None:
        """Begin at a position.

        Args:
            id_attribute: `record_id` or `entry_id`.
            size: Records on a page.
            longest: Shared by all ranges of an export.
            position: Where to begin; None for the oldest record.
            until: Where to end, in microseconds since 1970; None for the newest record.
        """
        self._id, self._size, self._longest = id_attribute, size, longest
        self._at = position or Position(None)
        self.until = until
        self.is_done = False
        self._is_probing = False
        """Whether to ask if there is more than the last page, which may have been cut among equal times."""
        self._window: Window | None = None

    @property
    def position(self) -> Position:
        """Where the walk is after the last page."""
        return self._at

    def query(self) -> Query:
        """Return the page to ask for next."""
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
        """Take a page and return what is new on it."""
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
        """Go on without conditions on ids, which the server refused; False when that was not the reason."""
        if self._is_probing:
            self._read_probe(found_more=True)
            return True
        if self._at.ties is None or self._window is not None:
            return False
        self._window = Window()
        return True

    def split(self, end: int) -> Range | None:
        """Cut off the later half of what is left, to be walked at the same time; None when it is too short.

        Args:
            end: When the newest record was created at the latest, in microseconds since 1970.
        """
        since, until = self._at.since, end if self.until is None else self.until
        if since is None or self.is_done or self._at.ties is not None or until - since < 2:
            return None
        middle = since + (until - since) // 2
        later = Range(self._id, self._size, self._longest, Position(middle), self.until)
        self.until = middle
        return later

    def width(self, end: int) -> int:
        """How much time is left to walk, in microseconds."""
        since = self._at.since
        return 0 if since is None or self.is_done else (end if self.until is None else self.until) - since

    def _read_page(self, items: Sequence[Item]) -> list[Item]:
        since, seen, _ = self._at
        new = [item for item in items if item.created != since or item.id not in seen]
        if self.until is not None:  # it was lowered after the page was asked for
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
            self._is_probing = True  # more of them may follow, in any order
        elif not new:
            self.is_done = True  # a short page alone proves nothing: servers may cap pages lower
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
        """Take new records created at `since`; after the last part of them, go on behind that moment."""
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
    """Records of one moment, read by offset until two passes find the same ones."""

    def __init__(self) -> None:
        """Begin the first pass."""
        self.offset = 0
        self.is_done = False
        self._passes = 0
        self._found: set[str] = set()
        self._before: set[str] | None = None

    def add(self, ids: Iterable[str]) -> None:
        """Take a page; one without items ends the pass."""
        page: Collection[str] = list(ids)
        self.offset += len(page)
        self._found.update(page)
        if not page:
            self._passes += 1
            self.is_done = self._found == self._before or self._passes >= MOST_PASSES
            self._before, self._found, self.offset = self._found, set(), 0


def longer(prefix: str) -> tuple[str, ...]:
    """Return the 16 beginnings of ids that are one digit longer."""
    dash = "-" if len(prefix) in DASHES else ""
    return tuple(f"{prefix}{dash}{digit}" for digit in HEX)


def microseconds(moment: dt.datetime) -> int:
    """Count the microseconds since 1970."""
    return (moment - EPOCH) // MICROSECOND


def timestamp(moment: int) -> str:
    """Write microseconds since 1970 as the API reads them."""
    return (EPOCH + moment * MICROSECOND).isoformat(timespec="microseconds").replace("+00:00", "Z")
