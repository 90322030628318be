from __future__ import annotations

import datetime as dt
import json
from collections import OrderedDict, UserDict, UserList
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attio._call.encoding import query_text, to_json
from attio.errors.base import InvalidRequestError

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)
UTC = dt.timezone.utc


class Color(Enum):
    RED = "red"


@given(JSON)
def test_json_arrives_as_it_was_given(value: object) -> None:
    assert json.loads(to_json(value)) == value


SENT: list[tuple[object, str]] = [
    (Decimal(12), "12"),
    (Decimal("12.50"), "12.5"),
    (Decimal("1E+3"), "1000"),
    (Decimal("0.1"), "0.1"),
    (dt.date(2026, 1, 2), '"2026-01-02"'),
    (dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), '"2026-01-02T03:04:05Z"'),
    (dt.datetime(2026, 1, 2, 3, tzinfo=dt.timezone(dt.timedelta(hours=2))), '"2026-01-02T03:00:00+02:00"'),
    (UUID("bf071e1f-6035-429d-b874-d83ea64ea13b"), '"bf071e1f-6035-429d-b874-d83ea64ea13b"'),
    (Color.RED, '"red"'),
    (MappingProxyType({"a": 1}), '{"a":1}'),
    (OrderedDict(a=(1, 2)), '{"a":[1,2]}'),
    (UserDict[str, object]({"a": UserList[int]([1])}), '{"a":[1]}'),
    ({"name": "Zoë"}, '{"name":"Zoë"}'),
]


@pytest.mark.parametrize(("value", "sent"), SENT)
def test_what_json_lacks_is_written_in_the_form_the_api_reads(value: object, sent: str) -> None:
    assert to_json(value).decode() == sent


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        (b"bytes", "data.values.name: bytes is not JSON; decode it to str first"),
        ({1, 2}, "data.values.name: set is not JSON; make it a list"),
        (float("nan"), "data.values.name: nan is not a JSON number"),
        (float("-inf"), "data.values.name: -inf is not a JSON number"),
        (Decimal("NaN"), "data.values.name: NaN is not a JSON number"),
        (Decimal("0.12345678901234567890"), "data.values.name: Decimal.*round it first"),
        ("\ud800", "data.values.name: this text holds a lone surrogate"),
        (dt.datetime(2026, 1, 1), "data.values.name: this datetime has no time zone; add one"),  # noqa: DTZ001
        (object(), "data.values.name: object is not JSON"),
    ],
)
def test_what_json_cannot_hold_is_refused_by_the_name_of_its_field(value: object, problem: str) -> None:
    with pytest.raises(InvalidRequestError, match=problem):
        to_json({"data": {"values": {"name": value}}})


def test_a_key_that_is_no_text_utf8_can_carry_is_refused() -> None:
    with pytest.raises(InvalidRequestError, match="surrogate"):
        to_json({"\udfff": 1})


def test_a_key_that_is_no_text_at_all_is_refused() -> None:
    fine: list[object] = [None, True, 5, 1.5, "x", dt.date(2026, 1, 2), {"deep": [1, 2]}]
    assert json.loads(to_json({"a": fine}))["a"][:5] == fine[:5]
    with pytest.raises(InvalidRequestError, match="keys must be str"):
        to_json({"a": fine, (1, 2): 3})


def test_a_body_that_holds_itself_is_refused() -> None:
    loop: dict[str, Any] = {}
    loop["self"] = loop
    with pytest.raises(InvalidRequestError):
        to_json(loop)
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(InvalidRequestError, match="nested too deeply"):
        to_json(deep)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "true"),
        (False, "false"),
        (None, "null"),
        (50, "50"),
        (1.5, "1.5"),
        ("a b", "a b"),
        (dt.date(2026, 1, 2), "2026-01-02"),
        (dt.datetime(2026, 1, 2, tzinfo=UTC), "2026-01-02T00:00:00Z"),
    ],
)
def test_query_parameters_have_the_form_the_api_reads(value: object, text: str) -> None:
    assert query_text("name", value) == text


@pytest.mark.parametrize("value", [float("nan"), b"x", {"a": 1}, [1], object(), "\ud800"])
def test_what_a_query_cannot_hold_is_refused_by_name(value: object) -> None:
    with pytest.raises(InvalidRequestError, match=r"^limit: "):
        query_text("limit", value)
