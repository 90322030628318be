"""Exports: iterators over every item of an object, a list, the notes or the tasks, that can be resumed."""

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

AGAIN = "begin another one with `resume=export.token`"


class _State(Generic[T]):
    """What both kinds of export know: walks, pieces that wait, and the token; no I/O."""

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
        """How many items were read, those that `changed_since` leaves out included."""
        self._watermark: dt.datetime | None = None
        if resume is None:
            self._walks = source.begin()
        else:
            self._resume(source, decode(resume, self._work))
        self._pieces: deque[Piece] = deque()
        """Pages that were read; the first one is being handed out."""
        self._done = 0
        """How many items of the first piece were handed out."""
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
        """Where the export is, after the last item handed out: pass it as `resume`, here or in another process."""
        states = [one for one in map(self._state_of, self._walks) if one is not None]
        watermark = None if self._watermark is None else self._watermark.isoformat()
        return encode(self._work, {"walks": states, "scanned": self.scanned, "watermark": watermark})

    @property
    def watermark(self) -> dt.datetime:
        """When the export began, less a minute: what to pass as `changed_since` next time, once it has ended."""
        return cast("dt.datetime", self._watermark)  # the first page was read when the export was made

    def _state_of(self, walk: Walk) -> Any:
        for number, piece in enumerate(self._pieces):
            done = self._done if number == 0 else 0
            if piece.walk is walk and done < len(piece.items):
                return walk.state(piece, done)
        return walk.state(None, 0)

    def _take(self) -> list[T]:
        """Return the next item that is to be handed out, in a list; an empty one when a page is needed."""
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

    def _received(self, walk: Walk, page: Any) -> None:
        self._reporter.pages += 1
        if self._watermark is None:
            self._watermark = watermark_of(page)
        piece = walk.received(page)
        if piece.items:
            self._pieces.append(piece)
        self._reporter.tell(self.scanned)

    def _settle(self, walk: Walk, error: BaseException | None, page: Any) -> None:
        """Take a page, or raise why there is none; the export can go on after that."""
        if error is None:
            self._received(walk, page)
        elif not (isinstance(error, BadRequestError) and walk.refused()):
            raise error

    def _close(self) -> None:
        self._is_closed = True

    def _ended(self) -> None:
        self._reporter.tell(self.scanned, at_end=True)

    def _idle(self, busy: Collection[Walk]) -> list[Walk]:
        """Return the walks to ask for a page now: one page of each may be under way or wait."""
        self._divide()
        waiting = [piece.walk for piece in list(self._pieces)[1:]]
        return [walk for walk in self._walks if not walk.is_done and walk not in busy and walk not in waiting]

    def _divide(self) -> None:
        """Halve the widest range while there are fewer walks than `parallel`."""
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
    """An iterator over every item; it reads one page ahead.

    `for record in client.bulk.export_records("companies")`. `token` says where it is, also after an error or a `break`.
    Use it as a context manager, or call `close()`, to drop the page that is being read.
    """

    def __init__(self, client: Caller, source: Source[T] | OffsetSource[T], **how: Any) -> None:
        """Begin an export with its first page."""
        super().__init__(source, **how)
        self._client = client
        self._executor = ThreadPoolExecutor(self._parallel, "attio-export")
        self._under_way: dict[Future[Any], Walk] = {}
        self._next_piece()

    def _next_piece(self) -> None:
        """Wait for a page with new items, and ask for the pages after it; at the end there is none."""
        self._request()
        while not self._pieces and self._under_way:
            for future in wait(self._under_way, return_when=FIRST_COMPLETED).done:
                walk = self._under_way.pop(future)
                error = future.exception()
                self._settle(walk, error, None if error else future.result())
            self._request()

    def _request(self) -> None:
        for walk in self._idle(self._under_way.values()):
            # In the caller's context, as if the caller fetched it.
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
                self._ended()
                raise StopIteration

    def close(self) -> None:
        """End the export; pages that are being read are dropped, and `token` stays."""
        self._close()
        self._executor.shutdown(wait=False, cancel_futures=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()


class AsyncExport(_State[T], AsyncIterator[T]):
    """An async iterator over every item; it reads one page ahead.

    `async for record in await client.bulk.export_records_async("companies")`. `token` says where it is, also after an
    error or a `break`. Use it as a context manager, or await `close_async()`, to cancel the page that is being read.
    """

    def __init__(self, client: Caller, source: Source[T] | OffsetSource[T], **how: Any) -> None:
        """Prepare an export; `begin` reads its first page."""
        self._under_way: dict[BackgroundTask[Any], Walk] = {}  # first: `__del__` runs after a refused token, too
        super().__init__(source, **how)
        self._client = client

    async def begin(self) -> Self:
        """Read the first page."""
        await self._next_piece()
        return self

    async def _next_piece(self) -> None:
        """Wait for a page with new items, and ask for the pages after it; at the end there is none."""
        import anyio

        self._request()
        while not self._pieces and self._under_way:
            self._arrived = anyio.Event()
            while not any(task.is_done for task in self._under_way):
                await self._arrived.wait()
            for task in [task for task in self._under_way if task.is_done]:
                walk = self._under_way.pop(task)
                self._settle(walk, task.error, task.value)
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
                self._ended()
                raise StopAsyncIteration

    async def close_async(self) -> None:
        """End the export; pages that are being read are cancelled, and `token` stays."""
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
