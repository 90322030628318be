# Generated from codegen/spec/call_recordings.yaml by `make generate`; edit that file instead.
"""Models of the parameters and responses of `client.call_recordings`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal, TypeAlias

from typing_extensions import Required, TypedDict

from attio._paging.page import Page
from attio.models.base import OPEN, Envelope, Model, Timestamp
from attio.models.common import Pagination
from attio.models.values import Actor


class CallRecordingId(Model):
    """Id of a call recording."""

    workspace_id: str
    """Id of the workspace."""
    meeting_id: str
    """Id of the meeting that was recorded."""
    call_recording_id: str
    """Id of the call recording."""


CallRecordingStatus: TypeAlias = Annotated[Literal["processing", "completed", "failed"] | str, OPEN]
"""Status of a call recording."""


class CallRecording(Model):
    """A call recording, without its transcript."""

    id: CallRecordingId
    """Id of the call recording."""
    status: CallRecordingStatus
    """`processing` at first, then `completed` or `failed`."""
    web_url: str
    """URL of the recording in the app."""
    created_by_actor: Actor
    """Actor that recorded the call or added the recording."""
    created_at: Timestamp
    """Time at which the call was recorded or the recording added."""


class TranscriptSpeaker(Model):
    """Speaker of a transcript segment."""

    name: str
    """Name of the speaker."""


class TranscriptSegment(Model):
    """A segment of a transcript."""

    speech: str
    """The spoken text."""
    start_time: float
    """Start of the segment, in seconds from the start of the recording."""
    end_time: float
    """End of the segment, in seconds from the start of the recording."""
    speaker: TranscriptSpeaker
    """The speaker."""


class CallRecordingTranscript(Model):
    """Transcript of a call."""

    segments: list[TranscriptSegment]
    """Segments of the transcript."""
    raw_transcript: str
    """The transcript as plain text."""


class CallRecordingDetail(CallRecording):
    """A call recording with its transcript."""

    video_url: str | None
    """URL of the video, valid for one hour; `None` unless Attio recorded the call. It gives access without a token:
    keep it secret."""
    transcript: CallRecordingTranscript | None
    """The transcript; `None` if there is none."""


class TranscriptSpeakerInput(TypedDict, total=False):
    """Speaker of a transcript segment.

    Keys:
        name: str (required)
        email_address: str
    """

    name: Required[str]
    """Name of the speaker."""
    email_address: str
    """E-mail address of the speaker, if known."""


class TranscriptSegmentInput(TypedDict):
    """A segment of a transcript.

    Keys:
        speech: str
        start_time: float
        end_time: float
        speaker: TranscriptSpeakerInput
    """

    speech: str
    """The spoken text."""
    start_time: float
    """Start of the segment, in seconds from the start of the recording."""
    end_time: float
    """End of the segment, in seconds from the start of the recording."""
    speaker: TranscriptSpeakerInput
    """The speaker."""


class CallRecordingCreate(TypedDict, total=False):
    """A call recording to add to a meeting.

    Keys:
        video_url: str
        transcript: Sequence[TranscriptSegmentInput]
    """

    video_url: str
    """URL from which Attio can fetch the video without credentials: https, an `.mp4` file of at most 1 GB. The
    response to a `HEAD` request must have a `Content-Length`."""
    transcript: Sequence[TranscriptSegmentInput]
    """Segments of the transcript; optional for now, but recommended."""


class CallRecordingsListResponse(Page[CallRecording]):
    """Response to `call_recordings.list`."""

    data: list[CallRecording]
    """The call recordings of this page."""
    pagination: Pagination
    """Position of the next page."""


class CallRecordingsCreateResponse(Envelope):
    """Response to `call_recordings.create`."""

    data: CallRecording
    """The new call recording."""


class CallRecordingsGetResponse(Envelope):
    """Response to `call_recordings.get`."""

    data: CallRecordingDetail
    """The call recording."""
