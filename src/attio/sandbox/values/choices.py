"""Types whose value is picked from a list the attribute keeps: select and status."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attio.sandbox.errors import ApiError, value_not_found
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


_EITHER = "title or id"
"""What a filter compares when it names no property; it is no name on the wire."""


def _choice_operand(place: Place, raw: object) -> Scalar:
    choice = place.attribute.choice(str(text_operand(place, raw)))
    if choice is None:
        raise ValueError(raw)
    return choice.id


def _moment_operand(place: Place, raw: object) -> Scalar:
    return parse_timestamp(str(text_operand(place, raw)))


class ChoiceType(ValueType):
    """A choice, named by its title or its id."""

    default_property = _EITHER
    properties = rules(**{_EITHER: Property(EQUAL, _choice_operand)}, active_from=Property(RANGE, _moment_operand))
    may_be_unique = False
    field: ClassVar[str]
    """Name of the key under which the choice stands on the wire."""
    noun: ClassVar[str]
    """What messages call a choice."""

    def missing(self, reference: str) -> ApiError:
        """Return the error for a choice that does not exist."""
        return value_not_found(f'Cannot find {self.name} attribute with {self.name} option title "{reference}".')

    def parse(self, raw: object, place: Place) -> Payload:
        """Read one written value."""
        reference = text(unwrap(raw, self.field), self.field)
        choice = place.attribute.choice(reference)
        if choice is None or choice.is_archived:
            raise self.missing(reference)
        return {"choice": choice.id}

    def wire(self, choice: Choice, attribute: Attribute, workspace: Workspace) -> dict[str, object]:
        """Return a choice as the API writes it."""
        owner = {"workspace_id": workspace.id, "object_id": attribute.owner_id, "attribute_id": attribute.id}
        ids = {**owner, f"{self.field}_id": choice.id}
        return {"id": ids, "title": choice.title, "is_archived": choice.is_archived}

    def render(self, payload: Payload, place: Place) -> dict[str, object]:
        """Return the fields of a value as the API writes them."""
        choice = next(choice for choice in place.attribute.choices if choice.id == payload["choice"])
        return {self.field: self.wire(choice, place.attribute, place.workspace)}

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


class SelectType(ChoiceType):
    """One or several options."""

    name = "select"
    field = "option"
    noun = "select option"
    multiselect = True


class StatusType(ChoiceType):
    """One status."""

    name = field = noun = "status"

    def wire(self, choice: Choice, attribute: Attribute, workspace: Workspace) -> dict[str, object]:
        """Return a status as the API writes it."""
        own = {"celebration_enabled": choice.celebration_enabled, "target_time_in_status": choice.target_time_in_status}
        return {**super().wire(choice, attribute, workspace), **own}
