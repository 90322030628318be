"""Bulk writes that end early: callbacks and hooks that raise, Ctrl-C, cancellation, a kill."""

from __future__ import annotations

import asyncio
import itertools
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import anyio
import pytest

from attio import Attio
from attio.bulk import BulkReport
from attio.bulk.drivers import Reports
from attio.bulk.flow import Flow
from attio.sandbox import Sandbox
from attio.sandbox.serving.server import running
from tests.bulk.conftest import DOMAINS, Write, companies, rows_of
from tests.bulk.stopped import StoppedError, stop_after
from tests.programs import started


def test_a_callback_that_raises_stops_the_run(crm: Attio, write: Write, path: Path) -> None:
    def stop(result: Any) -> None:
        if result.number == 5:
            raise StoppedError

    with pytest.raises(StoppedError) as raised:
        write(crm, "assert_records", "companies", rows_of(300), **DOMAINS, checkpoint=path, on_result=stop)
    report: BulkReport = vars(raised.value)["report"]
    found = companies(crm)
    assert {str(row_result.key) for row_result in report.rows("created")} == set(found)
    assert 5 <= len(found) <= 60


def test_a_type_error_of_a_token_function_is_raised_unchanged(workspace: Sandbox, write: Write) -> None:
    def token() -> str:
        raise TypeError("a mistake of the hook")

    with workspace.client(token) as client, pytest.raises(TypeError, match="a mistake of the hook"):
        write(client, "assert_records", "companies", rows_of(2), **DOMAINS, check=False)


def test_a_stopped_run_waits_for_its_last_requests(
    workspace: Sandbox, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("attio.bulk.drivers.LONGEST_WAIT", 0.02)
    workspace.faults.add("records.assert", delay=0.2, times=None)
    with workspace.client() as client, pytest.raises(StoppedError):
        client.bulk.assert_records("companies", stop_after(rows_of(1), 1), **DOMAINS, checkpoint=path, check=False)
    assert BulkReport.open(path).created == 1


def test_a_hook_that_raises_stops_the_run(workspace: Sandbox, write: Write) -> None:
    calls: list[int] = []

    def token() -> str:
        calls.append(1)
        if len(calls) > 10:
            raise StoppedError
        return workspace.token

    with workspace.client(token) as client, pytest.raises(StoppedError):
        write(client, "assert_records", "companies", rows_of(100), **DOMAINS)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_ctrl_c_stops_a_run_and_leaves_a_report(workspace: Sandbox, path: Path) -> None:
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
        assert {str(row_result.key) for row_result in report.rows("created")} == set(found)


def interrupt(monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """Send Ctrl-C at the twenty-first call of a method of the flow."""
    calls = itertools.count()
    original = getattr(Flow, step)

    def interrupted(*arguments: Any) -> Any:
        if next(calls) == 20:
            signal.raise_signal(signal.SIGINT)
        return original(*arguments)

    monkeypatch.setattr(Flow, step, interrupted)


@pytest.mark.parametrize("step", ["take", "offer", "finished"])
def test_ctrl_c_while_the_run_updates_its_state_leaves_a_true_report(
    workspace: Sandbox, path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    interrupt(monkeypatch, step)
    with workspace.client() as client:
        with pytest.raises(KeyboardInterrupt) as raised:
            client.bulk.assert_records("companies", rows_of(500), **DOMAINS, checkpoint=path)
        report: BulkReport = vars(raised.value)["report"]
        assert (report.unknown, report.failed) == (0, 0)
        assert {str(row_result.key) for row_result in report.rows("created")} == set(companies(client))
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
@pytest.mark.parametrize("step", ["take", "offer", "finished"])
def test_ctrl_c_on_an_event_loop_leaves_a_true_report(
    workspace: Sandbox, path: Path, monkeypatch: pytest.MonkeyPatch, step: str, backend: str
) -> None:
    interrupt(monkeypatch, step)
    with workspace.client() as client:

        async def main() -> None:
            await client.bulk.create_records_async("companies", rows_of(500), checkpoint=path)

        with pytest.raises((KeyboardInterrupt, asyncio.CancelledError)):  # before Python 3.11 anyio raises the latter
            anyio.run(main, backend=backend)
        report = BulkReport.open(path)
        assert 0 < report.created < 500
        assert (report.unknown, report.failed, report.stopped) == (0, 0, "interrupted")
        assert report.created == len(client.records.query("companies", limit=500).data)


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_ctrl_c_in_a_request_stops_a_run_on_an_event_loop(workspace: Sandbox, path: Path, backend: str) -> None:
    calls = itertools.count()

    def token() -> str:
        if next(calls) == 10:
            raise KeyboardInterrupt
        return workspace.token

    with workspace.client(token) as client:

        async def main() -> None:
            await client.bulk.assert_records_async("companies", rows_of(100), **DOMAINS, checkpoint=path)

        with pytest.raises(KeyboardInterrupt):
            anyio.run(main, backend=backend)
    report = BulkReport.open(path)
    assert 0 < report.created < 100
    assert report.stopped == "interrupted"


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_an_ignored_ctrl_c_stays_ignored_on_an_event_loop(workspace: Sandbox, backend: str) -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with workspace.client() as client:

            async def main() -> BulkReport:
                return await client.bulk.assert_records_async(
                    "companies", rows_of(3), **DOMAINS, on_result=lambda _: signal.raise_signal(signal.SIGINT)
                )

            assert anyio.run(main, backend=backend).created == 3
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_ctrl_c_after_the_last_row_leaves_a_complete_report(
    workspace: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = Reports.report

    def interrupted(reports: Reports, *, at_end: bool = False) -> None:
        original(reports, at_end=at_end)
        if at_end:
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(Reports, "report", interrupted)
    with workspace.client() as client:
        with pytest.raises(KeyboardInterrupt) as raised:
            client.bulk.assert_records("companies", rows_of(3), **DOMAINS)
        assert vars(raised.value)["report"].created == 3


def test_a_signal_handler_of_the_program_is_not_replaced(workspace: Sandbox) -> None:
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


def test_a_signal_handler_set_by_a_callback_stays(workspace: Sandbox) -> None:
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
def test_a_second_ctrl_c_does_not_wait_for_responses(workspace: Sandbox, path: Path) -> None:
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
def test_a_cancelled_run_leaves_a_checkpoint(workspace: Sandbox, path: Path, backend: str) -> None:
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
        assert {str(row_result.key) for row_result in report.rows("created")} == set(companies(client))


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_a_cancelled_run_does_not_wait_long_for_responses(
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
def test_a_killed_run_resumes_from_its_checkpoint(workspace: Sandbox, path: Path, method: str) -> None:
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
