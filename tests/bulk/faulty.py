"""Make requests to the sandbox fail in every way."""

from __future__ import annotations

from typing import Any

from attio.sandbox import Sandbox

FAULTS: list[dict[str, Any]] = [
    {"status": 503},
    {"status": 500},
    {"drop": "before_sending"},
    {"drop": "after_applying"},
    {"truncate": 20},
    {"rate_limit": 0.01},
]
"""Arguments of `sandbox.faults.add`, one for each kind of failure."""


def fail(sandbox: Sandbox, operation: str, share: float = 0.2) -> None:
    """Make a share of the requests of an operation fail, with each kind of failure equally often."""
    for fault in FAULTS:
        sandbox.faults.add(operation, times=None, probability=share / len(FAULTS), **fault)
