"""Fetch the pages after the current one ahead: in threads for sync calls, in tasks for async calls."""

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
"""Seconds to wait for requests in progress at the end of a sync iteration, because threads cannot be cancelled."""


class Fetch(Protocol):
    """A request for a page."""

    position: PagePosition

    @property
    def is_done(self) -> bool:
        """Whether the request has succeeded or failed."""
        ...

    @property
    def page(self) -> Envelope | None:
        """The page; None unless the request has succeeded."""
        ...

    def cancel(self) -> None:
        """Cancel the request."""
        ...


F = TypeVar("F", bound=Fetch)


class PrefetchQueue(Generic[F]):
    """Decides which pages to request ahead; no I/O.

    The current page determines the position of the next one. For pages by offset or start index, the queue guesses the
    positions of the pages after that: it expects each page to be as long as the current one. A page is used only if it
    begins where the previous page ended. When the length of the pages changes, the queue drops wrong guesses and makes
    no more guesses.
    """

    def __init__(self, count: int, request: Callable[[PagePosition], F]) -> None:
        """Create an empty queue.

        Args:
            count: The number of pages to fetch ahead.
            request: Function that starts to fetch the page at a position.
        """
        self._count = count
        self._request = request
        self.requested: deque[F] = deque()
        """Requests of the pages after the current one, in order."""
        self.dropped: list[F] = []
        """Requests whose pages are not needed."""
        self._next: PagePosition | None = None
        self._problem: ResponseValidationError | None = None
        self._length: int | None = None
        """Number of items of the current page."""
        self._is_guessing = True

    def set_current(self, page: Envelope, position: PagePosition) -> None:
        """Make a page the current one, and request the pages after it."""
        if self.requested:
            self.requested.popleft()  # the request of the page itself
        try:
            self._next = position.after(page)
        except ResponseValidationError as error:
            self._next, self._problem = None, error
        following = self._next
        received = len(position.items(page))
        if self._length not in (None, received):
            self._is_guessing = False
        self._length = received
        if self.requested and (following is None or self.requested[0].position.params != following.params):
            self.drop()
        while following is not None and len(self.requested) < self._count:
            if self.requested:
                following = self._guess(page, received)
            if following is not None:
                self.requested.append(self._request(following))

    def next(self) -> tuple[PagePosition, F] | None:
        """Return the position of the next page and its request; None after the last page.

        Raises:
            ResponseValidationError: The API sent the same cursor twice.
        """
        if self._problem is not None:
            raise self._problem
        return None if self._next is None else (self._next, self.requested[0])

    def drop(self) -> None:
        """Cancel all requests."""
        while self.requested:
            fetch = self.requested.popleft()
            fetch.cancel()
            self.dropped.append(fetch)

    def _guess(self, page: Envelope, received: int) -> PagePosition | None:
        if not self._is_guessing or any(_is_last(fetch, received) for fetch in self.requested):
            return None
        return self.requested[-1].position.guess(page, received)


def _is_last(fetch: Fetch, received: int) -> bool:
    """Whether no page should be guessed after a request: it has failed, or its page has another length."""
    if not fetch.is_done:
        return False
    page = fetch.page
    return page is None or len(fetch.position.items(page)) != received


# Sync


class _ThreadFetch:
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
    """Iterate over a page and all following pages, which threads fetch ahead; the threads end with the iteration."""
    executor = ThreadPoolExecutor(position.prefetch, "attio-prefetch")

    def request(at: PagePosition) -> _ThreadFetch:
        # With the context variables of the caller, as in a call of its own thread.
        return _ThreadFetch(
            at, executor.submit(copy_context().run, at.client._call, at.operation, at.call_params, at.options)
        )

    queue = PrefetchQueue(position.prefetch, request)
    page = first
    try:
        while True:
            queue.set_current(page, position)
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
        # With a time limit, so that a `break` does not hang if the server hangs.
        if not wait(in_progress, GRACE).not_done:
            executor.shutdown()


# Async


class _TaskFetch(BackgroundTask["Envelope"]):
    def __init__(self, position: PagePosition) -> None:
        self.position = position

        async def fetch() -> Envelope:
            return await position.client._call_async(position.operation, position.call_params, position.options)

        super().__init__(fetch, "attio-prefetch")

    @property
    def page(self) -> Envelope | None:
        return self.value


class AsyncPagesAhead(AsyncPages[P]):
    """Async iterator over a page and all following pages, which tasks fetch ahead; the tasks end with the iteration."""

    def __init__(self, first: P, position: PagePosition) -> None:
        """Start with the first page and its position."""
        super().__init__(first)
        self._position = position
        self._queue: PrefetchQueue[_TaskFetch] = PrefetchQueue(position.prefetch, _request)

    async def __anext__(self) -> P:
        try:
            page = await super().__anext__()
            self._queue.set_current(page, self._position)
        except BaseException:
            await self.aclose()
            raise
        return page

    async def _fetch_next(self, page: P) -> P | None:
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
        # After a `break`; nothing can be awaited here.
        for fetch in self._queue.requested:
            fetch.abandon()


def _request(position: PagePosition) -> _TaskFetch:
    fetch = _TaskFetch(position)
    fetch.start()
    return fetch
