# Generated from codegen/spec/transcripts.yaml by `make generate`; edit that file instead.
"""Commands of `attio-crm transcripts`."""

from __future__ import annotations

from attio.cli.data import Command, Parameter

COMMANDS: dict[str, Command] = {
    "get-call-transcript": Command(
        call="transcripts.get_call_transcript",
        name="transcripts.get_call_transcript",
        summary="Get the transcript of a call recording.",
        text=(
            "Iterate over the page to get the segments of all pages; `page.data` is the transcript with the segments of one page.",
            "Deprecated: use `call_recordings.get`, which includes the transcript.",
            "Scopes: `meeting:read`, `call_recording:read`.",
            "Token level: workspace only.",
        ),
        paged=True,
        parameters=(
            Parameter("meeting_id", "path", "text", True, "Id of the meeting that was recorded."),
            Parameter("call_recording_id", "path", "text", True, "Id of the call recording."),
            Parameter(
                "cursor",
                "query",
                "text",
                False,
                "Cursor of the page to return: `pagination.next_cursor` of the previous page.",
            ),
        ),
    ),
}
