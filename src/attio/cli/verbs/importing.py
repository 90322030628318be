"""`attio-crm import`: the rows of a file as records, by `client.bulk`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from attio.cli import completing, exits, importable
from attio.cli.command import Command, Described
from attio.cli.exits import CommandError
from attio.cli.importable import Importable
from attio.cli.output import number_of, safe
from attio.cli.progress import Progress
from attio.cli.summary import Summary, Trouble

if TYPE_CHECKING:
    from attio.bulk import BulkReport
    from attio.cli.session import Session

RESULTS = (".csv", ".jsonl")
HELP = (
    "Updates the records that match, and creates the others. A row that cannot be written is reported, and the others "
    "are written anyway. FILE.attio keeps the outcome of each row, so that the same command, given again, "
    "sends only the rows that failed or changed."
)


def make(name: str, summary: str) -> click.Command:
    """Make the command."""
    results = "Write the rows that failed to this file, with the reasons: .csv or .jsonl."
    checkpoint = "Keep the outcome of each row in this file; by default FILE.attio beside FILE."
    readable = click.Path(exists=True, dir_okay=False, allow_dash=True)
    params: list[click.Parameter] = [
        Described(["object"], "Slug or id of the object.", shell_complete=completing.objects),
        Described(["file"], "A .csv, .jsonl or .parquet file; - for stdin.", type=readable),
        click.Option(
            ["--match"], required=True, metavar="FIELD", shell_complete=completing.attributes,
            help="Unique attribute that finds the records that exist.",
        ),
        click.Option(
            ["--map", "maps"], multiple=True, metavar="COLUMN=FIELD", shell_complete=completing.mappings,
            help="Write a column to this attribute; `COLUMN=` leaves it out. Several times.",
        ),
        click.Option(
            ["--from", "kind"], type=click.Choice(importable.KINDS), help="Format of FILE, if its name does not tell."
        ),
        click.Option(["--errors"], type=click.Path(dir_okay=False), metavar="FILE", help=results),
        click.Option(["--checkpoint"], type=click.Path(dir_okay=False), metavar="FILE", help=checkpoint),
        click.Option(
            ["--rate"], type=click.FloatRange(min=0, min_open=True), metavar="N", help="Write at most so many a second."
        ),
        click.Option(["--skip-unchanged"], is_flag=True, help="Look records up first, and write only what differs."),
        click.Option(["--clear-empty"], is_flag=True, help="Clear the attributes whose cells are empty."),
    ]  # fmt: skip
    return Command(name, _run, params=params, help=f"{summary}\n\n{HELP}")


def _run(session: Session, object: str, file: str, match: str, **given: Any) -> int:  # noqa: A002 - names of the parameters
    if session.format == "raw":
        raise CommandError("an import reads many responses: choose another format than --raw")
    dry_run = session.takes_dry_run()
    columns = importable.parse_maps(given["maps"])
    checkpoint = None if dry_run else given["checkpoint"] or _checkpoint_of(file, session)
    _check_results(file, given["errors"], checkpoint)
    with importable.opened(file, given["kind"], columns) as source:
        session.writes_per_second = given["rate"]
        session.guard("import", writes=not dry_run, final=False)
        rows = source.rows(session.owner("object", object), match)
        if source.left_out:
            session.note(f"left out: {', '.join(source.left_out)}")
        how: dict[str, Any] = {
            "matching_attribute": match,
            "checkpoint": checkpoint,
            "dry_run": dry_run,
            "skip_unchanged": given["skip_unchanged"],
            "missing": "clear" if given["clear_empty"] else "leave",
        }
        return _Import(session, given["errors"]).write(object, source, islice(rows, session.choices.limit), how)


def _checkpoint_of(file: str, session: Session) -> str | None:
    """Where to keep the outcome of each row; nowhere for stdin, and for a workspace that is forgotten at the end."""
    return None if file == "-" or session.is_embedded else f"{file}.attio"


def _check_results(file: str, errors: str | None, checkpoint: str | None) -> None:
    """Check that what is written at the end can be written."""
    if errors is not None and Path(errors).suffix.lower() not in RESULTS:
        raise CommandError(f"--errors {errors}: the name must end in {' or '.join(RESULTS)}")
    taken = [os.path.realpath(one) for one in (file, errors, checkpoint) if one not in (None, "-")]
    if len(set(taken)) < len(taken):
        raise CommandError("FILE, --errors and --checkpoint must be different files")
    for option, given in (("--errors", errors), ("--checkpoint", checkpoint)):
        if given is not None:
            importable.check_writable(option, Path(given))


class _Import:
    """A bulk write, and the lines that report on it."""

    def __init__(self, session: Session, errors: str | None) -> None:
        self._session, self._errors = session, errors
        self._progress, self._trouble = Progress("import", session), Trouble()

    def write(self, object: str, source: Importable, rows: Iterator[Any], how: Mapping[str, Any]) -> int:  # noqa: A002
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
                    on_result=self._trouble.see,
                    on_progress=self._progress.rows,
                    **how,
                )
        except KeyboardInterrupt as error:
            begun: BulkReport | None = getattr(error, "report", None)
            if begun is None:
                raise
            again = "" if how["checkpoint"] is None else "; the same command goes on"
            raise CommandError(f"interrupted: {self._reported(begun, source)}{again}", exits.INTERRUPTED) from None
        except ValueError as error:
            raise _usage(error) from None
        summary = self._reported(report, source)
        if report.stopped:
            raise CommandError(f"stopped: {report.stopped}; {summary}", self._trouble.code)
        if self._session.format == "table":
            sys.stdout.write(f"{summary}\n")
        else:
            self._session.one(summary.row)
        return summary.code

    def _reported(self, report: BulkReport, source: Importable) -> Summary:
        """Show the rows that failed, and write them to the file of --errors."""
        summary = Summary(report)
        for line in summary.failures(source.unit):
            sys.stderr.write(f"{safe(line)}\n")
        if self._errors is not None:
            self._session.note(f"{number_of(report.write(self._errors), 'row')} in {self._errors}")
        elif summary.unlisted:
            self._session.note(f"{summary.unlisted} more; --errors FILE writes all of them to a file")
        for key, numbers in islice(report.duplicates.items(), importable.SHOWN):
            lines = ", ".join(map(str, numbers))
            self._session.note(f"{key!r} is in several {source.unit}s, of which the last one counts: {lines}")
        if report.dry_run:
            self._session.note("dry run: nothing was written")
        return summary


def _usage(error: ValueError) -> Exception:
    from attio.bulk import CheckpointError

    return CommandError(str(error)) if isinstance(error, CheckpointError) else error
