"""Fixtures for the tests of calls."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from attio import Attio
from tests.call.calls import FAST, TOKEN
from tests.server import Server


@pytest.fixture
def client(server: Server) -> Iterator[Attio]:
    with Attio(TOKEN, server_url=server.url, retry_config=FAST) as client:
        yield client
