"""When a call is retried, and what its outcome says about its effect."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

import pytest

from attio import Attio, BackoffStrategy, HTTPClient, RetryConfig, errors
from tests.call.calls import FAST, ME, RECORD, TOKEN, VALUES, api_error, create
from tests.drivers import Driver
from tests.server import Server


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


def test_a_failed_connection_is_retried_for_every_operation(driver: Driver) -> None:
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


def test_a_failed_response_returns_its_connection_before_the_pause(server: Server, driver: Driver) -> None:
    server.reply(503, body=b"x" * 100_000, times=3)
    server.reply(json=ME)
    http_client = HTTPClient(max_connections=1)
    with Attio(TOKEN, server_url=server.url, http_client=http_client, retry_config=FAST) as client:
        assert driver.call(client, "meta.identify").http.attempts == 4
    http_client.close()
    assert server.connections == 1
