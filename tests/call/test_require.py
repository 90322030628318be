"""`client.require`: checks that the token has the scopes of some operations."""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from typing import Any, cast

import pytest

from attio import AttioCore, OperationName, errors
from attio.sandbox import Sandbox
from tests.drivers import DRIVERS, Driver


@pytest.fixture
def sandbox() -> Sandbox:
    return Sandbox()


def require(driver: Driver, sandbox: Sandbox, scopes: Iterable[str], *operations: str, **how: Any) -> None:
    token = sandbox.add_token(scopes=list(scopes))
    with sandbox.client(token) as client:
        driver.call(client, "require", *operations, **how)


def test_require_passes_with_the_scopes(driver: Driver, sandbox: Sandbox) -> None:
    scopes = ["record_permission:read-write", "object_configuration:read"]
    require(driver, sandbox, scopes, "records.create", "records.query", "records.assert_")
    assert [request.operation for request in sandbox.requests] == ["meta.identify"]


def test_require_names_missing_scopes(driver: Driver, sandbox: Sandbox) -> None:
    with pytest.raises(errors.MissingScopesError) as caught:
        require(driver, sandbox, ["record_permission:read"], "records.create", "records.query", "webhooks.create")
    error = caught.value
    assert error.missing == {
        "records.create": ("record_permission:read-write", "object_configuration:read"),
        "records.query": ("object_configuration:read",),
        "webhooks.create": ("webhook:read-write",),
    }
    assert str(error) == (
        "the token lacks scopes: record_permission:read-write (for records.create), "
        "object_configuration:read (for records.create, records.query), "
        "webhook:read-write (for webhooks.create); add them in the settings of Attio"
    )
    assert error.outcome == "not_sent"
    copy = pickle.loads(pickle.dumps(error))
    assert (str(copy), copy.missing) == (str(error), error.missing)


def test_require_checks_scopes_that_depend_on_the_target(sandbox: Sandbox) -> None:
    driver, scopes = DRIVERS[0], ["list_configuration:read"]
    require(driver, sandbox, scopes, "attributes.list_all", target="lists")
    with pytest.raises(errors.MissingScopesError, match="object_configuration:read"):
        require(driver, sandbox, scopes, "attributes.list_all", target="objects")
    with pytest.raises(errors.MissingScopesError, match="object_configuration:read"):
        require(driver, sandbox, scopes, "attributes.list_all")
    with pytest.raises(errors.InvalidRequestError, match="target is 'objects' or 'lists', not 'people'"):
        require(driver, sandbox, scopes, "attributes.list_all", target="people")


def test_require_rejects_unknown_operations_and_revoked_tokens(driver: Driver, sandbox: Sandbox) -> None:
    with pytest.raises(errors.InvalidRequestError, match=r"did you mean 'records\.create'\?"):
        require(driver, sandbox, [], "records.craete")
    with sandbox.client("unknown") as client, pytest.raises(errors.AuthenticationError, match="is not active"):
        driver.call(client, "require", "records.create")


def test_a_client_without_sub_clients_has_require(sandbox: Sandbox) -> None:
    core = AttioCore(sandbox.token, http_client=sandbox.http_client())
    core.require("records.create")
    with pytest.raises(errors.InvalidRequestError):
        core.require(cast("OperationName", "nothing"))
