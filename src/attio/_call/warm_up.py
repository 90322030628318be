"""Load what calls need before the first call, or in a thread, so that an event loop is not blocked."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from attio._support.async_loop import in_event_loop, in_trio

if TYPE_CHECKING:
    from attio._call.operation import Operation
    from attio._http.client import HTTPClient

_MODULES = (
    "attio._call.request",
    "attio._call.call",
    "attio._call.response",
    "anyio.abc",
    "anyio.lowlevel",
    "anyio.to_thread",
)


class WarmUp:
    """Loads the modules, models and certificates that the calls of one client need, each of them once."""

    def __init__(self, http: HTTPClient, *, is_https: bool) -> None:
        """Store the HTTP client; nothing is loaded yet."""
        self._http = http
        self.is_cold = is_https
        """Whether the first https call still has to read the trust store."""
        self.loaded: set[str] = set()
        """Operations that an async call or `warm_up_async` has loaded."""
        self._loading: set[str] = set()
        """Operations that an async call is loading."""

    def begin(self) -> None:
        """Start to read the trust store in a thread, unless an event loop runs, which the import of httpx would block.

        The thread runs while the models are loaded. It saves a tenth of the time of the first https call.
        """
        if self.is_cold and not in_event_loop():
            self._http.warm_up()

    def build_models(self, operation: Operation[Any]) -> None:
        """Build the models of the first call, while a thread reads the trust store."""
        _build_models(operation)
        self.is_cold = False

    def load(self, operations: Iterable[Operation[Any]]) -> None:
        """Load what calls of these operations need."""
        self._http.warm_up()  # first: it starts the thread that reads the trust store
        _load_runtime()
        for operation in operations:
            _build_models(operation)
        self.is_cold = False

    async def load_in_thread(self, operation: Operation[Any]) -> None:
        """Load what calls of an operation need, in a thread, so that the event loop is not blocked."""
        name = operation.name
        while name in self._loading:  # another task loads the same operation
            await _pause(0.005)
        if name not in self.loaded:
            self._loading.add(name)
            try:
                await run_in_thread(lambda: self.load([operation]))
                self.loaded.add(name)
            finally:
                self._loading.discard(name)


def _load_runtime() -> None:
    """Import the modules that every call needs."""
    for name in _MODULES:
        import_module(name)


def _build_models(operation: Operation[Any]) -> None:
    """Build the models of an operation; without this, pydantic builds them on first use."""
    from pydantic import BaseModel  # not at the top, because the event loop would wait for it

    operation.params.as_model().model_rebuild()
    response: Any = operation.response
    if isinstance(response, type) and issubclass(response, BaseModel):
        response.model_rebuild()


async def _pause(seconds: float) -> None:
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
