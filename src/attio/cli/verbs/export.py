"""`attio-crm export`: every record, entry, note or task, complete, to a file or to stdout."""

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
from attio.cli.columns import check_chosen, columns_of
from attio.cli.command import Command, Described
from attio.cli.exits import CommandError
from attio.cli.importable import check_writable
from attio.cli.operations import plain
from attio.cli.output import number_of, write_header
from attio.cli.progress import Progress

if TYPE_CHECKING:
    from attio.cli.output import Row
    from attio.cli.session import Session

FORMATS = {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".parquet": "parquet"}
OTHERS = ("notes", "tasks")
"""What has no attributes, and so no conditions."""
HELP = (
    "Reads all records in the order of their creation: none that exists from beginning to end is missed or repeated, "
    "whatever is created or deleted meanwhile. The file appears when it is complete; an older one stays until then."
)


def make(name: str, summary: str) -> click.Command:
    """Make the command."""
    since = "Only records with a value set since then, such as 2026-01-31 (in UTC) or 2026-01-31T09:00:00+01:00."
    params: list[click.Parameter] = [
        Described(
            ["object"],
            "Slug or id of the object, or of the list with --list; or notes, or tasks.",
            shell_complete=completing.objects,
        ),
        Described(["condition"], conditions.HELP, nargs=-1, shell_complete=completing.attributes),
        click.Option(["--list", "is_list"], is_flag=True, help="Export the entries of a list."),
        click.Option(
            ["--filter"], type=values.parse_json, metavar="JSON", help="A filter as the API takes it, in addition."
        ),
        click.Option(["--changed-since"], type=_moment, metavar="TIME", help=since),
        click.Option(
            ["--to"],
            type=click.Path(dir_okay=False),
            help="File to write: .csv, .jsonl, .json or .parquet; else stdout.",
        ),
    ]
    return Command(name, _run, params=params, help=f"{summary}\n\n{HELP}")


def _moment(text: str) -> dt.datetime:
    """Read a time; one without a time zone must be a date, of which the midnight in UTC counts."""
    try:
        found = dt.datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        found = None
    if found is not None and found.tzinfo is None and len(text) == len("2026-01-31"):
        return found.replace(tzinfo=dt.timezone.utc)
    if found is None or found.tzinfo is None:
        message = f"it must be a date such as 2026-01-31, or a time with its zone, not {brief(text)}"
        raise click.BadParameter(message)
    return found


class _Source:
    """What is exported."""

    def __init__(self, walk: Any, limit: int | None, schema: Any = None) -> None:
        self.walk, self.schema = walk, schema
        self.items: Iterator[Any] = islice(walk, limit)
        self.count = 0
        """Items that were written as rows."""

    def rows(self) -> Iterator[Row]:
        """The items, as they arrive."""
        for item in self.items:
            self.count += 1
            yield plain(item) if self.schema is None else item.to_plain(self.schema, json=True)


def _run(session: Session, object: str, to: str | None, **given: Any) -> None:  # noqa: A002 - names of the parameters
    kind = session.choices.format or (session.format if to is None else FORMATS.get(Path(to).suffix.lower()))
    if kind is None:
        raise CommandError(f"{to}: the name must end in {', '.join(FORMATS)}, or choose a format such as --csv")
    if kind == "raw":
        raise CommandError("an export reads many responses: choose another format than --raw")
    if to is not None:
        check_writable("--to", Path(to))
    if kind == "parquet":
        parquet.check_installed()
    progress = Progress("export", session)
    progress.is_shown = progress.is_shown and not (to is None and session.is_shown)
    source = session.call(partial(_begun, session, object, progress, **given))
    if source is None:
        return
    count = None
    with source.walk, progress:
        if to is None:
            _write(session, source, kind)
        else:
            count = _save(session, source, kind, Path(to))
    if count is not None:
        session.note(f"{number_of(count, 'record')} in {to}")
    if given["changed_since"] is not None:
        session.note(f"next time: --changed-since {source.walk.watermark.isoformat()}")


def _begun(
    session: Session,
    object: str,  # noqa: A002
    progress: Progress,
    *,
    condition: tuple[str, ...],
    is_list: bool,
    filter: Any,  # noqa: A002
    changed_since: dt.datetime | None,
) -> _Source:
    """Begin an export, with the first page."""
    report = progress.items if progress.is_shown else None
    if object in OTHERS and not is_list:
        if condition or filter is not None or changed_since is not None:
            raise CommandError(f"{object} have no attributes: leave conditions, --filter and --changed-since out")
        bulk = session.client.bulk
        begin = bulk.export_notes if object == "notes" else bulk.export_tasks
        return _Source(begin(on_progress=report), session.choices.limit)
    schema = session.owner("list" if is_list else "object", object)
    check_chosen(session, schema)
    chosen = conditions.to_filter(condition, filter, schema, lambda: session.reader)
    bulk = session.client.bulk
    export: Any = bulk.export_entries if is_list else bulk.export_records
    walk = export(object, filter=chosen, changed_since=changed_since, on_progress=report)
    return _Source(walk, session.choices.limit, schema)


def _save(session: Session, source: _Source, kind: str, to: Path) -> int:
    """Write the file, and return how many items it has."""
    from attio._support.new_files import new_file, new_text_file

    if kind == "parquet":
        with new_file(to) as name:
            return _parquet(session, source, name)
    with new_text_file(to) as file:
        _write(session, source, kind, file)
    return source.count


def _write(session: Session, source: _Source, kind: str, to: IO[str] | None = None) -> None:
    session.rows(source.rows(), kind, to)
    if kind == "csv" and source.schema is not None and not source.count:
        # A file without rows has columns nevertheless.
        write_header(session.choices.field_names or columns_of(source.schema), to or sys.stdout)


def _parquet(session: Session, source: _Source, name: str) -> int:
    from attio.bulk import to_arrow, write_rows

    if source.schema is None:
        return write_rows(name, session.chosen(source.rows()), format="parquet")
    return parquet.write_batches(name, to_arrow(source.items, source.schema), session.choices.field_names)
