"""Attributes, options and statuses."""

from __future__ import annotations

import pytest

from attio.sandbox import Sandbox
from tests.sandbox.api import Api, attribute, plain

INTERACTIONS = [
    "first_calendar_interaction",
    "last_calendar_interaction",
    "next_calendar_interaction",
    "first_email_interaction",
    "last_email_interaction",
    "first_interaction",
    "last_interaction",
    "next_interaction",
]
SOCIAL = ["angellist", "facebook", "instagram", "linkedin", "twitter"]
CONNECTION = ["strongest_connection_strength_legacy", "strongest_connection_strength", "strongest_connection_user"]
SYSTEM = {
    "people": [
        *["record_id", "name", "email_addresses", "description", "company", "job_title", "avatar_url", "phone_numbers"],
        *["primary_location", *SOCIAL, "twitter_follower_count", *INTERACTIONS, *CONNECTION],
        *["associated_deals", "created_at", "created_by"],
    ],
    "companies": [
        *["record_id", "domains", "name", "description", "team", "categories", "primary_location", "logo_url", *SOCIAL],
        *["twitter_follower_count", "estimated_arr_usd", "funding_raised_usd", "foundation_date", "employee_range"],
        *[*INTERACTIONS, *CONNECTION, "associated_deals", "created_at", "created_by"],
    ],
    "deals": [
        *["record_id", "name", "stage", "owner", "value", "associated_people", "associated_company"],
        *["created_at", "created_by"],
    ],
}


@pytest.mark.parametrize("owner", SYSTEM)
def test_system_attributes_come_in_the_order_of_the_app(api: Api, owner: str) -> None:
    listed = api("GET", f"/v2/objects/{owner}/attributes").data
    assert [item["api_slug"] for item in listed] == SYSTEM[owner]
    assert all(item["is_system_attribute"] for item in listed)


def test_system_attributes_have_the_flags_of_attio(api: Api) -> None:
    def flagged(owner: str, flag: str) -> set[str]:
        listed = api("GET", f"/v2/objects/{owner}/attributes").data
        return {item["api_slug"] for item in listed if item[flag]}

    assert flagged("people", "is_unique") == {"record_id", "email_addresses"}
    assert flagged("companies", "is_unique") == {"record_id", "domains"}
    assert flagged("people", "is_multiselect") == {"email_addresses", "phone_numbers", "associated_deals"}
    assert flagged("companies", "is_multiselect") == {"domains", "team", "categories", "associated_deals"}
    assert flagged("deals", "is_multiselect") == {"associated_people"}
    assert flagged("people", "is_required") == flagged("companies", "is_required") == set()
    assert flagged("deals", "is_required") == {"name", "stage", "owner"}
    assert {"estimated_arr_usd", "foundation_date"} <= flagged("companies", "is_writable")
    assert not {"record_id", "logo_url", "last_interaction", "created_by"} & flagged("companies", "is_writable")


def test_an_attribute_has_its_config_and_relationship(api: Api) -> None:
    team = api("GET", "/v2/objects/companies/attributes/team").data
    people = api("GET", "/v2/objects/people").data["id"]["object_id"]
    company = api("GET", "/v2/objects/people/attributes/company").data
    assert team["type"] == "record-reference"
    assert team["config"] == {
        "currency": {"default_currency_code": None, "display_type": None},
        "record_reference": {"allowed_object_ids": [people]},
    }
    assert team["relationship"] == {
        "id": company["id"],
        "object_slug": "people",
        "title": "Company",
        "api_slug": "company",
        "is_multiselect": False,
    }
    assert company["relationship"]["id"] == team["id"]
    value = api("GET", "/v2/objects/deals/attributes/value").data
    assert value["config"]["currency"] == {"default_currency_code": "USD", "display_type": "symbol"}
    assert (value["relationship"], value["default_value"], value["description"]) == (None, None, None)


def test_attributes_are_read_by_id_and_in_pages(api: Api) -> None:
    object_id = api("GET", "/v2/objects/deals").data["id"]["object_id"]
    page = api("GET", f"/v2/objects/{object_id}/attributes?limit=2&offset=1").data
    assert [item["api_slug"] for item in page] == ["name", "stage"]
    by_id = api("GET", f"/v2/objects/deals/attributes/{page[1]['id']['attribute_id']}").data
    assert by_id == page[1]
    assert api("GET", "/v2/objects/deals/attributes?offset=-1").paths == [["offset"]]
    assert api("GET", "/v2/objects/deals/attributes?offset=100").data == []


def test_unknown_attributes_are_not_found(api: Api) -> None:
    missing = 'Attribute with slug/ID "my-attribute" not found.'
    assert api("GET", "/v2/objects/people/attributes/my-attribute").error == (404, "not_found", missing)
    assert api("GET", "/v2/objects/ships/attributes").error[2] == 'Object with slug/ID "ships" not found.'
    assert api("GET", "/v2/lists/sales/attributes").error[2] == 'List with slug/ID "sales" not found.'


def test_an_attribute_is_created(api: Api) -> None:
    created = api.attribute("people", "shoe_size", "number", description="European")
    assert created["description"] == "European"
    assert not created["is_system_attribute"]
    assert api("GET", "/v2/objects/people/attributes").data[-1] == created
    assert api("POST", "/v2/objects/people/attributes", {"data": attribute("shoe_size", "text")}).error == (
        409,
        "slug_conflict",
        "An attribute with the same API slug already exists on this object. Please choose a different API slug.",
    )


TO_PEOPLE = {"object": "people", "title": "", "api_slug": "x", "is_multiselect": True}
TAIWAN = {"currency": {"default_currency_code": "TWD", "display_type": "code"}}


@pytest.mark.parametrize(
    ("owner", "more"),
    [
        ("people", {"type": "interaction"}),
        ("people", {"type": "personal-name"}),
        ("people", {"type": "select", "is_unique": True}),
        ("people", {"type": "checkbox", "is_multiselect": True}),
        ("companies", {"type": "text", "is_unique": True}),
        ("people", {"type": "text", "default_value": {"type": "static", "template": ["x"]}}),
        ("deals", {"type": "text", "default_value": {"type": "dynamic", "template": "current-user"}}),
        ("deals", {"type": "date", "default_value": {"type": "dynamic", "template": "next week"}}),
        ("deals", {"type": "date", "default_value": {"type": "weekly"}}),
        ("deals", {"type": "currency", "config": TAIWAN}),
        ("deals", {"type": "record-reference", "config": {"record_reference": {"allowed_objects": ["ships"]}}}),
        ("deals", {"type": "text", "relationship": TO_PEOPLE}),
    ],
)
def test_creation_is_checked(api: Api, owner: str, more: dict[str, object]) -> None:
    response = api("POST", f"/v2/objects/{owner}/attributes", {"data": attribute("extra", "text") | more})
    assert response.code == (400, "validation_type")
    assert api("GET", f"/v2/objects/{owner}/attributes/extra").status == 404


def test_creation_needs_every_key(api: Api) -> None:
    response = api("POST", "/v2/objects/people/attributes", {"data": {"title": "X"}})
    missing = ["description", "api_slug", "type", "is_required", "is_unique", "is_multiselect", "config"]
    assert response.paths == [["data", name] for name in missing]


def test_a_relationship_is_made_on_both_sides(api: Api) -> None:
    config = {"object": "people", "title": "Investments", "api_slug": "investments", "is_multiselect": True}
    created = api.attribute("companies", "investors", "record-reference", is_multiselect=True, relationship=config)
    other = api("GET", "/v2/objects/people/attributes/investments").data
    assert created["relationship"]["id"] == other["id"]
    assert other["relationship"]["id"] == created["id"]
    assert (other["is_multiselect"], other["title"]) == (True, "Investments")
    ada = api.record_id("people", name="Ada")
    acme = api.record_id("companies", investors=[{"target_object": "people", "target_record_id": ada}])
    assert api.get("people", ada)["investments"][0]["target_record_id"] == acme


def test_an_invalid_relationship_is_rejected(api: Api) -> None:
    config = {"object": "ships", "title": "Owner", "api_slug": "owner", "is_multiselect": False}
    body = {"data": attribute("ship", "record-reference", relationship=config)}
    assert api("POST", "/v2/objects/people/attributes", body).code == (404, "not_found")
    taken = {**config, "object": "deals"}
    body = {"data": attribute("ship", "record-reference", relationship=taken)}
    assert api("POST", "/v2/objects/people/attributes", body).code == (409, "slug_conflict")
    alone = {**config, "object": "people", "api_slug": "ship"}
    body = {"data": attribute("ship", "record-reference", relationship=alone)}
    assert api("POST", "/v2/objects/people/attributes", body).code == (409, "slug_conflict")


def test_an_attribute_is_updated(api: Api) -> None:
    api.attribute("people", "nick", "text")
    url = "/v2/objects/people/attributes/nick"
    changed = api(
        "PATCH", url, {"data": {"title": "Alias", "api_slug": "alias", "description": "Short", "is_required": True}}
    )
    assert changed.data["title"] == "Alias"
    assert api("GET", url).status == 404
    url = "/v2/objects/people/attributes/alias"
    assert api("GET", url).data == changed.data
    assert api("PATCH", url, {"data": {"api_slug": "name"}}).code == (409, "slug_conflict")
    assert api("PATCH", "/v2/objects/people/attributes/name", {"data": {"title": "X"}}).error == (
        400,
        "system_edit_unauthorized",
        "Cannot update a System attribute.",
    )


def test_a_rejected_update_changes_nothing(api: Api) -> None:
    api.attribute("deals", "region", "text")
    body = {"data": {"title": "New", "is_required": True, "default_value": {"type": "dynamic", "template": "x"}}}
    before = api("GET", "/v2/objects/deals/attributes/region").data
    assert api("PATCH", "/v2/objects/deals/attributes/region", body).status == 400
    assert api("GET", "/v2/objects/deals/attributes/region").data == before


def test_an_archived_attribute_is_hidden(api: Api) -> None:
    api.attribute("people", "nick", "text")
    record = api.record_id("people", nick="Countess")
    assert api("PATCH", "/v2/objects/people/attributes/nick", {"data": {"is_archived": True}}).data["is_archived"]
    slugs = [item["api_slug"] for item in api("GET", "/v2/objects/people/attributes").data]
    assert "nick" not in slugs
    shown = api("GET", "/v2/objects/people/attributes?show_archived=true").data
    assert shown[-1]["api_slug"] == "nick"
    assert "nick" not in api.get("people", record)
    assert api.create_error("people", nick="x").code == (400, "value_not_found")


def test_later_uniqueness_applies_to_new_values(api: Api) -> None:
    api.attribute("people", "nick", "text")
    api.create("people", nick="same")
    api.create("people", nick="same")
    api("PATCH", "/v2/objects/people/attributes/nick", {"data": {"is_unique": True}})
    assert api.create_error("people", nick="same").code == (400, "uniqueness_conflict")
    assert api.create("people", nick="other")


def test_default_values_fill_new_records(api: Api) -> None:
    owner = attribute("backup", "actor-reference", default_value={"type": "dynamic", "template": "current-user"})
    due = attribute("due", "date", default_value={"type": "dynamic", "template": "P1M"})
    source = attribute("source", "text", default_value={"type": "static", "template": [{"value": "api"}]})
    for body in (owner, due, source):
        assert api("POST", "/v2/objects/deals/attributes", {"data": body}).data["is_default_value_enabled"]
    shown = api("GET", "/v2/objects/deals/attributes/source").data["default_value"]
    assert shown == {"type": "static", "template": [{"value": "api", "attribute_type": "text"}]}
    assert api("GET", "/v2/objects/deals/attributes/due").data["default_value"] == {
        "type": "dynamic",
        "template": "P1M",
    }

    member = api.sandbox.members[0]
    api.sandbox.add_token("graces", member=member)
    needed = {"name": "Loom", "stage": "Lead", "owner": "grace@sandbox.test"}
    values = api("POST", "/v2/objects/deals/records", {"data": {"values": needed}}, token="graces").data["values"]
    assert values["backup"][0]["referenced_actor_id"] == member.id
    assert values["due"][0]["value"] == "2026-04-04"
    assert values["source"][0]["value"] == "api"
    assert api.create("deals", **needed, source="ui", due=None)["values"]["due"] == []
    assert api.create("deals", **needed)["values"]["backup"] == []
    assert (
        api("PATCH", "/v2/objects/deals/attributes/due", {"data": {"default_value": None}}).data["default_value"]
        is None
    )


def test_options_are_created_and_updated(api: Api) -> None:
    api.attribute("people", "size", "select")
    url = "/v2/objects/people/attributes/size/options"
    small = api("POST", url, {"data": {"title": "Small"}}).data
    assert small["title"] == "Small"
    assert not small["is_archived"]
    assert set(small["id"]) == {"workspace_id", "object_id", "attribute_id", "option_id"}
    again = api("POST", url, {"data": {"title": "Small"}})
    assert again.error == (409, "slug_conflict", 'There is already another select option with the title "Small".')
    api("POST", url, {"data": {"title": "Large"}})
    assert [item["title"] for item in api("GET", url).data] == ["Small", "Large"]
    renamed = api("PATCH", f"{url}/{small['id']['option_id']}", {"data": {"title": "Tiny"}}).data
    assert renamed["title"] == "Tiny"
    assert api("PATCH", f"{url}/Tiny", {"data": {"title": "Large"}}).code == (409, "slug_conflict")
    assert api("PATCH", f"{url}/Large", {"data": {"is_archived": True}}).data["is_archived"]
    assert [item["title"] for item in api("GET", url).data] == ["Tiny"]
    assert [item["title"] for item in api("GET", f"{url}?show_archived=true").data] == ["Tiny", "Large"]
    missing = api("PATCH", f"{url}/Medium", {"data": {}})
    assert missing.error[1:] == ("value_not_found", 'Cannot find select attribute with select option title "Medium".')
    assert api.create_error("people", size="Large").code == (400, "value_not_found")


def test_statuses_are_created_and_updated(api: Api) -> None:
    url = "/v2/objects/deals/attributes/stage/statuses"
    listed = api("GET", url).data
    assert [item["title"] for item in listed] == ["Lead", "In Progress", "Won 🎉", "Lost"]
    assert [item["celebration_enabled"] for item in listed] == [False, False, True, False]
    assert set(listed[0]) == {"id", "title", "is_archived", "celebration_enabled", "target_time_in_status"}
    created = api("POST", url, {"data": {"title": "Stalled", "target_time_in_status": "P0Y0M1DT0H0M0S"}}).data
    assert created["target_time_in_status"] == "P0Y0M1DT0H0M0S"
    body = {"data": {"title": "On hold", "celebration_enabled": True, "target_time_in_status": None}}
    changed = api("PATCH", f"{url}/Stalled", body).data
    assert (changed["title"], changed["celebration_enabled"], changed["target_time_in_status"]) == (
        "On hold",
        True,
        None,
    )
    assert api("POST", url, {"data": {"title": "Lead"}}).error == (
        409,
        "slug_conflict",
        'There is already another status with the title "Lead".',
    )
    missing = api("PATCH", f"{url}/Medium", {"data": {}})
    assert missing.error[1:] == ("value_not_found", 'Cannot find status attribute with status option title "Medium".')
    assert api("POST", url, {"data": {"title": "X", "target_time_in_status": "soon"}}).status == 400


def test_options_and_statuses_do_not_mix(api: Api) -> None:
    assert api("GET", "/v2/objects/deals/attributes/stage/options").error == (
        400,
        "validation_type",
        "This attribute is not a select attribute.",
    )
    assert api("POST", "/v2/objects/people/attributes/name/statuses", {"data": {"title": "X"}}).error[2] == (
        "This attribute is not a status attribute."
    )


def test_the_configuration_is_applied_and_updated(api: Api) -> None:
    euros = {"currency": {"default_currency_code": "EUR", "display_type": "code"}}
    assert api.attribute("people", "fee", "currency", config=euros)["config"]["currency"] == euros["currency"]
    assert plain(api.create("people", fee=5)["values"]["fee"], "currency_code") == ["EUR"]
    pounds = {"currency": {"default_currency_code": "GBP", "display_type": "name"}}
    changed = api("PATCH", "/v2/objects/people/attributes/fee", {"data": {"config": pounds}}).data
    assert changed["config"]["currency"] == pounds["currency"]

    deals, people = (api("GET", f"/v2/objects/{slug}").data["id"]["object_id"] for slug in ("deals", "people"))
    allowed = {"record_reference": {"allowed_objects": ["deals", people]}}
    created = api.attribute("people", "source", "record-reference", config=allowed)
    assert created["config"]["record_reference"]["allowed_object_ids"] == [deals, people]


def test_a_configuration_for_another_type_is_ignored(api: Api) -> None:
    config = {"record_reference": {"allowed_objects": ["deals"]}}
    assert api.attribute("people", "nick", "text", config=config)["config"]["record_reference"] == {
        "allowed_object_ids": None
    }


def test_a_deleted_object_ends_its_relationships(api: Api) -> None:
    api("POST", "/v2/objects", {"data": {"api_slug": "ships", "singular_noun": "Ship", "plural_noun": "Ships"}})
    config = {"object": "people", "title": "Ship", "api_slug": "ship", "is_multiselect": False}
    api.attribute("ships", "crew", "record-reference", is_multiselect=True, relationship=config)
    ada = api.record_id("people", email_addresses=["ada@acme.com"])
    api.create("ships", crew=["ada@acme.com"])
    assert len(api.get("people", ada)["ship"]) == 1
    api("DELETE", "/v2/objects/ships")
    assert api.get("people", ada)["ship"] == []
    assert api("GET", "/v2/objects/people/attributes/ship").data["relationship"] is None


@pytest.mark.parametrize(("slug", "template"), [("created_at", "PT0S"), ("created_by", "current-user")])
def test_values_filled_in_by_the_system_are_defaults(api: Api, slug: str, template: str) -> None:
    found = api("GET", f"/v2/objects/people/attributes/{slug}").data
    assert found["is_default_value_enabled"] is True
    assert found["default_value"] == {"type": "dynamic", "template": template}
    assert api("GET", "/v2/objects/people/attributes/record_id").data["is_default_value_enabled"] is False
    schema = {"id": found["id"]["object_id"], "api_slug": "people", "singular_noun": "Person", "plural_noun": "People"}
    described = {
        "id": found["id"]["attribute_id"],
        "api_slug": slug,
        "type": found["type"],
        "is_system_attribute": True,
    }
    loaded = Sandbox.from_schema({"objects": [{**schema, "attributes": [described]}]})
    assert Api(loaded)("GET", f"/v2/objects/people/attributes/{slug}").data["default_value"] == found["default_value"]
    record = Api(loaded)("POST", "/v2/objects/people/records", {"data": {"values": {}}}).data
    assert len(record["values"][slug]) == 1
