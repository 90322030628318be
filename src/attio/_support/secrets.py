"""Values that never show in a message, a repr or a pickle."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeAlias

TokenSource: TypeAlias = str | Callable[[], str] | Callable[[], Awaitable[str]]
"""A token, or a function (async ones too) that returns one and is called before every attempt."""

REDACTED = "[redacted]"
"""The mask that replaces a secret in every text."""


class Token(str):
    """A token that crash reporters, which show the variables of every frame, show redacted."""

    __slots__ = ()

    def __repr__(self) -> str:
        return REDACTED


class Secret:
    """A secret that `repr` redacts and pickles leave out; `reveal()` returns it."""

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
