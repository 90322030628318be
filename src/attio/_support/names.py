"""Values and names in error messages: values in a bounded length, suggestions for unknown names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

MOST_SHOWN = 100
"""Characters of a value in an error message."""


def brief(value: Any) -> str:
    """Return the `repr` of a value for an error message, cut when it is long.

    A value that has no `repr`, such as an int of more digits than Python converts to text, is described.
    """
    try:
        text = repr(value)
    except Exception:  # noqa: BLE001 - whatever a `repr` raises
        digits = f" of {value.bit_length() * 30103 // 100000} digits" if isinstance(value, int) else ""
        return f"<{type(value).__name__}{digits}>"
    return shortened(text, MOST_SHOWN)


def shortened(text: str, length: int) -> str:
    """Cut a text after so many characters."""
    return text if len(text) <= length else f"{text[: length - 1]}…"


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Find the known name that is most like one; None if none is."""
    from difflib import get_close_matches  # for mistakes only

    by_lower = {known.lower(): known for known in names}
    near = get_close_matches(name.lower()[:MOST_SHOWN], by_lower, n=1)
    return by_lower[near[0]] if near else None


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """Suggest the nearest name, for the end of a message; empty if there is none."""
    near = nearest(name, names)
    return f"; did you mean {near!r}?" if near else ""
