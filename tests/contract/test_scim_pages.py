"""SCIM lists: pages by `startIndex` and `count`, with the total in each response."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypedDict

import anyio
import pytest
from typing_extensions import Unpack

from attio import Attio, errors
from tests.server import Received, Reply, Server

AT_ONCE = 3
"""The maximum page size of this directory, whatever `count` is."""


class Asked(TypedDict, total=False):
    """Arguments of `scim.users.list`."""

    startIndex: int
    count: int
    max_items: int


def user(number: int) -> dict[str, object]:
    return {
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
        "id": str(number),
        "userName": f"piet+{number}@brightside.example",
        "name": {},
        "emails": [],
        "active": True,
        "meta": {"resourceType": "User"},
    }


def directory(total: int, reported_total: int | None) -> Callable[[Received], Reply]:
    """Return a function that serves `total` users and reports `said` as their number."""

    def respond(request: Received) -> Reply:
        params = {name: int(value) for name, value in request.query}
        start = params.get("startIndex", 1)
        numbers = range(start, total + 1)[: min(params.get("count", AT_ONCE), AT_ONCE)]
        body = {
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
            "totalResults": reported_total,
            "startIndex": start,
            "itemsPerPage": len(numbers),
            "Resources": [user(number) for number in numbers],
        }
        return Reply(json=body, headers={"Content-Type": "application/scim+json"})

    return respond


def walk(side: str, client: Attio, **params: Unpack[Asked]) -> list[int]:
    """Return the numbers of the users of all pages."""
    if side == "sync":
        return [int(user.id) for user in client.scim.users.list(**params)]

    async def main() -> list[int]:
        return [int(user.id) async for user in await client.scim.users.list_async(**params)]

    return anyio.run(main, backend=side)


every_side = pytest.mark.parametrize("side", ["sync", "asyncio", "trio"])


@dataclass(frozen=True)
class Walk:
    """The size of a directory, the arguments of a call, and the expected users and requests."""

    total: int
    params: Asked
    found: list[int]
    queries: list[dict[str, str]]


WALKS = (
    Walk(0, {}, [], [{}]),
    Walk(3, {}, [1, 2, 3], [{}]),
    Walk(7, {}, [1, 2, 3, 4, 5, 6, 7], [{}, {"startIndex": "4"}, {"startIndex": "7"}]),
    Walk(6, {"startIndex": 3, "count": 2}, [3, 4, 5, 6], [{"startIndex": at, "count": "2"} for at in ("3", "5")]),
    # The directory returns fewer users than requested, and has more.
    Walk(5, {"count": 100}, [1, 2, 3, 4, 5], [{"count": "100"}, {"startIndex": "4", "count": "100"}]),
    Walk(7, {"count": 0}, [], [{"count": "0"}]),
    Walk(7, {"startIndex": 8}, [], [{"startIndex": "8"}]),
    Walk(7, {"max_items": 3}, [1, 2, 3], [{"count": "3"}]),
    Walk(7, {"max_items": 4}, [1, 2, 3, 4], [{"count": "4"}, {"startIndex": "4", "count": "1"}]),
)


@every_side
@pytest.mark.parametrize("way", WALKS, ids=lambda way: f"{way.total}-{way.params}")
def test_every_user_is_found_without_surplus_requests(way: Walk, side: str, server: Server) -> None:
    server.always(directory(way.total, reported_total=way.total))
    with Attio("token", server_url=server.url) as client:
        assert walk(side, client, **way.params) == way.found
    assert [dict(request.query) for request in server.requests] == way.queries


@every_side
@pytest.mark.parametrize("reported_total", [None, 9])
def test_an_empty_page_ends_the_list_whatever_the_total(reported_total: int | None, side: str, server: Server) -> None:
    server.always(directory(4, reported_total=reported_total))
    with Attio("token", server_url=server.url) as client:
        assert walk(side, client) == [1, 2, 3, 4]
    assert [dict(request.query) for request in server.requests] == [{}, {"startIndex": "4"}, {"startIndex": "5"}]


@every_side
def test_a_directory_that_repeats_its_first_page_is_an_error(side: str, server: Server) -> None:
    first = directory(7, reported_total=7)
    server.always(lambda request: first(Received(request.method, "/scim/v2/Users", [], b"", 1)))
    with Attio("token", server_url=server.url) as client, pytest.raises(errors.ResponseValidationError, match="twice"):
        walk(side, client)
    assert len(server.requests) == 2
