from __future__ import annotations

import datetime as dt

from typing_extensions import assert_type

from attio import Attio, AttioCore
from attio.funcs import (
    call_recordings_create,
    call_recordings_create_async,
    call_recordings_delete,
    call_recordings_delete_async,
    call_recordings_get,
    call_recordings_get_async,
    call_recordings_list,
    call_recordings_list_async,
)
from attio.models import (
    CallRecording,
    CallRecordingCreate,
    CallRecordingDetail,
    CallRecordingsCreateResponse,
    CallRecordingsGetResponse,
    CallRecordingsListResponse,
    CallRecordingTranscript,
    EmptyResponse,
    TranscriptSegment,
)

MEETING = "d4e5f607-3142-4536-8748-bebfc0c1823c"
RECORDING = "18293a4b-7586-4970-8c8c-f203f5c67060"
NEW: CallRecordingCreate = {
    "video_url": "https://assets.example.com/call.mp4",
    "transcript": [{"speech": "Hallo", "start_time": 0, "end_time": 1.5, "speaker": {"name": "Noor"}}],
}


def methods(client: Attio) -> None:
    sub = client.call_recordings
    assert_type(sub.list(MEETING, limit=200), CallRecordingsListResponse)
    assert_type(sub.create(MEETING, data=NEW), CallRecordingsCreateResponse)
    assert_type(sub.get(MEETING, RECORDING), CallRecordingsGetResponse)
    assert_type(sub.delete(meeting_id=MEETING, call_recording_id=RECORDING), EmptyResponse)


async def async_methods(client: Attio) -> None:
    sub = client.call_recordings
    assert_type(await sub.list_async(MEETING, cursor="next"), CallRecordingsListResponse)
    assert_type(await sub.create_async(MEETING, data={}), CallRecordingsCreateResponse)
    assert_type(await sub.get_async(MEETING, RECORDING), CallRecordingsGetResponse)
    assert_type(await sub.delete_async(MEETING, RECORDING), EmptyResponse)


def functions(client: AttioCore) -> None:
    assert_type(call_recordings_list(client, MEETING, max_items=5), CallRecordingsListResponse)
    assert_type(call_recordings_create(client, MEETING, data=NEW), CallRecordingsCreateResponse)
    assert_type(call_recordings_get(client, MEETING, RECORDING), CallRecordingsGetResponse)
    assert_type(call_recordings_delete(client, MEETING, RECORDING), EmptyResponse)


async def async_functions(client: AttioCore) -> None:
    assert_type(await call_recordings_list_async(client, MEETING), CallRecordingsListResponse)
    assert_type(await call_recordings_create_async(client, MEETING, data=NEW), CallRecordingsCreateResponse)
    assert_type(await call_recordings_get_async(client, MEETING, RECORDING), CallRecordingsGetResponse)
    assert_type(await call_recordings_delete_async(client, MEETING, RECORDING), EmptyResponse)


def results(client: Attio) -> None:
    """Only `get` returns the transcript."""
    recording = client.call_recordings.get(MEETING, RECORDING).data
    assert_type(recording, CallRecordingDetail)
    assert_type(recording.video_url, str | None)
    assert_type(recording.created_at, dt.datetime)
    assert_type(recording.transcript, CallRecordingTranscript | None)
    if recording.transcript:
        assert_type(recording.transcript.segments, list[TranscriptSegment])
        assert_type(recording.transcript.segments[0].start_time, float)
        assert_type(recording.transcript.segments[0].speaker.name, str)
    same: CallRecording = recording
    assert_type(same.id.call_recording_id, str)


async def pages(client: Attio) -> None:
    for recording in client.call_recordings.list(MEETING):
        assert_type(recording, CallRecording)
    async for recording in await client.call_recordings.list_async(MEETING):
        assert_type(recording, CallRecording)
