"""Suggestions for names that are not known."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Find the known name that is most like one; None if none is."""
    from difflib import get_close_matches  # for mistakes only

    by_lower = {known.lower(): known for known in names}
    near = get_close_matches(name.lower(), by_lower, n=1)
    return by_lower[near[0]] if near else None


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """Suggest the nearest name, for the end of a message; empty if there is none."""
    near = nearest(name, names)
    return f"; did you mean {near!r}?" if near else ""
