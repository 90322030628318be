"""Extras that set paging parameters are rejected by name before anything is sent, in every list operation."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import cast

import anyio
import pytest

from attio import errors
from tests.contract.api import StandIn
from tests.contract.forms import find
from tests.contract.golden import load
from tests.contract.table import Golden

NAMES = {"offset": ("limit", "offset"), "cursor": ("limit", "cursor"), "scim": ("count", "startIndex")}
CASES = [
    (golden, name)
    for golden in load()
    if golden.pages
    for name in NAMES[golden.pages.style]
    if golden.pages.sized or name != "limit"
]


@pytest.mark.parametrize("place", ["extra_query", "extra_body"])
@pytest.mark.parametrize(("golden", "name"), CASES, ids=[f"{golden.function}-{name}" for golden, name in CASES])
@pytest.mark.parametrize("side", ["sync", "asyncio", "trio"])
def test_paging_among_the_extras_is_rejected(golden: Golden, name: str, place: str, side: str, api: StandIn) -> None:
    case = golden.case("minimal")
    extra = {place: {name: 1}}

    with api.client() as client:
        call = find(golden, client, "method" if side == "sync" else "method_async")

        async def main() -> None:
            await cast("Awaitable[object]", call(*case.args, **case.kwargs, **extra))

        def run() -> object:
            return call(*case.args, **case.kwargs, **extra) if side == "sync" else anyio.run(main, backend=side)

        with pytest.raises(errors.InvalidRequestError, match=f"{place}: '{name}' is a parameter by which"):
            run()
    assert api.take() == []
