"""Call recordings: what was said in a meeting."""

from __future__ import annotations

from tests.contract.table import (
    JSON,
    Case,
    ErrorCase,
    Golden,
    Pages,
    Rejected,
    Response,
    lacking,
    nullable,
    open_enum,
    optional,
)

WORKSPACE = "6f3c1f0a-9b7e-4a55-8f0d-2f4d7a1b9c01"
MEMBER = "1a2b3c4d-5e6f-4071-8293-a4b5c6d7e805"
MEETING = "d4e5f607-3142-4536-8748-bebfc0c1823c"
RECORDING = "18293a4b-7586-4970-8c8c-f203f5c67060"
PATH = f"/v2/meetings/{MEETING}/call_recordings"
ONE = f"{PATH}/{RECORDING}"

COMPLETED = {
    "id": {"workspace_id": WORKSPACE, "meeting_id": MEETING, "call_recording_id": RECORDING},
    "status": open_enum("completed"),
    "web_url": f"https://app.example.com/brightside/calls/{MEETING}/{RECORDING}",
    "created_by_actor": {
        "type": optional(nullable(open_enum("workspace-member"))),
        "id": optional(nullable(MEMBER)),
    },
    "created_at": "2025-03-04T10:00:00.000000000Z",
}
PROCESSING = {
    **COMPLETED,
    "status": open_enum("processing"),
    "created_by_actor": {"type": optional(nullable(open_enum("app"))), "id": optional(nullable(None))},
}
FAILED = {**COMPLETED, "status": open_enum("failed")}
WITH_TRANSCRIPT = {
    **COMPLETED,
    "video_url": nullable("https://assets.example.com/call.mp4?X-Signature=s%2Fe%3Dcret"),
    "transcript": nullable(
        {
            "segments": [
                {"speech": "Hallo, Noor hier —", "start_time": 0.51, "end_time": 2, "speaker": {"name": "Noor de Wit"}},
                {"speech": "", "start_time": 0, "end_time": 0.0, "speaker": {"name": ""}},
            ],
            "raw_transcript": "[00:00] Noor de Wit: Hallo, Noor hier —\n",
        }
    ),
}
WITHOUT_TRANSCRIPT = {**PROCESSING, "video_url": nullable(None), "transcript": nullable(None)}

FULL: dict[str, JSON] = {
    "video_url": "https://assets.example.com/call.mp4?part=1",
    "transcript": [
        {
            "speech": "Hallo, Noor hier —",
            "start_time": 0.51,
            "end_time": 2.25,
            "speaker": {"name": "Noor de Wit", "email_address": "noor@brightside.example"},
        },
        {"speech": "", "start_time": 0.125, "end_time": 0.25, "speaker": {"name": "Ilse"}},
    ],
}
SEGMENT: dict[str, JSON] = {"speech": "Ja?", "start_time": 0.5, "end_time": 1.5, "speaker": {"name": "Ilse"}}
NOBODY: dict[str, JSON] = {}
NO_RECORDING = {"not_found": f'Call recording with ID "{RECORDING}" was not found.'}

LIST = Golden(
    function="call_recordings_list",
    member="call_recordings.list",
    method="GET",
    template="/v2/meetings/{meeting_id}/call_recordings",
    model="CallRecordingsListResponse",
    idempotent=True,
    pages=Pages("cursor"),
    cases=(
        Case(
            "full",
            PATH,
            kwargs={"meeting_id": MEETING, "limit": 200, "cursor": "bmV4dA==.cGFnZQ+/"},
            query={"limit": "200", "cursor": "bmV4dA==.cGFnZQ+/"},
        ),
        Case("minimal", PATH, (MEETING,)),
        Case(
            "reserved characters, smallest values",
            "/v2/meetings/a%2Fb%3F%23/call_recordings",
            ("a/b?#",),
            {"limit": 1, "cursor": "c"},
            query={"limit": "1", "cursor": "c"},
        ),
    ),
    rejected=(
        Rejected({"limit": 201}, "limit"),
        Rejected({"cursor": ""}, "cursor"),
        Rejected({"meeting_id": ""}, "meeting_id"),
    ),
    responses=(
        Response(
            "every status",
            {"data": [COMPLETED, PROCESSING, FAILED], "pagination": {"next_cursor": nullable("bmV4dA==")}},
        ),
        Response("none", {"data": [], "pagination": {"next_cursor": nullable(None)}}),
    ),
)

CREATE = Golden(
    function="call_recordings_create",
    member="call_recordings.create",
    method="POST",
    template="/v2/meetings/{meeting_id}/call_recordings",
    model="CallRecordingsCreateResponse",
    cases=(
        Case("full", PATH, kwargs={"meeting_id": MEETING, "data": FULL}, json={"data": FULL}),
        Case("minimal", PATH, (MEETING,), {"data": {}}, json={"data": {}}),
        # In JSON, 1 and 1.0 are the same number.
        Case(
            "whole seconds",
            PATH,
            (MEETING,),
            {"data": {"transcript": [{"speech": "Ja?", "start_time": 0, "end_time": 2, "speaker": {"name": "Ilse"}}]}},
            json={
                "data": {
                    "transcript": [{"speech": "Ja?", "start_time": 0.0, "end_time": 2.0, "speaker": {"name": "Ilse"}}]
                }
            },
        ),
        Case("transcript only", PATH, (MEETING,), {"data": {"transcript": []}}, json={"data": {"transcript": []}}),
        Case(
            "video only",
            PATH,
            (MEETING,),
            {"data": {"video_url": "https://assets.example.com/call.mp4"}},
            json={"data": {"video_url": "https://assets.example.com/call.mp4"}},
        ),
    ),
    closed=("data", "data.transcript.0", "data.transcript.1.speaker"),
    rejected=(
        Rejected({"data": {"video_url": None}}, "data.video_url"),
        *(
            Rejected({"data": {"transcript": [lacking(SEGMENT, name)]}}, f"data.transcript.0.{name}")
            for name in SEGMENT
        ),
        Rejected(
            {"data": {"transcript": [{"speech": "Hi", "start_time": 0, "end_time": 1, "speaker": NOBODY}]}},
            "data.transcript.0.speaker.name",
        ),
        Rejected(
            {"data": {"transcript": [{"speech": "Hi", "start_time": "0", "end_time": 1, "speaker": {"name": "A"}}]}},
            "data.transcript.0.start_time",
        ),
    ),
    responses=(Response("processing", {"data": PROCESSING}), Response("completed", {"data": COMPLETED})),
    errors=(
        ErrorCase(
            400, "CreateCallRecordingValidationTypeError", {"validation_type": "The URL of a video must be https."}
        ),
        ErrorCase(
            403,
            "AuthError",
            {"billing_error": "Your plan has no call recordings.", "quota_exceeded": "Your plan has no room for more."},
            type="auth_error",
        ),
        ErrorCase(404, "CreateCallRecordingNotFoundError", {"not_found": "This meeting was not found."}),
    ),
)

GET = Golden(
    function="call_recordings_get",
    member="call_recordings.get",
    method="GET",
    template="/v2/meetings/{meeting_id}/call_recordings/{call_recording_id}",
    model="CallRecordingsGetResponse",
    idempotent=True,
    cases=(
        Case("full", ONE, kwargs={"meeting_id": MEETING, "call_recording_id": RECORDING}),
        Case("minimal", ONE, (MEETING, RECORDING)),
        Case("reserved characters", "/v2/meetings/a%2Fb/call_recordings/%3F%23", ("a/b", "?#")),
    ),
    rejected=(
        Rejected({"meeting_id": ".."}, "meeting_id"),
        Rejected({"call_recording_id": ""}, "call_recording_id"),
    ),
    responses=(
        Response("with a transcript", {"data": WITH_TRANSCRIPT}),
        Response("without a transcript", {"data": WITHOUT_TRANSCRIPT}),
    ),
    errors=(ErrorCase(404, "GetCallRecordingNotFoundError", NO_RECORDING),),
)

DELETE = Golden(
    function="call_recordings_delete",
    member="call_recordings.delete",
    method="DELETE",
    template="/v2/meetings/{meeting_id}/call_recordings/{call_recording_id}",
    model="EmptyResponse",
    idempotent=True,
    cases=(
        Case("full", ONE, kwargs={"meeting_id": MEETING, "call_recording_id": RECORDING}),
        Case("minimal", ONE, (MEETING, RECORDING)),
    ),
    # The only delete outside SCIM that is documented to return no content.
    responses=(Response("no content", status=204), Response("empty object", {}), Response("empty body")),
    errors=(ErrorCase(404, "DeleteCallRecordingNotFoundError", NO_RECORDING),),
)

GOLDENS = (LIST, CREATE, GET, DELETE)
