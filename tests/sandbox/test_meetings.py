"""Meetings: creating, linking, listing and deleting them."""

from __future__ import annotations

import pytest

from attio import errors
from attio.sandbox import Sandbox
from attio.sandbox.control.naming import ControlError
from tests.sandbox.api import Api, plain
from tests.sandbox.meetings import ADA, EVE, NOWHERE, PATH, all_day, create, meeting, new_id, timed


def find(api: Api, query: str = "") -> list[str]:
    return [meeting["id"]["meeting_id"] for meeting in api("GET", f"{PATH}?{query}").data]


def test_a_meeting_is_stored_as_written(api: Api, sandbox: Sandbox) -> None:
    created = create(api, meeting()).data
    meeting_id = created["id"]["meeting_id"]
    assert created == {
        "id": {"workspace_id": sandbox.workspace_id, "meeting_id": meeting_id},
        "title": "Kick-off",
        "description": "First call",
        "is_all_day": False,
        "start": {"datetime": "2026-03-05T04:00:00.000-05:00", "timezone": "America/New_York"},
        "end": {"datetime": "2026-03-05T05:00:00.000-05:00", "timezone": "America/New_York"},
        "participants": [
            {"status": "accepted", "is_organizer": True, "email_address": "ada@acme.com", "name": "Ada"},
            {"status": "pending", "is_organizer": False, "email_address": None, "name": "Eve"},
        ],
        "linked_records": [],
        "created_at": "2026-03-04T05:06:07.089000000Z",
        "created_by_actor": created["created_by_actor"],
    }
    assert created["created_by_actor"]["type"] == "api-token"
    assert api("GET", f"{PATH}/{meeting_id}").data == created
    assert api("POST", "/v2/objects/people/records/query", {}).data == []  # no person is created from an address


@pytest.mark.parametrize(
    ("written", "zone", "read"),
    [
        ("2026-07-01T12:00:00+02:00", None, {"datetime": "2026-07-01T10:00:00.000Z", "timezone": None}),
        (
            "2026-07-01T12:00:00",
            "Europe/Paris",
            {"datetime": "2026-07-01T12:00:00.000+02:00", "timezone": "Europe/Paris"},
        ),
        (
            "2026-01-01T12:00:00Z",
            "Europe/Paris",
            {"datetime": "2026-01-01T13:00:00.000+01:00", "timezone": "Europe/Paris"},
        ),
        ("2026-07-01T12:00:00.25", "Mars/Base", {"datetime": "2026-07-01T12:00:00.250Z", "timezone": None}),
        ("2026-07-01T12:00:00", "../etc", {"datetime": "2026-07-01T12:00:00.000Z", "timezone": None}),
    ],
)
def test_times_are_written_in_their_timezone(api: Api, written: str, zone: str | None, read: object) -> None:
    moment = {"datetime": written, "timezone": zone}
    assert create(api, meeting(start=moment, end=moment)).data["start"] == read


def test_all_day_meetings_have_dates(api: Api) -> None:
    created = create(api, all_day("2026-03-05", "2026-03-06")).data
    assert created["start"] == {"date": "2026-03-05"}
    assert created["end"] == {"date": "2026-03-06"}
    assert create(api, meeting(is_all_day=True)).paths == [["data", "start", "date"]]
    assert create(api, meeting(end={"date": "2026-03-06"})).paths == [["data", "end", "datetime"]]
    assert create(api, all_day("2026-03-05T10:00:00Z", "2026-03-06")).paths == [["data", "start", "date"]]
    assert create(api, timed("2026-03-05", "2026-03-06")).paths == [["data", "start", "datetime"]]
    assert create(api, timed("soon", "later")).paths == [["data", "start", "datetime"]]


def test_missing_fields_of_a_meeting_are_named(api: Api) -> None:
    assert create(api, {}).paths == [
        ["data", name] for name in ("title", "description", "start", "end", "is_all_day", "participants")
    ]
    empty = create(api, meeting(participants=[]))
    assert empty.error == (400, "validation_type", "No participants were provided.")
    assert empty.body["statusCode"] == 400
    nameless = {"is_organizer": True, "status": "accepted"}
    for wrong in (nameless, {**nameless, "email_address": "ada"}):
        response = create(api, meeting(participants=[ADA, wrong]))
        assert response.paths == [["data", "participants", 1, "email_address"]]
    backwards = create(api, timed("2026-03-05T09:00:00Z", "2026-03-05T08:59:00Z"))
    assert backwards.paths == [["data", "end"]]
    assert create(api, meeting(external_ref="")).paths == [["data", "external_ref"]]
    assert find(api) == []


def test_an_external_reference_finds_the_first_meeting(api: Api) -> None:
    event = {"ical_uid": "1", "provider": "google", "is_recurring": False}
    first = create(api, meeting(external_ref="A")).data
    synced = create(api, meeting(external_ref=event)).data
    assert create(api, meeting(title="Other", external_ref="A")).data == first
    assert create(api, meeting(external_ref=dict(reversed(event.items())))).data == synced
    assert len(find(api)) == 2
    assert create(api, meeting(external_ref={**event, "original_start_time": "2026-03-05T09:00:00Z"})).data != synced


def test_links_are_added_and_replaced(api: Api) -> None:
    ada = api.record_id("people", email_addresses=["ada@acme.com"])
    acme = api.record_id("companies", domains=["acme.com"])
    link, other = {"object": "people", "record_id": ada}, {"object": "companies", "record_id": acme}
    created = create(api, meeting(linked_records=[link, link])).data
    path = f"{PATH}/{created['id']['meeting_id']}"
    assert plain(created["linked_records"], "object_slug", "record_id") == [("people", ada)]

    added = api("PATCH", path, {"data": {"linked_records": [other, link]}}).data
    assert plain(added["linked_records"], "record_id") == [ada, acme]
    assert api("PATCH", path, {"data": {"linked_records": []}}).data == added
    replaced = api("PUT", path, {"data": {"linked_records": [other]}}).data
    assert plain(replaced["linked_records"], "record_id") == [acme]
    assert api("PUT", path, {"data": {"linked_records": []}}).data["linked_records"] == []

    for wrong in ({**link, "record_id": NOWHERE}, {**link, "object": "pets"}):
        assert api("PATCH", path, {"data": {"linked_records": [wrong]}}).code == (400, "value_not_found")
        assert api("PUT", path, {"data": {"linked_records": [wrong]}}).code == (400, "value_not_found")
        assert create(api, meeting(linked_records=[wrong])).code == (400, "value_not_found")
    assert api("PUT", path, {"data": {}}).paths == [["data", "linked_records"]]


def test_links_follow_a_merge_and_go_with_a_record(api: Api) -> None:
    people = [api.record_id("people", name=name) for name in ("A, B", "C, D")]
    links = [{"object": "people", "record_id": record_id} for record_id in people]
    path = f"{PATH}/{new_id(api, meeting(linked_records=links))}"
    pair = {"primary_record_id": people[0], "secondary_record_id": people[1]}
    merged = api("POST", "/v2/objects/people/records/merge", {"data": pair}).data["new_record_id"]
    assert plain(api("GET", path).data["linked_records"], "record_id") == [merged]
    assert api("DELETE", f"/v2/objects/people/records/{merged}").status == 200
    assert api("GET", path).data["linked_records"] == []


def test_a_meeting_is_deleted(api: Api) -> None:
    path = f"{PATH}/{new_id(api, meeting())}"
    assert api("DELETE", path).body == {}
    for method in ("GET", "DELETE"):
        assert api(method, path).code == (404, "not_found")
    assert api("PATCH", path, {"data": {"linked_records": []}}).code == (404, "not_found")


def test_meetings_are_listed_by_their_start(api: Api) -> None:
    late = new_id(api, timed("2026-03-07T09:00:00Z", "2026-03-07T10:00:00Z"))
    day = new_id(api, all_day("2026-03-06", "2026-03-07"))
    same = sorted(new_id(api, timed("2026-03-05T09:00:00Z", "2026-03-05T10:00:00Z")) for _ in range(3))
    assert find(api) == [*same, day, late]
    assert find(api, "sort=start_desc") == [late, day, *same]

    first = api("GET", f"{PATH}?limit=2")
    cursor = first.body["pagination"]["next_cursor"]
    assert plain(plain(first.data, "id"), "meeting_id") == same[:2]
    assert find(api, f"limit=200&cursor={cursor}") == [same[2], day, late]
    assert api("GET", f"{PATH}?limit=201").paths == [["limit"]]
    assert api("GET", f"{PATH}?sort=end").paths == [["sort"]]


def test_meetings_are_found_by_time(api: Api) -> None:
    early = new_id(api, timed("2026-03-05T09:00:00Z", "2026-03-05T10:00:00Z"))
    late = new_id(api, timed("2026-03-05T10:00:00Z", "2026-03-05T11:00:00Z"))
    assert find(api, "ends_from=2026-03-05T10:00:00Z") == [early, late]
    assert find(api, "ends_from=2026-03-05T10:00:00.001Z") == [late]
    assert find(api, "starts_before=2026-03-05T10:00:00Z") == [early]
    assert find(api, "starts_before=2026-03-05T10:00:00.001Z") == [early, late]
    assert api("GET", f"{PATH}?ends_from=soon").paths == [["ends_from"]]


def test_the_timezone_counts_for_all_day_meetings(api: Api) -> None:
    day = new_id(api, all_day("2026-03-05", "2026-03-06"))
    new_id(api, timed("2026-03-05T00:00:00Z", "2026-03-06T00:00:00Z"))
    before = "starts_before=2026-03-05T00:00:00Z"
    assert find(api, before) == find(api, f"{before}&timezone=Mars/Base") == []
    assert find(api, f"{before}&timezone=Europe/Paris") == [day]
    after = "ends_from=2026-03-06T00:00:01Z"
    assert find(api, after) == []
    assert find(api, f"{after}&timezone=America/New_York") == [day]


def test_meetings_are_found_by_participants_or_link(api: Api) -> None:
    ada = api.record_id("people", email_addresses=["ada@acme.com"])
    linked = new_id(api, meeting(participants=[EVE], linked_records=[{"object": "people", "record_id": ada}]))
    attended = new_id(api, meeting())
    new_id(api, meeting(participants=[EVE]))
    assert len(find(api)) == 3
    assert find(api, "participants=bob@x.com, ADA@acme.com") == [attended]
    link = f"linked_object=people&linked_record_id={ada}"
    assert find(api, link) == [linked]
    assert find(api, f"{link}&participants=ada@acme.com") == sorted([linked, attended])
    assert api("GET", f"{PATH}?linked_object=people").paths == [["linked_record_id"]]
    assert api("GET", f"{PATH}?linked_record_id={ada}").paths == [["linked_object"]]
    unknown = api("GET", f"{PATH}?linked_object=pets&linked_record_id={ada}")
    assert unknown.code == (404, "not_found")


def test_a_member_cannot_list_meetings(api: Api, sandbox: Sandbox) -> None:
    token = sandbox.add_token(member=sandbox.members[0])
    assert api("GET", PATH, token=token).code == (403, "unauthorized")
    response = api("POST", PATH, {"data": meeting()}, token=token)
    assert response.data["created_by_actor"] == {"type": "workspace-member", "id": sandbox.members[0].id}


def test_a_note_names_a_meeting(api: Api) -> None:
    ada = api.record_id("people", name="Lovelace, Ada")
    note = {"parent_object": "people", "parent_record_id": ada, "title": "", "format": "plaintext", "content": ""}
    meeting_id = new_id(api, meeting())
    assert api("POST", "/v2/notes", {"data": {**note, "meeting_id": meeting_id}}).data["meeting_id"] == meeting_id
    assert api("POST", "/v2/notes", {"data": {**note, "meeting_id": NOWHERE}}).code == (404, "not_found")


def test_the_client_manages_meetings(sandbox: Sandbox) -> None:
    with sandbox.client() as client:
        created = client.meetings.find_or_create(
            data={
                "title": "Kick-off",
                "description": "",
                "start": {"datetime": "2026-03-05T09:00:00Z"},
                "end": {"datetime": "2026-03-05T10:00:00Z"},
                "is_all_day": False,
                "participants": [{"is_organizer": True, "status": "accepted", "email_address": "ada@acme.com"}],
            }
        ).data
        assert [meeting.id.meeting_id for meeting in client.meetings.list()] == [created.id.meeting_id]
        assert client.meetings.get(created.id.meeting_id).data == created
        with pytest.raises(errors.NotFoundError, match="was not found"):
            client.meetings.delete(NOWHERE)


@pytest.mark.anyio
async def test_the_async_client_manages_meetings(sandbox: Sandbox, api: Api) -> None:
    ada = api.record_id("people", name="Lovelace, Ada")
    meeting_id = new_id(api, meeting())
    async with sandbox.client() as client:
        linked = await client.meetings.update_append_async(
            meeting_id, data={"linked_records": [{"object": "people", "record_id": ada}]}
        )
        assert [link.record_id for link in linked.data.linked_records] == [ada]
        assert [listed.id.meeting_id async for listed in await client.meetings.list_async()] == [meeting_id]
        await client.meetings.delete_async(meeting_id)


def test_a_meeting_from_a_calendar_cannot_be_deleted(api: Api, sandbox: Sandbox) -> None:
    ada = api.record_id("people", name="Lovelace, Ada")
    synced = sandbox.app.add_meeting(
        "Standup",
        start="2026-03-05T09:30:00+01:00",
        participants=["Ada@acme.com", "eve@acme.com"],
        linked_records=[{"object": "people", "record_id": ada}],
    )
    found = api("GET", f"{PATH}/{synced}").data
    assert found["start"]["datetime"] == "2026-03-05T08:30:00.000Z"
    assert found["end"]["datetime"] == "2026-03-05T09:30:00.000Z"
    assert plain(found["participants"], "email_address", "is_organizer") == [
        ("ada@acme.com", True),
        ("eve@acme.com", False),
    ]
    assert plain(found["linked_records"], "record_id") == [ada]
    assert found["created_by_actor"] == {"type": "system", "id": None}
    rejection = api("DELETE", f"{PATH}/{synced}")
    assert rejection.code == (400, "system_edit_unauthorized")
    assert api("PUT", f"{PATH}/{synced}", {"data": {"linked_records": []}}).data["linked_records"] == []


def test_a_meeting_of_the_app_has_defaults(api: Api, sandbox: Sandbox) -> None:
    now = sandbox.app.add_meeting("Now", synced=False)
    found = api("GET", f"{PATH}/{now}").data
    assert found["start"]["datetime"] == "2026-03-04T05:06:07.089Z"
    assert found["end"]["datetime"] == "2026-03-04T06:06:07.089Z"
    assert plain(found["participants"], "email_address") == [sandbox.members[0].email_address]
    day = api("GET", f"{PATH}/{sandbox.app.add_meeting('Day', start='2026-02-28')}").data
    assert (day["start"], day["end"]) == ({"date": "2026-02-28"}, {"date": "2026-03-01"})
    until = sandbox.app.add_meeting("Days", start="2026-02-28", end="2026-03-02")
    assert api("GET", f"{PATH}/{until}").data["end"] == {"date": "2026-03-02"}
    assert api("DELETE", f"{PATH}/{now}").status == 200


def test_invalid_meetings_are_rejected(sandbox: Sandbox) -> None:
    with pytest.raises(ControlError, match=r"^start='soon' must be a timestamp or a date$"):
        sandbox.app.add_meeting("Standup", start="soon")
    with pytest.raises(ControlError, match=r"^end.date: Invalid date$"):
        sandbox.app.add_meeting("Standup", start="2026-02-28", end="2026-02-28T10:00:00Z")
    with pytest.raises(ControlError, match=r"^participants.1.email_address: Invalid email$"):
        sandbox.app.add_meeting("Standup", participants=["ada@acme.com", "eve"])
    with pytest.raises(ControlError, match="not found"):
        sandbox.app.add_meeting("Standup", linked_records=[{"object": "people", "record_id": NOWHERE}])
