"""Stores decide like the budget; tests of `RateLimit` and `MemoryStore`."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import threading
from typing import Any

import pytest

from attio.limits import LimitState, MemoryStore, RateLimit
from attio.limits import store as stores
from attio.limits.rate_limit import RATES
from tests.limits.replaying import Clock, replay
from tests.limits.vectors import VECTORS, Vector


def _memory() -> tuple[MemoryStore, Clock]:
    store, clock = MemoryStore(), Clock()
    store._clock = clock
    return store, clock


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.name)
def test_memory_decides_as_in_the_vectors(vector: Vector) -> None:
    replay(*_memory(), vector)


def test_an_unknown_budget_takes_a_429_and_ignores_the_rest() -> None:
    store, _ = _memory()
    store.leave("key", 1)
    store.late("key", 1, 1.0)
    assert store.peek("key") is None
    store.refused("key", 1, 10, ago=0.1, after=20, adapt=True)
    found = store.peek("key")
    assert found is not None
    assert found[1] == 20
    assert found[0].refused_count == 1


def test_another_rate_counts_from_the_next_call_on() -> None:
    store, _ = _memory()
    assert [store.ask("key", 0, 1)[0] > 0 for _ in range(2)] == [False, True]
    found = store.peek("key")
    assert found is not None
    store.ask("key", 0, 50)
    assert (found[0].rate, found[0].size) == (50, 50)


def test_a_store_keeps_a_bounded_number_of_budgets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stores, "MAX_BUDGETS", 3)
    store, clock = _memory()
    for key in "abc":
        store.ask(key, 0, 1)
    clock.now = 10.0
    store.ask("c", 0, 1)
    store.ask("d", 0, 1)  # a and b were idle
    assert [store.peek(key) is not None for key in "abcd"] == [False, False, True, True]
    store.ask("e", 0, 1)
    store.ask("e", 0, 1)  # waits
    store.ask("f", 0, 1)  # no budget is idle: only budgets with waiting calls are kept
    assert [store.peek(key) is not None for key in "cdef"] == [False, False, True, True]
    assert repr(store) == "<attio.limits.MemoryStore of 2 budgets>"


def test_threads_share_a_store() -> None:
    store = MemoryStore()
    started: list[int] = []

    def work() -> None:
        for _ in range(200):
            seconds, number = store.ask("key", 0, 100_000)
            if seconds == 0:
                started.append(number)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(started) == len(set(started)) == 800


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this platform")
def test_a_forked_child_begins_with_empty_queues() -> None:
    store = MemoryStore()
    for _ in range(3):
        store.ask("key", 0, 1)
    receiving, sending = multiprocessing.get_context("fork").Pipe(duplex=False)

    def child() -> None:
        sending.send((store.peek("key"), store.ask("key", 0, 1)))

    with store._lock:  # the lock is held during the fork
        process = multiprocessing.get_context("fork").Process(target=child)
        process.start()
    assert receiving.poll(10)
    assert receiving.recv() == (None, (0.0, 1))
    process.join()


@pytest.mark.parametrize(
    ("arguments", "error", "text"),
    [
        ({"writes": 0}, ValueError, "writes must be a number above 0, not 0"),
        ({"reads": -1}, ValueError, "reads"),
        ({"sql": float("nan")}, ValueError, "sql"),
        ({"merges": float("inf")}, ValueError, "merges"),
        ({"uploads": True}, ValueError, "uploads"),
        ({"note_lists": "10"}, ValueError, "note_lists"),
        ({"call_recordings": None}, ValueError, "call_recordings"),
        ({"share": 1.5}, ValueError, "share must be at most 1, not 1.5"),
        ({"share": 0}, ValueError, "share must be a number above 0"),
        ({"adapt": 1}, TypeError, "adapt must be True or False"),
        ({"scope": 5}, TypeError, "scope must be a str or None, not int"),
        ({"scope": ""}, ValueError, "scope must not be empty"),
        ({"store": {}}, TypeError, r"store must be a LimitStore such as MemoryStore\(\), not dict"),
        ({"store": MemoryStore}, TypeError, r"store must be a LimitStore such as MemoryStore\(\), not MemoryStore"),
    ],
)
def test_wrong_fields_are_named(arguments: dict[str, Any], error: type[Exception], text: str) -> None:
    with pytest.raises(error, match=text):
        RateLimit(**arguments)


def test_the_share_applies_to_every_budget() -> None:
    limit = RateLimit(share=0.5, merges=3)
    assert {name: limit.rate(name) for name in RATES} == {
        "read": 50,
        "query": 50,
        "write": 12.5,
        "merge": 1.5,
        "sql": 1,
        "upload": 0.5,
        "call_recording": 0.5,
        "note_list": 5,
    }


def test_a_rate_limit_is_pickled_without_its_store() -> None:
    limit = RateLimit(writes=10, scope="acme", adapt=False, store=MemoryStore())
    assert pickle.loads(pickle.dumps(limit)) == RateLimit(writes=10, scope="acme", adapt=False)


def test_limit_states_pickle_and_compare() -> None:
    state = LimitState(rate=25, speed=1.0, waiting=0, closed_for=0.0, started=1, refused=0)
    assert pickle.loads(pickle.dumps(state)) == state
    assert "rate=25" in repr(state)
