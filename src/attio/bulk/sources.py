"""The sources of an export: the requests for their pages, and the processing of the responses. Does no I/O."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from attio._call.functions import FunctionCall
from attio.bulk.keyset import Batch, Item, LongestPage, Position, Query, Range, microseconds
from attio.bulk.offsets import OffsetPosition, OffsetWalk

T = TypeVar("T")


class Piece(NamedTuple):
    """The new items of one page."""

    walk: Walk
    items: Sequence[Any]
    batch: Any


class Walk(Protocol):
    """A sequence of pages of an export."""

    @property
    def is_done(self) -> bool:
        """Whether the last page was received."""
        ...

    def call(self) -> FunctionCall:
        """Return the call for the next page."""
        ...

    def received(self, page: Any) -> Piece:
        """Process a page, and return its new items."""
        ...

    def refused(self) -> bool:
        """Handle a request that was rejected with status 400. Return whether the walk can continue."""
        ...

    def state(self, piece: Piece | None, done: int) -> Any:
        """Return the position as JSON, after `done` items of a piece or after the last page; None at the end."""
        ...


class Source(Generic[T]):
    """Records of an object or entries of a list, in order of creation."""

    def __init__(
        self,
        function: str,
        owner: str,
        id_attribute: str,
        *,
        filter: Mapping[str, object] | None,
        size: int,
        options: Mapping[str, object],
    ) -> None:
        """Create a source.

        Args:
            function: `records_query` or `entries_query`.
            owner: Slug or id of the object or list.
            id_attribute: `record_id` or `entry_id`.
            filter: Filter of the caller; None for no filter.
            size: Number of items on a page.
            options: Options of each call.
        """
        self.function, self.owner, self.id_attribute = function, owner, id_attribute
        self._filter, self.size, self._options = filter, size, options
        self._longest = LongestPage()

    @property
    def work(self) -> dict[str, object]:
        """Description of the export, which a token must match."""
        return {"function": self.function, "owner": self.owner, "filter": self._filter}

    def begin(self) -> list[Walk]:
        """Return a walk that starts with the oldest item."""
        return [KeysetWalk(self, Range(self.id_attribute, self.size, self._longest))]

    def resume(self, state: Any) -> Walk:
        """Return a walk that continues from a state."""
        since, until, seen, ties = state
        position = Position(since, frozenset(seen), None if ties is None else tuple(ties))
        return KeysetWalk(self, Range(self.id_attribute, self.size, self._longest, position, until))

    def page(self, query: Query) -> FunctionCall:
        """Return the call for a page."""
        conditions: list[Mapping[str, object]] = [*query.conditions]
        if self._filter:
            conditions.insert(0, self._filter)
        combined: Mapping[str, object] | None = conditions[0] if conditions else None
        if len(conditions) > 1:
            combined = {"$and": conditions}
        options: dict[str, Any] = {
            **self._options,
            "filter": combined,
            "sorts": [{"attribute": "created_at", "direction": "asc"}],
            "limit": query.limit,
        }
        if query.offset:
            options["offset"] = query.offset
        return FunctionCall(self.function, (self.owner,), options)

    def item(self, content: Any) -> Item:
        """Convert a record or entry to an item of the walk."""
        created: dt.datetime | None = content.created_at
        return Item(0 if created is None else microseconds(created), getattr(content.id, self.id_attribute), content)


class KeysetWalk:
    """A walk over a range of records or entries in order of creation."""

    def __init__(self, source: Source[Any], range_: Range) -> None:
        """Create a walk over a range of a source."""
        self._source, self._range = source, range_

    @property
    def is_done(self) -> bool:
        """Whether the last page was received."""
        return self._range.is_done

    def call(self) -> FunctionCall:
        """Return the call for the next page."""
        return self._source.page(self._range.query())

    def received(self, page: Any) -> Piece:
        """Process a page, and return its new items."""
        batch: Batch = self._range.received([self._source.item(one) for one in page.data])
        return Piece(self, [item.content for item in batch.items], batch)

    def refused(self) -> bool:
        """Continue without conditions on ids, if possible. Return whether the walk can continue."""
        return self._range.cannot_divide()

    def state(self, piece: Piece | None, done: int) -> Any:
        """Return the position as JSON; None at the end."""
        if piece is None and self.is_done:
            return None
        at = self._range.position if piece is None else piece.batch.position(done)
        return [at.since, self._range.until, sorted(at.seen), None if at.ties is None else list(at.ties)]

    def width(self, end: int) -> int:
        """Return the length of the remaining range, in microseconds."""
        return self._range.width(end)

    def split(self, end: int) -> KeysetWalk | None:
        """Split off the later half of the remaining range; None if the range is too short."""
        later = self._range.split(end)
        return None if later is None else KeysetWalk(self._source, later)


class OffsetSource(Generic[T]):
    """Notes or tasks, in the order of the API."""

    def __init__(
        self,
        function: str,
        id_field: str,
        size: int,
        parameters: Mapping[str, object],
        *,
        options: Mapping[str, object],
    ) -> None:
        """Create a source.

        Args:
            function: `notes_list` or `tasks_list`.
            id_field: Name of the id in `item.id`.
            size: Number of items on a page.
            parameters: Parameters that select the items.
            options: Options of each call.
        """
        self.function, self.id_field, self.size = function, id_field, size
        self._parameters = parameters
        self.options = {**options, **parameters}

    @property
    def work(self) -> dict[str, object]:
        """Description of the export, which a token must match."""
        return {"function": self.function, "parameters": self._parameters}

    def begin(self) -> list[Walk]:
        """Return a walk that starts with the first item."""
        return [OffsetPages(self, OffsetWalk(self.size))]

    def resume(self, state: Any) -> Walk:
        """Return a walk that continues from a state."""
        offset, last = state
        return OffsetPages(self, OffsetWalk(self.size, OffsetPosition(offset, tuple(last))))


class OffsetPages:
    """A walk over pages by offset."""

    def __init__(self, source: OffsetSource[Any], walk: OffsetWalk) -> None:
        """Create a walk over a source."""
        self._source, self._walk = source, walk

    @property
    def is_done(self) -> bool:
        """Whether the last page was received."""
        return self._walk.is_done

    def call(self) -> FunctionCall:
        """Return the call for the next page."""
        offset, limit = self._walk.query()
        return FunctionCall(self._source.function, (), {**self._source.options, "limit": limit, "offset": offset})

    def received(self, page: Any) -> Piece:
        """Process a page, and return its new items."""
        before = self._walk.position
        new = self._walk.received([(getattr(one.id, self._source.id_field), one) for one in page.data])
        return Piece(self, [content for _, content in new], (before, [id_ for id_, _ in new]))

    def refused(self) -> bool:
        """Return False: a rejected request ends the export."""
        return False

    def state(self, piece: Piece | None, done: int) -> Any:
        """Return the position as JSON; None at the end."""
        if piece is None:
            at = self._walk.position
            return None if self.is_done else [at.offset, list(at.last)]
        before, ids = piece.batch
        # Deletions can only make this offset too high; the walk then steps back.
        return [before.offset + done, list((*before.last, *ids[:done])[-OffsetWalk.LAST :])]
