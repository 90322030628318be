"""Conversion of conditions such as `name~acme` or `employees>=50` to the filter of a query."""

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
    "FIELD=VALUE with one of the operators = != ~ (contains) !~ ^= (starts with) $= (ends with) > >= < <=. "
    "FIELD.PROPERTY=VALUE compares one property of the value. Domains and names of people also take FIELD? (has a "
    "value) and !FIELD? (has no value). Several conditions must all match."
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
"""Types of attributes for which Attio supports the filter "has a value"."""


def to_filter(
    conditions: Sequence[str], extra_filter: Any, schema: Any, client: Callable[[], Attio | None]
) -> Mapping[str, Any] | None:
    """Convert conditions to a filter; None if there are none.

    Args:
        conditions: The conditions.
        extra_filter: A filter of the API that must match as well; None for none.
        schema: Schema of the object; None to treat all values as text.
        client: Returns the client that finds members by e-mail address, or None to use the addresses unchanged.

    Raises:
        CommandError: A condition is malformed, or its value does not fit the attribute.
        KeyError: There is no such attribute. The message suggests a similar name.
    """
    filters = [_filter_of(condition, schema, client) for condition in conditions]
    if extra_filter is not None:
        filters.append(extra_filter)
    if len(filters) < 2:
        return filters[0] if filters else None
    return {"$and": filters}


def _filter_of(condition: str, schema: Any, client: Callable[[], Attio | None]) -> Mapping[str, Any]:
    match = _SHAPE.fullmatch(condition)
    if match is None or (match["absent"] and not match["filled"]):
        message = (
            f"the condition {brief(condition)} must be FIELD, an operator and a value, such as name=Acme or 'name~ac'"
        )
        raise CommandError(message)
    attribute = None if schema is None else schema.attribute(match["field"])
    if match["filled"]:
        if attribute is not None and not match["part"] and attribute.type not in _FILLED:
            message = f"Attio cannot filter by whether {match['field']!r} has a value, only domains and names of people"
            raise CommandError(message)
        filled = _at_field(match, {"$not_empty": True})
        return {"$not": filled} if match["absent"] else filled
    operator = match["operator"]
    is_negated, plain = operator[0] == "!", operator.removeprefix("!")
    if plain == "=":
        content = _equality(match, attribute, client)
    else:
        content = _at_field(match, {_OPERATORS[plain]: _operand(match, attribute)})
    return {"$not": content} if is_negated else content


def _at_field(match: re.Match[str], operation: object) -> dict[str, Any]:
    """Return the filter that applies an operation to the field or the property of a condition."""
    return {match["field"]: operation if match["part"] is None else {match["part"]: operation}}


def _equality(match: re.Match[str], attribute: Any, client: Callable[[], Attio | None]) -> Mapping[str, Any]:
    field, text = match["field"], match["text"]
    kind = None if attribute is None or match["part"] else attribute.type
    if kind == "record-reference":
        return F(field).target_record_id == _uuid(field, text)
    if kind == "actor-reference":
        member = F(field).is_member(text)
        if "@" not in text:
            return member
        resolver = client()
        return {field: text} if resolver is None else member.resolve(resolver)
    return _at_field(match, _operand(match, attribute))


def _operand(match: re.Match[str], attribute: Any) -> object:
    """Convert the value of a condition to the type of its attribute."""
    field, text = match["field"], match["text"]
    if attribute is None or match["part"]:
        return text
    if attribute.type in _NUMBERS:
        return values.number(field, text)
    if attribute.type == "checkbox":
        return values.flag(field, text)
    if attribute.type in {"date", "timestamp"}:
        return _check_time(field, text, is_timestamp=attribute.type == "timestamp")
    return text


def _check_time(field: str, text: str, *, is_timestamp: bool) -> str:
    """Check a date or time. For a timestamp attribute, convert a date to its first moment in UTC."""
    try:
        dt.datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        raise CommandError(
            f"{field} takes a date such as 2026-01-31 or a time in ISO 8601, not {brief(text)}"
        ) from None
    return f"{text}T00:00:00Z" if is_timestamp and len(text) == len("2026-01-31") else text


def _uuid(field: str, text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        raise CommandError(f"{field} refers to records: it takes the id of a record, not {brief(text)}") from None


def to_sorts(keys: Sequence[str], schema: Any) -> list[dict[str, str]]:
    """Convert `FIELD` and `-FIELD` to the sorts of a query.

    Raises:
        KeyError: There is no such attribute. The message suggests a similar name.
    """
    sorts: list[dict[str, str]] = []
    for key in keys:
        field = key.removeprefix("-")
        if schema is not None:
            schema.attribute(field)
        sorts.append({"attribute": field, "direction": "desc" if key.startswith("-") else "asc"})
    return sorts
