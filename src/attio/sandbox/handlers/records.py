"""Handlers for records: query, create, update, delete and merge.

After a write, Attio enriches records from its own data, and links people to companies by their e-mail addresses. The
sandbox does not: a record has only the values that were written to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from attio.sandbox.call import Call, Operations, find_object, find_record, slice_page
from attio.sandbox.checks import UUID, Check, Integer, Shape, Text
from attio.sandbox.engine.apply import apply
from attio.sandbox.engine.collection import Collection
from attio.sandbox.engine.lifecycle import create_record, delete_record
from attio.sandbox.engine.merge import merge_records
from attio.sandbox.engine.plan import append, overwrite, plan
from attio.sandbox.errors import ApiError, not_found
from attio.sandbox.handlers.background import follow_record
from attio.sandbox.handlers.queries import QUERY, run_query
from attio.sandbox.handlers.upserts import matching_attribute, upsert
from attio.sandbox.messages import Response, data_response, json_response
from attio.sandbox.provenance import assumed, documented, observed
from attio.sandbox.render import owner_slug, record_wire
from attio.sandbox.store.rows import Record

operations = Operations()

_WRITES = ("records.create", "records.assert", "records.update", "records.update_append")
RULES = (
    documented("records.append",
        "PATCH adds values of multiselect attributes in front of the others, PUT replaces them",
        "reference: Update a record", "records.update", "records.update_append"),
    documented("records.assert",
        "A matching record is updated, and values are added to its matching attribute; without a match, a record is "
        "created",
        "reference: Assert a record", "records.assert"),
    assumed("records.assert_twice",
        "If several records have values of the matching attribute, the error is multiple_match_results",
        "records.assert"),
    observed("records.unique",
        "The error for the unique value of another record names the attribute by id and quotes the value",
        "effect-attio, kesslerio issue 216", *_WRITES),
    assumed("records.unknown", "The error for an unknown attribute in a write is value_not_found", *_WRITES),
    assumed("records.clear", "null and an empty array clear an attribute", *_WRITES),
    observed("records.all_values", "A record has every attribute; an attribute without values has an empty list",
        "recorded responses, May 2026", "records.query", "records.get", *_WRITES),
    observed("records.web_url", "web_url is .../person/ID, .../company/ID and .../deals/record/ID",
        "recorded responses, May 2026", "records.query", "records.get", *_WRITES),
    assumed("records.delete", "Deleting a record deletes the references to it, its entries, notes, comments and files",
        "records.delete"),
    documented("records.merge", "A merge creates a new record, with single values from the primary record",
        "reference: Merge records", "records.merge"),
    documented("records.merge_events",
        "A merge sends record.merged twice, with the new id and each old id, and no other events",
        "guide: Webhooks", "records.merge"),
    assumed("records.merge_union",
        "A merge combines the values of multiselect attributes, primary record first, and the histories",
        "records.merge"),
    documented("records.merge_again",
        "After a merge, the old ids cannot be read; the error for merging them again is value_not_found",
        "reference: Merge records", "records.merge", "records.get"),
    documented("records.entries", "list_entries returns flat rows, 100 by default and at most 1,000",
        "reference: List record entries", "records.list_entries"),
)  # fmt: skip

READ = ("record_permission:read", "object_configuration:read")
WRITE = ("record_permission:read-write", "object_configuration:read")

_UUID = Text(pattern=UUID)
_VALUES: Check = Shape({"values": Shape({})})
_MERGE = Shape({"primary_record_id": _UUID, "secondary_record_id": _UUID})
_ENTRIES = Shape({}, {"limit": Integer(least=1, most=1000), "offset": Integer(least=0)})


def _record_response(call: Call, owner: Collection, record: Record) -> Response:
    return data_response(record_wire(record, owner, call.workspace))


def _after_write(call: Call, owner: Collection, record: Record) -> Response:
    """Start the background work after a write, and return the response with the record."""
    follow_record(call, record)
    return _record_response(call, owner, record)


def _values(call: Call) -> Mapping[str, object]:
    return call.data(_VALUES).fields("values").content


@operations("records.query", *READ, reads=True)
def query(call: Call) -> Response:
    """Query the records of an object. Without sorts, they are in the order of their creation."""
    fields = call.body(QUERY)
    missing = not_found("The referenced object was not found.")
    owner = find_object(call.workspace, call.params["object"], lambda _: missing)
    return run_query(call, owner, fields, lambda record: record_wire(record, owner, call.workspace))


@operations("records.create", *WRITE)
def create(call: Call) -> Response:
    """Create a record."""
    values = _values(call)
    owner = call.object()
    writes = plan(call.workspace, owner, values, overwrite)
    return _after_write(call, owner, create_record(call.changes, owner, writes, call.token))


@operations("records.assert", *WRITE)
def assert_record(call: Call) -> Response:
    """Update the record with the same value of a unique attribute, or create a record."""
    reference = matching_attribute(call)
    values = _values(call)
    owner = call.object()
    return _after_write(call, owner, upsert(call, owner, values, reference))


@operations("records.get", *READ)
def get(call: Call) -> Response:
    """Return a record."""
    owner = call.object()
    record = call.record(owner)
    call.check_merged(record.id, 404)
    call.states.under_way("company_from_email", record.id)
    return _record_response(call, owner, record)


@operations("records.update", *WRITE)
def update(call: Call) -> Response:
    """Update a record. Replace the values of multiselect attributes."""
    return _update(call, appending=False)


@operations("records.update_append", *WRITE)
def update_append(call: Call) -> Response:
    """Update a record. Add values at the front of multiselect attributes."""
    return _update(call, appending=True)


def _update(call: Call, *, appending: bool) -> Response:
    values = _values(call)
    owner = call.object()
    record = call.record(owner)
    call.check_merged(record.id)
    writes = plan(call.workspace, owner, values, append if appending else overwrite, record)
    return _after_write(call, owner, apply(call.changes, record, writes))


@operations("records.delete", *WRITE)
def delete(call: Call) -> Response:
    """Delete a record."""
    owner = call.object()
    delete_record(call.changes, call.record(owner))
    return json_response({})


@operations("records.merge", *WRITE)
def merge(call: Call) -> Response:
    """Merge two records into a new one. The status is 202 if the state `merge` takes time, otherwise 200."""
    fields = call.data(_MERGE)
    owner = call.object()
    first, second = fields.get("primary_record_id", str), fields.get("secondary_record_id", str)
    if first == second:
        raise ApiError(400, "self_merge", "A record cannot be merged with itself.")
    error = partial(ApiError, 404, "value_not_found")
    primary, secondary = find_record(owner, first, error), find_record(owner, second, error)
    merged = merge_records(call.changes, owner, primary, secondary)
    is_under_way = call.states.begin("merge", merged.id, call.workspace)
    return data_response({"new_record_id": merged.id}, status=202 if is_under_way else 200)


@operations("records.list_entries", *READ, "list_entry:read")
def list_entries(call: Call) -> Response:
    """List the list entries of a record, without their values."""
    fields = call.query(_ENTRIES)
    record = call.record(call.object())
    rows = [
        {
            "list_id": entry.owner_id,
            "list_api_slug": owner_slug(call.workspace, entry.owner_id),
            "entry_id": entry.id,
            "created_at": entry.created_at,
        }
        for entry in call.workspace.entries(record.id)
    ]
    return data_response(slice_page(rows, fields, 100))
