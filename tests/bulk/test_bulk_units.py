"""Decisions of bulk writes in cases that a sandbox does not produce."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from pathlib import Path
from types import MappingProxyType, SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from attio import Attio, RetryConfig
from attio.bulk import BulkReport
from attio.bulk.api_clock import ApiClock
from attio.bulk.call_results import CallResult, written
from attio.bulk.checking import Checks
from attio.bulk.comparing import LookupResult, changed_values, is_equal
from attio.bulk.lookups import matched
from attio.bulk.plans import Recent
from attio.bulk.rows import InvalidRowError, canonical, key_texts, values_of
from attio.bulk.settling import operand, search
from attio.bulk.work import Prepared, Work
from attio.errors import InvalidRequestError
from attio.errors.base import AttioError, RequestAbortedError, ResponseValidationError, add_facts
from attio.errors.data import ErrorData
from attio.sandbox import Sandbox
from attio.schema.records import AttributeSchema, ObjectSchema
from tests.bulk.conftest import Write, companies, rows_of
from tests.sandbox.api import new_list


def odd(body: object) -> CallResult:
    error = ResponseValidationError("odd", status_code=200, outcome="accepted")
    add_facts(error, raw_value=body)
    return CallResult(None, error)


def test_the_id_is_read_from_responses_with_unexpected_bodies() -> None:
    created = {"id": {"workspace_id": "w", "record_id": "r"}, "created_at": "2026-03-01T09:00:00.123456789Z"}
    moment = dt.datetime(2026, 3, 1, 9, 0, 0, 123456, tzinfo=dt.timezone.utc)
    assert written(odd({"data": created})) == ("r", moment)
    assert written(odd({"data": {"id": {"entry_id": "e"}, "created_at": "?"}})) == ("e", None)
    for body in (None, {"data": None}, {"data": {"id": "r", "created_at": 5}}):
        assert written(odd(body)) == (None, None)
    assert CallResult(None, InvalidRequestError("x")).headers == {}
    assert CallResult(None, ValueError("x")).is_transient is False


def test_errors_that_are_not_about_the_row_are_recognized() -> None:
    def conflict(code: str | None) -> CallResult:
        return CallResult(None, AttioError("x", status_code=409, data=ErrorData(code=code)))

    assert conflict(None).is_transient
    assert conflict("concurrent_write_conflict").is_transient
    assert not conflict("uniqueness_conflict").is_transient
    work = Work("create", "records", "companies")
    assert CallResult(None, RequestAbortedError("closed")).is_fatal(work, "records_create", {}, is_known=True)


def test_the_clock_of_the_api_is_read_from_the_date_header() -> None:
    clock = ApiClock()
    clock.observe({"date": "nonsense"}, 0, 1)
    clock.observe({}, 0, 1)
    assert clock.earliest(5) == 5
    assert not clock.is_since(None, 0)
    clock.observe({"date": "Thu, 01 Jan 1970 00:01:40 GMT"}, 10.0, 10.5)
    assert clock.earliest(10) == 99.5
    clock.observe({"date": "Thu, 01 Jan 1970 00:01:41 GMT"}, 10.9, 11.0)
    assert clock.earliest(10) == 100.0
    clock.observe({"date": "Thu, 01 Jan 1970 00:10:00 GMT"}, 12.0, 12.0)  # it was set
    assert clock.earliest(12) == 600.0


def test_only_the_most_recent_ids_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("attio.bulk.plans.REMEMBERED", 2)
    recent = Recent()
    for name in "abc":
        recent.add(name)
    assert [name in recent for name in "abc"] == [False, True, True]


class Color(Enum):
    RED = "red"


class Odd:
    def __str__(self) -> str:
        return "odd"


def test_rows_have_one_canonical_form() -> None:
    row: dict[str, Any] = {
        "d": dt.date(2026, 3, 1),
        "n": Decimal("1.50"),
        "u": UUID(int=0),
        "e": Color.RED,
        "s": {"b", "a"},
        "r": range(2),
        "o": Odd(),
        "i": SimpleNamespace(item=lambda: 5),
        "m": SimpleNamespace(model_dump=lambda: {"x": 1}),
        "p": MappingProxyType({"y": 2}),
    }
    assert canonical(row) == (
        '{"d":"2026-03-01","e":"red","i":5,"m":{"x":1},"n":"1.50","o":"odd","p":{"y":2},"r":[0,1],"s":["a","b"],'
        '"u":"00000000-0000-0000-0000-000000000000"}'
    )
    with pytest.raises(InvalidRowError, match="cannot be converted to JSON"):
        canonical({"a": {1: 2, "b": 3}})
    with pytest.raises(InvalidRowError, match="names of attributes must be text"):
        values_of({1: 2})


@pytest.mark.parametrize(
    ("value", "keys"),
    [
        (" A.com ", ("a.com",)),
        (["a", "A", None, ""], ("a",)),
        ({"domain": "X.com"}, ("x.com",)),
        ({"what": 1}, ('{"what":1}',)),
        (5.0, ("5",)),
        ("  ", ()),
    ],
)
def test_keys_of_rows_are_read_as_text(value: object, keys: tuple[str, ...]) -> None:
    assert key_texts(value) == keys


def attribute(kind: str, **more: Any) -> AttributeSchema:
    return AttributeSchema("id", "slug", "Title", kind, **more)


def held(*values: object) -> list[Any]:
    return [SimpleNamespace(plain=value) for value in values]


def test_values_count_as_equal_only_if_that_is_certain() -> None:
    assert is_equal(attribute("text"), None, [])
    assert not is_equal(attribute("text"), "a", [])
    assert not is_equal(attribute("location"), "Berlin", held("Berlin"))
    assert not is_equal(attribute("text"), 5, held("5"))
    assert not is_equal(attribute("select"), {"option": "a", "b": 1}, held("a"))
    assert is_equal(attribute("select"), {"option": "a"}, held("a"))
    assert not is_equal(attribute("checkbox"), 1, held(True))
    assert not is_equal(attribute("date"), dt.datetime(2026, 3, 1, tzinfo=dt.timezone.utc), held(dt.date(2026, 3, 1)))
    item = SimpleNamespace(read_values={"slug": held("+1 555")})
    row = Prepared({"slug": "+1 555"}, {}, (), None, "")
    attributes: Mapping[str, AttributeSchema] = {"slug": attribute("phone-number")}
    assert changed_values(row, LookupResult(item, "slug"), attributes) == {}
    assert changed_values(Prepared({"x": 1}, {}, (), None, ""), LookupResult(item, "slug"), attributes) is None


def test_a_midnight_in_a_date_column_is_sent_as_a_date() -> None:
    owner = ObjectSchema("i", "o", "O", "Os", (attribute("date"),))
    checks = Checks(owner, Work("create", "records", "o"), dry_run=False)
    midnight, noon = dt.datetime(2026, 3, 1), dt.datetime(2026, 3, 1, 12)  # noqa: DTZ001 - as frames have them
    for value, sent in ((midnight, "2026-03-01"), (noon, noon)):
        assert checks.check(Prepared({"slug": value}, {}, (), None, "")).values == {"slug": sent}


def test_records_are_matched_to_rows_by_their_keys() -> None:
    def item(name: str, *domains: str) -> Any:
        return SimpleNamespace(id=SimpleNamespace(record_id=name), read_values={"domains": held(*domains)})

    def row(*keys: str) -> Prepared:
        return Prepared({}, {}, keys, None, "")

    one, two = item("r1", "a.com"), item("r2", "b.com")
    rows = [row("a.com"), row("c.com"), row("a.com", "b.com")]
    # Two records have the keys of the last row: only the upsert decides which of them is written.
    assert matched("domains", rows, [one, two]) == [LookupResult(one, "domains"), LookupResult(None, "domains"), None]
    assert matched("record_id", [row("r2"), row("r3")], [one, two]) == [
        LookupResult(two, "record_id"),
        LookupResult(None, "record_id"),
    ]


def test_a_lost_create_is_searched_by_its_key_and_time() -> None:
    assert operand({"domain": "a.com"}) == "a.com"
    assert operand({"what": 1}) == {"what": 1}
    work = Work("create", "records", "companies", None, "domains", "records_create", is_repeatable=False)
    call = search(work, Prepared({"domains": ["a.com", "b.com"]}, {}, (), None, ""), 0.0, {})
    assert call.options["filter"] == {
        "$and": [
            {"$or": [{"domains": "a.com"}, {"domains": "b.com"}]},
            {"created_at": {"$gte": "1970-01-01T00:00:00Z"}},
        ]
    }


OFF = RetryConfig(strategy="none")


@pytest.mark.usefixtures("short_pauses")
def test_creates_of_entries_with_an_unknown_outcome_are_settled(crm: Attio, workspace: Sandbox, write: Write) -> None:
    crm.lists.create(data=new_list("sales", "companies"))
    parents = [str(result.record_id) for result in crm.bulk.create_records("companies", rows_of(6)).rows()]
    rows = [{"parent_record_id": parent, "parent_object": "companies"} for parent in parents]
    with workspace.client(retry_config=OFF) as client:
        workspace.faults.add("entries.create", drop="after_applying", times=3)
        workspace.faults.add("entries.create", drop="before_sending", times=2)
        workspace.faults.add("records.list_entries", status=503, times=1)
        report = write(client, "create_entries", "sales", rows, key="parent_record_id")
    assert report.created == 6
    assert len(crm.entries.query("sales", limit=50).data) == 6


@pytest.mark.usefixtures("short_pauses")
def test_creates_that_cannot_be_settled_stay_unknown(
    crm: Attio, workspace: Sandbox, write: Write, tmp_path: Path
) -> None:
    path = tmp_path / "run.sqlite"
    with workspace.client(retry_config=OFF) as client:
        client.schema.object("companies")
        workspace.faults.add("records.create", drop="after_applying", times=1)
        workspace.faults.add("records.query", code="filter_error", times=1)
        report = write(client, "create_records", "companies", rows_of(1), key="domains", checkpoint=path)
        [result] = report.rows("unknown")
        assert str(result.message).startswith("the search for the record failed")
        report = write(client, "create_records", "companies", rows_of(1), key="domains", checkpoint=path)
        assert report.created == 1

        workspace.faults.add("records.create", drop="after_applying", times=None)
        report = write(client, "create_records", "companies", [{"name": "T"}, {"name": "T"}], key="name")
        codes = [row_result.code for row_result in report.rows("unknown")]
        assert codes == ["ambiguous_key"]
        workspace.faults.clear()

        workspace.faults.add("records.create", status=502, times=None)
        report = write(client, "create_records", "companies", [{"name": "Never"}], key="name")
        assert report.failed == 1
    assert len(companies(crm)) == 1


@pytest.mark.usefixtures("short_pauses")
def test_an_update_of_the_changed_values_is_repeated_as_an_upsert(crm: Attio, workspace: Sandbox, write: Write) -> None:
    crm.bulk.assert_records("companies", rows_of(1), matching_attribute="domains")
    row = {"domains": "c0.com", "name": "other"}
    workspace.faults.add("records.update", status=404, code="not_found", times=1)
    with workspace.client(retry_config=OFF) as client:
        how: dict[str, Any] = {"matching_attribute": "domains", "skip_unchanged": True}
        report = write(client, "assert_records", "companies", [row], **how)
        assert report.done == 1
        workspace.faults.add("records.update", status=503, times=1)
        report = write(client, "assert_records", "companies", [{**row, "name": "third"}], **how)
        assert report.updated == 1
    assert companies(crm)["c0.com"].first("name", str) == "third"


@pytest.mark.usefixtures("short_pauses")
def test_an_append_is_sent_once(crm: Attio, workspace: Sandbox, write: Write) -> None:
    created = str(next(iter(crm.bulk.create_records("companies", rows_of(1)).rows())).record_id)
    row = {"record_id": created, "domains": ["more.com"]}
    with workspace.client(retry_config=OFF) as client:
        workspace.faults.add("records.update_append", rate_limit=0.001, times=1)
        assert write(client, "update_records", "companies", [row], append=True).updated == 1
        workspace.faults.add("records.update_append", drop="after_applying", times=1)
        assert write(client, "update_records", "companies", [row], append=True).unknown == 1


def test_a_checkpoint_of_an_unfinished_run_can_be_read(crm: Attio, tmp_path: Path) -> None:
    path = tmp_path / "run.sqlite"
    crm.bulk.create_records("companies", rows_of(2), checkpoint=path)
    db = sqlite3.connect(path)
    db.execute("UPDATE rows SET state = 'sent' WHERE number = 2")
    db.commit()
    db.close()
    report = BulkReport.open(path)
    assert (report.created, report.unknown) == (1, 1)
    assert [row_result.number for row_result in report.rows("unknown")] == [2]
