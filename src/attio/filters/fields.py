"""A field class for each type of attribute, with the operators that the type supports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import ClassVar, Generic, TypeAlias, TypeVar

from attio.filters import operands
from attio.filters.base import Field, Part
from attio.filters.expression import Filter, alternatives, negated

Number: TypeAlias = float | Decimal
V = TypeVar("V")


class EqualField(Field, Generic[V]):
    """A field that supports `==`."""

    __slots__ = ()

    def __eq__(self, other: V) -> Filter:  # type: ignore[override]  # type checkers report a wrong operand
        return self._compare("==", "$eq", other)

    def __ne__(self, other: V) -> Filter:  # type: ignore[override]
        return negated(self._compare("==", "$eq", other), (self._label, "!=", (other,)))

    __hash__: ClassVar[None]  # type: ignore[assignment]

    def eq(self, value: V) -> Filter:
        """Match values equal to `value`, like `==`."""
        return self._compare("==", "$eq", value)

    def is_in(self, values: Iterable[V]) -> Filter:
        """Match any of several values.

        Raises:
            ValueError: There are no values.
            TypeError: `values` is a single text, or one of the values has the wrong type.
        """
        items = self._check_values(values)
        return alternatives([self._compare("==", "$eq", item) for item in items], (self._label, "is_in", (items,)))


class OrderedField(EqualField[V]):
    """A field with an order: a number, amount, rating, date or timestamp."""

    __slots__ = ()

    def __lt__(self, other: V) -> Filter:
        return self._compare("<", "$lt", other)

    def __le__(self, other: V) -> Filter:
        return self._compare("<=", "$lte", other)

    def __gt__(self, other: V) -> Filter:
        return self._compare(">", "$gt", other)

    def __ge__(self, other: V) -> Filter:
        return self._compare(">=", "$gte", other)

    def between(self, start: V, end: V) -> Filter:
        """Match values of at least `start` and below `end`."""
        return self._between(start, end)


class NumberField(OrderedField[Number]):
    """A field that holds a number, amount or rating."""

    __slots__ = ()
    takes = "a number"
    convert = staticmethod(operands.number)


class DateField(OrderedField[dt.date]):
    """A field that holds a date."""

    __slots__ = ()
    takes = "a datetime.date"
    convert = staticmethod(operands.date)


class TimestampField(OrderedField[dt.datetime]):
    """A field that holds a timestamp."""

    __slots__ = ()
    takes = "an aware datetime.datetime"
    convert = staticmethod(operands.moment)


class ActiveFromField(Field):
    """The time at which the current option or status of a record was set."""

    __slots__ = ()
    takes = "a datetime.date, or an aware datetime.datetime"
    convert = staticmethod(operands.day_or_moment)

    def __lt__(self, other: dt.date) -> Filter:
        return self._compare("<", "$lt", other)

    def __le__(self, other: dt.date) -> Filter:
        return self._compare("<=", "$lte", other)

    def __gt__(self, other: dt.date) -> Filter:
        return self._compare(">", "$gt", other)

    def __ge__(self, other: dt.date) -> Filter:
        return self._compare(">=", "$gte", other)

    def between(self, start: dt.date, end: dt.date) -> Filter:
        """Match times from `start`, included, to `end`, excluded."""
        return self._between(start, end)


class CheckboxField(EqualField[bool]):
    """A field that holds the state of a checkbox."""

    __slots__ = ()
    takes = "True or False"
    convert = staticmethod(operands.flag)

    def is_true(self) -> Filter:
        """Match records with a checked checkbox."""
        return self._flag("is_true", value=True)

    def is_false(self) -> Filter:
        """Match records with an unchecked checkbox."""
        return self._flag("is_false", value=False)


class OptionField(EqualField[V]):
    """A field that holds a select option or status, compared by title."""

    __slots__ = ()
    takes = "the title of an option"
    active_from = Part(ActiveFromField)
    """The time at which the current option or status was set."""


class CodeField(EqualField[str]):
    """A field that holds a code or id."""

    __slots__ = ()


class FilledCodeField(CodeField):
    """A field that holds a code or id that may be empty."""

    __slots__ = ()

    def is_empty(self) -> Filter:
        """Match records without a value."""
        return self._is_empty()

    def is_not_empty(self) -> Filter:
        """Match records with a value."""
        return self._is_not_empty()


class TextPartField(EqualField[str]):
    """A text property of a value."""

    __slots__ = ()

    def contains(self, text: str) -> Filter:
        """Match values that contain a text, ignoring case."""
        return self._compare("contains", "$contains", text)

    def starts_with(self, text: str) -> Filter:
        """Match values that start with a text."""
        return self._compare("starts_with", "$starts_with", text)

    def ends_with(self, text: str) -> Filter:
        """Match values that end with a text."""
        return self._compare("ends_with", "$ends_with", text)


class FilledTextField(TextPartField):
    """A field that holds a text that may be empty."""

    __slots__ = ()

    def is_empty(self) -> Filter:
        """Match records without a value."""
        return self._is_empty()

    def is_not_empty(self) -> Filter:
        """Match records with a value."""
        return self._is_not_empty()


class TextField(TextPartField):
    """A field that holds a text."""

    __slots__ = ()

    def is_in(self, values: Iterable[str]) -> Filter:
        """Match any of several texts.

        Raises:
            ValueError: There are no values.
            TypeError: `values` is a single text, or one of the values has the wrong type.
        """
        return self._in_list(values)


class RecordIdField(TextPartField):
    """The id of a record or entry."""

    __slots__ = ()
    takes = "an id"
    convert = staticmethod(operands.record_id)

    def is_in(self, values: Iterable[str]) -> Filter:
        """Match any of several ids.

        Raises:
            ValueError: There are no values.
            TypeError: `values` is a single text, or one of the values has the wrong type.
        """
        return self._in_list(values)


class DomainField(FilledTextField):
    """A field that holds a domain."""

    __slots__ = ()
    root_domain = Part(FilledTextField)
    """The registered domain, without subdomains."""


class EmailField(TextPartField):
    """A field that holds an e-mail address."""

    __slots__ = ()
    email_domain = Part(TextPartField)
    """Domain of the address: the part after the @."""
    email_root_domain = Part(TextPartField)
    """Registered domain of the address, without subdomains."""
    email_local_specifier = Part(TextPartField)
    """Local part of the address: the part before the @."""


class PhoneField(TextPartField):
    """A field that holds a phone number."""

    __slots__ = ()
    country_code = Part(FilledCodeField)
    """Country code of two letters (ISO 3166-1)."""


class NameField(FilledTextField):
    """A field that holds a personal name. The field itself is the full name."""

    __slots__ = ()
    first_name = Part(FilledTextField)
    """First name."""
    last_name = Part(FilledTextField)
    """Last name."""
    full_name = Part(FilledTextField)
    """Full name."""


class CountryField(CodeField):
    """The country of a location."""

    __slots__ = ()

    def starts_with(self, text: str) -> Filter:
        """Match codes that start with a text."""
        return self._compare("starts_with", "$starts_with", text)


class LocationField(Field):
    """A field that holds a location. Only its parts can be compared."""

    __slots__ = ()
    line_1 = Part(TextPartField)
    """First line of the address."""
    line_2 = Part(TextPartField)
    """Second line of the address."""
    line_3 = Part(TextPartField)
    """Third line of the address."""
    line_4 = Part(TextPartField)
    """Fourth line of the address."""
    locality = Part(TextPartField)
    """Town or neighborhood."""
    region = Part(TextPartField)
    """State, county or province."""
    postcode = Part(TextPartField)
    """Postal code."""
    country_code = Part(CountryField)
    """Country code of two letters (ISO 3166-1)."""


class InteractionField(Field):
    """A field that holds an interaction. Only its parts can be compared."""

    __slots__ = ()
    interacted_at = Part(TimestampField)
    """Time of the interaction."""
    interaction_type = Part(FilledCodeField)
    """Type of the interaction."""
    owner_member_id = Part(FilledCodeField)
    """Id of the member who took part."""
