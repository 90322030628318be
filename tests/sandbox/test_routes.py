"""Routes: the operation of each method and path."""

from __future__ import annotations

import re

import pytest

from attio.sandbox.handlers import OPERATIONS
from attio.sandbox.routes import ROUTES, Route, match
from codegen.read.reader import read
from tests.sandbox.api import Api
from tests.snippets import ROOT


def test_every_operation_of_the_spec_has_a_route() -> None:
    described = {
        (operation.verb, operation.path, operation.name) for operation in read(ROOT / "codegen" / "spec").operations
    }
    assert {tuple(route) for route in ROUTES} == described
    assert len(ROUTES) == len(described)


def test_every_offered_operation_is_on_the_list() -> None:
    assert set(OPERATIONS) <= {route.operation for route in ROUTES}


@pytest.mark.parametrize("route", ROUTES, ids=[route.operation for route in ROUTES])
def test_each_route_finds_its_operation(api: Api, route: Route) -> None:
    path = route.template.replace("{target}", "objects")
    path = re.sub(r"{(\w+)}", r"a-\1", path)
    found = match(route.method, path)
    assert found is not None
    assert found.route == route
    response = api(route.method, path, {})
    if route.operation in {*OPERATIONS, "meta.identify"}:
        assert response.status < 500
    else:
        assert response.error == (501, "not_implemented", f"The sandbox does not support `{route.operation}` yet.")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/v2/objects/people/records"),
        ("GET", "/v2/nothing"),
        ("GET", "/v2/objects/"),
        ("GET", "/v2/things/people/attributes"),
        ("POST", "/v2/self"),
        ("HEAD", "/v2/objects"),
        ("GET", "/"),
    ],
)
def test_an_unknown_endpoint_is_named(api: Api, method: str, path: str) -> None:
    response = api(method, path)
    assert response.error == (404, "not_found", f'Could not find endpoint "{method} {path}".')


def test_a_segment_is_decoded_on_its_own() -> None:
    found = match("GET", "/v2/objects/a%2Fb%20c")
    assert found is not None
    assert found.params == {"object": "a/b c"}


def test_a_literal_segment_wins() -> None:
    found = match("POST", "/v2/objects/people/records/merge")
    assert found is not None
    assert found.route.operation == "records.merge"
