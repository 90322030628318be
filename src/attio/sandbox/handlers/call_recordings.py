"""Handlers for call recordings of meetings and their transcripts. Videos are never fetched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import ClassVar, Literal
from urllib.parse import urlsplit

from attio.sandbox.call import Call, Operations, cursor_page, cursor_position, next_cursor
from attio.sandbox.checks import Array, Check, Fields, Integer, Number, Shape, Text
from attio.sandbox.errors import invalid, not_found
from attio.sandbox.events import Event
from attio.sandbox.handlers.meetings import find_meeting
from attio.sandbox.messages import Response, data_response, json_response
from attio.sandbox.provenance import assumed, different, documented
from attio.sandbox.store.changes import Change, Changes
from attio.sandbox.store.rows import Actor, Row
from attio.sandbox.workspace import Workspace

operations = Operations()

_CREATION = "call_recordings.create"
_CREATE_SOURCE = "reference: Create a call recording"
_GET_SOURCE = "reference: Get a call recording"
_TRANSCRIPT = "transcripts.get_call_transcript"
RULES = (
    assumed("call_recordings.neither", "A recording needs video_url or transcript", _CREATION),
    documented("call_recordings.video", "A video is an .mp4 file at an https address", _CREATE_SOURCE, _CREATION),
    different("call_recordings.head",
        "The video is not fetched; the recording is completed at once, or after the state `call_recording`",
        _CREATION),
    documented("call_recordings.billing",
        "Without call recordings in the plan, the error for creating one is billing_error",
        _CREATE_SOURCE, _CREATION),
    documented("call_recordings.meeting", "The error for an unknown meeting is not_found", _CREATE_SOURCE, _CREATION),
    documented("call_recordings.detail",
        "The response with a single recording has its transcript, which may be null; video_url is null",
        _GET_SOURCE, "call_recordings.get"),
    documented("call_recordings.pages", "Pages have 50 recordings by default, at most 200",
        "reference: List call recordings", "call_recordings.list"),
    assumed("call_recordings.order", "Recordings are listed oldest first", "call_recordings.list"),
    assumed("call_recordings.list_meeting", "The error for an unknown meeting is not_found", "call_recordings.list"),
    documented("call_recordings.delete",
        "The response to a deletion is 204; the error for an unknown recording is not_found",
        "reference: Delete a call recording", "call_recordings.delete"),
    documented("transcripts.raw", "raw_transcript has a line for each turn of a speaker, with time, name and words",
        "reference: Get a call transcript", _TRANSCRIPT, "call_recordings.get"),
    assumed("transcripts.time", "The time in raw_transcript is the start of the turn, in whole seconds", _TRANSCRIPT),
    assumed("transcripts.pages", "Pages have 100 segments", _TRANSCRIPT),
    assumed("transcripts.none", "The error for a recording without a transcript is not_found", _TRANSCRIPT),
    documented("transcripts.level", "Tokens of members cannot read transcripts with this operation",
        "reference: Supported token levels", _TRANSCRIPT),
)  # fmt: skip

READ = ("meeting:read", "call_recording:read")
WRITE = ("meeting:read", "call_recording:read-write")

SEGMENTS = 100
"""Number of segments in a page of a transcript."""

_SEGMENT = Shape(
    {
        "speech": Text(),
        "start_time": Number(),
        "end_time": Number(),
        "speaker": Shape({"name": Text()}, {"email_address": Text()}),
    }
)
_CREATE_FIELDS: dict[str, Check] = {"video_url": Text(), "transcript": Array(_SEGMENT)}
_CREATE = Shape({}, _CREATE_FIELDS)
_LIST = Shape({}, {"limit": Integer(least=1, most=200), "cursor": Text()})
_PAGE = Shape({}, {"cursor": Text()})


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment of a transcript."""

    speech: str
    start_time: float
    end_time: float
    speaker: str
    """Name of the speaker."""

    def wire(self) -> dict[str, object]:
        """Return the segment as JSON values."""
        times = {"start_time": self.start_time, "end_time": self.end_time}
        return {"speech": self.speech, **times, "speaker": {"name": self.speaker}}


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRecording(Row):
    """A recording of a meeting."""

    kind: ClassVar[str] = "call_recording"

    meeting_id: str
    status: Literal["processing", "completed", "failed"]
    segments: tuple[Segment, ...] | None
    """The transcript, if it has one."""
    created_by: Actor
    created_at: str

    def index_keys(self) -> Iterable[tuple[str, str]]:
        """Index the recording by its meeting."""
        return (("meeting", self.meeting_id),)


def _id(recording: CallRecording, workspace: Workspace) -> dict[str, object]:
    return {
        "workspace_id": workspace.id,
        "meeting_id": recording.meeting_id,
        "call_recording_id": recording.id,
    }


def _web_url(recording: CallRecording, workspace: Workspace) -> str:
    return f"https://app.attio.com/{workspace.slug}/calls/{recording.meeting_id}/{recording.id}"


def recording_wire(recording: CallRecording, workspace: Workspace) -> dict[str, object]:
    """Return a recording as JSON values, without its transcript."""
    return {
        "id": _id(recording, workspace),
        "status": recording.status,
        "web_url": _web_url(recording, workspace),
        "created_by_actor": recording.created_by.wire(),
        "created_at": recording.created_at,
    }


def _raw_transcript(segments: Iterable[Segment]) -> str:
    lines: list[str] = []
    for speaker, group in groupby(segments, key=lambda segment: segment.speaker):
        turn = list(group)
        minutes, seconds = divmod(int(turn[0].start_time), 60)
        lines.append(f"[{minutes:02}:{seconds:02}] {speaker}: {' '.join(segment.speech for segment in turn)}")
    return "\n".join(lines)


def _find(call: Call, message: str = "The referenced call recording was not found.") -> CallRecording:
    recording = call.workspace.table(CallRecording).get(call.params["call_recording_id"])
    if recording is None or recording.meeting_id != call.params["meeting_id"]:
        raise not_found(message)
    return recording


@operations("call_recordings.list", *READ)
def list_recordings(call: Call) -> Response:
    """List the recordings of a meeting, oldest first."""
    fields = call.query(_LIST)
    recordings = call.workspace.find(CallRecording, "meeting", find_meeting(call).id)
    items = [recording_wire(_current_version(call, recording), call.workspace) for recording in recordings]
    return cursor_page(call, items, fields, limit=50)


@operations("call_recordings.create", *WRITE)
def create_recording(call: Call) -> Response:
    """Add a recording to a meeting."""
    fields = call.data(_CREATE)
    video_url = fields.find("video_url", str)
    if video_url is not None:
        _check_video(video_url)
    if video_url is None and "transcript" not in fields:
        raise invalid("Either a transcript or a video URL must be provided.")
    meeting = find_meeting(call, "The referenced meeting was not found.")
    call.check_plan("Call recordings are")
    recording_id = call.workspace.new_id()
    is_processing = video_url is not None and call.states.begin(
        "call_recording", recording_id, call.workspace, lambda changes: _complete(changes, recording_id)
    )
    recording = CallRecording(
        id=recording_id,
        meeting_id=meeting.id,
        status="processing" if is_processing else "completed",
        segments=tuple(_segments(fields)) if "transcript" in fields else None,
        created_by=call.token.actor,
        created_at=call.changes.now,
    )
    call.changes.put(recording)
    return data_response(recording_wire(recording, call.workspace))


def _complete(changes: Changes, recording_id: str) -> None:
    recording = changes.workspace.table(CallRecording).get(recording_id)
    if recording is not None:
        changes.put(replace(recording, status="completed"))


def _current_version(call: Call, recording: CallRecording) -> CallRecording:
    """Count a read of a recording, and return it. Complete a recording whose processing a restart has interrupted."""
    if recording.status == "processing" and not call.states.under_way("call_recording", recording.id):
        _complete(call.changes, recording.id)
        return call.workspace.table(CallRecording)[recording.id]
    return recording


def _check_video(text: str) -> None:
    try:
        address = urlsplit(text)
    except ValueError as error:
        raise invalid("Invalid video URL.") from error
    if address.scheme != "https":
        raise invalid("Invalid video URL protocol. Only https is supported")
    if not address.hostname or not address.path.lower().endswith(".mp4"):
        raise invalid("Invalid video URL. Only .mp4 files are supported")


def _segments(fields: Fields) -> Iterator[Segment]:
    for item in map(Fields, fields.mappings("transcript")):
        start, end = item.number("start_time"), item.number("end_time")
        yield Segment(item.get("speech", str), start, end, item.fields("speaker").get("name", str))


@operations("call_recordings.get", *READ)
def get_recording(call: Call) -> Response:
    """Return a recording with its transcript."""
    message = f'Call recording with ID "{call.params["call_recording_id"]}" was not found.'
    recording = _current_version(call, _find(call, message))
    segments = recording.segments
    transcript = None
    if segments is not None:
        transcript = {"segments": [segment.wire() for segment in segments], "raw_transcript": _raw_transcript(segments)}
    wire = recording_wire(recording, call.workspace)
    return data_response({**wire, "video_url": None, "transcript": transcript})


@operations("call_recordings.delete", *WRITE)
def delete_recording(call: Call) -> Response:
    """Delete a recording."""
    call.changes.remove(_find(call))
    return Response(204)


@operations("transcripts.get_call_transcript", *READ, user_level=False)
def get_transcript(call: Call) -> Response:
    """Return a page of the transcript of a recording."""
    fields = call.query(_PAGE)
    start = cursor_position(call, fields)
    recording = _find(call)
    segments = recording.segments
    if segments is None:
        raise not_found("The referenced call recording has no transcript.")
    data = {
        "id": _id(recording, call.workspace),
        "transcript": [segment.wire() for segment in segments[start : start + SEGMENTS]],
        "raw_transcript": _raw_transcript(segments),
        "web_url": f"{_web_url(recording, call.workspace)}/transcript",
    }
    cursor = next_cursor(call, start + SEGMENTS, len(segments))
    return json_response({"data": data, "pagination": {"next_cursor": cursor}})


def _events(change: Change, workspace: Workspace) -> Iterator[Event]:  # noqa: ARG001 - all functions of `EVENTS` have it
    """Yield `call-recording.created` when a recording is completed. There is no event for its deletion."""
    before, after = change.before, change.after
    was_completed = isinstance(before, CallRecording) and before.status == "completed"
    if isinstance(after, CallRecording) and after.status == "completed" and not was_completed:
        yield Event("call-recording.created", {"meeting_id": after.meeting_id, "call_recording_id": after.id})


EVENTS = {CallRecording.kind: _events}
