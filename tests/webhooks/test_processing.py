"""Claim, run, done: order, retries, windows, queues, what is left by dead processes, and how it ends."""

from __future__ import annotations

import itertools
import json
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest

from attio import models
from attio.errors import InvalidRequestError
from attio.models import RecordCreatedEvent, RecordUpdatedEvent
from attio.webhooks import Delivery, DeliveryStore, MemoryStore, Receiver, service
from tests.webhooks.sides import LOOPS, SECRET, WAIT, Errors, Side, failing, nothing, request, unwanted

Make = Callable[..., Receiver]


def updates(subject: str, count: int) -> Iterator[Delivery[Any]]:
    """Updates of one record, numbered by their attribute."""
    for index in range(count):
        ids: dict[str, Any] = {"object_id": "o", "record_id": subject, "attribute_id": str(index)}
        yield Delivery.build(RecordUpdatedEvent, workspace_id="w", **ids)


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
    side.deliver(hooks, *[one for pair in pairs for one in pair])
    for name in "ab":
        assert [one for one in seen if one[0] == name] == [f"{name}{index}" for index in range(8)]


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


def test_a_handler_is_tried_again_after_backoff_then_given_up(side: Side, make: Make, store: DeliveryStore) -> None:
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


def test_a_retry_waits_outside_the_line(side: Side, make: Make) -> None:
    seen: list[str] = []
    hooks = make(backoff=(0.1,))

    @hooks.on(RecordUpdatedEvent)
    def fails_first(event: RecordUpdatedEvent, delivery: Delivery[RecordUpdatedEvent]) -> None:
        if event.id.attribute_id == "0" and delivery.attempt == 1:
            raise ValueError
        seen.append(event.id.attribute_id)

    side.deliver(hooks, *updates("a", 3))
    assert seen == ["1", "2", "0"]


def test_without_backoff_it_is_tried_again_at_once(side: Side, make: Make) -> None:
    seen: list[int] = []
    hooks = make(backoff=(), attempts=3)

    @hooks.otherwise
    def fails(event: object, delivery: Delivery[Any]) -> None:
        seen.append(delivery.attempt)
        raise ValueError

    side.send(hooks, request({}))
    assert seen == [1, 2, 3]


def test_what_was_given_up_can_be_retried(side: Side, make: Make, store: DeliveryStore) -> None:
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
    with pytest.raises(InvalidRequestError, match="no event with the key 'x'"):
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


# Windows


def test_a_window_gathers_the_events_of_a_record(side: Side, make: Make, store: DeliveryStore) -> None:
    calls: list[tuple[str, list[str], int]] = []
    hooks = make(store=store, backoff=(0,))

    @hooks.on(RecordUpdatedEvent, coalesce=0.15)
    def gathered(event: RecordUpdatedEvent, delivery: Delivery[RecordUpdatedEvent]) -> None:
        assert delivery.event is event
        calls.append((event.id.record_id, [one.id.attribute_id for one in delivery.events], delivery.attempt))
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
    assert [key for key, _, _ in hooks.failed()] == [one.key for one in deliveries]


def test_closing_ends_windows_at_once(side: Side, make: Make) -> None:
    seen: list[Any] = []
    hooks = make()
    hooks.on(RecordUpdatedEvent, coalesce=60)(seen.append)

    async def main() -> None:
        async with hooks:
            for one in updates("a", 2):
                assert (await hooks.handle_async(one.body, one.headers("a-planted-webhook-secret"))).status == 200
            await anyio.sleep(0.1)

    if side.name == "sync":
        with hooks:
            for one in updates("a", 2):
                hooks.handle(one.body, one.headers("a-planted-webhook-secret"))
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


# Queues


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


def test_a_worker_raises_what_a_handler_raised(side: Side, make: Make) -> None:
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
    assert len(seen) == 1  # and its neighbor was not repeated
    assert len(errors) == 2


@pytest.mark.parametrize("message", ["", "{}", "[]", '{"version": 2}', "[" * 100_000])
def test_what_is_no_message_is_refused(side: Side, make: Make, message: str) -> None:
    with pytest.raises(InvalidRequestError, match="no message of a Receiver"):
        side.call(make(), "run", message)


def test_a_queue_that_is_away_is_503_and_takes_it_the_next_time(side: Side, make: Make) -> None:
    queue: list[str] = []

    def enqueue(message: str) -> None:
        queue.append(message)
        if len(queue) == 1:
            raise OSError("no queue")

    delivery = request({})
    answers = side.send(make(enqueue=enqueue), delivery, delivery)
    assert [one.status for one in answers] == [503, 200]
    assert len(queue) == 2


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
    assert [one.status for one in side.send(hooks, delivery, delivery)] == [200, 200]
    side.call(hooks, "run", queue[0])
    with pytest.raises(InvalidRequestError, match="is async"):
        hooks.handle(*delivery)
    with pytest.raises(InvalidRequestError, match="AsyncStore is async"):
        make(store=AsyncStore()).handle(*delivery)


# What dead processes left


def test_what_a_dead_process_held_is_taken_over_when_its_lease_is_over(
    side: Side, make: Make, store: DeliveryStore
) -> None:
    queue: list[str] = []
    dead = make(enqueue=queue.append, store=store, lease=0.05)
    delivery = Delivery.build(RecordCreatedEvent)
    Side("sync").deliver(dead, delivery)
    seen: list[Any] = []
    hooks = make(store=store)
    hooks.on(RecordCreatedEvent)(seen.append)
    time.sleep(0.06)
    side.call(hooks, "resume")  # and the start does so as well
    until = time.monotonic() + 10
    while not seen and time.monotonic() < until:
        time.sleep(0.01)
    assert hooks.drain(10)
    assert side.deliver(hooks, delivery) == [200]
    assert side.call(hooks, "resume") == 0
    assert seen == [delivery.event]


def test_what_another_process_holds_is_left_to_it(side: Side, make: Make, store: DeliveryStore) -> None:
    delivery = Delivery.build(RecordCreatedEvent)
    Side("sync").deliver(make(enqueue=str, store=store), delivery)
    hooks = make(store=store)
    hooks.on(RecordCreatedEvent)(unwanted)
    assert side.deliver(hooks, delivery) == [200]
    assert side.call(hooks, "resume") == 0
    assert hooks.failed() == []


def test_it_is_resumed_at_the_start_and_ever_again(
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
    dead = make(enqueue=str, store=inner, lease=0.05)
    Side("sync").deliver(dead, delivery)

    def wait() -> None:
        until = time.monotonic() + 10
        while not seen and time.monotonic() < until:
            time.sleep(0.01)

    async def main() -> None:
        async with hooks:
            await anyio.to_thread.run_sync(wait)

    if side.name == "sync":
        with hooks:
            wait()
    else:
        side.run(main)
    assert seen == [delivery.event]
    assert "no disk" in caplog.text


def test_what_this_process_is_doing_is_not_done_twice(side: Side, make: Make, store: DeliveryStore) -> None:
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
        for one in updates("a", 2):
            await hooks.handle_async(one.body, one.headers("a-planted-webhook-secret"))
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


# The end


def test_closing_waits_for_what_runs_and_not_for_retries(side: Side, make: Make) -> None:
    begun = threading.Event()
    seen: list[str] = []
    hooks = make(backoff=(60,))

    @hooks.on(RecordCreatedEvent)
    def slow(event: RecordCreatedEvent) -> None:
        begun.set()
        time.sleep(0.05)
        seen.append("done")

    hooks.on(RecordUpdatedEvent)(failing)
    for kind in (RecordUpdatedEvent, RecordCreatedEvent):
        delivery: Delivery[Any] = Delivery.build(kind)
        side.call(hooks, "handle", delivery.body, delivery.headers("a-planted-webhook-secret"))
    assert begun.wait(10)
    began = time.monotonic()
    side.call(hooks, "close")
    assert seen == ["done"]
    assert time.monotonic() - began < 5


def test_closing_gives_up_waiting(side: Side, make: Make) -> None:
    go = threading.Event()
    seen: list[Any] = []
    hooks = make(workers=1)

    @hooks.otherwise
    def slow(event: object) -> None:
        seen.append(event)
        go.wait(10)

    for key in "abc":
        body, headers = request({"id": {"task_id": "t"}} if key != "c" else {}, key=key)
        side.call(hooks, "handle", body, headers)
    side.call(hooks, "close", 0.05)
    go.set()
    time.sleep(0.05)
    assert len(seen) == 1  # the others stay in the store


def test_a_closed_receiver_can_be_opened_again(side: Side, make: Make) -> None:
    seen: list[Any] = []
    hooks = make()
    hooks.otherwise(seen.append)
    side.call(hooks, "close")

    async def main() -> None:
        async with hooks:
            assert (await hooks.handle_async(*request({}))).status == 200

    if side.name == "sync":
        with hooks:
            assert hooks.handle(*request({})).status == 200
    else:
        side.run(main)
    assert len(seen) == 1


# Recording


def test_what_is_recorded_can_be_replayed(side: Side, make: Make, tmp_path: Path) -> None:
    seen: list[Any] = []
    path = tmp_path / "deliveries.jsonl"
    hooks = make(record=path)
    hooks.on(RecordCreatedEvent)(seen.append)
    deliveries = [Delivery.build(RecordCreatedEvent) for _ in range(2)]
    side.deliver(hooks, *deliveries, deliveries[0])
    assert side.call(hooks, "replay", path) == 2
    lines = path.read_text().splitlines()
    assert side.call(hooks, "replay", ["", lines[0], "\n"]) == 1
    assert [one.id for one in seen] == [deliveries[index].event.id for index in (0, 1, 0, 1, 0)]
    with pytest.raises(InvalidRequestError, match="no message"):
        side.call(hooks, "replay", ["{}"])


def test_a_function_gets_what_is_recorded_and_replay_raises(side: Side, make: Make) -> None:
    lines: list[str] = []
    hooks = make(record=lines.append, attempts=1)
    hooks.otherwise(failing)
    hooks.on(RecordCreatedEvent)(unwanted)
    side.send(hooks, request({}))
    with pytest.raises(ValueError, match="a handler failed"):
        side.call(hooks, "replay", lines)


def test_replay_runs_every_handler_before_it_raises(side: Side, make: Make) -> None:
    seen: list[Any] = []
    hooks = make()
    hooks.on(RecordCreatedEvent)(failing)
    hooks.on(RecordCreatedEvent)(seen.append)
    one, other = (Delivery.build(RecordCreatedEvent) for _ in range(2))
    lines: list[str] = []
    side.deliver(make(record=lines.append), one, other)
    with pytest.raises(ValueError, match="a handler failed"):
        side.call(hooks, "replay", lines)
    assert [event.id for event in seen] == [one.event.id]


def test_a_window_that_closes_twice_and_a_timer_after_the_end() -> None:
    """Both may happen in a race between the clock and `close`."""
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


def test_an_awaitable_that_is_no_coroutine_is_refused(make: Make) -> None:
    class Later:
        def __await__(self) -> Iterator[None]:
            yield

    @(hooks := make(inline=True)).otherwise
    def later(event: object) -> object:
        return Later()

    assert hooks.handle(*request({})).status == 500


def test_a_condition_that_fails_once_and_then_does_not_match(side: Side, make: Make) -> None:
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
