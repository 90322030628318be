# Generated from codegen/spec/call_recordings.yaml by `make generate`; edit that file instead.
"""Commands of `attio-crm call-recordings`."""

from __future__ import annotations

from attio.cli.data import Command, Parameter

COMMANDS: dict[str, Command] = {
    "list": Command(
        call="call_recordings.list",
        name="call_recordings.list",
        summary="List the call recordings of a meeting.",
        text=(
            "Transcripts are not included. To get them, use `call_recordings.get`.",
            "Beta: may still change.",
            "Scopes: `meeting:read`, `call_recording:read`.",
            "Token level: workspace or user.",
        ),
        paged=True,
        parameters=(
            Parameter("meeting_id", "path", "text", True, "Id of the meeting."),
            Parameter(
                "limit", "query", "integer", False, "Maximum number of recordings per page, up to 200; 50 by default."
            ),
            Parameter(
                "cursor",
                "query",
                "text",
                False,
                "Cursor of the page to return: `pagination.next_cursor` of the previous page.",
            ),
        ),
    ),
    "create": Command(
        call="call_recordings.create",
        name="call_recordings.create",
        summary="Add a call recording to a meeting, from a transcript and a video.",
        text=(
            "Always pass a `transcript`: without it, Attio writes no summaries, and a future version of the API will require it. A video is optional. Attio fetches it after the call returns; until then the status of the recording is `processing`.",
            "Beta: may still change.",
            "Scopes: `meeting:read`, `call_recording:read-write`.",
            "Token level: workspace or user.",
            "Rate limit: 1 request per second.",
        ),
        writes=True,
        parameters=(
            Parameter("meeting_id", "path", "text", True, "Id of the meeting that was recorded."),
            Parameter("data", "body", "json", True, "The call recording to add."),
        ),
    ),
    "get": Command(
        call="call_recordings.get",
        name="call_recordings.get",
        summary="Get a call recording with its transcript and a link to its video.",
        text=(
            "Beta: may still change.",
            "Scopes: `meeting:read`, `call_recording:read`.",
            "Token level: workspace or user.",
        ),
        parameters=(
            Parameter("meeting_id", "path", "text", True, "Id of the meeting that was recorded."),
            Parameter("call_recording_id", "path", "text", True, "Id of the call recording."),
        ),
    ),
    "delete": Command(
        call="call_recordings.delete",
        name="call_recordings.delete",
        summary="Delete a call recording with its video and transcript.",
        text=(
            "Beta: may still change.",
            "Scopes: `meeting:read`, `call_recording:read-write`.",
            "Token level: workspace or user.",
        ),
        writes=True,
        irreversible=True,
        parameters=(
            Parameter("meeting_id", "path", "text", True, "Id of the meeting that was recorded."),
            Parameter("call_recording_id", "path", "text", True, "Id of the call recording to delete."),
        ),
    ),
}
