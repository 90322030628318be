"""Queries of records, entries and activity records."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from attio.sandbox.call import Call
from attio.sandbox.checks import UUID, Array, Fields, Integer, Shape, Text, Union
from attio.sandbox.engine.collection import Collection
from attio.sandbox.engine.filters import compile_filter, complexity
from attio.sandbox.engine.sorting import BY_ATTRIBUTE, BY_PATH, sort_records
from attio.sandbox.handlers.views import query_filter
from attio.sandbox.messages import Response, data_response
from attio.sandbox.provenance import assumed, documented, observed
from attio.sandbox.store.rows import Record

QUERY = Shape(
    {},
    {
        "filter": Shape({}),
        "filter_view_id": Text(pattern=UUID),
        "sorts": Array(Union(BY_ATTRIBUTE, BY_PATH)),
        "limit": Integer(least=1),
        "offset": Integer(least=0),
    },
)

_QUERIES = ("records.query", "entries.query", "activity_records.query")
RULES = (
    documented("queries.grammar",
        "Filters and sorts follow the grammar of the guide; the error for anything else is filter_error",
        "guide: Filtering and sorting", *_QUERIES),
    documented("queries.page", "Pages have 500 records by default, and at most `Sandbox(page_cap=…)`",
        "guide: Paginating", *_QUERIES),
    assumed("queries.order", "Without sorts, records are in the order of their creation", *_QUERIES),
    assumed("queries.any_value",
        "An attribute with several values matches a condition if one value satisfies the whole condition", *_QUERIES),
    assumed("queries.empty_last", "Records without a value come last in both directions of a sort", *_QUERIES),
    observed("queries.score",
        "The header x-attio-record-query-score has the cost of a query; a small query without a filter has 0",
        "recorded responses, May 2026", *_QUERIES),
)  # fmt: skip


def run_query(call: Call, owner: Collection, fields: Fields, write: Callable[[Record], dict[str, object]]) -> Response:
    """Return the response to a query, with one page.

    Args:
        call: The call.
        owner: Collection to query.
        fields: The body, checked with `QUERY`.
        write: Function that returns a record as JSON values.
    """
    workspace = call.workspace
    condition = query_filter(call, owner, fields)
    test = compile_filter(condition, owner, workspace)
    matching = [record for record in owner.records if test(record)] if condition else list(owner.records)
    ordered = sort_records(matching, fields.mappings("sorts"), owner, workspace)
    offset = fields.integer("offset", 0)
    limit = min(fields.integer("limit", 500), call.page_cap)
    page = [write(record) for record in ordered[offset : offset + limit]]
    cost = complexity(fields.content.get("filter", {})) + 2 * len(fields.array("sorts"))
    score = cost * ceil(len(owner.records) / 100)
    return data_response(page).with_headers({"x-attio-record-query-score": str(score)})
