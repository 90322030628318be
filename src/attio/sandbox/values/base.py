"""`ValueType`: the base class of attribute types, which parse, compare and render values."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from attio.sandbox.errors import ApiError, Issue, invalid
from attio.sandbox.messages import is_mapping
from attio.sandbox.store.rows import Attribute, Key, Payload, Value

if TYPE_CHECKING:
    from attio.sandbox.workspace import Workspace

Scalar: TypeAlias = str | float | bool | None
"""A value that filters and sorts compare."""

Getter: TypeAlias = Callable[[Value], Scalar]

EQUAL = frozenset({"$eq"})
TEXT = frozenset({"$eq", "$contains", "$starts_with", "$ends_with"})
ORDERED = frozenset({"$eq", "$lt", "$lte", "$gt", "$gte"})
FILLED = frozenset({"$not_empty"})
RANGE = ORDERED - EQUAL


@dataclass(frozen=True)
class Place:
    """The attribute of a value, and its workspace."""

    workspace: Workspace
    attribute: Attribute
    enriches: bool = False
    """Whether Attio itself writes the value, not a caller of the API."""


class InvalidValueError(Exception):
    """A value is invalid for the type of its attribute. The issue has a path within the value."""

    def __init__(self, message: str, *path: str | int, code: str = "invalid") -> None:
        super().__init__(message)
        self.issue = Issue(code, path, message)

    def at(self, place: Place) -> ApiError:
        """Return the API's error for the attribute."""
        message = f'An invalid value was passed to attribute with slug "{place.attribute.api_slug}".'
        return invalid(message, [self.issue])


@dataclass(frozen=True)
class Property:
    """A property of a value, for filters."""

    operators: frozenset[str]
    operand: Callable[[Place, object], Scalar]
    """Function that parses the operand of a filter. Raises ValueError or TypeError for an invalid operand."""


def rules(**properties: Property) -> Mapping[str, Property]:
    """Return properties by name."""
    return properties


class ValueType(ABC):
    """The rules of one attribute type."""

    name: ClassVar[str]
    default_property: ClassVar[str | None] = None
    """Default property of filters and sorts; None if a filter must name a property."""
    sort_property: ClassVar[str | None] = None
    """Default property of sorts, if there is no `default_property`."""
    properties: ClassVar[Mapping[str, Property]]
    together: ClassVar[frozenset[str]] = frozenset()
    """Properties that a filter must use together."""
    multiselect: ClassVar[bool] = False
    """Whether an attribute of this type may hold several values."""
    may_be_unique: ClassVar[bool] = True

    @abstractmethod
    def parse(self, raw: object, place: Place) -> Payload:
        """Parse a value of a write request.

        Raises:
            InvalidValueError: The value is invalid for the type.
            ApiError: The value refers to something that does not exist.
        """

    def render(self, payload: Payload, place: Place) -> dict[str, object]:  # noqa: ARG002 - some types need it
        """Return the fields of a value as JSON values."""
        return dict(payload)

    @abstractmethod
    def key(self, payload: Payload) -> Key:
        """Return the identity of a value; see `Key`."""

    def quote(self, payload: Payload) -> Mapping[str, object]:
        """Return the value as it appears in the error message for unique attributes."""
        return payload

    def getter(self, name: str, place: Place) -> Getter:  # noqa: ARG002 - some types need it
        """Return a function that returns a property of a value, for filters."""
        if name == "active_from":
            return lambda value: value.active_from

        def read(value: Value) -> Scalar:
            part = value.payload.get(name)
            return part if isinstance(part, (str, int, float)) else None

        return read

    def sort_key(self, name: str, place: Place) -> Getter:
        """Return a function that returns the sort key of a value."""
        return self.getter(name, place)


TYPES: dict[str, ValueType] = {}
"""Attribute types by name. The package fills it."""


def type_of(attribute: Attribute) -> ValueType:
    """Return the type of an attribute."""
    return TYPES[attribute.type]


def wire(value: Value, place: Place) -> dict[str, object]:
    """Return a value as JSON values, with its period, its actor and its type."""
    kind = type_of(place.attribute)
    return {
        "active_from": value.active_from,
        "active_until": value.active_until,
        "created_by_actor": value.created_by.wire(),
        **kind.render(value.payload, place),
        "attribute_type": kind.name,
    }


def unwrap(raw: object, name: str) -> object:
    """Return the value in an object with the key `name`. A value that is not an object is returned unchanged."""
    if not is_mapping(raw):
        return raw
    if name not in raw:
        raise InvalidValueError("Required", name, code="invalid_type")
    return raw[name]


def text(raw: object, *path: str | int) -> str:
    """Return a string; raise `InvalidValueError` for any other value."""
    if not isinstance(raw, str):
        raise InvalidValueError("Expected string", *path, code="invalid_type")
    return raw


def number(raw: object, *path: str | int) -> float:
    """Return a number; raise `InvalidValueError` for any other value. Integers above 2**53 become floats."""
    try:
        if not isinstance(raw, bool) and isinstance(raw, (int, float)):
            return raw if abs(raw) <= 2**53 else float(raw)
    except OverflowError:
        pass
    raise InvalidValueError("Expected number", *path, code="invalid_type")


def text_operand(place: Place, raw: object) -> Scalar:  # noqa: ARG001 - a Property's signature
    """Parse a text operand."""
    if not isinstance(raw, str):
        raise TypeError(raw)
    return raw


def lower_operand(place: Place, raw: object) -> Scalar:
    """Parse a text operand for a property in lower case."""
    return str(text_operand(place, raw)).strip().lower()
