"""Records as Arrow data, read by pandas, polars and duckdb."""

from __future__ import annotations

import json
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from attio import Attio
from attio.bulk import to_arrow
from attio.schema.records import AttributeSchema, ListSchema
from tests.bulk.conftest import DOMAINS


def test_records_become_arrow_columns_of_their_types(crm: Attio) -> None:
    pyarrow: Any = pytest.importorskip("pyarrow")
    rows = [{"domains": ["a.com", "b.com"], "name": "A"}, {"name": "B"}]
    crm.bulk.create_records("companies", rows, concurrency=1)
    schema = crm.schema.object("companies")
    reader = to_arrow(crm.bulk.export_records("companies"), schema)
    assert reader.schema.field("domains").type == pyarrow.list_(pyarrow.string())
    assert reader.schema.field("created_at").type == pyarrow.timestamp("us", "UTC")
    table = reader.read_all()
    assert table.column("domains").to_pylist() == [["a.com", "b.com"], []]
    assert table.column("name").to_pylist() == ["A", "B"]
    frame = to_arrow(crm.bulk.export_records("companies"), schema).read_pandas()
    assert list(frame["name"]) == ["A", "B"]
    deals = crm.schema.object("deals")
    kinds = {
        attribute.type: to_arrow([], deals).schema.field(attribute.api_slug).type for attribute in deals.attributes
    }
    assert kinds["currency"] == pyarrow.decimal128(18, 4)
    assert json.loads(json.dumps(to_arrow([], deals).read_all().to_pylist())) == []


def test_polars_and_duckdb_read_the_arrow_data(crm: Attio) -> None:
    polars, duckdb = pytest.importorskip("polars"), pytest.importorskip("duckdb")
    pytest.importorskip("pyarrow")
    rows = [{"name": f"C{n}", "domains": [f"{n}.com", f"{n}.net"]} for n in range(3)]
    crm.bulk.create_records("companies", rows, concurrency=1)
    schema = crm.schema.object("companies")
    frame: Any = polars.from_arrow(to_arrow(crm.bulk.export_records("companies"), schema))
    assert sorted(frame["domains"].to_list()) == [row["domains"] for row in rows]
    assert frame.schema["created_at"] == polars.Datetime("us", "UTC")
    reader = to_arrow(crm.bulk.export_records("companies"), schema)
    found = duckdb.sql("SELECT name, len(domains) FROM reader ORDER BY name DESC").fetchall()
    assert reader is not None  # duckdb reads it by its name
    assert found == [("C2", 2), ("C1", 2), ("C0", 2)]


@pytest.mark.parametrize("library", ["polars", "duckdb"])
def test_exported_frames_can_be_written_back(crm: Attio, library: str) -> None:
    """A table of `to_arrow` can be written again, without the columns that Attio fills in."""
    module: Any = pytest.importorskip(library)
    pytest.importorskip("pyarrow")
    crm.bulk.create_records(
        "companies", [{"name": "A", "domains": ["a.com", "a.net"]}, {"domains": ["b.com"]}], concurrency=1
    )
    schema = crm.schema.object("companies")
    reader = to_arrow(crm.bulk.export_records("companies"), schema)
    kept = ["name", "domains", "description"]
    frame = module.from_arrow(reader)
    frame = frame.select(kept) if library == "polars" else frame.select(*kept)
    report = crm.bulk.assert_records("companies", frame, **DOMAINS, skip_unchanged=True)
    assert (report.unchanged, report.total) == (2, 2), list(report.rows())


def test_entries_become_arrow_data() -> None:
    pytest.importorskip("pyarrow")
    fee = AttributeSchema("id", "fee", "Fee", "currency")
    schema = ListSchema("i", "sales", "Sales", ("companies",), (fee,))
    row: dict[str, object] = {"entry_id": "e", "parent_object": "companies", "parent_record_id": "r", "fee": 12.5}

    def to_plain(given: ListSchema) -> dict[str, object]:
        assert given is schema
        return row

    entry: Any = SimpleNamespace(to_plain=to_plain)
    table = to_arrow([entry], schema).read_all()
    assert table.column_names == ["entry_id", "parent_object", "parent_record_id", "fee", "created_at"]
    assert table.to_pylist() == [{**row, "fee": Decimal("12.5000"), "created_at": None}]
