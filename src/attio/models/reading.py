"""Reading values: `record.first("name", str)` and `record.all("domains", str)`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

from attio.models.base import Model
from attio.models.values import AttributeValue, UnknownValue

V = TypeVar("V")


class HasValues(Model):
    """Reads values by the slug of their attribute."""

    @property
    def _values(self) -> Mapping[str, Sequence[AttributeValue]]:
        # Records call them `values`, entries `entry_values`, as the API does.
        found = self.__dict__.get("values") or self.__dict__.get("entry_values")
        return found or {}

    def first(self, attribute: str, type: type[V]) -> V | None:
        """Read the first value of an attribute; None when it has none, or one without content.

        Args:
            attribute: Slug of the attribute.
            type: What to get: a value class such as `PersonalNameValue`, or the plain type of it, such as `str`,
                `float`, `bool`, `datetime.date` or `datetime.datetime`. Numbers also come as `int` and `Decimal`.

        Raises:
            KeyError: There is no such attribute here; the message names the nearest one.
            TypeError: The attribute holds another type.

        Example:
            person.first("name", str)  # "Ada Lovelace"
        """
        values = self._values_of(attribute)
        return _read(attribute, values[0], type) if values else None

    def all(self, attribute: str, type: type[V]) -> list[V]:
        """Read every value of an attribute; an empty list when it has none.

        Args:
            attribute: Slug of the attribute.
            type: What to get, as for `first`.

        Raises:
            KeyError: There is no such attribute here; the message names the nearest one.
            TypeError: The attribute holds another type.

        Example:
            company.all("domains", str)  # ["acme.com", "acme.dev"]
        """
        found = (_read(attribute, value, type) for value in self._values_of(attribute))
        return [value for value in found if value is not None]

    def _values_of(self, attribute: str) -> Sequence[AttributeValue]:
        try:
            return self._values[attribute]
        except KeyError:
            from difflib import get_close_matches  # for mistakes only

            near = get_close_matches(attribute, self._values, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            message = f"there is no attribute {attribute!r} here{hint}"
            raise KeyError(message) from None


def _read(attribute: str, value: AttributeValue, wanted: type[V]) -> V | None:
    _check_class(wanted)
    if isinstance(value, wanted):
        return value
    if isinstance(value, UnknownValue):
        kind = value.raw.get("attribute_type")
        message = f"{attribute!r} holds a value of type {kind!r} that this version cannot read; ask for UnknownValue"
        raise TypeError(message)
    plain: object = value.plain
    if plain is None and not issubclass(wanted, Model):
        return None
    # Exactly this type: a bool is no number here, and a datetime no date.
    if type(plain) is wanted and isinstance(plain, wanted):
        return plain
    number = _number(plain, wanted)
    if isinstance(number, wanted):
        return number
    have = f"{type(value).__name__}, or {type(plain).__name__} for short"
    message = f"{attribute!r} holds {have}; it cannot be read as {wanted.__name__}"
    raise TypeError(message)


def _check_class(wanted: object) -> None:
    if not isinstance(wanted, type):
        message = f"type must be a class, such as str or attio.models.TextValue, not {wanted!r}"
        raise TypeError(message)


def _number(plain: object, wanted: type[object]) -> Decimal | int | None:
    """Convert a number where that loses nothing."""
    if not isinstance(plain, float):
        return None
    if wanted is Decimal:
        return Decimal(repr(plain))
    return int(plain) if wanted is int and plain.is_integer() else None
