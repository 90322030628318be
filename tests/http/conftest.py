"""Fixtures for the tests of `HTTPClient`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from attio._http.client import HTTPClient
from tests.http.sides import FAMILIES, SIDES, Side
from tests.server import Reply, Server


@pytest.fixture(params=SIDES, ids=repr)
def side(request: pytest.FixtureRequest) -> Side:
    """Run the test with sync requests, and with async requests on asyncio and on trio."""
    side: Side = request.param
    return side


@pytest.fixture
def http() -> Iterator[HTTPClient]:
    """A client with connections of its own."""
    with HTTPClient() as http:
        yield http


@pytest.fixture(params=FAMILIES, ids=lambda module: module.__name__)
def family(request: pytest.FixtureRequest) -> Any:
    """Run the test with each HTTP library whose clients can be passed in."""
    return request.param


@pytest.fixture
def echo(server: Server) -> Server:
    """A server that responds to every request with its path."""
    server.always(lambda request: Reply(body=request.target.encode()))
    return server
