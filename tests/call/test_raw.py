"""`client.request`: calls of endpoints that this version does not know."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

from attio import Attio, AttioCore, HTTPClient, RequestResult, RetryConfig, errors
from attio._call.retries import BackoffStrategy
from tests.drivers import Driver
from tests.server import Reply, Server

TOKEN = "sk_planted_5c0ffee"
AT_ONCE = RetryConfig(backoff=BackoffStrategy(initial_interval=0, max_interval=0))


@pytest.fixture
def client(server: Server) -> Any:
    with Attio(TOKEN, server_url=f"{server.url}/prefix", retry_config=AT_ONCE) as client:
        yield client


def test_a_raw_request_is_sent_as_given(server: Server, client: Attio, driver: Driver) -> None:
    server.reply(json=[1, {"a": None}])
    result: RequestResult = driver.call(
        client,
        "request",
        "post",
        "/v3/things/a%2Fb",
        query={"limit": 5, "tag": ["x", "y z"]},
        json={"name": "Zoë"},
        headers={"X-Preview": "1"},
        extra_query={"more": True},
        extra_body={"age": 7},
        http_headers={"x-other": "2"},
    )
    assert result.body == [1, {"a": None}]
    assert (result.http.status_code, result.http.attempts) == (200, 1)
    [sent] = server.requests
    assert (sent.method, sent.path) == ("POST", "/prefix/v3/things/a%2Fb")
    assert sent.query == [("more", "true"), ("limit", "5"), ("tag", "x"), ("tag", "y z")]
    assert sent.json() == {"name": "Zoë", "age": 7}
    assert (sent.header("x-preview"), sent.header("x-other")) == ("1", "2")
    assert sent.header("content-type") == "application/json"
    assert sent.header("authorization") == f"Bearer {TOKEN}"


def test_a_request_without_json_has_no_body(server: Server, client: Attio, driver: Driver) -> None:
    server.reply(json={})
    assert driver.call(client, "request", "GET", "/v2/self").body == {}
    assert server.requests[0].body == b""
    assert server.requests[0].header("content-type") is None


@pytest.mark.parametrize("json", [0, False, "", [], {}, "text", [{"a": 1}]])
def test_any_json_value_can_be_the_body(server: Server, client: Attio, driver: Driver, json: object) -> None:
    server.reply(json=json)
    assert driver.call(client, "request", "PUT", "/v2/x", json=json).body == json
    assert server.requests[0].json() == json


def test_no_content_is_none(server: Server, client: Attio, driver: Driver) -> None:
    server.reply(status=204)
    result = driver.call(client, "request", "DELETE", "/v2/x")
    assert (result.body, result.http.status_code) == (None, 204)


@pytest.mark.parametrize(
    ("method", "options", "attempts"),
    [
        ("GET", {}, 2),
        ("PUT", {}, 2),
        ("DELETE", {}, 2),
        ("POST", {}, 1),
        ("PATCH", {}, 1),
        ("POST", {"idempotent": True}, 2),
        ("GET", {"idempotent": False}, 1),
        ("GET", {"retries": RetryConfig(strategy="none")}, 1),
    ],
)
def test_raw_requests_are_retried_by_their_method(
    server: Server, driver: Driver, method: str, options: dict[str, Any], attempts: int
) -> None:
    server.always(lambda _: Reply(status=503))
    config = RetryConfig(backoff=BackoffStrategy(initial_interval=0, max_interval=0), max_attempts=2)
    client = Attio(TOKEN, server_url=server.url, retry_config=config)
    with client, pytest.raises(errors.ServerError) as caught:
        driver.call(client, "request", method, "/v2/x", **options)
    assert (caught.value.outcome, caught.value.attempts) == ("unknown", attempts)
    assert len(server.requests) == attempts


def test_a_repeated_delete_that_succeeded_before_has_no_body(server: Server, client: Attio, driver: Driver) -> None:
    server.reply(status=503)
    server.reply(status=404, json={"status_code": 404, "type": "x", "code": "not_found", "message": "no thing-1"})
    result = driver.call(client, "request", "DELETE", "/v2/things/thing-1")
    assert (result.body, result.http.status_code) == (None, 404)


def test_raw_requests_raise_the_same_errors_as_other_calls(server: Server, client: Attio, driver: Driver) -> None:
    server.reply(status=404, json={"status_code": 404, "type": "invalid_request_error", "code": "gone", "message": "m"})
    with pytest.raises(errors.NotFoundError) as caught:
        driver.call(client, "request", "GET", "/v2/x")
    assert (caught.value.code, caught.value.operation, caught.value.outcome) == ("gone", "request", "rejected")
    server.reply(body=b"<html>")
    with pytest.raises(errors.ResponseValidationError, match="not JSON"):
        driver.call(client, "request", "GET", "/v2/x")


def test_hooks_see_the_path(server: Server, driver: Driver) -> None:
    seen: list[Any] = []
    with HTTPClient() as http, Attio(TOKEN, server_url=server.url, http_client=http) as client:
        http.add_hook("before_request", lambda request: seen.append(request.extensions["attio"]))
        server.reply(json={})
        driver.call(client, "request", "GET", "/v2/x", query={"a": 1})
    assert [(info.operation, info.path, info.attempt) for info in seen] == [("request", "/v2/x", 1)]


@pytest.mark.parametrize(
    ("method", "path", "message"),
    [
        ("HEAD", "/v2/x", "method must be one of GET, POST"),
        (None, "/v2/x", "method must be one of GET, POST"),
        ("GET", "v2/x", "must begin with one slash"),
        ("GET", "", "must begin with one slash"),
        ("GET", "//evil.example/x", "must begin with one slash"),
        ("GET", "https://evil.example/x", "must begin with one slash"),
        ("GET", "/v2\\x", "a character that a URL does not allow"),
        ("GET", "/v2/a b", "a character that a URL does not allow"),
        ("GET", "/v2/é", "a character that a URL does not allow"),
        ("GET", "/v2/a%2", "a character that a URL does not allow"),
        ("GET", "/v2/{object}", "a character that a URL does not allow"),
        ("GET", "/v2/x?limit=1", "pass the query as query="),
        ("GET", "/v2/x#y", "pass the query as query="),
        ("GET", "/v2/../x", "'.' or '..'"),
        ("GET", "/v2/.", "'.' or '..'"),
        ("GET", "/v2/%2E%2e/x", "'.' or '..'"),
        ("GET", "/v2/%5c", "backslashes"),
        ("GET", "/v2/%0a", "control characters"),
        ("GET", b"/v2/x", "must be a str such as '/v2/self', not bytes"),
    ],
)
def test_a_path_cannot_leave_the_api(client: Attio, driver: Driver, method: Any, path: Any, message: str) -> None:
    with pytest.raises(errors.InvalidRequestError, match=message) as caught:
        driver.call(client, "request", method, path)
    assert (caught.value.outcome, caught.value.operation) == ("not_sent", "request")


def test_bad_arguments_are_named(server: Server, client: Attio, driver: Driver) -> None:
    with pytest.raises(errors.UnknownParameterError, match="did you mean 'json'"):
        driver.call(client, "request", "GET", "/v2/x", jsn={})
    with pytest.raises(errors.InvalidRequestError, match="query must be a mapping with text keys, not str"):
        driver.call(client, "request", "GET", "/v2/x", query="a=1")
    with pytest.raises(errors.InvalidRequestError, match="headers must be a mapping with text keys, not list"):
        driver.call(client, "request", "GET", "/v2/x", headers=[])
    with pytest.raises(errors.InvalidRequestError, match="authorization cannot be set here"):
        driver.call(client, "request", "GET", "/v2/x", headers={"authorization": "x"})
    with pytest.raises(errors.InvalidRequestError):
        driver.call(client, "request", "POST", "/v2/x", json={"a": float("nan")})
    assert server.requests == []


def test_the_result_shows_no_secret_and_pickles(server: Server) -> None:
    server.reply(json={"data": {"secret": "planted"}})
    with AttioCore(TOKEN, server_url=server.url) as client:
        result = client.request("GET", "/v2/x")
    assert repr(result) == "<RequestResult 200>"
    assert pickle.loads(pickle.dumps(result)).body == {"data": {"secret": "planted"}}
