"""Objects and their views."""

from __future__ import annotations

import re

from attio.sandbox.call import Call, Operations, cursor_page
from attio.sandbox.checks import Flag, Integer, Shape, Text
from attio.sandbox.errors import ApiError, invalid, slug_conflict
from attio.sandbox.lifecycle import delete_record
from attio.sandbox.messages import Response, data_response, json_response
from attio.sandbox.render import object_wire
from attio.sandbox.schema import add_object

operations = Operations()

READ = "object_configuration:read"
WRITE = "object_configuration:read-write"
SLUG = re.compile(r"[A-Za-z0-9_-]+")

_NOUN = Text(least=1)
_CREATE = Shape({"api_slug": Text(pattern=SLUG), "singular_noun": _NOUN, "plural_noun": _NOUN})
_UPDATE = Shape({}, {"api_slug": Text(pattern=SLUG), "singular_noun": _NOUN, "plural_noun": _NOUN})
_VIEWS = Shape({}, {"show_archived": Flag(), "limit": Integer(least=1, most=1000), "cursor": Text()})


@operations("objects.list", READ)
def list_objects(call: Call) -> Response:
    """List every object."""
    return data_response([object_wire(owner, call.store) for owner in call.store.objects.values()])


@operations("objects.create", WRITE)
def create_object(call: Call) -> Response:
    """Make a custom object."""
    fields = call.data(_CREATE)
    slug, singular, plural = (fields.get(name, str) for name in ("api_slug", "singular_noun", "plural_noun"))
    others = call.store.objects.values()
    if any(
        slug == other.api_slug or singular == other.singular_noun or plural == other.plural_noun for other in others
    ):
        raise slug_conflict("Failed to create object. Please ensure your api_slug and names are unique.")
    return data_response(object_wire(add_object(call.store, slug, singular, plural), call.store))


@operations("objects.get", READ)
def get_object(call: Call) -> Response:
    """Return one object."""
    return data_response(object_wire(call.object(), call.store))


@operations("objects.update", WRITE)
def update_object(call: Call) -> Response:
    """Change the slug or the nouns of an object."""
    fields = call.data(_UPDATE)
    owner = call.object()
    if not any(name in fields for name in _UPDATE.optional):
        raise invalid(
            "You passed an empty payload. Please ensure you are updating at least one property in your request."
        )
    slug = fields.find("api_slug", str) or owner.api_slug
    if any(slug == other.api_slug for other in call.store.objects.values() if other is not owner):
        raise slug_conflict("Failed to update object. Please ensure api_slug is unique.")
    owner.api_slug = slug
    owner.singular_noun = fields.find("singular_noun", str) or owner.singular_noun
    owner.plural_noun = fields.find("plural_noun", str) or owner.plural_noun
    return data_response(object_wire(owner, call.store))


@operations("objects.delete", WRITE, "record_permission:read-write")
def delete_object(call: Call) -> Response:
    """Delete a custom object with all its records."""
    owner = call.object()
    if owner.is_standard:
        raise ApiError(400, "system_edit_unauthorized", "Cannot delete a System object.")
    for record in list(owner.records.values()):
        delete_record(call.store, owner, record, call.token.actor)
    del call.store.objects[owner.id]
    for other in call.store.objects.values():
        for attribute in other.attributes.values():
            if attribute.relationship and attribute.relationship.object_id == owner.id:
                attribute.relationship = None
    return json_response({})


@operations("objects.get_views", READ)
def get_views(call: Call) -> Response:
    """List the saved views of an object, by id."""
    fields = call.query(_VIEWS)
    owner = call.object()
    ids = {"workspace_id": call.store.workspace_id, "object_id": owner.id}
    views: list[dict[str, object]] = [
        {"id": {**ids, "view_id": view.id}, "title": view.title, "created_at": view.created_at}
        for view in sorted(owner.views.values(), key=lambda view: view.id)
    ]
    return cursor_page(call, views, fields, limit=500)
