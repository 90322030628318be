"""Handlers for activity records, such as phone calls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attio.sandbox.call import Call, Operations, find_record
from attio.sandbox.checks import Check, Shape
from attio.sandbox.engine.apply import apply
from attio.sandbox.engine.collection import Collection
from attio.sandbox.engine.lifecycle import create_record, delete_record
from attio.sandbox.engine.plan import append, overwrite, plan
from attio.sandbox.handlers.activities import find_activity
from attio.sandbox.handlers.queries import QUERY, run_query
from attio.sandbox.handlers.upserts import matching_attribute, upsert
from attio.sandbox.messages import Response, data_response, is_array, json_response
from attio.sandbox.provenance import assumed, documented
from attio.sandbox.render import values_wire
from attio.sandbox.store.rows import ActivityRow, Attribute, Record
from attio.sandbox.values.base import InvalidValueError
from attio.sandbox.values.contact import normal_address
from attio.sandbox.workspace import Workspace

operations = Operations()

_CREATIONS = ("activity_records.create", "activity_records.assert")
_CHANGES = ("activity_records.update", "activity_records.update_append")
_WRITES = (*_CREATIONS, *_CHANGES)
RULES = (
    documented("activity_records.assert",
        "A matching record is updated, and values are added to its matching attribute; without a match, a record is "
        "created",
        "reference: Assert an activity record", "activity_records.assert"),
    documented("activity_records.append",
        "PATCH adds values of multiselect attributes in front of the others, PUT replaces them",
        "reference: Update an activity record", *_CHANGES),
    documented("activity_records.unknown", "The error for an unknown attribute or option is value_not_found",
        "reference: Create an activity record", *_WRITES),
    assumed("activity_records.people",
        "A person is created for an unknown address of a participant, if the token may write records", *_WRITES),
    documented("activity_records.billing",
        "Without custom activities in the plan, the error for writing their records is billing_error",
        "reference: Create an activity record", *_CREATIONS),
    assumed("activity_records.values",
        "A record has every attribute; an attribute without values has an empty list", *_WRITES),
    documented("activity_records.delete", "A record can be deleted", "reference: Delete an activity record",
        "activity_records.delete", "activity_records.get"),
)  # fmt: skip

_CONFIGURATION = ("activity_configuration:read", "object_configuration:read", "record_permission:read")
READ = ("activity_record:read", *_CONFIGURATION)
WRITE = ("activity_record:read-write", *_CONFIGURATION)

_VALUES: Check = Shape({"values": Shape({})})


def activity_record_wire(record: Record, owner: Collection, workspace: Workspace) -> dict[str, object]:
    """Return an activity record as JSON values."""
    return {
        "id": {"workspace_id": workspace.id, "activity_id": owner.id, "record_id": record.id},
        "created_at": record.created_at,
        "values": values_wire(record, owner.visible, workspace),
    }


def _record_response(call: Call, owner: Collection, record: Record) -> Response:
    return data_response(activity_record_wire(record, owner, call.workspace))


def _values(call: Call) -> Mapping[str, object]:
    return call.data(_VALUES).fields("values").content


def _create_people(call: Call, owner: Collection, values: Mapping[str, object]) -> None:
    """Create a person for each unknown address in the references to people."""
    people = call.workspace.object("people")
    addresses = people.attribute("email_addresses") if people else None
    if people is None or addresses is None or not call.token.grants("record_permission:read-write"):
        return
    for reference, raw in values.items():
        attribute = owner.attribute(reference)
        if attribute is None or attribute.allowed_object_ids != (people.id,):
            continue
        for address in _new_addresses(call.workspace, addresses, raw):
            writes = plan(call.workspace, people, {"email_addresses": [address]}, overwrite)
            create_record(call.changes, people, writes, call.token)


def _new_addresses(workspace: Workspace, attribute: Attribute, raw: object) -> Iterator[str]:
    for item in raw if is_array(raw) else [raw]:
        try:
            address = normal_address(item) if isinstance(item, str) else None
        except InvalidValueError:
            continue
        if address is not None and not workspace.holders(attribute, address):
            yield address


@operations("activity_records.query", *READ, reads=True)
def query(call: Call) -> Response:
    """Query the records of an activity. Without sorts, they are in the order of their creation."""
    fields = call.body(QUERY)
    owner = find_activity(call)
    return run_query(call, owner, fields, lambda record: activity_record_wire(record, owner, call.workspace))


def _writable_activity(call: Call) -> Collection:
    """Return the activity of the path; raise an error if the plan does not include custom activities."""
    owner = find_activity(call)
    if not owner.row_as(ActivityRow).is_system:
        call.check_plan("Custom activities are")
    return owner


@operations("activity_records.create", *WRITE)
def create(call: Call) -> Response:
    """Create a record."""
    values = _values(call)
    owner = _writable_activity(call)
    _create_people(call, owner, values)
    writes = plan(call.workspace, owner, values, overwrite)
    return _record_response(call, owner, create_record(call.changes, owner, writes, call.token))


@operations("activity_records.assert", *WRITE)
def assert_record(call: Call) -> Response:
    """Update the record with the same value of a unique attribute, or create a record."""
    reference = matching_attribute(call)
    values = _values(call)
    owner = _writable_activity(call)
    _create_people(call, owner, values)
    return _record_response(call, owner, upsert(call, owner, values, reference))


@operations("activity_records.get", *READ)
def get(call: Call) -> Response:
    """Return a record."""
    owner = find_activity(call)
    return _record_response(call, owner, find_record(owner, call.params["record_id"]))


@operations("activity_records.update", *WRITE)
def update(call: Call) -> Response:
    """Update a record. Replace the values of multiselect attributes."""
    return _update(call, appending=False)


@operations("activity_records.update_append", *WRITE)
def update_append(call: Call) -> Response:
    """Update a record. Add values at the front of multiselect attributes."""
    return _update(call, appending=True)


def _update(call: Call, *, appending: bool) -> Response:
    values = _values(call)
    owner = find_activity(call)
    record = find_record(owner, call.params["record_id"])
    _create_people(call, owner, values)
    writes = plan(call.workspace, owner, values, append if appending else overwrite, record)
    return _record_response(call, owner, apply(call.changes, record, writes))


@operations("activity_records.delete", *WRITE)
def delete(call: Call) -> Response:
    """Delete a record."""
    delete_record(call.changes, find_record(find_activity(call), call.params["record_id"]))
    return json_response({})
