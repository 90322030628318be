"""Writing rows to files of each format. The error for a value that cannot be written names its row and column."""

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

HEADER_ROWS = 1_000
"""Number of rows that determine the columns of a new file."""
PROBLEMS = (ArithmeticError, TypeError, ValueError, NotImplementedError, RecursionError)
"""Exceptions that the libraries of the formats raise for a value that they cannot write."""
_JSON = (str, bool, int, float, list, tuple, dict)

PlainRow = Mapping[str, object]


def write_csv(file: IO[str], rows: Iterator[dict[str, object]]) -> int:
    """Write rows as CSV, with the columns of the first rows. Return the number of rows."""
    names, rows = _columns_of(rows)
    writer = csv.writer(file)
    writer.writerow(names)
    count = 0
    for row in _checked(rows, names):
        count += 1
        try:
            writer.writerow([_text(row.get(name)) for name in names])
        except PROBLEMS as error:
            raise _value_error(file, count, row, error, _text) from error
    return count


def write_jsonl(file: IO[str], rows: Iterator[dict[str, object]]) -> int:
    """Write rows as JSON lines. Return the number of rows."""
    count = 0
    for row in rows:
        count += 1
        try:
            file.write(_json(row) + "\n")
        except PROBLEMS as error:
            raise _value_error(file, count, row, error, _json) from error
    return count


def write_parquet(file: Any, rows: Iterator[dict[str, object]]) -> int:
    """Write rows as Parquet, with the columns and types of the first rows. Return the number of rows."""
    arrow, parquet = pyarrow_module("pyarrow"), pyarrow_module("pyarrow.parquet")
    names, rows = _columns_of(rows)
    rows = _checked(rows, names)
    schema: Any = None
    writer: Any = None
    count = 0
    with ExitStack() as stack:
        while (part := list(islice(rows, HEADER_ROWS))) or writer is None:
            complete_rows = [{name: row.get(name) for name in names} for row in part]
            try:
                table: Any = arrow.Table.from_pylist(complete_rows, schema=schema)
            except PROBLEMS as error:
                raise conversion_error(complete_rows, names, schema, first=count + 1, error=error) from error
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
    """Return a `ValueError` with the place of the value that Arrow cannot convert; `error` if no value is found.

    Args:
        rows: Rows that were converted together.
        names: Names of the columns.
        schema: Arrow schema; None to infer the types from the values.
        first: Number of the first row.
        error: The error of Arrow.
    """
    array: Any = import_module("pyarrow").array
    for name in names:
        kind = schema.field(name).type if schema is not None else None
        values = [row.get(name) for row in rows]
        if not _fails(array, values, kind):
            continue
        good, bad = 0, len(values)  # invariant: `values[:good]` can be converted, `values[:bad]` cannot
        while bad - good > 1:
            middle = (good + bad) // 2
            good, bad = (good, middle) if _fails(array, values[:middle], kind) else (middle, bad)
        value = values[good]
        if _fails(array, [value], None):
            reason = "Arrow has no type for it"
        elif str(kind) == "null":
            reason = (
                f"the first {HEADER_ROWS:,} rows have no value in this column, so its type is not known; "
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
    """Check that Parquet supports the type of each column, by writing the column without rows."""
    for field in schema:
        try:
            parquet.ParquetWriter(BytesIO(), arrow.schema([field])).close()
        except PROBLEMS as error:  # noqa: PERF203 - few columns
            raise ValueError(f"column {field.name!r}: Parquet has no type {field.type}") from error


def _columns_of(rows: Iterator[dict[str, object]]) -> tuple[list[str], Iterator[dict[str, object]]]:
    """Return the columns of the first rows, and an iterator over all rows."""
    first = list(islice(rows, HEADER_ROWS))
    return list(dict.fromkeys(name for row in first for name in row)), chain(first, rows)


def _checked(rows: Iterator[dict[str, object]], names: list[str]) -> Iterator[dict[str, object]]:
    known = set(names)
    for number, row in enumerate(rows, start=1):
        if not row.keys() <= known:
            more = ", ".join(sorted(row.keys() - known))
            raise ValueError(f"row {number} has the column {more}, which is not in the first {HEADER_ROWS} rows")
        yield row


def _text(value: object) -> str:
    return cell(value if value is None or type(value) in _JSON else plain(value))


def _json(value: object) -> str:
    return json.dumps(value, default=plain, ensure_ascii=False)


def _value_error(
    file: IO[str], number: int, row: PlainRow, error: Exception, text_of: Callable[[object], str]
) -> Exception:
    """Return a `ValueError` with the place of the value that cannot be written; `error` if no value is found."""
    encoding = getattr(file, "encoding", None) or "utf-8"
    for name, value in row.items():
        try:
            for text in (text_of(value), name):
                text.encode(encoding)
        except PROBLEMS as problem:  # noqa: PERF203 - for an error only
            return ValueError(f"row {number}, column {name!r}: {brief(value)} cannot be written: {problem}")
    return error
