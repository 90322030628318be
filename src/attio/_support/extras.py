"""Message for an optional package that is not installed."""

from __future__ import annotations


def needs(feature: str, package: str, extra: str) -> str:
    """Return the message for a feature whose package is not installed, with the extra that installs it."""
    return f"{feature} needs the package {package}: pip install 'attio-sdk[{extra}]'"
