"""`attio-crm login`, `logout` and `profiles`: manage named tokens."""

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
"""The name of an environment variable. The length limit rejects tokens."""
HELP = "Asks for the token without showing it, and saves it only if it is valid."


def make(name: str, summary: str) -> click.Command:
    """Create one of the commands."""
    if name == "logout":
        return Command(
            name, _logout, help=f"{summary}\n\nDeletes the profile of --profile, or else the default profile."
        )
    if name == "profiles":
        use = click.Option(["--use"], metavar="NAME", help="Set the default profile.")
        return Command(name, _list, params=[use], help=summary)
    params: list[click.Parameter] = [
        click.Option(["--with-token"], is_flag=True, help="Read the token from stdin."),
        click.Option(["--keyring"], is_flag=True, help="Save the token in the keyring of this machine."),
        click.Option(["--token-command"], metavar="COMMAND", help="Save a command that prints the token."),
        click.Option(["--token-env"], metavar="NAME", help="Save the name of an environment variable with the token."),
    ]
    return Command(name, _login, params=params, help=f"{summary}\n\n{HELP}")


def _login(
    session: Session, *, with_token: bool, keyring: bool, token_command: str | None, token_env: str | None
) -> None:
    sources = [token_command is not None, token_env is not None]
    if sum([with_token, *sources]) > 1:
        raise CommandError("use only one of --with-token, --token-command and --token-env")
    if keyring and any(sources):
        raise CommandError("--token-command and --token-env do not save a token: remove --keyring")
    token, stored = _read_token(with_token=with_token, keyring=keyring, command=token_command, variable=token_env)
    identity: Any = session.client_for(token).meta.identify()
    if not identity.active:
        raise CommandError("the token is not valid; nothing was saved", exits.NOT_ALLOWED)
    if session.choices.workspace not in (None, identity.workspace_slug, identity.workspace_id):
        message = f"the token belongs to the workspace {identity.workspace_slug!r}, not {session.choices.workspace!r}"
        raise CommandError(f"{message}; nothing was saved", exits.GUARDED)
    name = session.choices.profile or identity.workspace_slug
    saved = profiles.Profiles.load()
    if keyring:
        keyrings.keep(name, token)
    else:
        _forget_in_keyring(name, saved)
    saved.profiles[name] = {
        "workspace": identity.workspace_slug,
        "workspace_id": identity.workspace_id,
        "server_url": os.environ.get("ATTIO_SERVER_URL"),
        "token": stored,
    }
    saved.default = saved.default or name
    saved.save()
    session.note(f"saved profile {name!r} for the workspace {identity.workspace_name!r}")


def _read_token(
    *, with_token: bool, keyring: bool, command: str | None, variable: str | None
) -> tuple[str, dict[str, Any]]:
    """Return the token, and the data to save in the profile."""
    if command is not None:
        argv = _split_command(command)
        return profiles.run_command(argv), {"store": "command", "argv": argv}
    if variable is not None:
        if not _VARIABLE.fullmatch(variable):
            raise CommandError("--token-env takes the name of an environment variable, not a token")
        token = os.environ.get(variable, "")
        if not token:
            raise CommandError(f"the environment variable {variable} is not set", exits.NOT_ALLOWED)
        return token, {"store": "env", "name": variable}
    token = values.read_text("-").strip() if with_token else _prompt_for_token()
    if not token:
        raise CommandError("the token is empty: " + ("stdin has no text" if with_token else "type or paste it"))
    return token, {"store": "keyring"} if keyring else {"store": "file", "value": token}


def _split_command(command: str) -> list[str]:
    try:
        words = profiles.split_command(command)
    except ValueError as error:
        # Do not show the command: it may be a token.
        raise CommandError(f"--token-command is not a valid command: {str(error).lower()}") from None
    if not words:
        raise CommandError("--token-command is empty")
    return words


def _forget_in_keyring(name: str, saved: profiles.Profiles) -> None:
    if name in saved.profiles and saved.profiles[name]["token"]["store"] == "keyring":
        keyrings.forget(name)


def _prompt_for_token() -> str:
    if not sys.stdin.isatty():
        raise CommandError("stdin is not a terminal: add --with-token to read the token from stdin")
    token: str = click.prompt("Token", hide_input=True, err=True)
    return token.strip()


def _logout(session: Session) -> None:
    saved = profiles.Profiles.load()
    name = session.choices.profile or saved.default
    if name is None:
        raise CommandError("there are no profiles")
    saved.named(name)  # fails if there is no such profile
    _forget_in_keyring(name, saved)
    del saved.profiles[name]
    if saved.default == name:
        saved.default = next(iter(saved.profiles), None)
    saved.save()
    session.note(f"deleted profile {name!r}; the token itself stays valid until it is revoked in Attio")


def _list(session: Session, use: str | None) -> None:
    saved = profiles.Profiles.load()
    if use is not None:
        saved.named(use)  # fails if there is no such profile
        saved.default = use
        saved.save()
    session.write_rows(
        {
            "profile": name,
            "workspace": profile.get("workspace"),
            "token": profile["token"]["store"],
            "default": name == saved.default,
        }
        for name, profile in saved.profiles.items()
    )
