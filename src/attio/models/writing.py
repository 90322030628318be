"""Writing values: what the attributes of records, entries and activity records take."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Literal, TypeAlias, Union

from typing_extensions import NotRequired, TypedDict

from attio.models.markers import WRITE_ITEM, WRITE_VALUES
from attio.models.values import UnknownValue, Value


class ActorInput(TypedDict):
    """Write an actor reference by the member's id.

    Keys:
        referenced_actor_type: Literal["workspace-member"]
        referenced_actor_id: str
    """

    referenced_actor_type: Literal["workspace-member"]
    """Only members can be written."""
    referenced_actor_id: str
    """Id of the member."""


class MemberEmailInput(TypedDict):
    """Write an actor reference by the member's e-mail address.

    Keys:
        workspace_member_email_address: str
    """

    workspace_member_email_address: str
    """Address the member signs in with."""


class RecordReferenceInput(TypedDict):
    """Write a record reference by the record's id.

    Keys:
        target_object: str
        target_record_id: str
    """

    target_object: str
    """Slug or id of the other record's object."""
    target_record_id: str
    """Id of the other record."""


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
    """The whole name as people write it."""


class PhoneNumberInput(TypedDict):
    """Write a phone number that lacks its country prefix.

    Keys:
        original_phone_number: str
        country_code: str | None (optional)
    """

    original_phone_number: str
    """The number; with a `+` prefix it needs no country."""
    country_code: NotRequired[str | None]
    """Two letters, as in ISO 3166-1."""


class LocationInput(TypedDict, total=False):
    """Write a location; the keys that are not given are sent as null.

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
    Union[  # noqa: UP007 - one alternative a line reads better
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
        # Values that were read are sent in their write form; unknown ones are refused.
        Value,
        UnknownValue,
        # References by a matching attribute, and dicts held in variables.
        Mapping[str, object],
    ],
    WRITE_ITEM,
]
"""One value to write: plain where the attribute's type allows it, or in its full form."""

MutableWriteValues: TypeAlias = dict[str, WriteItem | Sequence[WriteItem] | None]
"""Values to write that are put together step by step; goes wherever `WriteValues` does."""

WriteValues: TypeAlias = Annotated[Mapping[str, WriteItem | Sequence[WriteItem] | None], WRITE_VALUES]
"""Values to write, by slug or id of the attribute; a list for attributes that hold several."""
