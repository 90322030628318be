"""Fixtures for the tests of pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from attio import Attio, RetryConfig
from tests.server import Server


@pytest.fixture
def client(server: Server) -> Iterator[Attio]:
    with Attio("token", server_url=server.url, retry_config=RetryConfig(strategy="none")) as client:
        yield client
