"""`attio-crm search`: search the records of several objects by text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from attio.cli import completing
from attio.cli.command import Command, DescribedArgument
from attio.cli.operations import show

if TYPE_CHECKING:
    from attio.cli.session import Session


def make(name: str, summary: str) -> click.Command:
    """Create the command."""
    text = "Search records of this object. Repeatable; people and companies by default."
    params: list[click.Parameter] = [
        DescribedArgument(["text"], "Text to search for."),
        click.Option(
            ["--object", "objects"],
            multiple=True,
            default=("people", "companies"),
            metavar="OBJECT",
            shell_complete=completing.objects,
            help=text,
        ),
    ]
    return Command(name, _run, params=params, help=summary)


def _run(session: Session, text: str, objects: tuple[str, ...]) -> None:
    result = session.call(
        lambda: session.client.records.search(
            query=text, objects=list(objects), request_as={"type": "workspace"}, limit=session.choices.limit
        )
    )
    if result is not None:
        show(session, result)
