"""Pages fetched ahead of the one in hand: by threads on the sync side, by tasks on the async side."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from contextvars import copy_context
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar, cast

from attio._paging.page import AsyncPages, Page
from attio._support.async_loop import in_trio, running_loop
from attio.errors.base import ResponseValidationError

if TYPE_CHECKING:
    import asyncio

    from attio._paging.position import Link

P = TypeVar("P", bound=Page[Any])

GRACE = 2.0
"""Seconds that leaving a sync iteration waits for requests under way: a thread cannot be told to drop one."""


class Fetch(Protocol):
    """A page that was asked for."""

    link: Link

    @property
    def is_done(self) -> bool:
        """Whether it is there, or failed."""
        ...

    @property
    def page(self) -> Page[Any] | None:
        """The page once it is there; None before, and when it failed."""
        ...

    def cancel(self) -> None:
        """Let go of it: nobody will want it."""
        ...


F = TypeVar("F", bound=Fetch)


class Ahead(Generic[F]):
    """Which pages to ask for while one is in hand; no I/O.

    The next page is known, once the one in hand is. Those after it are guessed, where pages are counted, by taking
    each to be as long as the one in hand. A page is used only when it begins where the one before it ended; guesses
    that turn out wrong are dropped, and no more are made.
    """

    def __init__(self, count: int, ask: Callable[[Link], F]) -> None:
        """Ask for nothing yet.

        Args:
            count: How many pages to be ahead.
            ask: Begins to fetch the page of a link.
        """
        self._count = count
        self._ask = ask
        self.asked: deque[F] = deque()
        """What is not in hand yet, in the order of the pages."""
        self.dropped: list[F] = []
        """What was asked for and will not be used."""
        self._next: Link | None = None
        self._problem: ResponseValidationError | None = None
        self._guessing = True

    def arrived(self, page: Page[Any], link: Link) -> None:
        """Take note of a page and ask for what follows."""
        if self.asked:
            self.asked.popleft()  # the page itself
        try:
            self._next = link.after(page)
        except ResponseValidationError as error:
            self._next, self._problem = None, error
        following = self._next
        if self.asked and (following is None or self.asked[0].link.params != following.params):
            self.drop()
            self._guessing = False
        received = len(link.items(page))
        while following is not None and len(self.asked) < self._count:
            if self.asked:
                following = self._guess(page, received)
            if following is not None:
                self.asked.append(self._ask(following))

    def next(self) -> tuple[Link, F] | None:
        """Give the next page's link and the fetch that brings it; None after the last page.

        Raises:
            ResponseValidationError: The API sent the same cursor twice.
        """
        if self._problem is not None:
            raise self._problem
        return None if self._next is None else (self._next, self.asked[0])

    def drop(self) -> None:
        """Let go of everything that was asked for."""
        while self.asked:
            fetch = self.asked.popleft()
            fetch.cancel()
            self.dropped.append(fetch)

    def _guess(self, page: Page[Any], received: int) -> Link | None:
        if not self._guessing or any(_is_last(fetch, received) for fetch in self.asked):
            return None
        return self.asked[-1].link.guess(page, received)


def _is_last(fetch: Fetch, received: int) -> bool:
    """Tell whether a page that was asked for is known to be the last, as far as can be seen: short, or failed."""
    if not fetch.is_done:
        return False
    page = fetch.page
    return page is None or len(fetch.link.items(page)) != received


# The sync side


class _Thread:
    def __init__(self, link: Link, future: Future[Page[Any]]) -> None:
        self.link = link
        self.future = future

    @property
    def is_done(self) -> bool:
        return self.future.done()

    @property
    def page(self) -> Page[Any] | None:
        future = self.future
        failed = not future.done() or future.cancelled() or future.exception() is not None
        return None if failed else future.result()

    def cancel(self) -> None:
        self.future.cancel()


def pages_ahead(first: P, link: Link) -> Generator[P, None, None]:
    """Iterate over a page and all that follow, while threads fetch those ahead; the threads end with the iteration."""
    executor = ThreadPoolExecutor(link.prefetch, "attio-prefetch")

    def ask(link: Link) -> _Thread:
        # In the caller's context, as if it were fetched when it is reached.
        future = executor.submit(copy_context().run, link.client.call, link.operation, link.params, link.options)
        return _Thread(link, future)

    ahead = Ahead(link.prefetch, ask)
    page = first
    try:
        while True:
            ahead.arrived(page, link)
            yield page
            step = ahead.next()
            if step is None:
                return
            link, fetch = step
            page = link.follow(page, cast("P", fetch.future.result()))
    finally:
        ahead.drop()
        executor.shutdown(wait=False, cancel_futures=True)
        under_way = [fetch.future for fetch in ahead.dropped if not fetch.future.cancelled()]
        # Not for as long as it takes: a `break` must not hang where the server does.
        if not wait(under_way, GRACE).not_done:
            executor.shutdown()


# The async side


class _Task:
    def __init__(self, link: Link) -> None:
        import anyio

        self.link = link
        self.page: Page[Any] | None = None
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
        """Begin. A task group cannot do this: it would have to stay open while the caller works on a page."""
        if in_trio():
            sys.modules["trio"].lowlevel.spawn_system_task(self._run, name="attio-prefetch", context=copy_context())
        else:
            import asyncio

            # The loop itself would not keep it alive.
            self._task: asyncio.Task[None] = asyncio.get_running_loop().create_task(self._run(), name="attio-prefetch")

    async def _run(self) -> None:
        import anyio

        link = self.link
        try:
            with self._scope:
                self.page = await link.client.call_async(link.operation, link.params, link.options)
        except BaseException as error:
            self._error = error  # raised where the page is reached
            if isinstance(error, anyio.get_cancelled_exc_class()):
                raise
        finally:
            self._done.set()

    async def result(self) -> Page[Any]:
        """Wait for the page.

        Raises:
            AttioSDKError: It could not be had.
        """
        await self._done.wait()
        if self._error is not None:
            raise self._error
        return cast("Page[Any]", self.page)

    async def ended(self) -> None:
        """Wait until it has ended, one way or the other."""
        await self._done.wait()

    def cancel(self) -> None:
        self._scope.cancel()

    def abandon(self) -> None:
        """Cancel it from anywhere, other threads included."""
        if not self.is_done:
            with suppress(RuntimeError):  # the loop has ended, and the task with it
                self._later(self._scope.cancel)


class AsyncPagesAhead(AsyncPages[P]):
    """Pages, while tasks fetch those ahead; the tasks end with the iteration, however it ends."""

    def __init__(self, first: P, link: Link) -> None:
        super().__init__(first)
        self._link = link
        self._ahead: Ahead[_Task] = Ahead(link.prefetch, _ask)

    async def __anext__(self) -> P:
        try:
            page = await super().__anext__()
            self._ahead.arrived(page, self._link)
        except BaseException:
            await self.aclose()
            raise
        return page

    async def _following(self, page: P) -> P | None:
        step = self._ahead.next()
        if step is None:
            return None
        self._link, fetch = step
        return self._link.follow(page, cast("P", await fetch.result()))

    async def aclose(self) -> None:
        """End the iteration and what was fetched ahead for it."""
        import anyio

        self._first = self._page = None
        self._ahead.drop()
        with anyio.CancelScope(shield=True):
            for fetch in self._ahead.dropped:
                await fetch.ended()

    def __del__(self) -> None:
        # Left by a `break`: nothing can be awaited here.
        for fetch in self._ahead.asked:
            fetch.abandon()


def _ask(link: Link) -> _Task:
    task = _Task(link)
    task.start()
    return task
