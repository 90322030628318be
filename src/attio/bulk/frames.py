"""Reading rows from frames of pandas, polars, pyarrow, duckdb and other sources of Arrow data."""

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
"""Number of rows to convert to Python values at a time."""


def rows_of_frame(frame: object) -> Iterator[Row]:
    """Yield the rows of a frame, read in slices. The option `missing` decides about empty cells."""
    return rows_of_mappings(_mappings(cast("Any", frame)))


def rows_of_mappings(mappings: Iterable[Mapping[object, object]]) -> Iterator[Row]:
    """Yield rows from mappings of columns to cells. The option `missing` decides about empty cells."""
    for number, mapping in enumerate(mappings, start=1):
        cells = {str(name): _plain(value) for name, value in mapping.items()}
        empty = tuple(name for name, value in cells.items() if value is None)
        yield Row({name: value for name, value in cells.items() if value is not None}, number, empty)


def _mappings(frame: Any) -> Iterable[Mapping[object, object]]:
    names = _once(frame.columns) if hasattr(frame, "itertuples") else []
    if hasattr(frame, "__arrow_c_stream__"):
        try:
            arrow: Any = import_module("pyarrow")
        except ImportError:
            pass
        else:
            return _from_arrow(arrow, frame)
    if hasattr(frame, "iter_rows") and hasattr(frame, "height"):  # polars; duckdb has `iter_rows` without names
        return cast("Iterable[Mapping[object, object]]", frame.iter_rows(named=True))
    if hasattr(frame, "itertuples"):
        return (dict(zip(names, row, strict=True)) for row in frame.itertuples(index=False, name=None))
    kind = type(frame).__name__
    raise ImportError(needs(f"reading a {kind}", "pyarrow", "parquet"))


def _from_arrow(arrow: Any, frame: object) -> Iterator[Mapping[object, object]]:
    reader = arrow.RecordBatchReader.from_stream(frame)
    _once(reader.schema.names)
    slices = (batch.slice(start, SLICE) for batch in reader for start in range(0, batch.num_rows, SLICE))
    return chain.from_iterable(part.to_pylist() for part in slices)


def _once(columns: Iterable[object]) -> list[str]:
    """Return the names of columns. Repeated names are an error, because a row would lose one of the values."""
    names = [str(name) for name in columns]
    repeated = [name for name in names if names.count(name) > 1]
    if repeated:
        raise InvalidRequestError(f"rows: there are several columns {brief(repeated[0])}; rename one of them")
    return names


def _plain(value: object) -> object:
    """Convert markers of empty cells to None, and numpy values to Python values."""
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
