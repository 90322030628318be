"""Where budgets are kept: in this process, or in a `LimitStore` that several processes share."""

from __future__ import annotations

import threading
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from attio._support.forks import reset_after_fork
from attio.limits.budget import Budget

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_BUDGETS = 3_000
"""Budgets kept at once: those of about 1,000 tokens."""


class LimitStore(Protocol):
    """Keeps budgets that several clients share; `RateLimit(store=...)` takes one.

    Its methods are called from any thread; for async calls, from a worker thread. They may raise anything: the client
    then keeps the budgets itself for a few seconds.
    """

    def ask(self, key: str, number: int, rate: float) -> tuple[float, int]:
        """Start a call if it is its turn; else let it wait.

        Args:
            key: Which budget.
            number: The number of the call; 0 to be given one.
            rate: Calls a second.

        Returns:
            Seconds after which to ask again (0 when the call has started), and the number of the call.
        """
        ...

    def leave(self, key: str, number: int) -> None:
        """Remove a call that waits."""
        ...

    def late(self, key: str, number: int, by: float) -> None:
        """Count the start of a call `by` seconds later than it was: that is when it reached the API."""
        ...

    def refused(self, key: str, number: int, rate: float, *, ago: float, after: float, adapt: bool) -> None:
        """Record a response with status 429.

        Args:
            key: Which budget.
            number: The call that was refused.
            rate: Calls a second.
            ago: Seconds since it was sent.
            after: Seconds that the API asked to wait.
            adapt: Whether to slow down.
        """
        ...


class MemoryStore:
    """Keeps budgets in this process. Clients that are given the same one share its budgets.

    Safe to use from any thread and event loop. A forked process begins with empty queues.

    Example:
        shared = RateLimit(store=MemoryStore())
        first, second = Attio(rate_limit=shared), Attio(rate_limit=shared)
    """

    def __init__(self) -> None:
        self._clock: Callable[[], float] = monotonic
        self.forget()
        reset_after_fork(self)

    def ask(self, key: str, number: int, rate: float) -> tuple[float, int]:
        """Start a call if it is its turn; else let it wait. See `LimitStore.ask`."""
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
        """Remove a call that waits."""
        with self._lock:
            budget = self._budgets.get(key)
            if budget is not None:
                budget.leave(number)

    def late(self, key: str, number: int, by: float) -> None:
        """Count the start of a call `by` seconds later. See `LimitStore.late`."""
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
        """Return a budget, to be read only, and the seconds for which it is closed; None for one never used."""
        with self._lock:
            budget = self._budgets.get(key)
            return None if budget is None else (budget, budget.closed_for(self._clock()))

    def forget(self) -> None:
        """Reset in a forked child: those that wait do so in the parent, whose threads may hold the lock."""
        self._lock = threading.Lock()
        self._budgets: dict[str, Budget] = {}
        self._last_number: int = 0

    def __repr__(self) -> str:
        return f"<attio.limits.MemoryStore of {len(self._budgets)} budgets>"

    def _add(self, key: str, rate: float, now: float) -> Budget:
        if len(self._budgets) >= MAX_BUDGETS:
            kept = {one: budget for one, budget in self._budgets.items() if not budget.is_idle(now)}
            if len(kept) >= MAX_BUDGETS:
                kept = {one: budget for one, budget in kept.items() if budget.waiting}
            self._budgets = kept
        budget = self._budgets[key] = Budget(rate, now)
        return budget
