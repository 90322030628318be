"""Queues that receive messages, and workers that process them."""

from __future__ import annotations

import json
import time
from typing import Any

import anyio
import pytest

from attio.errors import InvalidRequestError
from attio.models import RecordCreatedEvent
from attio.webhooks import Delivery, DeliveryStore, MemoryStore
from tests.webhooks.sides import LOOPS, DiedError, Errors, Make, Side, failing, nothing, request


def test_a_queue_gets_messages_and_a_worker_runs_them(side: Side, make: Make, store: DeliveryStore) -> None:
    queue: list[str] = []
    seen: list[Any] = []
    hooks = make(enqueue=queue.append, store=store)
    hooks.on(RecordCreatedEvent)(seen.append)
    delivery = Delivery.build(RecordCreatedEvent)
    assert side.deliver(hooks, delivery, delivery) == [200, 200]
    assert (len(queue), seen) == (1, [])
    side.call(hooks, "run", queue[0])
    assert seen == [delivery.event]
    assert side.call(hooks, "resume") == 0


def test_a_worker_raises_the_exception_of_the_handler(side: Side, make: Make) -> None:
    queue: list[str] = []
    seen: list[Any] = []
    errors = Errors()
    hooks = make(enqueue=queue.append, on_error=errors)
    hooks.on(RecordCreatedEvent)(seen.append)
    hooks.on(RecordCreatedEvent)(failing)
    side.deliver(hooks, Delivery.build(RecordCreatedEvent))
    for _ in range(2):
        with pytest.raises(ValueError, match="a handler failed"):
            side.call(hooks, "run", queue[0])
    assert len(seen) == 1  # the other event was not repeated
    assert len(errors) == 2


@pytest.mark.parametrize("message", ["", "{}", "[]", '{"version": 2}', "[" * 100_000])
def test_invalid_messages_are_rejected(side: Side, make: Make, message: str) -> None:
    with pytest.raises(InvalidRequestError, match="not a message of a Receiver"):
        side.call(make(), "run", message)


def test_a_queue_that_fails_is_a_503(side: Side, make: Make) -> None:
    queue: list[str] = []

    def enqueue(message: str) -> None:
        queue.append(message)
        if len(queue) == 1:
            raise OSError("no queue")

    delivery = request({})
    responses = side.send(make(enqueue=enqueue), delivery, delivery)
    assert [response.status for response in responses] == [503, 200]
    assert len(queue) == 2


def test_an_event_that_can_neither_be_queued_nor_released_is_not_lost(side: Side, make: Make) -> None:
    queue: list[str] = []

    class Forgetful(MemoryStore):
        def release(self, key: str) -> None:
            raise OSError("no store")

    def enqueue(message: str) -> None:
        queue.append(message)
        if len(queue) == 1:
            raise OSError("no queue")

    hooks = make(enqueue=enqueue, store=Forgetful(), lease=0.3)
    delivery = request({})
    assert [response.status for response in side.send(hooks, delivery, delivery)] == [503, 503]
    time.sleep(0.31)
    assert [response.status for response in side.send(hooks, delivery)] == [200]
    assert len(queue) == 2


def test_a_delivery_of_which_one_event_is_held_queues_the_others(side: Side, make: Make, store: DeliveryStore) -> None:
    queue: list[str] = []

    def dies(message: str) -> None:
        if queue:
            raise DiedError
        queue.append(message)

    delivery = request({"event_type": "a"}, {"event_type": "b"}, {"event_type": "c"})
    with pytest.raises(DiedError):
        make(enqueue=dies, store=store).handle(*delivery)
    assert [response.status for response in side.send(make(enqueue=queue.append, store=store), delivery)] == [503]
    assert [json.loads(message)["event"]["event_type"] for message in queue] == ["a", "c"]


def test_an_event_that_was_queued_is_a_200_though_the_store_fails(
    side: Side, make: Make, caplog: pytest.LogCaptureFixture
) -> None:
    class Forgetful(MemoryStore):
        def done(self, key: str) -> None:
            raise OSError("no disk")

    queue: list[str] = []
    hooks = make(enqueue=queue.append, store=Forgetful())
    assert [response.status for response in side.send(hooks, request({}))] == [200]
    assert len(queue) == 1
    assert "no disk" in caplog.text


@pytest.mark.parametrize("side", LOOPS, ids=repr)
def test_a_queue_and_a_store_may_be_async(side: Side, make: Make) -> None:
    inner, queue = MemoryStore(), list[str]()

    class AsyncStore:
        def __getattr__(self, name: str) -> Any:
            if name.startswith("_") or name == "blocks":
                raise AttributeError(name)

            async def method(*arguments: Any, **named: Any) -> Any:
                await anyio.lowlevel.checkpoint()
                return getattr(inner, name)(*arguments, **named)

            return method

    async def enqueue(message: str) -> None:
        queue.append(message)

    hooks = make(enqueue=enqueue, store=AsyncStore())
    hooks.otherwise(nothing)
    delivery = request({})
    assert [response.status for response in side.send(hooks, delivery, delivery)] == [200, 200]
    side.call(hooks, "run", queue[0])
    with pytest.raises(InvalidRequestError, match="is async"):
        hooks.handle(*delivery)
    with pytest.raises(InvalidRequestError, match="AsyncStore is async"):
        make(store=AsyncStore()).handle(*delivery)


@pytest.mark.parametrize("mode", [{"enqueue": True}, {"inline": True}, {}])
def test_an_event_that_could_not_be_recorded_is_accepted_the_next_time(
    side: Side, make: Make, mode: dict[str, Any]
) -> None:
    recorded: list[str] = []

    def record(message: str) -> None:
        recorded.append(message)
        if len(recorded) == 1:
            raise OSError("no disk")

    taken: list[object] = []
    options = {"enqueue": taken.append} if mode.get("enqueue") else mode
    hooks = make(record=record, **options)
    hooks.otherwise(taken.append)
    delivery = request({})
    assert [response.status for response in side.send(hooks, delivery, delivery)] == [503, 200]
    assert (len(recorded), len(taken)) == (2, 1)


@pytest.mark.parametrize("mode", ["enqueue", "inline"])
def test_an_event_that_cannot_be_tried_again_stays_given_up(
    side: Side, make: Make, store: DeliveryStore, mode: str
) -> None:
    first = make(store=store, attempts=1, on_error=Errors())
    first.otherwise(failing)
    side.send(first, request({}))
    given_up = side.call(first, "failed")
    [(key, _, reason)] = given_up
    assert reason.endswith("ValueError: a handler failed")

    def enqueue(message: str) -> None:
        raise OSError("no queue")

    second = make(store=store, enqueue=enqueue) if mode == "enqueue" else make(store=store, inline=True)
    second.otherwise(failing)
    if mode == "enqueue":
        with pytest.raises(OSError, match="no queue"):
            side.call(second, "retry", key)
    else:
        side.call(second, "retry", key)
    assert side.call(second, "failed") == given_up
