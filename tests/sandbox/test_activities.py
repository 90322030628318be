"""Activities and their records."""

from __future__ import annotations

from typing import Any

import pytest

from attio import errors
from attio.sandbox import Sandbox
from attio.sandbox.pipeline import Commit
from tests.sandbox.api import Api, ApiResponse, attribute, plain

PATH = "/v2/activities"
CALLS = f"{PATH}/phone_calls/records"
NOWHERE = "00000000-0000-4000-8000-000000000000"


def demo(**more: object) -> dict[str, object]:
    return {"api_slug": "demos", "singular_noun": "Demo", "plural_noun": "Demos", "extends": "activities", **more}


def create(api: Api, **more: object) -> ApiResponse:
    return api("POST", PATH, {"data": demo(**more)})


def send(
    api: Api, method: str = "POST", path: str = CALLS, *, token: str = "sandbox-token", **values: object
) -> ApiResponse:
    return api(method, path, {"data": {"values": values}}, token=token)


def log(api: Api, **values: object) -> str:
    return str(api("POST", CALLS, {"data": {"values": values}}).data["id"]["record_id"])


def texts(record: Any, slug: str, field: str = "value") -> list[Any]:
    return plain(record["values"][slug], field)


def test_every_workspace_has_phone_calls(api: Api, sandbox: Sandbox) -> None:
    (found,) = api("GET", PATH).data
    assert found["extends"][0].pop("schema_id")
    assert found == {
        "id": {"workspace_id": sandbox.workspace_id, "activity_id": found["id"]["activity_id"]},
        "api_slug": "phone_calls",
        "singular_noun": "Phone call",
        "plural_noun": "Phone calls",
        "extends": [{"schema_slug": "calls"}],
        "is_system_activity": True,
        "created_at": found["created_at"],
    }
    by_id = api("GET", f"{PATH}/{found['id']['activity_id']}").data
    assert by_id == api("GET", f"{PATH}/phone_calls").data
    assert api("DELETE", f"{PATH}/phone_calls").code == (400, "system_edit_unauthorized")
    assert api("GET", f"{PATH}/nothing").error == (404, "not_found", 'Activity with slug/ID "nothing" not found.')


def test_an_activity_is_created_and_updated(api: Api) -> None:
    created = create(api, extends="calls").data
    calls = api("GET", f"{PATH}/phone_calls").data
    assert created["extends"] == calls["extends"]
    assert created["is_system_activity"] is False
    changed = api("PATCH", f"{PATH}/demos", {"data": {"api_slug": "shows", "plural_noun": "Shows"}}).data
    assert changed == {**created, "api_slug": "shows", "plural_noun": "Shows"}
    assert api("PATCH", f"{PATH}/shows", {"data": {"singular_noun": "Demo"}}).data == changed
    assert api("GET", f"{PATH}/demos").code == (404, "not_found")
    first = api("GET", f"{PATH}?limit=1")
    rest = api("GET", f"{PATH}?limit=1&cursor={first.body['pagination']['next_cursor']}")
    assert [*first.data, *rest.data] == [calls, changed]
    assert rest.body["pagination"] == {"next_cursor": None}


def test_invalid_activities_are_rejected(api: Api, sandbox: Sandbox) -> None:
    assert api("POST", PATH, {"data": {}}).paths == [["data", name] for name in demo()]
    assert create(api, extends="meetings").paths == [["data", "extends"]]
    assert create(api, api_slug="no slug").paths == [["data", "api_slug"]]
    for taken in ({"api_slug": "phone_calls"}, {"singular_noun": "Phone call"}, {"plural_noun": "Phone calls"}):
        assert create(api, **taken).code == (409, "slug_conflict")
    create(api)
    for taken in ({"api_slug": "phone_calls"}, {"singular_noun": "Phone call"}, {"plural_noun": "Phone calls"}):
        assert api("PATCH", f"{PATH}/demos", {"data": taken}).code == (409, "slug_conflict")
    assert api("PATCH", f"{PATH}/demos", {"data": {}}).code == (400, "validation_type")
    assert api("PATCH", f"{PATH}/demos", {"data": {"extends": "activities"}}).paths == [["data", "extends"]]
    assert api("PATCH", f"{PATH}/nothing", {"data": {"api_slug": "x"}}).code == (404, "not_found")

    sandbox.app.plan(billing=False)
    rejection = create(api, api_slug="other", singular_noun="Other", plural_noun="Others")
    assert (rejection.code, rejection.body["type"]) == ((403, "billing_error"), "auth_error")
    assert send(api, path=f"{PATH}/demos/records").code == (403, "billing_error")
    put = send(api, "PUT", f"{PATH}/demos/records?matching_attribute=record_id")
    assert put.code == (403, "billing_error")
    assert send(api, title="Intro").status == 200


def test_deleting_an_activity_deletes_its_records(api: Api, sandbox: Sandbox) -> None:
    create(api)
    ada = api.record_id("people", email_addresses=["ada@acme.com"])
    record_id = send(api, path=f"{PATH}/demos/records", participants=["ada@acme.com"]).data["id"]["record_id"]
    commits: list[Commit] = []
    sandbox._pipeline.on_commit.append(commits.append)
    assert api("DELETE", f"{PATH}/demos").body == {}
    assert [event.type for event in commits[0].events] == ["activity-record.deleted", "activity.deleted"]
    assert api("GET", f"{PATH}/demos/records/{record_id}").code == (404, "not_found")
    assert api("DELETE", f"/v2/objects/people/records/{ada}").status == 200
    create(api)
    assert api("POST", f"{PATH}/demos/records/query", {}).data == []


def test_activities_and_their_records_cause_events(api: Api, sandbox: Sandbox) -> None:
    commits: list[Commit] = []
    sandbox._pipeline.on_commit.append(commits.append)
    activity_id = create(api).data["id"]["activity_id"]
    api("PATCH", f"{PATH}/demos", {"data": {"api_slug": "shows"}})
    log(api, title="Intro")
    events = [event for commit in commits for event in commit.events]
    assert [event.type for event in events] == ["activity.created", "activity.updated", "activity-record.created"]
    assert events[0].ids == events[1].ids == {"activity_id": activity_id}


def test_a_record_is_stored(api: Api, sandbox: Sandbox) -> None:
    ada = api.record_id("people", email_addresses=["ada@acme.com"])
    created = send(
        api,
        title="Intro",
        direction="Outbound",
        occurred_at="2026-03-01T09:00:00Z",
        participants=[{"target_object": "people", "target_record_id": ada}],
    ).data
    activity = api("GET", f"{PATH}/phone_calls").data["id"]
    assert created["id"] == {**activity, "record_id": created["id"]["record_id"]}
    assert created["created_at"] == created["values"]["created_at"][0]["value"]
    assert list(created["values"]) == [
        "record_id", "title", "occurred_at", "participants", "direction", "created_at", "created_by",
    ]  # fmt: skip
    assert texts(created, "title") == ["Intro"]
    assert [value["option"]["title"] for value in created["values"]["direction"]] == ["Outbound"]
    assert texts(created, "participants", "target_record_id") == [ada]
    assert api("GET", f"{CALLS}/{created['id']['record_id']}").data == created
    assert send(api).data["values"]["title"] == []
    sandbox.requests.assert_called("activity_records.create", times=2)


def test_invalid_records_of_an_activity_are_rejected(api: Api) -> None:
    assert send(api, nothing="x").code == (400, "value_not_found")
    assert send(api, direction="Sideways").code == (400, "value_not_found")
    assert send(api, created_at="2026-03-01").code == (400, "validation_type")
    assert send(api, path=f"{PATH}/nothing/records").code == (404, "not_found")
    assert api("POST", CALLS, {"data": {}}).paths == [["data", "values"]]
    for method in ("GET", "DELETE"):
        assert api(method, f"{CALLS}/{NOWHERE}").code == (404, "not_found")
    assert send(api, "PATCH", f"{CALLS}/{NOWHERE}", title="x").code == (404, "not_found")
    assert api("POST", f"{CALLS}/query", {}).data == []


def test_an_unknown_participant_becomes_a_person(api: Api, sandbox: Sandbox) -> None:
    created = send(api, title="Intro", participants=["Ada@acme.com", "eve@acme.com", "ada@acme.com"]).data
    people = api("POST", "/v2/objects/people/records/query", {}).data
    assert [texts(person, "email_addresses", "email_address") for person in people] == [
        ["ada@acme.com"],
        ["eve@acme.com"],
    ]
    assert texts(created, "participants", "target_record_id") == plain(plain(people, "id"), "record_id")
    path = f"{CALLS}/{created['id']['record_id']}"
    assert send(api, "PATCH", path, participants=["bob@acme.com"]).status == 200
    assert len(api("POST", "/v2/objects/people/records/query", {}).data) == 3

    assert send(api, participants=["new@acme.com"], nothing="x").code == (400, "value_not_found")
    assert send(api, participants=["no address"]).code == (400, "validation_type")
    scopes = ["activity_record:read-write", "activity_configuration:read", "object_configuration:read"]
    token = sandbox.add_token(scopes=[*scopes, "record_permission:read"])
    assert send(api, participants=["new@acme.com"], token=token).code == (400, "value_not_found")
    assert send(api, participants=["ada@acme.com"], token=token).status == 200
    assert len(api("POST", "/v2/objects/people/records/query", {}).data) == 3


def test_without_people_participants_are_rejected(clock: Any) -> None:
    sandbox = Sandbox.from_schema({"objects": []}, clock=clock)
    api = Api(sandbox)
    assert send(api, title="Intro").status == 200
    assert send(api, participants=["ada@acme.com"]).code == (400, "validation_type")


def test_put_replaces_and_patch_adds_values(api: Api) -> None:
    ada, eve = (api.record_id("people", email_addresses=[f"{name}@acme.com"]) for name in ("ada", "eve"))
    path = f"{CALLS}/{log(api, title='Intro', participants=['ada@acme.com'])}"
    added = send(api, "PATCH", path, participants=["eve@acme.com"]).data
    assert sorted(texts(added, "participants", "target_record_id")) == sorted([ada, eve])
    equal = send(api, "PUT", path, participants=["eve@acme.com"]).data
    assert texts(equal, "participants", "target_record_id") == [eve]
    assert texts(equal, "title") == ["Intro"]
    assert api("DELETE", f"/v2/objects/people/records/{eve}").status == 200
    assert texts(api("GET", path).data, "participants", "target_record_id") == []
    assert api("DELETE", path).body == {}
    assert api("GET", path).code == (404, "not_found")


def test_a_record_is_upserted_by_a_unique_attribute(api: Api) -> None:
    api("POST", f"{PATH}/phone_calls/attributes", {"data": attribute("call_id", "text", is_unique=True)})
    by_call = f"{CALLS}?matching_attribute=call_id"
    first = send(api, "PUT", by_call, call_id="1", title="Intro").data
    again = send(api, "PUT", by_call, call_id="1", title="Demo").data
    assert again["id"] == first["id"]
    assert texts(again, "title") == ["Demo"]
    assert send(api, "PUT", by_call, call_id="2").data["id"] != first["id"]
    record_id = first["id"]["record_id"]
    by_id = send(api, "PUT", f"{CALLS}?matching_attribute=record_id", record_id=record_id, title="Close").data
    assert texts(by_id, "title") == ["Close"]
    assert send(api, "PUT", f"{CALLS}?matching_attribute=none", title="x").code == (400, "value_not_found")
    not_unique = send(api, "PUT", f"{CALLS}?matching_attribute=title", title="x")
    assert not_unique.code == (400, "matching_attribute_definition_not_unique")
    assert send(api, "PUT", CALLS, title="x").paths == [["matching_attribute"]]


def test_records_are_filtered_sorted_and_paged(api: Api) -> None:
    ids = [log(api, title=title, direction=direction) for title, direction in (("B", "Inbound"), ("A", "Outbound"))]

    def find(**body: object) -> list[str]:
        return [record["id"]["record_id"] for record in api("POST", f"{CALLS}/query", body).data]

    assert find() == ids
    assert find(filter={"direction": "Outbound"}) == [ids[1]]
    assert find(sorts=[{"attribute": "title", "direction": "asc"}]) == [ids[1], ids[0]]
    assert find(limit=1, offset=1) == [ids[1]]
    assert api("POST", f"{CALLS}/query", {"filter": {"nothing": "x"}}).code == (400, "filter_error")
    assert api("POST", f"{PATH}/nothing/records/query", {}).code == (404, "not_found")


def test_scopes_are_required(api: Api, sandbox: Sandbox) -> None:
    token = sandbox.add_token(scopes=["activity_configuration:read"])
    assert api("GET", PATH, token=token).status == 200
    assert api("POST", PATH, {"data": demo()}, token=token).code == (403, "unauthorized")
    assert send(api, token=token).code == (403, "unauthorized")


def test_the_client_manages_activities(sandbox: Sandbox) -> None:
    with sandbox.client() as client:
        client.activities.create(
            data={"api_slug": "demos", "singular_noun": "Demo", "plural_noun": "Demos", "extends": "activities"}
        )
        assert [activity.api_slug for activity in client.activities.list()] == ["phone_calls", "demos"]
        created = client.activity_records.create("demos", data={"values": {"title": "Intro"}}).data
        found = client.activity_records.query("demos", filter={"title": "Intro"})
        assert [record.id for record in found] == [created.id]
        with pytest.raises(errors.BadRequestError, match="system activity"):
            client.activities.delete("phone_calls")


@pytest.mark.anyio
async def test_the_async_client_manages_activities(sandbox: Sandbox, api: Api) -> None:
    record_id = log(api, title="Intro")
    async with sandbox.client() as client:
        changed = await client.activity_records.update_async("phone_calls", record_id, data={"values": {"title": "X"}})
        assert (await client.activity_records.get_async("phone_calls", record_id)).data == changed.data
        await client.activity_records.delete_async("phone_calls", record_id)
        assert [record async for record in await client.activity_records.query_async("phone_calls")] == []
