from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attio.errors.base import (
    AttioBaseError,
    AttioError,
    AuthenticationError,
    BadRequestError,
    NotFoundError,
    PermissionDeniedError,
    RateLimitError,
    ResponseValidationError,
    ServerError,
)
from attio.errors.data import Headers
from attio.models.base import EmptyResponse, Envelope, Model, Params
from attio.operation import Operation
from attio.response import decode, outcome_of, read_error


class Thing(Model):
    id: str
    name: str


class ThingsResponse(Envelope):
    data: list[Thing]


class MissingThingError(NotFoundError):
    """Stands for an operation's own class."""


THINGS = Operation[ThingsResponse](
    "things.list", "GET", "/v2/things", Params, ThingsResponse, errors=(MissingThingError,), scopes=("thing:read",)
)
DELETE = Operation[EmptyResponse]("things.delete", "DELETE", "/v2/things/{thing}", Params, EmptyResponse)
HTML = Headers([("content-type", "text/html"), ("x-attio-execution-id", "id-1")])


def test_bytes_become_a_model() -> None:
    answer = decode(THINGS, 200, Headers(), b'{"data":[{"id":"1","name":"a","new":true}]}')
    assert answer.data[0].name == "a"
    assert answer.data[0].model_extra == {"new": True}


@pytest.mark.parametrize("content", [b"", b"  ", b"{}", b'{"more": 1}'])
def test_an_operation_with_nothing_to_tell_takes_any_success(content: bytes) -> None:
    assert isinstance(decode(DELETE, 200, Headers(), content), EmptyResponse)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"<html>hi</html>", "not JSON; it is 15 bytes of text/html: '<html>hi</html>'"),
        (b'{"data":[{"id"', "not JSON"),
        (b"", "it is empty"),
        (b"\xff\xfe", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"{}", "data: Field required"),
        (b'{"data":null}', "data: Input should be a valid"),
        (b'{"data":[null]}', "data.0: Input should be"),
        (b'{"data":[{"name":"x"}]}', "data.0.id: Field required"),
        (b"[]", "body: Input should be an object"),
    ],
)
def test_a_success_that_is_not_what_it_claims_is_an_error_with_the_facts(content: bytes, told: str) -> None:
    with pytest.raises(ResponseValidationError) as caught:
        decode(THINGS, 200, HTML, content)
    error = caught.value
    assert told in str(error)
    assert (error.operation, error.status_code, error.outcome, error.request_id) == (
        "things.list",
        200,
        "accepted",
        "id-1",
    )
    assert error.pretty().startswith(error.message)


def test_html_instead_of_an_empty_answer_is_no_success() -> None:
    with pytest.raises(ResponseValidationError, match="not JSON"):
        decode(DELETE, 200, HTML, b"<html>")


def test_a_mismatch_keeps_the_value_but_does_not_show_it() -> None:
    content = {"data": [{"id": 7, "name": "secret-value"}]}
    with pytest.raises(ResponseValidationError) as caught:
        decode(THINGS, 200, Headers(), json.dumps(content).encode())
    assert caught.value.raw_value == content
    assert "secret-value" not in str(caught.value) + caught.value.pretty()
    assert "data.0.id" in caught.value.pretty()


def test_a_million_mismatches_take_no_more_room_than_one() -> None:
    with pytest.raises(ResponseValidationError) as caught:
        decode(THINGS, 200, Headers(), b'{"data":[' + b"1," * 100_000 + b"1]}")
    assert len(caught.value.pretty()) < 1_000


@given(st.binary())
def test_no_bytes_raise_anything_but_our_errors(content: bytes) -> None:
    operations: list[Operation[Any]] = [THINGS, DELETE]
    for operation in operations:
        with suppress(AttioBaseError):
            decode(operation, 200, Headers(), content)
        read_error(operation, 500, Headers(), content)


def answer(status: int, code: str = "x", message: str = "m", operation: Operation[Any] = THINGS) -> AttioError:
    body = {"status_code": status, "type": "t", "code": code, "message": message}
    return read_error(operation, status, Headers(), json.dumps(body).encode())


@pytest.mark.parametrize(
    ("status", "cls"),
    [
        (400, BadRequestError),
        (401, AuthenticationError),
        (403, PermissionDeniedError),
        (404, MissingThingError),
        (418, AttioError),
        (429, RateLimitError),
        (500, ServerError),
        (503, ServerError),
        (599, ServerError),
    ],
)
def test_a_status_has_the_operations_class_else_its_familys(status: int, cls: type[AttioError]) -> None:
    error = answer(status)
    assert type(error) is cls
    assert (error.status_code, error.code, error.message, error.operation) == (status, "x", "m", "things.list")


@pytest.mark.parametrize("content", [b"", b"<html>Bad gateway</html>", b"[]", b"null", b"\xff"])
def test_an_error_that_is_not_the_apis_own_still_says_what_it_was(content: bytes) -> None:
    error = read_error(THINGS, 502, HTML, content)
    assert isinstance(error, ServerError)
    assert error.data is None
    assert error.message


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, "accepted"),
        (400, "rejected"),
        (404, "rejected"),
        (408, "unknown"),
        (429, "rejected"),
        (302, "unknown"),
        (500, "unknown"),
    ],
)
def test_the_outcome_of_a_status(status: int, outcome: str) -> None:
    assert outcome_of(status) == outcome


def test_hints_where_the_api_is_ambiguous() -> None:
    assert "server_url" in str(answer(404, message='Could not find endpoint "GET /v2/x".'))
    assert "admin" in str(answer(404, message='Object with slug/ID "deals" not found.'))
    assert "thing:read" in str(answer(403, code="unauthorized"))
    assert answer(404, message='Object with slug/ID "cars" not found.').hint is None
    assert answer(403, code="billing_error").hint is None
