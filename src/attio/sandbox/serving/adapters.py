"""The sandbox behind httpx: functions that take a request of the SDK's transport and give its response."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeAlias

from typing_extensions import TypedDict

from attio.sandbox.messages import Request, Response

if TYPE_CHECKING:
    import httpx

    from attio._call.retries import RetryConfig
    from attio._http.debug_log import DebugLogger

Handle: TypeAlias = Callable[[Request], Response]
"""What handles a request: `Sandbox.handle`."""


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


def _answer(handle: Handle, request: httpx.Request, body: bytes) -> httpx.Response:
    import httpx

    answer = handle(
        Request(
            method=request.method,
            path=request.url.raw_path.partition(b"?")[0].decode("ascii"),
            query=dict(request.url.params),
            headers=dict(request.headers),
            body=body,
        )
    )
    # A body yet to be read, as from a network, so that the SDK streams it as it would there.
    headers = {"content-length": str(len(answer.body)), **answer.headers}
    return httpx.Response(answer.status, headers=headers, stream=httpx.ByteStream(answer.body), request=request)


def fetcher(handle: Handle) -> Callable[[httpx.Request], httpx.Response]:
    """Make a function that answers httpx requests."""

    def fetch(request: httpx.Request) -> httpx.Response:
        return _answer(handle, request, request.read())

    return fetch


def async_fetcher(handle: Handle) -> Callable[[httpx.Request], Awaitable[httpx.Response]]:
    """Make an async function that answers httpx requests; bodies may be sync or async."""

    async def fetch(request: httpx.Request) -> httpx.Response:
        body = await request.aread() if hasattr(request.stream, "__aiter__") else request.read()
        return _answer(handle, request, body)

    return fetch
