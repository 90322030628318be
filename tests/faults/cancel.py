"""Cancels calls at random points, and checks that the connection pool still works."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable

import anyio
import anyio.lowlevel

from attio import Attio, HTTPClient
from tests.faults.stage import FAST, TOKEN
from tests.server import Reply, Server

TICKS = 60
"""Most turns of the event loop before a cancellation: about as many as a call takes."""
PATIENCE_MS = 5_000


async def _turns(count: int) -> None:
    for _ in range(count):
        await anyio.lowlevel.checkpoint()


async def _by_scope(call: Callable[[], Awaitable[object]], turns: int, seconds: float) -> bool:
    done = False

    async def work() -> None:
        nonlocal done
        await call()
        done = True

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(work)
        await _turns(turns)
        if seconds:
            await anyio.sleep(seconds)
        tasks.cancel_scope.cancel()
    return done


async def _by_task(call: Callable[[], Awaitable[object]], turns: int, seconds: float) -> bool:
    task = asyncio.ensure_future(call())
    await _turns(turns)
    if seconds:
        await asyncio.sleep(seconds)
    task.cancel()
    await asyncio.wait([task])
    return not task.cancelled()


async def cancel_often(server: Server, *, calls: int, native: bool = False, seed: int = 0) -> int:
    """Cancel calls that share one connection, then make a successful one; return how many were cancelled.

    Args:
        server: Responds to every request.
        calls: The number of calls to start.
        native: Cancel asyncio tasks instead of a cancel scope of anyio.
        seed: Seed of the random moments.
    """
    dice = random.Random(seed)
    cut = 0
    async with (
        HTTPClient(max_connections=1) as http,
        Attio(TOKEN, server_url=server.url, http_client=http, retry_config=FAST) as client,
    ):
        for _ in range(calls):
            # Turns of the loop reach points before the request is sent; times reach those after it.
            seconds = dice.random() * 0.004 if dice.random() < 0.5 else 0.0
            cancelled = _by_task if native else _by_scope
            cut += not await cancelled(client.meta.identify_async, dice.randrange(TICKS), seconds)
        result = await client.meta.identify_async(timeout_ms=PATIENCE_MS, deadline_ms=PATIENCE_MS)
        assert result.active is False
        assert result.http.attempts == 1
    return cut


def respond_late(server: Server, seed: int = 0) -> None:
    """Make a server respond after random delays, with a body that takes several reads."""
    dice = random.Random(seed)

    def respond(_: object) -> Reply:
        time.sleep(dice.random() * 0.002)
        return Reply(json={"active": False, "padding": "x" * 100_000})

    server.always(respond)
