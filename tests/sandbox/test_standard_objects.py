"""Standard objects that are disabled by default, and archived objects."""

from __future__ import annotations

from typing import Any

import pytest

from attio.sandbox import ControlError, Sandbox
from attio.sandbox.pipeline import Commit
from tests.sandbox.api import Api, new_list, plain

NONE: dict[str, object] = {}


def slugs(api: Api, owner: str) -> list[str]:
    return plain(api("GET", f"/v2/objects/{owner}/attributes").data, "api_slug")


def relationship(api: Api, owner: str, slug: str) -> tuple[Any, Any]:
    found = api("GET", f"/v2/objects/{owner}/attributes/{slug}").data["relationship"]
    return found["object_slug"], found["api_slug"]


def test_users_and_workspaces_are_enabled_in_any_order(api: Api, sandbox: Sandbox) -> None:
    assert api("GET", "/v2/objects/users").status == 404
    users = sandbox.app.enable("users")
    assert sandbox.app.enable("users") == users == api("GET", "/v2/objects/users").data["id"]["object_id"]
    begins = ["record_id", "person", "primary_email_address", "user_id", "created_at", "created_by"]
    assert slugs(api, "users") == begins
    assert relationship(api, "users", "person") == ("people", "associated_users")
    sandbox.app.enable("workspaces")
    assert slugs(api, "users") == [*begins, "workspace"]
    assert slugs(api, "people")[-1] == "associated_users"
    assert slugs(api, "companies")[-1] == "associated_workspaces"
    for side, other in (
        (("people", "associated_users"), ("users", "person")),
        (("users", "workspace"), ("workspaces", "users")),
        (("workspaces", "company"), ("companies", "associated_workspaces")),
    ):
        assert relationship(api, *side) == other
        assert relationship(api, *other) == side
    views = api("GET", "/v2/objects/workspaces/views").data
    assert plain(views, "title") == ["All Workspaces"]


def test_users_refer_to_people_and_workspaces(api: Api, sandbox: Sandbox) -> None:
    sandbox.app.enable("workspaces")
    sandbox.app.enable("users")
    assert api.create_error("users", user_id="u1").code == (400, "missing_value")
    space = api.record_id("workspaces", workspace_id="w1", name="Acme", avatar_url="https://acme.com/a.png")
    ada = api.record_id("people", email_addresses=["ada@acme.com"])
    user = api.record_id(
        "users", user_id="u1", primary_email_address="ada@acme.com", person="ada@acme.com", workspace="w1"
    )
    assert plain(api.get("people", ada)["associated_users"], "target_record_id") == [user]
    assert plain(api.get("workspaces", space)["users"], "target_record_id") == [user]
    assert api.create_error("users", user_id="u1", primary_email_address="b@acme.com").code == (
        400,
        "uniqueness_conflict",
    )
    body = {"data": {"values": {"user_id": "u1", "primary_email_address": "ada@acme.org"}}}
    again = api("PUT", "/v2/objects/users/records?matching_attribute=user_id", body)
    assert again.data["id"]["record_id"] == user
    assert again.data["web_url"].endswith(f"/users/record/{user}")


def test_a_disabled_object_is_not_found_until_it_is_enabled(api: Api, sandbox: Sandbox) -> None:
    acme = api.record_id("companies", domains=["acme.com"])
    deal = api.record_id("deals", name="Big", stage="Lead", owner="grace@sandbox.test", associated_company="acme.com")
    commits: list[Commit] = []
    sandbox._pipeline.on_commit.append(commits.append)
    deals = api("GET", "/v2/objects/deals").data["id"]["object_id"]
    sandbox.app.archive_object(deals)
    assert [event for commit in commits for event in commit.events] == []
    assert plain(api("GET", "/v2/objects").data, "api_slug") == ["people", "companies"]
    for method, path in (
        ("GET", "/v2/objects/deals"),
        ("GET", f"/v2/objects/{deals}"),
        ("GET", f"/v2/objects/deals/records/{deal}"),
        ("GET", "/v2/objects/deals/attributes"),
    ):
        assert api(method, path).code == (404, "not_found")
    assert plain(api.get("companies", acme)["associated_deals"], "target_object") == ["deals"]
    history = {
        "data": {"replace_history": True, "values": [{"value": "x", "active_from": "2026-01-01", "active_until": None}]}
    }
    path = f"records/{deal}/attributes/name/values"
    assert api("PUT", f"/v2/objects/deals/{path}", history).code == (400, "standard_object_disabled")
    assert api("PUT", f"/v2/objects/users/{path}", history).code == (400, "standard_object_disabled")
    assert api("PUT", f"/v2/objects/ships/{path}", history).code == (404, "not_found")
    assert sandbox.app.enable("deals") == deals
    assert plain(api.get("deals", deal)["associated_company"], "target_record_id") == [acme]


def test_archived_objects_keep_their_slug_and_survive_a_file(api: Api, sandbox: Sandbox, tmp_path: Any) -> None:
    ship = {"api_slug": "ships", "singular_noun": "Ship", "plural_noun": "Ships"}
    api("POST", "/v2/objects", {"data": ship})
    record_id = api.record_id("ships", name="Argo")
    sandbox.app.archive_object("ships")
    assert api("POST", "/v2/objects", {"data": ship}).code == (409, "slug_conflict")
    sandbox.save(tmp_path / "state.sqlite")
    loaded = Sandbox.load(tmp_path / "state.sqlite")
    assert Api(loaded)("GET", "/v2/objects/ships").status == 404
    loaded.app.enable("ships")
    assert Api(loaded).find("ships") == [record_id]
    assert Api(loaded)("DELETE", "/v2/objects/ships").status == 200


def test_unknown_objects_cannot_be_enabled_or_archived(sandbox: Sandbox) -> None:
    with pytest.raises(ControlError, match=r"'user'; nearest: 'users'"):
        sandbox.app.enable("user")
    with pytest.raises(ControlError, match=r"'dels'; nearest: 'deals'"):
        sandbox.app.archive_object("dels")
    with pytest.raises(ControlError, match="people cannot be disabled"):
        sandbox.app.archive_object("people")


def test_a_relationship_is_added_with_its_other_side() -> None:
    people: dict[str, object] = {
        "id": "00000000-0000-4000-8000-000000000001",
        "api_slug": "people",
        "singular_noun": "Person",
    }
    loaded = Sandbox.from_schema({"objects": [{**people, "plural_noun": "People"}]})
    loaded.app.enable("deals")
    api = Api(loaded)
    assert relationship(api, "deals", "associated_people") == ("people", "associated_deals")
    assert "associated_company" not in slugs(api, "deals")
    loaded.app.enable("companies")
    assert relationship(api, "companies", "team") == ("people", "company")
    assert relationship(api, "deals", "associated_company") == ("companies", "associated_deals")


def test_deleting_a_list_causes_events_of_its_entries(api: Api, sandbox: Sandbox) -> None:
    api("POST", "/v2/objects", {"data": {"api_slug": "ships", "singular_noun": "Ship", "plural_noun": "Ships"}})
    ship = api.record_id("ships", name="Argo")
    fleet = api("POST", "/v2/lists", {"data": new_list("fleet", "ships")}).data["id"]["list_id"]
    entry = {"data": {"parent_object": "ships", "parent_record_id": ship, "entry_values": NONE}}
    created = [api("POST", "/v2/lists/fleet/entries", entry).data["id"]["entry_id"] for _ in range(2)]
    commits: list[Commit] = []
    sandbox._pipeline.on_commit.append(commits.append)
    before = sandbox.snapshot()
    sandbox.app.delete_list("fleet")
    reported = [(event.type, event.ids) for event in commits.pop().events]
    ids = [{"list_id": fleet, "entry_id": entry_id} for entry_id in created]
    assert reported == [*(("list-entry.deleted", id_) for id_ in ids), ("list.deleted", {"list_id": fleet})]
    sandbox.restore(before)
    assert api("DELETE", "/v2/objects/ships").status == 200
    events = commits.pop().events
    assert [event.type for event in events] == ["record.deleted", "list-entry.deleted", "list-entry.deleted"]
    assert events[1].extra["parent_record_id"] == ship
