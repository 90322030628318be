"""Checks of request bodies and queries. They report problems as the API does."""

from __future__ import annotations

import json
import re
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import TypeVar

from attio.sandbox.errors import BODY_INVALID, QUERY_INVALID, ApiError, Issue, Path, invalid
from attio.sandbox.messages import Request, is_array, is_mapping, load_json
from attio.sandbox.timestamps import parse_timestamp

T = TypeVar("T")

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)


class _Missing:
    """Type of the marker for a missing key."""


MISSING = _Missing()


_TYPE_NAMES: Mapping[type, str] = {
    _Missing: "undefined",
    type(None): "null",
    bool: "boolean",
    str: "string",
    list: "array",
    dict: "object",
}


def type_name(value: object) -> str:
    """Return the name of the JSON type of a value, as Zod reports it."""
    return _TYPE_NAMES.get(type(value), "number")


def mismatch(value: object, expected: str, path: Path) -> Issue:
    """Return the issue for a value of the wrong type, or for a missing value."""
    received = type_name(value)
    message = "Required" if value is MISSING else f"Expected {expected}, received {received}"
    return Issue("invalid_type", path, message, {"expected": expected, "received": received})


class Check(ABC):
    """A rule for one JSON value."""

    @abstractmethod
    def issues(self, value: object, path: Path) -> list[Issue]:
        """Return the issues of a value."""


class Anything(Check):
    """Any value. It must be present."""

    def issues(self, value: object, path: Path) -> list[Issue]:
        """Return the issues of a value."""
        return [Issue("invalid", path, "Invalid input")] if value is MISSING else []


class Text(Check):
    """A string."""

    def __init__(self, *, least: int = 0, most: int | None = None, pattern: re.Pattern[str] | None = None) -> None:
        """Set the bounds of the length, and a pattern that the whole string must match."""
        self.least, self.most, self.pattern = least, most, pattern

    def issues(self, value: object, path: Path) -> list[Issue]:
        """Return the issues of a value."""
        if not isinstance(value, str):
            return [mismatch(value, "string", path)]
        if len(value) < self.least:
            return [Issue("too_small", path, f"String must contain at least {self.least} character(s)")]
        if self.most is not None and len(value) > self.most:
            return [Issue("too_big", path, f"String must contain at most {self.most} character(s)")]
        if self.pattern is not None and not self.pattern.fullmatch(value):
            return [Issue("invalid_string", path, "Invalid uuid" if self.pattern is UUID else "Invalid")]
        return []


class Flag(Check):
    """A boolean."""

    def issues(self, value: object, path: Path) -> list[Issue]:
        """Return the issues of a value."""
        return [] if isinstance(value, bool) else [mismatch(value, "boolean", path)]


class Integer(Check):
    """A whole number. 5.0 is one too, as in the API: JSON does not distinguish it from 5."""

    def __init__(self, *, least: int | None = None, most: int | None = None) -> None:
        """Set the bounds, both inclusive."""
        self.least, self.most = least, most

    def issues(self, value: object, path: Path) -> list[Issue]:
        """Return the issues of a value."""
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return [mismatch(value, "number", path)]
        if value != int(value):
            return [Issue("invalid_type", path, "Expected integer, received float")]
        if self.least is not None and value < self.least:
            return [Issue("too_small", path, f"Number must be greater than or equal to {self.least}")]
        if self.most is not None and value > self.most:
            return [Issue("too_big", path, f"Number must be less than or equal to {self.most}")]
        return []


class Number(Check):
    """A number, whole or not."""

    def issues(self, value: object, path: Path) -> list[Issue]:
        """Return the issues of a value."""
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        return [] if is_number else [mismatch(value, "number", path)]


class OneOf(Check):
    """One of a few constants."""

    def __init__(self, *options: str | bool) -> None:
        """Set the constants."""
        self.options = options

    def issues(self, value: object, path: Path) -> list[Issue]:
        """Return the issues of a value."""
        names = (f"'{option}'" if isinstance(option, str) else json.dumps(option) for option in self.options)
        expected = " | ".join(names)
        if any(value is option or (isinstance(value, str) and value == option) for option in self.options):
            return []
        if not isinstance(value, str):
            return [mismatch(value, expected, path)]
        return [Issue("invalid_enum_value", path, f"Invalid enum value. Expected {expected}, received '{value}'")]


class Nullable(Check):
    """A value or null."""

    def __init__(self, check: Check) -> None:
        """Set the check for a value that is not null."""
        self.check = check

    def issues(self, value: object, path: Path) -> list[Issue]:
        """Return the issues of a value."""
        return [] if value is None else self.check.issues(value, path)


class Array(Check):
    """An array."""

    def __init__(self, item: Check, *, least: int = 0, most: int | None = None) -> None:
        """Set the check for the items, and the bounds of their number."""
        self.item, self.least, self.most = item, least, most

    def issues(self, value: object, path: Path) -> list[Issue]:
        """Return the issues of a value."""
        if not is_array(value):
            return [mismatch(value, "array", path)]
        if len(value) < self.least:
            return [Issue("too_small", path, f"Array must contain at least {self.least} element(s)")]
        if self.most is not None and len(value) > self.most:
            return [Issue("too_big", path, f"Array must contain at most {self.most} element(s)")]
        return [issue for index, item in enumerate(value) for issue in self.item.issues(item, (*path, index))]


class Shape(Check):
    """An object with known keys. Unknown keys are ignored, as the API does."""

    def __init__(self, required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> None:
        """Set the required and the optional keys."""
        self.required, self.optional = required, optional or {}

    def issues(self, value: object, path: Path) -> list[Issue]:
        """Return the issues of a value."""
        if not is_mapping(value):
            return [mismatch(value, "object", path)]
        issues: list[Issue] = []
        for name, check in self.required.items():
            issues += check.issues(value.get(name, MISSING), (*path, name))
        for name, check in self.optional.items():
            if name in value:
                issues += check.issues(value[name], (*path, name))
        return issues


class Union(Check):
    """One of several shapes."""

    def __init__(self, *checks: Check) -> None:
        """Set the alternatives."""
        self.checks = checks

    def issues(self, value: object, path: Path) -> list[Issue]:
        """Return the issues of a value."""
        if any(not check.issues(value, path) for check in self.checks):
            return []
        return [Issue("invalid", path, "Invalid input")]


class Fields:
    """A checked object, with methods that return its values by type."""

    def __init__(self, content: Mapping[str, object]) -> None:
        """Wrap an object that has passed its check."""
        self.content = content

    def __contains__(self, name: str) -> bool:
        """Return whether a key is present."""
        return name in self.content

    def has_value(self, name: str) -> bool:
        """Return whether a key is present and not null."""
        return self.content.get(name) is not None

    def get(self, name: str, kind: type[T]) -> T:
        """Return a value of a key that is present.

        Raises:
            ApiError: The value is of another type.
        """
        value = self.content[name]
        if not isinstance(value, kind):
            # A check ignores keys that it does not know, such as the keys of other alternatives of a union.
            raise invalid(BODY_INVALID, [mismatch(value, _TYPE_NAMES.get(kind, "number"), (name,))])
        return value

    def find(self, name: str, kind: type[T]) -> T | None:
        """Return a value, or None if it is absent or null."""
        return self.get(name, kind) if self.has_value(name) else None

    def integer(self, name: str, default: int) -> int:
        """Return a whole number, or a default if it is absent."""
        value = self.content.get(name)
        return int(value) if isinstance(value, (int, float)) else default

    def number(self, name: str) -> float:
        """Return a number of a key that is present."""
        return self.get(name, int) if isinstance(self.content[name], int) else self.get(name, float)

    def instant(self, name: str, where: Path = ("data",), message: str = BODY_INVALID) -> str | None:
        """Return a timestamp with nine fractional digits, or None if it is absent or null.

        Args:
            name: The key.
            where: Path of this object in the request.
            message: Message of the error.

        Raises:
            ApiError: The value is not a timestamp.
        """
        text = self.find(name, str)
        try:
            return None if text is None else parse_timestamp(text)
        except ValueError as error:
            raise invalid(message, [Issue("invalid_string", (*where, name), "Invalid datetime")]) from error

    def flag(self, name: str, default: bool) -> bool:
        """Return a boolean, or a default if it is absent."""
        return self.get(name, bool) if name in self.content else default

    def fields(self, name: str) -> Fields:
        """Return an object inside this object; an empty one if it is absent or null."""
        value = self.content.get(name)
        return Fields(value if is_mapping(value) else {})

    def array(self, name: str) -> Sequence[object]:
        """Return an array inside this object; an empty one if it is absent or null."""
        value = self.content.get(name)
        return value if is_array(value) else ()

    def mappings(self, name: str) -> list[Mapping[str, object]]:
        """Return the objects in an array inside this object."""
        return [item for item in self.array(name) if is_mapping(item)]


def parse_json(request: Request) -> object:
    """Parse a JSON body. Without the content type of JSON, a body is ignored, as the API does."""
    if request.content_type != "application/json" or not request.body:
        return {}
    try:
        return load_json(request.body)
    except ValueError as error:
        raise ApiError(400, "validation_type", "The request body is not valid JSON.") from error


def check_body(content: object, check: Check) -> Fields:
    """Check a parsed body and return its fields."""
    issues = check.issues(content, ())
    if issues:
        raise invalid(BODY_INVALID, issues)
    return Fields(content if is_mapping(content) else {})


def check_query(query: Mapping[str, str], check: Shape) -> Fields:
    """Check query parameters, with numbers and booleans parsed, and return them."""
    content: dict[str, object] = dict(query)
    for name, rule in {**check.required, **check.optional}.items():
        text = query.get(name)
        if text is None:
            continue
        if isinstance(rule, Flag) and text in ("true", "false"):
            content[name] = text == "true"
        elif isinstance(rule, Integer) and re.fullmatch(r"-?[0-9]{1,15}", text):
            content[name] = int(text)
    issues = check.issues(content, ())
    if issues:
        raise invalid(QUERY_INVALID, issues)
    return Fields(content)
