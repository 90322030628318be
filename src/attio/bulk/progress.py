"""The progress and the watermark of an export."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NamedTuple

from attio.bulk.api_clock import date_of

EVERY = 0.2
"""Minimum seconds between two reports."""
ALLOWANCE = dt.timedelta(seconds=60)
"""Maximum difference between the clocks of the API. A watermark is earlier than the first response by this time."""


class ExportProgress(NamedTuple):
    """The progress of an export, passed to `on_progress` at most every 0.2 seconds and at the end."""

    scanned: int
    """Number of items read."""
    pages: int
    """Number of pages read."""
    elapsed: float
    """Seconds since the start of the export."""


class Reporter:
    """Counts pages, and calls `on_progress` in the thread or task of the caller."""

    def __init__(self, on_progress: Callable[[ExportProgress], object] | None) -> None:
        """Report to a function; None to report nothing."""
        self._report, self._began, self._last = on_progress, time.monotonic(), float("-inf")
        self.pages = 0

    def report(self, scanned: int, *, at_end: bool = False) -> None:
        """Report the progress if a report is due."""
        now = time.monotonic()
        if self._report is not None and (at_end or now - self._last >= EVERY):
            self._last = now
            self._report(ExportProgress(scanned, self.pages, now - self._began))


def watermark_of(page: Any) -> dt.datetime:
    """Return the time of a response by the clock of the API, minus one minute."""
    headers = page.http.headers
    moment = date_of(headers)
    if moment is None:
        with suppress(ValueError):
            moment = dt.datetime.fromisoformat(f"{headers.get('x-accurate-at', '')[:19]}+00:00")
    if moment is None:
        moment = dt.datetime.now(dt.timezone.utc)
    return moment.replace(microsecond=0) - ALLOWANCE
