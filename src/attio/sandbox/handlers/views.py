"""Saved views of objects and lists. The API can only list them."""

from __future__ import annotations

from attio.sandbox.call import Call, cursor_page
from attio.sandbox.checks import Fields, Flag, Integer, Shape, Text
from attio.sandbox.engine.collection import Collection
from attio.sandbox.engine.filters import filter_error
from attio.sandbox.messages import Response
from attio.sandbox.provenance import assumed, documented
from attio.sandbox.store.rows import View

VIEWS = Shape({}, {"show_archived": Flag(), "limit": Integer(least=1, most=1000), "cursor": Text()})

_OPERATIONS = ("objects.get_views", "lists.get_views")
_QUERIES = ("records.query", "entries.query", "activity_records.query")
RULES = (
    documented("views.order", "Views are sorted by id, in pages of 500 by default and at most 1,000",
        "reference: List views", *_OPERATIONS),
    documented("views.archived", "Archived views are listed with show_archived only", "reference: List views",
        *_OPERATIONS),
    assumed("views.one", "A new object or list has one view, All …", *_OPERATIONS),
    documented("views.filter", "filter_view_id applies the filter of a view of the same object or list",
        "guide: Filtering and sorting", *_QUERIES),
    assumed("views.foreign",
        "The error for a filter_view_id of another object or list, or together with a filter, is filter_error",
        *_QUERIES),
)  # fmt: skip


def views_page(call: Call, owner: Collection, fields: Fields) -> Response:
    """Return a response with the views of an object or list, sorted by id."""
    name = "list_id" if owner.target == "lists" else "object_id"
    ids = {"workspace_id": call.workspace.id, name: owner.id}
    archived = fields.find("show_archived", bool) or False
    views: list[dict[str, object]] = [
        {"id": {**ids, "view_id": view.id}, "title": view.title, "created_at": view.created_at}
        for view in sorted(call.workspace.find(View, "owner", owner.id), key=lambda view: view.id)
        if archived or not view.is_archived
    ]
    return cursor_page(call, views, fields, limit=500)


def query_filter(call: Call, owner: Collection, fields: Fields) -> object:
    """Return the filter of a query, or the filter of the view in `filter_view_id`."""
    if "filter_view_id" not in fields:
        return fields.content.get("filter", {})
    if "filter" in fields:
        raise filter_error("Only one of filter and filter_view_id can be given.")
    reference = fields.get("filter_view_id", str)
    view = call.workspace.table(View).get(reference)
    if view is None or view.owner_id != owner.id:
        raise filter_error(f'View with ID "{reference}" not found.')
    return view.filter or {}
