"""Retry decisions: whether to send a request again, and after how long; no I/O."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from time import time
from typing import Literal, cast

from attio._call.quota import Quota
from attio._support.digits import is_digits
from attio._support.names import brief
from attio.errors.base import Outcome

TRANSIENT = frozenset({408, 500, 502, 503, 504})
"""Statuses after which repeating an idempotent request may help."""

RATE_LIMITED = 429
QUERY_RATE_LIMIT_RETRIES = 2
"""Most retries of a query after 429; a query that is too complex also fails with 429, however often it is retried."""


RETRIES_OFF = "RetryConfig(strategy='none') turns retries off"


def _check_number(name: str, value: object, *, at_least: float) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not at_least <= value <= sys.float_info.max:
        message = f"{name} must be a number of at least {at_least}, not {brief(value)}"
        raise ValueError(message)


def _check_type(name: str, value: object, kind: type, wanted: str) -> None:
    if not isinstance(value, kind):
        message = f"{name} must be {wanted}, not {brief(value)}"
        raise ValueError(message)  # noqa: TRY004 - one class for every invalid field


@dataclass(frozen=True)
class BackoffStrategy:
    """Random waits between attempts, whose upper limit grows exponentially; all times are in milliseconds."""

    initial_interval: float = 500
    """Upper limit of the wait before the second attempt."""
    max_interval: float = 8_000
    """Upper limit of the wait before any attempt."""
    exponent: float = 2.0
    """Factor by which the upper limit grows with each attempt."""
    max_elapsed_time: float = 60_000
    """Time after the start of the call until which attempts may start."""

    def __post_init__(self) -> None:
        for name in ("initial_interval", "max_interval", "max_elapsed_time"):
            _check_number(name, getattr(self, name), at_least=0)
        _check_number("exponent", self.exponent, at_least=1)

    def longest_wait(self, attempt: int) -> float:
        """Return the upper limit of the wait after an attempt, in seconds; attempts are counted from 1."""
        # The power is capped: 2.0 ** 1100 would overflow.
        grown = self.initial_interval * self.exponent ** min(attempt - 1, 64)
        return min(grown, self.max_interval) / 1000


@dataclass(frozen=True)
class RetryConfig:
    """When and how often to retry; the defaults suit most programs.

    A request whose outcome is unknown is retried only if the operation is idempotent.
    """

    strategy: Literal["backoff", "none"] = "backoff"
    """`backoff` retries failed attempts; `none` turns retries off."""
    backoff: BackoffStrategy = BackoffStrategy()
    """How long to wait between attempts."""
    retry_connection_errors: bool = True
    """Whether to retry if the connection fails or times out."""
    retry_codes: Sequence[int | str] | None = None
    """Statuses to retry instead of the default ones, such as `[429, 503]` or `["429", "5XX"]`."""
    max_attempts: int | None = None
    """Most attempts of one call, including the first; None for as many as the time limits allow."""
    retry_unsafe: bool = False
    """Whether to retry writes that may already have happened; only for programs that tolerate duplicates."""

    def __post_init__(self) -> None:
        if self.strategy not in ("backoff", "none"):
            message = f"strategy must be 'backoff' or 'none', not {brief(self.strategy)}"
            raise ValueError(message)
        _check_type("backoff", self.backoff, BackoffStrategy, "an attio.BackoffStrategy")
        _check_type("retry_connection_errors", self.retry_connection_errors, bool, "True or False")
        _check_type("retry_unsafe", self.retry_unsafe, bool, "True or False")
        most = cast("object", self.max_attempts)
        if most is not None and (isinstance(most, bool) or not isinstance(most, int) or most < 1):
            message = f"max_attempts must be a whole number of at least 1, or None, not {brief(most)}"
            raise ValueError(message)
        check_retry_codes(self.retry_codes)


def check_retry_codes(codes: object) -> None:
    """Check a list of statuses.

    Raises:
        ValueError: An item is not a status such as 503, "503" or "5XX".
    """
    if codes is None:
        return
    if isinstance(codes, str) or not isinstance(codes, Sequence):
        message = f"retry_codes must be a list of statuses, such as [429, 503] or ['5XX'], not {brief(codes)}"
        raise ValueError(message)  # noqa: TRY004 - one class for every invalid field
    for code in cast("Sequence[object]", codes):
        text = str(code).upper()
        if not (len(text) == 3 and text[0] in "345" and (is_digits(text[1:]) or text[1:] == "XX")):
            message = f"retry_codes contains {brief(code)}, which is not a status such as 503, '503' or '5XX'"
            raise ValueError(message)


def matches(status: int, codes: Sequence[int | str]) -> bool:
    """Whether a status is among codes such as 503, "503" or "5XX"."""
    text = str(status)
    return any(str(code).upper() in (text, f"{text[0]}XX") for code in codes)


@dataclass(frozen=True, eq=False, repr=False)
class Failure:
    """A failed attempt."""

    outcome: Outcome
    status: int | None = None
    """HTTP status; None if there is no response."""
    code: str | None = None
    """Error code of the API; None if the response has none."""
    retry_after: float | None = None
    """Seconds to wait, from the response; None if it has no such header."""


@dataclass(eq=False, repr=False)
class RetryState:
    """The retries of one call."""

    config: RetryConfig
    quota: Quota
    idempotent: bool
    query_cost: bool = False
    replayable: bool = True
    """Whether the body can be sent again."""
    random: Callable[[], float] = random.random
    conflicts: int = 0
    rate_limits: int = 0
    paid: int = 0
    """Retries that were charged to the quota."""

    def decide(self, failure: Failure, *, attempt: int, elapsed: float, left: float) -> float | None:
        """Decide whether to retry after a failed attempt.

        Args:
            failure: The failed attempt.
            attempt: Number of the attempt, from 1.
            elapsed: Seconds since the start of the call.
            left: Seconds until the deadline of the call.

        Returns:
            Seconds to wait before the next attempt, or None to give up.
        """
        if self.config.strategy == "none" or not self.replayable or not self._is_retryable(failure):
            return None
        if self.config.max_attempts is not None and attempt >= self.config.max_attempts:
            return None
        # Full jitter: clients that failed at the same time do not retry at the same time.
        delay = self.random() * self.config.backoff.longest_wait(attempt)
        if failure.retry_after is not None:
            # Not earlier than the API asks for, with a small jitter.
            delay = failure.retry_after + min(delay, 0.25)
        budget = self.config.backoff.max_elapsed_time / 1000 - elapsed
        if delay > min(budget, left):
            return None
        if failure.status == RATE_LIMITED:
            self.rate_limits += 1
        elif not self.quota.take():
            return None
        else:
            self.paid += 1
        if failure.code == "concurrent_write_conflict":
            self.conflicts += 1
        return delay

    def _is_retryable(self, failure: Failure) -> bool:
        """Whether another attempt is allowed and may succeed."""
        is_safe = self.idempotent or self.config.retry_unsafe
        if failure.status is None or failure.outcome == "accepted":
            return self.config.retry_connection_errors and (is_safe or failure.outcome == "not_sent")
        if failure.code == "concurrent_write_conflict":
            return self.conflicts == 0
        codes = self.config.retry_codes
        if failure.status == RATE_LIMITED:
            is_allowed = codes is None or matches(RATE_LIMITED, codes)
            return is_allowed and not (self.query_cost and self.rate_limits >= QUERY_RATE_LIMIT_RETRIES)
        return is_safe and (failure.status in TRANSIENT if codes is None else matches(failure.status, codes))


def retry_after(headers: Mapping[str, str], *, now: Callable[[], float] = time) -> float | None:
    """Return the seconds of `Retry-After`; None if the header is missing or invalid.

    Attio sends an HTTP date, which is compared with the `Date` of the response, because the local clock may be wrong.
    """
    value = headers.get("retry-after", "").strip()
    if not value:
        return None
    try:
        seconds = float(value)
    except ValueError:
        until = _http_date(value)
        if until is None:
            return None
        sent = _http_date(headers.get("date", ""))
        return max(0.0, until - (now() if sent is None else sent))
    return seconds if isfinite(seconds) and seconds >= 0 else None


def _http_date(value: str) -> float | None:
    from email.utils import parsedate_to_datetime  # slow to import, and few responses need it

    try:
        return parsedate_to_datetime(value).timestamp()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
