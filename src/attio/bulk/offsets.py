"""Pagination by offset that misses no item if others are deleted during the export. Does no I/O."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

STEP = 4
"""Factor between the lengths of two successive steps back."""


class OffsetPosition(NamedTuple):
    """The position of a walk. A walk can continue from it in another process."""

    offset: int
    """Offset of the next item, if no item was deleted."""
    last: tuple[str, ...]
    """Ids of the last items. The walk continues after one of them."""


class OffsetWalk:
    """Pages by offset, each of which overlaps the page before by one item.

    If the overlapping item is not known, items before it were deleted and the following items have moved up. The walk
    then steps back until it finds a known item. The ids of all items are kept, with 16 bytes each.
    """

    LAST = 50
    """Number of ids in a position."""

    def __init__(self, size: int, position: OffsetPosition | None = None) -> None:
        """Start at a position; None for the first item."""
        self._size = size
        self._offset, last = position or OffsetPosition(0, ())
        self._known: dict[bytes, None] = dict.fromkeys(map(_packed, last))
        self._last = list(last)
        self._back = 1
        self.is_done = False

    @property
    def position(self) -> OffsetPosition:
        """Position after the last page."""
        return OffsetPosition(self._offset, tuple(self._last))

    def query(self) -> tuple[int, int]:
        """Return offset and limit of the next page to request."""
        return max(0, self._offset - self._back), self._size

    def received(self, items: Sequence[tuple[str, Any]]) -> list[tuple[str, Any]]:
        """Process a page of ids and items, and return the new items."""
        start, _ = self.query()
        if start > 0 and not (items and _packed(items[0][0]) in self._known):
            self._back *= STEP
            return []
        self._back = 1
        new = [item for item in items if _packed(item[0]) not in self._known]
        self._known.update((_packed(id_), None) for id_, _ in new)
        self._last = [*self._last, *(id_ for id_, _ in new)][-self.LAST :]
        self._offset = start + len(items)
        self.is_done = not new and len(items) <= 1  # only the overlapping item
        return new


def _packed(id_: str) -> bytes:
    try:
        return UUID(id_).bytes
    except ValueError:
        return id_.encode()
