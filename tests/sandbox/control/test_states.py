"""Delayed effects of requests: at once, after some time, after some reads, or never."""

from __future__ import annotations

from typing import Any

import pytest

from attio.sandbox import ControlError, Sandbox
from attio.sandbox.control.states import NAMES
from tests.sandbox.api import Api, new_list

RECORDING = "https://videos.acme.test/call.mp4"


def search(api: Api) -> list[str]:
    body = {"query": "lovelace", "objects": ["people"], "request_as": {"type": "workspace"}}
    return [found["record_text"] for found in api("POST", "/v2/objects/records/search", body).data]


def add(api: Api, **values: object) -> str:
    return str(api.create("people", **values)["id"]["record_id"])


def test_the_index_lags_for_some_time(api: Api, sandbox: Sandbox) -> None:
    sandbox.clock.freeze()
    sandbox.states.set("search", seconds=5)
    person = add(api, name="Ada Lovelace")
    sandbox.clock.advance(4)
    assert search(api) == []
    happened = sandbox.clock.advance(1)
    assert [work.what for work in happened] == [f"search {person}"]
    assert search(api) == ["Ada Lovelace"]
    api("PATCH", f"/v2/objects/people/records/{person}", {"data": {"values": {"name": "A. Lovelace"}}})
    api("DELETE", f"/v2/objects/people/records/{person}")
    assert search(api) == ["Ada Lovelace"]
    sandbox.clock.advance(5)
    assert search(api) == []


def test_the_index_lags_for_some_reads(api: Api, sandbox: Sandbox) -> None:
    sandbox.states.set("search", reads=2)
    add(api, name="Ada Lovelace")
    api.create("companies", name="Lovelace Ltd")
    assert [search(api), search(api), search(api)] == [[], [], ["Ada Lovelace"]]


def merge(api: Api) -> tuple[int, str, str]:
    first, second = add(api, name="Ada Lovelace"), add(api, name="Ada L.")
    body = {"data": {"primary_record_id": first, "secondary_record_id": second}}
    response = api("POST", "/v2/objects/people/records/merge", body)
    return response.status, response.body["data"]["new_record_id"], first


def test_a_merge_takes_some_time(api: Api, sandbox: Sandbox) -> None:
    assert merge(api)[0] == 200
    api("POST", "/v2/lists", {"data": new_list("l", "people")})
    sandbox.clock.freeze()
    sandbox.states.set("merge", seconds=10)
    status, merged, _ = merge(api)
    assert status == 202
    path = f"/v2/objects/people/records/{merged}"
    assert api("GET", path).code == (404, "merge_in_progress")
    values = {"data": {"values": {"name": "Ada"}}}
    assert api("PATCH", path, values).code == api("PUT", path, values).code == (400, "merge_in_progress")
    asserted = {"data": {"values": {"record_id": merged}}}
    assert api("PUT", "/v2/objects/people/records?matching_attribute=record_id", asserted).code[0] == 400
    entry: Any = {"data": {"parent_object": "people", "parent_record_id": merged, "entry_values": {}}}
    created = api("POST", "/v2/lists/l/entries", entry).data["id"]["entry_id"]
    assert api("PUT", "/v2/lists/l/entries", entry).code == (400, "merge_in_progress")
    assert api("PATCH", f"/v2/lists/l/entries/{created}", {"data": {"entry_values": {}}}).code[1] == "merge_in_progress"
    sandbox.clock.advance(10)
    assert api("GET", path).status == api("PATCH", path, values).status == 200


def test_a_merge_takes_some_reads(api: Api, sandbox: Sandbox) -> None:
    sandbox.states.set("merge", reads=2)
    _, merged, _ = merge(api)
    path = f"/v2/objects/people/records/{merged}"
    assert [api("GET", path).status for _ in range(3)] == [404, 404, 200]


def record_call(api: Api, sandbox: Sandbox) -> tuple[str, Any]:
    path = f"/v2/meetings/{sandbox.app.add_meeting('Standup')}/call_recordings"
    created = api("POST", path, {"data": {"video_url": RECORDING}}).data
    return f"{path}/{created['id']['call_recording_id']}", created


def test_a_recording_is_processed_for_some_time(api: Api, sandbox: Sandbox) -> None:
    sandbox.clock.freeze()
    sandbox.states.set("call_recording", seconds=60)
    path, created = record_call(api, sandbox)
    assert created["status"] == api("GET", path).data["status"] == "processing"
    assert sandbox.deliveries.find("call-recording.created") == ()
    sandbox.clock.advance(60)
    assert len(sandbox.deliveries.find("call-recording.created")) == 1
    assert api("GET", path).data["status"] == "completed"


def test_a_recording_is_processed_for_some_reads(api: Api, sandbox: Sandbox) -> None:
    sandbox.states.set("call_recording", reads=1)
    path, _ = record_call(api, sandbox)
    assert api("GET", path.rpartition("/")[0]).data[0]["status"] == "processing"
    assert len(sandbox.deliveries.find("call-recording.created")) == 1
    assert api("GET", path).data["status"] == "completed"
    gone, _ = record_call(api, sandbox)
    assert api("DELETE", gone).status == 204
    sandbox.states.set("call_recording", seconds=1)
    gone, _ = record_call(api, sandbox)
    api("DELETE", gone)
    sandbox.clock.advance(1)
    assert api("GET", gone).status == 404


def test_a_transcript_needs_no_processing(api: Api, sandbox: Sandbox) -> None:
    sandbox.states.set("call_recording", seconds=60)
    path = f"/v2/meetings/{sandbox.app.add_meeting('Standup')}/call_recordings"
    assert api("POST", path, {"data": {"transcript": []}}).data["status"] == "completed"


def test_a_recording_whose_processing_was_forgotten_is_completed(api: Api, sandbox: Sandbox) -> None:
    sandbox.states.set("call_recording", seconds=60)
    path, _ = record_call(api, sandbox)
    sandbox.states.reset()
    assert api("GET", path).data["status"] == "completed"


def company_of(api: Api, person: str) -> Any:
    values = api("GET", f"/v2/objects/people/records/{person}").data["values"]
    return [value["target_record_id"] for value in values["company"]]


def test_companies_come_from_addresses(api: Api, sandbox: Sandbox) -> None:
    assert company_of(api, add(api, email_addresses=["ada@acme.com"])) == []
    sandbox.states.set("company_from_email", seconds=0)
    known = api.create("companies", name="Acme", domains=["acme.com"])["id"]["record_id"]
    ada = add(api, email_addresses=["private@gmail.com", "ada@mail.acme.com"])
    assert company_of(api, ada) == [known]
    bob = add(api, email_addresses=["bob@new.com"])
    (created,) = company_of(api, bob)
    values = api("GET", f"/v2/objects/companies/records/{created}").data["values"]
    assert values["domains"][0]["domain"] == "new.com"
    assert values["name"][0]["created_by_actor"] == {"type": "system", "id": None}
    assert company_of(api, add(api, email_addresses=["eve@gmail.com"])) == []
    elsewhere = add(
        api, email_addresses=["x@acme.com"], company={"target_object": "companies", "target_record_id": created}
    )
    assert company_of(api, elsewhere) == [created]


def test_companies_come_after_some_time_or_reads(api: Api, sandbox: Sandbox) -> None:
    sandbox.states.set("company_from_email", reads=2)
    ada = add(api, email_addresses=["ada@acme.com"])
    assert [len(company_of(api, ada)) for _ in range(3)] == [0, 0, 1]
    sandbox.states.set("company_from_email", seconds=5)
    bob = add(api, email_addresses=["bob@new.com"])
    gone = add(api, email_addresses=["gone@other.com"])
    api("DELETE", f"/v2/objects/people/records/{gone}")
    assert company_of(api, bob) == []
    sandbox.clock.advance(5)
    assert len(company_of(api, bob)) == 1
    assert len(api.find("companies")) == 2


def test_meetings_are_linked(api: Api, sandbox: Sandbox) -> None:
    sandbox.states.set("meeting_links", reads=1)
    ada = add(api, email_addresses=["ada@acme.com"])
    acme = api.create("companies", domains=["acme.com"])["id"]["record_id"]
    meeting = sandbox.app.add_meeting("Standup", participants=["ada@acme.com"])
    links = [
        [link["record_id"] for link in api("GET", f"/v2/meetings/{meeting}").data["linked_records"]] for _ in range(2)
    ]
    assert links == [[], [ada, acme]]
    sandbox.states.set("meeting_links", seconds=5)
    body = {
        "title": "Call",
        "description": "",
        "is_all_day": False,
        "start": {"datetime": "2026-03-05T09:00:00Z"},
        "end": {"datetime": "2026-03-05T10:00:00Z"},
        "participants": [{"is_organizer": True, "status": "accepted", "email_address": "ada@acme.com"}],
    }
    created = api("POST", "/v2/meetings", {"data": body}).data["id"]["meeting_id"]
    gone = api("POST", "/v2/meetings", {"data": body}).data["id"]["meeting_id"]
    api("DELETE", f"/v2/meetings/{gone}")
    sandbox.clock.advance(5)
    assert len(api("GET", f"/v2/meetings/{created}").data["linked_records"]) == 2


def test_pages_of_emails_have_gaps(api: Api, sandbox: Sandbox) -> None:
    sandbox.app.add_email("Hello", participants=[{"role": "from", "email_address": "ada@acme.com"}])
    sandbox.states.set("email_gaps", reads=1)
    with sandbox.client() as client:
        assert [email.subject_line for email in client.emails.list(domain="acme.com")] == ["Hello"]
    assert len(sandbox.requests.find(operation="emails.list")) == 2
    sandbox.states.set("email_gaps", seconds=5)
    path = "/v2/emails?domain=acme.com"
    assert [api("GET", path).body["data"] for _ in range(2)] == [[], []]
    sandbox.clock.advance(5)
    assert len(api("GET", path).body["data"]) == 1


def test_states_that_are_under_way_are_restored_with_a_snapshot(api: Api, sandbox: Sandbox) -> None:
    sandbox.clock.freeze()
    sandbox.states.set("search", seconds=5)
    add(api, name="Ada Lovelace")
    before = sandbox.snapshot()
    sandbox.clock.advance(5)
    assert len(search(api)) == 1
    sandbox.restore(before)
    assert search(api) == []
    sandbox.clock.advance(5)
    assert len(search(api)) == 1
    sandbox.reset(controls=True)
    assert sandbox.states["search"].at_once


def test_a_second_wait_replaces_the_first(api: Api, sandbox: Sandbox) -> None:
    sandbox.clock.freeze()
    sandbox.states.set("company_from_email", seconds=5)
    ada = add(api, email_addresses=["ada@acme.com"])
    sandbox.clock.advance(3)
    api("PATCH", f"/v2/objects/people/records/{ada}", {"data": {"values": {"name": "Ada"}}})
    sandbox.clock.advance(3)
    assert company_of(api, ada) == []
    sandbox.clock.advance(3)
    assert len(company_of(api, ada)) == 1


def test_states_have_settings(sandbox: Sandbox) -> None:
    assert list(sandbox.states) == list(NAMES)
    assert len(sandbox.states) == 6
    assert sandbox.states["email_gaps"].to_json() == {"off": True}
    assert sandbox.states.set("merge", seconds=1.5).to_json() == {"seconds": 1.5, "reads": 0}
    assert "merge" in repr(sandbox.states)


@pytest.mark.parametrize(
    ("name", "arguments", "message"),
    [
        ("serach", {"seconds": 1}, "there is no state 'serach'; nearest: 'search'"),
        ("search", {}, "needs exactly one of off, seconds and reads, not none"),
        ("search", {"seconds": 1, "reads": 1}, "not seconds and reads"),
        ("search", {"seconds": -1}, r"seconds=-1 must be a number"),
        ("search", {"reads": 1.5}, r"reads=1.5 must be a whole number"),
        ("search", {"off": "yes"}, r"off='yes' must be true or false"),
    ],
)
def test_invalid_settings_are_rejected(sandbox: Sandbox, name: str, arguments: Any, message: str) -> None:
    with pytest.raises(ControlError, match=message):
        sandbox.states.set(name, **arguments)
    with pytest.raises(ControlError, match="no state"):
        sandbox.states["x"]


def test_updates_are_followed_by_an_event_of_the_system(api: Api, sandbox: Sandbox) -> None:
    ada = add(api, name="Ada")
    sandbox.deliveries.echo = True
    api("PATCH", f"/v2/objects/people/records/{ada}", {"data": {"values": {"name": "A", "description": "x"}}})
    updates = sandbox.deliveries.find("record.updated")
    actors: list[Any] = [delivery.event["actor"] for delivery in updates]
    assert [actor["type"] for actor in actors] == ["api-token", "api-token", "system"]
    sandbox.app.enrich("people", ada, {"description": "y"})
    assert len(sandbox.deliveries.find("record.updated")) == 4
    api("DELETE", f"/v2/objects/people/records/{ada}")
    assert len(sandbox.deliveries.find("record.updated")) == 4
    sandbox.reset(controls=True)
    assert not sandbox.deliveries.echo


def test_a_repeated_follow_up_is_done_once_as_last_requested(sandbox: Sandbox) -> None:
    sandbox.states.set("meeting_links", off=False)
    done: list[str] = []
    workspace = sandbox.workspace()
    sandbox.states.follow("meeting_links", "m", workspace, lambda _changes: done.append("first"))
    sandbox.states.follow("meeting_links", "m", workspace, lambda _changes: done.append("second"))
    sandbox.states.settle()
    assert done == ["second"]
