"""Closes a client during calls, on every driver; each call must end and leave nothing open."""

from __future__ import annotations

import threading
import time
from collections import Counter

import anyio

from attio import Attio, AttioSDKError
from tests.drivers import Driver
from tests.faults.stage import TOKEN

CALLERS = 8
SOON = 0.005
"""Seconds before the client is closed."""


def close_under_load(driver: Driver, url: str) -> Counter[str]:
    """Close a client during calls; return how the calls ended. The last call of each caller raises an SDK error."""
    if driver.side == "sync":
        return _threads(url)
    return anyio.run(_tasks, url, backend=driver.side)


def _threads(url: str) -> Counter[str]:
    client = Attio(TOKEN, server_url=url)
    begun = threading.Barrier(CALLERS + 1)
    outcomes: Counter[str] = Counter()

    def work() -> None:
        begun.wait()
        while True:
            try:
                client.meta.identify()
            except AttioSDKError as error:
                outcomes[error.outcome] += 1
                return
            outcomes["done"] += 1

    workers = [threading.Thread(target=work, daemon=True) for _ in range(CALLERS)]
    for worker in workers:
        worker.start()
    begun.wait()
    time.sleep(SOON)
    client.close()
    for worker in workers:
        worker.join(10)
    outcomes["stuck"] += sum(worker.is_alive() for worker in workers)
    return outcomes


async def _tasks(url: str) -> Counter[str]:
    client = Attio(TOKEN, server_url=url)
    outcomes: Counter[str] = Counter()

    async def work() -> None:
        while True:
            try:
                await client.meta.identify_async()
            except AttioSDKError as error:
                outcomes[error.outcome] += 1
                return
            outcomes["done"] += 1

    with anyio.move_on_after(10) as scope:
        async with anyio.create_task_group() as tasks:
            for _ in range(CALLERS):
                tasks.start_soon(work)
            await anyio.sleep(SOON)
            await client.close_async()
    outcomes["stuck"] += scope.cancelled_caught
    return outcomes
