"""The engine of bulk writes without I/O: tests take its requests and pass it results in a chosen order."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from attio.bulk import BulkReport
from attio.bulk.api_clock import ApiClock
from attio.bulk.call_results import CallResult
from attio.bulk.checking import Checks
from attio.bulk.checkpoint import Checkpoint
from attio.bulk.flow import Flow, Limits
from attio.bulk.plans import Context, Recent
from attio.bulk.tally import SPAN, Tally
from attio.bulk.work import Work
from attio.errors.base import ResponseValidationError
from attio.errors.statuses import BadRequestError
from tests.bulk.conftest import rows_of

UPSERT = Work("assert", "records", "companies", "domains", None, "records_assert")
DONE = CallResult(SimpleNamespace(data=None))
REJECTED = CallResult(None, BadRequestError("bad", status_code=400, outcome="rejected"))


class Driven(Flow):
    """A flow with a fixed clock, and a checkpoint that a test can close."""

    def __init__(self, path: Path, *, concurrency: int, looks_up: bool, workspace: str | None) -> None:
        self._file = Checkpoint(path, {**UPSERT.describe(), "workspace": workspace}, is_durable=False)
        super().__init__(
            Context(UPSERT, {}, ApiClock(), {}, 1.0, lambda: 0.0, Recent()),
            checks=Checks(None, UPSERT, dry_run=False),
            checkpoint=self._file,
            limits=Limits(concurrency, 60.0, "collect", looks_up),
            tally=Tally(None, 0.0),
            clock=lambda: 10.0,
        )

    def end(self) -> None:
        self._file.close(stopped=self.stopped)


def begin(path: Path, *, concurrency: int = 1, looks_up: bool = False, workspace: str | None = None) -> Driven:
    return Driven(path, concurrency=concurrency, looks_up=looks_up, workspace=workspace)


def outcomes(flow: Flow) -> list[tuple[int, str]]:
    return [(result.number, result.outcome) for result in flow.results]


def offer(flow: Flow, count: int) -> None:
    for row in rows_of(count):
        flow.offer(row)


def test_an_abandoned_run_does_not_count_rows_that_were_not_sent(path: Path) -> None:
    flow = begin(path)
    offer(flow, 3)
    assert len(flow.take()) == 1
    flow.abandon()
    assert outcomes(flow) == [(1, "unknown")]
    assert flow.is_idle
    flow.end()
    assert BulkReport.open(path).total == 1


def test_a_stopped_run_keeps_the_rows_of_an_earlier_run_for_the_next(path: Path) -> None:
    flow = begin(path)
    offer(flow, 2)
    for _ in range(2):
        [job] = flow.take()
        flow.finished(job, REJECTED)
    assert outcomes(flow) == [(1, "failed"), (2, "failed")]
    flow.end()

    flow = begin(path)
    offer(flow, 2)
    [job] = flow.take()
    flow.stop("enough")
    flow.finished(job, DONE)
    assert outcomes(flow) == [(1, "updated")]
    assert flow.is_over
    flow.end()
    report = BulkReport.open(path)
    assert (report.total, report.updated) == (1, 1)

    flow = begin(path)  # both rows are in the checkpoint: one is done, one must be sent
    offer(flow, 2)
    assert outcomes(flow) == [(1, "updated")]
    [job] = flow.take()
    flow.finished(job, DONE)
    flow.end()
    report = BulkReport.open(path)
    assert (report.total, report.updated, sum(result.resumed for result in report.rows())) == (2, 2, 1)


def test_a_stopped_run_waits_only_for_its_requests(path: Path) -> None:
    flow = begin(path, concurrency=2)
    offer(flow, 4)
    first, _ = flow.take()
    flow.finished(first, DONE)
    assert flow.wait() == 0.0
    flow.stop("enough")
    assert flow.take() == []
    assert flow.wait() is None  # not 0: the remaining rows must not cause a busy loop
    flow.abandon()
    flow.end()


def test_a_look_up_with_an_unexpected_response_falls_back_to_the_upsert(path: Path) -> None:
    flow = begin(path, looks_up=True)
    offer(flow, 1)
    flow.exhausted()
    [job] = flow.take()
    assert job.call.function == "records_query"
    flow.finished(job, CallResult(None, ResponseValidationError("odd", status_code=200, outcome="accepted")))
    [job] = flow.take()
    assert job.call.function == "records_assert"
    flow.finished(job, DONE)
    assert outcomes(flow) == [(1, "updated")]
    flow.end()


def test_the_workspace_is_written_to_the_checkpoint_once_it_is_known(path: Path) -> None:
    begin(path).end()
    begin(path, workspace="w1").end()
    begin(path).end()
    with pytest.raises(ValueError, match="its workspace is 'w1', not 'w2'"):
        begin(path, workspace="w2")


def test_the_rate_covers_the_last_seconds() -> None:
    tally = Tally(None, 0.0)
    assert tally.progress(1.0).rate == 0
    for _ in range(int(SPAN)):
        tally.add(SimpleNamespace(outcome="created", resumed=False))  # type: ignore[arg-type]
    assert tally.progress(SPAN + 1).rate == 1.0  # counted from the report after one second, not from the start


def test_rows_of_an_earlier_run_do_not_count_in_the_rate() -> None:
    tally = Tally(200, 0.0)
    for number in range(110):
        tally.add(SimpleNamespace(outcome="created", resumed=number < 100))  # type: ignore[arg-type]
    progress = tally.progress(10.0)
    assert (progress.done, progress.rate, progress.eta) == (110, 1.0, 90.0)
