"""Webhook deliveries: every type of event has a class, and unknown events leave the others readable."""

from __future__ import annotations

import json
import pickle
from typing import cast, get_args

import pytest

from attio import models
from attio.models import UnknownEvent, WebhookPayload
from attio.models.base import Model
from tests.contract.deliveries import EVENTS, UNKNOWN_EVENTS, WEBHOOK, delivery, type_of
from tests.contract.table import JSON, Mark, plain

every_event = pytest.mark.parametrize("event", EVENTS, ids=type_of)

# A second list of the types: no test based on the table notices a type that is missing from it.
ACTIONS = {
    "activity": "created updated deleted",
    "activity-attribute": "created updated",
    "activity-record": "created deleted",
    "call-recording": "created",
    "comment": "created resolved unresolved deleted",
    "list": "created updated deleted",
    "list-attribute": "created updated",
    "list-entry": "created updated deleted",
    "object-attribute": "created updated",
    "note": "created updated deleted",
    "note-content": "updated",
    "record": "created merged updated deleted",
    "task": "created updated deleted",
    "workspace-member": "created",
}
TYPES = [f"{thing}.{action}" for thing, actions in ACTIONS.items() for action in actions.split()]


def read(*events: Mark) -> WebhookPayload:
    """Read the payload of a delivery with these events."""
    return WebhookPayload.model_validate_json(json.dumps(plain(delivery(*events))))


def test_every_type_has_a_payload_and_a_class_of_its_own() -> None:
    assert sorted(type_of(event) for event in EVENTS) == sorted(TYPES)
    assert len({event.model for event in EVENTS}) == len(TYPES)


def test_subscriptions_and_events_have_the_same_types() -> None:
    (literal, *_) = get_args(models.WebhookEventTypeInput)
    assert sorted(get_args(literal)) == sorted(TYPES)


@every_event
def test_each_type_is_read_into_its_class(event: Mark) -> None:
    payload = read(event)
    (found,) = cast("list[Model]", payload.events)
    assert type(found) is getattr(models, str(event.model))
    assert (payload.webhook_id, found.invalid_fields) == (WEBHOOK, ())
    sent = cast("dict[str, JSON]", plain(event))
    assert {name: field_of(found, name) for name in sent} == sent
    assert set(type(found).model_fields) == set(sent)


def field_of(found: Model, name: str) -> JSON:
    """Return a field of an event as JSON."""
    value: object = getattr(found, name)
    return value.model_dump(mode="json") if isinstance(value, Model) else value


@every_event
def test_a_payload_can_be_dumped_and_pickled(event: Mark) -> None:
    """Programs put payloads into queues as JSON or pickled."""
    payload = read(event)
    dumped = payload.model_dump_json(by_alias=True, exclude_unset=True)
    assert json.loads(dumped) == plain(delivery(event))
    assert WebhookPayload.model_validate_json(dumped) == payload
    assert pickle.loads(pickle.dumps(payload)) == payload


@pytest.mark.parametrize("event", UNKNOWN_EVENTS, ids=lambda event: json.dumps(plain(event)))
def test_a_type_of_a_later_api_is_kept(event: Mark) -> None:
    payload = read(EVENTS[0], event, EVENTS[1])
    before, found, after = payload.events
    assert isinstance(found, UnknownEvent)
    assert found.raw == plain(event)
    assert (type(before).__name__, type(after).__name__) == ("ActivityCreatedEvent", "ActivityUpdatedEvent")
    assert json.loads(payload.model_dump_json(exclude_unset=True)) == plain(delivery(EVENTS[0], event, EVENTS[1]))


@every_event
def test_a_known_type_in_another_shape_is_kept(event: Mark) -> None:
    odd = {"event_type": type_of(event), "id": "not an object"}
    (found,) = WebhookPayload.model_validate({"webhook_id": WEBHOOK, "events": [odd]}).events
    assert isinstance(found, UnknownEvent)
    assert found.raw == odd


@every_event
def test_an_event_without_a_documented_field_is_unknown(event: Mark) -> None:
    """A field that is typed as text is never None."""
    sent = cast("dict[str, JSON]", plain(event))
    ids = cast("dict[str, JSON]", sent["id"])
    for odd in (
        *({**sent, "id": {key: id_ for key, id_ in ids.items() if key != name}} for name in ids),
        *({**sent, "id": {**ids, name: value}} for name in ids for value in (None, 5, ["x"])),
        *({key: value for key, value in sent.items() if key != name} for name in sent if name != "event_type"),
        {**sent, "id": None},
        None,
        "text",
    ):
        (found,) = WebhookPayload.model_validate_json(json.dumps({"webhook_id": WEBHOOK, "events": [odd]})).events
        assert isinstance(found, UnknownEvent)
        assert found.raw == odd
