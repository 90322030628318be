"""Deliveries of a sandbox on a port, which a background thread sends."""

from __future__ import annotations

import threading
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta

import httpx
import pytest

from attio.sandbox import Sandbox
from attio.sandbox.control.deliveries import Deliveries
from attio.sandbox.messages import Request, Response
from attio.sandbox.serving.server import running
from tests.sandbox.api import Api
from tests.sandbox.control.deliveries.receiving import ORIGIN, receive
from tests.waiting import wait_until


@contextmanager
def on_a_port(sandbox: Sandbox) -> Generator[httpx.Client, None, None]:
    """Serve the sandbox on a port, and yield a client for it."""
    headers = {"Authorization": f"Bearer {sandbox.token}"}
    with running(sandbox.door()) as url, httpx.Client(base_url=url, headers=headers) as http:
        yield http


def create_person(http: httpx.Client) -> None:
    http.post("/v2/objects/people/records", json={"data": {"values": {}}}).raise_for_status()


def test_on_a_port_deliveries_are_sent_in_the_background(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("attio.sandbox.control.deliveries.IDLE", 0.05)
    sandbox = Sandbox(seed=7)
    api = Api(sandbox)
    receiver = receive(api, "record.created")
    threads: set[threading.Thread] = set()  # other tests may have left threads of the same name
    moments: list[float] = []
    go = threading.Event()

    def slow(body: bytes, headers: Mapping[str, str]) -> int | None:
        go.wait(5)
        threads.add(threading.current_thread())
        # The moment of sending, since this thread may have waited for the processor.
        moments.extend(sandbox.deliveries._last_sent.values())
        return receiver(body, headers)

    sandbox.deliveries.route(ORIGIN, slow)
    with on_a_port(sandbox) as http:
        for _ in range(3):
            create_person(http)
        assert receiver.keys == []
        go.set()
        wait_until(lambda: len(receiver.keys) == 3)
        sandbox.deliveries.flush()
        assert {thread.name for thread in threads} == {"attio-sandbox-deliveries"}
        assert moments[2] - moments[0] >= 0.04  # paced at 25 per second; clocks of busy machines are coarse
        wait_until(lambda: not [thread for thread in threads if thread.is_alive()])
        create_person(http)
        wait_until(lambda: len(receiver.keys) == 4)


def test_on_a_port_a_target_may_call_back_while_time_is_moved() -> None:
    sandbox = Sandbox(seed=7)
    receiver = receive(Api(sandbox), "record.created")
    receiver.status = 500
    with on_a_port(sandbox) as http:
        create_person(http)
        wait_until(lambda: len(receiver.keys) == 1)

        def call_back(*_: object) -> int:
            return http.get("/v2/objects", timeout=2).status_code

        sandbox.deliveries.route(ORIGIN, call_back)
        happened = http.post("/_sandbox/clock/advance", json={"by": "300s"}).json()["happened"]
    assert len(happened) == 1
    assert sandbox.deliveries[0].state == "delivered"


def test_on_a_port_retries_follow_the_running_clock() -> None:
    offset = timedelta()
    real = Sandbox().clock

    def now() -> datetime:
        return real.now + offset

    sandbox = Sandbox(seed=7, clock=now)
    api = Api(sandbox)
    receiver = receive(api, "record.created")
    receiver.status = 500
    with on_a_port(sandbox) as http:
        create_person(http)
        wait_until(lambda: len(receiver.keys) == 1)
        receiver.status = None
        offset = timedelta(seconds=300)
        http.get("/v2/objects").raise_for_status()  # the retry is due, but the background thread must make it
        wait_until(lambda: sandbox.deliveries[0].state == "delivered")
        assert len(receiver.keys) == 2


def test_a_forgotten_delivery_is_not_retried_in_the_background(
    api: Api, sandbox: Sandbox, deliveries: Deliveries, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("attio.sandbox.control.deliveries.KEPT", 1)
    receiver = receive(api, "task.created")
    receiver.status = 500
    sandbox.emit("task.created")
    receiver.status = None
    deliveries.resend("1")
    sandbox.emit("task.created")
    assert [delivery.id for delivery in deliveries] == ["2"]

    def advance(request: Request) -> Response:
        sandbox.clock.advance("1h")
        return sandbox.handle(request)

    deliveries.deferring(advance)(Request("GET", "/v2/self"))
    wait_until(lambda: "0 of them queued" in repr(deliveries))
    assert len(receiver.keys) == 3
