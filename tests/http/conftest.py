"""Fixtures of the tests of an HTTPClient."""

from __future__ import annotations

import pytest

from tests.server import Reply, Server


@pytest.fixture
def echo(server: Server) -> Server:
    """Answers everything with its path."""
    server.always(lambda request: Reply(body=request.target.encode()))
    return server
