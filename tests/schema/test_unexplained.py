"""Explanations that stay incomplete, and list what is unknown."""

from __future__ import annotations

import pickle

import pytest

from attio import Attio, errors
from attio.errors import Explanation
from tests.drivers import DRIVERS, Driver
from tests.schema.conftest import Watched
from tests.schema.explaining import explained, failure, made_error


def test_facts_that_cannot_be_looked_up_are_listed_as_unknown(driver: Driver, watched: Watched, filled: Attio) -> None:
    error = failure(driver, filled, "records.create", "companies", data={"values": {"nmae": "North"}})
    unauthorized = failure(driver, watched.client(watched.add_token(scopes=["note:read"])), "records.query", "people")
    filled.close()
    why = explained(driver, error, filled)
    assert why == Explanation(error.message, "nmae", unknown=("the attributes of 'companies'",))
    assert explained(driver, unauthorized, filled).unknown == ("the scopes of the token",)


def test_an_error_that_was_pickled_explains_from_its_text(filled: Attio) -> None:
    error = failure(DRIVERS[0], filled, "records.create", "companies", data={"values": {"nmae": "North"}})
    why = pickle.loads(pickle.dumps(error)).explain(filled)
    assert why == Explanation(error.message, "nmae", unknown=("the object or list of the error",))
    other = failure(DRIVERS[0], filled, "attributes.list_all", "objects", "compnies")
    assert pickle.loads(pickle.dumps(other)).explain(filled).suggestions == ("companies",)


@pytest.mark.parametrize(
    ("error", "unknown"),
    [
        (made_error(403, "billing_error", "Upgrade.", operation="lists.create"), ()),
        (
            made_error(403, "unauthorized", "No.", operation="attributes.update"),
            ("the scopes that the operation needs",),
        ),
        (made_error(403, "unauthorized", "No.", operation="moons.update"), ("the scopes that the operation needs",)),
        (made_error(403, None, "No."), ("the scopes that the operation needs",)),
        (made_error(404, "not_found", "No note."), ("the object or list of the error",)),
        (made_error(400, "x", "No.", operation="records.query", given={"object": "people", "filter": {1: 2}}), ()),
        (
            made_error(
                400, "filter_error", "No.", operation="records.query", given={"object": "people", "filter": {1: 2}}
            ),
            (),
        ),
        (
            made_error(
                400, "value_not_found", "No.", operation="records.create", given={"object": "people", "data": 5}
            ),
            (),
        ),
    ],
)
def test_unusual_errors_keep_their_message(error: errors.AttioError, unknown: tuple[str, ...], filled: Attio) -> None:
    why = error.explain(filled)
    assert (why.problem, why.unknown) == (error.message, unknown)


def test_activities_are_explained_from_their_list(driver: Driver, watched: Watched, client: Attio) -> None:
    """The API lists the slugs of activities, but not their attributes."""
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


@pytest.mark.parametrize("status", [400, 404])
def test_attributes_of_an_activity_are_unknown(driver: Driver, status: int, client: Attio) -> None:
    error = errors.AttioError(
        'Cannot find attribute with slug/ID "x".', status_code=status, operation="activity_records.create"
    )
    error._given = {"activity": "phone_calls"}
    assert explained(driver, error, client) == Explanation(
        error.message, error.attribute, unknown=("the attributes of 'phone_calls'",)
    )


def test_an_unknown_target_is_listed_as_unknown(client: Attio) -> None:
    error = errors.AttioError("No.", status_code=404, operation="attributes.get")
    error._given = {"target": "planets", "identifier": "people"}
    assert error.explain(client).unknown == ("the object or list of the error",)
