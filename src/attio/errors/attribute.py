"""Find the attribute that an error of the API is about."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from attio._support.digits import is_digits

if TYPE_CHECKING:
    from attio.errors.data import ErrorData

_VALUES_KEYS = frozenset({"values", "entry_values"})
"""Keys of a request body whose values are dicts by attribute."""
_PATH_FILTER = frozenset({"path", "constraints"})
"""Keys of a filter along a path of references, which names the attributes in its values."""

# The message begins with the value that was sent, which may contain anything; the attribute comes last.
_CONFLICT = re.compile(r'.*provided for attribute with (?:slug/ID|slug|ID) "([^"]+)" conflicts', re.DOTALL)
_ATTRIBUTE = re.compile(r'(?<![a-z])attribute(?: with)?(?: (?:slug/ID|slug|ID))? "([^"]+)"', re.IGNORECASE)
_UNKNOWN = re.compile(r"Unknown attribute slug: (\S+?)\.?$")


def attribute_of(data: ErrorData) -> str | None:
    """Return the slug or id of the attribute that an error response names; None if it names none."""
    for detail in data.validation_errors:
        attribute = _in_body(detail.path)
        if attribute:
            return attribute
    return _in_filter(data.path) or _in_message(data.message or "")


def _in_body(path: tuple[str | int, ...]) -> str | None:
    for key, step in pairwise(path):
        if key in _VALUES_KEYS:
            return step if isinstance(step, str) else None
    return None


def _in_filter(path: tuple[str | int, ...]) -> str | None:
    """Return the first step of a path that is neither an operator such as `$or` nor an index."""
    if path[:1] == ("sorts",) and len(path) > 1:
        return None  # the path leads to an item of `sorts`; the message names the attribute
    for step in path:
        if isinstance(step, str) and not step.startswith("$") and not is_digits(step):
            return None if step in _PATH_FILTER else step
    return None


def _in_message(message: str) -> str | None:
    match = _CONFLICT.match(message) or _ATTRIBUTE.search(message) or _UNKNOWN.search(message)
    return match[1] if match else None
