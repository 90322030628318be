# Generated from codegen/spec/meetings.yaml by `make generate`; edit that file instead.
"""Standalone functions of `client.meetings`."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import Unpack

from attio._call.operation import Caller, Operation, Paging, explained
from attio._call.options import PageOptions, RequestOptions
from attio.errors.meetings import (
    MEETINGS_DELETE_ERRORS,
    MEETINGS_FIND_OR_CREATE_ERRORS,
    MEETINGS_GET_ERRORS,
    MEETINGS_UPDATE_APPEND_ERRORS,
    MEETINGS_UPDATE_ERRORS,
)
from attio.models.base import OPEN, TIME_OR_TEXT, EmptyResponse, Params
from attio.models.meetings import (
    MeetingCreate,
    MeetingsFindOrCreateResponse,
    MeetingsGetResponse,
    MeetingsListResponse,
    MeetingsUpdateAppendResponse,
    MeetingsUpdateResponse,
    MeetingUpdate,
)


class MeetingsListParams(Params):
    """Parameters of `meetings.list`."""

    limit: Annotated[int, Field(ge=1, le=200)] | None = None
    cursor: str | None = None
    linked_object: Annotated[str, Field(min_length=1)] | None = None
    linked_record_id: str | None = None
    participants: str | None = None
    sort: Annotated[Literal["start_asc", "start_desc"], OPEN] | None = None
    ends_from: Annotated[dt.datetime | str, TIME_OR_TEXT] | None = None
    starts_before: Annotated[dt.datetime | str, TIME_OR_TEXT] | None = None
    timezone: str | None = None


MEETINGS_LIST = Operation(
    name="meetings.list",
    method="GET",
    path="/v2/meetings",
    params=MeetingsListParams,
    response=MeetingsListResponse,
    query=(
        "limit",
        "cursor",
        "linked_object",
        "linked_record_id",
        "participants",
        "sort",
        "ends_from",
        "starts_before",
        "timezone",
    ),
    idempotent=True,
    budgets=("read",),
    paging=Paging(style="cursor", maximum=200, default=50),
    scopes=("meeting:read", "record_permission:read"),
)


@explained
def meetings_list(
    client: Caller,
    *,
    limit: int | None = None,
    cursor: str | None = None,
    linked_object: str | None = None,
    linked_record_id: str | None = None,
    participants: str | None = None,
    sort: Literal["start_asc", "start_desc"] | None = None,
    ends_from: dt.datetime | str | None = None,
    starts_before: dt.datetime | str | None = None,
    timezone: str | None = None,
    **options: Unpack[PageOptions],
) -> MeetingsListResponse:
    """List the meetings of the workspace.

    If you pass both `participants` and `linked_record_id`, meetings that match either are listed. The order is
    stable.

    Beta: may still change.

    Scopes: `meeting:read`, `record_permission:read`.

    Token level: workspace only.

    Args:
        limit: Maximum number of meetings per page, 1 to 200; 50 by default.
        cursor: Cursor of the page to return: `pagination.next_cursor` of the previous page.
        linked_object: Slug or id of the object the linked record belongs to. Requires `linked_record_id`.
        linked_record_id: Id of a record; list only meetings linked to it. Requires `linked_object`.
        participants: E-mail addresses, separated by commas; list only meetings with at least one of these
            participants.
        sort: Sort order by start time; `start_asc` by default.
        ends_from: List only meetings that end at this time or later.
        starts_before: List only meetings that start before this time.
        timezone: IANA name of the time zone in which `ends_from` and `starts_before` apply to all-day meetings; UTC
            by default. It does not affect other meetings.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        One page of meetings.

    Raises:
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        meetings = client.meetings.list(linked_object="people", linked_record_id=record_id)
        for meeting in meetings:
            print(meeting.title, meeting.start.datetime or meeting.start.date)
    """
    return client._call(
        MEETINGS_LIST,
        {
            "limit": limit,
            "cursor": cursor,
            "linked_object": linked_object,
            "linked_record_id": linked_record_id,
            "participants": participants,
            "sort": sort,
            "ends_from": ends_from,
            "starts_before": starts_before,
            "timezone": timezone,
        },
        options,
    )


@explained
async def meetings_list_async(
    client: Caller,
    *,
    limit: int | None = None,
    cursor: str | None = None,
    linked_object: str | None = None,
    linked_record_id: str | None = None,
    participants: str | None = None,
    sort: Literal["start_asc", "start_desc"] | None = None,
    ends_from: dt.datetime | str | None = None,
    starts_before: dt.datetime | str | None = None,
    timezone: str | None = None,
    **options: Unpack[PageOptions],
) -> MeetingsListResponse:
    """List the meetings of the workspace.

    If you pass both `participants` and `linked_record_id`, meetings that match either are listed. The order is
    stable.

    Beta: may still change.

    Scopes: `meeting:read`, `record_permission:read`.

    Token level: workspace only.

    Args:
        limit: Maximum number of meetings per page, 1 to 200; 50 by default.
        cursor: Cursor of the page to return: `pagination.next_cursor` of the previous page.
        linked_object: Slug or id of the object the linked record belongs to. Requires `linked_record_id`.
        linked_record_id: Id of a record; list only meetings linked to it. Requires `linked_object`.
        participants: E-mail addresses, separated by commas; list only meetings with at least one of these
            participants.
        sort: Sort order by start time; `start_asc` by default.
        ends_from: List only meetings that end at this time or later.
        starts_before: List only meetings that start before this time.
        timezone: IANA name of the time zone in which `ends_from` and `starts_before` apply to all-day meetings; UTC
            by default. It does not affect other meetings.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        One page of meetings.

    Raises:
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        meetings = await client.meetings.list_async(linked_object="people", linked_record_id=record_id)
        async for meeting in meetings:
            print(meeting.title, meeting.start.datetime or meeting.start.date)
    """
    return await client._call_async(
        MEETINGS_LIST,
        {
            "limit": limit,
            "cursor": cursor,
            "linked_object": linked_object,
            "linked_record_id": linked_record_id,
            "participants": participants,
            "sort": sort,
            "ends_from": ends_from,
            "starts_before": starts_before,
            "timezone": timezone,
        },
        options,
    )


class MeetingsFindOrCreateParams(Params):
    """Parameters of `meetings.find_or_create`."""

    data: MeetingCreate


MEETINGS_FIND_OR_CREATE = Operation(
    name="meetings.find_or_create",
    method="POST",
    path="/v2/meetings",
    params=MeetingsFindOrCreateParams,
    response=MeetingsFindOrCreateResponse,
    errors=MEETINGS_FIND_OR_CREATE_ERRORS,
    body="json",
    budgets=("write",),
    scopes=("meeting:read-write", "record_permission:read"),
)


@explained
def meetings_find_or_create(
    client: Caller, *, data: MeetingCreate, **options: Unpack[RequestOptions]
) -> MeetingsFindOrCreateResponse:
    """Create a meeting.

    Every call creates a new meeting. The name comes from a deprecated feature: Attio used to look for a meeting
    with the same `external_ref` first. The SDK does not retry a call that may have created a meeting.

    Attio creates a person and a company for an e-mail address that it does not know. Linking the participants'
    companies may take a moment.

    Beta: may still change.

    Scopes: `meeting:read-write`, `record_permission:read`.

    Token level: workspace or user.

    Args:
        data: The meeting to create.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The new meeting.

    Raises:
        FindOrCreateMeetingValidationTypeError: 400 `validation_type`: there are no participants, or a field is not
            valid; see `validation_errors`.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        created = client.meetings.find_or_create(
            data={
                "title": "The engine, running",
                "description": "A first look at the machine.",
                "is_all_day": False,
                "start": {"datetime": "2026-04-02T14:00:00", "timezone": "Europe/London"},
                "end": {"datetime": "2026-04-02T15:00:00", "timezone": "Europe/London"},
                "participants": [
                    {
                        "email_address": "ada@analytical.example",
                        "is_organizer": False,
                        "status": "accepted",
                    }
                ],
            },
        )
        print(created.data.id.meeting_id)
    """
    return client._call(MEETINGS_FIND_OR_CREATE, {"data": data}, options)


@explained
async def meetings_find_or_create_async(
    client: Caller, *, data: MeetingCreate, **options: Unpack[RequestOptions]
) -> MeetingsFindOrCreateResponse:
    """Create a meeting.

    Every call creates a new meeting. The name comes from a deprecated feature: Attio used to look for a meeting
    with the same `external_ref` first. The SDK does not retry a call that may have created a meeting.

    Attio creates a person and a company for an e-mail address that it does not know. Linking the participants'
    companies may take a moment.

    Beta: may still change.

    Scopes: `meeting:read-write`, `record_permission:read`.

    Token level: workspace or user.

    Args:
        data: The meeting to create.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The new meeting.

    Raises:
        FindOrCreateMeetingValidationTypeError: 400 `validation_type`: there are no participants, or a field is not
            valid; see `validation_errors`.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        created = await client.meetings.find_or_create_async(
            data={
                "title": "The engine, running",
                "description": "A first look at the machine.",
                "is_all_day": False,
                "start": {"datetime": "2026-04-02T14:00:00", "timezone": "Europe/London"},
                "end": {"datetime": "2026-04-02T15:00:00", "timezone": "Europe/London"},
                "participants": [
                    {
                        "email_address": "ada@analytical.example",
                        "is_organizer": False,
                        "status": "accepted",
                    }
                ],
            },
        )
        print(created.data.id.meeting_id)
    """
    return await client._call_async(MEETINGS_FIND_OR_CREATE, {"data": data}, options)


class MeetingsGetParams(Params):
    """Parameters of `meetings.get`."""

    meeting_id: str


MEETINGS_GET = Operation(
    name="meetings.get",
    method="GET",
    path="/v2/meetings/{meeting_id}",
    params=MeetingsGetParams,
    response=MeetingsGetResponse,
    errors=MEETINGS_GET_ERRORS,
    idempotent=True,
    budgets=("read",),
    scopes=("meeting:read", "record_permission:read"),
)


@explained
def meetings_get(client: Caller, meeting_id: str, **options: Unpack[RequestOptions]) -> MeetingsGetResponse:
    """Get a meeting by its id.

    Beta: may still change.

    Scopes: `meeting:read`, `record_permission:read`.

    Token level: workspace or user.

    Args:
        meeting_id: Id of the meeting.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The meeting.

    Raises:
        GetMeetingNotFoundError: 404 `not_found`: the meeting does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        meeting = client.meetings.get(meeting_id)
        print(meeting.data.title, [person.email_address for person in meeting.data.participants])
    """
    return client._call(MEETINGS_GET, {"meeting_id": meeting_id}, options)


@explained
async def meetings_get_async(client: Caller, meeting_id: str, **options: Unpack[RequestOptions]) -> MeetingsGetResponse:
    """Get a meeting by its id.

    Beta: may still change.

    Scopes: `meeting:read`, `record_permission:read`.

    Token level: workspace or user.

    Args:
        meeting_id: Id of the meeting.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The meeting.

    Raises:
        GetMeetingNotFoundError: 404 `not_found`: the meeting does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        meeting = await client.meetings.get_async(meeting_id)
        print(meeting.data.title, [person.email_address for person in meeting.data.participants])
    """
    return await client._call_async(MEETINGS_GET, {"meeting_id": meeting_id}, options)


class MeetingsUpdateParams(Params):
    """Parameters of `meetings.update`."""

    meeting_id: str
    data: MeetingUpdate


MEETINGS_UPDATE = Operation(
    name="meetings.update",
    method="PUT",
    path="/v2/meetings/{meeting_id}",
    params=MeetingsUpdateParams,
    response=MeetingsUpdateResponse,
    errors=MEETINGS_UPDATE_ERRORS,
    body="json",
    idempotent=True,
    budgets=("write",),
    scopes=("meeting:read-write", "record_permission:read"),
)


@explained
def meetings_update(
    client: Caller, meeting_id: str, *, data: MeetingUpdate, **options: Unpack[RequestOptions]
) -> MeetingsUpdateResponse:
    """Replace the linked records of a meeting.

    The given records replace all linked records, including those that Attio linked automatically; an empty list
    unlinks all. Attio may link companies again later. No other field of a meeting can be changed.

    Beta: may still change.

    Scopes: `meeting:read-write`, `record_permission:read`.

    Token level: workspace or user.

    Args:
        meeting_id: Id of the meeting.
        data: The records to link.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated meeting.

    Raises:
        UpdateMeetingValueNotFoundError: 400, with one of these values of `code`:
            `value_not_found`: one of the records or objects does not exist.
            `validation_type`: a field is missing or not valid; see `validation_errors`.
        UpdateMeetingNotFoundError: 404 `not_found`: the meeting does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        updated = client.meetings.update(
            meeting_id,
            data={"linked_records": [{"object": "people", "record_id": record_id}]},
        )
        print(len(updated.data.linked_records))
    """
    return client._call(MEETINGS_UPDATE, {"meeting_id": meeting_id, "data": data}, options)


@explained
async def meetings_update_async(
    client: Caller, meeting_id: str, *, data: MeetingUpdate, **options: Unpack[RequestOptions]
) -> MeetingsUpdateResponse:
    """Replace the linked records of a meeting.

    The given records replace all linked records, including those that Attio linked automatically; an empty list
    unlinks all. Attio may link companies again later. No other field of a meeting can be changed.

    Beta: may still change.

    Scopes: `meeting:read-write`, `record_permission:read`.

    Token level: workspace or user.

    Args:
        meeting_id: Id of the meeting.
        data: The records to link.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated meeting.

    Raises:
        UpdateMeetingValueNotFoundError: 400, with one of these values of `code`:
            `value_not_found`: one of the records or objects does not exist.
            `validation_type`: a field is missing or not valid; see `validation_errors`.
        UpdateMeetingNotFoundError: 404 `not_found`: the meeting does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        updated = await client.meetings.update_async(
            meeting_id,
            data={"linked_records": [{"object": "people", "record_id": record_id}]},
        )
        print(len(updated.data.linked_records))
    """
    return await client._call_async(MEETINGS_UPDATE, {"meeting_id": meeting_id, "data": data}, options)


class MeetingsUpdateAppendParams(Params):
    """Parameters of `meetings.update_append`."""

    meeting_id: str
    data: MeetingUpdate


MEETINGS_UPDATE_APPEND = Operation(
    name="meetings.update_append",
    method="PATCH",
    path="/v2/meetings/{meeting_id}",
    params=MeetingsUpdateAppendParams,
    response=MeetingsUpdateAppendResponse,
    errors=MEETINGS_UPDATE_APPEND_ERRORS,
    body="json",
    budgets=("write",),
    scopes=("meeting:read-write", "record_permission:read"),
)


@explained
def meetings_update_append(
    client: Caller, meeting_id: str, *, data: MeetingUpdate, **options: Unpack[RequestOptions]
) -> MeetingsUpdateAppendResponse:
    """Add linked records to a meeting.

    Existing links do not change; to remove links, use `meetings.update`. No other field of a meeting can be
    changed.

    Beta: may still change.

    Scopes: `meeting:read-write`, `record_permission:read`.

    Token level: workspace or user.

    Args:
        meeting_id: Id of the meeting.
        data: The records to add.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated meeting.

    Raises:
        UpdateAppendMeetingValueNotFoundError: 400, with one of these values of `code`:
            `value_not_found`: one of the records or objects does not exist.
            `validation_type`: a field is missing or not valid; see `validation_errors`.
        UpdateAppendMeetingNotFoundError: 404 `not_found`: the meeting does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        updated = client.meetings.update_append(
            meeting_id,
            data={"linked_records": [{"object": "people", "record_id": other_record_id}]},
        )
        print(len(updated.data.linked_records))
    """
    return client._call(MEETINGS_UPDATE_APPEND, {"meeting_id": meeting_id, "data": data}, options)


@explained
async def meetings_update_append_async(
    client: Caller, meeting_id: str, *, data: MeetingUpdate, **options: Unpack[RequestOptions]
) -> MeetingsUpdateAppendResponse:
    """Add linked records to a meeting.

    Existing links do not change; to remove links, use `meetings.update`. No other field of a meeting can be
    changed.

    Beta: may still change.

    Scopes: `meeting:read-write`, `record_permission:read`.

    Token level: workspace or user.

    Args:
        meeting_id: Id of the meeting.
        data: The records to add.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated meeting.

    Raises:
        UpdateAppendMeetingValueNotFoundError: 400, with one of these values of `code`:
            `value_not_found`: one of the records or objects does not exist.
            `validation_type`: a field is missing or not valid; see `validation_errors`.
        UpdateAppendMeetingNotFoundError: 404 `not_found`: the meeting does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        updated = await client.meetings.update_append_async(
            meeting_id,
            data={"linked_records": [{"object": "people", "record_id": other_record_id}]},
        )
        print(len(updated.data.linked_records))
    """
    return await client._call_async(MEETINGS_UPDATE_APPEND, {"meeting_id": meeting_id, "data": data}, options)


class MeetingsDeleteParams(Params):
    """Parameters of `meetings.delete`."""

    meeting_id: str


MEETINGS_DELETE = Operation(
    name="meetings.delete",
    method="DELETE",
    path="/v2/meetings/{meeting_id}",
    params=MeetingsDeleteParams,
    response=EmptyResponse,
    errors=MEETINGS_DELETE_ERRORS,
    idempotent=True,
    budgets=("write",),
    scopes=("meeting:read-write",),
)


@explained
def meetings_delete(client: Caller, meeting_id: str, **options: Unpack[RequestOptions]) -> EmptyResponse:
    """Delete a meeting that does not come from a calendar.

    A meeting from a calendar is deleted with its calendar event, or when the calendar is disconnected.

    Beta: may still change.

    Scopes: `meeting:read-write`.

    Token level: workspace or user.

    Args:
        meeting_id: Id of the meeting to delete.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        A response without content.

    Raises:
        DeleteMeetingSystemEditUnauthorizedError: 400 `system_edit_unauthorized`: the meeting comes from a calendar.
        DeleteMeetingNotFoundError: 404 `not_found`: the meeting does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        client.meetings.delete(meeting_id)
    """
    return client._call(MEETINGS_DELETE, {"meeting_id": meeting_id}, options)


@explained
async def meetings_delete_async(client: Caller, meeting_id: str, **options: Unpack[RequestOptions]) -> EmptyResponse:
    """Delete a meeting that does not come from a calendar.

    A meeting from a calendar is deleted with its calendar event, or when the calendar is disconnected.

    Beta: may still change.

    Scopes: `meeting:read-write`.

    Token level: workspace or user.

    Args:
        meeting_id: Id of the meeting to delete.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        A response without content.

    Raises:
        DeleteMeetingSystemEditUnauthorizedError: 400 `system_edit_unauthorized`: the meeting comes from a calendar.
        DeleteMeetingNotFoundError: 404 `not_found`: the meeting does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        await client.meetings.delete_async(meeting_id)
    """
    return await client._call_async(MEETINGS_DELETE, {"meeting_id": meeting_id}, options)
