"""Values of attributes: what records, entries and activity records hold."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal, TypeAlias, Union

from pydantic import Field

from attio.models.base import OPEN, Date, Model, Timestamp, Unknown
from attio.models.options import SelectOption, Status

ActorType: TypeAlias = Annotated[Literal["api-token", "workspace-member", "system", "app"] | str, OPEN]
"""Kind of actor."""


class Actor(Model):
    """The author of a change: a token, a workspace member, an app or the system."""

    type: ActorType | None = None
    """Kind of actor."""
    # Named as on the wire, yet null for the system: the rule that an id must be there does not hold for actors.
    id: str | None = None
    """Id of the token, member or app; None for the system."""


def _write_form(value: Value | UnknownValue) -> dict[str, object]:
    """Return the form of the value in a request body; called by the encoder."""
    from attio.models.write_forms import write_form

    return write_form(value)


class Value(Model):
    """Base class of values, with the fields that all of them have.

    All three are None on the static default values of attributes, which belong to no record yet.
    """

    active_from: Timestamp | None = None
    """When the record got this value."""
    active_until: Timestamp | None = None
    """When the record lost this value; None for a current value."""
    created_by_actor: Actor | None = None
    """The author of the value."""

    __write_form__ = _write_form


def _first_text(value: Value, *names: str) -> str:
    """The first of these fields that is not empty; older versions of the API have other names for some."""
    # None against the annotation, as every field that the API leaves out.
    return next((text for name in names if (text := getattr(value, name, None))), None)  # type: ignore[return-value]


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
    """The number, a 64-bit float on Attio's side."""

    @property
    def plain(self) -> float:
        """The number."""
        return self.value


class CheckboxValue(Value):
    """Value of a `checkbox` attribute."""

    attribute_type: Literal["checkbox"]
    value: bool
    """Whether it is checked."""

    @property
    def plain(self) -> bool:
        """Whether it is checked."""
        return self.value


class CurrencyValue(Value):
    """Value of a `currency` attribute."""

    attribute_type: Literal["currency"]
    currency_value: float
    """The amount, with up to four decimals."""
    currency_code: str | None = None
    """Currency as the attribute sets it, such as `USD`."""

    @property
    def plain(self) -> float:
        """The amount; ask `first` for a `Decimal` to calculate with it."""
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
    """The moment, in UTC."""

    @property
    def plain(self) -> dt.datetime:
        """The moment, in UTC."""
        return self.value


class RatingValue(Value):
    """Value of a `rating` attribute."""

    attribute_type: Literal["rating"]
    value: float
    """Stars, 0 to 5."""

    @property
    def plain(self) -> float:
        """Stars, 0 to 5."""
        return self.value


class StatusValue(Value):
    """Value of a `status` attribute."""

    attribute_type: Literal["status"]
    status: Status
    """The status."""

    @property
    def plain(self) -> str:
        """Title of the status."""
        # Survives a status that is null against the documentation.
        return getattr(self.status, "title", None)  # type: ignore[return-value]


class SelectValue(Value):
    """Value of a `select` attribute."""

    attribute_type: Literal["select"]
    option: SelectOption
    """The chosen option."""

    @property
    def plain(self) -> str:
        """Title of the option."""
        # Survives an option that is null against the documentation.
        return getattr(self.option, "title", None)  # type: ignore[return-value]


class RecordReferenceValue(Value):
    """Value of a `record-reference` attribute."""

    attribute_type: Literal["record-reference"]
    target_object: str
    """Slug of the object the other record belongs to."""
    target_record_id: str
    """Id of the other record."""

    @property
    def plain(self) -> str:
        """Id of the other record."""
        return self.target_record_id


class ActorReferenceValue(Value):
    """Value of an `actor-reference` attribute."""

    attribute_type: Literal["actor-reference"]
    referenced_actor_type: ActorType
    """Kind of actor."""
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
    """Whole domain, such as `app.attio.com`."""
    root_domain: str
    """Its registered part, such as `attio.com`."""

    @property
    def plain(self) -> str:
        """The whole domain."""
        return self.domain


class EmailAddressValue(Value):
    """Value of an `email-address` attribute."""

    attribute_type: Literal["email-address"]
    original_email_address: str
    """The address as it was written."""
    email_address: str
    """The address, normalized."""
    email_domain: str
    """The part after the @."""
    email_root_domain: str
    """Registered part of the domain."""
    email_local_specifier: str
    """The part before the @."""

    @property
    def plain(self) -> str:
        """The address, normalized; as it was written where the API sends no other."""
        return _first_text(self, "email_address", "normalized_email_address", "original_email_address")


class PhoneNumberValue(Value):
    """Value of a `phone-number` attribute."""

    attribute_type: Literal["phone-number"]
    original_phone_number: str
    """The number as it was written."""
    country_code: str
    """Two letters, as in ISO 3166-1."""
    phone_number: str
    """The number in E.164 form, such as `+15558675309`."""

    @property
    def plain(self) -> str:
        """The number in E.164 form; as it was written where the API sends no other."""
        return _first_text(self, "phone_number", "normalized_phone_number", "original_phone_number")


class InteractionValue(Value):
    """Value of an `interaction` attribute, kept by Attio."""

    attribute_type: Literal["interaction"]
    interaction_type: Annotated[Literal["activity", "email", "meeting", "calendar-event"] | str, OPEN]
    """Kind of interaction."""
    interacted_at: Timestamp
    """When it took place."""
    owner_actor: Actor
    """The workspace member who took part."""

    @property
    def plain(self) -> dt.datetime:
        """When it took place."""
        return self.interacted_at


class PersonalNameValue(Value):
    """Value of a `personal-name` attribute."""

    attribute_type: Literal["personal-name"]
    first_name: str
    """First name."""
    last_name: str
    """Last name."""
    full_name: str
    """The whole name as people write it."""

    @property
    def plain(self) -> str:
        """The whole name; first and last name where the API sends no other."""
        parts: tuple[str | None, ...] = (self.first_name, self.last_name)
        # None against the annotation, as every field that the API leaves out.
        return self.full_name or " ".join(part for part in parts if part) or None  # type: ignore[return-value]


class UnknownValue(Unknown):
    """A value of a type this version does not know, or in another shape than documented; see `raw`."""

    @property
    def raw(self) -> Any:
        """The JSON that the API sent for the value: a dict, or something else, such as None or a text."""
        return self._sent()

    __write_form__ = _write_form


AttributeValue: TypeAlias = Annotated[
    Union[  # noqa: UP007 - the annotation of a variant inside `|` is not read by all checkers
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
    # Left to right outside the tagged union costs nothing; a callable discriminator or a smart union costs a third.
    Field(union_mode="left_to_right"),
]
"""A value of any type; narrow it with `match`."""
