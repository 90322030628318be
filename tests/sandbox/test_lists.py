"""Lists and their entries."""

from __future__ import annotations

from typing import Any

import pytest

from attio.sandbox import Sandbox
from tests.sandbox.api import Api, ApiResponse, attribute, new_list, plain

NONE: dict[str, object] = {}
NOWHERE = "00000000-0000-4000-8000-000000000000"


def hiring(**more: object) -> dict[str, object]:
    return {"data": new_list("hiring", "people", **more)}


class Lists:
    """A list with a status and a multiselect attribute."""

    def __init__(self, api: Api) -> None:
        self.api = api
        self.list = api("POST", "/v2/lists", hiring()).data
        self.attribute("stage", "status")
        self.attribute("tags", "select", is_multiselect=True)
        for title in ("Lead", "Won"):
            api("POST", "/v2/lists/hiring/attributes/stage/statuses", {"data": {"title": title}})
            api("POST", "/v2/lists/hiring/attributes/tags/options", {"data": {"title": title}})
        self.ada = api.record_id("people", name="Lovelace, Ada", email_addresses=["ada@acme.com"])

    def attribute(self, slug: str, kind: str, **more: object) -> Any:
        return self.api("POST", "/v2/lists/hiring/attributes", {"data": attribute(slug, kind, **more)}).data

    def send(self, method: str, path: str = "", record_id: str | None = None, **values: object) -> ApiResponse:
        data = {"parent_object": "people", "parent_record_id": record_id or self.ada, "entry_values": values}
        return self.api(method, f"/v2/lists/hiring/entries{path}", {"data": data})

    def add(self, record_id: str | None = None, **values: object) -> str:
        return str(self.send("POST", "", record_id, **values).data["id"]["entry_id"])

    def find(self, **body: object) -> list[str]:
        found = self.api("POST", "/v2/lists/hiring/entries/query", body).data
        return [entry["id"]["entry_id"] for entry in found]


@pytest.fixture
def lists(api: Api) -> Lists:
    return Lists(api)


def test_a_list_is_created(api: Api, sandbox: Sandbox) -> None:
    member = sandbox.members[0].id
    access = [{"workspace_member_id": member, "level": "full-access"}]
    created = api("POST", "/v2/lists", hiring(workspace_access=None, workspace_member_access=access)).data
    assert created == {
        "id": {"workspace_id": sandbox.workspace_id, "list_id": created["id"]["list_id"]},
        "api_slug": "hiring",
        "name": "Hiring",
        "parent_object": ["people"],
        "workspace_access": None,
        "workspace_member_access": access,
        "created_by_actor": {"type": "api-token", "id": api("GET", "/v2/self").body["client_id"]},
        "created_at": "2026-03-04T05:06:07.089000000Z",
    }
    assert api("GET", "/v2/lists").data == [created]
    assert api("GET", f"/v2/lists/{created['id']['list_id']}").data == created
    slugs = [item["api_slug"] for item in api("GET", "/v2/lists/hiring/attributes").data]
    assert slugs == ["entry_id", "parent_record", "created_at", "created_by"]
    views = api("GET", "/v2/lists/hiring/views").data
    assert [view["title"] for view in views] == ["All Hiring"]
    assert views[0]["id"]["list_id"] == created["id"]["list_id"]


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"parent_object": "x"}, (404, "not_found")),
        ({"workspace_access": None}, (400, "validation_type")),
        (
            {"workspace_member_access": [{"workspace_member_id": NOWHERE, "level": "read-only"}]},
            (400, "value_not_found"),
        ),
        ({"workspace_access": "all"}, (400, "validation_type")),
        ({"api_slug": "a b"}, (400, "validation_type")),
    ],
)
def test_invalid_lists_are_rejected(api: Api, more: dict[str, object], error: tuple[int, str]) -> None:
    assert api("POST", "/v2/lists", hiring(**more)).code == error
    assert api("GET", "/v2/lists").data == []


def test_a_list_is_updated(api: Api, sandbox: Sandbox) -> None:
    api("POST", "/v2/lists", hiring())
    api("POST", "/v2/lists", hiring(api_slug="other"))
    assert api("POST", "/v2/lists", hiring()).code == (409, "slug_conflict")
    assert api("PATCH", "/v2/lists/hiring", {"data": {"api_slug": "other"}}).code == (409, "slug_conflict")
    assert api("PATCH", "/v2/lists/hiring", {"data": {"workspace_access": "read-only"}}).code == (
        400,
        "validation_type",
    )
    access = [{"workspace_member_id": sandbox.members[1].id, "level": "full-access"}]
    body = {
        "name": "New",
        "parent_object": "companies",
        "workspace_access": "read-only",
        "workspace_member_access": access,
    }
    changed = api("PATCH", "/v2/lists/hiring", {"data": body}).data
    assert (changed["name"], changed["parent_object"]) == ("New", ["people"])
    assert changed["workspace_member_access"] == access
    assert api("PATCH", "/v2/lists/nope", {"data": body}).code == (404, "not_found")


def test_a_members_token_sees_its_lists_only(api: Api, sandbox: Sandbox) -> None:
    grace, alan = sandbox.members
    token = sandbox.add_token("alans", member=alan)
    access = [{"workspace_member_id": grace.id, "level": "full-access"}]
    api("POST", "/v2/lists", hiring(workspace_access=None, workspace_member_access=access))
    assert api("GET", "/v2/lists", token=token).data == []
    assert api("GET", "/v2/lists/hiring", token=token).status == 404
    assert api("GET", "/v2/lists/hiring/attributes", token=token).status == 404
    body = {"data": {"workspace_member_access": [*access, {"workspace_member_id": alan.id, "level": "read-only"}]}}
    assert api("PATCH", "/v2/lists/hiring", body).status == 200
    assert api("POST", "/v2/lists/hiring/entries/query", {}, token=token).data == []
    record = api.record_id("people")
    entry = {"data": {"parent_object": "people", "parent_record_id": record, "entry_values": NONE}}
    assert api("POST", "/v2/lists/hiring/entries", entry, token=token).code == (403, "unauthorized")
    assert api("PATCH", "/v2/lists/hiring", {"data": {}}, token=token).code == (403, "unauthorized")


def test_an_entry_is_created(lists: Lists, sandbox: Sandbox) -> None:
    created = lists.send("POST", stage="Lead", tags=["Won"]).data
    entry_id = created["id"]["entry_id"]
    assert created["id"] == {
        "workspace_id": sandbox.workspace_id,
        "list_id": lists.list["id"]["list_id"],
        "entry_id": entry_id,
    }
    assert (created["parent_object"], created["parent_record_id"]) == ("people", lists.ada)
    assert list(created["entry_values"]) == ["entry_id", "created_at", "created_by", "stage", "tags"]
    assert plain(created["entry_values"]["entry_id"], "value") == [entry_id]
    assert created["entry_values"]["stage"][0]["status"]["title"] == "Lead"
    assert lists.api("GET", f"/v2/lists/hiring/entries/{entry_id}").data == created
    assert lists.api("GET", f"/v2/lists/hiring/entries/{NOWHERE}").code == (404, "not_found")
    rows = lists.api("GET", f"/v2/objects/people/records/{lists.ada}/entries").data
    assert rows == [
        {
            "list_id": created["id"]["list_id"],
            "list_api_slug": "hiring",
            "entry_id": entry_id,
            "created_at": created["created_at"],
        }
    ]


def test_invalid_entries_are_rejected(lists: Lists) -> None:
    acme = lists.api.record_id("companies")
    send = lists.api
    ada = {"parent_object": "people", "parent_record_id": lists.ada}
    for data, error in (
        ({"parent_object": "x", "parent_record_id": acme, "entry_values": NONE}, (400, "value_not_found")),
        ({"parent_object": "companies", "parent_record_id": acme, "entry_values": NONE}, (400, "validation_type")),
        ({"parent_object": "people", "parent_record_id": acme, "entry_values": NONE}, (400, "value_not_found")),
        (ada, (400, "validation_type")),
        (
            {"parent_object": "people", "parent_record_id": lists.ada, "entry_values": {"x": 1}},
            (400, "value_not_found"),
        ),
        (
            {**ada, "entry_values": {"parent_record": lists.ada}},
            (400, "immutable_value"),
        ),
    ):
        assert send("POST", "/v2/lists/hiring/entries", {"data": data}).code == error
    assert lists.find() == []


def test_an_entry_is_upserted_by_its_parent(lists: Lists) -> None:
    first = lists.send("PUT", stage="Lead", tags=["Lead"]).data
    again = lists.send("PUT", tags=["Won"]).data
    assert again["id"] == first["id"]
    assert [value["option"]["title"] for value in again["entry_values"]["tags"]] == ["Won"]
    assert again["entry_values"]["stage"] == first["entry_values"]["stage"]
    lists.add()
    assert lists.send("PUT").code == (400, "multiple_match_results")


def test_an_entry_is_updated(lists: Lists) -> None:
    entry = f"/v2/lists/hiring/entries/{lists.add(tags=['Lead'])}"

    def titles(method: str, **values: object) -> list[str]:
        changed = lists.api(method, entry, {"data": {"entry_values": values}}).data
        return [value["option"]["title"] for value in changed["entry_values"]["tags"]]

    assert titles("PATCH", tags=["Won"]) == ["Won", "Lead"]
    assert titles("PUT", tags=["Lead"]) == ["Lead"]
    eve = lists.api.record_id("people")
    for data in (
        {"entry_values": NONE, "parent_record_id": eve},
        {"entry_values": NONE, "parent_object": "companies"},
        {"entry_values": {"parent_record": eve}},
    ):
        assert lists.api("PATCH", entry, {"data": data}).code == (400, "immutable_value")
    same = {"entry_values": NONE, "parent_record_id": lists.ada, "parent_object": "people"}
    assert lists.api("PUT", entry, {"data": same}).status == 200
    assert lists.api("DELETE", entry).body == {}
    assert lists.api("GET", entry).status == 404
    assert lists.api.find("people") == [lists.ada, eve]


def test_entries_are_queried_by_their_parent(lists: Lists) -> None:
    eve = lists.api.record_id("people", name="Eve", email_addresses=["eve@other.org"])
    one, two = lists.add(stage="Won"), lists.add(eve, stage="Lead")
    path = [["hiring", "parent_record"], ["people", "email_addresses"]]
    assert lists.find(filter={"path": path, "constraints": {"email_domain": "acme.com"}}) == [one]
    by_id = [["hiring", "parent_record"], ["people", "record_id"]]
    assert lists.find(filter={"path": by_id, "constraints": {"value": eve}}) == [two]
    assert lists.find(filter={"stage": "Won"}) == [one]
    assert lists.find(sorts=[{"attribute": "stage", "direction": "asc"}]) == [two, one]
    by_name = [["hiring", "parent_record"], ["people", "name"]]
    assert lists.find(sorts=[{"path": by_name, "direction": "desc"}]) == [two, one]
    response = lists.api("POST", "/v2/lists/hiring/entries/query", {"filter": {"email_addresses": "x"}})
    assert response.code == (400, "filter_error")
    view = lists.api.sandbox.add_view("hiring", "Won", filter={"stage": "Won"})
    assert lists.find(filter_view_id=view) == [one]


def test_an_entry_has_a_history(lists: Lists) -> None:
    path = f"/v2/lists/hiring/entries/{lists.add(stage='Lead')}"
    lists.api("PATCH", path, {"data": {"entry_values": {"stage": "Won"}}})
    values = lists.api("GET", f"{path}/attributes/stage/values?show_historic=true").data
    assert [value["status"]["title"] for value in values] == ["Lead", "Won"]
    body = {"replace_history": True, "values": [{"value": "Won", "active_from": "2026-01-01", "active_until": None}]}
    assert len(lists.api("PUT", f"{path}/attributes/stage/values", {"data": body}).data) == 1
    assert lists.api("GET", f"{path}/attributes/entry_id/values?show_historic=true").status == 200


def test_entries_go_with_their_record_and_follow_a_merge(lists: Lists) -> None:
    eve = lists.api.record_id("people", name="Eve")
    entry, gone = lists.add(), lists.add(eve)
    bob = lists.api.record_id("people", name="Bob")
    merge = {"data": {"primary_record_id": bob, "secondary_record_id": lists.ada}}
    merged = lists.api("POST", "/v2/objects/people/records/merge", merge).data["new_record_id"]
    assert lists.api("GET", f"/v2/lists/hiring/entries/{entry}").data["parent_record_id"] == merged
    assert [row["entry_id"] for row in lists.api("GET", f"/v2/objects/people/records/{merged}/entries").data] == [entry]
    lists.api("DELETE", f"/v2/objects/people/records/{eve}")
    assert lists.api("GET", f"/v2/lists/hiring/entries/{gone}").status == 404
    assert lists.find() == [entry]


def test_relationships_of_lists_are_rejected(lists: Lists) -> None:
    relationship = {"object": "people", "title": "X", "api_slug": "x", "is_multiselect": False}
    body = {"data": attribute("friend", "record-reference", relationship=relationship)}
    assert lists.api("POST", "/v2/lists/hiring/attributes", body).code == (400, "validation_type")
    assert lists.api("GET", "/v2/activities/nope/attributes").code == (404, "not_found")
