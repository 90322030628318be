"""Helpers that create webhooks in the sandbox and receive their deliveries."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from attio.sandbox.events import EVENT_TYPES
from attio.webhooks import read_payload
from tests.sandbox.api import Api

ORIGIN = "https://hooks.acme.test"
URL = f"{ORIGIN}/attio"


class Receiver:
    """Verifies and keeps deliveries, and responds with `status`."""

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


def subscribe(api: Api, *event_types: str, url: str = URL, filter_: object = None) -> tuple[str, str]:
    """Create a webhook for these events or for all; return its id and its secret."""
    subscriptions = [{"event_type": event_type, "filter": filter_} for event_type in event_types or EVENT_TYPES]
    created = api("POST", "/v2/webhooks", {"data": {"target_url": url, "subscriptions": subscriptions}}).data
    return created["id"]["webhook_id"], created["secret"]


def receive(api: Api, *event_types: str) -> Receiver:
    """Create a webhook, and return the receiver of its deliveries."""
    receiver = Receiver(subscribe(api, *event_types)[1])
    api.sandbox.deliveries.route(ORIGIN, receiver)
    return receiver


def responding(status: int | None) -> Callable[[bytes, Mapping[str, str]], int | None]:
    """Return a target that always responds with this status."""

    def target(*_: object) -> int | None:
        return status

    return target


def webhook_status(api: Api) -> str:
    """Return the status of the only webhook."""
    (webhook,) = api("GET", "/v2/webhooks").data
    return str(webhook["status"])
