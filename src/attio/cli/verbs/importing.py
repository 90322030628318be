"""`attio-crm import`: create and update records from the rows of a file, with `client.bulk`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from attio.cli import completing, exits, importable
from attio.cli.command import Command, DescribedArgument
from attio.cli.exits import CommandError
from attio.cli.importable import Importable
from attio.cli.output import number_of, safe
from attio.cli.progress import Progress
from attio.cli.summary import ErrorStatus, Summary

if TYPE_CHECKING:
    from attio.bulk import BulkReport
    from attio.cli.session import Session

RESULTS = (".csv", ".jsonl")
HELP = (
    "Updates the records that match, and creates the others. A row that fails is reported, and the import continues "
    "with the next row. The outcome of each row is saved in FILE.attio: if you run the same command again, it sends "
    "only the rows that failed or changed."
)


def make(name: str, summary: str) -> click.Command:
    """Create the command."""
    results = "Write the failed rows and the reasons to this file: .csv or .jsonl."
    checkpoint = "Save the outcome of each row in this file. Default: FILE.attio next to FILE."
    readable = click.Path(exists=True, dir_okay=False, allow_dash=True)
    params: list[click.Parameter] = [
        DescribedArgument(["object"], "Slug or id of the object.", shell_complete=completing.objects),
        DescribedArgument(["file"], "A .csv, .jsonl or .parquet file; - for stdin.", type=readable),
        click.Option(
            ["--match"], required=True, metavar="FIELD", shell_complete=completing.attributes,
            help="Unique attribute that identifies existing records.",
        ),
        click.Option(
            ["--map", "maps"], multiple=True, metavar="COLUMN=FIELD", shell_complete=completing.mappings,
            help="Write a column to this attribute; `COLUMN=` leaves the column out. Repeatable.",
        ),
        click.Option(
            ["--from", "kind"], type=click.Choice(importable.KINDS), help="Format of FILE. Default: by its suffix."
        ),
        click.Option(["--errors"], type=click.Path(dir_okay=False), metavar="FILE", help=results),
        click.Option(["--checkpoint"], type=click.Path(dir_okay=False), metavar="FILE", help=checkpoint),
        click.Option(
            ["--rate"], type=click.FloatRange(min=0, min_open=True), metavar="N", help="Write at most N rows a second."
        ),
        click.Option(["--skip-unchanged"], is_flag=True, help="Look up the records first, and write only differences."),
        click.Option(["--clear-empty"], is_flag=True, help="Clear an attribute if its cell is empty."),
    ]  # fmt: skip
    return Command(name, _run, params=params, help=f"{summary}\n\n{HELP}")


def _run(session: Session, object: str, file: str, match: str, **given: Any) -> int:  # noqa: A002 - click passes parameters by name
    if session.format == "raw":
        raise CommandError("an import reads many responses: use another format than --raw")
    dry_run = session.takes_dry_run()
    columns = importable.parse_maps(given["maps"])
    checkpoint = None if dry_run else given["checkpoint"] or _checkpoint_of(file, session)
    _check_results(file, given["errors"], checkpoint)
    with importable.open_importable(file, given["kind"], columns) as source:
        session.writes_per_second = given["rate"]
        session.guard("import", writes=not dry_run, irreversible=False)
        rows = source.rows(session.schema("object", object), match)
        if source.left_out:
            session.note(f"columns not imported: {', '.join(source.left_out)}")
        options: dict[str, Any] = {
            "matching_attribute": match,
            "checkpoint": checkpoint,
            "dry_run": dry_run,
            "skip_unchanged": given["skip_unchanged"],
            "missing": "clear" if given["clear_empty"] else "leave",
        }
        return _Import(session, given["errors"]).write(object, source, islice(rows, session.choices.limit), options)


def _checkpoint_of(file: str, session: Session) -> str | None:
    """Return the default path of the checkpoint; None for stdin and for in-memory workspaces."""
    return None if file == "-" or session.is_embedded else f"{file}.attio"


def _check_results(file: str, errors: str | None, checkpoint: str | None) -> None:
    """Check that the output files can be written, before any request is sent."""
    if errors is not None and Path(errors).suffix.lower() not in RESULTS:
        raise CommandError(f"--errors {errors}: the name must end in {' or '.join(RESULTS)}")
    paths = [os.path.realpath(path) for path in (file, errors, checkpoint) if path not in (None, "-")]
    if len(set(paths)) < len(paths):
        raise CommandError("FILE, --errors and --checkpoint must be different files")
    for option, path in (("--errors", errors), ("--checkpoint", checkpoint)):
        if path is not None:
            importable.check_writable(option, Path(path))


class _Import:
    """A bulk write with its progress and its report."""

    def __init__(self, session: Session, errors: str | None) -> None:
        self._session, self._errors = session, errors
        self._progress, self._error_status = Progress("import", session), ErrorStatus()

    def write(self, object: str, source: Importable, rows: Iterator[Any], options: Mapping[str, Any]) -> int:  # noqa: A002
        """Write the rows, and return the exit status."""
        total = source.count() if self._progress.is_shown else None
        if total is not None and self._session.choices.limit is not None:
            total = min(total, self._session.choices.limit)
        try:
            with self._progress:
                report: BulkReport = self._session.client.bulk.assert_records(
                    object,
                    rows,
                    total=total,
                    on_result=self._error_status.record,
                    on_progress=self._progress.rows,
                    **options,
                )
        except KeyboardInterrupt as error:
            partial_report: BulkReport | None = getattr(error, "report", None)
            if partial_report is None:
                raise
            hint = "" if options["checkpoint"] is None else "; run the same command again to continue"
            summary = self._show_report(partial_report, source)
            raise CommandError(f"interrupted: {summary}{hint}", exits.INTERRUPTED) from None
        except ValueError as error:
            raise _as_command_error(error) from None
        summary = self._show_report(report, source)
        if report.stopped:
            raise CommandError(f"stopped: {report.stopped}; {summary}", self._error_status.code)
        if self._session.format == "table":
            sys.stdout.write(f"{summary}\n")
        else:
            self._session.write_row(summary.row)
        return summary.code

    def _show_report(self, report: BulkReport, source: Importable) -> Summary:
        """Show the failed rows, write them to the file of --errors, and return the summary."""
        summary = Summary(report)
        for line in summary.failures(source.unit):
            sys.stderr.write(f"{safe(line)}\n")
        if self._errors is not None:
            self._session.note(f"{number_of(report.write(self._errors), 'row')} in {self._errors}")
        elif summary.unlisted:
            self._session.note(f"{summary.unlisted} more; --errors FILE writes all of them to a file")
        for key, numbers in islice(report.duplicates.items(), importable.MAX_DUPLICATES):
            lines = ", ".join(map(str, numbers))
            self._session.note(f"{key!r} is in several {source.unit}s, the last one is used: {lines}")
        if report.dry_run:
            self._session.note("dry run: nothing was written")
        return summary


def _as_command_error(error: ValueError) -> Exception:
    from attio.bulk import CheckpointError

    return CommandError(str(error)) if isinstance(error, CheckpointError) else error
