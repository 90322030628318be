"""Load what calls need before the first call, or in a thread, so that an event loop is not blocked."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from attio._support.async_loop import in_trio

if TYPE_CHECKING:
    from attio._call.operation import Operation

_MODULES = (
    "attio._call.request",
    "attio._call.call",
    "attio._call.response",
    "anyio.abc",
    "anyio.lowlevel",
    "anyio.to_thread",
)


def load_runtime() -> None:
    """Import the modules that every call needs."""
    for name in _MODULES:
        import_module(name)


def load_models(operation: Operation[Any]) -> None:
    """Build the models of an operation; without this, pydantic builds them on first use."""
    from pydantic import BaseModel  # not at the top, because the event loop would wait for it

    operation.params.as_model().model_rebuild()
    response: Any = operation.response
    if isinstance(response, type) and issubclass(response, BaseModel):
        response.model_rebuild()


async def pause(seconds: float) -> None:
    """Sleep on asyncio or trio, without anyio, which may not be imported yet."""
    if in_trio():
        await sys.modules["trio"].sleep(seconds)
    else:
        import asyncio

        await asyncio.sleep(seconds)


async def run_in_thread(work: Callable[[], None]) -> None:
    """Run a function in a thread, on asyncio or trio, without anyio, which may not be imported yet."""
    if in_trio():
        await sys.modules["trio"].to_thread.run_sync(work, abandon_on_cancel=True)
    else:
        import asyncio

        await asyncio.to_thread(work)
