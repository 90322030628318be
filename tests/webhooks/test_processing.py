"""Processing of events: order, concurrency, retries and giving up."""

from __future__ import annotations

import itertools
import json
import threading
import time
from collections.abc import Iterator
from typing import Any

import anyio
import pytest

from attio.errors import InvalidRequestError
from attio.models import RecordCreatedEvent, RecordUpdatedEvent
from attio.webhooks import Delivery, DeliveryStore, service
from attio.webhooks.runners import ThreadRunner
from tests.webhooks.sides import LOOPS, WAIT, Errors, Make, Side, failing, nothing, request, updates


def test_events_of_one_record_run_in_order_and_never_at_once(side: Side, make: Make) -> None:
    seen: list[str] = []
    running: list[str] = []
    hooks = make(workers=8)

    @hooks.on(RecordUpdatedEvent)
    def slow(event: RecordUpdatedEvent) -> None:
        assert event.id.record_id not in running
        running.append(event.id.record_id)
        time.sleep(0.005)
        running.remove(event.id.record_id)
        seen.append(f"{event.id.record_id}{event.id.attribute_id}")

    pairs = zip(updates("a", 8), updates("b", 8), strict=True)
    side.deliver(hooks, *[delivery for pair in pairs for delivery in pair])
    for name in "ab":
        assert [entry for entry in seen if entry[0] == name] == [f"{name}{index}" for index in range(8)]


@pytest.mark.parametrize("side", LOOPS, ids=repr)
def test_async_handlers_of_one_record_run_in_order(side: Side, make: Make) -> None:
    seen: list[str] = []
    hooks = make()

    @hooks.on(RecordUpdatedEvent)
    async def slow(event: RecordUpdatedEvent) -> None:
        await anyio.sleep(0.002 * (5 - int(event.id.attribute_id)))
        seen.append(event.id.attribute_id)

    side.deliver(hooks, *updates("a", 5))
    assert seen == ["0", "1", "2", "3", "4"]


def test_different_records_run_at_once(make: Make) -> None:
    both = threading.Barrier(2, timeout=10)
    hooks = make(workers=2)

    @hooks.on(RecordCreatedEvent)
    def meet(event: RecordCreatedEvent) -> None:
        both.wait()

    Side("sync").deliver(hooks, *[Delivery.build(RecordCreatedEvent) for _ in range(2)])
    assert hooks.failed() == []


@pytest.mark.parametrize("side", LOOPS, ids=repr)
def test_plain_handlers_beside_async_ones_do_not_block_the_loop(side: Side, make: Make) -> None:
    go = threading.Event()
    hooks = make()

    @hooks.on(RecordCreatedEvent)
    def plain(event: RecordCreatedEvent) -> None:
        assert go.wait(10)

    @hooks.on(RecordUpdatedEvent)
    async def quick(event: RecordUpdatedEvent) -> None:
        go.set()

    side.deliver(hooks, Delivery.build(RecordCreatedEvent), Delivery.build(RecordUpdatedEvent))
    assert hooks.failed() == []


def test_the_response_does_not_wait_for_handlers(side: Side, make: Make) -> None:
    go = threading.Event()
    hooks = make()

    @hooks.otherwise
    def slow(event: object) -> None:
        go.wait(10)

    body, headers = request({})
    assert side.call(hooks, "handle", body, headers).status == 200
    assert not side.call(hooks, "drain", 0.01)
    go.set()
    assert hooks.drain(10)


def test_a_handler_is_retried_after_backoff_then_given_up(side: Side, make: Make, store: DeliveryStore) -> None:
    at: list[tuple[int, float]] = []
    errors = Errors()
    hooks = make(store=store, attempts=4, backoff=(0.02, 0.05), on_error=errors)

    @hooks.on(RecordCreatedEvent)
    def fails(event: RecordCreatedEvent, delivery: Delivery[RecordCreatedEvent]) -> None:
        at.append((delivery.attempt, time.monotonic()))
        raise ValueError("no use")

    delivery = Delivery.build(RecordCreatedEvent)
    assert side.deliver(hooks, delivery, delivery) == [200, 200]
    assert [attempt for attempt, _ in at] == [1, 2, 3, 4]
    pauses = [after - before for (_, before), (_, after) in itertools.pairwise(at)]
    assert all(pause >= least for pause, least in zip(pauses, (0.02, 0.05, 0.05), strict=True))
    assert [str(error) for error in errors] == ["no use"]
    ((key, message, reason),) = side.call(hooks, "failed")
    assert key == delivery.key
    assert json.loads(message)["event"] == delivery.raw
    assert reason.endswith("fails: ValueError: no use")


def test_a_waiting_retry_does_not_block_later_events(side: Side, make: Make) -> None:
    seen: list[str] = []
    hooks = make(backoff=(0.1,))

    @hooks.on(RecordUpdatedEvent)
    def fails_first(event: RecordUpdatedEvent, delivery: Delivery[RecordUpdatedEvent]) -> None:
        if event.id.attribute_id == "0" and delivery.attempt == 1:
            raise ValueError
        seen.append(event.id.attribute_id)

    side.deliver(hooks, *updates("a", 3))
    assert seen == ["1", "2", "0"]


def test_without_backoff_a_handler_is_retried_at_once(side: Side, make: Make) -> None:
    seen: list[int] = []
    hooks = make(backoff=(), attempts=3)

    @hooks.otherwise
    def fails(event: object, delivery: Delivery[Any]) -> None:
        seen.append(delivery.attempt)
        raise ValueError

    side.send(hooks, request({}))
    assert seen == [1, 2, 3]


def test_failed_events_can_be_retried(side: Side, make: Make, store: DeliveryStore) -> None:
    broken = [True]
    hooks = make(store=store, attempts=1)

    @hooks.otherwise
    def fails(event: object) -> None:
        if broken:
            raise ValueError

    side.send(hooks, request({}))
    ((key, _, _),) = side.call(hooks, "failed")
    broken.clear()
    side.call(hooks, "retry", key)
    assert hooks.drain(10)
    assert side.call(hooks, "failed") == []
    with pytest.raises(InvalidRequestError, match="no failed event with the key 'x'"):
        side.call(hooks, "retry", "x")


def test_an_on_error_that_fails_is_logged(side: Side, make: Make, caplog: pytest.LogCaptureFixture) -> None:
    def on_error(error: Exception, delivery: Delivery[Any]) -> None:
        raise OSError("no pager")

    hooks = make(attempts=1, on_error=on_error)
    hooks.otherwise(failing)
    side.send(hooks, request({}))
    assert "no pager" in caplog.text


@pytest.mark.parametrize("side", LOOPS, ids=repr)
def test_on_error_may_be_async(side: Side, make: Make) -> None:
    errors: list[Exception] = []

    async def on_error(error: Exception, delivery: Delivery[Any]) -> None:
        errors.append(error)

    hooks = make(attempts=1, on_error=on_error)
    hooks.otherwise(failing)
    side.send(hooks, request({}))
    assert len(errors) == 1


def test_an_awaitable_that_is_not_a_coroutine_is_rejected(make: Make) -> None:
    class Later:
        def __await__(self) -> Iterator[None]:
            yield

    @(hooks := make(inline=True)).otherwise
    def later(event: object) -> object:
        return Later()

    assert hooks.handle(*request({})).status == 500


def test_the_first_deliveries_of_several_threads_share_one_runner(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    runners: list[object] = []

    class SlowRunner(ThreadRunner):
        def __init__(self, workers: int) -> None:
            runners.append(self)
            time.sleep(0.05)
            super().__init__(workers)

    monkeypatch.setattr(service, "ThreadRunner", SlowRunner)
    hooks = make()
    hooks.otherwise(nothing)
    requests = [request({}, key=str(number)) for number in range(4)]
    threads = [threading.Thread(target=hooks.handle, args=sent) for sent in requests]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAIT)
    assert len(runners) == 1
