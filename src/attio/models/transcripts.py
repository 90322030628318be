# Generated from codegen/spec/transcripts.yaml by `make generate`; edit that file instead.
"""Models of the parameters and responses of `client.transcripts`."""

from __future__ import annotations

from attio._paging.page import Page
from attio.models.base import Model
from attio.models.call_recordings import CallRecordingId, TranscriptSegment
from attio.models.common import Pagination


class Transcript(Model):
    """Transcript of a call recording."""

    id: CallRecordingId
    """Id of the call recording."""
    transcript: list[TranscriptSegment]
    """The segments of this page."""
    raw_transcript: str
    """The transcript as plain text."""
    web_url: str
    """URL of the transcript in the app."""


class TranscriptsGetCallTranscriptResponse(Page[TranscriptSegment]):
    """Response to `transcripts.get_call_transcript`."""

    data: Transcript
    """The transcript, with the segments of this page."""
    pagination: Pagination
    """Position of the next page of segments."""
