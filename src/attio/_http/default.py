"""The HTTP client, and the token, that an `Attio` uses when none is given."""

from __future__ import annotations

from collections.abc import Callable

from attio._http.client import HTTPClient

overrides: list[tuple[Callable[[], HTTPClient], Callable[[], str]]] = []
"""Functions that make the HTTP client and the token instead; the last pair is used. `attio.sandbox.active` adds one."""


def default_client() -> HTTPClient:
    """Make an HTTP client."""
    return overrides[-1][0]() if overrides else HTTPClient()


def default_token() -> Callable[[], str] | None:
    """Return the source of the token; None if it is the environment."""
    return overrides[-1][1] if overrides else None
