"""Webhook deliveries of the sandbox: the delivered events, their requests, and the delivery log."""

from __future__ import annotations

import json

import pytest

from attio import models
from attio.sandbox import ControlError, Sandbox
from attio.sandbox.control.deliveries import KEPT, Deliveries
from attio.sandbox.events import EVENT_TYPES
from attio.webhooks import WebhookVerificationError, read_payload
from tests.sandbox.api import Api
from tests.sandbox.control.deliveries.receiving import URL, receive, subscribe, webhook_status


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


def test_filters_choose_the_events_of_a_webhook(api: Api, deliveries: Deliveries) -> None:
    people = api("GET", "/v2/objects/people").data["id"]["object_id"]
    either = {
        "$or": [
            {"field": "id.object_id", "operator": "equals", "value": people},
            {"field": "actor.type", "operator": "not_equals", "value": "api-token"},
        ]
    }
    subscribe(api, "record.created", filter_=either)
    both = {"$and": [*either["$or"], {"field": "nothing.there", "operator": "not_equals", "value": "x"}]}
    subscribe(api, "record.created", filter_=both)
    api.create("people")
    api.create("companies")
    assert [delivery.state for delivery in deliveries] == ["no_route", "no_subscriber"]


def test_every_type_of_event_can_be_emitted_and_read(api: Api, sandbox: Sandbox) -> None:
    receiver = receive(api)
    for event_type in EVENT_TYPES:
        sandbox.emit(event_type)
    assert receiver.types == list(EVENT_TYPES)
    assert not any(isinstance(event, models.UnknownEvent) for event in receiver.events)
    assert len(EVENT_TYPES) == 34
    for event, kind in zip(receiver.events, EVENT_TYPES.values(), strict=True):
        assert all(getattr(event.id, name) for name in kind.ids)


def test_emit_takes_the_ids_of_an_event(api: Api, sandbox: Sandbox) -> None:
    receiver = receive(api)
    sandbox.emit("comment.created", comment_id="c", list_id="l")
    (event,) = receiver.events
    assert (event.id.comment_id, event.list_id, event.entry_id) == ("c", "l", None)
    assert event.record_id
    with pytest.raises(ControlError, match=r"no event 'task\.completed'"):
        sandbox.emit("task.completed")
    with pytest.raises(ControlError, match="has no 'comment'; nearest: 'comment_id'"):
        sandbox.emit("comment.created", comment="c")


def test_deliveries_are_found_by_event_type_and_state(api: Api, sandbox: Sandbox, deliveries: Deliveries) -> None:
    receive(api, "task.created")
    sandbox.emit("task.created")
    sandbox.emit("note.created")
    assert [delivery.id for delivery in deliveries.find("task.created")] == ["1"]
    assert [delivery.id for delivery in deliveries.find(state="no_subscriber")] == ["2"]
    assert deliveries[-1:] == (deliveries[1],)
    assert repr(deliveries) == "<Deliveries: 2, 0 of them queued>"
    with pytest.raises(ControlError, match="nearest"):
        deliveries.find("task.create")
    (first,) = deliveries.find("task.created")
    content = json.loads(json.dumps(first.to_json()))
    assert (content["state"], content["attempts"][0]["status"], content["url"]) == ("delivered", 200, URL)


def test_old_deliveries_are_dropped_unless_they_will_be_retried(
    api: Api, sandbox: Sandbox, deliveries: Deliveries
) -> None:
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
    assert [(delivery.id, delivery.state) for delivery in deliveries] == [("1", "retrying")]
    assert webhook_status(api) == "active"
    receiver.status = 200
    sandbox.clock.advance("1h")
    assert deliveries[0].state == "delivered"
    sandbox.reset(controls=True)
    assert (len(deliveries), len(deliveries.routes)) == (0, 0)


def test_a_rejected_request_and_a_new_workspace_report_nothing(
    api: Api, sandbox: Sandbox, deliveries: Deliveries
) -> None:
    api.create_error("people", nothing="x")
    sandbox.add_workspace("Other")
    assert len(deliveries) == 0
