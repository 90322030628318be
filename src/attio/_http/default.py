"""The HTTP client that an `Attio` makes for itself when none is given."""

from __future__ import annotations

from collections.abc import Callable

from attio._http.client import HTTPClient

overrides: list[Callable[[], HTTPClient]] = []
"""What makes it instead, the last first: `attio.sandbox.active` puts a function here while it is in force."""


def default_client() -> HTTPClient:
    """Make an HTTP client."""
    return overrides[-1]() if overrides else HTTPClient()
