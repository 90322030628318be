"""The end of prefetching: cleanup, cancellation and context variables."""

from __future__ import annotations

import asyncio
import gc
import threading
from contextlib import aclosing
from contextvars import ContextVar
from functools import partial
from typing import Any

import anyio
import anyio.lowlevel
import httpx
import pytest

from attio import Attio, HTTPClient, errors
from attio._paging import prefetch
from tests.paging.fake_api import FakeAPI
from tests.paging.walks import (
    every_backend,
    every_side,
    records,
    threads,
    walk,
)
from tests.server import PATIENCE, Server
from tests.waiting import wait_until

# Cleanup


@every_side
@pytest.mark.parametrize("stop", [1, 2])
def test_a_break_leaves_nothing_running(side: str, stop: int, server: Server, client: Attio) -> None:
    server.always(records(100))

    def seen(_: object) -> None:
        # anyio warns about tasks that had not started when the loop ended, so wait for the connections.
        wait_until(lambda: len(server.requests) >= 5)

    assert walk(side, client, stop=stop, seen=seen, limit=3, prefetch=4) == list(range(3 * stop))
    assert threads() == []
    gc.collect()  # a warning would fail the test


def test_a_break_does_not_wait_for_a_server_that_hangs(
    server: Server, client: Attio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prefetch, "GRACE", 0.01)
    server.respond(records(100))
    for _ in range(3):
        server.hang()
    assert walk("sync", client, stop=1, limit=3, prefetch=3) == [0, 1, 2]
    wait_until(lambda: len(server.requests) == 4)
    assert len(threads()) == 3
    server.close()
    wait_until(lambda: not threads())


@every_backend
def test_a_break_ends_the_tasks(backend: str, server: Server, client: Attio) -> None:
    server.respond(records(100))
    for _ in range(3):
        server.hang()

    async def main() -> None:
        before = running(backend)
        async for _ in await client.records.query_async("people", limit=3, prefetch=3):
            while len(server.requests) < 4:
                await anyio.sleep(0.002)
            assert running(backend) >= before + 3
            break
        with anyio.fail_after(PATIENCE):
            while running(backend) > before:
                await anyio.sleep(0.002)

    anyio.run(main, backend=backend)
    server.wait_for_connections(0)


@every_backend
@pytest.mark.parametrize("how", ["scope", "error", "close"])
def test_nothing_runs_once_the_iteration_has_ended(backend: str, how: str, server: Server, client: Attio) -> None:
    server.respond(records(100))
    if how == "error":
        server.reply(404)
    for _ in range(2 if how == "error" else 3):
        server.hang()

    async def main() -> None:
        before = running(backend)
        pages: Any = (await client.records.query_async("people", limit=3, prefetch=3)).pages_async()
        await anext(pages)
        while len(server.requests) < 4:
            await anyio.sleep(0.002)
        if how == "scope":
            with anyio.move_on_after(0.05):
                await anext(pages)
        elif how == "error":
            await end_in_error(pages)
        else:
            async with aclosing(pages):
                pass
        assert running(backend) == before
        with pytest.raises(StopAsyncIteration):
            await anext(pages)

    anyio.run(main, backend=backend)
    server.wait_for_connections(0)


async def end_in_error(pages: Any) -> None:
    """Read until the error. Any of the three requests may get the 404, so stop early if it was a later one."""
    try:
        with anyio.move_on_after(0.05):
            await anext(pages)
    except errors.NotFoundError:
        pass


def running(backend: str) -> int:
    if backend == "asyncio":
        return len(asyncio.all_tasks())
    import trio

    return trio.lowlevel.current_statistics().tasks_living


def test_cancelling_a_task_cancels_its_prefetches(server: Server, client: Attio) -> None:
    server.respond(records(100))
    for _ in range(3):
        server.hang()

    async def read() -> None:
        async for _ in (await client.records.query_async("people", limit=3, prefetch=3)).pages_async():
            pass

    async def main() -> None:
        task = asyncio.create_task(read())
        while len(server.requests) < 4:
            await asyncio.sleep(0.002)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert asyncio.all_tasks() == {asyncio.current_task()}

    asyncio.run(main())


@every_backend
def test_the_event_loop_may_end_during_a_prefetch(backend: str, server: Server, client: Attio) -> None:
    server.respond(records(100))
    for _ in range(3):
        server.hang()
    kept: list[Any] = []

    async def main() -> None:
        pages = (await client.records.query_async("people", limit=3, prefetch=3)).pages_async()
        kept.append(pages)
        await anext(pages)
        while len(server.requests) < 4:
            await anyio.sleep(0.002)

    anyio.run(main, backend=backend)
    kept.clear()
    gc.collect()


# Context and concurrency


@every_side
def test_calls_run_in_the_context_of_the_caller(side: str, server: Server) -> None:
    server.always(records(9))
    variable: ContextVar[str] = ContextVar("variable", default="lost")
    seen: list[str] = []

    def note(_: httpx.Request) -> None:
        seen.append(variable.get())

    with HTTPClient().add_hook("before_request", note) as http_client:
        client = Attio("token", server_url=server.url, http_client=http_client)
        token = variable.set("kept")
        try:
            walk(side, client, limit=3, prefetch=2)
        finally:
            variable.reset(token)
    assert set(seen) == {"kept"}


@every_backend
def test_leaving_an_async_loop_does_not_warn(backend: str) -> None:
    async def main() -> None:
        async for _ in FakeAPI(10).first(is_async=True):
            break
        async for _ in FakeAPI(10).first(is_async=True).pages_async():
            break
        gc.collect()
        await anyio.lowlevel.checkpoint()

    anyio.run(main, backend=backend)
    gc.collect()


def test_many_threads_can_prefetch_at_once(server: Server, client: Attio) -> None:
    server.always(records(30))
    results: list[list[int]] = []
    work = partial(walk, "sync", client, limit=3, prefetch=3)
    walkers = [threading.Thread(target=lambda: results.append(work())) for _ in range(8)]
    for walker in walkers:
        walker.start()
    for walker in walkers:
        walker.join()
    assert results == [list(range(30))] * 8
