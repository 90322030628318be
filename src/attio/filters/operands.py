"""What fields are compared with, checked and turned into JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from math import isfinite
from typing import NoReturn, Protocol, TypeAlias, cast
from uuid import UUID

from attio._support.names import brief


class HasRecordId(Protocol):
    """A reference, or a typed record."""

    @property
    def record_id(self) -> str:
        """Id of the record."""
        ...


class ActorLike(Protocol):
    """An `attio.values.ActorRef`."""

    @property
    def type(self) -> str:
        """Kind of actor."""
        ...

    @property
    def id(self) -> str | None:
        """Id of the actor; None while only the address is known."""
        ...

    @property
    def email_address(self) -> str | None:
        """Address of a member."""
        ...


class UnresolvedMember:  # noqa: PLW1641 - not hashable, as the filters that hold it
    """A workspace member known by e-mail address only; filters take ids."""

    __slots__ = ("email_address",)

    def __init__(self, email_address: str) -> None:
        """Keep the address."""
        self.email_address = email_address

    def __eq__(self, other: object) -> bool:
        return isinstance(other, UnresolvedMember) and other.email_address == self.email_address

    def __repr__(self) -> str:
        return f"<member {self.email_address}>"

    def __write_form__(self) -> NoReturn:
        """Refuse to be sent, when the encoder of requests asks for the form to write."""
        message = (
            f"the filter names the member {self.email_address!r} by e-mail address, and the API takes ids; send "
            "filter.resolve(client), or await filter.resolve_async(client)"
        )
        raise TypeError(message)


Json: TypeAlias = str | int | float | bool | UnresolvedMember
Convert: TypeAlias = Callable[[object], Json | None]
"""Turns an operand into JSON; None if it is of the wrong type."""


def text(value: object) -> Json | None:
    """Take a text."""
    return value if isinstance(value, str) else None


def number(value: object) -> Json | None:
    """Take a finite number that a 64-bit float can hold."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    if isinstance(value, float) and not isfinite(value):
        message = f"{value} is not a number the API takes"
        raise ValueError(message)
    return cast("Json", _plain(value)) if isinstance(value, Decimal) else value


def flag(value: object) -> Json | None:
    """Take True or False."""
    return value if isinstance(value, bool) else None


def date(value: object) -> Json | None:
    """Take a day."""
    return value.isoformat() if isinstance(value, dt.date) and not isinstance(value, dt.datetime) else None


def moment(value: object) -> Json | None:
    """Take a time with a zone."""
    return cast("Json", _plain(value)) if isinstance(value, dt.datetime) else None


def day_or_moment(value: object) -> Json | None:
    """Take a day or a time with a zone."""
    return moment(value) or date(value)


def record_id(value: object) -> Json | None:
    """Take a record, a reference to one, or its id."""
    return str(value) if isinstance(value, str | UUID) else referenced_id(value)


def referenced_id(value: object) -> str | None:
    """Read the id of a record or of a reference to one; None if it is neither."""
    found: object = getattr(value, "record_id", None) or getattr(getattr(value, "id", None), "record_id", None)
    return found if isinstance(found, str) else None


def anything(value: object) -> Json | None:
    """Take what has a form in JSON."""
    if isinstance(value, float):
        return number(value)
    if isinstance(value, str | int):
        return value
    if isinstance(value, dt.date | Decimal | UUID):
        return cast("Json", _plain(value))
    return referenced_id(value)


def is_mapping(value: object) -> bool:
    """Whether a value is a mapping; callers may have said so without it being one."""
    return isinstance(value, Mapping)


def is_several(values: object) -> bool:
    """Whether these are several values, and no text, bytes or mapping."""
    return isinstance(values, Iterable) and not isinstance(values, str | bytes | Mapping)


def is_actor(value: object) -> bool:
    """Whether a value is an `ActorRef`, or looks like one."""
    return all(hasattr(value, name) for name in ("type", "id", "email_address")) and not hasattr(value, "record_id")


def member_id(who: str) -> Json:
    """Take the id of a member, or an address to resolve."""
    return UnresolvedMember(who) if "@" in who else who


def actor_condition(kind: str, id: Json) -> dict[str, object]:
    """Write the condition on an actor; the API wants both properties."""
    return {"referenced_actor_type": kind, "referenced_actor_id": id}


def _plain(value: object) -> object:
    if isinstance(value, dt.datetime) and value.tzinfo is None:
        message = f"{value} has no time zone; add one, such as .replace(tzinfo=datetime.timezone.utc)"
        raise ValueError(message)
    # Not at the top: it loads pydantic, which comparing texts does not need.
    from attio._call.encoding import plain

    try:
        return plain(value)
    except TypeError as error:
        raise ValueError(str(error)) from None


def copied(json: object) -> object:
    """Copy JSON, all the way down."""
    if isinstance(json, dict):
        return {key: copied(value) for key, value in cast("dict[str, object]", json).items()}
    if isinstance(json, list):
        return [copied(value) for value in cast("list[object]", json)]
    return json


def json_of(value: object, where: str = "filter") -> object:
    """Copy what a caller wrote, and check that it is JSON or has a form in it.

    Raises:
        TypeError: Something has none; the message names where.
        ValueError: A time has no zone, or a number is not finite.
    """
    if value is None or isinstance(value, bool | UnresolvedMember):
        return value
    if isinstance(value, Mapping):
        mapping = cast("Mapping[object, object]", value)
        for key in mapping:
            if not isinstance(key, str):
                message = f"{where}: keys are texts, not {brief(key)}"
                raise TypeError(message)
        return {str(key): json_of(item, f"{where}.{key}") for key, item in mapping.items()}
    if isinstance(value, list | tuple):
        items = cast("Sequence[object]", value)
        return [json_of(item, f"{where}.{index}") for index, item in enumerate(items)]
    try:
        found = anything(value)
    except ValueError as error:
        message = f"{where}: {error}"
        raise ValueError(message) from None
    if found is None:
        message = f"{where}: {type(value).__name__} is not JSON"
        raise TypeError(message)
    return found


def members_in(json: object) -> tuple[str, ...]:
    """Find the addresses of members that have to be resolved, each once."""
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
    """Copy JSON with the ids of members in place of their addresses."""
    if isinstance(json, UnresolvedMember):
        return ids[json.email_address]
    if isinstance(json, dict):
        return {key: with_ids(value, ids) for key, value in cast("dict[str, object]", json).items()}
    if isinstance(json, list):
        return [with_ids(value, ids) for value in cast("list[object]", json)]
    return json
