"""Steps of an installation, shared by the sync and the async methods."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Generator
from typing import Any, NamedTuple, TypeVar

from attio._support import plans
from attio.errors.base import InvalidRequestError

T = TypeVar("T")


class Step(NamedTuple):
    """A function call that a plan requests."""

    function: Callable[..., Any]
    arguments: tuple[object, ...] = ()
    is_ours: bool = False
    """Whether the function belongs to the SDK. In an async plan it is then async, and needs no thread."""


def require_plain(*functions: Callable[..., Any] | None) -> None:
    """Reject async functions in a sync method, before it starts.

    Raises:
        InvalidRequestError: A function is async. The message names it.
    """
    for function in functions:
        if inspect.iscoroutinefunction(function):
            raise _async_error(function)


def run(plan: Generator[Step, Any, T]) -> T:
    """Run the steps of a plan in this thread."""
    return plans.run(plan, _do)


def _do(step: Step) -> object:
    result = step.function(*step.arguments)
    if inspect.isawaitable(result):
        if inspect.iscoroutine(result):
            result.close()
        raise _async_error(step.function)
    return result


async def run_async(plan: Generator[Step, Any, T]) -> T:
    """Run the steps of a plan. Sync functions of the user run in a worker thread."""
    return await plans.run_async(plan, _do_async)


async def _do_async(step: Step) -> object:
    import anyio.to_thread

    if step.is_ours or inspect.iscoroutinefunction(step.function):
        return await step.function(*step.arguments)
    result = await anyio.to_thread.run_sync(step.function, *step.arguments)
    return await result if inspect.isawaitable(result) else result


def _async_error(function: Callable[..., Any] | None) -> InvalidRequestError:
    name = getattr(function, "__qualname__", repr(function))
    return InvalidRequestError(f"{name} is async: use the _async variant of the method")
