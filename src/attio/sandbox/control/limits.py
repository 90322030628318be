"""Rate limits like the API's: so many reads and writes a second for each token, less for some operations."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from attio._support.names import brief
from attio.sandbox.control.naming import ControlError, is_number
from attio.sandbox.provenance import different

RULES = (
    different("limits.off", "Rate limits are off until `limits.on()`; Attio always has them", "*",
        source="guide: Handling rate limits"),
)  # fmt: skip

OPERATIONS: dict[str, int] = {
    "records.merge": 5,
    "sql.query": 2,
    "files.upload": 1,
    "call_recordings.create": 1,
    "notes.list": 10,
}
"""Requests a second of operations that have a documented limit of their own, for each token."""

WINDOW = timedelta(seconds=10)
"""How long the score of a query counts towards the limit of all of them."""


@dataclass
class _Bucket:
    """Tokens that are taken by requests and come back with time."""

    rate: float
    level: float
    filled_at: datetime

    def wait(self, now: datetime) -> float:
        """Fill up, and return the seconds until a request may pass; 0 if one may now."""
        elapsed = max(0.0, (now - self.filled_at).total_seconds())
        self.level = min(max(self.rate, 1.0), self.level + elapsed * self.rate)
        self.filled_at = now
        # A moment is exact to the microsecond only.
        return 0.0 if self.level > 1 - 1e-4 else (1 - self.level) / self.rate


@dataclass(frozen=True)
class Rates:
    """The limits in force."""

    reads: float
    writes: float
    score: float | None = None
    operations: dict[str, int] = field(default_factory=lambda: dict(OPERATIONS))


class Limits:
    """The rate limits of a sandbox; off until `on()` is called. Safe to share between threads.

    Args:
        clock: Gives the present moment. While it is frozen no time passes, so what is used up stays so.
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        """Start without limits."""
        self._clock = clock
        self._rates: Rates | None = None
        self._buckets: dict[tuple[str, str], _Bucket] = {}
        self._scores: deque[tuple[datetime, float]] = deque()
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        return f"<Limits {self._rates or 'off'}>"

    @property
    def rates(self) -> Rates | None:
        """The limits in force; None while they are off."""
        return self._rates

    def on(self, *, reads: float = 100, writes: float = 25, score: float | None = None) -> Rates:
        """Enforce limits from now on, with nothing used up.

        Args:
            reads: Requests a second of each token that read.
            writes: Requests a second of each token that write.
            score: Sum of the scores that queries of all tokens may reach within 10 seconds; None for no such limit.

        Raises:
            ControlError: A limit is not a positive number.
        """
        for name, value in (("reads", reads), ("writes", writes), ("score", score)):
            if (value is None and name != "score") or value == 0 or (value is not None and not is_number(value)):
                raise ControlError(f"{name}={brief(value)} must be a positive number")
        with self._lock:
            self._rates = Rates(reads, writes, score)
            self._buckets.clear()
            self._scores.clear()
            return self._rates

    def off(self) -> None:
        """Enforce no limits from now on."""
        with self._lock:
            self._rates = None

    def take(self, operation: str, token: str, *, reads: bool) -> datetime | None:
        """Count a request, unless a limit is reached.

        Args:
            operation: Name of the operation.
            token: What to count by, such as the id of the token.
            reads: Whether the operation only reads.

        Returns:
            None if the request may pass; otherwise the moment from which on it may.
        """
        with self._lock:
            now, rates = self._clock(), self._rates
            if rates is None:
                return None
            kind, rate = ("reads", rates.reads) if reads else ("writes", rates.writes)
            buckets = [self._bucket(kind, token, rate, now)]
            if operation in rates.operations:
                buckets.append(self._bucket(operation, token, rates.operations[operation], now))
            wait = max(bucket.wait(now) for bucket in buckets)
            if wait:
                return now + timedelta(seconds=wait)
            for bucket in buckets:
                bucket.level -= 1
        return None

    def charge(self, score: float) -> datetime | None:
        """Count the score of a query, unless it would exceed the limit of all queries within 10 seconds.

        Returns:
            None if the query may run; otherwise the moment from which on it may. A query that exceeds the limit by
            itself never may.
        """
        rates = self._rates
        if rates is None or rates.score is None:
            return None
        with self._lock:
            now = self._clock()
            while self._scores and self._scores[0][0] <= now - WINDOW:
                self._scores.popleft()
            total = sum(counted for _, counted in self._scores) + score
            if total <= rates.score:
                self._scores.append((now, score))
                return None
            for counted_at, counted in self._scores:
                total -= counted
                if total <= rates.score:
                    return counted_at + WINDOW
            return now + WINDOW

    def _bucket(self, kind: str, token: str, rate: float, now: datetime) -> _Bucket:
        return self._buckets.setdefault((kind, token), _Bucket(rate, max(rate, 1.0), now))
