"""Secrets that never appear in a message, a repr or a pickle."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeAlias

TokenSource: TypeAlias = str | Callable[[], str] | Callable[[], Awaitable[str]]
"""A token, or a function that returns one and is called before every attempt; the function may be async."""

REDACTED = "[redacted]"
"""The mask that replaces a secret in every text."""


class Token(str):
    """A token whose `repr` is redacted, because crash reporters show the variables of every frame."""

    __slots__ = ()

    def __repr__(self) -> str:
        return REDACTED


class Secret:
    """A secret whose `repr` is redacted and which is left out of pickles; `reveal()` returns it."""

    __slots__ = ("_value",)

    def __init__(self, value: TokenSource | None) -> None:
        self._value = value

    def reveal(self) -> TokenSource | None:
        """Return the secret itself."""
        return self._value

    def __bool__(self) -> bool:
        return bool(self._value)

    def __repr__(self) -> str:
        return f"Secret({REDACTED if self._value else ''})"

    def __copy__(self) -> Secret:
        return self

    def __deepcopy__(self, memo: object) -> Secret:
        return self

    def __reduce__(self) -> tuple[type[Secret], tuple[None]]:
        # A pickle may be read by others; the process that loads it has its own environment.
        return Secret, (None,)
