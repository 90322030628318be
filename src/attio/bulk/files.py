"""Files of rows: CSV, JSON lines and Parquet."""

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
    """Read rows from a file, one at a time; each knows its line.

    Empty cells are left to `missing` of the bulk write. A row that cannot be read fails there, with line and column.

    Args:
        path_or_file: Path, or an open file.
        format: `csv` (RFC 4180, UTF-8 with or without BOM), `jsonl` or `parquet` (needs pyarrow); by default, the
            ending of the name decides.
        columns: New names of columns; None drops one.
        schema: Object or list, from `client.schema`: cells become what their attribute takes, such as numbers, days,
            and lists split at `;` or read as JSON. Without it, cells are text.

    Raises:
        ValueError: The format is not known, the file has no such columns, or an argument cannot work.

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
    """Make a row of the cells of a line: under their new names, converted as their attributes ask for."""
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
        twice = next((name for name in header if header.count(name) > 1), None)
        if twice is not None:
            raise ValueError(f"the column {twice!r} is there twice")
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
                problem = f"line {number}: {len(cells)} cells, and the header has {len(header)}"
                yield Row(_renamed(values, names), number, problem=problem)
            elif odd := next((name for name, text in values.items() if not _is_text(text)), None):
                yield Row({}, number, problem=f"line {number}, column {odd!r}: not UTF-8")
            else:
                yield row_of(number, cast("dict[str, object]", values))


def _first_line(reader: Iterator[list[str]]) -> list[str]:
    """Read the header: the first line that is not blank."""
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
                # An open text file may have kept its byte order mark.
                values: Any = json.loads(line.removeprefix("\ufeff") if number == 1 else line)
            except ValueError as error:
                column = getattr(error, "colno", 1)
                yield Row({}, number, problem=f"line {number}, column {column}: no JSON: {error}")
                continue
            if isinstance(values, dict):
                given = cast("dict[str, object]", values)
                row = row_of(number, {name: value for name, value in given.items() if value is not None})
                # An explicit null stays a null.
                nulls = [name for name, value in given.items() if value is None]
                cleared = {new: None for name in nulls if (new := dict(names).get(name, name)) is not None}
                yield Row({**row.values, **cleared}, number, row.empty, row.problem)
            else:
                yield Row({}, number, problem=f"line {number}: no object")


def _read_parquet(file: File, names: Columns, row_of: RowOf) -> Iterator[Row]:
    parquet: Any = pyarrow_module("pyarrow.parquet")
    with parquet.ParquetFile(file) as opened:
        _check_columns(names, opened.schema_arrow.names)
        batches = opened.iter_batches(batch_size=SLICE)
        mappings: Iterator[Any] = chain.from_iterable(batch.to_pylist() for batch in batches)
        for row in rows_of_mappings(mappings):
            found = row_of(row.number or 0, {**row.values, **dict.fromkeys(row.empty)})
            yield found


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
            wrapped.detach()  # it is the caller's, who closes it
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
    """Write rows to a file: mappings, `Row`s, models, and records that were read, as plain values.

    Args:
        path_or_file: Path, which is written under a temporary name and then renamed; or an open file, binary for
            Parquet.
        rows: The rows, or a frame. The columns of CSV and Parquet are those of the first 1,000.
        format: `csv`, `jsonl` or `parquet` (needs pyarrow); by default, the ending of the name decides.
        columns: New names of columns; None drops one.

    Returns:
        How many rows were written.

    Raises:
        ValueError: The format is not known, a later row has other columns, a value cannot be written (the message names
            its row and column), or an argument cannot work.

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
