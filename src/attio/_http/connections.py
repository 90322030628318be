"""The HTTP library clients behind an `HTTPClient`: created on first use, with one shared TLS context."""

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
"""Async clients of the parent process, kept so that a forked child does not finalize them without their event loop."""


class TransportOptions(FrozenFields):
    """How the clients reach the network."""

    proxy: str | httpx.Proxy | None = None
    trust_env: bool = True
    ssl_context: ssl.SSLContext | None = None
    max_connections: int = MAX_CONNECTIONS


class Connection(Protocol):
    """A connection, as the HTTP libraries expose it with a response (`network_stream`)."""

    def close(self) -> None:
        """Close it; safe to call again."""
        ...


class ConnectionSlot:
    """A connection slot of the sync side, held until the response is closed."""

    def __init__(self, connections: Connections, client: httpx.Client, slots: SimpleQueue[None]) -> None:
        self.client = client
        """The client to send the request with."""
        self.connection: Connection | None = None
        """The connection of the response, once there is one."""
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
        """Close the client again, and the connection: closing a pool in use misses connections being opened."""
        self.client.close()
        if self.connection is not None:
            with suppress(Exception):
                self.connection.close()


class Connections:
    """The clients of one `HTTPClient`, one for each route. Only https routes read the trust store."""

    def __init__(self, options: TransportOptions, load: Callable[[], Library]) -> None:
        """Store how to create clients; nothing is loaded or opened.

        Args:
            options: Proxy, TLS and pool settings of the clients.
            load: Function that imports and returns the HTTP library; importing it is slow.
        """
        self._options = options
        self._load = load
        self._tls = options.ssl_context
        self._reading: threading.Thread | None = None
        self._rules: ProxyRules | None = None
        self._knows_rules = options.proxy is not None or not options.trust_env
        self.closed = False
        """Whether `close` was called; no more requests are sent."""
        self._begin()

    def _begin(self) -> None:
        self._lock = threading.RLock()
        self._sync: dict[Route, httpx.Client] = {}
        # A semaphore of the standard library takes ten times as long.
        self._slots: SimpleQueue[None] = SimpleQueue()
        for _ in range(self._options.max_connections):
            self._slots.put(None)
        self._loops = Loops(self._make_async, self._options.max_connections)

    def acquire(self, url: httpx.URL, *, within: float) -> ConnectionSlot:
        """Acquire a connection slot of the sync side, for the server of a URL.

        Raises:
            InvalidRequestError: The proxy or the certificates cannot be used.
            RequestAbortedError: It is closed.
            RequestTimeoutError: No connection came free in time.
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
        """Acquire a connection slot of the running event loop, for the server of a URL.

        Raises:
            InvalidRequestError: The proxy or the certificates cannot be used.
            RequestAbortedError: It is closed.
            RequestTimeoutError: No connection came free in time.
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
    def left_open(self) -> bool:
        """Whether sync clients are open; async clients are closed with their event loop."""
        return bool(self._sync)

    def close(self) -> None:
        """Close the sync clients, and create no more clients of either side."""
        with self._lock:
            self.closed = True
            clients, self._sync = self._sync, {}
        for client in clients.values():
            client.close()

    async def aclose(self) -> None:
        """Close the clients of the sync side and of the running event loop."""
        self.close()
        await self._loops.aclose()

    def forget(self) -> None:
        """Drop every client without closing it: in a forked child, the clients belong to the parent.

        The lock is replaced as well: the thread that held it may not exist in the child.
        """
        _inherited.append(self._loops)
        self._begin()

    def _route(self, url: httpx.URL) -> Route:
        if not self._knows_rules:
            with self._lock:
                self._rules, self._knows_rules = ProxyRules.from_environment(), True
        scheme = url.scheme
        return scheme == "https", None if self._rules is None else self._rules.proxy_for(scheme, url.host, url.port)

    def _make(self, route: Route) -> httpx.Client:
        with _explained():
            return self._load().OwnClient(**self._settings(route))

    def _make_async(self, route: Route) -> httpx.AsyncClient:
        with _explained():
            return self._load().OwnAsyncClient(**self._settings(route))

    def _settings(self, route: Route) -> dict[str, Any]:
        import ssl

        secure, proxy = route
        return {
            # Without https, a context without authorities: it is fast to create, and rejects every certificate.
            "verify": self._trust() if secure else self._tls or ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
            "trust_env": False,  # proxies and certificates of the environment are read here
            "proxy": proxy or self._options.proxy,
            # A pool with a limit closes connections that it has just assigned to another thread
            # (encode/httpcore#1110) and loses some to cancellation (encode/httpcore#1093): slots limit it instead.
            "limits": self._load().Limits(max_connections=None, max_keepalive_connections=None),
        }

    def read_trust_store(self) -> None:
        """Read the trust store in a thread while the first request is prepared; saves 5 % of the first call."""
        with self._lock:
            if self._tls is None and self._reading is None:
                thread = threading.Thread(target=self._read, name="attio-trust-store")
                with suppress(RuntimeError):  # no thread can be started; `_trust` reads the store when it is needed
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
                    self._load().load_the_rest()
                    self._reading.join()
                if self._tls is None:
                    with _explained():
                        self._tls = self._context()
        return self._tls


@contextmanager
def _explained() -> Generator[None, None, None]:
    """Explain why a client cannot be created; without URLs, which may contain a password."""
    try:
        yield
    except HTTPClientError:
        raise
    except Exception as error:
        reason = str(error) if isinstance(error, ImportError | OSError) else type(error).__name__
        message = f"the proxy or the certificates, given or from the environment, cannot be used: {reason}"
        raise InvalidRequestError(message) from error
