"""Pages of typed records."""

# Classes and the functions beside them belong together.
# pyright: reportPrivateUsage=false

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from attio._call.operation import Caller
from attio._call.options import REQUEST_OPTIONS
from attio._support.lazy import lazy_module
from attio.models.schema_protocols import SchemaLike
from attio.typed.descriptor import Attr
from attio.typed.plans import Plan

if TYPE_CHECKING:
    from attio.models import base
    from attio.typed.records import Typed
else:
    base = lazy_module("attio.models.base")

T = TypeVar("T", bound="Typed")
AT_ONCE = 250
"""How many records `with_` fetches by one query."""
_SHARED = REQUEST_OPTIONS - {"extra_query", "extra_body"}
"""Options of a query that the queries for `with_` share: those that say how to send it."""


class TypedPage(Generic[T]):
    """One page of typed records or entries; iterating it goes on through all the pages that follow.

    `for company in Company.query(client)`, or `async for company in await Company.query_async(client)`.
    """

    def __init__(
        self,
        kind: type[T],
        raw: Any,
        client: Caller,
        with_: Sequence[Attr[Any, Any]] = (),
        options: Mapping[str, Any] = MappingProxyType({}),
    ) -> None:
        """Wrap a page; `options` are those of its call, which the queries for `with_` take over."""
        self._kind, self._client, self._with = kind, client, with_
        self._options = {name: options[name] for name in options if name in _SHARED}
        self.raw = raw
        """The page itself, of `Record` or `Entry` models."""
        self.data: list[T] = [kind._wrap(one) for one in raw.data]
        """The records of this page."""

    @property
    def http(self) -> base.HTTPInfo:
        """Status, headers and timing of the response."""
        return cast("base.HTTPInfo", self.raw.http)

    def to_plain(
        self, schema: SchemaLike | None = None, *, expand: bool = False, json: bool = False
    ) -> list[dict[str, object]]:
        """Turn this page into rows, as `page.to_plain` of untyped pages does."""
        return cast("list[dict[str, object]]", self.raw.to_plain(schema, expand=expand, json=json))

    def __repr__(self) -> str:
        return f"<TypedPage of {len(self.data)} {self._kind.__name__}>"

    def __iter__(self) -> Iterator[T]:
        for page in self.pages():
            yield from page.data

    async def __aiter__(self) -> AsyncIterator[T]:
        async for page in self.pages_async():
            for one in page.data:
                yield one

    def pages(self) -> Iterator[TypedPage[T]]:
        """Iterate over this page and all that follow."""
        for raw in self.raw.pages():
            yield self if raw is self.raw else self._following(raw)._loaded()

    async def pages_async(self) -> AsyncIterator[TypedPage[T]]:
        """Iterate over this page and all that follow."""
        async for raw in self.raw.pages_async():
            yield self if raw is self.raw else await self._following(raw)._loaded_async()

    def next_page(self) -> TypedPage[T] | None:
        """Get the next page; None after the last one."""
        raw = self.raw.next_page()
        return None if raw is None else self._following(raw)._loaded()

    async def next_page_async(self) -> TypedPage[T] | None:
        """Get the next page; None after the last one."""
        raw = await self.raw.next_page_async()
        return None if raw is None else await self._following(raw)._loaded_async()

    def _following(self, raw: Any) -> TypedPage[T]:
        return TypedPage(self._kind, raw, self._client, self._with, self._options)

    def _loaded(self) -> TypedPage[T]:
        from attio.typed.plans import run

        run(self._client, self.load())
        return self

    async def _loaded_async(self) -> TypedPage[T]:
        from attio.typed.plans import run_async

        await run_async(self._client, self.load())
        return self

    def load(self) -> Plan[None]:
        """Fetch the records that `with_` names: one query per object and 250 ids, each id once."""
        from attio._call.functions import FunctionCall

        wanted: dict[type[Typed], dict[str, None]] = {}
        for attribute in self._with:
            target = cast("type[Typed]", attribute.target())
            ids = wanted.setdefault(target, {})
            for one in self.data:
                ids.update(dict.fromkeys(ref.record_id for ref in one._refs(attribute)))
        found: dict[type[Typed], dict[str, Typed]] = {}
        for target, ids in wanted.items():
            found[target] = {}
            every = list(ids)
            for start in range(0, len(every), AT_ONCE):
                some = every[start : start + AT_ONCE]
                query = {**self._options, "filter": {"record_id": {"$in": some}}, "limit": AT_ONCE}
                page: Any = yield FunctionCall("records_query", (target.__source__,), query)
                found[target].update({raw.id.record_id: target._wrap(raw) for raw in page.data})
        for attribute in self._with:
            for one in self.data:
                one._put("_fetched", attribute.name, found[cast("type[Typed]", attribute.target())])
