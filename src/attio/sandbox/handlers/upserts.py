"""Upserts of records and activity records."""

from __future__ import annotations

from collections.abc import Mapping

from attio.sandbox.call import Call
from attio.sandbox.checks import Shape, Text
from attio.sandbox.engine.apply import apply
from attio.sandbox.engine.collection import Collection
from attio.sandbox.engine.lifecycle import create_record
from attio.sandbox.engine.plan import Mode, parse_all, plan
from attio.sandbox.errors import ApiError, invalid, value_not_found
from attio.sandbox.store.rows import Attribute, Record
from attio.sandbox.values import Place, type_of


def matching_attribute(call: Call) -> str:
    """Return the slug or id of the matching attribute in the query."""
    return call.query(Shape({"matching_attribute": Text()})).get("matching_attribute", str)


def upsert(call: Call, owner: Collection, values: Mapping[str, object], reference: str) -> Record:
    """Update the record with the same value of a unique attribute, or create a record.

    Args:
        call: The call.
        owner: Collection of the record.
        values: Values of the request, by slug or id of the attribute.
        reference: Slug or id of the matching attribute.
    """
    attribute = _matching_attribute(reference, owner)
    record = _match(call, owner, attribute, values)
    if record is not None:
        call.check_merged(record.id)

    def mode_of(written: Attribute) -> Mode:
        # Values are added to the matching attribute, and replaced in all others.
        return "append" if written is attribute else "overwrite"

    if attribute.api_slug == "record_id":
        values = {name: raw for name, raw in values.items() if owner.attribute(name) is not attribute}
    writes = plan(call.workspace, owner, values, mode_of, record)
    if record is None:
        return create_record(call.changes, owner, writes, call.token)
    return apply(call.changes, record, writes)


def _matching_attribute(reference: str, owner: Collection) -> Attribute:
    attribute = owner.attribute(reference)
    if attribute is None or attribute.is_archived:
        raise value_not_found(f'No attribute was found for matching_attribute slug/ID "{reference}".')
    if not attribute.is_unique:
        message = "The matching attribute specified is not a unique attribute."
        raise ApiError(400, "matching_attribute_definition_not_unique", message)
    return attribute


def _match(call: Call, owner: Collection, attribute: Attribute, values: Mapping[str, object]) -> Record | None:
    """Return the record with one of the values of the matching attribute; None if there is none."""
    raw = values.get(attribute.api_slug, values.get(attribute.id))
    kind = type_of(attribute)
    payloads = parse_all(raw, Place(call.workspace, attribute))
    if not payloads:
        raise invalid(f'The values must include the matching attribute "{attribute.api_slug}".')
    keys = [kind.key(payload) for payload in payloads]
    record_ids = list(dict.fromkeys(holder for key in keys for holder in call.workspace.holders(attribute, key)))
    if len(record_ids) > 1:
        message = f'More than one record has a value given for the matching attribute "{attribute.api_slug}".'
        raise ApiError(400, "multiple_match_results", message)
    if not record_ids and attribute.api_slug == "record_id":
        raise value_not_found(f'Record with ID "{keys[0]}" not found.')
    return owner.records[record_ids[0]] if record_ids else None
