"""The documented errors of each operation, caused by rules of the sandbox and raised by the client."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from attio import Attio, RetryConfig, errors
from attio.sandbox.documented import BY_FAULT_ONLY, by_fault_only, documented_errors
from tests.contract.brightside import GONE, World, make_world
from tests.contract.forms import find
from tests.contract.golden import load
from tests.contract.table import Case, Golden
from tests.contract.test_on_sandbox import accepted
from tests.contract.wrong import BY_RULE, Key, Wrong
from tests.sandbox.api import Api

GOLDENS = {golden.operation: golden for golden in load()}
DOCUMENTED = {(name, error.status, error.code) for name, found in documented_errors().items() for error in found}
# The client rejects these before the API can respond with the error.
NEVER_SENT = {("records.search", 400, "validation_type")}
ERRORS = sorted(key for key in DOCUMENTED - NEVER_SENT if not by_fault_only(*key))


@pytest.fixture(scope="module")
def shared_world() -> World:
    world = make_world()
    world.sandbox.add_token("without-scopes", scopes=[])
    return world


@pytest.fixture
def world(shared_world: World) -> Iterator[World]:
    """The workspace, restored to its initial state."""
    before = shared_world.sandbox.snapshot()
    yield shared_world
    shared_world.moved.clear()
    shared_world.sandbox.app.plan()
    shared_world.sandbox.states.reset()
    shared_world.sandbox.restore(before)


def client_of(world: World, token: str | None = None) -> Attio:
    return world.sandbox.client(token, retry_config=RetryConfig(strategy="none"))


def in_path(golden: Golden) -> list[str]:
    return re.findall(r"{(\w+)}", golden.template)


def call(golden: Golden, world: World, client: Attio, wrong: Wrong) -> errors.AttioError:
    """Make an accepted call with an invalid part, and return its error."""
    good = accepted(golden)[0]
    kwargs = {**dict(zip(in_path(golden), good.args, strict=False)), **good.kwargs, **wrong.kwargs}
    if wrong.prepare:
        wrong.prepare(world, Api(world.sandbox))
    _, given = world.case(golden, Case("wrong", "", (), kwargs))
    with pytest.raises(errors.AttioError) as caught:
        find(golden, client, "method")(**given)
    return caught.value


def wrongs(golden: Golden, key: Key) -> list[tuple[str | None, Wrong]]:
    """Return wrong calls from the table, or with unknown ids or a token without scopes; each with its token."""
    known = BY_RULE.get(golden.operation, {}).get(key)
    if known is not None:
        return [(None, known)]
    if key == (403, "unauthorized"):
        return [("without-scopes", Wrong())]
    assert key == (404, "not_found"), f"nothing causes {key}"
    # An unknown option is an unknown value; a target cannot be unknown.
    return [(None, Wrong({name: GONE})) for name in in_path(golden) if name not in ("target", "option", "status")]


@pytest.mark.parametrize(("name", "status", "code"), ERRORS)
def test_a_documented_error_is_raised(name: str, status: int, code: str, world: World) -> None:
    golden = GOLDENS[name]
    tried = wrongs(golden, (status, code))
    assert tried
    for token, wrong in tried:
        with client_of(world, token) as client:
            error = call(golden, world, client, wrong)
        expected = None if golden.scim and code == "not_found" else code  # SCIM has no `scimType` for this error
        assert (error.status_code, error.code) == (status, expected), error
        assert error.operation == name
        for case in golden.errors:
            if case.status == status:
                assert isinstance(error, getattr(errors, case.error))


def test_errors_by_faults_only_are_documented() -> None:
    found = {key for key in DOCUMENTED if by_fault_only(*key)}
    assert {key for key in BY_FAULT_ONLY if key[0] != "*"} <= found
    assert {key[1:] for key in BY_FAULT_ONLY} == {key[1:] for key in found}


def test_every_wrong_call_of_the_table_is_about_a_documented_error() -> None:
    assert {(name, *key) for name, keys in BY_RULE.items() for key in keys} <= set(ERRORS)


@pytest.mark.parametrize("golden", [golden for golden in load() if golden.function != "meta_identify"],
                         ids=lambda golden: golden.function)  # fmt: skip
def test_no_operation_accepts_an_unknown_token(golden: Golden, shared_world: World) -> None:
    with client_of(shared_world, "unknown") as client:
        error = call(golden, shared_world, client, Wrong())
    assert isinstance(error, errors.AuthenticationError)
