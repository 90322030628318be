from __future__ import annotations

from typing_extensions import assert_type

from attio import Attio, AttioCore
from attio.funcs import transcripts_get_call_transcript  # type: ignore[deprecated]
from attio.funcs.transcripts import transcripts_get_call_transcript_async  # type: ignore[deprecated]
from attio.models import Transcript, TranscriptSegment
from attio.models import TranscriptsGetCallTranscriptResponse as Page

MEETING = "d4e5f607-3142-4536-8748-bebfc0c1823c"
CALL = "18293a4b-7586-4970-8c8c-f203f5c67060"

# Calls are reported as deprecated, and checked otherwise as usual.


def methods(client: Attio) -> None:
    assert_type(client.transcripts.get_call_transcript(MEETING, CALL), Page)  # type: ignore[deprecated]


async def async_methods(client: Attio) -> None:
    assert_type(await client.transcripts.get_call_transcript_async(MEETING, CALL), Page)  # type: ignore[deprecated]


def functions(client: AttioCore) -> None:
    assert_type(transcripts_get_call_transcript(client, MEETING, CALL), Page)  # pyright: ignore[reportDeprecated]


async def async_functions(client: AttioCore) -> None:
    assert_type(await transcripts_get_call_transcript_async(client, MEETING, CALL), Page)  # pyright: ignore[reportDeprecated]


def results(page: Page) -> None:
    assert_type(page.data, Transcript)
    assert_type(page.data.id.call_recording_id, str)
    assert_type(page.data.transcript, list[TranscriptSegment])
    assert_type(page.pagination.next_cursor, str | None)


async def pages(page: Page) -> None:
    for segment in page:
        assert_type(segment, TranscriptSegment)
    async for segment in page:
        assert_type(segment.speech, str)
    assert_type(page.next_page(), Page | None)
