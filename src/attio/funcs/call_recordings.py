# Generated from codegen/spec/call_recordings.yaml by `make generate`; edit that file instead.
"""Standalone functions of `client.call_recordings`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from typing_extensions import Unpack

from attio._call.operation import Caller, Operation, Paging, explained
from attio._call.options import PageOptions, RequestOptions
from attio.errors.call_recordings import (
    CALL_RECORDINGS_CREATE_ERRORS,
    CALL_RECORDINGS_DELETE_ERRORS,
    CALL_RECORDINGS_GET_ERRORS,
)
from attio.models.base import EmptyResponse, Params
from attio.models.call_recordings import (
    CallRecordingCreate,
    CallRecordingsCreateResponse,
    CallRecordingsGetResponse,
    CallRecordingsListResponse,
)


class CallRecordingsListParams(Params):
    """Parameters of `call_recordings.list`."""

    meeting_id: str
    limit: Annotated[int, Field(le=200)] | None = None
    cursor: Annotated[str, Field(min_length=1)] | None = None


CALL_RECORDINGS_LIST = Operation(
    name="call_recordings.list",
    method="GET",
    path="/v2/meetings/{meeting_id}/call_recordings",
    params=CallRecordingsListParams,
    response=CallRecordingsListResponse,
    query=("limit", "cursor"),
    idempotent=True,
    budgets=("read",),
    paging=Paging(style="cursor", maximum=200, default=50),
    scopes=("meeting:read", "call_recording:read"),
)


@explained
def call_recordings_list(
    client: Caller,
    meeting_id: str,
    *,
    limit: int | None = None,
    cursor: str | None = None,
    **options: Unpack[PageOptions],
) -> CallRecordingsListResponse:
    """List the call recordings of a meeting.

    Transcripts are not included. To get them, use `call_recordings.get`.

    Beta: may still change.

    Scopes: `meeting:read`, `call_recording:read`.

    Token level: workspace or user.

    Args:
        meeting_id: Id of the meeting.
        limit: Maximum number of recordings per page, up to 200; 50 by default.
        cursor: Cursor of the page to return: `pagination.next_cursor` of the previous page.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        One page of call recordings.

    Raises:
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        for recording in client.call_recordings.list(meeting_id):
            print(recording.status, recording.web_url)
    """
    return client._call(CALL_RECORDINGS_LIST, {"meeting_id": meeting_id, "limit": limit, "cursor": cursor}, options)


@explained
async def call_recordings_list_async(
    client: Caller,
    meeting_id: str,
    *,
    limit: int | None = None,
    cursor: str | None = None,
    **options: Unpack[PageOptions],
) -> CallRecordingsListResponse:
    """List the call recordings of a meeting.

    Transcripts are not included. To get them, use `call_recordings.get`.

    Beta: may still change.

    Scopes: `meeting:read`, `call_recording:read`.

    Token level: workspace or user.

    Args:
        meeting_id: Id of the meeting.
        limit: Maximum number of recordings per page, up to 200; 50 by default.
        cursor: Cursor of the page to return: `pagination.next_cursor` of the previous page.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        One page of call recordings.

    Raises:
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        async for recording in await client.call_recordings.list_async(meeting_id):
            print(recording.status, recording.web_url)
    """
    return await client._call_async(
        CALL_RECORDINGS_LIST, {"meeting_id": meeting_id, "limit": limit, "cursor": cursor}, options
    )


class CallRecordingsCreateParams(Params):
    """Parameters of `call_recordings.create`."""

    meeting_id: str
    data: CallRecordingCreate


CALL_RECORDINGS_CREATE = Operation(
    name="call_recordings.create",
    method="POST",
    path="/v2/meetings/{meeting_id}/call_recordings",
    params=CallRecordingsCreateParams,
    response=CallRecordingsCreateResponse,
    errors=CALL_RECORDINGS_CREATE_ERRORS,
    body="json",
    budgets=("call_recording", "write"),
    scopes=("meeting:read", "call_recording:read-write"),
)


@explained
def call_recordings_create(
    client: Caller, meeting_id: str, *, data: CallRecordingCreate, **options: Unpack[RequestOptions]
) -> CallRecordingsCreateResponse:
    """Add a call recording to a meeting, from a transcript and a video.

    Always pass a `transcript`: without it, Attio writes no summaries, and a future version of the API will require
    it. A video is optional. Attio fetches it after the call returns; until then the status of the recording is
    `processing`.

    Beta: may still change.

    Scopes: `meeting:read`, `call_recording:read-write`.

    Token level: workspace or user.

    Rate limit: 1 request per second.

    Args:
        meeting_id: Id of the meeting that was recorded.
        data: The call recording to add.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The new call recording.

    Raises:
        CreateCallRecordingValidationTypeError: 400 `validation_type`: the video cannot be fetched, or a field is
            not valid; see `validation_errors`.
        AuthError: 403, with one of these values of `code`:
            `billing_error`: the workspace's plan does not include call recordings.
            `quota_exceeded`: the workspace's plan allows no more call recordings.
        CreateCallRecordingNotFoundError: 404 `not_found`: the meeting does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        created = client.call_recordings.create(
            meeting_id,
            data={
                "transcript": [
                    {
                        "speech": "What does it do?",
                        "start_time": 0.5,
                        "end_time": 1.9,
                        "speaker": {"name": "Ada Lovelace"},
                    }
                ]
            },
        )
        print(created.data.status, created.data.web_url)
    """
    return client._call(CALL_RECORDINGS_CREATE, {"meeting_id": meeting_id, "data": data}, options)


@explained
async def call_recordings_create_async(
    client: Caller, meeting_id: str, *, data: CallRecordingCreate, **options: Unpack[RequestOptions]
) -> CallRecordingsCreateResponse:
    """Add a call recording to a meeting, from a transcript and a video.

    Always pass a `transcript`: without it, Attio writes no summaries, and a future version of the API will require
    it. A video is optional. Attio fetches it after the call returns; until then the status of the recording is
    `processing`.

    Beta: may still change.

    Scopes: `meeting:read`, `call_recording:read-write`.

    Token level: workspace or user.

    Rate limit: 1 request per second.

    Args:
        meeting_id: Id of the meeting that was recorded.
        data: The call recording to add.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The new call recording.

    Raises:
        CreateCallRecordingValidationTypeError: 400 `validation_type`: the video cannot be fetched, or a field is
            not valid; see `validation_errors`.
        AuthError: 403, with one of these values of `code`:
            `billing_error`: the workspace's plan does not include call recordings.
            `quota_exceeded`: the workspace's plan allows no more call recordings.
        CreateCallRecordingNotFoundError: 404 `not_found`: the meeting does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        created = await client.call_recordings.create_async(
            meeting_id,
            data={
                "transcript": [
                    {
                        "speech": "What does it do?",
                        "start_time": 0.5,
                        "end_time": 1.9,
                        "speaker": {"name": "Ada Lovelace"},
                    }
                ]
            },
        )
        print(created.data.status, created.data.web_url)
    """
    return await client._call_async(CALL_RECORDINGS_CREATE, {"meeting_id": meeting_id, "data": data}, options)


class CallRecordingsGetParams(Params):
    """Parameters of `call_recordings.get`."""

    meeting_id: str
    call_recording_id: str


CALL_RECORDINGS_GET = Operation(
    name="call_recordings.get",
    method="GET",
    path="/v2/meetings/{meeting_id}/call_recordings/{call_recording_id}",
    params=CallRecordingsGetParams,
    response=CallRecordingsGetResponse,
    errors=CALL_RECORDINGS_GET_ERRORS,
    idempotent=True,
    budgets=("read",),
    scopes=("meeting:read", "call_recording:read"),
)


@explained
def call_recordings_get(
    client: Caller, meeting_id: str, call_recording_id: str, **options: Unpack[RequestOptions]
) -> CallRecordingsGetResponse:
    """Get a call recording with its transcript and a link to its video.

    Beta: may still change.

    Scopes: `meeting:read`, `call_recording:read`.

    Token level: workspace or user.

    Args:
        meeting_id: Id of the meeting that was recorded.
        call_recording_id: Id of the call recording.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The call recording.

    Raises:
        GetCallRecordingNotFoundError: 404 `not_found`: the meeting or call recording does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        recording = client.call_recordings.get(meeting_id, call_recording_id)
        if recording.data.transcript:
            for segment in recording.data.transcript.segments:
                print(segment.speaker.name, segment.speech)
    """
    return client._call(
        CALL_RECORDINGS_GET, {"meeting_id": meeting_id, "call_recording_id": call_recording_id}, options
    )


@explained
async def call_recordings_get_async(
    client: Caller, meeting_id: str, call_recording_id: str, **options: Unpack[RequestOptions]
) -> CallRecordingsGetResponse:
    """Get a call recording with its transcript and a link to its video.

    Beta: may still change.

    Scopes: `meeting:read`, `call_recording:read`.

    Token level: workspace or user.

    Args:
        meeting_id: Id of the meeting that was recorded.
        call_recording_id: Id of the call recording.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The call recording.

    Raises:
        GetCallRecordingNotFoundError: 404 `not_found`: the meeting or call recording does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        recording = await client.call_recordings.get_async(meeting_id, call_recording_id)
        if recording.data.transcript:
            for segment in recording.data.transcript.segments:
                print(segment.speaker.name, segment.speech)
    """
    return await client._call_async(
        CALL_RECORDINGS_GET, {"meeting_id": meeting_id, "call_recording_id": call_recording_id}, options
    )


class CallRecordingsDeleteParams(Params):
    """Parameters of `call_recordings.delete`."""

    meeting_id: str
    call_recording_id: str


CALL_RECORDINGS_DELETE = Operation(
    name="call_recordings.delete",
    method="DELETE",
    path="/v2/meetings/{meeting_id}/call_recordings/{call_recording_id}",
    params=CallRecordingsDeleteParams,
    response=EmptyResponse,
    errors=CALL_RECORDINGS_DELETE_ERRORS,
    idempotent=True,
    budgets=("write",),
    scopes=("meeting:read", "call_recording:read-write"),
)


@explained
def call_recordings_delete(
    client: Caller, meeting_id: str, call_recording_id: str, **options: Unpack[RequestOptions]
) -> EmptyResponse:
    """Delete a call recording with its video and transcript.

    Beta: may still change.

    Scopes: `meeting:read`, `call_recording:read-write`.

    Token level: workspace or user.

    Args:
        meeting_id: Id of the meeting that was recorded.
        call_recording_id: Id of the call recording to delete.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        A response without content.

    Raises:
        DeleteCallRecordingNotFoundError: 404 `not_found`: the meeting or call recording does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        client.call_recordings.delete(meeting_id, call_recording_id)
    """
    return client._call(
        CALL_RECORDINGS_DELETE, {"meeting_id": meeting_id, "call_recording_id": call_recording_id}, options
    )


@explained
async def call_recordings_delete_async(
    client: Caller, meeting_id: str, call_recording_id: str, **options: Unpack[RequestOptions]
) -> EmptyResponse:
    """Delete a call recording with its video and transcript.

    Beta: may still change.

    Scopes: `meeting:read`, `call_recording:read-write`.

    Token level: workspace or user.

    Args:
        meeting_id: Id of the meeting that was recorded.
        call_recording_id: Id of the call recording to delete.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        A response without content.

    Raises:
        DeleteCallRecordingNotFoundError: 404 `not_found`: the meeting or call recording does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        await client.call_recordings.delete_async(meeting_id, call_recording_id)
    """
    return await client._call_async(
        CALL_RECORDINGS_DELETE, {"meeting_id": meeting_id, "call_recording_id": call_recording_id}, options
    )
