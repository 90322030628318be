"""Transcripts: the deprecated endpoint for the transcript of a call."""

from __future__ import annotations

from tests.contract.table import Case, Golden, Pages, Rejected, Response, nullable

WORKSPACE = "6f3c1f0a-9b7e-4a55-8f0d-2f4d7a1b9c01"
MEETING = "d4e5f607-3142-4536-8748-bebfc0c1823c"
RECORDING = "18293a4b-7586-4970-8c8c-f203f5c67060"
PATH = f"/v2/meetings/{MEETING}/call_recordings/{RECORDING}/transcript"

TRANSCRIPT = {
    "id": {"workspace_id": WORKSPACE, "meeting_id": MEETING, "call_recording_id": RECORDING},
    "transcript": [
        {"speech": "Hallo, Noor hier —", "start_time": 0.51, "end_time": 2, "speaker": {"name": "Noor de Wit"}},
        {"speech": "Ja?", "start_time": 2.5, "end_time": 2.75, "speaker": {"name": ""}},
    ],
    "raw_transcript": "[00:00] Noor de Wit: Hallo, Noor hier —\n[00:02] : Ja?",
    "web_url": f"https://app.example.com/brightside/calls/{MEETING}/{RECORDING}/transcript",
}

GET_CALL_TRANSCRIPT = Golden(
    function="transcripts_get_call_transcript",
    member="transcripts.get_call_transcript",
    method="GET",
    template="/v2/meetings/{meeting_id}/call_recordings/{call_recording_id}/transcript",
    model="TranscriptsGetCallTranscriptResponse",
    idempotent=True,
    deprecated=True,
    pages=Pages("cursor", items="data.transcript", sized=False),
    cases=(
        Case(
            "full",
            PATH,
            kwargs={"meeting_id": MEETING, "call_recording_id": RECORDING, "cursor": "bmV4dA==.cGFnZQ+/"},
            query={"cursor": "bmV4dA==.cGFnZQ+/"},
        ),
        Case("minimal", PATH, (MEETING, RECORDING)),
        Case("reserved characters", "/v2/meetings/a%2Fb/call_recordings/%3F%23/transcript", ("a/b", "?#")),
    ),
    rejected=(
        Rejected({"meeting_id": ""}, "meeting_id"),
        Rejected({"call_recording_id": ".."}, "call_recording_id"),
        Rejected({"cursor": 7}, "cursor"),
    ),
    responses=(
        Response("more to come", {"data": TRANSCRIPT, "pagination": {"next_cursor": nullable("bmV4dA==")}}),
        Response(
            "nothing was said",
            {
                "data": {**TRANSCRIPT, "transcript": [], "raw_transcript": ""},
                "pagination": {"next_cursor": nullable(None)},
            },
        ),
    ),
)

GOLDENS = (GET_CALL_TRANSCRIPT,)
