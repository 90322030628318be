"""Stores of budgets: `MemoryStore` for one process, and `LimitStore`, the interface of stores that processes share."""

from __future__ import annotations

import threading
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from attio._support.forks import reset_after_fork
from attio.limits.budget import Budget

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_BUDGETS = 3_000
"""Maximum number of budgets in memory; enough for about 1,000 tokens."""


class LimitStore(Protocol):
    """Interface of a store of budgets that several clients share. Pass one as `RateLimit(store=...)`.

    The client calls these methods from any thread, and from a worker thread for async calls. If a method raises, the
    client keeps the budgets itself for a few seconds.
    """

    def ask(self, key: str, number: int, rate: float) -> tuple[float, int]:
        """Start a call if it is its turn; otherwise queue it.

        Args:
            key: Key of the budget.
            number: Number of the call; 0 to get a new number.
            rate: Calls a second.

        Returns:
            Seconds to wait before asking again (0 if the call has started), and the number of the call.
        """
        ...

    def leave(self, key: str, number: int) -> None:
        """Remove a waiting call from the queue."""
        ...

    def late(self, key: str, number: int, by: float) -> None:
        """Move the start of a call `by` seconds later, to the time at which its request reached the API."""
        ...

    def refused(self, key: str, number: int, rate: float, *, ago: float, after: float, adapt: bool) -> None:
        """Record a response with status 429.

        Args:
            key: Key of the budget.
            number: Number of the rejected call.
            rate: Calls a second.
            ago: Seconds since the request was sent.
            after: Seconds that the API asked to wait.
            adapt: Whether to slow down.
        """
        ...


class MemoryStore:
    """A store in the memory of this process. Clients with the same store share its budgets.

    Safe to use from any thread and event loop. A forked process starts with empty queues.

    Example:
        shared = RateLimit(store=MemoryStore())
        first, second = Attio(rate_limit=shared), Attio(rate_limit=shared)
    """

    def __init__(self) -> None:
        self._clock: Callable[[], float] = monotonic
        self.forget()
        reset_after_fork(self)

    def ask(self, key: str, number: int, rate: float) -> tuple[float, int]:
        """Start a call if it is its turn; otherwise queue it. See `LimitStore.ask`."""
        with self._lock:
            now = self._clock()
            budget = self._budgets.get(key)
            if budget is None:
                budget = self._add(key, rate, now)
            elif budget.rate != rate:
                budget.set_rate(rate)
            if not number:
                self._last_number += 1
                number = self._last_number
            return budget.ask(number, now), number

    def leave(self, key: str, number: int) -> None:
        """Remove a waiting call from the queue."""
        with self._lock:
            budget = self._budgets.get(key)
            if budget is not None:
                budget.leave(number)

    def late(self, key: str, number: int, by: float) -> None:
        """Move the start of a call `by` seconds later. See `LimitStore.late`."""
        with self._lock:
            budget = self._budgets.get(key)
            if budget is not None:
                budget.late(number, by)

    def refused(self, key: str, number: int, rate: float, *, ago: float, after: float, adapt: bool) -> None:
        """Record a response with status 429. See `LimitStore.refused`."""
        with self._lock:
            now = self._clock()
            budget = self._budgets.get(key) or self._add(key, rate, now)
            budget.refused(number, now, sent=now - ago, after=after, adapt=adapt)

    def peek(self, key: str) -> tuple[Budget, float] | None:
        """Return a budget and the seconds until its pause ends; None if no call used it. Do not change the budget."""
        with self._lock:
            budget = self._budgets.get(key)
            return None if budget is None else (budget, budget.closed_for(self._clock()))

    def forget(self) -> None:
        """Reset in a forked child: the waiting calls belong to the parent, whose threads may hold the lock."""
        self._lock = threading.Lock()
        self._budgets: dict[str, Budget] = {}
        self._last_number: int = 0

    def __repr__(self) -> str:
        return f"<attio.limits.MemoryStore of {len(self._budgets)} budgets>"

    def _add(self, key: str, rate: float, now: float) -> Budget:
        if len(self._budgets) >= MAX_BUDGETS:
            remaining = {name: budget for name, budget in self._budgets.items() if not budget.is_idle(now)}
            if len(remaining) >= MAX_BUDGETS:
                remaining = {name: budget for name, budget in remaining.items() if budget.waiting}
            self._budgets = remaining
        budget = self._budgets[key] = Budget(rate, now)
        return budget
