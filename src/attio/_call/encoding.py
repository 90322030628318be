"""Python values to JSON and to query strings; what the API could not read is refused, never dropped."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from math import isfinite
from typing import cast
from uuid import UUID

from pydantic import BaseModel

from attio.errors.base import InvalidRequestError

_ADVICE: dict[type, str] = {
    bytes: "; decode it to str first",
    bytearray: "; decode it to str first",
    memoryview: "; make it a str first",
    set: "; make it a list",
    frozenset: "; make it a list",
}


def to_json(value: object) -> bytes:
    """Encode a request body.

    Raises:
        InvalidRequestError: Something in it is not JSON; names the field.
    """
    try:
        return _encoder.encode(value).encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise InvalidRequestError(_explain(value, error)) from error


def plain(value: object) -> object:
    """Turn a value that JSON has no name for into one that it has.

    Raises:
        TypeError: There is none; the message says what to give instead.
    """
    kind = type(value)
    if isinstance(value, BaseModel):
        # Only what was set: an answer can be changed and sent back without the fields it never had.
        return value.model_dump(mode="json", by_alias=True, exclude_unset=True)
    if isinstance(value, Mapping):
        return dict(cast("Mapping[object, object]", value))
    if isinstance(value, dt.datetime):
        return _moment(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Enum):
        return cast("object", value.value)
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray | memoryview):
        return list(cast("Sequence[object]", value))
    message = f"{kind.__name__} is not JSON{_ADVICE.get(kind, '')}"
    raise TypeError(message)


_encoder = json.JSONEncoder(default=plain, allow_nan=False, ensure_ascii=False, separators=(",", ":"))


def _moment(value: dt.datetime) -> str:
    if value.tzinfo is None:
        message = "this datetime has no time zone; add one, such as .replace(tzinfo=datetime.timezone.utc)"
        raise TypeError(message)
    text = value.isoformat()
    return f"{text[:-6]}Z" if text.endswith("+00:00") else text


def _number(value: Decimal) -> int | float:
    if not value.is_finite():
        message = f"{value} is not a JSON number"
        raise TypeError(message)
    if value == value.to_integral_value():
        return int(value)
    number = float(value)
    if Decimal(repr(number)) != value:
        message = f"Decimal('{value}') has more digits than a 64-bit float, which is what Attio stores; round it first"
        raise TypeError(message)
    return number


def _explain(body: object, error: Exception) -> str:
    """Find the field that could not be encoded; only done once encoding has failed."""
    try:
        for path, value in _walk(body, ()):
            problem = _problem(value)
            if problem:
                return f"{'.'.join(path) or 'body'}: {problem}"
    except RecursionError:
        return "the body is nested too deeply, or holds itself"
    return str(error)


def _walk(value: object, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], object]]:
    if isinstance(value, Mapping):
        for key, item in cast("Mapping[object, object]", value).items():
            yield (*path, repr(key)), key
            yield from _walk(item, (*path, str(key)))
    elif isinstance(value, list | tuple):
        for index, item in enumerate(cast("Sequence[object]", value)):
            yield from _walk(item, (*path, str(index)))
    else:
        yield path, value


def _problem(value: object) -> str | None:
    if isinstance(value, str):
        return text_problem(value)
    if isinstance(value, float):
        return None if isfinite(value) else f"{value} is not a JSON number"
    if value is None or isinstance(value, int):
        return None
    try:
        plain(value)
    except (TypeError, ValueError) as error:
        return str(error)
    return None


def text_problem(value: str) -> str | None:
    """Say what is wrong with a text; None when it can be sent."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return "this text holds a lone surrogate, which UTF-8 cannot carry"
    return None


def query_text(name: str, value: object) -> str:
    """Write one query parameter.

    Raises:
        InvalidRequestError: It has no form in a query string.
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        try:
            value = value if isinstance(value, int | float) else plain(value)
        except TypeError as error:
            message = f"{name}: {error}"
            raise InvalidRequestError(message) from error
    if isinstance(value, float) and not isfinite(value):
        message = f"{name}: {value} is not a number the API takes"
        raise InvalidRequestError(message)
    if not isinstance(value, str | int | float):
        message = f"{name}: a {type(value).__name__} has no form in a query; give a str, number, bool or date"
        raise InvalidRequestError(message)
    text = str(value)
    problem = text_problem(text)
    if problem:
        message = f"{name}: {problem}"
        raise InvalidRequestError(message)
    return text
