"""Fixtures: a sandbox, an app registered in it, and sync and async calls of its methods."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import anyio
import pytest

from attio.oauth import OAuthApp
from attio.sandbox import Sandbox


@pytest.fixture
def sandbox() -> Sandbox:
    return Sandbox()


@pytest.fixture
def oauth(sandbox: Sandbox) -> Iterator[OAuthApp]:
    with sandbox.oauth_app() as app:
        yield app


@pytest.fixture(params=["sync", "asyncio", "trio"])
def run(request: pytest.FixtureRequest) -> Callable[..., Any]:
    """Call a method or its async twin by name: `run(oauth, "complete", query, cookie=...)`."""

    def run(target: object, name: str, *args: Any, **named: Any) -> Any:
        if request.param == "sync":
            return getattr(target, name)(*args, **named)

        async def main() -> Any:
            return await getattr(target, f"{name}_async")(*args, **named)

        return anyio.run(main, backend=request.param)

    return run
