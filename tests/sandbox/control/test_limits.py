"""Rate limits: buckets of reads and writes for each token, and the score of queries."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from attio.sandbox.control.clock import Clock
from attio.sandbox.control.limits import OPERATIONS, Limits
from attio.sandbox.control.naming import ControlError
from attio.sandbox.routes import ROUTES
from attio.sandbox.sandbox import Sandbox
from tests.sandbox.api import Api

START = datetime(2026, 3, 4, tzinfo=timezone.utc)


@pytest.fixture
def clock() -> Clock:
    clock = Clock()
    clock.freeze(START)
    return clock


@pytest.fixture
def limits(clock: Clock) -> Limits:
    return Limits(clock)


def passing(limits: Limits, operation: str, token: str = "one", *, reads: bool = True) -> int:
    """Count the requests that pass at this moment."""
    count = 0
    while limits.take(operation, token, reads=reads) is None:
        count += 1
    return count


def test_limits_are_off_by_default(limits: Limits) -> None:
    assert limits.rates is None
    assert repr(limits) == "<Limits off>"
    assert all(limits.take("tasks.get", "one", reads=True) is None for _ in range(1000))
    assert limits.charge(1e9) is None


def test_reads_and_writes_are_counted_apart_for_each_token(limits: Limits) -> None:
    limits.on()
    assert passing(limits, "tasks.get") == 100
    assert passing(limits, "tasks.create", reads=False) == 25
    assert passing(limits, "tasks.get", token="other") == 100
    limits.on(reads=3, writes=2)
    assert passing(limits, "tasks.get") == 3
    assert passing(limits, "records.create", reads=False) == 2
    assert "reads=3" in repr(limits)


@pytest.mark.parametrize(("operation", "most"), OPERATIONS.items())
def test_some_operations_have_a_limit_of_their_own(limits: Limits, operation: str, most: int) -> None:
    limits.on()
    assert passing(limits, operation, reads=operation.endswith("list")) == most
    assert limits.take("tasks.create", "one", reads=False) is None


def test_limits_use_the_names_of_operations() -> None:
    assert OPERATIONS.keys() <= {route.operation for route in ROUTES}


def test_requests_are_allowed_again_after_a_while(limits: Limits, clock: Clock) -> None:
    limits.on(reads=2)
    passing(limits, "tasks.get")
    assert limits.take("tasks.get", "one", reads=True) == START + timedelta(seconds=0.5)
    clock.advance(0.5)
    assert passing(limits, "tasks.get") == 1
    clock.advance(60)
    assert passing(limits, "tasks.get") == 2
    clock.set(START)
    assert passing(limits, "tasks.get") == 0
    limits.off()
    assert limits.take("tasks.get", "one", reads=True) is None


def test_a_rate_may_be_below_one_per_second(limits: Limits, clock: Clock) -> None:
    limits.on(writes=0.5)
    assert passing(limits, "tasks.create", reads=False) == 1
    assert limits.take("tasks.create", "one", reads=False) == START + timedelta(seconds=2)
    clock.advance(2)
    assert passing(limits, "tasks.create", reads=False) == 1


def test_the_score_of_queries_is_limited_over_ten_seconds(limits: Limits, clock: Clock) -> None:
    limits.on(score=10)
    assert limits.charge(4) is None
    clock.advance(4)
    assert limits.charge(4) is None
    assert limits.charge(3) == START + timedelta(seconds=10)
    assert limits.charge(7) == START + timedelta(seconds=14)
    assert limits.charge(11) == START + timedelta(seconds=14)
    clock.advance(6)
    assert limits.charge(3) is None
    limits.on()
    assert limits.charge(1000) is None


@pytest.mark.parametrize("value", [0, -1, True, "5", float("nan")])
def test_invalid_limits_are_rejected(limits: Limits, value: float) -> None:
    with pytest.raises(ControlError, match=r"reads=.* must be a positive number"):
        limits.on(reads=value)


def test_a_query_counts_as_a_read_although_it_is_a_post() -> None:
    sandbox = Sandbox()
    sandbox.clock.freeze()
    sandbox.limits.on(reads=1, writes=5)
    api = Api(sandbox)
    statuses = [api.raw("POST", "/v2/objects/people/records/query", b"{}").status for _ in range(2)]
    assert statuses == [200, 429]
    assert api.raw("POST", "/v2/objects/people/records", b'{"data": {"values": {}}}').status == 200
