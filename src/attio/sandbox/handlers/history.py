"""Handlers for the history of attribute values: list and replace it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

from attio.sandbox.call import OFFSET, Call, Operations, slice_page
from attio.sandbox.checks import Anything, Array, Fields, Flag, Nullable, OneOf, Shape, Text
from attio.sandbox.engine.collection import Collection
from attio.sandbox.engine.plan import check_unique, missing_value, parse_one
from attio.sandbox.errors import ApiError, invalid
from attio.sandbox.handlers.records import READ, WRITE
from attio.sandbox.messages import Response, data_response
from attio.sandbox.provenance import documented
from attio.sandbox.schema import STANDARD
from attio.sandbox.store.rows import Attribute, Cell, Payload, Record, Value
from attio.sandbox.timestamps import parse_timestamp
from attio.sandbox.values import Place, type_of, wire

operations = Operations()

_BOTH = ("records.list_attribute_values", "entries.list_attribute_values")
_WRITES = ("records.write_attribute_values", "entries.write_attribute_values")
RULES = (
    documented("history.order", "show_historic includes past values, oldest first",
        "reference: List attribute values", *_BOTH),
    documented("history.enriched", "show_historic is rejected for attributes that Attio sets",
        "reference: List attribute values", *_BOTH),
    documented("history.write",
        "1 to 400 values replace the whole history; values of a single-value attribute must not overlap",
        "reference: Write attribute values", *_WRITES),
    documented("history.enabled", "The history of a standard object that is not enabled cannot be written",
        "reference: Write attribute values", *_WRITES[:1]),
    documented("history.silent", "Writing a history sends no webhook events", "reference: Write attribute values",
        *_WRITES),
)  # fmt: skip

_LIST = Shape({}, {**OFFSET, "show_historic": Flag()})
_MOMENT = Text(least=1)
_HISTORIC = Shape({"value": Anything(), "active_from": _MOMENT, "active_until": Nullable(_MOMENT)})
_WRITE = Shape({"replace_history": OneOf(True), "values": Array(_HISTORIC, least=1, most=400)})


@operations("records.list_attribute_values", *READ)
def list_values(call: Call) -> Response:
    """List the active values of an attribute, or with `show_historic` its whole history, oldest first."""
    return list_history(call, call.object, call.record)


def list_history(
    call: Call, find_owner: Callable[[], Collection], find_record: Callable[[Collection], Record]
) -> Response:
    """Return the response with the values of an attribute of a record or entry."""
    fields = call.query(_LIST)
    owner = find_owner()
    record = find_record(owner)
    attribute = call.attribute(owner)
    historic = fields.find("show_historic", bool)
    if historic and attribute.origin != "user":
        kind = "a COMINT" if attribute.origin == "communication" else "an enriched"
        raise invalid(f"Cannot set show_historic param to true when querying {kind} attribute.")
    history = record.cell(attribute).history() if historic and not attribute.is_derived else record.active(attribute)
    place = Place(call.workspace, attribute)
    page = slice_page(history, fields)
    return data_response([wire(value, place) for value in page])


@dataclass(frozen=True)
class _Interval:
    """A value of a request, with the period in which it was active."""

    payload: Payload
    active_from: str
    active_until: str | None

    def overlaps(self, other: _Interval) -> bool:
        """Return whether two values were active at the same time."""
        return (self.active_until is None or other.active_from < self.active_until) and (
            other.active_until is None or self.active_from < other.active_until
        )


@operations("records.write_attribute_values", *WRITE)
def write_values(call: Call) -> Response:
    """Replace the whole history of an attribute."""

    def find_owner() -> Collection:
        reference = call.params["object"]
        if reference in STANDARD and call.workspace.object(reference) is None:
            raise ApiError(400, "standard_object_disabled", f'The standard object "{reference}" is not enabled.')
        return call.object()

    return write_history(call, find_owner, call.record)


def write_history(
    call: Call, find_owner: Callable[[], Collection], find_record: Callable[[Collection], Record]
) -> Response:
    """Replace the history of an attribute of a record or entry."""
    fields = call.data(_WRITE)
    owner = find_owner()
    record = find_record(owner)
    attribute = call.attribute(owner)
    _check_attribute(attribute)
    intervals = [_read(Fields(item), attribute, call) for item in fields.mappings("values")]
    _check_intervals(attribute, intervals)
    current = [interval.payload for interval in intervals if interval.active_until is None]
    check_unique(call.workspace, attribute, current, record)
    if attribute.is_required and not current:
        raise missing_value(attribute)
    changed = _replace(call, record, attribute, intervals)
    place = Place(call.workspace, attribute)
    return data_response([wire(value, place) for value in changed.cell(attribute).history()])


def _check_attribute(attribute: Attribute) -> None:
    if attribute.is_system and not attribute.is_writable:
        message = f'The history of system attribute "{attribute.api_slug}" cannot be written.'
        raise ApiError(400, "system_edit_unauthorized", message)
    if attribute.relationship is not None:
        raise invalid(f'The history of relationship attribute "{attribute.api_slug}" cannot be written.')
    if attribute.origin != "user":
        raise invalid(f'The history of enriched attribute "{attribute.api_slug}" cannot be written.')


def _read(fields: Fields, attribute: Attribute, call: Call) -> _Interval:
    until = fields.find("active_until", str)
    try:
        begin = parse_timestamp(fields.get("active_from", str))
        end = None if until is None else parse_timestamp(until)
    except ValueError as error:
        raise invalid("active_from and active_until must be ISO 8601 timestamps.") from error
    if max(begin, end or begin) > call.workspace.now():
        raise invalid("active_from and active_until cannot be in the future.")
    if end is not None and end <= begin:
        raise invalid("active_until must be after active_from.")
    return _Interval(parse_one(fields.content["value"], Place(call.workspace, attribute)), begin, end)


def _check_intervals(attribute: Attribute, intervals: Sequence[_Interval]) -> None:
    kind = type_of(attribute)
    for one, other in combinations(intervals, 2):
        if not one.overlaps(other):
            continue
        if not attribute.is_multiselect:
            message = f'Attribute "{attribute.api_slug}" can have one active value at a time; two intervals overlap.'
            raise ApiError(400, "multiple_values_for_single_value_attribute", message)
        if kind.key(one.payload) == kind.key(other.payload):
            message = f'A value of attribute "{attribute.api_slug}" is given twice for the same time.'
            raise ApiError(400, "duplicate_values", message)


def _replace(call: Call, record: Record, attribute: Attribute, intervals: Sequence[_Interval]) -> Record:
    kind, actor = type_of(attribute), call.token.actor
    values = [
        Value(interval.payload, kind.key(interval.payload), interval.active_from, actor, interval.active_until)
        for interval in sorted(intervals, key=lambda interval: interval.active_from)
    ]
    active = tuple(value for value in values if value.active_until is None)
    closed = tuple(value for value in values if value.active_until is not None)
    changed = record.with_cell(attribute.id, Cell(active, closed))
    call.changes.put(changed, quiet=True)
    return changed
