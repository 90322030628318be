"""`attio-crm export`: every record of an object, complete, to a file or to stdout."""

from __future__ import annotations

import secrets
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from attio.cli import conditions, values
from attio.cli.command import Command, Described
from attio.cli.exits import CommandError
from attio.cli.verbs.query import check_attributes

if TYPE_CHECKING:
    from attio.cli.output import Row
    from attio.cli.session import Session

FORMATS = {".csv": "csv", ".jsonl": "jsonl", ".json": "json"}
HELP = (
    "Reads all records in the order of their creation: none that exists from beginning to end is missed or repeated, "
    "whatever is created or deleted meanwhile. The file appears when it is complete."
)


def make(name: str, summary: str) -> click.Command:
    """Make the command."""
    params: list[click.Parameter] = [
        Described(["object"], "Slug or id of the object."),
        Described(["condition"], conditions.HELP, nargs=-1),
        click.Option(
            ["--filter"], type=values.parse_json, metavar="JSON", help="A filter as the API takes it, in addition."
        ),
        click.Option(
            ["--to"], type=click.Path(dir_okay=False), help="File to write: .csv, .jsonl or .json; else stdout."
        ),
    ]
    return Command(name, _run, params=params, help=f"{summary}\n\n{HELP}")


def _run(session: Session, object: str, condition: tuple[str, ...], filter: Any, to: str | None) -> None:  # noqa: A002 - names of the parameters
    kind = session.choices.format or (session.format if to is None else FORMATS.get(Path(to).suffix.lower()))
    if kind is None:
        raise CommandError(f"{to}: the name must end in {', '.join(FORMATS)}, or choose a format such as --csv")
    if kind == "raw":
        raise CommandError("an export reads many responses: choose another format than --raw")
    schema = session.owner("object", object)
    check_attributes(session, schema)
    chosen = conditions.to_filter(condition, filter, schema, lambda: session.reader)
    walk = session.call(lambda: session.client.bulk.export_records(object, filter=chosen))
    if walk is None:
        return
    with walk:
        rows = (record.to_plain(schema, json=True) for record in walk)
        if to is None:
            session.rows(rows, kind)
            return
        with _whole(Path(to)) as file:
            session.rows(_counted(session, rows, to), kind, file)


def _counted(session: Session, rows: Iterator[Row], to: str) -> Iterator[Row]:
    count = 0
    for row in rows:
        count += 1
        yield row
    session.note(f"{count} records in {to}")


@contextmanager
def _whole(path: Path) -> Generator[TextIO]:
    """Write a file that appears when it is complete; one that was there stays until then."""
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with part.open("x", encoding="utf-8", newline="") as file:
            yield file
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
