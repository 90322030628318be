"""Fetch pages ahead of the current one: in threads on the sync side, in tasks on the async side."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from contextvars import copy_context
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar, cast

from attio._paging.walk import AsyncPages
from attio._support.async_loop import in_trio, running_loop
from attio.errors.base import ResponseValidationError

if TYPE_CHECKING:
    import asyncio

    from attio._paging.position import PagePosition
    from attio.models.base import Envelope

P = TypeVar("P", bound="Envelope")

GRACE = 2.0
"""Seconds that leaving a sync iteration waits for requests in progress; a thread cannot be cancelled."""


class Fetch(Protocol):
    """A page that was requested."""

    position: PagePosition

    @property
    def is_done(self) -> bool:
        """Whether the request has succeeded or failed."""
        ...

    @property
    def page(self) -> Envelope | None:
        """The page once the request has succeeded, else None."""
        ...

    def cancel(self) -> None:
        """Cancel the request; its page is not needed."""
        ...


F = TypeVar("F", bound=Fetch)


class PrefetchQueue(Generic[F]):
    """Decides which pages to request while another is in use; no I/O.

    The position of the next page follows from the current page. For pages by offset or start index, the positions
    after it are guessed: each page is expected to be as long as the current one. A page is used only when it begins
    where the one before it ended. Once pages differ in length, wrong guesses are dropped and no more are made.
    """

    def __init__(self, count: int, request: Callable[[PagePosition], F]) -> None:
        """Create an empty queue.

        Args:
            count: The number of pages to be ahead.
            request: Starts to fetch the page at a position.
        """
        self._count = count
        self._request = request
        self.requested: deque[F] = deque()
        """Pages that are not in use yet, in order."""
        self.dropped: list[F] = []
        """Pages that were requested and are not needed."""
        self._next: PagePosition | None = None
        self._problem: ResponseValidationError | None = None
        self._length: int | None = None
        """How many items the current page has."""
        self._guessing = True

    def arrived(self, page: Envelope, position: PagePosition) -> None:
        """Make a page the current one and request those that follow."""
        if self.requested:
            self.requested.popleft()  # the page itself
        try:
            self._next = position.after(page)
        except ResponseValidationError as error:
            self._next, self._problem = None, error
        following = self._next
        received = len(position.items(page))
        if self._length not in (None, received):
            self._guessing = False
        self._length = received
        if self.requested and (following is None or self.requested[0].position.params != following.params):
            self.drop()
        while following is not None and len(self.requested) < self._count:
            if self.requested:
                following = self._guess(page, received)
            if following is not None:
                self.requested.append(self._request(following))

    def next(self) -> tuple[PagePosition, F] | None:
        """The position of the next page and its request; None after the last page.

        Raises:
            ResponseValidationError: The API sent the same cursor twice.
        """
        if self._problem is not None:
            raise self._problem
        return None if self._next is None else (self._next, self.requested[0])

    def drop(self) -> None:
        """Cancel every request."""
        while self.requested:
            fetch = self.requested.popleft()
            fetch.cancel()
            self.dropped.append(fetch)

    def _guess(self, page: Envelope, received: int) -> PagePosition | None:
        if not self._guessing or any(_is_last(fetch, received) for fetch in self.requested):
            return None
        return self.requested[-1].position.guess(page, received)


def _is_last(fetch: Fetch, received: int) -> bool:
    """Whether a request has shown that its page is the last: it failed, or its page is shorter than expected."""
    if not fetch.is_done:
        return False
    page = fetch.page
    return page is None or len(fetch.position.items(page)) != received


# The sync side


class _Thread:
    def __init__(self, position: PagePosition, future: Future[Envelope]) -> None:
        self.position = position
        self.future = future

    @property
    def is_done(self) -> bool:
        return self.future.done()

    @property
    def page(self) -> Envelope | None:
        future = self.future
        failed = not future.done() or future.cancelled() or future.exception() is not None
        return None if failed else future.result()

    def cancel(self) -> None:
        self.future.cancel()


def pages_ahead(first: P, position: PagePosition) -> Generator[P, None, None]:
    """Iterate over a page and all that follow while threads fetch ahead; the threads end with the iteration."""
    executor = ThreadPoolExecutor(position.prefetch, "attio-prefetch")

    def request(at: PagePosition) -> _Thread:
        # In the caller's context, as if it were fetched when it is reached.
        return _Thread(
            at, executor.submit(copy_context().run, at.client._call, at.operation, at.call_params, at.options)
        )

    queue = PrefetchQueue(position.prefetch, request)
    page = first
    try:
        while True:
            queue.arrived(page, position)
            yield page
            step = queue.next()
            if step is None:
                return
            position, fetch = step
            page = position.follow(page, cast("P", fetch.future.result()))
    finally:
        queue.drop()
        executor.shutdown(wait=False, cancel_futures=True)
        in_progress = [fetch.future for fetch in queue.dropped if not fetch.future.cancelled()]
        # Bounded: a `break` must not hang because the server does.
        if not wait(in_progress, GRACE).not_done:
            executor.shutdown()


# The async side


class _Task:
    def __init__(self, position: PagePosition) -> None:
        import anyio

        self.position = position
        self.page: Envelope | None = None
        self._error: BaseException | None = None
        self._scope = anyio.CancelScope()
        self._done = anyio.Event()
        loop: Any = running_loop()
        self._later: Callable[[Callable[[], None]], object] = (
            loop.run_sync_soon if in_trio() else loop.call_soon_threadsafe
        )

    @property
    def is_done(self) -> bool:
        return self._done.is_set()

    def start(self) -> None:
        """Start the task; a task group would have to stay open while the caller works on a page."""
        if in_trio():
            sys.modules["trio"].lowlevel.spawn_system_task(self._run, name="attio-prefetch", context=copy_context())
        else:
            import asyncio

            # The loop itself would not keep it alive.
            self._task: asyncio.Task[None] = asyncio.get_running_loop().create_task(self._run(), name="attio-prefetch")

    async def _run(self) -> None:
        import anyio

        position = self.position
        try:
            with self._scope:
                self.page = await position.client._call_async(
                    position.operation, position.call_params, position.options
                )
        except BaseException as error:
            self._error = error  # raised where the page is reached
            if isinstance(error, anyio.get_cancelled_exc_class()):
                raise
        finally:
            self._done.set()

    async def result(self) -> Envelope:
        """Wait for the page.

        Raises:
            AttioSDKError: The request failed.
        """
        await self._done.wait()
        if self._error is not None:
            raise self._error
        return cast("Envelope", self.page)

    async def ended(self) -> None:
        """Wait until the request has succeeded or failed."""
        await self._done.wait()

    def cancel(self) -> None:
        self._scope.cancel()

    def abandon(self) -> None:
        """Cancel the request from any thread."""
        if not self.is_done:
            with suppress(RuntimeError):  # the loop has ended, and the task with it
                self._later(self._scope.cancel)


class AsyncPagesAhead(AsyncPages[P]):
    """A page and all that follow while tasks fetch ahead; the tasks end with the iteration."""

    def __init__(self, first: P, position: PagePosition) -> None:
        """Begin with a page and its position."""
        super().__init__(first)
        self._position = position
        self._queue: PrefetchQueue[_Task] = PrefetchQueue(position.prefetch, _request)

    async def __anext__(self) -> P:
        try:
            page = await super().__anext__()
            self._queue.arrived(page, self._position)
        except BaseException:
            await self.aclose()
            raise
        return page

    async def _following(self, page: P) -> P | None:
        step = self._queue.next()
        if step is None:
            return None
        self._position, fetch = step
        return self._position.follow(page, cast("P", await fetch.result()))

    async def aclose(self) -> None:
        """End the iteration and cancel its requests."""
        import anyio

        self._first = self._page = None
        self._queue.drop()
        with anyio.CancelScope(shield=True):
            for fetch in self._queue.dropped:
                await fetch.ended()

    def __del__(self) -> None:
        # Left by a `break`: nothing can be awaited here.
        for fetch in self._queue.requested:
            fetch.abandon()


def _request(position: PagePosition) -> _Task:
    task = _Task(position)
    task.start()
    return task
