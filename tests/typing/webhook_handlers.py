"""Handlers of webhooks: valid ones, and wrong ones that both checkers must report."""

from __future__ import annotations

from typing_extensions import assert_type

from attio import models
from attio.models import RecordCreatedEvent, RecordUpdatedEvent, TaskCreatedEvent, WebhookEvent
from attio.webhooks import Delivery, Receiver, me, not_me

hooks = Receiver("secret")


@hooks.on(RecordUpdatedEvent, where=lambda event: event.id.attribute_id == "a", actor=not_me)
def event_alone(event: RecordUpdatedEvent) -> None:
    assert_type(event.id.attribute_id, str)


@hooks.on(RecordUpdatedEvent, actor=me, coalesce=2)
def event_and_delivery(event: RecordUpdatedEvent, delivery: Delivery[RecordUpdatedEvent]) -> None:
    assert_type(delivery.event, RecordUpdatedEvent)
    assert_type(delivery.events, tuple[RecordUpdatedEvent, ...])
    assert_type(delivery.fetch(), models.Record | None)
    assert_type(delivery.attributes(), frozenset[str])


@hooks.on(TaskCreatedEvent)
async def task(event: TaskCreatedEvent, delivery: Delivery[TaskCreatedEvent]) -> None:
    assert_type(await delivery.fetch_async(), models.Task | None)


@hooks.on(RecordCreatedEvent, RecordUpdatedEvent, where=lambda event: event.id.record_id)
def two(
    event: RecordCreatedEvent | RecordUpdatedEvent, delivery: Delivery[RecordCreatedEvent | RecordUpdatedEvent]
) -> None:
    assert_type(delivery.fetch(), models.Record | None)


@hooks.on(RecordCreatedEvent, RecordUpdatedEvent, TaskCreatedEvent)
def three(event: WebhookEvent) -> None: ...


@hooks.otherwise
def rest(event: WebhookEvent, delivery: Delivery[WebhookEvent]) -> None: ...


@hooks.on(RecordUpdatedEvent)  # type: ignore[arg-type]
def of_another_event(event: TaskCreatedEvent) -> None: ...


hooks.on(RecordUpdatedEvent, where=lambda event: event.id.atribute_id)  # type: ignore[attr-defined]
hooks.on(RecordUpdatedEvent, objekt="companies")  # type: ignore[call-overload]
assert_type(Delivery.build(TaskCreatedEvent), Delivery[TaskCreatedEvent])
