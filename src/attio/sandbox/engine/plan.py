"""Parse and check the values of a write request, before any of them is applied."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from attio.sandbox.checks import mismatch
from attio.sandbox.engine.collection import Collection
from attio.sandbox.errors import ApiError, Issue, invalid, value_not_found
from attio.sandbox.messages import is_array
from attio.sandbox.store.rows import Attribute, Key, Payload, Record, StaticDefault, Token
from attio.sandbox.timestamps import add_duration
from attio.sandbox.values import InvalidValueError, Place, type_of
from attio.sandbox.workspace import Workspace

Mode: TypeAlias = Literal["overwrite", "append"]
"""Whether new values of a multiselect attribute replace the present ones, or are added to them."""


@dataclass(frozen=True, slots=True)
class Write:
    """The values to write to an attribute."""

    attribute: Attribute
    payloads: Sequence[Payload]
    mode: Mode


def overwrite(attribute: Attribute) -> Mode:  # noqa: ARG001 - the same for every attribute
    """Replace the values of multiselect attributes."""
    return "overwrite"


def append(attribute: Attribute) -> Mode:  # noqa: ARG001 - the same for every attribute
    """Add values to multiselect attributes."""
    return "append"


def parse_one(raw: object, place: Place) -> Payload:
    """Parse one value; raise the error of the API if it is invalid."""
    try:
        return type_of(place.attribute).parse(raw, place)
    except InvalidValueError as error:
        raise error.at(place) from error


def parse_all(raw: object, place: Place) -> list[Payload]:
    """Parse the values of an attribute: one value, an array, or null or an empty array to clear the attribute."""
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
    by_key: dict[Key, Payload] = {}
    for item in items:
        payload = parse_one(item, place)
        by_key.setdefault(kind.key(payload), payload)
    return list(by_key.values())


def check_writable(attribute: Attribute) -> None:
    """Raise an error for an attribute whose values only Attio sets."""
    if not attribute.is_writable:
        raise invalid(f'Attribute with slug "{attribute.api_slug}" is read-only and cannot be written to.')


def check_unique(
    workspace: Workspace, attribute: Attribute, payloads: Sequence[Payload], record: Record | None
) -> None:
    """Raise an error if another record has one of the values of a unique attribute."""
    if not attribute.is_unique:
        return
    kind = type_of(attribute)
    record_id = record.id if record is not None else None
    for payload in payloads:
        if any(holder != record_id for holder in workspace.holders(attribute, kind.key(payload))):
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


def find_attribute(owner: Collection, reference: str) -> Attribute:
    """Return an attribute to write values to; raise an error if there is none, or if it is archived."""
    attribute = owner.attribute(reference)
    if attribute is None or attribute.is_archived:
        raise value_not_found(f'Cannot find attribute with slug/ID "{reference}".')
    return attribute


def plan(
    workspace: Workspace,
    owner: Collection,
    values: Mapping[str, object],
    mode_of: Callable[[Attribute], Mode],
    record: Record | None = None,
) -> list[Write]:
    """Parse and check the values of a request.

    Args:
        workspace: The workspace.
        owner: Collection of the record.
        values: Values of the request, by slug or id of the attribute.
        mode_of: Function that returns the mode for a multiselect attribute.
        record: The record to change; None to create a record.
    """
    writes: dict[str, Write] = {}
    for reference, raw in values.items():
        attribute = find_attribute(owner, reference)
        check_writable(attribute)
        payloads = parse_all(raw, Place(workspace, attribute))
        mode = mode_of(attribute) if attribute.is_multiselect else "overwrite"
        clears = not payloads and mode == "overwrite"
        if attribute.is_required and clears:
            raise missing_value(attribute)
        check_unique(workspace, attribute, payloads, record)
        writes[attribute.id] = Write(attribute, payloads, mode)
    if record is None:
        for attribute in owner.visible:
            if attribute.is_required and attribute.default is None and attribute.id not in writes:
                raise missing_value(attribute)
    return list(writes.values())


def _is_target_present(workspace: Workspace, payload: Payload) -> bool:
    """Return False if a value is a reference to a deleted record."""
    owner = workspace.owner(str(payload.get("object_id")))
    return "object_id" not in payload or (owner is not None and payload["record_id"] in owner.records)


def default_writes(workspace: Workspace, owner: Collection, writes: Sequence[Write], token: Token) -> list[Write]:
    """Return the writes of default values for a new record, for attributes without a value."""
    written = {write.attribute.id for write in writes}
    defaults: list[Write] = []
    for attribute in owner.visible:
        if attribute.default is None or attribute.is_derived or attribute.id in written:
            continue
        if isinstance(attribute.default, StaticDefault):
            payloads = [payload for payload in attribute.default.payloads if _is_target_present(workspace, payload)]
        elif attribute.type == "actor-reference":
            member = workspace.member(token.member_id) if token.member_id else None
            payloads = [parse_one(member.email_address, Place(workspace, attribute))] if member else []
        else:
            moment = add_duration(workspace.now(), attribute.default.template)
            payloads = [parse_one(moment, Place(workspace, attribute))]
        defaults.append(Write(attribute, payloads, "overwrite"))
    return defaults
