"""`attio-crm export`: write all records, entries, notes or tasks to a file or to stdout."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from attio._support.names import brief
from attio.cli import completing, conditions, parquet, values
from attio.cli.columns import check_field_names, columns_of
from attio.cli.command import Command, DescribedArgument
from attio.cli.exits import CommandError
from attio.cli.importable import check_writable
from attio.cli.operations import plain
from attio.cli.output import number_of, write_header
from attio.cli.progress import Progress

if TYPE_CHECKING:
    from attio.cli.output import Row
    from attio.cli.session import Session

FORMATS = {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".parquet": "parquet"}
WITHOUT_ATTRIBUTES = ("notes", "tasks")
"""Items without attributes, which accept no conditions."""
HELP = (
    "Exports the records in order of creation. Each record that exists during the whole export appears exactly once, "
    "even if other records are created or deleted meanwhile. The file is replaced only when the export is complete."
)


def make(name: str, summary: str) -> click.Command:
    """Create the command."""
    since = "Export only records changed since this time: 2026-01-31 (UTC) or 2026-01-31T09:00:00+01:00."
    params: list[click.Parameter] = [
        DescribedArgument(
            ["object"],
            "Slug or id of the object, or of the list with --list. Also notes and tasks.",
            shell_complete=completing.objects,
        ),
        DescribedArgument(["condition"], conditions.HELP, nargs=-1, shell_complete=completing.attributes),
        click.Option(["--list", "is_list"], is_flag=True, help="Export the entries of a list."),
        click.Option(
            ["--filter"], type=values.parse_json, metavar="JSON", help="API filter that records must match as well."
        ),
        click.Option(["--changed-since"], type=_moment, metavar="TIME", help=since),
        click.Option(
            ["--to"],
            type=click.Path(dir_okay=False),
            help="File to write: .csv, .jsonl, .json or .parquet. Default: stdout.",
        ),
    ]
    return Command(name, _run, params=params, help=f"{summary}\n\n{HELP}")


def _moment(text: str) -> dt.datetime:
    """Parse a time with a time zone, or a date, which means midnight in UTC."""
    try:
        time = dt.datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        time = None
    if time is not None and time.tzinfo is None and len(text) == len("2026-01-31"):
        return time.replace(tzinfo=dt.timezone.utc)
    if time is None or time.tzinfo is None:
        message = f"the value must be a date such as 2026-01-31, or a time with a time zone, not {brief(text)}"
        raise click.BadParameter(message)
    return time


class _Source:
    """The items to export, with their schema."""

    def __init__(self, export: Any, limit: int | None, schema: Any = None) -> None:
        self.export, self.schema = export, schema
        self.items: Iterator[Any] = islice(export, limit)
        self.count = 0
        """Number of items written as rows so far."""

    def rows(self) -> Iterator[Row]:
        """Yield the row of each item as it arrives."""
        for item in self.items:
            self.count += 1
            yield plain(item) if self.schema is None else item.to_plain(self.schema, json=True)


def _run(session: Session, object: str, to: str | None, **given: Any) -> None:  # noqa: A002 - click passes parameters by name
    kind = session.choices.format or (session.format if to is None else FORMATS.get(Path(to).suffix.lower()))
    if kind is None:
        raise CommandError(f"{to}: the name must end in {', '.join(FORMATS)}; or choose a format such as --csv")
    if kind == "raw":
        raise CommandError("an export reads many responses: use another format than --raw")
    if to is not None:
        check_writable("--to", Path(to))
    if kind == "parquet":
        parquet.check_installed()
    progress = Progress("export", session)
    progress.is_shown = progress.is_shown and not (to is None and session.is_terminal)
    source = session.call(partial(_open_source, session, object, progress, **given))
    if source is None:
        return
    count = None
    with source.export, progress:
        if to is None:
            _write(session, source, kind)
        else:
            count = _save(session, source, kind, Path(to))
    if count is not None:
        session.note(f"{number_of(count, 'record')} in {to}")
    if given["changed_since"] is not None:
        session.note(f"to continue from here next time: --changed-since {source.export.watermark.isoformat()}")


def _open_source(
    session: Session,
    object: str,  # noqa: A002
    progress: Progress,
    *,
    condition: tuple[str, ...],
    is_list: bool,
    filter: Any,  # noqa: A002
    changed_since: dt.datetime | None,
) -> _Source:
    """Start an export and read its first page."""
    on_progress = progress.items if progress.is_shown else None
    if object in WITHOUT_ATTRIBUTES and not is_list:
        if condition or filter is not None or changed_since is not None:
            raise CommandError(f"{object} have no attributes: remove conditions, --filter and --changed-since")
        bulk = session.client.bulk
        start = bulk.export_notes if object == "notes" else bulk.export_tasks
        return _Source(start(on_progress=on_progress), session.choices.limit)
    schema = session.schema("list" if is_list else "object", object)
    check_field_names(session, schema)
    combined_filter = conditions.to_filter(condition, filter, schema, lambda: session.reader)
    bulk = session.client.bulk
    start_export: Any = bulk.export_entries if is_list else bulk.export_records
    export = start_export(object, filter=combined_filter, changed_since=changed_since, on_progress=on_progress)
    return _Source(export, session.choices.limit, schema)


def _save(session: Session, source: _Source, kind: str, to: Path) -> int:
    """Write the file, and return the number of items in it."""
    from attio._support.new_files import new_file, new_text_file

    if kind == "parquet":
        with new_file(to) as name:
            return _write_parquet(session, source, name)
    with new_text_file(to) as file:
        _write(session, source, kind, file)
    return source.count


def _write(session: Session, source: _Source, kind: str, to: IO[str] | None = None) -> None:
    session.write_rows(source.rows(), kind, to)
    if kind == "csv" and source.schema is not None and not source.count:
        # Without rows, the CSV file still gets its header.
        write_header(session.choices.field_names or columns_of(source.schema), to or sys.stdout)


def _write_parquet(session: Session, source: _Source, name: str) -> int:
    from attio.bulk import to_arrow, write_rows

    if source.schema is None:
        return write_rows(name, session.select_fields(source.rows()), format="parquet")
    return parquet.write_batches(name, to_arrow(source.items, source.schema), session.choices.field_names)
