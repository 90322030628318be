"""The documented errors of each operation, and the documented enums, from a file generated from the API description."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias, cast


@dataclass(frozen=True)
class DocumentedError:
    """A documented error of an operation."""

    status: int
    code: str
    type: str
    """`type` in the body. `scim` marks an error with a SCIM body, whose `scimType` is the code."""
    message: str


Documented: TypeAlias = Mapping[str, tuple[DocumentedError, ...]]
"""The documented errors by the name of the operation."""

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
"""Documented errors that only a fault can cause in the sandbox: operation or `*`, status and code."""

# The generated file lacks the enums of attribute values, which the SDK defines by hand. A str names an equal enum.
_VALUE_ENUMS = {
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
    return {operation: tuple(DocumentedError(*entry) for entry in entries) for operation, entries in errors.items()}


def by_fault_only(operation: str, status: int, code: str) -> bool:
    """Return whether only a fault can cause this error of an operation."""
    return not BY_FAULT_ONLY.isdisjoint({("*", status, code), (operation, status, code)})


@lru_cache(maxsize=1)
def enums() -> Mapping[str, frozenset[str]]:
    """Return the members of every open enum in responses, by the name of its property."""
    content = cast("Mapping[str, list[str]]", _content()["enums"])
    members_by_property = {name: frozenset(members) for name, members in content.items()}
    for name, members in _VALUE_ENUMS.items():
        if isinstance(members, str):
            members_by_property[name] = members_by_property[members]
        else:
            members_by_property[name] = frozenset(members)
    return members_by_property
