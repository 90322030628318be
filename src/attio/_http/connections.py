"""The library clients of an `HTTPClient`, which are created on first use and share one TLS context."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, Protocol

from attio._http.event_loops import Loops, closed_error, pool_timeout_error
from attio._http.proxies import ProxyRules, check_certificates
from attio._support.fields import FrozenFields
from attio.errors.base import HTTPClientError, InvalidRequestError

if TYPE_CHECKING:
    import ssl

    import httpx

    from attio._http.event_loops import AsyncConnectionSlot, Route
    from attio._http.libraries import Library

MAX_CONNECTIONS = 100

_inherited: list[Loops] = []
"""Async clients of the parent process; kept alive, because a forked child cannot close them without an event loop."""


class TransportOptions(FrozenFields):
    """Network settings of the clients."""

    proxy: str | httpx.Proxy | None = None
    trust_env: bool = True
    ssl_context: ssl.SSLContext | None = None
    max_connections: int = MAX_CONNECTIONS


class Connection(Protocol):
    """A connection, which the HTTP libraries return with a response as `network_stream`."""

    def close(self) -> None:
        """Close the connection; safe to call again."""
        ...


class ConnectionSlot:
    """A connection slot for sync calls, held until the response is closed."""

    def __init__(self, connections: Connections, client: httpx.Client, slots: SimpleQueue[None]) -> None:
        self.client = client
        """The client that sends the request."""
        self.connection: Connection | None = None
        """The connection of the response; None before there is a response."""
        self._connections = connections
        self._slots: SimpleQueue[None] | None = slots

    def release(self) -> None:
        """Release the slot; safe to call again."""
        slots, self._slots = self._slots, None
        if slots is not None:
            slots.put(None)
            if self._connections.closed:
                self._close()

    def _close(self) -> None:
        """Close the client again, and the connection: closing a pool misses connections that are being opened."""
        self.client.close()
        if self.connection is not None:
            with suppress(Exception):
                self.connection.close()


class Connections:
    """The clients of one `HTTPClient`, one for each route. Only https routes read the trust store."""

    def __init__(self, options: TransportOptions, load: Callable[[], Library]) -> None:
        """Store the settings; nothing is imported or opened.

        Args:
            options: Proxy, TLS and pool settings of the clients.
            load: Function that imports the HTTP library, which is slow, and returns it.
        """
        self._options = options
        self._load = load
        self._tls = options.ssl_context
        self._reading: threading.Thread | None = None
        self._rules: ProxyRules | None = None
        self._has_read_rules = options.proxy is not None or not options.trust_env
        self.closed = False
        """Whether `close` was called; no more requests are sent."""
        self._begin()

    def _begin(self) -> None:
        self._lock = threading.RLock()
        self._sync: dict[Route, httpx.Client] = {}
        # A queue, because a semaphore of the standard library takes ten times as long.
        self._slots: SimpleQueue[None] = SimpleQueue()
        for _ in range(self._options.max_connections):
            self._slots.put(None)
        self._loops = Loops(self._make_async, self._options.max_connections)

    def acquire(self, url: httpx.URL, *, within: float) -> ConnectionSlot:
        """Acquire a connection slot for a sync call to the server of a URL.

        Raises:
            InvalidRequestError: The proxy or the certificates cannot be used.
            RequestAbortedError: The HTTP client is closed.
            RequestTimeoutError: No connection became free in time.
        """
        route = self._route(url)
        client = self._sync.get(route)
        if client is None:
            with self._lock:
                client = self._sync.get(route)
                if client is None:
                    if self.closed:
                        raise closed_error()
                    client = self._sync[route] = self._make(route)
        try:
            self._slots.get(timeout=within)
        except Empty:
            raise pool_timeout_error(self._options.max_connections, within) from None
        if self.closed:
            self._slots.put(None)
            raise closed_error()
        return ConnectionSlot(self, client, self._slots)

    async def acquire_async(self, url: httpx.URL, *, within: float) -> AsyncConnectionSlot:
        """Acquire a connection slot of the running event loop for the server of a URL.

        Raises:
            InvalidRequestError: The proxy or the certificates cannot be used.
            RequestAbortedError: The HTTP client is closed.
            RequestTimeoutError: No connection became free in time.
        """
        route = self._route(url)
        if route[0] and self._tls is None:
            import anyio.to_thread

            # Reading the trust store would block the event loop for a noticeable time.
            await anyio.to_thread.run_sync(self._trust, abandon_on_cancel=True)
        if self.closed:
            raise closed_error()
        return await self._loops.acquire(route, within=within)

    @property
    def has_open_clients(self) -> bool:
        """Whether sync clients are open; async clients are closed with their event loop."""
        return bool(self._sync)

    def close(self) -> None:
        """Close the sync clients, and do not create new clients, sync or async."""
        with self._lock:
            self.closed = True
            clients, self._sync = self._sync, {}
        for client in clients.values():
            client.close()

    async def aclose(self) -> None:
        """Close the sync clients and the clients of the running event loop."""
        self.close()
        await self._loops.aclose()

    def forget(self) -> None:
        """Drop all clients in a forked child without closing them, because they belong to the parent.

        The lock is replaced because the thread that holds it may not exist in the child.
        """
        _inherited.append(self._loops)
        self._begin()

    def _route(self, url: httpx.URL) -> Route:
        if not self._has_read_rules:
            with self._lock:
                self._rules, self._has_read_rules = ProxyRules.from_environment(), True
        scheme = url.scheme
        proxy = None if self._rules is None else self._rules.proxy_for(scheme, url.host, url.port)
        return scheme == "https", proxy

    def _make(self, route: Route) -> httpx.Client:
        with _explain_errors():
            return self._load().OwnClient(**self._settings(route))

    def _make_async(self, route: Route) -> httpx.AsyncClient:
        with _explain_errors():
            return self._load().OwnAsyncClient(**self._settings(route))

    def _settings(self, route: Route) -> dict[str, Any]:
        import ssl

        is_secure, proxy = route
        return {
            # For http, a context without authorities: it is fast to create, and rejects every certificate.
            "verify": self._trust() if is_secure else self._tls or ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
            "trust_env": False,  # this class reads the proxies and certificates of the environment
            "proxy": proxy or self._options.proxy,
            # Slots limit the connections, not the pool: a pool with a limit closes connections that it has just
            # assigned to another thread (encode/httpcore#1110), and cancelled calls lose some (encode/httpcore#1093).
            "limits": self._load().Limits(max_connections=None, max_keepalive_connections=None),
        }

    def read_trust_store(self) -> None:
        """Read the trust store in a thread while the first request is prepared; saves 5 % of the first call."""
        with self._lock:
            if self._tls is None and self._reading is None:
                thread = threading.Thread(target=self._read, name="attio-trust-store")
                with suppress(RuntimeError):  # no thread can be started; `_trust` reads the store later
                    thread.start()
                    self._reading = thread

    def _read(self) -> None:
        with suppress(Exception):  # `_trust` reads the store again and raises the error
            self._tls = self._context()

    def _context(self) -> ssl.SSLContext:
        if self._options.trust_env:
            check_certificates()
        return self._load().create_ssl_context(trust_env=self._options.trust_env)

    def _trust(self) -> ssl.SSLContext:
        """Return the TLS context, created once."""
        if self._tls is None:
            with self._lock:
                if self._reading is not None:
                    self._load().load_transport()
                    self._reading.join()
                if self._tls is None:
                    with _explain_errors():
                        self._tls = self._context()
        return self._tls


@contextmanager
def _explain_errors() -> Generator[None, None, None]:
    """Raise an error that explains why a client cannot be created, without URLs, which may contain a password."""
    try:
        yield
    except HTTPClientError:
        raise
    except Exception as error:
        reason = str(error) if isinstance(error, ImportError | OSError) else type(error).__name__
        message = f"the proxy or the certificates cannot be used: {reason}; check the arguments and the environment"
        raise InvalidRequestError(message) from error
