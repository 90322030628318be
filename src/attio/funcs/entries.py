# Generated from codegen/spec/entries.yaml by `make generate`; edit that file instead.
"""Standalone functions of `client.entries`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

from typing_extensions import Unpack

from attio._call.operation import Caller, Operation, Paging, explained
from attio._call.options import PageOptions, RequestOptions
from attio.errors.entries import (
    ENTRIES_ASSERT_ERRORS,
    ENTRIES_CREATE_ERRORS,
    ENTRIES_DELETE_ERRORS,
    ENTRIES_GET_ERRORS,
    ENTRIES_LIST_ATTRIBUTE_VALUES_ERRORS,
    ENTRIES_QUERY_ERRORS,
    ENTRIES_UPDATE_APPENDING_ERRORS,
    ENTRIES_UPDATE_ERRORS,
    ENTRIES_WRITE_ATTRIBUTE_VALUES_ERRORS,
)
from attio.models.base import AS_IS, EmptyResponse, Params
from attio.models.common import SortByAttribute, SortByPath
from attio.models.entries import (
    EntriesAssertResponse,
    EntriesCreateResponse,
    EntriesGetResponse,
    EntriesListAttributeValuesResponse,
    EntriesQueryResponse,
    EntriesUpdateAppendingResponse,
    EntriesUpdateResponse,
    EntriesWriteAttributeValuesResponse,
    EntryUpdate,
    EntryWrite,
)
from attio.models.records import ValueHistoryWrite


class EntriesQueryParams(Params):
    """Parameters of `entries.query`."""

    list: str
    filter: Annotated[Mapping[str, object], AS_IS] | None = None
    filter_view_id: str | None = None
    sorts: Sequence[SortByAttribute | SortByPath] | None = None
    limit: int | None = None
    offset: int | None = None


ENTRIES_QUERY = Operation(
    name="entries.query",
    method="POST",
    path="/v2/lists/{list}/entries/query",
    params=EntriesQueryParams,
    response=EntriesQueryResponse,
    errors=ENTRIES_QUERY_ERRORS,
    body="json",
    idempotent=True,
    query_cost=True,
    budgets=("query", "read"),
    paging=Paging(style="offset", maximum=500, default=500),
    scopes=("list_entry:read", "list_configuration:read"),
)


@explained
def entries_query(
    client: Caller,
    list: str,
    *,
    filter: Mapping[str, object] | None = None,
    filter_view_id: str | None = None,
    sorts: Sequence[SortByAttribute | SortByPath] | None = None,
    limit: int | None = None,
    offset: int | None = None,
    **options: Unpack[PageOptions],
) -> EntriesQueryResponse:
    """List the entries of a list, filtered and sorted.

    Filters and sorts apply to the attributes of the list. To use attributes of the parent record, pass a path
    through `parent_record`.

    Without `sorts` the order is undefined. Pass `sorts` when you iterate over several pages.

    The cost of a query grows with its filters, its sorts and the number of entries in the list. Above a limit,
    Attio responds with a 429. `page.http.query_score` is the cost of a query. A query that is too complex always
    fails: simplify it.

    Scopes: `list_entry:read`, `list_configuration:read`.

    Token level: workspace or user.

    Args:
        list: Slug or id of the list whose entries to list.
        filter: Filter by attributes, such as `{"stage": "Onboarding"}`, with operators such as `$contains` and
            `$gte`, combined by `$and`, `$or` and `$not`; or by attributes of the parent record:
            `{"path": [["customers", "parent_record"], ["people", "name"]], "constraints": "Ada Lovelace"}`. Cannot
            be combined with `filter_view_id`.
        filter_view_id: Id of a saved view whose filter to apply; see `lists.get_views`. The sorts and columns of
            the view are ignored. Cannot be combined with `filter`.
        sorts: Sort order, most important first.
        limit: Maximum number of entries per page; 500 by default.
        offset: Number of entries to skip.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        One page of entries.

    Raises:
        QueryEntriesNotFoundError: 404 `not_found`: the list does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        for entry in client.entries.query("customers", filter={"stage": "Onboarding"}):
            print(entry.parent_record_id, entry.all("channels", str))
    """
    return client._call(
        ENTRIES_QUERY,
        {
            "list": list,
            "filter": filter,
            "filter_view_id": filter_view_id,
            "sorts": sorts,
            "limit": limit,
            "offset": offset,
        },
        options,
    )


@explained
async def entries_query_async(
    client: Caller,
    list: str,
    *,
    filter: Mapping[str, object] | None = None,
    filter_view_id: str | None = None,
    sorts: Sequence[SortByAttribute | SortByPath] | None = None,
    limit: int | None = None,
    offset: int | None = None,
    **options: Unpack[PageOptions],
) -> EntriesQueryResponse:
    """List the entries of a list, filtered and sorted.

    Filters and sorts apply to the attributes of the list. To use attributes of the parent record, pass a path
    through `parent_record`.

    Without `sorts` the order is undefined. Pass `sorts` when you iterate over several pages.

    The cost of a query grows with its filters, its sorts and the number of entries in the list. Above a limit,
    Attio responds with a 429. `page.http.query_score` is the cost of a query. A query that is too complex always
    fails: simplify it.

    Scopes: `list_entry:read`, `list_configuration:read`.

    Token level: workspace or user.

    Args:
        list: Slug or id of the list whose entries to list.
        filter: Filter by attributes, such as `{"stage": "Onboarding"}`, with operators such as `$contains` and
            `$gte`, combined by `$and`, `$or` and `$not`; or by attributes of the parent record:
            `{"path": [["customers", "parent_record"], ["people", "name"]], "constraints": "Ada Lovelace"}`. Cannot
            be combined with `filter_view_id`.
        filter_view_id: Id of a saved view whose filter to apply; see `lists.get_views`. The sorts and columns of
            the view are ignored. Cannot be combined with `filter`.
        sorts: Sort order, most important first.
        limit: Maximum number of entries per page; 500 by default.
        offset: Number of entries to skip.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        One page of entries.

    Raises:
        QueryEntriesNotFoundError: 404 `not_found`: the list does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        async for entry in await client.entries.query_async("customers", filter={"stage": "Onboarding"}):
            print(entry.parent_record_id, entry.all("channels", str))
    """
    return await client._call_async(
        ENTRIES_QUERY,
        {
            "list": list,
            "filter": filter,
            "filter_view_id": filter_view_id,
            "sorts": sorts,
            "limit": limit,
            "offset": offset,
        },
        options,
    )


class EntriesCreateParams(Params):
    """Parameters of `entries.create`."""

    list: str
    data: EntryWrite


ENTRIES_CREATE = Operation(
    name="entries.create",
    method="POST",
    path="/v2/lists/{list}/entries",
    params=EntriesCreateParams,
    response=EntriesCreateResponse,
    errors=ENTRIES_CREATE_ERRORS,
    body="json",
    budgets=("write",),
    scopes=("list_entry:read-write", "list_configuration:read"),
)


@explained
def entries_create(
    client: Caller, list: str, *, data: EntryWrite, **options: Unpack[RequestOptions]
) -> EntriesCreateResponse:
    """Add a record to a list, as a new entry.

    A list can contain a record several times. To update an existing entry instead, use `entries.assert_`. Fails if
    another entry has the same value of a unique attribute.

    Scopes: `list_entry:read-write`, `list_configuration:read`.

    Token level: workspace or user.

    Args:
        list: Slug or id of the list to add the record to.
        data: The entry to create.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The new entry.

    Raises:
        CreateEntryValueNotFoundError: 400, with one of these values of `code`:
            `value_not_found`: the record, or an option or status named in `entry_values`, does not exist.
            `validation_type`: a field or value is not valid; see `validation_errors`.
        CreateEntryUnauthorizedError: 403 `unauthorized`: the token may not create entries in this list.
        CreateEntryNotFoundError: 404 `not_found`: the list does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        created = client.entries.create(
            "customers",
            data={
                "parent_object": "people",
                "parent_record_id": other_record_id,
                "entry_values": {"stage": "Onboarding", "channels": ["E-mail", "Phone"]},
            },
        )
        print(created.data.id.entry_id)
    """
    return client._call(ENTRIES_CREATE, {"list": list, "data": data}, options)


@explained
async def entries_create_async(
    client: Caller, list: str, *, data: EntryWrite, **options: Unpack[RequestOptions]
) -> EntriesCreateResponse:
    """Add a record to a list, as a new entry.

    A list can contain a record several times. To update an existing entry instead, use `entries.assert_`. Fails if
    another entry has the same value of a unique attribute.

    Scopes: `list_entry:read-write`, `list_configuration:read`.

    Token level: workspace or user.

    Args:
        list: Slug or id of the list to add the record to.
        data: The entry to create.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The new entry.

    Raises:
        CreateEntryValueNotFoundError: 400, with one of these values of `code`:
            `value_not_found`: the record, or an option or status named in `entry_values`, does not exist.
            `validation_type`: a field or value is not valid; see `validation_errors`.
        CreateEntryUnauthorizedError: 403 `unauthorized`: the token may not create entries in this list.
        CreateEntryNotFoundError: 404 `not_found`: the list does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        created = await client.entries.create_async(
            "customers",
            data={
                "parent_object": "people",
                "parent_record_id": other_record_id,
                "entry_values": {"stage": "Onboarding", "channels": ["E-mail", "Phone"]},
            },
        )
        print(created.data.id.entry_id)
    """
    return await client._call_async(ENTRIES_CREATE, {"list": list, "data": data}, options)


class EntriesAssertParams(Params):
    """Parameters of `entries.assert`."""

    list: str
    data: EntryWrite


ENTRIES_ASSERT = Operation(
    name="entries.assert",
    method="PUT",
    path="/v2/lists/{list}/entries",
    params=EntriesAssertParams,
    response=EntriesAssertResponse,
    errors=ENTRIES_ASSERT_ERRORS,
    body="json",
    idempotent=True,
    budgets=("write",),
    scopes=("list_entry:read-write", "list_configuration:read"),
)


@explained
def entries_assert(
    client: Caller, list: str, *, data: EntryWrite, **options: Unpack[RequestOptions]
) -> EntriesAssertResponse:
    """Update the entry of a record, or add the record to the list.

    The values of multiselect attributes are replaced. If the list contains the record more than once, nothing is
    written; use `entries.update` with the id of one of its entries.

    Scopes: `list_entry:read-write`, `list_configuration:read`.

    Token level: workspace or user.

    Args:
        list: Slug or id of the list.
        data: The record and the values of its entry.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated or new entry.

    Raises:
        MultipleMatchResultsError: 400, with one of these values of `code`:
            `multiple_match_results`: the record has several entries in the list.
            `merge_in_progress`: the record is being merged; write its entries when the merge has finished.
        AssertEntryUnauthorizedError: 403 `unauthorized`: the token may not write entries of this list.
        AssertEntryNotFoundError: 404 `not_found`: the list does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        asserted = client.entries.assert_(
            "customers",
            data={
                "parent_object": "people",
                "parent_record_id": record_id,
                "entry_values": {"stage": "Active"},
            },
        )
        print(asserted.data.first("stage", str))
    """
    return client._call(ENTRIES_ASSERT, {"list": list, "data": data}, options)


@explained
async def entries_assert_async(
    client: Caller, list: str, *, data: EntryWrite, **options: Unpack[RequestOptions]
) -> EntriesAssertResponse:
    """Update the entry of a record, or add the record to the list.

    The values of multiselect attributes are replaced. If the list contains the record more than once, nothing is
    written; use `entries.update` with the id of one of its entries.

    Scopes: `list_entry:read-write`, `list_configuration:read`.

    Token level: workspace or user.

    Args:
        list: Slug or id of the list.
        data: The record and the values of its entry.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated or new entry.

    Raises:
        MultipleMatchResultsError: 400, with one of these values of `code`:
            `multiple_match_results`: the record has several entries in the list.
            `merge_in_progress`: the record is being merged; write its entries when the merge has finished.
        AssertEntryUnauthorizedError: 403 `unauthorized`: the token may not write entries of this list.
        AssertEntryNotFoundError: 404 `not_found`: the list does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        asserted = await client.entries.assert_async(
            "customers",
            data={
                "parent_object": "people",
                "parent_record_id": record_id,
                "entry_values": {"stage": "Active"},
            },
        )
        print(asserted.data.first("stage", str))
    """
    return await client._call_async(ENTRIES_ASSERT, {"list": list, "data": data}, options)


class EntriesGetParams(Params):
    """Parameters of `entries.get`."""

    list: str
    entry_id: str


ENTRIES_GET = Operation(
    name="entries.get",
    method="GET",
    path="/v2/lists/{list}/entries/{entry_id}",
    params=EntriesGetParams,
    response=EntriesGetResponse,
    errors=ENTRIES_GET_ERRORS,
    idempotent=True,
    budgets=("read",),
    scopes=("list_entry:read", "list_configuration:read"),
)


@explained
def entries_get(client: Caller, list: str, entry_id: str, **options: Unpack[RequestOptions]) -> EntriesGetResponse:
    """Get an entry with all of its values.

    Returns the values of the entry. For the values of the parent record, use `records.get`.

    Scopes: `list_entry:read`, `list_configuration:read`.

    Token level: workspace or user.

    Args:
        list: Slug or id of the list that contains the entry.
        entry_id: Id of the entry.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The entry.

    Raises:
        GetEntryNotFoundError: 404 `not_found`: the list or entry does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        entry = client.entries.get("customers", entry_id)
        print(entry.data.parent_record_id, entry.data.first("stage", str))
    """
    return client._call(ENTRIES_GET, {"list": list, "entry_id": entry_id}, options)


@explained
async def entries_get_async(
    client: Caller, list: str, entry_id: str, **options: Unpack[RequestOptions]
) -> EntriesGetResponse:
    """Get an entry with all of its values.

    Returns the values of the entry. For the values of the parent record, use `records.get`.

    Scopes: `list_entry:read`, `list_configuration:read`.

    Token level: workspace or user.

    Args:
        list: Slug or id of the list that contains the entry.
        entry_id: Id of the entry.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The entry.

    Raises:
        GetEntryNotFoundError: 404 `not_found`: the list or entry does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        entry = await client.entries.get_async("customers", entry_id)
        print(entry.data.parent_record_id, entry.data.first("stage", str))
    """
    return await client._call_async(ENTRIES_GET, {"list": list, "entry_id": entry_id}, options)


class EntriesUpdateParams(Params):
    """Parameters of `entries.update`."""

    list: str
    entry_id: str
    data: EntryUpdate


ENTRIES_UPDATE = Operation(
    name="entries.update",
    method="PUT",
    path="/v2/lists/{list}/entries/{entry_id}",
    params=EntriesUpdateParams,
    response=EntriesUpdateResponse,
    errors=ENTRIES_UPDATE_ERRORS,
    body="json",
    idempotent=True,
    budgets=("write",),
    scopes=("list_entry:read-write", "list_configuration:read"),
)


@explained
def entries_update(
    client: Caller, list: str, entry_id: str, *, data: EntryUpdate, **options: Unpack[RequestOptions]
) -> EntriesUpdateResponse:
    """Update an entry, replacing the values of the given attributes.

    New values of a multiselect attribute replace all existing ones. To add values instead, use
    `entries.update_appending`. Attributes that you leave out do not change.

    Scopes: `list_entry:read-write`, `list_configuration:read`.

    Token level: workspace or user.

    Args:
        list: Slug or id of the list that contains the entry.
        entry_id: Id of the entry to update.
        data: The fields to change.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated entry.

    Raises:
        UpdateEntryImmutableValueError: 400, with one of these values of `code`:
            `immutable_value`: the parent record of an entry cannot be changed.
            `merge_in_progress`: the record is being merged; write its entries when the merge has finished.
        UpdateEntryUnauthorizedError: 403 `unauthorized`: the token may not write this entry.
        UpdateEntryNotFoundError: 404 `not_found`: the list or entry does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        updated = client.entries.update(
            "customers", entry_id, data={"entry_values": {"channels": ["Phone"]}}
        )
        print(updated.data.all("channels", str))
    """
    return client._call(ENTRIES_UPDATE, {"list": list, "entry_id": entry_id, "data": data}, options)


@explained
async def entries_update_async(
    client: Caller, list: str, entry_id: str, *, data: EntryUpdate, **options: Unpack[RequestOptions]
) -> EntriesUpdateResponse:
    """Update an entry, replacing the values of the given attributes.

    New values of a multiselect attribute replace all existing ones. To add values instead, use
    `entries.update_appending`. Attributes that you leave out do not change.

    Scopes: `list_entry:read-write`, `list_configuration:read`.

    Token level: workspace or user.

    Args:
        list: Slug or id of the list that contains the entry.
        entry_id: Id of the entry to update.
        data: The fields to change.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated entry.

    Raises:
        UpdateEntryImmutableValueError: 400, with one of these values of `code`:
            `immutable_value`: the parent record of an entry cannot be changed.
            `merge_in_progress`: the record is being merged; write its entries when the merge has finished.
        UpdateEntryUnauthorizedError: 403 `unauthorized`: the token may not write this entry.
        UpdateEntryNotFoundError: 404 `not_found`: the list or entry does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        updated = await client.entries.update_async(
            "customers", entry_id, data={"entry_values": {"channels": ["Phone"]}}
        )
        print(updated.data.all("channels", str))
    """
    return await client._call_async(ENTRIES_UPDATE, {"list": list, "entry_id": entry_id, "data": data}, options)


class EntriesUpdateAppendingParams(Params):
    """Parameters of `entries.update_appending`."""

    list: str
    entry_id: str
    data: EntryUpdate


ENTRIES_UPDATE_APPENDING = Operation(
    name="entries.update_appending",
    method="PATCH",
    path="/v2/lists/{list}/entries/{entry_id}",
    params=EntriesUpdateAppendingParams,
    response=EntriesUpdateAppendingResponse,
    errors=ENTRIES_UPDATE_APPENDING_ERRORS,
    body="json",
    budgets=("write",),
    scopes=("list_entry:read-write", "list_configuration:read"),
)


@explained
def entries_update_appending(
    client: Caller, list: str, entry_id: str, *, data: EntryUpdate, **options: Unpack[RequestOptions]
) -> EntriesUpdateAppendingResponse:
    """Update an entry, adding values to multiselect attributes.

    New values of a multiselect attribute are added in front of the existing ones. The values of other attributes
    are replaced. To replace or remove values of a multiselect attribute, use `entries.update`.

    Scopes: `list_entry:read-write`, `list_configuration:read`.

    Token level: workspace or user.

    Args:
        list: Slug or id of the list that contains the entry.
        entry_id: Id of the entry to update.
        data: The values to add or change.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated entry.

    Raises:
        UpdateAppendingEntryImmutableValueError: 400, with one of these values of `code`:
            `immutable_value`: the parent record of an entry cannot be changed.
            `merge_in_progress`: the record is being merged; write its entries when the merge has finished.
        UpdateAppendingEntryUnauthorizedError: 403 `unauthorized`: the token may not write this entry.
        UpdateAppendingEntryNotFoundError: 404 `not_found`: the list or entry does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        updated = client.entries.update_appending(
            "customers", entry_id, data={"entry_values": {"channels": ["Phone"]}}
        )
        print(updated.data.all("channels", str))
    """
    return client._call(ENTRIES_UPDATE_APPENDING, {"list": list, "entry_id": entry_id, "data": data}, options)


@explained
async def entries_update_appending_async(
    client: Caller, list: str, entry_id: str, *, data: EntryUpdate, **options: Unpack[RequestOptions]
) -> EntriesUpdateAppendingResponse:
    """Update an entry, adding values to multiselect attributes.

    New values of a multiselect attribute are added in front of the existing ones. The values of other attributes
    are replaced. To replace or remove values of a multiselect attribute, use `entries.update`.

    Scopes: `list_entry:read-write`, `list_configuration:read`.

    Token level: workspace or user.

    Args:
        list: Slug or id of the list that contains the entry.
        entry_id: Id of the entry to update.
        data: The values to add or change.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated entry.

    Raises:
        UpdateAppendingEntryImmutableValueError: 400, with one of these values of `code`:
            `immutable_value`: the parent record of an entry cannot be changed.
            `merge_in_progress`: the record is being merged; write its entries when the merge has finished.
        UpdateAppendingEntryUnauthorizedError: 403 `unauthorized`: the token may not write this entry.
        UpdateAppendingEntryNotFoundError: 404 `not_found`: the list or entry does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        updated = await client.entries.update_appending_async(
            "customers", entry_id, data={"entry_values": {"channels": ["Phone"]}}
        )
        print(updated.data.all("channels", str))
    """
    return await client._call_async(
        ENTRIES_UPDATE_APPENDING, {"list": list, "entry_id": entry_id, "data": data}, options
    )


class EntriesDeleteParams(Params):
    """Parameters of `entries.delete`."""

    list: str
    entry_id: str


ENTRIES_DELETE = Operation(
    name="entries.delete",
    method="DELETE",
    path="/v2/lists/{list}/entries/{entry_id}",
    params=EntriesDeleteParams,
    response=EmptyResponse,
    errors=ENTRIES_DELETE_ERRORS,
    idempotent=True,
    budgets=("write",),
    scopes=("list_entry:read-write", "list_configuration:read"),
)


@explained
def entries_delete(client: Caller, list: str, entry_id: str, **options: Unpack[RequestOptions]) -> EmptyResponse:
    """Delete an entry, which removes its record from the list.

    The record itself is not deleted.

    Scopes: `list_entry:read-write`, `list_configuration:read`.

    Token level: workspace or user.

    Args:
        list: Slug or id of the list that contains the entry.
        entry_id: Id of the entry to delete.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        A response without content.

    Raises:
        DeleteEntryUnauthorizedError: 403 `unauthorized`: the token may not delete this entry.
        DeleteEntryNotFoundError: 404 `not_found`: the list or entry does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        client.entries.delete("customers", entry_id)
    """
    return client._call(ENTRIES_DELETE, {"list": list, "entry_id": entry_id}, options)


@explained
async def entries_delete_async(
    client: Caller, list: str, entry_id: str, **options: Unpack[RequestOptions]
) -> EmptyResponse:
    """Delete an entry, which removes its record from the list.

    The record itself is not deleted.

    Scopes: `list_entry:read-write`, `list_configuration:read`.

    Token level: workspace or user.

    Args:
        list: Slug or id of the list that contains the entry.
        entry_id: Id of the entry to delete.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        A response without content.

    Raises:
        DeleteEntryUnauthorizedError: 403 `unauthorized`: the token may not delete this entry.
        DeleteEntryNotFoundError: 404 `not_found`: the list or entry does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        await client.entries.delete_async("customers", entry_id)
    """
    return await client._call_async(ENTRIES_DELETE, {"list": list, "entry_id": entry_id}, options)


class EntriesListAttributeValuesParams(Params):
    """Parameters of `entries.list_attribute_values`."""

    list: str
    entry_id: str
    attribute: str
    show_historic: bool | None = None
    limit: int | None = None
    offset: int | None = None


ENTRIES_LIST_ATTRIBUTE_VALUES = Operation(
    name="entries.list_attribute_values",
    method="GET",
    path="/v2/lists/{list}/entries/{entry_id}/attributes/{attribute}/values",
    params=EntriesListAttributeValuesParams,
    response=EntriesListAttributeValuesResponse,
    errors=ENTRIES_LIST_ATTRIBUTE_VALUES_ERRORS,
    query=("show_historic", "limit", "offset"),
    idempotent=True,
    budgets=("read",),
    paging=Paging(style="offset"),
    scopes=("list_entry:read", "list_configuration:read"),
)


@explained
def entries_list_attribute_values(
    client: Caller,
    list: str,
    entry_id: str,
    attribute: str,
    *,
    show_historic: bool | None = None,
    limit: int | None = None,
    offset: int | None = None,
    **options: Unpack[PageOptions],
) -> EntriesListAttributeValuesResponse:
    """List the values of one attribute of an entry, optionally with its history.

    Former values come first. Some attributes have no history; `show_historic=True` is an error for them.

    Scopes: `list_entry:read`, `list_configuration:read`.

    Token level: workspace or user.

    Args:
        list: Slug or id of the list that contains the entry.
        entry_id: Id of the entry.
        attribute: Slug or id of the attribute whose values to list.
        show_historic: Whether to include former values; by default only current values are listed.
        limit: Maximum number of values per page.
        offset: Number of values to skip.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        One page of values.

    Raises:
        ListEntryAttributeValuesNotFoundError: 404 `not_found`: the list, entry or attribute does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        from attio.models import StatusValue

        for value in client.entries.list_attribute_values(
            "customers", entry_id, "stage", show_historic=True
        ):
            if isinstance(value, StatusValue):
                print(value.active_from, value.plain)
    """
    return client._call(
        ENTRIES_LIST_ATTRIBUTE_VALUES,
        {
            "list": list,
            "entry_id": entry_id,
            "attribute": attribute,
            "show_historic": show_historic,
            "limit": limit,
            "offset": offset,
        },
        options,
    )


@explained
async def entries_list_attribute_values_async(
    client: Caller,
    list: str,
    entry_id: str,
    attribute: str,
    *,
    show_historic: bool | None = None,
    limit: int | None = None,
    offset: int | None = None,
    **options: Unpack[PageOptions],
) -> EntriesListAttributeValuesResponse:
    """List the values of one attribute of an entry, optionally with its history.

    Former values come first. Some attributes have no history; `show_historic=True` is an error for them.

    Scopes: `list_entry:read`, `list_configuration:read`.

    Token level: workspace or user.

    Args:
        list: Slug or id of the list that contains the entry.
        entry_id: Id of the entry.
        attribute: Slug or id of the attribute whose values to list.
        show_historic: Whether to include former values; by default only current values are listed.
        limit: Maximum number of values per page.
        offset: Number of values to skip.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        One page of values.

    Raises:
        ListEntryAttributeValuesNotFoundError: 404 `not_found`: the list, entry or attribute does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        from attio.models import StatusValue

        async for value in await client.entries.list_attribute_values_async(
            "customers", entry_id, "stage", show_historic=True
        ):
            if isinstance(value, StatusValue):
                print(value.active_from, value.plain)
    """
    return await client._call_async(
        ENTRIES_LIST_ATTRIBUTE_VALUES,
        {
            "list": list,
            "entry_id": entry_id,
            "attribute": attribute,
            "show_historic": show_historic,
            "limit": limit,
            "offset": offset,
        },
        options,
    )


class EntriesWriteAttributeValuesParams(Params):
    """Parameters of `entries.write_attribute_values`."""

    list: str
    entry_id: str
    attribute: str
    data: ValueHistoryWrite


ENTRIES_WRITE_ATTRIBUTE_VALUES = Operation(
    name="entries.write_attribute_values",
    method="PUT",
    path="/v2/lists/{list}/entries/{entry_id}/attributes/{attribute}/values",
    params=EntriesWriteAttributeValuesParams,
    response=EntriesWriteAttributeValuesResponse,
    errors=ENTRIES_WRITE_ATTRIBUTE_VALUES_ERRORS,
    body="json",
    idempotent=True,
    budgets=("write",),
    scopes=("list_entry:read-write", "list_configuration:read"),
    defaults={"data.replace_history": True},
)


@explained
def entries_write_attribute_values(
    client: Caller,
    list: str,
    entry_id: str,
    attribute: str,
    *,
    data: ValueHistoryWrite,
    **options: Unpack[RequestOptions],
) -> EntriesWriteAttributeValuesResponse:
    """Replace the complete history of one attribute of an entry.

    Intended for imports from another system. All current and former values of the attribute are deleted and
    replaced by the given values with their timestamps. The values may be in any order and leave gaps; for a
    single-value attribute, their intervals must not overlap.

    The call triggers no webhooks or workflows. Search and formula attributes are updated.

    The history of relationships, formulas, enriched attributes and immutable attributes, such as the parent record
    of the entry, cannot be replaced.

    Beta: may still change.

    Scopes: `list_entry:read-write`, `list_configuration:read`.

    Token level: workspace or user.

    Args:
        list: Slug or id of the list that contains the entry.
        entry_id: Id of the entry.
        attribute: Slug or id of the attribute whose history to replace.
        data: The history to write.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The new history of the attribute.

    Raises:
        WriteEntryAttributeValuesValidationTypeError: 400, with one of these values of `code`:
            `validation_type`: a value, a timestamp or an interval is not valid; see `validation_errors`.
            `missing_value`: the write would leave a required attribute without a value.
            `value_not_found`: an option, status or record named in a value does not exist.
            `duplicate_values`: the same value appears more than once.
            `uniqueness_conflict`: another entry has this value of a unique attribute.
            `multiple_values_for_single_value_attribute`: intervals overlap, but the attribute holds one value at a
                time.
            `system_edit_unauthorized`: Attio defines the attribute; its history cannot be replaced.
            `formula_edit_unauthorized`: the attribute is a formula.
            `particle_gate_violation`: Attio rejected the write; the reason is not documented.
        WriteEntryAttributeValuesUnauthorizedError: 403 `unauthorized`: the token may not write this entry.
        WriteEntryAttributeValuesNotFoundError: 404, with one of these values of `code`:
            `not_found`: the list, entry or attribute does not exist.
            `value_not_found`: a record, option or status that a value refers to does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        start, change = "2024-01-01T00:00:00Z", "2025-06-15T09:30:00Z"
        written = client.entries.write_attribute_values(
            "customers",
            entry_id,
            "stage",
            data={
                "values": [
                    {"value": "Onboarding", "active_from": start, "active_until": change},
                    {"value": "Active", "active_from": change, "active_until": None},
                ]
            },
        )
        print(len(written.data))
    """
    return client._call(
        ENTRIES_WRITE_ATTRIBUTE_VALUES,
        {"list": list, "entry_id": entry_id, "attribute": attribute, "data": data},
        options,
    )


@explained
async def entries_write_attribute_values_async(
    client: Caller,
    list: str,
    entry_id: str,
    attribute: str,
    *,
    data: ValueHistoryWrite,
    **options: Unpack[RequestOptions],
) -> EntriesWriteAttributeValuesResponse:
    """Replace the complete history of one attribute of an entry.

    Intended for imports from another system. All current and former values of the attribute are deleted and
    replaced by the given values with their timestamps. The values may be in any order and leave gaps; for a
    single-value attribute, their intervals must not overlap.

    The call triggers no webhooks or workflows. Search and formula attributes are updated.

    The history of relationships, formulas, enriched attributes and immutable attributes, such as the parent record
    of the entry, cannot be replaced.

    Beta: may still change.

    Scopes: `list_entry:read-write`, `list_configuration:read`.

    Token level: workspace or user.

    Args:
        list: Slug or id of the list that contains the entry.
        entry_id: Id of the entry.
        attribute: Slug or id of the attribute whose history to replace.
        data: The history to write.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The new history of the attribute.

    Raises:
        WriteEntryAttributeValuesValidationTypeError: 400, with one of these values of `code`:
            `validation_type`: a value, a timestamp or an interval is not valid; see `validation_errors`.
            `missing_value`: the write would leave a required attribute without a value.
            `value_not_found`: an option, status or record named in a value does not exist.
            `duplicate_values`: the same value appears more than once.
            `uniqueness_conflict`: another entry has this value of a unique attribute.
            `multiple_values_for_single_value_attribute`: intervals overlap, but the attribute holds one value at a
                time.
            `system_edit_unauthorized`: Attio defines the attribute; its history cannot be replaced.
            `formula_edit_unauthorized`: the attribute is a formula.
            `particle_gate_violation`: Attio rejected the write; the reason is not documented.
        WriteEntryAttributeValuesUnauthorizedError: 403 `unauthorized`: the token may not write this entry.
        WriteEntryAttributeValuesNotFoundError: 404, with one of these values of `code`:
            `not_found`: the list, entry or attribute does not exist.
            `value_not_found`: a record, option or status that a value refers to does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        start, change = "2024-01-01T00:00:00Z", "2025-06-15T09:30:00Z"
        written = await client.entries.write_attribute_values_async(
            "customers",
            entry_id,
            "stage",
            data={
                "values": [
                    {"value": "Onboarding", "active_from": start, "active_until": change},
                    {"value": "Active", "active_from": change, "active_until": None},
                ]
            },
        )
        print(len(written.data))
    """
    return await client._call_async(
        ENTRIES_WRITE_ATTRIBUTE_VALUES,
        {"list": list, "entry_id": entry_id, "attribute": attribute, "data": data},
        options,
    )
