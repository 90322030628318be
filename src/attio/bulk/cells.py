"""Cells of files: text that becomes what its attribute takes."""

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
"""Unique attributes of the standard objects, by which references name their records."""


def convert(attribute: AttributeSchema, value: object) -> object:
    """Turn the text of a cell, or the texts of a list, into what the attribute takes; other values stay.

    Raises:
        ValueError: It is no value; the message says what was expected.
    """
    form = _FORMS.get(attribute.type)
    if isinstance(value, str) and attribute.is_multiselect:
        value = _parts(value)
    if isinstance(value, list):
        return [form(attribute, one) if form and isinstance(one, str) else one for one in cast("list[object]", value)]
    if not isinstance(value, str):
        return value
    return form(attribute, value.strip()) if form else value


def _parts(text: str) -> list[object]:
    """Split a cell with several values at `;`, or read it as JSON, as lists are written that hold a `;`."""
    if text.startswith("["):
        with suppress(ValueError):
            found: object = json.loads(text)
            if isinstance(found, list) and all(isinstance(one, str | dict) for one in cast("list[object]", found)):
                return cast("list[object]", found)
    return [part for part in map(str.strip, text.split(";")) if part]


def _number(_: AttributeSchema, text: str) -> object:
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"{brief(text)} is no number")
    try:
        return int(text) if re.fullmatch("[-+]?[0-9]{1,15}", text) else Decimal(text)
    except InvalidOperation:
        raise ValueError(f"{brief(text)} is no number") from None


def _checkbox(_: AttributeSchema, text: str) -> object:
    lowered = text.lower()
    if lowered not in _TRUE | _FALSE:
        raise ValueError(f"{brief(text)} is neither true nor false")
    return lowered in _TRUE


def _date(_: AttributeSchema, text: str) -> object:
    day, separator, rest = text.replace("T", " ").partition(" ")
    try:
        # Spreadsheets write days as midnights.
        is_midnight = not separator or dt.time.fromisoformat(rest[:8]) == dt.time()
        found = dt.date.fromisoformat(day).isoformat()
    except ValueError:
        is_midnight, found = False, ""
    if not is_midnight:
        raise ValueError(f"{brief(text)} is no day such as 2026-03-01")
    return found


def _timestamp(_: AttributeSchema, text: str) -> object:
    try:
        dt.datetime.fromisoformat(text.replace("Z", "+00:00").replace(" ", "T", 1))
    except ValueError:
        raise ValueError(f"{brief(text)} is no time such as 2026-03-01T09:00:00Z") from None
    return text


def _reference(attribute: AttributeSchema, text: str) -> object:
    if len(attribute.allowed_objects) != 1:
        raise ValueError("it can refer to records of several objects; give a mapping in a row of your own")
    [target] = attribute.allowed_objects
    if _UUID.fullmatch(text):
        return {"target_object": target, "target_record_id": text}
    if target not in _UNIQUE:
        raise ValueError(
            f"{brief(text)} is no id of a record, and {target!r} has no unique attribute that is known here"
        )
    return {"target_object": target, _UNIQUE[target]: [text]}


_FORMS: Mapping[str, Callable[[AttributeSchema, str], object]] = {
    "number": _number,
    "currency": _number,
    "rating": _number,
    "checkbox": _checkbox,
    "date": _date,
    "timestamp": _timestamp,
    "record-reference": _reference,
}
