"""Responses with a list: `for` and `async for` iterate over the items, and `len()` names the attribute to use."""

from __future__ import annotations

from operator import attrgetter
from typing import Any, cast

import anyio
import pytest

from attio import Attio
from attio.models.base import Envelope
from tests.contract.api import StandIn, reply
from tests.contract.forms import find
from tests.contract.golden import load
from tests.contract.table import NO_BODY, Golden, plain


def items_path(golden: Golden) -> str | None:
    """Return the path of the items in the response; None if it has no list."""
    if golden.pages:
        return golden.pages.items
    if golden.special:
        return None
    body = golden.responses[0].body
    found: Any = {} if body is NO_BODY else plain(body)
    if not isinstance(found, dict):
        return None
    return next((name for name in ("data", "Resources") if isinstance(cast("Any", found).get(name), list)), None)


LISTS = [(golden, path) for golden in load() if (path := items_path(golden)) is not None]
every_list = pytest.mark.parametrize(("golden", "path"), LISTS, ids=[golden.function for golden, _ in LISTS])


def call(golden: Golden, client: Attio, api: StandIn, *, is_async: bool = False) -> Any:
    case = golden.case("minimal")
    api.respond_with(reply(plain(golden.responses[0].body), golden.responses[0].status))
    return find(golden, client, "method_async" if is_async else "method")(*case.args, **case.kwargs)


def test_there_are_lists_without_pages() -> None:
    assert len([golden for golden, _ in LISTS if not golden.pages]) >= 9


@every_list
def test_iteration_returns_the_items(golden: Golden, path: str, api: StandIn) -> None:
    with api.client() as client:
        response = call(golden, client, api)
        items = attrgetter(path)(response)
        assert items
        iterator = iter(response)
        assert [next(iterator) for _ in items] == items


@every_list
@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_async_iteration_returns_the_items(golden: Golden, path: str, backend: str, api: StandIn) -> None:
    async def main() -> None:
        async with api.client() as client:
            response = await call(golden, client, api, is_async=True)
            items = attrgetter(path)(response)
            iterator = aiter(response)
            assert [await anext(iterator) for _ in items] == items
            if not golden.pages:
                with pytest.raises(StopAsyncIteration):
                    await anext(iterator)

    anyio.run(main, backend=backend)


@every_list
def test_len_and_indexes_name_the_items(golden: Golden, path: str, api: StandIn) -> None:
    with api.client() as client:
        response: Envelope = call(golden, client, api)
    untyped = cast("Any", response)
    with pytest.raises(TypeError, match=rf"use len\(response\.{path}\)"):
        len(untyped)
    for index in (0, slice(2)):
        with pytest.raises(TypeError, match=rf"use response\.{path}\[\.\.\.\]"):
            untyped[index]
    assert bool(untyped)
    assert bool(response.model_copy(update={path: []}))
