"""Sorts, pages and search."""

from __future__ import annotations

from typing import Any

import pytest

from attio.sandbox import Sandbox
from tests.sandbox.api import Api, plain

SEARCH = "/v2/objects/records/search"
WORKSPACE = {"type": "workspace"}


def names(api: Api, *sorts: object, owner: str = "people") -> list[str]:
    """Return the first names of people or the names of other records, in the order of a query."""
    found = api("POST", f"/v2/objects/{owner}/records/query", {"sorts": list(sorts)}).data
    field = "first_name" if owner == "people" else "value"
    return [plain(record["values"]["name"], field)[0] for record in found]


def by(attribute: str, direction: str = "asc", **more: object) -> dict[str, object]:
    return {"attribute": attribute, "direction": direction, **more}


@pytest.fixture
def people(api: Api) -> Api:
    api.attribute("people", "age", "number")
    api.create("companies", name="Zeta", domains=["zeta.com"])
    api.create("companies", name="Acme", domains=["acme.com"])
    api.create("people", name="Young, Cid", age=20, company="zeta.com")
    api.create("people", name="Xi, Ann", age=9, company="acme.com")
    api.create("people", name="Young, Bea", company="acme.com")
    return api


def test_without_sorts_records_are_in_order_of_creation(people: Api) -> None:
    assert names(people) == ["Cid", "Ann", "Bea"]


def test_records_are_sorted_by_attributes(people: Api) -> None:
    assert names(people, by("name")) == ["Ann", "Bea", "Cid"]
    assert names(people, by("name", "desc")) == ["Cid", "Bea", "Ann"]
    assert names(people, by("name", field="last_name"), by("name", "desc")) == ["Ann", "Cid", "Bea"]
    assert names(people, by("name", field="last_name")) == ["Ann", "Cid", "Bea"]


def test_numbers_sort_as_numbers_and_empty_values_come_last(people: Api) -> None:
    assert names(people, by("age")) == ["Ann", "Cid", "Bea"]
    assert names(people, by("age", "desc")) == ["Cid", "Ann", "Bea"]


def test_records_are_sorted_by_a_path(people: Api) -> None:
    path = {"path": [["people", "company"], ["companies", "name"]], "direction": "asc"}
    assert names(people, path) == ["Ann", "Bea", "Cid"]
    assert names(people, path | {"direction": "desc"}, by("name", "desc")) == ["Cid", "Bea", "Ann"]


def test_statuses_sort_in_their_order(api: Api) -> None:
    for name, stage in (("a", "Lost"), ("b", "Lead"), ("c", "Won 🎉")):
        api.create("deals", name=name, stage=stage, owner="alan@sandbox.test")
    assert names(api, by("stage"), owner="deals") == ["b", "c", "a"]
    assert names(api, by("stage", "desc", field="active_from"), owner="deals") == ["c", "b", "a"]


@pytest.mark.parametrize(
    ("sort", "code"),
    [
        (by("nme"), "filter_error"),
        (by("name", field="nick_name"), "filter_error"),
        (by("name", "up"), "validation_type"),
        ({"direction": "asc"}, "validation_type"),
        ({"direction": "asc", "path": [["people"]]}, "validation_type"),
        ({"direction": "asc", "path": [["companies", "name"]]}, "filter_error"),
        ("name", "validation_type"),
    ],
)
def test_sorts_are_checked(api: Api, sort: object, code: str) -> None:
    response = api("POST", "/v2/objects/people/records/query", {"sorts": [sort]})
    assert response.code == (400, code)


def test_records_are_returned_in_pages(api: Api) -> None:
    ids = [api.record_id("people") for _ in range(7)]
    assert api.find("people", limit=3) == ids[:3]
    assert api.find("people", limit=3, offset=6) == ids[6:]
    assert api.find("people", limit=3, offset=9) == []
    assert api.find("people", offset=5) == ids[5:]


def test_a_page_holds_500_by_default_and_no_more_than_the_cap() -> None:
    api = Api(Sandbox(page_cap=600))
    for _ in range(602):
        api.create("people")
    assert len(api.find("people")) == 500
    assert len(api.find("people", limit=1000)) == 600
    assert len(api.find("people", limit=1000, offset=600)) == 2


@pytest.mark.parametrize("bounds", [{"limit": 0}, {"limit": -1}, {"offset": -1}, {"limit": "5"}, {"limit": 1.5}])
def test_bounds_are_checked(api: Api, bounds: dict[str, Any]) -> None:
    response = api("POST", "/v2/objects/people/records/query", bounds)
    assert response.code == (400, "validation_type")
    assert response.paths == [list(bounds)]


def test_a_query_of_an_unknown_object_is_not_found(api: Api) -> None:
    response = api("POST", "/v2/objects/ships/records/query", {})
    assert response.error == (404, "not_found", "The referenced object was not found.")


def search(api: Api, query: str, *objects: str, **more: object) -> list[Any]:
    body = {"query": query, "objects": list(objects or ("people", "companies")), "request_as": WORKSPACE, **more}
    return list(api("POST", SEARCH, body).data)


def test_search_finds_records_by_text(api: Api, sandbox: Sandbox) -> None:
    sandbox.seed_demo()
    (ada,) = search(api, "lovelace")
    assert ada == {
        "id": ada["id"],
        "record_text": "Ada Lovelace",
        "record_image": None,
        "object_slug": "people",
        "email_addresses": ["ada@analytical-engines.com"],
        "phone_numbers": ["+442079460958"],
    }
    assert set(ada["id"]) == {"workspace_id", "object_id", "record_id"}
    (company,) = search(api, "harbor.ex", "companies")
    assert company["domains"] == ["harborlines.com", "harbor.example.org"]
    assert [result["record_text"] for result in search(api, "lovelcae")] == ["Ada Lovelace"]
    assert [result["record_text"] for result in search(api, "442079")] == ["Ada Lovelace"]
    assert search(api, "loom", "people") == []
    (deal,) = search(api, "loom", "deals")
    assert set(deal) == {"id", "record_text", "record_image", "object_slug"}
    assert len(search(api, "")) == 25
    assert len(search(api, "", limit=2)) == 2


def test_records_without_a_name_are_labelled_by_another_value(api: Api) -> None:
    api.create("people", email_addresses=["x@acme.com"])
    api.create("companies", domains=["acme.com"])
    assert [result["record_text"] for result in search(api, "acme")] == ["x@acme.com", "acme.com"]


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"request_as": None}, ["request_as"]),
        ({"request_as": {"type": "workspace-member"}}, ["request_as"]),
        ({"query": "x" * 257}, ["query"]),
        ({"objects": []}, ["objects"]),
        ({"limit": 0}, ["limit"]),
        ({"limit": 26}, ["limit"]),
    ],
)
def test_search_is_checked(api: Api, change: dict[str, object], path: list[str]) -> None:
    body = {"query": "x", "objects": ["people"], "request_as": WORKSPACE, **change}
    response = api("POST", SEARCH, {name: part for name, part in body.items() if part is not None})
    assert response.code == (400, "validation_type")
    assert response.paths == [path]


def test_search_without_request_as_is_rejected(api: Api) -> None:
    assert api("POST", SEARCH, {"query": "x", "objects": ["people"]}).body == {
        "status_code": 400,
        "type": "invalid_request_error",
        "code": "validation_type",
        "message": "Body payload validation error.",
        "validation_errors": [{"code": "invalid", "path": ["request_as"], "message": "Invalid input"}],
    }


def test_search_may_be_run_as_a_member(api: Api, sandbox: Sandbox) -> None:
    api.create("people", name="Ada")
    member = sandbox.members[0]
    for key, value in (("workspace_member_id", member.id), ("email_address", member.email_address)):
        assert len(search(api, "ada", request_as={"type": "workspace-member", key: value})) == 1
    unknown = {"type": "workspace-member", "email_address": "eve@sandbox.test"}
    body = {"query": "", "objects": ["people"], "request_as": unknown}
    assert api("POST", SEARCH, body).code == (400, "value_not_found")
    missing = api("POST", SEARCH, {**body, "objects": ["foobar"]})
    assert missing.error == (400, "value_not_found", 'Object with slug/ID "foobar" not found.')
