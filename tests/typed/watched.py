"""A sandbox that records its requests, and a helper that calls methods of typed records."""

from __future__ import annotations

import json
from typing import Any

import anyio

from attio import Attio
from attio.sandbox import Request, Response, Sandbox
from tests.drivers import Driver


class Watched(Sandbox):
    """A sandbox that records the method, path and JSON of its requests."""

    def __init__(self) -> None:
        super().__init__(seed=7)
        self.seen: list[tuple[str, str, Any]] = []

    def handle(self, request: Request) -> Response:
        self.seen.append((request.method, request.path, json.loads(request.body) if request.body else None))
        return super().handle(request)

    def count(self) -> int:
        """Return the number of requests since the last call."""
        found = len(self.seen)
        self.seen.clear()
        return found

    def last(self) -> tuple[str, Any]:
        """Return method and values of the only request since the last call."""
        ((method, _, body),) = self.seen
        self.seen.clear()
        data = body["data"]
        return method, data.get("values", data)


def call_on(driver: Driver, client: Attio, target: Any, method: str, **options: Any) -> Any:
    """Call a sync or async method of a typed record or class."""
    if driver.side == "sync":
        return getattr(target, method)(client, **options)

    async def work() -> Any:
        return await getattr(target, f"{method.rstrip('_')}_async")(client, **options)

    return anyio.run(work, backend=driver.side)
