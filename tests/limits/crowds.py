"""Many concurrent writes to a server that enforces its limits; counts the time, lost writes and 429 responses."""

from __future__ import annotations

import sys
import threading
import time
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import pairwise
from threading import Thread
from typing import Any

import anyio

from attio import Attio
from attio.errors import AttioSDKError
from attio.limits import RateLimit
from tests.limits.limited import LimitedServer
from tests.programs import started


@dataclass(frozen=True)
class Outcome:
    """The result of many writes."""

    count: int
    lost: int
    """Writes that failed, or were not carried out exactly once."""
    rejected: int
    """Responses with status 429."""
    seconds: float
    worst: float
    """Duration of the slowest write, in seconds."""
    started: float = 0.0
    """Seconds until the first write."""

    @property
    def share_rejected(self) -> float:
        """Responses with status 429 per write."""
        return self.rejected / self.count

    def times(self, ideal: float) -> float:
        """Return the time as a multiple of the ideal time."""
        return self.seconds / ideal


class _Crowd:
    """Writes each row once, and counts failures."""

    def __init__(self, count: int) -> None:
        self._rows = iter(range(count))
        self._lock = threading.Lock()
        self.worst, self.failed = 0.0, 0

    def row(self) -> str | None:
        """Return the path of the next row; None at the end."""
        with self._lock:
            number = next(self._rows, None)
        return None if number is None else f"/v2/rows/{number}"

    @contextmanager
    def counted(self) -> Generator[None, None, None]:
        """Time one write, and count a failure."""
        began, failed = time.monotonic(), 1
        try:
            yield
            failed = 0
        except AttioSDKError:
            pass
        finally:
            with self._lock:
                self.worst = max(self.worst, time.monotonic() - began)
                self.failed += failed

    def work(self, client: Attio) -> None:
        """Write until no row is left."""
        while path := self.row():
            with self.counted():
                client.request("PUT", path)

    async def work_async(self, client: Attio) -> None:
        """Write until no row is left, on an event loop."""
        while path := self.row():
            with self.counted():
                await client.request_async("PUT", path)


def write_all(server: LimitedServer, clients: Sequence[Attio], count: int, at_once: int, side: str) -> Outcome:
    """Write `count` rows, `at_once` concurrently per client, in threads or on an event loop."""
    crowd = _Crowd(count)

    async def main() -> None:
        async with anyio.create_task_group() as group:
            for client in clients:
                for _ in range(at_once):
                    group.start_soon(crowd.work_async, client)
        for client in clients:
            await client.close_async()

    started = time.monotonic()
    if side == "sync":
        threads = [Thread(target=crowd.work, args=(client,)) for client in clients for _ in range(at_once)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    else:
        anyio.run(main, backend=side)
    seconds = time.monotonic() - started
    for client in clients:
        client.close()
    return Outcome(count, max(crowd.failed, _wrong(server, count)), server.rejected, seconds, crowd.worst)


def _wrong(server: LimitedServer, count: int) -> int:
    """Count the rows that were not written exactly once."""
    times = Counter(server.served)
    return count - len(times) + sum(number - 1 for number in times.values())


def clients_of(server: LimitedServer, count: int = 1, **limit: Any) -> list[Attio]:
    """Return independent clients."""
    return [
        Attio("token", server_url=server.url, deadline_ms=None, rate_limit=RateLimit(**limit)) for _ in range(count)
    ]


PROGRAM = """
import sys
from attio import Attio
from attio.limits import RateLimit, RedisStore
from threading import Lock, Thread

server, redis, rate, first, last = sys.argv[1], sys.argv[2], float(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5])
limit = RateLimit(writes=rate, store=RedisStore(redis))
client = Attio("token", server_url=server, rate_limit=limit, deadline_ms=None)
numbers, lock = iter(range(first, last)), Lock()

def work():
    while True:
        with lock:
            number = next(numbers, None)
        if number is None:
            return
        client.request("PUT", f"/v2/rows/{number}")

threads = [Thread(target=work) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
client.close()
"""


def write_in_processes(server: LimitedServer, redis: str, rate: float, count: int, processes: int) -> Outcome:
    """Write `count` rows in processes that share one Redis; the time includes their start."""
    began = time.monotonic()

    def commands() -> Iterator[list[str]]:
        bounds = [count * part // processes for part in range(processes + 1)]
        for first, last in pairwise(bounds):
            yield [sys.executable, "-c", PROGRAM, server.url, redis, str(rate), str(first), str(last)]

    with ExitStack() as stack:
        running = [stack.enter_context(started(command)) for command in commands()]
        failed = sum(process.wait(120) != 0 for process in running)
    seconds = time.monotonic() - began
    return Outcome(count, _wrong(server, count) + failed, server.rejected, seconds, 0.0, server.first - began)
