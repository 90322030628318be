"""Models of the attribute values of records, entries and activity records."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal, TypeAlias, Union

from pydantic import Field

from attio.models.base import OPEN, Date, Model, Timestamp, Unknown
from attio.models.options import SelectOption, Status

ActorType: TypeAlias = Annotated[Literal["api-token", "workspace-member", "system", "app"] | str, OPEN]
"""Type of the actor."""


class Actor(Model):
    """The author of a change: a token, a workspace member, an app or the system."""

    type: ActorType | None = None
    """Type of the actor."""
    # Not required, unlike the `id` of other models: it is null for the system.
    id: str | None = None
    """Id of the token, member or app; None for the system."""


def _write_form(value: Value | UnknownValue) -> dict[str, object]:
    """Return the value in the format of a request body. The JSON encoder calls this."""
    from attio.models.write_forms import write_form

    return write_form(value)


class Value(Model):
    """Base class of values, with their common fields.

    In the default value of an attribute, which does not belong to a record, all three fields are None.
    """

    active_from: Timestamp | None = None
    """Time at which the value was set."""
    active_until: Timestamp | None = None
    """Time at which the value was replaced or removed; None for a current value."""
    created_by_actor: Actor | None = None
    """The author of the value."""

    __write_form__ = _write_form


def _first_text(value: Value, *names: str) -> str:
    """Return the first non-empty field. Older versions of the API use other names for the same field."""
    for name in names:
        text: str | None = getattr(value, name, None)
        if text:
            return text
    return None  # type: ignore[return-value]  # None, like any field that the API omits


class TextValue(Value):
    """Value of a `text` attribute."""

    attribute_type: Literal["text"]
    value: str
    """The text."""

    @property
    def plain(self) -> str:
        """The text."""
        return self.value


class NumberValue(Value):
    """Value of a `number` attribute."""

    attribute_type: Literal["number"]
    value: float
    """The number, which Attio stores as a 64-bit float."""

    @property
    def plain(self) -> float:
        """The number."""
        return self.value


class CheckboxValue(Value):
    """Value of a `checkbox` attribute."""

    attribute_type: Literal["checkbox"]
    value: bool
    """Whether the checkbox is checked."""

    @property
    def plain(self) -> bool:
        """Whether the checkbox is checked."""
        return self.value


class CurrencyValue(Value):
    """Value of a `currency` attribute."""

    attribute_type: Literal["currency"]
    currency_value: float
    """The amount, with up to four decimals."""
    currency_code: str | None = None
    """Currency of the attribute, such as `USD`."""

    @property
    def plain(self) -> float:
        """The amount. For exact calculations, read it as a `Decimal` with `first`."""
        return self.currency_value


class DateValue(Value):
    """Value of a `date` attribute."""

    attribute_type: Literal["date"]
    value: Date
    """The day."""

    @property
    def plain(self) -> dt.date:
        """The day."""
        return self.value


class TimestampValue(Value):
    """Value of a `timestamp` attribute."""

    attribute_type: Literal["timestamp"]
    value: Timestamp
    """The time, in UTC."""

    @property
    def plain(self) -> dt.datetime:
        """The time, in UTC."""
        return self.value


class RatingValue(Value):
    """Value of a `rating` attribute."""

    attribute_type: Literal["rating"]
    value: float
    """Number of stars, from 0 to 5."""

    @property
    def plain(self) -> float:
        """Number of stars, from 0 to 5."""
        return self.value


class StatusValue(Value):
    """Value of a `status` attribute."""

    attribute_type: Literal["status"]
    status: Status
    """The status."""

    @property
    def plain(self) -> str:
        """Title of the status."""
        # `status` may be null, although the API documents that it is not.
        return getattr(self.status, "title", None)  # type: ignore[return-value]


class SelectValue(Value):
    """Value of a `select` attribute."""

    attribute_type: Literal["select"]
    option: SelectOption
    """The chosen option."""

    @property
    def plain(self) -> str:
        """Title of the option."""
        # `option` may be null, although the API documents that it is not.
        return getattr(self.option, "title", None)  # type: ignore[return-value]


class RecordReferenceValue(Value):
    """Value of a `record-reference` attribute."""

    attribute_type: Literal["record-reference"]
    target_object: str
    """Slug of the object that the referenced record belongs to."""
    target_record_id: str
    """Id of the referenced record."""

    @property
    def plain(self) -> str:
        """Id of the referenced record."""
        return self.target_record_id


class ActorReferenceValue(Value):
    """Value of an `actor-reference` attribute."""

    attribute_type: Literal["actor-reference"]
    referenced_actor_type: ActorType
    """Type of the actor."""
    referenced_actor_id: str | None
    """Id of the actor; None for the system."""

    @property
    def plain(self) -> str | None:
        """Id of the actor; None for the system."""
        return self.referenced_actor_id


class LocationValue(Value):
    """Value of a `location` attribute; any part may be None."""

    attribute_type: Literal["location"]
    line_1: str | None
    """First line of the address."""
    line_2: str | None
    """Second line of the address."""
    line_3: str | None
    """Third line of the address."""
    line_4: str | None
    """Fourth line of the address."""
    locality: str | None
    """Town or neighborhood."""
    region: str | None
    """State, county or province."""
    postcode: str | None
    """Postal code."""
    country_code: str | None
    """Two letters, as in ISO 3166-1."""
    latitude: str | None
    """Latitude in degrees, as text."""
    longitude: str | None
    """Longitude in degrees, as text."""

    @property
    def plain(self) -> str:
        """The address on one line, without the coordinates."""
        lines = (self.line_1, self.line_2, self.line_3, self.line_4)
        parts = (*lines, self.locality, self.region, self.postcode, self.country_code)
        return ", ".join(part for part in parts if part)


class DomainValue(Value):
    """Value of a `domain` attribute."""

    attribute_type: Literal["domain"]
    domain: str
    """The domain, such as `app.attio.com`."""
    root_domain: str
    """The registered part of the domain, such as `attio.com`."""

    @property
    def plain(self) -> str:
        """The domain, such as `app.attio.com`."""
        return self.domain


class EmailAddressValue(Value):
    """Value of an `email-address` attribute."""

    attribute_type: Literal["email-address"]
    original_email_address: str
    """The address as it was entered."""
    email_address: str
    """The address, normalized."""
    email_domain: str
    """The part after the @."""
    email_root_domain: str
    """The registered part of the domain."""
    email_local_specifier: str
    """The part before the @."""

    @property
    def plain(self) -> str:
        """The normalized address, or the address as it was entered if the API sends no other."""
        return _first_text(self, "email_address", "normalized_email_address", "original_email_address")


class PhoneNumberValue(Value):
    """Value of a `phone-number` attribute."""

    attribute_type: Literal["phone-number"]
    original_phone_number: str
    """The number as it was entered."""
    country_code: str
    """Two letters, as in ISO 3166-1."""
    phone_number: str
    """The number in E.164 form, such as `+15558675309`."""

    @property
    def plain(self) -> str:
        """The number in E.164 form, or the number as it was entered if the API sends no other."""
        return _first_text(self, "phone_number", "normalized_phone_number", "original_phone_number")


class InteractionValue(Value):
    """Value of an `interaction` attribute, which Attio maintains."""

    attribute_type: Literal["interaction"]
    interaction_type: Annotated[Literal["activity", "email", "meeting", "calendar-event"] | str, OPEN]
    """Kind of interaction."""
    interacted_at: Timestamp
    """Time of the interaction."""
    owner_actor: Actor
    """The workspace member who took part."""

    @property
    def plain(self) -> dt.datetime:
        """Time of the interaction."""
        return self.interacted_at


class PersonalNameValue(Value):
    """Value of a `personal-name` attribute."""

    attribute_type: Literal["personal-name"]
    first_name: str
    """First name."""
    last_name: str
    """Last name."""
    full_name: str
    """Full name."""

    @property
    def plain(self) -> str:
        """The full name, or first and last name if the API sends no full name."""
        parts: tuple[str | None, ...] = (self.first_name, self.last_name)
        # None if there is no name, like any field that the API omits.
        return self.full_name or " ".join(part for part in parts if part) or None  # type: ignore[return-value]


class UnknownValue(Unknown):
    """A value whose type this version does not know, or which is not as documented; see `raw`."""

    @property
    def raw(self) -> Any:
        """The value as the API sent it: a dict, or another JSON value such as None or a text."""
        return self._sent()

    __write_form__ = _write_form


AttributeValue: TypeAlias = Annotated[
    Union[  # noqa: UP007 - some type checkers do not read an annotated member of `|`
        Annotated[
            ActorReferenceValue
            | CheckboxValue
            | CurrencyValue
            | DateValue
            | DomainValue
            | EmailAddressValue
            | InteractionValue
            | LocationValue
            | NumberValue
            | PersonalNameValue
            | PhoneNumberValue
            | RatingValue
            | RecordReferenceValue
            | SelectValue
            | StatusValue
            | TextValue
            | TimestampValue,
            Field(discriminator="attribute_type"),
        ],
        UnknownValue,
    ],
    # Left to right takes no extra time here; a callable discriminator or a smart union takes a third more.
    Field(union_mode="left_to_right"),
]
"""A value of any type; narrow it with `match`."""
