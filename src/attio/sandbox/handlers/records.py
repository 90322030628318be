"""Records: querying, creating, changing, deleting and merging them.

Attio itself goes on working after a write: it enriches records from its own data and links people to companies by their
e-mail addresses, making companies as needed. The sandbox does none of that; a record holds what was written to it.
"""

from __future__ import annotations

from math import ceil

from attio.sandbox.call import Call, Operations, find_record
from attio.sandbox.checks import UUID, Array, Check, Fields, Integer, Shape, Text, Union
from attio.sandbox.errors import ApiError, invalid, value_not_found
from attio.sandbox.filters import compile_filter, complexity, filter_error
from attio.sandbox.lifecycle import create_record, delete_record, merge_records
from attio.sandbox.messages import Response, data_response, json_response
from attio.sandbox.render import record_wire
from attio.sandbox.sorting import BY_ATTRIBUTE, BY_PATH, sort_records
from attio.sandbox.store import Attribute, ObjectType, Record
from attio.sandbox.values import Place, type_of
from attio.sandbox.writes import Mode, Writer, parse_all, plan

operations = Operations()

READ = ("record_permission:read", "object_configuration:read")
WRITE = ("record_permission:read-write", "object_configuration:read")

_UUID = Text(pattern=UUID)
_QUERY = Shape(
    {},
    {
        "filter": Shape({}),
        "filter_view_id": _UUID,
        "sorts": Array(Union(BY_ATTRIBUTE, BY_PATH)),
        "limit": Integer(least=1),
        "offset": Integer(least=0),
    },
)
_VALUES: Check = Shape({"values": Shape({})})
_MERGE = Shape({"primary_record_id": _UUID, "secondary_record_id": _UUID})
_ENTRIES = Shape({}, {"limit": Integer(least=1, most=1000), "offset": Integer(least=0)})


def _answer(call: Call, owner: ObjectType, record: Record) -> Response:
    return data_response(record_wire(record, owner, call.store))


def _values(call: Call) -> dict[str, object]:
    return dict(call.data(_VALUES).fields("values").content)


def _overwrite(attribute: Attribute) -> Mode:  # noqa: ARG001 - the same for every attribute
    return "overwrite"


def _append(attribute: Attribute) -> Mode:  # noqa: ARG001 - the same for every attribute
    return "append"


@operations("records.query", *READ)
def query(call: Call) -> Response:
    """List the records of an object, filtered and sorted; without sorts, in the order in which they were made."""
    fields = call.body(_QUERY)
    owner = call.object("The referenced object was not found.")
    test = compile_filter(_filter(fields, owner), owner, call.store)
    found = [record for record in owner.records.values() if test(record)]
    ordered = sort_records(found, fields.mappings("sorts"), owner, call.store)
    offset = fields.integer("offset", 0)
    limit = min(fields.integer("limit", 500), call.page_cap)
    page = [record_wire(record, owner, call.store) for record in ordered[offset : offset + limit]]
    weight = complexity(fields.content.get("filter", {})) + 2 * len(fields.array("sorts"))
    return data_response(page).with_headers(
        {"x-attio-record-query-score": str(weight * ceil(len(owner.records) / 100))}
    )


def _filter(fields: Fields, owner: ObjectType) -> object:
    if "filter_view_id" not in fields:
        return fields.content.get("filter", {})
    if "filter" in fields:
        raise filter_error("Only one of filter and filter_view_id can be given.")
    view = owner.views.get(fields.get("filter_view_id", str))
    if view is None:
        raise filter_error(f'View with ID "{fields.get("filter_view_id", str)}" not found.')
    return view.filter or {}


@operations("records.create", *WRITE)
def create(call: Call) -> Response:
    """Make a record; a clash with a unique value is an error."""
    values = _values(call)
    owner = call.object()
    changes = plan(call.store, owner, values, _overwrite)
    return _answer(call, owner, create_record(call.store, owner, changes, call.token))


@operations("records.assert", *WRITE)
def assert_record(call: Call) -> Response:
    """Update the record with the same value of a unique attribute, or make one if there is none."""
    reference = call.query(Shape({"matching_attribute": Text()})).get("matching_attribute", str)
    values = _values(call)
    owner = call.object()
    attribute = _matching_attribute(reference, owner)
    record = _match(call, owner, attribute, values)

    def mode_of(written: Attribute) -> Mode:
        # Only the attribute that was matched by gains values; the others become what was sent.
        return "append" if written is attribute else "overwrite"

    if attribute.api_slug == "record_id":
        values = {name: raw for name, raw in values.items() if owner.attribute(name) is not attribute}
    changes = plan(call.store, owner, values, mode_of, record)
    if record is None:
        return _answer(call, owner, create_record(call.store, owner, changes, call.token))
    Writer(call.store, call.token.actor).apply(record, changes)
    return _answer(call, owner, record)


def _matching_attribute(reference: str, owner: ObjectType) -> Attribute:
    attribute = owner.attribute(reference)
    if attribute is None or attribute.is_archived:
        raise value_not_found(f'No attribute was found for matching_attribute slug/ID "{reference}".')
    if not attribute.is_unique:
        message = "The matching attribute specified is not a unique attribute."
        raise ApiError(400, "matching_attribute_definition_not_unique", message)
    return attribute


def _match(call: Call, owner: ObjectType, attribute: Attribute, values: dict[str, object]) -> Record | None:
    """Find the record that has one of the values sent for the matching attribute."""
    raw = next((values[name] for name in (attribute.api_slug, attribute.id) if name in values), None)
    kind = type_of(attribute)
    payloads = parse_all(raw, Place(call.store, attribute))
    if not payloads:
        raise invalid(f'The values must include the matching attribute "{attribute.api_slug}".')
    keys = [kind.key(payload) for payload in payloads]
    found = list(dict.fromkeys(holder for key in keys for holder in call.store.holders(attribute, key)))
    if len(found) > 1:
        message = f'More than one record has a value given for the matching attribute "{attribute.api_slug}".'
        raise ApiError(400, "multiple_match_results", message)
    if not found and attribute.api_slug == "record_id":
        raise value_not_found(f'Record with ID "{keys[0]}" not found.')
    return owner.records[found[0]] if found else None


@operations("records.get", *READ)
def get(call: Call) -> Response:
    """Return one record."""
    owner = call.object()
    return _answer(call, owner, call.record(owner))


@operations("records.update", *WRITE)
def update(call: Call) -> Response:
    """Change a record; multiselect attributes become what was sent."""
    values = _values(call)
    owner = call.object()
    record = call.record(owner)
    changes = plan(call.store, owner, values, _overwrite, record)
    Writer(call.store, call.token.actor).apply(record, changes)
    return _answer(call, owner, record)


@operations("records.update_append", *WRITE)
def update_append(call: Call) -> Response:
    """Change a record; multiselect attributes gain what was sent, at the front."""
    values = _values(call)
    owner = call.object()
    record = call.record(owner)
    changes = plan(call.store, owner, values, _append, record)
    Writer(call.store, call.token.actor).apply(record, changes)
    return _answer(call, owner, record)


@operations("records.delete", *WRITE)
def delete(call: Call) -> Response:
    """Delete a record."""
    owner = call.object()
    delete_record(call.store, owner, call.record(owner), call.token.actor)
    return json_response({})


@operations("records.merge", *WRITE)
def merge(call: Call) -> Response:
    """Make a new record out of two; it can be read at once, so the answer is 200 and never 202."""
    fields = call.data(_MERGE)
    owner = call.object()
    first, second = fields.get("primary_record_id", str), fields.get("secondary_record_id", str)
    if first == second:
        raise ApiError(400, "self_merge", "A record cannot be merged with itself.")
    for record_id in (first, second):
        if record_id not in owner.records:
            raise ApiError(404, "value_not_found", f'Record with ID "{record_id}" not found.')
    primary, secondary = find_record(owner, first), find_record(owner, second)
    merged = merge_records(call.store, owner, primary, secondary, call.token.actor)
    return data_response({"new_record_id": merged.id})


@operations("records.list_entries", *READ, "list_entry:read")
def list_entries(call: Call) -> Response:
    """List the list entries of a record: none, until the sandbox has lists."""
    call.query(_ENTRIES)
    call.record(call.object())
    return data_response([])
