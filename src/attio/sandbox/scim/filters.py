"""Filters of SCIM: one comparison, `attribute operator value`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping
from typing import TypeAlias

from attio.sandbox.scim.errors import ScimError, invalid

Fields: TypeAlias = Mapping[str, "str | bool"]
"""What a filter sees of a user or a group, by path."""

USER_FIELDS = ("userName", "emails.value", "id", "name.givenName", "name.familyName", "active")
GROUP_FIELDS = ("displayName",)

_COMPARISON = re.compile(r"\s*([\w.:$-]+)\s+(\w+)\s+(\"(?:[^\"\\]|\\.)*\"|\S+)\s*")
_TEXTS: Mapping[str, Callable[[str, str], bool]] = {
    "eq": lambda found, wanted: found == wanted,
    "ne": lambda found, wanted: found != wanted,
    "co": lambda found, wanted: wanted in found,
    "sw": lambda found, wanted: found.startswith(wanted),
    "ew": lambda found, wanted: found.endswith(wanted),
}


def compile_filter(text: str, known: Collection[str]) -> Callable[[Fields], bool]:
    """Make a predicate of a filter; names, operators and strings are compared without case.

    Args:
        text: The filter.
        known: The paths it may compare.

    Raises:
        ScimError: It is no single comparison of one of these paths.
    """
    found = _COMPARISON.fullmatch(text)
    if found is None:
        raise invalid("invalidFilter", "The filter must be one comparison: attribute operator value.")
    name = next((path for path in known if path.lower() == found[1].lower()), None)
    if name is None:
        raise invalid("invalidFilter", f"{found[1]} cannot be filtered by.")
    operator = found[2].lower()
    if operator not in _TEXTS:
        raise invalid("invalidFilter", f"{found[2]} is no operator; use {', '.join(_TEXTS)}.")
    value = _value(found[3])
    if name == "active":
        return _flag(operator, value)
    if not isinstance(value, str):
        raise invalid("invalidFilter", f"{name} is compared with a string in double quotes.")
    compare, wanted = _TEXTS[operator], value.lower()
    return lambda fields: compare(str(fields[name]).lower(), wanted)


def _value(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        if text.lower() in ("true", "false"):
            return text.lower() == "true"
        raise _not_a_value(text) from None


def _not_a_value(text: str) -> ScimError:
    return invalid("invalidFilter", f"{text} is no string in double quotes, true or false.")


def _flag(operator: str, value: object) -> Callable[[Fields], bool]:
    if operator not in ("eq", "ne"):
        raise invalid("invalidFilter", "active is compared by eq or ne.")
    wanted = {"true": True, "false": False}.get(str(value).lower())
    if wanted is None:
        raise invalid("invalidFilter", "active is compared with true or false.")
    return lambda fields: (fields["active"] is wanted) == (operator == "eq")
