"""Writing values to a record: all are read and checked first, then applied, so that a refused write changes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from attio.sandbox.checks import mismatch
from attio.sandbox.errors import ApiError, Issue, invalid, value_not_found
from attio.sandbox.messages import is_array
from attio.sandbox.store import Actor, Attribute, ObjectType, Payload, Record, StaticDefault, Store, Token, Value
from attio.sandbox.timestamps import add_duration
from attio.sandbox.values import InvalidValueError, Place, type_of

Mode: TypeAlias = Literal["overwrite", "append"]
"""What happens to the values of a multiselect attribute that are there already."""


@dataclass(frozen=True)
class Change:
    """The values to give to one attribute."""

    attribute: Attribute
    payloads: Sequence[Payload]
    mode: Mode


def parse_one(raw: object, place: Place) -> Payload:
    """Read one value, turning a misfit into the API's error."""
    try:
        return type_of(place.attribute).parse(raw, place)
    except InvalidValueError as error:
        raise error.at(place) from error


def parse_all(raw: object, place: Place) -> list[Payload]:
    """Read what was sent for an attribute: one value, an array of them, or null or an empty array to clear it."""
    attribute = place.attribute
    if raw is None:
        return []
    if is_array(raw):
        items = raw
    elif attribute.is_multiselect:
        message = f'Multi-select attribute "{attribute.api_slug}" expects an array but received a single value.'
        raise invalid(message, [mismatch(raw, "array", ("data", "values", attribute.api_slug))])
    else:
        items = [raw]
    if len(items) > 1 and not attribute.is_multiselect:
        message = f'Attribute "{attribute.api_slug}" holds a single value but received {len(items)}.'
        raise invalid(message, [Issue("too_big", ("data", "values", attribute.api_slug), message)])
    kind = type_of(attribute)
    by_key: dict[Hashable, Payload] = {}
    for item in items:
        payload = parse_one(item, place)
        by_key.setdefault(kind.key(payload), payload)
    return list(by_key.values())


def check_writable(attribute: Attribute) -> None:
    """Refuse an attribute whose values only Attio sets."""
    if not attribute.is_writable:
        raise invalid(f'Attribute with slug "{attribute.api_slug}" is read-only and cannot be written to.')


def check_unique(store: Store, attribute: Attribute, payloads: Sequence[Payload], record: Record | None) -> None:
    """Refuse values of a unique attribute that another record has."""
    if not attribute.is_unique:
        return
    kind = type_of(attribute)
    for payload in payloads:
        if any(holder != (record and record.id) for holder in store.holders(attribute, kind.key(payload))):
            quoted = json.dumps(kind.quote(payload), ensure_ascii=False, separators=(",", ":"))
            message = (
                f'The value "{quoted}" provided for attribute with ID "{attribute.id}" '
                "conflicts with one already in the system."
            )
            raise ApiError(400, "uniqueness_conflict", message)


def missing_value(attribute: Attribute) -> ApiError:
    """Return the error for a required attribute without a value."""
    message = f'Required value for attribute with ID "{attribute.id}" was not provided.'
    return ApiError(400, "missing_value", message)


def plan(
    store: Store,
    owner: ObjectType,
    values: Mapping[str, object],
    mode_of: Callable[[Attribute], Mode],
    record: Record | None = None,
) -> list[Change]:
    """Read and check the values of a request.

    Args:
        store: The workspace.
        owner: The object the record belongs to.
        values: What was sent, by slug or id of the attribute.
        mode_of: What to do with the present values of an attribute.
        record: The record to change; None when one is to be created.
    """
    changes: dict[str, Change] = {}
    for reference, raw in values.items():
        attribute = owner.attribute(reference)
        if attribute is None or attribute.is_archived:
            raise value_not_found(f'Cannot find attribute with slug/ID "{reference}".')
        check_writable(attribute)
        payloads = parse_all(raw, Place(store, attribute))
        mode = mode_of(attribute) if attribute.is_multiselect else "overwrite"
        clears = not payloads and mode == "overwrite"
        if attribute.is_required and clears:
            raise missing_value(attribute)
        check_unique(store, attribute, payloads, record)
        changes[attribute.id] = Change(attribute, payloads, mode)
    if record is None:
        for attribute in owner.visible():
            if attribute.is_required and attribute.default is None and attribute.id not in changes:
                raise missing_value(attribute)
    return list(changes.values())


def _still_there(store: Store, payload: Payload) -> bool:
    """Tell whether a default is not a reference to a record that is gone."""
    owner = store.objects.get(str(payload.get("object_id")))
    return "object_id" not in payload or (owner is not None and payload["record_id"] in owner.records)


def default_changes(store: Store, owner: ObjectType, changes: Sequence[Change], token: Token) -> list[Change]:
    """Return the defaults of a new record, for the attributes that were not written."""
    written = {change.attribute.id for change in changes}
    defaults: list[Change] = []
    for attribute in owner.visible():
        if attribute.default is None or attribute.id in written:
            continue
        if isinstance(attribute.default, StaticDefault):
            payloads = [payload for payload in attribute.default.payloads if _still_there(store, payload)]
        elif attribute.type == "actor-reference":
            member = token.member
            payloads = [parse_one(member.email_address, Place(store, attribute))] if member else []
        else:
            moment = add_duration(store.now(), attribute.default.template)
            payloads = [parse_one(moment, Place(store, attribute))]
        defaults.append(Change(attribute, payloads, "overwrite"))
    return defaults


def target_of(store: Store, payload: Payload) -> Record:
    """Return the record that an active reference points to; when one goes, so do the references to it."""
    return store.objects[str(payload["object_id"])].records[str(payload["record_id"])]


class Writer:
    """Carries out what has been checked, at one moment and for one actor."""

    def __init__(self, store: Store, actor: Actor) -> None:
        """Begin a write."""
        self.store = store
        self.actor = actor
        self.now = store.now()

    def apply(self, record: Record, changes: Sequence[Change]) -> None:
        """Carry out checked changes."""
        for change in changes:
            payloads = list(change.payloads)
            if change.mode == "append":
                # New values go to the front; one that is there already keeps its place.
                kind = type_of(change.attribute)
                present = [value.payload for value in record.active(change.attribute)]
                known = {kind.key(payload) for payload in present}
                payloads = [payload for payload in payloads if kind.key(payload) not in known] + present
            self.set(record, change.attribute, payloads)

    def set(self, record: Record, attribute: Attribute, payloads: Sequence[Payload]) -> None:
        """Make the active values of an attribute equal to a list, on both sides if it is one of a relationship."""
        added, removed = self._replace(record, attribute, payloads)
        inverse = self.store.inverse(attribute)
        if inverse is None:
            return
        me: Payload = {"object_id": record.object_id, "record_id": record.id}
        for payload in removed:
            self._take_away(payload, inverse, record)
        for payload in added:
            target = target_of(self.store, payload)
            others = [value.payload for value in target.active(inverse) if value.payload != me]
            if not inverse.is_multiselect:
                # The target can be with one record only, so the one that had it loses it.
                for other in others:
                    self._take_away(other, attribute, target)
                others = []
            self._replace(target, inverse, [*others, me])

    def _take_away(self, holder: Payload, attribute: Attribute, target: Record) -> None:
        """Remove a target from a record that points to it."""
        record = target_of(self.store, holder)
        rest = [value.payload for value in record.active(attribute) if value.payload["record_id"] != target.id]
        self._replace(record, attribute, rest)

    def _replace(
        self, record: Record, attribute: Attribute, payloads: Sequence[Payload]
    ) -> tuple[list[Payload], list[Payload]]:
        """Set the active values of one side; returns what was added and what was removed."""
        kind = type_of(attribute)
        cell = record.cell(attribute)
        present = {kind.key(value.payload): value for value in cell.active}
        added: list[Payload] = []
        active: list[Value] = []
        for payload in payloads:
            # A value that does not change keeps its history.
            value = present.pop(kind.key(payload), None)
            if value is None:
                value = Value(payload, self.now, self.actor)
                added.append(payload)
            active.append(value)
        for value in present.values():
            value.active_until = self.now
        cell.closed += present.values()
        cell.active = active
        if attribute.is_unique:
            for key in present:
                self.store.release(attribute, key, record)
            for payload in added:
                self.store.hold(attribute, kind.key(payload), record)
        return added, [value.payload for value in present.values()]
