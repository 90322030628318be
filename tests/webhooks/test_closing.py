"""Closing and reopening a receiver; recording and replaying deliveries."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

import pytest

from attio.errors import InvalidRequestError
from attio.models import RecordCreatedEvent, RecordUpdatedEvent
from attio.webhooks import Delivery
from tests.webhooks.sides import Make, Side, failing, request, unwanted

# Closing


def test_closing_waits_for_running_handlers_and_not_for_retries(side: Side, make: Make) -> None:
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


def test_closing_waits_at_most_its_timeout(side: Side, make: Make) -> None:
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
    assert len(seen) == 1  # the other events stay in the store


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


def test_a_recording_can_be_replayed(side: Side, make: Make, tmp_path: Path) -> None:
    seen: list[Any] = []
    path = tmp_path / "deliveries.jsonl"
    hooks = make(record=path)
    hooks.on(RecordCreatedEvent)(seen.append)
    deliveries = [Delivery.build(RecordCreatedEvent) for _ in range(2)]
    side.deliver(hooks, *deliveries, deliveries[0])
    assert side.call(hooks, "replay", path) == 2
    lines = path.read_text().splitlines()
    assert side.call(hooks, "replay", ["", lines[0], "\n"]) == 1
    assert [event.id for event in seen] == [deliveries[index].event.id for index in (0, 1, 0, 1, 0)]
    with pytest.raises(InvalidRequestError, match="not a message"):
        side.call(hooks, "replay", ["{}"])


def test_a_function_can_record_deliveries(side: Side, make: Make) -> None:
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
