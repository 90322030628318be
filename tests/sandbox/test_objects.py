"""Objects and views."""

from __future__ import annotations

import pytest

from attio.sandbox import ControlError, Sandbox
from tests.sandbox.api import Api

SHIP = {"api_slug": "ships", "singular_noun": "Ship", "plural_noun": "Ships"}


def test_the_standard_objects_exist(api: Api, sandbox: Sandbox) -> None:
    listed = api("GET", "/v2/objects").data
    assert [item["api_slug"] for item in listed] == ["people", "companies", "deals"]
    people = listed[0]
    assert set(people) == {"id", "api_slug", "singular_noun", "plural_noun", "created_at"}
    assert people["id"]["workspace_id"] == sandbox.workspace_id
    assert people["created_at"] == "2026-03-04T05:06:07.089000000Z"
    assert api("GET", f"/v2/objects/{people['id']['object_id']}").data == people
    assert api("GET", "/v2/objects/people").data == people


@pytest.mark.parametrize("slug", ["users", "workspaces", "nothing"])
def test_an_unknown_object_is_not_found(api: Api, slug: str) -> None:
    assert api("GET", f"/v2/objects/{slug}").error == (404, "not_found", f'Object with slug/ID "{slug}" not found.')


def test_a_custom_object_is_created(api: Api) -> None:
    created = api("POST", "/v2/objects", {"data": SHIP}).data
    assert {name: created[name] for name in SHIP} == SHIP
    attributes = api("GET", "/v2/objects/ships/attributes").data
    assert [item["api_slug"] for item in attributes] == ["record_id", "name", "created_at", "created_by"]
    ship = api.create("ships", name="Argo")
    assert ship["web_url"].startswith("https://app.attio.com/sandbox/ships/record/")
    assert api("POST", "/v2/objects", {"data": SHIP}).error == (
        409,
        "slug_conflict",
        "Failed to create object. Please ensure your api_slug and names are unique.",
    )


def test_creation_is_checked(api: Api) -> None:
    response = api("POST", "/v2/objects", {"data": {"api_slug": "a b", "singular_noun": ""}})
    assert response.code == (400, "validation_type")
    assert response.paths == [["data", "api_slug"], ["data", "singular_noun"], ["data", "plural_noun"]]
    missing = response.body["validation_errors"][2]
    assert (missing["message"], missing["expected"], missing["received"]) == ("Required", "string", "undefined")


def test_an_object_is_updated(api: Api) -> None:
    api("POST", "/v2/objects", {"data": SHIP})
    changed = api("PATCH", "/v2/objects/ships", {"data": {"api_slug": "boats", "plural_noun": "Boats"}}).data
    assert (changed["api_slug"], changed["singular_noun"], changed["plural_noun"]) == ("boats", "Ship", "Boats")
    assert api("GET", "/v2/objects/ships").status == 404
    assert api("PATCH", "/v2/objects/boats", {"data": {}}).error == (
        400,
        "validation_type",
        "You passed an empty payload. Please ensure you are updating at least one property in your request.",
    )
    conflict = api("PATCH", "/v2/objects/boats", {"data": {"api_slug": "people"}})
    assert conflict.error == (409, "slug_conflict", "Failed to update object. Please ensure api_slug is unique.")


def test_an_object_is_deleted(api: Api) -> None:
    api("POST", "/v2/objects", {"data": SHIP})
    api.create("ships", name="Argo")
    response = api("DELETE", "/v2/objects/ships")
    assert (response.status, response.body) == (200, {})
    assert api("DELETE", "/v2/objects/ships").status == 404
    assert api("DELETE", "/v2/objects/people").code == (400, "system_edit_unauthorized")


def test_views_come_by_id_and_in_pages(api: Api, sandbox: Sandbox) -> None:
    for number in range(4):
        sandbox.add_view("people", f"View {number}")
    first = api("GET", "/v2/objects/people/views?limit=3").body
    assert len(first["data"]) == 3
    cursor = first["pagination"]["next_cursor"]
    assert cursor.count(".") == 1
    last = api("GET", f"/v2/objects/people/views?limit=3&cursor={cursor}").body
    assert last["pagination"] == {"next_cursor": None}
    ids = [view["id"]["view_id"] for view in first["data"] + last["data"]]
    assert len(ids) == 5
    assert ids == sorted(ids)
    assert set(first["data"][0]) == {"id", "title", "created_at"}


@pytest.mark.parametrize("query", ["cursor=nonsense", "cursor=MQ%3D%3D.AAAA", "limit=0", "limit=1001", "limit=x"])
def test_view_pages_are_checked(api: Api, query: str) -> None:
    response = api("GET", f"/v2/objects/people/views?{query}")
    assert response.code == (400, "validation_type")
    assert response.body["message"] == "Query params validation error."


def test_a_cursor_belongs_to_its_list(api: Api, sandbox: Sandbox) -> None:
    sandbox.add_view("people", "Mine")
    cursor = api("GET", "/v2/objects/people/views?limit=1").body["pagination"]["next_cursor"]
    assert api("GET", f"/v2/objects/companies/views?cursor={cursor}").status == 400


def test_a_view_of_an_unknown_object_is_rejected(sandbox: Sandbox) -> None:
    with pytest.raises(ControlError, match="ships"):
        sandbox.add_view("ships", "Mine")
