"""Background tasks on asyncio and trio, for callers that cannot keep a task group open."""

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
    """A task that runs in the background, such as one that fetches the next page during an `async for`.

    An iterator cannot use a task group for this: a task group must not stay open across a `yield`.
    """

    def __init__(self, work: Callable[[], Awaitable[T]], name: str) -> None:
        """Create the task; `start` runs it.

        Args:
            work: Async function to run.
            name: Name of the task in debuggers.
        """
        import anyio

        self._work, self._name = work, name
        self.value: T | None = None
        """The result, once the work has succeeded."""
        self.error: BaseException | None = None
        """The exception that the work has raised."""
        self._scope = anyio.CancelScope()
        self._done = anyio.Event()
        loop: Any = running_loop()
        self._call_from_any_thread: Callable[[Callable[[], None]], object] = (
            loop.run_sync_soon if in_trio() else loop.call_soon_threadsafe
        )

    @property
    def is_done(self) -> bool:
        """Whether the work has succeeded or failed."""
        return self._done.is_set()

    def start(self) -> None:
        """Start the work with the context variables of the caller."""
        if in_trio():
            sys.modules["trio"].lowlevel.spawn_system_task(self._run, name=self._name, context=copy_context())
        else:
            import asyncio

            # Stored because the event loop has only a weak reference to the task.
            self._task: asyncio.Task[None] = asyncio.get_running_loop().create_task(self._run(), name=self._name)
            self._task.add_done_callback(self._mark_done)

    def _mark_done(self, _: asyncio.Task[None]) -> None:
        """Record the end of a task that a closing event loop has cancelled before its first step."""
        if not self._done.is_set():
            self.error = sys.modules["asyncio"].CancelledError()
            self._done.set()

    async def _run(self) -> None:
        import anyio

        try:
            with self._scope:
                self.value = await self._work()
        except BaseException as error:
            self.error = error  # raised by `result`
            if isinstance(error, anyio.get_cancelled_exc_class()):
                raise
        finally:
            self._done.set()

    async def result(self) -> T:
        """Wait for the result; raise the exception of the work."""
        await self._done.wait()
        if self.error is not None:
            raise self.error
        return cast("T", self.value)

    async def wait(self) -> None:
        """Wait until the work has succeeded or failed."""
        await self._done.wait()

    def cancel(self) -> None:
        """Cancel the work, on its event loop."""
        self._scope.cancel()

    def abandon(self) -> None:
        """Cancel the work from any thread."""
        if not self.is_done:
            with suppress(RuntimeError):  # the loop has ended, and the task with it
                self._call_from_any_thread(self._scope.cancel)
