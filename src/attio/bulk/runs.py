"""A bulk write, from its arguments to its report."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Generator
from contextlib import suppress
from typing import Any, NamedTuple, TypeVar, cast

from attio.bulk.api_clock import ApiClock
from attio.bulk.bulk_options import BulkClient, WriteSettings, parse_options
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
    """A running bulk write, with an open checkpoint."""

    def __init__(
        self, client: BulkClient, work: Work, settings: WriteSettings, owner: Owner | None, total: int | None
    ) -> None:
        """Check the matching attribute and the key, and open the checkpoint."""
        self.client, self.settings = client, settings
        checks = Checks(owner, work, dry_run=settings.dry_run)
        described = {**work.describe(), "origin": settings.server_url, "workspace": _workspace(client)}
        if settings.dry_run:
            described["dry_run"] = True
        self.checkpoint = Checkpoint(
            settings.checkpoint, described, is_durable=not work.is_repeatable and not settings.dry_run
        )
        context = Context(
            work,
            settings.call_options,
            ApiClock(),
            checks.attributes,
            settings.timeout,
            time.time,
            Recent(),
            settings.dry_run,
        )
        looks_up = work.kind == "assert" and owner is not None and (settings.skip_unchanged or settings.dry_run)
        limits = Limits(settings.concurrency, settings.patience, settings.on_error, looks_up)
        tally = Tally(settings.total if settings.total is not None else total, time.monotonic())
        self.flow = Flow(
            context, checks=checks, checkpoint=self.checkpoint, limits=limits, tally=tally, clock=time.monotonic
        )
        self.reports = Reports(self.flow, settings.on_result, settings.on_progress)

    def end(self) -> BulkReport:
        """Close the checkpoint, and return the report.

        Raises:
            Exception: The error that stopped the run, if no row succeeded.
        """
        report = self._close()
        if self.flow.fatal is not None and not self.flow.tally.succeeded:
            raise _with_report(self.flow.fatal, report)
        return report

    def interrupted(self, error: BaseException) -> None:
        """Close the checkpoint after an exception, and add the report to the exception."""
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
        return BulkReport(
            self.checkpoint.path, is_temporary=self.checkpoint.is_temporary, dry_run=self.settings.dry_run
        )


def _with_report(error: T, report: BulkReport) -> T:
    error.report = report  # type: ignore[attr-defined]
    return error


def write(client: BulkClient, work: Work, rows: object, options: object) -> BulkReport:
    """Run a bulk write."""
    settings = parse_options(client, work, options)
    source = iterate(rows, _parameter(work))
    looking = _schema(work, settings)
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
    run = Run(client, work._replace(missing=settings.missing), settings, owner, count_of(rows))
    try:
        run_sync(client, run.flow, source, run.reports, settings.concurrency)
    except BaseException as error:
        run.interrupted(error)
        raise
    return run.end()


async def write_async(client: BulkClient, work: Work, rows: object, options: object) -> BulkReport:
    """Run a bulk write, on asyncio or trio."""
    settings = parse_options(client, work, options)
    source = iterate_async(rows, _parameter(work))
    looking = _schema(work, settings)
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
    run = Run(client, work._replace(missing=settings.missing), settings, owner, count_of(rows))
    try:
        await run_async(client, run.flow, source, run.reports)
    except BaseException as error:
        run.interrupted(error)
        raise
    return run.end()


def _schema(work: Work, settings: WriteSettings) -> Generator[_LookUp, Any, Owner | None]:
    """Look up the schema of the object or list; in a dry run, look up its options as well."""
    if work.kind in {"delete", "run"} or not (settings.check or settings.skip_unchanged or settings.dry_run):
        return None
    result: object = yield _LookUp("object" if work.resource == "records" else "list", (work.target,))
    if isinstance(result, PermissionDeniedError):
        return None
    if isinstance(result, KeyError):
        raise InvalidRequestError(str(result.args[0])) from None
    owner = cast("Owner", result)
    if not settings.dry_run:
        return owner
    attributes = list(owner.attributes)
    for index, one in enumerate(attributes):
        if one.has_options and one.is_writable and one.options is None:
            options: Any = yield _LookUp("options", (owner.id, one.id))
            if not isinstance(options, Exception):
                attributes[index] = dataclasses.replace(one, options=options)
    return dataclasses.replace(owner, attributes=tuple(attributes))


def _workspace(client: BulkClient) -> str | None:
    """Return the id of the workspace; None if the schema is not in the cache."""
    listed: Any = client.schema._cache.peek(Need("objects"))  # pyright: ignore[reportPrivateUsage]
    return cast("str", listed[0][0]) if listed else None


def _parameter(work: Work) -> str:
    """The name of the parameter with the rows."""
    return "ids" if work.kind == "delete" else "rows"
