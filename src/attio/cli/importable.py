"""The file of an import, checked before anything is sent."""

from __future__ import annotations

import csv
import dataclasses
import shutil
import sys
import tempfile
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from attio._support.names import brief
from attio.cli import exits
from attio.cli.columns import OF_RECORDS
from attio.cli.exits import CommandError

if TYPE_CHECKING:
    from attio.bulk import Row

KINDS = ("csv", "jsonl", "parquet")
SHOWN = 5
LARGEST_CELL = 16 * 1024 * 1024
"""Most characters of a cell of CSV; by default Python reads no more than 131,072, and texts of an export are longer."""
LOOKED_AT = 1_000
"""Rows among which to look for one that can be read, for its columns."""
Columns: TypeAlias = Mapping[str, "str | None"]


def parse_maps(maps: Sequence[str]) -> dict[str, str | None]:
    """Read `COLUMN=FIELD`; an empty FIELD leaves the column out.

    Raises:
        CommandError: One has no `=`, or two columns become one attribute.
    """
    found: dict[str, str | None] = {}
    for one in maps:
        column, equals, field = one.rpartition("=")  # columns may have one in their names, attributes have not
        if not equals or not column:
            raise CommandError(f"--map {brief(one)} must be COLUMN=FIELD")
        found[column] = field or None
    return found


def check_writable(option: str, path: Path) -> None:
    """Check that a file can be made, before anything is sent.

    Raises:
        CommandError: It cannot.
    """
    try:
        with tempfile.TemporaryFile(dir=path.parent):
            pass
    except OSError as error:
        raise CommandError(f"{option} {path}: cannot write there: {error.strerror}") from None


@contextmanager
def opened(file: str, kind: str | None, columns: Columns) -> Generator[Importable]:
    """Look into a file; stdin is read to its end first.

    Args:
        file: Path, or `-`.
        kind: Format; None to tell it by the name.
        columns: Attributes of columns; None leaves one out.

    Raises:
        CommandError: The file cannot be read.
    """
    from attio.bulk.files import SUFFIXES

    kind = kind or SUFFIXES.get(Path(file).suffix.lower())
    if kind is None:
        what = "stdin" if file == "-" else file
        raise CommandError(f"{what}: the format is not known; give --from {', '.join(KINDS[:-1])} or {KINDS[-1]}")
    if file != "-":
        yield Importable(Path(file), kind, columns, name=file)
        return
    with tempfile.TemporaryDirectory(prefix="attio-crm-") as folder:
        copied = Path(folder) / f"stdin.{kind}"
        with copied.open("xb") as to:
            shutil.copyfileobj(sys.stdin.buffer, to)
        yield Importable(copied, kind, columns, name="stdin")


class Importable:
    """The rows of a file."""

    def __init__(self, path: Path, kind: str, columns: Columns, *, name: str) -> None:
        """Read the names of the columns.

        Args:
            path: The file.
            kind: Its format.
            columns: Attributes of columns; None leaves one out.
            name: What the file is called in messages.

        Raises:
            CommandError: The file cannot be read.
        """
        # Of the whole process, which is this command; the library leaves it to the program that uses it.
        csv.field_size_limit(max(csv.field_size_limit(), LARGEST_CELL))
        self._path, self._kind, self._name = path, kind, name
        self.unit = "row" if kind == "parquet" else "line"
        """What the numbers of rows count."""
        self.left_out: list[str] = []
        """Columns that cannot be written, and are left out."""
        self._columns = dict(columns)
        self._names = self._columns_found()

    def _columns_found(self) -> list[str]:
        """Names of the columns of the first row that can be read."""
        problem: str | None = None
        try:
            if self._kind == "csv" and self._is_blank():
                raise CommandError(f"{self._name} is empty; a CSV file begins with the names of its columns")
            for row in islice(self._read(None), LOOKED_AT):
                if row.problem is None:
                    return [*row.values, *row.empty]
                problem = problem or row.problem
        except ImportError as error:
            raise CommandError(str(error), exits.FAILED) from None
        except OSError as error:
            raise CommandError(f"cannot read {self._name}: {error.strerror or error}") from None
        except ValueError as error:
            raise CommandError(f"cannot read {self._name}: {error}") from None
        if problem is not None:
            raise CommandError(f"cannot read {self._name}: none of its first rows is one; {problem}")
        return []

    def _is_blank(self) -> bool:
        with self._path.open("rb") as lines:
            return not any(map(bytes.strip, lines))

    def _read(self, schema: Any) -> Iterator[Row]:
        from attio.bulk import read_rows

        kind: Any = self._kind
        return read_rows(self._path, format=kind, columns=self._columns, schema=schema)

    def count(self) -> int:
        """Count the rows."""
        return sum(1 for _ in self._read(None))

    def rows(self, schema: Any, match: str) -> Iterator[Row]:
        """Begin to read the rows, as values of an object.

        Args:
            schema: Schema of the object.
            match: The attribute that records are found by.

        Raises:
            CommandError: A column is no attribute, or there is none to match by.
        """
        matching = schema.attribute(match)
        attributes = {name: one for one in schema.attributes for name in (one.id, one.api_slug)}
        self._check_columns(attributes, schema.api_slug, {matching.id, matching.api_slug})
        if self._names and not {matching.id, matching.api_slug}.intersection(self._names):
            message = f"no column is {brief(match)}, which --match names; there are {', '.join(self._names)}"
            raise CommandError(f"{message}: add --map COLUMN={match}")
        writable = tuple(one for one in schema.attributes if one.is_writable or one is matching)
        return self._read(dataclasses.replace(schema, attributes=writable))

    def _check_columns(self, attributes: Mapping[str, Any], owner: str, matching: set[str]) -> None:
        from attio._support.names import did_you_mean
        from attio.bulk.report_files import FACTS

        mapped = set(self._columns.values())
        results = FACTS if set(FACTS) <= set(self._names) else ()  # what --errors added
        for name in self._names:
            attribute = attributes.get(name)
            is_kept = name in OF_RECORDS or name in results or (attribute is not None and not attribute.is_writable)
            if name in matching:
                continue
            if is_kept and name not in mapped:
                self.left_out.append(name)
            elif is_kept:
                raise CommandError(f"{brief(name)} is kept by Attio and cannot be written")
            elif attribute is None:
                self._check_separator(name)
                slugs = (one.api_slug for one in attributes.values())
                message = f"{owner!r} has no attribute {brief(name)}{did_you_mean(name, slugs)}"
                # A name with spaces must be quoted.
                raise CommandError(f"{message}; --map '{name}=FIELD' names one, --map '{name}=' leaves it out")
        self._columns.update(dict.fromkeys(self.left_out))

    def _check_separator(self, name: str) -> None:
        other = next((one for one in (";", "\t", "|") if one in name), None)
        if other is not None and self._kind == "csv" and len(self._names) == 1:
            raise CommandError(f"{self._name}: columns must be separated by commas, not by {brief(other)}")
