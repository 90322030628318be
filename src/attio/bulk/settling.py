"""Looking for what a create may have made, when its response was lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, cast

from attio._call.functions import FunctionCall
from attio.bulk.work import Prepared, Work


def search(work: Work, row: Prepared, since: float, options: Mapping[str, object]) -> FunctionCall:
    """Make the query for what has the key of a row and was created since a moment of the API's clock."""
    key = cast("str", work.key)
    if key == "parent_record_id":
        arguments = (row.ids["parent_object"], row.ids["parent_record_id"])
        return FunctionCall("records_list_entries", arguments, {**options, "limit": 1000})
    moment = dt.datetime.fromtimestamp(since, dt.timezone.utc).isoformat().replace("+00:00", "Z")
    condition = {"$or": [{key: one} for one in _operands(row.values[key])]}
    filter_ = {"$and": [condition, {"created_at": {"$gte": moment}}]}
    return FunctionCall(f"{work.resource}_query", (work.target,), {**options, "filter": filter_, "limit": 10})


def settled(work: Work, page: Any, since: float) -> list[str]:
    """Return the ids of what was found."""
    if work.key != "parent_record_id":
        return [getattr(item.id, work.id_name) for item in page.data]
    entries = (entry for entry in page.data if work.target in (entry.list_api_slug, entry.list_id))
    return [entry.entry_id for entry in entries if entry.created_at.timestamp() >= since]


def _operands(value: object) -> list[object]:
    """The values of a key, each in the form in which filters take it."""
    many = list(cast("list[object]", value)) if isinstance(value, list | tuple | set | frozenset) else [value]
    return [operand(one) for one in many]


def operand(value: object) -> object:
    """Turn a value that is written into one to filter by."""
    if isinstance(value, Mapping):
        given = cast("Mapping[str, object]", value)
        for name in ("domain", "email_address", "original_phone_number", "value", "option", "status"):
            if name in given:
                return given[name]
        return given
    return value
