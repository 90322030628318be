"""Runs work in many threads, and measures the sockets, threads and memory that remain."""

from __future__ import annotations

import gc
import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

SETTLING = 5.0
"""Seconds until closed sockets must be gone; a server needs a moment to notice closed connections."""


def in_threads(count: int, work: Callable[[int], None]) -> None:
    """Run a function in threads that start at the same moment; raise the first exception."""
    barrier = threading.Barrier(count)
    problems: list[BaseException] = []

    def run(number: int) -> None:
        try:
            barrier.wait()
            work(number)
        except BaseException as error:  # noqa: BLE001 - told to the test below
            problems.append(error)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if problems:
        raise problems[0]


@dataclass(frozen=True)
class Footprint:
    """Sockets, threads and memory of this process."""

    sockets: int
    threads: int
    kilobytes: int

    @classmethod
    def now(cls) -> Footprint:
        """Measure after a garbage collection."""
        gc.collect()
        return cls(_sockets(), threading.active_count(), _resident())

    @classmethod
    def settled(cls, before: Footprint) -> Footprint:
        """Measure once sockets and threads are back to the earlier numbers, or after `SETTLING` seconds."""
        patience = time.monotonic() + SETTLING
        while True:
            now = cls.now()
            if (now.sockets <= before.sockets and now.threads <= before.threads) or time.monotonic() > patience:
                return now
            time.sleep(0.02)


HAS_PROC = Path("/proc/self/fd").exists()
"""Whether this system has /proc, with the memory and open files of a process."""


def _sockets() -> int:
    count = 0
    for entry in os.listdir("/proc/self/fd"):  # noqa: PTH208
        with suppress(FileNotFoundError):
            count += os.readlink(f"/proc/self/fd/{entry}").startswith("socket:")  # noqa: PTH115
    return count


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024
