"""Options of select attributes and statuses of status attributes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from attio.sandbox.call import Call, Operations
from attio.sandbox.checks import Check, Fields, Flag, Nullable, Shape, Text
from attio.sandbox.errors import invalid, slug_conflict, value_not_found
from attio.sandbox.handlers.attributes import READ, WRITE, target_of
from attio.sandbox.messages import Response, data_response
from attio.sandbox.provenance import documented
from attio.sandbox.store.rows import Attribute, Choice
from attio.sandbox.values.choices import option_wire, status_wire

operations = Operations()

RULES = (
    documented("options.title", "Titles are unique within an attribute; a second one is a slug_conflict",
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
    r"P(?:(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(?:T(\d+(?:[.,]\d+)?H)?(\d+(?:[.,]\d+)?M)?(\d+(?:[.,]\d+)?S)?)?)"
)
_STATUS_PARTS: Mapping[str, Check] = {
    "celebration_enabled": Flag(),
    "target_time_in_status": Nullable(Text(pattern=_TARGET_TIME)),
}
_SHOW = Shape({}, {"show_archived": Flag()})
_CREATE_OPTION = Shape({"title": _TITLE})
_UPDATE_OPTION = Shape({}, {"title": _TITLE, "is_archived": Flag()})
_CREATE_STATUS = Shape({"title": _TITLE}, _STATUS_PARTS)
_UPDATE_STATUS = Shape({}, {"title": _TITLE, "is_archived": Flag(), **_STATUS_PARTS})


def _attribute(call: Call, type: str) -> Attribute:
    attribute = call.attribute(target_of(call))
    if attribute.type != type:
        raise invalid(f"This attribute is not a {type} attribute.")
    return attribute


def _shown(attribute: Attribute, fields: Fields) -> list[Choice]:
    return [choice for choice in attribute.choices if fields.find("show_archived", bool) or not choice.is_archived]


def _check_title(title: str, noun: str, attribute: Attribute, choice: Choice | None = None) -> None:
    if any(other.title == title for other in attribute.choices if other is not choice):
        raise slug_conflict(f'There is already another {noun} with the title "{title}".')


def _changed(choice: Choice, fields: Fields) -> Choice:
    return replace(
        choice,
        title=fields.find("title", str) or choice.title,
        is_archived=fields.flag("is_archived", choice.is_archived),
        celebration_enabled=fields.flag("celebration_enabled", choice.celebration_enabled),
        target_time_in_status=fields.find("target_time_in_status", str)
        if "target_time_in_status" in fields
        else choice.target_time_in_status,
    )


def _put(call: Call, attribute: Attribute, choice: Choice) -> None:
    """Store a choice of an attribute: in its place, or at the end."""
    choices = {known.id: known for known in attribute.choices}
    call.changes.put(replace(attribute, choices=tuple({**choices, choice.id: choice}.values())))


@operations("attributes.options.list", READ)
def list_options(call: Call) -> Response:
    """List the options of a select attribute."""
    fields = call.query(_SHOW)
    attribute = _attribute(call, "select")
    return data_response([option_wire(choice, attribute, call.workspace) for choice in _shown(attribute, fields)])


@operations("attributes.options.create", WRITE)
def create_option(call: Call) -> Response:
    """Add an option to a select attribute."""
    fields = call.data(_CREATE_OPTION)
    attribute = _attribute(call, "select")
    _check_title(fields.get("title", str), "select option", attribute)
    choice = Choice(call.workspace.new_id(), fields.get("title", str))
    _put(call, attribute, choice)
    return data_response(option_wire(choice, attribute, call.workspace))


@operations("attributes.update_select_option", WRITE)
def update_option(call: Call) -> Response:
    """Rename or archive an option."""
    fields = call.data(_UPDATE_OPTION)
    attribute = _attribute(call, "select")
    choice = attribute.choice(call.params["option"])
    if choice is None:
        raise value_not_found(f'Cannot find select attribute with select option title "{call.params["option"]}".')
    _check_title(fields.find("title", str) or choice.title, "select option", attribute, choice)
    choice = _changed(choice, fields)
    _put(call, attribute, choice)
    return data_response(option_wire(choice, attribute, call.workspace))


@operations("attributes.list_statuses", READ)
def list_statuses(call: Call) -> Response:
    """List the statuses of a status attribute."""
    fields = call.query(_SHOW)
    attribute = _attribute(call, "status")
    return data_response([status_wire(choice, attribute, call.workspace) for choice in _shown(attribute, fields)])


@operations("attributes.create_status", WRITE)
def create_status(call: Call) -> Response:
    """Add a status to a status attribute."""
    fields = call.data(_CREATE_STATUS)
    attribute = _attribute(call, "status")
    _check_title(fields.get("title", str), "status", attribute)
    choice = _changed(Choice(call.workspace.new_id(), fields.get("title", str)), fields)
    _put(call, attribute, choice)
    return data_response(status_wire(choice, attribute, call.workspace))


@operations("attributes.update_status", WRITE)
def update_status(call: Call) -> Response:
    """Change or archive a status."""
    fields = call.data(_UPDATE_STATUS)
    attribute = _attribute(call, "status")
    choice = attribute.choice(call.params["status"])
    if choice is None:
        raise value_not_found(f'Cannot find status attribute with status option title "{call.params["status"]}".')
    _check_title(fields.find("title", str) or choice.title, "status", attribute, choice)
    choice = _changed(choice, fields)
    _put(call, attribute, choice)
    return data_response(status_wire(choice, attribute, call.workspace))
