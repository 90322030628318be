"""Values of every type of attribute, as the API sends them, and models that hold them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import TypeAlias

import pytest
from pydantic import TypeAdapter

from attio.models.base import Model
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

# By attribute type: the value's class, its own fields, and its short form.
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
# Fields that the API documents as nullable. Values without history lack the common fields.
NULLABLE: dict[str, set[str]] = {
    "actor-reference": {"referenced_actor_id"},
    "currency": {"currency_code"},
    "location": set(TYPES["location"][1]),
}

VALUE: TypeAdapter[AttributeValue] = TypeAdapter(AttributeValue)
every_type = pytest.mark.parametrize("attribute_type", TYPES)


class Thing(HasValues):
    """A model with `values`, like a record."""

    values: dict[str, list[AttributeValue]]


class Row(HasValues):
    """A model with `entry_values`, like a list entry."""

    entry_values: dict[str, list[AttributeValue]]


def wire(attribute_type: str, **changes: JSON) -> dict[str, JSON]:
    """A value as the API sends it."""
    return {**HISTORY, **TYPES[attribute_type][1], "attribute_type": attribute_type, **changes}


def read(body: Mapping[str, JSON]) -> AttributeValue:
    """Parse a value from JSON."""
    return VALUE.validate_json(json.dumps(body))


def dump(value: Model) -> JSON:
    """Dump a value as JSON for a request."""
    return value.model_dump(mode="json", by_alias=True, exclude_unset=True)


def thing(**values: list[dict[str, JSON]]) -> Thing:
    """Parse a `Thing` with these values, keyed by attribute."""
    return Thing.model_validate_json(json.dumps({"values": values}))
