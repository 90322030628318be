"""Functions with which httpx sends requests to a sandbox in this process."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Literal, TypeAlias

from typing_extensions import TypedDict

from attio.sandbox.messages import Request, Response, Wire

if TYPE_CHECKING:
    import httpx

    from attio._call.retries import RetryConfig
    from attio._http.debug_log import DebugLogger
    from attio.limits.rate_limit import RateLimit

Handle: TypeAlias = Callable[[Request], Response]
"""Function that handles a request, such as `Sandbox.handle`."""


class ClientOptions(TypedDict, total=False):
    """The options of `Attio` that a sandbox passes on."""

    server_url: str
    retry_config: RetryConfig
    timeout_ms: float
    deadline_ms: float | None
    user_agent: str
    debug_logger: DebugLogger
    allow_insecure_http: bool
    max_response_bytes: int
    schema_ttl_ms: float
    rate_limit: RateLimit | Literal["documented"] | None


def _request(request: httpx.Request, body: bytes) -> Request:
    return Request(
        method=request.method,
        path=request.url.raw_path.partition(b"?")[0].decode("ascii"),
        query=dict(request.url.params),
        headers=dict(request.headers),
        body=body,
    )


def _drop_error(wire: Wire | None, request: httpx.Request) -> httpx.TransportError | None:
    """Return the connection error of a fault; None if the fault does not break the connection."""
    import httpx

    if wire is None or wire.drop is None:
        return None
    if wire.drop == "before_sending":
        return httpx.ConnectError("the sandbox dropped the connection before the request", request=request)
    return httpx.ReadError("the sandbox dropped the connection after the request", request=request)


def _httpx_response(response: Response, request: httpx.Request) -> httpx.Response:
    import httpx

    # The body is a stream, as from the network, so that the SDK reads it in the same way.
    headers = {"content-length": str(len(response.body)), **response.headers}
    stream: httpx.SyncByteStream | httpx.AsyncByteStream = httpx.ByteStream(response.body)
    if response.wire is not None and (response.wire.truncate is not None or response.wire.drip is not None):
        from attio.sandbox.serving.streams import FaultyStream

        stream = FaultyStream(response.body, response.wire, request)
    return httpx.Response(response.status, headers=headers, stream=stream, request=request)


def fetcher(handle: Handle) -> Callable[[httpx.Request], httpx.Response]:
    """Return a function that responds to httpx requests."""

    def fetch(request: httpx.Request) -> httpx.Response:
        response = handle(_request(request, request.read()))
        if response.wire is not None and response.wire.delay:
            time.sleep(response.wire.delay)
        error = _drop_error(response.wire, request)
        if error is not None:
            raise error
        return _httpx_response(response, request)

    return fetch


def async_fetcher(handle: Handle) -> Callable[[httpx.Request], Awaitable[httpx.Response]]:
    """Return an async function that responds to httpx requests, whose bodies may be sync or async."""

    async def fetch(request: httpx.Request) -> httpx.Response:
        body = await request.aread() if hasattr(request.stream, "__aiter__") else request.read()
        response = handle(_request(request, body))
        if response.wire is not None and response.wire.delay:
            import anyio

            await anyio.sleep(response.wire.delay)
        error = _drop_error(response.wire, request)
        if error is not None:
            raise error
        return _httpx_response(response, request)

    return fetch
