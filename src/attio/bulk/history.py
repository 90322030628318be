"""Former and current values of attributes, of many records."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from typing import Any, NamedTuple

from typing_extensions import Self

from attio._call.operation import Caller
from attio._support.background import BackgroundTask
from attio.funcs.records import records_list_attribute_values, records_list_attribute_values_async
from attio.models.values import Actor, Value


class HistoryRow(NamedTuple):
    """A value that an attribute of a record has or had."""

    record_id: str
    attribute: str
    """Slug or id, as it was passed."""
    value: Value
    """The value model, such as `TextValue`."""
    active_from: dt.datetime | None
    """When it was set."""
    active_until: dt.datetime | None
    """When it was replaced or removed; None for a current value."""
    actor: Actor | None
    """Who set it."""


class AttributeRead(NamedTuple):
    """One attribute of one record to read."""

    client: Caller
    object: str
    record_id: str
    attribute: str
    options: dict[str, Any]

    def rows(self) -> list[HistoryRow]:
        """Read the values of the attribute."""
        page = records_list_attribute_values(*self[:4], show_historic=True, **self.options)
        return [self._row(value) for value in page]

    async def rows_async(self) -> list[HistoryRow]:
        """Read the values of the attribute."""
        page = await records_list_attribute_values_async(*self[:4], show_historic=True, **self.options)
        return [self._row(value) async for value in page]

    def _row(self, value: Any) -> HistoryRow:
        since, until = getattr(value, "active_from", None), getattr(value, "active_until", None)
        return HistoryRow(self.record_id, self.attribute, value, since, until, getattr(value, "created_by_actor", None))


class History(Iterator[HistoryRow]):
    """An iterator of `HistoryRow`, record by record and attribute by attribute; threads read ahead."""

    def __init__(self, reads: Iterator[AttributeRead], concurrency: int) -> None:
        """Begin with the first reads."""
        self._reads = reads
        self._concurrency = concurrency
        self._executor = ThreadPoolExecutor(concurrency, "attio-export")
        self._under_way: deque[Future[list[HistoryRow]]] = deque()
        self._rows: Iterator[HistoryRow] = iter(())
        self._request()

    def _request(self) -> None:
        while len(self._under_way) < self._concurrency and (read := next(self._reads, None)) is not None:
            self._under_way.append(self._executor.submit(copy_context().run, read.rows))

    def __next__(self) -> HistoryRow:
        while True:
            for row in self._rows:
                return row
            self._request()
            if not self._under_way:
                raise StopIteration
            self._rows = iter(self._under_way.popleft().result())

    def close(self) -> None:
        """End the iteration; reads under way are dropped."""
        self._reads, self._rows = iter(()), iter(())
        self._under_way.clear()
        self._executor.shutdown(wait=False, cancel_futures=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()


class AsyncHistory(AsyncIterator[HistoryRow]):
    """An async iterator of `HistoryRow`, record by record and attribute by attribute; tasks read ahead."""

    def __init__(self, reads: AsyncIterator[AttributeRead], concurrency: int) -> None:
        """Prepare; `begin` starts the first reads."""
        self._reads = reads
        self._concurrency = concurrency
        self._is_closed = False
        self._under_way: deque[BackgroundTask[list[HistoryRow]]] = deque()
        self._rows: Iterator[HistoryRow] = iter(())

    async def begin(self) -> Self:
        """Start the first reads."""
        while not self._is_closed and len(self._under_way) < self._concurrency:
            read = await anext(self._reads, None)
            if read is None:
                break
            task = BackgroundTask(read.rows_async, "attio-export")
            self._under_way.append(task)
            task.start()
        return self

    async def __anext__(self) -> HistoryRow:
        while True:
            for row in self._rows:
                return row
            await self.begin()
            if not self._under_way:
                raise StopAsyncIteration
            self._rows = iter(await self._under_way.popleft().result())

    async def close_async(self) -> None:
        """End the iteration; reads under way are cancelled."""
        import anyio

        self._is_closed, self._rows = True, iter(())
        with anyio.CancelScope(shield=True):
            while self._under_way:
                task = self._under_way.popleft()
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
