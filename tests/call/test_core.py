"""The life cycle of a call over real sockets, sync and async."""

from __future__ import annotations

import json
import pickle
import time
from typing import Any

import httpx
import pytest
from pydantic import TypeAdapter

from attio import Attio, HTTPClient, errors
from attio._call.operation import Operation, Paging
from attio.models.base import Params
from tests.call.calls import FAST, ID, ME, RECORD, TOKEN, api_error, create
from tests.drivers import Driver
from tests.server import Received, Reply, Server

# What is sent


def test_a_call_sends_the_request_of_its_operation(server: Server, client: Attio, driver: Driver) -> None:
    server.reply(json={"data": [RECORD]})
    page = driver.call(client, "records.query", "people", filter={"name": "Zoë"}, limit=5)
    assert page.data[0].id.record_id == "r"
    [request] = server.requests
    assert (request.method, request.target) == ("POST", "/v2/objects/people/records/query")
    assert request.json() == {"filter": {"name": "Zoë"}, "limit": 5}
    assert request.header("authorization") == f"Bearer {TOKEN}"
    assert request.header("content-type") == request.header("accept") == "application/json"
    assert request.header("host") == server.url.removeprefix("http://")
    assert (request.header("user-agent") or "").startswith("attio-sdk-python/")
    assert request.header("cookie") is None


def test_a_listing_operation_may_return_something_other_than_pages(server: Server, client: Attio) -> None:
    bare = Operation[list[int]](
        "things.list", "GET", "/v2/things", Params, TypeAdapter(list[int]), paging=Paging("offset")
    )
    server.reply(json=[1, 2])
    assert client._call(bare, {}, {}) == [1, 2]


def test_a_result_has_the_metadata_of_its_response(server: Server, client: Attio, driver: Driver) -> None:
    headers = {"x-attio-execution-id": "id-1", "X-Attio-Record-Query-Score": "12.5"}
    server.reply(503)
    server.reply(json={"data": []}, headers=headers)
    http = driver.call(client, "records.query", "people").http
    assert (http.status_code, http.attempts, http.request_id, http.query_score) == (200, 2, "id-1", 12.5)
    assert 0 < http.elapsed < 5
    assert TOKEN not in repr(http) + repr(dict(http.raw_response.request.headers))


def test_options_of_a_call_override_those_of_the_client(server: Server, client: Attio, driver: Driver) -> None:
    server.reply(json=ME)
    options = {"oauth2": lambda: "other", "http_headers": {"X-Trace": "1"}, "extra_query": {"a": "b"}}
    driver.call(client, "meta.identify", **options)
    [request] = server.requests
    assert request.header("authorization") == "Bearer other"
    assert request.header("x-trace") == "1"
    assert request.query == [("a", "b")]


def test_server_url_sends_one_call_to_another_server(client: Attio, driver: Driver) -> None:
    with Server() as other:
        other.reply(json=ME)
        driver.call(client, "meta.identify", server_url=f"{other.url}/prefix/")
        assert [request.target for request in other.requests] == ["/prefix/v2/self"]
        assert other.requests[0].header("authorization") == f"Bearer {TOKEN}"


@pytest.mark.parametrize("name", ["ATTIO_OAUTH2", "ATTIO_API_KEY"])
def test_the_token_comes_from_the_environment(
    server: Server, driver: Driver, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "from-env")
    server.reply(json=ME)
    with Attio(server_url=server.url) as client:
        driver.call(client, "meta.identify")
    assert server.requests[0].header("authorization") == "Bearer from-env"


def test_without_a_token_nothing_is_sent(server: Server, driver: Driver) -> None:
    with (
        Attio(server_url=server.url) as client,
        pytest.raises(errors.InvalidRequestError, match="ATTIO_OAUTH2") as caught,
    ):
        driver.call(client, "meta.identify")
    assert (caught.value.outcome, caught.value.operation) == ("not_sent", "meta.identify")
    assert server.requests == []


def test_the_token_function_is_called_for_every_attempt(server: Server, driver: Driver) -> None:
    tokens = iter(["first", "second"])
    server.reply(500)
    server.reply(json=ME)
    with Attio(lambda: next(tokens), server_url=server.url, retry_config=FAST) as client:
        driver.call(client, "meta.identify")
    assert [request.header("authorization") for request in server.requests] == ["Bearer first", "Bearer second"]


def test_a_misspelt_parameter_is_not_sent(client: Attio, driver: Driver) -> None:
    with pytest.raises(errors.UnknownParameterError, match=r"records_query\(\) has no parameter 'limt'"):
        driver.call(client, "records.query", "people", limt=5)


@pytest.mark.parametrize("bad", ["", ".", "..", "a\r\nb"])
def test_an_id_that_would_change_the_route_is_not_sent(client: Attio, driver: Driver, bad: str) -> None:
    with pytest.raises(errors.InvalidRequestError, match="record_id: must be"):
        driver.call(client, "records.get", "people", bad)


def test_ids_stay_in_their_segment(server: Server, client: Attio, driver: Driver) -> None:
    server.reply(json={"data": RECORD})
    driver.call(client, "records.get", "people", "../../v1/x?y#z")
    assert server.requests[0].target == "/v2/objects/people/records/..%2F..%2Fv1%2Fx%3Fy%23z"


# Errors


def test_errors_have_the_class_of_their_operation_and_every_fact(server: Server, client: Attio, driver: Driver) -> None:
    body = {
        **api_error(400, "validation_type", "Body payload validation error."),
        "validation_errors": [{"code": "invalid_type", "path": ["data", "values"], "message": "Required"}],
    }
    server.reply(400, json=body, headers={"x-attio-execution-id": "id-1"})
    with pytest.raises(errors.CreateRecordValueNotFoundError) as caught:
        create(driver, client)
    error = caught.value
    assert (error.status_code, error.code, error.request_id, error.outcome) == (
        400,
        "validation_type",
        "id-1",
        "rejected",
    )
    assert json.loads(error.body) == body
    assert error.raw_response is not None
    assert "data.values: Required" in str(error)
    assert pickle.loads(pickle.dumps(error)).validation_errors == error.validation_errors


@pytest.mark.parametrize("body", [b"<html>maintenance</html>", b"", b"{}", b'{"data": null}', b"[1]", b"\xff\xfe\x00"])
def test_a_success_without_a_valid_body_is_an_error(server: Server, client: Attio, driver: Driver, body: bytes) -> None:
    server.reply(200, body=body, headers={"Content-Type": "text/html"})
    with pytest.raises(errors.ResponseValidationError) as caught:
        create(driver, client)
    assert (caught.value.outcome, caught.value.status_code, caught.value.attempts) == ("accepted", 200, 1)


def test_a_response_that_is_too_large_is_an_error(server: Server, driver: Driver) -> None:
    server.reply(200, body=b"x" * 2_000_000)
    with (
        Attio(TOKEN, server_url=server.url, max_response_bytes=1_000_000, retry_config=FAST) as client,
        pytest.raises(errors.AttioSDKError, match="max_response_bytes") as caught,
    ):
        create(driver, client)
    assert caught.value.outcome == "accepted"


def test_a_bug_in_a_fetcher_is_not_retried(driver: Driver) -> None:
    calls: list[str] = []

    def fetch(request: httpx.Request) -> httpx.Response:
        calls.append(request.method)
        message = "a bug"
        raise ZeroDivisionError(message)

    client = Attio(TOKEN, http_client=HTTPClient(fetcher=fetch, async_fetcher=fetch))
    with pytest.raises(errors.UnexpectedClientError, match="ZeroDivisionError"):
        driver.call(client, "meta.identify")
    assert calls == ["GET"]


# Hooks


def test_hooks_learn_which_attempt_it_is(server: Server, driver: Driver) -> None:
    seen: list[tuple[str, int]] = []

    def note(request: httpx.Request) -> None:
        info = request.extensions["attio"]
        seen.append((info.operation, info.attempt))

    server.reply(503)
    server.reply(json=ME)
    with HTTPClient().add_hook("before_request", note) as http_client:
        client = Attio(TOKEN, server_url=server.url, http_client=http_client, retry_config=FAST)
        driver.call(client, "meta.identify")
    assert seen == [("meta.identify", 1), ("meta.identify", 2)]


# Time


def test_a_timeout_bounds_an_attempt(server: Server, client: Attio, driver: Driver) -> None:
    server.hang()
    started = time.monotonic()
    with pytest.raises(errors.RequestTimeoutError) as caught:
        create(driver, client, timeout_ms=200)
    assert 0.15 < time.monotonic() - started < 3
    assert (caught.value.outcome, caught.value.attempts) == ("unknown", 1)


def test_a_deadline_bounds_the_whole_call(server: Server, client: Attio, driver: Driver) -> None:
    server.drip(Reply(json={"active": False, "padding": "x" * 1000}), pause=0.1)
    started = time.monotonic()
    with pytest.raises(errors.RequestTimeoutError):
        driver.call(client, "meta.identify", deadline_ms=500)
    assert time.monotonic() - started < 3


# Pages


def test_pages_are_walked_by_offset_in_the_body(server: Server, client: Attio, driver: Driver) -> None:
    records = [{**RECORD, "id": {**ID, "record_id": str(n)}} for n in range(5)]

    def respond(request: Received) -> Reply:
        body: Any = request.json()
        start = body.get("offset", 0)
        return Reply(json={"data": records[start : start + body["limit"]]})

    server.always(respond)

    async def work(call: Any) -> list[str]:
        page = await call("records.query", "people", limit=2, extra_body={"filter": {"x": 1}})
        if driver.side == "sync":
            return [record.id.record_id for record in page]
        return [record.id.record_id async for record in page]

    assert driver.run(client, work) == ["0", "1", "2", "3", "4"]
    bodies: list[Any] = [request.json() for request in server.requests]
    assert [body.get("offset") for body in bodies] == [None, 2, 4, 5]
    assert all(body["filter"] == {"x": 1} for body in bodies)
