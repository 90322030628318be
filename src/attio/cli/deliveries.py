"""Deliveries on this machine: the last ones that `listen` received, and how they are sent again."""

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
SET_SECRET = f"set the environment variable {SECRET} to the one that your server checks"
KEPT = 1_000
"""How many deliveries are kept."""


class Message:
    """One event that was delivered, as `Receiver(record=...)` writes it."""

    def __init__(self, text: str) -> None:
        """Parse a message.

        Args:
            text: One line of a recording.

        Raises:
            InvalidRequestError: It is something else.
        """
        from attio.webhooks.engine import ticket_of

        found = ticket_of(text)
        self.text = text
        self.key: str = found.key
        self.webhook_id: str = found.webhook_id
        self.received_at: dt.datetime = found.received_at
        self.raw: Mapping[str, Any] = found.raw

    @property
    def id(self) -> str:
        """A short name for it."""
        return hashlib.sha256(self.key.encode()).hexdigest()[:8]

    @property
    def event_type(self) -> str:
        """Type of the event."""
        return str(_mapping(self.raw).get("event_type"))

    def to_row(self, sent: Mapping[str, object] | None) -> dict[str, object]:
        """Return the fields to show.

        Args:
            sent: The outcome of forwarding it; None if it was not forwarded.
        """
        row = {"id": self.id, "received_at": self.received_at.isoformat(), "event_type": self.event_type}
        return {**row, **(sent or {}), "event": self.raw}

    def to_line(self) -> str:
        """Return one line for a person: when, which, what, and the ids."""
        ids = {**_mapping(_mapping(self.raw).get("id")), "workspace_id": None}
        shown = " ".join(f"{name}={value}" for name, value in ids.items() if value is not None)
        return f"{self.received_at.astimezone():%H:%M:%S}  {self.id}  {self.event_type}  {shown}"

    def send(self, target: Target, secret: str) -> Sent:
        """Deliver it to a server, signed with a secret."""
        made = self.delivery()
        return target.send(made.body, made.headers(secret))

    def delivery(self) -> Delivery[Any]:
        """Make the delivery of this event alone."""
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
    """The last deliveries, in a file that only its owner can read. It holds ids, and no secret."""

    def __init__(self) -> None:
        """Name the file; it is made when a delivery is kept."""
        self.path: Path = profiles.home() / "deliveries.jsonl"

    def add(self, message: Message, sent: Mapping[str, object] | None) -> None:
        """Keep a delivery, and the outcome of forwarding it; None if it was not forwarded."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        line = json.dumps({"message": message.text, "sent": sent})
        with os.fdopen(os.open(self.path, os.O_APPEND | os.O_CREAT | os.O_WRONLY, 0o600), "a") as file:
            file.write(f"{line}\n")

    def trim(self) -> None:
        """Forget all deliveries but the last."""
        lines = self._lines()
        if len(lines) > KEPT:
            profiles.write_whole(self.path, "\n".join(lines[-KEPT:]))

    def all(self) -> Iterator[tuple[Message, Mapping[str, object] | None]]:
        """Yield the deliveries, oldest first; a line that a crash has cut is left out."""
        for line in self._lines()[-KEPT:]:
            with suppress(ValueError, TypeError, KeyError):
                kept: Any = json.loads(line)
                yield Message(kept["message"]), kept["sent"]

    def get(self, name: str) -> tuple[Message, Mapping[str, object] | None]:
        """Return the last delivery with this id.

        Raises:
            CommandError: There is none; names the nearest.
        """
        from attio._support.names import did_you_mean

        found = {message.id: (message, sent) for message, sent in self.all()}
        if name not in found:
            raise CommandError(f"there is no delivery {brief(name)}{did_you_mean(name, found)}; see deliveries list")
        return found[name]

    def _lines(self) -> list[str]:
        try:
            return self.path.read_text("utf-8").splitlines()
        except FileNotFoundError:
            return []


def own_secret() -> str | None:
    """The secret that the user's server checks; None if it is not set."""
    return os.environ.get(SECRET) or None


def secret_to_sign_with() -> str:
    """The secret that the user's server checks.

    Raises:
        CommandError: It is not set.
    """
    secret = own_secret()
    if secret is None:
        raise CommandError(f"there is no secret to sign with: {SET_SECRET}")
    return secret


def _mapping(value: object) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", value) if isinstance(value, dict) else {}
