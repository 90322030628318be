"""Read the object or list, the values and the options from the parameters of a failed call, to explain its error."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

if TYPE_CHECKING:
    from attio.errors.base import AttioBaseError

Kind: TypeAlias = Literal["object", "list", "activity"]

_OWNER_IN_MESSAGE = re.compile(r'(Object|List|Activity) with slug/ID "([^"]+)"')
_OWNERS: Mapping[str, tuple[Kind, str]] = {
    "records": ("object", "object"),
    "entries": ("list", "list"),
    "activities": ("activity", "activity"),
    "activity_records": ("activity", "activity"),
}
"""For each resource, the kind of owner of its attributes, and the name of the parameter that contains the owner."""
_TARGETS: Mapping[str, Kind] = {"objects": "object", "lists": "list", "activities": "activity"}
_EQUALITY = frozenset({"$eq", "$in"})
"""Operators that compare with whole values, not with parts such as a prefix."""


def owner_of_error(error: AttioBaseError, given: Mapping[str, object]) -> tuple[Kind, str] | None:
    """Return the kind and the name of the object, list or activity that the attribute of an error belongs to.

    Args:
        error: The error.
        given: The parameters of the call.
    """
    owner = _OWNER_IN_MESSAGE.search(error.message)
    if owner:
        return cast("Kind", owner[1].lower()), owner[2]
    if error.attribute and ("path" in error.path or error.path[:1] == ("sorts",)):
        for step in _steps(given):  # each step is an object and an attribute
            if step[1:] == [error.attribute] and step[0]:
                return "object", step[0]
    resource = (error.operation or "").partition(".")[0]
    if resource == "attributes":
        kind, name = _TARGETS.get(str(given.get("target"))), given.get("identifier")
    else:
        kind, parameter = _OWNERS.get(resource, ("object", "object"))
        name = given.get(parameter)
    return (kind, str(name)) if kind is not None and name is not None else None


def _steps(value: object) -> Iterator[list[str]]:
    """Yield the steps of all paths in filters and sorts."""
    if isinstance(value, Mapping):
        for key, inner in cast("Mapping[str, object]", value).items():
            if key == "path" and isinstance(inner, list | tuple):
                steps = cast("list[list[str]]", inner)
                yield from (list(step) for step in steps if isinstance(cast("object", step), list | tuple))
            else:
                yield from _steps(inner)
    elif isinstance(value, list | tuple):
        for inner in cast("list[object]", value):
            yield from _steps(inner)


def wanted_options(given: Mapping[str, object]) -> dict[str, list[str]]:
    """Return the texts in the values and the filter of a call, by attribute; they may be titles of options."""
    texts: dict[str, list[str]] = {}
    for name, value in (*written_values(given).items(), *_conditions(given.get("filter"))):
        texts.setdefault(name, []).extend(texts_of(value))
    return texts


def written_values(given: Mapping[str, object]) -> Mapping[str, object]:
    """Return the values of a write, by attribute; empty for other calls."""
    data = given.get("data")
    if isinstance(data, Mapping):
        for key in ("values", "entry_values"):
            values = cast("Mapping[str, object]", data).get(key)
            if isinstance(values, Mapping):
                return cast("Mapping[str, object]", values)
    return {}


def _conditions(condition: object) -> Iterator[tuple[str, object]]:
    """Yield the attribute and the condition of each part of a filter."""
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
    """Yield the texts in a value or in a condition."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in cast("Mapping[str, object]", value).items():
            if not key.startswith("$") or key in _EQUALITY:
                yield from texts_of(inner)
    elif isinstance(value, list | tuple):
        for inner in cast("list[object]", value):
            yield from texts_of(inner)
