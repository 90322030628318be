"""A server of records in order of creation, and walks through them."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from attio.bulk.keyset import Item, LongestPage, Position, Query, Range, microseconds


def matches(record: tuple[int, str], condition: dict[str, Any]) -> bool:
    match condition:
        case {"created_at": {"$gte": moment}}:
            return record[0] >= moments(moment)
        case {"created_at": {"$lt": moment}}:
            return record[0] < moments(moment)
        case {"record_id": {"$starts_with": beginning}}:
            return record[1].startswith(beginning)
        case {"$not": {"record_id": {"$in": ids_}}}:
            return record[1] not in ids_
        case _:
            raise AssertionError(condition)


@cache
def moments(text: str) -> int:
    return microseconds(datetime.fromisoformat(text.replace("Z", "+00:00")))


@dataclass
class Server:
    """Serves records, given by id and time of creation. Each page is a snapshot; equal times come in random order."""

    records: dict[str, int]
    cap: int = 500
    random: random.Random = field(default_factory=lambda: random.Random(7))
    queries: int = 0

    def page(self, query: Query) -> list[Item]:
        self.queries += 1
        found = [(created, id_) for id_, created in self.records.items()]
        for condition in query.conditions:
            found = [record for record in found if matches(record, condition)]
        self.random.shuffle(found)
        found.sort(key=lambda one: one[0])
        page = found[query.offset : query.offset + min(query.limit, self.cap)]
        return [Item(created, id_, id_) for created, id_ in page]


def walk(server: Server, range_: Range) -> list[str]:
    ids: list[str] = []
    while not range_.is_done:
        ids += [item.id for item in range_.received(server.page(range_.query())).items]
    return ids


def make(size: int = 500, position: Position | None = None, until: int | None = None) -> Range:
    return Range("record_id", size, LongestPage(), position, until)


def ids(count: int, seed: int = 1) -> list[str]:
    from uuid import UUID

    source = random.Random(seed)
    return [str(UUID(int=source.getrandbits(128))) for _ in range(count)]
