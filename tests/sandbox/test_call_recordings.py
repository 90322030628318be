"""Call recordings and transcripts."""

from __future__ import annotations

from typing import Any

import pytest

from attio import errors
from attio.sandbox import Sandbox
from attio.sandbox.events import Event
from attio.sandbox.pipeline import Commit
from tests.sandbox.api import Api, ApiResponse, plain
from tests.sandbox.meetings import NOWHERE, meeting, new_id

VIDEO = "https://files.acme.test/call.mp4?signature=1"


def segment_of(speech: str, start: float, name: str = "Ada") -> dict[str, object]:
    return {"speech": speech, "start_time": start, "end_time": start + 0.5, "speaker": {"name": name}}


class Recordings:
    """A meeting, and its call recordings."""

    def __init__(self, api: Api) -> None:
        self.api = api
        self.meeting_id = new_id(api, meeting())
        self.path = f"/v2/meetings/{self.meeting_id}/call_recordings"

    def create(self, **data: object) -> ApiResponse:
        return self.api("POST", self.path, {"data": data})

    def new_id(self, **data: object) -> str:
        return str(self.create(**data).data["id"]["call_recording_id"])

    def get(self, recording_id: str) -> Any:
        return self.api("GET", f"{self.path}/{recording_id}").data


@pytest.fixture
def recordings(api: Api) -> Recordings:
    return Recordings(api)


def test_a_recording_has_its_transcript(recordings: Recordings, sandbox: Sandbox) -> None:
    segments = [
        segment_of("Hello,", 0.51),
        segment_of("Eve.", 1),
        segment_of("Hi.", 65.4, "Eve"),
        segment_of("So", 3600, "Ada"),
    ]
    speaker = {"name": "Ada", "email_address": "ada@acme.com"}
    created = recordings.create(transcript=[{**segments[0], "speaker": speaker}, *segments[1:]]).data
    recording_id = created["id"]["call_recording_id"]
    assert created == {
        "id": {
            "workspace_id": sandbox.workspace_id,
            "meeting_id": recordings.meeting_id,
            "call_recording_id": recording_id,
        },
        "status": "completed",
        "web_url": f"https://app.attio.com/sandbox/calls/{recordings.meeting_id}/{recording_id}",
        "created_by_actor": created["created_by_actor"],
        "created_at": "2026-03-04T05:06:07.089000001Z",
    }
    assert recordings.get(recording_id) == {
        **created,
        "video_url": None,
        "transcript": {
            "segments": segments,
            "raw_transcript": "[00:00] Ada: Hello, Eve.\n[01:05] Eve: Hi.\n[60:00] Ada: So",
        },
    }


def test_a_video_needs_no_transcript(recordings: Recordings) -> None:
    assert recordings.get(recordings.new_id(video_url=VIDEO))["transcript"] is None
    empty = recordings.get(recordings.new_id(video_url=VIDEO, transcript=[]))
    assert empty["transcript"] == {"segments": [], "raw_transcript": ""}


@pytest.mark.parametrize(
    ("video_url", "message"),
    [
        ("http://acme.test/a.mp4", "Invalid video URL protocol. Only https is supported"),
        ("https://acme.test/a.mov", "Invalid video URL. Only .mp4 files are supported"),
        ("https:///a.mp4", "Invalid video URL. Only .mp4 files are supported"),
        ("https://[acme/a.mp4", "Invalid video URL."),
    ],
)
def test_invalid_video_urls_are_rejected(recordings: Recordings, video_url: str, message: str) -> None:
    assert recordings.create(video_url=video_url).error == (400, "validation_type", message)


def test_missing_fields_of_a_recording_are_named(recordings: Recordings, sandbox: Sandbox) -> None:
    assert recordings.create().code == (400, "validation_type")
    nameless: dict[str, object] = {}
    segment = {**segment_of("Hi", 0), "start_time": "0", "speaker": nameless}
    assert recordings.create(transcript=[segment]).paths == [
        ["data", "transcript", 0, "start_time"],
        ["data", "transcript", 0, "speaker", "name"],
    ]
    assert recordings.create(transcript=[{**segment_of("Hi", 0), "end_time": True}]).code == (400, "validation_type")
    unknown = recordings.api("POST", f"/v2/meetings/{NOWHERE}/call_recordings", {"data": {"transcript": []}})
    assert unknown.error == (404, "not_found", "The referenced meeting was not found.")
    sandbox.app.plan(billing=False)
    rejection = recordings.create(transcript=[])
    assert (rejection.code, rejection.body["type"]) == ((403, "billing_error"), "auth_error")


def test_recordings_are_listed_in_pages(recordings: Recordings, api: Api) -> None:
    created = [recordings.new_id(transcript=[]) for _ in range(3)]
    Recordings(api).new_id(transcript=[])
    first = api("GET", f"{recordings.path}?limit=2")
    cursor = first.body["pagination"]["next_cursor"]
    rest = api("GET", f"{recordings.path}?limit=2&cursor={cursor}")
    assert plain(plain([*first.data, *rest.data], "id"), "call_recording_id") == created
    assert rest.body["pagination"] == {"next_cursor": None}
    assert "transcript" not in first.data[0]
    assert api("GET", f"{recordings.path}?limit=201").paths == [["limit"]]
    assert api("GET", f"/v2/meetings/{NOWHERE}/call_recordings").code == (404, "not_found")


def test_a_recording_is_deleted(recordings: Recordings, api: Api) -> None:
    recording_id = recordings.new_id(transcript=[])
    path = f"{recordings.path}/{recording_id}"
    elsewhere = f"{Recordings(api).path}/{recording_id}"
    assert api("GET", elsewhere).code == api("DELETE", elsewhere).code == (404, "not_found")
    response = api("DELETE", path)
    assert (response.status, response.body) == (204, None)
    assert api("DELETE", path).error == (404, "not_found", "The referenced call recording was not found.")
    assert api("GET", path).error == (404, "not_found", f'Call recording with ID "{recording_id}" was not found.')


def test_deleting_a_meeting_deletes_its_recordings(recordings: Recordings, api: Api) -> None:
    other = Recordings(api)
    kept = other.new_id(transcript=[])
    recordings.new_id(transcript=[])
    recordings.new_id(transcript=[])
    assert api("DELETE", f"/v2/meetings/{recordings.meeting_id}").status == 200
    assert api("GET", recordings.path).code == (404, "not_found")
    assert other.get(kept)["id"]["call_recording_id"] == kept


def test_a_transcript_comes_in_pages(recordings: Recordings, api: Api) -> None:
    segments = [segment_of(str(number), number) for number in range(150)]
    recording_id = recordings.new_id(transcript=segments)
    path = f"{recordings.path}/{recording_id}/transcript"
    first = api("GET", path)
    cursor = first.body["pagination"]["next_cursor"]
    second = api("GET", f"{path}?cursor={cursor}")
    assert [*first.data["transcript"], *second.data["transcript"]] == segments
    assert len(first.data["transcript"]) == 100
    assert second.body["pagination"] == {"next_cursor": None}
    assert first.data["raw_transcript"] == second.data["raw_transcript"]
    assert first.data["raw_transcript"].startswith("[00:00] Ada: 0 1 2 ")
    assert first.data["web_url"].endswith(f"/{recording_id}/transcript")
    assert api("GET", f"{path}?cursor=nonsense").code == (400, "validation_type")
    without = recordings.new_id(video_url=VIDEO)
    for id_ in (without, NOWHERE):
        assert api("GET", f"{recordings.path}/{id_}/transcript").code == (404, "not_found")


def test_a_member_reads_recordings_but_no_pages_of_transcripts(recordings: Recordings, sandbox: Sandbox) -> None:
    token = sandbox.add_token(member=sandbox.members[0])
    path = f"{recordings.path}/{recordings.new_id(transcript=[])}"
    assert recordings.api("GET", path, token=token).status == 200
    assert recordings.api("GET", f"{path}/transcript", token=token).code == (403, "unauthorized")


def test_a_recording_causes_an_event(recordings: Recordings, sandbox: Sandbox) -> None:
    commits: list[Commit] = []
    sandbox._pipeline.on_commit.append(commits.append)
    recording_id = recordings.new_id(transcript=[])
    ids = {"meeting_id": recordings.meeting_id, "call_recording_id": recording_id}
    recordings.api("DELETE", f"{recordings.path}/{recording_id}")
    assert [list(commit.events) for commit in commits] == [[Event("call-recording.created", ids)], []]


def test_the_client_manages_recordings(sandbox: Sandbox, recordings: Recordings) -> None:
    with sandbox.client() as client:
        created = client.call_recordings.create(recordings.meeting_id, data={"video_url": VIDEO}).data.id
        assert [recording.id for recording in client.call_recordings.list(recordings.meeting_id)] == [created]
        assert client.call_recordings.get(recordings.meeting_id, created.call_recording_id).data.transcript is None
        with pytest.deprecated_call(), pytest.raises(errors.NotFoundError, match="no transcript"):
            client.transcripts.get_call_transcript(recordings.meeting_id, created.call_recording_id)  # type: ignore[deprecated]
        client.call_recordings.delete(recordings.meeting_id, created.call_recording_id)


@pytest.mark.anyio
async def test_the_async_client_reads_transcripts(sandbox: Sandbox, recordings: Recordings) -> None:
    recording_id = recordings.new_id(transcript=[segment_of(str(number), number) for number in range(150)])
    async with sandbox.client() as client:
        with pytest.deprecated_call():
            page = await client.transcripts.get_call_transcript_async(recordings.meeting_id, recording_id)  # type: ignore[deprecated]
        assert [segment.speech async for segment in page] == [str(number) for number in range(150)]
        await client.call_recordings.delete_async(recordings.meeting_id, recording_id)
