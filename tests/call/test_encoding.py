"""Encoding of parameters as JSON and in the query string, and values that cannot be encoded."""

from __future__ import annotations

import datetime as dt
import importlib
import io
import json
from collections import OrderedDict, UserDict, UserList, deque
from collections.abc import Callable
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

UTC = dt.timezone.utc
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


class Color(Enum):
    RED = "red"


@given(JSON)
def test_json_values_are_sent_unchanged(value: object) -> None:
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
def test_dates_decimals_and_the_like_are_written_as_the_api_reads_them(value: object, sent: str) -> None:
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
        ("\ud800", "data.values.name: this text contains a lone surrogate"),
        (dt.datetime(2026, 1, 1), "data.values.name: this datetime has no time zone; add one"),  # noqa: DTZ001
        (object(), "data.values.name: object is not JSON"),
    ],
)
def test_values_that_json_cannot_hold_are_rejected_by_field(value: object, problem: str) -> None:
    with pytest.raises(InvalidRequestError, match=problem):
        to_json({"data": {"values": {"name": value}}})


def test_a_key_that_cannot_be_encoded_as_utf8_is_rejected() -> None:
    with pytest.raises(InvalidRequestError, match="surrogate"):
        to_json({"\udfff": 1})


def test_a_key_that_is_not_a_string_is_rejected() -> None:
    fine: list[object] = [None, True, 5, 1.5, "x", dt.date(2026, 1, 2), {"deep": [1, 2]}]
    assert json.loads(to_json({"a": fine}))["a"][:5] == fine[:5]
    with pytest.raises(InvalidRequestError, match="keys must be str"):
        to_json({"a": fine, (1, 2): 3})


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ({1: "a", "1": "b"}, "body: the keys 1 and '1' are the same in JSON; keep one of them"),
        ({"data": {"values": {"x": {"-2": 1, -2: 2}}}}, "data.values.x: the keys '-2' and -2 are the same in JSON"),
        ({"a": [0, {"true": 1, True: 2}]}, "a.1: the keys 'true' and True are"),
        ({"a": ({False: 1, "false": 2},)}, "a.0: the keys False and 'false' are"),
        ({"a": UserDict({None: 1, "null": 2})}, "a: the keys None and 'null' are"),
        ({1.5: 1, "1.5": 2}, "body: the keys 1.5 and '1.5' are"),
    ],
)
def test_keys_that_are_the_same_in_json_are_rejected(value: object, problem: str) -> None:
    with pytest.raises(InvalidRequestError) as caught:
        to_json(value)
    assert problem in str(caught.value)


def test_keys_that_look_like_constants_are_sent() -> None:
    body = {"1": "a", "true": {"null": [{"2": 1}]}, "x": '{"1":1,"1":2}'}
    assert json.loads(to_json(body)) == body
    assert json.loads(to_json({1: "a", None: True})) == {"1": "a", "null": True}


def test_a_body_that_contains_itself_is_rejected() -> None:
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
def test_values_that_a_query_cannot_hold_are_rejected_by_name(value: object) -> None:
    with pytest.raises(InvalidRequestError, match=r"^limit: "):
        query_text("limit", value)


BIG = [2**53 + 1, 1234567890123456789, -(10**16) - 1, 10**400, Decimal(999999999999999999), Decimal(10) ** 400]


PLACES: list[tuple[str, Callable[[object], object]]] = [
    ("values.legacy_id", lambda number: {"values": {"legacy_id": number}}),
    ("values.legacy_id.1", lambda number: {"values": {"legacy_id": [1, number]}}),
    ("values.legacy_id.value", lambda number: {"values": {"legacy_id": {"value": number}}}),
    ("filter.$or.0.size.$gte", lambda number: {"filter": {"$or": [{"size": {"$gte": number}}]}}),
]
HELD = [2**53, -(2**53), 10**22, 2**70, Decimal(2**60), 10**15, 1e300, 12345678901234567168]


@pytest.mark.parametrize("number", BIG, ids=lambda number: str(number)[:20])
@pytest.mark.parametrize(("place", "body"), PLACES)
def test_a_number_that_a_float_cannot_hold_is_rejected_with_its_place(
    place: str, body: Callable[[object], object], number: object
) -> None:
    with pytest.raises(InvalidRequestError) as caught:
        to_json(body(number))
    assert str(caught.value).startswith(f"{place}: ")
    assert "more digits than a 64-bit float, which is what Attio stores; round it first" in str(caught.value)


@pytest.mark.parametrize(
    "number", [2**53, -(2**53), 10**22, 2**70, Decimal(2**60), 10**15, 1e300, 12345678901234567168]
)
def test_large_numbers_that_a_float_holds_are_sent(number: float | Decimal) -> None:
    assert json.loads(to_json({"it": number})) == {"it": number}


def test_digits_in_a_string_stay_a_string() -> None:
    text = "9" * 40
    assert json.loads(to_json({"phone": text, text: 1})) == {"phone": text, text: 1}


_numbers = iter(range(1_000))


def _name(value: object) -> str:
    """Return a test id that is unique, and the same in every process."""
    return f"{type(value).__name__}-{next(_numbers)}"


numpy: Any = importlib.import_module("numpy")
pandas: Any = importlib.import_module("pandas")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (numpy.int64(41), 41),
        (numpy.float32(0.5), 0.5),
        (numpy.float64(0.1), 0.1),
        (numpy.bool_(True), True),
        (numpy.str_("a"), "a"),
        (numpy.array(5), 5),
        (numpy.array(["a.example"]), ["a.example"]),
        (numpy.array([1, 2]), [1, 2]),
        (numpy.array([[1.5], [2.5]]), [[1.5], [2.5]]),
        (numpy.datetime64("2026-02-28"), "2026-02-28"),
        (numpy.array(["2026-02-28"], dtype="datetime64[D]"), ["2026-02-28"]),
        (pandas.Series([1, 2]), [1, 2]),
        (pandas.Series([True, False]), [True, False]),
        (pandas.Index(["a", "b"]), ["a", "b"]),
        (pandas.array([1, 2], dtype="Int64"), [1, 2]),
        (pandas.Timestamp("2026-02-28T09:30:00", tz="UTC"), "2026-02-28T09:30:00Z"),
        ({"a": 1}.keys(), ["a"]),
        ({"a": 1}.values(), [1]),
        ({"a": 1}.items(), [["a", 1]]),
        (range(2), [0, 1]),
        (deque([1]), [1]),
    ],
    ids=_name,
)
def test_values_of_data_frames_are_sent_as_plain_values(value: object, expected: object) -> None:
    assert json.loads(to_json({"values": {"it": value, "all": [value]}})) == {
        "values": {"it": expected, "all": [expected]}
    }


def test_generators_and_iterators_are_lists() -> None:
    body = {"generator": (number for number in (1, 2)), "map": map(str, (1, 2)), "zip": zip([1], [2], strict=True)}
    assert json.loads(to_json(body)) == {"generator": [1, 2], "map": ["1", "2"], "zip": [[1, 2]]}


@pytest.mark.parametrize(
    ("value", "place", "advice"),
    [
        (pandas.NaT, "it", "NaT is a missing value; give None to clear the attribute, or leave it out"),
        (pandas.NA, "it", "<NA> is a missing value; give None"),
        (float("nan"), "it", "nan is not a JSON number; if it is a missing value, give None"),
        (numpy.float64("nan"), "it", "if it is a missing value, give None"),
        (float("inf"), "it", "inf is not a JSON number"),
        (numpy.datetime64("NaT", "s"), "it", "NaT is a missing value; give None"),
        (pandas.Series(["a", pandas.NA], dtype="object"), "it.1", "<NA> is a missing value"),
        (numpy.array([1.5, float("nan")]), "it.1", "nan is not a JSON number"),
        (numpy.datetime64("2026-02-28T09:30:00"), "it", "has no time zone; add one, such as .replace(tzinfo="),
        (pandas.Timestamp("2026-02-28T09:30:00"), "it", "has no time zone"),
        (pandas.DataFrame({"a": [1]}), "it", "give rows, such as value.to_dict('records')"),
        (numpy.longdouble(1.5), "it", "longdouble is not JSON; make it a float"),
        (numpy.complex128(1), "it", "complex is not JSON"),
        ({1}, "it", "set is not JSON; make it a list"),
        (io.StringIO("text"), "it", "StringIO is not JSON"),
    ],
    ids=_name,
)
def test_unsupported_values_are_rejected_with_place_and_advice(value: object, place: str, advice: str) -> None:
    with pytest.raises(InvalidRequestError) as caught:
        to_json({"it": value})
    assert str(caught.value).startswith(f"{place}: ")
    assert advice in str(caught.value)


def test_the_advice_for_naive_times_works() -> None:
    naive = numpy.datetime64("2026-02-28T09:30:00").item()
    assert to_json(naive.replace(tzinfo=UTC)) == b'"2026-02-28T09:30:00Z"'
    assert to_json(pandas.Timestamp("2026-02-28T09:30:00").replace(tzinfo=UTC)) == b'"2026-02-28T09:30:00Z"'
