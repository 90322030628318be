"""Reading records in order of creation, from a server whose records may change between two pages."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attio.bulk.keyset import Batch, Item, Position, longer, timestamp
from tests.bulk.keyset_server import Server, ids, make, walk

IDS = st.uuids(version=4).map(str)


@pytest.mark.parametrize(("count", "queries"), [(0, 1), (1, 2), (499, 2), (500, 2), (501, 3), (5_000, 12)])
def test_records_with_distinct_times_take_few_queries(count: int, queries: int) -> None:
    server = Server({id_: number for number, id_ in enumerate(ids(count))})
    assert walk(server, make()) == list(server.records)
    assert server.queries <= queries


def test_records_with_equal_times_take_few_queries() -> None:
    records = ids(4_500)
    server = Server(
        {id_: 5 if 500 <= number < 3_500 else number + 10 * (number > 3_500) for number, id_ in enumerate(records)}
    )
    server.records.update({id_: -number - 1 for number, id_ in enumerate(records[:500])})
    found = walk(server, make())
    assert sorted(found) == sorted(records)
    assert len(found) == len(set(found))
    assert server.queries <= 4_500 / 500 + 2 + 20


@given(
    st.dictionaries(IDS, st.integers(0, 6), max_size=40),
    st.integers(1, 9),
    st.integers(1, 9),
    st.integers(0, 2**32),
)
@settings(max_examples=30, deadline=None)
def test_every_record_is_read_once(records: dict[str, int], size: int, cap: int, seed: int) -> None:
    server = Server(records, cap, random.Random(seed))
    found = walk(server, make(size))
    assert sorted(found) == sorted(records)


@given(
    st.dictionaries(IDS, st.integers(0, 6), min_size=1, max_size=30),
    st.integers(1, 6),
    st.data(),
)
@settings(max_examples=30, deadline=None)
def test_every_record_that_is_not_deleted_is_found(records: dict[str, int], size: int, data: st.DataObject) -> None:
    doomed = set(data.draw(st.lists(st.sampled_from(sorted(records)))))
    server = Server(dict(records))
    range_ = make(size)
    found: list[str] = []
    newest = max(records.values())
    while not range_.is_done:
        found += [item.id for item in range_.received(server.page(range_.query())).items]
        is_deleting = data.draw(st.booleans())
        if is_deleting and doomed:
            server.records.pop(doomed.pop())
        if server.queries < 10 and data.draw(st.booleans()):
            newest += data.draw(st.integers(0, 1))
            server.records[data.draw(IDS)] = newest
    assert len(found) == len(set(found))
    assert set(records) & set(server.records) <= set(found)


@given(st.dictionaries(IDS, st.integers(0, 4), max_size=30), st.integers(1, 6), st.data())
@settings(max_examples=30, deadline=None)
def test_a_walk_can_be_resumed_after_any_item(records: dict[str, int], size: int, data: st.DataObject) -> None:
    server = Server(records)
    stop = data.draw(st.integers(0, len(records)))
    found: list[str] = []
    range_ = make(size)
    position = range_.position
    while len(found) < stop and not range_.is_done:
        batch = range_.received(server.page(range_.query()))
        taken = min(len(batch.items), stop - len(found))
        found += [item.id for item in batch.items[:taken]]
        position = batch.position(taken)
    assert sorted(found + walk(server, make(size, position))) == sorted(records)


@given(st.dictionaries(IDS, st.integers(0, 50), max_size=40), st.integers(1, 6), st.data())
@settings(max_examples=30, deadline=None)
def test_parallel_ranges_read_every_record_once(records: dict[str, int], size: int, data: st.DataObject) -> None:
    server = Server(records)
    ranges = [make(size)]
    found: list[str] = []
    while active := [part for part in ranges if not part.is_done]:
        range_ = data.draw(st.sampled_from(active))
        query = range_.query()
        if data.draw(st.booleans()) and (later := range_.split(60)):  # while the page is under way
            ranges.append(later)
        found += [item.id for item in range_.received(server.page(query)).items]
    assert sorted(found) == sorted(records)


def test_a_walk_works_without_conditions_on_ids() -> None:
    records = dict.fromkeys(ids(30), 3) | {id_: number + 10 for number, id_ in enumerate(ids(5, seed=2))}
    server = Server(records)
    range_ = make(4)
    found: list[str] = []
    assert not range_.cannot_divide()
    while not range_.is_done:
        query = range_.query()
        if "record_id" in str(query.conditions):
            assert range_.cannot_divide()
            continue
        found += [item.id for item in range_.received(server.page(query)).items]
    assert sorted(found) == sorted(records)


def test_a_window_of_equal_times_is_read_ten_times_at_most() -> None:
    range_ = make(2, Position(3, frozenset(), tuple("0123456789abcdef")))
    assert range_.cannot_divide()
    assert not range_.cannot_divide()
    names = iter(ids(100))
    reads = 0
    while range_.query().conditions[0] == {"created_at": {"$gte": timestamp(3)}} and reads < 100:
        reads += 1
        is_second = range_.query().offset > 0
        range_.received([] if is_second else [Item(3, next(names), None)])
    assert reads == 20  # ten passes of one page and the empty one


def test_a_range_that_is_too_short_is_not_split() -> None:
    assert make().split(10) is None  # no page was read yet
    assert make(position=Position(5)).split(6) is None
    assert make(position=Position(5), until=6).width(100) == 1
    assert make(position=Position(5)).width(100) == 95
    assert make().width(100) == 0


def test_longer_prefixes_of_ids_contain_dashes() -> None:
    assert longer("0")[:2] == ("00", "01")
    assert longer("01234567")[-1] == "01234567-f"


def test_the_position_after_each_item_of_a_page_is_known() -> None:
    before, after = Position(1, frozenset("a")), Position(4, frozenset("d"))
    batch = Batch(before, after, [Item(1, "b", None), Item(4, "c", None), Item(4, "d", None)])
    assert batch.position(0) == before
    assert batch.position(1) == Position(1, frozenset("ab"))
    assert batch.position(2) == Position(4, frozenset("c"))
    assert batch.position(3) == after


def test_the_position_among_records_of_one_time_is_known() -> None:
    before = Position(4, frozenset("a"), ("0", "1"))
    batch = Batch(before, Position(4, frozenset("abc"), ("1",)), [Item(4, "b", None), Item(4, "c", None)])
    assert batch.position(1) == Position(4, frozenset("ab"), ("0", "1"))
