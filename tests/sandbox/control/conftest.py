"""A port for the tests of the control verbs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.ports import Port, open_port


@pytest.fixture(scope="package")
def port() -> Iterator[Port]:
    """The port; each test puts its sandbox behind it."""
    with open_port() as port:
        yield port
