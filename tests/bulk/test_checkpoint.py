"""Bulk writes that resume from a checkpoint, and checkpoints that do not belong to the write."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from attio import Attio
from attio.bulk import BulkReport, CheckpointError
from attio.sandbox import Sandbox
from tests.bulk.conftest import DOMAINS, Write, companies, rows_of
from tests.bulk.stopped import StoppedError, stop_after, writes


@pytest.mark.parametrize("method", ["assert_records", "create_records"])
def test_a_stopped_run_resumes_where_it_ended(
    crm: Attio, workspace: Sandbox, write: Write, path: Path, method: str
) -> None:
    how: Any = {**(DOMAINS if method == "assert_records" else {"key": "domains"}), "checkpoint": path}
    rows = rows_of(50)
    with pytest.raises(StoppedError) as raised:
        write(crm, method, "companies", stop_after(rows, 20), **how)
    report: BulkReport = vars(raised.value)["report"]
    done = report.created
    assert 1 <= done == report.total == len(companies(crm)) <= 20
    assert report.stopped == "interrupted"
    assert BulkReport.open(path).created == done
    assert stat.S_IMODE(path.stat().st_mode) == 0o600

    rows.insert(0, {"name": "on top", "domains": ["top.com"]})
    workspace.requests.clear()
    report = write(crm, method, "companies", rows, **how)
    assert (report.created, report.total) == (51, 51)
    assert writes(workspace) == 51 - done
    assert len([result for result in report.rows() if result.resumed]) == done
    assert len(companies(crm)) == 51

    workspace.requests.clear()
    report = write(crm, method, "companies", rows, **how)
    assert (report.created, report.total, writes(workspace)) == (51, 51, 0)


def test_changed_and_failed_rows_are_written_again(crm: Attio, workspace: Sandbox, write: Write, path: Path) -> None:
    rows = [*rows_of(5), {"domains": "x.com", "nam": "x"}, {"domains": "c1.com", "name": "again"}, *rows_of(1)]
    report = write(crm, "assert_records", "companies", rows, **DOMAINS, checkpoint=path)
    assert (report.created, report.updated, report.failed) == (5, 2, 1)
    rows[1] = {"domains": "c1.com", "name": "changed"}
    rows[5] = {"domains": "x.com", "name": "x"}
    workspace.requests.clear()
    report = write(crm, "assert_records", "companies", rows, **DOMAINS, checkpoint=path)
    assert (report.total, report.failed) == (8, 0)
    # A later row has the key of the changed row. It is written again, so that the last row still wins.
    assert writes(workspace) == 3
    assert companies(crm)["c1.com"].first("name", str) == "again"


def test_a_stopped_run_counts_only_the_rows_it_began(crm: Attio, write: Write, path: Path) -> None:
    """The report leaves out rows that only an earlier run has written."""
    bad = [{"domains": f"c{n}.com", "nam": "x"} for n in range(30)]
    assert write(crm, "assert_records", "companies", bad, **DOMAINS, checkpoint=path).failed == 30
    report = write(crm, "assert_records", "companies", bad, **DOMAINS, checkpoint=path, on_error="stop")
    assert report.total == report.failed == 1


@pytest.mark.usefixtures("short_pauses")
def test_creates_with_an_unknown_outcome_are_not_repeated(
    crm: Attio, workspace: Sandbox, write: Write, path: Path
) -> None:
    with workspace.client() as client:
        workspace.faults.add("records.create", drop="after_applying", times=3)
        workspace.faults.add("records.create", drop="before_sending", times=3)
        report = write(client, "create_records", "companies", rows_of(10), checkpoint=path)
        assert report.unknown >= 3
        again = write(client, "create_records", "companies", rows_of(10), checkpoint=path)
        assert (again.unknown, again.created) == (report.unknown, report.created)
        codes = {result.code for result in again.rows("unknown")}
        assert codes == {"interrupted"}
    assert len(companies(crm)) in range(report.created, 11)


def test_deleted_records_are_not_deleted_again(crm: Attio, write: Write, path: Path) -> None:
    ids = [str(result.record_id) for result in crm.bulk.create_records("companies", rows_of(3)).rows()]
    write(crm, "delete_records", "companies", ids[:2], checkpoint=path)
    db = sqlite3.connect(path)
    db.execute("UPDATE rows SET state = 'sent' WHERE number = 2")
    db.commit()
    db.close()
    report = write(crm, "delete_records", "companies", ids, checkpoint=path)
    assert (report.deleted, report.failed) == (3, 0)


def test_a_checkpoint_of_another_run_is_rejected(
    crm: Attio, workspace: Sandbox, write: Write, path: Path, tmp_path: Path
) -> None:
    write(crm, "assert_records", "companies", rows_of(2), **DOMAINS, checkpoint=path)
    before = path.read_bytes()
    workspace.requests.clear()
    with pytest.raises(CheckpointError, match="its target is 'companies', not 'people'"):
        write(crm, "assert_records", "people", [], matching_attribute="email_addresses", checkpoint=path)
    with pytest.raises(CheckpointError, match="its operation is 'records_assert', not 'records_create'"):
        write(crm, "create_records", "companies", [], checkpoint=path)
    with pytest.raises(CheckpointError, match="its dry_run is None, not True"):
        write(crm, "assert_records", "companies", [], **DOMAINS, checkpoint=path, dry_run=True)
    assert writes(workspace) == 0
    assert path.read_bytes() == before

    text = tmp_path / "rows.csv"
    text.write_text("name,domains\n" * 100)
    with pytest.raises(CheckpointError, match="not a checkpoint: file is not a database"):
        write(crm, "assert_records", "companies", [], **DOMAINS, checkpoint=text)
    assert text.read_text().startswith("name")
    other = tmp_path / "other.sqlite"
    db = sqlite3.connect(other)
    db.execute("CREATE TABLE meta(x)")
    db.close()
    with pytest.raises(CheckpointError, match="not a checkpoint of a bulk write"):
        write(crm, "assert_records", "companies", [], **DOMAINS, checkpoint=other)
    with pytest.raises(CheckpointError, match="there is no such file"):
        BulkReport.open(tmp_path / "none.sqlite")
    with pytest.raises(CheckpointError, match="not a checkpoint"):
        BulkReport.open(text)
    db = sqlite3.connect(path)
    db.execute("UPDATE meta SET value = '2' WHERE name = 'format'")
    db.commit()
    db.close()
    with pytest.raises(CheckpointError, match="has format 2, but this version reads format 1"):
        write(crm, "assert_records", "companies", [], **DOMAINS, checkpoint=path)


def test_a_checkpoint_is_used_by_one_run_at_a_time(crm: Attio, write: Write, path: Path) -> None:
    def rows() -> Iterator[dict[str, Any]]:
        yield from rows_of(3)
        with pytest.raises(CheckpointError, match="another run uses it"):
            crm.bulk.assert_records("companies", [], **DOMAINS, checkpoint=path)
        with pytest.raises(CheckpointError, match="a run uses it"):
            BulkReport.open(path)

    assert write(crm, "assert_records", "companies", rows(), **DOMAINS, checkpoint=path).created == 3


def test_an_empty_file_becomes_a_checkpoint(crm: Attio, write: Write, path: Path) -> None:
    path.touch()
    assert write(crm, "assert_records", "companies", rows_of(1), **DOMAINS, checkpoint=str(path)).created == 1
