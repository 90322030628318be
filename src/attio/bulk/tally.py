"""The counts and the rate of a bulk write."""

from __future__ import annotations

from collections import deque

from attio.bulk.results import OUTCOMES, BulkProgress, BulkResult, RowOutcome

EVERY = 0.2
"""Minimum seconds between two reports of progress."""
SPAN = 30.0
"""Length of the period in which the rate is measured, in seconds."""


class Tally:
    """The counts of a bulk write. Does no I/O."""

    def __init__(self, total: int | None, now: float) -> None:
        """Start counting at a time, in seconds."""
        self.counts: dict[RowOutcome, int] = dict.fromkeys(OUTCOMES, 0)
        self.bad = self.retries = self.done = self._resumed = 0
        self.waited = 0.0
        self._total, self._began, self._last = total, now, float("-inf")
        self._samples: deque[tuple[float, int]] = deque([(now, 0)])

    def add(self, result: BulkResult) -> None:
        """Count a result."""
        self.done += 1
        self._resumed += result.resumed
        self.counts[result.outcome] += 1
        if result.outcome in {"failed", "unknown"}:
            self.bad += 1

    @property
    def succeeded(self) -> int:
        """Number of rows that succeeded."""
        return self.done - self.bad

    def is_due(self, now: float) -> bool:
        """Whether a report is due."""
        return now - self._last >= EVERY

    def progress(self, now: float) -> BulkProgress:
        """Return the progress."""
        self._last = now
        while len(self._samples) > 1 and now - self._samples[0][0] > SPAN:
            self._samples.popleft()
        began, before = self._samples[0]
        written = self.done - self._resumed  # rows of an earlier run took no time in this one
        self._samples.append((now, written))
        rate = (written - before) / (now - began) if now > began else 0.0
        eta: float | None = None
        if self._total is not None:
            left = max(0, self._total - self.done)
            if left == 0:
                eta = 0.0
            elif rate:
                eta = left / rate
        counts = self.counts
        return BulkProgress(
            self.done,
            self._total,
            counts["created"],
            counts["updated"],
            counts["unchanged"],
            counts["failed"],
            counts["unknown"],
            self.retries,
            rate,
            eta,
            now - self._began,
            self.waited,
        )
