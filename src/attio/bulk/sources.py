"""What an export reads: how to ask for a page of it, and what to make of the response; no I/O."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from attio._call.functions import FunctionCall
from attio.bulk.keyset import Batch, Item, Longest, Position, Query, Range, microseconds
from attio.bulk.offsets import OffsetPosition, OffsetWalk

T = TypeVar("T")


class Piece(NamedTuple):
    """Items of one page that nothing handed out before."""

    walk: Walk
    items: Sequence[Any]
    batch: Any


class Walk(Protocol):
    """One sequence of pages of an export."""

    @property
    def is_done(self) -> bool:
        """Whether the last page was received."""
        ...

    def call(self) -> FunctionCall:
        """Return the next page to ask for."""
        ...

    def received(self, page: Any) -> Piece:
        """Take the page."""
        ...

    def refused(self) -> bool:
        """Whether the walk can go on after its request was rejected with a 400."""
        ...

    def state(self, piece: Piece | None, done: int) -> Any:
        """Return JSON that says where the walk is: within a piece, or after the last page; None at its end."""
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
        """Describe what is read.

        Args:
            function: `records_query` or `entries_query`.
            owner: Slug or id of the object or list.
            id_attribute: `record_id` or `entry_id`.
            filter: Condition of the caller.
            size: Items on a page.
            options: Options of each call.
        """
        self.function, self.owner, self.id_attribute = function, owner, id_attribute
        self._filter, self.size, self._options = filter, size, options
        self._longest = Longest()

    @property
    def work(self) -> dict[str, object]:
        """What tells this export from others."""
        return {"function": self.function, "owner": self.owner, "filter": self._filter}

    def begin(self) -> list[Walk]:
        """Begin with the oldest item."""
        return [KeysetWalk(self, Range(self.id_attribute, self.size, self._longest))]

    def resume(self, state: Any) -> Walk:
        """Go on where a walk was."""
        since, until, seen, ties = state
        position = Position(since, frozenset(seen), None if ties is None else tuple(ties))
        return KeysetWalk(self, Range(self.id_attribute, self.size, self._longest, position, until))

    def page(self, query: Query) -> FunctionCall:
        """Return the call for a page."""
        conditions: list[Mapping[str, object]] = [*([self._filter] if self._filter else []), *query.conditions]
        filter_ = {"$and": conditions} if len(conditions) > 1 else conditions[0] if conditions else None
        options: dict[str, Any] = {
            **self._options,
            "filter": filter_,
            "sorts": [{"attribute": "created_at", "direction": "asc"}],
            "limit": query.limit,
        }
        if query.offset:
            options["offset"] = query.offset
        return FunctionCall(self.function, (self.owner,), options)

    def item(self, content: Any) -> Item:
        """Read what the walk needs of a record or entry."""
        created: dt.datetime | None = content.created_at
        return Item(0 if created is None else microseconds(created), getattr(content.id, self.id_attribute), content)


class KeysetWalk:
    """A range of an export by order of creation."""

    def __init__(self, source: Source[Any], range_: Range) -> None:
        """Walk a range of a source."""
        self._source, self._range = source, range_

    @property
    def is_done(self) -> bool:
        """Whether the last page was received."""
        return self._range.is_done

    def call(self) -> FunctionCall:
        """Return the next page to ask for."""
        return self._source.page(self._range.query())

    def received(self, page: Any) -> Piece:
        """Take the page."""
        batch: Batch = self._range.received([self._source.item(one) for one in page.data])
        return Piece(self, [item.content for item in batch.items], batch)

    def refused(self) -> bool:
        """Whether the walk can go on without conditions on ids."""
        return self._range.cannot_divide()

    def state(self, piece: Piece | None, done: int) -> Any:
        """Return where the walk is; None at its end."""
        if piece is None and self.is_done:
            return None
        at = self._range.position if piece is None else piece.batch.position(done)
        return [at.since, self._range.until, sorted(at.seen), None if at.ties is None else list(at.ties)]

    def width(self, end: int) -> int:
        """How much time is left to walk, in microseconds."""
        return self._range.width(end)

    def split(self, end: int) -> KeysetWalk | None:
        """Cut off the later half of what is left; None when it is too short."""
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
        """Describe what is read.

        Args:
            function: `notes_list` or `tasks_list`.
            id_field: Name of the id in `item.id`.
            size: Items on a page.
            parameters: Parameters that choose the items.
            options: Options of each call.
        """
        self.function, self.id_field, self.size = function, id_field, size
        self._parameters = parameters
        self.options = {**options, **parameters}

    @property
    def work(self) -> dict[str, object]:
        """What tells this export from others."""
        return {"function": self.function, "parameters": self._parameters}

    def begin(self) -> list[Walk]:
        """Begin with the first item."""
        return [OffsetPages(self, OffsetWalk(self.size))]

    def resume(self, state: Any) -> Walk:
        """Go on where a walk was."""
        offset, last = state
        return OffsetPages(self, OffsetWalk(self.size, OffsetPosition(offset, tuple(last))))


class OffsetPages:
    """The pages of a list that has offsets only."""

    def __init__(self, source: OffsetSource[Any], walk: OffsetWalk) -> None:
        """Walk a source."""
        self._source, self._walk = source, walk

    @property
    def is_done(self) -> bool:
        """Whether the last page was received."""
        return self._walk.is_done

    def call(self) -> FunctionCall:
        """Return the next page to ask for."""
        offset, limit = self._walk.query()
        return FunctionCall(self._source.function, (), {**self._source.options, "limit": limit, "offset": offset})

    def received(self, page: Any) -> Piece:
        """Take the page."""
        before = self._walk.position
        new = self._walk.received([(getattr(one.id, self._source.id_field), one) for one in page.data])
        return Piece(self, [content for _, content in new], (before, [id_ for id_, _ in new]))

    def refused(self) -> bool:
        """A rejected request ends the export."""
        return False

    def state(self, piece: Piece | None, done: int) -> Any:
        """Return where the walk is; None at its end."""
        if piece is None:
            at = self._walk.position
            return None if self.is_done else [at.offset, list(at.last)]
        before, ids = piece.batch
        # Deletions can only make this offset too high, and then the walk steps back.
        return [before.offset + done, list((*before.last, *ids[:done])[-OffsetWalk.LAST :])]
