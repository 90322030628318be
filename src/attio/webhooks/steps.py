"""Run logic that is written once, both in threads and on event loops.

A plan is a generator that yields steps: functions that may block. It receives their results and exceptions. `run` calls
the functions in this thread. `run_async` awaits async functions, and calls the others in a worker thread.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Generator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar, cast

from attio._support import plans
from attio.errors.base import InvalidRequestError

if TYPE_CHECKING:
    import anyio

T = TypeVar("T")

Where: TypeAlias = Literal["here", "thread", "handler"]
"""Where `run_async` calls a sync function.

- `here`: on the event loop, because it does not block.
- `thread`: in a worker thread.
- `handler`: in a worker thread, within the limits for handlers.
"""


@dataclass(slots=True)
class Step:
    """A function that a plan needs called."""

    work: Callable[[], object]
    where: Where = "thread"
    work_async: Callable[[], object] | None = None
    """The async twin, which `run_async` calls instead."""


Plan: TypeAlias = Generator[Step, Any, T]


def step(function: Callable[..., object], *arguments: object, where: Where = "thread", **named: object) -> Step:
    """Make a step from a function and its arguments."""
    return Step(partial(function, *arguments, **named), where)


def run(plan: Plan[T]) -> T:
    """Run a plan in this thread.

    Raises:
        InvalidRequestError: A function that the user passed is async.
    """
    return plans.run(plan, _do)


def _do(step: Step) -> object:
    value = step.work()
    if inspect.isawaitable(value):
        if inspect.iscoroutine(value):
            value.close()
        message = f"{name_of(step.work)} is async: use the _async methods of the receiver, or asgi()"
        raise InvalidRequestError(message)
    return value


@dataclass(slots=True)
class Limits:
    """How many sync and async handlers run at the same time on one event loop."""

    threads: anyio.CapacityLimiter
    tasks: anyio.Semaphore


async def run_async(plan: Plan[T], limits: Limits | None = None) -> T:
    """Run a plan on asyncio or trio; `limits` apply to handlers."""
    return await plans.run_async(plan, partial(_do_async, limits=limits))


async def _do_async(step: Step, limits: Limits | None) -> object:
    work = step.work_async or step.work
    if step.where == "here" or is_async(work):
        if step.where == "handler" and limits is not None:
            async with limits.tasks:
                return await _value(work)
        return await _value(work)
    from anyio import to_thread

    limiter = limits.threads if limits is not None and step.where == "handler" else None
    value = await to_thread.run_sync(work, limiter=limiter)
    return await _value(lambda: value)


async def _value(work: Callable[[], object]) -> object:
    value = work()
    return await value if inspect.isawaitable(value) else value


def is_async(function: object) -> bool:
    """Return whether a function, a method or an object with `__call__` is async."""
    while isinstance(function, partial):
        function = cast("partial[object]", function).func
    return inspect.iscoroutinefunction(function) or inspect.iscoroutinefunction(getattr(function, "__call__", None))  # noqa: B004 - tests for an async `__call__`, not for a callable


def name_of(function: object) -> str:
    """Return the name of a function for messages and logs."""
    while isinstance(function, partial):
        function = cast("partial[object]", function).func
    return str(getattr(function, "__qualname__", type(function).__qualname__))
