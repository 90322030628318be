"""Pages that iterate over their own items, then over those of the pages that follow."""

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
    """One page of a list; iterating over it continues through all the pages that follow.

    `for item in client.records.query(...)` or `async for item in await client.records.query_async(...)`. Each page is
    fetched when the iteration reaches it; with the option `prefetch`, that many pages are fetched ahead. `data` holds
    the items of this page alone; use it for `len()` and indexes. `bool(page)` is True, for an empty page as well.
    """

    __slots__ = ("_position",)

    def _iterate(self) -> Iterator[Item]:
        self._check_side(is_async=False)
        return self._items_of(self._walk())

    def __aiter__(self) -> AsyncIterator[Item]:
        """Iterate over the items of this page and of all that follow.

        Raises:
            TypeError: The page came from a sync call; use `for`.
        """
        return AsyncItems(self.pages_async())

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
        position = position_of(self)
        if position is None or not position.prefetch:
            return AsyncPages(self)
        # Not at the top: most programs fetch nothing ahead.
        from attio._paging.prefetch import AsyncPagesAhead

        return AsyncPagesAhead(self, position)

    def next_page(self) -> Self | None:
        """Get the next page; None after the last one.

        Raises:
            ResponseValidationError: The API sent the same page or cursor twice, which would never end.
            AttioError: As for the call that returned this page.
        """
        self._check_side(is_async=False)
        return next_page(self)

    async def next_page_async(self) -> Self | None:
        """Get the next page; None after the last one.

        Raises:
            ResponseValidationError: The API sent the same page or cursor twice, which would never end.
            AttioError: As for the call that returned this page.
        """
        self._check_side(is_async=True)
        return await next_page_async(self)

    def to_plain(
        self, schema: SchemaLike | None = None, *, expand: bool = False, json: bool = False
    ) -> list[dict[str, object]]:
        """Convert the items of this page to dicts of plain values, all with the same keys in the same order.

        Args:
            schema: Schema of the object, list or workspace; see `Record.to_plain`.
            expand: Add the parts of values, such as `name.first_name`.
            json: Write times and dates as text.

        Raises:
            TypeError: The items are no records, entries or activity records.
            KeyError: The schema of the workspace lacks the object or list.
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
        right = f"async for … in await {name}_async(…)" if position.is_async else f"for … in {name}(…)"
        message = f"this page came from {'an async' if position.is_async else 'a sync'} call; use `{right}`"
        raise TypeError(message)


__all__ = ["Page"]
