"""Types of the values that can be written to attributes of records, entries and activity records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Literal, TypeAlias, Union

from typing_extensions import NotRequired, TypedDict

from attio.models.markers import WRITE_ITEM, WRITE_VALUES
from attio.models.values import UnknownValue, Value


class ActorInput(TypedDict):
    """Write an actor reference by the id of the member.

    Keys:
        referenced_actor_type: Literal["workspace-member"]
        referenced_actor_id: str
    """

    referenced_actor_type: Literal["workspace-member"]
    """Kind of actor; only workspace members can be written."""
    referenced_actor_id: str
    """Id of the member."""


class MemberEmailInput(TypedDict):
    """Write an actor reference by the e-mail address of the member.

    Keys:
        workspace_member_email_address: str
    """

    workspace_member_email_address: str
    """E-mail address with which the member signs in."""


class RecordReferenceInput(TypedDict):
    """Write a record reference by the id of the record.

    Keys:
        target_object: str
        target_record_id: str
    """

    target_object: str
    """Slug or id of the object that the referenced record belongs to."""
    target_record_id: str
    """Id of the referenced record."""


class PersonalNameInput(TypedDict, total=False):
    """Write a personal name.

    Keys:
        first_name: str
        last_name: str
        full_name: str
    """

    first_name: str
    """First name."""
    last_name: str
    """Last name."""
    full_name: str
    """Full name."""


class PhoneNumberInput(TypedDict):
    """Write a phone number with its country, for numbers without a country prefix.

    Keys:
        original_phone_number: str
        country_code: str | None (optional)
    """

    original_phone_number: str
    """The number; a number with a `+` prefix needs no `country_code`."""
    country_code: NotRequired[str | None]
    """Two letters, as in ISO 3166-1."""


class LocationInput(TypedDict, total=False):
    """Write a location; missing keys are sent as null.

    Keys:
        line_1: str | None
        line_2: str | None
        line_3: str | None
        line_4: str | None
        locality: str | None
        region: str | None
        postcode: str | None
        country_code: str | None
        latitude: str | None
        longitude: str | None
    """

    line_1: str | None
    line_2: str | None
    line_3: str | None
    line_4: str | None
    locality: str | None
    region: str | None
    postcode: str | None
    country_code: str | None
    latitude: str | None
    longitude: str | None


class SelectInput(TypedDict):
    """Write a select value.

    Keys:
        option: str
    """

    option: str
    """Title or id of the option."""


class StatusInput(TypedDict):
    """Write a status value.

    Keys:
        status: str
    """

    status: str
    """Title or id of the status."""


WriteItem: TypeAlias = Annotated[
    Union[  # noqa: UP007 - one member per line is easier to read
        str,
        float,
        bool,
        Decimal,
        dt.date,
        dt.datetime,
        ActorInput,
        MemberEmailInput,
        RecordReferenceInput,
        PersonalNameInput,
        PhoneNumberInput,
        LocationInput,
        SelectInput,
        StatusInput,
        # Values of a response, which are sent in their write form; an unknown value raises an error.
        Value,
        UnknownValue,
        # References by a unique attribute, and dicts whose type checkers do not infer as one of the above.
        Mapping[str, object],
    ],
    WRITE_ITEM,
]
"""One value to write: a plain value if the type of the attribute allows it, or the full form."""

MutableWriteValues: TypeAlias = dict[str, WriteItem | Sequence[WriteItem] | None]
"""Values to write in a dict that can be changed; accepted wherever `WriteValues` is."""

WriteValues: TypeAlias = Annotated[Mapping[str, WriteItem | Sequence[WriteItem] | None], WRITE_VALUES]
"""Values to write by slug or id of the attribute; a list for attributes with several values."""
