"""`attio-crm doctor`: check the installed versions, the profiles, the token and the connection."""

from __future__ import annotations

import importlib.metadata
import platform
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from attio.cli import exits, profiles
from attio.cli.command import Command
from attio.cli.exits import CommandError

if TYPE_CHECKING:
    from attio.cli.session import Session

PACKAGES = ("attio-sdk", "httpx", "pydantic", "click")


def make(name: str, summary: str) -> click.Command:
    """Create the command."""
    return Command(name, _run, help=f"{summary}\n\nExits with 1 if a check fails.")


def _run(session: Session) -> None:
    checks = [*_check_versions(), _check_profiles(), *_check_token(session)]
    session.write_rows({"check": check, "ok": ok, "detail": detail} for check, ok, detail in checks)
    if not all(ok for _, ok, _ in checks):
        session.code = exits.FAILED


def _check_versions() -> Iterator[tuple[str, bool, str]]:
    yield "python", True, platform.python_version()
    for name in PACKAGES:
        version = _version(name)
        yield name, version is not None, version or f"not installed: pip install {name}"
    conflicting = _version("attio")
    if conflicting is not None:
        detail = f"attio {conflicting} uses the import name of attio-sdk: uninstall it, then reinstall attio-sdk"
        yield "other packages", False, detail


def _version(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def _check_profiles() -> tuple[str, bool, str]:
    path = profiles.path()
    if profiles.is_private():
        return "profiles", True, str(path)
    return "profiles", False, f"other users can read {path}; make it private: chmod 600"


def _check_token(session: Session) -> Iterator[tuple[str, bool, str]]:
    from attio.errors import AttioSDKError

    if session.credential is None and not session.is_embedded:
        yield "token", False, session.source
        return
    try:
        yield "token", True, session.source
        identity: Any = session.client.meta.identify()
    except (CommandError, AttioSDKError) as error:
        yield "connection", False, str(error)
        return
    if not identity.active:
        yield "connection", False, "the token is not valid, or was revoked"
        return
    yield "workspace", True, f"{identity.workspace_slug} ({identity.workspace_name})"
    yield "scopes", True, identity.scope
