"""Decoding of responses to models and `None`; unexpected responses are errors."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, field_validator

from attio._call.error_responses import read_error
from attio._call.operation import Operation
from attio._call.response import decode
from attio._files.download import FileDownload
from attio._support.headers import Headers
from attio.errors.base import AttioBaseError, AttioError, ResponseValidationError, outcome_of
from attio.errors.data import ErrorData
from attio.errors.statuses import (
    AuthenticationError,
    BadRequestError,
    ConflictError,
    ContentTooLargeError,
    PermissionDeniedError,
    RateLimitError,
    ServerError,
)
from attio.models.base import EmptyResponse, Model, Params
from tests.call.listing import THINGS, MissingThingError

DELETE = Operation[EmptyResponse]("things.delete", "DELETE", "/v2/things/{thing}", Params, EmptyResponse)
HTML = Headers([("content-type", "text/html"), ("x-attio-execution-id", "id-1")])


def test_a_body_becomes_a_model() -> None:
    result = decode(THINGS, 200, Headers(), b'{"data":[{"id":"1","name":"a","new":true}]}')
    assert result.data[0].name == "a"
    assert result.data[0].model_extra == {"new": True}


@pytest.mark.parametrize("content", [b"", b"  ", b"{}", b'{"more": 1}'])
def test_an_operation_without_content_accepts_any_success(content: bytes) -> None:
    assert isinstance(decode(DELETE, 200, Headers(), content), EmptyResponse)


COUNTS = Operation[list[int]]("things.counts", "GET", "/v2/counts", Params, TypeAdapter(list[int]))
MAYBE = THINGS.replaced(name="things.maybe", may_be_empty=True)


@pytest.mark.parametrize("content", [b"", b" \n"])
def test_an_empty_body_is_none_where_the_operation_allows_it(content: bytes) -> None:
    assert decode(MAYBE, 200, Headers(), content) is None
    assert decode(MAYBE, 200, Headers(), b'{"data":[]}').data == []
    with pytest.raises(ResponseValidationError, match="data: Field required"):
        decode(MAYBE, 200, Headers(), b"{}")


def test_a_response_that_is_not_an_object_is_read_by_its_adapter() -> None:
    assert decode(COUNTS, 200, Headers(), b"[1,2]") == [1, 2]
    with pytest.raises(ResponseValidationError, match="1: Input should be a valid integer"):
        decode(COUNTS, 200, Headers(), b'[1,"x"]')
    with pytest.raises(ResponseValidationError, match="it is empty"):
        decode(COUNTS, 200, Headers(), b"")


def test_a_download_without_a_redirect_is_an_error() -> None:
    download = Operation[FileDownload]("files.download", "GET", "/v2/files/{file_id}", Params, FileDownload)
    for content in (b"", b"{}"):
        with pytest.raises(ResponseValidationError) as caught:
            decode(download, 200, HTML, content)
        error = caught.value
        assert error.message == "success, but without the redirect that leads to the file"
        assert (error.operation, error.status_code, error.outcome) == ("files.download", 200, "accepted")
        assert error.request_id == "id-1"


@pytest.mark.parametrize(
    ("content", "expected"),
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
def test_a_success_with_an_unexpected_body_is_an_error_with_all_facts(content: bytes, expected: str) -> None:
    with pytest.raises(ResponseValidationError) as caught:
        decode(THINGS, 200, HTML, content)
    error = caught.value
    assert expected in str(error)
    assert (error.operation, error.status_code, error.outcome, error.request_id) == (
        "things.list",
        200,
        "accepted",
        "id-1",
    )
    assert error.pretty().startswith(error.message)
    assert error.body == content.decode("utf-8", "replace")
    assert error.data is None
    assert error.__cause__ is None
    assert error.__suppress_context__


@pytest.mark.parametrize(
    ("headers", "content", "message"),
    [
        (Headers(), b"Bad", "success, but the body is not JSON; it is 3 bytes of no content type: 'Bad'"),
        (HTML, b"\xffx", "success, but the body is not JSON; it is 2 bytes of text/html: '\ufffdx'"),
        (
            HTML,
            b"a" * 201,
            f"success, but the body is not JSON; it is 201 bytes of text/html: '{'a' * 200}'",
        ),
        (HTML, b" ", "success, but the body is not JSON; it is empty"),
        (HTML, b"[]", "success, but the body is not what the API documents: body: Input should be an object"),
    ],
)
def test_an_unexpected_body_is_shown_in_short(headers: Headers, content: bytes, message: str) -> None:
    with pytest.raises(ResponseValidationError) as caught:
        decode(THINGS, 200, headers, content)
    assert caught.value.message == message
    assert caught.value.raw_value == ([] if content == b"[]" else content.decode("utf-8", "replace"))


def test_html_instead_of_an_empty_body_is_an_error() -> None:
    with pytest.raises(ResponseValidationError, match="not JSON"):
        decode(DELETE, 200, HTML, b"<html>")


def test_a_mismatch_keeps_the_value_but_does_not_show_it() -> None:
    content = {"data": [{"id": 7, "name": "secret-value"}]}
    with pytest.raises(ResponseValidationError) as caught:
        decode(THINGS, 200, Headers(), json.dumps(content).encode())
    assert caught.value.raw_value == content
    assert "secret-value" not in str(caught.value) + caught.value.pretty()
    assert "data.0.id" in caught.value.pretty()


def test_a_million_mismatches_take_no_more_memory_than_one() -> None:
    with pytest.raises(ResponseValidationError) as caught:
        decode(THINGS, 200, Headers(), b'{"data":[' + b"1," * 100_000 + b"1]}")
    assert len(caught.value.pretty()) < 1_000


def mismatches(count: int) -> ResponseValidationError:
    with pytest.raises(ResponseValidationError) as caught:
        decode(COUNTS, 200, Headers(), b"[" + b"{}," * (count - 1) + b"{}]")
    return caught.value


def test_ten_mismatches_are_listed_and_a_thousand_are_read() -> None:
    for count in (10, 11, 1_000):
        lines = mismatches(count).pretty().splitlines()
        assert lines[0] == "success, but the body is not what the API documents: 0: Input should be a valid integer"
        assert lines[1:] == [f"  {number}: Input should be a valid integer" for number in range(10)]
    expected = "success, but the body is not what the API documents: there are 1,001 mismatches"
    assert mismatches(1_001).pretty() == f"{expected}\n  there are 1,001 mismatches"


def test_a_mismatch_never_shows_the_message_of_a_validator() -> None:
    class Strict(Model):
        id: str

        @field_validator("id")
        @classmethod
        def known(cls, value: str) -> str:
            message = f"{len(value)} letters are too many"
            raise ValueError(message)

    operation = Operation[Strict]("things.get", "GET", "/v2/thing", Params, Strict)
    with pytest.raises(ResponseValidationError) as caught:
        decode(operation, 200, Headers(), b'{"id":"secret-value"}')
    assert caught.value.pretty().splitlines()[1:] == ["  id: Value error, 12 letters are too many"]


@given(st.binary())
def test_any_bytes_raise_only_errors_of_the_sdk(content: bytes) -> None:
    operations: list[Operation[Any]] = [THINGS, DELETE]
    for operation in operations:
        with suppress(AttioBaseError):
            decode(operation, 200, Headers(), content)
        read_error(operation, 500, Headers(), content)


def error_of(status: int, code: str = "x", message: str = "m", operation: Operation[Any] = THINGS) -> AttioError:
    body = {"status_code": status, "type": "t", "code": code, "message": message}
    return read_error(operation, status, Headers(), json.dumps(body).encode())


@pytest.mark.parametrize(
    ("status", "cls"),
    [
        (400, BadRequestError),
        (401, AuthenticationError),
        (403, PermissionDeniedError),
        (404, MissingThingError),
        (409, ConflictError),
        (413, ContentTooLargeError),
        (418, AttioError),
        (429, RateLimitError),
        (499, AttioError),
        (500, ServerError),
        (503, ServerError),
        (599, ServerError),
    ],
)
def test_an_error_has_the_class_of_its_operation_or_of_its_status(status: int, cls: type[AttioError]) -> None:
    error = error_of(status)
    assert isinstance(error, cls)
    assert error.family == cls.family
    assert (error.status_code, error.code, error.message, error.operation) == (status, "x", "m", "things.list")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the response has no body"),
        (b" \n", "the response has no body"),
        (b"<html>Bad gateway</html>", "the response is not JSON of the API (text/html): '<html>Bad gateway</html>'"),
        (b"[]", "the response is not JSON of the API (text/html): '[]'"),
        (b"null", "the response is not JSON of the API (text/html): 'null'"),
        (b"\xff", "the response is not JSON of the API (text/html): '\ufffd'"),
        (b"x" * 201, f"the response is not JSON of the API (text/html): '{'x' * 200}'"),
    ],
)
def test_an_error_page_is_described_by_its_status_and_type(content: bytes, message: str) -> None:
    error = read_error(THINGS, 502, HTML, content)
    assert isinstance(error, ServerError)
    assert error.data is None
    assert error.message == message
    assert error.body == content.decode("utf-8", "replace")
    assert (error.request_id, error.outcome) == ("id-1", "unknown")


def test_a_json_object_of_another_server_is_kept_as_data() -> None:
    error = read_error(THINGS, 502, Headers(), b'{"oops":1}')
    assert error.message == "the response is not JSON of the API (no content type): '{\"oops\":1}'"
    assert error.data == ErrorData(raw={"oops": 1})


def test_an_error_page_with_trailing_text_has_no_data() -> None:
    assert read_error(THINGS, 500, HTML, b'{"message":"\xff"}').data is None


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (199, "unknown"),
        (200, "accepted"),
        (299, "accepted"),
        (300, "unknown"),
        (302, "unknown"),
        (399, "unknown"),
        (400, "rejected"),
        (404, "rejected"),
        (408, "unknown"),
        (429, "rejected"),
        (499, "rejected"),
        (500, "unknown"),
        (501, "unknown"),
    ],
)
def test_the_status_decides_the_outcome(status: int, outcome: str) -> None:
    assert outcome_of(status) == outcome
    assert error_of(status).outcome == outcome


NO_ENDPOINT = "the server has no such endpoint; check server_url, and whether there is a newer version of the SDK"
OFF = "deals, users and workspaces are off until an admin enables them in the workspace settings"
SCOPES = "the token needs thing:read, thing:write; meta.identify returns the scopes it has"
COSTLY = "a query with many filters and sorts can exceed the limit on its own; try a simpler one"
PLAIN = THINGS.replaced(scopes=())
EITHER = THINGS.replaced(scopes=(), scopes_by_target={"objects": ("a:read", "b:read"), "lists": ("c:read",)})
QUERY = THINGS.replaced(scopes=("thing:read", "thing:write"), query_cost=True)


@pytest.mark.parametrize(
    ("operation", "status", "code", "message", "hint"),
    [
        (PLAIN, 404, "x", 'Could not find endpoint "GET /v2/x".', NO_ENDPOINT),
        (PLAIN, 404, "x", 'Could not find endpoint "GET /v2/objects/"deals"".', NO_ENDPOINT),
        (PLAIN, 400, "x", 'Could not find endpoint "GET /v2/x".', None),
        (PLAIN, 404, "x", 'Object with slug/ID "deals" not found.', OFF),
        (PLAIN, 404, "x", 'Object with slug/ID "users" not found.', OFF),
        (PLAIN, 404, "x", 'Object with slug/ID "workspaces" not found.', OFF),
        (PLAIN, 404, "x", 'Object with slug/ID "cars" not found.', None),
        (PLAIN, 404, "x", "There are no deals.", None),
        (PLAIN, 400, "x", 'Object with slug/ID "deals" not found.', None),
        (QUERY, 403, "unauthorized", "m", SCOPES),
        (PLAIN, 403, "unauthorized", "m", None),
        (
            EITHER,
            403,
            "unauthorized",
            "m",
            "the token needs a:read, b:read or c:read; meta.identify returns the scopes it has",
        ),
        (QUERY, 403, "billing_error", "m", None),
        (QUERY, 401, "unauthorized", "m", None),
        (QUERY, 429, "rate_limit_exceeded", "m", COSTLY),
        (PLAIN, 429, "rate_limit_exceeded", "m", None),
        (QUERY, 400, "x", "m", None),
    ],
)
def test_ambiguous_errors_get_a_hint(
    operation: Operation[Any], status: int, code: str, message: str, hint: str | None
) -> None:
    assert error_of(status, code, message, operation).hint == hint


@pytest.mark.parametrize("status", [403, 404, 429])
def test_an_error_page_gets_no_hint(status: int) -> None:
    error = read_error(QUERY.replaced(query_cost=False), status, HTML, b'"deals" unauthorized')
    assert error.hint is None


def test_an_error_says_how_long_the_api_asks_to_wait() -> None:
    limited = read_error(THINGS, 429, Headers([("Retry-After", "3")]), b"{}")
    assert limited.retry_after == 3
    assert read_error(THINGS, 429, Headers(), b"{}").retry_after is None
