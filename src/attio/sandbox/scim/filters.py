"""Filters of SCIM. Only a single comparison is supported: `attribute operator value`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping
from typing import TypeAlias

from attio.sandbox.scim.errors import ScimError, invalid

Fields: TypeAlias = Mapping[str, "str | bool"]
"""The fields of a user or a group for filters, by path."""

USER_FIELDS = ("userName", "emails.value", "id", "name.givenName", "name.familyName", "active")
GROUP_FIELDS = ("displayName",)

_COMPARISON = re.compile(r"\s*([\w.:$-]+)\s+(\w+)\s+(\"(?:[^\"\\]|\\.)*\"|\S+)\s*")
_TEXTS: Mapping[str, Callable[[str, str], bool]] = {
    "eq": lambda field, operand: field == operand,
    "ne": lambda field, operand: field != operand,
    "co": lambda field, operand: operand in field,
    "sw": lambda field, operand: field.startswith(operand),
    "ew": lambda field, operand: field.endswith(operand),
}


def compile_filter(text: str, known: Collection[str]) -> Callable[[Fields], bool]:
    """Compile a filter to a predicate. Names, operators and strings are case-insensitive.

    Args:
        text: The filter.
        known: Paths that the filter may use.

    Raises:
        ScimError: The filter is not a single comparison with one of these paths.
    """
    comparison = _COMPARISON.fullmatch(text)
    if comparison is None:
        raise invalid("invalidFilter", "The filter must be one comparison: attribute operator value.")
    name = next((path for path in known if path.lower() == comparison[1].lower()), None)
    if name is None:
        raise invalid("invalidFilter", f"Filtering by {comparison[1]} is not supported.")
    operator = comparison[2].lower()
    if operator not in _TEXTS:
        raise invalid("invalidFilter", f"{comparison[2]} is not an operator; use {', '.join(_TEXTS)}.")
    value = _value(comparison[3])
    if name == "active":
        return _flag(operator, value)
    if not isinstance(value, str):
        raise invalid("invalidFilter", f"{name} must be compared with a string in double quotes.")
    compare, operand = _TEXTS[operator], value.lower()
    return lambda fields: compare(str(fields[name]).lower(), operand)


def _value(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        if text.lower() in ("true", "false"):
            return text.lower() == "true"
        raise _not_a_value(text) from None


def _not_a_value(text: str) -> ScimError:
    return invalid("invalidFilter", f"{text} must be a string in double quotes, true or false.")


def _flag(operator: str, value: object) -> Callable[[Fields], bool]:
    if operator not in ("eq", "ne"):
        raise invalid("invalidFilter", "active must be compared with eq or ne.")
    operand = {"true": True, "false": False}.get(str(value).lower())
    if operand is None:
        raise invalid("invalidFilter", "active must be compared with true or false.")
    return lambda fields: (fields["active"] is operand) == (operator == "eq")
