"""The state of started rows, the order of rows with the same key, and timers."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Generator
from typing import Any

from attio._call.functions import FunctionCall
from attio.bulk.call_results import CallResult
from attio.bulk.checkpoint import Earlier
from attio.bulk.comparing import LookupResult
from attio.bulk.plans import Plan, Step
from attio.bulk.work import Prepared


class Item:
    """A row without a result."""

    __slots__ = (
        "attempts",
        "blocked",
        "call",
        "digest",
        "failures",
        "found",
        "is_duplicate",
        "is_out",
        "is_started",
        "known",
        "last",
        "may_have_happened",
        "number",
        "plan",
        "rounds",
        "row",
        "sent_at",
        "successes",
    )  # fmt: skip

    def __init__(self, number: int, row: Prepared, digest: bytes, earlier: Earlier | None) -> None:
        """Create the state of a row; `earlier` is its state after an earlier run."""
        self.number, self.row, self.digest = number, row, digest
        self.known = earlier.id if earlier else None
        """Id of the row in the checkpoint; None if it is not there."""
        self.sent_at: float | None = None
        """Time of the API at which an earlier run may have sent the row; None if no run did."""
        if earlier and earlier.state in {"sent", "unknown"}:
            self.sent_at = earlier.sent_at or 0.0
        self.plan: Plan | None = None
        self.call: FunctionCall | None = None
        """The next request to send."""
        self.last: CallResult | None = None
        """The last failure."""
        self.found: LookupResult | None = None
        self.attempts = earlier.attempts if earlier else 0
        self.blocked = self.failures = self.rounds = self.successes = 0
        self.may_have_happened = self.sent_at is not None
        self.is_started = self.is_out = self.is_duplicate = False


class Batch:
    """Rows that are looked up together."""

    def __init__(self, items: list[Item]) -> None:
        """Create a batch."""
        self.items = items
        self.call: FunctionCall | None = None
        self.plan: Generator[Step, Any, None] | None = None
        self.failures = 0
        self.is_out = False


class Locks:
    """Locks on keys: rows with the same key are sent one after the other, in the order of the input."""

    def __init__(self) -> None:
        """Start without locks."""
        self._queues: dict[str, deque[Item]] = {}

    def lock(self, item: Item) -> None:
        """Enter the queue of each key of a row. `item.blocked` counts the queues in which another row is first."""
        for key in item.row.keys:
            queue = self._queues.setdefault(key, deque())
            queue.append(item)
            item.blocked += len(queue) > 1

    def release(self, item: Item) -> list[Item]:
        """Remove a row from its queues, where it must be first. Return the rows that are not blocked any more."""
        freed: list[Item] = []
        for key in item.row.keys:
            queue = self._queues[key]
            queue.popleft()
            if not queue:
                del self._queues[key]
            else:
                queue[0].blocked -= 1
                if not queue[0].blocked:
                    freed.append(queue[0])
        return freed


class Timers:
    """Rows and batches that continue at a given time."""

    def __init__(self) -> None:
        """Start without timers."""
        self._heap: list[tuple[float, int, Any]] = []
        self._count = 0

    def add(self, at: float, what: Any) -> None:
        """Add a row or batch that continues at a time."""
        self._count += 1
        heapq.heappush(self._heap, (at, self._count, what))

    def due(self, now: float) -> list[Any]:
        """Remove and return the rows and batches that are due."""
        due: list[Any] = []
        while self._heap and self._heap[0][0] <= now:
            due.append(heapq.heappop(self._heap)[2])
        return due

    def next(self) -> float | None:
        """Return the time of the first timer; None if there are no timers."""
        return self._heap[0][0] if self._heap else None

    def clear(self) -> None:
        """Remove all timers."""
        self._heap.clear()
