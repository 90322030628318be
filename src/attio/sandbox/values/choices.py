"""Types whose value is picked from a list the attribute keeps: select and status."""

from __future__ import annotations

from collections.abc import Hashable
from typing import ClassVar

from attio.sandbox.errors import value_not_found
from attio.sandbox.store import Attribute, Choice, Payload, Store, Value
from attio.sandbox.timestamps import parse_timestamp
from attio.sandbox.values.base import (
    EQUAL,
    RANGE,
    Place,
    Property,
    Scalar,
    ValueType,
    rules,
    text,
    text_operand,
    unwrap,
)


def option_wire(choice: Choice, attribute: Attribute, store: Store) -> dict[str, object]:
    """Return a select option as the API writes it."""
    return {
        "id": {
            "workspace_id": store.workspace_id,
            "object_id": attribute.owner_id,
            "attribute_id": attribute.id,
            "option_id": choice.id,
        },
        "title": choice.title,
        "is_archived": choice.is_archived,
    }


def status_wire(choice: Choice, attribute: Attribute, store: Store) -> dict[str, object]:
    """Return a status as the API writes it."""
    return {
        "id": {
            "workspace_id": store.workspace_id,
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
        return {self.field: write(choice, place.attribute, place.store)}

    def key(self, payload: Payload) -> Hashable:
        """Return what makes two values the same."""
        return str(payload["choice"])

    def read(self, value: Value, name: str, place: Place) -> Scalar:
        """Return a property of a value for a filter."""
        return str(value.payload["choice"]) if name == _EITHER else super().read(value, name, place)

    def order(self, value: Value, name: str, place: Place) -> Scalar:
        """Return what a sort compares: where the choice stands in the attribute's list."""
        if name != _EITHER:
            return super().order(value, name, place)
        ids = [choice.id for choice in place.attribute.choices]
        return float(ids.index(str(value.payload["choice"])))


class SelectType(_ChoiceType):
    """One or several options."""

    name = "select"
    multiselect = True
    missing = "Cannot find select attribute with select option title"


class StatusType(_ChoiceType):
    """One status."""

    name = "status"
    missing = "Cannot find status attribute with status option title"
