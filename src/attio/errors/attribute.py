"""Find the attribute that an error of the API is about."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from attio._support.digits import is_digits

if TYPE_CHECKING:
    from attio.errors.data import ErrorData

_BEHIND = frozenset({"values", "entry_values"})
"""Keys of a body below which the attributes stand."""
_PATH_FILTER = frozenset({"path", "constraints"})
"""Keys of a filter along a path of references: the steps of the path say which attribute, not the keys."""

# The message repeats what was sent, so the attribute stands after the value.
_CONFLICT = re.compile(r'.*provided for attribute with (?:slug/ID|slug|ID) "([^"]+)" conflicts', re.DOTALL)
_NAMED = re.compile(r'(?<![a-z])attribute(?: with)?(?: (?:slug/ID|slug|ID))? "([^"]+)"', re.IGNORECASE)
_UNKNOWN = re.compile(r"Unknown attribute slug: (\S+?)\.?$")


def attribute_of(data: ErrorData) -> str | None:
    """Return the slug or id of the attribute that a response names; None when it names none."""
    for detail in data.validation_errors:
        found = _in_body(detail.path)
        if found:
            return found
    return _in_filter(data.path) or _in_message(data.message or "")


def _in_body(path: tuple[str | int, ...]) -> str | None:
    for key, step in pairwise(path):
        if key in _BEHIND:
            return step if isinstance(step, str) else None
    return None


def _in_filter(path: tuple[str | int, ...]) -> str | None:
    """The first step that is neither an operator such as `$or` nor a place in a list."""
    if path[:1] == ("sorts",) and len(path) > 1:
        return None  # a place in `sorts`; the message names the attribute
    for step in path:
        if isinstance(step, str) and not step.startswith("$") and not is_digits(step):
            return None if step in _PATH_FILTER else step
    return None


def _in_message(message: str) -> str | None:
    for pattern, search in ((_CONFLICT, False), (_NAMED, True), (_UNKNOWN, True)):
        found = pattern.search(message) if search else pattern.match(message)
        if found:
            return found[1]
    return None
