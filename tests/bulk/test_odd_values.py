"""Values that a file cannot hold: the error names the row and the column, and no file remains."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from attio.bulk import to_arrow, write_rows
from attio.bulk.writers import conversion_error
from attio.schema.records import AttributeSchema, ObjectSchema

ROWS = [{"a": 1, "b": n} for n in range(1_000)]
TEXTS: list[tuple[list[dict[Any, object]], str]] = [
    ([{"a": "x"}, {"a": "\ud800"}], r"row 2, column 'a': '\\ud800' cannot be written: 'utf-8' codec"),
    ([{"a": "x"}, {"a": "x", "b": {(1, 2): 3}}], r"row 2, column 'b': \{\(1, 2\): 3\} cannot be written: keys must be"),
    ([{"a": "x"}, {5: "x"}], "row 2: names of attributes must be text, not 5"),
]


@pytest.mark.parametrize("name", ["x.csv", "x.jsonl"])
@pytest.mark.parametrize(("rows", "problem"), TEXTS, ids=["surrogate", "key", "name"])
def test_a_value_that_a_text_file_cannot_hold_is_named(
    tmp_path: Path, name: str, rows: list[dict[Any, object]], problem: str
) -> None:
    with pytest.raises(ValueError, match=problem):
        write_rows(tmp_path / name, rows)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_a_text_that_an_open_file_cannot_encode_is_named(tmp_path: Path, kind: Any) -> None:
    with (
        (tmp_path / "x").open("w", encoding="ascii") as file,
        pytest.raises(ValueError, match=r"row 2, column 'b': 'é' cannot be written: 'ascii' codec"),
    ):
        write_rows(file, [{"a": "x", "b": "y"}, {"a": "x", "b": "é"}], format=kind)


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_an_error_of_the_file_is_raised_unchanged(kind: Any) -> None:
    class Closing:
        encoding = None

        def write(self, text: str) -> None:
            if "x" in text:
                raise ValueError("I/O operation on closed file")

    with pytest.raises(ValueError, match=r"^I/O operation on closed file$"):
        write_rows(Closing(), [{"a": "x"}], format=kind)  # type: ignore[arg-type]


PARQUET: list[tuple[list[dict[Any, Any]], str]] = [
    ([{"a": "x"}, {"a": 1.5}], "row 2, column 'a': 1.5 cannot be written: the column is of type string"),
    ([{"a": 1, "b": 2}] * 5 + [{"a": 1, "b": "x"}], "row 6, column 'b': 'x' .* the column is of type int64"),
    ([*ROWS, {"a": 1, "b": "x"}], "row 1001, column 'b': 'x' cannot be written: the column is of type int64"),
    (
        [{"a": None}] * 1_001 + [{"a": "x"}],
        r"row 1002, column 'a': .* its type is not known; put a row .* to_arrow",
    ),
    ([{"a": 1}, {"a": 2**70}], "row 2, column 'a': 1180591620717411303424 .* Arrow has no type for it"),
    ([{"a": object()}], "row 1, column 'a': <object object at .* Arrow has no type for it"),
    ([{"a": 1, "b": [1]}, {"a": 1, "b": [1, "x"]}], r"row 2, column 'b': \[1, 'x'\] .* Arrow has no type for it"),
    ([{"a": {(1, 2): 3}}], "row 1, column 'a'"),
    ([{"a": 1, "b": {}}], "column 'b': Parquet has no type struct<>"),
    ([{"a": 1}, {5: 1}], "row 2: names of attributes must be text, not 5"),
]


@pytest.mark.parametrize(("rows", "problem"), PARQUET, ids=range(10))
def test_a_value_that_parquet_cannot_hold_is_named(tmp_path: Path, rows: list[dict[Any, object]], problem: str) -> None:
    pytest.importorskip("pyarrow")
    with pytest.raises(ValueError, match=problem):
        write_rows(tmp_path / "x.parquet", rows)
    assert not list(tmp_path.iterdir())


def test_an_error_of_a_parquet_file_is_raised_unchanged() -> None:
    pytest.importorskip("pyarrow")

    class Full:
        closed = False

        def write(self, _data: object) -> int:
            raise OSError("no space left")

    with pytest.raises(OSError, match="no space left"):
        write_rows(Full(), [{"a": 1}], format="parquet")  # type: ignore[arg-type]


def test_parquet_is_written_in_batches(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    assert write_rows(tmp_path / "x.parquet", [*ROWS, *ROWS]) == 2_000
    error = KeyError("a")
    assert conversion_error(ROWS, ["a", "b"], None, first=1, error=error) is error


@pytest.mark.parametrize(
    ("kind", "odd", "problem"),
    [
        ("currency", 1e30, r"row 601, column 'fee': 1e\+30 cannot be written: it is too large for a currency"),
        ("currency", 1e16, r"row 601, column 'fee': Decimal\('1.*the column is of type decimal128\(18, 4\)"),
        ("number", "x", "row 601, column 'fee': 'x' cannot be written: the column is of type double"),
    ],
)
def test_a_value_that_arrow_cannot_hold_is_named(kind: str, odd: object, problem: str) -> None:
    pytest.importorskip("pyarrow")
    fee = AttributeSchema("id", "fee", "Fee", kind)
    schema = ObjectSchema("i", "deals", "Deal", "Deals", (fee,))

    def record(number: int) -> Any:
        value = odd if number == 601 else 1.5

        def to_plain(_schema: ObjectSchema) -> dict[str, object]:
            return {"record_id": f"r{number}", "fee": value}

        return SimpleNamespace(to_plain=to_plain)

    with pytest.raises(ValueError, match=problem):
        to_arrow([record(number) for number in range(1, 700)], schema).read_all()
