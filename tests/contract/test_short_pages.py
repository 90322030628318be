"""Servers that return fewer items than requested: no item is lost, and no unnecessary page is requested."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any, cast

import anyio
import pytest

from attio import Attio
from attio.models.base import Model
from tests.contract.forms import find
from tests.contract.golden import load
from tests.contract.table import JSON, Golden, plain
from tests.server import Received, Reply, Server

LISTS = [golden for golden in load() if golden.pages]
SIZED = [golden for golden in LISTS if golden.pages and golden.pages.sized]
COUNTED = [golden for golden in LISTS if golden.pages and golden.pages.style != "cursor"]
TOTAL = 9
NUMBER = "field_of_tomorrow"

every_side = pytest.mark.parametrize("side", ["sync", "asyncio", "trio"])
every_list = pytest.mark.parametrize("golden", LISTS, ids=lambda golden: golden.function)
every_counted_list = pytest.mark.parametrize("golden", COUNTED, ids=lambda golden: golden.function)


def params_of(golden: Golden, received: Received) -> dict[str, Any]:
    """Return the parameters of a request."""
    assert golden.pages is not None
    given: dict[str, Any] = dict(received.query)
    if golden.pages.where == "body":
        given = cast("dict[str, Any]", received.json())
    return {name: given[name] for name in ("limit", "offset", "cursor", "count", "startIndex") if name in given}


def start_of(golden: Golden, received: Received) -> int:
    given = params_of(golden, received)
    if "cursor" in given:
        return int(given["cursor"])
    return int(given.get("offset", int(given.get("startIndex", 1)) - 1))


def numbered(
    golden: Golden, *, most: int, total: int = TOTAL, sends_total: bool = False
) -> Callable[[Received], Reply]:
    """Return a function that serves numbered items in pages of `most` and `most - 1` items in turn."""
    assert golden.pages is not None
    pages = golden.pages
    model = cast("dict[str, JSON]", plain(golden.responses[0].body))
    *parents, last = pages.items.split(".")

    def respond(received: Received) -> Reply:
        body: Any = copy.deepcopy(model)
        holder = body
        for step in parents:
            holder = holder[step]
        item = holder[last][0]
        start = start_of(golden, received)
        end = start + min(most - start % 2, int(params_of(golden, received).get(pages.size_name, most)))
        numbers = range(total)[start:end]
        holder[last] = [{**item, NUMBER: number} for number in numbers]
        if pages.style == "cursor":
            body["pagination"] = {"next_cursor": str(end) if end < total else None}
        if pages.style == "scim":
            body["totalResults"] = total if sends_total else None
        return Reply(json=body)

    return respond


def walk(golden: Golden, side: str, client: Attio, **options: Any) -> list[int]:
    """Return the numbers of all items, in the order of the iteration."""
    case = golden.case("minimal")

    async def main() -> list[Model]:
        page: Any = await cast("Any", find(golden, client, "method_async")(*case.args, **case.kwargs, **options))
        return [item async for item in page]

    if side == "sync":
        items: list[Any] = list(cast("Any", find(golden, client, "method")(*case.args, **case.kwargs, **options)))
    else:
        items = anyio.run(main, backend=side)
    return [item.model_extra[NUMBER] for item in items]


@every_counted_list
@every_side
@pytest.mark.parametrize("prefetch", [0, 3])
def test_no_item_is_lost(golden: Golden, side: str, prefetch: int, server: Server) -> None:
    """An empty page ends the list. It takes one more request, since the last page with items is not marked as last."""
    assert golden.pages is not None
    server.always(numbered(golden, most=3))
    with Attio("token", server_url=server.url) as client:
        for size in (None, golden.pages.minimum, golden.pages.maximum or 1_000):
            server.requests.clear()
            given = {} if size is None else {golden.pages.size_name: size}
            assert walk(golden, side, client, prefetch=prefetch, **given) == list(range(TOTAL)), size
            starts = [start_of(golden, received) for received in server.requests]
            assert TOTAL in starts, "the end was not looked at"
            if not prefetch:
                assert starts == sorted(set(starts)), "a page was requested twice"
                assert max(starts) == TOTAL


@pytest.mark.parametrize("golden", [listing for listing in COUNTED if listing.scim], ids=lambda golden: golden.function)
@every_side
def test_a_total_ends_the_list_without_another_request(golden: Golden, side: str, server: Server) -> None:
    server.always(numbered(golden, most=3, sends_total=True))
    with Attio("token", server_url=server.url) as client:
        assert walk(golden, side, client, count=100) == list(range(TOTAL))
    assert max(start_of(golden, received) for received in server.requests) < TOTAL


@pytest.mark.parametrize("golden", SIZED, ids=lambda golden: golden.function)
@every_side
@pytest.mark.parametrize("given", [None, 40])
def test_max_items_requests_no_more_than_it_needs(golden: Golden, side: str, given: int | None, server: Server) -> None:
    pages = golden.pages
    assert pages is not None
    size = {} if given is None else {pages.size_name: given}
    server.always(numbered(golden, most=100, total=200))
    with Attio("token", server_url=server.url) as client:
        assert walk(golden, side, client, max_items=3, **size) == [0, 1, 2]
    (received,) = server.requests
    # The minimum page size of webhooks is also the default, which is not sent.
    assert int(params_of(golden, received).get(pages.size_name, pages.minimum)) == max(3, pages.minimum)


@every_counted_list
@every_side
@pytest.mark.parametrize("prefetch", [0, 2])
def test_the_last_page_is_cut_too(golden: Golden, side: str, prefetch: int, server: Server) -> None:
    assert golden.pages is not None
    name, size = golden.pages.size_name, max(12, golden.pages.minimum)
    server.always(numbered(golden, most=100, total=200))
    with Attio("token", server_url=server.url) as client:
        found = walk(golden, side, client, max_items=size + 11, prefetch=prefetch, **{name: size})
    assert found == list(range(size + 11))
    sizes = [int(params_of(golden, received)[name]) for received in server.requests]
    assert sizes == [size, 11]


@every_list
def test_without_a_page_size_none_is_sent(golden: Golden, server: Server) -> None:
    server.always(numbered(golden, most=100, total=200))
    with Attio("token", server_url=server.url) as client:
        assert walk(golden, "sync", client, max_items=150_000) == list(range(200))
    assert not {"limit", "count"} & {name for received in server.requests for name in params_of(golden, received)}
