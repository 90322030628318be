"""Values of each attribute type: accepted forms, and the stored value."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.api import Api, plain
from tests.sandbox.conftest import Clock

ENVELOPE = {"active_from", "active_until", "created_by_actor", "attribute_type"}


def written(api: Api, kind: str, raw: object) -> dict[str, Any]:
    """Write a value of a type, and return the stored value without its envelope."""
    api.attribute("people", "field", kind)
    (value,) = api.create("people", field=raw)["values"]["field"]
    assert value["attribute_type"] == kind
    return {name: part for name, part in value.items() if name not in ENVELOPE}


@pytest.mark.parametrize(
    ("kind", "raw", "read"),
    [
        ("text", "hello", "hello"),
        ("text", {"value": " spaced "}, " spaced "),
        ("text", ["in a list"], "in a list"),
        ("text", "", ""),
        ("number", 12, 12),
        ("number", {"value": 1.5}, 1.5),
        ("number", 3.14159265, 3.1416),
        ("number", 2.0, 2),
        ("checkbox", True, True),
        ("checkbox", "false", False),
        ("checkbox", {"value": "true"}, True),
        ("checkbox", [False], False),
        ("rating", 0, 0),
        ("rating", {"value": 5}, 5),
        ("date", "2026-02-03", "2026-02-03"),
        ("date", "2026", "2026-01-01"),
        ("date", {"value": "2026-02"}, "2026-02-01"),
        ("date", "2026-02-03T23:30:00-05:00", "2026-02-04"),
        ("date", "9999-12-31", "9999-12-31"),
        ("timestamp", "2026-02-03", "2026-02-03T00:00:00.000000000Z"),
        ("timestamp", "2026-02-03T04:05", "2026-02-03T04:05:00.000000000Z"),
        ("timestamp", {"value": "2026-02-03T04:05:06.123456789Z"}, "2026-02-03T04:05:06.123456789Z"),
        ("timestamp", "2026-02-03 04:05:06+0130", "2026-02-03T02:35:06.000000000Z"),
    ],
)
def test_plain_values_are_stored(api: Api, kind: str, raw: object, read: object) -> None:
    value = written(api, kind, raw)
    assert value == {"value": read}
    assert type(value["value"]) is type(read)


@pytest.mark.parametrize(
    ("raw", "amount"), [(99, 99), ("99.5", 99.5), ({"currency_value": 1.23456}, 1.2346), ({"currency_value": "-7"}, -7)]
)
def test_currency_values_are_stored(api: Api, raw: object, amount: float) -> None:
    assert written(api, "currency", raw) == {"currency_value": amount, "currency_code": "USD"}


@pytest.mark.parametrize(
    ("raw", "domain", "root"),
    [
        ("acme.com", "acme.com", "acme.com"),
        ({"domain": "https://Shop.Acme.com:443/path?x#y"}, "shop.acme.com", "acme.com"),
        ("acme.co.uk/", "acme.co.uk", "acme.co.uk"),
        ("a.b.acme.com.au", "a.b.acme.com.au", "acme.com.au"),
        ("bücher.de", "bücher.de", "bücher.de"),
    ],
)
def test_domains_are_normalized(api: Api, raw: object, domain: str, root: str) -> None:
    assert written(api, "domain", raw) == {"domain": domain, "root_domain": root}


def test_email_addresses_are_normalized_and_split(api: Api) -> None:
    assert written(api, "email-address", " Ada.L+x@Mail.Acme.co.uk ") == {
        "original_email_address": "Ada.L+x@Mail.Acme.co.uk",
        "email_address": "ada.l+x@mail.acme.co.uk",
        "email_domain": "mail.acme.co.uk",
        "email_root_domain": "acme.co.uk",
        "email_local_specifier": "ada.l+x",
    }


@pytest.mark.parametrize(
    ("raw", "country", "number"),
    [
        ("+1 (415) 555-0132", "US", "+14155550132"),
        ("+14165550132", "CA", "+14165550132"),
        ("+44 20 7946 0958", "GB", "+442079460958"),
        ({"original_phone_number": "020 7946 0958", "country_code": "GB"}, "GB", "+442079460958"),
        ({"original_phone_number": "415-555-0132", "country_code": "US"}, "US", "+14155550132"),
        ({"original_phone_number": "+353 1 234 5678", "country_code": None}, "IE", "+35312345678"),
        ({"original_phone_number": "06 1234 5678", "country_code": "IT"}, "IT", "+390612345678"),
    ],
)
def test_phone_numbers_are_normalized(api: Api, raw: object, country: str, number: str) -> None:
    value = written(api, "phone-number", raw)
    assert (value["country_code"], value["phone_number"]) == (country, number)
    assert value["original_phone_number"] == (raw["original_phone_number"] if isinstance(raw, dict) else raw)


@pytest.mark.parametrize(
    ("raw", "first", "last", "full"),
    [
        ("Lovelace, Ada", "Ada", "Lovelace", "Ada Lovelace"),
        ("Ada", "Ada", "", "Ada"),
        ({"first_name": "Ada", "last_name": "Lovelace", "full_name": "Ada King"}, "Ada", "Lovelace", "Ada King"),
        ({"first_name": "Ada"}, "Ada", "", "Ada"),
        ({"full_name": "Ada King Lovelace"}, "Ada King", "Lovelace", "Ada King Lovelace"),
        ({"full_name": "Plato"}, "Plato", "", "Plato"),
    ],
)
def test_personal_names_are_split(api: Api, raw: object, first: str, last: str, full: str) -> None:
    values = api.create("people", name=raw)["values"]["name"]
    assert plain(values, "first_name", "last_name", "full_name") == [(first, last, full)]


NOWHERE = {
    **dict.fromkeys(["line_1", "line_2", "line_3", "line_4", "locality", "region", "postcode"]),
    "country_code": None,
    "latitude": None,
    "longitude": None,
}


@pytest.mark.parametrize(
    ("raw", "parts"),
    [
        ("1 Main St, Salem, OR 97301, USA",
         {"line_1": "1 Main St", "locality": "Salem", "region": "OR", "postcode": "97301", "country_code": "US"}),
        ("Bergen, Norway", {"locality": "Bergen", "country_code": "NO"}),
        ("London, Greater London, SW1A 1AA, GB",
         {"locality": "London", "region": "Greater London", "postcode": "SW1A 1AA", "country_code": "GB"}),
        ("Suite 5, 1 Main St, Salem, OR",
         {"line_1": "Suite 5", "line_2": "1 Main St", "locality": "Salem", "region": "OR"}),
        ("Springfield", {"locality": "Springfield"}),
        (",", {}),
        (NOWHERE | {"locality": "Oslo", "latitude": "59.9", "longitude": "-10.7"},
         {"locality": "Oslo", "latitude": "59.9", "longitude": "-10.7"}),
    ],
)  # fmt: skip
def test_locations_are_completed(api: Api, raw: object, parts: dict[str, str]) -> None:
    assert written(api, "location", raw) == NOWHERE | parts


def test_options_are_found_by_title_or_id(api: Api) -> None:
    options = api("GET", "/v2/objects/companies/attributes/categories/options").data
    by_id = options[1]["id"]["option_id"]
    raw = [options[0]["title"], {"option": by_id}, options[2]["id"]["option_id"], {"option": options[3]["title"]}]
    values = api.create("companies", categories=raw)["values"]["categories"]
    assert plain(values, "option") == options[:4]
    single = api.create("companies", employee_range="1-10")["values"]["employee_range"]
    assert plain(single, "option")[0]["title"] == "1-10"


@pytest.mark.parametrize("raw", ["Lead", {"status": "Lead"}, ["Lead"]])
def test_statuses_are_found_by_title_or_id(api: Api, raw: object) -> None:
    deal = api.create("deals", name="Loom", stage=raw, owner="alan@sandbox.test")
    statuses = api("GET", "/v2/objects/deals/attributes/stage/statuses").data
    assert plain(deal["values"]["stage"], "status") == [statuses[0]]
    moved = {"data": {"values": {"stage": {"status": statuses[1]["id"]["status_id"]}}}}
    values = api("PATCH", f"/v2/objects/deals/records/{deal['id']['record_id']}", moved).data["values"]
    assert plain(values["stage"], "status") == [statuses[1]]


def test_a_renamed_option_is_read_by_its_new_name(api: Api) -> None:
    record = api.record_id("companies", categories=["B2B"])
    api("PATCH", "/v2/objects/companies/attributes/categories/options/B2B", {"data": {"title": "Businesses"}})
    assert api.get("companies", record)["categories"][0]["option"]["title"] == "Businesses"


def test_members_are_found_by_id_or_address(api: Api) -> None:
    api.attribute("people", "helpers", "actor-reference", is_multiselect=True)
    grace, alan = api.sandbox.members
    by_id = {"referenced_actor_type": "workspace-member", "referenced_actor_id": grace.id}
    for raw in ([by_id], ["GRACE@sandbox.test"], [{"workspace_member_email_address": "grace@sandbox.test"}]):
        values = api.create("people", helpers=[*raw, alan.email_address])["values"]["helpers"]
        assert plain(values, "referenced_actor_type", "referenced_actor_id") == [
            ("workspace-member", grace.id),
            ("workspace-member", alan.id),
        ]


def test_references_are_found_by_unique_values(api: Api) -> None:
    acme = api.record_id("companies", domains=["acme.com"])
    expected = [("companies", acme)]
    for raw in (
        "acme.com",
        {"target_object": "companies", "target_record_id": acme},
        {"target_object": "companies", "domains": ["acme.com"]},
        {"target_object": "companies", "domains": [{"domain": "ACME.com"}]},
        [{"target_object": api("GET", "/v2/objects/companies").data["id"]["object_id"], "target_record_id": acme}],
    ):
        values = api.create("people", company=raw)["values"]["company"]
        assert plain(values, "target_object", "target_record_id") == expected
    ada = api.record_id("people", email_addresses=["ada@acme.com"])
    team = api.create("companies", team=["Ada@acme.com"])["values"]["team"]
    assert plain(team, "target_object", "target_record_id") == [("people", ada)]


def test_an_unrestricted_reference_must_name_its_object(api: Api) -> None:
    api.attribute("deals", "source", "record-reference")
    needed = {"name": "Loom", "stage": "Lead", "owner": "alan@sandbox.test"}
    ada = api.record_id("people", email_addresses=["ada@acme.com"])
    raw = {"target_object": "people", "email_addresses": ["ada@acme.com"]}
    assert api.create("deals", **needed, source=raw)["values"]["source"][0]["target_record_id"] == ada
    assert api.create_error("deals", **needed, source="ada@acme.com").code == (400, "validation_type")


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        ("text", 5),
        ("text", {"text": "x"}),
        ("text", "x" * (10 * 1024 * 1024 + 1)),
        ("text", ["a", "b"]),
        ("number", "5"),
        ("number", True),
        ("checkbox", 1),
        ("checkbox", "yes"),
        ("rating", 6),
        ("rating", 2.5),
        ("date", "soon"),
        ("date", "2026-02-30"),
        ("date", "10000-01-01"),
        ("timestamp", 1700000000),
        ("timestamp", "0001-01-01T00:00:00+05:00"),
        ("currency", "a lot"),
        ("domain", "localhost"),
        ("domain", "-x.com"),
        ("domain", "1.2.3.4"),
        ("email-address", "ada"),
        ("email-address", "a..b@acme.com"),
        ("email-address", "ada@acme"),
        ("phone-number", "call me"),
        ("phone-number", "+12345"),
        ("phone-number", "+1 123 456 7890"),
        ("phone-number", "+999 123 456 789"),
        ("phone-number", {"original_phone_number": "+442079460958", "country_code": "UK"}),
        ("location", {"locality": "Oslo"}),
        ("location", ""),
        ("location", NOWHERE | {"country_code": "UK"}),
        ("location", NOWHERE | {"latitude": "north"}),
        ("location", NOWHERE | {"locality": 5}),
        ("actor-reference", {"referenced_actor_type": "app", "referenced_actor_id": "x"}),
        ("actor-reference", {}),
    ],
)
def test_invalid_values_are_rejected(api: Api, kind: str, raw: object) -> None:
    api.attribute("people", "field", kind)
    response = api.create_error("people", field=raw)
    assert response.code == (400, "validation_type")
    if raw != ["a", "b"]:
        assert response.body["message"] == 'An invalid value was passed to attribute with slug "field".'
        assert set(response.body["validation_errors"][0]) == {"code", "path", "message"}


def test_a_phone_number_without_a_country_is_rejected(api: Api) -> None:
    response = api.create_error("people", phone_numbers=["020 7946 0958"])
    assert response.body["validation_errors"] == [
        {
            "code": "invalid",
            "path": ["original_phone_number"],
            "message": "Invalid phone number, possibly due to missing country information",
        }
    ]


@pytest.mark.parametrize("raw", [{}, {"nick_name": "Ada"}, 5])
def test_invalid_personal_names_are_rejected(api: Api, raw: object) -> None:
    assert api.create_error("people", name=raw).code == (400, "validation_type")


@pytest.mark.parametrize(
    ("owner", "values", "message"),
    [
        ("companies", {"categories": ["Ships"]}, 'Cannot find select attribute with select option title "Ships".'),
        ("deals", {"stage": "Sold"}, 'Cannot find status attribute with status option title "Sold".'),
        ("deals", {"owner": "eve@sandbox.test"}, 'Workspace member with email address "eve@sandbox.test" not found.'),
        ("people", {"company": "nowhere.com"}, 'No record of "companies" has "nowhere.com" as its domains.'),
        ("people", {"company": {"target_object": "companies", "target_record_id": "x"}},
         'Record with ID "x" not found.'),
        ("people", {"company": {"target_object": "ships", "target_record_id": "x"}},
         'Object with slug/ID "ships" not found.'),
        ("people", {"company": {"target_object": "companies", "port": ["x"]}},
         'Cannot find attribute with slug/ID "port".'),
        ("people", {"nme": "Ada"}, 'Cannot find attribute with slug/ID "nme".'),
    ],
)  # fmt: skip
def test_unknown_references_are_rejected(api: Api, owner: str, values: dict[str, object], message: str) -> None:
    assert api.create_error(owner, **values).error == (400, "value_not_found", message)


@pytest.mark.parametrize(
    "raw",
    [
        {"target_record_id": "x"},
        {"target_object": "deals", "target_record_id": "x"},
        {"target_object": "companies"},
        {"target_object": "companies", "domains": ["a.com"], "record_id": ["x"]},
        {"target_object": "companies", "domains": "a.com"},
        {"target_object": "companies", "domains": ["a.com", "b.com"]},
        {"target_object": "companies", "domains": ["nowhere"]},
        5,
    ],
)
def test_malformed_references_are_rejected(api: Api, raw: object) -> None:
    assert api.create_error("people", company=raw).code == (400, "validation_type")


def test_a_reference_by_an_attribute_that_is_not_unique_is_rejected(api: Api) -> None:
    response = api.create_error("people", company={"target_object": "companies", "name": ["Acme"]})
    assert response.code == (400, "matching_attribute_definition_not_unique")


def test_values_have_an_envelope(api: Api, clock: Clock) -> None:
    record = api.create("people", name="Ada")
    clock.move(seconds=1)
    api(
        "PATCH",
        f"/v2/objects/people/records/{record['id']['record_id']}",
        {"data": {"values": {"job_title": "Analyst"}}},
    )
    values = api.get("people", record["id"]["record_id"])
    token_id = api("GET", "/v2/self").body["client_id"]
    assert values["job_title"] == [
        {
            "active_from": "2026-03-04T05:06:08.089000000Z",
            "active_until": None,
            "created_by_actor": {"type": "api-token", "id": token_id},
            "value": "Analyst",
            "attribute_type": "text",
        }
    ]
    assert values["name"][0]["active_from"] == "2026-03-04T05:06:07.089000000Z"


def test_a_multiselect_attribute_takes_arrays_only(api: Api) -> None:
    response = api.create_error("companies", domains="acme.com")
    assert response.code == (400, "validation_type")
    assert response.body["validation_errors"][0]["received"] == "string"
    assert response.paths == [["data", "values", "domains"]]


def test_repeated_values_are_kept_once(api: Api) -> None:
    values = api.create("companies", domains=["b.com", "a.com", "https://b.com/x"])["values"]["domains"]
    assert plain(values, "domain") == ["b.com", "a.com"]


@pytest.mark.parametrize("slug", ["record_id", "created_at", "created_by", "avatar_url", "last_interaction"])
def test_read_only_attributes_are_rejected(api: Api, slug: str) -> None:
    response = api.create_error("people", **{slug: "x"})
    assert response.code == (400, "validation_type")
    assert slug in response.body["message"]
