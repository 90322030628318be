"""The sandbox that `sandbox serve` left running: where it is, for commands with `--sandbox`."""

from __future__ import annotations

import json
import os
import socket
import urllib.error
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from attio.cli import exits, profiles
from attio.cli.exits import CommandError

SERVER_URL = "ATTIO_SERVER_URL"
NO_SANDBOX = "there is no sandbox: start one with attio-crm sandbox serve, or set ATTIO_SERVER_URL"
SECONDS = 1.0
"""Longest time to wait for a sandbox to take a connection."""


@dataclass(frozen=True)
class Served:
    """A sandbox that is served."""

    url: str
    token: str
    control_token: str | None = None


def path() -> Path:
    """The file that says where the sandbox is."""
    return profiles.home() / "sandbox.json"


def remember(served: Served) -> None:
    """Keep where a sandbox is."""
    profiles.write_whole(path(), json.dumps(asdict(served)))


def forget(served: Served) -> None:
    """Remove what `remember` kept, unless another sandbox has been started since."""
    if _read() == served:
        path().unlink(missing_ok=True)


def find() -> Served | None:
    """Return the sandbox that was left running; None if there is none, or it has ended without a word."""
    served = _read()
    if served is None:
        return None
    parts = urlsplit(served.url)
    try:
        socket.create_connection((str(parts.hostname), parts.port or 80), SECONDS).close()
    except OSError:
        return None
    return served


def _read() -> Served | None:
    with suppress(OSError, ValueError, TypeError):
        return Served(**json.loads(path().read_text("utf-8")))
    return None


def control(found: Served | None, method: str, place: str, arguments: dict[str, object] | None = None) -> object:
    """Use a control verb of the sandbox that commands use.

    Args:
        found: The sandbox that was left running, unless `ATTIO_SERVER_URL` names another.
        method: HTTP method of the verb.
        place: Its path.
        arguments: Its arguments.

    Raises:
        CommandError: No sandbox is served, or the verb was refused.
    """
    from attio.sandbox.control.cli import Remote, VerbError

    url = os.environ.get(SERVER_URL)
    served = Served(url, "") if url and found is None else found
    if served is None:
        raise CommandError(NO_SANDBOX)
    try:
        return Remote(served.url, served.control_token).call(method, place, arguments)
    except VerbError as error:
        is_refused = isinstance(error.__cause__, urllib.error.HTTPError)
        raise CommandError(str(error), exits.FAILED if is_refused else exits.NO_RESPONSE) from None


def to_row(delivery: Mapping[str, Any]) -> dict[str, object]:
    """Return the fields to show of a delivery of the sandbox."""
    last: Mapping[str, Any] = delivery["attempts"][-1] if delivery["attempts"] else {}
    return {
        "id": delivery["id"],
        "event_type": delivery["event_type"],
        "state": delivery["state"],
        "to": delivery["url"],
        "status": last.get("status"),
        "error": last.get("error"),
        "ms": round(last["seconds"] * 1000) if last else None,
        "event": delivery["event"],
    }
