"""`record.first` and `record.all`: reading values by class and by plain type."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attio.models.values import DateValue, DomainValue, NumberValue, StatusValue, TextValue, UnknownValue, Value
from tests.attribute_values import JSON, MOMENT, TYPES, Row, Thing, every_type, read, thing, wire


class TestFirstAndAll:
    """`record.first` and `record.all`."""

    everything = thing(**{name.replace("-", "_"): [wire(name)] for name in TYPES}, nothing=[])

    @every_type
    def test_a_value_is_read_by_its_class(self, attribute_type: str) -> None:
        slug, cls = attribute_type.replace("-", "_"), TYPES[attribute_type][0]
        value = self.everything.first(slug, cls)
        assert value is self.everything.values[slug][0]
        assert self.everything.all(slug, cls) == [value]

    @every_type
    def test_a_value_is_read_by_its_plain_type(self, attribute_type: str) -> None:
        slug, plain = attribute_type.replace("-", "_"), TYPES[attribute_type][2]
        assert self.everything.first(slug, type(plain)) == plain
        assert self.everything.all(slug, type(plain)) == [plain]

    @every_type
    def test_a_value_is_read_by_the_base_class(self, attribute_type: str) -> None:
        slug = attribute_type.replace("-", "_")
        assert self.everything.first(slug, Value) is self.everything.values[slug][0]

    def test_without_values_first_is_none_and_all_is_empty(self) -> None:
        assert self.everything.first("nothing", str) is None
        assert self.everything.first("nothing", TextValue) is None
        assert self.everything.all("nothing", str) == []

    def test_all_returns_values_in_order(self) -> None:
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

    def test_an_unknown_attribute_without_a_similar_one_gets_no_suggestion(self) -> None:
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
    def test_a_wrong_type_is_named(self, attribute_type: str, wrong: type[object]) -> None:
        found = thing(it=[wire(attribute_type)])
        for ask in (found.first, found.all):
            with pytest.raises(TypeError, match=f"it.*{TYPES[attribute_type][0].__name__}.*{wrong.__name__}"):
                ask("it", wrong)

    def test_numbers_are_read_as_int_and_decimal(self) -> None:
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
        """Attio stores four decimals, which a float represents exactly enough up to this size."""
        found = thing(money=[wire("currency", currency_value=float(number))])
        assert found.first("money", Decimal) == number

    def test_values_of_unknown_types_are_read_raw(self) -> None:
        body: dict[str, JSON] = {"attribute_type": "hologram", "value": 1}
        found = thing(it=[body])
        value = found.first("it", UnknownValue)
        assert value is not None
        assert value.raw == body
        with pytest.raises(TypeError, match=r"hologram.*UnknownValue"):
            found.first("it", str)

    def test_a_value_without_content_is_none(self) -> None:
        """References to the system have no id, and the API may send undocumented nulls."""
        actor = thing(owner=[wire("actor-reference", referenced_actor_type="system", referenced_actor_id=None)])
        assert actor.first("owner", str) is None
        assert thing(it=[wire("text", value=None)]).first("it", str) is None

    @pytest.mark.parametrize("attribute_type", ["select", "status", "location"])
    def test_plain_survives_nulls(self, attribute_type: str) -> None:
        value = read({**dict.fromkeys(TYPES[attribute_type][1]), "attribute_type": attribute_type})
        assert not isinstance(value, UnknownValue)
        assert not value.plain

    def test_values_of_entries_are_read(self) -> None:
        entry = Row.model_validate_json(json.dumps({"entry_values": {"stage": [wire("status")]}}))
        assert entry.first("stage", str) == "Under way"

    def test_a_record_without_valid_values_is_readable(self) -> None:
        """A record whose values are null, against the documentation, has a readable error."""
        found = Thing.model_validate_json(b'{"values": null}')
        assert found.invalid_fields == ("values",)
        with pytest.raises(KeyError):
            found.first("name", str)


def test_the_type_to_read_must_be_a_class() -> None:
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
def test_a_name_or_address_is_read_from_its_available_part(
    attribute_type: str, changes: dict[str, JSON], expected: str | None
) -> None:
    found = thing(it=[wire(attribute_type, **changes)])
    assert found.first("it", str) == expected
    assert found.all("it", str) == ([] if expected is None else [expected])


def test_the_current_value_is_read_before_a_former_one() -> None:
    former = wire("text", value="before", active_until="2025-03-01T00:00:00.000000000Z")
    found = thing(it=[former, wire("text", value="now"), wire("text", value="too")], old=[former, former])
    assert (found.first("it", str), found.all("it", str)) == ("now", ["now", "too"])
    assert (found.first("old", str), found.all("old", str)) == ("before", ["before", "before"])
    unknown: dict[str, JSON] = {"attribute_type": "hologram", "active_until": "2025-03-01T00:00:00.000000000Z"}
    assert thing(it=[unknown, wire("text", value="now")]).first("it", str) == "now"


class _Swapped(type):
    """Behaves like the classes of tools that freeze the clock: instances of the real class are instances."""

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, cls.__mro__[1])


class FrozenDatetime(dt.datetime, metaclass=_Swapped):
    """Replaces `datetime.datetime`."""


class FrozenDate(dt.date, metaclass=_Swapped):
    """Replaces `datetime.date`."""


class TestFrozenClock:
    """Subclasses that replace `datetime` and `date`."""

    found = thing(moment=[wire("timestamp")], day=[wire("date")])

    def test_values_are_read_as_the_patched_classes(self) -> None:
        assert self.found.first("moment", FrozenDatetime) == MOMENT
        assert self.found.all("day", FrozenDate) == [dt.date(1988, 11, 30)]

    def test_a_datetime_is_not_a_date_with_a_frozen_clock(self) -> None:
        for slug, wanted in (
            ("moment", FrozenDate),
            ("day", FrozenDatetime),
            ("moment", dt.date),
            ("day", dt.datetime),
        ):
            with pytest.raises(TypeError, match=f"{slug}.*cannot be read as"):
                self.found.first(slug, wanted)

    def test_a_subclass_of_datetime_is_rejected(self) -> None:
        class Other(dt.datetime):
            pass

        with pytest.raises(TypeError, match="cannot be read as Other"):
            self.found.first("moment", Other)

    def test_values_made_with_a_frozen_clock_are_read(self) -> None:
        held = DateValue.model_construct(attribute_type="date", value=FrozenDate(2025, 1, 2))
        assert Thing.model_construct(values={"day": [held]}).first("day", dt.date) == dt.date(2025, 1, 2)
