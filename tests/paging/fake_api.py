"""An in-memory API that returns pages of numbered items."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from attio._call.operation import Operation, Paging
from attio._paging.page import Page
from attio._paging.position import PagePosition
from attio._support.headers import Headers
from attio.models.base import HTTPInfo, Model, Params

if TYPE_CHECKING:
    from attio._call.operation import Caller


class Item(Model):
    id: int


class Cursor(Model):
    next_cursor: str | None


class OffsetPage(Page[Item]):
    data: list[Item]


class CursorPage(Page[Item]):
    data: list[Item]
    pagination: Cursor


class Thread(Model):
    id: int
    comments: list[Item]


class NestedPage(Page[Item]):
    data: Thread
    pagination: Cursor


class ListParams(Params):
    limit: int | None = None
    offset: int | None = None
    cursor: str | None = None


OFFSET = Operation[OffsetPage]("items.query", "POST", "/q", ListParams, OffsetPage, paging=Paging("offset", maximum=5))
CURSOR = Operation[CursorPage]("items.list", "GET", "/l", ListParams, CursorPage, paging=Paging("cursor"))
NESTED = Operation[NestedPage](
    "items.get", "GET", "/g", ListParams, NestedPage, paging=Paging("cursor", items="data.comments")
)


class FakeAPI:
    """Replaces a client: returns pages of numbered items, and keeps the parameters of each call."""

    def __init__(
        self, total: int = 0, *, default_limit: int = 3, cap: int = 5, responses: list[object] | None = None
    ) -> None:
        self.total, self.default_limit, self.cap = total, default_limit, cap
        self.responses = responses
        self.calls: list[dict[str, object]] = []

    def _call(self, operation: Operation[Any], params: Mapping[str, Any], options: Mapping[str, Any]) -> Any:
        return self.call(operation, params, options, is_async=False)

    async def _call_async(
        self, operation: Operation[Any], params: Mapping[str, Any], options: Mapping[str, Any]
    ) -> Any:
        return self.call(operation, params, options, is_async=True)

    def call(
        self, operation: Operation[Any], params: Mapping[str, Any], options: Mapping[str, Any], *, is_async: bool
    ) -> Any:
        self.calls.append({name: value for name, value in params.items() if value is not None})
        assert len(self.calls) < 100, "it would never end"
        if self.responses is not None:
            body = self.responses[min(len(self.calls), len(self.responses)) - 1]
        else:
            start = params.get("offset") or 0
            end = start + min(params.get("limit") or self.default_limit, self.cap)
            body = {"data": [{"id": number} for number in range(self.total)[start:end]]}
        model: Any = operation.response
        page: Page[Item] = model.model_validate(body)
        page.attach_http(HTTPInfo(200, Headers(), 0.1, 1, None))
        client = cast("Caller", self)
        position = PagePosition(client, operation, params, options, is_async, options.get("max_items"))
        position.attach_to(page)
        return page

    def first(
        self, operation: Operation[Any] = OFFSET, *, is_async: bool = False, max_items: int | None = None, **params: Any
    ) -> Any:
        options = {} if max_items is None else {"max_items": max_items}
        return self.call(operation, params, options, is_async=is_async)


def ids(items: Any) -> list[int]:
    return [item.id for item in items]


def page(*numbers: int, cursor: str | None = None) -> dict[str, object]:
    return {"data": [{"id": number} for number in numbers], "pagination": {"next_cursor": cursor}}
