"""Attribute values as read-only Python objects, which can be compared, hashed, pickled and written.

Every class except `Interaction` is also a mapping in the form that the API accepts, so that its objects can be written:

    client.records.update("people", id, data={"values": {"name": PersonalName("Ada", "Lovelace")}})
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, Generic, TypeVar, cast

from attio._support.fields import PrintableFields

R = TypeVar("R")

_put = object.__setattr__


class _Writable(PrintableFields, Mapping[str, object]):
    """A value that is also a mapping, in the form in which it is written."""

    def _set(self, **fields: Any) -> None:
        for name, value in fields.items():
            _put(self, name, value)

    def _write_form(self) -> dict[str, object]:
        return self._values()

    def __getitem__(self, key: str) -> object:
        return self._write_form()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._write_form())

    def __len__(self) -> int:
        return len(self._write_form())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash((type(self).__name__, *self._values().items()))


class PersonalName(_Writable):
    """A person's name; `str()` is the full name."""

    first_name: str
    """First name; empty if unknown."""
    last_name: str
    """Last name; empty if unknown."""
    full_name: str
    """The whole name as people write it."""

    def __init__(self, first_name: str = "", last_name: str = "", full_name: str | None = None) -> None:
        """Create a name; without `full_name`, the full name is the first and the last name."""
        joined = " ".join(part for part in (first_name, last_name) if part)
        self._set(first_name=first_name, last_name=last_name, full_name=joined if full_name is None else full_name)

    def __str__(self) -> str:
        return self.full_name


class Location(_Writable):
    """An address; `str()` is the address on one line, without the coordinates."""

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

    def __init__(
        self,
        *,
        line_1: str | None = None,
        line_2: str | None = None,
        line_3: str | None = None,
        line_4: str | None = None,
        locality: str | None = None,
        region: str | None = None,
        postcode: str | None = None,
        country_code: str | None = None,
        latitude: str | float | None = None,
        longitude: str | float | None = None,
    ) -> None:
        """Create a location from its known parts; coordinates may be numbers, and become text."""
        self._set(
            line_1=line_1,
            line_2=line_2,
            line_3=line_3,
            line_4=line_4,
            locality=locality,
            region=region,
            postcode=postcode,
            country_code=country_code,
            latitude=None if latitude is None else str(latitude),
            longitude=None if longitude is None else str(longitude),
        )

    def __str__(self) -> str:
        lines = (self.line_1, self.line_2, self.line_3, self.line_4)
        parts = (*lines, self.locality, self.region, self.postcode, self.country_code)
        return ", ".join(part for part in parts if part)


class Phone(_Writable):
    """A phone number; `str()` is the number."""

    number: str
    """The number; the API returns it in E.164 form, such as `+15558675309`."""
    country_code: str | None
    """Two letters, as in ISO 3166-1; required to write a number without `+` and country prefix."""

    def __init__(self, number: str, country_code: str | None = None) -> None:
        """Create a phone number."""
        self._set(number=number, country_code=country_code)

    def _write_form(self) -> dict[str, object]:
        form: dict[str, object] = {"original_phone_number": self.number}
        return form if self.country_code is None else {**form, "country_code": self.country_code}

    def __str__(self) -> str:
        return self.number


class ActorRef(_Writable):
    """A reference to an actor; only references to workspace members can be written."""

    type: str
    """Kind of actor, such as `workspace-member`."""
    id: str | None
    """Id of the actor; None for the system, and for a member that is referred to by e-mail address."""
    email_address: str | None
    """E-mail address with which the member signs in; None if the reference has an id."""

    def __init__(self, type: str, id: str | None = None, email_address: str | None = None) -> None:  # noqa: A002
        """Create a reference to an actor."""
        self._set(type=type, id=id, email_address=email_address)

    def _write_form(self) -> dict[str, object]:
        if self.id is None and self.email_address is not None:
            return {"workspace_member_email_address": self.email_address}
        return {"referenced_actor_type": self.type, "referenced_actor_id": self.id}


def member(who: str) -> ActorRef:
    """Refer to a workspace member.

    Args:
        who: E-mail address or id of the member.

    Example:
        client.records.update("deals", deal_id, data={"values": {"owner": member("ada@analytical-engines.com")}})
    """
    if "@" in who:
        return ActorRef("workspace-member", email_address=who)
    return ActorRef("workspace-member", who)


class Ref(_Writable, Generic[R]):
    """A reference to a record, by id or by a unique attribute; see `reference`."""

    object: str
    """Slug or id of the object that the record belongs to."""
    matched_by: tuple[tuple[str, Any], ...]
    """The unique attribute and its value; empty if the reference has an id."""

    def __init__(self, object: str, record_id: str | None = None, **match: Any) -> None:  # noqa: A002
        """Refer to a record by id; see `reference` for other ways."""
        if (record_id is None) == (not match) or len(match) > 1:
            message = "pass the id of the record, or exactly one unique attribute, such as domains=['acme.com']"
            raise TypeError(message)
        values = {name: _hashable(value) for name, value in match.items()}
        self._set(object=object, matched_by=tuple(values.items()), _record_id=record_id, _record=None)

    @property
    def record_id(self) -> str:
        """Id of the record.

        Raises:
            LookupError: The reference is by a unique attribute.
        """
        record_id: str | None = self.__dict__["_record_id"]
        if record_id is None:
            message = (
                f"the id is not known: this reference names a record of {self.object!r} by {self.matched_by[0][0]!r}"
            )
            raise LookupError(message)
        return record_id

    @property
    def is_loaded(self) -> bool:
        """Whether the record was fetched."""
        return self.__dict__["_record"] is not None

    @property
    def record(self) -> R:
        """The record.

        Raises:
            LookupError: The record was not fetched; queries fetch it if `with_` names the attribute.
        """
        if not self.is_loaded:
            message = "the referenced record was not fetched; name the attribute in `with_` when you query"
            raise LookupError(message)
        return cast("R", self.__dict__["_record"])

    def loaded(self, record: R) -> Ref[R]:
        """Return a copy of the reference with its record."""
        reference: Ref[R] = Ref(self.object, self.__dict__["_record_id"])
        _put(reference, "_record", record)
        return reference

    def _values(self) -> dict[str, Any]:
        return {"object": self.object, "record_id": self.__dict__["_record_id"], "matched_by": self.matched_by}

    def _write_form(self) -> dict[str, Any]:
        if self.matched_by:
            name, value = self.matched_by[0]
            values = [value] if isinstance(value, str | int | float) else list(value)
            return {"target_object": self.object, name: values}
        return {"target_object": self.object, "target_record_id": self.record_id}

    def __repr__(self) -> str:
        target = "".join(f", {name}={value!r}" for name, value in self.matched_by) or f", {self.record_id!r}"
        return f"Ref({self.object!r}{target})"


def _hashable(value: object) -> object:
    return tuple(cast("list[object]", value)) if isinstance(value, list) else value


def reference(object: str, record_id: str | None = None, /, **match: Any) -> Ref[Any]:  # noqa: A002
    """Refer to a record by its id or by one unique attribute.

    Args:
        object: Slug or id of the object that the record belongs to.
        record_id: Id of the record.
        **match: One unique attribute and its value, or a list with that value.

    Raises:
        TypeError: Neither an id nor an attribute was passed, or both, or several attributes.

    Example:
        reference("companies", domains=["acme.com"])
    """
    return Ref(object, record_id, **match)


class Interaction(PrintableFields):
    """An interaction, such as the last e-mail; Attio maintains it, and it cannot be written."""

    type: str
    """Kind of interaction, such as `email`."""
    at: dt.datetime
    """Time of the interaction, in UTC."""
    owner: ActorRef | None
    """Workspace member who took part."""

    def __init__(self, type: str, at: dt.datetime, owner: ActorRef | None = None) -> None:  # noqa: A002
        """Create an interaction."""
        _put(self, "type", type)
        _put(self, "at", at)
        _put(self, "owner", owner)


class Unlisted(str):
    """Title of an option or status that the type of the attribute does not list."""

    __slots__ = ()


def read_value(value: object) -> Any:
    """Convert a value model of a response to a plain Python value or an object of this module.

    Args:
        value: A value of a record or entry, such as a `PersonalNameValue`.

    Returns:
        An object of this module for names, locations, phone numbers, references, actors and interactions; a `Decimal`
        for amounts of money; a plain value for all other types.
    """
    read = cast("Any", value)
    match getattr(value, "attribute_type", None):
        case "personal-name":
            return PersonalName(read.first_name or "", read.last_name or "", read.plain or "")
        case "location":
            return Location(**{name: getattr(read, name) for name in Location.__annotations__})
        case "phone-number":
            return Phone(read.plain, read.country_code)
        case "record-reference":
            return Ref[Any](read.target_object, read.target_record_id)
        case "actor-reference":
            return ActorRef(read.referenced_actor_type, read.referenced_actor_id)
        case "interaction":
            owner = read.owner_actor
            return Interaction(read.interaction_type, read.interacted_at, owner and ActorRef(owner.type, owner.id))
        case "currency":
            from decimal import Decimal

            return None if read.plain is None else Decimal(repr(read.plain))
        case _:
            return read.plain


__all__ = [
    "ActorRef",
    "Interaction",
    "Location",
    "PersonalName",
    "Phone",
    "Ref",
    "Unlisted",
    "member",
    "read_value",
    "reference",
]


def __dir__() -> list[str]:
    return __all__
