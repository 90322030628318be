"""Default HTTP client and token of an `Attio` that is created without them."""

from __future__ import annotations

from collections.abc import Callable

from attio._http.client import HTTPClient

overrides: list[tuple[Callable[[], HTTPClient], Callable[[], str]]] = []
"""Functions that create another HTTP client and token; the last pair is used. `attio.sandbox.active` adds a pair."""


def default_client() -> HTTPClient:
    """Create the default HTTP client."""
    return overrides[-1][0]() if overrides else HTTPClient()


def default_token() -> Callable[[], str] | None:
    """Return the source of the default token; None if the environment provides it."""
    return overrides[-1][1] if overrides else None
