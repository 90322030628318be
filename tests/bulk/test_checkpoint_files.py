"""Checkpoint files that cannot be opened or written, or that another process uses."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from attio import Attio
from attio.bulk import BulkReport, CheckpointError, read_rows
from attio.sandbox import Sandbox
from attio.sandbox.serving.server import running
from tests.bulk.conftest import DOMAINS, Write, companies, rows_of
from tests.bulk.stopped import StoppedError
from tests.programs import started


@pytest.mark.parametrize("place", ["none/run.sqlite", ".", "file/run.sqlite", "nul\0"])
def test_a_checkpoint_that_cannot_be_opened_is_an_error(
    crm: Attio, workspace: Sandbox, write: Write, tmp_path: Path, place: str
) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CheckpointError, match=r"; create it|; name a file in it|cannot be opened: "):
        write(crm, "assert_records", "companies", rows_of(3), **DOMAINS, checkpoint=tmp_path / place)
    assert not any(request.method == "PUT" for request in workspace.requests)


@contextmanager
def largest_file(size: int) -> Generator[None, None, None]:
    """Limit the size of files, as on a full disk."""
    resource: Any = pytest.importorskip("resource")
    import signal

    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)


def test_a_disk_that_is_full_before_the_first_row_leaves_no_checkpoint(
    crm: Attio, workspace: Sandbox, write: Write, path: Path
) -> None:
    with largest_file(10_000), pytest.raises(CheckpointError, match=r"run\.sqlite: cannot be written: "):
        write(crm, "create_records", "companies", rows_of(3), key="domains", checkpoint=path)
    assert not any(request.operation == "records.create" for request in workspace.requests)
    assert list(path.parent.iterdir()) == []  # the incomplete file is deleted
    assert write(crm, "create_records", "companies", rows_of(3), key="domains", checkpoint=path).created == 3


@pytest.mark.parametrize(("method", "size"), [("assert_records", 50_000), ("create_records", 150_000)])
def test_a_run_resumes_after_the_disk_was_full(crm: Attio, write: Write, path: Path, method: str, size: int) -> None:
    how: Any = {**(DOMAINS if method == "assert_records" else {"key": "domains"}), "checkpoint": path}
    rows = rows_of(150, description="x" * 400)
    with largest_file(size), pytest.raises(CheckpointError, match="cannot be written: ") as raised:
        write(crm, method, "companies", rows, **how)
    report: BulkReport = vars(raised.value)["report"]
    assert report.total < 150
    written = companies(crm)
    assert {str(result.key) for result in report.rows("created")} <= set(written)

    report = write(crm, method, "companies", rows, **how)  # there is room again
    assert (report.total, report.failed, report.unknown) == (150, 0, 0)
    assert len(companies(crm)) == 150


def test_a_run_resumes_after_the_disk_was_full_at_its_end(
    crm: Attio, write: Write, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("attio.bulk.checkpoint.COMMIT_EVERY", 1e9)  # only the end of the run commits
    with largest_file(50_000), pytest.raises(CheckpointError, match="cannot be written: ") as raised:
        write(crm, "assert_records", "companies", rows_of(150), **DOMAINS, checkpoint=path)
    assert vars(raised.value)["report"].total == 0
    assert len(companies(crm)) == 150
    assert write(crm, "assert_records", "companies", rows_of(150), **DOMAINS, checkpoint=path).total == 150


def test_a_temporary_file_that_cannot_be_written_is_an_error(crm: Attio, write: Write) -> None:
    with largest_file(60_000), pytest.raises(CheckpointError, match="cannot be written: "):
        write(crm, "assert_records", "companies", rows_of(150, nam="x" * 4000), **DOMAINS)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_two_processes_cannot_share_a_checkpoint(workspace: Sandbox, path: Path) -> None:
    workspace.faults.add("records.assert", delay=0.5, times=None)
    with running(workspace.handle) as url, Attio(workspace.token, server_url=url) as client:
        command = [sys.executable, "-m", "tests.bulk.killed", url, workspace.token, str(path), "assert_records", "50"]

        def write_too() -> BulkReport:
            return client.bulk.assert_records("companies", rows_of(50), **DOMAINS, checkpoint=path)

        with started(command) as program:
            program.stdout.readline()  # the program has begun to write
            with pytest.raises(CheckpointError, match="another run uses it"):
                write_too()
            with pytest.raises(CheckpointError, match="a run uses it"):
                BulkReport.open(path)
        workspace.faults.clear()
        assert write_too().total == 50
        assert len(companies(client)) == 50


def test_a_changed_file_sends_only_its_changed_rows(crm: Attio, workspace: Sandbox, path: Path) -> None:
    file = path.with_suffix(".csv")

    def run(*lines: str) -> tuple[BulkReport, list[str]]:
        file.write_text("\n".join(["domains,name,description", *lines]), "utf-8")
        workspace.requests.clear()
        report = crm.bulk.assert_records("companies", read_rows(file), **DOMAINS, checkpoint=path)
        return report, [request.method for request in workspace.requests if request.method == "PUT"]

    first = ["a.com,A,", "b.com,B,", "b.com,B2,", "c.com,C,x"]
    report, sent = run(*first)
    assert (report.created, report.updated, len(sent)) == (3, 1, 4)
    report, sent = run("new.com,New,", *reversed(first))  # the same rows on other lines
    assert (len(sent), report.total) == (1, 5)
    assert [result.number for result in report.rows() if not result.resumed] == [2]
    report, sent = run("a.com,A,", "c.com,C,y")  # fewer, and one of them changed
    assert (len(sent), report.total) == (1, 2)
    assert companies(crm)["c.com"].first("description", str) == "y"
    report, sent = run("a.com,A,", "a.com,A,")  # the second row is new, although it equals the first
    assert (len(sent), report.total) == (1, 2)


def test_on_progress_that_raises_stops_the_run(crm: Attio, write: Write, path: Path) -> None:
    def at_once(_: object) -> None:
        raise StoppedError

    def at_the_end(progress: Any) -> None:
        if progress.done == 5:
            raise StoppedError

    for function in (at_once, at_the_end):
        with pytest.raises(StoppedError) as raised:
            write(crm, "assert_records", "companies", rows_of(5), **DOMAINS, checkpoint=path, on_progress=function)
        report: BulkReport = vars(raised.value)["report"]
        assert {str(result.key) for result in report.rows("created")} <= set(companies(crm))
    assert write(crm, "assert_records", "companies", rows_of(5), **DOMAINS, checkpoint=path).total == 5
