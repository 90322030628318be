"""Types that refer to something else: record references, actor references and interactions."""

from __future__ import annotations

from collections.abc import Mapping

from attio.sandbox.engine.collection import Collection, is_standard
from attio.sandbox.errors import ApiError, value_not_found
from attio.sandbox.messages import is_array, is_mapping
from attio.sandbox.store.rows import Attribute, Key, Payload
from attio.sandbox.timestamps import parse_timestamp
from attio.sandbox.values.base import (
    EQUAL,
    FILLED,
    ORDERED,
    Getter,
    InvalidValueError,
    Place,
    Property,
    Scalar,
    ValueType,
    rules,
    text,
    text_operand,
    type_of,
)
from attio.sandbox.values.plain import timestamp_operand

_MATCHED_BY = {"people": "email_addresses", "companies": "domains", "users": "user_id", "workspaces": "workspace_id"}
"""The attribute by which a string refers to a record, by standard object."""


def _object_operand(place: Place, raw: object) -> Scalar:
    target = place.workspace.object(text_operand(place, raw))
    if target is None:
        raise ValueError(raw)
    return target.api_slug


class RecordReferenceType(ValueType):
    """A reference to a record."""

    name = "record-reference"
    sort_property = "target_record_id"
    properties = rules(
        target_object=Property(EQUAL, _object_operand),
        target_record_id=Property(EQUAL | {"$in"}, text_operand),
    )
    multiselect = True
    may_be_unique = False

    def parse(self, raw: object, place: Place) -> Payload:
        """Parse a value of a write request."""
        if not is_mapping(raw):
            return self._by_text(text(raw), place)
        target = self._target(raw, place)
        if "target_record_id" in raw:
            record_id = text(raw["target_record_id"], "target_record_id")
            if record_id not in target.records:
                raise value_not_found(f'Record with ID "{record_id}" not found.')
            return {"object_id": target.id, "record_id": record_id}
        keys = [key for key in raw if key != "target_object"]
        if len(keys) != 1:
            message = "A record reference needs either target_record_id or exactly one unique attribute"
            raise InvalidValueError(message, "target_record_id", code="invalid_type")
        attribute = target.attribute(keys[0])
        if attribute is None:
            raise value_not_found(f'Cannot find attribute with slug/ID "{keys[0]}".')
        matching_values = raw[keys[0]]
        if not is_array(matching_values) or len(matching_values) != 1:
            raise InvalidValueError("Expected an array of one value", keys[0], code="invalid_type")
        return self._by_match(matching_values[0], attribute, target, place)

    @staticmethod
    def _target(raw: Mapping[str, object], place: Place) -> Collection:
        if "target_object" not in raw:
            message = "Missing target_object on record reference value"
            raise InvalidValueError(message, "target_object", code="invalid_type")
        target = place.workspace.object(raw["target_object"])
        if target is None:
            raise value_not_found(f'Object with slug/ID "{raw["target_object"]}" not found.')
        allowed = place.attribute.allowed_object_ids
        if allowed is not None and target.id not in allowed:
            raise InvalidValueError(f'Records of "{target.api_slug}" are not allowed here', "target_object")
        return target

    def _by_text(self, reference: str, place: Place) -> Payload:
        allowed = place.attribute.allowed_object_ids or ()
        target = place.workspace.object(allowed[0]) if len(allowed) == 1 else None
        slug = _MATCHED_BY.get(target.api_slug) if target and is_standard(target) else None
        attribute = target.attribute(slug) if target and slug else None
        if target is None or attribute is None:
            raise InvalidValueError("A bare string needs an attribute that allows exactly one standard object")
        return self._by_match(reference, attribute, target, place)

    @staticmethod
    def _by_match(raw: object, attribute: Attribute, target: Collection, place: Place) -> Payload:
        if not attribute.is_unique:
            message = f'The matching attribute "{attribute.api_slug}" is not a unique attribute.'
            raise ApiError(400, "matching_attribute_definition_not_unique", message)
        kind = type_of(attribute)
        payload = kind.parse(raw, Place(place.workspace, attribute))
        record_ids = place.workspace.holders(attribute, kind.key(payload))
        if not record_ids:
            quoted = next(iter(kind.quote(payload).values()))
            raise value_not_found(f'No record of "{target.api_slug}" has "{quoted}" as its {attribute.api_slug}.')
        return {"object_id": target.id, "record_id": record_ids[0]}

    def render(self, payload: Payload, place: Place) -> dict[str, object]:
        """Return the fields of a value as JSON values."""
        target = place.workspace.owner(str(payload["object_id"]))
        return {"target_object": target.api_slug if target else None, "target_record_id": payload["record_id"]}

    def key(self, payload: Payload) -> Key:
        """Return the identity of a value; see `Key`."""
        return str(payload["record_id"])

    def getter(self, name: str, place: Place) -> Getter:
        """Return a function that returns a property of a value, for filters."""
        if name != "target_object":
            return super().getter("record_id", place)
        return lambda value: str(self.render(value.payload, place)["target_object"])


class ActorReferenceType(ValueType):
    """A reference to an actor. Only members can be written."""

    name = "actor-reference"
    sort_property = "referenced_actor_id"
    properties = rules(
        referenced_actor_type=Property(EQUAL, text_operand),
        referenced_actor_id=Property(EQUAL, text_operand),
    )
    together = frozenset({"referenced_actor_type", "referenced_actor_id"})
    multiselect = True
    may_be_unique = False

    def parse(self, raw: object, place: Place) -> Payload:
        """Parse a value of a write request."""
        if not is_mapping(raw):
            name, reference = "email address", text(raw)
        elif "workspace_member_email_address" in raw:
            key = "workspace_member_email_address"
            name, reference = "email address", text(raw[key], key)
        else:
            name, reference = "ID", text(raw.get("referenced_actor_id"), "referenced_actor_id")
            if raw.get("referenced_actor_type") != "workspace-member":
                message = "Invalid literal value, expected 'workspace-member'"
                raise InvalidValueError(message, "referenced_actor_type", code="invalid_literal")
        member = place.workspace.member(reference)
        if member is None:
            raise value_not_found(f'Workspace member with {name} "{reference}" not found.')
        return {"referenced_actor_type": "workspace-member", "referenced_actor_id": member.id}

    def key(self, payload: Payload) -> Key:
        """Return the identity of a value; see `Key`."""
        actor_id = payload["referenced_actor_id"]
        return str(payload["referenced_actor_type"]), None if actor_id is None else str(actor_id)


class InteractionType(ValueType):
    """An interaction that Attio found in e-mails or calendars. It cannot be written."""

    name = "interaction"
    sort_property = "interacted_at"
    properties = rules(
        owner_member_id=Property(EQUAL | FILLED, text_operand),
        interacted_at=Property(ORDERED, timestamp_operand),
        interaction_type=Property(EQUAL | FILLED, text_operand),
    )
    may_be_unique = False

    def parse(self, raw: object, place: Place) -> Payload:
        """Parse a value that Attio itself writes; raise an error for a value of a write request."""
        if not place.enriches:
            raise InvalidValueError("Interactions cannot be written")
        content: Mapping[str, object] = raw if is_mapping(raw) else dict[str, object]()
        owner = content.get("owner_actor")
        try:
            moment = parse_timestamp(str(content.get("interacted_at")))
        except ValueError as error:
            raise InvalidValueError("Invalid timestamp", "interacted_at", code="invalid_date") from error
        return {
            "interaction_type": text(content.get("interaction_type"), "interaction_type"),
            "interacted_at": moment,
            "owner_member_id": text(owner.get("id") if is_mapping(owner) else None, "owner_actor", "id"),
        }

    def render(self, payload: Payload, place: Place) -> dict[str, object]:  # noqa: ARG002
        """Return the fields of a value as JSON values."""
        return {
            "interaction_type": payload["interaction_type"],
            "interacted_at": payload["interacted_at"],
            "owner_actor": {"type": "workspace-member", "id": payload["owner_member_id"]},
        }

    def key(self, payload: Payload) -> Key:
        """Return the identity of a value; see `Key`."""
        return str(payload["interacted_at"])
