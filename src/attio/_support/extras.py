"""Errors for optional packages that are not installed."""

from __future__ import annotations


def needs(what: str, package: str, extra: str) -> str:
    """The message for a feature whose package is not installed; each package has an extra of the SDK."""
    return f"{what} needs the package {package}: pip install 'attio-sdk[{extra}]'"
