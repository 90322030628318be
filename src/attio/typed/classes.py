"""`TypedRecord` and `TypedEntry`, the base classes of typed records and entries."""

# The functions of this module use private members of its classes.
# pyright: reportPrivateUsage=false

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Literal, cast

from typing_extensions import Self, Unpack, dataclass_transform

from attio._call.functions import FunctionCall
from attio._call.options import PageOptions, RequestOptions
from attio._support.argument_types import check_iterable
from attio._support.lazy import lazy_module
from attio._support.names import brief
from attio.core import AttioCore
from attio.filters.base import Field
from attio.filters.expression import Filter
from attio.filters.references import RecordField
from attio.typed import attr
from attio.typed.checking import SchemaProblem
from attio.typed.descriptor import Attr, read_only, required
from attio.typed.pages import TypedPage
from attio.typed.plans import Plan, run, run_async
from attio.typed.records import Typed
from attio.values import Ref

if TYPE_CHECKING:
    from attio.models import common, entries, records
    from attio.schema import snapshot
else:
    snapshot = lazy_module("attio.schema.snapshot")
    common, entries = lazy_module("attio.models.common"), lazy_module("attio.models.entries")
    records = lazy_module("attio.models.records")


def _query_parameters(options: Mapping[str, Any], **parameters: Any) -> dict[str, Any]:
    """Return the parameters that are not None, and the options."""
    given = {name: value for name, value in parameters.items() if value is not None}
    return {**given, **options}


def _resolved(filter: object, client: AttioCore) -> Any:
    """Check a filter, and replace e-mail addresses of members with ids."""
    return _check_filter(filter).resolve(client) if isinstance(filter, Filter | Field) else filter


async def _resolved_async(filter: object, client: AttioCore) -> Any:
    return await _check_filter(filter).resolve_async(client) if isinstance(filter, Filter | Field) else filter


def _check_filter(filter: Filter | Field) -> Filter:
    if isinstance(filter, Field):
        message = f"filter= takes a filter, but {brief(filter)} is a field: compare it with a value"
        raise TypeError(message)
    return filter


def _matching_advice(cls: str, unique: Sequence[Attr[Any, Any]], filled: Sequence[Attr[Any, Any]]) -> str:
    if filled:
        names = " and ".join(one.name for one in filled)
        advice = f"{names} have values; choose one, as in matching={cls}.{filled[0].name}"
    else:
        names = " or ".join(one.name for one in unique) or "an attribute that is declared with unique=True"
        advice = f"set {names}, or pass matching="
    return f"{cls}.assert_() matches by one unique attribute: {advice}"


def _check_sorts(sorts: Sequence[Any] | None) -> Sequence[Any] | None:
    check_iterable("sorts", sorts=sorts or ())
    for sort in sorts or ():
        if isinstance(sort, Field):
            message = f"sorts= takes directions, but {brief(sort)} is a field: add .asc() or .desc()"
            raise TypeError(message)
    return sorts


@dataclass_transform(kw_only_default=True, field_specifiers=(required,), eq_default=False)
class _Shared(Typed):
    """The methods that typed records and typed entries share. Subclasses set the constants in capitals."""

    _OWNER: ClassVar[Literal["object", "list"]] = "object"
    _RESOURCE = "records"
    _APPEND = "update_append"
    _KEY = "values"

    created_at = read_only(attr.Timestamp())
    created_by = read_only(attr.Actor())

    @classmethod
    def query(
        cls,
        client: AttioCore,
        *,
        filter: Filter | Mapping[str, object] | None = None,
        filter_view_id: str | None = None,
        sorts: Sequence[common.SortByAttribute | common.SortByPath] | None = None,
        with_: Sequence[RecordField[Any]] | None = None,
        limit: int | None = None,
        offset: int | None = None,
        **options: Unpack[PageOptions],
    ) -> TypedPage[Self]:
        """List records or entries, filtered and sorted.

        Args:
            client: The client.
            filter: Filter to apply. E-mail addresses of members in it are looked up.
            filter_view_id: Id of a saved view whose filter to apply instead.
            sorts: Sorts in order of priority, such as `Company.name.asc()`.
            with_: References whose records to fetch as well, with one query per object and 250 ids.
            limit: Maximum number of items per page; 500 by default.
            offset: Number of items to skip.
            **options: Options of this call; see `attio.PageOptions`.

        Returns:
            The first page. Iterate over it to get the items of all pages.
        """
        parameters = _query_parameters(
            cast("Mapping[str, Any]", options),
            filter_view_id=filter_view_id,
            sorts=_check_sorts(sorts),
            limit=limit,
            offset=offset,
        )
        plan = cls._query(client, with_, _resolved(filter, client), parameters)
        return cast("TypedPage[Self]", run(client, plan))

    @classmethod
    async def query_async(
        cls,
        client: AttioCore,
        *,
        filter: Filter | Mapping[str, object] | None = None,
        filter_view_id: str | None = None,
        sorts: Sequence[common.SortByAttribute | common.SortByPath] | None = None,
        with_: Sequence[RecordField[Any]] | None = None,
        limit: int | None = None,
        offset: int | None = None,
        **options: Unpack[PageOptions],
    ) -> TypedPage[Self]:
        """List records or entries, filtered and sorted; see `query`, and iterate with `async for … in await …`."""
        parameters = _query_parameters(
            cast("Mapping[str, Any]", options),
            filter_view_id=filter_view_id,
            sorts=_check_sorts(sorts),
            limit=limit,
            offset=offset,
        )
        plan = cls._query(client, with_, await _resolved_async(filter, client), parameters)
        return cast("TypedPage[Self]", await run_async(client, plan))

    @classmethod
    def get(cls, client: AttioCore, id: str, **options: Unpack[RequestOptions]) -> Self:
        """Get a record or entry by id.

        Raises:
            NotFoundError: There is no record or entry with this id.
        """
        return run(client, cls._getting(id, options))

    @classmethod
    async def get_async(cls, client: AttioCore, id: str, **options: Unpack[RequestOptions]) -> Self:
        """Get a record or entry by id; see `get`."""
        return await run_async(client, cls._getting(id, options))

    def create(self, client: AttioCore, **options: Unpack[RequestOptions]) -> Self:
        """Create the record or entry.

        Raises:
            ValueError: The record or entry already exists.
        """
        return run(client, self._creating(options))

    async def create_async(self, client: AttioCore, **options: Unpack[RequestOptions]) -> Self:
        """Create the record or entry; see `create`."""
        return await run_async(client, self._creating(options))

    def save(self, client: AttioCore, *, if_unchanged: bool = False, **options: Unpack[RequestOptions]) -> Self:
        """Save the changes of the record or entry, or create it if it is new. Without changes, send no request.

        If values were only added, they are appended to the existing ones. If values were removed, the changed
        attributes are overwritten.

        Args:
            client: The client.
            if_unchanged: Whether to read the record first, and to raise an error if one of the changed attributes was
                written by another program or user since. A write between the two requests is not detected.
            **options: Options of the calls; see `attio.RequestOptions`.

        Raises:
            StaleRecordError: Another program or user wrote a changed attribute. Nothing was written.
        """
        return run(client, self._storing(if_unchanged, options))

    async def save_async(
        self, client: AttioCore, *, if_unchanged: bool = False, **options: Unpack[RequestOptions]
    ) -> Self:
        """Save the changes of the record or entry, or create it if it is new; see `save`."""
        return await run_async(client, self._storing(if_unchanged, options))

    def refresh(self, client: AttioCore, **options: Unpack[RequestOptions]) -> Self:
        """Read the record or entry again. Unsaved changes are lost.

        Raises:
            LookupError: The record or entry is not saved yet.
        """
        return run(client, self._refreshing(self._RESOURCE, options))

    async def refresh_async(self, client: AttioCore, **options: Unpack[RequestOptions]) -> Self:
        """Read the record or entry again; see `refresh`."""
        return await run_async(client, self._refreshing(self._RESOURCE, options))

    def delete(self, client: AttioCore, **options: Unpack[RequestOptions]) -> None:
        """Delete the record or entry.

        Raises:
            LookupError: The record or entry is not saved yet.
        """
        run(client, self._deleting(self._RESOURCE, options))

    async def delete_async(self, client: AttioCore, **options: Unpack[RequestOptions]) -> None:
        """Delete the record or entry; see `delete`."""
        await run_async(client, self._deleting(self._RESOURCE, options))

    @classmethod
    def check(cls, source: AttioCore | snapshot.WorkspaceSchema) -> tuple[SchemaProblem, ...]:
        """Compare this class with the schema of the workspace.

        Args:
            source: The client, which caches the schema, or a snapshot.

        Returns:
            The differences: a missing or renamed object or attribute, another type, a single value instead of several,
            or an attribute that cannot be written. Empty if there are none.

        Example:
            for problem in Company.check(client):
                print(problem)  # Company.nmae: 'companies' has no attribute 'nmae'; did you mean 'name'?
        """
        from attio.typed.checking import check

        return check(cls, getattr(source, "schema", source), cls._OWNER)

    @classmethod
    async def check_async(cls, source: AttioCore | snapshot.WorkspaceSchema) -> tuple[SchemaProblem, ...]:
        """Compare this class with the schema of the workspace; see `check`."""
        from attio.typed.checking import check, check_async

        schema = getattr(source, "schema", None)
        return check(cls, source, cls._OWNER) if schema is None else await check_async(cls, schema, cls._OWNER)

    @classmethod
    def _query(cls, client: Any, with_: Any, filter: Any, parameters: Mapping[str, Any]) -> Plan[Any]:
        from attio.typed.pages import TypedPage

        check_iterable("references", with_=with_ or ())
        attributes = [cls._reference_of(field) for field in with_ or ()]
        raw = yield FunctionCall(f"{cls._RESOURCE}_query", (cls._source(),), {"filter": filter, **parameters})
        page: TypedPage[Any] = TypedPage(cls, raw, client, attributes, parameters)
        yield from page.load()
        return page

    @classmethod
    def _getting(cls, id: str, options: Any) -> Plan[Self]:
        response = yield FunctionCall(f"{cls._RESOURCE}_get", (cls._source(), id), options)
        return cls._wrap(response.data)

    def _creating(self, options: Any) -> Plan[Self]:
        self._check_unsaved("create")
        response = yield FunctionCall(f"{self._RESOURCE}_create", (self._source(),), {"data": self._body(), **options})
        return self._updated(response.data)

    def _storing(self, if_unchanged: bool, options: Any) -> Plan[Self]:
        if self._raw is None:
            return (yield from self._creating(options))
        names = {"resource": self._RESOURCE, "append": self._APPEND, "key": self._KEY}
        return (yield from self._saving(if_unchanged=if_unchanged, options=options, **names))

    def _body(self) -> dict[str, Any]:
        return {self._KEY: self._new_values()}


class TypedRecord(_Shared):
    """A record of an object: `class Company(TypedRecord, object="companies")`.

    Example:
        class Company(TypedRecord, object="companies"):
            name: attr.Text = attr.Text()
            domains: attr.Domains = attr.Domains(unique=True)

        for company in Company.query(client, filter=Company.name.contains("acme")):
            company.name = "Acme"
            company.save(client)
    """

    if TYPE_CHECKING:
        record_id = read_only(attr.RecordId())
    else:
        record_id = attr.RecordId()
        record_id.read_only = True

    @classmethod
    def from_record(cls, record: records.Record) -> Self:
        """Convert a record of `client.records` to a typed record."""
        return cls._wrap(record)

    @classmethod
    def ref(cls, record_id: str | None = None, /, **match: Any) -> Ref[Self]:
        """Return a reference to a record of this class, by id or by one unique attribute."""
        from attio.values import reference

        return cast("Ref[Self]", reference(cls._source(), record_id, **match))

    def assert_(self, client: AttioCore, matching: Field | None = None, **options: Unpack[RequestOptions]) -> Self:
        """Update the record with the same value of a unique attribute, or create one.

        Args:
            client: The client.
            matching: The attribute to match by; by default the only `unique` attribute with a value.
            **options: Options of the call; see `attio.RequestOptions`.

        Raises:
            ValueError: The record already exists, or there is not exactly one attribute to match by.
        """
        return run(client, self._asserting(matching, options))

    async def assert_async(
        self, client: AttioCore, matching: Field | None = None, **options: Unpack[RequestOptions]
    ) -> Self:
        """Update the record with the same value of a unique attribute, or create one; see `assert_`."""
        return await run_async(client, self._asserting(matching, options))

    def _asserting(self, matching: Any, options: Any) -> Plan[Self]:
        self._check_unsaved("assert_")
        values = self._new_values()
        unique = [attribute for attribute in self.__attrs__.values() if attribute.unique]
        filled = [attribute for attribute in unique if values.get(attribute.slug)]
        if matching is None and len(filled) != 1:
            raise ValueError(_matching_advice(type(self).__name__, unique, filled))
        slug = filled[0].slug if matching is None else matching._slug
        parameters = {"matching_attribute": slug, "data": {"values": values}, **options}
        response = yield FunctionCall("records_assert", (self._source(),), parameters)
        return self._updated(response.data)


class TypedEntry(_Shared):
    """An entry of a list: `class Lead(TypedEntry, list="sales")`. Each class must declare its `parent`.

    Example:
        class Lead(TypedEntry, list="sales"):
            parent: attr.Parent[Person] = required(attr.Parent())
    """

    _OWNER = "list"
    _RESOURCE = "entries"
    _APPEND = "update_appending"
    _KEY = "entry_values"

    @property
    def entry_id(self) -> str:
        """Id of the entry.

        Raises:
            LookupError: The entry is not saved yet.
        """
        return self._saved_id

    @classmethod
    def from_entry(cls, entry: entries.Entry) -> Self:
        """Convert an entry of `client.entries` to a typed entry."""
        return cls._wrap(entry)

    def assert_(self, client: AttioCore, **options: Unpack[RequestOptions]) -> Self:
        """Update the entry of the parent record, or create one.

        Raises:
            ValueError: The entry already exists.
        """
        return run(client, self._asserting(options))

    async def assert_async(self, client: AttioCore, **options: Unpack[RequestOptions]) -> Self:
        """Update the entry of the parent record, or create one; see `assert_`."""
        return await run_async(client, self._asserting(options))

    def _asserting(self, options: Any) -> Plan[Self]:
        self._check_unsaved("assert_")
        response = yield FunctionCall("entries_assert", (self._source(),), {"data": self._body(), **options})
        return self._updated(response.data)

    def _body(self) -> dict[str, Any]:
        parents = [name for name, attribute in self.__attrs__.items() if isinstance(attribute, attr.Parent)]
        if not parents:
            message = f"{type(self).__name__} has no parent: declare parent: attr.Parent[…] = required(attr.Parent())"
            raise TypeError(message)
        parent = self._changes[parents[0]]
        values = self._new_values()
        values.pop(self.__attrs__[parents[0]].slug, None)
        return {"parent_object": parent.object, "parent_record_id": parent.record_id, self._KEY: values}
