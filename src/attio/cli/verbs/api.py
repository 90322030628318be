"""`attio-crm api`: call any endpoint by its method and path."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

import click

from attio._support.names import brief
from attio.cli import values
from attio.cli.command import Command, Described
from attio.cli.exits import CommandError

if TYPE_CHECKING:
    from attio.cli.session import Session

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def make(name: str, summary: str) -> click.Command:
    """Make the command."""
    params: list[click.Parameter] = [
        Described(["method"], ", ".join(METHODS), type=click.Choice(METHODS, case_sensitive=False)),
        Described(["path"], "Path of the API, such as /v2/self."),
        click.Option(["--data"], type=values.parse_json, metavar="JSON", help="Body: JSON, @FILE, or - for stdin."),
        click.Option(["--query"], multiple=True, metavar="NAME=VALUE", help="Query parameter. Several times."),
    ]
    return Command(name, _run, params=params, help=summary)


def _run(session: Session, method: str, path: str, data: Any, query: tuple[str, ...]) -> None:
    given: dict[str, list[str]] = {}
    for one in query:
        key, equals, value = one.partition("=")
        if not equals:
            raise CommandError(f"--query {brief(one)} must be NAME=VALUE")
        given.setdefault(key, []).append(value)
    method = method.upper()
    # What the API refuses as a path must not reach the guard of the workspace, which sends a request.
    if not path.startswith("/") or path.startswith("//") or "\\" in path:
        raise CommandError("the path must begin with one slash, such as /v2/self: the token goes to the API only")
    session.guard(f"{method} {path}", writes=method != "GET", final=method == "DELETE")
    result = session.call(lambda: session.client.request(method, path, query=cast("Any", given or None), json=data))
    if result is None:
        return
    if session.format == "raw":
        session.raw()
    else:
        session.line(json.dumps(result.body, ensure_ascii=False, indent=2 if session.is_shown else None))
