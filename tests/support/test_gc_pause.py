"""Pauses of the garbage collector, which respect the settings of the program."""

from __future__ import annotations

import gc
import json
import os
import threading
from collections.abc import Iterator

import pytest

from attio._call.response import decode
from attio._support.gc_pause import LARGE, CollectorPause, gc_pause
from attio._support.headers import Headers
from attio.errors import ResponseValidationError
from tests.call.listing import THINGS, ThingsResponse


@pytest.fixture(autouse=True)
def threshold() -> Iterator[tuple[int, ...]]:
    """The threshold of the program, restored after the test."""
    before, enabled, frozen = gc.get_threshold(), gc.isenabled(), gc.get_freeze_count()
    gc.unfreeze()
    gc.set_threshold(701, 11, 12)
    yield (701, 11, 12)
    gc.set_threshold(*before)
    if frozen:
        gc.freeze()
    (gc.enable if enabled else gc.disable)()


def page(count: int) -> bytes:
    return json.dumps({"data": [{"id": str(number), "name": "x" * 100} for number in range(count)]}).encode()


def collections() -> int:
    return sum(generation["collections"] for generation in gc.get_stats())


def test_no_collection_walks_over_a_large_response() -> None:
    content = page(5_000)
    assert len(content) > LARGE
    gc.collect()
    before = collections()
    result = decode(THINGS, 200, Headers(), content)
    assert collections() - before == 1  # only of earlier objects
    assert gc.get_count()[0] < 701
    del result
    gc.collect()
    before = collections()
    twin = ThingsResponse.model_validate_json(content)
    gc.collect(0)
    assert collections() - before > 1
    assert len(twin.data) == 5_000


def test_a_large_response_is_among_the_old_objects() -> None:
    result = decode(THINGS, 200, Headers(), page(5_000))
    young = {id(thing) for generation in (0, 1) for thing in gc.get_objects(generation)}
    assert not any(id(thing) in young for thing in result.data)


def test_garbage_from_before_is_collected_and_not_promoted() -> None:
    class Loop:
        def __init__(self) -> None:
            self.loop = self

    gc.collect()
    Loop()
    decode(THINGS, 200, Headers(), page(5_000))
    assert not any(type(thing) is Loop for thing in gc.get_objects())


def test_objects_frozen_by_the_program_stay_frozen() -> None:
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        decode(THINGS, 200, Headers(), page(5_000))
        assert gc.get_freeze_count() > frozen * 0.9
    finally:
        gc.unfreeze()


def test_a_small_response_is_read_without_a_pause() -> None:
    with gc_pause(LARGE - 1):
        assert gc.get_threshold()[0] == 701
    with gc_pause(LARGE):
        assert gc.get_threshold()[0] == 0


def test_a_finalizer_may_read_a_large_response() -> None:
    read: list[int] = []

    class Late:
        def __init__(self) -> None:
            self.loop = self

        def __del__(self) -> None:
            read.append(len(decode(THINGS, 200, Headers(), page(5_000)).data))

    Late()
    decode(THINGS, 200, Headers(), page(5_000))
    assert read == [5_000]


def test_the_settings_of_the_program_are_always_restored(threshold: tuple[int, ...]) -> None:
    pause = CollectorPause()
    with pause:
        assert gc.get_threshold() == (0, 11, 12)
    assert gc.get_threshold() == threshold
    with pytest.raises(KeyError), pause:
        raise KeyError
    assert gc.get_threshold() == threshold
    with pytest.raises(ResponseValidationError):
        decode(THINGS, 200, Headers(), page(5_000)[:-1])
    assert gc.get_threshold() == threshold


def test_a_collector_that_the_program_has_turned_off_stays_off(threshold: tuple[int, ...]) -> None:
    pause = CollectorPause()
    gc.disable()
    with pause:
        assert not gc.isenabled()
    assert not gc.isenabled()
    gc.enable()
    with pause:
        gc.disable()
    assert not gc.isenabled()
    gc.enable()
    gc.set_threshold(0)
    with pause:
        pass
    assert gc.get_threshold()[0] == 0
    gc.set_threshold(*threshold)


def test_a_threshold_set_during_a_pause_is_kept() -> None:
    pause = CollectorPause()
    with pause:
        gc.set_threshold(99, 5, 5)
    assert gc.get_threshold() == (99, 5, 5)


def test_the_last_thread_to_leave_restores_the_collector(threshold: tuple[int, ...]) -> None:
    pause = CollectorPause()
    inside, leave = threading.Event(), threading.Event()

    def work() -> None:
        with pause:
            inside.set()
            leave.wait(10)

    thread = threading.Thread(target=work)
    with pause:
        thread.start()
        assert inside.wait(10)
    assert gc.get_threshold()[0] == 0
    leave.set()
    thread.join()
    assert gc.get_threshold() == threshold


def test_many_threads_leave_the_collector_as_it_was(threshold: tuple[int, ...]) -> None:
    content = page(3_000)

    def work() -> None:
        for _ in range(20):
            decode(THINGS, 200, Headers(), content)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert gc.get_threshold() == threshold


def test_forget_ends_pauses_of_threads_that_are_gone(threshold: tuple[int, ...]) -> None:
    pause = CollectorPause()
    pause.forget()
    assert gc.get_threshold() == threshold
    pause.__enter__()
    pause.__enter__()
    pause.forget()
    assert gc.get_threshold() == threshold
    with pause:
        assert gc.get_threshold()[0] == 0
    assert gc.get_threshold() == threshold


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # Python warns about forks while threads run
def test_a_process_forked_within_a_pause_has_a_collector(threshold: tuple[int, ...]) -> None:
    with gc_pause(LARGE):
        child = os.fork()
        if child == 0:
            os._exit(0 if gc.get_threshold() == threshold else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert gc.get_threshold() == threshold
