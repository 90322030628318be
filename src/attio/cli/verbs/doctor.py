"""`attio-crm doctor`: checks what commands depend on."""

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
    """Make the command."""
    return Command(name, _run, help=f"{summary}\n\nExits with 1 if one of them is wrong.")


def _run(session: Session) -> None:
    found = [*_installed(), _files(), *_token(session)]
    session.rows({"check": check, "ok": ok, "detail": detail} for check, ok, detail in found)
    if not all(ok for _, ok, _ in found):
        session.code = exits.FAILED


def _installed() -> Iterator[tuple[str, bool, str]]:
    yield "python", True, platform.python_version()
    for name in PACKAGES:
        version = _version(name)
        yield name, version is not None, version or f"not installed: pip install {name}"
    other = _version("attio")
    if other is not None:
        detail = f"attio {other} has the import name of attio-sdk: uninstall it, then install attio-sdk again"
        yield "other packages", False, detail


def _version(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def _files() -> tuple[str, bool, str]:
    private = profiles.is_private()
    return "profiles", private, str(profiles.path()) if private else f"others can read {profiles.path()}: chmod 600 it"


def _token(session: Session) -> Iterator[tuple[str, bool, str]]:
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
        yield "connection", False, "Attio does not know the token, or it was revoked"
        return
    yield "workspace", True, f"{identity.workspace_slug} ({identity.workspace_name})"
    yield "scopes", True, identity.scope
