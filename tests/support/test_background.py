"""Cancellation of background tasks."""

from __future__ import annotations

import asyncio

import anyio
import pytest

from attio._support.background import BackgroundTask


def test_a_task_cancelled_before_its_first_step_has_ended() -> None:
    async def work() -> None:
        raise AssertionError("it must not begin")

    async def main() -> None:
        task = BackgroundTask(work, "test")
        task.start()
        for other in asyncio.all_tasks() - {asyncio.current_task()}:
            other.cancel()
        with anyio.fail_after(5):
            await task.wait()
        assert task.is_done
        with pytest.raises(asyncio.CancelledError):
            await task.result()

    asyncio.run(main())
