"""One API server for the whole table: started once; a test sets its responses before each call."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.contract.api import StandIn


@pytest.fixture(scope="session")
def shared_api() -> Iterator[StandIn]:
    """The server itself."""
    with StandIn() as api:
        yield api


@pytest.fixture
def api(shared_api: StandIn) -> StandIn:
    """The server, with nothing left over from another test."""
    shared_api.forget()
    return shared_api
