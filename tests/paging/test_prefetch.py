"""Prefetching: the same records in the same order, a bounded number of requests, and errors."""

from __future__ import annotations

import threading
import time
from typing import Any, cast

import anyio
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attio import Attio, errors
from tests.paging.fake_api import CURSOR, OFFSET, FakeAPI, ids, page
from tests.paging.walks import (
    every_side,
    numbers,
    offsets,
    query,
    records,
    threads,
    walk,
)
from tests.server import PATIENCE, Received, Reply, Server
from tests.waiting import wait_until

# Results


@given(
    total=st.integers(0, 30),
    limit=st.none() | st.integers(1, 9),
    max_items=st.none() | st.integers(0, 30),
    ahead=st.integers(1, 10),
)
def test_prefetching_returns_the_same_items_with_few_more_requests(
    total: int, limit: int | None, max_items: int | None, ahead: int
) -> None:
    plain, api = FakeAPI(total), FakeAPI(total)
    expected = ids(plain.first(limit=limit, max_items=max_items))
    first = api.call(OFFSET, {"limit": limit}, {"max_items": max_items, "prefetch": ahead}, is_async=False)
    assert ids(first) == expected
    assert len(api.calls) <= len(plain.calls) + ahead - 1
    if max_items is not None:
        assert all(int(str(params.get("offset", 0))) < max(max_items, 1) for params in api.calls)


@every_side
@pytest.mark.parametrize("params", [{}, {"limit": 3}, {"limit": 3, "offset": 4}, {"limit": 3, "max_items": 8}], ids=str)
def test_prefetching_returns_the_same_records(side: str, params: dict[str, Any], server: Server, client: Attio) -> None:
    server.always(records(23))
    expected = walk(side, client, **params)
    assert walk(side, client, prefetch=4, **params) == expected


@every_side
def test_items_come_from_pages_ahead_too(side: str, server: Server, client: Attio) -> None:
    together = threading.Barrier(3)
    respond = records(9)

    def meet(received: Received) -> Reply:
        if 0 < query(received)[0] < 9:
            together.wait(PATIENCE)
        return respond(received)

    server.always(meet)
    options: dict[str, Any] = {"limit": 2, "max_items": 7, "prefetch": 3}

    async def main() -> list[str]:
        return [item.id.record_id async for item in await client.records.query_async("people", **options)]

    if side == "sync":
        found = [item.id.record_id for item in client.records.query("people", **options)]
    else:
        found = anyio.run(main, backend=side)
    assert found == list("0123456")
    assert offsets(server) == [0, 2, 4, 6]


# Requests


@every_side
@pytest.mark.parametrize("ahead", [1, 4])
def test_as_many_pages_as_prefetch_are_requested_at_once(side: str, ahead: int, server: Server, client: Attio) -> None:
    """The server responds only after all requests arrived; each page that is read then allows one more request."""
    together = threading.Barrier(ahead)
    respond = records(3 * (ahead + 1))

    def meet(received: Received) -> Reply:
        if 0 < query(received)[0] <= 3 * ahead:
            together.wait(PATIENCE)
        return respond(received)

    server.always(meet)
    read = 0

    def seen(_: object) -> None:
        nonlocal read
        read += 1
        assert len(server.requests) <= read + ahead

    assert walk(side, client, limit=3, prefetch=ahead, seen=seen) == list(range(3 * (ahead + 1)))


@every_side
def test_no_page_is_guessed_past_a_short_one(side: str, server: Server, client: Attio) -> None:
    server.always(records(7))  # four pages: 2, 2, 2 and 1

    def seen(page: Any) -> None:
        wait_until(lambda: len(server.requests) >= 4)
        if numbers(page)[:1] == [0]:
            time.sleep(0.05)  # responses arrive

    assert walk(side, client, limit=2, prefetch=3, seen=seen) == list(range(7))
    assert offsets(server) == [0, 2, 4, 6, 7]


@every_side
def test_fewer_than_prefetch_requests_go_past_the_end(side: str, server: Server, client: Attio) -> None:
    server.always(records(5))  # 2, 2 and 1: the first page does not show the page size
    assert walk(side, client, limit=2, prefetch=4) == list(range(5))
    assert offsets(server)[:3] == [0, 2, 4]
    assert len([start for start in offsets(server) if start >= 5]) <= 3 + 1  # the empty page at 5 ends the list


@every_side
def test_prefetch_requests_no_page_that_max_items_does_not_need(side: str, server: Server, client: Attio) -> None:
    server.always(records(100))
    walk(side, client, limit=3, max_items=7, prefetch=5)
    assert offsets(server) == [0, 3, 6]


@every_side
def test_after_a_wrong_guess_pages_are_not_prefetched(side: str, server: Server, client: Attio) -> None:
    """Without a limit the page size is unknown: here the second page is shorter than the first."""
    server.always(records(30, short={5: 2}))
    assert walk(side, client, prefetch=3) == list(range(30))
    assert set(offsets(server)) - {10, 15} == {0, 5, 7, 12, 17, 22, 27, 30}


@every_side
def test_the_next_page_of_a_cursor_is_fetched_while_the_caller_works(side: str, server: Server, client: Attio) -> None:
    def respond(received: Received) -> Reply:
        at = int(dict(received.query).get("cursor", "0"))
        following = str(at + 1) if at < 3 else None
        return Reply(json={"data": [], "pagination": {"next_cursor": following}})

    server.always(respond)
    read = 0

    def work() -> None:
        nonlocal read
        read += 1
        wait_until(lambda: len(server.requests) == min(read + 1, 4))

    async def main() -> None:
        pages = (await client.objects.get_views_async("people", prefetch=4)).pages_async()
        async for _ in pages:
            await anyio.to_thread.run_sync(work)

    if side == "sync":
        for _ in client.objects.get_views("people", prefetch=4).pages():
            work()
    else:
        anyio.run(main, backend=side)
    assert [dict(received.query).get("cursor") for received in server.requests] == [None, "1", "2", "3"]


@every_side
def test_scim_pages_are_counted_by_the_total_of_the_directory(side: str, server: Server, client: Attio) -> None:
    def respond(received: Received) -> Reply:
        start = int(dict(received.query).get("startIndex", "1"))
        users: list[dict[str, object]] = [
            {"id": str(number), "userName": "a", "meta": {}} for number in range(start, 8)[:2]
        ]
        return Reply(json={"schemas": [], "totalResults": 7, "startIndex": start, "Resources": users})

    server.always(respond)

    async def main() -> list[str]:
        return [user.id async for user in await client.scim.users.list_async(prefetch=10)]

    if side == "sync":
        found = [user.id for user in client.scim.users.list(prefetch=10)]
    else:
        found = anyio.run(main, backend=side)
    assert found == list("1234567")
    assert sorted(dict(received.query).get("startIndex", "") for received in server.requests) == ["", "3", "5", "7"]


def test_next_page_fetches_one_page(server: Server, client: Attio) -> None:
    server.always(records(9))
    following = client.records.query("people", limit=3, prefetch=4).next_page()
    assert following is not None
    assert numbers(following) == [3, 4, 5]
    assert offsets(server) == [0, 3]


@pytest.mark.parametrize("wrong", [-1, 11, True, "4", 2.0])
def test_a_wrong_number_names_the_option_and_its_bounds(wrong: Any, client: Attio) -> None:
    with pytest.raises(errors.InvalidRequestError, match="prefetch must be a whole number from 0 to 10") as caught:
        client.records.query("people", prefetch=wrong)
    assert isinstance(caught.value, ValueError)


def test_prefetch_none_and_zero_are_off(server: Server, client: Attio) -> None:
    server.always(records(9))
    for off in (None, 0):
        pages = client.records.query("people", limit=3, prefetch=cast("int", off)).pages()
        assert [numbers(next(pages)) for _ in range(2)] == [[0, 1, 2], [3, 4, 5]]
    assert offsets(server) == [0, 0, 3, 3]
    assert threads() == []


# Errors


@every_side
def test_an_error_is_raised_where_the_page_would_have_been_reached(side: str, server: Server, client: Attio) -> None:
    respond = records(20)
    server.always(lambda received: Reply(404) if query(received)[0] == 6 else respond(received))
    found: list[int] = []
    with pytest.raises(errors.NotFoundError) as caught:
        walk(side, client, limit=2, prefetch=4, seen=lambda page: found.extend(numbers(page)))
    assert found == list(range(6))
    assert caught.value.operation == "records.query"
    assert threads() == []


@every_side
def test_an_error_past_the_last_page_is_ignored(side: str, server: Server, client: Attio) -> None:
    respond = records(5)
    server.always(lambda received: Reply(500) if query(received)[0] > 5 else respond(received))
    assert walk(side, client, limit=2, prefetch=4) == list(range(5))


def test_repeated_pages_and_cursors_are_errors_with_prefetch() -> None:
    repeating = FakeAPI(responses=[page(1, 2)])
    with pytest.raises(errors.ResponseValidationError, match="same page twice"):
        ids(repeating.call(OFFSET, {}, {"prefetch": 3}, is_async=False))
    read: list[int] = []
    circle = FakeAPI(responses=[page(1, cursor="a"), page(2, cursor="a")])
    with pytest.raises(errors.ResponseValidationError, match="same cursor twice"):
        read.extend(item.id for item in circle.call(CURSOR, {}, {"prefetch": 3}, is_async=False))
    assert len(circle.calls) == 2
