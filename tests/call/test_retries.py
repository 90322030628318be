"""Retry decisions: which failures are retried, how long a retry waits, and when retries end."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from math import inf
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attio._call.quota import Quota
from attio._call.retries import (
    BackoffStrategy,
    Failure,
    RetryConfig,
    RetryState,
    check_retry_codes,
    matches,
    retry_after,
)
from attio.errors.base import Outcome

PATIENT = RetryConfig(backoff=BackoffStrategy(max_elapsed_time=10**9))


def state(config: RetryConfig = PATIENT, *, idempotent: bool = True, **facts: Any) -> RetryState:
    return RetryState(config, facts.pop("quota", Quota()), idempotent=idempotent, **facts)


def decide(
    retries: RetryState, failure: Failure, attempt: int = 1, elapsed: float = 0, left: float = inf
) -> float | None:
    return retries.decide(failure, attempt=attempt, elapsed=elapsed, left=left)


BROKEN = Failure("unknown")
NOT_SENT = Failure("not_sent")


@pytest.mark.parametrize("status", [408, 500, 502, 503, 504])
def test_a_transient_status_is_retried_for_reads_only(status: int) -> None:
    failure = Failure("unknown", status)
    assert decide(state(idempotent=True), failure) is not None
    assert decide(state(idempotent=False), failure) is None


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 413, 422, 501])
def test_a_rejected_request_is_never_retried(status: int) -> None:
    assert decide(state(), Failure("rejected", status)) is None


@pytest.mark.parametrize("idempotent", [True, False])
def test_a_request_that_was_not_processed_is_retried_for_every_operation(idempotent: bool) -> None:
    assert decide(state(idempotent=idempotent), Failure("rejected", 429)) is not None
    assert decide(state(idempotent=idempotent), NOT_SENT) is not None


def test_a_broken_connection_is_retried_only_when_that_is_harmless() -> None:
    assert decide(state(idempotent=True), BROKEN) is not None
    assert decide(state(idempotent=False), BROKEN) is None
    assert decide(state(RetryConfig(retry_unsafe=True), idempotent=False), BROKEN) is not None


def test_retry_connection_errors_off_covers_every_failure_of_the_transport() -> None:
    config = RetryConfig(retry_connection_errors=False)
    assert decide(state(config), BROKEN) is None
    assert decide(state(config), NOT_SENT) is None
    assert decide(state(config), Failure("unknown", 503)) is not None


def test_a_broken_response_is_retried_like_a_broken_connection() -> None:
    broke_off = Failure("accepted", 200)
    assert decide(state(idempotent=True), broke_off) is not None
    assert decide(state(idempotent=False), broke_off) is None
    assert decide(state(RetryConfig(retry_unsafe=True), idempotent=False), broke_off) is not None
    assert decide(state(RetryConfig(retry_connection_errors=False)), broke_off) is None


def test_a_write_conflict_is_retried_once() -> None:
    retries = state(idempotent=False)
    conflict = Failure("rejected", 409, "concurrent_write_conflict")
    assert decide(retries, conflict) is not None
    assert decide(retries, conflict, attempt=2) is None
    assert decide(retries, NOT_SENT, attempt=3) is not None


def test_a_write_conflict_is_retried_after_other_retries() -> None:
    retries = state()
    assert decide(retries, Failure("unknown", 503, "other")) is not None
    assert decide(retries, Failure("rejected", 409, "concurrent_write_conflict"), attempt=2) is not None


def test_an_over_complex_query_is_sent_three_times_at_most() -> None:
    retries = state(query_cost=True)
    limited = Failure("rejected", 429)
    assert [decide(retries, limited, attempt) is None for attempt in (1, 2, 3)] == [False, False, True]
    patient = state(query_cost=False)
    assert all(decide(patient, limited, attempt) is not None for attempt in (1, 2, 3, 4))


def test_strategy_none_and_max_attempts_end_retries() -> None:
    assert decide(state(RetryConfig(strategy="none")), Failure("rejected", 429)) is None
    limited = state(RetryConfig(max_attempts=2))
    assert decide(limited, BROKEN, attempt=1) is not None
    assert decide(limited, BROKEN, attempt=2) is None
    assert decide(limited, BROKEN, attempt=3) is None


def test_a_body_that_cannot_be_read_again_is_not_sent_again() -> None:
    assert decide(state(replayable=False), Failure("rejected", 429)) is None


def test_retry_codes_replace_the_default_ones() -> None:
    retries = state(RetryConfig(retry_codes=["5XX"]))
    assert decide(retries, Failure("unknown", 501)) is not None
    assert decide(retries, Failure("rejected", 429)) is None
    assert decide(state(RetryConfig(retry_codes=["429"]), idempotent=False), Failure("rejected", 429)) is not None
    assert decide(state(RetryConfig(retry_codes=[418])), Failure("rejected", 418)) is not None
    assert decide(state(RetryConfig(retry_codes=["5XX"]), idempotent=False), Failure("unknown", 500)) is None


def test_a_wait_beyond_the_limit_gives_up_at_once() -> None:
    hour = Failure("rejected", 429, retry_after=3600)
    assert decide(state(RetryConfig()), hour) is None
    assert decide(state(), hour, left=100) is None
    assert decide(state(), hour) is not None


@pytest.mark.parametrize(
    ("elapsed", "left", "given_up"),
    [(0, inf, False), (50, inf, False), (50.25, inf, True), (0, 10, False), (0, 9.75, True), (9, 10, False)],
)
def test_a_wait_fits_the_elapsed_time_and_the_deadline_to_the_last_moment(
    elapsed: float, left: float, *, given_up: bool
) -> None:
    retries = state(RetryConfig(), random=lambda: 0.0)
    delay = decide(retries, Failure("rejected", 429, retry_after=10), elapsed=elapsed, left=left)
    assert delay == (None if given_up else 10)


def test_the_wait_is_at_least_retry_after_with_a_little_jitter() -> None:
    failure = Failure("rejected", 429, retry_after=3)
    assert decide(state(random=lambda: 1.0), failure) == 3.25
    assert decide(state(random=lambda: 0.25), failure) == 3.125
    assert decide(state(random=lambda: 0.5), BROKEN, attempt=3) == 1.0


def test_the_default_backoff_doubles_from_half_a_second_to_eight() -> None:
    backoff = BackoffStrategy()
    assert [backoff.longest_wait(attempt) for attempt in range(1, 7)] == [0.5, 1, 2, 4, 8, 8]
    assert backoff.max_elapsed_time == 60_000
    assert RetryConfig() == RetryConfig("backoff", backoff, True, None, None, False)


def test_the_backoff_stops_growing_before_it_overflows() -> None:
    steep = BackoffStrategy(initial_interval=1000, max_interval=1e40, exponent=2)
    assert steep.longest_wait(64) == 2.0**63
    assert steep.longest_wait(65) == steep.longest_wait(66) == steep.longest_wait(5000) == 2.0**64


def test_the_quota_stops_a_storm_and_success_refills_it() -> None:
    quota = Quota()
    granted = sum(decide(state(quota=quota), BROKEN) is not None for _ in range(1000))
    assert granted == quota.capacity // quota.cost
    quota.refill(0)
    assert decide(state(quota=quota), BROKEN) is None
    quota.refill(1)
    assert decide(state(quota=quota), BROKEN) is not None


def granted_by(quota: Quota) -> int:
    return sum(quota.take() for _ in range(200))


def test_a_success_refills_the_quota_by_the_cost_of_its_retries() -> None:
    quota = Quota()
    assert granted_by(quota) == 100
    quota.refill(3)
    assert granted_by(quota) == 3
    for _ in range(10):
        quota.refill(0)
    assert granted_by(quota) == 2
    quota.refill(1000)
    assert granted_by(quota) == 100


def test_rate_limits_are_counted_apart_from_charged_retries() -> None:
    retries = state()
    for failure in (BROKEN, NOT_SENT, Failure("rejected", 429), Failure("unknown", 503)):
        decide(retries, failure)
    assert (retries.paid, retries.rate_limits) == (3, 1)


def test_a_429_uses_no_quota() -> None:
    quota = Quota()
    assert granted_by(quota) == 100
    assert decide(state(quota=quota), Failure("rejected", 429)) is not None


@given(attempt=st.integers(1, 10_000), seed=st.integers())
def test_the_wait_is_jittered_over_its_whole_range_and_capped(attempt: int, seed: int) -> None:
    config = RetryConfig(backoff=BackoffStrategy(max_elapsed_time=10**9))
    delay = decide(state(config, random=random.Random(seed).random), BROKEN, attempt)
    assert delay is not None
    assert 0 <= delay <= min(0.5 * 2.0 ** min(attempt - 1, 64), 8.0)


def test_waits_at_the_cap_are_jittered() -> None:
    delays = {decide(state(random=random.Random(seed).random), BROKEN, 50) for seed in range(100)}
    assert len(delays) == 100


@given(
    outcome=st.sampled_from(["not_sent", "rejected", "accepted", "unknown"]),
    status=st.none() | st.integers(300, 599),
    code=st.none() | st.sampled_from(["concurrent_write_conflict", "merge_in_progress", "not_found"]),
    wait=st.none() | st.floats(0, 10_000),
    attempt=st.integers(1, 100),
    left=st.floats(0, 1000),
)
def test_an_unsafe_request_is_retried_only_if_it_had_no_effect(
    *, outcome: Outcome, status: int | None, code: str | None, wait: float | None, attempt: int, left: float
) -> None:
    retries = state(RetryConfig(), idempotent=False)
    delay = decide(retries, Failure(outcome, status, code, wait), attempt, left=left)
    if delay is None:
        return
    assert (status is None and outcome == "not_sent") or status == 429 or code == "concurrent_write_conflict"
    assert delay <= left
    assert wait is None or delay >= wait


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("7", 7.0),
        ("0", 0.0),
        ("1.5", 1.5),
        (" 2 ", 2.0),
        ("-3", None),
        ("nan", None),
        ("inf", None),
        ("soon", None),
        ("", None),
    ],
)
def test_retry_after_in_seconds(value: str, seconds: float | None) -> None:
    assert retry_after({"retry-after": value}) == seconds


def test_retry_after_as_a_date_is_read_against_the_server_clock() -> None:
    server_time = datetime(2031, 5, 23, 14, 42, 1, tzinfo=timezone.utc)
    until = server_time + timedelta(seconds=9)
    headers = {"retry-after": format_datetime(until, usegmt=True), "date": format_datetime(server_time, usegmt=True)}
    assert retry_after(headers, now=lambda: 0) == 9
    del headers["date"]
    assert retry_after(headers, now=lambda: until.timestamp() - 4) == 4
    assert retry_after(headers, now=lambda: until.timestamp() + 4) == 0


def test_a_missing_or_invalid_retry_after_is_none() -> None:
    assert retry_after({}) is None
    assert retry_after({"date": "Fri, 23 May 2031 14:42:01 GMT"}) is None
    assert (
        retry_after({"retry-after": "Fri, 99 May 2031 14:42:01 GMT", "date": "Fri, 23 May 2031 14:42:01 GMT"}) is None
    )


@given(st.text())
def test_any_retry_after_is_a_sane_number_or_nothing(value: str) -> None:
    seconds = retry_after({"retry-after": value})
    assert seconds is None or 0 <= seconds < inf


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (
            lambda: RetryConfig(strategy="always"),  # type: ignore[arg-type]
            "strategy must be 'backoff' or 'none', not 'always'",
        ),
        (lambda: RetryConfig(max_attempts=0), "max_attempts must be a whole number of at least 1, or None, not 0"),
        (
            lambda: RetryConfig(max_attempts=True),
            "max_attempts must be a whole number of at least 1, or None, not True",
        ),
        (
            lambda: RetryConfig(max_attempts=cast("Any", 2.5)),
            "max_attempts must be a whole number of at least 1, or None, not 2.5",
        ),
        (
            lambda: RetryConfig(max_attempts=cast("Any", "3")),
            "max_attempts must be a whole number of at least 1, or None, not '3'",
        ),
        (
            lambda: RetryConfig(retry_unsafe=cast("Any", "false")),
            "retry_unsafe must be True or False, not 'false'",
        ),
        (lambda: RetryConfig(retry_unsafe=cast("Any", None)), "retry_unsafe must be True or False, not None"),
        (
            lambda: RetryConfig(retry_connection_errors=cast("Any", 0)),
            "retry_connection_errors must be True or False, not 0",
        ),
        (
            lambda: RetryConfig(backoff=cast("Any", {"initial_interval": 100})),
            "backoff must be an attio.BackoffStrategy, not {'initial_interval': 100}",
        ),
        (lambda: RetryConfig(backoff=cast("Any", None)), "backoff must be an attio.BackoffStrategy, not None"),
        (lambda: RetryConfig(strategy=cast("Any", None)), "strategy must be 'backoff' or 'none', not None"),
        (lambda: BackoffStrategy(exponent=cast("Any", "2")), "exponent must be a number of at least 1, not '2'"),
        (
            lambda: RetryConfig(retry_codes=["teapot"]),
            "retry_codes contains 'teapot', which is not a status such as 503, '503' or '5XX'",
        ),
        (
            lambda: RetryConfig(retry_codes="5XX"),
            "retry_codes must be a list of statuses, such as [429, 503] or ['5XX'], not '5XX'",
        ),
        (lambda: BackoffStrategy(initial_interval=-1), "initial_interval must be a number of at least 0, not -1"),
        (lambda: BackoffStrategy(max_interval=True), "max_interval must be a number of at least 0, not True"),
        (
            lambda: BackoffStrategy(max_interval="8"),  # type: ignore[arg-type]
            "max_interval must be a number of at least 0, not '8'",
        ),
        (lambda: BackoffStrategy(max_elapsed_time=inf), "max_elapsed_time must be a number of at least 0, not inf"),
        (
            lambda: BackoffStrategy(max_elapsed_time=float("nan")),
            "max_elapsed_time must be a number of at least 0, not nan",
        ),
        (lambda: BackoffStrategy(exponent=0.5), "exponent must be a number of at least 1, not 0.5"),
    ],
)
def test_an_invalid_config_names_the_field(make: Callable[[], object], expected: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the whole message is compared
        make()
    assert str(caught.value) == expected


def test_the_smallest_settings_are_accepted() -> None:
    assert BackoffStrategy(initial_interval=0, max_interval=0, max_elapsed_time=0, exponent=1).longest_wait(9) == 0
    assert RetryConfig(max_attempts=1).max_attempts == 1


@pytest.mark.parametrize("code", ["5", "50", "5X", "50X", "5X0", "XXX", "5XXX", 5000, 299, "2XX", 600, "", None, 5.0])
def test_invalid_retry_codes_are_rejected(code: object) -> None:
    with pytest.raises(ValueError, match="which is not a status such as"):
        check_retry_codes([503, code])


@pytest.mark.parametrize("codes", [503, {503}, iter([503])])
def test_retry_codes_must_be_a_list(codes: object) -> None:
    with pytest.raises(ValueError, match="retry_codes must be a list of statuses"):
        check_retry_codes(codes)


@pytest.mark.parametrize("codes", [None, (), [300], ["599"], (429, "4xx", "5XX", "3Xx")])
def test_statuses_and_their_families_are_retry_codes(codes: object) -> None:
    check_retry_codes(codes)


def test_codes_match_statuses_and_families() -> None:
    assert matches(503, [503])
    assert matches(503, ["503"])
    assert matches(503, ["5xx"])
    assert not matches(403, ["5XX", 404])
    assert not matches(503, [])


def test_any_finite_number_is_a_time() -> None:
    assert BackoffStrategy(max_elapsed_time=sys.float_info.max).max_elapsed_time == sys.float_info.max
