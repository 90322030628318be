"""The walk by offset, against a list from which items disappear between two pages."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from attio.bulk.offsets import OffsetPosition, OffsetWalk


def page(items: list[str], query: tuple[int, int]) -> list[tuple[str, str]]:
    offset, limit = query
    return [(item, item) for item in items[offset : offset + limit]]


def walk(items: list[str], walk: OffsetWalk) -> list[str]:
    found: list[str] = []
    while not walk.is_done:
        found += [id_ for id_, _ in walk.received(page(items, walk.query()))]
    return found


@given(st.integers(0, 40), st.integers(2, 9))
def test_every_item_is_read_once(count: int, size: int) -> None:
    items = [f"item {number}" for number in range(count)]
    assert walk(items, OffsetWalk(size)) == items


@given(st.integers(1, 40), st.integers(2, 9), st.data())
@settings(deadline=None)
def test_items_deleted_meanwhile_skip_no_other(count: int, size: int, data: st.DataObject) -> None:
    every = [f"item {number}" for number in range(count)]
    items = list(every)
    pages = OffsetWalk(size)
    found: list[str] = []
    while not pages.is_done:
        found += [id_ for id_, _ in pages.received(page(items, pages.query()))]
        for _ in range(data.draw(st.integers(0, min(3, len(items))))):
            items.remove(data.draw(st.sampled_from(items)))
    assert len(found) == len(set(found))
    assert set(items) <= set(found)


@given(st.integers(1, 40), st.integers(2, 9), st.integers(0, 5))
def test_a_walk_can_be_resumed_in_another_process(count: int, size: int, removed: int) -> None:
    items = [f"item {number}" for number in range(count)]
    pages = OffsetWalk(size)
    found = [id_ for id_, _ in pages.received(page(items, pages.query()))]
    position = pages.position
    del items[: min(removed, len(found) - 1)]  # the last one read is still there
    assert found + walk(items, OffsetWalk(size, position)) == [f"item {number}" for number in range(count)]


def test_ids_are_kept_in_16_bytes() -> None:
    id_ = "00000000-0000-4000-8000-000000000001"
    pages = OffsetWalk(5, OffsetPosition(1, (id_,)))
    assert pages.received([(id_.upper(), None)]) == []
    assert pages.is_done
