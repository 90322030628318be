"""Fixtures for the tests of files."""

from __future__ import annotations

import pytest


@pytest.fixture(params=["sync", "asyncio", "trio"])
def side(request: pytest.FixtureRequest) -> str:
    return str(request.param)
