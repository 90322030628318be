"""Plans: sequences of calls that the sync and the async methods of typed records share."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, TypeAlias, TypeVar

from attio._call.functions import FunctionCall
from attio._support import plans
from attio._support.argument_types import check_client

T = TypeVar("T")


Plan: TypeAlias = Generator[FunctionCall, Any, T]
"""A generator that yields calls and receives their responses."""


def run(client: Any, plan: Plan[T]) -> T:
    """Send the calls of a plan."""
    return plans.run(plan, lambda call: call.make(_checked(client)))


async def run_async(client: Any, plan: Plan[T]) -> T:
    """Send the calls of a plan with the async client."""
    return await plans.run_async(plan, lambda call: call.make_async(_checked(client)))


def _checked(client: Any) -> Any:
    check_client(client)
    return client
