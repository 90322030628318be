"""The timeout of each wait, and the deadline of a whole call."""

from __future__ import annotations

import time

import pytest

from attio._http.client import HTTPClient
from attio._http.deadlines import Timeouts
from attio.errors import (
    RequestTimeoutError,
)
from tests.http.pieces import drip_head
from tests.http.sides import TOKEN, Side, limits, prepared
from tests.server import Reply, Server


def test_a_deadline_that_has_passed_sends_nothing(server: Server, http: HTTPClient, side: Side) -> None:
    with pytest.raises(RequestTimeoutError, match="passed before the request was sent") as caught:
        side.send(http, prepared(server.url), deadline=time.monotonic() - 1)
    assert caught.value.outcome == "not_sent"
    assert server.requests == []


def test_a_deadline_cuts_a_silent_server_off(server: Server, http: HTTPClient, side: Side) -> None:
    server.hang()
    began = time.monotonic()
    with pytest.raises(RequestTimeoutError, match="did not respond within the deadline of the call") as caught:
        side.send(http, prepared(server.url), deadline=began + 0.2)
    assert 0.1 < time.monotonic() - began < 1
    assert caught.value.outcome == "unknown"


def test_a_deadline_cuts_a_dripping_body_off(server: Server, http: HTTPClient, side: Side) -> None:
    server.drip(Reply(200, b"x" * 100), pause=0.05)
    began = time.monotonic()
    with pytest.raises(RequestTimeoutError, match=r"within the deadline of the call \(status 200\)") as caught:
        side.send(http, prepared(server.url), deadline=began + 0.3)
    assert 0.2 < time.monotonic() - began < 1
    assert caught.value.outcome == "accepted"


def test_a_timeout_applies_to_each_wait(server: Server, http: HTTPClient, side: Side) -> None:
    server.drip(Reply(200, b"x" * 10), pause=0.05)
    assert side.send(http, prepared(server.url), timeout=0.3).content == b"x" * 10


def test_a_timeout_may_be_very_long(server: Server, http: HTTPClient, side: Side) -> None:
    server.reply()
    assert side.send(http, prepared(server.url), timeout=1e15, deadline=time.monotonic() + 1e15).status_code == 200


def test_a_deadline_cuts_a_dripping_head_off(server: Server, http: HTTPClient, side: Side) -> None:
    server.step(drip_head)
    began = time.monotonic()
    with pytest.raises(RequestTimeoutError, match="did not respond within the deadline of the call") as caught:
        side.send(http, prepared(server.url), deadline=began + 0.2)
    assert time.monotonic() - began < 1
    assert caught.value.outcome == "unknown"


def test_a_deadline_is_shared_by_the_waits(server: Server) -> None:
    """The wait for the response is limited to the time that remains after connecting and sending."""
    waits = Timeouts(10, time.monotonic() + 0.5)
    time.sleep(0.2)
    assert 0.2 < waits.get("read") < 0.35
    assert waits["read"] > 0.4
    assert Timeouts(0.1, None).get("read") == 0.1
    assert Timeouts(0.1, time.monotonic() - 5).get("read") > 0
    server.hang()
    began = time.monotonic()
    slow = HTTPClient().add_hook("before_request", lambda _: time.sleep(0.3))
    with slow, pytest.raises(RequestTimeoutError):
        slow.send(prepared(server.url), token=TOKEN, **limits(deadline=began + 0.5))
    assert time.monotonic() - began < 0.7
