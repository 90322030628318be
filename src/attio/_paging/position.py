"""Compute the positions of pages in a list; no I/O."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, cast

from attio._support.fields import FrozenFields
from attio.errors.base import ResponseValidationError, add_facts

if TYPE_CHECKING:
    from attio._call.operation import Caller, Operation, Paging
    from attio.models.base import Envelope

P = TypeVar("P", bound="Envelope")

SAFE_PAGE_SIZE = 50
"""Page size for operations that document neither a default nor a maximum; every operation accepts it."""


class PagePosition(FrozenFields):
    """The position of a page in its list, and the call that fetches the page."""

    client: Caller
    operation: Operation[Any]
    params: Mapping[str, object]
    options: Mapping[str, object]
    is_async: bool
    max_items: int | None = None
    taken: int = 0
    """Number of items of the pages before this one."""
    cursors: frozenset[str] = frozenset()
    """All cursors that have been followed."""

    @property
    def prefetch(self) -> int:
        """The number of pages to fetch ahead."""
        # The value was checked with the other options before the first page was requested.
        return cast("int | None", self.options.get("prefetch")) or 0

    @property
    def call_params(self) -> Mapping[str, object]:
        """The parameters of the call that fetches this page, with a page size that does not exceed `max_items`."""
        paging = self.operation.paging
        if paging is None or self.max_items is None or paging.style == "cursor":
            return self.params  # a cursor is valid only for its page size
        return cap_page_size(paging, self.params, self.max_items - self.taken)

    def items(self, page: Envelope) -> list[Any]:
        """Return the items of a page."""
        paging = self.operation.paging
        return items_of(page, paging.items) if paging else items_of(page)

    def wanted(self, page: Envelope) -> list[Any]:
        """Return the items of a page up to `max_items`."""
        items = self.items(page)
        return items if self.max_items is None else items[: max(0, self.max_items - self.taken)]

    def after(self, page: Envelope) -> PagePosition | None:
        """Return the position of the page after this one; None if this is the last page.

        Raises:
            ResponseValidationError: The API sent the same cursor twice.
        """
        return self._next(page, len(self.items(page)))

    def guess(self, page: Envelope, received: int) -> PagePosition | None:
        """Guess the position of the page after this one before this one is received; None for pages by cursor.

        Args:
            page: An earlier page.
            received: The number of items that this page is expected to have.
        """
        paging = self.operation.paging
        return None if paging is None or paging.style == "cursor" else self._next(page, received)

    def follow(self, page: Envelope, following: P) -> P:
        """Attach this position to the page that was fetched for it, and return the page.

        Args:
            page: The previous page.
            following: The page that was fetched.

        Raises:
            ResponseValidationError: The API sent the same page twice.
        """
        if self.operation.paging and self.operation.paging.style != "cursor":
            items = self.items(following)
            if items and items == self.items(page):
                self._raise(following, "the API sent the same page twice; the list would never end")
        self.attach_to(following)
        return following

    def attach_to(self, page: Envelope) -> None:
        """Store the position in its page, where iteration continues."""
        object.__setattr__(page, "_position", self)

    def _next(self, page: Envelope, received: int) -> PagePosition | None:
        paging = self.operation.paging
        if paging is None or (self.max_items is not None and self.taken + received >= self.max_items):
            return None
        position = self.replaced(taken=self.taken + received)
        if paging.style == "cursor":
            return position._by_cursor(page)
        if paging.style == "scim":
            return position._by_start_index(page, received)
        return position._by_offset(received)

    def _by_cursor(self, page: Envelope) -> PagePosition | None:
        cursor = cursor_of(page)
        if cursor is None:
            return None
        if cursor in self.cursors:
            self._raise(page, "the API sent the same cursor twice; the list would never end")
        return self.replaced(params={**self.params, "cursor": cursor}, cursors=self.cursors | {cursor})

    def _by_start_index(self, page: Envelope, received: int) -> PagePosition | None:
        start = _int_or(self.params.get("startIndex"), 1) + received
        total = getattr(page, "totalResults", None)
        if not received or (isinstance(total, int) and start > total):
            return None
        return self.replaced(params={**self.params, "startIndex": start})

    def _by_offset(self, received: int) -> PagePosition | None:
        # Only an empty page is the last: the API may return fewer items than requested.
        if not received:
            return None
        offset = _int_or(self.params.get("offset"), 0) + received
        return self.replaced(params={**self.params, "offset": offset})

    def _raise(self, page: Envelope, message: str) -> NoReturn:
        error = ResponseValidationError(
            message,
            status_code=page.http.status_code,
            headers=page.http.headers,
            operation=self.operation.name,
            outcome="accepted",
        )
        add_facts(error, attempts=page.http.attempts)
        raise error


def cap_page_size(paging: Paging, params: Mapping[str, object], needed: int) -> Mapping[str, object]:
    """Lower the page size to the number of items that are needed.

    Args:
        paging: How the operation splits its list into pages.
        params: The parameters of the call, with its page size.
        needed: The number of items that are needed.
    """
    name = paging.size_name
    size = params.get(name)
    if size is None:
        size = paging.default or paging.maximum or SAFE_PAGE_SIZE
    capped = max(needed, paging.minimum)
    if name not in params or not isinstance(size, int) or size <= capped:
        return params
    return {**params, name: capped}


def position_of(page: Envelope) -> PagePosition | None:
    """Return the position of a page; None for a copy of a page."""
    position: PagePosition | None = getattr(page, "_position", None)
    return position


def wanted_items(page: Envelope) -> list[Any]:
    """Return the items of a page up to `max_items`."""
    position = position_of(page)
    return items_of(page) if position is None else position.wanted(page)


def items_of(page: Envelope, path: str = "data") -> list[Any]:
    """Return the list at a dotted path; an empty list if there is none."""
    value: object = page
    for step in path.split("."):
        value = getattr(value, step, None)
    return value if isinstance(value, list) else []  # pyright: ignore[reportUnknownVariableType]


def cursor_of(page: Envelope) -> str | None:
    """Return the cursor of the next page; None for the last page and for pages without cursors."""
    pagination: object = getattr(page, "pagination", None)
    return getattr(pagination, "next_cursor", None)


def _int_or(value: object, default: int) -> int:
    return value if isinstance(value, int) else default
