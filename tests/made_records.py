"""Records, entries and activity records with values that a test chooses."""

from __future__ import annotations

import json
from typing import Any

from attio.models import ActivityRecord, Entry, Record

KINDS: list[Any] = [Record, ActivityRecord, Entry]


def record_with(kind: type[Any] = Record, /, **values: object) -> Any:
    """Return a record, entry or activity record with these values."""
    ids = {"record_id": "r-1", "object_id": "o-1", "list_id": "l-1", "entry_id": "e-1"}
    body: dict[str, object] = {"id": ids, "created_at": "2025-01-01T00:00:00Z"}
    if kind is Entry:
        body |= {"parent_object": "people", "parent_record_id": "p-1", "entry_values": values}
    else:
        body |= {"values": values}
    if kind is Record:
        body["web_url"] = "https://app.attio.com/r"
    return kind.model_validate_json(json.dumps(body))
