"""Where the rows of a bulk write come from: iterables, iterators, async iterators and frames."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator, Mapping, Sized
from typing import Any, TypeAlias, cast

from attio.errors.base import InvalidRequestError

Rows: TypeAlias = Iterable[Any]
AsyncRows: TypeAlias = Iterable[Any] | AsyncIterable[Any]


def count_of(rows: object) -> int | None:
    """Return how many rows there are, if they know that without being read."""
    if hasattr(rows, "__arrow_c_stream__") and not hasattr(rows, "itertuples"):
        # The length of a relation of duckdb is a query, which may use its rows up.
        return getattr(rows, "num_rows", getattr(rows, "height", None))
    return len(rows) if isinstance(rows, Sized) else None


def iterate(rows: object, name: str = "rows") -> Iterator[object]:
    """Begin to read rows.

    Raises:
        InvalidRequestError: They cannot be read.
    """
    if is_frame(rows):
        from attio.bulk.frames import rows_of_frame

        return rows_of_frame(rows)
    if isinstance(rows, str | bytes | Mapping) or not isinstance(rows, Iterable):
        hint = "; use the `_async` twin for async iterators" if isinstance(rows, AsyncIterable) else ""
        kind = type(rows).__name__  # pyright: ignore[reportUnknownArgumentType]
        raise InvalidRequestError(f"{name} must be an iterable of rows, such as a list of mappings, not {kind}{hint}")
    return iter(cast("Iterable[object]", rows))


def iterate_async(rows: object, name: str = "rows") -> AsyncIterator[object]:
    """Begin to read rows, of an async iterator or of another iterable.

    Raises:
        InvalidRequestError: They cannot be read.
    """
    if isinstance(rows, AsyncIterable):
        return aiter(cast("AsyncIterable[object]", rows))
    return _AsAsync(iterate(rows, name))


class _AsAsync(AsyncIterator[object]):
    """An iterator as an async one; no generator, since those must be closed."""

    def __init__(self, rows: Iterator[object]) -> None:
        self._rows = rows

    async def __anext__(self) -> object:
        for row in self._rows:
            return row
        raise StopAsyncIteration


def is_frame(rows: object) -> bool:
    """Tell whether rows come as columns: a frame of pandas or polars, a table of pyarrow, a relation of duckdb."""
    return hasattr(rows, "__arrow_c_stream__") or hasattr(rows, "itertuples")
