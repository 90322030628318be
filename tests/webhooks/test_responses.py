"""The status of every response; no response, log or repr contains a secret."""

from __future__ import annotations

import json
import logging
import pickle
import threading
from pathlib import Path
from typing import Any

import pytest

from attio import models
from attio.errors import InvalidRequestError
from attio.models import RecordCreatedEvent
from attio.webhooks import Delivery, MemoryStore, Receiver, SigningSecrets, sign
from tests.webhooks.sides import LOOPS, SECRET, Make, Side, failing, nothing, request

WORKSPACE = "14beef7a-99f7-4534-a87e-70b564330a4c"


def body_of(response: Any) -> str:
    """Return the body of a response, which is a single line."""
    assert response.body.endswith("\n")
    assert response.body.count("\n") == 1
    return str(response.body)


def test_a_delivery_and_its_duplicate_are_accepted(side: Side, make: Make) -> None:
    seen: list[str] = []
    hooks = make()

    @hooks.on(RecordCreatedEvent)
    def created(event: RecordCreatedEvent) -> None:
        seen.append(event.id.record_id)

    delivery = Delivery.build(RecordCreatedEvent)
    assert side.deliver(hooks, delivery, delivery) == [200, 200]
    assert seen == [delivery.event.id.record_id]


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({}, b"{}"),
        ({"Attio-Signature": "x"}, b"{}"),
        ({"Attio-Signature": "0" * 64}, b"{}"),
        ({"Attio-Signature": sign(b"{}", "another")}, b"{}"),
        ({"Attio-Signature": sign(b"{}", SECRET)}, b"{} "),
    ],
    ids=["missing", "malformed", "wrong", "other-secret", "other-body"],
)
def test_an_unsigned_request_is_401(side: Side, make: Make, headers: dict[str, str], body: bytes) -> None:
    (response,) = side.send(make(), (body, headers))
    assert response.status == 401
    assert body_of(response) == "The signature does not match.\n"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b"{}",
        b"<html>",
        b'{"webhook_id": "w", "events": {}}',
        b'{"webhook_id": 5, "events": []}',
        b'{"webhook_id": "", "events": []}',
        b'{"webhook_id": "a:b", "events": []}',
        b'{"events": []}',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"\xff\xfe",
        b"9" * 10_000,
    ],
    ids=range(14),
)
def test_a_signed_request_that_is_not_a_delivery_is_400(side: Side, make: Make, body: bytes) -> None:
    (response,) = side.send(make(), (body, {"Attio-Signature": sign(body, SECRET)}))
    assert response.status == 400
    assert body_of(response) == "The body is not a webhook delivery.\n"


@pytest.mark.parametrize("method", ["GET", "PUT", "HEAD", "OPTIONS"])
def test_other_methods_are_405(side: Side, make: Make, method: str) -> None:
    response = side.call(make(), "handle", b"", {}, method=method)
    assert (response.status, response.headers["Allow"]) == (405, "POST")


def test_a_large_body_is_413_before_it_is_verified(side: Side, make: Make) -> None:
    hooks = make(max_body=10)
    assert [response.status for response in side.send(hooks, (b" " * 11, {}), (b" " * 10, {}))] == [413, 401]


@pytest.mark.parametrize("body", ["{}", {}, None, 5], ids=["str", "dict", "None", "int"])
def test_a_body_that_is_not_bytes_names_the_fix(side: Side, make: Make, body: Any) -> None:
    with pytest.raises(InvalidRequestError, match=r"await request\.body\(\).*request\.get_data\(\).*request\.body"):
        side.call(make(), "handle", body, {})


@pytest.mark.parametrize("secret", ["", [], [""], [SECRET, ""], (), [None]])
def test_an_empty_secret_is_rejected(secret: Any) -> None:
    with pytest.raises(InvalidRequestError, match="secret must be"):
        Receiver(secret)


def test_the_secret_of_the_environment_is_read_with_each_delivery(
    side: Side, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    hooks = make(None)
    monkeypatch.delenv("ATTIO_WEBHOOK_SECRET", raising=False)
    with pytest.raises(InvalidRequestError, match="ATTIO_WEBHOOK_SECRET"):
        side.send(hooks, request())
    monkeypatch.setenv("ATTIO_WEBHOOK_SECRET", SECRET)
    assert side.send(hooks, request())[0].status == 200
    monkeypatch.setenv("ATTIO_WEBHOOK_SECRET", "rotated")
    assert side.send(hooks, request(secret="rotated"), request())[1].status == 401


def test_several_secrets_are_accepted_during_rotation(side: Side, make: Make) -> None:
    hooks = make(["next", SECRET])
    responses = side.send(hooks, request(), request(secret="next"), request(secret="third"))
    assert [response.status for response in responses] == [200, 200, 401]


def test_a_secret_verifies_only_events_of_its_own_workspace(side: Side, make: Make) -> None:
    webhook_ids: list[str] = []

    def secret(webhook_id: str) -> SigningSecrets | str | None:
        webhook_ids.append(webhook_id)
        known: dict[str, SigningSecrets | str] = {"own": SigningSecrets(SECRET, WORKSPACE), "any": SECRET}
        return known.get(webhook_id)

    hooks = make(secret)
    own = {"event_type": "x", "id": {"workspace_id": WORKSPACE}}
    foreign = {"event_type": "x", "id": {"workspace_id": "another"}}
    responses = side.send(
        hooks,
        request(own, webhook_id="own"),
        request(own, foreign, webhook_id="own", key="2"),
        request("no object", webhook_id="own", key="3"),
        request(foreign, webhook_id="any"),
        request(own, webhook_id="unknown"),
        (b"{}", {"Attio-Signature": sign(b"{}", SECRET)}),
    )
    assert [response.status for response in responses] == [200, 401, 401, 200, 401, 401]
    assert webhook_ids == ["own", "own", "own", "any", "unknown"]
    assert SECRET not in repr(secret("own"))


def test_a_function_that_returns_an_empty_secret_is_an_error(side: Side, make: Make) -> None:
    def secret(_: str) -> str:
        return ""

    with pytest.raises(InvalidRequestError, match="secret must be"):
        side.send(make(secret), request())


def test_a_look_up_of_secrets_that_fails_is_503(side: Side, make: Make, caplog: pytest.LogCaptureFixture) -> None:
    def secret(_: str) -> str:
        raise OSError("no database")

    (response,) = side.send(make(secret), request())
    assert (response.status, response.headers["Retry-After"]) == (503, "30")
    assert "no database" in caplog.text


@pytest.mark.parametrize("side", LOOPS, ids=repr)
def test_a_look_up_of_secrets_may_be_async(side: Side, make: Make) -> None:
    async def secret(_: str) -> str:
        return SECRET

    hooks = make(secret)
    assert side.send(hooks, request())[0].status == 200
    with pytest.raises(InvalidRequestError, match="secret is async"):
        hooks.handle(*request())


class Broken(MemoryStore):
    def claim(self, *_: Any, **__: Any) -> Any:
        raise OSError("no disk")


def test_a_store_that_fails_is_503(side: Side, make: Make) -> None:
    (response,) = side.send(make(store=Broken()), request({}))
    assert (response.status, response.headers["Retry-After"]) == (503, "30")


def test_a_full_backlog_is_503(make: Make) -> None:
    go = threading.Event()
    hooks = make(max_pending=2)

    @hooks.otherwise
    def wait(event: object) -> None:
        go.wait(10)

    many = [hooks.handle(*request({}, key=str(index))).status for index in range(3)]
    go.set()
    assert many == [200, 200, 503]
    assert hooks.drain(10)
    assert hooks.handle(*request({}, key="2")).status == 200


def test_a_closing_receiver_responds_with_503(side: Side, make: Make) -> None:
    hooks = make()
    side.call(hooks, "close")
    (response,) = side.send(hooks, request())
    assert (response.status, body_of(response)) == (503, "The receiver is closing.\n")


def test_inline_a_handler_that_fails_is_500(side: Side, make: Make) -> None:
    tried: list[int] = []

    def on_error(error: Exception, delivery: Delivery[Any]) -> None:
        tried.append(-delivery.attempt)

    hooks = make(inline=True, on_error=on_error)

    @hooks.on(models.TaskCreatedEvent)
    def fails_once(event: models.TaskCreatedEvent) -> None:
        tried.append(1)
        if tried.count(1) == 1:
            raise ValueError(event)

    delivery = Delivery.build(models.TaskCreatedEvent)
    assert side.deliver(hooks, delivery, delivery, delivery) == [500, 200, 200]
    assert tried == [1, -1, 1]


def test_inline_a_delivery_that_is_being_handled_is_503(make: Make) -> None:
    begun, go = threading.Event(), threading.Event()
    hooks = make(inline=True)

    def wait(_: object) -> None:
        begun.set()
        go.wait(10)

    hooks.otherwise(wait)
    delivery = request({})
    first: list[int] = []
    thread = threading.Thread(target=lambda: first.append(hooks.handle(*delivery).status))
    thread.start()
    assert begun.wait(10)
    assert hooks.handle(*delivery).status == 503
    go.set()
    thread.join()
    assert first == [200]
    assert hooks.handle(*delivery).status == 200


def test_inline_events_of_a_batch_that_were_done_stay_done(side: Side, make: Make) -> None:
    seen: list[str] = []
    hooks = make(inline=True)

    @hooks.on(models.TaskCreatedEvent)
    def fails_for_b(event: models.TaskCreatedEvent) -> None:
        seen.append(event.id.task_id)
        if seen == ["a", "b"]:
            raise ValueError

    batch = request(*[Delivery.build(models.TaskCreatedEvent, task_id=name).raw for name in "ab"])
    assert [response.status for response in side.send(hooks, batch, batch)] == [500, 200]
    assert seen == ["a", "b", "b"]


def test_deliveries_without_a_key_are_handled_with_a_warning(
    side: Side, make: Make, caplog: pytest.LogCaptureFixture
) -> None:
    seen: list[object] = []
    hooks = make()
    hooks.otherwise(seen.append)
    side.send(hooks, request({}, key=None), request({}, key=None))
    assert len(seen) == 2
    assert "without Idempotency-Key" in caplog.text


def test_keys_of_any_length_and_kind_of_header_count(side: Side, make: Make) -> None:
    seen: list[object] = []
    hooks = make()
    hooks.otherwise(seen.append)
    body, headers = request({}, key=None)
    for key in ["k" * 10_000, "a:b", ["one"], b"bytes"]:
        sent = [*headers.items(), ("idempotency-key", key)]
        side.send(hooks, (body, sent), (body, sent))
    assert len(seen) == 4
    side.send(hooks, (body, [*headers.items(), ("idempotency-key", [])]))
    assert len(seen) == 5


def test_a_rejected_delivery_uses_up_no_key(side: Side, make: Make) -> None:
    seen: list[object] = []
    hooks = make()
    hooks.otherwise(seen.append)
    responses = side.send(hooks, request({}, secret="forged"), request({}))
    assert [response.status for response in responses] == [401, 200]
    assert len(seen) == 1


def test_another_webhook_cannot_use_up_a_key(side: Side, make: Make) -> None:
    seen: list[object] = []
    hooks = make()
    hooks.otherwise(seen.append)
    side.send(hooks, request({}, webhook_id="one"), request({}, webhook_id="two"))
    assert len(seen) == 2


def test_secrets_are_not_shown_or_stored(
    side: Side, make: Make, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    queued: list[str] = []
    recorded = tmp_path / "recorded.jsonl"
    hooks = make(enqueue=queued.append, record=recorded)
    hooks.otherwise(nothing)
    body, headers = request({"event_type": "odd", "id": {"workspace_id": "w"}})
    responses = side.send(hooks, (body, headers), (body, {**headers, "Attio-Signature": "0" * 64}))
    breaking = make(inline=True)
    breaking.otherwise(failing)
    responses += side.send(breaking, (body, headers))
    texts = [caplog.text, repr(hooks), repr(vars(hooks)), str(responses), str(queued), recorded.read_text()]
    for text in texts:
        assert SECRET not in text
        assert headers["Attio-Signature"] not in text
    assert SECRET.encode() not in pickle.dumps(SigningSecrets)
    assert recorded.stat().st_mode & 0o777 == 0o600
    assert body.decode() not in caplog.text
    assert json.loads(queued[0])["event"]["event_type"] == "odd"


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"workers": 0}, "workers"),
        ({"attempts": 0}, "attempts"),
        ({"max_body": -1}, "max_body"),
        ({"max_pending": "5"}, "max_pending"),
        ({"lease": float("inf")}, "lease"),
        ({"backoff": (-1,)}, "backoff"),
        ({"backoff": (True,)}, "backoff"),
        ({"me": "id"}, "me must be a list"),
        ({"inline": True, "enqueue": print}, "exclude"),
        ({"ignore_own": True}, "me and not_me need client="),
    ],
)
def test_options_that_cannot_work_are_named(options: dict[str, Any], problem: str) -> None:
    with pytest.raises((ValueError, InvalidRequestError), match=problem):
        Receiver(SECRET, **options)
