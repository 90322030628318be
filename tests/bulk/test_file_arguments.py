"""Invalid arguments for reading and writing files and frames."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from attio import Attio
from attio.bulk import read_rows, to_arrow, write_rows
from attio.errors import InvalidRequestError

FILE = "path_or_file must be a path or an open file, not 5"
COLUMNS = "columns must map names to new names, or to None to drop a column, not "
SCHEMA = r"schema must be an object or list of client.schema: pass client.schema.object\('companies'\), not "


class ReadOnly:
    def read(self) -> str:
        return ""


MISTAKES: list[tuple[Callable[[], object], str]] = [
    (lambda: read_rows(5, format="csv"), FILE),  # type: ignore[arg-type]
    (lambda: write_rows(5, [], format="csv"), FILE),  # type: ignore[arg-type]
    (lambda: read_rows("x.csv", columns=["a"]), COLUMNS),  # type: ignore[arg-type]
    (lambda: read_rows("x.csv", columns="a"), COLUMNS),  # type: ignore[arg-type]
    (lambda: read_rows("x.csv", columns={"a": 5}), COLUMNS),  # type: ignore[dict-item]
    (lambda: read_rows("x.csv", columns={5: "a"}), COLUMNS),  # type: ignore[dict-item]
    (lambda: write_rows(io.StringIO(), [], format="csv", columns=["a"]), COLUMNS),  # type: ignore[arg-type]
    (lambda: read_rows("x.csv", schema="companies"), SCHEMA + "'companies'"),  # type: ignore[arg-type]
    (lambda: read_rows("x.csv", schema=5), SCHEMA + "5"),  # type: ignore[arg-type]
    (lambda: to_arrow([], "companies"), SCHEMA),  # type: ignore[arg-type]
    (lambda: write_rows(io.BytesIO(), [], format="csv"), "path_or_file must accept text: open it with mode 'w'"),
    (lambda: write_rows(io.BytesIO(), [], format="jsonl"), "path_or_file must accept text"),
    (lambda: write_rows(io.StringIO(), [], format="parquet"), "path_or_file must accept bytes: open it with mode 'wb'"),
    (lambda: write_rows(ReadOnly(), [], format="csv"), "path_or_file must accept text"),  # type: ignore[arg-type]
    (lambda: write_rows(io.StringIO(), "rows", format="csv"), "rows must be an iterable of rows"),
    (lambda: write_rows(io.StringIO(), {"a": 1}, format="csv"), "rows must be an iterable of rows"),
    (lambda: write_rows(io.StringIO(), None, format="csv"), "rows must be an iterable of rows"),  # type: ignore[arg-type]
]


@pytest.mark.parametrize(("call", "message"), MISTAKES, ids=map(str, range(len(MISTAKES))))
def test_a_wrong_argument_is_named(call: Callable[[], object], message: str) -> None:
    with pytest.raises(InvalidRequestError, match=message):
        call()


def test_a_csv_line_that_cannot_be_parsed_names_line_and_reason() -> None:
    before = csv.field_size_limit(10)
    try:
        [row] = read_rows(io.StringIO('name\n"a"b\n'), format="csv")
        [long] = read_rows(io.StringIO(f"name\n{'x' * 11}\n"), format="csv")
    finally:
        csv.field_size_limit(before)
    assert row.problem == "line 2: ',' expected after '\"'"
    assert long.problem == "line 2: field larger than field limit (10); csv.field_size_limit(...) raises it"


def test_records_that_are_not_iterable_are_rejected(crm: Attio) -> None:
    schema = crm.schema.object("companies")
    for records in (5, "companies", None):
        with pytest.raises(InvalidRequestError, match="records must be an iterable of rows"):
            to_arrow(records, schema)  # type: ignore[arg-type]


def test_invalid_rows_leave_no_file(tmp_path: Path) -> None:
    with pytest.raises(InvalidRequestError):
        write_rows(tmp_path / "x.csv", "rows")
    with pytest.raises(ValueError, match="a row must be a mapping"):
        write_rows(tmp_path / "x.csv", [5])
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_frame_is_written_to_a_file(library: str) -> None:
    module: Any = pytest.importorskip(library)
    file = io.StringIO()
    assert write_rows(file, module.DataFrame({"a": [1, None], "b": ["x", "y"]}), format="csv") == 2
    assert [line.split(",")[1] for line in file.getvalue().splitlines()] == ["b", "x", "y"]
