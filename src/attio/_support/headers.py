"""Headers of a response, as plain values that pickle and compare."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from attio._support.secrets import REDACTED

_SECRET_HEADERS = frozenset({"authorization", "cookie", "location", "proxy-authorization", "set-cookie"})


class Headers(Mapping[str, str]):
    """Response headers: read-only, names in any case, repeated headers joined with a comma."""

    __slots__ = ("_found", "_pairs")

    def __init__(self, pairs: Iterable[tuple[str, str]] | Callable[[], Iterable[tuple[str, str]]] = ()) -> None:
        """Collect `(name, value)` pairs; a function that returns them is called on first use."""
        self._pairs = pairs
        self._found: dict[str, str] | None = None

    @property
    def _values(self) -> dict[str, str]:
        found = self._found
        if found is None:
            found = {}
            for name, value in self._pairs() if callable(self._pairs) else self._pairs:
                key = name.lower()
                found[key] = f"{found[key]}, {value}" if key in found else value
            self._found, self._pairs = found, ()
        return found

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
