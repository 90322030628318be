"""Fields of attributes named by slug or id, whose type is not known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, overload

from attio._support.names import brief
from attio.filters import operands
from attio.filters.base import Field, Part
from attio.filters.expression import Filter, alternatives, condition, negated


class AnyField(Field):
    """A field with every operator; Attio refuses those that do not fit."""

    __slots__ = ()
    takes = "a text, number, bool, date, aware time, record or reference"
    convert = staticmethod(operands.anything)

    def __eq__(self, other: object) -> Filter:  # type: ignore[override]
        return self._equal(other)

    def __ne__(self, other: object) -> Filter:  # type: ignore[override]
        equal = self._equal(other)
        return negated(equal, (self._label, "!=", (other,)))

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
        """Compare as `==` does."""
        return self._equal(value)

    def is_in(self, values: Iterable[object]) -> Filter:
        """Match any of several values.

        Raises:
            ValueError: There are none.
            TypeError: It is a single text, or one of them is of a wrong type.
        """
        given = self._several(values)
        shown = (self._label, "is_in", (given,))
        return alternatives([self._equal(value) for value in given], shown)

    def between(self, start: object, end: object) -> Filter:
        """Match values from `start` on, and below `end`."""
        return self._between(start, end)

    def contains(self, text: object) -> Filter:
        """Match texts that contain this; case does not matter."""
        return self._compare("contains", "$contains", text)

    def starts_with(self, text: object) -> Filter:
        """Match texts that begin with this."""
        return self._compare("starts_with", "$starts_with", text)

    def ends_with(self, text: object) -> Filter:
        """Match texts that end with this."""
        return self._compare("ends_with", "$ends_with", text)

    def is_empty(self) -> Filter:
        """Match records without a value."""
        return self._is_empty()

    def is_not_empty(self) -> Filter:
        """Match records with a value."""
        return self._is_not_empty()

    def is_true(self) -> Filter:
        """Match records where it is checked."""
        return self._flag("is_true", value=True)

    def is_false(self) -> Filter:
        """Match records where it is not checked."""
        return self._flag("is_false", value=False)

    def is_member(self, who: str) -> Filter:
        """Match a workspace member.

        Args:
            who: Id of the member, or e-mail address. With an address the filter is unresolved: typed queries look the
                id up, for others `filter.resolve(client)` does.
        """
        return self._is_member(who)

    def is_actor(self, type: str, id: str) -> Filter:
        """Match an actor of any kind.

        Args:
            type: `workspace-member`, `api-token`, `app` or `system`.
            id: Id of the actor.
        """
        return self._is_actor(type, id)

    def _equal(self, value: object) -> Filter:
        if operands.is_actor(value):
            return self._is_the_actor(value)
        found = operands.referenced_id(value)
        if found is None or self._property:
            return self._compare("==", "$eq", value)
        return condition(self._json({"target_record_id": {"$eq": found}}), (self._label, "==", (found,)))


class F(AnyField):
    """A field of any attribute, named by slug or id: `F("name") == "Acme"`.

    It has every operator and every property, and checks no types: Attio refuses what does not fit. With an object it
    begins a path: `F("deals", "associated_company").to("companies", "name") == "Acme"`.

    Args:
        field: Slug or id of the attribute, or a field of a typed record to use without checks.
        object: Slug of the object or list the attribute belongs to.
        attribute: Slug or id of the attribute.
    """

    __slots__ = ()

    active_from = Part(AnyField)
    """Since when a record has had its option or status."""
    root_domain = Part(AnyField)
    """Registered part of a domain."""
    email_domain = Part(AnyField)
    """Domain of an e-mail address: what follows the @."""
    email_root_domain = Part(AnyField)
    """Registered part of the domain of an e-mail address."""
    email_local_specifier = Part(AnyField)
    """Local part of an e-mail address: what precedes the @."""
    country_code = Part(AnyField)
    """Country of a phone number or location."""
    first_name = Part(AnyField)
    """First name of a person."""
    last_name = Part(AnyField)
    """Last name of a person."""
    full_name = Part(AnyField)
    """Whole name of a person."""
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
    """Slug of the object a reference leads to."""
    target_record_id = Part(AnyField)
    """Id of the record a reference leads to."""
    interacted_at = Part(AnyField)
    """When an interaction took place."""
    interaction_type = Part(AnyField)
    """What kind of interaction it was."""
    owner_member_id = Part(AnyField)
    """Id of the member who took part in an interaction."""

    @overload
    def __init__(self, field: str | Field, /) -> None: ...
    @overload
    def __init__(self, object: str, attribute: str, /) -> None: ...
    def __init__(self, field: str | Field, attribute: str | None = None, /) -> None:
        """Name an attribute."""
        if isinstance(field, Field):
            if attribute is not None:
                message = "F(field) takes nothing beside the field; .to(object, attribute) goes on from it"
                raise TypeError(message)
            self._take_from(field)
        elif attribute is None:
            super().__init__(_slug(field))
        else:
            super().__init__(_slug(attribute), source=_slug(field))

    def to(self, object: str, attribute: str, /) -> F:
        """Go on to an attribute of the record that is referred to.

        Args:
            object: Slug of the object of that record.
            attribute: Slug or id of the attribute.

        Raises:
            ValueError: The path has no beginning; begin it with `F(object, attribute)`.
        """
        made = F(_slug(object), _slug(attribute))
        made._steps, made._label, made._owner = self._path, f"{self._label}.{attribute}", self._owner
        return made

    def part(self, name: str, /) -> AnyField:
        """Take a property of the values, for one that this version does not know."""
        return self._part(AnyField, _slug(name))


def _slug(value: object) -> str:
    if not isinstance(value, str) or not value:
        message = f"F takes slugs or ids as texts, not {brief(value)}"
        raise TypeError(message)
    return value
