"""Handlers for objects and their views."""

from __future__ import annotations

from dataclasses import replace

from attio.sandbox.call import SLUG, Call, Operations
from attio.sandbox.checks import Shape, Text
from attio.sandbox.engine.collection import is_standard
from attio.sandbox.engine.lifecycle import delete_collection
from attio.sandbox.errors import ApiError, invalid, slug_conflict
from attio.sandbox.handlers.views import VIEWS, views_page
from attio.sandbox.messages import Response, data_response, json_response
from attio.sandbox.provenance import assumed, documented
from attio.sandbox.render import object_wire
from attio.sandbox.schema import add_object
from attio.sandbox.store.rows import ObjectRow

operations = Operations()

RULES = (
    documented("objects.slug", "The error for the slug or a noun of another object is slug_conflict",
        "reference: Create an object", "objects.create", "objects.update"),
    documented("objects.empty", "An update without any field is rejected", "reference: Update an object",
        "objects.update"),
    documented("objects.delete", "Only custom objects can be deleted; their records are deleted too",
        "reference: Delete an object", "objects.delete"),
    assumed("objects.delete_events",
        "Deleting an object, a list or an activity deletes its records; their events come before its event",
        "objects.delete", "activities.delete"),
    documented("objects.standard",
        "People, companies and deals exist from the start; users and workspaces after they are enabled",
        "guide: Standard objects", "objects.list", "objects.get"),
    assumed("objects.archived",
        "An archived or disabled object is not found; after it is enabled again, it has its records",
        "objects.*", "records.*"),
)  # fmt: skip

READ = "object_configuration:read"
WRITE = "object_configuration:read-write"

_NOUN = Text(least=1)
_CREATE = Shape({"api_slug": Text(pattern=SLUG), "singular_noun": _NOUN, "plural_noun": _NOUN})
_UPDATE = Shape({}, {"api_slug": Text(pattern=SLUG), "singular_noun": _NOUN, "plural_noun": _NOUN})


@operations("objects.list", READ)
def list_objects(call: Call) -> Response:
    """List all objects."""
    owners = call.workspace.collections("objects")
    return data_response([object_wire(owner.row_as(ObjectRow), call.workspace) for owner in owners])


@operations("objects.create", WRITE)
def create_object(call: Call) -> Response:
    """Create a custom object."""
    fields = call.data(_CREATE)
    slug, singular, plural = (fields.get(name, str) for name in ("api_slug", "singular_noun", "plural_noun"))
    others = call.workspace.table(ObjectRow)
    if any(
        slug == other.api_slug or singular == other.singular_noun or plural == other.plural_noun for other in others
    ):
        raise slug_conflict("Failed to create object. Please ensure your api_slug and names are unique.")
    quota = call.workspace.plan.quota
    if quota is not None and sum(not other.is_standard for other in call.workspace.table(ObjectRow)) >= quota:
        raise ApiError(400, "quota_exceeded", "The plan of this workspace allows no more objects.")
    return data_response(object_wire(add_object(call.changes, slug, singular, plural), call.workspace))


@operations("objects.get", READ)
def get_object(call: Call) -> Response:
    """Return an object."""
    return data_response(object_wire(call.object().row_as(ObjectRow), call.workspace))


@operations("objects.update", WRITE)
def update_object(call: Call) -> Response:
    """Update the slug or the nouns of an object."""
    fields = call.data(_UPDATE)
    owner = call.object()
    if not any(name in fields for name in _UPDATE.optional):
        raise invalid(
            "You passed an empty payload. Please ensure you are updating at least one property in your request."
        )
    row = owner.row_as(ObjectRow)
    slug = fields.find("api_slug", str) or row.api_slug
    if any(slug == other.api_slug for other in call.workspace.table(ObjectRow) if other is not row):
        raise slug_conflict("Failed to update object. Please ensure api_slug is unique.")
    changed = replace(
        row,
        api_slug=slug,
        singular_noun=fields.find("singular_noun", str) or row.singular_noun,
        plural_noun=fields.find("plural_noun", str) or row.plural_noun,
    )
    call.changes.put(changed)
    return data_response(object_wire(changed, call.workspace))


@operations("objects.delete", WRITE, "record_permission:read-write")
def delete_object(call: Call) -> Response:
    """Delete a custom object with all its records."""
    owner = call.object()
    if is_standard(owner):
        raise ApiError(400, "system_edit_unauthorized", "Cannot delete a System object.")
    delete_collection(call.changes, owner)
    return json_response({})


@operations("objects.get_views", READ)
def get_views(call: Call) -> Response:
    """List the saved views of an object, sorted by id."""
    fields = call.query(VIEWS)
    owner = call.object()
    return views_page(call, owner, fields)
