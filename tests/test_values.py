"""Values of attributes: each type has its class; unknown types, fields and shapes are kept."""

from __future__ import annotations

import datetime as dt
import pickle

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from attio.models.base import Timestamp, Unknown
from attio.models.values import (
    ActorReferenceValue,
    DateValue,
    InteractionValue,
    NumberValue,
    TextValue,
    TimestampValue,
    UnknownValue,
)
from tests.attribute_values import HISTORY, JSON, MOMENT, NULLABLE, TYPES, UTC, dump, every_type, read, wire

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
few_examples = settings(max_examples=25)


@every_type
def test_each_type_is_read_into_its_class(attribute_type: str) -> None:
    cls, _, plain = TYPES[attribute_type]
    value = read(wire(attribute_type))
    assert type(value) is cls
    assert not isinstance(value, UnknownValue)
    assert value.attribute_type == attribute_type
    assert value.plain == plain
    assert type(value.plain) is type(plain)
    assert value.invalid_fields == ()
    assert dump(value) == wire(attribute_type)
    assert pickle.loads(pickle.dumps(value)) == value


@every_type
def test_values_may_lack_their_history(attribute_type: str) -> None:
    """Default values of attributes have no history."""
    body = {**TYPES[attribute_type][1], "attribute_type": attribute_type}
    value = read(body)
    assert type(value) is TYPES[attribute_type][0]
    assert not isinstance(value, UnknownValue)
    assert (value.active_from, value.active_until, value.created_by_actor) == (None, None, None)
    assert value.invalid_fields == ()
    assert dump(value) == body


@every_type
@few_examples
@given(data=st.data())
def test_null_and_missing_fields_stay_in_their_class(attribute_type: str, data: st.DataObject) -> None:
    body = wire(attribute_type)
    names = st.sets(st.sampled_from([name for name in body if name != "attribute_type"]))
    nulls, missing = data.draw(names), data.draw(names)
    body = {name: None if name in nulls else value for name, value in body.items() if name not in missing}
    value = read(body)
    assert type(value) is TYPES[attribute_type][0]
    assert all(getattr(value, name) is None for name in nulls | missing)
    nullable = NULLABLE.get(attribute_type, set()) | set(HISTORY)
    assert set(value.invalid_fields) >= (nulls | missing) - nullable
    assert not set(value.invalid_fields) & (nulls - missing) & nullable
    assert dump(value) == body
    assert read(body) == value


@every_type
@few_examples
@given(extra=st.dictionaries(st.text(min_size=1).map("new_".__add__), json_values, max_size=3))
def test_unknown_fields_are_kept(attribute_type: str, extra: dict[str, JSON]) -> None:
    body = {**wire(attribute_type), **extra}
    value = read(body)
    assert type(value) is TYPES[attribute_type][0]
    assert value.model_extra == extra
    assert dump(value) == body


@given(text=st.text())
def test_any_text_survives_a_round_trip(text: str) -> None:
    value = read(wire("text", value=text))
    assert isinstance(value, TextValue)
    assert value.plain == text
    assert dump(value) == wire("text", value=text)


@given(number=st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**53), 2**53))
def test_any_number_survives_a_round_trip(number: float) -> None:
    value = read(wire("number", value=number))
    assert isinstance(value, NumberValue)
    assert value.plain == number
    assert dump(value) == wire("number", value=number)


@given(day=st.dates())
def test_any_date_survives_a_round_trip(day: dt.date) -> None:
    value = read(wire("date", value=day.isoformat()))
    assert isinstance(value, DateValue)
    assert value.plain == day
    assert dump(value) == wire("date", value=day.isoformat())


@given(moment=st.datetimes(timezones=st.just(UTC)))
def test_timestamps_are_written_with_nine_digits(moment: dt.datetime) -> None:
    text = f"{moment.replace(tzinfo=None).isoformat(timespec='microseconds')}000Z"
    value = read(wire("timestamp", value=text))
    assert isinstance(value, TimestampValue)
    assert value.plain == moment
    assert value.plain.tzinfo is not None
    assert dump(value) == wire("timestamp", value=text)


@given(nanoseconds=st.integers(0, 999_999_999))
def test_timestamps_are_read_to_the_microsecond(nanoseconds: int) -> None:
    value = read(wire("timestamp", value=f"2025-05-06T07:08:09.{nanoseconds:09}Z"))
    assert isinstance(value, TimestampValue)
    assert value.plain == MOMENT.replace(microsecond=nanoseconds // 1000)
    assert dump(value) == wire("timestamp", value=f"2025-05-06T07:08:09.{nanoseconds // 1000:06}000Z")


@given(minutes=st.integers(-14 * 60, 14 * 60))
def test_other_zones_are_written_as_utc(minutes: int) -> None:
    moment = MOMENT.astimezone(dt.timezone(dt.timedelta(minutes=minutes)))
    value = read(wire("timestamp", value=moment.isoformat()))
    assert isinstance(value, TimestampValue)
    assert value.plain == MOMENT
    assert dump(value) == wire("timestamp", value="2025-05-06T07:08:09.123456000Z")


def test_model_dump_keeps_datetimes() -> None:
    adapter: TypeAdapter[dt.datetime] = TypeAdapter(Timestamp)
    assert adapter.dump_python(MOMENT) == MOMENT
    assert adapter.dump_json(MOMENT) == b'"2025-05-06T07:08:09.123456000Z"'


@given(
    attribute_type=st.text().filter(lambda text: text not in TYPES) | st.none() | st.integers() | st.lists(st.text()),
    body=st.dictionaries(st.text(max_size=8), json_values, max_size=4),
)
def test_unknown_types_keep_everything(attribute_type: JSON, body: dict[str, JSON]) -> None:
    body = {**body, "attribute_type": attribute_type}
    value = read(body)
    assert type(value) is UnknownValue
    assert isinstance(value, Unknown)
    assert value.raw == body
    assert dump(value) == body
    assert pickle.loads(pickle.dumps(value)).raw == body


@given(body=st.dictionaries(st.text(max_size=8).filter(lambda name: name != "attribute_type"), json_values, max_size=4))
def test_a_value_without_a_type_keeps_everything(body: dict[str, JSON]) -> None:
    value = read(body)
    assert type(value) is UnknownValue
    assert value.raw == body


@every_type
@few_examples
@given(data=st.data())
def test_known_types_of_another_shape_keep_everything(attribute_type: str, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(TYPES[attribute_type][1])))
    body = wire(attribute_type, **{name: [{"other": "shape"}, data.draw(json_values)]})
    value = read(body)
    assert type(value) is UnknownValue
    assert value.raw == body
    assert dump(value) == body


@given(
    attribute_type=st.sampled_from(sorted(TYPES)), body=st.dictionaries(st.sampled_from(["value", "id"]), json_values)
)
def test_any_json_object_is_read_as_a_value(attribute_type: str, body: dict[str, JSON]) -> None:
    """Any JSON object becomes a value, so none makes its page unreadable."""
    assert isinstance(read({**body, "attribute_type": attribute_type}), TYPES[attribute_type][0] | UnknownValue)


def test_unknown_members_of_enums_are_text() -> None:
    actor = read(wire("actor-reference", referenced_actor_type="robot"))
    assert isinstance(actor, ActorReferenceValue)
    assert actor.referenced_actor_type == "robot"
    interaction = read(wire("interaction", interaction_type="letter"))
    assert isinstance(interaction, InteractionValue)
    assert interaction.interaction_type == "letter"
