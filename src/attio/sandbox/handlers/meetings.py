"""Handlers for meetings, which are created with the API, or as synced meetings with `app.add_meeting`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timezone
from typing import ClassVar

from attio.sandbox.call import Call, Operations, cursor_page, find_object, find_record
from attio.sandbox.checks import UUID, Array, Fields, Flag, Integer, OneOf, Shape, Text, Union
from attio.sandbox.control.states import States
from attio.sandbox.engine.lifecycle import attached
from attio.sandbox.errors import BODY_INVALID, QUERY_INVALID, ApiError, Issue, invalid, value_not_found
from attio.sandbox.handlers.addresses import Participant, address_links, split_addresses
from attio.sandbox.handlers.meeting_times import DATE, DATETIME, Moment, query_instant, read_moment, zone_of
from attio.sandbox.messages import Response, data_response, json_response
from attio.sandbox.provenance import assumed, different, documented
from attio.sandbox.render import owner_slug
from attio.sandbox.store.attached import Linked
from attio.sandbox.store.changes import Changes
from attio.sandbox.store.rows import Actor
from attio.sandbox.values.base import InvalidValueError
from attio.sandbox.values.contact import normal_address
from attio.sandbox.workspace import Workspace

operations = Operations()

_CREATION = "meetings.find_or_create"
_LINKING = ("meetings.update", "meetings.update_append")
_WRITE_SOURCE = "reference: Create a meeting"
_LIST_SOURCE = "reference: List meetings"
RULES = (
    assumed("meetings.background",
        "With the state `meeting_links`, a meeting is linked to the people and companies of its participants",
        "meetings.find_or_create"),
    documented("meetings.participants", "A meeting without participants is rejected", _WRITE_SOURCE, _CREATION),
    documented("meetings.participant", "A participant has an address, a name or both", _WRITE_SOURCE, _CREATION),
    documented("meetings.addresses", "Addresses are returned in lower case", "reference: Get a meeting", _CREATION),
    documented("meetings.all_day", "All-day meetings have dates, other meetings have datetimes", _WRITE_SOURCE,
        _CREATION),
    documented("meetings.timezone",
        "Datetimes are returned in the timezone of the meeting, with milliseconds; an unknown timezone means UTC",
        _WRITE_SOURCE, _CREATION),
    assumed("meetings.backwards", "A meeting that ends before it starts is rejected", _CREATION),
    assumed("meetings.external_ref", "With the external_ref of an existing meeting, that meeting is returned",
        _CREATION),
    assumed("meetings.created_links", "On creation too, the error for an unknown linked record is value_not_found",
        _CREATION),
    different("meetings.unlinked",
        "No records are created from the addresses of participants; the state `meeting_links` links existing records",
        _CREATION, source="reference: Create a meeting"),
    documented("meetings.append", "PATCH adds links and ignores known ones, PUT replaces them",
        "reference: Update a meeting", *_LINKING),
    documented("meetings.links", "The error for an unknown linked record is value_not_found",
        "reference: Update a meeting", *_LINKING),
    documented("meetings.unknown", "The error for an unknown meeting is not_found", "reference: Get a meeting",
        "meetings.get"),
    documented("meetings.synced", "The error for deleting a synced meeting is system_edit_unauthorized",
        "reference: Delete a meeting", "meetings.delete"),
    documented("meetings.pages", "Pages have 50 meetings by default, at most 200", _LIST_SOURCE, "meetings.list"),
    documented("meetings.order", "Meetings are sorted by their start, start_asc by default", _LIST_SOURCE,
        "meetings.list"),
    assumed("meetings.ties", "Meetings with the same start are ordered by id", "meetings.list"),
    documented("meetings.filters",
        "Participants and linked record are combined with OR; ends_from is inclusive, starts_before is exclusive",
        _LIST_SOURCE, "meetings.list"),
    documented("meetings.filter_timezone", "All-day meetings start and end at midnight in timezone", _LIST_SOURCE,
        "meetings.list"),
    documented("meetings.level", "Tokens of members cannot list meetings", "reference: Supported token levels",
        "meetings.list"),
    assumed("meetings.stay",
        "A link to a deleted record is removed; a link to a merged record is replaced by a link to the new record",
        "records.delete", "records.merge"),
    assumed("meetings.go", "Deleting a meeting deletes its call recordings", "meetings.delete"),
)  # fmt: skip

READ = ("meeting:read", "record_permission:read")
WRITE = ("meeting:read-write", "record_permission:read")

_LINKS = Array(Shape({"object": Text(), "record_id": Text(pattern=UUID)}))
_PARTICIPANT = Shape(
    {
        "is_organizer": OneOf(True, False, "true", "false"),
        "status": OneOf("accepted", "tentative", "declined", "pending"),
    },
    {"email_address": Text(), "name": Text()},
)
_EXTERNAL = Shape(
    {"ical_uid": Text(), "provider": OneOf("google", "microsoft"), "is_recurring": Flag()},
    {"original_start_time": Text()},
)
_MOMENT = Union(DATE, DATETIME)
CREATE = Shape(
    {
        "title": Text(),
        "description": Text(),
        "start": _MOMENT,
        "end": _MOMENT,
        "is_all_day": Flag(),
        "participants": Array(_PARTICIPANT),
    },
    {"linked_records": _LINKS, "external_ref": Union(Text(least=1), _EXTERNAL)},
)
_UPDATE = Shape({"linked_records": _LINKS})
_LIST = Shape(
    {},
    {
        "limit": Integer(least=1, most=200),
        "cursor": Text(),
        "linked_object": Text(least=1),
        "linked_record_id": Text(pattern=UUID),
        "participants": Text(),
        "sort": OneOf("start_asc", "start_desc"),
        "ends_from": Text(),
        "starts_before": Text(),
        "timezone": Text(),
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Linked):
    """A meeting."""

    kind: ClassVar[str] = "meeting"

    title: str
    description: str
    is_all_day: bool
    start: Moment
    end: Moment
    participants: tuple[Participant, ...]
    created_by: Actor
    created_at: str
    external_ref: str | None = None
    """External reference, as JSON text."""
    is_synced: bool = False
    """Whether the meeting is from a calendar, so that the API cannot delete it."""

    def index_keys(self) -> Iterable[tuple[str, str]]:
        """Index the meeting by its records and by its external reference."""
        yield from Linked.index_keys(self)
        if self.external_ref is not None:
            yield "external_ref", self.external_ref


def links_wire(links: Iterable[tuple[str, str]], workspace: Workspace) -> list[dict[str, object]]:
    """Return links to records as JSON values."""
    return [
        {"object_slug": owner_slug(workspace, object_id), "object_id": object_id, "record_id": record_id}
        for object_id, record_id in links
    ]


def meeting_wire(meeting: Meeting, workspace: Workspace) -> dict[str, object]:
    """Return a meeting as JSON values."""
    return {
        "id": {"workspace_id": workspace.id, "meeting_id": meeting.id},
        "title": meeting.title,
        "description": meeting.description,
        "is_all_day": meeting.is_all_day,
        "start": meeting.start.wire(),
        "end": meeting.end.wire(),
        "participants": [participant.wire() for participant in meeting.participants],
        "linked_records": links_wire(meeting.links, workspace),
        "created_at": meeting.created_at,
        "created_by_actor": meeting.created_by.wire(),
    }


def find_meeting(call: Call, message: str = 'Meeting with ID "{}" was not found.') -> Meeting:
    """Return the meeting of the path."""
    return call.row(Meeting, "meeting_id", message)


def new_meeting(changes: Changes, fields: Fields, actor: Actor, *, synced: bool = False) -> Meeting:
    """Create a meeting, or return the meeting with the same external reference.

    Args:
        changes: Collects the writes.
        fields: The data, checked with `CREATE`.
        actor: Actor of the creation.
        synced: Whether the meeting is from a calendar.
    """
    workspace = changes.workspace
    all_day = fields.get("is_all_day", bool)
    start, end = (read_moment(fields, name, all_day=all_day) for name in ("start", "end"))
    participants = tuple(_participants(fields.mappings("participants")))
    if not participants:
        # The API description names the status of this error `statusCode`. Return both names.
        raise ApiError(400, "validation_type", "No participants were provided.", extra={"statusCode": 400})
    if end.instant_in(timezone.utc) < start.instant_in(timezone.utc):
        message = "The meeting ends before it starts"
        raise invalid(BODY_INVALID, [Issue("custom", ("data", "end"), message)])
    reference = json.dumps(fields.content["external_ref"], sort_keys=True) if fields.has_value("external_ref") else None
    links = tuple(dict.fromkeys(_links(workspace, fields)))
    known = workspace.find(Meeting, "external_ref", reference) if reference else []
    if known:
        return known[0]
    meeting = Meeting(
        id=workspace.new_id(),
        title=fields.get("title", str),
        description=fields.get("description", str),
        is_all_day=all_day,
        start=start,
        end=end,
        participants=participants,
        links=links,
        created_by=actor,
        created_at=changes.now,
        external_ref=reference,
        is_synced=synced,
    )
    changes.put(meeting)
    return meeting


def _participants(items: Iterable[Mapping[str, object]]) -> Iterable[Participant]:
    for position, fields in enumerate(map(Fields, items)):
        path = ("data", "participants", position, "email_address")
        name, address = fields.find("name", str), fields.find("email_address", str)
        if not name and address is None:
            raise invalid(BODY_INVALID, [Issue("custom", path, "Either email_address or name is required")])
        try:
            address = None if address is None else normal_address(address)
        except InvalidValueError as error:
            raise invalid(BODY_INVALID, [Issue("invalid_string", path, "Invalid email")]) from error
        organizer = fields.content["is_organizer"] in (True, "true")
        yield Participant(fields.get("status", str), organizer, address, name)


def _links(workspace: Workspace, fields: Fields) -> Iterable[tuple[str, str]]:
    for link in map(Fields, fields.mappings("linked_records")):
        reference, record_id = link.get("object", str), link.get("record_id", str)
        owner = find_object(workspace, reference, value_not_found)
        yield owner.id, find_record(owner, record_id, value_not_found).id


@operations("meetings.list", *READ, user_level=False)
def list_meetings(call: Call) -> Response:
    """List meetings, sorted by their start."""
    fields = call.query(_LIST)
    ends_from = query_instant(fields, "ends_from") or ""  # before all timestamps
    starts_before = query_instant(fields, "starts_before") or "~"  # after all timestamps
    zone = zone_of(fields.find("timezone", str)) or timezone.utc
    starts: dict[Meeting, str] = {}
    for meeting in _matching(call, fields):
        start = meeting.start.instant_in(zone)
        if start < starts_before and meeting.end.instant_in(zone) >= ends_from:
            starts[meeting] = start
    ordered = sorted(starts, key=lambda meeting: meeting.id)
    ordered.sort(key=starts.__getitem__, reverse=fields.find("sort", str) == "start_desc")
    return cursor_page(call, [meeting_wire(meeting, call.workspace) for meeting in ordered], fields, limit=50)


def _matching(call: Call, fields: Fields) -> Iterable[Meeting]:
    """Return the meetings with one of the participants or the linked record; all meetings without these filters."""
    meetings = call.workspace.table(Meeting)
    reference, record_id = fields.find("linked_object", str), fields.find("linked_record_id", str)
    if (reference is None) != (record_id is None):
        missing = "linked_object" if reference is None else "linked_record_id"
        raise invalid(QUERY_INVALID, [Issue("invalid_type", (missing,), "Required")])
    addresses = frozenset(split_addresses(fields.find("participants", str)))
    if reference is None or record_id is None:
        return [meeting for meeting in meetings if not addresses or _has_participant(meeting, addresses)]
    link = (find_object(call.workspace, reference).id, record_id)
    return [meeting for meeting in meetings if link in meeting.links or _has_participant(meeting, addresses)]


def _has_participant(meeting: Meeting, addresses: frozenset[str]) -> bool:
    return any(participant.email_address in addresses for participant in meeting.participants)


@operations("meetings.find_or_create", *WRITE)
def create_meeting(call: Call) -> Response:
    """Create a meeting."""
    fields = call.data(CREATE)
    meeting = new_meeting(call.changes, fields, call.token.actor)
    follow_meeting(call.states, call.workspace, meeting.id)
    return data_response(meeting_wire(meeting, call.workspace))


def follow_meeting(states: States, workspace: Workspace, meeting_id: str) -> None:
    """Start the background work after a new meeting: link it to the people and companies of its participants."""
    states.follow("meeting_links", meeting_id, workspace, lambda changes: _link_participants(changes, meeting_id))


def _link_participants(changes: Changes, meeting_id: str) -> None:
    meeting = changes.workspace.table(Meeting).get(meeting_id)
    if meeting is not None:
        addresses = [each.email_address for each in meeting.participants if each.email_address is not None]
        links = dict.fromkeys([*meeting.links, *address_links(addresses, changes.workspace)])
        changes.put(replace(meeting, links=tuple(links)))


@operations("meetings.get", *READ)
def get_meeting(call: Call) -> Response:
    """Return a meeting."""
    meeting = find_meeting(call)
    call.states.under_way("meeting_links", meeting.id)
    return data_response(meeting_wire(meeting, call.workspace))


@operations("meetings.update", *WRITE)
def update_meeting(call: Call) -> Response:
    """Replace the links of a meeting to records."""
    return _link(call, appending=False)


@operations("meetings.update_append", *WRITE)
def append_meeting(call: Call) -> Response:
    """Add links to records to a meeting."""
    return _link(call, appending=True)


def _link(call: Call, *, appending: bool) -> Response:
    fields = call.data(_UPDATE)
    meeting = find_meeting(call)
    present = meeting.links if appending else ()
    links = tuple(dict.fromkeys([*present, *_links(call.workspace, fields)]))
    changed = meeting if links == meeting.links else replace(meeting, links=links)
    call.changes.put(changed)
    return data_response(meeting_wire(changed, call.workspace))


@operations("meetings.delete", "meeting:read-write")
def delete_meeting(call: Call) -> Response:
    """Delete a meeting. A synced meeting cannot be deleted."""
    meeting = find_meeting(call)
    if meeting.is_synced:
        message = "Meetings created by calendar sync cannot be deleted."
        raise ApiError(400, "system_edit_unauthorized", message)
    call.changes.remove(meeting)
    for row in list(attached(call.changes, meeting.id, "meeting")):
        call.changes.remove(row, quiet=True)
    return json_response({})
