"""Sources of the rows of a bulk write: iterables, async iterables and frames."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator, Mapping, Sized
from typing import Any, TypeAlias, cast

from attio.errors.base import InvalidRequestError

Rows: TypeAlias = Iterable[Any]
AsyncRows: TypeAlias = Iterable[Any] | AsyncIterable[Any]


def count_of(rows: object) -> int | None:
    """Return the number of rows, if it is available without reading them; None otherwise."""
    if hasattr(rows, "__arrow_c_stream__") and not hasattr(rows, "itertuples"):
        # `len()` of a duckdb relation runs a query, which may consume its rows.
        return getattr(rows, "num_rows", getattr(rows, "height", None))
    return len(rows) if isinstance(rows, Sized) else None


def iterate(rows: object, name: str = "rows") -> Iterator[object]:
    """Return an iterator over rows.

    Raises:
        InvalidRequestError: The argument is not an iterable of rows.
    """
    if is_frame(rows):
        from attio.bulk.frames import rows_of_frame

        return rows_of_frame(rows)
    if isinstance(rows, str | bytes | Mapping) or not isinstance(rows, Iterable):
        hint = "; use the `_async` variant for async iterators" if isinstance(rows, AsyncIterable) else ""
        kind = type(rows).__name__  # pyright: ignore[reportUnknownArgumentType]
        raise InvalidRequestError(f"{name} must be an iterable of rows, such as a list of mappings, not {kind}{hint}")
    return iter(cast("Iterable[object]", rows))


def iterate_async(rows: object, name: str = "rows") -> AsyncIterator[object]:
    """Return an async iterator over rows of an async or sync iterable.

    Raises:
        InvalidRequestError: The argument is not an iterable of rows.
    """
    if isinstance(rows, AsyncIterable):
        return aiter(cast("AsyncIterable[object]", rows))
    return _AsAsync(iterate(rows, name))


class _AsAsync(AsyncIterator[object]):
    """An async iterator over a sync one. Not an async generator, which would have to be closed."""

    def __init__(self, rows: Iterator[object]) -> None:
        self._rows = rows

    async def __anext__(self) -> object:
        for row in self._rows:
            return row
        raise StopAsyncIteration


def is_frame(rows: object) -> bool:
    """Whether rows are a frame of pandas or polars, a pyarrow table or a duckdb relation."""
    return hasattr(rows, "__arrow_c_stream__") or hasattr(rows, "itertuples")
