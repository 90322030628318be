"""`attio-crm api`: call any endpoint by its method and path."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

import click

from attio._support.names import brief
from attio.cli import values
from attio.cli.command import Command, DescribedArgument
from attio.cli.exits import CommandError

if TYPE_CHECKING:
    from attio.cli.session import Session

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def make(name: str, summary: str) -> click.Command:
    """Create the command."""
    params: list[click.Parameter] = [
        DescribedArgument(["method"], ", ".join(METHODS), type=click.Choice(METHODS, case_sensitive=False)),
        DescribedArgument(["path"], "Path of the endpoint, such as /v2/self."),
        click.Option(
            ["--data"], type=values.parse_json, metavar="JSON", help="Request body: JSON, @FILE, or - for stdin."
        ),
        click.Option(["--query"], multiple=True, metavar="NAME=VALUE", help="Query parameter. Repeatable."),
    ]
    return Command(name, _run, params=params, help=summary)


def _run(session: Session, method: str, path: str, data: Any, query: tuple[str, ...]) -> None:
    query_params: dict[str, list[str]] = {}
    for text in query:
        key, equals, value = text.partition("=")
        if not equals:
            raise CommandError(f"--query {brief(text)} must be NAME=VALUE")
        query_params.setdefault(key, []).append(value)
    method = method.upper()
    # `request` checks the path as well, but only after the guard, which may send a request.
    if not path.startswith("/") or path.startswith("//") or "\\" in path:
        raise CommandError("the path must start with a single slash, such as /v2/self: other URLs never get the token")
    session.guard(f"{method} {path}", writes=method != "GET", irreversible=method == "DELETE")
    result = session.call(
        lambda: session.client.request(method, path, query=cast("Any", query_params or None), json=data)
    )
    if result is None:
        return
    if session.format == "raw":
        session.write_raw()
    else:
        session.write_line(json.dumps(result.body, ensure_ascii=False, indent=2 if session.is_terminal else None))
