"""Logic that is written once and runs on threads as well as on event loops.

A plan is a generator: it yields the functions that may block, and gets back what they return or raise. `run` calls them
one after the other; `run_async` awaits those that are async and runs the others in a thread.
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
"""Where a plain function runs on the async side: it does not block, it may block, or it is a handler."""


@dataclass(slots=True)
class Step:
    """A function that a plan wants called."""

    work: Callable[[], object]
    where: Where = "thread"
    work_async: Callable[[], object] | None = None
    """The twin to use on the async side."""


Plan: TypeAlias = Generator[Step, Any, T]


def step(function: Callable[..., object], *arguments: object, where: Where = "thread", **named: object) -> Step:
    """Make a step of a function and its arguments."""
    return Step(partial(function, *arguments, **named), where)


def run(plan: Plan[T]) -> T:
    """Run a plan in this thread.

    Raises:
        InvalidRequestError: A function of the user is async.
    """
    return plans.run(plan, _plain)


def _plain(wanted: Step) -> object:
    value = wanted.work()
    if inspect.isawaitable(value):
        if inspect.iscoroutine(value):
            value.close()
        message = f"{name_of(wanted.work)} is async: use the _async methods of the receiver, or asgi()"
        raise InvalidRequestError(message)
    return value


@dataclass(slots=True)
class Limits:
    """How much runs at a time on one event loop."""

    threads: anyio.CapacityLimiter
    tasks: anyio.Semaphore


async def run_async(plan: Plan[T], limits: Limits | None = None) -> T:
    """Run a plan on asyncio or trio; `limits` are for handlers."""
    return await plans.run_async(plan, partial(_awaited, limits=limits))


async def _awaited(wanted: Step, limits: Limits | None) -> object:
    work = wanted.work_async or wanted.work
    if wanted.where == "here" or is_async(work):
        if wanted.where == "handler" and limits is not None:
            async with limits.tasks:
                return await _value(work)
        return await _value(work)
    from anyio import to_thread

    limiter = limits.threads if limits is not None and wanted.where == "handler" else None
    value = await to_thread.run_sync(work, limiter=limiter)
    return await _value(lambda: value)


async def _value(work: Callable[[], object]) -> object:
    value = work()
    return await value if inspect.isawaitable(value) else value


def is_async(function: object) -> bool:
    """Whether a function, a method or an object with `__call__` is async."""
    while isinstance(function, partial):
        function = cast("partial[object]", function).func
    return inspect.iscoroutinefunction(function) or inspect.iscoroutinefunction(getattr(function, "__call__", None))  # noqa: B004 - asked of what it is, not whether


def name_of(function: object) -> str:
    """The name of a function, for messages and logs."""
    while isinstance(function, partial):
        function = cast("partial[object]", function).func
    return str(getattr(function, "__qualname__", type(function).__qualname__))
