"""Output formats: rows as JSON, JSON lines, CSV, a table or ids, written as they arrive."""

from __future__ import annotations

import csv
import json
import re
import shutil
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import IO, TypeAlias, TypeGuard

from attio._support.cells import cell
from attio._support.names import brief
from attio.cli.exits import CommandError

Row: TypeAlias = Mapping[str, object]

# C0, C1 and DEL, bidirectional controls, line and paragraph separators: they can control a terminal.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
SAMPLE = 100
"""Number of rows that determine the column widths of a table."""
WIDEST = 40
"""Maximum width of a column, unless the terminal has room for more."""
GAP = "  "


def safe(text: str) -> str:
    r"""Escape characters that can control a terminal, as `\u001b`. Tabs and line feeds are kept."""
    return _CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def number_of(count: int, noun: str) -> str:
    """Return a number with its noun, such as `1 row` or `2 rows`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def write_json(rows: Iterable[Row], to: IO[str], clean: Callable[[str], str]) -> None:
    """Write a JSON array with one row per line."""
    is_empty = True
    for row in rows:
        to.write(f"{'[' if is_empty else ','}\n{clean(_to_json(row))}")
        to.flush()
        is_empty = False
    to.write("[]\n" if is_empty else "\n]\n")


def write_lines(rows: Iterable[Row], to: IO[str], clean: Callable[[str], str]) -> None:
    """Write one JSON object per line."""
    for row in rows:
        to.write(f"{clean(_to_json(row))}\n")
        to.flush()


def write_one(row: Row, to: IO[str], clean: Callable[[str], str]) -> None:
    """Write a single JSON object, indented."""
    to.write(f"{clean(json.dumps(row, ensure_ascii=False, indent=2))}\n")


def write_csv(rows: Iterable[Row], to: IO[str], clean: Callable[[str], str], *, excel: bool) -> None:
    """Write CSV in the format of RFC 4180, but with line feeds. Several values are joined with semicolons.

    Args:
        rows: The rows. The fields of the first row are the columns.
        to: File to write to.
        clean: Applied to the text of each cell.
        excel: Start with a byte order mark, and quote texts that Excel would run as formulas.
    """
    writer = csv.writer(to, lineterminator="\n")
    columns: list[str] | None = None
    for row in rows:
        if columns is None:
            columns = list(row)
            to.write("\ufeff" if excel else "")
            writer.writerow(columns)
        values = [row.get(name) for name in columns]
        writer.writerow([clean(_quoted(value) if excel else cell(value)) for value in values])
        to.flush()


def _quoted(value: object) -> str:
    """Return the text of a cell, quoted if Excel would run it as a formula. Negative numbers remain numbers."""
    text = cell(value)
    return f"'{text}" if text.startswith(_FORMULA) and not isinstance(value, int | float) else text


def write_header(columns: Iterable[str], to: IO[str]) -> None:
    """Write the header line of a CSV file."""
    csv.writer(to, lineterminator="\n").writerow(columns)


def write_ids(rows: Iterable[Row], to: IO[str], clean: Callable[[str], str]) -> None:
    """Write the id of each row, which is its first field."""
    for row in rows:
        to.write(f"{clean(cell(next(iter(row.values()), None)))}\n")
        to.flush()


def write_table(rows: Iterable[Row], to: IO[str], *, color: bool) -> None:
    """Write a table that fits the terminal. The first `SAMPLE` rows determine the column widths."""
    remaining = iter(rows)
    sample = list(islice(remaining, SAMPLE))
    if not sample:
        return
    columns = [name for name in sample[0] if any(cell(row.get(name)) for row in sample)] or list(sample[0])
    widths = _column_widths(columns, sample, shutil.get_terminal_size((100, 24)).columns)
    columns = columns[: len(widths)]
    head = GAP.join(_fitted(name, width) for name, width in zip(columns, widths, strict=True)).rstrip()
    to.write(f"\x1b[1m{head}\x1b[0m\n" if color else f"{head}\n")
    for row in chain(sample, remaining):
        cells = (_fitted(_single_line(cell(row.get(name))), width) for name, width in zip(columns, widths, strict=True))
        to.write(f"{GAP.join(cells).rstrip()}\n")
        to.flush()


def write_fields(row: Row, to: IO[str]) -> None:
    """Write a single object with one field per line."""
    width = max((len(name) for name in row), default=0)
    for name, value in row.items():
        text = safe(cell(value)).replace("\n", f"\n{' ' * (width + len(GAP))}")
        to.write(f"{name:{width}}{GAP}{text}".rstrip() + "\n")


def is_list(value: object) -> TypeGuard[list[object]]:
    """Whether a value is a list. Type checkers then treat its items as `object`."""
    return isinstance(value, list)


def _to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)


def _single_line(text: str) -> str:
    return safe(text).replace("\n", " ").replace("\t", " ")


def _width(text: str) -> int:
    """Return the number of terminal columns that a text takes."""
    return sum(_width_of_character(character) for character in text)


def _width_of_character(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _fitted(text: str, width: int) -> str:
    """Truncate or pad a text to a width."""
    if _width(text) > width:
        start = text[:width]
        while _width(start) > width - 1:
            start = start[:-1]
        text = f"{start}…"
    return text + " " * (width - _width(text))


def _column_widths(columns: Iterable[str], rows: list[Row], terminal_width: int) -> list[int]:
    """Return the widths of the columns that fit, from the left; at least one column."""
    wanted: list[int] = []
    for name in columns:
        cells = (_single_line(cell(row.get(name))) for row in [*rows, {name: name}])
        wanted.append(max(map(_width, cells)))
    widths = list(_fitting_widths(wanted, terminal_width))
    spare = terminal_width - sum(widths) - len(GAP) * (len(widths) - 1)
    for index, width in enumerate(widths):
        extra = max(0, min(spare, wanted[index] - width))
        widths[index] += extra
        spare -= extra
    return widths


def _fitting_widths(wanted: Iterable[int], terminal_width: int) -> Iterator[int]:
    """Yield a width of at most `WIDEST` for each column that fits."""
    free = terminal_width
    for index, wanted_width in enumerate(wanted):
        width = min(wanted_width, WIDEST, terminal_width)
        gap = len(GAP) if index else 0
        if index and width + gap > free:
            return
        free -= width + gap
        yield max(1, width)


def check_fields(names: Sequence[str], known: Sequence[str]) -> None:
    """Check the names of fields.

    Raises:
        CommandError: There is no such field. The message suggests a similar name.
    """
    from attio._support.names import did_you_mean

    for name in names:
        if name not in known:
            raise CommandError(f"there is no field {brief(name)}{did_you_mean(name, known)}")
