"""Rows in hand: their state, the order of those that share a key, and what is due when."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Generator
from typing import Any

from attio._call.functions import FunctionCall
from attio.bulk.call_results import CallResult
from attio.bulk.checkpoint import Earlier
from attio.bulk.comparing import Found
from attio.bulk.plans import Plan, Step
from attio.bulk.work import Prepared


class Item:
    """A row in hand."""

    __slots__ = (
        "attempts", "blocked", "call", "digest", "found", "is_duplicate", "is_out", "is_started", "known", "last",
        "may_have_happened", "number", "plan", "rounds", "row", "sent_at", "successes", "troubles",
    )  # fmt: skip

    def __init__(self, number: int, row: Prepared, digest: bytes, earlier: Earlier | None) -> None:
        """Take a row that can be sent, and what an earlier run knows of it."""
        self.number, self.row, self.digest = number, row, digest
        self.known = earlier.id if earlier else None
        """Its row in the checkpoint."""
        self.sent_at: float | None = None
        """When an earlier run may have sent it, by the API's clock."""
        if earlier and earlier.state in {"sent", "unknown"}:
            self.sent_at = earlier.sent_at or 0.0
        self.plan: Plan | None = None
        self.call: FunctionCall | None = None
        """The request to make next."""
        self.last: CallResult | None = None
        """The last failure."""
        self.found: Found | None = None
        self.attempts = earlier.attempts if earlier else 0
        self.blocked = self.troubles = self.rounds = self.successes = 0
        self.may_have_happened = self.sent_at is not None
        self.is_started = self.is_out = self.is_duplicate = False


class Batch:
    """Rows that wait for one look-up."""

    def __init__(self, items: list[Item]) -> None:
        """Take the rows."""
        self.items = items
        self.call: FunctionCall | None = None
        self.plan: Generator[Step, Any, None] | None = None
        self.troubles = 0
        self.is_out = False


class Locks:
    """Rows that share a key wait for each other, in the order of the input."""

    def __init__(self) -> None:
        """Lock nothing."""
        self._queues: dict[str, deque[Item]] = {}

    def lock(self, item: Item) -> None:
        """Stand in the queue of each key; `item.blocked` counts those where others stand before it."""
        for key in item.row.keys:
            queue = self._queues.setdefault(key, deque())
            queue.append(item)
            item.blocked += len(queue) > 1

    def release(self, item: Item) -> list[Item]:
        """Leave every queue, of which it is the first; returns the rows that can go on now."""
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
    """What goes on at a moment."""

    def __init__(self) -> None:
        """Start empty."""
        self._heap: list[tuple[float, int, Any]] = []
        self._count = 0

    def add(self, at: float, what: Any) -> None:
        """Go on with something at a moment."""
        self._count += 1
        heapq.heappush(self._heap, (at, self._count, what))

    def due(self, now: float) -> list[Any]:
        """Take out what is due."""
        found: list[Any] = []
        while self._heap and self._heap[0][0] <= now:
            found.append(heapq.heappop(self._heap)[2])
        return found

    def next(self) -> float | None:
        """Return the moment of the first one."""
        return self._heap[0][0] if self._heap else None

    def clear(self) -> None:
        """Forget everything."""
        self._heap.clear()
