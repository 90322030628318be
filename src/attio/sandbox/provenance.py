"""Rules of the sandbox, each with its source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

Mark: TypeAlias = Literal["D", "O", "A", "X"]
"""Documented by Attio (D), observed on the live service (O), assumed (A), or different from Attio on purpose (X)."""

MARKS: Mapping[Mark, str] = {"D": "documented", "O": "observed", "A": "assumed", "X": "different"}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that describes one behavior of the sandbox."""

    id: str
    text: str
    mark: Mark
    source: str
    """Where the behavior is documented or was observed; empty for an assumption."""
    operations: tuple[str, ...]
    """Operations that the rule applies to. `records.*` means all operations of a resource, `*` all operations."""

    def covers(self, operation: str) -> bool:
        """Return whether the rule applies to an operation."""
        for name in self.operations:
            if operation == name or (name.endswith("*") and operation.startswith(name[:-1])):
                return True
        return False


def documented(id: str, text: str, source: str, *operations: str) -> Rule:
    """Return a rule for behavior that Attio documents."""
    return Rule(id, text, "D", source, operations)


def observed(id: str, text: str, source: str, *operations: str) -> Rule:
    """Return a rule for behavior that was observed on the live service."""
    return Rule(id, text, "O", source, operations)


def assumed(id: str, text: str, *operations: str) -> Rule:
    """Return a rule for behavior that is neither documented nor observed."""
    return Rule(id, text, "A", "", operations)


def different(id: str, text: str, *operations: str, source: str = "") -> Rule:
    """Return a rule for behavior that differs from Attio on purpose."""
    return Rule(id, text, "X", source, operations)


@dataclass(frozen=True, slots=True)
class Coverage:
    """An operation, whether the sandbox supports it, and the rules that apply to it."""

    operation: str
    offered: bool
    rules: tuple[Rule, ...]


def coverage(operations: Iterable[str], offered: Iterable[str], rules: Sequence[Rule]) -> tuple[Coverage, ...]:
    """Return the coverage of each operation."""
    supported = frozenset(offered)
    return tuple(
        Coverage(name, name in supported, tuple(rule for rule in rules if rule.covers(name))) for name in operations
    )
