"""Values that are too long for a message: each message shortens the value, and keeps its advice."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from attio import Attio, BackoffStrategy, RetryConfig
from attio._support.names import MOST_SHOWN, brief
from attio.errors import InvalidRequestError
from attio.filters import F
from attio.limits import RateLimit
from attio.sandbox import ControlError, Sandbox
from attio.webhooks import MemoryStore
from tests.drivers import Driver

DIGITS = 10**400
TOO_MANY_DIGITS = 10**5000
"""More digits than Python converts to text."""
TEXT = "x" * 9_000
LIST = [1] * 10_000
NESTED = {"a": {"b": [LIST]}}
LONG = {"digits": DIGITS, "too many": TOO_MANY_DIGITS, "text": TEXT, "list": LIST, "nested": NESTED}
every_value = pytest.mark.parametrize("value", LONG.values(), ids=LONG)

ROOM = 500
"""Largest length of a message, with one or two values and advice."""

ANY: Any = SimpleNamespace(client=Attio, filter=F, rate=RateLimit, retries=RetryConfig, sandbox=Sandbox)
"""Callables without type checks, for wrong arguments."""
BadCall = Callable[[Any, Any], object]

ARGUMENTS: dict[str, BadCall] = {
    "timeout_ms": lambda client, value: client.records.query("people", timeout_ms=[value]),
    "prefetch": lambda client, value: client.records.query("people", prefetch=value),
    "retry_codes": lambda client, value: client.records.query("people", retry_codes=[value, "x"]),
    "retries": lambda client, value: client.records.query("people", retries=value),
    "header": lambda client, value: client.records.query("people", http_headers={f" {value!s:.9000}": "a"}),
    "filter": lambda client, value: client.records.query("people", filter=[value]),
    "sorts": lambda client, value: client.records.query("people", sorts=[value]),
    "direction": lambda client, value: client.records.query("people", sorts=[{"attribute": "a", "direction": value}]),
    "is_in": lambda _, value: ANY.filter("name").is_in(value if value is TEXT else {"a": value}),
    "F": lambda _, value: ANY.filter([value]),
    "rate": lambda _, value: ANY.rate(reads=[value]),
    "max_attempts": lambda _, value: ANY.retries(max_attempts=[value]),
    "rate_limit": lambda _, value: ANY.client("token", rate_limit=value),
    "oauth2": lambda _, value: ANY.client([value]),
    "schema": lambda client, value: client.schema.object(value),
    "attribute": lambda client, value: client.schema.attribute("people", value),
    "on_error": lambda client, value: client.bulk.create_records("people", [], on_error=[value]),
    "matching": lambda client, value: client.bulk.assert_records("people", [], matching_attribute=[value]),
    "page_size": lambda client, value: client.bulk.export_records("people", page_size=value),
    "method": lambda client, value: client.request([value], "/v2/self"),
    "clock": lambda _, value: ANY.sandbox().clock.set([value]),
}


@every_value
@pytest.mark.parametrize("argument", ARGUMENTS)
def test_messages_about_arguments_are_short(argument: str, value: Any) -> None:
    with pytest.raises((TypeError, ValueError, LookupError)) as caught:
        ARGUMENTS[argument](Sandbox().client(), value)
    assert len(str(caught.value)) <= ROOM


@pytest.mark.parametrize("digits", [DIGITS, TOO_MANY_DIGITS], ids=["digits", "too many"])
def test_messages_about_numbers_in_a_body_are_short(driver: Driver, digits: int) -> None:
    client = Sandbox().client()
    with pytest.raises(InvalidRequestError, match=r"data\.values\.name: .* as a str$") as caught:
        driver.call(client, "records.create", "people", data={"values": {"name": digits}})
    assert len(str(caught.value)) <= ROOM


def test_messages_about_keys_in_a_body_are_short() -> None:
    client: Any = Sandbox().client()
    for values in ({TEXT: DIGITS}, {TEXT: {"a", "b"}}, {"name": {1: 1, "1": 2, TEXT: 3}}):
        with pytest.raises(InvalidRequestError, match=r"data\.values\.(x+…|name)") as caught:
            client.records.create("people", data={"values": values})
        assert len(str(caught.value)) <= ROOM
    with pytest.raises(InvalidRequestError, match=r"body: |<int of 5000 digits>") as caught:
        client.records.create("people", data={"values": {"name": {TOO_MANY_DIGITS: {"a"}}}})
    assert len(str(caught.value)) <= ROOM


@pytest.mark.parametrize("place", ["limit", "extra_query"])
def test_a_long_number_in_a_query_is_shortened(driver: Driver, place: str) -> None:
    how: Any = {"limit": TOO_MANY_DIGITS} if place == "limit" else {"extra_query": {"over_limit": TOO_MANY_DIGITS}}
    with pytest.raises(InvalidRequestError, match=r"limit: <int of 5000 digits> is too large$"):
        driver.call(Sandbox().client(), "tasks.list", **how)


def test_a_list_of_wrong_items_names_the_first() -> None:
    data: Any = {"content": "a", "format": "plaintext", "is_completed": False, "linked_records": [], "assignees": LIST}
    with pytest.raises(InvalidRequestError, match=r"data\.assignees\.4: .*; and \d+ more$") as caught:
        Sandbox().client().tasks.create(data=data)
    assert "assignees.5" not in str(caught.value)


@pytest.mark.parametrize("value", [DIGITS, TOO_MANY_DIGITS, NESTED, {"a", TEXT}], ids=["1", "2", "3", "4"])
def test_messages_about_rows_are_short(value: object) -> None:
    report = Sandbox().client().bulk.create_records("people", [{"name": value}])
    [failure] = report.rows("failed")
    assert failure.message
    assert len(failure.message) <= ROOM


@pytest.mark.parametrize("number", [10**400, float("inf"), float("nan"), True])
def test_times_must_be_numbers_that_a_float_holds(number: Any) -> None:
    with pytest.raises(ValueError, match=r"^timeout_ms must be a positive number of milliseconds, not "):
        Attio("token", timeout_ms=number)
    with pytest.raises(ValueError, match=r"^reads must be a number above 0, not "):
        RateLimit(reads=number)
    with pytest.raises(ValueError, match=r"must be a number of at least 0, not "):
        BackoffStrategy(initial_interval=number)
    with pytest.raises(ValueError, match=r"^keep must be a number above 0, not "):
        MemoryStore(keep=number)
    with pytest.raises(ControlError, match=r"^seconds=.* must be a number, 0 or more"):
        Sandbox().states.set("search", seconds=number)


def test_brief_shortens_values() -> None:
    assert brief("short") == "'short'"
    assert brief(TEXT) == f"'{'x' * (MOST_SHOWN - 2)}…"
    assert brief(TOO_MANY_DIGITS) == "<int of 5000 digits>"
    assert brief({"a": TOO_MANY_DIGITS}) == "<dict>"
