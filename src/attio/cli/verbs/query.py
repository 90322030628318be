"""`attio-crm query`: show the records of an object that match conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from attio.cli import completing, conditions, values
from attio.cli.columns import check_field_names
from attio.cli.command import Command, DescribedArgument
from attio.cli.operations import show

if TYPE_CHECKING:
    from attio.cli.session import Session


def make(name: str, summary: str) -> click.Command:
    """Create the command."""
    params: list[click.Parameter] = [
        DescribedArgument(["object"], "Slug or id of the object.", shell_complete=completing.objects),
        DescribedArgument(["condition"], conditions.HELP, nargs=-1, shell_complete=completing.attributes),
        click.Option(
            ["--sort"],
            multiple=True,
            metavar="FIELD",
            shell_complete=completing.attributes,
            help="Sort by this attribute; -FIELD sorts in descending order. Repeatable.",
        ),
        click.Option(
            ["--filter"], type=values.parse_json, metavar="JSON", help="API filter that records must match as well."
        ),
    ]
    return Command(name, _run, params=params, help=summary)


def _run(session: Session, object: str, condition: tuple[str, ...], sort: tuple[str, ...], filter: Any) -> None:  # noqa: A002 - click passes parameters by name
    schema = session.schema("object", object) if session.format != "raw" or condition or sort else None
    check_field_names(session, schema)
    params: dict[str, Any] = {
        "max_items": session.max_items,
        "filter": conditions.to_filter(condition, filter, schema, lambda: session.reader),
        "sorts": conditions.to_sorts(sort, schema) or None,
    }
    result = session.call(lambda: session.client.records.query(object, **params))
    if result is not None:
        show(session, result, ("object", object))
