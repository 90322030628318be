"""Delivers to a receiver with `handle`, and with `handle_async` on asyncio and on trio."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import anyio
import pytest

from attio.models import RecordUpdatedEvent
from attio.webhooks import Delivery, DeliveryStore, Receiver, WebhookResponse, sign

SECRET = "a-planted-webhook-secret"
WAIT = 10.0


class Side:
    """A way to call a receiver: sync, or async on an event loop."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name

    def call(self, hooks: Any, method: str, /, *arguments: Any, **named: Any) -> Any:
        """Call a method or its async twin."""
        if self.name == "sync":
            return getattr(hooks, method)(*arguments, **named)

        async def main() -> Any:
            return await getattr(hooks, f"{method}_async")(*arguments, **named)

        return anyio.run(main, backend=self.name)

    def deliver(self, hooks: Receiver, *deliveries: Delivery[Any], secret: str = SECRET) -> list[int]:
        """Deliver, wait until all handlers are done, and return the statuses."""
        return [
            delivery.status
            for delivery in self.send(hooks, *[(delivery.body, delivery.headers(secret)) for delivery in deliveries])
        ]

    def send(self, hooks: Receiver, *requests: tuple[bytes, Any]) -> list[WebhookResponse]:
        """Send requests, wait until all handlers are done, and return the responses."""
        if self.name == "sync":
            responses = [hooks.handle(body, headers) for body, headers in requests]
            assert hooks.drain(WAIT)
            return responses

        async def main() -> list[WebhookResponse]:
            responses = [await hooks.handle_async(body, headers) for body, headers in requests]
            assert await hooks.drain_async(WAIT)
            return responses

        return anyio.run(main, backend=self.name)

    def run(self, work: Callable[[], Awaitable[None]]) -> None:
        """Run a coroutine on the event loop of this side."""
        anyio.run(work, backend=self.name)


SIDES = [Side("sync"), Side("asyncio"), Side("trio")]
LOOPS = SIDES[1:]


def request(*events: object, webhook_id: str = "w", key: str | None = "k", secret: str = SECRET) -> tuple[bytes, Any]:
    """Return a signed request."""
    body = json.dumps({"webhook_id": webhook_id, "events": events}).encode()
    headers = {"Attio-Signature": sign(body, secret)}
    return body, {**headers, "Idempotency-Key": key} if key is not None else headers


class Errors(list[Exception]):
    """Collects the errors that `on_error` receives."""

    def __call__(self, error: Exception, delivery: Delivery[Any]) -> None:
        self.append(error)


def nothing(event: object) -> None:
    """A handler that does nothing."""


def failing(event: object) -> None:
    """A handler that fails."""
    raise ValueError("a handler failed")


def unwanted(event: object) -> None:
    """A handler that must not be called."""
    pytest.fail(f"called with {event}")


Make = Callable[..., Receiver]


class DiedError(BaseException):
    """Simulates the end of a process, which a receiver cannot handle."""


def claim_and_die(make: Make, store: DeliveryStore, delivery: Delivery[Any], lease: float = 900) -> None:
    """Deliver to a process that dies right after it claimed the event."""

    def dies(message: str) -> None:
        raise DiedError

    dead = make(enqueue=dies, store=store, lease=lease)
    with pytest.raises(DiedError):
        dead.handle(delivery.body, delivery.headers(SECRET))


def updates(subject: str, count: int) -> Iterator[Delivery[Any]]:
    """Yield updates of one record, numbered by their attribute."""
    for index in range(count):
        ids: dict[str, Any] = {"object_id": "o", "record_id": subject, "attribute_id": str(index)}
        yield Delivery.build(RecordUpdatedEvent, workspace_id="w", **ids)
