"""Writing rows to files of each format; a value that cannot be written is an error that names its row and column."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from importlib import import_module
from io import BytesIO
from itertools import chain, islice
from typing import IO, Any

from attio._support.cells import cell
from attio._support.extras import needs
from attio._support.names import brief
from attio.bulk.rows import plain

LOOKED_AT = 1_000
"""Rows that are read before the columns of a new file are fixed."""
PROBLEMS = (ArithmeticError, TypeError, ValueError, NotImplementedError, RecursionError)
"""What the libraries of the formats raise for a value that they cannot write."""
_JSON = (str, bool, int, float, list, tuple, dict)

PlainRow = Mapping[str, object]


def write_csv(file: IO[str], rows: Iterator[dict[str, object]]) -> int:
    """Write rows as CSV, with the columns of the first rows; return how many."""
    names, rows = _begin(rows)
    writer = csv.writer(file)
    writer.writerow(names)
    count = 0
    for row in _checked(rows, names):
        count += 1
        try:
            writer.writerow([_text(row.get(name)) for name in names])
        except PROBLEMS as error:
            raise _named(file, count, row, error, _text) from error
    return count


def write_jsonl(file: IO[str], rows: Iterator[dict[str, object]]) -> int:
    """Write rows as JSON lines; return how many."""
    count = 0
    for row in rows:
        count += 1
        try:
            file.write(_json(row) + "\n")
        except PROBLEMS as error:
            raise _named(file, count, row, error, _json) from error
    return count


def write_parquet(file: Any, rows: Iterator[dict[str, object]]) -> int:
    """Write rows as Parquet, with the columns and the types of the first rows; return how many."""
    arrow, parquet = pyarrow_module("pyarrow"), pyarrow_module("pyarrow.parquet")
    names, rows = _begin(rows)
    rows = _checked(rows, names)
    schema: Any = None
    writer: Any = None
    count = 0
    with ExitStack() as stack:
        while (part := list(islice(rows, LOOKED_AT))) or writer is None:
            shown = [{name: row.get(name) for name in names} for row in part]
            try:
                table: Any = arrow.Table.from_pylist(shown, schema=schema)
            except PROBLEMS as error:
                raise conversion_error(shown, names, schema, first=count + 1, error=error) from error
            schema = table.schema
            if writer is None:
                _check_types(parquet, arrow, schema)
                writer = stack.enter_context(parquet.ParquetWriter(file, schema))
            writer.write_table(table)
            count += len(part)
    return count


def pyarrow_module(name: str) -> Any:
    """Import a module of pyarrow.

    Raises:
        ImportError: pyarrow is not installed.
    """
    try:
        return import_module(name)
    except ImportError as error:
        raise ImportError(needs("Parquet", "pyarrow", "parquet")) from error


def conversion_error(
    rows: Sequence[PlainRow], names: Sequence[str], schema: Any, *, first: int, error: Exception
) -> Exception:
    """Return a `ValueError` that names the value which Arrow cannot convert; the error itself if there is none.

    Args:
        rows: Rows that were converted together.
        names: Columns.
        schema: Arrow schema; None if the types are to be found in the values.
        first: Number of the first of the rows.
        error: What Arrow raised.
    """
    array: Any = import_module("pyarrow").array
    for name in names:
        kind = schema.field(name).type if schema is not None else None
        values = [row.get(name) for row in rows]
        if not _fails(array, values, kind):
            continue
        good, bad = 0, len(values)  # values before `good` convert together, those before `bad` do not
        while bad - good > 1:
            middle = (good + bad) // 2
            good, bad = (good, middle) if _fails(array, values[:middle], kind) else (middle, bad)
        value = values[good]
        if _fails(array, [value], None):
            reason = "Arrow has no type for it"
        elif str(kind) == "null":
            reason = (
                f"the first {LOOKED_AT:,} rows have no value in this column, so its type is not known; "
                "put a row with a value first, or use to_arrow() with a schema"
            )
        else:
            reason = f"the column is of type {kind or array(values[:good]).type}"
        return ValueError(f"row {first + good}, column {name!r}: {brief(value)} cannot be written: {reason}")
    return error


def _fails(array: Callable[..., object], values: Sequence[object], kind: object) -> bool:
    try:
        array(values, type=kind)
    except PROBLEMS:
        return True
    return False


def _check_types(parquet: Any, arrow: Any, schema: Any) -> None:
    """Write each column alone and without rows, as Parquet does not have all types of Arrow."""
    for field in schema:
        try:
            parquet.ParquetWriter(BytesIO(), arrow.schema([field])).close()
        except PROBLEMS as error:  # noqa: PERF203 - few columns
            raise ValueError(f"column {field.name!r}: Parquet has no type {field.type}") from error


def _begin(rows: Iterator[dict[str, object]]) -> tuple[list[str], Iterator[dict[str, object]]]:
    first = list(islice(rows, LOOKED_AT))
    return list(dict.fromkeys(name for row in first for name in row)), chain(first, rows)


def _checked(rows: Iterator[dict[str, object]], names: list[str]) -> Iterator[dict[str, object]]:
    known = set(names)
    for number, row in enumerate(rows, start=1):
        if not row.keys() <= known:
            more = ", ".join(sorted(row.keys() - known))
            raise ValueError(f"row {number} has the column {more}, which none of the first {LOOKED_AT} rows has")
        yield row


def _text(value: object) -> str:
    return cell(value if value is None or type(value) in _JSON else plain(value))


def _json(value: object) -> str:
    return json.dumps(value, default=plain, ensure_ascii=False)


def _named(file: IO[str], number: int, row: PlainRow, error: Exception, text_of: Callable[[object], str]) -> Exception:
    """Return a `ValueError` that names the value which cannot be written; the error itself if there is none."""
    encoding = getattr(file, "encoding", None) or "utf-8"
    for name, value in row.items():
        try:
            for text in (text_of(value), name):
                text.encode(encoding)
        except PROBLEMS as problem:  # noqa: PERF203 - for an error only
            return ValueError(f"row {number}, column {name!r}: {brief(value)} cannot be written: {problem}")
    return error
