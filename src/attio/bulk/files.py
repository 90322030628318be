"""Reading and writing files of rows: CSV, JSON lines and Parquet."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from io import TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import IO, Any, Literal, TypeAlias, cast

from attio._support.names import brief, did_you_mean
from attio._support.new_files import new_file, new_text_file
from attio.bulk.cells import convert
from attio.bulk.file_checks import check_file, check_mode, check_schema, checked_columns
from attio.bulk.frames import SLICE, rows_of_mappings
from attio.bulk.row_sources import iterate
from attio.bulk.rows import InvalidRowError, Row, as_read, values_of
from attio.bulk.writers import pyarrow_module, write_csv, write_jsonl, write_parquet
from attio.schema.records import AttributeSchema, ListSchema, ObjectSchema

Format: TypeAlias = Literal["csv", "jsonl", "parquet"]
Columns: TypeAlias = Mapping[str, str | None]
File: TypeAlias = str | os.PathLike[str] | IO[str] | IO[bytes]
OwnerSchema: TypeAlias = ObjectSchema | ListSchema
SUFFIXES: Mapping[str, Format] = {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet"}


def read_rows(
    path_or_file: File,
    *,
    format: Format | None = None,
    columns: Columns | None = None,
    schema: OwnerSchema | None = None,
) -> Iterator[Row]:
    """Read rows from a file one by one, with their line numbers.

    The option `missing` of the bulk write decides about empty cells. A row that cannot be parsed fails in the bulk
    write, with a message that contains the line and the column.

    Args:
        path_or_file: Path, or an open file.
        format: `csv` (RFC 4180, UTF-8 with or without BOM), `jsonl` or `parquet` (requires pyarrow); by default
            determined by the suffix of the name.
        columns: New names of columns; None drops a column.
        schema: Schema of the object or list, from `client.schema`. Cells are converted to the types of their
            attributes, such as numbers and dates; several values are separated by `;` or are a JSON list. Without a
            schema, cells are text.

    Raises:
        ValueError: The format is not known, the file has no such columns, or an argument is invalid.

    Example:
        rows = read_rows("companies.csv", columns={"Website": "domains", "Internal id": None})
    """
    names = checked_columns(columns)
    check_schema(schema, is_optional=True)
    kind = format or _format_of(path_or_file)
    check_file(path_or_file)
    read = {"csv": _read_csv, "jsonl": _read_jsonl, "parquet": _read_parquet}.get(kind)
    if read is None:
        raise ValueError(f"format must be 'csv', 'jsonl' or 'parquet', not {brief(kind)}")
    attributes = {key: one for one in schema.attributes for key in (one.id, one.api_slug)} if schema else {}
    return read(path_or_file, names, partial(_row_of, names, attributes))


RowOf: TypeAlias = Callable[[int, Mapping[str, object]], Row]


def _row_of(names: Columns, attributes: Mapping[str, AttributeSchema], number: int, cells: Mapping[str, object]) -> Row:
    """Build a row from the cells of a line, with new names and converted values."""
    values: dict[str, object] = {}
    empty: list[str] = []
    for column, value in cells.items():
        name = names.get(column, column)
        if name is None:
            continue
        if value is None or value == "":
            empty.append(name)
            continue
        attribute = attributes.get(name)
        try:
            values[name] = convert(attribute, value) if attribute else value
        except ValueError as error:
            problem = f"line {number}, column {column!r}: {error}"
            return Row(_renamed(cells, names), number, problem=problem)
    return Row(values, number, tuple(empty))


def _read_csv(file: File, names: Columns, row_of: RowOf) -> Iterator[Row]:
    with _text(file, "utf-8-sig") as lines:
        reader = csv.reader(lines, strict=True)
        header = [name.strip().removeprefix("\ufeff") for name in _first_line(reader)]
        header = [name or f"column {position}" for position, name in enumerate(header, start=1)]
        repeated = [name for name in header if header.count(name) > 1]
        if repeated:
            raise ValueError(f"the header contains the column {repeated[0]!r} more than once")
        _check_columns(names, header)
        while True:
            number = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                hint = "; csv.field_size_limit(...) raises it" if "field limit" in str(error) else ""
                yield Row({}, number, problem=f"line {number}: {error}{hint}")
                continue
            if not cells:
                continue
            values = dict(zip(header, cells, strict=False))
            if len(cells) != len(header):
                problem = f"line {number}: {len(cells)} cells, but the header has {len(header)}"
                yield Row(_renamed(values, names), number, problem=problem)
                continue
            invalid = [name for name, text in values.items() if not _is_text(text)]
            if invalid:
                yield Row({}, number, problem=f"line {number}, column {invalid[0]!r}: not UTF-8")
            else:
                yield row_of(number, cast("dict[str, object]", values))


def _first_line(reader: Iterator[list[str]]) -> list[str]:
    """Return the header, which is the first line that is not blank."""
    try:
        header = next(filter(None, reader), list[str]())
    except csv.Error as error:
        message = f"the header cannot be read: {error}"
        raise ValueError(message) from None
    if not all(map(_is_text, header)):
        raise ValueError("the header is not UTF-8")
    return header


def _is_text(text: str) -> bool:
    return text.isascii() or not any("\ud800" <= one <= "\udfff" for one in text)


def _read_jsonl(file: File, names: Columns, row_of: RowOf) -> Iterator[Row]:
    with _text(file, "utf-8-sig") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            if not _is_text(line):
                yield Row({}, number, problem=f"line {number}: not UTF-8")
                continue
            try:
                # An open text file may start with a byte order mark.
                values: Any = json.loads(line.removeprefix("\ufeff") if number == 1 else line)
            except ValueError as error:
                column = getattr(error, "colno", 1)
                yield Row({}, number, problem=f"line {number}, column {column}: not JSON: {error}")
                continue
            if isinstance(values, dict):
                fields = cast("dict[str, object]", values)
                row = row_of(number, {name: value for name, value in fields.items() if value is not None})
                # An explicit null clears the attribute, unlike an empty cell.
                nulls = _renamed({name: None for name, value in fields.items() if value is None}, names)
                yield Row({**row.values, **nulls}, number, row.empty, row.problem)
            else:
                yield Row({}, number, problem=f"line {number}: not a JSON object")


def _read_parquet(file: File, names: Columns, row_of: RowOf) -> Iterator[Row]:
    parquet: Any = pyarrow_module("pyarrow.parquet")
    with parquet.ParquetFile(file) as opened:
        _check_columns(names, opened.schema_arrow.names)
        batches = opened.iter_batches(batch_size=SLICE)
        mappings: Iterator[Any] = chain.from_iterable(batch.to_pylist() for batch in batches)
        for row in rows_of_mappings(mappings):
            yield row_of(row.number or 0, {**row.values, **dict.fromkeys(row.empty)})


def _check_columns(names: Columns, header: list[str]) -> None:
    for name in names:
        if name not in header:
            raise ValueError(f"there is no column {brief(name)}{did_you_mean(name, header)}")
    columns: dict[str, str] = {}
    for column in header:
        new = names.get(column, column)
        if new is not None and columns.setdefault(new, column) != column:
            raise ValueError(f"the columns {columns[new]!r} and {column!r} both become {new!r}; pass None for one")


@contextmanager
def _text(file: Any, encoding: str) -> Generator[IO[str], None, None]:
    if isinstance(file, str | os.PathLike):
        path = cast("str", file)
        with open(path, encoding=encoding, newline="", errors="surrogateescape") as opened:  # noqa: PTH123 - any path
            yield opened
    elif isinstance(file.read(0), bytes):
        wrapped = TextIOWrapper(file, encoding=encoding, newline="", errors="surrogateescape")
        try:
            yield wrapped
        finally:
            wrapped.detach()  # the caller closes the file
    else:
        yield file


def _format_of(file: object) -> Format:
    name: Any = cast("object", file) if isinstance(file, str | os.PathLike) else getattr(file, "name", "")
    suffix = "" if isinstance(name, int) else Path(name).suffix.lower()
    if suffix not in SUFFIXES:
        raise ValueError(f"the format of {name or file!r} is not known; pass format='csv', 'jsonl' or 'parquet'")
    return SUFFIXES[suffix]


def write_rows(
    path_or_file: File, rows: Iterable[Any], *, format: Format | None = None, columns: Columns | None = None
) -> int:
    """Write rows to a file as plain values: mappings, `Row`s, models, records and entries.

    Args:
        path_or_file: Path, or an open file, which must be binary for Parquet. The file at a path is replaced only when
            all rows are written.
        rows: The rows, or a frame. The first 1,000 rows determine the columns of CSV and Parquet files.
        format: `csv`, `jsonl` or `parquet` (requires pyarrow); by default determined by the suffix of the name.
        columns: New names of columns; None drops a column.

    Returns:
        The number of rows.

    Raises:
        ValueError: The format is not known, a later row has other columns, a value cannot be written, or an argument
            is invalid. The message contains the row and the column.

    Example:
        write_rows("people.csv", client.bulk.export_records("people"))
    """
    kind = format or _format_of(path_or_file)
    write: Any = {"csv": write_csv, "jsonl": write_jsonl, "parquet": write_parquet}.get(kind)
    if write is None:
        raise ValueError(f"format must be 'csv', 'jsonl' or 'parquet', not {brief(kind)}")
    check_file(path_or_file)
    names = checked_columns(columns)
    if not isinstance(path_or_file, str | os.PathLike):
        check_mode(path_or_file, is_binary=kind == "parquet")
    named = _plain_rows(rows, names)
    if not isinstance(path_or_file, str | os.PathLike):
        return int(write(path_or_file, named))
    if kind == "parquet":
        with new_file(Path(path_or_file)) as name:
            return int(write(name, named))
    with new_text_file(Path(path_or_file)) as file:
        return int(write(file, named))


def _plain_rows(rows: Iterable[Any], names: Columns) -> Iterator[dict[str, object]]:
    for number, row in enumerate(iterate(rows), start=1):
        try:
            yield _renamed(_mapping_of(row), names)
        except InvalidRowError as error:  # noqa: PERF203 - costs less than what it surrounds
            raise ValueError(f"row {number}: {error}") from error


def _mapping_of(row: Any) -> Mapping[str, object]:
    to_plain: Any = getattr(as_read(row), "to_plain", None)
    return cast("Mapping[str, object]", to_plain()) if to_plain else values_of(row, missing="clear")


def _renamed(row: Mapping[str, object], names: Columns) -> dict[str, object]:
    pairs = ((names.get(name, name), value) for name, value in row.items())
    return {name: value for name, value in pairs if name is not None}
