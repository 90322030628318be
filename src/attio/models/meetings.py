# Generated from codegen/spec/meetings.yaml by `make generate`; edit that file instead.
"""Models of the parameters and responses of `client.meetings`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Annotated, Literal, TypeAlias

from pydantic import Field
from typing_extensions import Required, TypedDict

from attio._paging.page import Page
from attio.models.base import DATE_OR_TEXT, OPEN, TIME_OR_TEXT, Date, Envelope, Model, Timestamp
from attio.models.common import LinkedRecord, Pagination
from attio.models.values import Actor


class MeetingId(Model):
    """Id of a meeting."""

    workspace_id: str
    """Id of the workspace."""
    meeting_id: str
    """Id of the meeting."""


class MeetingTime(Model):
    """Start or end of a meeting: a date for an all-day meeting, otherwise a datetime."""

    date: Date | None = None
    """The date; `None` unless it is an all-day meeting."""
    datetime: Timestamp | None = None
    """The time, in the meeting's time zone if known; `None` for an all-day meeting."""
    timezone: str | None = None
    """IANA name of the time zone, such as `Europe/London`."""


ParticipantStatusInput: TypeAlias = Annotated[Literal["accepted", "tentative", "declined", "pending"], OPEN]
"""Reply of a participant to the invitation."""


ParticipantStatus: TypeAlias = Annotated[ParticipantStatusInput | str, OPEN]
"""Reply of a participant to the invitation. The API may add values."""


class MeetingParticipant(Model):
    """Participant of a meeting."""

    status: ParticipantStatus
    """Reply to the invitation."""
    is_organizer: bool
    """Whether the participant organizes the meeting."""
    email_address: str | None
    """The normalized address."""
    name: str | None
    """Name of the participant; `None` for a participant with an e-mail address."""


class Meeting(Model):
    """A meeting."""

    id: MeetingId
    """Id of the meeting."""
    title: str
    """Title of the meeting."""
    description: str
    """Description of the meeting."""
    is_all_day: bool
    """Whether the meeting lasts one or more whole days."""
    start: MeetingTime
    """Start of the meeting."""
    end: MeetingTime
    """End of the meeting (exclusive)."""
    participants: list[MeetingParticipant]
    """Participants of the meeting."""
    linked_records: list[LinkedRecord]
    """The linked records: participants, their companies, and records linked manually."""
    created_at: Timestamp
    """Creation time in Attio."""
    created_by_actor: Actor
    """Actor that created the meeting."""


class MeetingDateInput(TypedDict):
    """Start or end of an all-day meeting.

    Keys:
        date: date | str
    """

    date: Annotated[dt.date | str, DATE_OR_TEXT]
    """The date."""


class MeetingDateTimeInput(TypedDict, total=False):
    """Start or end of a meeting at a time.

    Keys:
        datetime: datetime | str (required)
        timezone: str | None
    """

    datetime: Required[Annotated[dt.datetime | str, TIME_OR_TEXT]]
    """The time; a string without an offset, such as `2026-04-02T14:00:00`, is in `timezone`."""
    timezone: str | None
    """IANA name of the time zone, such as `Europe/London`; an unknown name means UTC."""


MeetingTimeInput: TypeAlias = MeetingDateInput | MeetingDateTimeInput
"""Start or end of a meeting: a date or a datetime."""


class MeetingParticipantInput(TypedDict, total=False):
    """Participant of a meeting, by e-mail address or name.

    Keys:
        is_organizer: bool (required)
        status: ParticipantStatusInput (required)
        email_address: str
        name: str
    """

    is_organizer: Required[bool]
    """Whether the participant organizes the meeting."""
    status: Required[ParticipantStatusInput]
    """Reply to the invitation."""
    email_address: str
    """E-mail address; Attio creates a missing person and company. Required without `name`."""
    name: str
    """Name, required without `email_address`. Attio creates no person or company from a name alone."""


class LinkedRecordInput(TypedDict):
    """A record to link.

    Keys:
        object: str
        record_id: str
    """

    object: str
    """Slug or id of the object the record belongs to."""
    record_id: str
    """Id of the record."""


CalendarProvider: TypeAlias = Annotated[Literal["google", "microsoft"], OPEN]
"""Provider of a calendar."""


class CalendarEventRef(TypedDict, total=False):
    """Deprecated: a calendar event as the external id of a meeting.

    Keys:
        ical_uid: str (required)
        provider: CalendarProvider (required)
        original_start_time: datetime | str
        is_recurring: bool (required)
    """

    ical_uid: Required[str]
    """iCalendar UID of the event."""
    provider: Required[CalendarProvider]
    """Provider of the calendar."""
    original_start_time: Annotated[dt.datetime | str, TIME_OR_TEXT]
    """Original start time; required for a moved event of a series."""
    is_recurring: Required[bool]
    """Whether the event is part of a series."""


class MeetingCreate(TypedDict, total=False):
    """A meeting to create.

    Keys:
        title: str (required)
        description: str (required)
        start: MeetingTimeInput (required)
        end: MeetingTimeInput (required)
        is_all_day: bool (required)
        participants: Sequence[MeetingParticipantInput] (required)
        linked_records: Sequence[LinkedRecordInput]
        external_ref: str | CalendarEventRef
    """

    title: Required[str]
    """Title of the meeting."""
    description: Required[str]
    """Description of the meeting."""
    start: Required[MeetingTimeInput]
    """Start: a date for an all-day meeting, otherwise a datetime."""
    end: Required[MeetingTimeInput]
    """End (exclusive), of the same type as `start`. A meeting that lasts all of June 3 ends on June 4."""
    is_all_day: Required[bool]
    """Whether the meeting lasts one or more whole days. If so, `start` and `end` are dates, otherwise datetimes."""
    participants: Required[Sequence[MeetingParticipantInput]]
    """Participants, at least one."""
    linked_records: Sequence[LinkedRecordInput]
    """Records to link in addition to the companies of the participants."""
    external_ref: Annotated[str, Field(min_length=1)] | CalendarEventRef
    """Deprecated and no longer documented: an external id by which Attio used to find existing meetings."""


class MeetingUpdate(TypedDict):
    """Records to link to a meeting.

    Keys:
        linked_records: Sequence[LinkedRecordInput]
    """

    linked_records: Sequence[LinkedRecordInput]
    """The records."""


class MeetingsListResponse(Page[Meeting]):
    """Response to `meetings.list`."""

    data: list[Meeting]
    """The meetings of this page."""
    pagination: Pagination
    """Position of the next page."""


class MeetingsFindOrCreateResponse(Envelope):
    """Response to `meetings.find_or_create`."""

    data: Meeting
    """The new meeting."""


class MeetingsGetResponse(Envelope):
    """Response to `meetings.get`."""

    data: Meeting
    """The meeting."""


class MeetingsUpdateResponse(Envelope):
    """Response to `meetings.update`."""

    data: Meeting
    """The updated meeting."""


class MeetingsUpdateAppendResponse(Envelope):
    """Response to `meetings.update_append`."""

    data: Meeting
    """The updated meeting."""
