"""Sends one prepared request with an `HTTPClient`, sync and async, on both event loops.

The `HTTPClient` has its own connections, or uses a client of either HTTP library.
"""

from __future__ import annotations

import functools
import ssl
from collections.abc import Sequence
from typing import Any

import anyio
import httpx
import httpx2

from attio._files.transfer import DownloadOpener
from attio._http.client import HTTPClient
from attio._http.prepared import ByteStream, CallInfo, PreparedRequest

TOKEN = "sk_planted_5c0ffee"
SIGNED = "/bucket/report.pdf?X-Amz-Signature=planted_5ec2e7"
CLIENT = object()
INFO = CallInfo("records.get", "/v2/objects/{object}/records/{record_id}", 1, CLIENT)


def prepared(
    url: str,
    *,
    method: str = "GET",
    content: bytes | ByteStream | None = None,
    headers: dict[str, str] | None = None,
) -> PreparedRequest:
    """Return a request to the root of a server, or to the path in `url`."""
    if url.count("/") == 2:
        url += "/v2/self"
    sent_headers = {"accept": "application/json", "user-agent": "tests"} | (headers or {})
    return PreparedRequest(method, url, sent_headers, content)


def limits(**changes: Any) -> Any:
    """Return the limits of an attempt, with some of them changed."""
    return {"timeout": 5.0, "deadline": None, "max_bytes": 1 << 20, "info": INFO} | changes


class Side:
    """A way to send: sync, or async on an event loop."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.is_async = name != "sync"

    def __repr__(self) -> str:
        return self.name

    def send(
        self, http: HTTPClient, request: PreparedRequest, *, token: str | None = TOKEN, **changes: Any
    ) -> httpx.Response:
        """Send a request and wait for the response; async connections are closed with the event loop."""
        if not self.is_async:
            return http.send(request, token=token, **limits(**changes))
        send = functools.partial(http.send_async, request, token=token, **limits(**changes))
        return anyio.run(send, backend=self.name)


SIDES = [Side("sync"), Side("asyncio"), Side("trio")]

PLAIN = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""A context for clients without TLS: without it, each client reads the certificates of the machine, in 15 ms."""

FAMILIES: Sequence[Any] = [httpx, httpx2]
"""The HTTP libraries whose clients can be passed in."""


def send_with_own(
    side: Side,
    family: Any,
    request: PreparedRequest,
    *,
    token: str | None = TOKEN,
    hooks: Sequence[tuple[Any, Any]] = (),
    within: Any = None,
    **options: Any,
) -> Any:
    """Create a client of an HTTP library with these options, send `within` limits with it, and close it."""
    if not request.url.startswith("https:"):
        options = {"verify": PLAIN, **options}

    def use(**client: Any) -> Any:
        http = HTTPClient(**client)
        for event, hook in hooks:
            http.add_hook(event, hook)
        return (http.send_async if side.is_async else http.send)(request, token=token, **(within or limits()))

    async def main() -> Any:
        async with family.AsyncClient(**options) as client:
            return await use(async_client=client)

    if side.is_async:
        return anyio.run(main, backend=side.name)
    with family.Client(**options) as client:
        return use(client=client)


def opener(http: HTTPClient) -> DownloadOpener:
    """Return an opener for downloads."""
    return DownloadOpener(http, CLIENT, timeout=5, deadline=None)
