"""`attio-crm get`: records by their ids."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import click

from attio.cli import completing
from attio.cli.command import Command, Described
from attio.cli.operations import show

if TYPE_CHECKING:
    from attio.cli.output import Row
    from attio.cli.session import Session


def make(name: str, summary: str) -> click.Command:
    """Make the command."""
    params: list[click.Parameter] = [
        Described(["object"], "Slug or id of the object.", shell_complete=completing.objects),
        Described(["id"], "Ids of the records.", nargs=-1, required=True),
    ]
    return Command(name, _run, params=params, help=summary)


def _run(session: Session, object: str, id: tuple[str, ...]) -> None:  # noqa: A002 - names of the parameters
    if session.format == "raw" or session.choices.dry_run or len(id) == 1:
        for one in id:
            result = session.call(partial(session.client.records.get, object, one))
            if result is not None:
                show(session, result, ("object", object))
        return
    session.rows(_rows(session, object, id))


def _rows(session: Session, object: str, ids: tuple[str, ...]) -> Iterator[Row]:  # noqa: A002
    for one in ids:
        yield session.client.records.get(object, one).data.to_plain(session.owner("object", object), json=True)
