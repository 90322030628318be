"""The documented errors of each operation and the documented enums, from a file made from the API's description."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias, cast


@dataclass(frozen=True)
class DocumentedError:
    """An error that an operation documents."""

    status: int
    code: str
    type: str
    """Type in the body; `scim` for an error whose body is SCIM's and whose code is its `scimType`."""
    message: str


Documented: TypeAlias = Mapping[str, tuple[DocumentedError, ...]]
"""The documented errors of each operation, by its name."""

BY_FAULT_ONLY = frozenset(
    {
        ("*", 400, "formula_edit_unauthorized"),
        ("*", 400, "particle_gate_violation"),
        ("*", 409, "concurrent_write_conflict"),
        ("activity_records.assert", 400, "multiple_match_results"),
        ("call_recordings.create", 403, "quota_exceeded"),
        ("entries.write_attribute_values", 404, "value_not_found"),
        ("files.upload", 403, "quota_exceeded"),
        ("records.write_attribute_values", 404, "value_not_found"),
        ("tasks.create", 400, "limit_reached"),
        ("tasks.update", 400, "limit_reached"),
    }
)
"""Documented errors that no rule of the sandbox gives: operation or `*`, status and code."""

# Values are described by hand in the SDK, so the generator sees none of their enums.
_OF_VALUES = {
    "attribute_type": "type",
    "interaction_type": ("email", "calendar-event", "activity", "meeting"),
    "referenced_actor_type": ("api-token", "workspace-member", "system", "app"),
}


@lru_cache(maxsize=1)
def _content() -> Mapping[str, Mapping[str, object]]:
    text = Path(__file__).with_suffix(".json").read_text(encoding="utf-8")
    return cast("Mapping[str, Mapping[str, object]]", json.loads(text))


@lru_cache(maxsize=1)
def documented_errors() -> Documented:
    """Return the documented errors of every operation; an operation without any has an empty tuple."""
    errors = cast("Mapping[str, list[tuple[int, str, str, str]]]", _content()["errors"])
    return {operation: tuple(DocumentedError(*one) for one in entries) for operation, entries in errors.items()}


def by_fault_only(operation: str, status: int, code: str) -> bool:
    """Whether only a fault makes an operation respond with an error."""
    return not BY_FAULT_ONLY.isdisjoint({("*", status, code), (operation, status, code)})


@lru_cache(maxsize=1)
def enums() -> Mapping[str, frozenset[str]]:
    """Return the values of every enum in responses that may grow, by the name of the property that has it."""
    read = cast("Mapping[str, list[str]]", _content()["enums"])
    found = {name: frozenset(members) for name, members in read.items()}
    for name, members in _OF_VALUES.items():
        found[name] = found[members] if isinstance(members, str) else frozenset(members)
    return found
