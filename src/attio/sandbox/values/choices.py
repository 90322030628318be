"""Types whose value is picked from a list the attribute keeps: select and status."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attio.sandbox.errors import value_not_found
from attio.sandbox.store.rows import Attribute, Choice, Key, Payload
from attio.sandbox.timestamps import parse_timestamp
from attio.sandbox.values.base import (
    EQUAL,
    RANGE,
    Getter,
    Place,
    Property,
    Scalar,
    ValueType,
    rules,
    text,
    text_operand,
    unwrap,
)

if TYPE_CHECKING:
    from attio.sandbox.workspace import Workspace


def option_wire(choice: Choice, attribute: Attribute, workspace: Workspace) -> dict[str, object]:
    """Return a select option as the API writes it."""
    return {
        "id": {
            "workspace_id": workspace.id,
            "object_id": attribute.owner_id,
            "attribute_id": attribute.id,
            "option_id": choice.id,
        },
        "title": choice.title,
        "is_archived": choice.is_archived,
    }


def status_wire(choice: Choice, attribute: Attribute, workspace: Workspace) -> dict[str, object]:
    """Return a status as the API writes it."""
    return {
        "id": {
            "workspace_id": workspace.id,
            "object_id": attribute.owner_id,
            "attribute_id": attribute.id,
            "status_id": choice.id,
        },
        "title": choice.title,
        "is_archived": choice.is_archived,
        "celebration_enabled": choice.celebration_enabled,
        "target_time_in_status": choice.target_time_in_status,
    }


_EITHER = "title or id"
"""What a filter compares when it names no property; it is no name on the wire."""


def _choice_operand(place: Place, raw: object) -> Scalar:
    choice = place.attribute.choice(str(text_operand(place, raw)))
    if choice is None:
        raise ValueError(raw)
    return choice.id


def _moment_operand(place: Place, raw: object) -> Scalar:
    return parse_timestamp(str(text_operand(place, raw)))


class _ChoiceType(ValueType):
    """A choice, named by its title or its id."""

    default_property = _EITHER
    properties = rules(**{_EITHER: Property(EQUAL, _choice_operand)}, active_from=Property(RANGE, _moment_operand))
    may_be_unique = False
    missing: ClassVar[str]

    def parse(self, raw: object, place: Place) -> Payload:
        """Read one written value."""
        reference = text(unwrap(raw, self.field), self.field)
        choice = place.attribute.choice(reference)
        if choice is None or choice.is_archived:
            raise value_not_found(f'{self.missing} "{reference}".')
        return {"choice": choice.id}

    @property
    def field(self) -> str:
        """Name of the key under which the choice stands on the wire."""
        return "option" if self.name == "select" else "status"

    def render(self, payload: Payload, place: Place) -> dict[str, object]:
        """Return the fields of a value as the API writes them."""
        choice = next(choice for choice in place.attribute.choices if choice.id == payload["choice"])
        write = option_wire if self.name == "select" else status_wire
        return {self.field: write(choice, place.attribute, place.workspace)}

    def key(self, payload: Payload) -> Key:
        """Return what makes two values the same."""
        return str(payload["choice"])

    def getter(self, name: str, place: Place) -> Getter:
        """Return a function that reads a property of a value, for filters."""
        return super().getter("choice" if name == _EITHER else name, place)

    def sort_key(self, name: str, place: Place) -> Getter:
        """Return a function that reads what sorts compare: where the choice stands in the attribute's list."""
        if name != _EITHER:
            return self.getter(name, place)
        ranks = {choice.id: rank for rank, choice in enumerate(place.attribute.choices)}
        return lambda value: ranks[str(value.payload["choice"])]


class SelectType(_ChoiceType):
    """One or several options."""

    name = "select"
    multiselect = True
    missing = "Cannot find select attribute with select option title"


class StatusType(_ChoiceType):
    """One status."""

    name = "status"
    missing = "Cannot find status attribute with status option title"
