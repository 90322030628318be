"""Fixtures for the tests of the control verbs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.ports import Port, open_port


@pytest.fixture(scope="package")
def port() -> Iterator[Port]:
    """A port on which each test serves its own sandbox."""
    with open_port() as port:
        yield port
