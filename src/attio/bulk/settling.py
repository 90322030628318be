"""The search for the record or entry of a create whose response was lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, cast

from attio._call.functions import FunctionCall
from attio.bulk.work import Prepared, Work


def search(work: Work, row: Prepared, since: float, options: Mapping[str, object]) -> FunctionCall:
    """Return the query for items with the key of a row that were created since a time of the API."""
    key = cast("str", work.key)
    if key == "parent_record_id":
        arguments = (row.ids["parent_object"], row.ids["parent_record_id"])
        return FunctionCall("records_list_entries", arguments, {**options, "limit": 1000})
    moment = dt.datetime.fromtimestamp(since, dt.timezone.utc).isoformat().replace("+00:00", "Z")
    condition = {"$or": [{key: one} for one in _operands(row.values[key])]}
    filter_ = {"$and": [condition, {"created_at": {"$gte": moment}}]}
    return FunctionCall(f"{work.resource}_query", (work.target,), {**options, "filter": filter_, "limit": 10})


def settled(work: Work, page: Any, since: float) -> list[str]:
    """Return the ids of the items that the search found."""
    if work.key != "parent_record_id":
        return [getattr(item.id, work.id_name) for item in page.data]
    entries = (entry for entry in page.data if work.target in (entry.list_api_slug, entry.list_id))
    return [entry.entry_id for entry in entries if entry.created_at.timestamp() >= since]


def _operands(value: object) -> list[object]:
    """Return the operands of a filter for each value of a key."""
    values = list(cast("list[object]", value)) if isinstance(value, list | tuple | set | frozenset) else [value]
    return [operand(one) for one in values]


def operand(value: object) -> object:
    """Convert a value to write to an operand of a filter."""
    if isinstance(value, Mapping):
        mapping = cast("Mapping[str, object]", value)
        for name in ("domain", "email_address", "original_phone_number", "value", "option", "status"):
            if name in mapping:
                return mapping[name]
        return mapping
    return value
