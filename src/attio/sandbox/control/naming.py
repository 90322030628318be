"""Names that a control verb may be given: globs of operations, and errors that suggest the nearest right name."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterable
from fnmatch import fnmatchcase

from attio._support.names import brief


class ControlError(ValueError):
    """A control verb was given something it cannot use; the message names it and what to give instead."""


def nearest(name: str, options: Iterable[str]) -> str | None:
    """Return the option most like a name, or None if none is like it."""
    folded = {option.lower(): option for option in options}
    found = difflib.get_close_matches(name.lower(), folded, n=1, cutoff=0.5)
    return folded[found[0]] if found else None


def suggestion(name: str, options: Iterable[str]) -> str:
    """Return the end of an error message: the nearest option, or all of them if few, or nothing."""
    options = list(options)
    found = nearest(name, options)
    if found is not None:
        return f"; nearest: {found!r}"
    return f"; use one of {', '.join(map(repr, options))}" if 0 < len(options) <= 12 else ""


def unknown(what: str, name: str, options: Iterable[str]) -> ControlError:
    """Return the error for a name that does not exist."""
    return ControlError(f"there is no {what} {brief(name)}{suggestion(name, options)}")


def matches(operation: str | None, pattern: str | None) -> bool:
    """Tell whether the name of an operation matches a glob; no pattern matches everything."""
    return pattern is None or (operation is not None and fnmatchcase(operation, pattern))


def select(pattern: str | None, operations: Iterable[str]) -> frozenset[str]:
    """Return the operations that a name or a glob means.

    Raises:
        ControlError: No operation matches.
    """
    operations = list(operations)
    found = frozenset(operation for operation in operations if matches(operation, pattern))
    if not found:
        raise unknown("operation", str(pattern), operations)
    return found


def is_number(value: object, *, whole: bool = False) -> bool:
    """Tell whether a value is a finite number, 0 or more; booleans are none."""
    kinds = (int,) if whole else (int, float)
    return not isinstance(value, bool) and isinstance(value, kinds) and 0 <= value <= sys.float_info.max
