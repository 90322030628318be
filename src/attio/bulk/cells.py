"""Conversion of the cells of files to values of attributes."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from typing import cast

from attio._support.names import brief
from attio.schema.records import AttributeSchema

_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]*)?([eE][-+]?[0-9]+)?|[-+]?\.[0-9]+([eE][-+]?[0-9]+)?")
_TRUE, _FALSE = frozenset({"true", "yes", "1", "t", "y"}), frozenset({"false", "no", "0", "f", "n"})
_UNIQUE = {"people": "email_addresses", "companies": "domains", "users": "user_id", "workspaces": "workspace_id"}
"""Unique attributes of the standard objects. References use them to identify records."""


def convert(attribute: AttributeSchema, value: object) -> object:
    """Convert the text of a cell, or the texts of a list, to a value of an attribute. Return other values unchanged.

    Raises:
        ValueError: The text is not a value of the attribute.
    """
    parse = _PARSERS.get(attribute.type)
    if isinstance(value, str) and attribute.is_multiselect:
        value = _parts(value)
    if isinstance(value, list):
        items = cast("list[object]", value)
        return [parse(attribute, item) if parse and isinstance(item, str) else item for item in items]
    if not isinstance(value, str):
        return value
    return parse(attribute, value.strip()) if parse else value


def _parts(text: str) -> list[object]:
    """Split a cell with several values at `;`. Values that contain a `;` are written as a JSON list."""
    if text.startswith("["):
        with suppress(ValueError):
            items: object = json.loads(text)
            if isinstance(items, list) and all(isinstance(item, str | dict) for item in cast("list[object]", items)):
                return cast("list[object]", items)
    return [part for part in map(str.strip, text.split(";")) if part]


def _number(_: AttributeSchema, text: str) -> object:
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"{brief(text)} is not a number")
    try:
        return int(text) if re.fullmatch("[-+]?[0-9]{1,15}", text) else Decimal(text)
    except InvalidOperation:
        raise ValueError(f"{brief(text)} is not a number") from None


def _checkbox(_: AttributeSchema, text: str) -> object:
    lowered = text.lower()
    if lowered not in _TRUE | _FALSE:
        raise ValueError(f"{brief(text)} is neither true nor false")
    return lowered in _TRUE


def _date(_: AttributeSchema, text: str) -> object:
    day, separator, rest = text.replace("T", " ").partition(" ")
    try:
        # Spreadsheets export a date as midnight of that day.
        is_midnight = not separator or dt.time.fromisoformat(rest[:8]) == dt.time()
        date = dt.date.fromisoformat(day).isoformat()
    except ValueError:
        is_midnight, date = False, ""
    if not is_midnight:
        raise ValueError(f"{brief(text)} is not a date such as 2026-03-01")
    return date


def _timestamp(_: AttributeSchema, text: str) -> object:
    try:
        dt.datetime.fromisoformat(text.replace("Z", "+00:00").replace(" ", "T", 1))
    except ValueError:
        raise ValueError(f"{brief(text)} is not a time such as 2026-03-01T09:00:00Z") from None
    return text


def _reference(attribute: AttributeSchema, text: str) -> object:
    if len(attribute.allowed_objects) != 1:
        raise ValueError("the attribute can refer to several objects; build a Row with a mapping as the value")
    [target] = attribute.allowed_objects
    if _UUID.fullmatch(text):
        return {"target_object": target, "target_record_id": text}
    if target not in _UNIQUE:
        raise ValueError(
            f"{brief(text)} is not the id of a record, and {target!r} has no known unique attribute to find it by"
        )
    return {"target_object": target, _UNIQUE[target]: [text]}


_PARSERS: Mapping[str, Callable[[AttributeSchema, str], object]] = {
    "number": _number,
    "currency": _number,
    "rating": _number,
    "checkbox": _checkbox,
    "date": _date,
    "timestamp": _timestamp,
    "record-reference": _reference,
}
