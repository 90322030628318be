"""Fixtures: a sandbox with a frozen clock, and its deliveries."""

from __future__ import annotations

import pytest

from attio.sandbox import Sandbox
from attio.sandbox.control.deliveries import Deliveries


@pytest.fixture
def sandbox() -> Sandbox:
    sandbox = Sandbox(seed=7)
    sandbox.clock.freeze("2026-03-01T09:00:00Z")
    return sandbox


@pytest.fixture
def deliveries(sandbox: Sandbox) -> Deliveries:
    return sandbox.deliveries
