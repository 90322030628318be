"""Validation of the headers that callers add."""

from __future__ import annotations

import sys

from attio._version import __version__
from attio.errors.base import InvalidRequestError

USER_AGENT = f"attio-sdk-python/{__version__} python/{sys.version_info.major}.{sys.version_info.minor}"

_RESERVED = frozenset({"authorization", "content-length", "host", "transfer-encoding", "connection"})
"""Headers that callers cannot set."""


def check_header(name: str, value: object) -> str:
    """Check a header that the caller adds, and return its value without surrounding spaces and tabs.

    Raises:
        InvalidRequestError: The header is not valid, or the SDK sets it itself. The message never contains the value.
    """
    if not name or not name.isascii() or not all(letter.isalnum() or letter in "!#$%&'*+-.^_`|~" for letter in name):
        from attio._support.names import brief  # imported here because only errors use it

        message = f"{brief(name)} is not a valid header name"
        raise InvalidRequestError(message)
    if name.lower() in _RESERVED:
        fix = "pass the token as oauth2" if name.lower() == "authorization" else "the SDK sets it itself"
        message = f"header {name} cannot be set here; {fix}"
        raise InvalidRequestError(message)
    if not isinstance(value, str):
        message = f"header {name} must be a str, not {type(value).__name__}"
        raise InvalidRequestError(message)
    if any(character < " " and character != "\t" for character in value) or "\x7f" in value:
        message = f"header {name} contains a control character, which could inject another header"
        raise InvalidRequestError(message)
    try:
        value.encode("latin-1")
    except UnicodeEncodeError:
        message = f"header {name} contains a character that HTTP headers cannot contain; encode it first"
        raise InvalidRequestError(message) from None
    return value.strip(" \t")
