"""Pages: iteration over items and pages, the next page, and their limits."""

from __future__ import annotations

import copy
import pickle
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attio.errors.base import ResponseValidationError

if TYPE_CHECKING:
    pass

from tests.paging.fake_api import CURSOR, NESTED, FakeAPI, ids, page


@given(total=st.integers(0, 40), limit=st.none() | st.integers(1, 9), offset=st.none() | st.integers(0, 5))
def test_offset_pages_return_every_item_once(total: int, limit: int | None, offset: int | None) -> None:
    api = FakeAPI(total)
    assert ids(api.first(limit=limit, offset=offset)) == list(range(total))[offset or 0 :]


def test_only_an_empty_page_is_the_last() -> None:
    short = FakeAPI(4)
    assert ids(short.first(limit=3)) == [0, 1, 2, 3]
    assert short.calls == [{"limit": 3}, {"limit": 3, "offset": 3}, {"limit": 3, "offset": 4}]
    capped = FakeAPI(12)  # returns 5 items of the 9 requested
    assert ids(capped.first(limit=9)) == list(range(12))
    unsent = FakeAPI(4)
    assert ids(unsent.first()) == [0, 1, 2, 3]
    assert unsent.calls == [{}, {"offset": 3}, {"offset": 4}]


def test_cursors_are_followed_through_empty_pages_until_absent() -> None:
    api = FakeAPI(responses=[page(1, cursor="a"), page(cursor=""), page(cursor="c"), page(2)])
    assert ids(api.first(CURSOR)) == [1, 2]
    assert [params.get("cursor") for params in api.calls] == [None, "a", "", "c"]


@pytest.mark.parametrize("cursor", ["a", ""])
def test_a_repeated_cursor_is_an_error(cursor: str) -> None:
    api = FakeAPI(responses=[page(1, cursor=cursor), page(2, cursor=cursor)])
    with pytest.raises(ResponseValidationError, match="same cursor twice") as caught:
        ids(api.first(CURSOR))
    assert caught.value.operation == "items.list"


def test_a_repeated_page_is_an_error() -> None:
    api = FakeAPI(responses=[page(1, 2)])
    with pytest.raises(ResponseValidationError, match="same page twice"):
        ids(api.first())


def test_items_may_be_nested_in_the_response() -> None:
    nested = [
        {"data": {"id": 9, "comments": [{"id": number}]}, "pagination": {"next_cursor": c}}
        for number, c in ((1, "a"), (2, None))
    ]
    assert ids(FakeAPI(responses=list(nested)).first(NESTED)) == [1, 2]


@pytest.mark.parametrize(("max_items", "requests"), [(0, 1), (2, 1), (3, 1), (4, 2), (100, 5)])
def test_max_items_stops_without_a_surplus_request(max_items: int, requests: int) -> None:
    api = FakeAPI(10)
    assert ids(api.first(max_items=max_items)) == list(range(min(10, max_items)))
    assert len(api.calls) == requests


def test_pages_are_fetched_as_the_iteration_reaches_them() -> None:
    api = FakeAPI(10)
    items = iter(api.first())
    assert [next(items).id for _ in range(3)] == [0, 1, 2]
    assert len(api.calls) == 1
    assert next(items).id == 3
    assert len(api.calls) == 2


def test_pages_and_next_page_return_the_following_pages() -> None:
    first = FakeAPI(7).first(limit=3)
    assert [len(page.data) for page in first.pages()] == [3, 3, 1, 0]
    assert ids(first.next_page().data) == [3, 4, 5]
    assert FakeAPI(0).first().next_page() is None


@pytest.mark.anyio
async def test_async_pages_return_the_same_items() -> None:
    api = FakeAPI(7)
    first = api.first(is_async=True)
    assert [item.id async for item in first] == list(range(7))
    assert [len(page.data) async for page in first.pages_async()] == [3, 3, 1, 0]
    following = await first.next_page_async()
    assert following is not None
    assert ids(following.data) == [3, 4, 5]


@pytest.mark.anyio
async def test_a_sync_loop_over_async_pages_raises_with_the_fix() -> None:
    from_sync, from_async = FakeAPI(1).first(), FakeAPI(1).first(is_async=True)
    with pytest.raises(TypeError, match="async for"):
        iter(from_async)
    with pytest.raises(TypeError, match=r"`for … in items\.query"):
        aiter(from_sync)
    with pytest.raises(TypeError, match="async call"):
        from_async.next_page()
    with pytest.raises(TypeError, match="sync call"):
        await from_sync.next_page_async()


def test_a_copied_page_has_its_data_and_cannot_fetch_more() -> None:
    first = FakeAPI(4).first()
    for other in (copy.copy(first), copy.deepcopy(first), pickle.loads(pickle.dumps(first))):
        assert other == first
        assert repr(other) == repr(first)
        items = iter(other)
        assert [next(items).id for _ in range(3)] == [0, 1, 2]
        with pytest.raises(RuntimeError, match="copy"):
            next(items)
    last = pickle.loads(pickle.dumps(FakeAPI(responses=[page(1)]).first(CURSOR)))
    assert ids(last) == [1]


def test_a_page_has_the_length_of_its_data_and_is_always_true() -> None:
    empty = FakeAPI(0).first()
    assert empty
    with pytest.raises(TypeError, match=r"use len\(response.data\)"):
        len(empty)
