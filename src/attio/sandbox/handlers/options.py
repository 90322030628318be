"""Handlers for options of select attributes and statuses of status attributes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from attio.sandbox.call import Call, Operations
from attio.sandbox.checks import Check, Fields, Flag, Nullable, Shape, Text
from attio.sandbox.errors import invalid, slug_conflict
from attio.sandbox.handlers.attributes import READ, WRITE, target_of
from attio.sandbox.messages import Response, data_response
from attio.sandbox.provenance import documented
from attio.sandbox.store.rows import Attribute, Choice
from attio.sandbox.values.choices import ChoiceType, SelectType, StatusType

operations = Operations()

RULES = (
    documented("options.title", "Titles are unique within an attribute; the error for a duplicate is slug_conflict",
        "reference: Create a select option", "attributes.options.create", "attributes.update_select_option",
        "attributes.create_status", "attributes.update_status"),
    documented("options.kind", "Options belong to select attributes, statuses to status attributes",
        "reference: List select options", "attributes.options.list", "attributes.options.create",
        "attributes.update_select_option", "attributes.list_statuses", "attributes.create_status",
        "attributes.update_status"),
    documented("options.archived", "Archived options and statuses are listed with show_archived only",
        "reference: List statuses", "attributes.options.list", "attributes.list_statuses"),
)  # fmt: skip

_TITLE = Text(least=1)
_TARGET_TIME = re.compile(
    r"P(?:([0-9]+Y)?([0-9]+M)?([0-9]+W)?([0-9]+D)?(?:T([0-9]+(?:[.,][0-9]+)?H)?([0-9]+(?:[.,][0-9]+)?M)?([0-9]+(?:[.,][0-9]+)?S)?)?)"
)
_STATUS_PARTS: Mapping[str, Check] = {
    "celebration_enabled": Flag(),
    "target_time_in_status": Nullable(Text(pattern=_TARGET_TIME)),
}
_SHOW = Shape({}, {"show_archived": Flag()})
_OPTION, _STATUS = SelectType(), StatusType()


def _attribute(call: Call, kind: ChoiceType) -> Attribute:
    attribute = call.attribute(target_of(call))
    if attribute.type != kind.name:
        raise invalid(f"This attribute is not a {kind.name} attribute.")
    return attribute


def _list(call: Call, kind: ChoiceType) -> Response:
    fields = call.query(_SHOW)
    attribute = _attribute(call, kind)
    show_archived = fields.find("show_archived", bool)
    choices = [choice for choice in attribute.choices if show_archived or not choice.is_archived]
    return data_response([kind.wire(choice, attribute, call.workspace) for choice in choices])


def _create(call: Call, kind: ChoiceType, parts: Mapping[str, Check]) -> Response:
    fields = call.data(Shape({"title": _TITLE}, parts))
    attribute = _attribute(call, kind)
    known_fields = Fields({name: fields.content[name] for name in ("title", *parts) if name in fields})
    return _put(call, kind, attribute, Choice(call.workspace.new_id(), fields.get("title", str)), known_fields)


def _update(call: Call, kind: ChoiceType, parts: Mapping[str, Check]) -> Response:
    fields = call.data(Shape({}, {"title": _TITLE, "is_archived": Flag(), **parts}))
    attribute = _attribute(call, kind)
    reference = call.params[kind.field]
    choice = attribute.choice(reference)
    if choice is None:
        raise kind.missing(reference)
    return _put(call, kind, attribute, choice, fields)


def _put(call: Call, kind: ChoiceType, attribute: Attribute, choice: Choice, fields: Fields) -> Response:
    """Store a choice with the fields of a request. A new choice comes last."""
    target_time = fields.find("target_time_in_status", str)
    changed = replace(
        choice,
        title=fields.find("title", str) or choice.title,
        is_archived=fields.flag("is_archived", choice.is_archived),
        celebration_enabled=fields.flag("celebration_enabled", choice.celebration_enabled),
        target_time_in_status=target_time if "target_time_in_status" in fields else choice.target_time_in_status,
    )
    if any(other.title == changed.title for other in attribute.choices if other.id != choice.id):
        raise slug_conflict(f'There is already another {kind.noun} with the title "{changed.title}".')
    choices = {known.id: known for known in attribute.choices}
    call.changes.put(replace(attribute, choices=tuple({**choices, choice.id: changed}.values())))
    return data_response(kind.wire(changed, attribute, call.workspace))


@operations("attributes.options.list", READ)
def list_options(call: Call) -> Response:
    """List the options of a select attribute."""
    return _list(call, _OPTION)


@operations("attributes.options.create", WRITE)
def create_option(call: Call) -> Response:
    """Add an option to a select attribute."""
    return _create(call, _OPTION, {})


@operations("attributes.update_select_option", WRITE)
def update_option(call: Call) -> Response:
    """Rename or archive an option."""
    return _update(call, _OPTION, {})


@operations("attributes.list_statuses", READ)
def list_statuses(call: Call) -> Response:
    """List the statuses of a status attribute."""
    return _list(call, _STATUS)


@operations("attributes.create_status", WRITE)
def create_status(call: Call) -> Response:
    """Add a status to a status attribute."""
    return _create(call, _STATUS, _STATUS_PARTS)


@operations("attributes.update_status", WRITE)
def update_status(call: Call) -> Response:
    """Update or archive a status."""
    return _update(call, _STATUS, _STATUS_PARTS)
