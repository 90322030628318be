"""Reading rows from files and data frames, and writing them."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterator
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any, cast

import pytest

from attio import Attio
from attio.bulk import Row, read_rows, to_arrow, write_rows
from attio.bulk.cells import convert
from attio.bulk.frames import rows_of_frame
from attio.bulk.row_sources import count_of
from attio.errors import InvalidRequestError
from attio.schema.records import AttributeSchema, ObjectSchema
from tests.bulk.conftest import DOMAINS, companies, rows_of

pd: Any = import_module("pandas")
MESSY = (
    "\ufeffname,Website,,About\r\n"
    'Acme,acme.com;acme.dev,,"Anvils, of\r\ncourse"\r\n'
    "\r\n"
    "Short,short.com\r\n"
    "Globex,globex.com,x,\r\n"
    '"open'
)


def read(text: str | bytes, **how: Any) -> list[Row]:
    file = io.BytesIO(text if isinstance(text, bytes) else text.encode())
    found = list(read_rows(file, format=how.pop("format", "csv"), **how))
    assert not file.closed
    return found


def test_a_csv_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "messy.csv"
    path.write_bytes(MESSY.encode())
    rows = list(read_rows(path, columns={"Website": "domains", "About": "description"}))
    assert rows == read(MESSY, columns={"Website": "domains", "About": "description"})
    first, short, globex, broken = rows
    assert first == Row(
        {"name": "Acme", "domains": "acme.com;acme.dev", "description": "Anvils, of\r\ncourse"}, 2, ("column 3",)
    )
    assert short.problem == "line 5: 2 cells, but the header has 4"
    assert globex == Row({"name": "Globex", "domains": "globex.com", "column 3": "x"}, 6, ("description",))
    assert broken.problem == "line 7: unexpected end of data"
    assert list(read_rows(io.StringIO("a\n1\n"), format="csv", columns={"a": None})) == [Row({}, 2)]
    assert read("") == []
    assert read(b"a,b\n1,\xff\n")[0].problem == "line 2, column 'b': not UTF-8"
    assert read("a\n\u00e9\n") == [Row({"a": "\u00e9"}, 2)]


@pytest.mark.parametrize(
    ("text", "how", "message"),
    [
        ("a,a\n", {}, "the header contains the column 'a' more than once"),
        ("name\n", {"columns": {"nam": "x"}}, "there is no column 'nam'; did you mean 'name'"),
        ("a\n", {"format": "xlsx"}, "format must be 'csv', 'jsonl' or 'parquet', not 'xlsx'"),
        ("a\n", {"format": None}, "the format of .* is not known"),
    ],
)
def test_a_file_that_cannot_be_read_is_an_error(text: str, how: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read(text, **how)


def test_a_jsonl_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"a": 1, "b": null, "c": "", "d": null}\n\n[1]\n{"a": \n')
    rows = list(read_rows(path, columns={"a": "x", "d": None}))
    assert rows[0] == Row({"x": 1, "b": None}, 1, ("c",))
    assert rows[1].problem == "line 3: not a JSON object"
    assert str(rows[2].problem).startswith("line 4, column ")


def attribute(kind: str, **more: Any) -> AttributeSchema:
    return AttributeSchema("id", "slug", "Title", kind, **more)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("number", " 12 ", 12),
        ("number", "12.50", Decimal("12.50")),
        ("currency", "1e3", Decimal(1000)),
        ("checkbox", "Yes", True),
        ("checkbox", "0", False),
        ("date", "2026-03-01", "2026-03-01"),
        ("date", "2026-03-01 00:00:00", "2026-03-01"),
        ("timestamp", "2026-03-01T09:00:00Z", "2026-03-01T09:00:00Z"),
        ("text", " as it is ", " as it is "),
        ("select", " Red ", " Red "),
    ],
)
def test_cells_are_converted_to_the_type_of_the_attribute(kind: str, text: str, value: object) -> None:
    assert convert(attribute(kind), text) == value


@pytest.mark.parametrize(
    ("kind", "text", "message"),
    [
        ("number", "12,50", "'12,50' is not a number"),
        ("number", "nan", "'nan' is not a number"),
        ("number", "1e99999999999999999999", "is not a number"),
        ("checkbox", "maybe", "neither true nor false"),
        ("date", "01.03.2026", "not a date such as"),
        ("date", "2026-03-01T09:00:00", "not a date such as"),
        ("timestamp", "noon", "not a time such as"),
        ("record-reference", "acme.com", "refer to several objects"),
    ],
)
def test_a_cell_that_cannot_be_converted_is_an_error(kind: str, text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        convert(attribute(kind), text)


def test_cells_may_hold_several_values_or_a_reference() -> None:
    assert convert(attribute("domain", is_multiselect=True), "a.com; b.com;") == ["a.com", "b.com"]
    company = attribute("record-reference", allowed_objects=("companies",))
    assert convert(company, "acme.com") == {"target_object": "companies", "domains": ["acme.com"]}
    one = "0e4ff6ca-b2ef-4f1c-8b0c-7a5c5a0b0c0d"
    assert convert(company, one) == {"target_object": "companies", "target_record_id": one}
    with pytest.raises(ValueError, match="'x' is not the id of a record, and 'invoices' has no known unique attribute"):
        convert(attribute("record-reference", allowed_objects=("invoices",)), "x")


def test_rows_of_a_file_become_records(crm: Attio, tmp_path: Path) -> None:
    path = tmp_path / "companies.csv"
    path.write_text("domains,name,description\na.com;b.com,A,x\nc.com,C,\n,D,\n")
    schema = crm.schema.object("companies")
    report = crm.bulk.assert_records("companies", read_rows(path, schema=schema), **DOMAINS)
    assert (report.created, report.failed) == (2, 1)
    assert [result.number for result in report.rows("failed")] == [4]
    path.write_text("domains,name,description\na.com,,\n")
    crm.bulk.assert_records("companies", read_rows(path, schema=schema), **DOMAINS)
    assert companies(crm)["b.com"].first("name", str) == "A"
    crm.bulk.assert_records("companies", read_rows(path, schema=schema), **DOMAINS, missing="clear")
    assert companies(crm)["b.com"].first("name", str) is None
    number = attribute("number")
    bad = read_rows(io.StringIO("slug\nx\n"), format="csv", schema=type(schema)("i", "o", "s", "p", (number,)))
    assert next(bad).problem == "line 2, column 'slug': 'x' is not a number"


@pytest.mark.parametrize("name", ["rows.csv", "rows.jsonl", "rows.parquet"])
def test_exported_files_can_be_read_as_rows(crm: Attio, tmp_path: Path, name: str) -> None:
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow")
    crm.bulk.assert_records("companies", [*rows_of(3), {"domains": ["a.com", "b.com"]}], **DOMAINS)
    path = tmp_path / name
    drop: dict[str, str | None] = dict.fromkeys(("record_id", "created_at", "created_by", "web_url"))
    assert write_rows(path, crm.bulk.export_records("companies"), columns=drop) == 4
    kept = dict.fromkeys(next(iter(read_rows(path))).empty)
    rows = read_rows(path, schema=crm.schema.object("companies"), columns=kept if "jsonl" not in name else None)
    wanted = ("domains", "name")
    found = [{key: row.values[key] for key in wanted if row.values.get(key)} for row in rows]
    assert sorted(list(cast("Any", row["domains"])) for row in found) == [
        ["a.com", "b.com"],
        ["c0.com"],
        ["c1.com"],
        ["c2.com"],
    ]
    assert {row["name"] for row in found if "name" in row} == {"C0", "C1", "C2"}
    assert not list(tmp_path.glob(".rows*"))


def test_rows_are_written_as_csv(tmp_path: Path) -> None:
    file = io.StringIO()
    rows = [{"a": True, "b": [1, 2], "c": {"x": 1}}, Row({"a": dt.date(2026, 3, 1), "d": Decimal("1.50")})]
    assert write_rows(file, rows, format="csv", columns={"a": "A"}) == 2
    assert file.getvalue().splitlines() == ["A,b,c,d", 'true,1;2,"{""x"":1}",', "2026-03-01,,,1.50"]
    with pytest.raises(ValueError, match="row 1001 has the column b, which is not in the first 1000 rows"):
        write_rows(tmp_path / "x.csv", [*({"a": n} for n in range(1000)), {"b": 1}])
    with pytest.raises(ValueError, match="format must be"):
        write_rows(file, [], format="x")  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())


def frame_of(library: str) -> Any:
    columns = {
        "domains": ["a.com", "b.com"],
        "name": ["A", None],
        "description": ["12", "x"],
    }
    module: Any = pytest.importorskip(library)
    if library == "pyarrow":
        return module.table(columns)
    if library == "duckdb":
        pytest.importorskip("pyarrow")
        table: Any = import_module("pyarrow").table(columns)
        return module.from_arrow(table)
    return module.DataFrame(columns)


@pytest.mark.parametrize("library", ["pandas", "polars", "pyarrow", "duckdb"])
def test_a_frame_is_written_as_rows(crm: Attio, library: str) -> None:
    crm.bulk.assert_records("companies", [{"domains": "b.com", "name": "B"}], **DOMAINS)
    report = crm.bulk.assert_records("companies", frame_of(library), **DOMAINS)
    assert (report.created, report.updated, report.failed) == (1, 1, 0)
    assert companies(crm)["b.com"].first("name", str) == "B"
    crm.bulk.assert_records("companies", frame_of(library), **DOMAINS, missing="clear")
    assert companies(crm)["b.com"].first("name", str) is None


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_frames_are_read_without_pyarrow(crm: Attio, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    frame = frame_of(library)
    hide(monkeypatch)
    assert crm.bulk.assert_records("companies", frame, **DOMAINS).created == 2


def test_a_duckdb_relation_needs_pyarrow(crm: Attio, monkeypatch: pytest.MonkeyPatch) -> None:
    relation = frame_of("duckdb")
    hide(monkeypatch)
    with pytest.raises(ImportError, match=r"needs the package pyarrow: pip install"):
        crm.bulk.assert_records("companies", relation, **DOMAINS)


def test_a_frame_without_arrow_streams_is_read_by_tuples() -> None:
    """Frames of pandas before 2.2 have no Arrow stream."""

    class Frame:
        columns = ("a", "b")

        def itertuples(self, *, index: bool, name: str | None) -> Iterator[tuple[object, ...]]:
            assert (index, name) == (False, None)
            return iter([(1, None)])

    assert list(rows_of_frame(Frame())) == [Row({"a": 1}, 1, ("b",))]


def test_a_repeated_column_is_an_error(crm: Attio) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    table, frame = pyarrow.table([["a"], ["b"]], names=["n", "n"]), pd.DataFrame([["a", "b"]], columns=["n", "n"])
    for twice in (table, frame):
        with pytest.raises(InvalidRequestError, match="rows: there are several columns 'n'; rename one of them"):
            crm.bulk.assert_records("companies", twice, **DOMAINS)


def hide(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make importing pyarrow fail."""
    real: Callable[..., Any] = import_module

    def without(name: str) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return real(name)

    for module in ("frames", "writers", "arrow"):
        monkeypatch.setattr(f"attio.bulk.{module}.import_module", without)


def test_without_pyarrow_the_error_says_what_to_install(
    crm: Attio, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    hide(monkeypatch)

    class Stream:
        def __arrow_c_stream__(self) -> None: ...

    with pytest.raises(ImportError, match="Stream needs the package pyarrow"):
        crm.bulk.assert_records("companies", Stream(), **DOMAINS)  # type: ignore[arg-type]
    with pytest.raises(ImportError, match=r"Parquet needs the package pyarrow: pip install 'attio-sdk\[parquet\]'"):
        next(read_rows(tmp_path / "x.parquet"))
    with pytest.raises(ImportError, match="to_arrow needs the package pyarrow"):
        to_arrow([], crm.schema.object("companies"))


def test_missing_cells_of_frames_are_empty(crm: Attio, monkeypatch: pytest.MonkeyPatch) -> None:
    hide(monkeypatch)
    frame = pd.DataFrame(
        {
            "n": [1.0, float("nan")],
            "t": [pd.Timestamp("2026-03-01"), pd.NaT],
            "i": pd.array([1, None], dtype="Int64"),
            "l": [[1, None], pd.NA],
        }
    )
    full, empty = rows_of_frame(frame)
    assert full == Row({"n": 1.0, "t": dt.datetime(2026, 3, 1), "i": 1, "l": [1]}, 1)  # noqa: DTZ001 - as it is there
    assert empty == Row({}, 2, ("n", "t", "i", "l"))
    frame = pd.DataFrame({"domains": ["a.com"], "name": [12.0]})
    report = crm.bulk.assert_records("companies", frame, **DOMAINS)
    assert report.created == 1, list(report.rows())
    assert companies(crm)["a.com"].first("name", str) == "12"


@pytest.mark.parametrize(("library", "total"), [("pandas", 2), ("polars", 2), ("pyarrow", 2), ("duckdb", None)])
def test_the_number_of_rows_of_a_frame_is_known(library: str, total: int | None) -> None:
    assert count_of(frame_of(library)) == total


def test_numbers_in_parquet_stay_numbers(crm: Attio, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    path = tmp_path / "deals.parquet"
    write_rows(path, [{"name": "A", "value": 12.5}])
    [row] = read_rows(path, schema=crm.schema.object("deals"))
    assert row.values == {"name": "A", "value": 12.5}


def test_parquet_is_read_and_written_in_open_files(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    rows = [{"name": "A", "size": 1}, {"name": None, "size": 2}]
    path = tmp_path / "rows.parquet"
    with path.open("wb") as file:
        assert write_rows(file, rows) == 2
    with path.open("rb") as file:
        assert list(read_rows(file)) == [Row({"name": "A", "size": 1}, 1), Row({"size": 2}, 2, ("name",))]
        assert not file.closed  # it is the caller's
    memory = io.BytesIO()
    write_rows(memory, rows, format="parquet")
    memory.seek(0)
    found = [row.values for row in read_rows(memory, format="parquet", columns={"size": "n", "name": None})]
    assert found == [{"n": 1}, {"n": 2}]
    text: Any = path.open(encoding="latin-1")
    with text, pytest.raises((TypeError, ValueError)):
        list(read_rows(text))


@pytest.mark.parametrize(
    ("content", "columns", "problem"),
    [
        ("domains,näme\na,b\n".encode("latin-1"), {}, "the header is not UTF-8"),
        ("domains,name\n".encode("utf-16"), {}, "the header"),
        (b'"domains\na\n', {}, "the header cannot be read: unexpected end of data"),
        (b"Site,domains\na,b\n", {"Site": "domains"}, "the columns 'Site' and 'domains' both become 'domains'"),
    ],
)
def test_a_header_that_cannot_be_used_is_an_error(content: bytes, columns: dict[str, str | None], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        next(read_rows(io.BytesIO(content), format="csv", columns=columns))


def test_blank_lines_may_precede_the_header() -> None:
    assert list(read_rows(io.BytesIO(b"\n\nname\nA\n"), format="csv")) == [Row({"name": "A"}, 4)]


def test_a_byte_order_mark_in_a_text_file_is_ignored() -> None:
    for text, kind in (('\ufeff{"name": "A"}\n', "jsonl"), ("\ufeffname\nA\n", "csv")):
        [row] = read_rows(io.StringIO(text), format=kind)  # type: ignore[arg-type]
        assert row.values == {"name": "A"}


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ('["a;b", " c"]', ["a;b", " c"]),
        ('[{"option": "a"}]', [{"option": "a"}]),
        ("[a]; b", ["[a]", "b"]),
        ("[1]", ["[1]"]),
        ("a; ;b", ["a", "b"]),
    ],
)
def test_cells_with_several_values_survive_csv(crm: Attio, cell: str, values: list[object]) -> None:
    file = io.StringIO()
    write_rows(file, [{"categories": cell}], format="csv")
    file.seek(0)
    [row] = read_rows(file, format="csv", schema=crm.schema.object("companies"))
    assert row.values == {"categories": values}


def test_a_json_line_that_is_not_utf_8_is_reported_alone() -> None:
    lines = b'{"name": "\xdf"}\n{"name": "A"}\n'
    assert list(read_rows(io.BytesIO(lines), format="jsonl")) == [
        Row({}, 1, problem="line 1: not UTF-8"),
        Row({"name": "A"}, 2),
    ]


def test_a_row_that_cannot_be_read_has_its_renamed_columns() -> None:
    [row] = read_rows(io.BytesIO(b"Name,junk\nA\n"), format="csv", columns={"Name": "name", "junk": None})
    assert (row.values, row.problem) == ({"name": "A"}, "line 2: 1 cells, but the header has 2")


def test_texts_in_lists_are_converted_like_cells() -> None:
    team = AttributeSchema(
        "1", "team", "Team", "record-reference", is_multiselect=True, allowed_objects=("people",)
    )  # fmt: skip
    kinds = AttributeSchema("2", "kinds", "Kinds", "select", is_multiselect=True)
    schema = ObjectSchema("o", "companies", "Company", "Companies", (team, kinds))
    line = b'{"team": ["ada@acme.com", {"target_record_id": "x"}], "kinds": ["A;B"], "other": 1}\n'
    [row] = read_rows(io.BytesIO(line), format="jsonl", schema=schema)
    reference = {"target_object": "people", "email_addresses": ["ada@acme.com"]}
    assert row.values == {"team": [reference, {"target_record_id": "x"}], "kinds": ["A;B"], "other": 1}
