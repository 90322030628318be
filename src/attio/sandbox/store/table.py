"""Copy-on-write tables, which make snapshots cheap."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Table(Generic[K, V]):
    """A dict that snapshots can share. The first write after a snapshot copies it."""

    __slots__ = ("rows", "shared", "version")

    def __init__(self) -> None:
        self.rows: dict[K, V] = {}
        self.shared = False
        self.version: object = None
        """A new object after each change."""

    def share(self) -> dict[K, V]:
        """Return the content as a dict, which later writes do not change."""
        self.shared = True
        return self.rows

    def adopt(self, rows: dict[K, V]) -> None:
        """Restore a result of `share`."""
        self.rows = rows
        self.shared = True
        self.version = object()

    def get(self, key: K) -> V | None:
        """Return a row; None if there is none."""
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
        """Add or replace a row. A replaced row keeps its place in the order."""
        self._copy_if_shared()
        self.rows[key] = value

    def delete(self, key: K) -> None:
        """Remove a row."""
        self._copy_if_shared()
        del self.rows[key]

    def _copy_if_shared(self) -> None:
        self.version = object()
        if self.shared:
            self.rows = dict(self.rows)
            self.shared = False
