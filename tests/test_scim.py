"""Errors, bodies and empty responses of SCIM operations."""

from __future__ import annotations

import json
import pickle

import pytest

from attio import errors
from attio._call.error_responses import read_error
from attio._call.operation import Operation
from attio._call.response import decode
from attio._support.headers import Headers
from attio.errors.data import ErrorData
from attio.errors.scim import SCIM_ERRORS, ScimError
from attio.models.base import Envelope, Params


class Person(Envelope):
    id: str


PATCH: Operation[Person | None] = Operation(
    "scim.people.patch",
    "PATCH",
    "/scim/v2/People/{person}",
    Params,
    Person,
    errors=SCIM_ERRORS,
    may_be_empty=True,
)
NOT_FOUND = {"schemas": ["urn:ietf:params:scim:api:messages:2.0:Error"], "status": "404", "detail": "No such person."}


def scim_error(status: int, body: object) -> errors.AttioError:
    return read_error(PATCH, status, Headers(), json.dumps(body).encode())


@pytest.mark.parametrize(
    ("status", "name", "family"),
    [
        (400, "ScimBadRequestError", errors.BadRequestError),
        (401, "ScimAuthenticationError", errors.AuthenticationError),
        (403, "ScimPermissionDeniedError", errors.PermissionDeniedError),
        (404, "ScimNotFoundError", errors.NotFoundError),
        (409, "ScimConflictError", errors.ConflictError),
        (413, "ScimContentTooLargeError", errors.ContentTooLargeError),
        (429, "ScimRateLimitError", errors.RateLimitError),
        (412, "ScimError", errors.AttioError),
        (499, "ScimError", errors.AttioError),
    ],
)
def test_an_error_response_is_a_scim_error_of_its_status(
    status: int, name: str, family: type[errors.AttioError]
) -> None:
    error = scim_error(status, NOT_FOUND)
    assert type(error).__name__ == name
    assert isinstance(error, ScimError)
    assert isinstance(error, family)
    assert error.status_code == status
    assert type(pickle.loads(pickle.dumps(error))) is type(error)


def test_every_class_of_the_tuple_is_reached() -> None:
    reached = {type(scim_error(status, NOT_FOUND)) for status in range(400, 500)}
    assert reached == set(SCIM_ERRORS)
    assert SCIM_ERRORS[-1] is ScimError


@pytest.mark.parametrize("status", [302, 500, 503])
def test_other_responses_are_not_scim_errors(status: int) -> None:
    error = scim_error(status, NOT_FOUND)
    assert not isinstance(error, ScimError)
    assert isinstance(error, errors.ServerError) is (status >= 500)


def test_an_error_in_the_format_of_scim_is_read() -> None:
    error = scim_error(409, {**NOT_FOUND, "status": "409", "scimType": "uniqueness", "detail": "There is one."})
    assert isinstance(error, ScimError)
    assert (error.message, error.detail) == ("There is one.", "There is one.")
    assert (error.code, error.scim_type) == ("uniqueness", "uniqueness")
    assert error.data is not None
    assert error.data.status_code == 409
    assert str(error) == "scim.people.patch: 409 uniqueness: There is one."


def test_an_error_in_the_format_of_attio_is_read() -> None:
    body = {"status_code": 403, "type": "auth_error", "code": "unauthorized", "message": "Not you.", "detail": 5}
    error = scim_error(403, body)
    assert isinstance(error, ScimError)
    assert (error.message, error.code, error.detail, error.scim_type) == ("Not you.", "unauthorized", None, None)
    assert error.data is not None
    assert (error.data.type, error.data.status_code) == ("auth_error", 403)


@pytest.mark.parametrize("content", [b"", b"<html>", b"[]"])
def test_an_error_in_another_format_has_no_data(content: bytes) -> None:
    error = read_error(PATCH, 404, Headers(), content)
    assert isinstance(error, ScimError)
    assert (error.data, error.detail, error.scim_type, error.code) == (None, None, None, None)


@pytest.mark.parametrize(
    ("status", "read"),
    [("409", 409), (404, 404), (404.0, 404), ("four", None), ([], None), (float("nan"), None), (float("inf"), None)],
)
def test_the_status_in_a_body_may_be_text(status: object, read: int | None) -> None:
    data = ErrorData.parse({"status": status})
    assert data is not None
    assert data.status_code == read


def test_error_fields_of_attio_override_those_of_scim() -> None:
    body = {"code": "x", "scimType": "y", "message": "a", "detail": "b", "status_code": 400, "status": "401"}
    data = ErrorData.parse(body)
    assert data is not None
    assert (data.code, data.message, data.status_code) == ("x", "a", 400)
    data = ErrorData.parse({**body, "code": None, "message": None, "status_code": None})
    assert data is not None
    assert (data.code, data.message, data.status_code) == ("y", "b", 401)


@pytest.mark.parametrize("content", [b"", b" \n"])
def test_a_success_may_have_no_content(content: bytes) -> None:
    assert decode(PATCH, 204, Headers(), content) is None


def test_a_success_with_content_is_read() -> None:
    # `application/scim+json` is parsed as JSON.
    person = decode(PATCH, 200, Headers([("content-type", "application/scim+json")]), b'{"id": "1"}')
    assert person is not None
    assert person.id == "1"


def test_missing_content_is_an_error() -> None:
    due = Operation("scim.people.get", "GET", "/scim/v2/People/{person}", Params, Person, errors=SCIM_ERRORS)
    with pytest.raises(errors.ResponseValidationError):
        decode(due, 200, Headers(), b"")
