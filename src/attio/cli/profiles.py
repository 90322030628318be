"""Profiles: which token to use, and for which workspace, kept in a file that only its owner reads."""

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
"""Longest time that a command may take to give a token."""


@dataclass(frozen=True)
class Credential:
    """A token and where it is from."""

    token: str
    source: str
    """Where the token is from, in words."""
    workspace: str | None = None
    """Slug of the workspace that it is meant for."""
    server_url: str | None = None
    """Where the API is, if elsewhere."""


def home() -> Path:
    """Folder of the profiles."""
    given = os.environ.get(HOME)
    if given:
        return Path(given)
    if WINDOWS:
        return Path(os.environ.get("APPDATA", "~")).expanduser() / "attio-crm"
    return Path(os.environ.get("XDG_CONFIG_HOME") or "~/.config").expanduser() / "attio-crm"


def path() -> Path:
    """The file of the profiles."""
    return home() / "profiles.json"


def write_whole(file: Path, text: str) -> None:
    """Replace a file of this folder as a whole; only its owner can read it."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with new_text_file(file, is_private=True) as draft:
        draft.write(f"{text}\n")


class Profiles:
    """The profiles of the file."""

    def __init__(self, default: str | None, profiles: dict[str, dict[str, Any]]) -> None:
        """Hold profiles.

        Args:
            default: The one that is used if none is named.
            profiles: What is kept of each, by name.
        """
        self.default = default
        self.profiles = profiles

    @classmethod
    def load(cls) -> Profiles:
        """Read the file; none is no profile.

        Raises:
            CommandError: It cannot be read.
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
            raise CommandError(f"{path()} holds no profiles; mend or remove it", exits.FAILED) from None
        return cls(default, profiles)

    def save(self) -> None:
        """Replace the file as a whole; only its owner can read it."""
        write_whole(path(), json.dumps({"version": 1, "default": self.default, "profiles": self.profiles}, indent=2))

    def named(self, name: str) -> dict[str, Any]:
        """Return what is kept of a profile.

        Raises:
            CommandError: There is none; names the nearest.
        """
        from attio._support.names import did_you_mean

        if name not in self.profiles:
            raise CommandError(
                f"there is no profile {brief(name)}{did_you_mean(name, self.profiles)}; make one with login"
            )
        return self.profiles[name]

    def credential(self, name: str) -> Credential:
        """Return the token of a profile.

        Raises:
            CommandError: There is no such profile, or its token cannot be had.
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
    """Whether only the owner can read the file, or there is none."""
    return WINDOWS or not path().exists() or not path().stat().st_mode & 0o077


def find(chosen: str | None) -> Credential | None:
    """Find the token to use: of the profile that was named, of the environment, of the default profile.

    Args:
        chosen: The profile that was named; None for none.

    Raises:
        CommandError: The profile cannot be used.
    """
    name = chosen or os.environ.get(PROFILE)
    if name:
        return Profiles.load().credential(name)
    for variable in TOKENS:
        if os.environ.get(variable):
            return Credential(os.environ[variable], f"environment variable {variable}")
    profiles = Profiles.load()
    return profiles.credential(profiles.default) if profiles.default else None


def _token(name: str, kept: Mapping[str, Any]) -> str:
    match kept["store"]:
        case "file":
            return str(kept.get("value"))
        case "env":
            found = os.environ.get(str(kept.get("name")))
            if not found:
                message = f"the environment variable {kept.get('name')}, which profile {brief(name)} reads, is not set"
                raise CommandError(message, exits.NOT_ALLOWED)
            return found
        case "keyring":
            return keyrings.get(name)
        case "command":
            return run_command(kept.get("argv", ()))
        case other:
            raise CommandError(f"profile {brief(name)} keeps its token in {other!r}, which this version does not know")


def split_command(command: str) -> list[str]:
    """Split a command line into its words, without a shell.

    Raises:
        ValueError: A quotation mark lacks its partner.
    """
    if WINDOWS:  # backslashes are parts of paths there, and quote nothing
        return [word.strip('"') for word in shlex.split(command, posix=False)]
    return shlex.split(command)


def run_command(argv: list[str]) -> str:
    """Run a command, without a shell, and return the token that it prints.

    Raises:
        CommandError: It fails or prints nothing; its output is not shown.
    """
    if not argv:
        raise CommandError("the command that gives the token has no words", exits.NOT_ALLOWED)
    shown = shlex.join(argv)
    try:
        done = subprocess.run(argv, capture_output=True, text=True, timeout=SECONDS, check=True)  # noqa: S603 - the owner's
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError) as error:
        message = f"the command that gives the token failed ({type(error).__name__}): {shown}"
        raise CommandError(message, exits.NOT_ALLOWED) from None
    token = done.stdout.strip()
    if not token:
        raise CommandError(f"the command that gives the token printed nothing: {shown}", exits.NOT_ALLOWED)
    return token
