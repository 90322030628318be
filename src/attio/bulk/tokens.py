"""Resume tokens: the position of an export as text."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping
from typing import Any

FORMAT = 1
NO_TOKEN = "resume: this is not a token of an export; pass the text of `export.token`"  # noqa: S105 - a message


def digest(work: Mapping[str, Any]) -> str:
    """Return a short hash of the description of an export: target, filter and options."""
    text = json.dumps(work, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


def encode(work: str, state: Mapping[str, Any]) -> str:
    """Return a token."""
    content = {"format": FORMAT, "work": work, **state}
    return base64.urlsafe_b64encode(json.dumps(content, separators=(",", ":")).encode()).decode()


def decode(token: str, work: str) -> dict[str, Any]:
    """Parse a token.

    Raises:
        ValueError: The token is damaged, of a newer version, or belongs to an export with other arguments.
    """
    try:
        content = json.loads(base64.urlsafe_b64decode(token.encode("ascii")))
        number = content["format"]
        token_work = content["work"]
    except (binascii.Error, UnicodeError, ValueError, KeyError, TypeError):
        raise ValueError(NO_TOKEN) from None
    if number != FORMAT:
        message = f"resume: the token has format {number}, but this version reads format {FORMAT}"
        raise ValueError(message)
    if token_work != work:
        message = "resume: the token belongs to an export with another target, filter or option"
        raise ValueError(message)
    result: dict[str, Any] = content
    return result
