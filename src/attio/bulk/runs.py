"""One bulk write from its arguments to its report."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Generator
from contextlib import suppress
from typing import Any, NamedTuple, TypeVar, cast

from attio.bulk.api_clock import ApiClock
from attio.bulk.bulk_options import BulkClient, How, checked
from attio.bulk.checking import Checks, Owner
from attio.bulk.checkpoint import Checkpoint, CheckpointError
from attio.bulk.drivers import Reports, run_async, run_sync
from attio.bulk.flow import Flow, Limits
from attio.bulk.plans import Context, Recent
from attio.bulk.report import BulkReport
from attio.bulk.row_sources import count_of, iterate, iterate_async
from attio.bulk.tally import Tally
from attio.bulk.work import Work
from attio.errors.base import InvalidRequestError
from attio.errors.statuses import PermissionDeniedError
from attio.schema.requests import Need

T = TypeVar("T")


class _LookUp(NamedTuple):
    """A method of `client.schema` to call."""

    method: str
    arguments: tuple[str, ...]


class Run:
    """A bulk write that was begun: its checkpoint is open."""

    def __init__(self, client: BulkClient, work: Work, how: How, owner: Owner | None, total: int | None) -> None:
        """Check the rest, and open the checkpoint."""
        self.client, self.how = client, how
        checks = Checks(owner, work, dry_run=how.dry_run)
        described = {**work.describe(), "origin": how.server_url, "workspace": _workspace(client)}
        if how.dry_run:
            described["dry_run"] = True
        self.checkpoint = Checkpoint(how.checkpoint, described, is_durable=not work.is_repeatable and not how.dry_run)
        context = Context(
            work,
            how.call_options,
            ApiClock(),
            checks.attributes,
            how.timeout,
            time.time,
            Recent(),
            how.dry_run,
        )
        looks_up = work.kind == "assert" and owner is not None and (how.skip_unchanged or how.dry_run)
        limits = Limits(how.concurrency, how.patience, how.on_error, looks_up)
        tally = Tally(how.total if how.total is not None else total, time.monotonic())
        self.flow = Flow(
            context, checks=checks, checkpoint=self.checkpoint, limits=limits, tally=tally, clock=time.monotonic
        )
        self.reports = Reports(self.flow, how.on_result, how.on_progress)

    def end(self) -> BulkReport:
        """Close the checkpoint, and return the report.

        Raises:
            Exception: The error after which no row could succeed, if none did.
        """
        report = self._close()
        if self.flow.fatal is not None and not self.flow.tally.succeeded:
            raise _with_report(self.flow.fatal, report)
        return report

    def interrupted(self, error: BaseException) -> None:
        """Close the checkpoint after an exception, which gets the report, if there is one to read."""
        with suppress(CheckpointError):
            _with_report(error, self._close())

    def _close(self) -> BulkReport:
        try:
            self.checkpoint.close(stopped=self.flow.stopped)
        except CheckpointError as error:
            with suppress(CheckpointError):
                _with_report(error, self._report())
            raise
        return self._report()

    def _report(self) -> BulkReport:
        return BulkReport(self.checkpoint.path, is_temporary=self.checkpoint.is_temporary, dry_run=self.how.dry_run)


def _with_report(error: T, report: BulkReport) -> T:
    error.report = report  # type: ignore[attr-defined]
    return error


def write(client: BulkClient, work: Work, rows: object, options: object) -> BulkReport:
    """Do a bulk write."""
    how = checked(client, work, options)
    source = iterate(rows, _parameter(work))
    looking = _schema(work, how)
    found: Any = None
    try:
        while True:
            look_up = looking.send(found)
            try:
                found = getattr(client.schema, look_up.method)(*look_up.arguments)
            except (KeyError, PermissionDeniedError) as error:
                found = error
    except StopIteration as stop:
        owner: Owner | None = stop.value
    run = Run(client, work._replace(missing=how.missing), how, owner, count_of(rows))
    try:
        run_sync(client, run.flow, source, run.reports, how.concurrency)
    except BaseException as error:
        run.interrupted(error)
        raise
    return run.end()


async def write_async(client: BulkClient, work: Work, rows: object, options: object) -> BulkReport:
    """Do a bulk write, on asyncio or trio."""
    how = checked(client, work, options)
    source = iterate_async(rows, _parameter(work))
    looking = _schema(work, how)
    found: Any = None
    try:
        while True:
            look_up = looking.send(found)
            try:
                found = await getattr(client.schema, f"{look_up.method}_async")(*look_up.arguments)
            except (KeyError, PermissionDeniedError) as error:
                found = error
    except StopIteration as stop:
        owner: Owner | None = stop.value
    run = Run(client, work._replace(missing=how.missing), how, owner, count_of(rows))
    try:
        await run_async(client, run.flow, source, run.reports)
    except BaseException as error:
        run.interrupted(error)
        raise
    return run.end()


def _schema(work: Work, how: How) -> Generator[_LookUp, Any, Owner | None]:
    """Look the object or list up; in a dry run its options, too."""
    if work.kind in {"delete", "run"} or not (how.check or how.skip_unchanged or how.dry_run):
        return None
    found: object = yield _LookUp("object" if work.resource == "records" else "list", (work.target,))
    if isinstance(found, PermissionDeniedError):
        return None
    if isinstance(found, KeyError):
        raise InvalidRequestError(str(found.args[0])) from None
    owner = cast("Owner", found)
    if not how.dry_run:
        return owner
    attributes = list(owner.attributes)
    for index, one in enumerate(attributes):
        if one.has_options and one.is_writable and one.options is None:
            options: Any = yield _LookUp("options", (owner.id, one.id))
            if not isinstance(options, Exception):
                attributes[index] = dataclasses.replace(one, options=options)
    return dataclasses.replace(owner, attributes=tuple(attributes))


def _workspace(client: BulkClient) -> str | None:
    """Return the id of the workspace, if the schema was fetched."""
    listed: Any = client.schema._cache.peek(Need("objects"))  # pyright: ignore[reportPrivateUsage]
    return cast("str", listed[0][0]) if listed else None


def _parameter(work: Work) -> str:
    """The name of the parameter with the rows."""
    return "ids" if work.kind == "delete" else "rows"
