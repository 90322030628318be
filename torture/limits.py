"""Long runs of rate limits: concurrent writes to a server that enforces its limits."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from typing_extensions import Self

from tests.limits.crowds import Outcome, clients_of, write_all, write_in_processes
from tests.limits.limited import LimitedServer, Rule
from tests.limits.simulated import Simulation
from tests.redis_server import redis_server, server_command
from torture.harness import Row

RULES: tuple[Rule, ...] = ("sliding", "clock", "bucket")
UPSERTS, AT_ONCE, RATE = 1_800, 50, 25
WRITES, WRITE_RATE = 500, 50
SEEDS = 20
STEP = 0.02
"""Duration of each measured sleep, in seconds."""


def _row(name: str, outcome: Outcome, ideal: float, *, times: float, rejected: float, worst: float = 0.0) -> Row:
    figures = (
        f"time ÷ ideal {outcome.times(ideal):.3f} (at most {times}); lost {outcome.lost}; "
        f"429 {outcome.share_rejected:.1%} (at most {rejected:.0%})"
    )
    passed = outcome.lost == 0 and outcome.times(ideal) <= times and outcome.share_rejected <= rejected
    if worst:
        ratio = outcome.worst / (AT_ONCE / RATE)
        figures += f"; slowest write ÷ (crowd ÷ rate) {ratio:.2f} (at most {worst})"
        passed = passed and ratio <= worst
    if outcome.started:
        figures += f"; first write after {outcome.started:.1f} s"
    return Row(name, figures, passed)


class SleepDelays:
    """Measures how late sleeps end on this machine, which limits the precision of any pace."""

    def __init__(self) -> None:
        self._late: list[float] = []
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._sleep)

    def _sleep(self) -> None:
        while not self._stopped.is_set():
            start = time.monotonic()
            time.sleep(STEP)
            self._late.append(time.monotonic() - start - STEP)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._stopped.set()
        self._thread.join()

    def __str__(self) -> str:
        late = sorted(self._late)
        return f"99 % of sleeps at most {late[len(late) * 99 // 100] * 1000:.0f} ms late"


def one_crowd(share: float) -> Iterator[Row]:
    """Make 1,800 writes, 50 at a time, with a limit of 25 per second: sync, asyncio and trio, each with its server."""
    count = max(AT_ONCE * 2, round(UPSERTS * share))

    def work(side: str) -> Outcome:
        with LimitedServer(RATE, latency=0.18) as server:
            return write_all(server, clients_of(server, writes=RATE), count, AT_ONCE, side)

    sides = ("sync", "asyncio", "trio")
    with SleepDelays() as delays, ThreadPoolExecutor(len(sides)) as pool:
        for side, outcome in zip(sides, pool.map(work, sides), strict=True):
            name = f"limits: {count:,} writes by {AT_ONCE} at {RATE}/s, {side}, {delays}"
            yield _row(name, outcome, count / RATE, times=1.03, rejected=0.01, worst=1.5)


def another_program(share: float) -> Iterator[Row]:
    """Write while another program uses half of the limit."""
    count = max(100, round(WRITES * share))
    with LimitedServer(WRITE_RATE, foreign=WRITE_RATE / 2, latency=0.1) as server:
        outcome = write_all(server, clients_of(server, writes=WRITE_RATE), count, AT_ONCE, "sync")
    name = f"limits: {count} writes beside another program that takes half of {WRITE_RATE}/s"
    yield _row(name, outcome, count / (WRITE_RATE / 2), times=2, rejected=0.10)


def separate_clients(share: float) -> Iterator[Row]:
    """Write with four clients that do not share a budget."""
    count = max(100, round(WRITES * share))
    with LimitedServer(WRITE_RATE, latency=0.1) as server:
        outcome = write_all(server, clients_of(server, 4, writes=WRITE_RATE), count, 12, "sync")
    name = f"limits: {count} writes by 4 clients that do not share, {WRITE_RATE}/s"
    yield _row(name, outcome, count / WRITE_RATE, times=1.7, rejected=0.20)


def one_redis(share: float) -> Iterator[Row]:
    """Write in three processes that share a Redis server; the time includes their start."""
    count = max(100, round(WRITES * share))
    name = f"limits: {count} writes by 3 processes with one Redis, {WRITE_RATE}/s"
    if server_command() is None:
        yield Row(name, "not run: no Redis server is installed", passed=True)
        return
    with redis_server() as redis, LimitedServer(WRITE_RATE, latency=0.1) as server:
        outcome = write_in_processes(server, redis, WRITE_RATE, count, processes=3)
    yield _row(name, outcome, count / WRITE_RATE, times=1.2, rejected=0.01)


def simulated_crowd(share: float) -> Iterator[Row]:
    """Write in simulated time, without disturbance by other programs, to measure the algorithm alone."""
    del share
    for rule in RULES:
        outcome = Simulation(RATE, rule=rule).write(UPSERTS, AT_ONCE)
        name = f"limits: {UPSERTS:,} writes by {AT_ONCE} at {RATE}/s, simulated, {rule}"
        yield _row(name, outcome, UPSERTS / RATE, times=1.03, rejected=0.01, worst=1.5)


def simulated_clients(share: float) -> Iterator[Row]:
    """Write with four clients that do not share a budget, in simulated time; take the worst of many runs."""
    del share
    crowd = f"{WRITES} writes by 4 clients that do not share, {WRITE_RATE}/s"
    for rule in RULES:
        runs = [
            Simulation(WRITE_RATE, clients=4, latency=0.1, rule=rule, seed=seed).write(WRITES, 12)
            for seed in range(SEEDS)
        ]
        outcome = max(runs, key=lambda outcome: outcome.share_rejected)
        outcome = replace(outcome, seconds=max(outcome.seconds for outcome in runs))
        name = f"limits: {crowd}, simulated, {rule}, worst of {SEEDS}"
        yield _row(name, outcome, WRITES / WRITE_RATE, times=1.7, rejected=0.20)


LIMIT_RUNS = (simulated_crowd, simulated_clients, one_crowd, another_program, separate_clients, one_redis)
