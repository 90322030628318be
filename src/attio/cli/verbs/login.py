"""`attio-crm login`, `logout` and `profiles`: keep tokens by name."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, Any

import click

from attio.cli import exits, keyrings, profiles, values
from attio.cli.command import Command
from attio.cli.exits import CommandError

if TYPE_CHECKING:
    from attio.cli.session import Session

_VARIABLE = re.compile(r"[A-Za-z_]\w{0,50}", re.ASCII)
"""The name of an environment variable; shorter than a token."""
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
        click.Option(["--keyring"], is_flag=True, help="Keep the token in the keyring of this machine."),
        click.Option(["--token-command"], metavar="COMMAND", help="Keep this command, which prints the token."),
        click.Option(["--token-env"], metavar="NAME", help="Keep the name of this environment variable."),
    ]
    return Command(name, _login, params=params, help=f"{summary}\n\n{HELP}")


def _login(
    session: Session, *, with_token: bool, keyring: bool, token_command: str | None, token_env: str | None
) -> None:
    sources = [token_command is not None, token_env is not None]
    if sum([with_token, *sources]) > 1:
        raise CommandError("give one of --with-token, --token-command and --token-env")
    if keyring and any(sources):
        raise CommandError("with --token-command or --token-env no token is kept: leave --keyring out")
    token, kept = _given(with_token=with_token, keyring=keyring, command=token_command, variable=token_env)
    identity: Any = session.client_for(token).meta.identify()
    if not identity.active:
        raise CommandError("Attio does not know this token; nothing was kept", exits.NOT_ALLOWED)
    if session.choices.workspace not in (None, identity.workspace_slug, identity.workspace_id):
        message = f"the token is of the workspace {identity.workspace_slug!r}, not {session.choices.workspace!r}"
        raise CommandError(f"{message}; nothing was kept", exits.GUARDED)
    name = session.choices.profile or identity.workspace_slug
    found = profiles.Profiles.load()
    if keyring:
        keyrings.keep(name, token)
    else:
        _forget_in_keyring(name, found)
    found.profiles[name] = {
        "workspace": identity.workspace_slug,
        "workspace_id": identity.workspace_id,
        "server_url": os.environ.get("ATTIO_SERVER_URL"),
        "token": kept,
    }
    found.default = found.default or name
    found.save()
    session.note(f"profile {name!r} is for the workspace {identity.workspace_name!r}")


def _given(*, with_token: bool, keyring: bool, command: str | None, variable: str | None) -> tuple[str, dict[str, Any]]:
    """Return the token, and what to keep in the file."""
    if command is not None:
        argv = _words(command)
        return profiles.run_command(argv), {"store": "command", "argv": argv}
    if variable is not None:
        if not _VARIABLE.fullmatch(variable):
            raise CommandError("--token-env takes the name of an environment variable, not a token")
        token = os.environ.get(variable, "")
        if not token:
            raise CommandError(f"the environment variable {variable} is not set", exits.NOT_ALLOWED)
        return token, {"store": "env", "name": variable}
    token = values.read_text("-").strip() if with_token else _asked()
    if not token:
        raise CommandError("no token was given: " + ("stdin is empty" if with_token else "type or paste it"))
    return token, {"store": "keyring"} if keyring else {"store": "file", "value": token}


def _words(command: str) -> list[str]:
    try:
        words = profiles.split_command(command)
    except ValueError as error:
        # The command itself is not repeated: it may be a token.
        raise CommandError(f"--token-command is no command: {str(error).lower()}") from None
    if not words:
        raise CommandError("--token-command is empty")
    return words


def _forget_in_keyring(name: str, found: profiles.Profiles) -> None:
    if name in found.profiles and found.profiles[name]["token"]["store"] == "keyring":
        keyrings.forget(name)


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
    _forget_in_keyring(name, found)
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
