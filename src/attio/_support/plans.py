"""Run logic that is written once for sync and async.

A plan is a generator that yields steps. The runner does each step, and sends its result, or throws its exception, into
the generator.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator
from typing import Any, TypeVar, cast

Step = TypeVar("Step")
T = TypeVar("T")


def run(plan: Generator[Step, Any, T], do: Callable[[Step], object]) -> T:
    """Do each step of a plan in this thread, and return what the plan returns."""
    value: object = None
    failure: Exception | None = None
    try:
        while True:
            step = plan.send(value) if failure is None else plan.throw(failure)
            value = failure = None
            try:
                value = do(step)
            except Exception as error:  # noqa: BLE001 - the plan decides
                failure = error
    except StopIteration as stop:
        return cast("T", stop.value)
    finally:
        plan.close()
        failure = None  # its traceback holds this frame


async def run_async(plan: Generator[Step, Any, T], do: Callable[[Step], Awaitable[object]]) -> T:
    """Do each step of a plan on an event loop, and return what the plan returns."""
    value: object = None
    failure: Exception | None = None
    try:
        while True:
            step = plan.send(value) if failure is None else plan.throw(failure)
            value = failure = None
            try:
                value = await do(step)
            except Exception as error:  # noqa: BLE001 - the plan decides
                failure = error
    except StopIteration as stop:
        return cast("T", stop.value)
    finally:
        plan.close()
        failure = None  # its traceback holds this frame
