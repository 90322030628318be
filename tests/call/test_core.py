"""The life of a call, over real sockets, on both sides."""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import pickle
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import httpx
import pytest
from pydantic import TypeAdapter

from attio import Attio, AttioCore, BackoffStrategy, HTTPClient, RetryConfig, errors
from attio._call.operation import Operation, Paging
from attio.funcs import meta_identify, records_query
from attio.models.base import Params
from tests.drivers import DRIVERS, Driver
from tests.server import Received, Reply, Server

TOKEN = "sk_planted_5c0ffee"
ME = {"active": False}
FAST = RetryConfig(backoff=BackoffStrategy(initial_interval=1, max_interval=5, max_elapsed_time=5_000))
ID = {"workspace_id": "w", "object_id": "o", "record_id": "r"}
RECORD: dict[str, object] = {
    "id": ID,
    "created_at": "2022-11-21T13:22:49.061281000Z",
    "web_url": "https://app.attio.com/x",
    "values": {},
}
VALUES: dict[str, object] = {"values": {"name": "Ada"}}


@pytest.fixture(params=DRIVERS, ids=repr)
def driver(request: pytest.FixtureRequest) -> Driver:
    chosen: Driver = request.param
    return chosen


@pytest.fixture
def client(server: Server) -> Iterator[Attio]:
    with Attio(TOKEN, server_url=server.url, retry_config=FAST) as client:
        yield client


def api_error(status: int, code: str, message: str = "No.") -> dict[str, object]:
    return {"status_code": status, "type": "invalid_request_error", "code": code, "message": message}


def create(driver: Driver, client: Attio, **options: Any) -> Any:
    return driver.call(client, "records.create", "people", data=VALUES, **options)


# What is sent


def test_a_call_sends_what_the_operation_says(server: Server, client: Attio, driver: Driver) -> None:
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


def test_an_operation_that_lists_may_answer_with_something_else_than_pages(server: Server, client: Attio) -> None:
    bare = Operation[list[int]](
        "things.list", "GET", "/v2/things", Params, TypeAdapter(list[int]), paging=Paging("offset")
    )
    server.reply(json=[1, 2])
    assert client._call(bare, {}, {}) == [1, 2]


def test_an_answer_tells_how_it_was_had(server: Server, client: Attio, driver: Driver) -> None:
    headers = {"x-attio-execution-id": "id-1", "X-Attio-Record-Query-Score": "12.5"}
    server.reply(503)
    server.reply(json={"data": []}, headers=headers)
    http = driver.call(client, "records.query", "people").http
    assert (http.status_code, http.attempts, http.request_id, http.query_score) == (200, 2, "id-1", 12.5)
    assert 0 < http.elapsed < 5
    assert TOKEN not in repr(http) + repr(dict(http.raw_response.request.headers))


def test_options_of_a_call_win(server: Server, client: Attio, driver: Driver) -> None:
    server.reply(json=ME)
    options = {"oauth2": lambda: "other", "http_headers": {"X-Trace": "1"}, "extra_query": {"a": "b"}}
    driver.call(client, "meta.identify", **options)
    [request] = server.requests
    assert request.header("authorization") == "Bearer other"
    assert request.header("x-trace") == "1"
    assert request.query == [("a", "b")]


def test_another_server_for_one_call(client: Attio, driver: Driver) -> None:
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


def test_the_token_function_is_asked_for_every_attempt(server: Server, driver: Driver) -> None:
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


# Retries and outcomes


def test_a_create_with_an_unknown_outcome_is_sent_once(server: Server, client: Attio, driver: Driver) -> None:
    faults: list[Callable[[], None]] = [partial(server.reply, 500), server.drop]
    for fault in faults:
        fault()
        with pytest.raises(errors.AttioSDKError) as caught:
            create(driver, client)
        assert (caught.value.outcome, caught.value.attempts) == ("unknown", 1)
        assert caught.value.operation == "records.create"
    assert len(server.requests) == 2


def test_a_read_is_sent_again(server: Server, client: Attio, driver: Driver) -> None:
    server.reply(502, body=b"<html>")
    server.drop()
    server.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")
    server.reply(json={"data": []})
    assert driver.call(client, "records.query", "people").http.attempts == 4


def test_429_is_retried_for_every_operation_after_the_time_it_names(
    server: Server, client: Attio, driver: Driver
) -> None:
    server.reply(429, json=api_error(429, "rate_limit_exceeded"), headers={"Retry-After": "0"})
    server.reply(json={"data": RECORD})
    assert create(driver, client).http.attempts == 2


def test_a_long_retry_after_raises_at_once(server: Server, client: Attio, driver: Driver) -> None:
    server.reply(429, json=api_error(429, "rate_limit_exceeded"), headers={"Retry-After": "3600"})
    started = time.monotonic()
    with pytest.raises(errors.RateLimitError) as caught:
        driver.call(client, "meta.identify")
    assert time.monotonic() - started < 5
    assert (caught.value.retry_after, caught.value.attempts, caught.value.outcome) == (3600, 1, "rejected")


def test_a_connection_that_was_never_made_is_retried_for_every_operation(driver: Driver) -> None:
    with Server() as gone:
        url = gone.url
    config = RetryConfig(backoff=BackoffStrategy(initial_interval=1, max_interval=1), max_attempts=3)
    with Attio(TOKEN, server_url=url, retry_config=config) as client, pytest.raises(errors.ConnectionError) as caught:
        create(driver, client)
    assert (caught.value.outcome, caught.value.attempts) == ("not_sent", 3)
    assert caught.value.cause


def test_a_write_conflict_is_retried_once(server: Server, client: Attio, driver: Driver) -> None:
    server.reply(409, json=api_error(409, "concurrent_write_conflict"), times=2)
    with pytest.raises(errors.CreateRecordConcurrentWriteConflictError) as caught:
        create(driver, client)
    assert caught.value.attempts == 2


def test_an_earlier_unknown_outcome_is_not_forgotten(server: Server, client: Attio, driver: Driver) -> None:
    server.drop()
    server.reply(404, json=api_error(404, "not_found"))
    with pytest.raises(errors.UpdateRecordNotFoundError) as caught:
        driver.call(client, "records.update", "people", "r", data=VALUES)
    assert (caught.value.outcome, caught.value.attempts) == ("unknown", 2)


def test_an_earlier_accepted_attempt_is_not_forgotten(server: Server, client: Attio, driver: Driver) -> None:
    server.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")
    server.reply(404, json=api_error(404, "not_found"))
    with pytest.raises(errors.UpdateRecordNotFoundError) as caught:
        driver.call(client, "records.update", "people", "r", data=VALUES)
    assert (caught.value.outcome, caught.value.attempts) == ("accepted", 2)


def test_404_after_an_unknown_delete_is_success_when_it_names_the_record(
    server: Server, client: Attio, driver: Driver
) -> None:
    gone = api_error(404, "not_found", 'Record with ID "r 1" not found.')
    server.drop()
    server.reply(404, json=gone)
    assert driver.call(client, "records.delete", "people", "r 1").http.status_code == 404
    server.reply(404, json=gone)
    with pytest.raises(errors.DeleteRecordNotFoundError) as first:
        driver.call(client, "records.delete", "people", "r 1")
    assert first.value.outcome == "rejected"
    server.drop()
    server.reply(404, json=api_error(404, "not_found", 'Object with slug/ID "people" not found.'))
    with pytest.raises(errors.DeleteRecordNotFoundError) as other:
        driver.call(client, "records.delete", "people", "r 1")
    assert other.value.outcome == "unknown"


def test_a_failed_response_gives_its_connection_back_before_the_pause(server: Server, driver: Driver) -> None:
    server.reply(503, body=b"x" * 100_000, times=3)
    server.reply(json=ME)
    http_client = HTTPClient(max_connections=1)
    with Attio(TOKEN, server_url=server.url, http_client=http_client, retry_config=FAST) as client:
        assert driver.call(client, "meta.identify").http.attempts == 4
    http_client.close()
    assert server.connections == 1


# Errors


def test_errors_have_the_operations_class_and_every_fact(server: Server, client: Attio, driver: Driver) -> None:
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
def test_a_success_that_is_none_is_an_error(server: Server, client: Attio, driver: Driver, body: bytes) -> None:
    server.reply(200, body=body, headers={"Content-Type": "text/html"})
    with pytest.raises(errors.ResponseValidationError) as caught:
        create(driver, client)
    assert (caught.value.outcome, caught.value.status_code, caught.value.attempts) == ("accepted", 200, 1)


def test_an_oversized_answer_is_refused(server: Server, driver: Driver) -> None:
    server.reply(200, body=b"x" * 2_000_000)
    with (
        Attio(TOKEN, server_url=server.url, max_response_bytes=1_000_000, retry_config=FAST) as client,
        pytest.raises(errors.AttioSDKError, match="max_response_bytes") as caught,
    ):
        create(driver, client)
    assert caught.value.outcome == "accepted"


def test_a_bug_in_a_fetcher_is_not_sent_again(driver: Driver) -> None:
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


# Redirects


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_to_another_origin_gets_nothing(server: Server, client: Attio, driver: Driver, status: int) -> None:
    with Server() as other:
        calls: list[tuple[str, dict[str, Any]]] = [
            ("meta.identify", {}),
            ("records.create", {"object": "people", "data": VALUES}),
        ]
        for method, arguments in calls:
            server.reply(status, headers={"Location": f"{other.url}/v2/self?signature=secret"})
            with pytest.raises(errors.AttioError, match="another origin") as caught:
                driver.call(client, method, **arguments)
            assert "secret" not in str(caught.value)
        assert other.requests == []
    assert len(server.requests) == 2


def test_a_read_follows_a_redirect_on_its_origin(server: Server, client: Attio, driver: Driver) -> None:
    server.reply(302, headers={"Location": "/v2/me"})
    server.reply(json=ME)
    assert driver.call(client, "meta.identify").active is False
    assert [request.target for request in server.requests] == ["/v2/self", "/v2/me"]


@pytest.mark.parametrize("location", ["http://[::1", "https://host:99999/", "http://a:b/"])
def test_a_broken_redirect_is_our_error(server: Server, client: Attio, driver: Driver, location: str) -> None:
    for method, arguments in (("meta.identify", ()), ("files.download", ("f",))):
        server.reply(302, headers={"Location": location})
        with pytest.raises(errors.AttioSDKError):
            driver.call(client, method, *arguments, retries=RetryConfig(strategy="none"))


def test_redirects_end(server: Server, client: Attio, driver: Driver) -> None:
    server.reply(302, headers={"Location": "/v2/self"}, times=6)
    with pytest.raises(errors.AttioError, match="more than 5 redirects"):
        driver.call(client, "meta.identify")


def test_a_redirected_write_is_not_repeated(server: Server, client: Attio, driver: Driver) -> None:
    server.reply(307, headers={"Location": "/elsewhere"})
    with pytest.raises(errors.AttioError, match="redirects a write") as caught:
        create(driver, client)
    assert caught.value.outcome == "unknown"


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

    def answer(request: Received) -> Reply:
        body: Any = request.json()
        start = body.get("offset", 0)
        return Reply(json={"data": records[start : start + body["limit"]]})

    server.always(answer)

    async def work(call: Any) -> list[str]:
        page = await call("records.query", "people", limit=2, extra_body={"filter": {"x": 1}})
        if driver.side == "sync":
            return [record.id.record_id for record in page]
        return [record.id.record_id async for record in page]

    assert driver.run(client, work) == ["0", "1", "2", "3", "4"]
    bodies: list[Any] = [request.json() for request in server.requests]
    assert [body.get("offset") for body in bodies] == [None, 2, 4, 5]
    assert all(body["filter"] == {"x": 1} for body in bodies)


# Life of a client


def test_one_client_serves_many_event_loops(server: Server, client: Attio) -> None:
    server.always(lambda _: Reply(json=ME))
    for _ in range(3):
        assert asyncio.run(client.meta.identify_async()).active is False


def test_one_client_serves_many_threads(server: Server, client: Attio) -> None:
    server.always(lambda _: Reply(json=ME))
    barrier = threading.Barrier(32)
    seen: list[object] = []

    def work() -> None:
        barrier.wait()
        seen.append(client.records)
        client.meta.identify()

    threads = [threading.Thread(target=work) for _ in range(32)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 32
    assert len({id(sub_client) for sub_client in seen}) == 1


def test_a_closed_client_says_so(server: Server, driver: Driver) -> None:
    client = Attio(TOKEN, server_url=server.url)
    client.close()
    client.close()
    with pytest.raises(errors.RequestAbortedError, match="closed") as caught:
        driver.call(client, "meta.identify")
    assert caught.value.outcome == "not_sent"


@pytest.mark.anyio
async def test_a_client_closes_on_the_async_side(server: Server) -> None:
    server.always(lambda _: Reply(json=ME))
    async with Attio(TOKEN, server_url=server.url) as client:
        await client.meta.identify_async()
    await client.close_async()
    with pytest.raises(errors.RequestAbortedError):
        await client.meta.identify_async()
    server.wait_for_connections(0)


def test_a_passed_http_client_stays_open(server: Server) -> None:
    server.always(lambda _: Reply(json=ME))
    http_client = HTTPClient()
    for _ in range(2):
        with Attio(TOKEN, server_url=server.url, http_client=http_client) as client:
            client.meta.identify()
    assert server.connections == 1
    http_client.close()


def test_a_client_without_sub_clients_serves_functions(server: Server) -> None:
    server.reply(json=ME)
    server.reply(json={"data": []})
    with AttioCore(TOKEN, server_url=server.url) as core:
        assert meta_identify(core).active is False
        assert records_query(core, "people").data == []


def test_a_client_shows_no_token_and_does_not_pickle() -> None:
    client = Attio(TOKEN)
    assert TOKEN not in repr(client) + str(client) + repr(vars(client)) + repr(client.records)
    with pytest.raises(TypeError, match="not pickled"):
        pickle.dumps(client)


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"oauth2": "a b"}, "oauth2"),
        ({"oauth2": 5}, "oauth2"),
        ({"server_url": "http://api.attio.com"}, "server_url"),
        ({"timeout_ms": 0}, "timeout_ms"),
        ({"deadline_ms": "1"}, "deadline_ms"),
        ({"retry_config": {"strategy": "none"}}, "retry_config"),
        ({"http_client": object()}, "http_client"),
        ({"debug_logger": object()}, "debug_logger"),
        ({"user_agent": "a\nb"}, "user-agent"),
        ({"max_response_bytes": 0}, "max_response_bytes"),
    ],
)
def test_options_of_a_client_are_checked(options: dict[str, Any], problem: str) -> None:
    with pytest.raises((ValueError, TypeError), match=problem):
        Attio(**options)


def test_the_library_logs_one_line_a_call(
    server: Server, client: Attio, driver: Driver, caplog: pytest.LogCaptureFixture
) -> None:
    server.reply(json={"data": RECORD}, headers={"x-attio-execution-id": "id-1"})
    with caplog.at_level(logging.DEBUG, "attio"):
        driver.call(client, "records.get", "people", "secret-id")
    [line] = [record.getMessage() for record in caplog.records if record.name == "attio"]
    assert "GET /v2/objects/{object}/records/{record_id}: 200" in line
    assert "id-1" in line
    assert "secret-id" not in line + TOKEN


def test_many_calls_leave_no_memory_behind(server: Server, client: Attio) -> None:
    server.always(lambda _: Reply(json=ME))
    for _ in range(20):
        client.meta.identify()
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for _ in range(200):
        client.meta.identify()
        server.requests.clear()
    gc.collect()
    grown = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert grown < 200_000
    assert server.connections == 1
