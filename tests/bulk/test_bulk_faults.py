"""Bulk writes while requests fail in every way: the report matches what the server did."""

from __future__ import annotations

import threading
import time
from collections import Counter
from typing import Any

import pytest

from attio import Attio, RetryConfig, errors
from attio.bulk import BulkError, BulkReport, BulkResult
from attio.sandbox import Sandbox
from tests.bulk.conftest import QUICK, Write, companies, ids_of, rows_of, sales
from tests.bulk.faulty import fail


@pytest.fixture(params=["retries", "no retries"])
def client(request: pytest.FixtureRequest, workspace: Sandbox) -> Any:
    config = QUICK if request.param == "retries" else RetryConfig(strategy="none")
    with workspace.client(retry_config=config) as client:
        yield client


@pytest.mark.usefixtures("short_pauses")
def test_upserts_reach_every_row_despite_faults(client: Attio, workspace: Sandbox, write: Write) -> None:
    existing = rows_of(20)
    client.bulk.assert_records("companies", existing, matching_attribute="domains")
    workspace.clock.advance(2)  # so that their age shows, in whole seconds of the `Date`
    fail(workspace, "records.*")
    rows = rows_of(35, description="new")
    report = write(client, "assert_records", "companies", rows, matching_attribute="domains")
    workspace.faults.clear()
    assert (report.created, report.updated, report.failed, report.unknown) == (15, 20, 0, 0)
    found = companies(client)
    assert {domain: record.first("description", str) for domain, record in found.items()} == dict.fromkeys(
        [row["domains"][0] for row in rows], "new"
    )
    for result in report.rows():
        assert found[str(result.key)].id.record_id == result.record_id


@pytest.mark.usefixtures("short_pauses")
def test_creates_with_a_key_write_every_row_once(client: Attio, workspace: Sandbox, write: Write) -> None:
    fail(workspace, "records.*")
    rows = rows_of(35)
    report = write(client, "create_records", "companies", rows, key="domains")
    workspace.faults.clear()
    assert (report.created, report.failed, report.unknown) == (35, 0, 0), list(report.rows("failed", "unknown"))
    names = Counter(str(record.first("name", str)) for record in client.records.query("companies", limit=500))
    assert names == {row["name"]: 1 for row in rows}


@pytest.mark.usefixtures("short_pauses")
def test_creates_with_a_key_that_is_not_unique_write_every_row_once(
    client: Attio, workspace: Sandbox, write: Write
) -> None:
    fail(workspace, "records.create")
    rows = [{"name": f"C{n}"} for n in range(30)]
    report = write(client, "create_records", "companies", rows, key="name")
    workspace.faults.clear()
    names = Counter(str(record.first("name", str)) for record in client.records.query("companies", limit=300))
    assert report.created == 30
    assert names == {row["name"]: 1 for row in rows}


@pytest.mark.usefixtures("short_pauses")
def test_creates_without_a_key_report_unknown_outcomes(client: Attio, workspace: Sandbox, write: Write) -> None:
    fail(workspace, "records.create")
    report = write(client, "create_records", "companies", rows_of(60))
    workspace.faults.clear()
    found = companies(client)
    outcomes = {str(result.number): result for result in report.rows()}
    assert len(outcomes) == report.total == 60
    for number, result in outcomes.items():
        domain = f"c{int(number) - 1}.com"
        if result.outcome == "created":
            assert domain in found
        elif result.outcome == "failed":
            assert domain not in found
        else:
            assert result.row is not None
    assert report.unknown > 0
    assert report.failed == 0
    with pytest.raises(BulkError, match="unknown, of 60 rows"):
        report.raise_if_failed()


@pytest.mark.usefixtures("short_pauses")
def test_updates_and_deletes_reach_every_row(client: Attio, workspace: Sandbox, write: Write) -> None:
    created = client.bulk.assert_records("companies", rows_of(40), matching_attribute="domains")
    ids = [str(result.record_id) for result in created.rows()]
    fail(workspace, "records.*")
    rows = [{"record_id": id_, "description": "new"} for id_ in ids]
    report = write(client, "update_records", "companies", rows)
    assert (report.updated, report.failed, report.unknown) == (40, 0, 0)
    report = write(client, "delete_records", "companies", ids[:30])
    workspace.faults.clear()
    assert (report.deleted, report.failed, report.unknown) == (30, 0, 0)
    left = client.records.query("companies", limit=500).data
    assert sorted(record.id.record_id for record in left) == sorted(ids[30:])
    assert {record.first("description", str) for record in left} == {"new"}


@pytest.mark.usefixtures("short_pauses")
def test_skip_unchanged_writes_only_rows_that_differ(crm: Attio, workspace: Sandbox, write: Write) -> None:
    rows = rows_of(60)
    crm.bulk.assert_records("companies", rows[:40], matching_attribute="domains")
    for row in rows[:10]:
        row["name"] = "new"
    fail(workspace, "records.*")
    report = write(crm, "assert_records", "companies", rows, matching_attribute="domains", skip_unchanged=True)
    workspace.faults.clear()
    assert (report.created, report.updated, report.unchanged, report.total) == (20, 10, 30, 60)
    found = companies(crm)
    assert {domain: record.first("name", str) for domain, record in found.items()} == {
        row["domains"][0]: row["name"] for row in rows
    }


@pytest.mark.usefixtures("short_pauses")
@pytest.mark.parametrize(("method", "how"), [("assert_entries", {}), ("create_entries", {"key": "parent_record_id"})])
def test_entries_are_written_once_despite_faults(
    crm: Attio, workspace: Sandbox, write: Write, method: str, how: dict[str, Any]
) -> None:
    sales(crm)
    parents = ids_of(crm.bulk.create_records("companies", rows_of(25)))
    fail(workspace, "entries.*")
    fail(workspace, "records.list_entries")
    rows = [{"parent_record_id": parent, "parent_object": "companies", "note": "n"} for parent in parents]
    report = write(crm, method, "sales", rows, **how)
    workspace.faults.clear()
    assert (report.created, report.total) == (25, 25), list(report.rows("failed", "unknown"))
    entries = {entry.parent_record_id: entry.id.entry_id for entry in crm.entries.query("sales", limit=100)}
    assert len(crm.entries.query("sales", limit=100).data) == len(entries) == 25
    # A response that breaks off shows that the entry was created, but not its id.
    assert {result.record_id for result in report.rows() if result.record_id is not None} <= set(entries.values())


def test_an_outage_loses_no_row(workspace: Sandbox, write: Write) -> None:
    with workspace.client(retry_config=RetryConfig(strategy="none")) as client:
        workspace.faults.add("records.*", status=503, times=None)
        ends = threading.Timer(0.8, workspace.faults.clear)
        ends.start()
        report = write(client, "assert_records", "companies", rows_of(50), matching_attribute="domains")
    assert (report.created, report.total) == (50, 50)


@pytest.mark.usefixtures("short_pauses")
def test_a_run_stops_when_its_patience_ends(workspace: Sandbox, write: Write) -> None:
    with workspace.client(retry_config=RetryConfig(strategy="none")) as client:
        workspace.faults.add("records.*", status=503, times=None)
        rows = rows_of(100)
        how: dict[str, Any] = {"matching_attribute": "domains", "patience_ms": 200, "concurrency": 4}
        report = write(client, "assert_records", "companies", rows, **how)
        assert report.stopped == "nothing has succeeded for 0.2 s"
        assert 1 <= report.total == report.unknown <= 8
        workspace.faults.clear()
        workspace.faults.add("records.*", rate_limit=0.001, times=None)
        report = write(client, "assert_records", "companies", rows, **how)
        assert 1 <= report.total == report.failed <= 8


@pytest.mark.usefixtures("short_pauses")
def test_a_row_that_always_fails_does_not_stop_the_others(
    workspace: Sandbox, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("attio.bulk.flow.MAX_ROUNDS", 3)
    with workspace.client(retry_config=RetryConfig(strategy="none")) as client:
        created = client.records.create("companies", data={"values": {"name": "P"}}).data.id.record_id
        rows = [{"record_id": created, "name": "Poison"}]

        def slow() -> Any:
            yield from rows
            for n in range(150):
                time.sleep(0.001)
                yield {"record_id": other, "name": f"N{n}"}

        other = client.records.create("companies", data={"values": {"name": "O"}}).data.id.record_id
        broken = Broken(client, created)
        report = write(broken, "update_records", "companies", slow(), concurrency=4)
        assert (report.updated, report.unknown) == (150, 1)
        assert report.stopped is None


class Broken(Attio):
    """A client whose writes of one record always fail."""

    def __init__(self, client: Attio, record_id: str) -> None:
        for name, value in vars(client).items():
            object.__setattr__(self, name, value)
        self._poison = record_id

    def _call(self, operation: Any, params: Any, options: Any) -> Any:
        if params.get("record_id") == self._poison:
            raise errors.ServerError("poisoned", status_code=500)
        return super()._call(operation, params, options)

    async def _call_async(self, operation: Any, params: Any, options: Any) -> Any:
        if params.get("record_id") == self._poison:
            raise errors.ServerError("poisoned", status_code=500)
        return await super()._call_async(operation, params, options)


def test_a_server_that_enforces_its_limits_loses_no_row(workspace: Sandbox, write: Write) -> None:
    workspace.limits.on(reads=100, writes=100)
    with workspace.client(retry_config=QUICK) as client:
        report = write(client, "assert_records", "companies", rows_of(120), matching_attribute="domains")
    assert report.created == report.total == 120


def test_rows_with_one_key_are_written_in_their_order(crm: Attio, write: Write) -> None:
    rows = [{"name": f"N{n}", "domains": [f"d{n % 3}.com"]} for n in range(60)]
    seen: list[BulkResult] = []
    report: BulkReport = write(
        crm, "assert_records", "companies", rows, matching_attribute="domains", on_result=seen.append
    )
    assert (report.created, report.updated) == (3, 57)
    assert {domain: record.first("name", str) for domain, record in companies(crm).items()} == {
        "d0.com": "N57",
        "d1.com": "N58",
        "d2.com": "N59",
    }
    for key in ("d0.com", "d1.com", "d2.com"):
        numbers = [result.number for result in seen if result.key == key]
        assert numbers == sorted(numbers)
