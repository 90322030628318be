"""The filter grammar: operators of each type, their matches, and rejected filters."""

from __future__ import annotations

from typing import Any

import pytest

from attio.sandbox import Sandbox
from attio.sandbox.store.rows import SYSTEM, Cell, Value
from attio.sandbox.values import TYPES, InvalidValueError, Place
from tests.sandbox.api import Api
from tests.sandbox.conftest import Clock

NOBODY = "00000000-0000-4000-8000-000000000000"


class World:
    """A workspace with some records, which have short names."""

    def __init__(self, api: Api, clock: Clock) -> None:
        self.api = api
        for slug, kind in (
            ("age", "number"),
            ("stars", "rating"),
            ("vip", "checkbox"),
            ("born", "date"),
            ("met", "timestamp"),
        ):
            api.attribute("people", slug, kind)
        acme = api.record_id(
            "companies", name="Acme", domains=["acme.com", "shop.acme.co.uk"], categories=["B2B", "Media"]
        )
        self.ids = {"acme": acme, "apex": api.record_id("companies", name="Apex", domains=["apex.org"])}
        clock.move(days=1)
        self.ids["ada"] = api.record_id(
            "people",
            name="Lovelace, Ada",
            email_addresses=["ada@acme.com", "ada@king.org"],
            phone_numbers=["+44 20 7946 0958"],
            job_title="Chief Analyst",
            primary_location="12 Square, London, United Kingdom",
            company="acme.com",
            age=36,
            stars=5,
            vip=True,
            born="1815-12-10",
            met="2026-01-02T03:04:05.123456789Z",
        )
        clock.move(days=1)
        self.ids["bob"] = api.record_id("people", name="Babbage, Bob", company="apex.org", age=79.5, stars=2, vip=False)
        clock.move(days=1)
        self.ids["eve"] = api.record_id("people")
        deal = {"associated_company": "acme.com", "associated_people": ["ada@acme.com"], "owner": "alan@sandbox.test"}
        self.ids["loom"] = api.record_id("deals", name="Loom", stage="Lead", value=1000, **deal)
        self.ids["boat"] = api.record_id("deals", name="Boat", stage="Lost", value="20.5", owner="grace@sandbox.test")
        self.names = {record_id: name for name, record_id in self.ids.items()}

    def find(self, owner: str, query: object, **more: object) -> str:
        """Return the names of the records that match a filter."""
        return " ".join(self.names[record_id] for record_id in self.api.find(owner, filter=query, **more))

    def query_error(self, owner: str, query: object) -> Any:
        """Return the response to an invalid filter."""
        return self.api("POST", f"/v2/objects/{owner}/records/query", {"filter": query})


@pytest.fixture
def world(api: Api, clock: Clock) -> World:
    return World(api, clock)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, "ada bob eve"),
        # Text and its operators.
        ({"job_title": "Chief Analyst"}, "ada"),
        ({"job_title": "chief analyst"}, ""),
        ({"job_title": {"$eq": "Chief Analyst"}}, "ada"),
        ({"job_title": {"value": {"$contains": "ANALYST"}}}, "ada"),
        ({"job_title": {"$starts_with": "Chief", "$ends_with": "Analyst"}}, "ada"),
        ({"job_title": {"$starts_with": "chief"}}, ""),
        ({"job_title": {"$in": ["Chief Analyst", "Clerk"]}}, "ada"),
        # Names, e-mail addresses, phone numbers.
        ({"name": "Ada Lovelace"}, "ada"),
        ({"name": {"first_name": "Bob"}}, "bob"),
        ({"name": {"first_name": {"$contains": "a"}, "last_name": {"$contains": "LACE"}}}, "ada"),
        ({"name": {"$not_empty": True}}, "ada bob"),
        ({"$not": {"name": {"$not_empty": True}}}, "eve"),
        ({"email_addresses": "ADA@king.org"}, "ada"),
        ({"email_addresses": {"email_domain": "king.org"}}, "ada"),
        ({"email_addresses": {"email_root_domain": {"$ends_with": ".com"}, "email_local_specifier": "ada"}}, "ada"),
        # A single value must satisfy the whole condition.
        ({"email_addresses": {"$starts_with": "ada", "$ends_with": "king.com"}}, ""),
        ({"phone_numbers": "+442079460958"}, "ada"),
        ({"phone_numbers": {"$contains": "7946 0958"}}, "ada"),
        ({"phone_numbers": {"country_code": "GB"}}, "ada"),
        ({"phone_numbers": {"country_code": {"$not_empty": True}}}, "ada"),
        # Numbers, ratings, checkboxes, dates, timestamps.
        ({"age": 36}, "ada"),
        ({"age": {"$gt": 36}}, "bob"),
        ({"age": {"$gte": 36, "$lt": 79.5}}, "ada"),
        ({"age": {"$lte": 100}}, "ada bob"),
        ({"stars": {"$gte": 3}}, "ada"),
        ({"vip": True}, "ada"),
        ({"vip": {"$eq": False}}, "bob"),
        ({"born": "1815-12-10"}, "ada"),
        ({"born": {"$lt": "1816"}}, "ada"),
        ({"met": {"$eq": "2026-01-02T03:04:05.123456789Z"}}, "ada"),
        ({"met": {"$gte": "2026-01-02T04:04:05+01:00", "$lt": "2026-01-02T03:04:06Z"}}, "ada"),
        ({"created_at": {"$gte": "2026-03-06T00:00:00Z", "$lt": "2026-03-07T00:00:00Z"}}, "bob"),
        # Places and references.
        ({"primary_location": {"locality": "London", "country_code": {"$starts_with": "G"}}}, "ada"),
        ({"company": {"target_object": "companies"}}, "ada bob"),
        # Logic.
        ({"$and": [{"vip": True}, {"age": {"$lt": 50}}]}, "ada"),
        ({"$or": [{"vip": True}, {"age": 79.5}]}, "ada bob"),
        ({"$not": {"$or": [{"vip": True}, {"vip": False}]}}, "eve"),
        ({"vip": True, "age": 79.5}, ""),
        ({"$and": [{"$or": [{"name": {"$contains": "b"}}]}, {"$not": {"vip": True}}]}, "bob"),
        # Paths.
        ({"path": [["people", "company"], ["companies", "name"]], "constraints": "Apex"}, "bob"),
        (
            {"path": [["people", "company"], ["companies", "domains"]], "constraints": {"root_domain": "acme.co.uk"}},
            "ada",
        ),
        (
            {
                "path": [["people", "associated_deals"], ["deals", "associated_company"], ["companies", "name"]],
                "constraints": {"$contains": "acme"},
            },
            "ada",
        ),
        ({"$not": {"path": [["people", "company"], ["companies", "name"]], "constraints": {"$eq": "Acme"}}}, "bob eve"),
        ({"path": [["people", "age"]], "constraints": {"$gt": 40}}, "bob"),
    ],
)
def test_filters_match_people(world: World, query: object, found: str) -> None:
    assert world.find("people", query) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"domains": "acme.com"}, "acme"),
        ({"domains": {"$not_empty": True}}, "acme apex"),
        ({"domains": {"root_domain": {"$ends_with": "co.uk"}}}, "acme"),
        ({"categories": "B2B"}, "acme"),
        ({"categories": {"$eq": "Media"}}, "acme"),
        ({"$or": [{"categories": "B2C"}, {"categories": "Media"}]}, "acme"),
        ({"$not": {"categories": "B2B"}}, "apex"),
        ({"path": [["companies", "team"], ["people", "name"]], "constraints": {"first_name": {"$eq": "Bob"}}}, "apex"),
    ],
)
def test_filters_match_companies(world: World, query: object, found: str) -> None:
    assert world.find("companies", query) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"stage": "Lead"}, "loom"),
        ({"stage": {"active_from": {"$gte": "2026-03-07"}}}, "loom boat"),
        ({"stage": {"$eq": "Lost", "active_from": {"$lt": "2026-03-08"}}}, "boat"),
        ({"value": {"$gte": 500, "$lt": 2000}}, "loom"),
        ({"value": "20.5"}, "boat"),
        ({"value": {"currency_value": {"$lt": "21"}}}, "boat"),
    ],
)
def test_filters_match_deals(world: World, query: object, found: str) -> None:
    assert world.find("deals", query) == found


def test_filters_match_ids(world: World) -> None:
    ids = world.ids
    assert world.find("people", {"record_id": ids["bob"]}) == "bob"
    assert world.find("people", {"record_id": {"$in": [ids["eve"], ids["ada"], ids["acme"]]}}) == "ada eve"
    assert world.find("people", {"company": {"target_record_id": ids["apex"]}}) == "bob"
    target = {"$in": [ids["apex"], ids["acme"]]}
    assert world.find("people", {"company": {"target_object": "companies", "target_record_id": target}}) == "ada bob"
    path = [["people", "company"], ["companies", "record_id"]]
    assert world.find("people", {"path": path, "constraints": {"value": ids["acme"]}}) == "ada"
    attribute_id = world.api("GET", "/v2/objects/people/attributes/vip").data["id"]["attribute_id"]
    assert world.find("people", {attribute_id: True}) == "ada"
    status_id = world.api("GET", "/v2/objects/deals/attributes/stage/statuses").data[0]["id"]["status_id"]
    assert world.find("deals", {"stage": status_id}) == "loom"


def test_filters_match_actors(world: World, sandbox: Sandbox) -> None:
    grace = {"referenced_actor_type": "workspace-member", "referenced_actor_id": sandbox.members[0].id}
    assert world.find("deals", {"owner": grace}) == "boat"
    assert world.find("deals", {"$not": {"owner": grace}}) == "loom"
    token = {
        "referenced_actor_type": "api-token",
        "referenced_actor_id": world.api("GET", "/v2/self").body["client_id"],
    }
    assert world.find("deals", {"created_by": token}) == "loom boat"
    only_id = world.query_error("deals", {"owner": {"referenced_actor_id": sandbox.members[0].id}})
    assert only_id.error[2] == 'A filter on "owner" must give both referenced_actor_type and referenced_actor_id.'


def test_filters_match_interactions(world: World, sandbox: Sandbox) -> None:
    member = sandbox.members[0].id
    workspace = sandbox._workspace
    people = workspace.object("people")
    attribute = people.attribute("last_email_interaction") if people else None
    assert people
    assert attribute
    moment = "2026-03-01T10:00:00.000000000Z"
    payload: dict[str, object] = {"interaction_type": "email", "interacted_at": moment, "owner_member_id": member}
    with sandbox._pipeline.write(workspace) as changes:
        value = Value(payload, moment, moment, SYSTEM)
        changes.put(people.records[world.ids["ada"]].with_cell(attribute.id, Cell((value,))))
    assert world.find("people", {"last_email_interaction": {"interacted_at": {"$lt": "2026-06-01T00:00:00Z"}}}) == "ada"
    assert world.find("people", {"last_email_interaction": {"owner_member_id": member}}) == "ada"
    assert world.find("people", {"last_email_interaction": {"interaction_type": {"$not_empty": True}}}) == "ada"
    assert world.api.get("people", world.ids["ada"])["last_email_interaction"] == [
        {
            "active_from": moment,
            "active_until": None,
            "created_by_actor": {"type": "system", "id": None},
            "interaction_type": "email",
            "interacted_at": moment,
            "owner_actor": {"type": "workspace-member", "id": member},
            "attribute_type": "interaction",
        }
    ]
    assert world.api("DELETE", f"/v2/objects/people/records/{world.ids['ada']}").status == 200
    with pytest.raises(InvalidValueError):
        TYPES["interaction"].parse(payload, Place(workspace, attribute))


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ([], "A filter"),
        ("Ada", "A filter"),
        ({"nme": "Ada"}, "Unknown attribute slug: nme."),
        ({"name": {"nick_name": "Ada"}}, '"nick_name"'),
        ({"name": {"$regex": "A.*"}}, '"$regex"'),
        ({"name": {"$in": ["Ada"]}}, '"$in"'),
        ({"name": {"$lt": "B"}}, '"$lt"'),
        ({"name": {}}, '"name"'),
        ({"name": {"first_name": {}}}, '"name"'),
        ({"name": 5}, '"name"'),
        ({"name": ["Ada"]}, '"name"'),
        ({"name": {"$not_empty": False}}, '"$not_empty"'),
        ({"$nor": []}, '"$nor"'),
        ({"$and": {"name": "Ada"}}, '"$and"'),
        ({"$or": []}, '"$or"'),
        ({"$or": ["Ada"]}, "A filter"),
        ({"$not": []}, "A filter"),
        ({"$and": [{"name": "Ada"}], "vip": True}, '"$and"'),
        ({"email_addresses": {"$not_empty": True}}, '"$not_empty"'),
        ({"email_addresses": {"normalized_email_address": "x"}}, '"normalized_email_address"'),
        ({"job_title": {"$in": "Chief"}}, '"$in"'),
        ({"job_title": {"$in": [5]}}, '"job_title"'),
        ({"age": "36"}, '"age"'),
        ({"age": True}, '"age"'),
        ({"vip": "true"}, '"vip"'),
        ({"vip": {"$lt": True}}, '"$lt"'),
        ({"born": "soon"}, '"born"'),
        ({"created_at": {"$gte": "2026-01-01"}}, '"created_at"'),
        ({"primary_location": "London"}, '"primary_location"'),
        ({"primary_location": {"latitude": "5"}}, '"latitude"'),
        ({"primary_location": {"country_code": {"$contains": "G"}}}, '"$contains"'),
        ({"company": NOBODY}, '"company"'),
        ({"company": {"target_object": "ships"}}, '"company"'),
        ({"last_interaction": {"$gt": "2026-01-01T00:00:00Z"}}, '"last_interaction"'),
        ({"path": [], "constraints": {}}, "A path"),
        ({"path": [["people"]], "constraints": {}}, "Each step"),
        ({"path": [["ships", "name"]], "constraints": {}}, "Unknown object slug: ships."),
        ({"path": [[5, "name"]], "constraints": {}}, "Unknown object slug: 5."),
        ({"path": [["people", 5]], "constraints": {}}, "Unknown attribute slug: 5."),
        ({"path": [["companies", "name"]], "constraints": {}}, '"people"'),
        ({"path": [["people", "name"], ["companies", "name"]], "constraints": {}}, '"name"'),
        ({"path": [["people", "company"], ["deals", "name"]], "constraints": {}}, '"company"'),
        ({"path": [["people", "company"], ["companies", "port"]], "constraints": {}}, "Unknown attribute slug: port."),
        ({"path": [["people", "age"]], "constraints": {"$gt": 1}, "vip": True}, '"path"'),
        ({"path": [["people", "age"]]}, "path"),
    ],
)
def test_filters_outside_the_grammar_are_rejected(world: World, query: object, key: str) -> None:
    response = world.query_error("people", query)
    if query in ([], "Ada"):
        assert response.code == (400, "validation_type")
    else:
        assert response.code == (400, "filter_error")
        assert key in response.body["message"]


@pytest.mark.parametrize(
    "query",
    [
        {"stage": "Sold"},
        {"stage": {"$contains": "Lead"}},
        {"stage": {"$in": ["Lead"]}},
        {"stage": {"active_from": "2026-01-01"}},
        {"stage": {"title or id": {"$lt": "x"}}},
        {"value": "a lot"},
    ],
)
def test_filters_that_deals_do_not_support_are_rejected(world: World, query: object) -> None:
    assert world.query_error("deals", query).code == (400, "filter_error")


def test_an_error_names_its_place(world: World) -> None:
    response = world.query_error("people", {"$or": [{"vip": True}, {"email": "x"}]})
    assert response.body == {
        "status_code": 400,
        "type": "invalid_request_error",
        "code": "filter_error",
        "message": "Unknown attribute slug: email.",
        "path": ["$or", "1", "email"],
    }


def test_operators_and_properties_can_be_combined(world: World) -> None:
    assert world.find("people", {"name": {"full_name": "Ada Lovelace", "$contains": "Bob"}}) == ""
    assert world.find("people", {"name": {"last_name": "Lovelace", "$contains": "ada"}}) == "ada"


def test_a_filter_nested_too_deeply_is_rejected(world: World) -> None:
    query: dict[str, object] = {"vip": True}
    for _ in range(98):
        query = {"$not": query}
    assert world.find("people", query) == "ada"
    for _ in range(10):
        query = {"$not": query}
    assert world.query_error("people", query).error[1:] == ("filter_error", "The filter is nested too deeply.")
    deep = b'{"filter":' + b'{"$not":' * 100_000 + b"{}" + b"}" * 100_000 + b"}"
    assert world.api.raw("POST", "/v2/objects/people/records/query", deep).status == 400


def test_a_saved_view_filters_a_query(world: World, sandbox: Sandbox) -> None:
    view = sandbox.add_view("people", "Important", filter={"vip": True})
    find = world.api.find
    assert find("people", filter_view_id=view) == [world.ids["ada"]]
    everything = world.api("GET", "/v2/objects/companies/views").data[0]["id"]["view_id"]
    assert len(find("companies", filter_view_id=everything)) == 2
    url = "/v2/objects/people/records/query"
    assert world.api("POST", url, {"filter_view_id": view, "filter": {}}).code == (400, "filter_error")
    assert world.api("POST", url, {"filter_view_id": everything}).code == (400, "filter_error")
    assert world.api("POST", url, {"filter_view_id": "x"}).code == (400, "validation_type")
