"""Types whose value is one of the choices of the attribute: select and status."""

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
"""Name of the default property. It cannot be used in a filter of the API."""


def _choice_operand(place: Place, raw: object) -> Scalar:
    choice = place.attribute.choice(str(text_operand(place, raw)))
    if choice is None:
        raise ValueError(raw)
    return choice.id


def _moment_operand(place: Place, raw: object) -> Scalar:
    return parse_timestamp(str(text_operand(place, raw)))


class ChoiceType(ValueType):
    """A choice, given by its title or its id."""

    default_property = _EITHER
    properties = rules(**{_EITHER: Property(EQUAL, _choice_operand)}, active_from=Property(RANGE, _moment_operand))
    may_be_unique = False
    field: ClassVar[str]
    """Key of the choice in JSON."""
    noun: ClassVar[str]
    """Name of a choice in messages."""

    def missing(self, reference: str) -> ApiError:
        """Return the error for a choice that does not exist."""
        return value_not_found(f'Cannot find {self.name} attribute with {self.name} option title "{reference}".')

    def parse(self, raw: object, place: Place) -> Payload:
        """Parse a value of a write request."""
        reference = text(unwrap(raw, self.field), self.field)
        choice = place.attribute.choice(reference)
        if choice is None or choice.is_archived:
            raise self.missing(reference)
        return {"choice": choice.id}

    def wire(self, choice: Choice, attribute: Attribute, workspace: Workspace) -> dict[str, object]:
        """Return a choice as JSON values."""
        owner = {"workspace_id": workspace.id, "object_id": attribute.owner_id, "attribute_id": attribute.id}
        ids = {**owner, f"{self.field}_id": choice.id}
        return {"id": ids, "title": choice.title, "is_archived": choice.is_archived}

    def render(self, payload: Payload, place: Place) -> dict[str, object]:
        """Return the fields of a value as JSON values."""
        choice = next(choice for choice in place.attribute.choices if choice.id == payload["choice"])
        return {self.field: self.wire(choice, place.attribute, place.workspace)}

    def key(self, payload: Payload) -> Key:
        """Return the identity of a value; see `Key`."""
        return str(payload["choice"])

    def getter(self, name: str, place: Place) -> Getter:
        """Return a function that returns a property of a value, for filters."""
        return super().getter("choice" if name == _EITHER else name, place)

    def sort_key(self, name: str, place: Place) -> Getter:
        """Return a function that returns the sort key of a value: the position of the choice in its attribute."""
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
        """Return a status as JSON values."""
        return {
            **super().wire(choice, attribute, workspace),
            "celebration_enabled": choice.celebration_enabled,
            "target_time_in_status": choice.target_time_in_status,
        }
