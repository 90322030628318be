"""Parse default values of attributes."""

from __future__ import annotations

from attio.sandbox.checks import Anything, Array, Fields, OneOf, Shape, Text, Union
from attio.sandbox.engine.collection import Collection, is_standard
from attio.sandbox.engine.plan import parse_all
from attio.sandbox.errors import invalid
from attio.sandbox.store.rows import Attribute, DynamicDefault, StaticDefault
from attio.sandbox.timestamps import add_duration
from attio.sandbox.values import Place
from attio.sandbox.workspace import Workspace

DEFAULT_VALUE = Union(
    Shape({"type": OneOf("static"), "template": Array(Anything())}),
    Shape({"type": OneOf("dynamic"), "template": Text()}),
)


def read_default(
    fields: Fields, attribute: Attribute, owner: Collection, workspace: Workspace
) -> StaticDefault | DynamicDefault:
    """Parse a default value, checked with `DEFAULT_VALUE`."""
    if is_standard(owner) and owner.api_slug in ("people", "companies"):
        raise invalid(f"Default values are not supported on {owner.api_slug}.")
    if fields.get("type", str) == "static":
        return StaticDefault(tuple(parse_all(list(fields.array("template")), Place(workspace, attribute))))
    template = fields.get("template", str)
    if attribute.type == "actor-reference":
        is_valid = template == "current-user"
    else:
        is_valid = attribute.type in ("date", "timestamp") and _is_duration(template, workspace)
    if not is_valid:
        raise invalid(f'"{template}" is not a dynamic default for attributes of type {attribute.type}.')
    return DynamicDefault(template)


def _is_duration(template: str, workspace: Workspace) -> bool:
    """Return whether a text is a duration that, added to now, does not exceed the year 9999."""
    try:
        return bool(add_duration(workspace.now(), template))
    except (OverflowError, ValueError):
        return False
