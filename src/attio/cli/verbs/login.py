"""`attio-crm login`, `logout` and `profiles`: keep tokens by name."""

from __future__ import annotations

import os
import shlex
import sys
from typing import TYPE_CHECKING, Any

import click

from attio.cli import exits, profiles
from attio.cli.command import Command
from attio.cli.exits import CommandError

if TYPE_CHECKING:
    from attio.cli.session import Session

HELP = "Asks for the token without showing it, and keeps it only if Attio knows it."


def make(name: str, summary: str) -> click.Command:
    """Make one of the commands."""
    if name == "logout":
        return Command(name, _logout, help=f"{summary}\n\nNames it with --profile; by default the default one.")
    if name == "profiles":
        use = click.Option(["--use"], metavar="NAME", help="Make this the default profile.")
        return Command(name, _list, params=[use], help=summary)
    params: list[click.Parameter] = [
        click.Option(["--with-token"], is_flag=True, help="Read the token from stdin."),
        click.Option(["--token-command"], metavar="COMMAND", help="Keep this command, which prints the token."),
        click.Option(["--token-env"], metavar="NAME", help="Keep the name of this environment variable."),
    ]
    return Command(name, _login, params=params, help=f"{summary}\n\n{HELP}")


def _login(session: Session, *, with_token: bool, token_command: str | None, token_env: str | None) -> None:
    if sum(map(bool, (with_token, token_command, token_env))) > 1:
        raise CommandError("give one of --with-token, --token-command and --token-env")
    kept: dict[str, Any]
    if token_command:
        kept = {"store": "command", "argv": shlex.split(token_command)}
        token = profiles.run_command(kept["argv"])
    elif token_env:
        kept, token = {"store": "env", "name": token_env}, os.environ.get(token_env, "")
        if not token:
            raise CommandError(f"the environment variable {token_env} is not set", exits.NOT_ALLOWED)
    else:
        token = sys.stdin.read().strip() if with_token else _asked()
        kept = {"store": "file", "value": token}
    identity: Any = session.client_for(token).meta.identify()
    if not identity.active:
        raise CommandError("Attio does not know this token; nothing was kept", exits.NOT_ALLOWED)
    name = session.choices.profile or identity.workspace_slug
    found = profiles.Profiles.load()
    found.profiles[name] = {
        "workspace": identity.workspace_slug,
        "workspace_id": identity.workspace_id,
        "server_url": os.environ.get("ATTIO_SERVER_URL"),
        "token": kept,
    }
    found.default = found.default or name
    found.save()
    session.note(f"profile {name!r} is for the workspace {identity.workspace_name!r}")


def _asked() -> str:
    if not sys.stdin.isatty():
        raise CommandError("there is no terminal to ask on: give --with-token and the token on stdin")
    token: str = click.prompt("Token", hide_input=True, err=True)
    return token.strip()


def _logout(session: Session) -> None:
    found = profiles.Profiles.load()
    name = session.choices.profile or found.default
    if name is None:
        raise CommandError("there are no profiles")
    found.named(name)
    del found.profiles[name]
    if found.default == name:
        found.default = next(iter(found.profiles), None)
    found.save()
    session.note(f"profile {name!r} is gone; the token itself stays valid until it is revoked in Attio")


def _list(session: Session, use: str | None) -> None:
    found = profiles.Profiles.load()
    if use is not None:
        found.named(use)
        found.default = use
        found.save()
    session.rows(
        {
            "profile": name,
            "workspace": one.get("workspace"),
            "token": one["token"]["store"],
            "default": name == found.default,
        }
        for name, one in found.profiles.items()
    )
