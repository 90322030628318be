"""Pages of a list, which iterate over their items and the items of all following pages."""

from __future__ import annotations

from collections.abc import AsyncIterator, Generator, Iterator
from contextlib import closing
from typing import TypeVar

from typing_extensions import Self

from attio._paging.items import ItemList
from attio._paging.position import position_of, wanted_items
from attio._paging.walk import AsyncItems, AsyncPages, next_page, next_page_async, pages_one_by_one
from attio.models.schema_protocols import SchemaLike

Item = TypeVar("Item")


class Page(ItemList[Item]):
    """One page of a list. Iterating over it yields its items, then the items of all following pages.

    Write `for item in client.records.query(...)` or `async for item in await client.records.query_async(...)`. Each
    page is fetched when the iteration reaches it. The option `prefetch` sets how many pages are fetched ahead. `data`
    is the list of the items of this page, which supports `len()` and indexing. A page is truthy even if it is empty.
    """

    __slots__ = ("_position",)

    def _iterate(self) -> Iterator[Item]:
        self._check_side(is_async=False)
        return self._items_of(self._walk())

    def __aiter__(self) -> AsyncIterator[Item]:
        """Iterate over the items of this page and all following pages.

        Raises:
            TypeError: The page is the result of a sync call; use `for`.
        """
        return AsyncItems(self.pages_async())

    def pages(self) -> Iterator[Self]:
        """Iterate over this page and all following pages.

        Raises:
            TypeError: The page is the result of an `_async` call; use `pages_async`.
        """
        self._check_side(is_async=False)
        return self._walk()

    def pages_async(self) -> AsyncIterator[Self]:
        """Iterate over this page and all following pages.

        Raises:
            TypeError: The page is the result of a sync call; use `pages`.
        """
        self._check_side(is_async=True)
        position = position_of(self)
        if position is None or not position.prefetch:
            return AsyncPages(self)
        # Imported here because most programs do not fetch pages ahead.
        from attio._paging.prefetch import AsyncPagesAhead

        return AsyncPagesAhead(self, position)

    def next_page(self) -> Self | None:
        """Fetch the next page; return None after the last page.

        Raises:
            ResponseValidationError: The API sent the same page or cursor twice, so iteration would never end.
            AttioError: The API responded with an error, as for the call that returned this page.
        """
        self._check_side(is_async=False)
        return next_page(self)

    async def next_page_async(self) -> Self | None:
        """Fetch the next page; return None after the last page.

        Raises:
            ResponseValidationError: The API sent the same page or cursor twice, so iteration would never end.
            AttioError: The API responded with an error, as for the call that returned this page.
        """
        self._check_side(is_async=True)
        return await next_page_async(self)

    def to_plain(
        self, schema: SchemaLike | None = None, *, expand: bool = False, json: bool = False
    ) -> list[dict[str, object]]:
        """Convert the items of this page to dicts of plain values, all with the same keys in the same order.

        Args:
            schema: Schema of the object, list or workspace; see `Record.to_plain`.
            expand: Whether to add the parts of values, such as `name.first_name`; False by default.
            json: Whether to convert times and dates to text; False by default.

        Raises:
            TypeError: The items are not records, entries or activity records.
            KeyError: The schema of the workspace does not contain the object or list.
        """
        from attio.models.converting import rows

        return rows(getattr(self, "data", ()), schema, expand=expand, json=json)

    def _walk(self) -> Generator[Self, None, None]:
        position = position_of(self)
        if position is None or not position.prefetch:
            return pages_one_by_one(self)
        from attio._paging.prefetch import pages_ahead

        return pages_ahead(self, position)

    def _items_of(self, pages: Generator[Self, None, None]) -> Iterator[Item]:
        with closing(pages):
            for page in pages:
                yield from wanted_items(page)

    def _check_side(self, *, is_async: bool) -> None:
        position = position_of(self)
        if position is None or position.is_async is is_async:
            return
        name = position.operation.name
        if position.is_async:
            message = f"this page is the result of an async call; use `async for … in await {name}_async(…)`"
        else:
            message = f"this page is the result of a sync call; use `for … in {name}(…)`"
        raise TypeError(message)


__all__ = ["Page"]
