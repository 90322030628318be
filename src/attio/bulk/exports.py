"""Exports: resumable iterators over all records of an object, all entries of a list, all notes or all tasks."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from typing import Any, Generic, TypeVar, cast

from typing_extensions import Self

from attio._call.functions import FunctionCall
from attio._call.operation import Caller
from attio._support.background import BackgroundTask
from attio.bulk.export_checks import closed_error
from attio.bulk.progress import ExportProgress, Reporter, watermark_of
from attio.bulk.sources import KeysetWalk, OffsetSource, Piece, Source, Walk
from attio.bulk.tokens import NO_TOKEN, decode, digest, encode
from attio.errors.statuses import BadRequestError

T = TypeVar("T")

AGAIN = "start another one with `resume=export.token`"


class _State(Generic[T]):
    """The state of an export: its walks, its pages in memory and its token. Does no I/O."""

    def __init__(
        self,
        source: Source[T] | OffsetSource[T],
        *,
        keep: Callable[[T], bool] | None,
        parallel: int,
        resume: str | None,
        narrowed_by: object,
        on_progress: Callable[[ExportProgress], object] | None,
    ) -> None:
        self._source, self._keep, self._parallel = source, keep, parallel
        self._work = digest({**source.work, "narrowed_by": narrowed_by})
        self._reporter = Reporter(on_progress)
        self.scanned = 0
        """Number of items read, including those that `changed_since` excludes."""
        self._watermark: dt.datetime | None = None
        if resume is None:
            self._walks = source.begin()
        else:
            self._resume(source, decode(resume, self._work))
        self._pieces: deque[Piece] = deque()
        """Pages in memory. The items of the first page are returned next."""
        self._done = 0
        """Number of items of the first page that were returned."""
        self._is_closed = False

    def _resume(self, source: Source[T] | OffsetSource[T], state: dict[str, Any]) -> None:
        try:
            self._walks = [source.resume(one) for one in state["walks"]]
            self.scanned = int(state["scanned"])
            self._watermark = None if state["watermark"] is None else dt.datetime.fromisoformat(state["watermark"])
        except (KeyError, TypeError, ValueError):
            raise ValueError(NO_TOKEN) from None

    @property
    def token(self) -> str:
        """Position of the export after the last returned item. Pass it as `resume`, here or in another process."""
        states = [one for one in map(self._state_of, self._walks) if one is not None]
        watermark = None if self._watermark is None else self._watermark.isoformat()
        return encode(self._work, {"walks": states, "scanned": self.scanned, "watermark": watermark})

    @property
    def watermark(self) -> dt.datetime:
        """Time at which the export began, minus one minute. After a complete export, pass it as `changed_since`."""
        return cast(
            "dt.datetime", self._watermark
        )  # set with the first page, which is read before the export is returned

    def _state_of(self, walk: Walk) -> Any:
        for number, piece in enumerate(self._pieces):
            done = self._done if number == 0 else 0
            if piece.walk is walk and done < len(piece.items):
                return walk.state(piece, done)
        return walk.state(None, 0)

    def _take(self) -> list[T]:
        """Return a list with the next item; an empty list if the next page is needed."""
        while self._pieces:
            items = self._pieces[0].items
            while self._done < len(items):
                item: T = items[self._done]
                self._done += 1
                self.scanned += 1
                if self._keep is None or self._keep(item):
                    return [item]
            self._pieces.popleft()
            self._done = 0
        return []

    def _add_page(self, walk: Walk, page: Any) -> None:
        self._reporter.pages += 1
        if self._watermark is None:
            self._watermark = watermark_of(page)
        piece = walk.received(page)
        if piece.items:
            self._pieces.append(piece)
        self._reporter.report(self.scanned)

    def _handle(self, walk: Walk, error: BaseException | None, page: Any) -> None:
        """Add a page, or raise the error of its request. The export can continue after an error."""
        if error is None:
            self._add_page(walk, page)
        elif not (isinstance(error, BadRequestError) and walk.refused()):
            raise error

    def _close(self) -> None:
        self._is_closed = True

    def _report_end(self) -> None:
        self._reporter.report(self.scanned, at_end=True)

    def _idle(self, busy: Collection[Walk]) -> list[Walk]:
        """Return the walks whose next page to request: those without a running request and without a page in memory."""
        self._divide()
        waiting = [piece.walk for piece in list(self._pieces)[1:]]
        return [walk for walk in self._walks if not walk.is_done and walk not in busy and walk not in waiting]

    def _divide(self) -> None:
        """Split the widest ranges until there are `parallel` walks."""
        if self._parallel == 1 or self._watermark is None:
            return
        end = int((self._watermark + dt.timedelta(seconds=120)).timestamp() * 1_000_000)
        while True:
            walks = [walk for walk in self._walks if isinstance(walk, KeysetWalk) and not walk.is_done]
            if not walks or len(walks) >= self._parallel:
                return
            later = max(walks, key=lambda walk: walk.width(end)).split(end)
            if later is None:
                return
            self._walks.append(later)


class Export(_State[T], Iterator[T]):
    """An iterator over all items of an export, which reads one page ahead.

    `token` is the current position, even after an error or a `break`. Use the export as a context manager, or call
    `close()`, to stop reading ahead.
    """

    def __init__(self, client: Caller, source: Source[T] | OffsetSource[T], **arguments: Any) -> None:
        """Start an export and read its first page."""
        super().__init__(source, **arguments)
        self._client = client
        self._executor = ThreadPoolExecutor(self._parallel, "attio-export")
        self._under_way: dict[Future[Any], Walk] = {}
        self._next_piece()

    def _next_piece(self) -> None:
        """Wait for a page with new items, and request the following pages. At the end there is no page."""
        self._request()
        while not self._pieces and self._under_way:
            for future in wait(self._under_way, return_when=FIRST_COMPLETED).done:
                walk = self._under_way.pop(future)
                error = future.exception()
                self._handle(walk, error, None if error else future.result())
            self._request()

    def _request(self) -> None:
        for walk in self._idle(self._under_way.values()):
            # Run in a copy of the context of the caller, so hooks see its context variables.
            future = self._executor.submit(copy_context().run, _fetch, self._client, walk.call())
            self._under_way[future] = walk

    def __next__(self) -> T:
        if self._is_closed:
            raise closed_error(AGAIN)
        while True:
            for item in self._take():
                return item
            self._next_piece()
            if not self._pieces:
                self._report_end()
                raise StopIteration

    def close(self) -> None:
        """End the export. Pages that are being read are dropped; `token` remains valid."""
        self._close()
        self._executor.shutdown(wait=False, cancel_futures=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()


class AsyncExport(_State[T], AsyncIterator[T]):
    """An async iterator over all items of an export, which reads one page ahead.

    `token` is the current position, even after an error or a `break`. Use the export as a context manager, or await
    `close_async()`, to stop reading ahead.
    """

    def __init__(self, client: Caller, source: Source[T] | OffsetSource[T], **arguments: Any) -> None:
        """Prepare an export; `begin` reads its first page."""
        self._under_way: dict[BackgroundTask[Any], Walk] = {}  # first: `__del__` runs after a refused token, too
        super().__init__(source, **arguments)
        self._client = client

    async def begin(self) -> Self:
        """Read the first page."""
        await self._next_piece()
        return self

    async def _next_piece(self) -> None:
        """Wait for a page with new items, and request the following pages. At the end there is no page."""
        import anyio

        self._request()
        while not self._pieces and self._under_way:
            self._arrived = anyio.Event()
            while not any(task.is_done for task in self._under_way):
                await self._arrived.wait()
            for task in [task for task in self._under_way if task.is_done]:
                walk = self._under_way.pop(task)
                self._handle(walk, task.error, task.value)
            self._request()

    def _request(self) -> None:
        for walk in self._idle(self._under_way.values()):
            task: BackgroundTask[Any] = BackgroundTask(self._fetching(walk.call()), "attio-export")
            self._under_way[task] = walk
            task.start()

    def _fetching(self, call: FunctionCall) -> Callable[[], Awaitable[Any]]:
        async def fetch() -> Any:
            try:
                return await call.make_async(self._client)
            finally:
                self._arrived.set()

        return fetch

    async def __anext__(self) -> T:
        if self._is_closed:
            raise closed_error(AGAIN)
        while True:
            for item in self._take():
                return item
            await self._next_piece()
            if not self._pieces:
                self._report_end()
                raise StopAsyncIteration

    async def close_async(self) -> None:
        """End the export. Pages that are being read are cancelled; `token` remains valid."""
        import anyio

        self._close()
        with anyio.CancelScope(shield=True):
            while self._under_way:
                task, _ = self._under_way.popitem()
                task.cancel()
                await task.wait()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        await self.close_async()

    def __del__(self) -> None:
        # Left by a `break`: nothing can be awaited here.
        for task in self._under_way:
            task.abandon()


def _fetch(client: Caller, call: FunctionCall) -> Any:
    return call.make(client)
