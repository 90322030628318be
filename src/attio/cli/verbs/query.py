"""`attio-crm query`: records of an object, by conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from attio.cli import completing, conditions, values
from attio.cli.columns import check_chosen
from attio.cli.command import Command, Described
from attio.cli.operations import show

if TYPE_CHECKING:
    from attio.cli.session import Session


def make(name: str, summary: str) -> click.Command:
    """Make the command."""
    params: list[click.Parameter] = [
        Described(["object"], "Slug or id of the object.", shell_complete=completing.objects),
        Described(["condition"], conditions.HELP, nargs=-1, shell_complete=completing.attributes),
        click.Option(
            ["--sort"],
            multiple=True,
            metavar="FIELD",
            shell_complete=completing.attributes,
            help="Sort by this; -FIELD: descending. Several times.",
        ),
        click.Option(
            ["--filter"], type=values.parse_json, metavar="JSON", help="A filter as the API takes it, in addition."
        ),
    ]
    return Command(name, _run, params=params, help=summary)


def _run(session: Session, object: str, condition: tuple[str, ...], sort: tuple[str, ...], filter: Any) -> None:  # noqa: A002 - names of the parameters
    schema = session.owner("object", object) if session.format != "raw" or condition or sort else None
    check_chosen(session, schema)
    params: dict[str, Any] = {
        "max_items": session.max_items,
        "filter": conditions.to_filter(condition, filter, schema, lambda: session.reader),
        "sorts": conditions.to_sorts(sort, schema) or None,
    }
    result = session.call(lambda: session.client.records.query(object, **params))
    if result is not None:
        show(session, result, ("object", object))
