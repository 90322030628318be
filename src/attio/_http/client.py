"""`HTTPClient`, one interface to sync and async HTTP libraries, with hooks. Only this module imports a library."""

from __future__ import annotations

import sys
import threading
import warnings
from collections.abc import Awaitable, Callable
from importlib import import_module
from math import inf
from time import monotonic
from typing import TYPE_CHECKING, Literal, TypeAlias, overload

from typing_extensions import Self, Unpack

from attio._http.arguments import AsyncClient, SyncClient, check_async_client, check_client, check_combination
from attio._http.attempt import Attempt
from attio._http.body import close_body, read_whole, read_whole_async
from attio._http.connections import MAX_CONNECTIONS, Connections, TransportOptions
from attio._http.deadlines import AsyncTracer, Tracer
from attio._http.event_loops import closed_error
from attio._http.hooks import Hooks, run, run_async
from attio._http.libraries import Library, library, library_of
from attio._http.messages import (
    build_request,
    complete_request,
    fetched_response,
    is_to_be_read,
    replacement,
    wrap_body,
    wrap_body_async,
)
from attio._support.forks import reset_after_fork
from attio._support.lazy import lazy_module
from attio.errors.base import InvalidRequestError

if TYPE_CHECKING:
    import ssl

    import httpx

    from attio._http import prepared as requests
    from attio._http.connections import ConnectionSlot
    from attio._http.event_loops import AsyncConnectionSlot
else:
    httpx, ssl, requests = lazy_module("httpx"), lazy_module("ssl"), lazy_module("attio._http.prepared")

BeforeRequestHook: TypeAlias = Callable[["httpx.Request"], "httpx.Request | Awaitable[httpx.Request | None] | None"]
ResponseHook: TypeAlias = Callable[["httpx.Response", "httpx.Request"], object]
RequestErrorHook: TypeAlias = Callable[[Exception, "httpx.Request"], object]
Fetcher: TypeAlias = Callable[["httpx.Request"], "httpx.Response"]
AsyncFetcher: TypeAlias = Callable[["httpx.Request"], "Awaitable[httpx.Response] | httpx.Response"]

GRACE = 0.05
"""Seconds after the deadline until an async attempt is cancelled; the timeouts of the transport come first."""


class HTTPClient:
    """HTTP client with connections, proxy, TLS settings and hooks. Pass it to `Attio` as `http_client`.

    One `HTTPClient` can be shared by sync and async calls, by threads and event loops, and by a process and its forks.
    It opens connections on first use and closes those it has opened. A client or fetcher that is passed in is used only
    for sync or only for async calls, and is never closed.

    Args:
        client: Your own `httpx.Client` (or `httpx2.Client`) for sync calls, with its headers, cookies, auth, event
            hooks, proxies and certificates.
        async_client: Your own `httpx.AsyncClient` (or `httpx2.AsyncClient`) for async calls.
        fetcher: Function that takes a request and returns a response, instead of an HTTP client, for sync calls.
        async_fetcher: The same for async calls; the function may be sync or async.
        proxy: URL of a proxy for every request. By default, the environment decides (`HTTPS_PROXY`, `NO_PROXY`, ...).
        trust_env: Whether to use the proxies and certificates that the environment names.
        ssl_context: TLS settings. By default, the usual certificate authorities are trusted, or those of
            `SSL_CERT_FILE`.
        max_connections: Most open connections for sync calls, and for the async calls of each event loop.

    Raises:
        TypeError: An argument has the wrong type; the message says what to pass instead.
        ValueError: An argument is not valid, or does not go together with another one.
    """

    def __init__(
        self,
        *,
        client: SyncClient | None = None,
        async_client: AsyncClient | None = None,
        fetcher: Fetcher | None = None,
        async_fetcher: AsyncFetcher | None = None,
        proxy: str | httpx.Proxy | None = None,
        trust_env: bool = True,
        ssl_context: ssl.SSLContext | None = None,
        max_connections: int = MAX_CONNECTIONS,
    ) -> None:
        """Check the arguments; nothing is imported or opened."""
        options = TransportOptions(proxy, trust_env, ssl_context, max_connections)
        self._client = check_client(client)
        self._async_client = check_async_client(async_client)
        self._library = library_of(client)
        self._async_library = library_of(async_client)
        self._fetcher = fetcher
        self._async_fetcher = async_fetcher
        self._options = options
        given = {"client": client, "async_client": async_client, "fetcher": fetcher, "async_fetcher": async_fetcher}
        self._creates_clients = check_combination(given, options)
        self._connections = Connections(options, _httpx)
        self._hooks = Hooks()
        self._lock = threading.Lock()
        self._closed = False
        reset_after_fork(self)

    # Hooks

    @overload
    def add_hook(self, event: Literal["before_request"], fn: BeforeRequestHook) -> Self: ...
    @overload
    def add_hook(self, event: Literal["response"], fn: ResponseHook) -> Self: ...
    @overload
    def add_hook(self, event: Literal["request_error"], fn: RequestErrorHook) -> Self: ...
    def add_hook(self, event: str, fn: Callable[..., object]) -> Self:
        """Call a function in every attempt, after the functions that were added before it.

        `before_request`: `fn(request)` may change the request or return another one. If it raises, nothing is sent.
        `response`: `fn(response, request)`, for every status. The body is already read, except for downloads.
        `request_error`: `fn(error, request)`, if there is no response.

        `request.extensions["attio"]` is a `CallInfo`. Exceptions of a hook propagate to the caller unchanged. Async
        functions are awaited; they raise an error in sync calls. A hook may make calls, which call the hook again.

        Raises:
            TypeError: `fn` is not callable.
            ValueError: There is no such event.
        """
        with self._lock:
            self._hooks = self._hooks.with_hook(event, fn)
        return self

    def remove_hook(
        self, event: Literal["before_request", "response", "request_error"], fn: Callable[..., object]
    ) -> Self:
        """Stop calling a function for an event; does nothing if the function was not added.

        Raises:
            ValueError: There is no such event.
        """
        with self._lock:
            self._hooks = self._hooks.without_hook(event, fn)
        return self

    def clone(self) -> HTTPClient:
        """Return a new `HTTPClient` with the same settings and hooks, and its own connections.

        Clients and fetchers that were passed in are shared.
        """
        copy = HTTPClient(
            client=self._client,
            async_client=self._async_client,
            fetcher=self._fetcher,
            async_fetcher=self._async_fetcher,
            proxy=self._options.proxy,
            trust_env=self._options.trust_env,
            ssl_context=self._options.ssl_context,
            max_connections=self._options.max_connections,
        )
        copy._hooks = self._hooks
        return copy

    # Sending

    def warm_up(self) -> None:
        """Preload what the first https request needs; opens nothing."""
        if self._creates_clients and not self._closed:
            _httpx()
            import_module("httpcore")  # imports trio; httpx imports it with its first connection pool
            self._connections.read_trust_store()

    def send(
        self, prepared: requests.PreparedRequest, *, token: str | None, **limits: Unpack[requests.Limits]
    ) -> httpx.Response:
        """Send one request and read its response; redirects are not followed.

        Args:
            prepared: The request, without credentials.
            token: The credential; None for a signed URL, which must not receive headers or cookies of the caller.
            **limits: Limits of the attempt, and the information for hooks and logs.

        Raises:
            HTTPClientError: There is no response. Exceptions of hooks propagate unchanged.
        """
        hooks = self._hooks
        hooks.require_sync()
        self._check_can_send("client", self._client, self._fetcher)
        library = self._library or _httpx()
        attempt = Attempt(token=token, is_closed=self._is_closed, **limits)
        request = build_request(prepared, library, attempt, self._client)
        for hook in hooks.before_request:
            request = replacement(request, run(hook, request, outcome="not_sent"), hook, library)
        if hooks.before_request:
            complete_request(request, prepared, library, attempt)
        attempt.record_request(request, Tracer)
        try:
            response = self._receive(request, library, attempt)
        except Exception as error:  # noqa: BLE001 - a transport may raise anything
            failure = attempt.record_error(error)
            for hook in hooks.request_error:
                run(hook, failure, request, outcome=attempt.outcome)
            raise failure from failure.__cause__
        attempt.record_response(response)
        try:
            for hook in hooks.response:
                run(hook, response, request, outcome=attempt.outcome)
        except BaseException:
            response.close()
            raise
        return response

    async def send_async(
        self, prepared: requests.PreparedRequest, *, token: str | None, **limits: Unpack[requests.Limits]
    ) -> httpx.Response:
        """Send one request and read its response on asyncio or trio; see `send`."""
        hooks = self._hooks
        self._check_can_send("async_client", self._async_client, self._async_fetcher)
        library = self._async_library or await _httpx_async()
        attempt = Attempt(token=token, is_closed=self._is_closed, **limits)
        request = build_request(prepared, library, attempt, self._async_client)
        for hook in hooks.before_request:
            request = replacement(request, await run_async(hook, request), hook, library)
        if hooks.before_request:
            complete_request(request, prepared, library, attempt)
        attempt.record_request(request, AsyncTracer)
        reading = self._receive_async(request, library, attempt)
        # A streamed request body and code of the caller may wait without a timeout.
        is_bounded = prepared.is_whole and self._async_client is None and self._async_fetcher is None
        try:
            response = await (reading if is_bounded else _cancel_after_deadline(attempt, reading))
        except Exception as error:  # noqa: BLE001 - a transport may raise anything
            failure = attempt.record_error(error)
            for hook in hooks.request_error:
                await run_async(hook, failure, request)
            raise failure from failure.__cause__
        attempt.record_response(response)
        try:
            for hook in hooks.response:
                await run_async(hook, response, request)
        except BaseException:
            await close_body(response)
            raise
        return response

    def _receive(self, request: httpx.Request, library: Library, attempt: Attempt) -> httpx.Response:
        slot: ConnectionSlot | None = None
        try:
            if self._fetcher is not None:
                response = fetched_response(self._fetcher(request), request, library)
            elif self._client is not None:
                response = self._client.send(request, stream=True, follow_redirects=False, **_auth(attempt))
            else:
                slot = self._connections.acquire(request.url, within=attempt.timeouts.now())
                response = slot.client.send(request, stream=True, follow_redirects=False, auth=None)
        except BaseException:
            if slot is not None:
                slot.release()
            raise
        response.next_request = None  # the request of a redirect, which contains the token
        wrap_body(response, library, attempt, slot)
        try:
            if is_to_be_read(response, attempt):
                read_whole(response)
        except BaseException:
            response.close()
            raise
        return response

    async def _receive_async(self, request: httpx.Request, library: Library, attempt: Attempt) -> httpx.Response:
        slot: AsyncConnectionSlot | None = None
        try:
            if self._async_fetcher is not None:
                response = fetched_response(await run_async(self._async_fetcher, request), request, library)
            elif self._async_client is not None:
                sending = self._async_client.send(request, stream=True, follow_redirects=False, **_auth(attempt))
                response = await sending
            else:
                slot = await self._connections.acquire_async(request.url, within=attempt.timeouts.now())
                response = await slot.client.send(request, stream=True, follow_redirects=False, auth=None)
        except BaseException as error:
            if slot is not None:
                await slot.release(not isinstance(error, Exception))
            raise
        response.next_request = None  # the request of a redirect, which contains the token
        wrap_body_async(response, library, attempt, slot)
        try:
            if is_to_be_read(response, attempt):
                await read_whole_async(response)
        except BaseException:
            await close_body(response)
            raise
        return response

    # Life cycle

    @property
    def uses_fetcher(self) -> bool:
        """Whether a fetcher function replaces the network, for sync or for async calls."""
        return self._fetcher is not None or self._async_fetcher is not None

    @property
    def closed(self) -> bool:
        """Whether the client is closed, and sends no more requests."""
        return self._closed

    def close(self) -> None:
        """Close all sync connections; safe to call again. Async connections close with their event loop."""
        self._closed = True
        self._connections.close()

    async def aclose(self) -> None:
        """Close all sync connections and those of the running event loop; safe to call again."""
        self._closed = True
        await self._connections.aclose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        await self.aclose()

    def __del__(self) -> None:
        # If `__init__` raised, there are no connections. Do not read `__dict__` here: it may create a dictionary, and
        # the garbage collector would take that for a new reference to everything in it.
        connections: Connections | None = getattr(self, "_connections", None)
        if connections is not None and connections.has_open_clients:
            warnings.warn(f"{self!r} was not closed", ResourceWarning, source=self, stacklevel=1)
            connections.close()

    def __repr__(self) -> str:
        return f"<attio.HTTPClient {'closed' if self._closed else 'open'}>"

    def forget(self) -> None:
        """Reset in a forked child: the sockets, and the threads that hold the locks, belong to the parent."""
        self._lock = threading.Lock()
        with warnings.catch_warnings():
            # Dropping a client closes only the child's copy of the socket.
            warnings.simplefilter("ignore", ResourceWarning)
            self._connections.forget()

    def _is_closed(self) -> bool:
        return self._closed

    def _check_can_send(self, name: str, client: httpx.Client | httpx.AsyncClient | None, fetcher: object) -> None:
        """Check that there is an open client or fetcher for sync or for async calls.

        Raises:
            InvalidRequestError: The only client or fetcher is for the other kind of calls.
            RequestAbortedError: The client is closed.
        """
        if self._closed or (client is not None and client.is_closed):
            raise closed_error()
        if client is None and fetcher is None and not self._creates_clients:
            alternative = name.replace("client", "fetcher")
            wanted, other = ("async", "sync") if name == "async_client" else ("sync", "async")
            message = (
                f"this HTTPClient can only make {other} calls; for {wanted} calls, also pass {name} or {alternative}"
            )
            raise InvalidRequestError(message)


def _auth(attempt: Attempt) -> dict[str, None]:
    """Return arguments for `send` of a client that was passed in; without a token, its own auth is turned off."""
    return {} if attempt.token is not None else {"auth": None}


async def _cancel_after_deadline(attempt: Attempt, reading: Awaitable[httpx.Response]) -> httpx.Response:
    import anyio

    limit = inf if attempt.deadline is None else attempt.deadline - monotonic() + GRACE
    with anyio.CancelScope(deadline=anyio.current_time() + limit):
        return await reading
    raise attempt.deadline_error()


def _httpx() -> Library:
    import httpx

    return library(httpx.__name__)


async def _httpx_async() -> Library:
    if "httpx" not in sys.modules:
        import anyio.to_thread

        # In a thread, because the import would block the event loop for a noticeable time.
        return await anyio.to_thread.run_sync(_httpx)
    return _httpx()
