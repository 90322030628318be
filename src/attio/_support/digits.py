"""Read whole numbers in text from outside: digits 0 to 9 alone, where `int` also takes `1_000`, `٣` and spaces."""

from __future__ import annotations

LONGEST = 15
"""Most digits of a number; `int` rejects thousands of them with an error of its own."""


def is_digits(text: str) -> bool:
    """Whether a text has digits 0 to 9 and nothing else; `str.isdigit` is true for `²` and for Arabic digits, too."""
    return text.isascii() and text.isdigit()


def whole_number(text: str) -> int | None:
    """Return the number that a text of at most 15 digits writes; None for any other text."""
    return int(text) if is_digits(text) and len(text) <= LONGEST else None
