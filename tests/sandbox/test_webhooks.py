"""Webhooks: their five operations and rules."""

from __future__ import annotations

import pytest

from attio.sandbox import Sandbox
from tests.sandbox.api import Api, ApiResponse, new_list

PATH = "/v2/webhooks"
EMPTY: list[object] = []
URL = "https://hooks.acme.test/attio"


def subscription(event_type: str = "task.created", chosen: object = None) -> dict[str, object]:
    return {"event_type": event_type, "filter": chosen}


def condition(field: str, value: str, operator: str = "equals") -> dict[str, object]:
    return {"field": field, "operator": operator, "value": value}


def create(api: Api, *subscriptions: object, url: object = URL) -> ApiResponse:
    return api("POST", PATH, {"data": {"target_url": url, "subscriptions": list(subscriptions)}})


def test_the_secret_is_returned_once(api: Api, sandbox: Sandbox) -> None:
    created = create(api, subscription()).data
    assert created["id"]["workspace_id"] == sandbox.workspace_id
    assert len(created.pop("secret")) == 64
    assert created == {
        "id": created["id"],
        "target_url": URL,
        "subscriptions": [subscription()],
        "status": "active",
        "created_at": "2026-03-04T05:06:07.089000000Z",
    }
    path = f"{PATH}/{created['id']['webhook_id']}"
    assert api("GET", path).data == created
    assert api("GET", PATH).data == [created]
    assert api("PATCH", path, {"data": {}}).data == created


def test_a_webhook_is_updated_and_deleted(api: Api) -> None:
    path = f"{PATH}/{create(api, subscription()).data['id']['webhook_id']}"
    either = {"$or": [condition("id.object_id", "a"), condition("actor.type", "system", "not_equals")]}
    changed = api("PATCH", path, {"data": {"subscriptions": [subscription("record.updated", either)]}}).data
    assert changed["subscriptions"] == [subscription("record.updated", either)]
    assert api("PATCH", path, {"data": {"target_url": f"{URL}/2"}}).data == {**changed, "target_url": f"{URL}/2"}
    assert api("DELETE", path).body == {}
    for method in ("GET", "PATCH", "DELETE"):
        assert api(method, path, {"data": {}}).code == (404, "not_found")


@pytest.mark.parametrize("url", ["http://hooks.acme.test", "https://", "hooks.acme.test", "", 5, None])
def test_targets_must_be_https(api: Api, url: object) -> None:
    response = create(api, subscription(), url=url)
    assert response.code == (400, "validation_type")
    assert response.paths == [["data", "target_url"]]


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ({"event_type": "task.created"}, ["filter"]),
        ({"filter": None}, ["event_type"]),
        (subscription("task.completed"), ["event_type"]),
        (subscription(chosen={}), ["filter"]),
        (subscription(chosen={"$and": [condition("a", "b", "contains")]}), ["filter"]),
        (subscription(chosen={"$and": [{"$or": EMPTY}]}), ["filter"]),
    ],
)
def test_invalid_subscriptions_are_rejected(api: Api, wrong: object, path: list[str]) -> None:
    response = create(api, wrong)
    assert response.code == (400, "validation_type")
    assert response.paths == [["data", "subscriptions", 0, *path]]
    assert api("GET", PATH).data == []


def test_a_list_in_a_filter_must_exist(api: Api) -> None:
    list_id = api("POST", "/v2/lists", {"data": new_list("sales", "people")}).data["id"]["list_id"]
    known, unknown = ({"$and": [condition("id.list_id", id_)]} for id_ in (list_id, "nothing"))
    rejected = create(api, subscription("list-entry.created", unknown))
    assert rejected.error == (400, "validation_type", "Related list not found")
    path = f"{PATH}/{create(api, subscription('list-entry.created', known)).data['id']['webhook_id']}"
    rejected = api("PATCH", path, {"data": {"subscriptions": [subscription("list-entry.created", unknown)]}})
    assert rejected.code == (400, "validation_type")


def test_url_event_and_filter_must_be_unique(api: Api) -> None:
    one, two = condition("id.object_id", "a"), condition("id.attribute_id", "b")
    create(api, subscription("record.updated", {"$and": [one, two]}), subscription())
    again = subscription("record.updated", {"$and": [dict(reversed(two.items())), one]})
    for same in (again, subscription(chosen={"$and": EMPTY})):
        assert create(api, same).code == (409, "uniqueness_conflict")
    assert create(api, subscription("note.created"), subscription("note.created")).code == (409, "uniqueness_conflict")
    assert create(api, subscription("record.updated", {"$or": [one, two]})).status == 200
    other = create(api, again, url=f"{URL}/2").data["id"]["webhook_id"]
    rejected = api("PATCH", f"{PATH}/{other}", {"data": {"target_url": URL}})
    assert rejected.code == (409, "uniqueness_conflict")


def test_webhooks_are_listed_in_pages(api: Api) -> None:
    for number in range(12):
        create(api, subscription(), url=f"{URL}/{number}")
    assert len(api("GET", PATH).data) == 10
    assert [webhook["target_url"] for webhook in api("GET", f"{PATH}?offset=11").data] == [f"{URL}/11"]
    assert len(api("GET", f"{PATH}?limit=100").data) == 12
    for wrong in ("limit=9", "limit=101", "offset=-1"):
        assert api("GET", f"{PATH}?{wrong}").code == (400, "validation_type")


def test_webhooks_need_a_workspace_token_with_their_scopes(api: Api, sandbox: Sandbox) -> None:
    member = sandbox.add_token("grace", member=sandbox.members[0])
    assert api("GET", PATH, token=member).code == (403, "unauthorized")
    reader = sandbox.add_token("reader", scopes=["webhook:read"])
    assert api("GET", PATH, token=reader).data == []
    assert api("POST", PATH, {}, token=reader).code == (403, "unauthorized")
