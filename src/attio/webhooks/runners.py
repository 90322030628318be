"""Run plans (see `steps`) in the background, in threads or tasks. Plans of one subject run one after another."""

from __future__ import annotations

import heapq
import itertools
import threading
import time
from collections import deque
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any, Protocol

from attio._support.background import BackgroundTask
from attio.webhooks.steps import Limits, Plan, run, run_async

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

MOST_TASKS = 100
"""Maximum number of async handlers that run at the same time on one event loop, unless `workers` is higher."""

Work = Callable[[], Plan[None]]


class Runner(Protocol):
    """Runs plans in the background."""

    def submit(self, subject: Hashable | None, work: Work) -> None:
        """Run a plan after earlier plans of its subject, or immediately if it has no subject."""
        ...

    def later(self, seconds: float, work: Callable[[], None]) -> None:
        """Call a non-blocking function after `seconds`."""
        ...

    def stop(self) -> None:
        """Cancel the calls scheduled with `later`, and do not start more plans."""
        ...


class SubjectQueues:
    """A queue of waiting plans for each subject. Thread-safe."""

    def __init__(self) -> None:
        self._waiting: dict[Hashable, deque[Work]] = {}
        self._lock = threading.Lock()

    def enter(self, subject: Hashable, work: Work) -> bool:
        """Return True if the plan can start, because no other plan of the subject runs. Otherwise, queue it."""
        with self._lock:
            waiting = self._waiting.get(subject)
            if waiting is None:
                self._waiting[subject] = deque()
                return True
            waiting.append(work)
            return False

    def leave(self, subject: Hashable) -> Work | None:
        """Return the next plan of a subject after a plan has ended; None if no plan waits."""
        with self._lock:
            waiting = self._waiting[subject]
            if waiting:
                return waiting.popleft()
            del self._waiting[subject]
            return None


class ThreadRunner:
    """Runs plans in threads, which are created when the first plan is submitted."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._queues = SubjectQueues()
        self._pool: ThreadPoolExecutor | None = None
        self._timers: list[tuple[float, int, Callable[[], None]]] = []
        self._order = itertools.count()
        self._wake = threading.Condition()
        self._clock: threading.Thread | None = None
        self._stopped = False

    def submit(self, subject: Hashable | None, work: Work) -> None:
        """Run a plan after earlier plans of its subject, or immediately if it has no subject."""
        subject = subject or object()
        if self._queues.enter(subject, work):
            self._start(subject, work)

    def _start(self, subject: Hashable, work: Work) -> None:
        with self._wake:
            if self._stopped:
                return  # the event stays in the store
            if self._pool is None:
                from concurrent.futures import ThreadPoolExecutor

                self._pool = ThreadPoolExecutor(self._workers, thread_name_prefix="attio-webhooks")
            self._pool.submit(self._run, subject, work)

    def _run(self, subject: Hashable, work: Work) -> None:
        try:
            run(work())
        finally:
            next_work = self._queues.leave(subject)
            if next_work is not None:
                self._start(subject, next_work)

    def later(self, seconds: float, work: Callable[[], None]) -> None:
        """Call a non-blocking function after `seconds`."""
        with self._wake:
            if self._stopped:
                return
            heapq.heappush(self._timers, (time.monotonic() + seconds, next(self._order), work))
            if self._clock is None:
                self._clock = threading.Thread(target=self._run_timers, name="attio-webhooks-clock", daemon=True)
                self._clock.start()
            self._wake.notify()

    def _run_timers(self) -> None:
        while True:
            with self._wake:
                if self._stopped:
                    return
                wait = self._timers[0][0] - time.monotonic() if self._timers else None
                if wait is None or wait > 0:
                    self._wake.wait(wait)
                    continue
                work = heapq.heappop(self._timers)[2]
            work()

    def stop(self) -> None:
        """Cancel the calls scheduled with `later`, and do not start more plans. Running plans continue."""
        with self._wake:
            self._stopped = True
            self._timers.clear()
            self._wake.notify()
            if self._pool is not None:
                self._pool.shutdown(wait=False, cancel_futures=True)


class LoopRunner:
    """Runs plans as tasks on the running event loop of asyncio or trio."""

    def __init__(self, workers: int) -> None:
        import anyio

        self._queues = SubjectQueues()
        self.limits = Limits(anyio.CapacityLimiter(workers), anyio.Semaphore(max(workers, MOST_TASKS)))
        self._tasks: set[BackgroundTask[None]] = set()
        self._timers: set[BackgroundTask[None]] = set()
        self._stopped = False

    def submit(self, subject: Hashable | None, work: Work) -> None:
        """Run a plan after earlier plans of its subject, or immediately if it has no subject."""
        subject = subject or object()
        if self._queues.enter(subject, work) and not self._stopped:
            self._spawn(self._tasks, lambda: self._run(subject, work))

    async def _run(self, subject: Hashable, work: Work) -> None:
        next_work: Work | None = work
        while next_work is not None and not self._stopped:
            try:
                await run_async(next_work(), self.limits)
            finally:
                next_work = self._queues.leave(subject)

    def later(self, seconds: float, work: Callable[[], None]) -> None:
        """Call a non-blocking function after `seconds`."""

        async def wait() -> None:
            import anyio

            await anyio.sleep(seconds)
            work()

        if not self._stopped:
            self._spawn(self._timers, wait)

    def _spawn(self, group: set[BackgroundTask[None]], work: Callable[[], Any]) -> None:
        async def main() -> None:
            try:
                await work()
            finally:
                group.discard(task)

        task = BackgroundTask(main, "attio-webhooks")
        group.add(task)
        task.start()

    def stop(self) -> None:
        """Cancel the calls scheduled with `later`, and do not start more plans. Running plans continue."""
        self._stopped = True
        for task in tuple(self._timers):
            task.abandon()  # safe in a thread other than the loop's


def has_ended(loop: Any) -> bool:
    """Return whether an event loop of asyncio or trio has ended."""
    is_closed = getattr(loop, "is_closed", None)
    if is_closed is not None:
        return bool(is_closed())
    try:
        loop.run_sync_soon(int)
    except RuntimeError:
        return True
    return False
