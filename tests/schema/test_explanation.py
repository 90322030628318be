"""`error.explain` and the hints from the cached schema."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from typing import Any

import anyio
import pytest

from attio import Attio, errors
from attio.errors import ErrorData, Explanation, ExplanationSource
from attio.errors.base import add_facts
from attio.filters import F
from attio.sandbox import Sandbox
from attio.schema import WorkspaceSchema
from attio.schema.given import wanted_options
from tests.drivers import DRIVERS, Driver
from tests.schema.conftest import Watched

every_side = pytest.mark.parametrize("driver", DRIVERS, ids=str)


def explained(driver: Driver, error: errors.AttioError, source: ExplanationSource) -> Explanation:
    if driver.side == "sync":
        return error.explain(source)

    async def main() -> Explanation:
        return await error.explain_async(source)

    return anyio.run(main, backend=driver.side)


def failure(driver: Driver, client: Attio, method: str, *args: Any, **params: Any) -> errors.AttioError:
    with pytest.raises(errors.AttioError) as caught:
        driver.call(client, method, *args, **params)
    return caught.value


@pytest.fixture
def filled(watched: Watched) -> Attio:
    watched.seed_demo()
    return watched.client()


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


@every_side
@pytest.mark.parametrize("name", CASES)
def test_explanation(driver: Driver, name: str, watched: Watched, client: Attio) -> None:
    method, args, params, expected, requests = CASES[name]
    watched.seed_demo()
    if name == "unknown list":
        assert client.lists.list().data
    error = failure(driver, client, method, *args, **params)
    watched.count()
    assert explained(driver, error, client) == expected
    assert watched.count() <= requests
    assert explained(driver, error, client) == expected
    assert explained(driver, error, client.schema) == expected
    assert watched.count() == 0


@every_side
def test_a_status_without_near_ones(driver: Driver, filled: Attio) -> None:
    error = failure(driver, filled, "records.create", "deals", data={"values": {"name": "x", "stage": "Zzz"}})
    why = explained(driver, error, filled)
    titles = tuple(one.title for one in filled.schema.options("deals", "stage"))
    assert why == Explanation("'stage' has no status 'Zzz'", "stage", titles[:10])
    assert str(why).startswith("'stage' has no status 'Zzz'\nthere are ")


@every_side
def test_a_required_attribute(driver: Driver, filled: Attio) -> None:
    error = failure(driver, filled, "records.create", "deals", data={"values": {}})
    why = explained(driver, error, filled)
    assert why.attribute is not None
    assert why == Explanation(f"'deals' requires a value of {why.attribute!r}", why.attribute)


@every_side
@pytest.mark.parametrize(("owner", "slug"), [("companies", "domains"), ("people", "email_addresses")])
def test_the_record_that_has_the_value(driver: Driver, owner: str, slug: str, watched: Watched, filled: Attio) -> None:
    record = next(one for one in filled.records.query(owner) if one.all(slug, str))
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
        f"the value of {slug!r} is in use, and {slug!r} is unique\n"
        f"{owner} record {record.id.record_id} has it: {record.web_url}"
    )


@every_side
def test_missing_scopes(driver: Driver) -> None:
    sandbox = Sandbox(tokens={"narrow": ["record_permission:read-write"]})
    client = sandbox.client(oauth2="narrow")
    error = failure(driver, client, "records.query", "people")
    why = explained(driver, error, client)
    assert why.missing_scopes == ("object_configuration:read",)
    assert str(why) == "the token lacks object_configuration:read"


# A snapshot, and what is not known


@every_side
def test_a_snapshot_explains_without_requests(driver: Driver, watched: Watched, filled: Attio) -> None:
    snapshot = filled.schema.snapshot()
    values = {"name": "North", "categories": ["Hardwear"]}
    error = failure(driver, filled, "records.create", "companies", data={"values": values})
    domains = next(one for one in filled.records.query("companies") if one.all("domains", str)).all("domains", str)
    other = failure(driver, filled, "records.create", "companies", data={"values": {"domains": domains[:1]}})
    watched.count()
    assert explained(driver, error, snapshot).suggestions == ("Hardware",)
    why = explained(driver, other, snapshot)
    assert (why.attribute, why.conflict, why.unknown) == ("domains", None, ("the record that has the value",))
    assert str(why).endswith("\nnot known: the record that has the value")
    bare = filled.schema.snapshot(options=False)
    # The options that were fetched before are in the snapshot, so make one without.
    bare = WorkspaceSchema.from_json(bare.to_json().replace('"options"', '"other"'))
    assert explained(driver, error, bare).unknown == ("the options of 'categories'",)
    assert watched.count() == 0


@every_side
def test_what_cannot_be_looked_up_is_listed(driver: Driver, watched: Watched, filled: Attio) -> None:
    error = failure(driver, filled, "records.create", "companies", data={"values": {"nmae": "North"}})
    unauthorized = failure(driver, watched.client(watched.add_token(scopes=["note:read"])), "records.query", "people")
    filled.close()
    why = explained(driver, error, filled)
    assert why == Explanation(error.message, "nmae", unknown=("the attributes of 'companies'",))
    assert explained(driver, unauthorized, filled).unknown == ("the scopes of the token",)


def test_an_error_that_was_pickled_explains_from_its_text(filled: Attio) -> None:
    error = failure(DRIVERS[0], filled, "records.create", "companies", data={"values": {"nmae": "North"}})
    why = pickle.loads(pickle.dumps(error)).explain(filled)
    assert why == Explanation(error.message, "nmae", unknown=("the object or list it is about",))
    other = failure(DRIVERS[0], filled, "attributes.list_all", "objects", "compnies")
    assert pickle.loads(pickle.dumps(other)).explain(filled).suggestions == ("companies",)


def made(status: int, code: str | None, message: str, **facts: Any) -> errors.AttioError:
    error = errors.AttioError(message, status_code=status, data=ErrorData(code=code, message=message))
    add_facts(error, **facts)
    return error


@pytest.mark.parametrize(
    ("error", "unknown"),
    [
        (made(403, "billing_error", "Upgrade.", operation="lists.create"), ()),
        (made(403, "unauthorized", "No.", operation="attributes.update"), ("the scopes that the operation needs",)),
        (made(403, "unauthorized", "No.", operation="moons.update"), ("the scopes that the operation needs",)),
        (made(403, None, "No."), ("the scopes that the operation needs",)),
        (made(404, "not_found", "No note."), ("the object or list it is about",)),
        (made(400, "x", "No.", operation="records.query", given={"object": "people", "filter": {1: 2}}), ()),
        (made(400, "filter_error", "No.", operation="records.query", given={"object": "people", "filter": {1: 2}}), ()),
        (made(400, "value_not_found", "No.", operation="records.create", given={"object": "people", "data": 5}), ()),
    ],
)
def test_odd_errors(error: errors.AttioError, unknown: tuple[str, ...], filled: Attio) -> None:
    why = error.explain(filled)
    assert (why.problem, why.unknown) == (error.message, unknown)


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
def test_the_value_of_a_conflict(message: str, given: Mapping[str, object], known: bool, filled: Attio) -> None:
    filled.records.create("companies", data={"values": {"name": "North"}})
    facts = {"operation": "records.create", "given": {"object": "companies", "data": {"values": given}}}
    why = made(400, "uniqueness_conflict", message, **facts).explain(filled)
    assert why.attribute == "name"
    found = known and "north" not in message
    assert (why.conflict is not None, why.unknown == ()) == (found, found)


def test_requests_are_limited(watched: Watched) -> None:
    """A list takes three requests, so the options of one attribute are all that can be asked for."""
    client = watched.client()
    client.lists.create(
        data={
            "name": "Sales",
            "api_slug": "sales",
            "parent_object": "people",
            "workspace_access": "full-access",
            "workspace_member_access": [],
        }
    )
    for slug in ("color", "shape"):
        client.attributes.create_new("lists", "sales", data={"title": slug, "api_slug": slug, "type": "select"})
        client.attributes.options.create("lists", "sales", slug, data={"title": "Red"})
    given = {"list": "sales", "data": {"entry_values": {"color": "Red", "shape": ["Rund"]}}}
    error = made(400, "value_not_found", "There is no such option.", operation="entries.create", given=given)
    watched.count()
    why = error.explain(client)
    assert why == Explanation("There is no such option.", unknown=("the options of 'shape'",))
    assert watched.count() == 4
    named = made(400, "value_not_found", 'There is no option "Rund".', operation="entries.create", given=given)
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
def test_what_was_given(given: Mapping[str, object], wanted: Mapping[str, list[str]]) -> None:
    assert wanted_options(given) == wanted


# Hints


@every_side
@pytest.mark.parametrize(
    ("fill", "values", "hint"),
    [
        (("object", "companies"), {"nmae": "North"},
         "'companies' has no attribute 'nmae'; did you mean 'name'?"),
        (("options", "companies", "categories"), {"name": "x", "categories": ["Hardwear"]},
         "'categories' has no option 'Hardwear'; did you mean 'Hardware'?"),
        (("object", "companies"), {"name": "x", "categories": ["Hardwear"]}, None),
        (("object", "people"), {"nmae": "North"}, None),
        (("members",), {"nmae": "North"}, None),
        ((), {"nmae": "North"}, None),
    ],
)  # fmt: skip
def test_the_cached_schema_gives_hints(  # noqa: PLR0917
    driver: Driver,
    fill: tuple[str, ...],
    values: dict[str, object],
    hint: str | None,
    watched: Watched,
    filled: Attio,
) -> None:
    if fill:
        driver.call(filled, f"schema.{fill[0]}", *fill[1:])
    watched.count()
    error = failure(driver, filled, "records.create", "companies", data={"values": values})
    assert error.hint == hint
    assert watched.count() == 1
    assert pickle.loads(pickle.dumps(error)).hint == hint
    assert (f"  hint: {hint}" in str(error)) == (hint is not None)


def test_a_hint_never_hides_the_error(filled: Attio) -> None:
    filled.schema.object("companies")
    given = {"object": "companies", "filter": {1: 2}}
    assert filled.schema.hint(made(400, "filter_error", "No.", operation="records.query"), given) is None


def test_an_upload_does_not_keep_its_file(filled: Attio) -> None:
    with pytest.raises(errors.AttioError) as caught:
        filled.files.upload(file=b"x", object="people", record_id="00000000-0000-4000-8000-000000000000")
    assert vars(caught.value).get("_given") is None
    assert caught.value.explain(filled).problem == caught.value.message


@every_side
def test_activities(driver: Driver, watched: Watched, client: Attio) -> None:
    """The slugs of activities can be listed, their attributes cannot."""
    for method, args in (
        ("activities.get", ("phone_clals",)),
        ("activity_records.query", ("phone_clals",)),
        ("attributes.get", ("activities", "phone_clals", "x")),
    ):
        error = failure(driver, client, method, *args)
        watched.count()
        assert explained(driver, error, client) == Explanation(
            "there is no activity 'phone_clals'", suggestions=("phone_calls",)
        )
        assert watched.count() == 1
        found = explained(driver, error, client.schema.snapshot())
        assert (found.problem, found.unknown) == (error.message, ("the activities",))


@every_side
@pytest.mark.parametrize("status", [400, 404])
def test_attributes_of_an_activity_are_not_known(driver: Driver, status: int, client: Attio) -> None:
    error = errors.AttioError(
        'Cannot find attribute with slug/ID "x".', status_code=status, operation="activity_records.create"
    )
    error._given = {"activity": "phone_calls"}
    assert explained(driver, error, client) == Explanation(
        error.message, error.attribute, unknown=("the attributes of 'phone_calls'",)
    )


def test_a_target_that_this_version_does_not_know(client: Attio) -> None:
    error = errors.AttioError("No.", status_code=404, operation="attributes.get")
    error._given = {"target": "planets", "identifier": "people"}
    assert error.explain(client).unknown == ("the object or list it is about",)
