"""Fetch pages ahead of the current one: in threads for sync calls, in tasks for async ones."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar, cast

from attio._paging.walk import AsyncPages
from attio._support.background import BackgroundTask
from attio.errors.base import ResponseValidationError

if TYPE_CHECKING:
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


# Async


class _Task(BackgroundTask["Envelope"]):
    def __init__(self, position: PagePosition) -> None:
        self.position = position

        async def fetch() -> Envelope:
            return await position.client._call_async(position.operation, position.call_params, position.options)

        super().__init__(fetch, "attio-prefetch")

    @property
    def page(self) -> Envelope | None:
        return self.value


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
                await fetch.wait()

    def __del__(self) -> None:
        # Left by a `break`: nothing can be awaited here.
        for fetch in self._queue.requested:
            fetch.abandon()


def _request(position: PagePosition) -> _Task:
    task = _Task(position)
    task.start()
    return task
