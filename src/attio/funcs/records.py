# Generated from codegen/spec/records.yaml by `make generate`; edit that file instead.
"""Standalone functions of `client.records`."""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from typing import Annotated

from pydantic import Field
from typing_extensions import Unpack

from attio._call.operation import Caller, Operation, Paging, explained
from attio._call.options import PageOptions, RequestOptions
from attio.errors.records import (
    RECORDS_ASSERT_ERRORS,
    RECORDS_CREATE_ERRORS,
    RECORDS_DELETE_ERRORS,
    RECORDS_GET_ERRORS,
    RECORDS_LIST_ATTRIBUTE_VALUES_ERRORS,
    RECORDS_MERGE_ERRORS,
    RECORDS_QUERY_ERRORS,
    RECORDS_SEARCH_ERRORS,
    RECORDS_UPDATE_APPEND_ERRORS,
    RECORDS_UPDATE_ERRORS,
    RECORDS_WRITE_ATTRIBUTE_VALUES_ERRORS,
)
from attio.models.base import AS_IS, EmptyResponse, Params
from attio.models.common import SortByAttribute, SortByPath
from attio.models.records import (
    MergeRecords,
    RecordsAssertResponse,
    RecordsCreateResponse,
    RecordsGetResponse,
    RecordsListAttributeValuesResponse,
    RecordsListEntriesResponse,
    RecordsMergeResponse,
    RecordsQueryResponse,
    RecordsSearchResponse,
    RecordsUpdateAppendResponse,
    RecordsUpdateResponse,
    RecordsWriteAttributeValuesResponse,
    RecordWrite,
    SearchContext,
    ValueHistoryWrite,
)


class RecordsQueryParams(Params):
    """Parameters of `records.query`."""

    object: str
    filter: Annotated[Mapping[str, builtins.object], AS_IS] | None = None
    filter_view_id: str | None = None
    sorts: Sequence[SortByAttribute | SortByPath] | None = None
    limit: int | None = None
    offset: int | None = None


RECORDS_QUERY = Operation(
    name="records.query",
    method="POST",
    path="/v2/objects/{object}/records/query",
    params=RecordsQueryParams,
    response=RecordsQueryResponse,
    errors=RECORDS_QUERY_ERRORS,
    body="json",
    idempotent=True,
    query_cost=True,
    budgets=("query", "read"),
    paging=Paging(style="offset", maximum=500, default=500),
    scopes=("record_permission:read", "object_configuration:read"),
)


@explained
def records_query(
    client: Caller,
    object: str,
    *,
    filter: Mapping[str, object] | None = None,
    filter_view_id: str | None = None,
    sorts: Sequence[SortByAttribute | SortByPath] | None = None,
    limit: int | None = None,
    offset: int | None = None,
    **options: Unpack[PageOptions],
) -> RecordsQueryResponse:
    """List records of an object, filtered and sorted.

    Without `sorts` the order is undefined. Pass `sorts` when you iterate over several pages.

    The cost of a query grows with its filters, its sorts and the number of records in the object. Above a limit,
    Attio responds with a 429. `page.http.query_score` is the cost of a query. A query that is too complex always
    fails: simplify it.

    Scopes: `record_permission:read`, `object_configuration:read`.

    Token level: workspace or user.

    Args:
        object: Slug or id of the object whose records to list.
        filter: Filter by attributes, such as `{"name": "Ada Lovelace"}`, with operators such as `$contains` and
            `$gte`, combined by `$and`, `$or` and `$not`. Cannot be combined with `filter_view_id`.
        filter_view_id: Id of a saved view whose filter to apply; see `objects.get_views`. The sorts and columns of
            the view are ignored. Cannot be combined with `filter`.
        sorts: Sort order, most important first.
        limit: Maximum number of records per page; 500 by default.
        offset: Number of records to skip.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        One page of records.

    Raises:
        FilterError: 400 `filter_error`: the filter is not valid.
        QueryRecordsNotFoundError: 404 `not_found`: the object does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        for person in client.records.query("people", filter={"name": "Ada Lovelace"}):
            print(person.id.record_id, person.first("job_title", str))
    """
    return client._call(
        RECORDS_QUERY,
        {
            "object": object,
            "filter": filter,
            "filter_view_id": filter_view_id,
            "sorts": sorts,
            "limit": limit,
            "offset": offset,
        },
        options,
    )


@explained
async def records_query_async(
    client: Caller,
    object: str,
    *,
    filter: Mapping[str, object] | None = None,
    filter_view_id: str | None = None,
    sorts: Sequence[SortByAttribute | SortByPath] | None = None,
    limit: int | None = None,
    offset: int | None = None,
    **options: Unpack[PageOptions],
) -> RecordsQueryResponse:
    """List records of an object, filtered and sorted.

    Without `sorts` the order is undefined. Pass `sorts` when you iterate over several pages.

    The cost of a query grows with its filters, its sorts and the number of records in the object. Above a limit,
    Attio responds with a 429. `page.http.query_score` is the cost of a query. A query that is too complex always
    fails: simplify it.

    Scopes: `record_permission:read`, `object_configuration:read`.

    Token level: workspace or user.

    Args:
        object: Slug or id of the object whose records to list.
        filter: Filter by attributes, such as `{"name": "Ada Lovelace"}`, with operators such as `$contains` and
            `$gte`, combined by `$and`, `$or` and `$not`. Cannot be combined with `filter_view_id`.
        filter_view_id: Id of a saved view whose filter to apply; see `objects.get_views`. The sorts and columns of
            the view are ignored. Cannot be combined with `filter`.
        sorts: Sort order, most important first.
        limit: Maximum number of records per page; 500 by default.
        offset: Number of records to skip.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        One page of records.

    Raises:
        FilterError: 400 `filter_error`: the filter is not valid.
        QueryRecordsNotFoundError: 404 `not_found`: the object does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        async for person in await client.records.query_async("people", filter={"name": "Ada Lovelace"}):
            print(person.id.record_id, person.first("job_title", str))
    """
    return await client._call_async(
        RECORDS_QUERY,
        {
            "object": object,
            "filter": filter,
            "filter_view_id": filter_view_id,
            "sorts": sorts,
            "limit": limit,
            "offset": offset,
        },
        options,
    )


class RecordsCreateParams(Params):
    """Parameters of `records.create`."""

    object: str
    data: RecordWrite


RECORDS_CREATE = Operation(
    name="records.create",
    method="POST",
    path="/v2/objects/{object}/records",
    params=RecordsCreateParams,
    response=RecordsCreateResponse,
    errors=RECORDS_CREATE_ERRORS,
    body="json",
    budgets=("write",),
    scopes=("record_permission:read-write", "object_configuration:read"),
)


@explained
def records_create(
    client: Caller, object: str, *, data: RecordWrite, **options: Unpack[RequestOptions]
) -> RecordsCreateResponse:
    """Create a record.

    Fails if another record has the same value of a unique attribute. To update that record instead, use
    `records.assert_`.

    Scopes: `record_permission:read-write`, `object_configuration:read`.

    Token level: workspace or user.

    Args:
        object: Slug or id of the object to create a record of.
        data: The record to create.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The new record.

    Raises:
        CreateRecordValueNotFoundError: 400, with one of these values of `code`:
            `value_not_found`: an attribute, option, status or record named in `values` does not exist.
            `particle_gate_violation`: Attio rejected the write; the reason is not documented.
            `validation_type`: a field or value is not valid; see `validation_errors`.
        CreateRecordUnauthorizedError: 403 `unauthorized`: the token may not create records of this object.
        CreateRecordNotFoundError: 404 `not_found`: the object does not exist.
        CreateRecordConcurrentWriteConflictError: 409 `concurrent_write_conflict`: another request wrote the same
            data at the same time; send the request again.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        created = client.records.create(
            "people",
            data={"values": {"name": "Babbage, Charles", "email_addresses": ["cb@analytical.example"]}},
        )
        print(created.data.web_url)
    """
    return client._call(RECORDS_CREATE, {"object": object, "data": data}, options)


@explained
async def records_create_async(
    client: Caller, object: str, *, data: RecordWrite, **options: Unpack[RequestOptions]
) -> RecordsCreateResponse:
    """Create a record.

    Fails if another record has the same value of a unique attribute. To update that record instead, use
    `records.assert_`.

    Scopes: `record_permission:read-write`, `object_configuration:read`.

    Token level: workspace or user.

    Args:
        object: Slug or id of the object to create a record of.
        data: The record to create.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The new record.

    Raises:
        CreateRecordValueNotFoundError: 400, with one of these values of `code`:
            `value_not_found`: an attribute, option, status or record named in `values` does not exist.
            `particle_gate_violation`: Attio rejected the write; the reason is not documented.
            `validation_type`: a field or value is not valid; see `validation_errors`.
        CreateRecordUnauthorizedError: 403 `unauthorized`: the token may not create records of this object.
        CreateRecordNotFoundError: 404 `not_found`: the object does not exist.
        CreateRecordConcurrentWriteConflictError: 409 `concurrent_write_conflict`: another request wrote the same
            data at the same time; send the request again.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        created = await client.records.create_async(
            "people",
            data={"values": {"name": "Babbage, Charles", "email_addresses": ["cb@analytical.example"]}},
        )
        print(created.data.web_url)
    """
    return await client._call_async(RECORDS_CREATE, {"object": object, "data": data}, options)


class RecordsAssertParams(Params):
    """Parameters of `records.assert`."""

    object: str
    matching_attribute: str
    data: RecordWrite


RECORDS_ASSERT = Operation(
    name="records.assert",
    method="PUT",
    path="/v2/objects/{object}/records",
    params=RecordsAssertParams,
    response=RecordsAssertResponse,
    errors=RECORDS_ASSERT_ERRORS,
    query=("matching_attribute",),
    body="json",
    idempotent=True,
    budgets=("write",),
    scopes=("record_permission:read-write", "object_configuration:read"),
)


@explained
def records_assert(
    client: Caller, object: str, *, matching_attribute: str, data: RecordWrite, **options: Unpack[RequestOptions]
) -> RecordsAssertResponse:
    """Update the matching record, or create one.

    A record matches if it has the value of `matching_attribute` that `data` contains. The values of that attribute
    are added to the existing ones; the values of all other multiselect attributes are replaced.

    Scopes: `record_permission:read-write`, `object_configuration:read`.

    Token level: workspace or user.

    Args:
        object: Slug or id of the object the record belongs to.
        matching_attribute: Slug or id of the unique attribute that identifies an existing record.
        data: The values of the record, including the matching attribute.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated or new record.

    Raises:
        AssertRecordValueNotFoundError: 400, with one of these values of `code`:
            `value_not_found`: the matching attribute, or an option, status or record named in `values`, does not
                exist.
            `merge_in_progress`: the record is being merged; write it when the merge has finished.
            `particle_gate_violation`: Attio rejected the write; the reason is not documented.
            `validation_type`: a field or value is not valid; see `validation_errors`.
        AssertRecordUnauthorizedError: 403 `unauthorized`: the token may not write records of this object.
        AssertRecordNotFoundError: 404 `not_found`: the object does not exist.
        AssertRecordConcurrentWriteConflictError: 409 `concurrent_write_conflict`: another request wrote the same
            data at the same time; send the request again.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        asserted = client.records.assert_(
            "people",
            matching_attribute="email_addresses",
            data={"values": {"email_addresses": ["ada@analytical.example"], "job_title": "Analyst"}},
        )
        print(asserted.data.id.record_id)
    """
    return client._call(
        RECORDS_ASSERT, {"object": object, "matching_attribute": matching_attribute, "data": data}, options
    )


@explained
async def records_assert_async(
    client: Caller, object: str, *, matching_attribute: str, data: RecordWrite, **options: Unpack[RequestOptions]
) -> RecordsAssertResponse:
    """Update the matching record, or create one.

    A record matches if it has the value of `matching_attribute` that `data` contains. The values of that attribute
    are added to the existing ones; the values of all other multiselect attributes are replaced.

    Scopes: `record_permission:read-write`, `object_configuration:read`.

    Token level: workspace or user.

    Args:
        object: Slug or id of the object the record belongs to.
        matching_attribute: Slug or id of the unique attribute that identifies an existing record.
        data: The values of the record, including the matching attribute.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated or new record.

    Raises:
        AssertRecordValueNotFoundError: 400, with one of these values of `code`:
            `value_not_found`: the matching attribute, or an option, status or record named in `values`, does not
                exist.
            `merge_in_progress`: the record is being merged; write it when the merge has finished.
            `particle_gate_violation`: Attio rejected the write; the reason is not documented.
            `validation_type`: a field or value is not valid; see `validation_errors`.
        AssertRecordUnauthorizedError: 403 `unauthorized`: the token may not write records of this object.
        AssertRecordNotFoundError: 404 `not_found`: the object does not exist.
        AssertRecordConcurrentWriteConflictError: 409 `concurrent_write_conflict`: another request wrote the same
            data at the same time; send the request again.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        asserted = await client.records.assert_async(
            "people",
            matching_attribute="email_addresses",
            data={"values": {"email_addresses": ["ada@analytical.example"], "job_title": "Analyst"}},
        )
        print(asserted.data.id.record_id)
    """
    return await client._call_async(
        RECORDS_ASSERT, {"object": object, "matching_attribute": matching_attribute, "data": data}, options
    )


class RecordsGetParams(Params):
    """Parameters of `records.get`."""

    object: str
    record_id: str


RECORDS_GET = Operation(
    name="records.get",
    method="GET",
    path="/v2/objects/{object}/records/{record_id}",
    params=RecordsGetParams,
    response=RecordsGetResponse,
    errors=RECORDS_GET_ERRORS,
    idempotent=True,
    budgets=("read",),
    scopes=("record_permission:read", "object_configuration:read"),
)


@explained
def records_get(client: Caller, object: str, record_id: str, **options: Unpack[RequestOptions]) -> RecordsGetResponse:
    """Get a record with all of its values.

    Scopes: `record_permission:read`, `object_configuration:read`.

    Token level: workspace or user.

    Args:
        object: Slug or id of the object the record belongs to.
        record_id: Id of the record.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The record.

    Raises:
        GetRecordNotFoundError: 404, with one of these values of `code`:
            `not_found`: the object or record does not exist.
            `merge_in_progress`: the record results from a merge that has not finished; try again later.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        person = client.records.get("people", record_id)
        print(person.data.first("name", str), person.data.all("email_addresses", str))
    """
    return client._call(RECORDS_GET, {"object": object, "record_id": record_id}, options)


@explained
async def records_get_async(
    client: Caller, object: str, record_id: str, **options: Unpack[RequestOptions]
) -> RecordsGetResponse:
    """Get a record with all of its values.

    Scopes: `record_permission:read`, `object_configuration:read`.

    Token level: workspace or user.

    Args:
        object: Slug or id of the object the record belongs to.
        record_id: Id of the record.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The record.

    Raises:
        GetRecordNotFoundError: 404, with one of these values of `code`:
            `not_found`: the object or record does not exist.
            `merge_in_progress`: the record results from a merge that has not finished; try again later.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        person = await client.records.get_async("people", record_id)
        print(person.data.first("name", str), person.data.all("email_addresses", str))
    """
    return await client._call_async(RECORDS_GET, {"object": object, "record_id": record_id}, options)


class RecordsUpdateParams(Params):
    """Parameters of `records.update`."""

    object: str
    record_id: str
    data: RecordWrite


RECORDS_UPDATE = Operation(
    name="records.update",
    method="PUT",
    path="/v2/objects/{object}/records/{record_id}",
    params=RecordsUpdateParams,
    response=RecordsUpdateResponse,
    errors=RECORDS_UPDATE_ERRORS,
    body="json",
    idempotent=True,
    budgets=("write",),
    scopes=("record_permission:read-write", "object_configuration:read"),
)


@explained
def records_update(
    client: Caller, object: str, record_id: str, *, data: RecordWrite, **options: Unpack[RequestOptions]
) -> RecordsUpdateResponse:
    """Update a record, replacing the values of the given attributes.

    New values of a multiselect attribute replace all existing ones. To add values instead, use
    `records.update_append`. Attributes that you leave out do not change.

    Scopes: `record_permission:read-write`, `object_configuration:read`.

    Token level: workspace or user.

    Args:
        object: Slug or id of the object the record belongs to.
        record_id: Id of the record to update.
        data: The fields to change.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated record.

    Raises:
        UpdateRecordMissingValueError: 400, with one of these values of `code`:
            `missing_value`: the write would leave a required attribute without a value.
            `merge_in_progress`: the record is being merged; write it when the merge has finished.
            `particle_gate_violation`: Attio rejected the write; the reason is not documented.
        UpdateRecordUnauthorizedError: 403 `unauthorized`: the token may not write this record.
        UpdateRecordNotFoundError: 404 `not_found`: the object or record does not exist.
        UpdateRecordConcurrentWriteConflictError: 409 `concurrent_write_conflict`: another request wrote the record
            at the same time; send the request again.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        updated = client.records.update(
            "people",
            record_id,
            data={"values": {"email_addresses": ["ada@analytical.example"]}},
        )
        print(updated.data.all("email_addresses", str))
    """
    return client._call(RECORDS_UPDATE, {"object": object, "record_id": record_id, "data": data}, options)


@explained
async def records_update_async(
    client: Caller, object: str, record_id: str, *, data: RecordWrite, **options: Unpack[RequestOptions]
) -> RecordsUpdateResponse:
    """Update a record, replacing the values of the given attributes.

    New values of a multiselect attribute replace all existing ones. To add values instead, use
    `records.update_append`. Attributes that you leave out do not change.

    Scopes: `record_permission:read-write`, `object_configuration:read`.

    Token level: workspace or user.

    Args:
        object: Slug or id of the object the record belongs to.
        record_id: Id of the record to update.
        data: The fields to change.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated record.

    Raises:
        UpdateRecordMissingValueError: 400, with one of these values of `code`:
            `missing_value`: the write would leave a required attribute without a value.
            `merge_in_progress`: the record is being merged; write it when the merge has finished.
            `particle_gate_violation`: Attio rejected the write; the reason is not documented.
        UpdateRecordUnauthorizedError: 403 `unauthorized`: the token may not write this record.
        UpdateRecordNotFoundError: 404 `not_found`: the object or record does not exist.
        UpdateRecordConcurrentWriteConflictError: 409 `concurrent_write_conflict`: another request wrote the record
            at the same time; send the request again.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        updated = await client.records.update_async(
            "people",
            record_id,
            data={"values": {"email_addresses": ["ada@analytical.example"]}},
        )
        print(updated.data.all("email_addresses", str))
    """
    return await client._call_async(RECORDS_UPDATE, {"object": object, "record_id": record_id, "data": data}, options)


class RecordsUpdateAppendParams(Params):
    """Parameters of `records.update_append`."""

    object: str
    record_id: str
    data: RecordWrite


RECORDS_UPDATE_APPEND = Operation(
    name="records.update_append",
    method="PATCH",
    path="/v2/objects/{object}/records/{record_id}",
    params=RecordsUpdateAppendParams,
    response=RecordsUpdateAppendResponse,
    errors=RECORDS_UPDATE_APPEND_ERRORS,
    body="json",
    budgets=("write",),
    scopes=("record_permission:read-write", "object_configuration:read"),
)


@explained
def records_update_append(
    client: Caller, object: str, record_id: str, *, data: RecordWrite, **options: Unpack[RequestOptions]
) -> RecordsUpdateAppendResponse:
    """Update a record, adding values to multiselect attributes.

    New values of a multiselect attribute are added in front of the existing ones. The values of other attributes
    are replaced. To replace or remove values of a multiselect attribute, use `records.update`.

    Scopes: `record_permission:read-write`, `object_configuration:read`.

    Token level: workspace or user.

    Args:
        object: Slug or id of the object the record belongs to.
        record_id: Id of the record to update.
        data: The values to add or change.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated record.

    Raises:
        UpdateAppendRecordMissingValueError: 400, with one of these values of `code`:
            `missing_value`: the write would leave a required attribute without a value.
            `merge_in_progress`: the record is being merged; write it when the merge has finished.
            `particle_gate_violation`: Attio rejected the write; the reason is not documented.
        UpdateAppendRecordUnauthorizedError: 403 `unauthorized`: the token may not write this record.
        UpdateAppendRecordNotFoundError: 404 `not_found`: the object or record does not exist.
        UpdateAppendRecordConcurrentWriteConflictError: 409 `concurrent_write_conflict`: another request wrote the
            record at the same time; send the request again.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        updated = client.records.update_append(
            "people",
            record_id,
            data={"values": {"email_addresses": ["countess@analytical.example"]}},
        )
        print(updated.data.all("email_addresses", str))
    """
    return client._call(RECORDS_UPDATE_APPEND, {"object": object, "record_id": record_id, "data": data}, options)


@explained
async def records_update_append_async(
    client: Caller, object: str, record_id: str, *, data: RecordWrite, **options: Unpack[RequestOptions]
) -> RecordsUpdateAppendResponse:
    """Update a record, adding values to multiselect attributes.

    New values of a multiselect attribute are added in front of the existing ones. The values of other attributes
    are replaced. To replace or remove values of a multiselect attribute, use `records.update`.

    Scopes: `record_permission:read-write`, `object_configuration:read`.

    Token level: workspace or user.

    Args:
        object: Slug or id of the object the record belongs to.
        record_id: Id of the record to update.
        data: The values to add or change.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated record.

    Raises:
        UpdateAppendRecordMissingValueError: 400, with one of these values of `code`:
            `missing_value`: the write would leave a required attribute without a value.
            `merge_in_progress`: the record is being merged; write it when the merge has finished.
            `particle_gate_violation`: Attio rejected the write; the reason is not documented.
        UpdateAppendRecordUnauthorizedError: 403 `unauthorized`: the token may not write this record.
        UpdateAppendRecordNotFoundError: 404 `not_found`: the object or record does not exist.
        UpdateAppendRecordConcurrentWriteConflictError: 409 `concurrent_write_conflict`: another request wrote the
            record at the same time; send the request again.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        updated = await client.records.update_append_async(
            "people",
            record_id,
            data={"values": {"email_addresses": ["countess@analytical.example"]}},
        )
        print(updated.data.all("email_addresses", str))
    """
    return await client._call_async(
        RECORDS_UPDATE_APPEND, {"object": object, "record_id": record_id, "data": data}, options
    )


class RecordsDeleteParams(Params):
    """Parameters of `records.delete`."""

    object: str
    record_id: str


RECORDS_DELETE = Operation(
    name="records.delete",
    method="DELETE",
    path="/v2/objects/{object}/records/{record_id}",
    params=RecordsDeleteParams,
    response=EmptyResponse,
    errors=RECORDS_DELETE_ERRORS,
    idempotent=True,
    budgets=("write",),
    scopes=("object_configuration:read", "record_permission:read-write"),
)


@explained
def records_delete(client: Caller, object: str, record_id: str, **options: Unpack[RequestOptions]) -> EmptyResponse:
    """Delete a record and its values.

    Scopes: `object_configuration:read`, `record_permission:read-write`.

    Token level: workspace or user.

    Args:
        object: Slug or id of the object the record belongs to.
        record_id: Id of the record to delete.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        A response without content.

    Raises:
        DeleteRecordUnauthorizedError: 403 `unauthorized`: the token may not delete this record.
        DeleteRecordNotFoundError: 404 `not_found`: the object or record does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        client.records.delete("people", record_id)
    """
    return client._call(RECORDS_DELETE, {"object": object, "record_id": record_id}, options)


@explained
async def records_delete_async(
    client: Caller, object: str, record_id: str, **options: Unpack[RequestOptions]
) -> EmptyResponse:
    """Delete a record and its values.

    Scopes: `object_configuration:read`, `record_permission:read-write`.

    Token level: workspace or user.

    Args:
        object: Slug or id of the object the record belongs to.
        record_id: Id of the record to delete.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        A response without content.

    Raises:
        DeleteRecordUnauthorizedError: 403 `unauthorized`: the token may not delete this record.
        DeleteRecordNotFoundError: 404 `not_found`: the object or record does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        await client.records.delete_async("people", record_id)
    """
    return await client._call_async(RECORDS_DELETE, {"object": object, "record_id": record_id}, options)


class RecordsMergeParams(Params):
    """Parameters of `records.merge`."""

    object: str
    data: MergeRecords


RECORDS_MERGE = Operation(
    name="records.merge",
    method="POST",
    path="/v2/objects/{object}/records/merge",
    params=RecordsMergeParams,
    response=RecordsMergeResponse,
    errors=RECORDS_MERGE_ERRORS,
    body="json",
    budgets=("merge", "write"),
    scopes=("record_permission:read-write", "object_configuration:read"),
)


@explained
def records_merge(
    client: Caller, object: str, *, data: MergeRecords, **options: Unpack[RequestOptions]
) -> RecordsMergeResponse:
    """Merge two records into a new one.

    If both records have a value for an attribute, the value of the primary record is kept. The new record has a new
    id; the two original records no longer exist.

    A large merge continues after the response. With status 200 (`response.http.status_code`) the new record can be
    read at once. With status 202, `records.get` raises `GetRecordNotFoundError` with the code `merge_in_progress`
    until the merge is done.

    Merging the same two records again fails with 404.

    Beta: may still change.

    Scopes: `record_permission:read-write`, `object_configuration:read`.

    Token level: workspace or user.

    Rate limit: 5 requests per second.

    Args:
        object: Slug or id of the object both records belong to.
        data: The records to merge.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The id of the new record.

    Raises:
        MergeRecordsSelfMergeError: 400 `self_merge`: both ids identify the same record.
        MergeRecordsUnauthorizedError: 403 `unauthorized`: the token may not merge records of this object.
        MergeRecordsNotFoundError: 404, with one of these values of `code`:
            `not_found`: the object does not exist.
            `value_not_found`: one of the two records does not exist, or was merged before.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        merged = client.records.merge(
            "people",
            data={"primary_record_id": record_id, "secondary_record_id": other_record_id},
        )
        print(merged.data.new_record_id, merged.http.status_code)
    """
    return client._call(RECORDS_MERGE, {"object": object, "data": data}, options)


@explained
async def records_merge_async(
    client: Caller, object: str, *, data: MergeRecords, **options: Unpack[RequestOptions]
) -> RecordsMergeResponse:
    """Merge two records into a new one.

    If both records have a value for an attribute, the value of the primary record is kept. The new record has a new
    id; the two original records no longer exist.

    A large merge continues after the response. With status 200 (`response.http.status_code`) the new record can be
    read at once. With status 202, `records.get` raises `GetRecordNotFoundError` with the code `merge_in_progress`
    until the merge is done.

    Merging the same two records again fails with 404.

    Beta: may still change.

    Scopes: `record_permission:read-write`, `object_configuration:read`.

    Token level: workspace or user.

    Rate limit: 5 requests per second.

    Args:
        object: Slug or id of the object both records belong to.
        data: The records to merge.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The id of the new record.

    Raises:
        MergeRecordsSelfMergeError: 400 `self_merge`: both ids identify the same record.
        MergeRecordsUnauthorizedError: 403 `unauthorized`: the token may not merge records of this object.
        MergeRecordsNotFoundError: 404, with one of these values of `code`:
            `not_found`: the object does not exist.
            `value_not_found`: one of the two records does not exist, or was merged before.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        merged = await client.records.merge_async(
            "people",
            data={"primary_record_id": record_id, "secondary_record_id": other_record_id},
        )
        print(merged.data.new_record_id, merged.http.status_code)
    """
    return await client._call_async(RECORDS_MERGE, {"object": object, "data": data}, options)


class RecordsListAttributeValuesParams(Params):
    """Parameters of `records.list_attribute_values`."""

    object: str
    record_id: str
    attribute: str
    show_historic: bool | None = None
    limit: int | None = None
    offset: int | None = None


RECORDS_LIST_ATTRIBUTE_VALUES = Operation(
    name="records.list_attribute_values",
    method="GET",
    path="/v2/objects/{object}/records/{record_id}/attributes/{attribute}/values",
    params=RecordsListAttributeValuesParams,
    response=RecordsListAttributeValuesResponse,
    errors=RECORDS_LIST_ATTRIBUTE_VALUES_ERRORS,
    query=("show_historic", "limit", "offset"),
    idempotent=True,
    budgets=("read",),
    paging=Paging(style="offset"),
    scopes=("record_permission:read", "object_configuration:read"),
)


@explained
def records_list_attribute_values(
    client: Caller,
    object: str,
    record_id: str,
    attribute: str,
    *,
    show_historic: bool | None = None,
    limit: int | None = None,
    offset: int | None = None,
    **options: Unpack[PageOptions],
) -> RecordsListAttributeValuesResponse:
    """List the values of one attribute of a record, optionally with its history.

    Former values come first. Attributes that Attio fills in, such as enriched attributes and interactions, have no
    history; `show_historic=True` is an error for them. Attributes that the workspace's plan does not include are
    empty.

    Scopes: `record_permission:read`, `object_configuration:read`.

    Token level: workspace or user.

    Args:
        object: Slug or id of the object the record belongs to.
        record_id: Id of the record.
        attribute: Slug or id of the attribute whose values to list.
        show_historic: Whether to include former values; by default only current values are listed.
        limit: Maximum number of values per page.
        offset: Number of values to skip.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        One page of values.

    Raises:
        ListRecordAttributeValuesValidationTypeError: 400 `validation_type`: `show_historic` is not available for
            attributes that Attio fills in.
        ListRecordAttributeValuesNotFoundError: 404 `not_found`: the object, record or attribute does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        from attio.models import TextValue

        for value in client.records.list_attribute_values(
            "people", record_id, "job_title", show_historic=True
        ):
            if isinstance(value, TextValue):
                print(value.active_from, value.plain)
    """
    return client._call(
        RECORDS_LIST_ATTRIBUTE_VALUES,
        {
            "object": object,
            "record_id": record_id,
            "attribute": attribute,
            "show_historic": show_historic,
            "limit": limit,
            "offset": offset,
        },
        options,
    )


@explained
async def records_list_attribute_values_async(
    client: Caller,
    object: str,
    record_id: str,
    attribute: str,
    *,
    show_historic: bool | None = None,
    limit: int | None = None,
    offset: int | None = None,
    **options: Unpack[PageOptions],
) -> RecordsListAttributeValuesResponse:
    """List the values of one attribute of a record, optionally with its history.

    Former values come first. Attributes that Attio fills in, such as enriched attributes and interactions, have no
    history; `show_historic=True` is an error for them. Attributes that the workspace's plan does not include are
    empty.

    Scopes: `record_permission:read`, `object_configuration:read`.

    Token level: workspace or user.

    Args:
        object: Slug or id of the object the record belongs to.
        record_id: Id of the record.
        attribute: Slug or id of the attribute whose values to list.
        show_historic: Whether to include former values; by default only current values are listed.
        limit: Maximum number of values per page.
        offset: Number of values to skip.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        One page of values.

    Raises:
        ListRecordAttributeValuesValidationTypeError: 400 `validation_type`: `show_historic` is not available for
            attributes that Attio fills in.
        ListRecordAttributeValuesNotFoundError: 404 `not_found`: the object, record or attribute does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        from attio.models import TextValue

        async for value in await client.records.list_attribute_values_async(
            "people", record_id, "job_title", show_historic=True
        ):
            if isinstance(value, TextValue):
                print(value.active_from, value.plain)
    """
    return await client._call_async(
        RECORDS_LIST_ATTRIBUTE_VALUES,
        {
            "object": object,
            "record_id": record_id,
            "attribute": attribute,
            "show_historic": show_historic,
            "limit": limit,
            "offset": offset,
        },
        options,
    )


class RecordsWriteAttributeValuesParams(Params):
    """Parameters of `records.write_attribute_values`."""

    object: str
    record_id: str
    attribute: str
    data: ValueHistoryWrite


RECORDS_WRITE_ATTRIBUTE_VALUES = Operation(
    name="records.write_attribute_values",
    method="PUT",
    path="/v2/objects/{object}/records/{record_id}/attributes/{attribute}/values",
    params=RecordsWriteAttributeValuesParams,
    response=RecordsWriteAttributeValuesResponse,
    errors=RECORDS_WRITE_ATTRIBUTE_VALUES_ERRORS,
    body="json",
    idempotent=True,
    budgets=("write",),
    scopes=("record_permission:read-write", "object_configuration:read"),
    defaults={"data.replace_history": True},
)


@explained
def records_write_attribute_values(
    client: Caller,
    object: str,
    record_id: str,
    attribute: str,
    *,
    data: ValueHistoryWrite,
    **options: Unpack[RequestOptions],
) -> RecordsWriteAttributeValuesResponse:
    """Replace the complete history of one attribute of a record.

    Intended for imports from another system. All current and former values of the attribute are deleted and
    replaced by the given values with their timestamps. The values may be in any order and leave gaps; for a
    single-value attribute, their intervals must not overlap.

    The call triggers no webhooks or workflows. Search and formula attributes are updated.

    The history of relationships, formulas, enriched attributes and immutable attributes cannot be replaced.

    Beta: may still change.

    Scopes: `record_permission:read-write`, `object_configuration:read`.

    Token level: workspace or user.

    Args:
        object: Slug or id of the object the record belongs to.
        record_id: Id of the record.
        attribute: Slug or id of the attribute whose history to replace.
        data: The history to write.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The new history of the attribute.

    Raises:
        WriteRecordAttributeValuesValidationTypeError: 400, with one of these values of `code`:
            `validation_type`: a value, a timestamp or an interval is not valid; see `validation_errors`.
            `missing_value`: the write would leave a required attribute without a value.
            `value_not_found`: an option, status or record named in a value does not exist.
            `duplicate_values`: the same value appears more than once.
            `uniqueness_conflict`: another record has this value of a unique attribute.
            `multiple_values_for_single_value_attribute`: intervals overlap, but the attribute holds one value at a
                time.
            `system_edit_unauthorized`: Attio defines the attribute; its history cannot be replaced.
            `formula_edit_unauthorized`: the attribute is a formula.
            `standard_object_disabled`: the object is not enabled in this workspace.
            `particle_gate_violation`: Attio rejected the write; the reason is not documented.
        WriteRecordAttributeValuesUnauthorizedError: 403 `unauthorized`: the token may not write this record.
        WriteRecordAttributeValuesNotFoundError: 404, with one of these values of `code`:
            `not_found`: the object, record or attribute does not exist.
            `value_not_found`: a record, option or status that a value refers to does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        start, change = "2024-01-01T00:00:00Z", "2025-06-15T09:30:00Z"
        written = client.records.write_attribute_values(
            "people",
            record_id,
            "job_title",
            data={
                "values": [
                    {"value": "Translator", "active_from": start, "active_until": change},
                    {"value": "Analyst", "active_from": change, "active_until": None},
                ]
            },
        )
        print(len(written.data))
    """
    return client._call(
        RECORDS_WRITE_ATTRIBUTE_VALUES,
        {"object": object, "record_id": record_id, "attribute": attribute, "data": data},
        options,
    )


@explained
async def records_write_attribute_values_async(
    client: Caller,
    object: str,
    record_id: str,
    attribute: str,
    *,
    data: ValueHistoryWrite,
    **options: Unpack[RequestOptions],
) -> RecordsWriteAttributeValuesResponse:
    """Replace the complete history of one attribute of a record.

    Intended for imports from another system. All current and former values of the attribute are deleted and
    replaced by the given values with their timestamps. The values may be in any order and leave gaps; for a
    single-value attribute, their intervals must not overlap.

    The call triggers no webhooks or workflows. Search and formula attributes are updated.

    The history of relationships, formulas, enriched attributes and immutable attributes cannot be replaced.

    Beta: may still change.

    Scopes: `record_permission:read-write`, `object_configuration:read`.

    Token level: workspace or user.

    Args:
        object: Slug or id of the object the record belongs to.
        record_id: Id of the record.
        attribute: Slug or id of the attribute whose history to replace.
        data: The history to write.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The new history of the attribute.

    Raises:
        WriteRecordAttributeValuesValidationTypeError: 400, with one of these values of `code`:
            `validation_type`: a value, a timestamp or an interval is not valid; see `validation_errors`.
            `missing_value`: the write would leave a required attribute without a value.
            `value_not_found`: an option, status or record named in a value does not exist.
            `duplicate_values`: the same value appears more than once.
            `uniqueness_conflict`: another record has this value of a unique attribute.
            `multiple_values_for_single_value_attribute`: intervals overlap, but the attribute holds one value at a
                time.
            `system_edit_unauthorized`: Attio defines the attribute; its history cannot be replaced.
            `formula_edit_unauthorized`: the attribute is a formula.
            `standard_object_disabled`: the object is not enabled in this workspace.
            `particle_gate_violation`: Attio rejected the write; the reason is not documented.
        WriteRecordAttributeValuesUnauthorizedError: 403 `unauthorized`: the token may not write this record.
        WriteRecordAttributeValuesNotFoundError: 404, with one of these values of `code`:
            `not_found`: the object, record or attribute does not exist.
            `value_not_found`: a record, option or status that a value refers to does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        start, change = "2024-01-01T00:00:00Z", "2025-06-15T09:30:00Z"
        written = await client.records.write_attribute_values_async(
            "people",
            record_id,
            "job_title",
            data={
                "values": [
                    {"value": "Translator", "active_from": start, "active_until": change},
                    {"value": "Analyst", "active_from": change, "active_until": None},
                ]
            },
        )
        print(len(written.data))
    """
    return await client._call_async(
        RECORDS_WRITE_ATTRIBUTE_VALUES,
        {"object": object, "record_id": record_id, "attribute": attribute, "data": data},
        options,
    )


class RecordsListEntriesParams(Params):
    """Parameters of `records.list_entries`."""

    object: str
    record_id: str
    limit: Annotated[int, Field(le=1000)] | None = None
    offset: int | None = None


RECORDS_LIST_ENTRIES = Operation(
    name="records.list_entries",
    method="GET",
    path="/v2/objects/{object}/records/{record_id}/entries",
    params=RecordsListEntriesParams,
    response=RecordsListEntriesResponse,
    query=("limit", "offset"),
    idempotent=True,
    budgets=("read",),
    paging=Paging(style="offset", maximum=1000, default=100),
    scopes=("record_permission:read", "object_configuration:read", "list_entry:read"),
)


@explained
def records_list_entries(
    client: Caller,
    object: str,
    record_id: str,
    *,
    limit: int | None = None,
    offset: int | None = None,
    **options: Unpack[PageOptions],
) -> RecordsListEntriesResponse:
    """List the entries of a record in all lists.

    Values of the entries are not included. To get them, use `entries.get`.

    Scopes: `record_permission:read`, `object_configuration:read`, `list_entry:read`.

    Token level: workspace or user.

    Args:
        object: Slug or id of the object the record belongs to.
        record_id: Id of the record.
        limit: Maximum number of entries per page, up to 1,000; 100 by default.
        offset: Number of entries to skip.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        One page of entries.

    Raises:
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        for entry in client.records.list_entries("people", record_id):
            print(entry.list_api_slug, entry.entry_id)
    """
    return client._call(
        RECORDS_LIST_ENTRIES, {"object": object, "record_id": record_id, "limit": limit, "offset": offset}, options
    )


@explained
async def records_list_entries_async(
    client: Caller,
    object: str,
    record_id: str,
    *,
    limit: int | None = None,
    offset: int | None = None,
    **options: Unpack[PageOptions],
) -> RecordsListEntriesResponse:
    """List the entries of a record in all lists.

    Values of the entries are not included. To get them, use `entries.get`.

    Scopes: `record_permission:read`, `object_configuration:read`, `list_entry:read`.

    Token level: workspace or user.

    Args:
        object: Slug or id of the object the record belongs to.
        record_id: Id of the record.
        limit: Maximum number of entries per page, up to 1,000; 100 by default.
        offset: Number of entries to skip.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        One page of entries.

    Raises:
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        async for entry in await client.records.list_entries_async("people", record_id):
            print(entry.list_api_slug, entry.entry_id)
    """
    return await client._call_async(
        RECORDS_LIST_ENTRIES, {"object": object, "record_id": record_id, "limit": limit, "offset": offset}, options
    )


class RecordsSearchParams(Params):
    """Parameters of `records.search`."""

    query: Annotated[str, Field(max_length=256)]
    objects: Annotated[Sequence[str], Field(min_length=1)]
    request_as: SearchContext
    limit: Annotated[int, Field(ge=1, le=25)] | None = None


RECORDS_SEARCH = Operation(
    name="records.search",
    method="POST",
    path="/v2/objects/records/search",
    params=RecordsSearchParams,
    response=RecordsSearchResponse,
    errors=RECORDS_SEARCH_ERRORS,
    body="json",
    idempotent=True,
    budgets=("read",),
    scopes=("record_permission:read", "object_configuration:read"),
)


@explained
def records_search(
    client: Caller,
    *,
    query: str,
    objects: Sequence[str],
    request_as: SearchContext,
    limit: int | None = None,
    **options: Unpack[RequestOptions],
) -> RecordsSearchResponse:
    """Search the records of several objects.

    As in the app, the search is fuzzy. It finds people and companies by name, domain, e-mail address, phone number
    or social handle, and other records by label.

    Results may lag behind writes. To read your own writes, use `records.query`.

    Beta: may still change.

    Scopes: `record_permission:read`, `object_configuration:read`.

    Token level: workspace or user.

    Args:
        query: Search text, at most 256 characters; if empty, the result is an arbitrary selection of records.
        objects: Slugs or ids of the objects to search, at least one.
        request_as: Whose access rights the search uses: the workspace's or one member's.
        limit: Maximum number of results, 1 to 25; 25 by default.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The best matches.

    Raises:
        SearchRecordsValueNotFoundError: 400, with one of these values of `code`:
            `value_not_found`: one of `objects` does not exist.
            `validation_type`: a field is missing or not valid; see `validation_errors`.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        found = client.records.search(
            query="ada", objects=["people", "companies"], request_as={"type": "workspace"}
        )
        for result in found.data:
            print(result.object_slug, result.record_text)
    """
    return client._call(
        RECORDS_SEARCH, {"query": query, "objects": objects, "request_as": request_as, "limit": limit}, options
    )


@explained
async def records_search_async(
    client: Caller,
    *,
    query: str,
    objects: Sequence[str],
    request_as: SearchContext,
    limit: int | None = None,
    **options: Unpack[RequestOptions],
) -> RecordsSearchResponse:
    """Search the records of several objects.

    As in the app, the search is fuzzy. It finds people and companies by name, domain, e-mail address, phone number
    or social handle, and other records by label.

    Results may lag behind writes. To read your own writes, use `records.query`.

    Beta: may still change.

    Scopes: `record_permission:read`, `object_configuration:read`.

    Token level: workspace or user.

    Args:
        query: Search text, at most 256 characters; if empty, the result is an arbitrary selection of records.
        objects: Slugs or ids of the objects to search, at least one.
        request_as: Whose access rights the search uses: the workspace's or one member's.
        limit: Maximum number of results, 1 to 25; 25 by default.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The best matches.

    Raises:
        SearchRecordsValueNotFoundError: 400, with one of these values of `code`:
            `value_not_found`: one of `objects` does not exist.
            `validation_type`: a field is missing or not valid; see `validation_errors`.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        found = await client.records.search_async(
            query="ada", objects=["people", "companies"], request_as={"type": "workspace"}
        )
        for result in found.data:
            print(result.object_slug, result.record_text)
    """
    return await client._call_async(
        RECORDS_SEARCH, {"query": query, "objects": objects, "request_as": request_as, "limit": limit}, options
    )
