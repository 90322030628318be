"""Default values of attributes."""

from __future__ import annotations

from attio.sandbox.checks import Anything, Array, Fields, OneOf, Shape, Text, Union
from attio.sandbox.errors import invalid
from attio.sandbox.store import Attribute, DynamicDefault, ObjectType, StaticDefault, Store
from attio.sandbox.timestamps import is_duration
from attio.sandbox.values import Place
from attio.sandbox.writes import parse_all

DEFAULT_VALUE = Union(
    Shape({"type": OneOf("static"), "template": Array(Anything())}),
    Shape({"type": OneOf("dynamic"), "template": Text()}),
)


def read_default(
    fields: Fields, attribute: Attribute, owner: ObjectType, store: Store
) -> StaticDefault | DynamicDefault:
    """Read a default value that has passed its check."""
    if owner.is_standard and owner.api_slug in ("people", "companies"):
        raise invalid(f"Default values are not supported on {owner.api_slug}.")
    if fields.get("type", str) == "static":
        return StaticDefault(tuple(parse_all(list(fields.array("template")), Place(store, attribute))))
    template = fields.get("template", str)
    fits = {
        "actor-reference": template == "current-user",
        "date": is_duration(template),
        "timestamp": is_duration(template),
    }
    if not fits.get(attribute.type, False):
        raise invalid(f'"{template}" is not a dynamic default for attributes of type {attribute.type}.')
    return DynamicDefault(template)
