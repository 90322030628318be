"""Handlers for activities: kinds of events that can be logged."""

from __future__ import annotations

import uuid
from dataclasses import replace

from attio.sandbox.call import SLUG, Call, Operations, cursor_page
from attio.sandbox.checks import Integer, OneOf, Shape, Text
from attio.sandbox.engine.collection import Collection
from attio.sandbox.engine.lifecycle import delete_collection
from attio.sandbox.engine.record_events import row_events
from attio.sandbox.errors import BODY_INVALID, ApiError, Issue, invalid, not_found, slug_conflict
from attio.sandbox.messages import Response, data_response, json_response
from attio.sandbox.provenance import assumed, documented
from attio.sandbox.schema import ACTIVITIES, add_activity
from attio.sandbox.store.rows import ActivityRow
from attio.sandbox.workspace import Workspace

operations = Operations()

_CREATE_SOURCE = "reference: Create an activity"
_UPDATE_SOURCE = "reference: Update an activity"
_DELETE_SOURCE = "reference: Delete an activity"
_CREATION, _UPDATES = "activities.create", "activities.update"
_READS = ("activities.list", "activities.get")
RULES = (
    documented("activities.system", "The activity phone_calls exists from the start, with the attribute direction",
        "reference: List activities", *_READS),
    assumed("activities.attributes",
        "Every activity has the attributes record_id, title, occurred_at, participants, created_at and created_by",
        "activities.create", "activity_records.*"),
    documented("activities.extends",
        "extends is one of four schemas in requests, and an array with one schema in responses", _CREATE_SOURCE,
        _CREATION),
    documented("activities.fixed", "An update cannot change extends", _UPDATE_SOURCE, _UPDATES),
    documented("activities.empty", "An update without any field is rejected", _UPDATE_SOURCE, _UPDATES),
    documented("activities.slug", "The error for the slug of another activity is slug_conflict", _CREATE_SOURCE,
        _CREATION, _UPDATES),
    assumed("activities.noun", "The error for a noun of another activity is slug_conflict", _CREATION, _UPDATES),
    documented("activities.billing",
        "Without custom activities in the plan, the error for creating one is billing_error",
        _CREATE_SOURCE, _CREATION),
    documented("activities.delete", "Deleting an activity deletes its records", _DELETE_SOURCE, "activities.delete"),
    documented("activities.delete_system", "The error for deleting a system activity is system_edit_unauthorized",
        _DELETE_SOURCE, "activities.delete"),
    assumed("activities.pages", "Pages have 100 activities by default", "activities.list"),
    assumed("activities.order", "Activities are in the order of their creation", *_READS),
)  # fmt: skip

READ = "activity_configuration:read"
WRITE = "activity_configuration:read-write"

_NOUN = Text(least=1)
_FIELDS = {"api_slug": Text(pattern=SLUG), "singular_noun": _NOUN, "plural_noun": _NOUN}
_CREATE = Shape({**_FIELDS, "extends": OneOf(*ACTIVITIES)})
_UPDATE = Shape({}, _FIELDS)
_LIST = Shape({}, {"limit": Integer(least=1), "cursor": Text()})


def find_activity(call: Call) -> Collection:
    """Return the activity of the path."""
    activity = call.workspace.collection("activities", call.params["activity"])
    if activity is None:
        raise not_found(f'Activity with slug/ID "{call.params["activity"]}" not found.')
    return activity


def activity_wire(row: ActivityRow, workspace: Workspace) -> dict[str, object]:
    """Return an activity as JSON values."""
    schema_id = uuid.uuid5(uuid.UUID(workspace.id), row.extends)
    return {
        "id": {"workspace_id": workspace.id, "activity_id": row.id},
        "api_slug": row.api_slug,
        "singular_noun": row.singular_noun,
        "plural_noun": row.plural_noun,
        "extends": [{"schema_id": str(schema_id), "schema_slug": row.extends}],
        "is_system_activity": row.is_system,
        "created_at": row.created_at,
    }


@operations("activities.list", READ)
def list_activities(call: Call) -> Response:
    """List all activities."""
    fields = call.query(_LIST)
    rows = [activity_wire(row, call.workspace) for row in call.workspace.table(ActivityRow)]
    return cursor_page(call, rows, fields, limit=100)


@operations("activities.create", WRITE)
def create_activity(call: Call) -> Response:
    """Create a custom activity."""
    fields = call.data(_CREATE)
    slug, singular, plural, extends = (fields.get(name, str) for name in (*_FIELDS, "extends"))
    call.check_plan("Custom activities are")
    _check_unique(call, slug, singular, plural)
    row = add_activity(call.changes, slug, singular, plural, extends)
    return data_response(activity_wire(row, call.workspace))


def _check_unique(call: Call, slug: str, singular: str, plural: str, row: ActivityRow | None = None) -> None:
    for other in call.workspace.table(ActivityRow):
        taken = slug == other.api_slug or singular == other.singular_noun or plural == other.plural_noun
        if taken and other is not row:
            raise slug_conflict("The slug or a noun belongs to another activity.")


@operations("activities.get", READ)
def get_activity(call: Call) -> Response:
    """Return an activity."""
    return data_response(activity_wire(find_activity(call).row_as(ActivityRow), call.workspace))


@operations("activities.update", WRITE)
def update_activity(call: Call) -> Response:
    """Update the slug or the nouns of an activity."""
    fields = call.data(_UPDATE)
    if "extends" in fields:
        raise invalid(BODY_INVALID, [Issue("custom", ("data", "extends"), "extends cannot be changed")])
    if not any(name in fields for name in _FIELDS):
        raise invalid("At least one of api_slug, singular_noun and plural_noun is required.")
    row = find_activity(call).row_as(ActivityRow)
    slug, singular, plural = (fields.find(name, str) or str(getattr(row, name)) for name in _FIELDS)
    _check_unique(call, slug, singular, plural, row)
    changed = replace(row, api_slug=slug, singular_noun=singular, plural_noun=plural)
    call.changes.put(changed)
    return data_response(activity_wire(changed, call.workspace))


@operations("activities.delete", WRITE, "activity_record:read-write")
def delete_activity(call: Call) -> Response:
    """Delete a custom activity with all its records."""
    owner = find_activity(call)
    if owner.row_as(ActivityRow).is_system:
        raise ApiError(400, "system_edit_unauthorized", "Cannot delete a system activity.")
    delete_collection(call.changes, owner)
    return json_response({})


EVENTS = {ActivityRow.kind: row_events("activity", "activity_id")}
