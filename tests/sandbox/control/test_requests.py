"""The request log: finding, asserting and clearing."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from typing import Any

import pytest

from attio.sandbox.control.naming import ControlError
from attio.sandbox.control.requests import KEPT, LoggedRequest, RequestLog, is_part
from attio.sandbox.routes import ROUTES

NOW = datetime(2026, 3, 4, tzinfo=timezone.utc)


@pytest.fixture
def log() -> RequestLog:
    return RequestLog(route.operation for route in ROUTES)


def call(log: RequestLog, operation: str | None, body: object = None, **more: Any) -> LoggedRequest:
    known: dict[str, Any] = {"method": "POST", "path": "/v2/x", "status": 200} | more
    entry = LoggedRequest(number=log.next_number(), at=NOW, operation=operation, json=body, **known)
    log.add(entry)
    return entry


def test_the_request_log_is_a_sequence(log: RequestLog) -> None:
    assert len(log) == 0
    assert log.find() == ()
    one, other = call(log, "tasks.get"), call(log, "tasks.list")
    assert list(log) == [one, other]
    assert log[0] is one
    assert log[-1] is log.last is other
    assert log[:1] == (one,)
    assert one in log
    assert repr(log) == "<RequestLog of 2: tasks.get → 200, tasks.list → 200>"


def test_the_request_log_keeps_the_last_thousand(log: RequestLog) -> None:
    for _ in range(KEPT + 5):
        call(log, "tasks.get")
    assert len(log) == KEPT
    assert log[0].number == 6
    assert [entry.number for entry in log.after(KEPT + 3)] == [KEPT + 4, KEPT + 5]


def test_the_log_is_cleared_and_restored(log: RequestLog) -> None:
    call(log, "tasks.get")
    position = log.position
    call(log, "tasks.list")
    log.restore(position)
    assert [entry.operation for entry in log] == ["tasks.get"]
    assert call(log, "tasks.list").number == 2
    log.clear()
    assert len(log) == 0
    assert call(log, "tasks.list").number == 3


def test_requests_are_found_by_their_parts(log: RequestLog) -> None:
    created = call(log, "records.create", {"data": {"values": {"name": "Ada"}}}, workspace="acme")
    missing = call(log, "records.get", method="GET", path="/v2/y", status=404, code="not_found")
    unknown = call(log, None, status=404, code="not_found")
    assert log.find() == (created, missing, unknown)
    assert log.find("records.*") == (created, missing)
    assert log.find(status=404) == (missing, unknown)
    assert log.find("records.*", code="not_found") == (missing,)
    assert log.find(method="GET") == log.find(path="/v2/y") == (missing,)
    assert log.find(workspace="acme") == (created,)
    assert log.find(body={"data": {"values": {"name": "Ada"}}}) == (created,)
    assert log.find(body={"data": {"values": {"name": "Eve"}}}) == ()
    with pytest.raises(ControlError, match=r"there is no operation 'record.create'; nearest: 'records.create'"):
        log.find("record.create")


@pytest.mark.parametrize(
    ("expected", "found", "part"),
    [
        ({"a": 1}, {"a": 1, "b": 2}, True),
        ({"a": {"b": [1]}}, {"a": {"b": [1], "c": 2}}, True),
        ({"a": [{"b": 1}]}, {"a": [{"b": 1, "c": 2}]}, True),
        ({"a": (1, 2)}, {"a": [1, 2]}, True),
        ({"a": [1]}, {"a": [1, 2]}, False),
        ({"a": [1]}, {"a": 1}, False),
        ({"a": None}, {}, False),
        ({"a": 1}, [], False),
        ({}, {"a": 1}, True),
        ({"a": True}, {"a": 1}, False),
        ({"a": 1}, {"a": True}, False),
        ({"a": 1}, {"a": 1.0}, True),
        (True, True, True),
    ],
)
def test_a_body_may_match_by_a_part(expected: object, found: object, part: bool) -> None:
    assert is_part(expected, found) is part


def test_true_assertions_pass(log: RequestLog) -> None:
    log.assert_not_called("tasks.create")
    call(log, "tasks.create", {"data": {"content": "Call"}})
    log.assert_called("tasks.create")
    log.assert_called("tasks.*", times=1, body={"data": {"content": "Call"}})
    log.assert_called("tasks.create", times=0, body={"data": {"content": "Write"}})
    log.assert_not_called("tasks.create", body={"data": {"content": "Write"}})


def test_a_failed_assertion_without_requests_says_so(log: RequestLog) -> None:
    with pytest.raises(AssertionError, match=r"^tasks.create was not called. There were no requests.$"):
        log.assert_called("tasks.create")


def test_the_message_of_an_assertion_lists_the_nearest_requests_first(log: RequestLog) -> None:
    call(log, None, method="GET", path="/v2/nothing", status=404, code="not_found")
    call(log, "tasks.create", {"data": {"content": "Write"}})
    call(log, "tasks.create", {"data": {"content": "Call Eve"}})
    call(log, "meta.identify", status=None)
    with pytest.raises(AssertionError) as raised:
        log.assert_called("tasks.create", body={"data": {"content": "Call Ada"}})
    assert str(raised.value).splitlines() == [
        'tasks.create with {"data": {"content": "Call Ada"}} was not called. Requests, nearest first:',
        '  3. tasks.create → 200 {"data": {"content": "Call Eve"}}',
        '  2. tasks.create → 200 {"data": {"content": "Write"}}',
        "  4. meta.identify → no response",
        "  1. GET /v2/nothing → 404 not_found",
    ]


def test_the_message_of_an_assertion_counts_and_cuts(log: RequestLog) -> None:
    for _ in range(7):
        call(log, "tasks.create", {"data": "x" * 200})
    with pytest.raises(AssertionError) as raised:
        log.assert_called("tasks.create", times=1)
    first, *lines = str(raised.value).splitlines()
    assert first == "tasks.create was called 7 times, not once. Requests, nearest first:"
    assert len(lines) == 6
    assert lines[0].endswith("x…")
    assert lines[-1] == "  … and 2 more"
    with pytest.raises(AssertionError, match=r"tasks.create was called 7 times, not 0 times"):
        log.assert_not_called("tasks.create")


def test_a_number_of_times_is_checked(log: RequestLog) -> None:
    with pytest.raises(ControlError, match="times=-1 must be a whole number"):
        log.assert_called("tasks.create", times=-1)


def test_expect_asserts_at_the_end_of_its_block(log: RequestLog) -> None:
    call(log, "tasks.create")
    with log.expect("tasks.create", times=1) as found:
        created = call(log, "tasks.create", {"data": {}})
        call(log, "tasks.get")
    assert found == [created]
    with pytest.raises(AssertionError, match=r"tasks.create was not called. Requests, nearest first:\n  4. tasks.get"):  # noqa: SIM117
        with log.expect("tasks.create"):
            call(log, "tasks.get")
    with pytest.raises(ControlError, match=r"there is no operation 'tasks.creat'"):  # noqa: SIM117
        with log.expect("tasks.creat"):
            pytest.fail("the block began")
    with pytest.raises(KeyError), log.expect("tasks.create"):
        raise KeyError


def test_a_request_is_shown_as_json(log: RequestLog) -> None:
    entry = call(log, "tasks.create", {"data": {}}, headers={"authorization": "[redacted]"})
    content = entry.to_json()
    assert content["at"] == "2026-03-04T00:00:00+00:00"
    assert json.loads(json.dumps(content))["headers"] == {"authorization": "[redacted]"}
