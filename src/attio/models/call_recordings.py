# Generated from codegen/spec/call_recordings.yaml by `make generate`; edit that file instead.
"""What the operations of `client.call_recordings` take and answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal, TypeAlias

from typing_extensions import Required, TypedDict

from attio._paging.page import Page
from attio.models.base import OPEN, Envelope, Model, Timestamp
from attio.models.common import Pagination
from attio.models.values import Actor


class CallRecordingId(Model):
    """Identifies a call recording."""

    workspace_id: str
    """Id of the workspace."""
    meeting_id: str
    """Id of the meeting that was recorded."""
    call_recording_id: str
    """Id of the call recording."""


CallRecordingStatus: TypeAlias = Annotated[Literal["processing", "completed", "failed"] | str, OPEN]
"""How far a call recording is."""


class CallRecording(Model):
    """A call recording, without its transcript."""

    id: CallRecordingId
    """Identifies the call recording."""
    status: CallRecordingStatus
    """`processing` at first, then `completed` or `failed`."""
    web_url: str
    """Where people watch it in the app."""
    created_by_actor: Actor
    """Who or what recorded or added it."""
    created_at: Timestamp
    """When it was recorded or added."""


class TranscriptSpeaker(Model):
    """Who speaks in a transcript."""

    name: str
    """The speaker's name."""


class TranscriptSegment(Model):
    """A piece of what was said."""

    speech: str
    """The words."""
    start_time: float
    """When it begins, in seconds from the start of the recording."""
    end_time: float
    """When it ends, in seconds from the start of the recording."""
    speaker: TranscriptSpeaker
    """Who says it."""


class CallRecordingTranscript(Model):
    """What was said in a call."""

    segments: list[TranscriptSegment]
    """What was said, piece by piece."""
    raw_transcript: str
    """What was said, as one text."""


class CallRecordingDetail(CallRecording):
    """A call recording with its transcript."""

    video_url: str | None
    """Where to download the video for an hour; null unless Attio itself recorded it. Whoever has the link can use
    it."""
    transcript: CallRecordingTranscript | None
    """What was said; null if there is no transcript."""


class TranscriptSpeakerInput(TypedDict, total=False):
    """Who speaks in a transcript."""

    name: Required[str]
    """The speaker's name."""
    email_address: str
    """The speaker's e-mail address, if known."""


class TranscriptSegmentInput(TypedDict):
    """A piece of what was said."""

    speech: str
    """The words."""
    start_time: float
    """When it begins, in seconds from the start of the recording."""
    end_time: float
    """When it ends, in seconds from the start of the recording."""
    speaker: TranscriptSpeakerInput
    """Who says it."""


class CallRecordingCreate(TypedDict, total=False):
    """A call recording to add to a meeting."""

    video_url: str
    """Where Attio can fetch the video without credentials: https, an `.mp4` file of 1 GB at most. The server must
    answer `HEAD` with a `Content-Length`."""
    transcript: Sequence[TranscriptSegmentInput]
    """What was said, piece by piece; not required yet, but always give it."""


class CallRecordingsListResponse(Page[CallRecording]):
    """Answer to `call_recordings.list`."""

    data: list[CallRecording]
    """The call recordings of this page."""
    pagination: Pagination
    """Where the next page begins."""


class CallRecordingsCreateResponse(Envelope):
    """Answer to `call_recordings.create`."""

    data: CallRecording
    """The new call recording."""


class CallRecordingsGetResponse(Envelope):
    """Answer to `call_recordings.get`."""

    data: CallRecordingDetail
    """The call recording."""
