"""Meetings: their time, participants and linked records."""

from __future__ import annotations

import datetime as dt

from tests.contract.table import (
    DELETED,
    JSON,
    Case,
    ErrorCase,
    Golden,
    Pages,
    Rejected,
    Response,
    SameTime,
    lacking,
    nullable,
    open_enum,
    optional,
)

WORKSPACE = "6f3c1f0a-9b7e-4a55-8f0d-2f4d7a1b9c01"
PEOPLE = "e5f60718-293a-4b4c-9d5e-6f7081920307"
COMPANIES = "f6071829-3a4b-4c5d-8e6f-708192a3b418"
NOOR = "293a4b5c-6d7e-4f80-91a2-0304050607c1"
BRIGHTSIDE = "3a4b5c6d-7e8f-4091-a2b3-1415161718c2"
MEMBER = "1a2b3c4d-5e6f-4071-8293-a4b5c6d7e805"
MEETING = "d4e5f607-3142-4536-8748-bebfc0c1823c"
PATH = f"/v2/meetings/{MEETING}"

BY_MEMBER = {"type": optional(nullable(open_enum("workspace-member"))), "id": optional(nullable(MEMBER))}


# The API has two kinds of objects for times, without a tag; one class reads both.
def moment(text: str, timezone: str | None) -> dict[str, JSON]:
    """A moment. Unlike other times, it has milliseconds and an offset."""
    return {"datetime": optional(text), "timezone": optional(nullable(timezone))}


def day(text: str) -> dict[str, JSON]:
    """A day, for all-day meetings."""
    return {"date": optional(text)}


def participant(status: str, email_address: str | None, name: str | None, *, is_organizer: bool) -> dict[str, JSON]:
    """A participant, with an e-mail address or a name."""
    return {
        "status": open_enum(status),
        "is_organizer": is_organizer,
        "email_address": nullable(email_address),
        "name": nullable(name),
    }


CALL = {
    "id": {"workspace_id": WORKSPACE, "meeting_id": MEETING},
    "title": "Küche — “first look”",
    "description": "Bring the drawings.\n📐",
    "is_all_day": False,
    "start": moment("2025-03-04T10:00:00.000+01:00", "Europe/Amsterdam"),
    "end": moment("2025-03-04T09:45:00.500Z", None),
    "participants": [
        participant("accepted", "piet@brightside.example", None, is_organizer=True),
        participant("tentative", "noor@brightside.example", "Noor de Wit", is_organizer=False),
        participant("pending", None, "Ilse", is_organizer=False),
    ],
    "linked_records": [
        {"object_slug": "people", "object_id": PEOPLE, "record_id": NOOR},
        {"object_slug": "companies", "object_id": COMPANIES, "record_id": BRIGHTSIDE},
    ],
    "created_at": "2025-02-03T09:15:30.250000000Z",
    "created_by_actor": BY_MEMBER,
}
FAIR = {
    **CALL,
    "title": "",
    "description": "",
    "is_all_day": True,
    "start": day("2025-06-03"),
    "end": day("2025-06-05"),
    "participants": [participant("declined", "noor@brightside.example", None, is_organizer=False)],
    "linked_records": [],
    "created_by_actor": {"type": optional(nullable(open_enum("system"))), "id": optional(nullable(None))},
}
MEETING_RESPONSES = (Response("call", {"data": CALL}), Response("whole days", {"data": FAIR}))

SHORTEST: dict[str, JSON] = {
    "title": "Fair",
    "description": "",
    "start": {"date": "2025-06-03"},
    "end": {"date": "2025-06-05"},
    "is_all_day": True,
    "participants": [{"is_organizer": False, "status": "accepted", "email_address": "noor@brightside.example"}],
}
FULL: dict[str, JSON] = {
    "title": "Küche — “first look”",
    "description": "Bring the drawings.\n📐",
    "start": {"datetime": "2025-03-04T10:00:00+01:00", "timezone": "Europe/Amsterdam"},
    "end": {"datetime": "2025-03-04T10:45:00", "timezone": None},
    "is_all_day": False,
    "participants": [
        {"is_organizer": True, "status": "accepted", "email_address": "piet@brightside.example", "name": "Piet"},
        {"is_organizer": False, "status": "tentative", "email_address": "noor@brightside.example"},
        {"is_organizer": False, "status": "declined", "name": "Ilse"},
    ],
    "linked_records": [{"object": "people", "record_id": NOOR}],
    "external_ref": "crm-4711",
}
CALENDAR_EVENT: dict[str, JSON] = {
    "ical_uid": "7kq2@calendar.example",
    "provider": "google",
    "original_start_time": "2025-03-04T10:00:00+01:00",
    "is_recurring": True,
}
LINKS: dict[str, JSON] = {
    "linked_records": [
        {"object": "people", "record_id": NOOR},
        {"object": COMPANIES, "record_id": BRIGHTSIDE},
    ]
}

NO_MEETING = {"not_found": f'Meeting with ID "{MEETING}" was not found.'}
NOT_LINKED = {
    "value_not_found": "One of these records does not exist.",
    "validation_type": "Body payload validation error.",
}

LIST = Golden(
    function="meetings_list",
    member="meetings.list",
    method="GET",
    template="/v2/meetings",
    model="MeetingsListResponse",
    idempotent=True,
    pages=Pages("cursor"),
    cases=(
        Case(
            "full",
            "/v2/meetings",
            kwargs={
                "limit": 200,
                "cursor": "bmV4dA==.cGFnZQ+/",
                "linked_object": "people",
                "linked_record_id": NOOR,
                "participants": "noor@brightside.example,ilse+kitchen@brightside.example",
                "sort": "start_desc",
                "ends_from": "2025-03-01T00:00:00.000000000Z",
                "starts_before": "2025-04-01T00:00:00+02:00",
                "timezone": "Europe/Amsterdam",
            },
            query={
                "limit": "200",
                "cursor": "bmV4dA==.cGFnZQ+/",
                "linked_object": "people",
                "linked_record_id": NOOR,
                "participants": "noor@brightside.example,ilse+kitchen@brightside.example",
                "sort": "start_desc",
                "ends_from": "2025-03-01T00:00:00.000000000Z",
                "starts_before": "2025-04-01T00:00:00+02:00",
                "timezone": "Europe/Amsterdam",
            },
        ),
        Case("minimal", "/v2/meetings"),
        Case(
            "datetimes, smallest values",
            "/v2/meetings",
            kwargs={
                "limit": 1,
                "linked_object": "p",
                "ends_from": dt.datetime(2025, 3, 1, tzinfo=dt.timezone.utc),
                "starts_before": dt.datetime(2025, 4, 1, tzinfo=dt.timezone(dt.timedelta(hours=2))),
            },
            query={
                "limit": "1",
                "linked_object": "p",
                "ends_from": SameTime("2025-03-01T00:00:00Z"),
                "starts_before": SameTime("2025-03-31T22:00:00Z"),
            },
        ),
        Case("an order of a later version", "/v2/meetings", kwargs={"sort": "end_asc"}, query={"sort": "end_asc"}),
    ),
    rejected=(
        Rejected({"limit": 0}, "limit"),
        Rejected({"limit": 201}, "limit"),
        Rejected({"linked_object": ""}, "linked_object"),
        Rejected({"participants": ["noor@brightside.example"]}, "participants"),
    ),
    responses=(
        Response("more to come", {"data": [CALL, FAIR], "pagination": {"next_cursor": nullable("bmV4dA==")}}),
        Response("none", {"data": [], "pagination": {"next_cursor": nullable(None)}}),
    ),
)

# Each call creates a meeting, so a call that may have been carried out must not be repeated.
FIND_OR_CREATE = Golden(
    function="meetings_find_or_create",
    member="meetings.find_or_create",
    method="POST",
    template="/v2/meetings",
    model="MeetingsFindOrCreateResponse",
    idempotent=False,
    cases=(
        Case("full", "/v2/meetings", kwargs={"data": FULL}, json={"data": FULL}),
        Case("minimal", "/v2/meetings", kwargs={"data": SHORTEST}, json={"data": SHORTEST}),
        Case(
            "event of a calendar",
            "/v2/meetings",
            kwargs={"data": {**SHORTEST, "external_ref": CALENDAR_EVENT}},
            json={"data": {**SHORTEST, "external_ref": CALENDAR_EVENT}},
        ),
        Case(
            "event of a calendar that never moved",
            "/v2/meetings",
            kwargs={"data": {**SHORTEST, "external_ref": lacking(CALENDAR_EVENT, "original_start_time")}},
            json={"data": {**SHORTEST, "external_ref": lacking(CALENDAR_EVENT, "original_start_time")}},
        ),
        Case(
            "event of a calendar, at a time",
            "/v2/meetings",
            kwargs={
                "data": {
                    **SHORTEST,
                    "external_ref": {
                        **CALENDAR_EVENT,
                        "original_start_time": dt.datetime(2025, 3, 4, 9, tzinfo=dt.timezone.utc),
                    },
                }
            },
            json={
                "data": {
                    **SHORTEST,
                    "external_ref": {**CALENDAR_EVENT, "original_start_time": SameTime("2025-03-04T09:00:00Z")},
                }
            },
        ),
        Case(
            "datetimes",
            "/v2/meetings",
            kwargs={
                "data": {
                    **SHORTEST,
                    "is_all_day": False,
                    "start": {"datetime": dt.datetime(2025, 3, 4, 9, tzinfo=dt.timezone.utc)},
                    "end": {"datetime": dt.datetime(2025, 3, 4, 10, tzinfo=dt.timezone.utc), "timezone": "UTC"},
                }
            },
            json={
                "data": {
                    **SHORTEST,
                    "is_all_day": False,
                    "start": {"datetime": SameTime("2025-03-04T09:00:00Z")},
                    "end": {"datetime": SameTime("2025-03-04T10:00:00Z"), "timezone": "UTC"},
                }
            },
        ),
        Case(
            "shortest reference",
            "/v2/meetings",
            kwargs={"data": {**SHORTEST, "external_ref": "7"}},
            json={"data": {**SHORTEST, "external_ref": "7"}},
        ),
        Case(
            "dates",
            "/v2/meetings",
            kwargs={"data": {**SHORTEST, "start": {"date": dt.date(2025, 6, 3)}, "end": {"date": dt.date(2025, 6, 5)}}},
            json={"data": SHORTEST},
        ),
    ),
    closed=("data", "data.participants.0", "data.linked_records.0"),
    rejected=(
        Rejected({"data": {**SHORTEST, "title": None}}, "data.title"),
        *(Rejected({"data": lacking(SHORTEST, name)}, f"data.{name}") for name in SHORTEST),
        *(
            Rejected({"data": {**SHORTEST, "external_ref": lacking(CALENDAR_EVENT, name)}}, f"external_ref.{name}")
            for name in ("ical_uid", "provider", "is_recurring")
        ),
        Rejected({"data": {**SHORTEST, "start": {}}}, "data.start"),
        Rejected({"data": {**SHORTEST, "end": {"datetime": 7}}}, "data.end"),
        Rejected({"data": {**SHORTEST, "participants": [{"status": "accepted"}]}}, "is_organizer"),
        Rejected({"data": {**SHORTEST, "participants": [{"is_organizer": True}]}}, "status"),
        Rejected({"data": {**SHORTEST, "external_ref": ""}}, "external_ref"),
    ),
    responses=MEETING_RESPONSES,
    errors=(
        ErrorCase(
            400,
            "FindOrCreateMeetingValidationTypeError",
            {"validation_type": "A meeting needs participants."},
            spelling="statusCode",
        ),
    ),
)

GET = Golden(
    function="meetings_get",
    member="meetings.get",
    method="GET",
    template="/v2/meetings/{meeting_id}",
    model="MeetingsGetResponse",
    idempotent=True,
    cases=(
        Case("full", PATH, kwargs={"meeting_id": MEETING}),
        Case("minimal", PATH, (MEETING,)),
        Case("reserved characters", "/v2/meetings/..%2Ftasks%3F%23", ("../tasks?#",)),
    ),
    rejected=(Rejected({"meeting_id": ""}, "meeting_id"), Rejected({"meeting_id": ".."}, "meeting_id")),
    responses=MEETING_RESPONSES,
    errors=(ErrorCase(404, "GetMeetingNotFoundError", NO_MEETING),),
)

UPDATE = Golden(
    function="meetings_update",
    member="meetings.update",
    method="PUT",
    template="/v2/meetings/{meeting_id}",
    model="MeetingsUpdateResponse",
    idempotent=True,
    cases=(
        Case("full", PATH, kwargs={"meeting_id": MEETING, "data": LINKS}, json={"data": LINKS}),
        Case("minimal", PATH, (MEETING,), {"data": {"linked_records": []}}, json={"data": {"linked_records": []}}),
    ),
    closed=("data", "data.linked_records.1"),
    rejected=(
        Rejected({"data": {}}, "data.linked_records"),
        Rejected({"data": {"linked_records": None}}, "data.linked_records"),
        Rejected({"data": {"linked_records": [{"object": "people"}]}}, "data.linked_records.0.record_id"),
    ),
    responses=MEETING_RESPONSES,
    errors=(
        ErrorCase(400, "UpdateMeetingValueNotFoundError", NOT_LINKED),
        ErrorCase(404, "UpdateMeetingNotFoundError", NO_MEETING),
    ),
)

UPDATE_APPEND = Golden(
    function="meetings_update_append",
    member="meetings.update_append",
    method="PATCH",
    template="/v2/meetings/{meeting_id}",
    model="MeetingsUpdateAppendResponse",
    cases=(
        Case("full", PATH, kwargs={"meeting_id": MEETING, "data": LINKS}, json={"data": LINKS}),
        Case("minimal", PATH, (MEETING,), {"data": {"linked_records": []}}, json={"data": {"linked_records": []}}),
    ),
    closed=("data", "data.linked_records.0"),
    rejected=(
        Rejected({"data": {}}, "data.linked_records"),
        Rejected({"data": {"linked_records": [{"record_id": NOOR}]}}, "data.linked_records.0.object"),
    ),
    responses=MEETING_RESPONSES,
    errors=(
        ErrorCase(400, "UpdateAppendMeetingValueNotFoundError", NOT_LINKED),
        ErrorCase(404, "UpdateAppendMeetingNotFoundError", NO_MEETING),
    ),
)

DELETE = Golden(
    function="meetings_delete",
    member="meetings.delete",
    method="DELETE",
    template="/v2/meetings/{meeting_id}",
    model="EmptyResponse",
    idempotent=True,
    cases=(Case("full", PATH, kwargs={"meeting_id": MEETING}), Case("minimal", PATH, (MEETING,))),
    responses=DELETED,
    errors=(
        ErrorCase(
            400, "DeleteMeetingSystemEditUnauthorizedError", {"system_edit_unauthorized": "It is from a calendar."}
        ),
        ErrorCase(404, "DeleteMeetingNotFoundError", NO_MEETING),
    ),
)

GOLDENS = (LIST, FIND_OR_CREATE, GET, UPDATE, UPDATE_APPEND, DELETE)
