"""Steps of an installation, written once for the sync and the async side."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Generator
from typing import Any, NamedTuple, TypeVar

from attio._support import plans
from attio.errors.base import InvalidRequestError

T = TypeVar("T")


class Step(NamedTuple):
    """Something that a plan needs done; sync or async, as the caller is."""

    function: Callable[..., Any]
    arguments: tuple[object, ...] = ()
    is_ours: bool = False
    """Whether it never blocks, so that the async side need not run it in a thread."""


def require_plain(*functions: Callable[..., Any] | None) -> None:
    """Refuse async functions before a sync method has done anything.

    Raises:
        InvalidRequestError: One of them is async; names it.
    """
    for function in functions:
        if inspect.iscoroutinefunction(function):
            raise _async_error(function)


def run(plan: Generator[Step, Any, T]) -> T:
    """Do what a plan needs, in this thread."""
    return plans.run(plan, _do)


def _do(step: Step) -> object:
    result = step.function(*step.arguments)
    if inspect.isawaitable(result):
        if inspect.iscoroutine(result):
            result.close()
        raise _async_error(step.function)
    return result


async def run_async(plan: Generator[Step, Any, T]) -> T:
    """Do what a plan needs; plain functions run in a thread."""
    return await plans.run_async(plan, _do_async)


async def _do_async(step: Step) -> object:
    import anyio.to_thread

    if step.is_ours or inspect.iscoroutinefunction(step.function):
        return await step.function(*step.arguments)
    result = await anyio.to_thread.run_sync(step.function, *step.arguments)
    return await result if inspect.isawaitable(result) else result


def _async_error(function: Callable[..., Any] | None) -> InvalidRequestError:
    name = getattr(function, "__qualname__", repr(function))
    return InvalidRequestError(f"{name} is async: use the _async twin")
