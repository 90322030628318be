"""Read a list that has offsets only, without missing an item when others are deleted meanwhile; no I/O."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

STEP = 4
"""By how much each step back is longer than the one before."""


class OffsetPosition(NamedTuple):
    """Where a walk is: enough to go on in another process."""

    offset: int
    """How many items are before the next one, if none was deleted."""
    last: tuple[str, ...]
    """Ids of the last items; the walk goes on behind the first of them that it finds."""


class OffsetWalk:
    """Pages by offset that begin one item early.

    If that item is not a known one, something before it was deleted, and the items behind have moved up: the walk
    steps back until it finds a known item. Items are identified by their ids, which take 16 bytes each.
    """

    LAST = 50
    """How many ids a position has."""

    def __init__(self, size: int, position: OffsetPosition | None = None) -> None:
        """Begin at a position; None for the first item."""
        self._size = size
        self._offset, last = position or OffsetPosition(0, ())
        self._known: dict[bytes, None] = dict.fromkeys(map(_packed, last))
        self._last = list(last)
        self._back = 1
        self.is_done = False

    @property
    def position(self) -> OffsetPosition:
        """Where the walk is after the last page."""
        return OffsetPosition(self._offset, tuple(self._last))

    def query(self) -> tuple[int, int]:
        """Return offset and limit of the page to ask for next."""
        return max(0, self._offset - self._back), self._size

    def received(self, items: Sequence[tuple[str, Any]]) -> list[tuple[str, Any]]:
        """Take a page of ids and items, and return what is new on it."""
        start, _ = self.query()
        if start > 0 and not (items and _packed(items[0][0]) in self._known):
            self._back *= STEP
            return []
        self._back = 1
        new = [item for item in items if _packed(item[0]) not in self._known]
        self._known.update((_packed(id_), None) for id_, _ in new)
        self._last = [*self._last, *(id_ for id_, _ in new)][-self.LAST :]
        self._offset = start + len(items)
        self.is_done = not new and len(items) <= 1  # nothing but the early item
        return new


def _packed(id_: str) -> bytes:
    try:
        return UUID(id_).bytes
    except ValueError:
        return id_.encode()
