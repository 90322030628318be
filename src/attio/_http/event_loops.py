"""Async clients of one `HTTPClient`: one client for each connection, closed with its event loop.

Each client sends one request at a time, for two reasons:

- In a shared pool, all waiting calls wake up for each free connection and scan the pool again. This took two thirds of
  the time of 1,000 calls, 100 at a time.
- httpx 0.28 loses a slot of its pool if a call is cancelled at the wrong moment (encode/httpcore#1093). With one client
  per connection, the client of a cancelled call is closed.
"""

from __future__ import annotations

import warnings
from collections import deque
from collections.abc import AsyncGenerator, Callable, Coroutine, Generator
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Protocol, TypeAlias

from attio._support.async_loop import in_trio, running_loop
from attio.errors.base import RequestAbortedError, RequestTimeoutError

if TYPE_CHECKING:
    import anyio
    import httpx

KEEP_ALIVE = 5.0
"""Seconds after which an idle connection is closed, as in httpx."""


class AsyncConnection(Protocol):
    """The connection of a response, which httpx returns as the extension `network_stream`."""

    async def aclose(self) -> None:
        """Close the connection; safe to call again."""
        ...


Route: TypeAlias = tuple[bool, str | None]
"""Whether requests use TLS, and the proxy of the environment, if any."""


class AsyncConnectionSlot:
    """A connection slot of one event loop, held until the response is closed."""

    def __init__(self, clients: LoopClients, client: httpx.AsyncClient, route: Route) -> None:
        self.client = client
        """The client that sends the request; no other call uses it at the same time."""
        self._clients = clients
        self._route = route
        self._released = False
        self.connection: AsyncConnection | None = None
        """The connection of the response; None before there is a response."""
        self.body: object = None
        """The body of the response, while it is open."""
        clients.in_use.add(self)

    async def release(self, cancelled: bool = False) -> None:
        """Release the slot; safe to call again.

        Args:
            cancelled: Whether the call was cancelled, so that the connection cannot be used again.
        """
        if self._released:
            return
        self._released = True
        await self._clients.release(self, self._route, is_usable=not cancelled)


class LoopClients:
    """The clients of one event loop: the clients in use, and the idle clients of each route."""

    def __init__(self, slots: int) -> None:
        import anyio

        self.slots: anyio.Semaphore = anyio.Semaphore(slots, fast_acquire=True)
        self.in_use: set[AsyncConnectionSlot] = set()
        """Slots of calls in progress, and of responses that are not closed yet."""
        self.idle: dict[Route, deque[tuple[httpx.AsyncClient, float]]] = {}
        """Idle clients with the time of their last use, oldest first; the next request takes the newest."""
        self.closed = False
        """Whether the clients are closed; no more requests are sent."""

    def create_slot(self, make_client: Callable[[Route], httpx.AsyncClient], route: Route) -> AsyncConnectionSlot:
        """Return a slot with a client for a route: an idle client, or a new one if there is none.

        Raises:
            RequestAbortedError: The clients were closed while the call waited for its turn.
        """
        if self.closed:
            raise closed_error()
        idle = self.idle.get(route)
        return AsyncConnectionSlot(self, idle.pop()[0] if idle else make_client(route), route)

    async def release(self, slot: AsyncConnectionSlot, route: Route, *, is_usable: bool) -> None:
        """Keep the client of a slot for later calls, or close it; also close clients that were idle for too long."""
        now = monotonic()
        self.in_use.remove(slot)
        if is_usable and not self.closed:
            idle = self.idle.setdefault(route, deque())
            idle.append((slot.client, now))
            self.slots.release()
            stale: list[httpx.AsyncClient] = []
            while idle[0][1] < now - KEEP_ALIVE:
                stale.append(idle.popleft()[0])
            if stale:
                await _run_shielded(_close(*stale))
            return
        self.slots.release()
        if slot.connection is None:
            await _run_shielded(_close(slot.client))
        else:
            # Close the connection as well, because closing a pool misses connections that are being opened.
            await _run_shielded(_close(slot.client, slot.connection))

    async def close_all(self) -> None:
        """Close all clients, including those in use, and reject new calls."""
        self.closed = True
        clients = [client for idle in self.idle.values() for client, _ in idle]
        clients += [slot.client for slot in self.in_use]
        self.idle.clear()
        await _run_shielded(_close(*clients))


class Loops:
    """The clients of each event loop that has sent a request."""

    def __init__(self, make_client: Callable[[Route], httpx.AsyncClient], max_connections: int) -> None:
        self._make_client = make_client
        self._max_connections = max_connections
        self._loops: dict[object, LoopClients] = {}
        self._closers: dict[object, AsyncGenerator[None, None]] = {}

    async def acquire(self, route: Route, *, within: float) -> AsyncConnectionSlot:
        """Wait for a connection slot of the running event loop.

        Raises:
            RequestAbortedError: The clients were closed while the call waited for its turn.
            RequestTimeoutError: No slot became free in time.
        """
        import anyio

        loop = running_loop()
        clients = self._loops.get(loop)
        if clients is None:
            clients = await self._add_loop(loop)
        try:
            clients.slots.acquire_nowait()
        except anyio.WouldBlock:
            try:
                with anyio.fail_after(within):
                    await clients.slots.acquire()
            except TimeoutError as error:
                raise pool_timeout_error(self._max_connections, within) from error
        try:
            return clients.create_slot(self._make_client, route)
        except BaseException:
            clients.slots.release()
            raise

    async def _add_loop(self, loop: object) -> LoopClients:
        self._drop_closed_loops()
        clients = self._loops[loop] = LoopClients(self._max_connections)
        closer = self._closers[loop] = self._close_with(loop, clients)
        await anext(closer)  # registers the generator with the loop; does not switch to another task
        return clients

    async def _close_with(self, loop: object, clients: LoopClients) -> AsyncGenerator[None, None]:
        """Close the clients with their loop: an event loop ends all running async generators before it closes."""
        try:
            yield
        finally:
            self._loops.pop(loop, None)
            self._closers.pop(loop, None)
            await clients.close_all()

    def _drop_closed_loops(self) -> None:
        """Drop loops that were closed without ending their generators; their connections cannot be closed."""
        for loop in list(self._loops):
            is_closed: Callable[[], bool] | None = getattr(loop, "is_closed", None)
            if is_closed is not None and is_closed():
                self._loops.pop(loop, None)
                self._closers.pop(loop, None)
                message = "an event loop was closed without loop.shutdown_asyncgens(), with connections of attio open"
                warnings.warn(message, ResourceWarning, stacklevel=2)

    async def aclose(self) -> None:
        """Close the clients of the running loop; other loops close their clients when they end."""
        closer = self._closers.get(running_loop())
        if closer is not None:
            await closer.aclose()


def closed_error() -> RequestAbortedError:
    """Build the error for a call on a closed client."""
    return RequestAbortedError("the HTTP client is closed; create a new one", outcome="not_sent")


def pool_timeout_error(max_connections: int, within: float) -> RequestTimeoutError:
    """Build the error for a call that waited too long for a free connection."""
    message = f"no connection became free within {within:g} s (max_connections={max_connections})"
    return RequestTimeoutError(message, outcome="not_sent")


async def _close(*closeable: httpx.AsyncClient | AsyncConnection) -> None:
    for client_or_connection in closeable:
        with suppress(Exception):  # a broken connection may raise
            await client_or_connection.aclose()


async def _run_shielded(work: Coroutine[object, object, None]) -> None:
    """Run a short coroutine to its end, even if the task is cancelled; the cancellation is raised afterwards."""
    import anyio

    with anyio.CancelScope(shield=True):
        await (work if in_trio() else _DelayedCancellation(work))


class _DelayedCancellation:
    """Awaits a coroutine in asyncio, and delays a cancellation until the coroutine is done.

    A shielded scope does not stop `task.cancel()`, which would leave the remaining connections open.
    """

    def __init__(self, work: Coroutine[object, object, None]) -> None:
        self._work = work

    def __await__(self) -> Generator[object, None, None]:
        import asyncio

        cancelled: asyncio.CancelledError | None = None
        while True:
            try:
                pause = self._work.send(None)
            except StopIteration:
                break
            try:
                yield pause
            except asyncio.CancelledError as error:
                cancelled = error
        if cancelled is not None:
            raise cancelled
