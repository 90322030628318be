"""Retries and paging of every operation, as its golden defines them."""

from __future__ import annotations

import copy
import json
from collections.abc import AsyncIterator, Iterator
from typing import cast
from urllib.parse import parse_qsl, urlencode

import pytest

from attio import errors
from attio.models.base import Model
from tests.contract.api import StandIn, reply
from tests.contract.forms import find
from tests.contract.golden import load
from tests.contract.table import JSON, NO_BODY, Form, Golden, Pages, Response, as_dumped, plain
from tests.server import Received

ORDINARY = [golden for golden in load() if not golden.special]
LISTS = [golden for golden in ORDINARY if golden.pages]
TOO_MANY = {"status_code": 429, "type": "rate_limit_error", "code": "rate_limit_exceeded", "message": "Slower."}
BUSY = {"status_code": 503, "type": "server_error", "code": "unavailable", "message": "Try again."}

# Reads that use POST.
QUERIES = {"records_query", "records_search", "entries_query", "activity_records_query", "sql_query"}


def body_of(response: Response) -> JSON:
    """Return the body to send, without marks."""
    return NO_BODY if response.body is NO_BODY else plain(response.body)


@pytest.mark.parametrize("golden", ORDINARY, ids=lambda golden: golden.function)
def test_a_call_is_retried_after_a_503_only_if_it_is_idempotent(golden: Golden, api: StandIn) -> None:
    """After a 503 the outcome is unknown: only calls that may be carried out twice are retried."""
    case, response = golden.cases[0], golden.responses[0]
    with api.client(retries=True) as client:
        api.respond_with(reply(BUSY, 503), reply(body_of(response), response.status))
        operation = find(golden, client, "method")
        if golden.idempotent:
            operation(*case.args, **case.kwargs)
            first, second = api.take()
            assert (first.target, first.body) == (second.target, second.body)
            return
        with pytest.raises(errors.ServerError) as caught:
            operation(*case.args, **case.kwargs)
        assert (caught.value.outcome, caught.value.attempts, len(api.take())) == ("unknown", 1, 1)


@pytest.mark.parametrize("golden", ORDINARY, ids=lambda golden: golden.function)
def test_an_error_of_a_write_says_that_the_write_may_have_happened(golden: Golden, api: StandIn) -> None:
    case = golden.cases[0]
    with api.client() as client:
        operation = find(golden, client, "method")
        api.respond_with(reply(BUSY, 503))
        with pytest.raises(errors.ServerError) as caught:
            operation(*case.args, **case.kwargs)
    api.take()
    writes = golden.method != "GET" and golden.function not in QUERIES
    assert str(caught.value).endswith("  outcome: unknown; the write may have happened") == writes


@pytest.mark.parametrize("golden", ORDINARY, ids=lambda golden: golden.function)
def test_a_call_is_retried_after_a_429(golden: Golden, api: StandIn) -> None:
    """A request with a 429 was not carried out, so every call is retried; scored queries at most twice."""
    case, response = golden.cases[0], golden.responses[0]
    with api.client(retries=True) as client:
        api.respond_with(*[reply(TOO_MANY, 429)] * 4, reply(body_of(response), response.status))
        operation = find(golden, client, "method")
        if not golden.scored:
            operation(*case.args, **case.kwargs)
            assert len(api.take()) == 5
            return
        with pytest.raises(errors.RateLimitError) as caught:
            operation(*case.args, **case.kwargs)
        assert (caught.value.outcome, caught.value.attempts, len(api.take())) == ("rejected", 3, 3)


def pages_of(golden: Golden) -> tuple[list[JSON], list[JSON], list[JSON]]:
    """Return the items of two pages, and the bodies of all pages including the empty last one."""
    pages = golden.pages
    assert pages is not None
    model = cast("dict[str, JSON]", plain(golden.responses[0].body))
    items = cast("list[JSON]", _at(model, pages.items))
    first, second = items, [items[-1]] if len(items) > 1 else [_other(items[0])]
    if pages.style == "offset":
        return (first, second, [_page(model, pages, part) for part in (first, second, [])])
    if pages.style == "scim":
        # The total marks the end of the list, so no further page is requested.
        model["totalResults"] = len(first) + len(second)
        return first, second, [_page(model, pages, part) for part in (first, second)]
    # An empty page does not end the list; a missing cursor does.
    parts: list[tuple[list[JSON], JSON]] = [(first, "c1+/="), ([], "c2"), (second, None)]
    return first, second, [_page(model, pages, part, cursor) for part, cursor in parts]


def _at(body: JSON, path: str) -> JSON:
    for step in path.split("."):
        body = cast("dict[str, JSON]", body)[step]
    return body


def _page(model: dict[str, JSON], pages: Pages, items: list[JSON], cursor: JSON = None) -> JSON:
    """Return a copy of the model body with other items and another cursor."""
    page = copy.deepcopy(model)
    *parents, last = pages.items.split(".")
    cast("dict[str, JSON]", _at(page, ".".join(parents)) if parents else page)[last] = items
    if pages.style == "cursor":
        page["pagination"] = {"next_cursor": cursor}
    return page


def _other(item: JSON) -> JSON:
    """Return the item with an additional field, so that no page repeats."""
    return {**cast("dict[str, JSON]", item), "field_of_tomorrow": 1}


def expected_steps(golden: Golden) -> list[dict[str, JSON]]:
    """Return the parameters that each further request adds to the first."""
    first, second, _ = pages_of(golden)
    assert golden.pages is not None
    if golden.pages.style == "offset":
        return [{}, {"offset": len(first)}, {"offset": len(first) + len(second)}]
    if golden.pages.style == "scim":
        return [{}, {"startIndex": len(first) + 1}]
    return [{}, {"cursor": "c1+/="}, {"cursor": "c2"}]


def check_items(items: list[object], sent: list[JSON]) -> None:
    """Assert that the items are those of all pages, in order."""
    models = cast("list[Model]", items)
    dumps = [model.model_dump(mode="json", by_alias=True, exclude_unset=True) for model in models]
    assert dumps == as_dumped(sent)


def check_steps(golden: Golden, requests: list[Received]) -> None:
    """Assert that each request repeats the one before it, with the next offset or cursor."""
    assert golden.pages is not None
    case = golden.case("minimal")
    expected = expected_steps(golden)
    assert len(requests) == len(expected)
    for request, step in zip(requests, expected, strict=True):
        assert (request.method, request.path) == (golden.method, case.path)
        if golden.pages.where == "body":
            assert request.json() == {**cast("dict[str, JSON]", case.json), **step}
        else:
            wanted = dict(parse_qsl(urlencode({**case.query, **step})))
            assert dict(request.query) == wanted
            assert request.body == (b"" if case.json is NO_BODY else json.dumps(case.json).encode())


@pytest.mark.parametrize("form", ["method", "function"])
@pytest.mark.parametrize("golden", LISTS, ids=lambda golden: golden.function)
def test_iteration_returns_the_items_of_all_pages(golden: Golden, form: Form, api: StandIn) -> None:
    first, second, bodies = pages_of(golden)
    case = golden.case("minimal")
    with api.client() as client:
        api.respond_with(*(reply(body) for body in bodies))
        page = cast("Iterator[object]", find(golden, client, form)(*case.args, **case.kwargs))
        check_items(list(page), [*first, *second])
        check_steps(golden, api.take())


@pytest.mark.parametrize("form", ["method_async", "function_async"])
@pytest.mark.parametrize("golden", LISTS, ids=lambda golden: golden.function)
@pytest.mark.anyio
async def test_async_iteration_returns_the_items_of_all_pages(golden: Golden, form: Form, api: StandIn) -> None:
    first, second, bodies = pages_of(golden)
    case = golden.case("minimal")
    async with api.client() as client:
        api.respond_with(*(reply(body) for body in bodies))
        page = await find(golden, client, form)(*case.args, **case.kwargs)  # type: ignore[misc]
        items = [item async for item in cast("AsyncIterator[object]", page)]
        check_items(items, [*first, *second])
        check_steps(golden, api.take())
