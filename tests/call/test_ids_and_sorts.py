"""Ids as `uuid.UUID` and as id objects; errors about sorts show a valid form."""

from __future__ import annotations

import json
import uuid
from typing import Any, cast

import pytest

from attio import errors
from attio._call.request import build
from attio.funcs.records import RECORDS_QUERY
from attio.sandbox import Sandbox
from tests.call.things import options
from tests.drivers import Driver


def test_ids_are_accepted_in_every_form(driver: Driver) -> None:
    sandbox = Sandbox(seed=3)
    ids, client = sandbox.seed_demo(), sandbox.client()
    deal, person = ids["deals"][0], ids["people"][1]
    found = driver.call(client, "records.get", "deals", uuid.UUID(deal)).data
    assert found.id.record_id == deal
    assert driver.call(client, "records.get", "deals", found.id).data.id == found.id
    assert driver.call(client, "records.get", found.id.object_id, found.id).data.id == found.id
    assert driver.call(client, "objects.get", driver.call(client, "objects.get", "deals").data.id).data
    driver.call(client, "records.update", "deals", uuid.UUID(deal), data={"values": {"name": "New"}})
    assert list(driver.call(client, "records.list_attribute_values", "people", uuid.UUID(person), "name").data)
    note: dict[str, Any] = {"parent_object": "deals", "title": "t", "format": "plaintext", "content": "c"}
    for form in (uuid.UUID(deal), found.id):
        created = driver.call(client, "notes.create", data={**note, "parent_record_id": form}).data
        assert created.parent_record_id == deal
        listed = driver.call(client, "notes.list", parent_object="deals", parent_record_id=form).data
        assert created.id in [item.id for item in listed]


SORT = {"attribute": "created_at", "direction": "desc"}


@pytest.mark.parametrize("method", ["records.query", "entries.query", "activity_records.query"])
@pytest.mark.parametrize(
    ("sorts", "expected"),
    [
        ([{"attribute": "name", "direction": "up"}], "sorts.0.direction: must be 'asc' or 'desc', not 'up'"),
        (
            [{"attribute": "name", "direction": "asc"}, {"attribute": "created_at", "direction": "Desc"}],
            "sorts.1.direction: must be 'asc' or 'desc', not 'Desc'",
        ),
        ("created_at", f"sorts: must be a list such as [{SORT}], not str"),
        (["created_at"], f"sorts.0: must be a dict such as {SORT}, not str"),
        ({"created_at": "desc"}, f"sorts: must be a list such as [{SORT}], not dict"),
        ([{"attribute": "created_at"}], "sorts.0.direction: required, but not given ('asc' or 'desc')"),
    ],
    ids=str,
)
def test_an_error_about_sorts_shows_the_valid_form_once(
    driver: Driver, method: str, sorts: object, expected: str
) -> None:
    client = Sandbox().client()
    with pytest.raises(errors.InvalidRequestError) as caught:
        driver.call(client, method, "companies", sorts=sorts)
    assert str(caught.value) == f"{method}: {expected}"


def test_a_filter_of_another_kind_is_not_shown_as_a_dict(driver: Driver) -> None:
    with pytest.raises(errors.InvalidRequestError) as caught:
        driver.call(Sandbox().client(), "scim.users.list", filter=5)
    assert str(caught.value) == "scim.users.list: filter: must be a str, not int"


def test_a_rejected_sort_names_its_operation() -> None:
    client: Any = Sandbox().client()
    with pytest.raises(errors.InvalidRequestError) as caught:
        client.records.query("people", sorts="name")
    assert caught.value.operation == "records.query"


@pytest.mark.parametrize("sorts", [[{"attribute": "name", "direction": way}] for way in ("asc", "desc")])
def test_both_directions_are_sent(sorts: Any) -> None:
    request = build(RECORDS_QUERY, {"object": "people", "sorts": sorts}, options())
    assert json.loads(cast("bytes", request.content)) == {"sorts": sorts}


@pytest.mark.parametrize("place", ["extra_query", "extra_body"])
@pytest.mark.parametrize("name", ["limit", "offset"])
def test_extras_that_set_the_page_are_rejected_by_name(place: str, name: str) -> None:
    client: Any = Sandbox().client()
    with pytest.raises(errors.InvalidRequestError) as caught:
        client.records.query("people", **{place: {name: 5}})
    expected = f"records.query: {place}: {name!r} is a parameter by which records_query() pages; give it as {name}=..."
    assert str(caught.value) == expected
    assert client.records.query("people", extra_query={"cursor": "x"}).data is not None


def test_an_id_object_of_another_kind_is_rejected(driver: Driver) -> None:
    sandbox = Sandbox(seed=3)
    client = sandbox.client()
    deal = driver.call(client, "records.get", "deals", sandbox.seed_demo()["deals"][0]).data
    with pytest.raises(errors.InvalidRequestError, match=r"^tasks\.get: task_id: must be a str, not dict"):
        driver.call(client, "tasks.get", deal.id)
