"""Frames as rows: pandas, polars, pyarrow, duckdb and whatever else streams in Arrow's format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from itertools import chain
from math import isnan
from typing import Any, cast

from attio._support.extras import needs
from attio._support.names import brief
from attio.bulk.rows import Row
from attio.errors.base import InvalidRequestError

SLICE = 1_000
"""Rows that are turned into Python values at a time."""


def rows_of_frame(frame: object) -> Iterator[Row]:
    """Read the rows of a frame, a slice at a time; empty cells are left to `missing`."""
    return rows_of_mappings(_mappings(cast("Any", frame)))


def rows_of_mappings(mappings: Iterable[Mapping[object, object]]) -> Iterator[Row]:
    """Read rows that are mappings of columns to cells; empty cells are left to `missing`."""
    for number, values in enumerate(mappings, start=1):
        given = {str(name): _plain(value) for name, value in values.items()}
        empty = tuple(name for name, value in given.items() if value is None)
        yield Row({name: value for name, value in given.items() if value is not None}, number, empty)


def _mappings(frame: Any) -> Iterable[Mapping[object, object]]:
    names = _once(frame.columns) if hasattr(frame, "itertuples") else []
    if hasattr(frame, "__arrow_c_stream__"):
        try:
            arrow: Any = import_module("pyarrow")
        except ImportError:
            pass
        else:
            return _from_arrow(arrow, frame)
    if hasattr(frame, "iter_rows") and hasattr(frame, "height"):  # polars; the method of duckdb has no names
        return cast("Iterable[Mapping[object, object]]", frame.iter_rows(named=True))
    if hasattr(frame, "itertuples"):
        return (dict(zip(names, row, strict=True)) for row in frame.itertuples(index=False, name=None))
    kind = type(frame).__name__
    raise ImportError(needs(f"reading a {kind}, which streams in Arrow's format,", "pyarrow", "parquet"))


def _from_arrow(arrow: Any, frame: object) -> Iterator[Mapping[object, object]]:
    reader = arrow.RecordBatchReader.from_stream(frame)
    _once(reader.schema.names)
    slices = (batch.slice(start, SLICE) for batch in reader for start in range(0, batch.num_rows, SLICE))
    return chain.from_iterable(part.to_pylist() for part in slices)


def _once(columns: Iterable[object]) -> list[str]:
    """Return the names of columns; refuse a name that is there twice, since a row would lose one of the values."""
    names = [str(name) for name in columns]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise InvalidRequestError(f"rows: the column {brief(twice)} is there twice; rename one of them")
    return names


def _plain(value: object) -> object:
    """Turn the marks of empty cells into None, and numpy's values into Python's."""
    if value is None:
        return None
    if isinstance(value, float):
        return None if isnan(value) else value
    kind = type(value).__name__
    if kind in {"NaTType", "NAType"}:
        return None
    module = type(value).__module__.partition(".")[0]
    if module == "numpy":
        array: Any = value
        return _plain(array.item()) if not getattr(array, "shape", ()) else [_plain(one) for one in array.tolist()]
    if kind == "Timestamp":
        moment: Any = value
        return moment.to_pydatetime()
    if isinstance(value, list | tuple):
        return [one for one in map(_plain, cast("Iterable[object]", value)) if one is not None]
    return value
