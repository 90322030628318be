"""Estimation of the clock of the API from the `Date` headers of its responses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from email.utils import parsedate_to_datetime


def date_of(headers: Mapping[str, str]) -> dt.datetime | None:
    """Return the `Date` of a response in UTC; None if the header is missing or malformed."""
    try:
        date = parsedate_to_datetime(headers["date"])
        return date.replace(tzinfo=dt.timezone.utc) if date.tzinfo is None else date.astimezone(dt.timezone.utc)
    except (KeyError, ValueError, TypeError, OverflowError):
        return None


class ApiClock:
    """Bounds of the difference between the clock of the API and ours. Each response narrows them."""

    def __init__(self) -> None:
        """Start without bounds."""
        self._lower, self._upper = float("-inf"), float("inf")

    def observe(self, headers: Mapping[str, str], began: float, ended: float) -> None:
        """Record the `Date` of a response, which has whole seconds, and the times of our clock around the request."""
        date = date_of(headers)
        if date is None:
            return
        lower, upper = date.timestamp() - ended, date.timestamp() + 1 - began
        if lower > self._upper or upper < self._lower:
            self._lower, self._upper = lower, upper  # one of the clocks was set: start again
            return
        self._lower, self._upper = max(self._lower, lower), min(self._upper, upper)

    def earliest(self, moment: float) -> float:
        """Convert a time of our clock to the earliest possible time of the API."""
        # Without any `Date`, assume that both clocks are correct.
        return moment if self._lower == float("-inf") else moment + self._lower

    def is_since(self, created: dt.datetime | None, moment: float) -> bool:
        """Whether a creation time of the API is after a time of our clock."""
        # Models truncate times to microseconds, and a float is accurate to a quarter of a microsecond.
        return created is not None and created.timestamp() >= self.earliest(moment) - 2e-6
