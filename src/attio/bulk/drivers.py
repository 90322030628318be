"""The drivers of bulk writes, which send requests from threads or from tasks. The flow makes all decisions."""

from __future__ import annotations

import inspect
import queue
import threading
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator
from contextvars import copy_context

from attio._call.functions import FunctionCall, find_function
from attio._call.operation import Caller
from attio._support.background import BackgroundTask
from attio.bulk.call_results import CallResult
from attio.bulk.flow import Flow, Job
from attio.bulk.interrupts import Interrupts, delayed
from attio.bulk.results import BulkProgress, BulkResult
from attio.errors.base import AttioSDKError

LONGEST_WAIT = 1.0
"""Maximum seconds to wait at a time, so that signals are handled on every system."""
LAST_WAIT, LAST_WAIT_ASYNC = 10.0, 5.0
"""Seconds to wait for running requests when a run is interrupted."""
YIELD_EVERY = 50
"""Number of rows after which the driver yields to the event loop, if the rows need no request."""
INTERRUPTED = "interrupted"
NO_ROW = object()


class Reports:
    """Calls `on_result` and `on_progress` in the thread or task of the caller."""

    def __init__(
        self,
        flow: Flow,
        on_result: Callable[[BulkResult], object] | None,
        on_progress: Callable[[BulkProgress], object] | None,
    ) -> None:
        """Report to these functions; None to report nothing."""
        self._flow, self._on_result, self._on_progress = flow, on_result, on_progress
        self.interrupts = Interrupts()

    def report(self, *, at_end: bool = False) -> None:
        """Report the new results, and the progress if it is due."""
        flow = self._flow
        while flow.results:
            if self._on_result is not None:
                with self.interrupts.allowed():
                    self._on_result(flow.results[0])
            flow.results.popleft()
        now = time.monotonic()
        if self._on_progress is not None and (at_end or flow.tally.is_due(now)):
            with self.interrupts.allowed():
                self._on_progress(flow.tally.progress(now))


class _Threads:
    """Daemon threads that send requests, started on demand."""

    def __init__(self, client: Caller, most: int) -> None:
        self._client, self._most, self._count = client, most, 0
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self.ended: deque[tuple[Job, CallResult | BaseException]] = deque()
        self._arrived = threading.Event()

    def submit(self, job: Job, under_way: int) -> None:
        if self._count < min(under_way, self._most):
            self._count += 1
            context = copy_context()
            name = f"attio-bulk-{self._count}"
            threading.Thread(target=context.run, args=(self._work,), name=name, daemon=True).start()
        self._jobs.put(job)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            self.ended.append((job, _call(self._client, job.call)))
            self._arrived.set()

    def wait(self, seconds: float) -> None:
        """Wait until a request ends."""
        if not self.ended:
            self._arrived.wait(seconds)
        self._arrived.clear()

    def close(self) -> None:
        for _ in range(self._count):
            self._jobs.put(None)


def run_sync(client: Caller, flow: Flow, rows: Iterator[object], reports: Reports, concurrency: int) -> None:
    """Run until the flow is over.

    Raises:
        BaseException: The rows, a callback, a hook or Ctrl-C raised it. The running requests have ended.
    """
    threads = _Threads(client, concurrency)
    with reports.interrupts as interrupts:
        try:
            while not flow.is_over:
                for job in flow.take():
                    threads.submit(job, flow.under_way)
                reports.report()
                if not flow.wants_row and not flow.is_over:
                    wait = flow.wait()
                    with interrupts.allowed():
                        # Wait in short steps, so that signals are handled.
                        threads.wait(LONGEST_WAIT if wait is None else min(wait, LONGEST_WAIT))
                while threads.ended:
                    _finish(flow, *threads.ended.popleft())
                if flow.wants_row:
                    with interrupts.allowed():
                        row = next(rows, NO_ROW)
                    if row is NO_ROW:
                        flow.exhausted()
                    else:
                        flow.offer(row)
            reports.report(at_end=True)
        except BaseException:
            _end_requests(flow, threads, interrupts)
            raise
        finally:
            threads.close()


def _finish(flow: Flow, job: Job, result: CallResult | BaseException) -> None:
    if isinstance(result, BaseException):
        flow.under_way -= 1
        raise result
    flow.finished(job, result)


def _settle(flow: Flow, ended: deque[tuple[Job, CallResult | BaseException]]) -> None:
    """Record the ended requests without raising their exceptions."""
    while ended:
        job, result = ended.popleft()
        if isinstance(result, BaseException):
            flow.under_way -= 1
        else:
            flow.finished(job, result)


def _end_requests(flow: Flow, threads: _Threads, interrupts: Interrupts) -> None:
    """Wait for the running requests, at most `LAST_WAIT` seconds or until a second Ctrl-C."""
    end = time.monotonic() + LAST_WAIT
    try:
        flow.wind_up(INTERRUPTED)
        _settle(flow, threads.ended)
        while flow.under_way and (left := end - time.monotonic()) > 0:
            with interrupts.allowed():
                threads.wait(min(left, LONGEST_WAIT))
            _settle(flow, threads.ended)
    finally:
        flow.abandon()


async def run_async(client: Caller, flow: Flow, rows: AsyncIterator[object], reports: Reports) -> None:
    """Run until the flow is over, on asyncio or trio.

    Raises:
        BaseException: The rows, a callback, a hook or a cancellation raised it. The running requests have ended.
    """
    tasks = _Tasks(client)
    try:
        while not flow.is_over:
            with delayed():
                for job in flow.take():
                    tasks.start(job)
            reports.report()
            if not flow.wants_row and not flow.is_over:
                wait = flow.wait()
                await tasks.wait(LONGEST_WAIT if wait is None else min(wait, LONGEST_WAIT))
            elif flow.wants_row:
                await _offer_async(flow, rows)
            with delayed():
                tasks.finish(flow)
        reports.report(at_end=True)
    except BaseException:
        await tasks.end(flow)
        raise


async def _offer_async(flow: Flow, rows: AsyncIterator[object]) -> None:
    from anyio.lowlevel import checkpoint

    if flow.tally.done % YIELD_EVERY == 0:
        await checkpoint()  # let other tasks run, even if the rows need no requests
    try:
        row = await anext(rows)
    except StopAsyncIteration:
        flow.exhausted()
    else:
        with delayed():
            flow.offer(row)


class _Tasks:
    """Tasks that send requests. A cancellation of the caller does not cancel them."""

    def __init__(self, client: Caller) -> None:
        import anyio

        self._client = client
        self._ended: deque[tuple[Job, CallResult | BaseException]] = deque()
        self._running: dict[int, BackgroundTask[None]] = {}
        self._arrived = anyio.Event()

    def start(self, job: Job) -> None:
        async def work() -> None:
            try:
                result = await _call_async(self._client, job.call)
            except BaseException as error:  # Ctrl-C, or a cancellation
                self._arrive(job, error)
                raise
            self._arrive(job, result)

        task: BackgroundTask[None] = BackgroundTask(work, "attio-bulk")
        self._running[id(job)] = task
        task.start()

    def _arrive(self, job: Job, result: CallResult | BaseException) -> None:
        self._running.pop(id(job), None)
        self._ended.append((job, result))
        self._arrived.set()

    async def wait(self, seconds: float) -> None:
        """Wait until a request ends."""
        import anyio

        if not self._ended:
            with anyio.move_on_after(seconds):
                await self._arrived.wait()
        self._arrived = anyio.Event()

    def finish(self, flow: Flow) -> None:
        """Pass the results of ended requests to the flow."""
        while self._ended:
            _finish(flow, *self._ended.popleft())

    async def end(self, flow: Flow) -> None:
        """Wait for the running requests, at most `LAST_WAIT_ASYNC` seconds, then cancel them."""
        import anyio

        try:
            with anyio.CancelScope(shield=True):
                with delayed():
                    flow.wind_up(INTERRUPTED)
                with anyio.move_on_after(LAST_WAIT_ASYNC):
                    while flow.under_way:
                        await self.wait(LONGEST_WAIT)
                        with delayed():
                            _settle(flow, self._ended)
                running = list(self._running.values())
                for task in running:
                    task.cancel()
                for task in running:
                    await task.wait()
        finally:
            with delayed():
                _settle(flow, self._ended)
                flow.abandon()


def _call(client: Caller, call: FunctionCall) -> CallResult | BaseException:
    began = time.time()
    try:
        value = call.make(client)
    except BaseException as error:  # noqa: BLE001 - an error of the row, or raised in the thread of the caller
        return _failed(error, began, call)
    return CallResult(value, None, began, time.time())


async def _call_async(client: Caller, call: FunctionCall) -> CallResult | BaseException:
    began = time.time()
    try:
        value = await call.make_async(client)
    except Exception as error:  # noqa: BLE001 - an error of the row, or raised in the task of the caller
        return _failed(error, began, call)
    return CallResult(value, None, began, time.time())


def _failed(error: BaseException, began: float, call: FunctionCall) -> CallResult | BaseException:
    """Return the result of a failed call, or the error itself if a hook or token function raised it."""
    is_call = isinstance(error, AttioSDKError) or (isinstance(error, TypeError) and not _fits(call))
    return CallResult(None, error, began, time.time()) if is_call and isinstance(error, Exception) else error


def _fits(call: FunctionCall) -> bool:
    """Whether a function accepts the arguments of a call."""
    try:
        inspect.signature(find_function(call.function)).bind(None, *call.arguments, **call.options)
    except TypeError:
        return False
    return True
