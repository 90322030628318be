"""Run code that is written once for sync and async.

A plan is a generator that yields steps. The runner executes each step, and sends its result or throws its exception
into the generator.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator
from typing import Any, TypeVar, cast

Step = TypeVar("Step")
T = TypeVar("T")


def run(plan: Generator[Step, Any, T], do: Callable[[Step], object]) -> T:
    """Execute each step of a plan with `do`, and return the result of the plan."""
    value: object = None
    failure: Exception | None = None
    try:
        while True:
            step = plan.send(value) if failure is None else plan.throw(failure)
            value = failure = None
            try:
                value = do(step)
            except Exception as error:  # noqa: BLE001 - thrown into the plan
                failure = error
    except StopIteration as stop:
        return cast("T", stop.value)
    finally:
        plan.close()
        failure = None  # avoids a reference cycle: the traceback refers to this frame


async def run_async(plan: Generator[Step, Any, T], do: Callable[[Step], Awaitable[object]]) -> T:
    """Execute each step of a plan with the async function `do`, and return the result of the plan."""
    value: object = None
    failure: Exception | None = None
    try:
        while True:
            step = plan.send(value) if failure is None else plan.throw(failure)
            value = failure = None
            try:
                value = await do(step)
            except Exception as error:  # noqa: BLE001 - thrown into the plan
                failure = error
    except StopIteration as stop:
        return cast("T", stop.value)
    finally:
        plan.close()
        failure = None  # avoids a reference cycle: the traceback refers to this frame
