"""Explain why the API rejected a request, from the schema and records of the workspace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_NEAR = 3
"""Most suggestions of near names; a longer list contains all names."""


@dataclass(frozen=True)
class Conflict:
    """The record that has a value which must be unique."""

    object: str
    """Slug of its object."""
    record_id: str
    """Its id."""
    web_url: str
    """Its page in Attio."""


@dataclass(frozen=True)
class Explanation:
    """The reason why the API rejected a request; `str` of it is for people."""

    problem: str
    """What is wrong, in one sentence."""
    attribute: str | None = None
    """Slug of the attribute it is about."""
    suggestions: tuple[str, ...] = ()
    """Names that exist: the nearest ones, else the first ten."""
    conflict: Conflict | None = None
    """The record that has the value, for a `uniqueness_conflict`."""
    missing_scopes: tuple[str, ...] = ()
    """Scopes the token lacks."""
    unknown: tuple[str, ...] = ()
    """What could not be looked up."""

    def __str__(self) -> str:
        lines = [self.problem]
        if self.suggestions:
            quoted = join_words([repr(one) for one in self.suggestions])
            lines.append(f"did you mean {quoted}?" if len(self.suggestions) <= _NEAR else f"there are {quoted}")
        if self.conflict:
            lines.append(f"{self.conflict.object} record {self.conflict.record_id} has it: {self.conflict.web_url}")
        lines += [f"not known: {one}" for one in self.unknown]
        return "\n".join(lines)


def join_words(names: Sequence[str]) -> str:
    """Join words for reading: `a, b or c`."""
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last
