"""The explanation why the API rejected a request, from the schema and records of the workspace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_MAX_SIMILAR = 3
"""Most suggestions of similar names; a longer list contains all names."""


@dataclass(frozen=True)
class Conflict:
    """The record that already has a unique value."""

    object: str
    """Slug of the object that the record belongs to."""
    record_id: str
    """Id of the record."""
    web_url: str
    """Address of the record in Attio."""


@dataclass(frozen=True)
class Explanation:
    """The reason why the API rejected a request; print it to read the explanation."""

    problem: str
    """Description of the problem, in one sentence."""
    attribute: str | None = None
    """Slug of the attribute that the problem is about; None if it is not about an attribute."""
    suggestions: tuple[str, ...] = ()
    """Names that exist: the similar ones, or the first ten if no name is similar."""
    conflict: Conflict | None = None
    """For a `uniqueness_conflict`, the record that already has the value."""
    missing_scopes: tuple[str, ...] = ()
    """Scopes that the token lacks."""
    unknown: tuple[str, ...] = ()
    """Descriptions of everything that could not be looked up."""

    def __str__(self) -> str:
        lines = [self.problem]
        if self.suggestions:
            names = join_words([repr(name) for name in self.suggestions])
            lines.append(f"did you mean {names}?" if len(self.suggestions) <= _MAX_SIMILAR else f"there are {names}")
        if self.conflict:
            lines.append(f"{self.conflict.object} record {self.conflict.record_id} has it: {self.conflict.web_url}")
        lines += [f"not known: {description}" for description in self.unknown]
        return "\n".join(lines)


def join_words(names: Sequence[str]) -> str:
    """Join words with commas and "or": `a, b or c`."""
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last
