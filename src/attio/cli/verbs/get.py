"""`attio-crm get`: show records by id."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import click

from attio.cli import completing
from attio.cli.command import Command, DescribedArgument
from attio.cli.operations import show

if TYPE_CHECKING:
    from attio.cli.output import Row
    from attio.cli.session import Session


def make(name: str, summary: str) -> click.Command:
    """Create the command."""
    params: list[click.Parameter] = [
        DescribedArgument(["object"], "Slug or id of the object.", shell_complete=completing.objects),
        DescribedArgument(["id"], "Ids of the records.", nargs=-1, required=True),
    ]
    return Command(name, _run, params=params, help=summary)


def _run(session: Session, object: str, id: tuple[str, ...]) -> None:  # noqa: A002 - click passes parameters by name
    if session.format == "raw" or session.choices.dry_run or len(id) == 1:
        for record_id in id:
            result = session.call(partial(session.client.records.get, object, record_id))
            if result is not None:
                show(session, result, ("object", object))
        return
    session.write_rows(_rows(session, object, id))


def _rows(session: Session, object: str, ids: tuple[str, ...]) -> Iterator[Row]:  # noqa: A002
    for record_id in ids:
        record = session.client.records.get(object, record_id).data
        yield record.to_plain(session.schema("object", object), json=True)
