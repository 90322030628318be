"""Stores and callbacks of the caller that are async or return awaitables."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import anyio
import pytest

from attio import errors
from attio.oauth import Installation, MemoryInstallations
from attio.sandbox import Sandbox
from tests.oauth.flows import approve


class Awaitable:
    """An awaitable that is not a coroutine, as some database clients return."""

    def __await__(self) -> Iterator[None]:
        return iter(())


class AsyncStore:
    """A store whose methods are all async."""

    def __init__(self) -> None:
        self._store = MemoryInstallations()

    async def save(self, installation: Installation, /) -> None:
        self._store.save(installation)

    async def find(self, workspace: str, member: str | None = None, /) -> Installation | None:
        return self._store.find(workspace, member)

    async def delete(self, installation: Installation, /) -> None:
        self._store.delete(installation)

    async def all(self) -> list[Installation]:
        return self._store.all()


def test_async_stores_need_the_async_methods(sandbox: Sandbox) -> None:
    oauth = sandbox.oauth_app(store=AsyncStore())

    def wait(_installation: Installation) -> object:
        return Awaitable()

    waiting = sandbox.oauth_app(on_install=wait)
    waiting_query, waiting_cookie = approve(sandbox, waiting.start())
    with pytest.raises(errors.InvalidRequestError, match="is async"):
        waiting.complete(waiting_query, cookie=waiting_cookie)
    query, cookie = approve(sandbox, oauth.start())
    with pytest.raises(errors.InvalidRequestError, match="save is async: use the _async variant"):
        oauth.complete(query, cookie=cookie)
    with pytest.raises(errors.InvalidRequestError, match="find is async: use the _async variant"):
        oauth.client("acme")

    async def main() -> None:
        async with oauth:
            installation = (await oauth.complete_async(query, cookie=cookie)).installation
            client = await oauth.client_async(installation.workspace_slug)
            assert (await client.meta.identify_async()).active is True
            with pytest.raises(errors.OAuthStateError):
                await oauth.complete_async(query, cookie=cookie)

    anyio.run(main)


def test_a_plain_function_may_return_an_awaitable(sandbox: Sandbox) -> None:
    installed: list[Installation] = []

    async def later(installation: Installation) -> None:
        installed.append(installation)

    def plain(installation: Installation) -> object:
        return later(installation)

    oauth = sandbox.oauth_app(on_install=plain)
    query, cookie = approve(sandbox, oauth.start())
    anyio.run(lambda: oauth.complete_async(query, cookie=cookie))
    assert len(installed) == 1
    query, cookie = approve(sandbox, oauth.start())
    with pytest.raises(errors.InvalidRequestError, match="plain is async"):
        oauth.complete(query, cookie=cookie)
    partly = sandbox.oauth_app(on_install=partial(later))
    with pytest.raises(errors.InvalidRequestError, match=r"partial.* is async"):
        partly.complete(*approve(sandbox, partly.start())[:1], cookie=None)
