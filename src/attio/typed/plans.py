"""The calls of operations on typed records, written once for sync and async."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, TypeAlias, TypeVar

from attio._call.functions import FunctionCall
from attio._support import plans

T = TypeVar("T")


Plan: TypeAlias = Generator[FunctionCall, Any, T]
"""Yields calls and takes their responses."""


def run(client: Any, plan: Plan[T]) -> T:
    """Make the calls of a plan."""
    return plans.run(plan, lambda call: call.make(client))


async def run_async(client: Any, plan: Plan[T]) -> T:
    """Make the calls of a plan."""
    return await plans.run_async(plan, lambda call: call.make_async(client))
