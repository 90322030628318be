"""Runs that a test stops, and the requests that they made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attio.sandbox import Sandbox


class StoppedError(Exception):
    """Raised by rows, callbacks and hooks to stop a run."""


def stop_after(rows: list[Any], count: int) -> Iterator[Any]:
    """Give the first rows, then fail."""
    yield from rows[:count]
    raise StoppedError


def writes(sandbox: Sandbox) -> int:
    """How many records were asserted, created or updated."""
    return sum(
        str(request.operation) in {"records.assert", "records.create", "records.update"} for request in sandbox.requests
    )
