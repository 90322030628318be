"""Drivers that run one test with sync methods, and with async methods on asyncio and on trio."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeAlias

import anyio
import anyio.lowlevel

if TYPE_CHECKING:
    from attio import Attio

Send: TypeAlias = Callable[..., Any]


class Driver:
    """Calls a method of the client by its dotted name, such as `records.query`."""

    def __init__(self, side: str) -> None:
        self.side = side

    def __repr__(self) -> str:
        return self.side

    def call(self, client: Attio, method: str, *args: Any, **params: Any) -> Any:
        """Call a method, and wait for the result."""
        function = self._find(client, method)
        if self.side == "sync":
            return function(*args, **params)

        async def main() -> Any:
            return await function(*args, **params)

        return anyio.run(main, backend=self.side)

    def run(self, client: Attio, work: Callable[[Callable[..., Awaitable[Any]]], Awaitable[Any]]) -> Any:
        """Run several calls in one event loop; sync calls are wrapped in coroutines that do not wait."""
        if self.side == "sync":

            async def call(method: str, *args: Any, **params: Any) -> Any:
                await anyio.lowlevel.checkpoint()
                return self._find(client, method)(*args, **params)

            return anyio.run(work, call)

        async def call_async(method: str, *args: Any, **params: Any) -> Any:
            return await self._find(client, method)(*args, **params)

        return anyio.run(work, call_async, backend=self.side)

    def _find(self, client: Attio, method: str) -> Send:
        target: Any = client
        *resources, name = method.split(".")
        for resource in resources:
            target = getattr(target, resource)
        if self.side != "sync":
            name = f"{name.rstrip('_')}_async"
        found: Send = getattr(target, name)
        return found


DRIVERS = [Driver("sync"), Driver("asyncio"), Driver("trio")]
