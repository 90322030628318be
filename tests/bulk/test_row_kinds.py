"""What rows of bulk writes can be: mappings, models, dataclasses, typed records and entries, async iterators."""

from __future__ import annotations

import dataclasses
import io
import json
from collections.abc import AsyncIterator
from typing import Any

import anyio
import anyio.lowlevel
import pytest
from pydantic import BaseModel

from attio import Attio
from attio.bulk import BulkReport, BulkResult, Row, to_arrow, write_rows
from attio.errors import InvalidRequestError
from attio.typed import TypedEntry, TypedRecord, attr, required
from tests.bulk.conftest import DOMAINS, Write, companies, ids_of, rows_of, sales


class Company(TypedRecord, object="companies"):
    name: attr.Text = attr.Text()
    domains: attr.Domains = attr.Domains()


class Lead(TypedEntry, list="sales"):
    parent: attr.Parent[Company] = required(attr.Parent("parent_record"))
    note: attr.Text = attr.Text()


def test_entries_can_be_rows(crm: Attio, write: Write) -> None:
    sales(crm)
    parents = ids_of(crm.bulk.create_records("companies", rows_of(2)))
    leads = [Lead(parent=Company.get(crm, parent), note="new") for parent in parents]
    assert write(crm, "assert_entries", "sales", leads).created == 2
    entries = list(crm.entries.query("sales", limit=10))
    assert {entry.parent_record_id for entry in entries} == set(parents)
    assert [entry.first("note", str) for entry in entries] == ["new", "new"]
    assert write(crm, "assert_entries", "sales", entries, skip_unchanged=True).unchanged == 2
    read = Lead.from_entry(entries[0])
    read.note = "changed"
    assert write(crm, "assert_entries", "sales", [read]).updated == 1
    notes = {str(entry.id.entry_id): entry.first("note", str) for entry in crm.entries.query("sales", limit=10)}
    assert sorted(str(note) for note in notes.values()) == ["changed", "new"]
    assert notes[entries[0].id.entry_id] == "changed"


def test_entries_that_were_read_are_updated(crm: Attio, write: Write) -> None:
    sales(crm)
    [parent] = ids_of(crm.bulk.create_records("companies", rows_of(1)))
    write(crm, "create_entries", "sales", [Lead(parent=Company.get(crm, parent), note="a")], key="parent_record_id")
    report = write(crm, "update_entries", "sales", list(crm.entries.query("sales")))
    assert report.updated == 1, [result.message for result in report.rows()]
    [lead] = Lead.query(crm)
    lead.note = "b"
    assert write(crm, "update_entries", "sales", [lead]).updated == 1
    assert crm.entries.query("sales").data[0].first("note", str) == "b"
    named = {"entry_id": lead.entry_id, "parent_record_id": parent}
    [failed] = write(crm, "update_entries", "sales", [named]).rows("failed")
    assert failed.attribute == "parent_record_id"  # it was written on purpose, and an update cannot do it


def test_typed_records_can_be_written_to_files_and_frames(crm: Attio) -> None:
    crm.bulk.create_records("companies", [{"name": "Acme", "domains": ["acme.com"]}])
    schema, file = crm.schema.object("companies"), io.StringIO()
    assert write_rows(file, Company.query(crm), format="jsonl") == 1
    assert write_rows(file, [Company(name="New")], format="jsonl") == 1
    saved, new = map(json.loads, file.getvalue().splitlines())
    assert (saved["name"], saved["domains"], new) == ("Acme", ["acme.com"], {"name": "New"})
    pytest.importorskip("pyarrow")
    assert to_arrow(Company.query(crm), schema).read_all().column("name").to_pylist() == ["Acme"]


class Model(BaseModel):
    name: str = "default"
    domains: list[str] = []


@dataclasses.dataclass
class Data:
    name: str
    domains: list[str]


def test_rows_may_be_mappings_models_or_dataclasses(crm: Attio, write: Write) -> None:
    rows = [
        {"name": "A", "domains": ["a.com"]},
        Model(domains=["b.com"]),
        Data("C", ["c.com"]),
        Company(name="D", domains=["d.com"]),
        Row({"name": "E", "domains": ["e.com"]}, number=77),
        Row({}, problem="line 8, column 'x': no number"),
        "f.com",
        {1: 2},
        {"name": {1: object}, "domains": "g.com"},
    ]
    seen: list[BulkResult] = []
    report = write(crm, "assert_records", "companies", iter(rows), **DOMAINS, on_result=seen.append)
    assert (report.created, report.failed) == (5, 4)
    found = companies(crm)
    assert {domain: company.first("name", str) for domain, company in found.items()} == {
        "a.com": "A",
        "b.com": None,
        "c.com": "C",
        "d.com": "D",
        "e.com": "E",
    }
    assert [result.number for result in report.rows("created")] == [1, 2, 3, 4, 77]
    assert [result.code for result in report.rows("failed")] == [
        "unreadable_row",
        "invalid_row",
        "invalid_row",
        "invalid_row",
    ]
    assert all(result.response is not None for result in seen if result.outcome == "created")
    assert all(isinstance(result.error, Exception) for result in seen if result.outcome == "failed")

    changed = Company.from_record(found["d.com"])
    changed.name = "D2"
    record = found["c.com"]
    report = write(crm, "assert_records", "companies", [changed, record], **DOMAINS)
    assert report.updated == 2
    report = write(crm, "update_records", "companies", [changed, record])
    assert report.updated == 2
    assert companies(crm)["d.com"].first("name", str) == "D2"


def test_rows_may_be_an_async_iterator(crm: Attio) -> None:
    async def rows() -> AsyncIterator[dict[str, Any]]:
        for row in rows_of(150):
            await anyio.lowlevel.checkpoint()
            yield row

    async def main() -> BulkReport:
        return await crm.bulk.assert_records_async("companies", rows(), **DOMAINS)

    assert anyio.run(main).created == 150
    with pytest.raises(InvalidRequestError, match="`_async` variant"):
        crm.bulk.assert_records("companies", rows(), **DOMAINS)  # type: ignore[arg-type]


@pytest.mark.parametrize("rows", ["text", {"name": "one row"}, 5, None])
def test_rows_that_are_not_iterable_are_rejected(crm: Attio, write: Write, rows: Any) -> None:
    with pytest.raises(InvalidRequestError, match="rows must be an iterable of rows"):
        write(crm, "assert_records", "companies", rows, **DOMAINS)
