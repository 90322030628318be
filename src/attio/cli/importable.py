"""The input file of an import, checked before any request is sent."""

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
MAX_DUPLICATES = 5
"""Maximum number of repeated keys to list."""
LARGEST_CELL = 16 * 1024 * 1024
"""Maximum length of a CSV cell, in characters. The default of Python, 131,072, is too short for exported texts."""
MAX_HEADER_ROWS = 1_000
"""Number of rows to read in search of the column names; rows that cannot be parsed have none."""
Columns: TypeAlias = Mapping[str, "str | None"]
"""The attribute of each mapped column; None for a column to leave out."""


def parse_maps(maps: Sequence[str]) -> dict[str, str | None]:
    """Parse the values of `--map`, each `COLUMN=FIELD`. An empty FIELD leaves the column out.

    Raises:
        CommandError: A value has no `=` or no column.
    """
    columns: dict[str, str | None] = {}
    for text in maps:
        column, equals, field = text.rpartition("=")  # names of columns may contain `=`, slugs of attributes do not
        if not equals or not column:
            raise CommandError(f"--map {brief(text)} must be COLUMN=FIELD")
        columns[column] = field or None
    return columns


def check_writable(option: str, path: Path) -> None:
    """Check that a file can be created, before any request is sent.

    Raises:
        CommandError: The folder does not exist or is not writable.
    """
    try:
        with tempfile.TemporaryFile(dir=path.parent):
            pass
    except OSError as error:
        raise CommandError(f"{option} {path}: cannot write there: {error.strerror}") from None


@contextmanager
def open_importable(file: str, kind: str | None, columns: Columns) -> Generator[Importable]:
    """Open a file and read the names of its columns. Stdin is copied to a temporary file first.

    Args:
        file: Path of the file, or `-` for stdin.
        kind: Format; None to use the suffix of the name.
        columns: The mapped columns.

    Raises:
        CommandError: The file cannot be read.
    """
    from attio.bulk.files import SUFFIXES

    kind = kind or SUFFIXES.get(Path(file).suffix.lower())
    if kind is None:
        name = "stdin" if file == "-" else file
        raise CommandError(f"{name}: the format is not known; add --from {', '.join(KINDS[:-1])} or {KINDS[-1]}")
    if file != "-":
        yield Importable(Path(file), kind, columns, name=file)
        return
    with tempfile.TemporaryDirectory(prefix="attio-crm-") as folder:
        copy = Path(folder) / f"stdin.{kind}"
        with copy.open("xb") as to:
            shutil.copyfileobj(sys.stdin.buffer, to)
        yield Importable(copy, kind, columns, name="stdin")


class Importable:
    """A file with rows to import."""

    def __init__(self, path: Path, kind: str, columns: Columns, *, name: str) -> None:
        """Read the names of the columns.

        Args:
            path: Path of the file.
            kind: Format of the file.
            columns: The mapped columns.
            name: Name of the file in messages.

        Raises:
            CommandError: The file cannot be read.
        """
        # The limit is global, so only the command line changes it, not the library.
        csv.field_size_limit(max(csv.field_size_limit(), LARGEST_CELL))
        self._path, self._kind, self._name = path, kind, name
        self.unit = "row" if kind == "parquet" else "line"
        """The unit that numbers in messages count: `row` or `line`."""
        self.left_out: list[str] = []
        """Columns that are not imported because they cannot be written."""
        self._columns = dict(columns)
        self._names = self._column_names()

    def _column_names(self) -> list[str]:
        """Return the names of the columns, from the first row that can be parsed."""
        problem: str | None = None
        try:
            if self._kind == "csv" and self._is_blank():
                raise CommandError(f"{self._name} is empty; a CSV file starts with the names of its columns")
            for row in islice(self._read(None), MAX_HEADER_ROWS):
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
            raise CommandError(f"cannot read {self._name}: its first rows are not valid; {problem}")
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
        """Return an iterator over the rows, with values for the attributes of an object.

        Args:
            schema: Schema of the object.
            match: Slug or id of the attribute that identifies records.

        Raises:
            CommandError: A column is not an attribute, or no column has the matching attribute.
        """
        matching = schema.attribute(match)
        attributes = {name: one for one in schema.attributes for name in (one.id, one.api_slug)}
        self._check_columns(attributes, schema.api_slug, {matching.id, matching.api_slug})
        if self._names and not {matching.id, matching.api_slug}.intersection(self._names):
            message = f"no column has the attribute {brief(match)} of --match; the columns are {', '.join(self._names)}"
            raise CommandError(f"{message}: add --map COLUMN={match}")
        writable = tuple(one for one in schema.attributes if one.is_writable or one is matching)
        return self._read(dataclasses.replace(schema, attributes=writable))

    def _check_columns(self, attributes: Mapping[str, Any], owner: str, matching: set[str]) -> None:
        from attio._support.names import did_you_mean
        from attio.bulk.report_files import FACTS

        mapped = set(self._columns.values())
        results = FACTS if set(FACTS) <= set(self._names) else ()  # the columns that --errors adds to its file
        for name in self._names:
            attribute = attributes.get(name)
            is_readonly = name in OF_RECORDS or name in results or (attribute is not None and not attribute.is_writable)
            if name in matching:
                continue
            if is_readonly and name not in mapped:
                self.left_out.append(name)
            elif is_readonly:
                raise CommandError(f"{brief(name)} is set by Attio and cannot be written")
            elif attribute is None:
                self._check_separator(name)
                slugs = (one.api_slug for one in attributes.values())
                message = f"{owner!r} has no attribute {brief(name)}{did_you_mean(name, slugs)}"
                # The shell needs quotes if the name contains spaces.
                raise CommandError(f"{message}; --map '{name}=FIELD' sets one, --map '{name}=' leaves the column out")
        self._columns.update(dict.fromkeys(self.left_out))

    def _check_separator(self, name: str) -> None:
        """Check whether a CSV file with a single column uses another separator."""
        if self._kind != "csv" or len(self._names) != 1:
            return
        for separator in (";", "\t", "|"):
            if separator in name:
                raise CommandError(f"{self._name}: columns must be separated by commas, not by {brief(separator)}")
