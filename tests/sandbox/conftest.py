"""Fixtures for tests of the sandbox."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from attio.sandbox import Sandbox
from tests.sandbox.api import Api


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 4, 5, 6, 7, 89_000, tzinfo=timezone.utc)

    def __call__(self) -> datetime:
        return self.moment

    def move(self, **delta: float) -> None:
        """Let time pass."""
        self.moment += timedelta(**delta)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sandbox(clock: Clock) -> Sandbox:
    return Sandbox(clock=clock, seed=7)


@pytest.fixture
def api(sandbox: Sandbox) -> Api:
    return Api(sandbox)
