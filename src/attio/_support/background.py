"""Async work in the background, on asyncio or trio, for callers that cannot keep a task group open."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from contextvars import copy_context
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from attio._support.async_loop import in_trio, running_loop

if TYPE_CHECKING:
    import asyncio

T = TypeVar("T")


class BackgroundTask(Generic[T]):
    """A task that runs while its owner does something else, such as handing items to an `async for`.

    A task group would have to stay open between the steps of an iterator, which no event loop permits.
    """

    def __init__(self, work: Callable[[], Awaitable[T]], name: str) -> None:
        """Prepare the task; `start` begins it.

        Args:
            work: What to run.
            name: Shown by debuggers.
        """
        import anyio

        self._work, self._name = work, name
        self.value: T | None = None
        """The result, once the work has succeeded."""
        self.error: BaseException | None = None
        """The exception of the work."""
        self._scope = anyio.CancelScope()
        self._done = anyio.Event()
        loop: Any = running_loop()
        self._later: Callable[[Callable[[], None]], object] = (
            loop.run_sync_soon if in_trio() else loop.call_soon_threadsafe
        )

    @property
    def is_done(self) -> bool:
        """Whether the work has succeeded or failed."""
        return self._done.is_set()

    def start(self) -> None:
        """Begin the work in the caller's context."""
        if in_trio():
            sys.modules["trio"].lowlevel.spawn_system_task(self._run, name=self._name, context=copy_context())
        else:
            import asyncio

            # Stored, because the event loop keeps only a weak reference to it.
            self._task: asyncio.Task[None] = asyncio.get_running_loop().create_task(self._run(), name=self._name)
            self._task.add_done_callback(self._ended)

    def _ended(self, _: asyncio.Task[None]) -> None:
        """Record the end of a task that was cancelled before its first step, as a closing event loop does."""
        if not self._done.is_set():
            self.error = sys.modules["asyncio"].CancelledError()
            self._done.set()

    async def _run(self) -> None:
        import anyio

        try:
            with self._scope:
                self.value = await self._work()
        except BaseException as error:
            self.error = error  # raised where the result is used
            if isinstance(error, anyio.get_cancelled_exc_class()):
                raise
        finally:
            self._done.set()

    async def result(self) -> T:
        """Wait for the result; raises the exception of the work."""
        await self._done.wait()
        if self.error is not None:
            raise self.error
        return cast("T", self.value)

    async def ended(self) -> None:
        """Wait until the work has succeeded or failed."""
        await self._done.wait()

    def cancel(self) -> None:
        """Cancel the work; its result is not needed."""
        self._scope.cancel()

    def abandon(self) -> None:
        """Cancel the work from any thread."""
        if not self.is_done:
            with suppress(RuntimeError):  # the loop has ended, and the task with it
                self._later(self._scope.cancel)
