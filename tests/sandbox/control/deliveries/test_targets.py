"""Targets of deliveries: functions, applications and servers, and routes that are rejected."""

from __future__ import annotations

import asyncio
import http.server
import threading
import time
from collections.abc import Iterator, Mapping
from typing import Any

import anyio
import pytest

from attio.sandbox import ControlError, Sandbox
from attio.sandbox.control.deliveries import Deliveries
from attio.sandbox.control.targets import Routes
from tests.sandbox.api import Api
from tests.sandbox.control.deliveries.receiving import ORIGIN, URL, responding, subscribe
from tests.waiting import wait_until


def test_without_a_route_nothing_is_contacted(api: Api, deliveries: Deliveries) -> None:
    subscribe(api, "task.created")
    sandbox = api.sandbox
    (delivery,) = sandbox.emit("task.created")
    assert (delivery.state, delivery.attempts, delivery.next_attempt) == ("no_route", (), None)
    deliveries.route("https://hooks.acme.testing", responding(None))
    assert deliveries.resend(delivery.id).state == "no_route"
    deliveries.route(URL, responding(204))
    deliveries.route(ORIGIN, responding(500))
    sent = deliveries.resend(delivery.id)
    assert (sent.state, sent.attempts[0].status) == ("delivered", 204)


@pytest.mark.parametrize(
    ("prefix", "to", "message"),
    [
        ("http://hooks.acme.test", print, "https"),
        ("hooks.acme.test", print, "https"),
        (ORIGIN, "https://example.com", "not a server on this machine"),
        (ORIGIN, "http://10.0.0.1:80", "not a server on this machine"),
        (ORIGIN, "http://localhost.evil.test", "not a server on this machine"),
        (ORIGIN, 5, "must be a function"),
    ],
)
def test_invalid_routes_are_rejected(deliveries: Deliveries, prefix: str, to: Any, message: str) -> None:
    with pytest.raises(ControlError, match=message):
        deliveries.route(prefix, to)
    assert len(deliveries.routes) == 0


def test_an_async_function_is_rejected_as_a_route(deliveries: Deliveries) -> None:
    async def receiver(body: bytes, headers: Mapping[str, str]) -> None: ...

    with pytest.raises(ControlError, match="is async"):
        deliveries.route(ORIGIN, receiver)  # type: ignore[arg-type]


def test_a_failing_or_slow_target_fails_the_delivery(api: Api, sandbox: Sandbox, deliveries: Deliveries) -> None:
    subscribe(api, "task.created")

    def fail(*_: object) -> None:
        raise LookupError("no such task")

    deliveries.route(ORIGIN, fail)
    (delivery,) = sandbox.emit("task.created")
    assert delivery.attempts[0].error == "LookupError: no such task"
    deliveries.time_limit = 0.01

    def sleep(*_: object) -> None:
        time.sleep(0.02)

    deliveries.route(ORIGIN, sleep)
    (delivery,) = sandbox.emit("task.created")
    assert delivery.attempts[0].error == "no response within 0.01 seconds"

    async def application(_scope: Any, _receive: Any, _send: Any) -> None:
        await anyio.sleep(10)

    deliveries.route(ORIGIN, application)
    (delivery,) = sandbox.emit("task.created")
    assert delivery.attempts[0].error == "no response within 0.01 seconds"


async def application(scope: Any, receive: Any, send: Any) -> None:
    """An ASGI application that responds with 202; some paths misbehave."""
    message = await receive()
    assert message["body"]
    assert not message["more_body"]
    assert (await receive())["type"] == "http.disconnect"
    if scope["path"] == "/silent":
        return
    assert (scope["method"], scope["path"], scope["query_string"]) == ("POST", "/attio", b"a=b")
    await send({"type": "http.response.start", "status": 202, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def test_an_application_can_be_a_target(api: Api, sandbox: Sandbox, deliveries: Deliveries) -> None:
    subscribe(api, "task.created", url=f"{URL}?a=b")
    deliveries.route(ORIGIN, application)
    (delivery,) = sandbox.emit("task.created")
    assert (delivery.state, delivery.attempts[0].status) == ("delivered", 202)
    subscribe(api, "note.created", url=f"{ORIGIN}/silent")
    (delivery,) = sandbox.emit("note.created")
    assert delivery.attempts[0].error == "RuntimeError: the application sent no response"


@pytest.mark.anyio
async def test_an_application_is_called_within_a_running_event_loop(
    api: Api, sandbox: Sandbox, deliveries: Deliveries
) -> None:
    subscribe(api, "record.created", url=f"{URL}?a=b")
    deliveries.route(ORIGIN, application)
    async with sandbox.client() as client:
        await client.records.create_async("people", data={"values": {}})
    assert deliveries[0].state == "delivered"


def test_an_application_may_call_back_while_time_advances(api: Api, sandbox: Sandbox, deliveries: Deliveries) -> None:
    statuses: list[int] = []

    async def application(_scope: Any, _receive: Any, send: Any) -> None:
        statuses.append(api("GET", "/v2/objects").status)
        await send({"type": "http.response.start", "status": 500, "headers": []})

    subscribe(api, "task.created")
    deliveries.route(ORIGIN, application)
    sandbox.emit("task.created")
    sandbox.emit("task.created")  # both retries are due at the same moment
    begun = time.monotonic()
    sandbox.clock.advance("3d")
    assert statuses == [200] * 22
    assert time.monotonic() - begun < 4


def test_a_target_that_writes_gets_deliveries_of_its_own_writes(api: Api, deliveries: Deliveries) -> None:
    subscribe(api, "record.created")
    objects = iter(("companies", "deals"))
    order: list[str] = []

    def receiver(*_: object) -> None:
        name = next(objects, None)
        order.append(f"begin {name}")
        if name == "companies":
            api.create(name)
            deliveries.flush()  # inside a delivery, flush returns at once
        order.append(f"end {name}")

    deliveries.route(ORIGIN, receiver)
    api.create("people")
    assert order == ["begin companies", "end companies", "begin deals", "end deals"]


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    paths: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            paths.append(self.path)
            self.send_response(302 if "moved" in self.path else 204)
            self.send_header("Location", "http://example.com/")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None: ...  # noqa: A002 - its name

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as httpd:
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{httpd.server_port}", paths
        httpd.shutdown()


def test_a_server_on_this_machine_can_be_a_target(
    api: Api, sandbox: Sandbox, deliveries: Deliveries, server: tuple[str, list[str]]
) -> None:
    url, paths = server
    subscribe(api, "task.created", url=f"{URL}/x?y=z")
    subscribe(api, "note.created", url=ORIGIN)
    deliveries.route(ORIGIN, url)
    deliveries.route(f"{URL}/", f"{url}/local/")
    assert [sent.state for sent in (*sandbox.emit("task.created"), *sandbox.emit("note.created"))] == ["delivered"] * 2
    assert paths == ["/local/x?y=z", "/"]
    deliveries.route(ORIGIN, f"{url}/moved")
    (delivery,) = sandbox.emit("note.created")
    assert (delivery.state, delivery.attempts[0].status) == ("retrying", 302)
    deliveries.route(ORIGIN, "http://127.0.0.1:9")
    (delivery,) = sandbox.emit("note.created")
    assert "refused" in str(delivery.attempts[0].error)
    assert deliveries.routes.to_json()[ORIGIN] == "http://127.0.0.1:9"


def test_a_function_that_has_no_signature_takes_body_and_headers() -> None:
    targets = Routes()
    receiver: Any = max  # `inspect.signature` fails for it
    targets.add(ORIGIN, receiver)
    assert targets.find(URL) is not None
    assert targets.to_json() == {ORIGIN: "max"}


def test_tasks_of_an_application_end_with_its_route(api: Api, sandbox: Sandbox, deliveries: Deliveries) -> None:
    left: list[asyncio.Task[None]] = []

    async def application(_scope: Any, _receive: Any, send: Any) -> None:
        left.append(asyncio.create_task(asyncio.sleep(3600)))
        await send({"type": "http.response.start", "status": 200, "headers": []})

    subscribe(api, "task.created")
    deliveries.route(ORIGIN, application)
    (delivery,) = sandbox.emit("task.created")
    assert delivery.state == "delivered"
    assert not left[0].done()
    deliveries.reset()
    wait_until(left[0].cancelled)
