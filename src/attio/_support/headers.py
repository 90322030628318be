"""Response headers as plain values, which can be pickled and compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from attio._support.secrets import REDACTED

_SECRET_HEADERS = frozenset({"authorization", "cookie", "location", "proxy-authorization", "set-cookie"})


class Headers(Mapping[str, str]):
    """Response headers: read-only, names in any case, repeated headers joined with a comma."""

    __slots__ = ("_pairs", "_parsed")

    def __init__(self, pairs: Iterable[tuple[str, str]] | Callable[[], Iterable[tuple[str, str]]] = ()) -> None:
        """Create headers from `(name, value)` pairs; a function that returns the pairs is called on first use."""
        self._pairs = pairs
        self._parsed: dict[str, str] | None = None

    @property
    def _values(self) -> dict[str, str]:
        values = self._parsed
        if values is None:
            values = {}
            for name, value in self._pairs() if callable(self._pairs) else self._pairs:
                key = name.lower()
                values[key] = f"{values[key]}, {value}" if key in values else value
            self._parsed, self._pairs = values, ()
        return values

    def __getitem__(self, name: str) -> str:
        return self._values[name.lower()]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.lower() in self._values

    def __reduce__(self) -> tuple[type[Headers], tuple[tuple[tuple[str, str], ...]]]:
        return Headers, (tuple(self._values.items()),)

    def __repr__(self) -> str:
        shown = {name: REDACTED if name in _SECRET_HEADERS else value for name, value in self._values.items()}
        return f"Headers({shown!r})"
