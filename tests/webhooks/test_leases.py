"""Events that a dead process leaves in the store, and processes that take them over."""

from __future__ import annotations

import threading
import time
from typing import Any

import anyio
import pytest

from attio.models import RecordCreatedEvent, RecordUpdatedEvent
from attio.webhooks import Delivery, DeliveryStore, MemoryStore, service
from tests.waiting import wait_until
from tests.webhooks.sides import LOOPS, SECRET, WAIT, Make, Side, claim_and_die, nothing, request, unwanted, updates


def test_events_of_a_dead_process_are_taken_over_after_their_lease(
    side: Side, make: Make, store: DeliveryStore
) -> None:
    delivery = Delivery.build(RecordCreatedEvent)
    claim_and_die(make, store, delivery, lease=0.05)
    seen: list[Any] = []
    hooks = make(store=store)
    hooks.on(RecordCreatedEvent)(seen.append)
    time.sleep(0.06)
    side.call(hooks, "resume")  # starting the receiver resumes as well
    wait_until(lambda: seen)
    assert hooks.drain(10)
    assert side.deliver(hooks, delivery) == [200]
    assert side.call(hooks, "resume") == 0
    assert seen == [delivery.event]


def test_events_that_another_process_holds_are_left_to_it(side: Side, make: Make, store: DeliveryStore) -> None:
    delivery = Delivery.build(RecordCreatedEvent)
    claim_and_die(make, store, delivery)
    hooks = make(store=store)
    hooks.on(RecordCreatedEvent)(unwanted)
    assert side.deliver(hooks, delivery) == [200]
    assert side.call(hooks, "resume") == 0
    assert hooks.failed() == []


def test_an_event_whose_process_died_before_it_was_queued_is_queued_after_the_lease(
    side: Side, make: Make, store: DeliveryStore
) -> None:
    delivery = Delivery.build(RecordCreatedEvent)
    claim_and_die(make, store, delivery, lease=0.3)
    queue: list[str] = []
    hooks = make(enqueue=queue.append, store=store)
    [held] = side.send(hooks, (delivery.body, delivery.headers(SECRET)))
    assert (held.status, held.headers["Retry-After"]) == (503, "30")
    assert queue == []
    time.sleep(0.31)
    assert side.deliver(hooks, delivery, delivery) == [200, 200]
    assert len(queue) == 1


def test_an_event_that_a_queue_has_is_not_taken_over(side: Side, make: Make, store: DeliveryStore) -> None:
    delivery = Delivery.build(RecordCreatedEvent)
    queue: list[str] = []
    side.deliver(make(enqueue=queue.append, store=store, lease=0.01), delivery)
    time.sleep(0.02)
    hooks = make(store=store)
    hooks.on(RecordCreatedEvent)(unwanted)
    assert side.call(hooks, "resume") == 0
    assert side.deliver(make(enqueue=queue.append, store=store), delivery) == [200]
    assert len(queue) == 1


def test_events_are_resumed_at_the_start_and_at_intervals(
    side: Side, make: Make, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(service, "RESUME_EVERY", 0.02)
    inner = MemoryStore()
    looks: list[int] = []

    class Store(MemoryStore):
        def expired(self, *, lease: float) -> list[tuple[str, str]]:
            looks.append(1)
            if len(looks) == 1:
                raise OSError("no disk")
            return inner.expired(lease=lease)

    seen: list[Any] = []
    hooks = make(store=Store())
    hooks.on(RecordCreatedEvent)(seen.append)
    delivery = Delivery.build(RecordCreatedEvent)
    claim_and_die(make, inner, delivery, lease=0.05)

    async def main() -> None:
        async with hooks:
            await anyio.to_thread.run_sync(wait_until, lambda: seen)

    if side.name == "sync":
        with hooks:
            wait_until(lambda: seen)
    else:
        side.run(main)
    assert seen == [delivery.event]
    assert "no disk" in caplog.text


def test_events_that_this_process_is_handling_are_not_resumed(side: Side, make: Make, store: DeliveryStore) -> None:
    go = threading.Event()
    seen: list[Any] = []
    hooks = make(store=store, lease=0.01)

    @hooks.on(RecordCreatedEvent)
    def slow(event: RecordCreatedEvent) -> None:
        seen.append(event)
        go.wait(10)

    delivery = Delivery.build(RecordCreatedEvent)
    side.call(hooks, "handle", delivery.body, delivery.headers("a-planted-webhook-secret"))
    time.sleep(0.05)
    assert side.call(hooks, "resume") == 0
    go.set()
    assert hooks.drain(10)
    assert len(seen) == 1


def test_of_several_handlers_only_those_that_were_not_done_run_again(
    side: Side, make: Make, store: DeliveryStore
) -> None:
    seen: list[str] = []
    hooks = make(store=store, inline=True)

    @hooks.on(RecordCreatedEvent)
    def first(event: RecordCreatedEvent) -> None:
        seen.append("first")

    @hooks.on(RecordCreatedEvent)
    def second(event: RecordCreatedEvent) -> None:
        seen.append("second")
        if seen.count("second") == 1:
            raise ValueError

    hooks.on(RecordCreatedEvent)(nothing)
    hooks.on(RecordCreatedEvent)(nothing)
    delivery = Delivery.build(RecordCreatedEvent)
    assert side.deliver(hooks, delivery, delivery) == [500, 200]
    assert seen == ["first", "second", "second"]


def test_a_store_that_fails_later_loses_nothing(side: Side, make: Make, caplog: pytest.LogCaptureFixture) -> None:
    class Forgetful(MemoryStore):
        def done(self, key: str) -> None:
            raise OSError("no disk")

    store = Forgetful()
    hooks = make(store=store, lease=0.01)
    hooks.otherwise(nothing)
    hooks.on(RecordUpdatedEvent, coalesce=0.01)(nothing)
    side.deliver(hooks, *updates("a", 1))
    side.send(hooks, request({}))
    assert "no disk" in caplog.text
    time.sleep(0.02)
    assert len(store.expired(lease=1)) == 2


@pytest.mark.parametrize("side", LOOPS, ids=repr)
def test_a_loop_that_ends_leaves_its_events_in_the_store(side: Side, make: Make) -> None:
    store = MemoryStore()
    seen: list[str] = []
    hooks = make(store=store, lease=0.05)
    sleeps = [60.0]

    @hooks.on(RecordUpdatedEvent)
    async def slow(event: RecordUpdatedEvent) -> None:
        await anyio.sleep(sleeps[0])
        seen.append(event.id.attribute_id)

    hooks.on(RecordUpdatedEvent, coalesce=60)(nothing)

    async def main() -> None:
        for delivery in updates("a", 2):
            await hooks.handle_async(delivery.body, delivery.headers("a-planted-webhook-secret"))
        await anyio.sleep(0.02)

    side.run(main)
    sleeps[0] = 0
    time.sleep(0.06)

    async def again() -> None:
        assert await hooks.resume_async() == 2
        while len(seen) < 2:
            await anyio.sleep(0.01)
        await hooks.close_async()

    side.run(again)
    assert seen == ["0", "1"]


@pytest.mark.parametrize("side", LOOPS, ids=repr)
def test_a_loop_that_begins_beside_another_leaves_its_events_alone(side: Side, make: Make) -> None:
    seen: list[str] = []
    hooks = make()

    @hooks.on(RecordUpdatedEvent)
    async def slow(event: RecordUpdatedEvent) -> None:
        while event.id.record_id == "first" and not seen:
            await anyio.sleep(0.005)
        await anyio.sleep(0.02)
        seen.append(event.id.record_id)

    async def deliver(subject: str) -> None:
        (one,) = updates(subject, 1)
        assert (await hooks.handle_async(one.body, one.headers(SECRET))).status == 200

    async def second() -> None:
        await deliver("second")
        assert await hooks.drain_async(WAIT)
        assert seen == ["second", "first"]

    async def main() -> None:
        await deliver("first")
        await anyio.to_thread.run_sync(side.run, second)

    side.run(main)
    assert seen == ["second", "first"]
