"""Pages of typed records."""

# The functions of this module use private members of its classes.
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
"""Number of records that one query for `with_` fetches."""
_SHARED = REQUEST_OPTIONS - {"extra_query", "extra_body"}
"""Options of a query that also apply to the queries for `with_`."""


class TypedPage(Generic[T]):
    """One page of typed records or entries. Iterating over it continues with the following pages.

    Example:
        for company in Company.query(client):
            print(company.name)
    """

    def __init__(
        self,
        kind: type[T],
        raw: Any,
        client: Caller,
        with_: Sequence[Attr[Any, Any]] = (),
        options: Mapping[str, Any] = MappingProxyType({}),
    ) -> None:
        """Wrap a page.

        Args:
            kind: The class of the records or entries.
            raw: The page of untyped records or entries.
            client: The client of the call.
            with_: References whose records to fetch.
            options: Options of the call, used for the queries for `with_` as well.
        """
        self._kind, self._client, self._with = kind, client, with_
        self._options = {name: options[name] for name in options if name in _SHARED}
        self.raw = raw
        """The page of untyped records or entries."""
        self.data: list[T] = [kind._wrap(item) for item in raw.data]
        """The records or entries of this page."""

    @property
    def http(self) -> base.HTTPInfo:
        """Status, headers and timing of the response."""
        return cast("base.HTTPInfo", self.raw.http)

    def to_plain(
        self, schema: SchemaLike | None = None, *, expand: bool = False, json: bool = False
    ) -> list[dict[str, object]]:
        """Return this page as rows, like `page.to_plain` of an untyped page."""
        return cast("list[dict[str, object]]", self.raw.to_plain(schema, expand=expand, json=json))

    def __repr__(self) -> str:
        return f"<TypedPage of {len(self.data)} {self._kind.__name__}>"

    def __iter__(self) -> Iterator[T]:
        for page in self.pages():
            yield from page.data

    async def __aiter__(self) -> AsyncIterator[T]:
        async for page in self.pages_async():
            for item in page.data:
                yield item

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
        """Fetch the records of the references in `with_`, with one query per object and 250 ids."""
        from attio._call.functions import FunctionCall

        ids_by_class: dict[type[Typed], dict[str, None]] = {}  # a dict of ids, to remove duplicates and keep the order
        for attribute in self._with:
            target = cast("type[Typed]", attribute.target())
            ids = ids_by_class.setdefault(target, {})
            for item in self.data:
                ids.update(dict.fromkeys(ref.record_id for ref in item._refs(attribute)))
        records: dict[type[Typed], dict[str, Typed]] = {}
        for target, ids in ids_by_class.items():
            records[target] = {}
            all_ids = list(ids)
            for start in range(0, len(all_ids), AT_ONCE):
                batch = all_ids[start : start + AT_ONCE]
                query = {**self._options, "filter": {"record_id": {"$in": batch}}, "limit": AT_ONCE}
                page: Any = yield FunctionCall("records_query", (target.__source__,), query)
                records[target].update({raw.id.record_id: target._wrap(raw) for raw in page.data})
        for attribute in self._with:
            for item in self.data:
                item._put("_fetched", attribute.name, records[cast("type[Typed]", attribute.target())])
