"""Forks while threads are inside SQLite."""

from __future__ import annotations

import os
import textwrap
import threading
import time

import pytest

from attio._support import sqlite_forks
from attio._support.sqlite_forks import ForkGate
from tests.programs import run


def held(gate: ForkGate, seconds: float) -> threading.Thread:
    """A thread that is inside SQLite for a while."""
    is_inside = threading.Event()

    def work() -> None:
        with gate:
            is_inside.set()
            time.sleep(seconds)

    thread = threading.Thread(target=work)
    thread.start()
    assert is_inside.wait(10)
    return thread


def test_a_fork_waits_for_calls_and_holds_others_back() -> None:
    gate = ForkGate()
    thread = held(gate, 0.1)
    gate.close()
    thread.join(0)
    entered = threading.Event()

    def enter() -> None:
        with gate:
            entered.set()

    later = threading.Thread(target=enter)
    later.start()
    assert not entered.wait(0.05)
    gate.open()
    later.join(10)
    assert entered.is_set()


def test_a_fork_does_not_wait_for_calls_that_begin_later() -> None:
    gate, is_over = ForkGate(), threading.Event()

    def call_without_pause() -> None:
        while not is_over.is_set():
            with gate:
                time.sleep(0.01)

    threads = [threading.Thread(target=call_without_pause) for _ in range(4)]
    for thread in threads:
        thread.start()
    began = time.monotonic()
    gate.close()
    took = time.monotonic() - began
    gate.open()
    is_over.set()
    for thread in threads:
        thread.join(10)
    assert took < sqlite_forks.PATIENCE / 2


def test_a_fork_waits_no_longer_than_its_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_forks, "PATIENCE", 0.05)
    gate = ForkGate()
    thread = held(gate, 0.5)
    began = time.monotonic()
    gate.close()
    assert 0.04 < time.monotonic() - began < 0.4
    gate.open()
    thread.join(10)


def test_a_forked_child_begins_anew() -> None:
    gate = ForkGate()
    thread = held(gate, 0.2)
    gate.reset()  # as in a child, where the thread does not exist
    gate.close()
    gate.open()
    with gate:
        pass
    thread.join(10)


PROGRAM = """
    import os, threading, time
    from attio._support.sqlite_forks import sqlite_calls

    is_inside = threading.Event()

    def work():
        with sqlite_calls:
            is_inside.set()
            time.sleep(0.3)

    threading.Thread(target=work).start()
    is_inside.wait(10)
    began = time.monotonic()
    pid = os.fork()
    if not pid:
        with sqlite_calls:
            os._exit(0)
    assert os.waitpid(pid, 0)[1] == 0
    assert time.monotonic() - began > 0.2
    with sqlite_calls:
        print("both")
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_process_forks_when_no_thread_is_inside_sqlite() -> None:
    assert run(textwrap.dedent(PROGRAM)) == "both\n"
