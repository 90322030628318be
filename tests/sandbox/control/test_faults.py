"""Faults as data: the requests that they match, how often they apply, and invalid faults."""

from __future__ import annotations

import re
from dataclasses import FrozenInstanceError
from typing import Any

import pytest

from attio.sandbox.control.faults import Fault, Faults
from attio.sandbox.control.naming import ControlError
from attio.sandbox.documented import documented_errors
from attio.sandbox.messages import Wire


@pytest.fixture
def faults() -> Faults:
    return Faults(documented_errors(), seed=1)


def fires(faults: Faults, *operations: str | None) -> list[str | None]:
    """Return the ids of the faults that apply to requests, in turn."""
    taken = [faults.take(operation) for operation in operations]
    return [fault.id if fault else None for fault in taken]


def test_a_fault_applies_once_by_default(faults: Faults) -> None:
    assert fires(faults, "records.create") == [None]
    fault = faults.add("records.create", status=503)
    assert fires(faults, "records.get", "records.create", "records.create", None) == [None, "1", None, None]
    assert fault.fired == 1
    assert faults.unused == ()


def test_a_fault_is_frozen(faults: Faults) -> None:
    fault = faults.add(status=503)
    with pytest.raises(FrozenInstanceError):
        fault.status = 500  # type: ignore[misc]


@pytest.mark.parametrize(
    ("pattern", "operation", "applies"),
    [
        (None, "tasks.get", True),
        (None, None, True),
        ("records.*", "records.merge", True),
        ("records.*", "tasks.get", False),
        ("*.list", "scim.users.list", True),
        ("records.*", None, False),
    ],
)
def test_a_glob_matches_operations(faults: Faults, pattern: str | None, operation: str | None, applies: bool) -> None:
    faults.add(pattern, status=503)
    assert (faults.take(operation) is not None) is applies


def test_a_fault_may_match_an_object_and_a_token(faults: Faults) -> None:
    faults.add(object="people", token="mine", status=503, times=None)
    assert faults.take("records.get", objects=("people", "id"), token="other") is None
    assert faults.take("records.get", objects=("companies",), token="mine") is None
    assert faults.take("records.get", objects=("people", "id"), token="mine") is not None


def test_a_fault_fires_after_some_requests_and_some_times(faults: Faults) -> None:
    faults.add(status=503, after=2, times=2)
    assert fires(faults, *["tasks.get"] * 6) == [None, None, "1", "1", None, None]


def test_a_fault_may_fire_forever(faults: Faults) -> None:
    faults.add(status=503, times=None)
    assert fires(faults, *["tasks.get"] * 20) == ["1"] * 20


def test_the_first_that_is_not_used_up_applies(faults: Faults) -> None:
    faults.add(status=503)
    faults.add("tasks.*", status=502, times=2)
    assert fires(faults, *["tasks.get"] * 4) == ["1", "2", "2", None]


def test_probability_draws_from_the_seed(faults: Faults) -> None:
    def drawn(faults: Faults) -> list[str | None]:
        faults.add(status=503, probability=0.5, times=None)
        return fires(faults, *["tasks.get"] * 40)

    state = faults.state()
    first = drawn(faults)
    assert 10 < first.count("1") < 30
    assert drawn(Faults(documented_errors(), seed=1)) == first
    assert drawn(Faults(documented_errors(), seed=2)) != first
    faults.clear()
    faults.restore(state)
    assert [fault_id and "1" for fault_id in drawn(faults)] == first


def test_a_fault_that_does_not_fire_leaves_the_request_to_the_next(faults: Faults) -> None:
    faults.add(status=503, probability=0.0)
    faults.add(status=502)
    assert fires(faults, "tasks.get") == ["2"]


def test_faults_are_listed_and_removed(faults: Faults) -> None:
    one, other = faults.add(status=503), faults.add("tasks.get", code="not_found")
    assert list(faults) == [one, other]
    assert faults["2"] is other
    assert faults.unused == (one, other)
    one.remove()
    one.remove()
    assert len(faults) == 1
    assert one.fired == 0
    assert repr(faults).startswith("<Faults [Fault(id='2', operation='tasks.get'")
    with pytest.raises(ControlError, match="there is no fault '1'; there are 2"):
        faults["1"]
    faults.clear()
    assert list(faults) == []
    with pytest.raises(ControlError, match=r"there is no fault '2'$"):
        faults["2"]


def test_the_error_of_a_code_is_documented(faults: Faults) -> None:
    fault = faults.add("lists.create", code="billing_error")
    error = fault.error("lists.create")
    assert error is not None
    assert (error.status, error.code, error.type) == (403, "billing_error", "auth_error")
    assert error.message
    assert faults.add("lists.create", status=503).error("lists.create") is None


def test_status_picks_one_of_several(faults: Faults) -> None:
    for status in (400, 413):
        found = faults.add("notes.create", code="validation_type", status=status).error("notes.create")
        assert found is not None
        assert found.status == status
    lowest = faults.add("notes.create", code="validation_type").error("notes.create")
    assert lowest is not None
    assert lowest.status == 400


def test_a_glob_concerns_the_operations_that_document_the_error(faults: Faults) -> None:
    faults.add("records.*", code="concurrent_write_conflict", times=None)
    assert fires(faults, "records.get", "records.create", None, "records.delete") == [None, "1", None, None]


def test_a_code_must_be_documented_for_its_operation(faults: Faults) -> None:
    faults.add("tasks.list", code="unauthorized", status=401)
    assert fires(faults, "tasks.list") == ["1"]
    with pytest.raises(ControlError, match=r"meta.identify documents no error"):
        faults.add("meta.identify", code="unauthorized")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("records.creat",), r"there is no operation 'records.creat'; nearest: 'records.create'"),
        (("zzz.*",), r"there is no operation 'zzz.\*'$"),
    ],
)
def test_unknown_operations_are_named(faults: Faults, arguments: tuple[str], message: str) -> None:
    with pytest.raises(ControlError, match=message):
        faults.add(*arguments, status=503)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, "a fault needs an effect: one of code, status, rate_limit"),
        ({"unknown_fields": False}, "needs an effect"),
        ({"statsu": 503}, "a fault has no 'statsu'; nearest: 'status'"),
        ({"qqq": 1}, "a fault has no 'qqq'$"),
        ({"status": 399}, "status=399 must be an HTTP status from 400 to 599"),
        ({"status": "503"}, "status='503' must be"),
        ({"status": 503, "after": -1}, "after=-1 must be a whole number"),
        ({"status": 503, "times": 0}, "times=0 must be a whole number, 1 or more, or None for no limit"),
        ({"status": 503, "times": 1.5}, "times=1.5 must be"),
        ({"status": 503, "probability": 1.1}, "probability=1.1 must be a number from 0 to 1"),
        ({"status": 503, "probability": True}, "probability=True must be"),
        ({"delay": -1}, "delay=-1 must be a number of seconds"),
        ({"rate_limit": "1"}, "rate_limit='1' must be a number of seconds"),
        ({"truncate": 1.5}, "truncate=1.5 must be a whole number of bytes"),
        ({"drip": 5}, "drip=5 must be a pair"),
        ({"drip": (0, 1)}, "must be a pair"),
        ({"drip": (1, -1)}, "must be a pair"),
        ({"drip": (1, 2, 3)}, "must be a pair"),
        ({"drop": "before"}, "drop='before' must be 'before_sending' or 'after_applying'; nearest: 'before_sending'"),
        ({"drop": "before_sending", "status": 503}, "status and drop cannot be combined"),
        ({"code": "not_found", "rate_limit": 1}, "code and rate_limit cannot be combined"),
        ({"drop": "after_applying", "truncate": 5}, "only delay combines with it"),
        ({"operation": "tasks.get", "code": "not_fund"}, "tasks.get documents no error 'not_fund'; use 'not_found'"),
        (
            {"operation": "tasks.get", "code": "not_found", "status": 409},
            r"'not_found' with status 409; use 'not_found' \(404\)",
        ),
        (
            {"operation": "tasks.get", "code": "qqqq"},
            r"no error 'qqqq'; use 'not_found' \(404\), 'unauthorized' \(401\)",
        ),
        ({"code": "zzzzzzzz"}, "no operation documents no error|no operation documents"),
    ],
)
def test_invalid_faults_are_rejected(faults: Faults, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ControlError, match=message):
        faults.add(**arguments)
    assert not list(faults)


def test_faults_of_the_transport_are_combined(faults: Faults) -> None:
    assert faults.add(status=503).wire is None
    assert faults.add(status=503, delay=0.5).wire == Wire(delay=0.5)
    assert faults.add(drop="after_applying", delay=0.5).wire == Wire(delay=0.5, drop="after_applying")
    assert faults.add(truncate=0).wire == Wire(truncate=0)
    assert faults.add(drip=(64, 0.05)).wire == Wire(drip=(64, 0.05))
    listed: Any = [64, 0]
    assert faults.add(drip=listed).drip == (64, 0)


def test_to_json_redacts_the_token(faults: Faults) -> None:
    fault: Fault = faults.add("tasks.*", token="secret", truncate=0, times=None)
    faults.take("tasks.get", token="secret")
    assert fault.to_json() == {
        "id": "1",
        "operation": "tasks.*",
        "token": "[redacted]",
        "after": 0,
        "times": None,
        "probability": 1.0,
        "truncate": 0,
        "fired": 1,
    }
    assert "token" not in faults.add(status=503).to_json()


@pytest.mark.parametrize("name", ["operation", "object", "token", "code"])
def test_a_name_that_is_not_a_string_is_rejected(name: str) -> None:
    shown = re.escape("[redacted]") if name == "token" else "5"
    arguments: dict[str, Any] = {"status": 503, name: 5}
    with pytest.raises(ControlError, match=f"^{name}={shown} must be a str$"):
        Faults({}).add(**arguments)
