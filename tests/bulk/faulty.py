"""Every way to fail, on the sandbox."""

from __future__ import annotations

from typing import Any

from attio.sandbox import Sandbox

WAYS: list[dict[str, Any]] = [
    {"status": 503},
    {"status": 500},
    {"drop": "before_sending"},
    {"drop": "after_applying"},
    {"truncate": 20},
    {"rate_limit": 0.01},
]
"""Each way to fail, of which a request meets one with a probability of a fifth in all."""


def fail(sandbox: Sandbox, operation: str, share: float = 0.2) -> None:
    """Let a share of the requests for an operation fail, each way as often as the others."""
    for way in WAYS:
        sandbox.faults.add(operation, times=None, probability=share / len(WAYS), **way)
