"""The calls of operations on typed records, written once for sync and async."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from importlib import import_module
from typing import Any, NamedTuple, TypeAlias, TypeVar, cast

T = TypeVar("T")


class Need(NamedTuple):
    """A call of a standalone function, without its client."""

    function: str
    arguments: tuple[Any, ...]
    options: Mapping[str, Any]


Plan: TypeAlias = Generator[Need, Any, T]
"""Yields the calls that are needed and takes their responses: written once for both sides."""


def run(client: Any, plan: Plan[T]) -> T:
    """Make the calls of a plan."""
    response: Any = None
    try:
        while True:
            need = plan.send(response)
            response = _function(need.function)(client, *need.arguments, **need.options)
    except StopIteration as stop:
        return cast("T", stop.value)


async def run_async(client: Any, plan: Plan[T]) -> T:
    """Make the calls of a plan."""
    response: Any = None
    try:
        while True:
            need = plan.send(response)
            response = await _function(f"{need.function}_async")(client, *need.arguments, **need.options)
    except StopIteration as stop:
        return cast("T", stop.value)


def _function(name: str) -> Callable[..., Any]:
    return cast("Callable[..., Any]", getattr(import_module(f"attio.funcs.{name.partition('_')[0]}"), name))
