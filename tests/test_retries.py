from __future__ import annotations

import random
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from math import inf
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attio.errors.base import Outcome
from attio.retries import BackoffStrategy, Failure, Quota, RetryConfig, RetryState, matches, retry_after

PATIENT = RetryConfig(backoff=BackoffStrategy(max_elapsed_time=10**9))


def state(config: RetryConfig = PATIENT, *, idempotent: bool = True, **facts: Any) -> RetryState:
    return RetryState(config, facts.pop("quota", Quota()), idempotent=idempotent, **facts)


def decide(
    retries: RetryState, failure: Failure, attempt: int = 1, elapsed: float = 0, left: float = inf
) -> float | None:
    return retries.decide(failure, attempt=attempt, elapsed=elapsed, left=left)


BROKEN = Failure("unknown")
REFUSED = Failure("not_sent")


@pytest.mark.parametrize("status", [408, 500, 502, 503, 504])
def test_a_transient_status_is_retried_for_reads_only(status: int) -> None:
    failure = Failure("unknown", status)
    assert decide(state(idempotent=True), failure) is not None
    assert decide(state(idempotent=False), failure) is None


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 413, 422, 501])
def test_a_refusal_is_never_retried(status: int) -> None:
    assert decide(state(), Failure("rejected", status)) is None


@pytest.mark.parametrize("idempotent", [True, False])
def test_what_was_never_processed_is_retried_for_every_operation(idempotent: bool) -> None:
    assert decide(state(idempotent=idempotent), Failure("rejected", 429)) is not None
    assert decide(state(idempotent=idempotent), REFUSED) is not None


def test_a_broken_connection_is_retried_only_when_that_is_harmless() -> None:
    assert decide(state(idempotent=True), BROKEN) is not None
    assert decide(state(idempotent=False), BROKEN) is None
    assert decide(state(RetryConfig(retry_unsafe=True), idempotent=False), BROKEN) is not None


def test_retry_connection_errors_off_covers_every_failure_of_the_transport() -> None:
    config = RetryConfig(retry_connection_errors=False)
    assert decide(state(config), BROKEN) is None
    assert decide(state(config), REFUSED) is None
    assert decide(state(config), Failure("unknown", 503)) is not None


def test_a_write_conflict_is_retried_once() -> None:
    retries = state(idempotent=False)
    conflict = Failure("rejected", 409, "concurrent_write_conflict")
    assert decide(retries, conflict) is not None
    assert decide(retries, conflict, attempt=2) is None


def test_an_over_complex_query_is_sent_three_times_at_most() -> None:
    retries = state(query_cost=True)
    limited = Failure("rejected", 429)
    assert [decide(retries, limited, attempt) is None for attempt in (1, 2, 3)] == [False, False, True]


def test_strategy_none_and_max_attempts_end_it() -> None:
    assert decide(state(RetryConfig(strategy="none")), Failure("rejected", 429)) is None
    limited = state(RetryConfig(max_attempts=2))
    assert decide(limited, BROKEN, attempt=1) is not None
    assert decide(limited, BROKEN, attempt=2) is None


def test_a_body_that_cannot_be_read_again_is_not_sent_again() -> None:
    assert decide(state(replayable=False), Failure("rejected", 429)) is None


def test_retry_codes_replace_the_default_ones() -> None:
    retries = state(RetryConfig(retry_codes=["5XX"]))
    assert decide(retries, Failure("unknown", 501)) is not None
    assert decide(retries, Failure("rejected", 429)) is None
    assert decide(state(RetryConfig(retry_codes=[418])), Failure("rejected", 418)) is not None
    assert decide(state(RetryConfig(retry_codes=["5XX"]), idempotent=False), Failure("unknown", 500)) is None


def test_a_wait_that_does_not_fit_gives_up_at_once() -> None:
    hour = Failure("rejected", 429, retry_after=3600)
    assert decide(state(RetryConfig()), hour) is None
    assert decide(state(), hour, left=100) is None
    assert decide(state(), hour) is not None


def test_the_quota_stops_a_storm_and_success_refills_it() -> None:
    quota = Quota()
    granted = sum(decide(state(quota=quota), BROKEN) is not None for _ in range(1000))
    assert granted == quota.capacity // quota.cost
    quota.refill(0)
    assert decide(state(quota=quota), BROKEN) is None
    quota.refill(1)
    assert decide(state(quota=quota), BROKEN) is not None


def test_being_told_to_wait_costs_no_quota() -> None:
    quota = Quota()
    while quota.take():
        pass
    assert decide(state(quota=quota), Failure("rejected", 429)) is not None


@given(attempt=st.integers(1, 10_000), seed=st.integers())
def test_the_wait_is_jittered_over_its_whole_range_and_capped(attempt: int, seed: int) -> None:
    config = RetryConfig(backoff=BackoffStrategy(max_elapsed_time=10**9))
    delay = decide(state(config, random=random.Random(seed).random), BROKEN, attempt)
    assert delay is not None
    assert 0 <= delay <= min(0.5 * 2.0 ** min(attempt - 1, 64), 8.0)


def test_no_two_clients_wait_alike_at_the_cap() -> None:
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
def test_an_unsafe_request_is_repeated_only_after_it_surely_had_no_effect(
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


@given(st.text())
def test_any_retry_after_is_a_sane_number_or_nothing(value: str) -> None:
    seconds = retry_after({"retry-after": value})
    assert seconds is None or 0 <= seconds < inf


@pytest.mark.parametrize(
    ("make", "names"),
    [
        (lambda: RetryConfig(strategy="always"), "strategy"),  # type: ignore[arg-type]
        (lambda: RetryConfig(max_attempts=0), "max_attempts"),
        (lambda: RetryConfig(retry_codes=["teapot"]), "teapot"),
        (lambda: RetryConfig(retry_codes="5XX"), "retry_codes"),
        (lambda: BackoffStrategy(initial_interval=-1), "initial_interval"),
        (lambda: BackoffStrategy(max_elapsed_time=float("nan")), "max_elapsed_time"),
        (lambda: BackoffStrategy(exponent=0.5), "exponent"),
    ],
)
def test_a_config_that_cannot_work_names_the_field(make: Any, names: str) -> None:
    with pytest.raises(ValueError, match=names):
        make()


def test_codes_match_statuses_and_families() -> None:
    assert matches(503, [503])
    assert matches(503, ["503"])
    assert matches(503, ["5xx"])
    assert not matches(403, ["5XX", 404])
