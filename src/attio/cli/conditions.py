"""Conditions such as `name~acme` or `employees>=50`, turned into the filter of a query by the schema."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from attio._support.names import brief
from attio.cli import values
from attio.cli.exits import CommandError
from attio.filters.untyped import F

if TYPE_CHECKING:
    from attio.client import Attio

HELP = (
    "FIELD=VALUE, with one of = != ~ (contains) !~ ^= (begins with) $= (ends with) > >= < <=, FIELD? (has a value) or "
    "!FIELD? (has none) for domains and names of people. FIELD.PROPERTY names a part of the value. All must hold."
)
_SHAPE = re.compile(
    r"(?P<absent>!?)(?P<field>[^\s.=~<>!?^$]+)(?:\.(?P<part>\w+))?(?:(?P<filled>\?)|"
    r"(?P<operator>!=|!~|\^=|\$=|>=|<=|=|~|>|<)(?P<text>.*))",
    re.DOTALL,
)
_OPERATORS = {
    "~": "$contains",
    "^=": "$starts_with",
    "$=": "$ends_with",
    ">": "$gt",
    ">=": "$gte",
    "<": "$lt",
    "<=": "$lte",
}
_NUMBERS = frozenset({"number", "currency", "rating"})
_FILLED = frozenset({"domain", "personal-name"})
"""Types of attributes that Attio filters by whether there is a value."""


def to_filter(
    conditions: Sequence[str], given: Any, schema: Any, client: Callable[[], Attio | None]
) -> Mapping[str, Any] | None:
    """Turn conditions into a filter; None if there are none.

    Args:
        conditions: The conditions.
        given: A filter as the API takes it, to add; None for none.
        schema: Schema of the object; None to take values as texts.
        client: Gives the client that finds members by their e-mail addresses; None to take these as they are.

    Raises:
        CommandError: A condition cannot be read, or its value does not fit the attribute.
        KeyError: There is no such attribute; the message names the nearest one.
    """
    found = [_one(condition, schema, client) for condition in conditions] + ([] if given is None else [given])
    if len(found) < 2:
        return found[0] if found else None
    return {"$and": found}


def _one(condition: str, schema: Any, client: Callable[[], Attio | None]) -> Mapping[str, Any]:
    found = _SHAPE.fullmatch(condition)
    if found is None or (found["absent"] and not found["filled"]):
        message = (
            f"the condition {brief(condition)} must be FIELD, an operator and a value, such as name=Acme or 'name~ac'"
        )
        raise CommandError(message)
    attribute = None if schema is None else schema.attribute(found["field"])
    if found["filled"]:
        if attribute is not None and not found["part"] and attribute.type not in _FILLED:
            message = (
                f"Attio does not filter by whether {found['field']!r} has a value, only domains and names of people"
            )
            raise CommandError(message)
        filled = _path(found, {"$not_empty": True})
        return {"$not": filled} if found["absent"] else filled
    operator = found["operator"]
    negated, plain = operator[0] == "!", operator.removeprefix("!")
    content = _equal(found, attribute, client) if plain == "=" else _compared(found, plain, attribute)
    return {"$not": content} if negated else content


def _path(found: re.Match[str], operation: object) -> dict[str, Any]:
    return {found["field"]: operation if found["part"] is None else {found["part"]: operation}}


def _equal(found: re.Match[str], attribute: Any, client: Callable[[], Attio | None]) -> Mapping[str, Any]:
    field, text = found["field"], found["text"]
    kind = None if attribute is None or found["part"] else attribute.type
    if kind == "record-reference":
        return F(field).target_record_id == _uuid(field, text)
    if kind == "actor-reference":
        member = F(field).is_member(text)
        if "@" not in text:
            return member
        found_by = client()
        return {field: text} if found_by is None else member.resolve(found_by)
    return _path(found, _operand(found, attribute))


def _compared(found: re.Match[str], operator: str, attribute: Any) -> dict[str, Any]:
    return _path(found, {_OPERATORS[operator]: _operand(found, attribute)})


def _operand(found: re.Match[str], attribute: Any) -> object:
    """The value of a condition, of the type of its attribute."""
    field, text = found["field"], found["text"]
    if attribute is None or found["part"]:
        return text
    if attribute.type in _NUMBERS:
        return values.number(field, text)
    if attribute.type == "checkbox":
        return values.flag(field, text)
    if attribute.type in {"date", "timestamp"}:
        return _moment(field, text, whole=attribute.type == "timestamp")
    return text


def _moment(field: str, text: str, *, whole: bool) -> str:
    """Check a date or time; `whole` turns a date into the midnight, in UTC, with which it begins."""
    try:
        dt.datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        raise CommandError(
            f"{field} takes a date such as 2026-01-31 or a time in ISO 8601, not {brief(text)}"
        ) from None
    return f"{text}T00:00:00Z" if whole and len(text) == len("2026-01-31") else text


def _uuid(field: str, text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        raise CommandError(f"{field} refers to records: it takes the id of one, not {brief(text)}") from None


def to_sorts(given: Sequence[str], schema: Any) -> list[dict[str, str]]:
    """Turn `FIELD` and `-FIELD` into sorts.

    Raises:
        KeyError: There is no such attribute; the message names the nearest one.
    """
    sorts: list[dict[str, str]] = []
    for one in given:
        field = one.removeprefix("-")
        if schema is not None:
            schema.attribute(field)
        sorts.append({"attribute": field, "direction": "desc" if one.startswith("-") else "asc"})
    return sorts
