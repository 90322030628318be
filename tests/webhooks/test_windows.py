"""Windows, which collect the events of a record."""

from __future__ import annotations

import time
from typing import Any

import anyio
import pytest

from attio import models
from attio.models import RecordCreatedEvent, RecordUpdatedEvent
from attio.webhooks import Delivery, DeliveryStore, Receiver
from tests.webhooks.sides import Make, Side, failing, request, unwanted, updates


def test_a_window_gathers_the_events_of_a_record(side: Side, make: Make, store: DeliveryStore) -> None:
    calls: list[tuple[str, list[str], int]] = []
    hooks = make(store=store, backoff=(0,))

    @hooks.on(RecordUpdatedEvent, coalesce=0.15)
    def gathered(event: RecordUpdatedEvent, delivery: Delivery[RecordUpdatedEvent]) -> None:
        assert delivery.event is event
        calls.append((event.id.record_id, [change.id.attribute_id for change in delivery.events], delivery.attempt))
        if delivery.attempt == 1 and event.id.record_id == "a":
            raise ValueError

    side.deliver(hooks, *updates("a", 3), *updates("b", 2))
    assert sorted(calls) == [("a", ["0", "1", "2"], 1), ("a", ["0", "1", "2"], 2), ("b", ["0", "1"], 1)]
    assert hooks.failed() == []


def test_the_events_of_a_window_are_given_up_together(side: Side, make: Make) -> None:
    hooks = make(attempts=1)
    hooks.on(RecordUpdatedEvent, coalesce=0.05)(failing)
    deliveries = list(updates("a", 2))
    side.deliver(hooks, *deliveries)
    assert [key for key, _, _ in hooks.failed()] == [delivery.key for delivery in deliveries]


def test_closing_ends_windows_at_once(side: Side, make: Make) -> None:
    seen: list[Any] = []
    hooks = make()
    hooks.on(RecordUpdatedEvent, coalesce=60)(seen.append)

    async def main() -> None:
        async with hooks:
            for delivery in updates("a", 2):
                assert (
                    await hooks.handle_async(delivery.body, delivery.headers("a-planted-webhook-secret"))
                ).status == 200
            await anyio.sleep(0.1)

    if side.name == "sync":
        with hooks:
            for delivery in updates("a", 2):
                hooks.handle(delivery.body, delivery.headers("a-planted-webhook-secret"))
            time.sleep(0.1)
    else:
        side.run(main)
    assert len(seen) == 1


def test_an_event_without_a_subject_has_a_window_of_its_own(side: Side, make: Make) -> None:
    seen: list[Any] = []
    hooks = make()
    hooks.on(models.UnknownEvent, coalesce=0.02)(seen.append)
    side.send(hooks, request({"event_type": "odd"}, {"event_type": "odd", "id": {"a": 5}}))
    assert len(seen) == 2


def test_ends_of_a_window_that_race_are_harmless() -> None:
    """The timer and `close` may both end a window."""
    from attio.webhooks.runners import LoopRunner, ThreadRunner

    hooks = Receiver("secret")
    hooks._engine._close_window(("no such window", None))
    threads = ThreadRunner(1)
    threads.stop()
    threads.later(0, lambda: pytest.fail("after the end"))
    threads.submit(None, lambda: pytest.fail("after the end"))

    async def main() -> None:
        loop = LoopRunner(1)
        loop.stop()
        loop.later(0, lambda: pytest.fail("after the end"))
        loop.submit(None, lambda: pytest.fail("after the end"))
        await anyio.sleep(0.01)

    anyio.run(main)


def test_a_condition_that_raises_is_evaluated_again(side: Side, make: Make) -> None:
    looks: list[int] = []

    def where(event: RecordCreatedEvent) -> bool:
        looks.append(1)
        if len(looks) == 1:
            raise ValueError
        return False

    hooks = make(backoff=(0,))
    hooks.on(RecordCreatedEvent, where=where)(unwanted)
    side.deliver(hooks, Delivery.build(RecordCreatedEvent))
    assert (len(looks), hooks.failed()) == (2, [])
