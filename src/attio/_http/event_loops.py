"""Async clients of one HTTPClient: one for each event loop, closed by its loop, and immune to cancellation.

httpx 0.28 loses a slot of its pool when a call is cancelled at the wrong moment, until no call can be made
(encode/httpcore#1093). So its pool is left unbounded, the bound is a semaphore here, and a client in which calls were
cancelled is replaced now and then. httpx2 is free of this.
"""

from __future__ import annotations

import warnings
from collections.abc import AsyncGenerator, Callable, Coroutine, Generator, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol, TypeAlias

from attio._support.async_loop import in_trio, running_loop
from attio.errors.base import RequestAbortedError, RequestTimeoutError

if TYPE_CHECKING:
    import anyio
    import httpx

CANCELS = 8
"""How many cancelled calls a client may have seen before it is replaced: each may leave a dead connection behind."""


class AsyncConnection(Protocol):
    """A connection, as the HTTP libraries expose it with a response (`network_stream`)."""

    async def aclose(self) -> None:
        """Close it; safe to call again."""
        ...


Route: TypeAlias = tuple[bool, str | None]
"""Whether requests go over TLS, and through which proxy of the environment."""


class Generation:
    """One pool of connections of one loop, until it is replaced."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.in_use: set[AsyncConnectionSlot] = set()
        """The calls under way in it. An answer that its reader has left lives on here, until the loop takes it down."""
        self.cancels = 0
        self.retired = False
        """Whether new calls go to a newer one; the last call that ends closes it."""


class AsyncConnectionSlot:
    """A connection slot of one event loop, held until the response is closed."""

    def __init__(self, loop: LoopClients, generation: Generation) -> None:
        self.client = generation.client
        """The client to send the request with."""
        self._loop = loop
        self._generation = generation
        self._released = False
        self.connection: AsyncConnection | None = None
        """The connection of the response, once there is one."""
        self.body: object = None
        """The body of the response, while it is open."""
        generation.in_use.add(self)

    async def release(self, cancelled: bool = False) -> None:
        """Release the slot; safe to call again.

        Args:
            cancelled: Whether the call was cut off, which may have spoilt a connection.
        """
        if self._released:
            return
        self._released = True
        generation, loop = self._generation, self._loop
        generation.in_use.remove(self)
        loop.slots.release()
        if cancelled:
            generation.cancels += 1
            if generation.cancels >= CANCELS:
                loop.retire(generation)
        if loop.closed or (generation.retired and not generation.in_use):
            # A pool that is closed while it is in use leaves connections open that were just being made.
            await loop.close(generation, connection=self.connection)


class LoopClients:
    """The clients of one event loop: one for each route, and those that were retired."""

    def __init__(self, slots: int) -> None:
        import anyio

        self.slots: anyio.Semaphore = anyio.Semaphore(slots, fast_acquire=True)
        self._current: dict[Route, Generation] = {}
        self._open: set[Generation] = set()
        self.closed = False
        """Whether nothing is to be sent any more."""

    def current(self, make: Callable[[Route], httpx.AsyncClient], route: Route) -> Generation:
        """Give the client of a route, made if there is none.

        Raises:
            RequestAbortedError: They were closed while the call waited for its turn.
        """
        if self.closed:
            raise closed_error()
        generation = self._current.get(route)
        if generation is None:
            generation = self._current[route] = Generation(make(route))
            self._open.add(generation)
        return generation

    def retire(self, generation: Generation) -> None:
        """Let new calls use a new client."""
        generation.retired = True
        for route, current in list(self._current.items()):
            if current is generation:
                del self._current[route]

    async def close(self, *generations: Generation, connection: AsyncConnection | None = None) -> None:
        """Close pools, and a connection that may have escaped them, even if the task is cancelled."""
        await _to_the_end(self._close(generations, connection))

    async def close_all(self) -> None:
        """Close every client, retired ones included, and make no more."""
        self.closed = True
        await self.close(*self._open)

    async def _close(self, generations: Iterable[Generation], connection: AsyncConnection | None) -> None:
        for generation in generations:
            with suppress(Exception):  # a connection that is broken may refuse
                await generation.client.aclose()
            self._open.discard(generation)
        if connection is not None:
            with suppress(Exception):
                await connection.aclose()


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
            return AsyncConnectionSlot(clients, clients.current(self._make, route))
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


async def _to_the_end(work: Coroutine[object, object, None]) -> None:
    """Run something short to its end, though the task is cancelled meanwhile; then the cancellation goes on."""
    import anyio

    with anyio.CancelScope(shield=True):
        await (work if in_trio() else _Undisturbed(work))


class _Undisturbed:
    """Awaits something in asyncio and holds a cancellation back until it is done.

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
