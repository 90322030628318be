"""Waits for what another thread or process does."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 15.0
"""Seconds after which a test gives up; no test waits so long on purpose."""


def wait_until(condition: Callable[[], object]) -> None:
    """Wait until the condition holds; fail when it does not within `PATIENCE`."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f"it did not happen within {PATIENCE:g} seconds"
        time.sleep(0.002)
