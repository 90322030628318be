from __future__ import annotations

import datetime as dt

from typing_extensions import assert_type

from attio import Attio, AttioCore
from attio.funcs import (
    meetings_delete,
    meetings_delete_async,
    meetings_find_or_create,
    meetings_find_or_create_async,
    meetings_get,
    meetings_get_async,
    meetings_list,
    meetings_list_async,
    meetings_update,
    meetings_update_append,
    meetings_update_append_async,
    meetings_update_async,
)
from attio.models import (
    EmptyResponse,
    LinkedRecord,
    LinkedRecordInput,
    Meeting,
    MeetingCreate,
    MeetingParticipant,
    MeetingsFindOrCreateResponse,
    MeetingsGetResponse,
    MeetingsListResponse,
    MeetingsUpdateAppendResponse,
    MeetingsUpdateResponse,
    MeetingTime,
    MeetingUpdate,
)

WHO = "293a4b5c-6d7e-4f80-91a2-0304050607c1"
MEETING = "d4e5f607-3142-4536-8748-bebfc0c1823c"
NEW: MeetingCreate = {
    "title": "Fair",
    "description": "",
    "start": {"date": "2025-06-03"},
    "end": {"date": dt.date(2025, 6, 5)},
    "is_all_day": True,
    "participants": [{"is_organizer": False, "status": "accepted", "email_address": "noor@brightside.example"}],
}
LINK: LinkedRecordInput = {"object": "people", "record_id": WHO}


def methods(client: Attio) -> None:
    sub = client.meetings
    assert_type(sub.list(sort="start_desc", participants="noor@brightside.example"), MeetingsListResponse)
    assert_type(sub.find_or_create(data=NEW), MeetingsFindOrCreateResponse)
    assert_type(sub.get(MEETING), MeetingsGetResponse)
    assert_type(sub.update(MEETING, data={"linked_records": [LINK]}), MeetingsUpdateResponse)
    assert_type(sub.update_append(MEETING, data={"linked_records": [LINK]}), MeetingsUpdateAppendResponse)
    assert_type(sub.delete(meeting_id=MEETING), EmptyResponse)


async def async_methods(client: Attio) -> None:
    sub = client.meetings
    assert_type(await sub.list_async(ends_from="2025-03-01T00:00:00Z"), MeetingsListResponse)
    assert_type(await sub.find_or_create_async(data=NEW), MeetingsFindOrCreateResponse)
    assert_type(await sub.get_async(MEETING), MeetingsGetResponse)
    assert_type(await sub.update_async(MEETING, data=MeetingUpdate(linked_records=())), MeetingsUpdateResponse)
    assert_type(await sub.update_append_async(MEETING, data={"linked_records": []}), MeetingsUpdateAppendResponse)
    assert_type(await sub.delete_async(MEETING), EmptyResponse)


def functions(client: AttioCore) -> None:
    now = dt.datetime.now(dt.timezone.utc)
    assert_type(meetings_list(client, starts_before=now, max_items=5), MeetingsListResponse)
    assert_type(meetings_find_or_create(client, data=NEW), MeetingsFindOrCreateResponse)
    assert_type(meetings_get(client, MEETING), MeetingsGetResponse)
    assert_type(meetings_update(client, MEETING, data={"linked_records": []}), MeetingsUpdateResponse)
    assert_type(meetings_update_append(client, MEETING, data={"linked_records": []}), MeetingsUpdateAppendResponse)
    assert_type(meetings_delete(client, MEETING), EmptyResponse)


async def async_functions(client: AttioCore) -> None:
    links: MeetingUpdate = {"linked_records": [LINK]}
    assert_type(await meetings_list_async(client, timezone="Europe/Amsterdam"), MeetingsListResponse)
    assert_type(await meetings_find_or_create_async(client, data=NEW), MeetingsFindOrCreateResponse)
    assert_type(await meetings_get_async(client, MEETING), MeetingsGetResponse)
    assert_type(await meetings_update_async(client, MEETING, data=links), MeetingsUpdateResponse)
    assert_type(await meetings_update_append_async(client, MEETING, data=links), MeetingsUpdateAppendResponse)
    assert_type(await meetings_delete_async(client, MEETING), EmptyResponse)


def results(client: Attio) -> None:
    meeting = client.meetings.get(MEETING).data
    assert_type(meeting, Meeting)
    assert_type(meeting.id.meeting_id, str)
    assert_type(meeting.start, MeetingTime)
    assert_type(meeting.start.date, dt.date | None)
    assert_type(meeting.end.datetime, dt.datetime | None)
    assert_type(meeting.participants, list[MeetingParticipant])
    assert_type(meeting.participants[0].email_address, str | None)
    assert_type(meeting.linked_records, list[LinkedRecord])


def writing(client: Attio) -> None:
    start = dt.datetime(2025, 3, 4, 9, tzinfo=dt.timezone.utc)
    client.meetings.find_or_create(
        data={**NEW, "is_all_day": False, "start": {"datetime": start}, "end": {"datetime": start, "timezone": None}}
    )
    client.meetings.find_or_create(data={**NEW, "external_ref": "crm-4711", "linked_records": [LINK]})
    client.meetings.find_or_create(
        data={**NEW, "external_ref": {"ical_uid": "7kq2", "provider": "google", "is_recurring": False}}
    )


async def pages(client: Attio) -> None:
    for meeting in client.meetings.list():
        assert_type(meeting, Meeting)
    async for meeting in await client.meetings.list_async():
        assert_type(meeting, Meeting)
