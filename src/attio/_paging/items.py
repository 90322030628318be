"""Responses with a list of items, over which they iterate."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Any, Generic, NoReturn, TypeVar

from attio._paging.position import items_of, position_of
from attio.models.base import Envelope

Item = TypeVar("Item")


if TYPE_CHECKING:

    class _Generic(Envelope, Generic[Item]): ...

else:

    class _Generic(Envelope):
        # Generic only for type checkers: a real generic model takes three times as long to build, and has an odd name.
        def __class_getitem__(cls, item: object) -> type:
            return cls

        # Not for type checkers, which report these mistakes themselves.
        def __len__(self) -> NoReturn:
            message = f"{type(self).__name__} has no len(); use len(response.{_path_of(self)}) for this page"
            raise TypeError(message)

        def __getitem__(self, index: object) -> NoReturn:
            message = f"{type(self).__name__} has no indexes; use response.{_path_of(self)}[...]"
            raise TypeError(message)


class ItemList(_Generic[Item]):
    """A response with a list: `for` and `async for` iterate over its items. It is truthy even if the list is empty."""

    def __iter__(self) -> Iterator[Item]:  # type: ignore[override]  # a list is its items, not its fields
        """Iterate over the items; a page continues with the items of all following pages.

        Raises:
            TypeError: The response is a page of an `_async` call; use `async for`.
        """
        return self._iterate()

    def _iterate(self) -> Iterator[Item]:
        return iter(items_of(self, _path_of(self)))

    def __aiter__(self) -> AsyncIterator[Item]:
        """Iterate over the items."""
        return _AsyncList(items_of(self, _path_of(self)))

    def __shown__(self) -> tuple[object, ...]:
        """Return the values that `repr` shows."""
        return (items_of(self, _path_of(self)),)

    def __bool__(self) -> bool:
        # True even if it is empty: more pages may follow.
        return True


class _AsyncList(AsyncIterator[Any]):
    def __init__(self, items: list[Any]) -> None:
        self._items = iter(items)

    async def __anext__(self) -> Any:
        for item in self._items:
            return item
        raise StopAsyncIteration


def _path_of(response: Envelope) -> str:
    position = position_of(response)
    if position is not None and position.operation.paging is not None:
        return position.operation.paging.items
    return "data" if "data" in type(response).model_fields else "Resources"


__all__ = ["ItemList"]
