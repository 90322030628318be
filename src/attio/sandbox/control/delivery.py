"""`Delivery`: an event for a webhook, with its attempts and its state."""

from __future__ import annotations

import hashlib
import hmac
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal, TypeAlias, get_args

from attio.sandbox.events import Event
from attio.sandbox.handlers.webhooks import Webhook
from attio.sandbox.pipeline import Commit
from attio.sandbox.provenance import assumed, different, documented, observed
from attio.sandbox.store.rows import SYSTEM
from attio.sandbox.workspace import Workspace

_GUIDE = "guide: Configuring webhooks"
RULES = (
    different("deliveries.routed",
        "The sandbox sends nothing to other machines: a target URL needs a route to a function, an application or a "
        "loopback address",
        "webhooks.*"),
    documented("deliveries.one", "A delivery has one event", _GUIDE, "webhooks.*"),
    documented("deliveries.signature",
        "Both signature headers have the HMAC-SHA256 of the raw body in hex, with the webhook's secret as the key",
        _GUIDE, "webhooks.*"),
    documented("deliveries.key", "Retries and resends have the Idempotency-Key of the first attempt", _GUIDE,
        "webhooks.*"),
    documented("deliveries.success", "Any 2xx status within 5 seconds is a success", _GUIDE, "webhooks.*"),
    documented("deliveries.retries",
        "A failed delivery is retried ten times within about 3 days; the wait doubles with each retry", _GUIDE,
        "webhooks.*"),
    assumed("deliveries.base", "The first retry comes after 253 seconds", "webhooks.*"),
    documented("deliveries.status",
        "After the last retry fails, a webhook is degraded but still gets deliveries; after 7 more days it is inactive",
        _GUIDE, "webhooks.*"),
    assumed("deliveries.again", "A success makes a degraded webhook active again", "webhooks.*"),
    documented("deliveries.rate", "A server sends at most 25 deliveries a second to one URL", _GUIDE, "webhooks.*"),
    observed("deliveries.echo", "With `deliveries.echo`, an update by `system` follows each update by a user",
        "activepieces pull request 15056", "webhooks.*"),
    assumed("deliveries.order", "First attempts are made in the order of the events", "webhooks.*"),
)  # fmt: skip

State: TypeAlias = Literal["queued", "delivered", "retrying", "failed", "no_route", "no_subscriber"]

STATES: tuple[State, ...] = get_args(State)


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt to send a delivery."""

    at: datetime
    status: int | None
    """Status of the response; None if there was none."""
    error: str | None
    """Why there was no response."""
    seconds: float

    @property
    def succeeded(self) -> bool:
        """Whether the response was a 2xx."""
        return self.status is not None and 200 <= self.status < 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """The delivery of an event to a webhook, or of an event without subscribers. Immutable."""

    id: str
    workspace: Workspace
    event: Mapping[str, object]
    """The event as JSON values."""
    webhook_id: str | None = None
    """Id of the webhook; None if no webhook subscribes to the event."""
    url: str | None = None
    """The webhook's target."""
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    state: State
    attempts: tuple[Attempt, ...] = ()
    next_attempt: datetime | None = None
    retries: int = 0
    """Number of retries that were scheduled so far."""

    def __repr__(self) -> str:
        return f"<Delivery {self.id} of {self.event_type} to {self.url}: {self.state}>"

    @property
    def is_unfinished(self) -> bool:
        """Whether the delivery is queued, or will be retried."""
        return self.state in ("queued", "retrying")

    @property
    def event_type(self) -> str:
        """Type of the event."""
        return str(self.event["event_type"])

    def json(self) -> object:
        """Parse the body."""
        return json.loads(self.body)

    def to_json(self) -> dict[str, object]:
        """Return the delivery as JSON values."""
        return {
            "id": self.id,
            "workspace": self.workspace.slug,
            "event_type": self.event_type,
            "event": self.event,
            "webhook_id": self.webhook_id,
            "url": self.url,
            "body": self.body.decode(),
            "headers": dict(self.headers),
            "state": self.state,
            "attempts": [
                {
                    "at": attempt.at.isoformat(),
                    "status": attempt.status,
                    "error": attempt.error,
                    "seconds": attempt.seconds,
                }
                for attempt in self.attempts
            ],
            "next_attempt": self.next_attempt.isoformat() if self.next_attempt else None,
            "retries": self.retries,
        }

    @classmethod
    def from_json(cls, content: Mapping[str, Any], workspace: Workspace) -> Delivery:
        """Create a delivery from the result of `to_json`."""
        next_attempt = content["next_attempt"]
        attempts = (
            Attempt(datetime.fromisoformat(each["at"]), each["status"], each["error"], each["seconds"])
            for each in content["attempts"]
        )
        return cls(
            id=content["id"],
            workspace=workspace,
            event=content["event"],
            webhook_id=content["webhook_id"],
            url=content["url"],
            body=content["body"].encode(),
            headers=content["headers"],
            state=content["state"],
            attempts=tuple(attempts),
            next_attempt=datetime.fromisoformat(next_attempt) if next_attempt else None,
            retries=content["retries"],
        )


def echoes(commit: Commit) -> list[dict[str, object]]:
    """Return the updates by `system` that follow the updates of a commit by a user.

    There is one for each updated record, for the first attribute of its object that Attio fills.
    """
    if commit.actor == SYSTEM:
        return []
    last_updates: dict[tuple[object, ...], Event] = {}
    for event in commit.events:
        if event.type in ("record.updated", "list-entry.updated"):
            record_ids = sorted(item for item in event.ids.items() if item[0] != "attribute_id")
            key = (event.type, *record_ids)
            last_updates[key] = event
    system_events: list[dict[str, object]] = []
    for event in last_updates.values():
        owner = commit.workspace.owner(event.ids.get("object_id") or event.ids["list_id"])
        filled_by_attio = [attribute.id for attribute in owner or () if attribute.origin != "user"]
        attribute_id = filled_by_attio[0] if filled_by_attio else event.ids["attribute_id"]
        ids = {**event.ids, "attribute_id": attribute_id}
        system_events.append(replace(event, ids=ids).wire(commit.workspace.id, SYSTEM))
    return system_events


def make_delivery(id: str, workspace: Workspace, event: Mapping[str, object], webhook: Webhook | None) -> Delivery:
    """Create the delivery of an event, given as JSON values, to a webhook. None as the webhook: without subscribers."""
    if webhook is None:
        return Delivery(id=id, workspace=workspace, event=event, state="no_subscriber")
    body = json.dumps({"webhook_id": webhook.id, "events": [event]}, ensure_ascii=False, separators=(",", ":")).encode()
    signature = hmac.new(webhook.secret.encode(), body, hashlib.sha256).hexdigest()
    digest = hashlib.blake2b(workspace.secret + id.encode(), digest_size=16).digest()
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Attio 2.0 (sandbox)",
        "Idempotency-Key": str(uuid.UUID(bytes=digest, version=4)),
        "Attio-Signature": signature,
        "X-Attio-Signature": signature,
    }
    return Delivery(
        id=id,
        workspace=workspace,
        event=event,
        webhook_id=webhook.id,
        url=webhook.target_url,
        body=body,
        headers=headers,
        state="queued",
    )
