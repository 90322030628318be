"""The address of the sandbox that `sandbox serve` runs, for commands with `--sandbox`."""

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
"""Timeout of a connection to a sandbox, in seconds."""


@dataclass(frozen=True)
class ServedSandbox:
    """The address and the tokens of a running sandbox."""

    url: str
    token: str
    control_token: str | None = None


def path() -> Path:
    """Return the path of the file with the address of the sandbox."""
    return profiles.home() / "sandbox.json"


def remember(served: ServedSandbox) -> None:
    """Save the address of a sandbox."""
    profiles.write_whole(path(), json.dumps(asdict(served)))


def forget(served: ServedSandbox) -> None:
    """Delete the saved address, unless another sandbox has replaced it."""
    if _read() == served:
        path().unlink(missing_ok=True)


def find() -> ServedSandbox | None:
    """Return the sandbox of the saved address; None if there is none, or it does not accept connections."""
    served = _read()
    if served is None:
        return None
    parts = urlsplit(served.url)
    try:
        socket.create_connection((str(parts.hostname), parts.port or 80), SECONDS).close()
    except OSError:
        return None
    return served


def _read() -> ServedSandbox | None:
    with suppress(OSError, ValueError, TypeError):
        return ServedSandbox(**json.loads(path().read_text("utf-8")))
    return None


def control(served: ServedSandbox | None, method: str, path: str, arguments: dict[str, object] | None = None) -> object:
    """Call a control verb of a sandbox.

    Args:
        served: The running sandbox; None to use `ATTIO_SERVER_URL`.
        method: HTTP method of the verb.
        path: Path of the verb.
        arguments: Arguments of the verb.

    Raises:
        CommandError: No sandbox is running, or it rejects the request.
    """
    from attio.sandbox.control.cli import Remote, VerbError

    url = os.environ.get(SERVER_URL)
    if served is None and url:
        served = ServedSandbox(url, "")
    if served is None:
        raise CommandError(NO_SANDBOX)
    try:
        return Remote(served.url, served.control_token).call(method, path, arguments)
    except VerbError as error:
        has_response = isinstance(error.__cause__, urllib.error.HTTPError)
        raise CommandError(str(error), exits.FAILED if has_response else exits.NO_RESPONSE) from None


def to_row(delivery: Mapping[str, Any]) -> dict[str, object]:
    """Return the row of a delivery of the sandbox."""
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
