# Generated from codegen/spec/meetings.yaml by `make generate`; edit that file instead.
"""What the operations of `client.meetings` take and answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Annotated, Literal, TypeAlias

from pydantic import Field
from typing_extensions import Required, TypedDict

from attio._paging.page import Page
from attio.models.base import OPEN, Envelope, Model, Timestamp
from attio.models.common import LinkedRecord, Pagination
from attio.models.values import Actor


class MeetingId(Model):
    """Identifies a meeting."""

    workspace_id: str
    """Id of the workspace."""
    meeting_id: str
    """Id of the meeting."""


class MeetingTime(Model):
    """When a meeting starts or ends: a day if it takes whole days, else a moment."""

    date: dt.date | None = None
    """The day; None if the meeting does not take whole days."""
    datetime: Timestamp | None = None
    """The moment, in the meeting's time zone if that is known; None if the meeting takes whole days."""
    timezone: str | None = None
    """The time zone by its IANA name, such as `Europe/London`."""


ParticipantStatusInput: TypeAlias = Annotated[Literal["accepted", "tentative", "declined", "pending"], OPEN]
"""What someone answered to an invitation."""


ParticipantStatus: TypeAlias = Annotated[ParticipantStatusInput | str, OPEN]
"""What someone answered to an invitation. The API may add to these."""


class MeetingParticipant(Model):
    """Someone who takes part in a meeting."""

    status: ParticipantStatus
    """What they answered."""
    is_organizer: bool
    """Whether they organize the meeting."""
    email_address: str | None
    """The address in normal form."""
    name: str | None
    """The name they were given here; null for those known by an address, even if a record has a name."""


class Meeting(Model):
    """A meeting."""

    id: MeetingId
    """Identifies the meeting."""
    title: str
    """What it is called."""
    description: str
    """What it is about."""
    is_all_day: bool
    """Whether it takes whole days, one or several."""
    start: MeetingTime
    """When it starts."""
    end: MeetingTime
    """When it is over: the first moment or day after it."""
    participants: list[MeetingParticipant]
    """Who takes part."""
    linked_records: list[LinkedRecord]
    """The people who take part and their companies, and what was linked by hand."""
    created_at: Timestamp
    """When it was created in Attio."""
    created_by_actor: Actor
    """Who or what created it."""


class MeetingDateInput(TypedDict):
    """A day on which a meeting that takes whole days starts or ends."""

    date: dt.date | str
    """The day."""


class MeetingDateTimeInput(TypedDict, total=False):
    """A moment at which a meeting starts or ends."""

    datetime: Required[dt.datetime | str]
    """The moment; text without an offset, such as `2026-04-02T14:00:00`, is a time in `timezone`."""
    timezone: str | None
    """The time zone by its IANA name, such as `Europe/London`; an unknown one counts as UTC."""


MeetingTimeInput: TypeAlias = MeetingDateInput | MeetingDateTimeInput
"""When a meeting starts or ends: a day or a moment."""


class MeetingParticipantInput(TypedDict, total=False):
    """Someone who takes part in a meeting, by e-mail address or by name."""

    is_organizer: Required[bool]
    """Whether they organize the meeting."""
    status: Required[ParticipantStatusInput]
    """What they answered."""
    email_address: str
    """The address; a person and a company that do not exist yet are created. Needed without `name`."""
    name: str
    """The name, needed without `email_address`; no person or company is created for a name alone."""


class LinkedRecordInput(TypedDict):
    """A record to link."""

    object: str
    """Slug or id of the object the record belongs to."""
    record_id: str
    """Id of the record."""


CalendarProvider: TypeAlias = Annotated[Literal["google", "microsoft"], OPEN]
"""Whose calendar an event is from."""


class CalendarEventRef(TypedDict, total=False):
    """Deprecated: an event of a calendar, as the id of a meeting from elsewhere."""

    ical_uid: Required[str]
    """Its iCalendar UID."""
    provider: Required[CalendarProvider]
    """Whose calendar it is from."""
    original_start_time: dt.datetime | str
    """When it was to start at first; needed for a moved event of a series."""
    is_recurring: Required[bool]
    """Whether it is one of a series."""


class MeetingCreate(TypedDict, total=False):
    """A meeting to create."""

    title: Required[str]
    """What it is called."""
    description: Required[str]
    """What it is about."""
    start: Required[MeetingTimeInput]
    """When it starts: a date if it takes whole days, else a datetime."""
    end: Required[MeetingTimeInput]
    """When it is over, in the same form as `start`: the first moment or day after it. What takes all of June 3 ends
    on June 4."""
    is_all_day: Required[bool]
    """Whether it takes whole days; `start` and `end` are then dates, else datetimes."""
    participants: Required[Sequence[MeetingParticipantInput]]
    """Who takes part, at least one."""
    linked_records: Sequence[LinkedRecordInput]
    """Records to link; the participants' companies are linked anyway."""
    external_ref: Annotated[str, Field(min_length=1)] | CalendarEventRef
    """Deprecated: an id from elsewhere, by which Attio once found meetings it had already. It is no longer
    documented."""


class MeetingUpdate(TypedDict):
    """Which records to link to a meeting."""

    linked_records: Sequence[LinkedRecordInput]
    """The records."""


class MeetingsListResponse(Page[Meeting]):
    """Answer to `meetings.list`."""

    data: list[Meeting]
    """The meetings of this page."""
    pagination: Pagination
    """Where the next page begins."""


class MeetingsFindOrCreateResponse(Envelope):
    """Answer to `meetings.find_or_create`."""

    data: Meeting
    """The new meeting."""


class MeetingsGetResponse(Envelope):
    """Answer to `meetings.get`."""

    data: Meeting
    """The meeting."""


class MeetingsUpdateResponse(Envelope):
    """Answer to `meetings.update`."""

    data: Meeting
    """The meeting as it is now."""


class MeetingsUpdateAppendResponse(Envelope):
    """Answer to `meetings.update_append`."""

    data: Meeting
    """The meeting as it is now."""
