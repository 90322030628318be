"""Stop a bulk write, and count the requests that it sent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attio.sandbox import Sandbox


class StoppedError(Exception):
    """Raised by rows, callbacks and hooks to stop a run."""


def stop_after(rows: list[Any], count: int) -> Iterator[Any]:
    """Yield the first rows, then raise `StoppedError`."""
    yield from rows[:count]
    raise StoppedError


def writes(sandbox: Sandbox) -> int:
    """Count the requests that wrote a record."""
    return sum(
        str(request.operation) in {"records.assert", "records.create", "records.update"} for request in sandbox.requests
    )
