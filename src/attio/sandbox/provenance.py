"""Where the sandbox's rules come from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

Mark: TypeAlias = Literal["D", "O", "A", "X"]
"""Documented by Attio, observed on the live service, assumed, or different from Attio on purpose."""

MARKS: Mapping[Mark, str] = {"D": "documented", "O": "observed", "A": "assumed", "X": "different"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing the sandbox does: as the API does it, as we assume it does, or differently on purpose."""

    id: str
    text: str
    mark: Mark
    source: str
    """Where it is documented or was observed; empty for what is assumed or different."""
    operations: tuple[str, ...]
    """The operations it holds for; `records.*` means all operations of a resource."""

    def covers(self, operation: str) -> bool:
        """Whether the rule is about an operation."""
        return any(
            operation == name or (name.endswith("*") and operation.startswith(name[:-1])) for name in self.operations
        )


def documented(id: str, text: str, source: str, *operations: str) -> Rule:
    """Return a rule that Attio documents."""
    return Rule(id, text, "D", source, operations)


def observed(id: str, text: str, source: str, *operations: str) -> Rule:
    """Return a rule that was observed on the live service."""
    return Rule(id, text, "O", source, operations)


def assumed(id: str, text: str, *operations: str) -> Rule:
    """Return a rule that neither the documentation nor an observation settles."""
    return Rule(id, text, "A", "", operations)


def different(id: str, text: str, *operations: str, source: str = "") -> Rule:
    """Return a rule by which the sandbox differs from Attio on purpose."""
    return Rule(id, text, "X", source, operations)


@dataclass(frozen=True, slots=True)
class Coverage:
    """One operation, whether the sandbox offers it, and the rules it follows there."""

    operation: str
    offered: bool
    rules: tuple[Rule, ...]


def coverage(operations: Iterable[str], offered: Iterable[str], rules: Sequence[Rule]) -> tuple[Coverage, ...]:
    """Put operations and rules together."""
    known = frozenset(offered)
    return tuple(
        Coverage(name, name in known, tuple(rule for rule in rules if rule.covers(name))) for name in operations
    )
