"""Pages that iterate: over their own items, then over those of the pages that follow."""

from __future__ import annotations

from collections.abc import AsyncIterator, Generator, Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from typing_extensions import Self

from attio._paging.position import Link, cursor_of, items_of
from attio.models.base import Envelope

Item = TypeVar("Item")
P = TypeVar("P", bound="Page[Any]")


if TYPE_CHECKING:

    class _Generic(Envelope, Generic[Item]): ...

else:

    class _Generic(Envelope):
        # Generic for checkers only: a real generic model costs three times as much to build, and spoils its name.
        def __class_getitem__(cls, item: object) -> type:
            return cls


class Page(_Generic[Item]):
    """One page of a list; iterating it goes on through all the pages that follow.

    `for item in client.records.query(...)` or `async for item in await client.records.query_async(...)`. Pages are
    fetched one by one, as the iteration reaches them; with the option `prefetch`, so many are fetched ahead.
    """

    __slots__ = ("_link",)

    def __iter__(self) -> Iterator[Item]:  # type: ignore[override]  # a page is its items, not its fields
        """Iterate over the items of this page and of all that follow.

        Raises:
            TypeError: The page came from an `_async` call; use `async for`.
        """
        self._check_side(is_async=False)
        return self._items_of(self._walk())

    def __aiter__(self) -> AsyncIterator[Item]:
        """Iterate over the items of this page and of all that follow.

        Raises:
            TypeError: The page came from a sync call; use `for`.
        """
        return _AsyncItems(self.pages_async())

    def pages(self) -> Iterator[Self]:
        """Iterate over this page and all that follow, as pages.

        Raises:
            TypeError: The page came from an `_async` call.
        """
        self._check_side(is_async=False)
        return self._walk()

    def pages_async(self) -> AsyncIterator[Self]:
        """Iterate over this page and all that follow, as pages.

        Raises:
            TypeError: The page came from a sync call.
        """
        self._check_side(is_async=True)
        link = _link_of(self)
        if link is None or not link.prefetch:
            return AsyncPages(self)
        # Not at the top: most programs fetch nothing ahead.
        from attio._paging.prefetch import AsyncPagesAhead

        return AsyncPagesAhead(self, link)

    def next_page(self) -> Self | None:
        """Get the next page; None after the last one.

        Raises:
            ResponseValidationError: The API sent the same page or cursor twice, which would never end.
            AttioError: As for the call that gave this page.
        """
        self._check_side(is_async=False)
        link = self._next_link()
        if link is None:
            return None
        page: Self = link.client.call(link.operation, link.params, link.options)
        return link.follow(self, page)

    async def next_page_async(self) -> Self | None:
        """Get the next page; None after the last one.

        Raises:
            ResponseValidationError: The API sent the same page or cursor twice, which would never end.
            AttioError: As for the call that gave this page.
        """
        self._check_side(is_async=True)
        link = self._next_link()
        if link is None:
            return None
        page: Self = await link.client.call_async(link.operation, link.params, link.options)
        return link.follow(self, page)

    def attach(self, link: Link) -> None:
        """Tell a page how to get the next one."""
        object.__setattr__(self, "_link", link)

    def _walk(self) -> Generator[Self, None, None]:
        link = _link_of(self)
        if link is None or not link.prefetch:
            return self._one_by_one()
        from attio._paging.prefetch import pages_ahead

        return pages_ahead(self, link)

    def _one_by_one(self) -> Generator[Self, None, None]:
        page: Self | None = self
        while page is not None:
            yield page
            page = page.next_page()

    def _items_of(self, pages: Generator[Self, None, None]) -> Iterator[Item]:
        with closing(pages):
            for page in pages:
                yield from _wanted(page)

    def _check_side(self, *, is_async: bool) -> None:
        link = _link_of(self)
        if link is None or link.is_async is is_async:
            return
        name = link.operation.name
        right = f"async for … in await {name}_async(…)" if link.is_async else f"for … in {name}(…)"
        message = f"this page came from {'an async' if link.is_async else 'a sync'} call; use `{right}`"
        raise TypeError(message)

    def _next_link(self) -> Link | None:
        """Work out the next call, or that there is none; no I/O."""
        link = _link_of(self)
        if link is not None:
            return link.after(self)
        if items_of(self) and (cursor_of(self) is not None or not hasattr(self, "pagination")):
            message = "this page is a copy: only the one that a call returned can get the next page"
            raise RuntimeError(message)
        return None


class AsyncPages(AsyncIterator[P]):
    """Pages, fetched one by one.

    No generator: event loops keep account of those, and trio warns of each that a `break` leaves before its end.
    """

    def __init__(self, first: P) -> None:
        self._first: P | None = first
        self._page: P | None = None

    async def __anext__(self) -> P:
        page, self._first = self._first, None
        last, self._page = self._page, None
        if page is None and last is not None:
            page = await self._following(last)
        if page is None:
            raise StopAsyncIteration
        self._page = page
        return page

    async def _following(self, page: P) -> P | None:
        return await page.next_page_async()


class _AsyncItems(AsyncIterator[Item]):
    """The items of pages; no generator either."""

    def __init__(self, pages: AsyncIterator[Page[Item]]) -> None:
        self._pages = pages
        self._items: Iterator[Item] = iter(())

    async def __anext__(self) -> Item:
        while True:
            for item in self._items:
                return item
            page = await anext(self._pages)
            self._items = iter(_wanted(page))


def _link_of(page: Page[Any]) -> Link | None:
    link: Link | None = getattr(page, "_link", None)
    return link


def _wanted(page: Page[Item]) -> list[Item]:
    """The items of a page, cut where `max_items` ends."""
    link = _link_of(page)
    return items_of(page) if link is None else link.wanted(page)


__all__ = ["AsyncPages", "Link", "Page"]
