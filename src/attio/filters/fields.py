"""Fields by type of attribute: which operators each has, for type checkers and at run time."""

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
    """A field that is compared by `==`."""

    __slots__ = ()

    def __eq__(self, other: V) -> Filter:  # type: ignore[override]  # so that a wrong operand is an error
        return self._compare("==", "$eq", other)

    def __ne__(self, other: V) -> Filter:  # type: ignore[override]
        return negated(self._compare("==", "$eq", other), (self._label, "!=", (other,)))

    __hash__: ClassVar[None]  # type: ignore[assignment]

    def eq(self, value: V) -> Filter:
        """Compare as `==` does; a wrong operand is reported by name."""
        return self._compare("==", "$eq", value)

    def is_in(self, values: Iterable[V]) -> Filter:
        """Match any of several values.

        Raises:
            ValueError: There are none.
            TypeError: It is a single text, or one of them is of a wrong type.
        """
        given = self._several(values)
        return alternatives([self._compare("==", "$eq", value) for value in given], (self._label, "is_in", (given,)))


class OrderedField(EqualField[V]):
    """A field of a number, amount, rating, date or timestamp."""

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
        """Match values from `start` on, and below `end`."""
        return self._between(start, end)


class NumberField(OrderedField[Number]):
    """A field of a number, amount or rating."""

    __slots__ = ()
    takes = "a number"
    convert = staticmethod(operands.number)


class DateField(OrderedField[dt.date]):
    """A field of a date."""

    __slots__ = ()
    takes = "a datetime.date"
    convert = staticmethod(operands.date)


class TimestampField(OrderedField[dt.datetime]):
    """A field of a timestamp."""

    __slots__ = ()
    takes = "an aware datetime.datetime"
    convert = staticmethod(operands.moment)


class ActiveFromField(Field):
    """Since when a record has had its option or status."""

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
        """Match moments from `start` on, and before `end`."""
        return self._between(start, end)


class CheckboxField(EqualField[bool]):
    """A field of a checkbox."""

    __slots__ = ()
    takes = "True or False"
    convert = staticmethod(operands.flag)

    def is_true(self) -> Filter:
        """Match records where it is checked."""
        return self._flag("is_true", value=True)

    def is_false(self) -> Filter:
        """Match records where it is not checked."""
        return self._flag("is_false", value=False)


class OptionField(EqualField[V]):
    """A field of a select or status, compared with titles."""

    __slots__ = ()
    takes = "the title of an option"
    active_from = Part(ActiveFromField)
    """Since when the record has had its option or status."""


class CodeField(EqualField[str]):
    """A field of a code or id."""

    __slots__ = ()


class FilledCodeField(CodeField):
    """A field of a code or id that may be empty."""

    __slots__ = ()

    def is_empty(self) -> Filter:
        """Match records without a value."""
        return self._is_empty()

    def is_not_empty(self) -> Filter:
        """Match records with a value."""
        return self._is_not_empty()


class TextPartField(EqualField[str]):
    """A field of a part of a value that is a text."""

    __slots__ = ()

    def contains(self, text: str) -> Filter:
        """Match texts that contain this; case does not matter."""
        return self._compare("contains", "$contains", text)

    def starts_with(self, text: str) -> Filter:
        """Match texts that begin with this."""
        return self._compare("starts_with", "$starts_with", text)

    def ends_with(self, text: str) -> Filter:
        """Match texts that end with this."""
        return self._compare("ends_with", "$ends_with", text)


class FilledTextField(TextPartField):
    """A field of a text that may be empty."""

    __slots__ = ()

    def is_empty(self) -> Filter:
        """Match records without a value."""
        return self._is_empty()

    def is_not_empty(self) -> Filter:
        """Match records with a value."""
        return self._is_not_empty()


class TextField(TextPartField):
    """A field of a text."""

    __slots__ = ()

    def is_in(self, values: Iterable[str]) -> Filter:
        """Match any of several texts.

        Raises:
            ValueError: There are none.
            TypeError: It is a single text, or one of them is of a wrong type.
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
            ValueError: There are none.
            TypeError: It is a single text, or one of them is of a wrong type.
        """
        return self._in_list(values)


class DomainField(FilledTextField):
    """A field of a domain."""

    __slots__ = ()
    root_domain = Part(FilledTextField)
    """Its registered part."""


class EmailField(TextPartField):
    """A field of an e-mail address."""

    __slots__ = ()
    email_domain = Part(TextPartField)
    """Domain of the address: what follows the @."""
    email_root_domain = Part(TextPartField)
    """Registered part of the domain."""
    email_local_specifier = Part(TextPartField)
    """Local part of the address: what precedes the @."""


class PhoneField(TextPartField):
    """A field of a phone number."""

    __slots__ = ()
    country_code = Part(FilledCodeField)
    """Two letters, as in ISO 3166-1."""


class NameField(FilledTextField):
    """A field of a personal name; without a part it is the full name."""

    __slots__ = ()
    first_name = Part(FilledTextField)
    """First name."""
    last_name = Part(FilledTextField)
    """Last name."""
    full_name = Part(FilledTextField)
    """The whole name."""


class CountryField(CodeField):
    """The country of a location."""

    __slots__ = ()

    def starts_with(self, text: str) -> Filter:
        """Match codes that begin with this."""
        return self._compare("starts_with", "$starts_with", text)


class LocationField(Field):
    """A field of a location; conditions are on its parts."""

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
    """Two letters, as in ISO 3166-1."""


class InteractionField(Field):
    """A field of an interaction; conditions are on its parts."""

    __slots__ = ()
    interacted_at = Part(TimestampField)
    """When it took place."""
    interaction_type = Part(FilledCodeField)
    """What kind of interaction it was."""
    owner_member_id = Part(FilledCodeField)
    """Id of the member who took part."""
