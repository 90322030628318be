"""Handlers for list entries."""

from __future__ import annotations

from collections.abc import Mapping

from attio.sandbox.call import Call, Operations, find_object, find_record
from attio.sandbox.checks import UUID, Fields, Shape, Text
from attio.sandbox.engine.apply import apply
from attio.sandbox.engine.collection import Collection
from attio.sandbox.engine.lifecycle import create_record, delete_record
from attio.sandbox.engine.plan import append, overwrite, plan
from attio.sandbox.errors import ApiError, invalid, not_found, value_not_found
from attio.sandbox.handlers.history import list_history, write_history
from attio.sandbox.handlers.queries import QUERY, run_query
from attio.sandbox.messages import Response, data_response, json_response
from attio.sandbox.provenance import assumed, documented, observed
from attio.sandbox.render import owner_slug, values_wire
from attio.sandbox.store.rows import ListRow, Record
from attio.sandbox.workspace import Workspace

operations = Operations()

_NEW = ("entries.create", "entries.assert")
_CHANGES = ("entries.update", "entries.update_appending")
_ALL = (*_NEW, *_CHANGES, "entries.get", "entries.query")
RULES = (
    observed("entries.required", "parent_object, parent_record_id and entry_values are required",
        "other API clients that send an empty entry_values", *_NEW),
    documented("entries.parent_unknown", "The error for an unknown parent is value_not_found",
        "reference: Create an entry", *_NEW),
    assumed("entries.parent_kind", "The error for a record of another object than the list's is validation_type",
        *_NEW),
    documented("entries.again", "A record may be in a list any number of times", "reference: Create an entry",
        "entries.create"),
    documented("entries.assert",
        "The entry of the parent is updated, or created if there is none; the error for several entries is "
        "multiple_match_results",
        "reference: Assert an entry", "entries.assert"),
    documented("entries.append",
        "PATCH adds values of multiselect attributes in front of the others, PUT replaces them",
        "reference: Update an entry", *_CHANGES),
    documented("entries.immutable", "The parent cannot be changed; the error for another parent is immutable_value",
        "reference: Update an entry", *_CHANGES),
    assumed("entries.same_parent", "An update may contain the present parent of the entry", *_CHANGES),
    assumed("entries.values", "entry_values has every attribute except parent_record", *_ALL),
    assumed("entries.go", "An entry is deleted with its record, and is moved to the new record in a merge",
        "records.delete", "records.merge", "entries.delete"),
)  # fmt: skip

READ = ("list_entry:read", "list_configuration:read")
WRITE = ("list_entry:read-write", "list_configuration:read")

_VALUES = Shape({})
_PARENT = {"parent_object": Text(), "parent_record_id": Text(pattern=UUID)}
_CREATE = Shape({**_PARENT, "entry_values": _VALUES})
_UPDATE = Shape({"entry_values": _VALUES}, _PARENT)


def entry_wire(entry: Record, owner: Collection, workspace: Workspace) -> dict[str, object]:
    """Return an entry as JSON values."""
    object_id, record_id = entry.parent or ("", "")
    attributes = (attribute for attribute in owner.visible if attribute.api_slug != "parent_record")
    return {
        "id": {"workspace_id": workspace.id, "list_id": owner.id, "entry_id": entry.id},
        "parent_record_id": record_id,
        "parent_object": owner_slug(workspace, object_id),
        "created_at": entry.created_at,
        "entry_values": values_wire(entry, attributes, workspace),
    }


def _entry_response(call: Call, owner: Collection, entry: Record) -> Response:
    return data_response(entry_wire(entry, owner, call.workspace))


def _find(call: Call, owner: Collection) -> Record:
    entry = owner.records.get(call.params["entry_id"])
    if entry is None:
        raise not_found(f'Entry with ID "{call.params["entry_id"]}" not found.')
    return entry


def _parent(call: Call, owner: Collection, fields: Fields) -> tuple[str, str]:
    """Return the object and the record of the parent in a request."""
    reference, record_id = fields.get("parent_object", str), fields.get("parent_record_id", str)
    target = find_object(call.workspace, reference, value_not_found)
    if target.id not in owner.row_as(ListRow).parent_object_ids:
        raise invalid(f'Records of "{target.api_slug}" cannot be added to the list "{owner.api_slug}".')
    return target.id, find_record(target, record_id, value_not_found).id


def _values(fields: Fields, owner: Collection) -> Mapping[str, object]:
    values = fields.fields("entry_values").content
    parent = owner.attribute("parent_record")
    if parent is not None and any(owner.attribute(name) is parent for name in values):
        raise ApiError(400, "immutable_value", "The parent record of an entry cannot be changed.")
    return values


@operations("entries.query", *READ, reads=True)
def query(call: Call) -> Response:
    """Query the entries of a list. Without sorts, they are in the order of their creation."""
    fields = call.body(QUERY)
    owner = call.list()
    return run_query(call, owner, fields, lambda entry: entry_wire(entry, owner, call.workspace))


@operations("entries.create", *WRITE)
def create(call: Call) -> Response:
    """Add a record to a list."""
    fields = call.data(_CREATE)
    owner = call.list("read-and-write")
    parent = _parent(call, owner, fields)
    writes = plan(call.workspace, owner, _values(fields, owner), overwrite)
    return _entry_response(call, owner, create_record(call.changes, owner, writes, call.token, parent))


@operations("entries.assert", *WRITE)
def assert_entry(call: Call) -> Response:
    """Update the entry of a record, or create an entry."""
    fields = call.data(_CREATE)
    owner = call.list("read-and-write")
    parent = _parent(call, owner, fields)
    existing = [entry for entry in call.workspace.entries(parent[1]) if entry.owner_id == owner.id]
    if len(existing) > 1:
        message = f'The record with ID "{parent[1]}" is in the list more than once.'
        raise ApiError(400, "multiple_match_results", message)
    call.check_merged(parent[1])
    entry = existing[0] if existing else None
    writes = plan(call.workspace, owner, _values(fields, owner), overwrite, entry)
    if entry is None:
        return _entry_response(call, owner, create_record(call.changes, owner, writes, call.token, parent))
    return _entry_response(call, owner, apply(call.changes, entry, writes))


@operations("entries.get", *READ)
def get(call: Call) -> Response:
    """Return an entry."""
    owner = call.list()
    return _entry_response(call, owner, _find(call, owner))


@operations("entries.update", *WRITE)
def update(call: Call) -> Response:
    """Update an entry. Replace the values of multiselect attributes."""
    return _update(call, appending=False)


@operations("entries.update_appending", *WRITE)
def update_appending(call: Call) -> Response:
    """Update an entry. Add values at the front of multiselect attributes."""
    return _update(call, appending=True)


def _update(call: Call, *, appending: bool) -> Response:
    fields = call.data(_UPDATE)
    owner = call.list("read-and-write")
    entry = _find(call, owner)
    object_id, record_id = entry.parent or ("", "")
    target = call.workspace.object(fields.find("parent_object", str) or object_id)
    if target is None or target.id != object_id or fields.find("parent_record_id", str) not in (None, record_id):
        raise ApiError(400, "immutable_value", "The parent record of an entry cannot be changed.")
    call.check_merged(record_id)
    writes = plan(call.workspace, owner, _values(fields, owner), append if appending else overwrite, entry)
    return _entry_response(call, owner, apply(call.changes, entry, writes))


@operations("entries.delete", *WRITE)
def delete(call: Call) -> Response:
    """Delete an entry. Its record is not deleted."""
    delete_record(call.changes, _find(call, call.list("read-and-write")))
    return json_response({})


@operations("entries.list_attribute_values", *READ)
def list_values(call: Call) -> Response:
    """List the values of an attribute of an entry."""
    return list_history(call, call.list, lambda owner: _find(call, owner))


@operations("entries.write_attribute_values", *WRITE)
def write_values(call: Call) -> Response:
    """Replace the whole history of an attribute of an entry."""
    return write_history(call, lambda: call.list("read-and-write"), lambda owner: _find(call, owner))
