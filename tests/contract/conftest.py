"""One server for all contract tests. A test sets its responses before each call."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.contract.api import StandIn


@pytest.fixture(scope="session")
def shared_api() -> Iterator[StandIn]:
    """The server, started once."""
    with StandIn() as api:
        yield api


@pytest.fixture
def api(shared_api: StandIn) -> StandIn:
    """The server, without requests and responses of earlier tests."""
    shared_api.forget()
    return shared_api
