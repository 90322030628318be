"""`Limits`: rate limits like those of the API, for reads, writes and some operations of each token."""

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
    different("limits.off", "Rate limits are off until `limits.on()`; Attio always enforces them", "*",
        source="guide: Handling rate limits"),
)  # fmt: skip

OPERATIONS: dict[str, int] = {
    "records.merge": 5,
    "sql.query": 2,
    "files.upload": 1,
    "call_recordings.create": 1,
    "notes.list": 10,
}
"""Requests per second and token of operations with a documented limit of their own."""

WINDOW = timedelta(seconds=10)
"""How long the score of a query counts towards the limit of the sum of scores."""


@dataclass
class _Bucket:
    """A token bucket: requests take tokens, and time refills them."""

    rate: float
    level: float
    filled_at: datetime

    def wait(self, now: datetime) -> float:
        """Refill the bucket, and return the seconds until a request may pass; 0 if it may pass now."""
        elapsed = max(0.0, (now - self.filled_at).total_seconds())
        self.level = min(max(self.rate, 1.0), self.level + elapsed * self.rate)
        self.filled_at = now
        # Allow for rounding: the clock has a resolution of a microsecond.
        return 0.0 if self.level > 1 - 1e-4 else (1 - self.level) / self.rate


@dataclass(frozen=True)
class Rates:
    """The limits that are enforced."""

    reads: float
    writes: float
    score: float | None = None
    operations: dict[str, int] = field(default_factory=lambda: dict(OPERATIONS))


class Limits:
    """The rate limits of a sandbox. They are off until `on()` is called. Thread-safe.

    Args:
        clock: Function that returns the current time. While the clock is frozen, limits do not recover.
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
        """The limits that are enforced; None while they are off."""
        return self._rates

    def on(self, *, reads: float = 100, writes: float = 25, score: float | None = None) -> Rates:
        """Turn limits on. Earlier requests do not count.

        Args:
            reads: Read requests per second and token.
            writes: Write requests per second and token.
            score: Maximum sum of the scores of all queries within 10 seconds, for all tokens together; None for no
                limit.

        Raises:
            ControlError: A limit is not a positive number.
        """
        for name, value in (("reads", reads), ("writes", writes), ("score", score)):
            if value is None and name == "score":
                continue
            if value == 0 or not is_number(value):
                raise ControlError(f"{name}={brief(value)} must be a positive number")
        with self._lock:
            self._rates = Rates(reads, writes, score)
            self._buckets.clear()
            self._scores.clear()
            return self._rates

    def off(self) -> None:
        """Turn limits off."""
        with self._lock:
            self._rates = None

    def take(self, operation: str, token: str, *, reads: bool) -> datetime | None:
        """Count a request, unless it exceeds a limit.

        Args:
            operation: Name of the operation.
            token: Id of the token.
            reads: Whether the operation only reads.

        Returns:
            None if the request may pass, otherwise the earliest moment at which it may.
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
        """Count the score of a query, unless it exceeds the limit of all queries within 10 seconds.

        Returns:
            None if the query may run, otherwise the earliest moment at which it may. A query with a score above the
            limit never may.
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
