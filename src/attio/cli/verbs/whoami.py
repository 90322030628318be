"""`attio-crm whoami`: show the workspace and the scopes of the token."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from attio.cli import exits
from attio.cli.command import Command
from attio.cli.exits import CommandError

if TYPE_CHECKING:
    from attio.cli.session import Session


def make(name: str, summary: str) -> click.Command:
    """Create the command."""
    text = "Show the scopes of this operation that the token lacks; exit with 4 if it lacks any. Repeatable."
    option = click.Option(["--for", "operations"], multiple=True, metavar="OPERATION", help=text)
    return Command(name, _run, params=[option], help=summary)


def _run(session: Session, operations: tuple[str, ...]) -> None:
    from attio._call.lookup import find_operation, missing_scopes

    for name in operations:
        find_operation(name)  # fails before anything is sent
    identity: Any = session.call(session.client.meta.identify)
    if identity is None:
        return
    if not identity.active:
        raise CommandError("the token is not valid, or was revoked", exits.NOT_ALLOWED)
    lacking = missing_scopes(identity.scope, operations, None)
    row: dict[str, object] = {
        "workspace_id": identity.workspace_id,
        "workspace_slug": identity.workspace_slug,
        "workspace_name": identity.workspace_name,
        "token": session.source,
        "scopes": sorted(identity.scope.split()),
    }
    session.write_row({**row, "lacking": lacking} if operations else row)
    if lacking:
        session.code = exits.NOT_ALLOWED
