"""The clock of the API, as far as the `Date` of its responses tells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from email.utils import parsedate_to_datetime


def date_of(headers: Mapping[str, str]) -> dt.datetime | None:
    """Read the `Date` of a response, in UTC; None if it is missing or malformed, as some proxies leave it."""
    try:
        found = parsedate_to_datetime(headers["date"])
        return found.replace(tzinfo=dt.timezone.utc) if found.tzinfo is None else found.astimezone(dt.timezone.utc)
    except (KeyError, ValueError, TypeError, OverflowError):
        return None


class ApiClock:
    """Bounds how far the API's clock is from ours; every response narrows the bounds."""

    def __init__(self) -> None:
        """Know nothing."""
        self._lower, self._upper = float("-inf"), float("inf")

    def saw(self, headers: Mapping[str, str], began: float, ended: float) -> None:
        """Take the `Date` of a response, whole seconds, made between two moments of our clock."""
        date = date_of(headers)
        if date is None:
            return
        lower, upper = date.timestamp() - ended, date.timestamp() + 1 - began
        if lower > self._upper or upper < self._lower:
            self._lower, self._upper = lower, upper  # a clock was set
            return
        self._lower, self._upper = max(self._lower, lower), min(self._upper, upper)

    def earliest(self, moment: float) -> float:
        """Return the earliest that the API's clock can have shown at a moment of ours."""
        # Without any `Date`, both clocks are taken for right.
        return moment if self._lower == float("-inf") else moment + self._lower

    def is_since(self, created: dt.datetime | None, moment: float) -> bool:
        """Tell whether something was created after a moment of our clock."""
        # Models cut times to microseconds, and a float has a quarter of one.
        return created is not None and created.timestamp() >= self.earliest(moment) - 2e-6
