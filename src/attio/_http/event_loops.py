"""Async clients of one HTTPClient: one for each connection, closed by its event loop, and immune to cancellation.

Each client sends one request at a time. In a pool that is shared, waiting calls rush for the same connection, and all
but one of them look through the pool again: of 1,000 calls, 100 at a time, that took two thirds of the time. And httpx
0.28 loses a slot of its pool when a call is cancelled at the wrong moment (encode/httpcore#1093): here a call that is
cancelled takes its client with it.
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
"""Seconds after which a connection that is not used is closed, as httpx does by default."""


class AsyncConnection(Protocol):
    """A connection, as the HTTP libraries expose it with a response (`network_stream`)."""

    async def aclose(self) -> None:
        """Close it; safe to call again."""
        ...


Route: TypeAlias = tuple[bool, str | None]
"""Whether requests go over TLS, and through which proxy of the environment."""


class AsyncConnectionSlot:
    """A connection slot of one event loop, held until the response is closed."""

    def __init__(self, clients: LoopClients, client: httpx.AsyncClient, route: Route) -> None:
        self.client = client
        """The client to send the request with; nothing else is sent with it meanwhile."""
        self._clients = clients
        self._route = route
        self._released = False
        self.connection: AsyncConnection | None = None
        """The connection of the response, once there is one."""
        self.body: object = None
        """The body of the response, while it is open."""
        clients.in_use.add(self)

    async def release(self, cancelled: bool = False) -> None:
        """Release the slot; safe to call again.

        Args:
            cancelled: Whether the call was cut off, which may have spoilt the connection.
        """
        if self._released:
            return
        self._released = True
        await self._clients.take_back(self, self._route, is_usable=not cancelled)


class LoopClients:
    """The clients of one event loop: those that send something, and for each route those that wait."""

    def __init__(self, slots: int) -> None:
        import anyio

        self.slots: anyio.Semaphore = anyio.Semaphore(slots, fast_acquire=True)
        self.in_use: set[AsyncConnectionSlot] = set()
        """Slots of calls in progress. An abandoned response stays open here until its event loop closes it."""
        self.idle: dict[Route, deque[tuple[httpx.AsyncClient, float]]] = {}
        """Clients, each with the time of its last use; the last used is the first to be used again."""
        self.closed = False
        """Whether the clients are closed; no more requests are sent."""

    def give(self, make: Callable[[Route], httpx.AsyncClient], route: Route) -> AsyncConnectionSlot:
        """Return a slot with a client for a route, created if none is idle.

        Raises:
            RequestAbortedError: They were closed while the call waited for its turn.
        """
        if self.closed:
            raise closed_error()
        idle = self.idle.get(route)
        return AsyncConnectionSlot(self, idle.pop()[0] if idle else make(route), route)

    async def take_back(self, slot: AsyncConnectionSlot, route: Route, *, is_usable: bool) -> None:
        """Keep the client of a slot for the next call, or close it; close clients that were idle for too long."""
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
                await _to_the_end(_close(*stale))
            return
        self.slots.release()
        # A pool that is closed while it is in use leaves connections open that were just being made.
        await _to_the_end(_close(slot.client, *(() if slot.connection is None else (slot.connection,))))

    async def close_all(self) -> None:
        """Close every client, those in use included, and make no more."""
        self.closed = True
        clients = [client for idle in self.idle.values() for client, _ in idle]
        clients += [slot.client for slot in self.in_use]
        self.idle.clear()
        await _to_the_end(_close(*clients))


class Loops:
    """The clients of every event loop that has sent something."""

    def __init__(self, make: Callable[[Route], httpx.AsyncClient], max_connections: int) -> None:
        self._make = make
        self._max_connections = max_connections
        self._loops: dict[object, LoopClients] = {}
        self._keepers: dict[object, AsyncGenerator[None, None]] = {}

    async def acquire(self, route: Route, *, within: float) -> AsyncConnectionSlot:
        """Wait for a connection slot of the running loop.

        Raises:
            RequestTimeoutError: None came free in time.
        """
        import anyio

        loop = running_loop()
        clients = self._loops.get(loop)
        if clients is None:
            clients = await self._begin(loop)
        try:
            clients.slots.acquire_nowait()
        except anyio.WouldBlock:
            try:
                with anyio.fail_after(within):
                    await clients.slots.acquire()
            except TimeoutError as error:
                raise pool_timeout_error(self._max_connections, within) from error
        try:
            return clients.give(self._make, route)
        except BaseException:
            clients.slots.release()
            raise

    async def _begin(self, loop: object) -> LoopClients:
        self._sweep()
        clients = self._loops[loop] = LoopClients(self._max_connections)
        keeper = self._keepers[loop] = self._keep(loop, clients)
        await anext(keeper)  # registers with the loop and gives control back at once: no other task comes between
        return clients

    async def _keep(self, loop: object, clients: LoopClients) -> AsyncGenerator[None, None]:
        """Close the clients of a loop: event loops end the async generators they know before they close."""
        try:
            yield
        finally:
            self._loops.pop(loop, None)
            self._keepers.pop(loop, None)
            await clients.close_all()

    def _sweep(self) -> None:
        """Forget loops that were closed without ending their generators; nothing can be closed in them any more."""
        for loop in list(self._loops):
            ended: Callable[[], bool] | None = getattr(loop, "is_closed", None)
            if ended is not None and ended():
                self._loops.pop(loop, None)
                self._keepers.pop(loop, None)
                message = "an event loop was closed without loop.shutdown_asyncgens(), with connections of attio open"
                warnings.warn(message, ResourceWarning, stacklevel=2)

    async def aclose(self) -> None:
        """Close the clients of the running loop; other loops close theirs when they end."""
        keeper = self._keepers.get(running_loop())
        if keeper is not None:
            await keeper.aclose()


def closed_error() -> RequestAbortedError:
    """The error of a call on a closed client."""
    return RequestAbortedError("the HTTP client is closed; make a new one", outcome="not_sent")


def pool_timeout_error(count: int, within: float) -> RequestTimeoutError:
    """The error of a call that waited too long for a free connection."""
    message = f"no connection came free within {within:g} s (max_connections={count})"
    return RequestTimeoutError(message, outcome="not_sent")


async def _close(*closeable: httpx.AsyncClient | AsyncConnection) -> None:
    for one in closeable:
        with suppress(Exception):  # a connection that is broken may refuse
            await one.aclose()


async def _to_the_end(work: Coroutine[object, object, None]) -> None:
    """Run something short to its end, though the task is cancelled meanwhile; then the cancellation goes on."""
    import anyio

    with anyio.CancelScope(shield=True):
        await (work if in_trio() else _Undisturbed(work))


class _Undisturbed:
    """Awaits a coroutine in asyncio, and delays a cancellation until it is done.

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
