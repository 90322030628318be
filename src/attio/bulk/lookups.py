"""Look-ups of existing records for `skip_unchanged`, with one query for a hundred rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from attio._call.functions import FunctionCall
from attio.bulk.comparing import LookupResult
from attio.bulk.rows import key_texts
from attio.bulk.settling import operand
from attio.bulk.work import Prepared, Work

SIZES = (100, 50, 10)
"""Number of rows in a query. If the API rejects a query, the next size is used; after the last one, no look-up."""
LARGEST_PAGE = 500


def query(work: Work, rows: Sequence[Prepared], options: Mapping[str, object]) -> FunctionCall:
    """Return the query for the records or entries that rows would update."""
    conditions = [condition for row in rows for condition in _conditions(work, row)]
    body = {"filter": {"$or": conditions}, "limit": LARGEST_PAGE}
    return FunctionCall(f"{work.resource}_query", (work.target,), {**options, **body})


def _conditions(work: Work, row: Prepared) -> Iterable[dict[str, object]]:
    if work.resource == "entries":
        path = [[work.target, "parent_record"], [row.ids["parent_object"], "record_id"]]
        return [{"path": path, "constraints": {"value": row.ids["parent_record_id"]}}]
    name = cast("str", work.matching)
    value = row.values[name]
    values = cast("Sequence[object]", value) if isinstance(value, list | tuple) else [value]
    return [{name: operand(one)} for one in values if key_texts(one)]


def matched(slug: str | None, rows: Sequence[Prepared], items: Iterable[Any]) -> list[LookupResult | None]:
    """Return the existing item for each row; None if several items match, so that only the upsert can decide."""
    by_key: dict[str, list[Any]] = {}
    for item in items:
        for text in _keys_of(item, slug):
            by_key.setdefault(text, []).append(item)
    return [_found(slug, row, by_key) for row in rows]


def _keys_of(item: Any, slug: str | None) -> set[str]:
    if slug is None:
        return {item.parent_record_id}
    if slug == "record_id":
        return {item.id.record_id}
    values = item.read_values.get(slug, ())
    return {text for one in values for text in key_texts(getattr(one, "plain", None))}


def _found(slug: str | None, row: Prepared, by_key: Mapping[str, list[Any]]) -> LookupResult | None:
    items = {id(item): item for key in row.keys for item in by_key.get(key, ())}
    if len(items) > 1:
        return None
    return LookupResult(next(iter(items.values()), None), slug)
