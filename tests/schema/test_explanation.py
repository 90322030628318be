"""`error.explain`: explanations from the API or a snapshot, and the number of requests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from attio import Attio
from attio.errors import Explanation
from attio.filters import F
from attio.sandbox import Sandbox
from attio.schema import WorkspaceSchema
from attio.schema.call_parameters import wanted_options
from tests.drivers import Driver
from tests.sandbox.api import new_list
from tests.schema.conftest import Watched
from tests.schema.explaining import explained, failure, made_error

CASES: dict[str, tuple[str, tuple[Any, ...], dict[str, Any], Explanation, int]] = {
    "unknown attribute": (
        "records.create",
        ("companies",),
        {"data": {"values": {"nmae": "North"}}},
        Explanation("'companies' has no attribute 'nmae'", "nmae", ("name",)),
        2,
    ),
    "unknown attribute in a filter": (
        "records.query",
        ("companies",),
        {"filter": {"$or": [{"name": "x"}, {"domain": "x"}]}},
        Explanation("'companies' has no attribute 'domain'", "domain", ("domains",)),
        2,
    ),
    "unknown attribute in a filter along a path": (
        "records.query",
        ("people",),
        {"filter": {"path": [["people", "company"], ["companies", "nmae"]], "constraints": {"value": "x"}}},
        Explanation("'companies' has no attribute 'nmae'", "nmae", ("name",)),
        2,
    ),
    "unknown attribute in a sort": (
        "records.query",
        ("companies",),
        {"sorts": [{"attribute": "nmae", "direction": "asc"}]},
        Explanation("'companies' has no attribute 'nmae'", "nmae", ("name",)),
        2,
    ),
    "unknown matching attribute": (
        "records.assert_",
        ("companies",),
        {"matching_attribute": "domain", "data": {"values": {"name": "North"}}},
        Explanation("'companies' has no attribute 'domain'", "domain", ("domains",)),
        2,
    ),
    "unknown attribute of an operation on attributes": (
        "attributes.get",
        ("objects", "companies", "nmae"),
        {},
        Explanation("'companies' has no attribute 'nmae'", "nmae", ("name",)),
        2,
    ),
    "unknown option": (
        "records.create",
        ("companies",),
        {"data": {"values": {"name": "North", "categories": ["B2B", "Hardwear"]}}},
        Explanation("'categories' has no option 'Hardwear'", "categories", ("Hardware",)),
        3,
    ),
    "unknown option in a filter": (
        "records.query",
        ("companies",),
        {"filter": {"categories": {"$eq": "Hardwear"}}},
        Explanation("'categories' has no option 'Hardwear'", "categories", ("Hardware",)),
        3,
    ),
    "unknown option in a filter of attio.filters": (
        "records.query",
        ("companies",),
        {"filter": F("categories") == "Hardwear"},
        Explanation("'categories' has no option 'Hardwear'", "categories", ("Hardware",)),
        3,
    ),
    "unknown object": (
        "records.query",
        ("compnies",),
        {},
        Explanation("there is no object 'compnies'", suggestions=("companies",)),
        1,
    ),
    "unknown object of a search": (
        "records.search",
        (),
        {"query": "x", "objects": ["peeple"], "request_as": {"type": "workspace"}},
        Explanation("there is no object 'peeple'", suggestions=("people",)),
        1,
    ),
    "unknown list": (
        "entries.query",
        ("seles",),
        {},
        Explanation("there is no list 'seles'", suggestions=("sales",)),
        1,
    ),
    "a record that does not exist": (
        "records.get",
        ("people", "00000000-0000-4000-8000-000000000000"),
        {},
        Explanation('Record with ID "00000000-0000-4000-8000-000000000000" not found.'),
        2,
    ),
}


@pytest.mark.usefixtures("filled")  # before `client`, which adds a list
@pytest.mark.parametrize("name", CASES)
def test_an_explanation_names_the_problem_and_the_nearest_names(
    driver: Driver, name: str, watched: Watched, client: Attio
) -> None:
    method, args, params, expected, requests = CASES[name]
    if name == "unknown list":
        assert client.lists.list().data
    error = failure(driver, client, method, *args, **params)
    watched.count()
    assert explained(driver, error, client) == expected
    assert watched.count() <= requests
    assert explained(driver, error, client) == expected
    assert explained(driver, error, client.schema) == expected
    assert watched.count() == 0


def test_an_unknown_status_without_a_near_one_lists_them(driver: Driver, filled: Attio) -> None:
    error = failure(driver, filled, "records.create", "deals", data={"values": {"name": "x", "stage": "Zzz"}})
    why = explained(driver, error, filled)
    titles = tuple(option.title for option in filled.schema.options("deals", "stage"))
    assert why == Explanation("'stage' has no status 'Zzz'", "stage", titles[:10])
    assert str(why).startswith("'stage' has no status 'Zzz'\nthere are ")


def test_a_missing_required_attribute_is_named(driver: Driver, filled: Attio) -> None:
    error = failure(driver, filled, "records.create", "deals", data={"values": {}})
    why = explained(driver, error, filled)
    assert why.attribute is not None
    assert why == Explanation(f"'deals' requires a value for {why.attribute!r}", why.attribute)


@pytest.mark.parametrize(("owner", "slug"), [("companies", "domains"), ("people", "email_addresses")])
def test_a_uniqueness_conflict_names_the_record_that_has_the_value(
    driver: Driver, owner: str, slug: str, watched: Watched, filled: Attio
) -> None:
    record = next(candidate for candidate in filled.records.query(owner) if candidate.all(slug, str))
    data = {"values": {slug: record.all(slug, str)[:1]}}
    error = failure(driver, filled, "records.create", owner, data=data)
    watched.count()
    why = explained(driver, error, filled)
    assert watched.count() == 3
    assert (why.attribute, why.unknown) == (slug, ())
    assert why.conflict
    assert (why.conflict.object, why.conflict.record_id) == (owner, record.id.record_id)
    assert why.conflict.web_url == record.web_url
    assert str(why) == (
        f"another record has the same value of {slug!r}, which is unique\n"
        f"{owner} record {record.id.record_id} has it: {record.web_url}"
    )


def test_an_unauthorized_error_names_the_missing_scopes(driver: Driver) -> None:
    sandbox = Sandbox(tokens={"narrow": ["record_permission:read-write"]})
    client = sandbox.client(oauth2="narrow")
    error = failure(driver, client, "records.query", "people")
    why = explained(driver, error, client)
    assert why.missing_scopes == ("object_configuration:read",)
    assert str(why) == "the token lacks object_configuration:read"
    for target, scope in (("objects", "object_configuration:read"), ("lists", "list_configuration:read")):
        error = failure(driver, client, "attributes.list_all", target, "people")
        assert explained(driver, error, client).missing_scopes == (scope,)


# Snapshots and unknown facts


def test_a_snapshot_explains_without_requests(driver: Driver, watched: Watched, filled: Attio) -> None:
    snapshot = filled.schema.snapshot()
    values = {"name": "North", "categories": ["Hardwear"]}
    error = failure(driver, filled, "records.create", "companies", data={"values": values})
    domains = next(record for record in filled.records.query("companies") if record.all("domains", str)).all(
        "domains", str
    )
    other = failure(driver, filled, "records.create", "companies", data={"values": {"domains": domains[:1]}})
    watched.count()
    assert explained(driver, error, snapshot).suggestions == ("Hardware",)
    why = explained(driver, other, snapshot)
    assert (why.attribute, why.conflict, why.unknown) == ("domains", None, ("the record that has the value",))
    assert str(why).endswith("\nnot known: the record that has the value")
    bare = filled.schema.snapshot(options=False)
    # A snapshot contains the options in the cache, so clear the cache first.
    bare = WorkspaceSchema.from_json(bare.to_json().replace('"options"', '"other"'))
    assert explained(driver, error, bare).unknown == ("the options of 'categories'",)
    assert watched.count() == 0


@pytest.mark.parametrize(
    ("message", "given", "known"),
    [
        ('The value "north" provided for attribute with ID "name" conflicts', {}, True),
        ('The value "[1]" provided for attribute with ID "name" conflicts', {"name": "North"}, True),
        ('The value of attribute with ID "name" conflicts', {"name": ["North"]}, True),
        ('The value of attribute with ID "name" conflicts', {"name": ["North", "South"]}, False),
        ('The value of attribute with ID "name" conflicts', {}, False),
    ],
)
def test_the_value_of_a_conflict_is_found_in_the_parameters(
    message: str, given: Mapping[str, object], known: bool, filled: Attio
) -> None:
    filled.records.create("companies", data={"values": {"name": "North"}})
    facts = {"operation": "records.create", "given": {"object": "companies", "data": {"values": given}}}
    why = made_error(400, "uniqueness_conflict", message, **facts).explain(filled)
    assert why.attribute == "name"
    found = known and "north" not in message
    assert (why.conflict is not None, why.unknown == ()) == (found, found)


def test_an_explanation_takes_few_requests(watched: Watched) -> None:
    """An explanation about a list takes three requests, so only the options of one attribute can be fetched."""
    client = watched.client()
    client.lists.create(data=new_list("sales", "people"))
    for slug in ("color", "shape"):
        client.attributes.create_new("lists", "sales", data={"title": slug, "api_slug": slug, "type": "select"})
        client.attributes.options.create("lists", "sales", slug, data={"title": "Red"})
    given = {"list": "sales", "data": {"entry_values": {"color": "Red", "shape": ["Rund"]}}}
    error = made_error(400, "value_not_found", "There is no such option.", operation="entries.create", given=given)
    watched.count()
    why = error.explain(client)
    assert why == Explanation("There is no such option.", unknown=("the options of 'shape'",))
    assert watched.count() == 4
    named = made_error(400, "value_not_found", 'There is no option "Rund".', operation="entries.create", given=given)
    assert named.explain(client) == Explanation("'shape' has no option 'Rund'", "shape", ("Red",))


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({"data": {"values": {"a": "x", "b": ["y", {"option": "z"}], "c": 5, "d": None}}},
         {"a": ["x"], "b": ["y", "z"], "c": [], "d": []}),
        ({"data": {"entry_values": {"a": {"status": "x"}}}}, {"a": ["x"]}),
        ({"data": {"title": "x"}}, {}),
        ({"data": "x"}, {}),
        ({"filter": {"$or": [{"a": "x"}, {"a": {"$eq": "y"}}, {"$not": {"b": {"$in": ["z"]}}}]}},
         {"a": ["x", "y"], "b": ["z"]}),
        ({"filter": {"a": {"$contains": "x", "$eq": "y"}}}, {"a": ["y"]}),
        ({"filter": {"path": [["people", "a"]], "constraints": {"value": "x"}}}, {}),
        ({"filter": "x"}, {}),
    ],
)  # fmt: skip
def test_options_and_statuses_that_were_given_are_found_in_the_parameters(
    given: Mapping[str, object], wanted: Mapping[str, list[str]]
) -> None:
    assert wanted_options(given) == wanted
