"""Deliveries: signed, routed, retried and recorded."""

from __future__ import annotations

import asyncio
import http.server
import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

import anyio
import httpx
import pytest

from attio import models
from attio.sandbox import ControlError, Sandbox
from attio.sandbox.control.deliveries import KEPT, Deliveries
from attio.sandbox.control.targets import Routes
from attio.sandbox.events import EVENT_TYPES
from attio.sandbox.messages import Request, Response
from attio.sandbox.serving.server import running
from attio.webhooks import WebhookVerificationError, read_payload
from tests.sandbox.api import Api

URL = "https://hooks.acme.test/attio"
ORIGIN = "https://hooks.acme.test"


class Receiver:
    """Keeps what it is sent, after a look at the signature."""

    def __init__(self, secret: str = "") -> None:
        self.secret = secret
        self.status: int | None = None
        self.keys: list[str] = []
        self.events: list[Any] = []

    def __call__(self, body: bytes, headers: Mapping[str, str]) -> int | None:
        payload = read_payload(body, headers, secret=self.secret)
        assert json.loads(body)["webhook_id"] == payload.webhook_id
        self.keys.append(headers["Idempotency-Key"])
        self.events += payload.events
        return self.status

    @property
    def types(self) -> list[str]:
        return [event.event_type for event in self.events]


@pytest.fixture
def sandbox() -> Sandbox:
    sandbox = Sandbox(seed=7)
    sandbox.clock.freeze("2026-03-01T09:00:00Z")
    return sandbox


@pytest.fixture
def deliveries(sandbox: Sandbox) -> Deliveries:
    return sandbox.deliveries


def subscribe(api: Api, *event_types: str, url: str = URL, chosen: object = None) -> tuple[str, str]:
    subscriptions = [{"event_type": one, "filter": chosen} for one in event_types or EVENT_TYPES]
    made = api("POST", "/v2/webhooks", {"data": {"target_url": url, "subscriptions": subscriptions}}).data
    return made["id"]["webhook_id"], made["secret"]


def receive(api: Api, *event_types: str) -> Receiver:
    receiver = Receiver(subscribe(api, *event_types)[1])
    api.sandbox.deliveries.route(ORIGIN, receiver)
    return receiver


def answering(status: int | None) -> Callable[[bytes, Mapping[str, str]], int | None]:
    def receiver(*_: object) -> int | None:
        return status

    return receiver


def status(api: Api) -> str:
    (webhook,) = api("GET", "/v2/webhooks").data
    return str(webhook["status"])


def test_a_record_is_reported_before_the_response_returns(api: Api, deliveries: Deliveries) -> None:
    receiver = receive(api)
    record_id = api.record_id("people", name="Lovelace, Ada")
    (event,) = receiver.events
    assert isinstance(event, models.RecordCreatedEvent)
    assert event.id.record_id == record_id
    assert event.actor.type == "api-token"
    (delivery,) = deliveries
    assert (delivery.state, delivery.url, delivery.event_type) == ("delivered", URL, "record.created")
    assert delivery.headers["Attio-Signature"] == delivery.headers["X-Attio-Signature"]
    assert delivery.headers["User-Agent"].startswith("Attio 2.0")
    assert delivery.headers["Content-Type"] == "application/json"
    (attempt,) = delivery.attempts
    assert (attempt.status, attempt.error) == (200, None)
    assert "record.created" in repr(delivery)
    with pytest.raises(WebhookVerificationError):
        read_payload(delivery.body, delivery.headers, secret="another")


def test_each_event_is_a_delivery_of_its_own(api: Api, deliveries: Deliveries) -> None:
    receiver = receive(api)
    record_id = api.record_id("people", name="Lovelace, Ada")
    path = f"/v2/objects/people/records/{record_id}"
    api("PATCH", path, {"data": {"values": {"name": "Byron, Ada", "job_title": "Countess"}}})
    api("PATCH", path, {"data": {"values": {"job_title": "Countess"}}})
    api("DELETE", path)
    assert receiver.types == ["record.created", "record.updated", "record.updated", "record.deleted"]
    assert len(set(receiver.keys)) == 4
    assert [len(delivery.json()["events"]) for delivery in deliveries] == [1, 1, 1, 1]  # type: ignore[index]


def test_filters_decide(api: Api, deliveries: Deliveries) -> None:
    people = api("GET", "/v2/objects/people").data["id"]["object_id"]
    either = {
        "$or": [
            {"field": "id.object_id", "operator": "equals", "value": people},
            {"field": "actor.type", "operator": "not_equals", "value": "api-token"},
        ]
    }
    subscribe(api, "record.created", chosen=either)
    both = {"$and": [*either["$or"], {"field": "nothing.there", "operator": "not_equals", "value": "x"}]}
    subscribe(api, "record.created", chosen=both)
    api.create("people")
    api.create("companies")
    assert [delivery.state for delivery in deliveries] == ["no_route", "no_subscriber"]


def test_without_a_route_nothing_is_contacted(api: Api, deliveries: Deliveries) -> None:
    subscribe(api, "task.created")
    sandbox = api.sandbox
    (delivery,) = sandbox.emit("task.created")
    assert (delivery.state, delivery.attempts, delivery.next_attempt) == ("no_route", (), None)
    deliveries.route("https://hooks.acme.testing", answering(None))
    assert deliveries.resend(delivery.id).state == "no_route"
    deliveries.route(URL, answering(204))
    deliveries.route(ORIGIN, answering(500))
    sent = deliveries.resend(delivery.id)
    assert (sent.state, sent.attempts[0].status) == ("delivered", 204)


@pytest.mark.parametrize(
    ("prefix", "to", "message"),
    [
        ("http://hooks.acme.test", print, "https"),
        ("hooks.acme.test", print, "https"),
        (ORIGIN, "https://example.com", "beyond this machine"),
        (ORIGIN, "http://10.0.0.1:80", "beyond this machine"),
        (ORIGIN, "http://localhost.evil.test", "beyond this machine"),
        (ORIGIN, 5, "must be a function"),
    ],
)
def test_what_is_no_route(deliveries: Deliveries, prefix: str, to: Any, message: str) -> None:
    with pytest.raises(ControlError, match=message):
        deliveries.route(prefix, to)
    assert len(deliveries.routes) == 0


def test_an_async_function_is_no_route(deliveries: Deliveries) -> None:
    async def receiver(body: bytes, headers: Mapping[str, str]) -> None: ...

    with pytest.raises(ControlError, match="is async"):
        deliveries.route(ORIGIN, receiver)  # type: ignore[arg-type]


def test_three_days_of_retries_in_one_advance(api: Api, sandbox: Sandbox, deliveries: Deliveries) -> None:
    receiver = receive(api, "task.created")
    receiver.status = 500
    sandbox.emit("task.created")
    begun = sandbox.clock.now
    (delivery,) = deliveries
    assert (delivery.state, delivery.next_attempt) == ("retrying", begun + timedelta(seconds=253))
    happened = sandbox.clock.advance("3d")
    (delivery,) = deliveries
    assert (delivery.state, len(delivery.attempts), delivery.next_attempt) == ("failed", 11, None)
    after = [(attempt.at - begun).total_seconds() for attempt in delivery.attempts]
    assert after == [253 * (2**number - 1) for number in range(11)]
    assert [one.what for one in happened] == ["retry of delivery 1"] * 10
    assert len(set(receiver.keys)) == 1
    assert status(api) == "degraded"


def test_a_degraded_webhook_is_served_and_becomes_active_or_inactive(api: Api, sandbox: Sandbox) -> None:
    receiver = receive(api, "task.created")

    def fail() -> None:
        receiver.status = 500
        sandbox.emit("task.created")
        sandbox.clock.advance("3d")
        assert status(api) == "degraded"

    fail()
    receiver.status = 202
    (delivery,) = sandbox.emit("task.created")
    assert delivery.state == "delivered"
    assert status(api) == "active"
    sandbox.clock.advance("30d")
    assert status(api) == "active"
    fail()
    sandbox.clock.advance("6d")
    assert status(api) == "degraded"
    sandbox.emit("task.created")
    sandbox.clock.advance("1d")
    assert status(api) == "inactive"
    (delivery,) = sandbox.emit("task.created")
    assert delivery.state == "no_subscriber"
    sandbox.clock.advance("3d")
    assert [one.state for one in sandbox.deliveries] == ["failed", "delivered", "failed", "failed", "no_subscriber"]
    assert len(sandbox.deliveries[3].attempts) < 11


def test_a_retry_that_succeeds(api: Api, sandbox: Sandbox, deliveries: Deliveries) -> None:
    receiver = receive(api, "task.created")
    receiver.status = 503
    sandbox.emit("task.created")
    receiver.status = None
    sandbox.clock.advance(252)
    assert deliveries[0].state == "retrying"
    sandbox.clock.advance(1)
    assert (deliveries[0].state, deliveries[0].next_attempt) == ("delivered", None)
    assert sandbox.clock.advance("3d") == []


def test_a_webhook_that_is_gone_is_not_tried_again(api: Api, sandbox: Sandbox, deliveries: Deliveries) -> None:
    receiver = receive(api, "task.created")
    receiver.status = 500
    sandbox.emit("task.created")
    webhook_id = deliveries[0].webhook_id
    api("DELETE", f"/v2/webhooks/{webhook_id}")
    sandbox.clock.advance("3d")
    assert (deliveries[0].state, len(receiver.keys)) == ("failed", 1)


def test_resend(api: Api, sandbox: Sandbox, deliveries: Deliveries) -> None:
    receiver = receive(api, "task.created")
    (delivery,) = sandbox.emit("task.created")
    receiver.status = 500
    assert deliveries.resend(delivery.id).state == "failed"
    sandbox.emit("task.created")
    again = deliveries.resend("2")
    assert (again.state, len(again.attempts)) == ("retrying", 2)
    sandbox.clock.advance("3d")
    assert len(deliveries[1].attempts) == 12
    assert len(set(receiver.keys)) == 2
    sandbox.emit("note.created")
    with pytest.raises(ControlError, match=r"is for no webhook: none asks for note\.created"):
        deliveries.resend("3")
    with pytest.raises(ControlError, match="no delivery '99'"):
        deliveries.resend("99")


def test_a_failing_or_slow_target(api: Api, sandbox: Sandbox, deliveries: Deliveries) -> None:
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
    """Answers 202 to what it is sent, unless its path says otherwise."""
    message = await receive()
    assert message["body"]
    assert not message["more_body"]
    assert (await receive())["type"] == "http.disconnect"
    if scope["path"] == "/silent":
        return
    assert (scope["method"], scope["path"], scope["query_string"]) == ("POST", "/attio", b"a=b")
    await send({"type": "http.response.start", "status": 202, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def test_an_application(api: Api, sandbox: Sandbox, deliveries: Deliveries) -> None:
    subscribe(api, "task.created", url=f"{URL}?a=b")
    deliveries.route(ORIGIN, application)
    (delivery,) = sandbox.emit("task.created")
    assert (delivery.state, delivery.attempts[0].status) == ("delivered", 202)
    subscribe(api, "note.created", url=f"{ORIGIN}/silent")
    (delivery,) = sandbox.emit("note.created")
    assert delivery.attempts[0].error == "RuntimeError: the application sent no response"


@pytest.mark.anyio
async def test_an_application_within_a_running_loop(api: Api, sandbox: Sandbox, deliveries: Deliveries) -> None:
    subscribe(api, "record.created", url=f"{URL}?a=b")
    deliveries.route(ORIGIN, application)
    async with sandbox.client() as client:
        await client.records.create_async("people", data={"values": {}})
    assert deliveries[0].state == "delivered"


def test_an_application_that_calls_back_while_time_moves(api: Api, sandbox: Sandbox, deliveries: Deliveries) -> None:
    answers: list[int] = []

    async def application(_scope: Any, _receive: Any, send: Any) -> None:
        answers.append(api("GET", "/v2/objects").status)
        await send({"type": "http.response.start", "status": 500, "headers": []})

    subscribe(api, "task.created")
    deliveries.route(ORIGIN, application)
    sandbox.emit("task.created")
    sandbox.emit("task.created")  # both retries fall due at one moment
    begun = time.monotonic()
    sandbox.clock.advance("3d")
    assert answers == [200] * 22
    assert time.monotonic() - begun < 4


def test_a_target_that_writes_is_told_of_that_as_well(api: Api, deliveries: Deliveries) -> None:
    subscribe(api, "record.created")
    objects = iter(("companies", "deals"))
    order: list[str] = []

    def receiver(*_: object) -> None:
        name = next(objects, None)
        order.append(f"begin {name}")
        if name == "companies":
            api.create(name)
            deliveries.flush()  # from inside of a delivery: there is nothing to wait for
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


def test_a_server_on_this_machine(
    api: Api, sandbox: Sandbox, deliveries: Deliveries, server: tuple[str, list[str]]
) -> None:
    url, paths = server
    subscribe(api, "task.created", url=f"{URL}/x?y=z")
    subscribe(api, "note.created", url=ORIGIN)
    deliveries.route(ORIGIN, url)
    deliveries.route(f"{URL}/", f"{url}/local/")
    assert [one.state for one in (*sandbox.emit("task.created"), *sandbox.emit("note.created"))] == ["delivered"] * 2
    assert paths == ["/local/x?y=z", "/"]
    deliveries.route(ORIGIN, f"{url}/moved")
    (delivery,) = sandbox.emit("note.created")
    assert (delivery.state, delivery.attempts[0].status) == ("retrying", 302)
    deliveries.route(ORIGIN, "http://127.0.0.1:9")
    (delivery,) = sandbox.emit("note.created")
    assert "refused" in str(delivery.attempts[0].error)
    assert deliveries.routes.to_json()[ORIGIN] == "http://127.0.0.1:9"


def test_every_type_of_event_can_be_emitted_and_read(api: Api, sandbox: Sandbox) -> None:
    receiver = receive(api)
    for event_type in EVENT_TYPES:
        sandbox.emit(event_type)
    assert receiver.types == list(EVENT_TYPES)
    assert not any(isinstance(event, models.UnknownEvent) for event in receiver.events)
    assert len(EVENT_TYPES) == 34
    for event, kind in zip(receiver.events, EVENT_TYPES.values(), strict=True):
        assert all(getattr(event.id, name) for name in kind.ids)


def test_emit_with_ids(api: Api, sandbox: Sandbox) -> None:
    receiver = receive(api)
    sandbox.emit("comment.created", comment_id="c", list_id="l")
    (event,) = receiver.events
    assert (event.id.comment_id, event.list_id, event.entry_id) == ("c", "l", None)
    assert event.record_id
    with pytest.raises(ControlError, match=r"no event 'task\.completed'"):
        sandbox.emit("task.completed")
    with pytest.raises(ControlError, match="has no 'comment'; nearest: 'comment_id'"):
        sandbox.emit("comment.created", comment="c")


def test_find(api: Api, sandbox: Sandbox, deliveries: Deliveries) -> None:
    receive(api, "task.created")
    sandbox.emit("task.created")
    sandbox.emit("note.created")
    assert [one.id for one in deliveries.find("task.created")] == ["1"]
    assert [one.id for one in deliveries.find(state="no_subscriber")] == ["2"]
    assert deliveries[-1:] == (deliveries[1],)
    assert repr(deliveries) == "<Deliveries: 2, 0 of them queued>"
    with pytest.raises(ControlError, match="nearest"):
        deliveries.find("task.create")
    (first,) = deliveries.find("task.created")
    content = json.loads(json.dumps(first.to_json()))
    assert (content["state"], content["attempts"][0]["status"], content["url"]) == ("delivered", 200, URL)


def test_only_so_many_are_kept(api: Api, sandbox: Sandbox, deliveries: Deliveries) -> None:
    receiver = receive(api, "task.created")
    receiver.status = 500
    sandbox.emit("task.created")
    for _ in range(KEPT + 5):
        sandbox.emit("note.created")
    assert len(deliveries) == KEPT
    assert (deliveries[0].state, deliveries[1].id) == ("retrying", "8")


def test_snapshots_keep_deliveries(api: Api, sandbox: Sandbox, deliveries: Deliveries) -> None:
    receiver = receive(api, "task.created")
    receiver.status = 500
    sandbox.emit("task.created")
    before = sandbox.snapshot()
    sandbox.clock.advance("3d")
    sandbox.emit("task.created")
    sandbox.restore(before)
    assert [(one.id, one.state) for one in deliveries] == [("1", "retrying")]
    assert status(api) == "active"
    receiver.status = 200
    sandbox.clock.advance("1h")
    assert deliveries[0].state == "delivered"
    sandbox.reset(controls=True)
    assert (len(deliveries), len(deliveries.routes)) == (0, 0)


def test_a_refused_request_and_a_new_workspace_report_nothing(
    api: Api, sandbox: Sandbox, deliveries: Deliveries
) -> None:
    api.refuse("people", nothing="x")
    sandbox.add_workspace("Other")
    assert len(deliveries) == 0


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.005)


def test_on_a_port_they_are_sent_in_the_background(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("attio.sandbox.control.deliveries.IDLE", 0.05)
    sandbox = Sandbox(seed=7)
    api = Api(sandbox)
    receiver = receive(api, "record.created")
    threads: set[threading.Thread] = set()  # other tests may have left some of the same name
    moments: list[float] = []
    go = threading.Event()

    def slow(body: bytes, headers: Mapping[str, str]) -> int | None:
        go.wait(5)
        threads.add(threading.current_thread())
        # When it was sent, not when it got here: this thread may have waited for the processor in between.
        moments.extend(sandbox.deliveries._last_sent.values())
        return receiver(body, headers)

    sandbox.deliveries.route(ORIGIN, slow)
    with (
        running(sandbox.door()) as url,
        httpx.Client(base_url=url, headers={"Authorization": "Bearer sandbox-token"}) as http,
    ):
        for _ in range(3):
            http.post("/v2/objects/people/records", json={"data": {"values": {}}}).raise_for_status()
        assert receiver.keys == []
        go.set()
        until(lambda: len(receiver.keys) == 3)
        sandbox.deliveries.flush()
        assert {one.name for one in threads} == {"attio-sandbox-deliveries"}
        assert moments[2] - moments[0] >= 0.04  # paced, 25 a second; clocks of busy machines are coarse
        until(lambda: not [one for one in threads if one.is_alive()])
        http.post("/v2/objects/people/records", json={"data": {"values": {}}}).raise_for_status()
        until(lambda: len(receiver.keys) == 4)


def test_on_a_port_a_target_may_call_back_while_time_is_moved() -> None:
    sandbox = Sandbox(seed=7)
    receiver = receive(Api(sandbox), "record.created")
    receiver.status = 500
    with (
        running(sandbox.door()) as url,
        httpx.Client(base_url=url, headers={"Authorization": "Bearer sandbox-token"}) as http,
    ):
        http.post("/v2/objects/people/records", json={"data": {"values": {}}}).raise_for_status()
        until(lambda: len(receiver.keys) == 1)

        def call_back(*_: object) -> int:
            return http.get("/v2/objects", timeout=2).status_code

        sandbox.deliveries.route(ORIGIN, call_back)
        happened = http.post("/_sandbox/clock/advance", json={"by": "300s"}).json()["happened"]
    assert len(happened) == 1
    assert sandbox.deliveries[0].state == "delivered"


def test_on_a_port_retries_come_by_the_running_clock() -> None:
    offset = timedelta()
    real = Sandbox().clock

    def now() -> datetime:
        return real.now + offset

    sandbox = Sandbox(seed=7, clock=now)
    api = Api(sandbox)
    receiver = receive(api, "record.created")
    receiver.status = 500
    with (
        running(sandbox.door()) as url,
        httpx.Client(base_url=url, headers={"Authorization": "Bearer sandbox-token"}) as http,
    ):
        http.post("/v2/objects/people/records", json={"data": {"values": {}}}).raise_for_status()
        until(lambda: len(receiver.keys) == 1)
        receiver.status = None
        offset = timedelta(seconds=300)
        http.get("/v2/objects").raise_for_status()  # finds the retry due, and leaves it to the background
        until(lambda: sandbox.deliveries[0].state == "delivered")
        assert len(receiver.keys) == 2


def test_a_retry_is_not_made_after_a_resend_that_succeeded(
    api: Api, sandbox: Sandbox, deliveries: Deliveries, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("attio.sandbox.control.deliveries.KEPT", 1)
    receiver = receive(api, "task.created")
    receiver.status = 500
    sandbox.emit("task.created")
    sandbox.emit("task.created")
    assert len(deliveries) == 2  # those that will be tried again are kept besides
    receiver.status = None
    assert deliveries.resend("1").state == "delivered"
    sandbox.clock.advance("3d")
    assert len(receiver.keys) == 4


def test_a_function_that_has_no_signature_takes_body_and_headers() -> None:
    targets = Routes()
    receiver: Any = max  # `inspect.signature` fails for it
    targets.add(ORIGIN, receiver)
    assert targets.find(URL) is not None
    assert targets.to_json() == {ORIGIN: "max"}


def test_a_retry_in_the_background_of_a_delivery_that_is_forgotten(
    api: Api, sandbox: Sandbox, deliveries: Deliveries, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("attio.sandbox.control.deliveries.KEPT", 1)
    receiver = receive(api, "task.created")
    receiver.status = 500
    sandbox.emit("task.created")
    receiver.status = None
    deliveries.resend("1")
    sandbox.emit("task.created")
    assert [one.id for one in deliveries] == ["2"]

    def advance(request: Request) -> Response:
        sandbox.clock.advance("1h")
        return sandbox.handle(request)

    deliveries.deferring(advance)(Request("GET", "/v2/self"))
    until(lambda: "0 of them queued" in repr(deliveries))
    assert len(receiver.keys) == 3


def test_what_an_application_leaves_running_ends_with_its_route(
    api: Api, sandbox: Sandbox, deliveries: Deliveries
) -> None:
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
    until(left[0].cancelled)
