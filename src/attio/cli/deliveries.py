"""The log of the deliveries that `listen` received, and sending them again."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from attio._support.names import brief
from attio.cli import profiles
from attio.cli.exits import CommandError

if TYPE_CHECKING:
    import datetime as dt

    from attio.cli.targets import Sent, Target
    from attio.webhooks import Delivery

SECRET = "ATTIO_WEBHOOK_SECRET"  # noqa: S105 - the name of a variable
SET_SECRET = f"set the environment variable {SECRET} to the secret that your server checks"
MAX_DELIVERIES = 1_000
"""Maximum number of deliveries in the log."""


class Message:
    """One delivered event, in the format that `Receiver(record=...)` writes."""

    def __init__(self, text: str) -> None:
        """Parse a message.

        Args:
            text: One line of a recording.

        Raises:
            InvalidRequestError: The line is not a recorded event.
        """
        from attio.webhooks.engine import ticket_of

        ticket = ticket_of(text)
        self.text = text
        self.key: str = ticket.key
        self.webhook_id: str = ticket.webhook_id
        self.received_at: dt.datetime = ticket.received_at
        self.raw: Mapping[str, Any] = ticket.raw

    @property
    def id(self) -> str:
        """Short id of the delivery."""
        return hashlib.sha256(self.key.encode()).hexdigest()[:8]

    @property
    def event_type(self) -> str:
        """Type of the event."""
        return str(_mapping(self.raw).get("event_type"))

    def to_row(self, sent: Mapping[str, object] | None) -> dict[str, object]:
        """Return the fields to show.

        Args:
            sent: The outcome of forwarding the event; None if it was not forwarded.
        """
        row = {"id": self.id, "received_at": self.received_at.isoformat(), "event_type": self.event_type}
        return {**row, **(sent or {}), "event": self.raw}

    def to_line(self) -> str:
        """Return one line of text: the time, the id of the delivery, the event type and the ids of the event."""
        ids = {**_mapping(_mapping(self.raw).get("id")), "workspace_id": None}
        shown = " ".join(f"{name}={value}" for name, value in ids.items() if value is not None)
        return f"{self.received_at.astimezone():%H:%M:%S}  {self.id}  {self.event_type}  {shown}"

    def send(self, target: Target, secret: str) -> Sent:
        """Send the event to a server, signed with a secret."""
        delivery = self.delivery()
        return target.send(delivery.body, delivery.headers(secret))

    def delivery(self) -> Delivery[Any]:
        """Create a delivery with this event only."""
        from attio.webhooks.clients import Clients
        from attio.webhooks.delivery import Delivery
        from attio.webhooks.events import read_event

        return Delivery(
            [read_event(self.raw)],
            key=self.key,
            webhook_id=self.webhook_id,
            received_at=self.received_at,
            raw=self.raw,
            clients=Clients(None),
        )


class DeliveryLog:
    """The last deliveries, in a file that only its owner can read. The file contains ids, but no secrets."""

    def __init__(self) -> None:
        """Set the path. The first `add` creates the file."""
        self.path: Path = profiles.home() / "deliveries.jsonl"

    def add(self, message: Message, sent: Mapping[str, object] | None) -> None:
        """Append a delivery, and the outcome of forwarding it; None if it was not forwarded."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        line = json.dumps({"message": message.text, "sent": sent})
        with os.fdopen(os.open(self.path, os.O_APPEND | os.O_CREAT | os.O_WRONLY, 0o600), "a") as file:
            file.write(f"{line}\n")

    def trim(self) -> None:
        """Remove the oldest deliveries if there are more than `MAX_DELIVERIES`."""
        lines = self._lines()
        if len(lines) > MAX_DELIVERIES:
            profiles.write_whole(self.path, "\n".join(lines[-MAX_DELIVERIES:]))

    def all(self) -> Iterator[tuple[Message, Mapping[str, object] | None]]:
        """Yield the deliveries, oldest first. Skips a line that a crash has truncated."""
        for line in self._lines()[-MAX_DELIVERIES:]:
            with suppress(ValueError, TypeError, KeyError):
                entry: Any = json.loads(line)
                yield Message(entry["message"]), entry["sent"]

    def get(self, delivery_id: str) -> tuple[Message, Mapping[str, object] | None]:
        """Return the last delivery with this id.

        Raises:
            CommandError: There is no such delivery. The message suggests a similar id.
        """
        from attio._support.names import did_you_mean

        known = {message.id: (message, sent) for message, sent in self.all()}
        if delivery_id not in known:
            hint = did_you_mean(delivery_id, known)
            raise CommandError(f"there is no delivery {brief(delivery_id)}{hint}; see deliveries list")
        return known[delivery_id]

    def _lines(self) -> list[str]:
        try:
            return self.path.read_text("utf-8").splitlines()
        except FileNotFoundError:
            return []


def signing_secret() -> str | None:
    """Return the secret from the environment, which the server of the user checks; None if it is not set."""
    return os.environ.get(SECRET) or None


def require_signing_secret() -> str:
    """Return the secret from the environment.

    Raises:
        CommandError: The environment variable is not set.
    """
    secret = signing_secret()
    if secret is None:
        raise CommandError(f"there is no secret to sign with: {SET_SECRET}")
    return secret


def _mapping(value: object) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", value) if isinstance(value, dict) else {}
