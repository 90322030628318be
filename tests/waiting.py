"""Waits for another thread or process."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 15.0
"""Seconds after which a waiting test fails."""


def wait_until(condition: Callable[[], object]) -> None:
    """Wait until the condition is true; fail after `PATIENCE` seconds."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f"it did not happen within {PATIENCE:g} seconds"
        time.sleep(0.002)
