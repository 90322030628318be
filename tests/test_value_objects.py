"""`attio.values`: frozen objects for reading and writing."""

from __future__ import annotations

import copy
import datetime as dt
import json
import pickle
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from attio import values
from attio._call.encoding import to_json
from attio.models import PersonalNameValue, WriteValues
from attio.values import ActorRef, Interaction, Location, PersonalName, Phone, Ref, Unlisted, member, reference
from tests.attribute_values import MOMENT, TYPES, read, wire
from tests.programs import modules_after

NOWHERE: dict[str, Any] = dict.fromkeys(Location.__annotations__)
FORMS: list[tuple[Any, dict[str, object], str]] = [
    (
        PersonalName("Ada", "Lovelace"),
        {"first_name": "Ada", "last_name": "Lovelace", "full_name": "Ada Lovelace"},
        "Ada Lovelace",
    ),
    (
        PersonalName(last_name="King", full_name="A. King"),
        {"first_name": "", "last_name": "King", "full_name": "A. King"},
        "A. King",
    ),
    (PersonalName(), {"first_name": "", "last_name": "", "full_name": ""}, ""),
    (
        Location(line_1="Kade 7", locality="Utrecht", latitude=52.09, longitude="5.1"),
        {**NOWHERE, "line_1": "Kade 7", "locality": "Utrecht", "latitude": "52.09", "longitude": "5.1"},
        "Kade 7, Utrecht",
    ),
    (Phone("+31301234567"), {"original_phone_number": "+31301234567"}, "+31301234567"),
    (Phone("030 1", "NL"), {"original_phone_number": "030 1", "country_code": "NL"}, "030 1"),
]
REFERENCES: list[tuple[Any, dict[str, object]]] = [
    (member("ada@acme.example"), {"workspace_member_email_address": "ada@acme.example"}),
    (member("m-1"), {"referenced_actor_type": "workspace-member", "referenced_actor_id": "m-1"}),
    (ActorRef("system"), {"referenced_actor_type": "system", "referenced_actor_id": None}),
    (reference("companies", "c-1"), {"target_object": "companies", "target_record_id": "c-1"}),
    (reference("companies", domains="acme.com"), {"target_object": "companies", "domains": ["acme.com"]}),
    (reference("companies", domains=["acme.com"]), {"target_object": "companies", "domains": ["acme.com"]}),
    (reference("users", user_id=7), {"target_object": "users", "user_id": [7]}),
]
EVERY = [*((one, form) for one, form, _ in FORMS), *REFERENCES]


@pytest.mark.parametrize(("one", "form"), EVERY, ids=repr)
def test_each_is_its_write_form(one: Mapping[str, object], form: dict[str, object]) -> None:
    assert dict(one) == form
    assert json.loads(to_json({"values": {"it": [one]}})) == {"values": {"it": [form]}}
    assert len(one) == len(form)


@pytest.mark.parametrize(("one", "form"), EVERY, ids=repr)
def test_each_is_frozen_comparable_hashable_and_picklable(one: Any, form: dict[str, object]) -> None:
    assert pickle.loads(pickle.dumps(one)) == one == copy.deepcopy(one)
    assert hash(copy.copy(one)) == hash(one)
    assert one != form
    assert len({one, copy.deepcopy(one)}) == 1
    with pytest.raises(AttributeError, match="read-only"):
        one.anything = 1
    assert repr(one).startswith(type(one).__name__)


def test_different_values_differ() -> None:
    assert PersonalName("Ada") != PersonalName("Eva")
    assert Phone("+31301234567") != Phone("+31301234567", "NL")
    assert reference("companies", "1") != reference("people", "1")
    assert reference("companies", domains="a.example") != reference("companies", domains="b.example")


@pytest.mark.parametrize(("one", "text"), [(one, text) for one, _, text in FORMS], ids=repr)
def test_str_returns_the_text_of_a_value(one: object, text: str) -> None:
    assert str(one) == text


@pytest.mark.parametrize("match", [{}, {"domains": "a.example", "name": "A"}])
def test_a_reference_names_its_record_in_exactly_one_way(match: dict[str, str]) -> None:
    with pytest.raises(TypeError, match="exactly one unique attribute"):
        reference("companies", **match)
    with pytest.raises(TypeError, match="exactly one unique attribute"):
        reference("companies", "c-1", domains="a.example")


def test_a_reference_has_its_record_once_loaded() -> None:
    by_id: Ref[str] = Ref("companies", "c-1")
    assert (by_id.record_id, by_id.is_loaded, repr(by_id)) == ("c-1", False, "Ref('companies', 'c-1')")
    with pytest.raises(LookupError, match="name the attribute in `with_`"):
        _ = by_id.record
    loaded = by_id.loaded("the record")
    assert (loaded.record, loaded.is_loaded, loaded == by_id) == ("the record", True, True)
    matching = reference("companies", domains="a.example")
    assert repr(matching) == "Ref('companies', domains='a.example')"
    with pytest.raises(LookupError, match="names a record of 'companies' by 'domains'"):
        _ = matching.record_id


def test_values_fit_where_values_are_written() -> None:
    written: WriteValues = {
        "name": PersonalName("Ada"),
        "primary_location": Location(locality="Utrecht"),
        "phone_numbers": [Phone("+31301234567")],
        "company": reference("companies", domains="a.example"),
        "owner": member("ada@acme.example"),
    }
    assert json.loads(to_json(written))["owner"] == {"workspace_member_email_address": "ada@acme.example"}


READ: dict[str, object] = {
    "personal-name": PersonalName("Noor", "de Wit"),
    "phone-number": Phone("+31301234567", "NL"),
    "record-reference": Ref[Any]("people", "r"),
    "actor-reference": ActorRef("workspace-member", "m"),
    "interaction": Interaction("meeting", MOMENT, ActorRef("system")),
    "currency": Decimal("1249.5"),
    "location": Location(
        line_1="Kade 7", locality="Utrecht", postcode="3511 AB", country_code="NL", latitude="52.0907", longitude=5.1214
    ),
}


@pytest.mark.parametrize("attribute_type", TYPES)
def test_each_type_is_read_into_a_value(attribute_type: str) -> None:
    found = values.read_value(read(wire(attribute_type)))
    assert found == READ.get(attribute_type, TYPES[attribute_type][2])
    assert hash(found) == hash(copy.copy(found))


def test_values_without_content_are_none_or_empty() -> None:
    assert values.read_value(read(wire("currency", currency_value=None))) is None
    assert values.read_value(read(wire("interaction", owner_actor=None))).owner is None
    empty = PersonalNameValue.model_construct(first_name=None, last_name=None, full_name=None)
    empty.attribute_type = "personal-name"
    assert values.read_value(empty) == PersonalName()


def test_an_unlisted_title_is_a_string() -> None:
    assert Unlisted("New") == "New"
    assert isinstance(Interaction("email", dt.datetime.now(dt.timezone.utc)).at, dt.datetime)


def test_values_load_neither_httpx_nor_pydantic() -> None:
    assert not modules_after("from attio.values import PersonalName, member\nPersonalName('A')") & {"httpx", "pydantic"}
