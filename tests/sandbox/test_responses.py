"""Responses of every operation, compared with the description of the API: successes and documented errors.

`checked_responses` in conftest.py compares the responses in all other tests of the sandbox.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from attio import funcs
from attio.errors import AttioError
from attio.sandbox import Request, Sandbox
from attio.sandbox.documented import documented_errors
from attio.sandbox.routes import ROUTES
from tests.example_data import fill
from tests.sandbox.schemas import operations, problems
from tests.snippets import example

ERRORS = [(operation, error) for operation, errors in documented_errors().items() for error in errors]
PATHS = {route.operation: route for route in ROUTES}


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """The names that examples use, with the filled workspace."""
    sandbox = Sandbox(seed=3)
    return fill(sandbox, tmp_path_factory.mktemp("names"))


@pytest.fixture
def restored(names: dict[str, object]) -> Any:
    """The names that examples use, with the workspace restored."""
    sandbox = names["sandbox"]
    assert isinstance(sandbox, Sandbox)
    before = sandbox.snapshot()
    yield names
    sandbox.restore(before)


@pytest.mark.filterwarnings("ignore:use `call_recordings.get`:DeprecationWarning")
@pytest.mark.parametrize("name", sorted(operations()))
def test_every_operation_succeeds_as_described(
    name: str,
    restored: dict[str, object],
    checked_responses: set[tuple[str, int]],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("contract.pdf").write_bytes(b"%PDF-1.7")
    function = operations()[name].node["operationId"]
    snippet = example(getattr(funcs, function), f"<{function}>")
    assert snippet is not None
    try:
        exec(snippet.compile(), dict(restored))
    except AttioError as error:
        pytest.fail(f"{name}: {error}")
    assert {status for operation, status in checked_responses if operation == name and status < 400}


@pytest.mark.parametrize(
    ("name", "error"), ERRORS, ids=[f"{name}-{error.status}-{error.code}" for name, error in ERRORS]
)
def test_every_documented_error_is_as_described(name: str, error: Any) -> None:
    sandbox = Sandbox(seed=3)
    sandbox.faults.add(name, code=error.code, status=error.status)
    route = PATHS[name]
    response = sandbox.handle(
        Request(
            route.method,
            route.template.replace("{target}", "objects"),
            {},
            {"authorization": f"Bearer {sandbox.token}"},
        )
    )
    assert sandbox.faults.unused == ()
    assert response.status == error.status
    assert problems(name, response.status, response.json()) == []


def test_every_error_of_the_description_can_be_produced() -> None:
    documented = {(name, error.status, error.code) for name, error in ERRORS}
    for name, place in operations().items():
        for status, response in place.node["responses"].items():
            codes: dict[str, Any] = response.get("x-codes", {})
            for code in codes if status >= "400" else ():
                assert (name, int(status), code) in documented


@pytest.mark.parametrize(
    ("status", "body", "found"),
    [
        (200, {"data": {"new_record_id": 5}}, "$.data.new_record_id is 5, no string"),
        (200, {"data": {"new_record_id": "x"}}, "$.data.new_record_id is no UUID: 'x'"),
        (200, {"data": {}}, "$.data.new_record_id is missing"),
        (200, {"data": {}, "more": 1}, "$.more is not documented"),
        (201, {}, "records.merge documents no status 201"),
        (400, {"status_code": 400, "type": "x", "code": "y", "message": "z"}, "the code 'y' is none of self_merge"),
        (400, {}, "message is None"),
        (404, {"status_code": 400, "type": "x", "code": "not_found", "message": "z"}, "status_code is not 404"),
        (400, [], "an error 400 must be an object, not []"),
        (400, {"schemas": []}, "no error of SCIM: {'schemas': []}"),
    ],
)
def test_a_response_that_differs_from_the_description_is_found(status: int, body: object, found: str) -> None:
    assert any(found in problem for problem in problems("records.merge", status, body))
