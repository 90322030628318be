"""What every attribute type has in common: how values are read from requests, kept, compared and written."""

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
"""What filters and sorts compare."""

Getter: TypeAlias = Callable[[Value], Scalar]

EQUAL = frozenset({"$eq"})
TEXT = frozenset({"$eq", "$contains", "$starts_with", "$ends_with"})
ORDERED = frozenset({"$eq", "$lt", "$lte", "$gt", "$gte"})
FILLED = frozenset({"$not_empty"})
RANGE = ORDERED - EQUAL


@dataclass(frozen=True)
class Place:
    """Where a value stands: an attribute of a workspace."""

    workspace: Workspace
    attribute: Attribute
    enriches: bool = False
    """Whether Attio writes it, not a caller of the API."""


class InvalidValueError(Exception):
    """A value that does not fit the attribute's type; carries one issue, with a path inside the value."""

    def __init__(self, message: str, *path: str | int, code: str = "invalid") -> None:
        super().__init__(message)
        self.issue = Issue(code, path, message)

    def at(self, place: Place) -> ApiError:
        """Return the API's error for the attribute."""
        message = f'An invalid value was passed to attribute with slug "{place.attribute.api_slug}".'
        return invalid(message, [self.issue])


@dataclass(frozen=True)
class Property:
    """A part of a value that filters may name."""

    operators: frozenset[str]
    operand: Callable[[Place, object], Scalar]
    """Reads the operand of a filter; raises ValueError or TypeError for one that does not fit."""


def rules(**properties: Property) -> Mapping[str, Property]:
    """Name the properties of a type that filters know."""
    return properties


class ValueType(ABC):
    """The rules of one attribute type."""

    name: ClassVar[str]
    default_property: ClassVar[str | None] = None
    """What a filter without a property, and a sort without a field, looks at."""
    sort_property: ClassVar[str | None] = None
    """What a sort without a field looks at, where a filter must name a property."""
    properties: ClassVar[Mapping[str, Property]]
    together: ClassVar[frozenset[str]] = frozenset()
    """Properties that a filter must name together."""
    multiselect: ClassVar[bool] = False
    """Whether an attribute of this type may hold several values."""
    may_be_unique: ClassVar[bool] = True

    @abstractmethod
    def parse(self, raw: object, place: Place) -> Payload:
        """Read one written value.

        Raises:
            InvalidValueError: It does not fit the type.
            ApiError: It names something that does not exist.
        """

    def render(self, payload: Payload, place: Place) -> dict[str, object]:  # noqa: ARG002 - some types look things up
        """Return the fields of a value as the API writes them."""
        return dict(payload)

    @abstractmethod
    def key(self, payload: Payload) -> Key:
        """Return what makes two values the same."""

    def quote(self, payload: Payload) -> Mapping[str, object]:
        """Return the value as the uniqueness error quotes it."""
        return payload

    def getter(self, name: str, place: Place) -> Getter:  # noqa: ARG002 - some types look things up
        """Return a function that reads a property of a value, for filters."""
        if name == "active_from":
            return lambda value: value.active_from

        def read(value: Value) -> Scalar:
            part = value.payload.get(name)
            return part if isinstance(part, (str, int, float)) else None

        return read

    def sort_key(self, name: str, place: Place) -> Getter:
        """Return a function that reads what sorts compare."""
        return self.getter(name, place)


TYPES: dict[str, ValueType] = {}
"""Every attribute type by its name; filled by the package."""


def type_of(attribute: Attribute) -> ValueType:
    """Return the type of an attribute."""
    return TYPES[attribute.type]


def wire(value: Value, place: Place) -> dict[str, object]:
    """Return a whole value, envelope included, as the API writes it."""
    kind = type_of(place.attribute)
    return {
        "active_from": value.active_from,
        "active_until": value.active_until,
        "created_by_actor": value.created_by.wire(),
        **kind.render(value.payload, place),
        "attribute_type": kind.name,
    }


def unwrap(raw: object, name: str) -> object:
    """Return the value out of its object form, or as it is when it came bare."""
    if not is_mapping(raw):
        return raw
    if name not in raw:
        raise InvalidValueError("Required", name, code="invalid_type")
    return raw[name]


def text(raw: object, *path: str | int) -> str:
    """Return a string, refusing anything else."""
    if not isinstance(raw, str):
        raise InvalidValueError("Expected string", *path, code="invalid_type")
    return raw


def number(raw: object, *path: str | int) -> float:
    """Return a number that fits a double, refusing anything else; integers beyond 2**53 lose their last digits."""
    try:
        if not isinstance(raw, bool) and isinstance(raw, (int, float)):
            return raw if abs(raw) <= 2**53 else float(raw)
    except OverflowError:
        pass
    raise InvalidValueError("Expected number", *path, code="invalid_type")


def text_operand(place: Place, raw: object) -> Scalar:  # noqa: ARG001 - a Property's signature
    """Read a text operand."""
    if not isinstance(raw, str):
        raise TypeError(raw)
    return raw


def lower_operand(place: Place, raw: object) -> Scalar:
    """Read a text operand for something that is kept in lower case."""
    return str(text_operand(place, raw)).strip().lower()
