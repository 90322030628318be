"""Parse whole numbers in ASCII digits; `int` also accepts `1_000`, `٣` and spaces."""

from __future__ import annotations

LONGEST = 15
"""Most digits of a number; `int` raises an error for a number with thousands of digits."""


def is_digits(text: str) -> bool:
    """Whether a text consists of ASCII digits; `str.isdigit` is also true for `²` and Arabic digits."""
    return text.isascii() and text.isdigit()


def whole_number(text: str) -> int | None:
    """Return the number in a text of at most 15 ASCII digits; None for any other text."""
    return int(text) if is_digits(text) and len(text) <= LONGEST else None
