"""Names in control verbs: globs of operations, and errors that suggest the closest valid name."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterable
from fnmatch import fnmatchcase

from attio._support.names import brief


class ControlError(ValueError):
    """An argument of a control verb is invalid. The message names it and suggests a valid one."""


def nearest(name: str, options: Iterable[str]) -> str | None:
    """Return the option that is most similar to a name; None if none is similar."""
    by_lower = {option.lower(): option for option in options}
    close = difflib.get_close_matches(name.lower(), by_lower, n=1, cutoff=0.5)
    return by_lower[close[0]] if close else None


def suggestion(name: str, options: Iterable[str]) -> str:
    """Return the end of an error message: the closest option, or up to 12 options, or an empty text."""
    options = list(options)
    closest = nearest(name, options)
    if closest is not None:
        return f"; nearest: {closest!r}"
    return f"; use one of {', '.join(map(repr, options))}" if 0 < len(options) <= 12 else ""


def unknown(noun: str, name: str, options: Iterable[str]) -> ControlError:
    """Return the error for a name that does not exist."""
    return ControlError(f"there is no {noun} {brief(name)}{suggestion(name, options)}")


def matches(operation: str | None, pattern: str | None) -> bool:
    """Return whether the name of an operation matches a glob. None as the pattern matches everything."""
    return pattern is None or (operation is not None and fnmatchcase(operation, pattern))


def select(pattern: str | None, operations: Iterable[str]) -> frozenset[str]:
    """Return the operations that match a name or a glob.

    Raises:
        ControlError: No operation matches.
    """
    operations = list(operations)
    matching = frozenset(operation for operation in operations if matches(operation, pattern))
    if not matching:
        raise unknown("operation", str(pattern), operations)
    return matching


def is_number(value: object, *, whole: bool = False) -> bool:
    """Return whether a value is a finite number, 0 or more. A boolean is not a number."""
    kinds = (int,) if whole else (int, float)
    return not isinstance(value, bool) and isinstance(value, kinds) and 0 <= value <= sys.float_info.max
