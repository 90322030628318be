"""`attio-crm whoami`: the workspace and the scopes of the token."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from attio._support.names import brief
from attio.cli import exits
from attio.cli.command import Command
from attio.cli.exits import CommandError
from attio.cli.tree import TREE

if TYPE_CHECKING:
    from attio.cli.session import Session


def make(name: str, summary: str) -> click.Command:
    """Make the command."""
    text = "Show which scopes of this operation the token lacks, and exit with 4 if there are any. Several times."
    option = click.Option(["--for", "operations"], multiple=True, metavar="OPERATION", help=text)
    return Command(name, _run, params=[option], help=summary)


def _run(session: Session, operations: tuple[str, ...]) -> None:
    wanted = {name: _scopes_of(name) for name in operations}
    identity: Any = session.call(session.client.meta.identify)
    if identity is None:
        return
    if not identity.active:
        raise CommandError("the token is not known to Attio, or was revoked", exits.NOT_ALLOWED)
    scopes = sorted(identity.scope.split())
    lacking = {name: [one for one in needed if not _has(one, scopes)] for name, needed in wanted.items()}
    row: dict[str, object] = {
        "workspace_id": identity.workspace_id,
        "workspace_slug": identity.workspace_slug,
        "workspace_name": identity.workspace_name,
        "token": session.source,
        "scopes": scopes,
    }
    session.one({**row, "lacking": {name: found for name, found in lacking.items() if found}} if wanted else row)
    if any(lacking.values()):
        session.code = exits.NOT_ALLOWED


def _has(scope: str, scopes: list[str]) -> bool:
    return scope in scopes or f"{scope}-write" in scopes


def _scopes_of(name: str) -> list[str]:
    from attio._support.names import did_you_mean

    rows = {
        one.name: one
        for noun in TREE.values()
        for one in import_module(f"attio.cli.commands.{noun.module}").COMMANDS.values()
    }
    if name not in rows:
        raise CommandError(f"there is no operation {brief(name)}{did_you_mean(name, rows)}")
    found = [part for part in rows[name].text if part.startswith("Scopes: ")]
    return re.findall(r"`([^`]+)`", " ".join(found))
