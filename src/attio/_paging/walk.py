"""Iterate over pages, and fetch each page when it is reached."""

from __future__ import annotations

from collections.abc import AsyncIterator, Generator, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from attio._paging.position import PagePosition, cursor_of, items_of, position_of, wanted_items

if TYPE_CHECKING:
    from attio.models.base import Envelope

P = TypeVar("P", bound="Envelope")


def next_page(page: P) -> P | None:
    """Fetch the page after another; return None after the last page."""
    position = _next_position(page)
    if position is None:
        return None
    following: P = position.client._call(position.operation, position.call_params, position.options)
    return position.follow(page, following)


async def next_page_async(page: P) -> P | None:
    """Fetch the page after another; return None after the last page."""
    position = _next_position(page)
    if position is None:
        return None
    following: P = await position.client._call_async(position.operation, position.call_params, position.options)
    return position.follow(page, following)


def pages_one_by_one(first: P) -> Generator[P, None, None]:
    """Iterate over a page and all following pages."""
    page: P | None = first
    while page is not None:
        yield page
        page = next_page(page)


class AsyncPages(AsyncIterator[P]):
    """Async iterator over a page and all following pages.

    This is not a generator, because trio warns of generators that a `break` leaves unfinished.
    """

    def __init__(self, first: P) -> None:
        """Start with the first page."""
        self._first: P | None = first
        self._page: P | None = None

    async def __anext__(self) -> P:
        page, self._first = self._first, None
        last, self._page = self._page, None
        if page is None and last is not None:
            page = await self._fetch_next(last)
        if page is None:
            raise StopAsyncIteration
        self._page = page
        return page

    async def _fetch_next(self, page: P) -> P | None:
        return await next_page_async(page)


class AsyncItems(AsyncIterator[Any]):
    """Async iterator over the items of pages, up to `max_items`; not a generator, for the same reason."""

    def __init__(self, pages: AsyncIterator[Envelope]) -> None:
        """Start with the first page."""
        self._pages = pages
        self._items: Iterator[Any] = iter(())

    async def __anext__(self) -> Any:
        while True:
            for item in self._items:
                return item
            page = await anext(self._pages)
            self._items = iter(wanted_items(page))


def _next_position(page: Envelope) -> PagePosition | None:
    position = position_of(page)
    if position is not None:
        return position.after(page)
    if items_of(page) and (cursor_of(page) is not None or not hasattr(page, "pagination")):
        message = "this page is a copy: only the original page can fetch the next one"
        raise RuntimeError(message)
    return None
