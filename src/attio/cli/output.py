"""Rows as JSON, JSON lines, CSV, a table or ids, written as they arrive."""

from __future__ import annotations

import csv
import json
import re
import shutil
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import IO, TypeAlias, TypeGuard

from attio._support.cells import cell

Row: TypeAlias = Mapping[str, object]

# C0, C1 and DEL, bidirectional controls, line and paragraph separators: what could steer a terminal.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
SAMPLE = 100
"""Rows from which the widths of a table are taken."""
WIDEST = 40
"""Most columns of a terminal that one field takes, unless there is room."""
GAP = "  "


def safe(text: str) -> str:
    """Escape what could steer a terminal, as JSON does; tabs and line feeds stay."""
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def number_of(count: int, noun: str) -> str:
    """Write a number and what it counts, such as `1 row` and `2 rows`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def write_json(rows: Iterable[Row], to: IO[str], clean: Callable[[str], str]) -> None:
    """Write an array, one row after the other."""
    begin = "[\n"
    for row in rows:
        to.write(f"{begin}{clean(_dumped(row))}")
        to.flush()
        begin = ",\n"
    to.write("\n]\n" if begin != "[\n" else "[]\n")


def write_lines(rows: Iterable[Row], to: IO[str], clean: Callable[[str], str]) -> None:
    """Write one JSON object a line."""
    for row in rows:
        to.write(f"{clean(_dumped(row))}\n")
        to.flush()


def write_one(row: Row, to: IO[str], clean: Callable[[str], str]) -> None:
    """Write a single object, indented."""
    to.write(f"{clean(json.dumps(row, ensure_ascii=False, indent=2))}\n")


def write_csv(rows: Iterable[Row], to: IO[str], clean: Callable[[str], str], *, excel: bool) -> None:
    """Write CSV as RFC 4180 has it, with line feeds; several values are joined by semicolons.

    Args:
        rows: The rows; the first one names the columns.
        to: Where to write.
        clean: Applied to the text of each cell.
        excel: Begin with a byte order mark, and quote what Excel would take for a formula.
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
    """The text of a cell that Excel takes for no formula; negative numbers stay numbers."""
    text = cell(value)
    return f"'{text}" if text.startswith(_FORMULA) and not isinstance(value, int | float) else text


def write_header(columns: Iterable[str], to: IO[str]) -> None:
    """Write the first line of CSV."""
    csv.writer(to, lineterminator="\n").writerow(columns)


def write_ids(rows: Iterable[Row], to: IO[str], clean: Callable[[str], str]) -> None:
    """Write the id of each row: its first field."""
    for row in rows:
        to.write(f"{clean(cell(next(iter(row.values()), None)))}\n")
        to.flush()


def write_table(rows: Iterable[Row], to: IO[str], *, color: bool) -> None:
    """Write a table that is as wide as the terminal; the first hundred rows decide the widths."""
    arriving = iter(rows)
    sample = list(islice(arriving, SAMPLE))
    if not sample:
        return
    columns = [name for name in sample[0] if any(cell(row.get(name)) for row in sample)] or list(sample[0])
    widths = _widths(columns, sample, shutil.get_terminal_size((100, 24)).columns)
    columns = columns[: len(widths)]
    head = GAP.join(_fitted(name, width) for name, width in zip(columns, widths, strict=True)).rstrip()
    to.write(f"\x1b[1m{head}\x1b[0m\n" if color else f"{head}\n")
    for row in chain(sample, arriving):
        cells = (_fitted(_flat(cell(row.get(name))), width) for name, width in zip(columns, widths, strict=True))
        to.write(f"{GAP.join(cells).rstrip()}\n")
        to.flush()


def write_fields(row: Row, to: IO[str]) -> None:
    """Write a single object as one field a line."""
    width = max((len(name) for name in row), default=0)
    for name, value in row.items():
        text = safe(cell(value)).replace("\n", f"\n{' ' * (width + len(GAP))}")
        to.write(f"{name:{width}}{GAP}{text}".rstrip() + "\n")


def is_list(value: object) -> TypeGuard[list[object]]:
    """Tell whether a value is a list; checkers then know that anything may be in it."""
    return isinstance(value, list)


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)


def _flat(text: str) -> str:
    return safe(text).replace("\n", " ").replace("\t", " ")


def _columns_of(text: str) -> int:
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text
    )


def _fitted(text: str, width: int) -> str:
    if _columns_of(text) > width:
        kept = text[:width]
        while _columns_of(kept) > width - 1:
            kept = kept[:-1]
        text = f"{kept}…"
    return text + " " * (width - _columns_of(text))


def _widths(columns: Iterable[str], rows: list[Row], room: int) -> list[int]:
    """Widths of the columns that fit, from the left; at least one."""
    wanted = [max(_columns_of(_flat(cell(row.get(name)))) for row in [*rows, {name: name}]) for name in columns]
    widths = list(_cut(wanted, room))
    spare = room - sum(widths) - len(GAP) * (len(widths) - 1)
    for index, width in enumerate(widths):
        more = max(0, min(spare, wanted[index] - width))
        widths[index] += more
        spare -= more
    return widths


def _cut(wanted: Iterable[int], room: int) -> Iterator[int]:
    left = room
    for index, width in enumerate(wanted):
        taken = min(width, WIDEST, room)
        if index and taken + len(GAP) > left:
            return
        left -= taken + (len(GAP) if index else 0)
        yield max(1, taken)
