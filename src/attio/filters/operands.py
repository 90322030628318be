"""Operands of filters: checks, and conversion to JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from math import isfinite
from typing import NoReturn, Protocol, TypeAlias, cast
from uuid import UUID

from attio._support.names import brief


class HasRecordId(Protocol):
    """A reference to a record, or a typed record."""

    @property
    def record_id(self) -> str:
        """Id of the record."""
        ...


class ActorLike(Protocol):
    """An `attio.values.ActorRef`."""

    @property
    def type(self) -> str:
        """Type of the actor."""
        ...

    @property
    def id(self) -> str | None:
        """Id of the actor; None if only the e-mail address is known."""
        ...

    @property
    def email_address(self) -> str | None:
        """E-mail address of a member; None if it is not known."""
        ...


class UnresolvedMember:  # noqa: PLW1641 - not hashable, like the filters that contain it
    """The e-mail address of a member in a filter. It must be resolved to an id before the filter is sent."""

    __slots__ = ("email_address",)

    def __init__(self, email_address: str) -> None:
        """Create a placeholder for the member with this address."""
        self.email_address = email_address

    def __eq__(self, other: object) -> bool:
        return isinstance(other, UnresolvedMember) and other.email_address == self.email_address

    def __repr__(self) -> str:
        return f"<member {self.email_address}>"

    def __write_form__(self) -> NoReturn:
        """Raise an error if the filter is sent without resolving it."""
        message = (
            f"the filter has the e-mail address of the member {self.email_address!r}, but the API needs the id; pass "
            "filter.resolve(client), or await filter.resolve_async(client)"
        )
        raise TypeError(message)


Json: TypeAlias = str | int | float | bool | UnresolvedMember
Convert: TypeAlias = Callable[[object], Json | None]
"""Converts an operand to JSON. Returns None if the operand has the wrong type."""


def text(value: object) -> Json | None:
    """Convert a text."""
    return value if isinstance(value, str) else None


def number(value: object) -> Json | None:
    """Convert a finite number."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    if isinstance(value, float) and not isfinite(value):
        message = f"{value} is not a finite number"
        raise ValueError(message)
    return cast("Json", _plain(value)) if isinstance(value, Decimal) else value


def flag(value: object) -> Json | None:
    """Convert True or False."""
    return value if isinstance(value, bool) else None


def date(value: object) -> Json | None:
    """Convert a date."""
    return value.isoformat() if isinstance(value, dt.date) and not isinstance(value, dt.datetime) else None


def moment(value: object) -> Json | None:
    """Convert a time with a time zone."""
    return cast("Json", _plain(value)) if isinstance(value, dt.datetime) else None


def day_or_moment(value: object) -> Json | None:
    """Convert a date, or a time with a time zone."""
    return moment(value) or date(value)


def record_id(value: object) -> Json | None:
    """Convert a record, a reference to a record, or the id of a record."""
    return str(value) if isinstance(value, str | UUID) else referenced_id(value)


def referenced_id(value: object) -> str | None:
    """Return the id of a record, or of the record that a reference points to; None for other values."""
    record_id: object = getattr(value, "record_id", None) or getattr(getattr(value, "id", None), "record_id", None)
    return record_id if isinstance(record_id, str) else None


def anything(value: object) -> Json | None:
    """Convert a value of any supported type."""
    if isinstance(value, float):
        return number(value)
    if isinstance(value, str | int):
        return value
    if isinstance(value, dt.date | Decimal | UUID):
        return cast("Json", _plain(value))
    return referenced_id(value)


def is_mapping(value: object) -> bool:
    """Whether a value is a mapping. A function, because type checkers consider the check redundant."""
    return isinstance(value, Mapping)


def is_several(values: object) -> bool:
    """Whether a value is an iterable of values, and not a text, bytes or a mapping."""
    return isinstance(values, Iterable) and not isinstance(values, str | bytes | Mapping)


def is_actor(value: object) -> bool:
    """Whether a value has the attributes of an `ActorRef`."""
    return all(hasattr(value, name) for name in ("type", "id", "email_address")) and not hasattr(value, "record_id")


def member_id(id_or_address: str) -> Json:
    """Convert the id of a member, or an e-mail address, which must be resolved later."""
    return UnresolvedMember(id_or_address) if "@" in id_or_address else id_or_address


def actor_condition(kind: str, id: Json) -> dict[str, object]:
    """Return the condition for an actor. The API requires both properties."""
    return {"referenced_actor_type": kind, "referenced_actor_id": id}


def _plain(value: object) -> object:
    if isinstance(value, dt.datetime) and value.tzinfo is None:
        message = f"{value} has no time zone; add one, such as .replace(tzinfo=datetime.timezone.utc)"
        raise ValueError(message)
    # Imported here because it loads pydantic, which filters on texts do not need.
    from attio._call.encoding import plain

    try:
        return plain(value)
    except TypeError as error:
        raise ValueError(str(error)) from None


def copied(json: object) -> object:
    """Return a deep copy of JSON."""
    if isinstance(json, dict):
        return {key: copied(value) for key, value in cast("dict[str, object]", json).items()}
    if isinstance(json, list):
        return [copied(value) for value in cast("list[object]", json)]
    return json


def json_of(value: object, where: str = "filter") -> object:
    """Convert a value to JSON. The result is a deep copy.

    Args:
        value: JSON, which may also contain dates, aware times, decimals and filters.
        where: Place of the value, for error messages.

    Raises:
        TypeError: A value cannot be converted. The message contains the path of the value.
        ValueError: A time has no time zone, or a number is not finite.
    """
    if value is None or isinstance(value, bool | UnresolvedMember):
        return value
    if isinstance(value, Mapping):
        mapping = cast("Mapping[object, object]", value)
        for key in mapping:
            if not isinstance(key, str):
                message = f"{where}: keys must be texts, not {brief(key)}"
                raise TypeError(message)
        return {str(key): json_of(item, f"{where}.{key}") for key, item in mapping.items()}
    if isinstance(value, list | tuple):
        items = cast("Sequence[object]", value)
        return [json_of(item, f"{where}.{index}") for index, item in enumerate(items)]
    try:
        json = anything(value)
    except ValueError as error:
        message = f"{where}: {error}"
        raise ValueError(message) from None
    if json is None:
        message = f"{where}: {type(value).__name__} is not JSON"
        raise TypeError(message)
    return json


def members_in(json: object) -> tuple[str, ...]:
    """Return the e-mail addresses of unresolved members, without duplicates."""
    return tuple(dict.fromkeys(_members(json)))


def _members(json: object) -> Iterator[str]:
    if isinstance(json, UnresolvedMember):
        yield json.email_address
    elif isinstance(json, dict):
        for value in cast("dict[str, object]", json).values():
            yield from _members(value)
    elif isinstance(json, list):
        for value in cast("list[object]", json):
            yield from _members(value)


def with_ids(json: object, ids: Mapping[str, str]) -> object:
    """Return a copy of JSON with the ids of members instead of their e-mail addresses."""
    if isinstance(json, UnresolvedMember):
        return ids[json.email_address]
    if isinstance(json, dict):
        return {key: with_ids(value, ids) for key, value in cast("dict[str, object]", json).items()}
    if isinstance(json, list):
        return [with_ids(value, ids) for value in cast("list[object]", json)]
    return json
