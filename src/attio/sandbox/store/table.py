"""Tables that are copied when they are written, so that a snapshot costs nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Table(Generic[K, V]):
    """A dict that a snapshot may share; the first write after that copies it."""

    __slots__ = ("rows", "shared", "version")

    def __init__(self) -> None:
        self.rows: dict[K, V] = {}
        self.shared = False
        self.version: object = None
        """Another object after each change."""

    def share(self) -> dict[K, V]:
        """Return the content, which this table will not change any more."""
        self.shared = True
        return self.rows

    def adopt(self, rows: dict[K, V]) -> None:
        """Go back to content that `share` returned."""
        self.rows = rows
        self.shared = True
        self.version = object()

    def get(self, key: K) -> V | None:
        """Return a row, or None."""
        return self.rows.get(key)

    def __getitem__(self, key: K) -> V:
        return self.rows[key]

    def __contains__(self, key: object) -> bool:
        return key in self.rows

    def __iter__(self) -> Iterator[V]:
        return iter(self.rows.values())

    def __len__(self) -> int:
        return len(self.rows)

    def set(self, key: K, value: V) -> None:
        """Put a row; one with a key that is there already keeps its place in the order."""
        self._own()
        self.rows[key] = value

    def delete(self, key: K) -> None:
        """Remove a row."""
        self._own()
        del self.rows[key]

    def _own(self) -> None:
        self.version = object()
        if self.shared:
            self.rows = dict(self.rows)
            self.shared = False
