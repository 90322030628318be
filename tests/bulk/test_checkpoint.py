"""Runs that end early, in every way, and go on later."""

from __future__ import annotations

import itertools
import os
import pickle
import random
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest

from attio import Attio
from attio.bulk import BulkError, BulkReport, CheckpointError
from attio.bulk.drivers import Reports
from attio.bulk.flow import Flow
from attio.sandbox import Sandbox
from attio.sandbox.serving.server import running
from tests.bulk.conftest import Write, companies, rows_of
from tests.programs import started

DOMAINS: dict[str, Any] = {"matching_attribute": "domains"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "run.sqlite"


class StoppedError(Exception):
    """What a program of ours raises."""


def first(rows: list[Any], count: int) -> Iterator[Any]:
    yield from rows[:count]
    raise StoppedError


def writes(sandbox: Sandbox) -> int:
    return sum(
        str(request.operation) in {"records.assert", "records.create", "records.update"} for request in sandbox.requests
    )


@pytest.mark.parametrize("method", ["assert_records", "create_records"])
def test_going_on(crm: Attio, workspace: Sandbox, write: Write, path: Path, method: str) -> None:
    how: Any = {**(DOMAINS if method == "assert_records" else {"key": "domains"}), "checkpoint": path}
    rows = rows_of(50)
    with pytest.raises(StoppedError) as raised:
        write(crm, method, "companies", first(rows, 20), **how)
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
    assert len([one for one in report.rows() if one.resumed]) == done
    assert len(companies(crm)) == 51

    workspace.requests.clear()
    report = write(crm, method, "companies", rows, **how)
    assert (report.created, report.total, writes(workspace)) == (51, 51, 0)


def test_changed_rows_and_those_that_failed(crm: Attio, workspace: Sandbox, write: Write, path: Path) -> None:
    rows = [*rows_of(5), {"domains": "x.com", "nam": "x"}, {"domains": "c1.com", "name": "again"}, *rows_of(1)]
    report = write(crm, "assert_records", "companies", rows, **DOMAINS, checkpoint=path)
    assert (report.created, report.updated, report.failed) == (5, 2, 1)
    rows[1] = {"domains": "c1.com", "name": "changed"}
    rows[5] = {"domains": "x.com", "name": "x"}
    workspace.requests.clear()
    report = write(crm, "assert_records", "companies", rows, **DOMAINS, checkpoint=path)
    assert (report.total, report.failed) == (8, 0)
    # The row after the changed one has its key: it is written again, so that the last one wins as before.
    assert writes(workspace) == 3
    assert companies(crm)["c1.com"].first("name", str) == "again"


def test_rows_that_are_left_alone(crm: Attio, write: Write, path: Path) -> None:
    """A run that is stopped counts only what it began, also where an earlier run knows the others."""
    bad = [{"domains": f"c{n}.com", "nam": "x"} for n in range(30)]
    assert write(crm, "assert_records", "companies", bad, **DOMAINS, checkpoint=path).failed == 30
    report = write(crm, "assert_records", "companies", bad, **DOMAINS, checkpoint=path, on_error="stop")
    assert report.total == report.failed == 1


@pytest.mark.usefixtures("hurry")
def test_creates_whose_end_is_not_known(crm: Attio, workspace: Sandbox, write: Write, path: Path) -> None:
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


def test_deletes_that_were_done_before(crm: Attio, write: Write, path: Path) -> None:
    ids = [str(one.record_id) for one in crm.bulk.create_records("companies", rows_of(3)).rows()]
    write(crm, "delete_records", "companies", ids[:2], checkpoint=path)
    db = sqlite3.connect(path)
    db.execute("UPDATE rows SET state = 'sent' WHERE number = 2")
    db.commit()
    db.close()
    report = write(crm, "delete_records", "companies", ids, checkpoint=path)
    assert (report.deleted, report.failed) == (3, 0)


def test_checkpoints_of_other_work(crm: Attio, workspace: Sandbox, write: Write, path: Path, tmp_path: Path) -> None:
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
    with pytest.raises(CheckpointError, match="it is no checkpoint: file is not a database"):
        write(crm, "assert_records", "companies", [], **DOMAINS, checkpoint=text)
    assert text.read_text().startswith("name")
    other = tmp_path / "other.sqlite"
    db = sqlite3.connect(other)
    db.execute("CREATE TABLE meta(x)")
    db.close()
    with pytest.raises(CheckpointError, match="it is no checkpoint of a bulk write"):
        write(crm, "assert_records", "companies", [], **DOMAINS, checkpoint=other)
    with pytest.raises(CheckpointError, match="there is no such file"):
        BulkReport.open(tmp_path / "none.sqlite")
    with pytest.raises(CheckpointError, match="it is no checkpoint"):
        BulkReport.open(text)
    db = sqlite3.connect(path)
    db.execute("UPDATE meta SET value = '2' WHERE name = 'format'")
    db.commit()
    db.close()
    with pytest.raises(CheckpointError, match="it has format 2, and this version reads format 1"):
        write(crm, "assert_records", "companies", [], **DOMAINS, checkpoint=path)


def test_one_run_at_a_time(crm: Attio, write: Write, path: Path) -> None:
    def rows() -> Iterator[dict[str, Any]]:
        yield from rows_of(3)
        with pytest.raises(CheckpointError, match="another run uses it"):
            crm.bulk.assert_records("companies", [], **DOMAINS, checkpoint=path)
        with pytest.raises(CheckpointError, match="a run uses it"):
            BulkReport.open(path)

    assert write(crm, "assert_records", "companies", rows(), **DOMAINS, checkpoint=path).created == 3


def test_an_empty_file_that_was_made_before(crm: Attio, write: Write, path: Path) -> None:
    path.touch()
    assert write(crm, "assert_records", "companies", rows_of(1), **DOMAINS, checkpoint=str(path)).created == 1


def test_reports_are_files(crm: Attio, path: Path, tmp_path: Path) -> None:
    rows = [*rows_of(2), {"domains": ["a.com", "b.com"], "nam": "=1+1", "number": 5}, {"name": "x"}]
    report = crm.bulk.assert_records("companies", rows, **DOMAINS, checkpoint=path)
    again = pickle.loads(pickle.dumps(report))
    assert repr(again) == repr(report) == "<BulkReport: 2 created, 2 failed>"
    assert report.write(tmp_path / "failed.csv", "failed") == 2
    lines = (tmp_path / "failed.csv").read_text().splitlines()
    assert lines[0] == "domains,nam,row.number,name,number,outcome,record_id,code,attribute,message"
    assert lines[1].startswith("a.com;b.com,=1+1,5,,3,failed,,unknown_attribute,nam,")
    assert report.write(tmp_path / "failed.jsonl") == 2
    assert '"row": {"name": "x"}' in (tmp_path / "failed.jsonl").read_text()
    with pytest.raises(ValueError, match=r"ends in \.csv or \.jsonl, not '\.xlsx'"):
        report.write(tmp_path / "failed.xlsx")
    with pytest.raises(ValueError, match="there is no outcome 'fail'"):
        report.rows("fail")  # type: ignore[arg-type]
    assert not list(tmp_path.glob(".failed*"))
    with pytest.raises(BulkError) as raised:
        report.raise_if_failed()
    copy = pickle.loads(pickle.dumps(raised.value))
    assert (str(copy), repr(copy.report)) == (str(raised.value), repr(report))
    crm.bulk.assert_records("companies", rows_of(1), **DOMAINS).raise_if_failed()


def test_temporary_files_go_with_their_report(crm: Attio) -> None:
    report = crm.bulk.assert_records("companies", rows_of(1), **DOMAINS)
    file: Path = vars(report)["_path"]
    assert file.exists()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    del report
    assert not file.exists()


def test_callbacks_that_raise(crm: Attio, write: Write, path: Path) -> None:
    def stop(result: Any) -> None:
        if result.number == 5:
            raise StoppedError

    with pytest.raises(StoppedError) as raised:
        write(crm, "assert_records", "companies", rows_of(300), **DOMAINS, checkpoint=path, on_result=stop)
    report: BulkReport = vars(raised.value)["report"]
    found = companies(crm)
    assert {str(one.key) for one in report.rows("created")} == set(found)
    assert 5 <= len(found) <= 60


def test_hooks_that_raise_what_a_wrong_call_raises(workspace: Sandbox, write: Write) -> None:
    def token() -> str:
        raise TypeError("a mistake of the hook")

    with workspace.client(token) as client, pytest.raises(TypeError, match="a mistake of the hook"):
        write(client, "assert_records", "companies", rows_of(2), **DOMAINS, check=False)


def test_requests_that_end_late(workspace: Sandbox, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("attio.bulk.drivers.LONGEST_WAIT", 0.02)
    workspace.faults.add("records.assert", delay=0.2, times=None)
    with workspace.client() as client, pytest.raises(StoppedError):
        client.bulk.assert_records("companies", first(rows_of(1), 1), **DOMAINS, checkpoint=path, check=False)
    assert BulkReport.open(path).created == 1


def test_hooks_that_raise(workspace: Sandbox, write: Write) -> None:
    calls: list[int] = []

    def token() -> str:
        calls.append(1)
        if len(calls) > 10:
            raise StoppedError
        return workspace.token

    with workspace.client(token) as client, pytest.raises(StoppedError):
        write(client, "assert_records", "companies", rows_of(100), **DOMAINS)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_ctrl_c(workspace: Sandbox, path: Path) -> None:
    workspace.faults.add("records.assert", delay=0.02, times=None)

    def interrupt(result: Any) -> None:
        if result.number == 50:
            signal.raise_signal(signal.SIGINT)

    with workspace.client() as client:
        with pytest.raises(KeyboardInterrupt) as raised:
            client.bulk.assert_records("companies", rows_of(500), **DOMAINS, checkpoint=path, on_result=interrupt)
        report: BulkReport = vars(raised.value)["report"]
        found = companies(client)
        assert 50 <= report.created < 500
        assert (report.unknown, report.failed) == (0, 0)
        assert {str(one.key) for one in report.rows("created")} == set(found)


@pytest.mark.parametrize("step", ["take", "offer", "finished"])
def test_ctrl_c_while_the_run_notes_something(
    workspace: Sandbox, path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    calls = itertools.count()
    original = getattr(Flow, step)

    def interrupted(*arguments: Any) -> Any:
        if next(calls) == 20:
            signal.raise_signal(signal.SIGINT)
        return original(*arguments)

    monkeypatch.setattr(Flow, step, interrupted)
    with workspace.client() as client:
        with pytest.raises(KeyboardInterrupt) as raised:
            client.bulk.assert_records("companies", rows_of(500), **DOMAINS, checkpoint=path)
        report: BulkReport = vars(raised.value)["report"]
        assert (report.unknown, report.failed) == (0, 0)
        assert {str(one.key) for one in report.rows("created")} == set(companies(client))
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_ctrl_c_at_the_very_end(workspace: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    original = Reports.tell

    def interrupted(reports: Reports, *, at_end: bool = False) -> None:
        original(reports, at_end=at_end)
        if at_end:
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(Reports, "tell", interrupted)
    with workspace.client() as client:
        with pytest.raises(KeyboardInterrupt) as raised:
            client.bulk.assert_records("companies", rows_of(3), **DOMAINS)
        assert vars(raised.value)["report"].created == 3


def test_a_signal_that_the_program_handles_is_left_to_it(workspace: Sandbox) -> None:
    seen: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: seen.append(number))
    try:
        with workspace.client() as client:
            report = client.bulk.assert_records(
                "companies", rows_of(3), **DOMAINS, on_result=lambda _: signal.raise_signal(signal.SIGINT)
            )
    finally:
        signal.signal(signal.SIGINT, before)
    assert (report.created, seen) == (3, [signal.SIGINT] * 3)


def test_a_handler_that_a_callback_sets_stays(workspace: Sandbox) -> None:
    before = signal.getsignal(signal.SIGINT)
    try:
        with workspace.client() as client:
            client.bulk.assert_records(
                "companies", rows_of(1), **DOMAINS, on_result=lambda _: signal.signal(signal.SIGINT, signal.SIG_IGN)
            )
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_second_ctrl_c(workspace: Sandbox, path: Path) -> None:
    workspace.faults.add("records.create", delay=15, times=None)
    with workspace.client() as client:
        began = time.monotonic()
        for seconds in (1, 1.5):
            threading.Timer(seconds, os.kill, (os.getpid(), signal.SIGINT)).start()
        with pytest.raises(KeyboardInterrupt) as raised:
            client.bulk.create_records("companies", rows_of(100), checkpoint=path)
        assert time.monotonic() - began < 9  # not the ten seconds that one Ctrl-C waits
        report: BulkReport = vars(raised.value)["report"]
        assert 1 <= report.unknown == report.total <= 16


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_cancelled(workspace: Sandbox, path: Path, backend: str) -> None:
    workspace.faults.add("records.assert", delay=0.05, times=None)
    with workspace.client() as client:

        async def main() -> None:
            with anyio.move_on_after(1):
                await client.bulk.assert_records_async("companies", rows_of(2000), **DOMAINS, checkpoint=path)

        anyio.run(main, backend=backend)
        report = BulkReport.open(path)
        assert 0 < report.created < 2000
        assert (report.unknown, report.failed, report.stopped) == (0, 0, "interrupted")
        workspace.faults.clear()
        assert {str(one.key) for one in report.rows("created")} == set(companies(client))


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_cancelled_while_nothing_answers(
    workspace: Sandbox, path: Path, backend: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("attio.bulk.drivers.LAST_WAIT_ASYNC", 0.2)
    workspace.faults.add("records.create", delay=30, times=None)
    with workspace.client() as client:

        async def main() -> None:
            with anyio.move_on_after(1):
                await client.bulk.create_records_async("companies", rows_of(50), checkpoint=path)

        began = time.monotonic()
        anyio.run(main, backend=backend)
        assert time.monotonic() - began < 10
    assert 1 <= BulkReport.open(path).unknown <= 16


@pytest.mark.parametrize("method", ["create_records", "assert_records"])
def test_kill_9(workspace: Sandbox, path: Path, method: str) -> None:
    moments = random.Random(method)
    count = 60
    with running(workspace.handle) as url, workspace.client() as client:
        command = [sys.executable, "-m", "tests.bulk.killed", url, workspace.token, str(path), method, str(count)]
        with started(command) as process:
            for _, _line in zip(range(moments.randrange(5, 40)), process.stdout, strict=False):
                pass
            process.kill()
        done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
        found = companies(client)
        assert set(found) == {f"c{n}.com" for n in range(count)}
        report = BulkReport.open(path)
        assert report.total == count
        if method == "create_records":
            assert report.created == count, done.stdout
        assert len(client.records.query("companies", limit=500).data) == count
        for result in report.rows():
            assert found[str(result.key)].id.record_id == result.record_id
