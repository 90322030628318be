# Generated from codegen/spec/transcripts.yaml by `make generate`; edit that file instead.
"""Standalone functions of `client.transcripts`."""

from __future__ import annotations

from typing_extensions import Unpack, deprecated

from attio._call.operation import Caller, Operation, Paging, explained
from attio._call.options import PageOptions
from attio.models.base import Params
from attio.models.transcripts import TranscriptsGetCallTranscriptResponse


class TranscriptsGetCallTranscriptParams(Params):
    """Parameters of `transcripts.get_call_transcript`."""

    meeting_id: str
    call_recording_id: str
    cursor: str | None = None


TRANSCRIPTS_GET_CALL_TRANSCRIPT = Operation(
    name="transcripts.get_call_transcript",
    method="GET",
    path="/v2/meetings/{meeting_id}/call_recordings/{call_recording_id}/transcript",
    params=TranscriptsGetCallTranscriptParams,
    response=TranscriptsGetCallTranscriptResponse,
    query=("cursor",),
    idempotent=True,
    budgets=("read",),
    paging=Paging(style="cursor", items="data.transcript"),
    scopes=("meeting:read", "call_recording:read"),
)


@deprecated("use `call_recordings.get`, which includes the transcript")
@explained
def transcripts_get_call_transcript(
    client: Caller,
    meeting_id: str,
    call_recording_id: str,
    *,
    cursor: str | None = None,
    **options: Unpack[PageOptions],
) -> TranscriptsGetCallTranscriptResponse:
    """Get the transcript of a call recording.

    Iterate over the page to get the segments of all pages; `page.data` is the transcript with the segments of one
    page.

    Deprecated: use `call_recordings.get`, which includes the transcript.

    Scopes: `meeting:read`, `call_recording:read`.

    Token level: workspace only.

    Args:
        meeting_id: Id of the meeting that was recorded.
        call_recording_id: Id of the call recording.
        cursor: Cursor of the page to return: `pagination.next_cursor` of the previous page.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        The transcript with one page of its segments.

    Raises:
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        transcript = client.transcripts.get_call_transcript(meeting_id, call_recording_id)
        for segment in transcript:
            print(segment.speaker.name, segment.speech)
    """
    return client._call(
        TRANSCRIPTS_GET_CALL_TRANSCRIPT,
        {"meeting_id": meeting_id, "call_recording_id": call_recording_id, "cursor": cursor},
        options,
    )


@deprecated("use `call_recordings.get`, which includes the transcript")
@explained
async def transcripts_get_call_transcript_async(
    client: Caller,
    meeting_id: str,
    call_recording_id: str,
    *,
    cursor: str | None = None,
    **options: Unpack[PageOptions],
) -> TranscriptsGetCallTranscriptResponse:
    """Get the transcript of a call recording.

    Iterate over the page to get the segments of all pages; `page.data` is the transcript with the segments of one
    page.

    Deprecated: use `call_recordings.get`, which includes the transcript.

    Scopes: `meeting:read`, `call_recording:read`.

    Token level: workspace only.

    Args:
        meeting_id: Id of the meeting that was recorded.
        call_recording_id: Id of the call recording.
        cursor: Cursor of the page to return: `pagination.next_cursor` of the previous page.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        The transcript with one page of its segments.

    Raises:
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        transcript = await client.transcripts.get_call_transcript_async(meeting_id, call_recording_id)
        async for segment in transcript:
            print(segment.speaker.name, segment.speech)
    """
    return await client._call_async(
        TRANSCRIPTS_GET_CALL_TRANSCRIPT,
        {"meeting_id": meeting_id, "call_recording_id": call_recording_id, "cursor": cursor},
        options,
    )
