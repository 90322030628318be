"""Handlers for lists and the access of members to them."""

from __future__ import annotations

from dataclasses import replace

from attio.sandbox.call import SLUG, Call, Operations
from attio.sandbox.checks import UUID, Array, Check, Fields, Nullable, OneOf, Shape, Text
from attio.sandbox.engine.record_events import row_events
from attio.sandbox.errors import invalid, not_found, slug_conflict, value_not_found
from attio.sandbox.handlers.views import VIEWS, views_page
from attio.sandbox.messages import Response, data_response
from attio.sandbox.provenance import assumed, documented
from attio.sandbox.schema import LIST, put_attribute
from attio.sandbox.store.rows import ListRow, View
from attio.sandbox.workspace import Workspace

operations = Operations()

_WRITES = ("lists.create", "lists.update")
RULES = (
    documented("lists.parent", "parent_object is a string in requests, and an array with one string in responses",
        "reference: Create a list", *_WRITES),
    documented("lists.full_access", "The whole workspace or at least one member needs full access",
        "reference: Create a list", *_WRITES),
    documented("lists.billing",
        "Without restricted lists in the plan, the error for restricting a list is billing_error",
        "reference: Create a list", *_WRITES),
    documented("lists.slug", "The error for the slug of another list is slug_conflict", "reference: Create a list",
        "lists.create"),
    assumed("lists.slug_update",
        "In an update, the error for the slug of another list is slug_conflict; a parent object is ignored",
        "lists.update"),
    assumed("lists.order", "Lists are in the order of their creation", "lists.list"),
    assumed("lists.private",
        "A token of a member sees the lists that the member has access to; the error for other lists is not_found",
        "lists.*", "entries.*"),
    documented("lists.begin", "A new list has entry_id, parent_record, created_at and created_by", "guide: SQL",
        "lists.create"),
)  # fmt: skip

READ = "list_configuration:read"
WRITE = "list_configuration:read-write"

_LEVEL = OneOf("full-access", "read-and-write", "read-only")
_ACCESS: dict[str, Check] = {
    "workspace_access": Nullable(_LEVEL),
    "workspace_member_access": Array(Shape({"workspace_member_id": Text(pattern=UUID), "level": _LEVEL})),
}
_CREATE = Shape({"name": Text(), "api_slug": Text(pattern=SLUG), "parent_object": Text(), **_ACCESS})
_UPDATE = Shape({}, {"name": Text(), "api_slug": Text(pattern=SLUG), **_ACCESS})


def list_wire(row: ListRow, workspace: Workspace) -> dict[str, object]:
    """Return a list as JSON values."""
    parents = (workspace.owner(object_id) for object_id in row.parent_object_ids)
    return {
        "id": {"workspace_id": workspace.id, "list_id": row.id},
        "api_slug": row.api_slug,
        "name": row.name,
        "parent_object": [parent.api_slug for parent in parents if parent],
        "workspace_access": row.workspace_access,
        "workspace_member_access": [
            {"workspace_member_id": member_id, "level": level} for member_id, level in row.member_access
        ],
        "created_by_actor": row.created_by.wire(),
        "created_at": row.created_at,
    }


@operations("lists.list", READ)
def list_lists(call: Call) -> Response:
    """List the lists that the token has access to."""
    rows = [owner.row_as(ListRow) for owner in call.workspace.collections("lists") if call.list_level(owner)]
    return data_response([list_wire(row, call.workspace) for row in rows])


@operations("lists.create", WRITE)
def create_list(call: Call) -> Response:
    """Create a list for the records of an object."""
    fields = call.data(_CREATE)
    reference = fields.get("parent_object", str)
    parent = call.workspace.object(reference)
    if parent is None:
        raise not_found(f'Parent object with slug/ID "{reference}" not found.')
    row = ListRow(
        id=call.workspace.new_id(),
        api_slug=fields.get("api_slug", str),
        name=fields.get("name", str),
        parent_object_ids=(parent.id,),
        workspace_access=fields.find("workspace_access", str),
        member_access=_member_access(call, fields),
        created_by=call.token.actor,
        created_at=call.changes.now,
    )
    _check(call, row)
    call.changes.put(row)
    for spec in LIST:
        attribute = put_attribute(call.changes, row, spec)
        if attribute.api_slug == "parent_record":
            call.changes.put(replace(attribute, allowed_object_ids=row.parent_object_ids), quiet=True)
    view = View(id=call.workspace.new_id(), owner_id=row.id, title=f"All {row.name}", created_at=row.created_at)
    call.changes.put(view)
    return data_response(list_wire(row, call.workspace))


def _member_access(call: Call, fields: Fields) -> tuple[tuple[str, str], ...]:
    levels: dict[str, str] = {}
    for item in map(Fields, fields.mappings("workspace_member_access")):
        member_id = item.get("workspace_member_id", str)
        if call.workspace.member(member_id) is None:
            raise value_not_found(f'Workspace member with ID "{member_id}" not found.')
        levels[member_id] = item.get("level", str)
    return tuple(levels.items())


def _check(call: Call, row: ListRow) -> None:
    levels = [row.workspace_access, *(level for _, level in row.member_access)]
    if "full-access" not in levels:
        raise invalid("The workspace or at least one workspace member must have full access to the list.")
    if row.workspace_access != "full-access" or row.member_access:
        call.check_plan("Restricting who may use a list is")
    if any(other.api_slug == row.api_slug for other in call.workspace.table(ListRow) if other.id != row.id):
        raise slug_conflict(f'The slug "{row.api_slug}" belongs to another list.')


@operations("lists.get", READ)
def get_list(call: Call) -> Response:
    """Return a list."""
    return data_response(list_wire(call.list().row_as(ListRow), call.workspace))


@operations("lists.update", WRITE)
def update_list(call: Call) -> Response:
    """Update the name, the slug or the access of a list."""
    fields = call.data(_UPDATE)
    row = call.list("full-access").row_as(ListRow)
    changed = replace(
        row,
        name=fields.find("name", str) or row.name,
        api_slug=fields.find("api_slug", str) or row.api_slug,
        workspace_access=fields.find("workspace_access", str) if "workspace_access" in fields else row.workspace_access,
        member_access=_member_access(call, fields) if "workspace_member_access" in fields else row.member_access,
    )
    _check(call, changed)
    call.changes.put(changed)
    return data_response(list_wire(changed, call.workspace))


@operations("lists.get_views", READ)
def get_views(call: Call) -> Response:
    """List the saved views of a list, sorted by id."""
    fields = call.query(VIEWS)
    return views_page(call, call.list(), fields)


EVENTS = {ListRow.kind: row_events("list", "list_id")}
