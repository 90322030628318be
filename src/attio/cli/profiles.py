"""Profiles: named tokens and their workspaces, in a file that only its owner can read."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from attio._support.names import brief
from attio._support.new_files import new_text_file
from attio.cli import exits, keyrings
from attio.cli.exits import CommandError

HOME = "ATTIO_CRM_HOME"
PROFILE = "ATTIO_CRM_PROFILE"
TOKENS = ("ATTIO_OAUTH2", "ATTIO_API_KEY")
WINDOWS = os.name == "nt"
SECONDS = 30
"""Timeout of a command that prints a token, in seconds."""


@dataclass(frozen=True)
class Credential:
    """A token and its source."""

    token: str
    source: str
    """Source of the token, in words."""
    workspace: str | None = None
    """Slug of the workspace that the token belongs to."""
    server_url: str | None = None
    """URL of the API; None for the default URL."""


def home() -> Path:
    """Return the folder of the profiles."""
    folder = os.environ.get(HOME)
    if folder:
        return Path(folder)
    if WINDOWS:
        return Path(os.environ.get("APPDATA", "~")).expanduser() / "attio-crm"
    return Path(os.environ.get("XDG_CONFIG_HOME") or "~/.config").expanduser() / "attio-crm"


def path() -> Path:
    """Return the path of the file with the profiles."""
    return home() / "profiles.json"


def write_whole(file: Path, text: str) -> None:
    """Replace a file atomically. Only its owner can read it."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with new_text_file(file, is_private=True) as draft:
        draft.write(f"{text}\n")


class Profiles:
    """The contents of the file with the profiles."""

    def __init__(self, default: str | None, profiles: dict[str, dict[str, Any]]) -> None:
        """Create a set of profiles.

        Args:
            default: Name of the default profile; None if there is none.
            profiles: The profiles by name.
        """
        self.default = default
        self.profiles = profiles

    @classmethod
    def load(cls) -> Profiles:
        """Read the file. If it does not exist, there are no profiles.

        Raises:
            CommandError: The file cannot be read.
        """
        try:
            content: Any = json.loads(path().read_text("utf-8"))
            default, profiles = content["default"], content["profiles"]
            if not all(isinstance(one["token"]["store"], str) for one in profiles.values()):
                raise TypeError
        except FileNotFoundError:
            return cls(None, {})
        except OSError as error:
            raise CommandError(f"cannot read {path()}: {error.strerror}", exits.FAILED) from None
        except (ValueError, KeyError, TypeError, AttributeError):
            raise CommandError(f"{path()} is not a valid file of profiles; fix or delete it", exits.FAILED) from None
        return cls(default, profiles)

    def save(self) -> None:
        """Replace the file atomically. Only its owner can read it."""
        write_whole(path(), json.dumps({"version": 1, "default": self.default, "profiles": self.profiles}, indent=2))

    def named(self, name: str) -> dict[str, Any]:
        """Return the data of a profile.

        Raises:
            CommandError: There is no such profile. The message suggests a similar name.
        """
        from attio._support.names import did_you_mean

        if name not in self.profiles:
            hint = did_you_mean(name, self.profiles)
            raise CommandError(f"there is no profile {brief(name)}{hint}; create one with login")
        return self.profiles[name]

    def credential(self, name: str) -> Credential:
        """Return the token of a profile.

        Raises:
            CommandError: There is no such profile, or its token is not available.
        """
        profile = self.named(name)
        token = cast("Mapping[str, Any]", profile["token"])
        return Credential(
            _token(name, token),
            f"profile {brief(name)} ({token['store']})",
            profile.get("workspace"),
            profile.get("server_url"),
        )


def is_private() -> bool:
    """Whether only the owner can read the file with the profiles; True if there is no file."""
    return WINDOWS or not path().exists() or not path().stat().st_mode & 0o077


def find(chosen: str | None) -> Credential | None:
    """Return the token of the chosen profile, of the environment or of the default profile, in this order.

    Args:
        chosen: The profile of `--profile`; None without the option.

    Raises:
        CommandError: There is no such profile, or its token is not available.
    """
    name = chosen or os.environ.get(PROFILE)
    if name:
        return Profiles.load().credential(name)
    for variable in TOKENS:
        if os.environ.get(variable):
            return Credential(os.environ[variable], f"environment variable {variable}")
    profiles = Profiles.load()
    return profiles.credential(profiles.default) if profiles.default else None


def _token(name: str, stored: Mapping[str, Any]) -> str:
    match stored["store"]:
        case "file":
            return str(stored.get("value"))
        case "env":
            token = os.environ.get(str(stored.get("name")))
            if not token:
                message = f"profile {brief(name)} needs the environment variable {stored.get('name')}, which is not set"
                raise CommandError(message, exits.NOT_ALLOWED)
            return token
        case "keyring":
            return keyrings.get(name)
        case "command":
            return run_command(stored.get("argv", ()))
        case other:
            raise CommandError(f"profile {brief(name)} stores its token in {other!r}, which this version does not know")


def split_command(command: str) -> list[str]:
    """Split a command line into words, without a shell.

    Raises:
        ValueError: There is no closing quotation mark.
    """
    if WINDOWS:  # a backslash belongs to a path and does not quote
        return [word.strip('"') for word in shlex.split(command, posix=False)]
    return shlex.split(command)


def run_command(argv: list[str]) -> str:
    """Run a command, without a shell, and return the token that it prints.

    Raises:
        CommandError: The command fails or prints nothing. The message does not contain its output.
    """
    if not argv:
        raise CommandError("the command that prints the token is empty", exits.NOT_ALLOWED)
    command = shlex.join(argv)
    try:
        done = subprocess.run(argv, capture_output=True, text=True, timeout=SECONDS, check=True)  # noqa: S603 - the user's own command
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError) as error:
        message = f"the command that prints the token failed ({type(error).__name__}): {command}"
        raise CommandError(message, exits.NOT_ALLOWED) from None
    token = done.stdout.strip()
    if not token:
        raise CommandError(f"the command that prints the token printed nothing: {command}", exits.NOT_ALLOWED)
    return token
