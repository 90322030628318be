"""`F`: fields for attributes of unknown type, by slug or id."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, overload

from attio._support.names import brief
from attio.filters import operands
from attio.filters.base import Field, Part
from attio.filters.expression import Filter, alternatives, condition, negated


class AnyField(Field):
    """A field with all operators. Attio rejects operators that do not fit the type of the attribute."""

    __slots__ = ()
    takes = "a text, number, bool, date, aware time, record or reference"
    convert = staticmethod(operands.anything)

    def __eq__(self, other: object) -> Filter:  # type: ignore[override]
        return self._equal(other)

    def __ne__(self, other: object) -> Filter:  # type: ignore[override]
        return negated(self._equal(other), (self._label, "!=", (other,)))

    __hash__: ClassVar[None]  # type: ignore[assignment]

    def __lt__(self, other: object) -> Filter:
        return self._compare("<", "$lt", other)

    def __le__(self, other: object) -> Filter:
        return self._compare("<=", "$lte", other)

    def __gt__(self, other: object) -> Filter:
        return self._compare(">", "$gt", other)

    def __ge__(self, other: object) -> Filter:
        return self._compare(">=", "$gte", other)

    def eq(self, value: object) -> Filter:
        """Match values equal to `value`, like `==`."""
        return self._equal(value)

    def is_in(self, values: Iterable[object]) -> Filter:
        """Match any of several values.

        Raises:
            ValueError: There are no values.
            TypeError: `values` is a single text, or one of the values has the wrong type.
        """
        items = self._check_values(values)
        shown = (self._label, "is_in", (items,))
        return alternatives([self._equal(item) for item in items], shown)

    def between(self, start: object, end: object) -> Filter:
        """Match values of at least `start` and below `end`."""
        return self._between(start, end)

    def contains(self, text: object) -> Filter:
        """Match values that contain a text, ignoring case."""
        return self._compare("contains", "$contains", text)

    def starts_with(self, text: object) -> Filter:
        """Match values that start with a text."""
        return self._compare("starts_with", "$starts_with", text)

    def ends_with(self, text: object) -> Filter:
        """Match values that end with a text."""
        return self._compare("ends_with", "$ends_with", text)

    def is_empty(self) -> Filter:
        """Match records without a value."""
        return self._is_empty()

    def is_not_empty(self) -> Filter:
        """Match records with a value."""
        return self._is_not_empty()

    def is_true(self) -> Filter:
        """Match records with a checked checkbox."""
        return self._flag("is_true", value=True)

    def is_false(self) -> Filter:
        """Match records with an unchecked checkbox."""
        return self._flag("is_false", value=False)

    def is_member(self, who: str) -> Filter:
        """Match a workspace member.

        Args:
            who: Id or e-mail address of the member. Typed queries look up the id of an address themselves; for other
                queries, pass `filter.resolve(client)`.
        """
        return self._is_member(who)

    def is_actor(self, type: str, id: str) -> Filter:
        """Match an actor of any type.

        Args:
            type: `workspace-member`, `api-token`, `app` or `system`.
            id: Id of the actor.
        """
        return self._is_actor(type, id)

    def _equal(self, value: object) -> Filter:
        if operands.is_actor(value):
            return self._equals_actor(value)
        record_id = operands.referenced_id(value)
        if record_id is None or self._property:
            return self._compare("==", "$eq", value)
        return condition(self._json({"target_record_id": {"$eq": record_id}}), (self._label, "==", (record_id,)))


class F(AnyField):
    """A field for any attribute, by slug or id: `F("name") == "Acme"`.

    The field has all operators and all properties, and does not check types: Attio rejects filters that do not fit the
    type of the attribute. A field with an object starts a path:
    `F("deals", "associated_company").to("companies", "name") == "Acme"`.

    Args:
        field: Slug or id of the attribute, or a field of a typed record to use without checks.
        object: Slug of the object or list of the attribute.
        attribute: Slug or id of the attribute.
    """

    __slots__ = ()

    active_from = Part(AnyField)
    """Time at which the current option or status was set."""
    root_domain = Part(AnyField)
    """Registered domain, without subdomains."""
    email_domain = Part(AnyField)
    """Domain of an e-mail address: the part after the @."""
    email_root_domain = Part(AnyField)
    """Registered domain of an e-mail address, without subdomains."""
    email_local_specifier = Part(AnyField)
    """Local part of an e-mail address: the part before the @."""
    country_code = Part(AnyField)
    """Country of a phone number or location."""
    first_name = Part(AnyField)
    """First name of a person."""
    last_name = Part(AnyField)
    """Last name of a person."""
    full_name = Part(AnyField)
    """Full name of a person."""
    line_1 = Part(AnyField)
    """First line of an address."""
    line_2 = Part(AnyField)
    """Second line of an address."""
    line_3 = Part(AnyField)
    """Third line of an address."""
    line_4 = Part(AnyField)
    """Fourth line of an address."""
    locality = Part(AnyField)
    """Town or neighborhood."""
    region = Part(AnyField)
    """State, county or province."""
    postcode = Part(AnyField)
    """Postal code."""
    target_object = Part(AnyField)
    """Slug of the object of a referenced record."""
    target_record_id = Part(AnyField)
    """Id of a referenced record."""
    interacted_at = Part(AnyField)
    """Time of an interaction."""
    interaction_type = Part(AnyField)
    """Type of an interaction."""
    owner_member_id = Part(AnyField)
    """Id of the member who took part in an interaction."""

    @overload
    def __init__(self, field: str | Field, /) -> None: ...
    @overload
    def __init__(self, object: str, attribute: str, /) -> None: ...
    def __init__(self, field: str | Field, attribute: str | None = None, /) -> None:
        """Create a field."""
        if isinstance(field, Field):
            if attribute is not None:
                message = "F(field) takes no other argument; to continue the path, write F(field).to(object, attribute)"
                raise TypeError(message)
            self._copy_from(field)
        elif attribute is None:
            super().__init__(_slug(field))
        else:
            super().__init__(_slug(attribute), source=_slug(field))

    def to(self, object: str, attribute: str, /) -> F:
        """Return a field of the referenced record.

        Args:
            object: Slug of the object of the referenced record.
            attribute: Slug or id of the attribute.

        Raises:
            ValueError: The path does not start with an object; start it with `F(object, attribute)`.
        """
        field = F(_slug(object), _slug(attribute))
        field._steps, field._label, field._owner = self._path, f"{self._label}.{attribute}", self._owner
        return field

    def part(self, name: str, /) -> AnyField:
        """Return a field for a property by its name, such as a property that this version does not know."""
        return self._part(AnyField, _slug(name))


def _slug(value: object) -> str:
    if not isinstance(value, str) or not value:
        message = f"F takes the slug or id of an attribute, not {brief(value)}"
        raise TypeError(message)
    return value
