"""Clients with a rate limit, and responses for their requests."""

from __future__ import annotations

from typing import Any

from attio import Attio
from attio.limits import RateLimit
from tests.limits.limited import LimitedServer
from tests.server import Received, Reply, Server

ONE = RateLimit(reads=1, writes=1)


def empty_page(_: Received) -> Reply:
    """Respond to any request with an empty page."""
    return Reply(200, json={"data": []})


def limited_client(server: Server | LimitedServer, limit: RateLimit | None = ONE, **options: Any) -> Attio:
    """Return a client of a test server with a rate limit, by default one call per second."""
    return Attio("token", server_url=server.url, rate_limit=limit, **options)
