"""What the parameters of a call say about its error: whose attributes, which values and options."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

if TYPE_CHECKING:
    from attio.errors.base import AttioBaseError

Kind: TypeAlias = Literal["object", "list", "activity"]

_NAMED = re.compile(r'(Object|List|Activity) with slug/ID "([^"]+)"')
_OWNERS: Mapping[str, tuple[Kind, str]] = {
    "records": ("object", "object"),
    "entries": ("list", "list"),
    "activities": ("activity", "activity"),
    "activity_records": ("activity", "activity"),
}
"""By resource: what its attributes belong to, and the parameter that names it."""
_TARGETS: Mapping[str, Kind] = {"objects": "object", "lists": "list", "activities": "activity"}
_EQUAL = frozenset({"$eq", "$in"})
"""Operators that name whole values."""


def owner_of_error(error: AttioBaseError, given: Mapping[str, object]) -> tuple[Kind, str] | None:
    """The object, list or activity whose attributes an error is about."""
    named = _NAMED.search(error.message)
    if named:
        return cast("Kind", named[1].lower()), named[2]
    if error.attribute and ("path" in error.path or error.path[:1] == ("sorts",)):
        stepped = next((step[0] for step in _steps(given) if step[1:] == [error.attribute]), None)
        if stepped:
            return "object", stepped
    resource = (error.operation or "").partition(".")[0]
    if resource == "attributes":
        kind, name = _TARGETS.get(str(given.get("target"))), given.get("identifier")
    else:
        kind, parameter = _OWNERS.get(resource, ("object", "object"))
        name = given.get(parameter)
    return (kind, str(name)) if kind is not None and name is not None else None


def _steps(value: object) -> Iterator[list[str]]:
    """The steps of every path of references in filters and sorts."""
    if isinstance(value, Mapping):
        for key, inner in cast("Mapping[str, object]", value).items():
            if key == "path" and isinstance(inner, list | tuple):
                steps = cast("list[object]", inner)
                yield from (list(cast("list[str]", step)) for step in steps if isinstance(step, list | tuple))
            else:
                yield from _steps(inner)
    elif isinstance(value, list | tuple):
        for inner in cast("list[object]", value):
            yield from _steps(inner)


def wanted_options(given: Mapping[str, object]) -> dict[str, list[str]]:
    """The texts that were given in values and in a filter, by attribute."""
    found: dict[str, list[str]] = {}
    for name, value in (*written_values(given).items(), *_conditions(given.get("filter"))):
        found.setdefault(name, []).extend(texts_of(value))
    return found


def written_values(given: Mapping[str, object]) -> Mapping[str, object]:
    """The values of a write, by attribute."""
    data = given.get("data")
    if isinstance(data, Mapping):
        for key in ("values", "entry_values"):
            values = cast("Mapping[str, object]", data).get(key)
            if isinstance(values, Mapping):
                return cast("Mapping[str, object]", values)
    return {}


def _conditions(condition: object) -> Iterator[tuple[str, object]]:
    if isinstance(condition, list | tuple):
        for inner in cast("list[object]", condition):
            yield from _conditions(inner)
    elif isinstance(condition, Mapping) and "path" not in condition:
        for key, inner in cast("Mapping[str, object]", condition).items():
            if key.startswith("$"):
                yield from _conditions(inner)
            else:
                yield key, inner


def texts_of(value: object) -> Iterator[str]:
    """The texts in a value, or in a condition on it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in cast("Mapping[str, object]", value).items():
            if not key.startswith("$") or key in _EQUAL:
                yield from texts_of(inner)
    elif isinstance(value, list | tuple):
        for inner in cast("list[object]", value):
            yield from texts_of(inner)
