"""The HTTP clients an HTTPClient makes for itself: when they are needed, and one TLS context for all of them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from attio._library import empty_jar
from attio._loops import Loops, is_closed, none_came_free
from attio.errors.base import HTTPClientError, InvalidRequestError

if TYPE_CHECKING:
    import ssl

    import httpx

    from attio._library import Library
    from attio._loops import Lease

C = TypeVar("C")

MAX_CONNECTIONS = 100

_inherited: list[Loops] = []
"""Async clients of the parent of this process, kept so that nobody finalizes them here, in loops that do not run."""


@dataclass(frozen=True)
class TransportOptions:
    """How the clients reach the network."""

    proxy: str | httpx.Proxy | None = field(default=None, repr=False)
    trust_env: bool = True
    ssl_context: ssl.SSLContext | None = None
    max_connections: int = MAX_CONNECTIONS


class SyncLease:
    """The right to one connection of the sync side, from before the request is sent until its answer is closed."""

    def __init__(self, client: httpx.Client, slots: threading.Semaphore) -> None:
        self.client = client
        """The client to send with."""
        self._slots: threading.Semaphore | None = slots

    def release(self) -> None:
        """Give the right back; harmless when it is given back already."""
        slots, self._slots = self._slots, None
        if slots is not None:
            slots.release()


class Transports:
    """The clients of one HTTPClient, for http and for https apart: only https pays for the trust store."""

    def __init__(self, options: TransportOptions, load: Callable[[], Library]) -> None:
        """Remember how to make clients; nothing is loaded or opened.

        Args:
            options: How they reach the network.
            load: Gives the HTTP library; importing it takes a while.
        """
        self._options = options
        self._load = load
        self._tls = options.ssl_context
        self._closed = False
        self._begin()

    def _begin(self) -> None:
        self._lock = threading.RLock()
        self._sync: dict[bool, httpx.Client] = {}
        self._slots = threading.Semaphore(self._options.max_connections)
        self._loops = Loops(self._make_async, self._options.max_connections)

    def lease_sync(self, *, secure: bool, within: float) -> SyncLease:
        """Give the right to a connection of the sync side.

        Raises:
            InvalidRequestError: The proxy or the certificates cannot be used.
            RequestAbortedError: It is closed.
            RequestTimeoutError: No connection came free in time.
        """
        client = self._sync.get(secure)
        if client is None:
            with self._lock:
                client = self._sync.get(secure)
                if client is None:
                    if self._closed:
                        raise is_closed()
                    client = self._sync[secure] = self._make(self._load().Client, secure=secure)
        if not self._slots.acquire(timeout=within):
            raise none_came_free(self._options.max_connections, within)
        if self._closed:
            self._slots.release()
            raise is_closed()
        return SyncLease(client, self._slots)

    async def lease(self, *, secure: bool, within: float) -> Lease:
        """Give the right to a connection of the running event loop.

        Raises:
            InvalidRequestError: The proxy or the certificates cannot be used.
            RequestAbortedError: It is closed.
            RequestTimeoutError: No connection came free in time.
        """
        if secure and self._tls is None:
            import anyio.to_thread

            # Reading the trust store takes long enough to be felt by everything else in the loop.
            await anyio.to_thread.run_sync(self._trust, abandon_on_cancel=True)
        if self._closed:
            raise is_closed()
        return await self._loops.lease(secure=secure, within=within)

    @property
    def left_open(self) -> bool:
        """Whether something is open that only `close` closes; event loops look after theirs."""
        return bool(self._sync)

    def close(self) -> None:
        """Close the clients of the sync side, and make no more of either side."""
        with self._lock:
            self._closed = True
            clients, self._sync = self._sync, {}
        for client in clients.values():
            client.close()

    async def aclose(self) -> None:
        """Close the clients of the sync side and of the running event loop."""
        self.close()
        await self._loops.aclose()

    def forget(self) -> None:
        """Drop every client without closing it: in a forked process they are the parent's.

        The lock is replaced, too: the thread that held it may not exist here.
        """
        _inherited.append(self._loops)
        self._begin()

    def _make_async(self, secure: bool) -> httpx.AsyncClient:
        return self._make(self._load().AsyncClient, secure=secure)

    def _make(self, kind: Callable[..., C], *, secure: bool) -> C:
        import ssl

        with _explained():
            return kind(
                # Without https, a context that trusts nobody: it takes no time to make, and nothing gets past it.
                verify=self._trust() if secure else self._tls or ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
                proxy=self._options.proxy,
                trust_env=self._options.trust_env,
                # A pool with a bound closes connections that it has just assigned to another thread
                # (encode/httpcore#1110) and loses some to cancellation (encode/httpcore#1093): the bound is ours.
                limits=self._load().Limits(max_connections=None, max_keepalive_connections=None),
                cookies=empty_jar(),
            )

    def _trust(self) -> ssl.SSLContext:
        """Give the TLS context, made once."""
        if self._tls is None:
            with self._lock:
                if self._tls is None:
                    with _explained():
                        self._tls = self._load().create_ssl_context(trust_env=self._options.trust_env)
        return self._tls


@contextmanager
def _explained() -> Generator[None, None, None]:
    """Say what is wrong when a client cannot be made; without URLs, which may hold a password."""
    try:
        yield
    except HTTPClientError:
        raise
    except Exception as error:
        reason = str(error) if isinstance(error, ImportError | OSError) else type(error).__name__
        message = f"the proxy or the certificates, given or from the environment, cannot be used: {reason}"
        raise InvalidRequestError(message) from error
