"""Records: creating, reading, updating, upserting, deleting and merging, and relationships."""

from __future__ import annotations

from typing import Any

import pytest

from attio.sandbox import Sandbox
from tests.sandbox.api import Api, attribute, plain
from tests.sandbox.conftest import Clock

DEAL = {"name": "Loom", "stage": "Lead", "owner": "alan@sandbox.test"}
NOBODY = "00000000-0000-4000-8000-000000000000"


def put(api: Api, record_id: str, owner: str = "people", /, **values: object) -> Any:
    return api("PUT", f"/v2/objects/{owner}/records/{record_id}", {"data": {"values": values}})


def patch(api: Api, record_id: str, owner: str = "people", /, **values: object) -> Any:
    return api("PATCH", f"/v2/objects/{owner}/records/{record_id}", {"data": {"values": values}})


def upsert(api: Api, owner: str, match: str, /, **values: object) -> Any:
    return api("PUT", f"/v2/objects/{owner}/records?matching_attribute={match}", {"data": {"values": values}})


def emails(api: Api, record_id: str) -> list[str]:
    return plain(api.get("people", record_id)["email_addresses"], "email_address")


def test_a_record_has_ids_times_and_values(api: Api, sandbox: Sandbox) -> None:
    record = api.create("people", name="Lovelace, Ada")
    assert list(record) == ["id", "created_at", "web_url", "values"]
    ids = record["id"]
    assert ids["workspace_id"] == sandbox.workspace_id
    assert set(ids) == {"workspace_id", "object_id", "record_id"}
    assert record["created_at"] == "2026-03-04T05:06:07.089000000Z"
    assert record["web_url"] == f"https://app.attio.com/sandbox/person/{ids['record_id']}"
    listed = api("GET", "/v2/objects/people/attributes").data
    assert list(record["values"]) == [item["api_slug"] for item in listed]
    assert record["values"]["job_title"] == []
    assert api("GET", f"/v2/objects/people/records/{ids['record_id']}").data == record


def test_a_record_has_the_attributes_of_the_system(api: Api) -> None:
    record = api.create("people")
    values = record["values"]
    token_id = api("GET", "/v2/self").body["client_id"]
    assert plain(values["record_id"], "value") == [record["id"]["record_id"]]
    assert plain(values["created_at"], "value", "attribute_type") == [(record["created_at"], "timestamp")]
    assert plain(values["created_by"], "referenced_actor_type", "referenced_actor_id") == [("api-token", token_id)]


def test_attributes_may_be_named_by_id(api: Api) -> None:
    attribute_id = api("GET", "/v2/objects/people/attributes/job_title").data["id"]["attribute_id"]
    assert plain(api.create("people", **{attribute_id: "Analyst"})["values"]["job_title"], "value") == ["Analyst"]


@pytest.mark.parametrize("body", [{"data": {}}, {"data": {"values": []}}, {"values": {}}])
def test_a_body_without_values_is_rejected(api: Api, body: object) -> None:
    response = api("POST", "/v2/objects/people/records", body)
    assert response.code == (400, "validation_type")
    assert response.body["message"] == "Body payload validation error."


def test_missing_required_attributes_are_named(api: Api) -> None:
    response = api.create_error("deals", name="Loom", stage="Lead")
    owner_id = api("GET", "/v2/objects/deals/attributes/owner").data["id"]["attribute_id"]
    message = f'Required value for attribute with ID "{owner_id}" was not provided.'
    assert response.error == (400, "missing_value", message)
    deal = api.record_id("deals", **DEAL)
    assert put(api, deal, "deals", owner=None).error == (400, "missing_value", message)
    assert patch(api, deal, "deals", name=[]).code == (400, "missing_value")
    assert put(api, deal, "deals", value=5).status == 200


@pytest.mark.parametrize("empty", [None, []])
def test_values_can_be_cleared(api: Api, empty: object) -> None:
    record = api.record_id("people", job_title="Analyst", email_addresses=["a@acme.com"])
    values = put(api, record, job_title=empty, email_addresses=empty).data["values"]
    assert (values["job_title"], values["email_addresses"]) == ([], [])


def test_appending_nothing_keeps_multiselect_values(api: Api) -> None:
    record = api.record_id("people", email_addresses=["a@acme.com"])
    patch(api, record, email_addresses=[])
    assert emails(api, record) == ["a@acme.com"]


def test_put_replaces_the_list(api: Api) -> None:
    record = api.record_id("people", name="Ada", email_addresses=["a@acme.com", "b@acme.com"])
    put(api, record, email_addresses=["c@acme.com", "A@acme.com"])
    assert emails(api, record) == ["c@acme.com", "a@acme.com"]
    assert plain(api.get("people", record)["name"], "first_name") == ["Ada"]


def test_patch_adds_at_the_front_and_moves_nothing(api: Api) -> None:
    record = api.record_id("people", email_addresses=["a@acme.com", "b@acme.com"])
    patch(api, record, email_addresses=["c@acme.com", "B@acme.com", "d@acme.com"], job_title="Analyst")
    assert emails(api, record) == ["c@acme.com", "d@acme.com", "a@acme.com", "b@acme.com"]
    patch(api, record, job_title="Founder")
    assert plain(api.get("people", record)["job_title"], "value") == ["Founder"]


def test_unique_values_conflict(api: Api) -> None:
    first = api.record_id("people", email_addresses=["ada@acme.com"])
    response = api.create_error("people", name="Eve", email_addresses=["eve@acme.com", "ADA@acme.com"])
    attribute_id = api("GET", "/v2/objects/people/attributes/email_addresses").data["id"]["attribute_id"]
    value = '{"email_address":"ada@acme.com"}'
    quoted = f'The value "{value}" provided for attribute with ID "{attribute_id}"'
    assert response.error == (400, "uniqueness_conflict", f"{quoted} conflicts with one already in the system.")
    assert api.find("people") == [first]
    assert patch(api, first, email_addresses=["ada@acme.com"]).status == 200
    put(api, first, email_addresses=["king@acme.com"])
    assert api.create("people", email_addresses=["ada@acme.com"])


def test_unique_texts_conflict(api: Api) -> None:
    api.attribute("people", "badge", "text", is_unique=True)
    api.create("people", badge="007")
    assert '"{"value":"007"}"' in api.create_error("people", badge="007").body["message"]


def test_unique_phone_numbers_conflict(api: Api) -> None:
    api.attribute("people", "hotline", "phone-number", is_unique=True)
    api.create("people", hotline="+442079460958")
    same = {"original_phone_number": "020 7946 0958", "country_code": "GB"}
    quoted = '"{"original_phone_number":"020 7946 0958","country_code":"GB"}"'
    assert quoted in api.create_error("people", hotline=same).body["message"]


def test_a_rejected_write_changes_nothing(api: Api) -> None:
    record = api.record_id("people", name="Ada", job_title="Analyst")
    assert put(api, record, job_title="Founder", company="nowhere.com").status == 400
    assert plain(api.get("people", record)["job_title"], "value") == ["Analyst"]


def test_unknown_records_are_not_found(api: Api) -> None:
    url = f"/v2/objects/people/records/{NOBODY}"
    body: dict[str, object] = {"data": {"values": {}}}
    for method, content in (("GET", None), ("PUT", body), ("PATCH", body), ("DELETE", None)):
        assert api(method, url, content).error == (404, "not_found", f'Record with ID "{NOBODY}" not found.')
    for method, target, content in (
        ("GET", f"/v2/objects/ships/records/{NOBODY}", None),
        ("POST", "/v2/objects/ships/records", body),
        ("PUT", "/v2/objects/ships/records?matching_attribute=name", body),
    ):
        assert api(method, target, content).error == (404, "not_found", 'Object with slug/ID "ships" not found.')
    company = api.record_id("companies")
    assert api("GET", f"/v2/objects/people/records/{company}").status == 404


def test_upsert_creates_then_updates(api: Api) -> None:
    created = upsert(api, "companies", "domains", domains=["acme.com"], name="Acme", categories=["B2B"]).data
    again = upsert(
        api, "companies", "domains", domains=["acme.com", "acme.org"], name="Acme Inc", categories=["SAAS"]
    ).data
    assert again["id"] == created["id"]
    # Values are added to the matching attribute, and replaced in the other multiselect attribute.
    assert plain(again["values"]["domains"], "domain") == ["acme.org", "acme.com"]
    assert [option["title"] for option in plain(again["values"]["categories"], "option")] == ["SAAS"]
    assert plain(again["values"]["name"], "value") == ["Acme Inc"]
    assert len(api.find("companies")) == 1


def test_upsert_matches_by_the_id_of_the_attribute(api: Api) -> None:
    attribute_id = api("GET", "/v2/objects/people/attributes/email_addresses").data["id"]["attribute_id"]
    one = upsert(api, "people", attribute_id, email_addresses=["a@acme.com"]).data
    other = upsert(api, "people", "email_addresses", **{attribute_id: ["a@acme.com"]}).data
    assert one["id"] == other["id"]


def test_upsert_matches_by_record_id(api: Api) -> None:
    record = api.record_id("people")
    values = upsert(api, "people", "record_id", record_id=record, name="Ada").data["values"]
    assert plain(values["name"], "first_name") == ["Ada"]
    assert upsert(api, "people", "record_id", record_id=NOBODY, name="Ada").code == (400, "value_not_found")


def test_upsert_is_checked(api: Api) -> None:
    missing = api("PUT", "/v2/objects/people/records", {"data": {"values": {}}})
    assert missing.body == {
        "status_code": 400,
        "type": "invalid_request_error",
        "code": "validation_type",
        "message": "Query params validation error.",
        "validation_errors": [
            {
                "code": "invalid_type",
                "path": ["matching_attribute"],
                "message": "Required",
                "expected": "string",
                "received": "undefined",
            }
        ],
    }
    assert upsert(api, "people", "my-attribute").error == (
        400,
        "value_not_found",
        'No attribute was found for matching_attribute slug/ID "my-attribute".',
    )
    assert upsert(api, "people", "name", name="Ada").error == (
        400,
        "matching_attribute_definition_not_unique",
        "The matching attribute specified is not a unique attribute.",
    )
    assert upsert(api, "people", "email_addresses", name="Ada").code == (400, "validation_type")


def test_an_upsert_that_matches_two_records_is_rejected(api: Api) -> None:
    api.create("people", email_addresses=["a@acme.com"])
    api.create("people", email_addresses=["b@acme.com"])
    response = upsert(api, "people", "email_addresses", email_addresses=["a@acme.com", "b@acme.com"])
    assert response.code == (400, "multiple_match_results")


def test_a_deleted_record_leaves_no_references(api: Api) -> None:
    acme = api.record_id("companies", domains=["acme.com"])
    ada = api.record_id("people", email_addresses=["ada@acme.com"], company="acme.com")
    deal = api.record_id("deals", **DEAL, associated_people=["ada@acme.com"])
    response = api("DELETE", f"/v2/objects/people/records/{ada}")
    assert (response.status, response.body) == (200, {})
    assert api.get("companies", acme)["team"] == []
    assert api.get("deals", deal)["associated_people"] == []
    assert api.create("people", email_addresses=["ada@acme.com"])


def test_a_relationship_is_kept_on_both_sides(api: Api) -> None:
    acme, apex = (api.record_id("companies", domains=[domain]) for domain in ("acme.com", "apex.com"))
    ada = api.record_id("people", company="acme.com", email_addresses=["ada@acme.com"])
    eve = api.record_id("people", company="acme.com")

    def team(company: str) -> list[str]:
        return plain(api.get("companies", company)["team"], "target_record_id")

    assert team(acme) == [ada, eve]
    put(api, ada, company="apex.com")
    assert (team(acme), team(apex)) == ([eve], [ada])
    # From the other side: a person who joins a team leaves the previous one.
    patch(api, acme, "companies", team=["ada@acme.com"])
    assert (team(acme), team(apex)) == ([ada, eve], [])
    assert plain(api.get("people", ada)["company"], "target_record_id") == [acme]
    put(api, acme, "companies", team=[])
    assert api.get("people", eve)["company"] == []


def test_deals_are_seen_from_people_and_companies(api: Api) -> None:
    acme = api.record_id("companies", domains=["acme.com"])
    ada = api.record_id("people", email_addresses=["ada@acme.com"])
    people = ["ada@acme.com"]
    deal = api.record_id("deals", **DEAL, associated_company="acme.com", associated_people=people)
    for owner, record in (("companies", acme), ("people", ada)):
        expected = [("deals", deal)]
        assert plain(api.get(owner, record)["associated_deals"], "target_object", "target_record_id") == expected


def test_a_relationship_may_join_one_object_with_itself(api: Api) -> None:
    config = {"object": "people", "title": "Reports", "api_slug": "reports", "is_multiselect": True}
    api.attribute("people", "manager", "record-reference", relationship=config)
    boss = api.record_id("people", email_addresses=["boss@acme.com"])
    ada = api.record_id("people", manager="boss@acme.com")
    assert plain(api.get("people", boss)["reports"], "target_record_id") == [ada]
    put(api, boss, reports=[])
    assert api.get("people", ada)["manager"] == []


def test_merging_combines_two_records(api: Api, clock: Clock) -> None:
    acme, apex = (api.record_id("companies", domains=[domain]) for domain in ("acme.com", "apex.com"))
    primary = api.record_id("people", name="Ada", email_addresses=["ada@acme.com"], company="acme.com")
    clock.move(days=1)
    secondary = api.record_id(
        "people", name="Eve", job_title="Analyst", email_addresses=["ada@apex.com"], company="apex.com"
    )
    deal = api.record_id("deals", **DEAL, associated_people=["ada@acme.com", "ada@apex.com"])
    body = {"data": {"primary_record_id": primary, "secondary_record_id": secondary}}
    response = api("POST", "/v2/objects/people/records/merge", body)
    assert response.status == 200
    merged = response.data["new_record_id"]
    assert merged not in (primary, secondary)
    values = api.get("people", merged)
    assert plain(values["record_id"], "value") == [merged]
    assert plain(values["name"], "first_name") == ["Ada"]
    assert plain(values["job_title"], "value") == ["Analyst"]
    assert plain(values["email_addresses"], "email_address") == ["ada@acme.com", "ada@apex.com"]
    assert plain(values["created_at"], "value") == ["2026-03-04T05:06:07.089000002Z"]
    assert plain(api.get("companies", acme)["team"], "target_record_id") == [merged]
    assert api.get("companies", apex)["team"] == []
    assert plain(api.get("deals", deal)["associated_people"], "target_record_id") == [merged]
    assert api("GET", f"/v2/objects/people/records/{primary}").code == (404, "not_found")
    again = api("POST", "/v2/objects/people/records/merge", body)
    assert again.error == (404, "value_not_found", f'Record with ID "{primary}" not found.')
    assert api.create_error("people", email_addresses=["ada@apex.com"]).code == (400, "uniqueness_conflict")


def test_values_that_a_merge_replaces_become_history(api: Api, clock: Clock) -> None:
    secondary = api.record_id("people", name="Eve", job_title="Analyst", description="Same")
    clock.move(days=1)
    put(api, secondary, name="Eva")
    primary = api.record_id("people", name="Ada", description="Same")
    clock.move(days=1)
    body = {"data": {"primary_record_id": primary, "secondary_record_id": secondary}}
    path = f"/v2/objects/people/records/{api('POST', '/v2/objects/people/records/merge', body).data['new_record_id']}"
    history = api("GET", f"{path}/attributes/name/values?show_historic=true").data
    now = "2026-03-06T05:06:07.089000000Z"
    assert [(value["first_name"], (value["active_until"] or "")[:10]) for value in history] == [
        ("Eve", "2026-03-05"),
        ("Eva", "2026-03-06"),
        ("Ada", ""),
    ]
    assert history[1]["active_until"] == now
    for slug in ("description", "job_title"):
        kept = api("GET", f"{path}/attributes/{slug}/values?show_historic=true").data
        assert plain(kept, "active_until") == [None]


def test_merging_is_checked(api: Api) -> None:
    ada = api.record_id("people")
    url = "/v2/objects/people/records/merge"
    same = {"data": {"primary_record_id": ada, "secondary_record_id": ada}}
    assert api("POST", url, same).code == (400, "self_merge")
    other = {"data": {"primary_record_id": ada, "secondary_record_id": NOBODY}}
    assert api("POST", url, other).code == (404, "value_not_found")
    assert api("POST", url, {"data": {"primary_record_id": "x"}}).paths == [
        ["data", "primary_record_id"],
        ["data", "secondary_record_id"],
    ]
    assert api("POST", "/v2/objects/ships/records/merge", other).code == (404, "not_found")


def test_list_entries_are_empty(api: Api) -> None:
    ada = api.record_id("people")
    assert api("GET", f"/v2/objects/people/records/{ada}/entries").data == []
    assert api("GET", f"/v2/objects/people/records/{ada}/entries?limit=1001").paths == [["limit"]]
    assert api("GET", f"/v2/objects/people/records/{NOBODY}/entries").status == 404


def test_a_required_attribute_may_have_a_default(api: Api) -> None:
    body = attribute("kind", "text", is_required=True, default_value={"type": "static", "template": ["new"]})
    api("POST", "/v2/objects/deals/attributes", {"data": body})
    assert plain(api.create("deals", **DEAL)["values"]["kind"], "value") == ["new"]
    assert api.create_error("deals", **DEAL, kind=None).code == (400, "missing_value")


def test_a_default_that_refers_to_a_deleted_record_is_ignored(api: Api) -> None:
    ada = api.record_id("people", email_addresses=["ada@acme.com"])
    reference = {"target_object": "people", "target_record_id": ada}
    config = {"object": "people", "title": "Reviews", "api_slug": "reviews", "is_multiselect": True}
    default = {"type": "static", "template": [reference]}
    body = attribute("reviewer", "record-reference", relationship=config, default_value=default)
    api("POST", "/v2/objects/deals/attributes", {"data": body})
    deal = api.record_id("deals", **DEAL)
    assert plain(api.get("people", ada)["reviews"], "target_record_id") == [deal]
    api("DELETE", f"/v2/objects/people/records/{ada}")
    assert api.get("deals", deal)["reviewer"] == []
    assert api.create("deals", **DEAL)["values"]["reviewer"] == []
