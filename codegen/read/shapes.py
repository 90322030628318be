"""Types, fields and components as plain values, independent of YAML and of Python source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Direction: TypeAlias = Literal["request", "response"]
PlainName: TypeAlias = Literal["str", "int", "float", "bool", "object", "datetime", "date", "file"]
Key: TypeAlias = tuple[str, str]
"""A component: stem of its file, and its name."""


@dataclass(frozen=True)
class Plain:
    """A scalar, or `object` for anything."""

    name: PlainName


@dataclass(frozen=True)
class Choice:
    """One of several values; `closed` if the value selects the variant of a union."""

    members: tuple[str | int | bool, ...]
    closed: bool = False


@dataclass(frozen=True)
class ListOf:
    """A list."""

    items: Type


@dataclass(frozen=True)
class TupleOf:
    """A list of a fixed length."""

    items: tuple[Type, ...]


@dataclass(frozen=True)
class MapOf:
    """A mapping with string keys."""

    values: Type


@dataclass(frozen=True)
class AnyOf:
    """Any of several types."""

    options: tuple[Type, ...]


@dataclass(frozen=True)
class Nullable:
    """A type, or null."""

    inner: Type


@dataclass(frozen=True)
class Bounded:
    """A type with documented bounds, named as in pydantic's `Field`."""

    inner: Type
    bounds: tuple[tuple[str, int | float | str], ...]


@dataclass(frozen=True)
class Handmade:
    """A hand-written type, by its dotted path."""

    path: str


@dataclass(frozen=True)
class Ref:
    """A component."""

    key: Key


Type: TypeAlias = Plain | Choice | ListOf | TupleOf | MapOf | AnyOf | Nullable | Bounded | Handmade | Ref


@dataclass(frozen=True)
class Nothing:
    """Marks the absence of a value, as opposed to null."""


@dataclass(frozen=True)
class Field:
    """A property of an object."""

    name: str
    """Name on the wire."""
    type: Type
    required: bool
    description: str
    fill: object = field(default_factory=Nothing)
    """Value that is sent if the caller leaves the property out."""

    @property
    def needed(self) -> bool:
        """Whether the caller must pass the property."""
        return self.required and isinstance(self.fill, Nothing)


@dataclass(frozen=True)
class Object:
    """An object with named properties; a class in Python."""

    fields: tuple[Field, ...]
    base: Key | None = None
    """The component that it extends."""
    handmade_base: str | None = None
    """Dotted path of the hand-written class that it extends."""
    envelope: bool = False
    """Whether it is the whole body of a response."""


@dataclass(frozen=True)
class Alias:
    """A name for a type."""

    type: Type


@dataclass(frozen=True)
class Variants:
    """A union whose variants differ in the value of one property, the tag."""

    options: tuple[Key, ...]
    tag: str
    unknown: str | None
    """Name of the class of values that match no variant."""
    fallback: Key | None
    """The variant without a tag, tried last."""


Shape: TypeAlias = Object | Alias | Variants | Handmade


@dataclass(frozen=True)
class Component:
    """A named schema."""

    key: Key
    description: str
    shape: Shape
    file: str
    open: bool = False
    """Whether an enum is open to callers as well."""
    directions: frozenset[Direction] = frozenset()

    @property
    def name(self) -> str:
        """Its name in the file, and that of the class or alias in Python."""
        return self.key[1]

    @property
    def is_enum(self) -> bool:
        """Whether it names a choice of values."""
        return isinstance(self.shape, Alias) and isinstance(self.shape.type, Choice)

    @property
    def needs_two_aliases(self) -> bool:
        """Whether it is an enum of requests (closed) and of responses (open), which needs two aliases."""
        return self.is_enum and not self.open and len(self.directions) == 2


def refs_in(type_: Type) -> Iterator[Key]:
    """Yield the components that a type refers to directly."""
    match type_:
        case Ref(key):
            yield key
        case ListOf(inner) | MapOf(inner) | Nullable(inner) | Bounded(inner):
            yield from refs_in(inner)
        case AnyOf(options) | TupleOf(options):
            for option in options:
                yield from refs_in(option)
        case _:
            return


def refs_of(component: Component) -> Iterator[Key]:
    """Yield the components that a component refers to directly."""
    match component.shape:
        case Object(fields, base):
            if base:
                yield base
            for own_field in fields:
                yield from refs_in(own_field.type)
        case Alias(type_):
            yield from refs_in(type_)
        case Variants(options, fallback=fallback):
            yield from options
            if fallback:
                yield fallback
        case _:
            return


def without_null(type_: Type) -> Type:
    """Return a type without null."""
    match type_:
        case Nullable(inner):
            return inner
        case Bounded(Nullable(inner), bounds):
            return Bounded(inner, bounds)
        case _:
            return type_


def is_nullable(type_: Type) -> bool:
    """Whether a type allows null."""
    return without_null(type_) is not type_


def fields_of(components: Mapping[Key, Component], key: Key) -> Iterator[Field]:
    """Yield the properties of a component, then those that it inherits."""
    shape = components[key].shape
    if isinstance(shape, Object):
        yield from shape.fields
        if shape.base:
            yield from fields_of(components, shape.base)


def field_named(components: Mapping[Key, Component], key: Key, name: str) -> Field | None:
    """Return a property of a component by name, own or inherited; None if there is none."""
    for candidate in fields_of(components, key):
        if candidate.name == name:
            return candidate
    return None
