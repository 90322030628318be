"""Scopes that a token may have."""

from __future__ import annotations

from collections.abc import Iterable

from attio.sandbox.control.naming import ControlError, unknown
from attio.sandbox.handlers.meta import SCOPES

KNOWN = frozenset(f"{scope}:{right}" for scope in SCOPES for right in ("read", "read-write"))


def check_scopes(scopes: Iterable[str] | None) -> frozenset[str] | None:
    """Return scopes as a set.

    Raises:
        ControlError: They are one string, or one of them does not exist.
    """
    if scopes is None:
        return None
    if isinstance(scopes, str):
        raise ControlError(f"scopes={scopes!r} is one string; give a list, such as {scopes.split()!r}")
    granted = frozenset(scopes)
    for scope in sorted(granted - KNOWN):
        raise unknown("scope", scope, sorted(KNOWN))
    return granted
