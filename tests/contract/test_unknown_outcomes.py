"""Retries of two POSTs after an unknown outcome: creating a meeting is never repeated, unsubscribing is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from attio import Attio, BackoffStrategy, RetryConfig, errors
from tests.contract.golden.meetings import CALL, SHORTEST
from tests.contract.table import plain
from tests.drivers import Driver
from tests.server import Server

FAST = RetryConfig(backoff=BackoffStrategy(1, 1, 1.0, 1000))
UNSUBSCRIBED = {"data": [{"email_address": "noor@brightside.example", "created_at": "2025-03-05T08:30:00.000000000Z"}]}


def status(code: int) -> Callable[[Server], None]:
    """Respond with a status and no body."""
    return lambda server: server.reply(code)


# After each of these the outcome is unknown.
FAULTS: dict[str, Callable[[Server], None]] = {
    "connection broken": lambda server: server.drop(),
    "connection reset": lambda server: server.drop(reset=True),
    "response cut off": lambda server: server.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"),
    **{str(code): status(code) for code in (408, 500, 502, 503, 504)},
}

every_fault = pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)


@every_fault
def test_a_meeting_is_not_created_again(fault: Callable[[Server], None], driver: Driver, server: Server) -> None:
    fault(server)
    client = Attio("token", server_url=server.url, retry_config=FAST)
    with client, pytest.raises(errors.AttioSDKError) as caught:
        driver.call(client, "meetings.find_or_create", data={**SHORTEST, "external_ref": "crm-4711"})
    assert (caught.value.attempts, len(server.requests)) == (1, 1)
    assert caught.value.outcome in {"unknown", "accepted"}


def test_a_meeting_that_was_not_created_is_sent_again(driver: Driver, server: Server) -> None:
    server.reply(429, headers={"Retry-After": "0"})
    server.reply(json={"data": plain(CALL)})
    with Attio("token", server_url=server.url, retry_config=FAST) as client:
        created = driver.call(client, "meetings.find_or_create", data=SHORTEST)
    assert (created.data.title, created.http.attempts) == (CALL["title"], 2)
    first, second = server.requests
    assert first.body == second.body


@every_fault
def test_unsubscribing_is_sent_again(fault: Callable[[Server], None], driver: Driver, server: Server) -> None:
    fault(server)
    server.reply(json=UNSUBSCRIBED)
    data = {"email_addresses": ["Noor@Brightside.example"]}
    with Attio("token", server_url=server.url, retry_config=FAST) as client:
        result = driver.call(client, "sequences.unsubscribe_emails", data=data)
    assert ([address.email_address for address in result.data], result.http.attempts) == (
        ["noor@brightside.example"],
        2,
    )
    first, second = server.requests
    assert first.body == second.body
