"""The history of attribute values of many records."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from typing import Any, NamedTuple, TypeAlias

from typing_extensions import Self

from attio._call.operation import Caller
from attio._support.background import BackgroundTask
from attio.bulk.export_checks import closed_error
from attio.bulk.exports import AsyncExport, Export
from attio.funcs.records import records_list_attribute_values, records_list_attribute_values_async
from attio.models.records import Record
from attio.models.values import Actor, Value

AGAIN = "call `client.bulk.export_history` again"


class HistoryRow(NamedTuple):
    """A value that an attribute of a record has or had."""

    record_id: str
    attribute: str
    """Slug or id of the attribute, as passed by the caller."""
    value: Value
    """The value, such as a `TextValue`."""
    active_from: dt.datetime | None
    """Time at which the value was set."""
    active_until: dt.datetime | None
    """Time at which the value was replaced or removed; None for a current value."""
    actor: Actor | None
    """The actor who set the value."""


class AttributeRead(NamedTuple):
    """The read of one attribute of one record."""

    client: Caller
    object: str
    record_id: str
    attribute: str
    options: dict[str, Any]

    def rows(self) -> list[HistoryRow]:
        """Read all values of the attribute."""
        page = records_list_attribute_values(*self[:4], show_historic=True, **self.options)
        return [self._row(value) for value in page]

    async def rows_async(self) -> list[HistoryRow]:
        """Read all values of the attribute."""
        page = await records_list_attribute_values_async(*self[:4], show_historic=True, **self.options)
        return [self._row(value) async for value in page]

    def _row(self, value: Any) -> HistoryRow:
        since, until = getattr(value, "active_from", None), getattr(value, "active_until", None)
        return HistoryRow(self.record_id, self.attribute, value, since, until, getattr(value, "created_by_actor", None))


ReadsOf: TypeAlias = Callable[[str], list[AttributeRead]]
"""Returns the reads of a record."""


class Reads(Iterator[AttributeRead]):
    """The attributes to read, record by record. Not a generator, which would end with the first error of an export."""

    def __init__(self, records: Export[Record] | None, ids: Iterable[str], reads_of: ReadsOf) -> None:
        """Prepare to read the records of an export, or those with the ids if there is no export."""
        self._records, self._reads_of = records, reads_of
        self._ids = iter(ids) if records is None else map(_id_of, records)
        self._waiting: deque[AttributeRead] = deque()

    def __next__(self) -> AttributeRead:
        if not self._waiting:
            self._waiting.extend(self._reads_of(next(self._ids)))
        return self._waiting.popleft()

    def close(self) -> None:
        """Close the export of the records, if there is one."""
        if self._records is not None:
            self._records.close()


class AsyncReads(AsyncIterator[AttributeRead]):
    """The attributes to read, record by record; see `Reads`."""

    def __init__(self, records: AsyncExport[Record] | None, ids: Iterable[str], reads_of: ReadsOf) -> None:
        """Prepare to read the records of an export, or those with the ids if there is no export."""
        self._records, self._ids, self._reads_of = records, iter(ids), reads_of
        self._waiting: deque[AttributeRead] = deque()

    async def __anext__(self) -> AttributeRead:
        if not self._waiting:
            self._waiting.extend(self._reads_of(await self._next_id()))
        return self._waiting.popleft()

    async def _next_id(self) -> str:
        if self._records is not None:
            return _id_of(await anext(self._records))
        for record_id in self._ids:
            return record_id
        raise StopAsyncIteration

    async def close_async(self) -> None:
        """Close the export of the records, if there is one."""
        if self._records is not None:
            await self._records.close_async()


def _id_of(record: Record) -> str:
    return record.id.record_id


class History(Iterator[HistoryRow]):
    """An iterator over `HistoryRow`s, record by record and attribute by attribute. Threads read ahead.

    If a read fails, continuing the iteration repeats it. Use the iterator as a context manager, or call `close()`, to
    stop reading ahead.
    """

    def __init__(self, reads: Reads, concurrency: int) -> None:
        """Start the first reads."""
        self._reads = reads
        self._concurrency = concurrency
        self._is_closed = False
        self._executor = ThreadPoolExecutor(concurrency, "attio-export")
        self._under_way: deque[tuple[AttributeRead, Future[list[HistoryRow]]]] = deque()
        self._failed: AttributeRead | None = None
        self._rows: Iterator[HistoryRow] = iter(())
        self._request()

    def _request(self) -> None:
        if self._failed is not None:
            self._under_way.appendleft(self._started(self._failed))
            self._failed = None
        while len(self._under_way) < self._concurrency and (read := next(self._reads, None)) is not None:
            self._under_way.append(self._started(read))

    def _started(self, read: AttributeRead) -> tuple[AttributeRead, Future[list[HistoryRow]]]:
        return read, self._executor.submit(copy_context().run, read.rows)

    def __next__(self) -> HistoryRow:
        if self._is_closed:
            raise closed_error(AGAIN)
        while True:
            for row in self._rows:
                return row
            self._request()
            if not self._under_way:
                raise StopIteration
            self._failed, future = self._under_way.popleft()
            self._rows = iter(future.result())
            self._failed = None

    def close(self) -> None:
        """End the iteration, and drop the running reads."""
        self._is_closed = True
        self._under_way.clear()
        self._executor.shutdown(wait=False, cancel_futures=True)
        self._reads.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()


class AsyncHistory(AsyncIterator[HistoryRow]):
    """An async iterator over `HistoryRow`s, record by record and attribute by attribute. Tasks read ahead.

    If a read fails, continuing the iteration repeats it. Use the iterator as a context manager, or await
    `close_async()`, to stop reading ahead.
    """

    def __init__(self, reads: AsyncReads, concurrency: int) -> None:
        """Prepare the iteration; `begin` starts the first reads."""
        self._reads = reads
        self._concurrency = concurrency
        self._is_closed = False
        self._under_way: deque[tuple[AttributeRead, BackgroundTask[list[HistoryRow]]]] = deque()
        self._failed: AttributeRead | None = None
        self._rows: Iterator[HistoryRow] = iter(())

    async def begin(self) -> Self:
        """Start the first reads."""
        if self._failed is not None:
            self._under_way.appendleft(self._started(self._failed))
            self._failed = None
        while len(self._under_way) < self._concurrency:
            read = await anext(self._reads, None)
            if read is None:
                break
            self._under_way.append(self._started(read))
        return self

    def _started(self, read: AttributeRead) -> tuple[AttributeRead, BackgroundTask[list[HistoryRow]]]:
        task = BackgroundTask(read.rows_async, "attio-export")
        task.start()
        return read, task

    async def __anext__(self) -> HistoryRow:
        if self._is_closed:
            raise closed_error(AGAIN)
        while True:
            for row in self._rows:
                return row
            await self.begin()
            if not self._under_way:
                raise StopAsyncIteration
            await self._under_way[0][1].wait()  # before `popleft`, so that a cancellation loses no row
            self._failed, task = self._under_way.popleft()
            self._rows = iter(await task.result())
            self._failed = None

    async def close_async(self) -> None:
        """End the iteration, and cancel the running reads."""
        import anyio

        self._is_closed = True
        with anyio.CancelScope(shield=True):
            while self._under_way:
                _, task = self._under_way.popleft()
                task.cancel()
                await task.wait()
            await self._reads.close_async()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        await self.close_async()

    def __del__(self) -> None:
        # Left by a `break`: nothing can be awaited here.
        for _, task in self._under_way:
            task.abandon()
