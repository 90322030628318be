"""`client.bulk` writes on the sandbox: requests, checks and reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from attio import Attio, RetryConfig, errors
from attio.bulk import BulkError, BulkProgress, BulkReport
from attio.errors import InvalidRequestError
from attio.sandbox import Sandbox
from tests.bulk.conftest import DOMAINS, Write, companies, ids_of, rows_of, sales
from tests.sandbox.api import attribute


def test_records_are_created_updated_and_deleted(crm: Attio, write: Write) -> None:
    report = write(crm, "create_records", "companies", rows_of(5), key="domains")
    assert (report.created, report.total, report.stopped) == (5, 5, None)
    ids = ids_of(report)
    report = write(crm, "update_records", "companies", [{"record_id": id_, "name": "X"} for id_ in ids])
    assert (report.updated, report.done) == (5, 5)
    more = [{"record_id": id_, "domains": f"more{n}.com"} for n, id_ in enumerate(ids)]
    report = write(crm, "update_records", "companies", more, append=True)
    assert report.updated == 5
    assert sorted(companies(crm)) == sorted([*(f"c{n}.com" for n in range(5)), *(f"more{n}.com" for n in range(5))])
    report = write(crm, "delete_records", "companies", [*ids, ids[0], {"record_id": ids[1]}, {}])
    assert (report.deleted, report.failed) == (5, 3)
    assert [result.code for result in report.rows("failed")] == ["not_found", "not_found", "missing_id"]
    with pytest.raises(BulkError, match="3 failed, 0 unknown, of 8 rows\n  row 6: failed: not_found: "):
        report.raise_if_failed()


def test_entries_are_created_updated_and_deleted(crm: Attio, write: Write) -> None:
    sales(crm)
    parents = ids_of(crm.bulk.create_records("companies", rows_of(4)))
    rows = [{"parent_record_id": parent, "parent_object": "companies", "note": "a", "size": 3} for parent in parents]
    assert write(crm, "create_entries", "sales", rows[:2], key="parent_record_id").created == 2
    report = write(crm, "assert_entries", "sales", rows, skip_unchanged=True)
    assert (report.created, report.unchanged) == (2, 2)
    rows[0]["note"] = "b"
    report = write(crm, "assert_entries", "sales", rows, skip_unchanged=True)
    assert (report.updated, report.unchanged) == (1, 3)
    ids = ids_of(report)
    report = write(crm, "update_entries", "sales", [{"entry_id": id_, "size": 4} for id_ in ids])
    assert report.updated == 4
    assert write(crm, "update_entries", "sales", [{"entry_id": ids[0], "size": 5}], append=True).updated == 1
    entries = crm.entries.query("sales", limit=10)
    assert sorted(int(entry.first("size", float) or 0) for entry in entries) == [4, 4, 4, 5]
    report = write(crm, "delete_entries", "sales", [*entries, ids[0]])
    assert (report.deleted, report.failed) == (4, 1)
    report = write(crm, "create_entries", "sales", [{"note": "a"}])
    assert [result.attribute for result in report.rows("failed")] == ["parent_record_id"]


def test_run_calls_any_operation_for_each_row(crm: Attio, write: Write) -> None:
    [company] = ids_of(crm.bulk.create_records("companies", rows_of(1)))
    note = {"parent_object": "companies", "parent_record_id": company, "format": "plaintext", "content": "…"}
    report = write(crm, "run", "notes.create", [{"data": {**note, "title": f"T{n}"}} for n in range(3)])
    assert (report.done, report.created) == (3, 0)
    notes = ids_of(report)
    assert sorted(listed.title for listed in crm.notes.list()) == ["T0", "T1", "T2"]
    report = write(crm, "run", crm.notes.delete, [*({"note_id": id_} for id_ in notes), {"id": 1}, {}], key="note_id")
    assert (report.done, report.failed) == (3, 2)
    assert {result.code for result in report.rows("failed")} == {"invalid_row"}
    assert write(crm, "run", crm.notes.delete_async, [{"note_id": notes[0]}]).failed == 1


@pytest.mark.parametrize(
    ("operation", "message"),
    [
        ("notes.creat", "there is no operation 'notes.creat'; did you mean 'notes.create'"),
        ("notes.list", "notes.list returns a list"),
        ("files.download", "files.download transfers a file"),
        (print, "there is no operation"),
    ],
)
def test_run_rejects_operations_without_rows(crm: Attio, operation: Any, message: str) -> None:
    with pytest.raises(InvalidRequestError, match=message):
        crm.bulk.run(operation, [])


@pytest.mark.parametrize(
    ("how", "message"),
    [
        ({"concurency": 3}, "has no parameter 'concurency'; did you mean 'concurrency'"),
        ({"concurrency": 0}, "concurrency must be a whole number from 1 to 256"),
        ({"total": -1}, "total must be a whole number"),
        ({"on_error": "ignore"}, "on_error must be 'collect', 'stop' or a number"),
        ({"on_error": True}, "on_error must be"),
        ({"on_result": 5}, "on_result must be a function"),
        ({"dry_run": "yes"}, "dry_run must be True or False"),
        ({"missing": "null"}, "missing must be 'leave' or 'clear'"),
        ({"patience_ms": 0}, "patience_ms must be a positive number"),
        ({"checkpoint": 5}, "checkpoint must be the path"),
        ({"checkpoint": ""}, "checkpoint must be the path"),
        ({"checkpoint": ":memory:"}, "not ':memory:'; omit it"),
        ({"checkpoint": Path(":memory:")}, "not ':memory:'; omit it"),
        ({"http_headers": {"X-Mine": 5}}, "header X-Mine must be a str, not int"),
        ({"matching_attribute": None}, "matching_attribute must be the slug or id of an attribute, not None"),
        ({"matching_attribute": ["domains"]}, r"matching_attribute must be the slug or id of an attribute, not \["),
        ({"timeout_ms": "x"}, "timeout_ms must be a positive number"),
        ({"matching_attribute": "domain"}, "has no attribute 'domain'; did you mean 'domains'"),
        (
            {"matching_attribute": "name"},
            "'name' of the object 'companies' is not unique; unique attributes: .*domains",
        ),
    ],
)
def test_a_wrong_argument_is_named(crm: Attio, workspace: Sandbox, write: Write, how: Any, message: str) -> None:
    with pytest.raises(InvalidRequestError, match=message):
        write(crm, "assert_records", "companies", rows_of(2), **{**DOMAINS, **how})
    assert not any(request.method in {"PUT", "PATCH"} for request in workspace.requests)


def test_a_wrong_argument_of_other_methods_is_named(crm: Attio, write: Write) -> None:
    with pytest.raises(InvalidRequestError, match="there is no object 'compnies'; did you mean 'companies'"):
        write(crm, "assert_records", "compnies", [], **DOMAINS)
    with pytest.raises(InvalidRequestError, match="there is no list 'x'"):
        write(crm, "assert_entries", "x", [])
    with pytest.raises(InvalidRequestError, match="key: the object 'companies' has no attribute 'nam'"):
        write(crm, "create_records", "companies", [], key="nam")
    for key in (5, "", ["name"]):
        with pytest.raises(InvalidRequestError, match="key must be the name of a value, or a function of the row, not"):
            write(crm, "create_records", "companies", [], key=key)
    with pytest.raises(InvalidRequestError, match="skip_unchanged works with assert_records"):
        write(crm, "create_records", "companies", [], skip_unchanged=True)


BAD_ROWS: list[dict[str, Any]] = [
    {"domains": "a.com", "nam": "A"},
    {"name": "A"},
    {"domains": "b.com", "created_at": "2026-01-01"},
    {"domains": ["c.com"], "estimated_arr_usd": "?"},
]


def test_unknown_attributes_fail_before_anything_is_sent(crm: Attio, write: Write) -> None:
    report = write(crm, "assert_records", "companies", BAD_ROWS[:3], **DOMAINS)
    failed = list(report.rows("failed"))
    assert [result.code for result in failed] == ["unknown_attribute", "missing_key", "read_only_attribute"]
    assert failed[0].message == "the object 'companies' has no attribute 'nam'; did you mean 'name'?"
    assert failed[0].row == BAD_ROWS[0]
    assert [result.attribute for result in failed] == ["nam", "domains", "created_at"]
    report = write(crm, "assert_records", "companies", BAD_ROWS[:1], **DOMAINS, check=False)
    [one] = report.rows("failed")
    assert (one.code, one.status, one.attempts) == ("validation_type", 400, 1)
    report = write(crm, "create_records", "companies", [{"name": "x"}], key="domains")
    assert [result.code for result in report.rows("failed")] == ["missing_key"]


def test_a_token_that_cannot_read_the_schema_skips_the_check(workspace: Sandbox, write: Write) -> None:
    workspace.faults.add("objects.list", status=403, code="unauthorized", times=None)
    with workspace.client() as client:
        report = write(client, "assert_records", "companies", rows_of(2), **DOMAINS)
    assert report.created == 2


def test_a_dry_run_writes_nothing(crm: Attio, workspace: Sandbox, write: Write) -> None:
    write(crm, "assert_records", "companies", rows_of(3), **DOMAINS)
    workspace.requests.clear()
    rows = [*rows_of(4), {"domains": ["c0.com"], "name": "other"}, {"domains": ["c1.com", "c3.com"]}, *BAD_ROWS[:1]]
    report = write(crm, "assert_records", "companies", rows, **DOMAINS, dry_run=True)
    assert report.dry_run
    assert (report.unchanged, report.created, report.updated, report.failed) == (3, 1, 2, 1)
    assert report.duplicates == {"c0.com": (1, 5), "c1.com": (2, 6), "c3.com": (4, 6)}
    report = write(crm, "create_records", "companies", rows_of(2), dry_run=True)
    assert report.created == 2
    assert report.duplicates == {}
    assert write(crm, "delete_records", "companies", ["x"], dry_run=True).deleted == 1
    assert not any(request.method in {"PUT", "PATCH", "DELETE"} for request in workspace.requests)
    assert not any(str(request.operation) == "records.create" for request in workspace.requests)


def test_options_are_checked_in_a_dry_run(crm: Attio, write: Write) -> None:
    [stage] = [attribute for attribute in crm.schema.object("deals").attributes if attribute.api_slug == "stage"]
    title = crm.schema.options("deals", "stage")[0].title
    rows = [
        {"name": "A", "stage": title},
        {"name": "B", "stage": title[:-1]},
        {"name": "C"},
        {"name": "D", "stage": {"status": "?"}},
    ]
    report = write(crm, "create_records", "deals", rows, dry_run=True)
    failed = {result.number: result for result in report.rows("failed")}
    assert failed[2].message == f"'stage' has no status {title[:-1]!r}; did you mean {title!r}?"
    assert failed[4].code == "unknown_option"
    assert stage.is_required == (3 in failed)


def test_options_that_cannot_be_read_are_not_checked(crm: Attio, workspace: Sandbox, write: Write) -> None:
    workspace.faults.add("attributes.list_statuses", status=403, code="unauthorized", times=None)
    report = write(crm, "update_records", "deals", [{"record_id": "x", "stage": "?"}], dry_run=True)
    assert (report.updated, report.failed) == (1, 0)


def test_skip_unchanged_sends_only_changed_values(crm: Attio, workspace: Sandbox, write: Write) -> None:
    rows = rows_of(205, description="first")
    crm.bulk.assert_records("companies", rows, **DOMAINS)
    for row in rows[::16]:
        row["description"] = "second"
    workspace.requests.clear()
    report = write(crm, "assert_records", "companies", rows, **DOMAINS, skip_unchanged=True)
    assert (report.updated, report.unchanged) == (13, 192)
    operations = [str(request.operation) for request in workspace.requests]
    assert operations.count("records.update") == 13
    assert operations.count("records.query") == 3
    assert "records.assert" not in operations


def test_skip_unchanged_leaves_doubtful_rows_to_the_upsert(crm: Attio, write: Write) -> None:
    crm.bulk.assert_records("companies", [{"domains": ["a.com"]}, {"domains": ["b.com"]}], **DOMAINS)
    rows = [
        {"domains": ["A.com ", "a2.com"], "name": "A"},
        {"domains": ["new.com"], "name": "N"},
        {"domains": ["b.com"], "primary_location": "Berlin, Germany"},
    ]
    report = write(crm, "assert_records", "companies", rows, **DOMAINS, skip_unchanged=True)
    assert (report.created, report.updated) == (1, 2)
    assert sorted(companies(crm)) == ["a.com", "a2.com", "b.com", "new.com"]


@pytest.mark.usefixtures("short_pauses")
def test_look_ups_that_fail_fall_back_to_the_upsert(crm: Attio, workspace: Sandbox, write: Write) -> None:
    rows = rows_of(55)
    crm.bulk.assert_records("companies", rows, **DOMAINS)
    workspace.faults.add("records.query", code="filter_error", times=2)
    report = write(crm, "assert_records", "companies", rows, **DOMAINS, skip_unchanged=True)
    assert report.unchanged == 55
    workspace.faults.add("records.query", code="filter_error", times=3)
    report = write(crm, "assert_records", "companies", rows, **DOMAINS, skip_unchanged=True)
    assert report.updated == 55
    with workspace.client(retry_config=RetryConfig(strategy="none")) as client:
        client.schema.object("companies")
        workspace.faults.add("records.query", status=503, times=8)
        report = write(client, "assert_records", "companies", rows, **DOMAINS, skip_unchanged=True)
        assert report.unchanged == 55


def test_on_error_decides_whether_a_failure_stops_the_run(crm: Attio, write: Write) -> None:
    def rows() -> Iterator[dict[str, Any]]:
        for n in range(1000):
            yield {"domains": [f"c{n}.com"], **({"nam": "x"} if n % 10 == 9 else {})}

    report = write(crm, "assert_records", "companies", rows(), **DOMAINS, on_error="stop")
    assert report.failed == 1
    assert report.stopped is not None
    assert report.stopped.startswith("on_error='stop': row 10 is failed: the object 'companies' has no")
    assert 1 <= report.total < 200
    assert len(companies(crm)) == report.created
    report = write(crm, "assert_records", "companies", rows(), **DOMAINS, on_error=4)
    assert report.failed == 5
    with pytest.raises(BulkError, match=r"^stopped: on_error=4"):
        report.raise_if_failed()


def test_progress_is_reported(crm: Attio, write: Write) -> None:
    seen: list[BulkProgress] = []
    write(crm, "assert_records", "companies", rows_of(60), **DOMAINS, on_progress=seen.append)
    last = seen[-1]
    assert (last.done, last.total, last.created, last.failed, last.eta) == (60, 60, 60, 0, 0.0)
    assert last.rate > 0
    seen.clear()
    write(crm, "assert_records", "companies", iter(rows_of(3)), **DOMAINS, on_progress=seen.append)
    assert (seen[-1].total, seen[-1].eta) == (None, None)
    write(crm, "assert_records", "companies", iter(rows_of(3)), **DOMAINS, on_progress=seen.append, total=5)
    assert seen[-1].total == 5


@pytest.mark.parametrize("status", [401, 403])
def test_errors_that_every_row_would_get_stop_the_run(
    crm: Attio, workspace: Sandbox, write: Write, status: int
) -> None:
    workspace.faults.add("records.assert", status=status, times=None)
    with pytest.raises(errors.AttioError) as raised:
        write(crm, "assert_records", "companies", rows_of(200), **DOMAINS)
    report: BulkReport = vars(raised.value)["report"]
    assert 1 <= report.failed <= 16
    assert report.total == report.failed
    workspace.faults.clear()
    workspace.faults.add("records.assert", status=status, times=None, after=30)
    report = write(crm, "assert_records", "companies", rows_of(200), **DOMAINS)
    assert report.stopped is not None
    assert str(status) in report.stopped
    assert report.created == 30
    assert 1 <= report.failed <= 16


def test_an_unknown_object_stops_the_run(crm: Attio, workspace: Sandbox, write: Write) -> None:
    workspace.faults.add("records.assert", status=404, code="not_found", times=None)
    with pytest.raises(errors.NotFoundError):
        write(crm, "assert_records", "companies", rows_of(50), **DOMAINS)
    with pytest.raises(errors.NotFoundError):
        write(crm, "delete_records", "nothing", ["0e4ff6ca-b2ef-4f1c-8b0c-7a5c5a0b0c0d"] * 3)


def test_equal_values_are_not_written(crm: Attio, workspace: Sandbox) -> None:
    money = {"currency": {"default_currency_code": "USD", "display_type": "code"}}
    new = [attribute("cash", "currency", config=money), attribute("founded", "date"), attribute("size", "number")]
    for data in (*new, attribute("hot", "checkbox"), attribute("stars", "rating")):
        crm.attributes.create_new("objects", "companies", data=data)
    row: dict[str, Any] = {
        "domains": "a.com",
        "name": "A",
        "cash": Decimal("12.50"),
        "founded": dt.date(2020, 1, 2),
        "size": 7,
        "hot": True,
        "stars": 3,
        "description": None,
    }
    crm.bulk.assert_records("companies", [row], **DOMAINS)

    def unchanged(**changes: object) -> bool:
        report = crm.bulk.assert_records("companies", [{**row, **changes}], **DOMAINS, skip_unchanged=True)
        assert report.done == 1
        return report.unchanged == 1

    assert unchanged()
    assert unchanged(cash=12.50001, founded="2020-01-02", size=7.0, domains=["A.COM"], name=["A"], description=[])
    workspace.faults.add("records.update", times=None, code="missing_value")
    with crm:
        for changes in (
            {"name": "a"},
            {"cash": 12.51},
            {"founded": "2020-01-03"},
            {"size": True},
            {"hot": 1},
            {"founded": dt.datetime(2020, 1, 2, 3, tzinfo=dt.timezone.utc)},
        ):
            report = crm.bulk.assert_records("companies", [{**row, **changes}], **DOMAINS, skip_unchanged=True)
            assert report.failed == 1, changes
