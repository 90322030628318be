"""Pages that iterate: over their own items, then over those of the pages that follow."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, NoReturn, TypeVar, cast

from typing_extensions import Self

from attio.errors.base import ResponseValidationError, add_facts
from attio.models.base import Envelope

if TYPE_CHECKING:
    from attio.core import AttioCore
    from attio.operation import Operation, Paging

Item = TypeVar("Item")


@dataclass(frozen=True)
class Link:
    """What a page needs to know to get the next one."""

    client: AttioCore
    operation: Operation[Any]
    params: Mapping[str, object]
    options: Mapping[str, object]
    is_async: bool
    max_items: int | None = None
    taken: int = 0
    """Items of the pages before this one."""
    cursors: frozenset[str] = frozenset()
    """Every cursor followed so far."""


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
    fetched one by one, as the iteration reaches them.
    """

    __slots__ = ("_link",)

    def __iter__(self) -> Iterator[Item]:  # type: ignore[override]  # a page is its items, not its fields
        """Iterate over the items of this page and of all that follow.

        Raises:
            TypeError: The page came from an `_async` call; use `async for`.
        """
        self._check_side(is_async=False)
        return self._items_of(self.pages())

    def __aiter__(self) -> AsyncIterator[Item]:
        """Iterate over the items of this page and of all that follow.

        Raises:
            TypeError: The page came from a sync call; use `for`.
        """
        self._check_side(is_async=True)
        return self._items_of_async(self.pages_async())

    def pages(self) -> Iterator[Self]:
        """Iterate over this page and all that follow, as pages."""
        self._check_side(is_async=False)
        page: Self | None = self
        while page is not None:
            yield page
            page = page.next_page()

    async def pages_async(self) -> AsyncIterator[Self]:
        """Iterate over this page and all that follow, as pages."""
        self._check_side(is_async=True)
        page: Self | None = self
        while page is not None:
            yield page
            page = await page.next_page_async()

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
        return self._follow(link, link.client.call(link.operation, link.params, link.options))

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
        return self._follow(link, await link.client.call_async(link.operation, link.params, link.options))

    def _items_of(self, pages: Iterator[Self]) -> Iterator[Item]:
        for page in pages:
            yield from page._wanted_items()

    async def _items_of_async(self, pages: AsyncIterator[Self]) -> AsyncIterator[Item]:
        async for page in pages:
            for item in page._wanted_items():
                yield item

    @property
    def _linked(self) -> Link | None:
        link: Link | None = getattr(self, "_link", None)
        return link

    def _items(self) -> list[Item]:
        link = self._linked
        path = link.operation.paging.items if link and link.operation.paging else "data"
        value: object = self
        for step in path.split("."):
            value = getattr(value, step, None)
        return cast("list[Item]", value) if isinstance(value, list) else []

    def _wanted_items(self) -> list[Item]:
        """The items of this page, cut where `max_items` ends."""
        items, link = self._items(), self._linked
        if link is None or link.max_items is None:
            return items
        return items[: max(0, link.max_items - link.taken)]

    def _check_side(self, *, is_async: bool) -> None:
        link = self._linked
        if link is None or link.is_async is is_async:
            return
        name = link.operation.name
        right = f"async for … in await {name}_async(…)" if link.is_async else f"for … in {name}(…)"
        message = f"this page came from {'an async' if link.is_async else 'a sync'} call; use `{right}`"
        raise TypeError(message)

    def _cursor(self) -> str | None:
        """Where the next page begins, for pages that say so."""
        pagination: object = getattr(self, "pagination", None)
        return getattr(pagination, "next_cursor", None)

    def _next_link(self) -> Link | None:
        """Work out the next call, or that there is none; no I/O."""
        link = self._linked
        if link is None:
            if self._items() and (self._cursor() is not None or not hasattr(self, "pagination")):
                message = "this page is a copy: only the one that a call returned can get the next page"
                raise RuntimeError(message)
            return None
        paging = link.operation.paging
        received = len(self._items())
        if paging is None or (link.max_items is not None and link.taken + received >= link.max_items):
            return None
        link = replace(link, taken=link.taken + received)
        if paging.style == "cursor":
            return self._by_cursor(link)
        if paging.style == "scim":
            return self._by_start_index(link, received)
        return _by_offset(link, paging, received)

    def _by_cursor(self, link: Link) -> Link | None:
        cursor = self._cursor()
        if cursor is None:
            return None
        if cursor in link.cursors:
            self._refuse(link, "the API sent the same cursor twice; following it would never end")
        return replace(link, params={**link.params, "cursor": cursor}, cursors=link.cursors | {cursor})

    def _by_start_index(self, link: Link, received: int) -> Link | None:
        start = _number(link.params.get("startIndex"), 1) + received
        total = getattr(self, "totalResults", None)
        if not received or (isinstance(total, int) and start > total):
            return None
        return replace(link, params={**link.params, "startIndex": start})

    def _follow(self, link: Link, page: object) -> Self:
        following = cast("Self", page)
        if link.operation.paging and link.operation.paging.style != "cursor":
            items = following._items()
            if items and items == self._items():
                following._refuse(link, "the API sent the same page twice; going on would never end")
        following.attach(link)
        return following

    def attach(self, link: Link) -> None:
        """Tell a page how to get the next one."""
        object.__setattr__(self, "_link", link)

    def _refuse(self, link: Link, message: str) -> NoReturn:
        error = ResponseValidationError(
            message,
            status_code=self.http.status_code,
            headers=self.http.headers,
            operation=link.operation.name,
            outcome="accepted",
        )
        add_facts(error, attempts=self.http.attempts)
        raise error


def _by_offset(link: Link, paging: Paging, received: int) -> Link | None:
    limit = link.params.get("limit")
    # A page shorter than the limit is the last one, if the API can be held to that limit at all.
    held = isinstance(limit, int) and paging.maximum is not None and limit <= paging.maximum
    if not received or (held and received < _number(limit, 0)):
        return None
    offset = _number(link.params.get("offset"), 0) + received
    return replace(link, params={**link.params, "offset": offset})


def _number(value: object, default: int) -> int:
    return value if isinstance(value, int) else default
