"""Values of attributes: what is read, what is tolerated, and how records hand them out."""

from __future__ import annotations

import datetime as dt
import json
import pickle
from collections.abc import Mapping
from decimal import Decimal
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from attio.models.base import Model, Timestamp, Unknown
from attio.models.reading import HasValues
from attio.models.values import (
    ActorReferenceValue,
    AttributeValue,
    CheckboxValue,
    CurrencyValue,
    DateValue,
    DomainValue,
    EmailAddressValue,
    InteractionValue,
    LocationValue,
    NumberValue,
    PersonalNameValue,
    PhoneNumberValue,
    RatingValue,
    RecordReferenceValue,
    SelectValue,
    StatusValue,
    TextValue,
    TimestampValue,
    UnknownValue,
    Value,
)

JSON: TypeAlias = object
UTC = dt.timezone.utc

HISTORY: dict[str, JSON] = {
    "active_from": "2025-02-03T09:15:30.250000000Z",
    "active_until": None,
    "created_by_actor": {"type": "workspace-member", "id": "1a2b3c4d-5e6f-4071-8293-a4b5c6d7e805"},
}
OPTION: JSON = {
    "id": {"workspace_id": "w", "object_id": "o", "attribute_id": "a", "option_id": "p"},
    "title": "Customer",
    "is_archived": False,
}
STATUS: JSON = {
    "id": {"workspace_id": "w", "object_id": "o", "attribute_id": "a", "status_id": "s"},
    "title": "Under way",
    "is_archived": False,
    "celebration_enabled": True,
    "target_time_in_status": None,
}
MOMENT = dt.datetime(2025, 5, 6, 7, 8, 9, 123456, tzinfo=UTC)

# By type: the class, the fields of its own, and what it is in short.
TYPES: dict[str, tuple[type[Value], dict[str, JSON], object]] = {
    "actor-reference": (
        ActorReferenceValue,
        {"referenced_actor_type": "workspace-member", "referenced_actor_id": "m"},
        "m",
    ),
    "checkbox": (CheckboxValue, {"value": True}, True),
    "currency": (CurrencyValue, {"currency_value": 1249.5, "currency_code": "EUR"}, 1249.5),
    "date": (DateValue, {"value": "1988-11-30"}, dt.date(1988, 11, 30)),
    "domain": (DomainValue, {"domain": "shop.acme.example", "root_domain": "acme.example"}, "shop.acme.example"),
    "email-address": (
        EmailAddressValue,
        {
            "original_email_address": "Noor@acme.example",
            "email_address": "noor@acme.example",
            "email_domain": "acme.example",
            "email_root_domain": "acme.example",
            "email_local_specifier": "noor",
        },
        "noor@acme.example",
    ),
    "interaction": (
        InteractionValue,
        {
            "interaction_type": "meeting",
            "interacted_at": "2025-05-06T07:08:09.123456000Z",
            "owner_actor": {"type": "system", "id": None},
        },
        MOMENT,
    ),
    "location": (
        LocationValue,
        {
            "line_1": "Kade 7",
            "line_2": None,
            "line_3": None,
            "line_4": None,
            "locality": "Utrecht",
            "region": None,
            "postcode": "3511 AB",
            "country_code": "NL",
            "latitude": "52.0907",
            "longitude": "5.1214",
        },
        "Kade 7, Utrecht, 3511 AB, NL",
    ),
    "number": (NumberValue, {"value": 12.75}, 12.75),
    "personal-name": (
        PersonalNameValue,
        {"first_name": "Noor", "last_name": "de Wit", "full_name": "Noor de Wit"},
        "Noor de Wit",
    ),
    "phone-number": (
        PhoneNumberValue,
        {"original_phone_number": "030 1234567", "country_code": "NL", "phone_number": "+31301234567"},
        "+31301234567",
    ),
    "rating": (RatingValue, {"value": 4.0}, 4.0),
    "record-reference": (RecordReferenceValue, {"target_object": "people", "target_record_id": "r"}, "r"),
    "select": (SelectValue, {"option": OPTION}, "Customer"),
    "status": (StatusValue, {"status": STATUS}, "Under way"),
    "text": (TextValue, {"value": "Hello"}, "Hello"),
    "timestamp": (TimestampValue, {"value": "2025-05-06T07:08:09.123456000Z"}, MOMENT),
}
# What the API documents as null sometimes; the common fields are missing in values without history.
NULLABLE: dict[str, set[str]] = {
    "actor-reference": {"referenced_actor_id"},
    "currency": {"currency_code"},
    "location": set(TYPES["location"][1]),
}

VALUE: TypeAdapter[AttributeValue] = TypeAdapter(AttributeValue)

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
every_type = pytest.mark.parametrize("attribute_type", TYPES)
few_examples = settings(max_examples=25)


class Thing(HasValues):
    """Something with values, as records are."""

    values: dict[str, list[AttributeValue]]


class Row(HasValues):
    """Something with values, as list entries are."""

    entry_values: dict[str, list[AttributeValue]]


def wire(attribute_type: str, **changes: JSON) -> dict[str, JSON]:
    """A value as the API sends it."""
    return {**HISTORY, **TYPES[attribute_type][1], "attribute_type": attribute_type, **changes}


def read(body: Mapping[str, JSON]) -> AttributeValue:
    """A value, from the bytes of its JSON."""
    return VALUE.validate_json(json.dumps(body))


def dump(value: Model) -> JSON:
    """A value as it would be sent back."""
    return value.model_dump(mode="json", by_alias=True, exclude_unset=True)


def thing(**values: list[dict[str, JSON]]) -> Thing:
    """Something with these values, keyed by attribute."""
    return Thing.model_validate_json(json.dumps({"values": values}))


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
def test_values_without_history(attribute_type: str) -> None:
    """Default values of attributes belong to no record yet."""
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
def test_any_text(text: str) -> None:
    value = read(wire("text", value=text))
    assert isinstance(value, TextValue)
    assert value.plain == text
    assert dump(value) == wire("text", value=text)


@given(number=st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**53), 2**53))
def test_any_number(number: float) -> None:
    value = read(wire("number", value=number))
    assert isinstance(value, NumberValue)
    assert value.plain == number
    assert dump(value) == wire("number", value=number)


@given(day=st.dates())
def test_any_date(day: dt.date) -> None:
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
def test_what_is_below_a_microsecond_is_cut_off(nanoseconds: int) -> None:
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


def test_python_dumps_keep_datetimes() -> None:
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
def test_no_type_at_all(body: dict[str, JSON]) -> None:
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
def test_whatever_comes_is_read(attribute_type: str, body: dict[str, JSON]) -> None:
    """Any JSON object is some value; none costs the page it is on."""
    assert isinstance(read({**body, "attribute_type": attribute_type}), TYPES[attribute_type][0] | UnknownValue)


def test_unknown_members_of_enums_are_text() -> None:
    actor = read(wire("actor-reference", referenced_actor_type="robot"))
    assert isinstance(actor, ActorReferenceValue)
    assert actor.referenced_actor_type == "robot"
    interaction = read(wire("interaction", interaction_type="letter"))
    assert isinstance(interaction, InteractionValue)
    assert interaction.interaction_type == "letter"


class TestFirstAndAll:
    """`record.first` and `record.all`."""

    everything = thing(**{name.replace("-", "_"): [wire(name)] for name in TYPES}, nothing=[])

    @every_type
    def test_by_class(self, attribute_type: str) -> None:
        slug, cls = attribute_type.replace("-", "_"), TYPES[attribute_type][0]
        value = self.everything.first(slug, cls)
        assert value is self.everything.values[slug][0]
        assert self.everything.all(slug, cls) == [value]

    @every_type
    def test_by_plain_type(self, attribute_type: str) -> None:
        slug, plain = attribute_type.replace("-", "_"), TYPES[attribute_type][2]
        assert self.everything.first(slug, type(plain)) == plain
        assert self.everything.all(slug, type(plain)) == [plain]

    @every_type
    def test_as_any_value(self, attribute_type: str) -> None:
        slug = attribute_type.replace("-", "_")
        assert self.everything.first(slug, Value) is self.everything.values[slug][0]

    def test_without_values(self) -> None:
        assert self.everything.first("nothing", str) is None
        assert self.everything.first("nothing", TextValue) is None
        assert self.everything.all("nothing", str) == []

    def test_all_in_their_order(self) -> None:
        domains = [wire("domain", domain=name) for name in ("b.example", "a.example", "c.example")]
        found = thing(domains=domains)
        assert found.all("domains", str) == ["b.example", "a.example", "c.example"]
        assert found.first("domains", str) == "b.example"
        assert [value.domain for value in found.all("domains", DomainValue)] == ["b.example", "a.example", "c.example"]

    @pytest.mark.parametrize(("slug", "near"), [("nmae", "name"), ("email_adress", "email_addresses")])
    def test_unknown_attributes_name_the_nearest(self, slug: str, near: str) -> None:
        found = thing(name=[], email_addresses=[], domains=[])
        for ask in (found.first, found.all):
            with pytest.raises(KeyError, match=f"{slug}.*{near}"):
                ask(slug, str)

    def test_unknown_attributes_far_from_any(self) -> None:
        with pytest.raises(KeyError, match="zzzzzz") as caught:
            thing(name=[]).first("zzzzzz", str)
        assert "did you mean" not in str(caught.value)

    @pytest.mark.parametrize(
        ("attribute_type", "wrong"),
        [
            ("text", float),
            ("text", NumberValue),
            ("text", dt.date),
            ("number", str),
            ("number", bool),
            ("number", int),
            ("checkbox", int),
            ("checkbox", float),
            ("date", dt.datetime),
            ("timestamp", dt.date),
            ("timestamp", str),
            ("select", StatusValue),
        ],
    )
    def test_wrong_types(self, attribute_type: str, wrong: type[object]) -> None:
        found = thing(it=[wire(attribute_type)])
        for ask in (found.first, found.all):
            with pytest.raises(TypeError, match=f"it.*{TYPES[attribute_type][0].__name__}.*{wrong.__name__}"):
                ask("it", wrong)

    def test_numbers_as_int_and_decimal(self) -> None:
        found = thing(
            whole=[wire("number", value=41)],
            money=[wire("currency", currency_value=0.1)],
            stars=[wire("rating", value=3)],
        )
        assert found.first("whole", int) == 41
        assert type(found.first("whole", int)) is int
        assert found.first("money", Decimal) == Decimal("0.1")
        assert found.first("stars", int) == 3

    @given(number=st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=4))
    def test_amounts_are_exact_as_decimals(self, number: Decimal) -> None:
        """Attio keeps four decimals, which a float carries without harm up to here."""
        found = thing(money=[wire("currency", currency_value=float(number))])
        assert found.first("money", Decimal) == number

    def test_unknown_values(self) -> None:
        body: dict[str, JSON] = {"attribute_type": "hologram", "value": 1}
        found = thing(it=[body])
        value = found.first("it", UnknownValue)
        assert value is not None
        assert value.raw == body
        with pytest.raises(TypeError, match=r"hologram.*UnknownValue"):
            found.first("it", str)

    def test_a_value_without_content_is_none(self) -> None:
        """References to the system have no id, and the API may send a null it does not document."""
        actor = thing(owner=[wire("actor-reference", referenced_actor_type="system", referenced_actor_id=None)])
        assert actor.first("owner", str) is None
        assert thing(it=[wire("text", value=None)]).first("it", str) is None

    @pytest.mark.parametrize("attribute_type", ["select", "status", "location"])
    def test_plain_survives_nulls(self, attribute_type: str) -> None:
        value = read({**dict.fromkeys(TYPES[attribute_type][1]), "attribute_type": attribute_type})
        assert not isinstance(value, UnknownValue)
        assert not value.plain

    def test_entries(self) -> None:
        entry = Row.model_validate_json(json.dumps({"entry_values": {"stage": [wire("status")]}}))
        assert entry.first("stage", str) == "Under way"

    def test_no_values_at_all(self) -> None:
        """A record whose values are null against the documentation still says what is wrong."""
        found = Thing.model_validate_json(b'{"values": null}')
        assert found.invalid_fields == ("values",)
        with pytest.raises(KeyError):
            found.first("name", str)


def test_a_type_must_be_a_class() -> None:
    with pytest.raises(TypeError, match="type must be a class, such as str"):
        thing(it=[wire("text")]).first("it", "str")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("attribute_type", "changes", "expected"),
    [
        ("personal-name", {"full_name": None}, "Noor de Wit"),
        ("personal-name", {"full_name": "", "last_name": None}, "Noor"),
        ("personal-name", {"full_name": None, "first_name": "", "last_name": None}, None),
        ("phone-number", {"phone_number": None}, "030 1234567"),
        ("phone-number", {"phone_number": "", "normalized_phone_number": "+31301234567"}, "+31301234567"),
        ("phone-number", {"phone_number": None, "original_phone_number": None}, None),
        ("email-address", {"email_address": None}, "Noor@acme.example"),
        ("email-address", {"email_address": None, "normalized_email_address": "noor@a.example"}, "noor@a.example"),
        ("email-address", {"email_address": None, "original_email_address": ""}, None),
    ],
)
def test_a_name_or_address_is_read_from_the_part_that_is_there(
    attribute_type: str, changes: dict[str, JSON], expected: str | None
) -> None:
    found = thing(it=[wire(attribute_type, **changes)])
    assert found.first("it", str) == expected
    assert found.all("it", str) == ([] if expected is None else [expected])


def test_the_current_value_is_read_and_not_a_former_one() -> None:
    former = wire("text", value="before", active_until="2025-03-01T00:00:00.000000000Z")
    found = thing(it=[former, wire("text", value="now"), wire("text", value="too")], old=[former, former])
    assert (found.first("it", str), found.all("it", str)) == ("now", ["now", "too"])
    assert (found.first("old", str), found.all("old", str)) == ("before", ["before", "before"])
    unknown: dict[str, JSON] = {"attribute_type": "hologram", "active_until": "2025-03-01T00:00:00.000000000Z"}
    assert thing(it=[unknown, wire("text", value="now")]).first("it", str) == "now"


class _Swapped(type):
    """What tools that freeze the clock do: the class stands for the one it replaces."""

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, cls.__mro__[1])


class FrozenDatetime(dt.datetime, metaclass=_Swapped):
    """In the place of `datetime.datetime`."""


class FrozenDate(dt.date, metaclass=_Swapped):
    """In the place of `datetime.date`."""


class TestFrozenClock:
    """Subclasses in the place of `datetime` and `date`."""

    found = thing(moment=[wire("timestamp")], day=[wire("date")])

    def test_stand_ins_are_what_they_stand_for(self) -> None:
        assert self.found.first("moment", FrozenDatetime) == MOMENT
        assert self.found.all("day", FrozenDate) == [dt.date(1988, 11, 30)]

    def test_a_datetime_is_no_date_even_so(self) -> None:
        for slug, wanted in (
            ("moment", FrozenDate),
            ("day", FrozenDatetime),
            ("moment", dt.date),
            ("day", dt.datetime),
        ):
            with pytest.raises(TypeError, match=f"{slug}.*cannot be read as"):
                self.found.first(slug, wanted)

    def test_a_subclass_that_values_are_not_is_refused(self) -> None:
        class Other(dt.datetime):
            pass

        with pytest.raises(TypeError, match="cannot be read as Other"):
            self.found.first("moment", Other)

    def test_values_made_while_the_clock_is_frozen(self) -> None:
        held = DateValue.model_construct(attribute_type="date", value=FrozenDate(2025, 1, 2))
        assert Thing.model_construct(values={"day": [held]}).first("day", dt.date) == dt.date(2025, 1, 2)
