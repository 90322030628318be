"""Helpers for error messages: values cut to a maximum length, and suggestions for unknown names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

MOST_SHOWN = 100
"""Most characters of a value in an error message."""


def brief(value: Any) -> str:
    """Return the `repr` of a value for an error message, cut if it is long.

    If `repr` fails, as for an int with more digits than Python converts to text, the type of the value is returned.
    """
    try:
        text = repr(value)
    except Exception:  # noqa: BLE001 - a `repr` may raise anything
        digits = f" of {value.bit_length() * 30103 // 100000} digits" if isinstance(value, int) else ""
        return f"<{type(value).__name__}{digits}>"
    return shortened(text, MOST_SHOWN)


def shortened(text: str, length: int) -> str:
    """Cut a text to a maximum length."""
    return text if len(text) <= length else f"{text[: length - 1]}…"


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Return the most similar of the known names; None if no name is similar."""
    from difflib import get_close_matches  # only errors need it

    by_lower = {known.lower(): known for known in names}
    near = get_close_matches(name.lower()[:MOST_SHOWN], by_lower, n=1)
    return by_lower[near[0]] if near else None


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """Return the end of a message, which suggests the most similar name; empty if no name is similar."""
    near = nearest(name, names)
    return f"; did you mean {near!r}?" if near else ""
