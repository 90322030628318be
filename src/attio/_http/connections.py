"""What an HTTPClient makes for itself to send with: when it is needed, and one TLS context for all of it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from attio._http.event_loops import Loops, closed_error, pool_timeout_error
from attio._http.libraries import empty_jar
from attio._http.senders import AsyncByClient, AsyncDirect, ByClient, Direct
from attio._support.fields import FrozenFields
from attio.errors.base import HTTPClientError, InvalidRequestError

if TYPE_CHECKING:
    import ssl

    import httpx

    from attio._http.event_loops import AsyncConnectionSlot
    from attio._http.libraries import Library
    from attio._http.senders import AsyncSender, Connection, Sender

MAX_CONNECTIONS = 100

_inherited: list[Loops] = []
"""Async clients of the parent of this process, kept so that nobody finalizes them here, in loops that do not run."""


class TransportOptions(FrozenFields):
    """How the clients reach the network."""

    proxy: str | httpx.Proxy | None = None
    trust_env: bool = True
    ssl_context: ssl.SSLContext | None = None
    max_connections: int = MAX_CONNECTIONS


class ConnectionSlot:
    """A connection slot of the sync side, held until the response is closed."""

    def __init__(self, transports: Transports, sender: Sender, slots: SimpleQueue[None]) -> None:
        self.send = sender.send
        """Sends the request."""
        self.connection: Connection | None = None
        """What the answer comes on, once there is one."""
        self._sender = sender
        self._transports = transports
        self._slots: SimpleQueue[None] | None = slots

    def release(self) -> None:
        """Release the slot; safe to call again."""
        slots, self._slots = self._slots, None
        if slots is not None:
            slots.put(None)
            if self._transports.closed:
                self._close()

    def _close(self) -> None:
        """Close what a pool that is closed while it is in use leaves open: connections that were just being made."""
        self._sender.close()
        if self.connection is not None:
            with suppress(Exception):
                self.connection.close()


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
        self._reading: threading.Thread | None = None
        self.closed = False
        """Whether nothing is to be sent any more."""
        self._begin()

    def _begin(self) -> None:
        self._lock = threading.RLock()
        self._sync: dict[bool, Sender] = {}
        # A semaphore of the standard library takes ten times as long.
        self._slots: SimpleQueue[None] = SimpleQueue()
        for _ in range(self._options.max_connections):
            self._slots.put(None)
        self._loops = Loops(self._make_async, self._options.max_connections)

    def acquire(self, *, secure: bool, within: float) -> ConnectionSlot:
        """Acquire a connection slot of the sync side.

        Raises:
            InvalidRequestError: The proxy or the certificates cannot be used.
            RequestAbortedError: It is closed.
            RequestTimeoutError: No connection came free in time.
        """
        sender = self._sync.get(secure)
        if sender is None:
            with self._lock:
                sender = self._sync.get(secure)
                if sender is None:
                    if self.closed:
                        raise closed_error()
                    sender = self._sync[secure] = self._make(secure=secure)
        try:
            self._slots.get(timeout=within)
        except Empty:
            raise pool_timeout_error(self._options.max_connections, within) from None
        if self.closed:
            self._slots.put(None)
            raise closed_error()
        return ConnectionSlot(self, sender, self._slots)

    async def acquire_async(self, *, secure: bool, within: float) -> AsyncConnectionSlot:
        """Acquire a connection slot of the running event loop.

        Raises:
            InvalidRequestError: The proxy or the certificates cannot be used.
            RequestAbortedError: It is closed.
            RequestTimeoutError: No connection came free in time.
        """
        if secure and self._tls is None:
            import anyio.to_thread

            # Reading the trust store takes long enough to be felt by everything else in the loop.
            await anyio.to_thread.run_sync(self._trust, abandon_on_cancel=True)
        if self.closed:
            raise closed_error()
        return await self._loops.acquire(secure=secure, within=within)

    @property
    def left_open(self) -> bool:
        """Whether something is open that only `close` closes; event loops look after theirs."""
        return bool(self._sync)

    def close(self) -> None:
        """Close the clients of the sync side, and make no more of either side."""
        with self._lock:
            self.closed = True
            senders, self._sync = self._sync, {}
        for sender in senders.values():
            sender.close()

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

    def _make(self, *, secure: bool) -> Sender:
        with _explained():
            if self._named_by_environment():
                return ByClient(self._load().Client(**self._settings(secure=secure), cookies=empty_jar()))
            return Direct(self._load().HTTPTransport(**self._settings(secure=secure), proxy=self._options.proxy))

    def _make_async(self, secure: bool) -> AsyncSender:
        with _explained():
            if self._named_by_environment():
                return AsyncByClient(self._load().AsyncClient(**self._settings(secure=secure), cookies=empty_jar()))
            return AsyncDirect(
                self._load().AsyncHTTPTransport(**self._settings(secure=secure), proxy=self._options.proxy)
            )

    def _named_by_environment(self) -> bool:
        """Whether it depends on the host by what proxy it is reached, if by any."""
        from urllib.request import getproxies  # loads ssl; httpx has loaded both by now

        return self._options.trust_env and self._options.proxy is None and bool(getproxies())

    def _settings(self, *, secure: bool) -> dict[str, Any]:
        import ssl

        return {
            # Without https, a context that trusts nobody: it takes no time to make, and nothing gets past it.
            "verify": self._trust() if secure else self._tls or ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
            "trust_env": self._options.trust_env,
            # A pool with a bound closes connections that it has just assigned to another thread
            # (encode/httpcore#1110) and loses some to cancellation (encode/httpcore#1093): the bound is ours.
            "limits": self._load().Limits(max_connections=None, max_keepalive_connections=None),
        }

    def read_trust_store(self) -> None:
        """Begin to read the trust store in a thread, beside what is done until the first connection is made."""
        with self._lock:
            if self._tls is None and self._reading is None:
                thread = threading.Thread(target=self._read, name="attio-trust-store")
                with suppress(RuntimeError):  # no more threads; it is read when it is needed
                    thread.start()
                    self._reading = thread

    def _read(self) -> None:
        with suppress(Exception):  # what is wrong is told when `_trust` finds nothing
            self._tls = self._load().create_ssl_context(trust_env=self._options.trust_env)

    def _trust(self) -> ssl.SSLContext:
        """Give the TLS context, made once."""
        if self._tls is None:
            with self._lock:
                if self._reading is not None:
                    self._load().load_the_rest()
                    self._reading.join()
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
