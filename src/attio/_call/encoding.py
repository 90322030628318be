"""Encode Python values as JSON and query strings; values without an exact form raise an error."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping, MappingView, Sequence
from decimal import Decimal
from enum import Enum
from math import isfinite, isnan
from typing import Any, cast
from uuid import UUID

from pydantic import BaseModel

from attio._support.names import MOST_SHOWN, brief, shortened
from attio.errors.base import InvalidRequestError

_ADVICE: dict[type, str] = {
    bytes: "; decode it to str first",
    bytearray: "; decode it to str first",
    memoryview: "; make it a str first",
    complex: "; give its real part",
    set: "; make it a list",
    frozenset: "; make it a list",
}


def to_json(value: object) -> bytes:
    """Encode a request body.

    Raises:
        InvalidRequestError: A value has no form in JSON; the message names the field.
    """
    try:
        text = _encoder.encode(value)
        encoded = text.encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise InvalidRequestError(_explain(value, error)) from error
    if _LONG_NUMBER.search(text):
        _check_numbers(json.loads(text))
    if _CONVERTED_KEY.search(text):
        _check_keys(value, ())
    return encoded


_LONG_NUMBER = re.compile(r"[\[:,] ?-?\d{16}")
"""A number of 16 digits or more, or text that looks like one; shorter whole numbers are exact as 64-bit floats."""

_CONVERTED_KEY = re.compile(r'"(?:-?\d[^"]*|true|false|null)":')
"""A key that may come from an int, float, bool or None; only such keys can occur twice in an object."""


def _check_keys(value: object, path: tuple[str, ...]) -> None:
    """Raise if two keys of a dict are the same in JSON, such as `1` and `"1"`."""
    if isinstance(value, Mapping):
        seen: dict[str, object] = {}
        for key, item in cast("Mapping[object, object]", value).items():
            text = key if isinstance(key, str) else json.dumps(key)
            if text in seen:
                same = f"the keys {brief(seen[text])} and {brief(key)} are the same in JSON; keep one of them"
                raise InvalidRequestError(f"{_place(path)}: {same}")
            seen[text] = key
            _check_keys(item, (*path, text))
    elif isinstance(value, list | tuple):
        for index, item in enumerate(cast("Sequence[object]", value)):
            _check_keys(item, (*path, str(index)))


def _check_numbers(body: object) -> None:
    """Raise if a whole number would be rounded when Attio stores it."""
    for path, value in _walk(body, ()):
        if isinstance(value, int) and not _is_exact(value):
            raise InvalidRequestError(f"{_place(path)}: {_inexact(value)}")


def _place(path: Sequence[str]) -> str:
    return ".".join(shortened(step, MOST_SHOWN) for step in path) or "body"


def _is_exact(number: int) -> bool:
    try:
        return int(float(number)) == number
    except OverflowError:
        return False


def _inexact(number: object) -> str:
    return (
        f"{brief(number)} has more digits than a 64-bit float, which is what Attio stores; "
        "round it first, or keep it in a text attribute as a str"
    )


def plain(value: object) -> object:
    """Convert a value that JSON cannot represent into one that it can.

    Raises:
        TypeError: The value has no JSON form; the message says what to pass instead.
    """
    kind = type(value)
    write_form = getattr(kind, "__write_form__", None)
    if write_form is not None:
        return cast("object", write_form(value))
    if isinstance(value, BaseModel):
        # Only the fields that were set, so that a response can be sent back.
        return value.model_dump(mode="json", by_alias=True, exclude_unset=True)
    if isinstance(value, Mapping):
        return dict(cast("Mapping[object, object]", value))
    if isinstance(value, dt.date | Decimal | UUID | Enum) or kind.__name__ in _MISSING:
        return _plain_scalar(value)
    if _is_list(value):
        return [*cast("Sequence[object]", value)]
    if hasattr(kind, "dtype") or hasattr(kind, "dtypes"):
        return _from_array(value)
    message = f"{kind.__name__} is not JSON{_ADVICE.get(kind, '')}"
    raise TypeError(message)


def _is_list(value: object) -> bool:
    """Whether a value is encoded as a list; files and bytes are not, although they have items."""
    if isinstance(value, bytes | bytearray | memoryview) or hasattr(value, "read"):
        return False
    return isinstance(value, Sequence | MappingView | Iterator)


def _plain_scalar(value: object) -> object:
    if type(value).__name__ in _MISSING:
        message = f"{brief(value)}{_MISSING_ADVICE}"
        raise TypeError(message)
    if isinstance(value, dt.datetime):
        return _timestamp(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return _number(value)
    return cast("object", value.value) if isinstance(value, Enum) else str(value)


_encoder = json.JSONEncoder(default=plain, allow_nan=False, ensure_ascii=False, separators=(",", ":"))

_MISSING_ADVICE = " is a missing value; give None to clear the attribute, or leave it out"
_MISSING = frozenset({"NaTType", "NAType"})
"""Types of pandas' missing values; `NaT` is a `datetime`, too."""


def _from_array(value: object) -> object:
    """Convert a scalar, array or series of numpy, pandas or a similar library to Python values."""
    array: Any = value
    kind = str(type(array).__name__)
    if hasattr(array, "columns"):
        message = f"a {kind} is not JSON; give rows, such as value.to_dict('records')"
        raise TypeError(message)
    if getattr(array, "shape", None) != ():
        return list(array)
    if kind == "datetime64":
        if str(array) == "NaT":
            message = f"NaT{_MISSING_ADVICE}"
            raise TypeError(message)
        array = array.astype("datetime64[us]") if "T" in str(array) else array.astype("datetime64[D]")
    scalar: object = array.item()
    if type(scalar) is type(value):
        message = f"{kind} is not JSON; make it a float or an int"
        raise TypeError(message)
    return scalar


def _timestamp(value: dt.datetime) -> str:
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
        if not _is_exact(int(value)):
            raise TypeError(_inexact(value))
        return int(value)
    number = float(value)
    if Decimal(repr(number)) != value:
        raise TypeError(_inexact(value))
    return number


def _explain(body: object, error: Exception) -> str:
    """Return the message for a body that could not be encoded, with the path of the field at fault."""
    try:
        for path, value in _walk(body, ()):
            problem = _problem(value)
            if problem:
                return f"{_place(path)}: {problem}"
    except RecursionError:
        return "the body is nested too deeply, or contains itself"
    return str(error)


def _walk(value: object, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], object]]:
    """Yield every key and scalar of a value, with its path."""
    if isinstance(value, Mapping):
        for key, item in cast("Mapping[object, object]", value).items():
            yield (*path, brief(key)), key
            yield from _walk(item, (*path, key if isinstance(key, str) else brief(key)))
    elif isinstance(value, list | tuple):
        for index, item in enumerate(cast("Sequence[object]", value)):
            yield from _walk(item, (*path, str(index)))
    else:
        yield path, value
        yield from _walk_into(value, path)


def _walk_into(value: object, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], object]]:
    """Walk the encoded form of a value, such as the list of an array."""
    inner = None if isinstance(value, str | int | float | None) else plain(value)
    if inner is not None:
        yield from _walk(inner, path)


def _problem(value: object) -> str | None:
    if isinstance(value, str):
        return text_problem(value)
    if isinstance(value, float):
        return None if isfinite(value) else f"{value} is not a JSON number{_NAN if isnan(value) else ''}"
    if isinstance(value, int) and not _is_exact(value):
        return _inexact(value)
    if value is None or isinstance(value, int):
        return None
    try:
        plain(value)
    except (TypeError, ValueError) as error:
        return str(error)
    return None


_NAN = "; if it is a missing value, give None to clear the attribute, or leave it out"


def text_problem(value: str) -> str | None:
    """Explain why a text cannot be sent; None if it can."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return "this text contains a lone surrogate, which UTF-8 cannot encode"
    return None


def query_text(name: str, value: object) -> str:
    """Encode one query parameter.

    Raises:
        InvalidRequestError: The value has no form in a query string.
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
        message = f"{name}: {value} is not a finite number"
        raise InvalidRequestError(message)
    if not isinstance(value, str | int | float):
        message = f"{name}: a {type(value).__name__} has no form in a query; give a str, number, bool or date"
        raise InvalidRequestError(message)
    try:
        text = str(value)
    except ValueError:  # an int of more digits than Python converts to text
        message = f"{name}: {brief(value)} is too large"
        raise InvalidRequestError(message) from None
    problem = text_problem(text)
    if problem:
        message = f"{name}: {problem}"
        raise InvalidRequestError(message)
    return text
