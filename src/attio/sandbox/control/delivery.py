"""One delivery: an event on its way to a webhook, and what became of it."""

from __future__ import annotations

import hashlib
import hmac
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal, TypeAlias, get_args

from attio.sandbox.handlers.webhooks import Webhook
from attio.sandbox.pipeline import Commit
from attio.sandbox.provenance import assumed, different, documented, observed
from attio.sandbox.store.rows import SYSTEM
from attio.sandbox.workspace import Workspace

_GUIDE = "guide: Configuring webhooks"
RULES = (
    different("deliveries.routed",
        "Nothing beyond this machine is contacted: a target needs a route to a function, an application or a "
        "loopback address",
        "webhooks.*"),
    documented("deliveries.one", "A delivery has one event", _GUIDE, "webhooks.*"),
    documented("deliveries.signature",
        "Both signature headers have the hex HMAC-SHA256 of the raw body, by the secret of the webhook", _GUIDE,
        "webhooks.*"),
    documented("deliveries.key", "Retries and resends have the Idempotency-Key of the first attempt", _GUIDE,
        "webhooks.*"),
    documented("deliveries.success", "Any 2xx within 5 seconds is a success", _GUIDE, "webhooks.*"),
    documented("deliveries.retries",
        "A failed delivery is retried ten times, each time after twice as long, for about 3 days in all", _GUIDE,
        "webhooks.*"),
    assumed("deliveries.base", "The first retry comes after 253 seconds", "webhooks.*"),
    documented("deliveries.status",
        "After the last retry a webhook is degraded and still served; after 7 days it is inactive", _GUIDE,
        "webhooks.*"),
    assumed("deliveries.again", "A success makes a degraded webhook active again", "webhooks.*"),
    documented("deliveries.rate", "On a port, one URL gets at most 25 deliveries a second", _GUIDE, "webhooks.*"),
    observed("deliveries.echo", "With `deliveries.echo`, an update by `system` follows that of a user",
        "activepieces pull request 15056", "webhooks.*"),
    assumed("deliveries.order", "First attempts come in the order of the events", "webhooks.*"),
)  # fmt: skip

State: TypeAlias = Literal["queued", "delivered", "retrying", "failed", "no_route", "no_subscriber"]

STATES: tuple[State, ...] = get_args(State)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try to deliver."""

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
    """One event on its way to one webhook, or to none; a picture that does not change."""

    id: str
    workspace: Workspace
    event: Mapping[str, object]
    """The event in wire form."""
    webhook_id: str | None = None
    """None if no webhook asks for the event."""
    url: str | None = None
    """The webhook's target."""
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    state: State
    attempts: tuple[Attempt, ...] = ()
    next_attempt: datetime | None = None
    retries: int = 0
    """How many retries were planned so far."""

    def __repr__(self) -> str:
        return f"<Delivery {self.id} of {self.event_type} to {self.url}: {self.state}>"

    @property
    def is_unfinished(self) -> bool:
        """Whether it is yet to be sent, or will be tried again."""
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
                {"at": one.at.isoformat(), "status": one.status, "error": one.error, "seconds": one.seconds}
                for one in self.attempts
            ],
            "next_attempt": self.next_attempt.isoformat() if self.next_attempt else None,
            "retries": self.retries,
        }

    @classmethod
    def from_json(cls, content: Mapping[str, Any], workspace: Workspace) -> Delivery:
        """Make a delivery of what `to_json` returned."""
        due = content["next_attempt"]
        attempts = (
            Attempt(datetime.fromisoformat(one["at"]), one["status"], one["error"], one["seconds"])
            for one in content["attempts"]
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
            next_attempt=datetime.fromisoformat(due) if due else None,
            retries=content["retries"],
        )


def echoes(commit: Commit) -> list[dict[str, object]]:
    """Return the updates by `system` that follow those of a user: one a record, of an attribute that Attio fills."""
    if commit.actor == SYSTEM:
        return []
    updated = {
        (event.type, *sorted(event.ids.items() - {("attribute_id", event.ids["attribute_id"])})): event
        for event in commit.events
        if event.type in ("record.updated", "list-entry.updated")
    }
    found: list[dict[str, object]] = []
    for event in updated.values():
        owner = commit.workspace.owner(event.ids.get("object_id") or event.ids.get("list_id"))
        derived = [one.id for one in owner or () if one.origin != "user"]
        ids = {**event.ids, "attribute_id": derived[0] if derived else event.ids["attribute_id"]}
        found.append(replace(event, ids=ids).wire(commit.workspace.id, SYSTEM))
    return found


def make_delivery(id: str, workspace: Workspace, event: Mapping[str, object], webhook: Webhook | None) -> Delivery:
    """Make the delivery of an event, in wire form, to a webhook or to none."""
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
