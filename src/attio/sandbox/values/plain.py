"""Types with a scalar value: text, number, currency, rating, checkbox, date and timestamp."""

from __future__ import annotations

import re
from decimal import Decimal

from attio.sandbox.store.rows import Key, Payload
from attio.sandbox.timestamps import has_time, parse_date, parse_timestamp
from attio.sandbox.values.base import (
    EQUAL,
    ORDERED,
    TEXT,
    InvalidValueError,
    Place,
    Property,
    Scalar,
    ValueType,
    number,
    rules,
    text,
    text_operand,
    unwrap,
)

_MOST_TEXT = 10 * 1024 * 1024
_NUMERIC = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def _rounded(value: float) -> float:
    """Round to four decimals. Return an int for a whole number."""
    if abs(value) >= 1e15:  # such a float has no four decimals
        return value
    rounded = round(Decimal(repr(value)), 4)
    return int(rounded) if rounded == rounded.to_integral_value() else float(rounded)


def _number_operand(place: Place, raw: object) -> Scalar:  # noqa: ARG001 - a Property's signature
    if isinstance(raw, bool) or not isinstance(raw, (int, float)):
        raise TypeError(raw)
    return raw


def _amount_operand(place: Place, raw: object) -> Scalar:
    if isinstance(raw, str) and _NUMERIC.fullmatch(raw):
        return float(raw)
    return _number_operand(place, raw)


def _flag_operand(place: Place, raw: object) -> Scalar:  # noqa: ARG001 - a Property's signature
    if not isinstance(raw, bool):
        raise TypeError(raw)
    return raw


def _date_operand(place: Place, raw: object) -> Scalar:
    return parse_date(str(text_operand(place, raw)))


def timestamp_operand(place: Place, raw: object) -> Scalar:
    """Parse a timestamp operand, which must have a date and a time."""
    operand = str(text_operand(place, raw))
    if not has_time(operand):
        raise ValueError(raw)
    return parse_timestamp(operand)


class _PlainType(ValueType):
    """A type with one scalar under `value`."""

    default_property = "value"

    def key(self, payload: Payload) -> Key:
        """Return the identity of a value; see `Key`."""
        return str(payload["value"])


class TextType(_PlainType):
    """Text of up to 10 MB."""

    name = "text"
    properties = rules(value=Property(TEXT | {"$in"}, text_operand))

    def parse(self, raw: object, place: Place) -> Payload:  # noqa: ARG002
        """Parse a value of a write request."""
        value = text(unwrap(raw, "value"), "value")
        if len(value.encode("utf-8", "surrogatepass")) > _MOST_TEXT:
            raise InvalidValueError("Text is longer than 10 MB", "value", code="too_big")
        return {"value": value}


class NumberType(_PlainType):
    """A number, rounded to four decimals."""

    name = "number"
    properties = rules(value=Property(ORDERED, _number_operand))

    def parse(self, raw: object, place: Place) -> Payload:  # noqa: ARG002
        """Parse a value of a write request."""
        return {"value": _rounded(number(unwrap(raw, "value"), "value"))}


class RatingType(_PlainType):
    """A whole number of stars from 0 to 5."""

    name = "rating"
    properties = rules(value=Property(ORDERED, _number_operand))
    may_be_unique = False

    def parse(self, raw: object, place: Place) -> Payload:  # noqa: ARG002
        """Parse a value of a write request."""
        value = number(unwrap(raw, "value"), "value")
        if value not in range(6):
            raise InvalidValueError("A rating is a whole number from 0 to 5", "value")
        return {"value": int(value)}


class CheckboxType(_PlainType):
    """True or false."""

    name = "checkbox"
    properties = rules(value=Property(EQUAL, _flag_operand))
    may_be_unique = False

    def parse(self, raw: object, place: Place) -> Payload:  # noqa: ARG002
        """Parse a value of a write request."""
        value = unwrap(raw, "value")
        if value in ("true", "false"):
            value = value == "true"
        if not isinstance(value, bool):
            raise InvalidValueError("Expected boolean", "value", code="invalid_type")
        return {"value": value}


class DateType(_PlainType):
    """A day. A time is converted to UTC and removed."""

    name = "date"
    properties = rules(value=Property(ORDERED, _date_operand))

    def parse(self, raw: object, place: Place) -> Payload:  # noqa: ARG002
        """Parse a value of a write request."""
        try:
            return {"value": parse_date(text(unwrap(raw, "value"), "value"))}
        except ValueError as error:
            raise InvalidValueError("Invalid date", "value", code="invalid_date") from error


class TimestampType(_PlainType):
    """A timestamp in UTC, with nanoseconds."""

    name = "timestamp"
    properties = rules(value=Property(ORDERED, timestamp_operand))

    def parse(self, raw: object, place: Place) -> Payload:  # noqa: ARG002
        """Parse a value of a write request."""
        try:
            return {"value": parse_timestamp(text(unwrap(raw, "value"), "value"))}
        except ValueError as error:
            raise InvalidValueError("Invalid timestamp", "value", code="invalid_date") from error


class CurrencyType(ValueType):
    """An amount. The currency is set on the attribute, for all its values."""

    name = "currency"
    default_property = "currency_value"
    properties = rules(currency_value=Property(ORDERED, _amount_operand))
    may_be_unique = False

    def parse(self, raw: object, place: Place) -> Payload:  # noqa: ARG002
        """Parse a value of a write request."""
        amount = unwrap(raw, "currency_value")
        if isinstance(amount, str) and _NUMERIC.fullmatch(amount):
            amount = float(amount)
        return {"currency_value": _rounded(number(amount, "currency_value"))}

    def render(self, payload: Payload, place: Place) -> dict[str, object]:
        """Return the fields of a value as JSON values."""
        return {**payload, "currency_code": place.attribute.currency_code}

    def key(self, payload: Payload) -> Key:
        """Return the identity of a value; see `Key`."""
        return str(payload["currency_value"])
