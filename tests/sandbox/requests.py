"""Requests to a sandbox that is served on a port."""

from __future__ import annotations

import http.client
from urllib.parse import urlsplit

TOKEN = {"Authorization": "Bearer sandbox-token"}
JSON = {**TOKEN, "Content-Type": "application/json"}


def call(
    url: str, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
) -> tuple[int, dict[str, str], bytes]:
    """Send a request over a new connection; return status, headers and body."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=10)
    try:
        connection.request(method, path, body, headers if headers is not None else JSON)
        response = connection.getresponse()
        return response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()
    finally:
        connection.close()
