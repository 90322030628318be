"""The drivers of bulk writes: threads and a queue, or tasks of an event loop. All decisions are the flow's."""

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
"""Seconds: how often a driver that waits looks up, so that signals get through on every system."""
LAST_WAIT, LAST_WAIT_ASYNC = 10.0, 5.0
"""Seconds for requests under way to end when a run is interrupted."""
YIELD_EVERY = 50
"""Rows between two turns of the event loop, where nothing has to be waited for."""
INTERRUPTED = "interrupted"
NO_ROW = object()


class Reports:
    """Hands results and progress to the caller, in the caller's thread or task."""

    def __init__(
        self,
        flow: Flow,
        on_result: Callable[[BulkResult], object] | None,
        on_progress: Callable[[BulkProgress], object] | None,
    ) -> None:
        """Report to these functions; None for no reports."""
        self._flow, self._on_result, self._on_progress = flow, on_result, on_progress
        self.interrupts = Interrupts()

    def tell(self, *, at_end: bool = False) -> None:
        """Hand out what there is."""
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
    """Threads that make requests; each is started when it is needed, and none keeps the program alive."""

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
        """Wait for the end of a request."""
        if not self.ended:
            self._arrived.wait(seconds)
        self._arrived.clear()

    def close(self) -> None:
        for _ in range(self._count):
            self._jobs.put(None)


def run_sync(client: Caller, flow: Flow, rows: Iterator[object], reports: Reports, concurrency: int) -> None:
    """Run until the flow is over.

    Raises:
        BaseException: What the rows, a callback, a hook or Ctrl-C raised; the requests under way have ended.
    """
    threads = _Threads(client, concurrency)
    with reports.interrupts as interrupts:
        try:
            while not flow.is_over:
                for job in flow.take():
                    threads.submit(job, flow.under_way)
                reports.tell()
                if not flow.hungry and not flow.is_over:
                    wait = flow.wait()
                    with interrupts.allowed():
                        # Without a time limit only while requests are under way, and never for long.
                        threads.wait(LONGEST_WAIT if wait is None else min(wait, LONGEST_WAIT))
                while threads.ended:
                    _finish(flow, *threads.ended.popleft())
                if flow.hungry:
                    with interrupts.allowed():
                        found = next(rows, NO_ROW)
                    if found is NO_ROW:
                        flow.exhausted()
                    else:
                        flow.offer(found)
            reports.tell(at_end=True)
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
    """Note what has arrived, and raise nothing."""
    while ended:
        job, result = ended.popleft()
        if isinstance(result, BaseException):
            flow.under_way -= 1
        else:
            flow.finished(job, result)


def _end_requests(flow: Flow, threads: _Threads, interrupts: Interrupts) -> None:
    """Wait for the requests under way, ten seconds at most; a second Ctrl-C ends that."""
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
        BaseException: What the rows, a callback, a hook or a cancellation raised; the requests under way have ended.
    """
    tasks = _Tasks(client)
    try:
        while not flow.is_over:
            with delayed():
                for job in flow.take():
                    tasks.start(job)
            reports.tell()
            if not flow.hungry and not flow.is_over:
                wait = flow.wait()
                await tasks.wait(LONGEST_WAIT if wait is None else min(wait, LONGEST_WAIT))
            elif flow.hungry:
                await _offer_async(flow, rows)
            with delayed():
                tasks.finish(flow)
        reports.tell(at_end=True)
    except BaseException:
        await tasks.end(flow)
        raise


async def _offer_async(flow: Flow, rows: AsyncIterator[object]) -> None:
    from anyio.lowlevel import checkpoint

    if flow.tally.done % YIELD_EVERY == 0:
        await checkpoint()  # rows that need no request must not keep the loop from others
    try:
        row = await anext(rows)
    except StopAsyncIteration:
        flow.exhausted()
    else:
        with delayed():
            flow.offer(row)


class _Tasks:
    """Tasks that make requests; a cancellation of the caller does not reach them."""

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
        """Wait for the end of a request."""
        import anyio

        if not self._ended:
            with anyio.move_on_after(seconds):
                await self._arrived.wait()
        self._arrived = anyio.Event()

    def finish(self, flow: Flow) -> None:
        """Hand over what has arrived."""
        while self._ended:
            _finish(flow, *self._ended.popleft())

    async def end(self, flow: Flow) -> None:
        """Wait for the requests under way, five seconds at most, then cancel them."""
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
    except BaseException as error:  # noqa: BLE001 - raised in the caller's thread, unless it is the row's
        return _failed(error, began, call)
    return CallResult(value, None, began, time.time())


async def _call_async(client: Caller, call: FunctionCall) -> CallResult | BaseException:
    began = time.time()
    try:
        value = await call.make_async(client)
    except Exception as error:  # noqa: BLE001 - raised in the caller's task, unless it is the row's
        return _failed(error, began, call)
    return CallResult(value, None, began, time.time())


def _failed(error: BaseException, began: float, call: FunctionCall) -> CallResult | BaseException:
    """Tell errors of a call from what hooks and token functions raise."""
    is_call = isinstance(error, AttioSDKError) or (isinstance(error, TypeError) and not _fits(call))
    return CallResult(None, error, began, time.time()) if is_call and isinstance(error, Exception) else error


def _fits(call: FunctionCall) -> bool:
    """Tell whether a function takes the arguments of a call."""
    try:
        inspect.signature(find_function(call.function)).bind(None, *call.arguments, **call.options)
    except TypeError:
        return False
    return True
