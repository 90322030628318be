# Generated from codegen/spec/activity_records.yaml by `make generate`; edit that file instead.
"""Standalone functions of `client.activity_records`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

from typing_extensions import Unpack

from attio._call.operation import Caller, Operation, Paging, explained
from attio._call.options import PageOptions, RequestOptions
from attio.errors.activity_records import (
    ACTIVITY_RECORDS_ASSERT_ERRORS,
    ACTIVITY_RECORDS_CREATE_ERRORS,
    ACTIVITY_RECORDS_DELETE_ERRORS,
    ACTIVITY_RECORDS_GET_ERRORS,
    ACTIVITY_RECORDS_QUERY_ERRORS,
    ACTIVITY_RECORDS_UPDATE_APPEND_ERRORS,
    ACTIVITY_RECORDS_UPDATE_ERRORS,
)
from attio.models.activity_records import (
    ActivityRecordsAssertResponse,
    ActivityRecordsCreateResponse,
    ActivityRecordsGetResponse,
    ActivityRecordsQueryResponse,
    ActivityRecordsUpdateAppendResponse,
    ActivityRecordsUpdateResponse,
    ActivityRecordWrite,
)
from attio.models.base import AS_IS, EmptyResponse, Params
from attio.models.common import SortByAttribute, SortByPath


class ActivityRecordsQueryParams(Params):
    """Parameters of `activity_records.query`."""

    activity: str
    filter: Annotated[Mapping[str, object], AS_IS] | None = None
    sorts: Sequence[SortByAttribute | SortByPath] | None = None
    limit: int | None = None
    offset: int | None = None


ACTIVITY_RECORDS_QUERY = Operation(
    name="activity_records.query",
    method="POST",
    path="/v2/activities/{activity}/records/query",
    params=ActivityRecordsQueryParams,
    response=ActivityRecordsQueryResponse,
    errors=ACTIVITY_RECORDS_QUERY_ERRORS,
    body="json",
    idempotent=True,
    query_cost=True,
    budgets=("query", "read"),
    paging=Paging(style="offset", maximum=500, default=500),
    scopes=(
        "activity_record:read",
        "activity_configuration:read",
        "object_configuration:read",
        "record_permission:read",
    ),
)


@explained
def activity_records_query(
    client: Caller,
    activity: str,
    *,
    filter: Mapping[str, object] | None = None,
    sorts: Sequence[SortByAttribute | SortByPath] | None = None,
    limit: int | None = None,
    offset: int | None = None,
    **options: Unpack[PageOptions],
) -> ActivityRecordsQueryResponse:
    """List the records of an activity, filtered and sorted.

    Without `sorts` the order is undefined. Pass `sorts` when you iterate over several pages.

    The cost of a query grows with its filters, its sorts and the number of records in the activity. Above a limit,
    Attio responds with a 429. `page.http.query_score` is the cost of a query. A query that is too complex always
    fails: simplify it.

    Alpha: may change or be removed at any time.

    Scopes: `activity_record:read`, `activity_configuration:read`, `object_configuration:read`,
    `record_permission:read`.

    Token level: workspace or user.

    Args:
        activity: Slug or id of the activity whose records to list.
        filter: Filter by attributes, such as `{"direction": "Outbound"}`, with operators such as `$contains` and
            `$gte`, combined by `$and`, `$or` and `$not`.
        sorts: Sort order, most important first.
        limit: Maximum number of records per page; 500 by default.
        offset: Number of records to skip.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        One page of activity records.

    Raises:
        QueryActivityRecordsFilterError: 400 `filter_error`: the filter is not valid.
        QueryActivityRecordsNotFoundError: 404 `not_found`: the activity does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        for call in client.activity_records.query(
            "phone_calls", filter={"direction": "Outbound"}
        ):
            print(call.created_at, call.all("topics", str))
    """
    return client._call(
        ACTIVITY_RECORDS_QUERY,
        {"activity": activity, "filter": filter, "sorts": sorts, "limit": limit, "offset": offset},
        options,
    )


@explained
async def activity_records_query_async(
    client: Caller,
    activity: str,
    *,
    filter: Mapping[str, object] | None = None,
    sorts: Sequence[SortByAttribute | SortByPath] | None = None,
    limit: int | None = None,
    offset: int | None = None,
    **options: Unpack[PageOptions],
) -> ActivityRecordsQueryResponse:
    """List the records of an activity, filtered and sorted.

    Without `sorts` the order is undefined. Pass `sorts` when you iterate over several pages.

    The cost of a query grows with its filters, its sorts and the number of records in the activity. Above a limit,
    Attio responds with a 429. `page.http.query_score` is the cost of a query. A query that is too complex always
    fails: simplify it.

    Alpha: may change or be removed at any time.

    Scopes: `activity_record:read`, `activity_configuration:read`, `object_configuration:read`,
    `record_permission:read`.

    Token level: workspace or user.

    Args:
        activity: Slug or id of the activity whose records to list.
        filter: Filter by attributes, such as `{"direction": "Outbound"}`, with operators such as `$contains` and
            `$gte`, combined by `$and`, `$or` and `$not`.
        sorts: Sort order, most important first.
        limit: Maximum number of records per page; 500 by default.
        offset: Number of records to skip.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        One page of activity records.

    Raises:
        QueryActivityRecordsFilterError: 400 `filter_error`: the filter is not valid.
        QueryActivityRecordsNotFoundError: 404 `not_found`: the activity does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        async for call in await client.activity_records.query_async(
            "phone_calls", filter={"direction": "Outbound"}
        ):
            print(call.created_at, call.all("topics", str))
    """
    return await client._call_async(
        ACTIVITY_RECORDS_QUERY,
        {"activity": activity, "filter": filter, "sorts": sorts, "limit": limit, "offset": offset},
        options,
    )


class ActivityRecordsCreateParams(Params):
    """Parameters of `activity_records.create`."""

    activity: str
    data: ActivityRecordWrite


ACTIVITY_RECORDS_CREATE = Operation(
    name="activity_records.create",
    method="POST",
    path="/v2/activities/{activity}/records",
    params=ActivityRecordsCreateParams,
    response=ActivityRecordsCreateResponse,
    errors=ACTIVITY_RECORDS_CREATE_ERRORS,
    body="json",
    budgets=("write",),
    scopes=(
        "activity_record:read-write",
        "activity_configuration:read",
        "object_configuration:read",
        "record_permission:read",
    ),
)


@explained
def activity_records_create(
    client: Caller, activity: str, *, data: ActivityRecordWrite, **options: Unpack[RequestOptions]
) -> ActivityRecordsCreateResponse:
    """Log an activity by creating a record of it.

    To update a matching record instead, use `activity_records.assert_`.

    If a value creates the record it refers to, the token also needs `record_permission:read-write`.

    Alpha: may change or be removed at any time.

    Scopes: `activity_record:read-write`, `activity_configuration:read`, `object_configuration:read`,
    `record_permission:read`.

    Token level: workspace or user.

    Args:
        activity: Slug or id of the activity to log.
        data: The activity record to create.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The new activity record.

    Raises:
        CreateActivityRecordValueNotFoundError: 400, with one of these values of `code`:
            `value_not_found`: an attribute, option, status or record named in `values` does not exist.
            `particle_gate_violation`: Attio rejected the write; the reason is not documented.
        CreateActivityRecordUnauthorizedError: 403, with one of these values of `code`:
            `unauthorized`: the token may not create records of this activity.
            `billing_error`: the workspace's plan does not include the feature.
        CreateActivityRecordNotFoundError: 404 `not_found`: the activity does not exist.
        CreateActivityRecordConcurrentWriteConflictError: 409 `concurrent_write_conflict`: another request wrote the
            same data at the same time; send the request again.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        created = client.activity_records.create(
            "phone_calls",
            data={"values": {"direction": "Outbound", "topics": ["Pricing"]}},
        )
        print(created.data.id.record_id)
    """
    return client._call(ACTIVITY_RECORDS_CREATE, {"activity": activity, "data": data}, options)


@explained
async def activity_records_create_async(
    client: Caller, activity: str, *, data: ActivityRecordWrite, **options: Unpack[RequestOptions]
) -> ActivityRecordsCreateResponse:
    """Log an activity by creating a record of it.

    To update a matching record instead, use `activity_records.assert_`.

    If a value creates the record it refers to, the token also needs `record_permission:read-write`.

    Alpha: may change or be removed at any time.

    Scopes: `activity_record:read-write`, `activity_configuration:read`, `object_configuration:read`,
    `record_permission:read`.

    Token level: workspace or user.

    Args:
        activity: Slug or id of the activity to log.
        data: The activity record to create.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The new activity record.

    Raises:
        CreateActivityRecordValueNotFoundError: 400, with one of these values of `code`:
            `value_not_found`: an attribute, option, status or record named in `values` does not exist.
            `particle_gate_violation`: Attio rejected the write; the reason is not documented.
        CreateActivityRecordUnauthorizedError: 403, with one of these values of `code`:
            `unauthorized`: the token may not create records of this activity.
            `billing_error`: the workspace's plan does not include the feature.
        CreateActivityRecordNotFoundError: 404 `not_found`: the activity does not exist.
        CreateActivityRecordConcurrentWriteConflictError: 409 `concurrent_write_conflict`: another request wrote the
            same data at the same time; send the request again.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        created = await client.activity_records.create_async(
            "phone_calls",
            data={"values": {"direction": "Outbound", "topics": ["Pricing"]}},
        )
        print(created.data.id.record_id)
    """
    return await client._call_async(ACTIVITY_RECORDS_CREATE, {"activity": activity, "data": data}, options)


class ActivityRecordsAssertParams(Params):
    """Parameters of `activity_records.assert`."""

    activity: str
    matching_attribute: str
    data: ActivityRecordWrite


ACTIVITY_RECORDS_ASSERT = Operation(
    name="activity_records.assert",
    method="PUT",
    path="/v2/activities/{activity}/records",
    params=ActivityRecordsAssertParams,
    response=ActivityRecordsAssertResponse,
    errors=ACTIVITY_RECORDS_ASSERT_ERRORS,
    query=("matching_attribute",),
    body="json",
    idempotent=True,
    budgets=("write",),
    scopes=(
        "activity_record:read-write",
        "activity_configuration:read",
        "object_configuration:read",
        "record_permission:read",
    ),
)


@explained
def activity_records_assert(
    client: Caller,
    activity: str,
    *,
    matching_attribute: str,
    data: ActivityRecordWrite,
    **options: Unpack[RequestOptions],
) -> ActivityRecordsAssertResponse:
    """Update the matching activity record, or create one.

    A record matches if it has the value of `matching_attribute` that `data` contains. The values of that attribute
    are added to the existing ones; the values of all other multiselect attributes are replaced.

    Alpha: may change or be removed at any time.

    Scopes: `activity_record:read-write`, `activity_configuration:read`, `object_configuration:read`,
    `record_permission:read`.

    Token level: workspace or user.

    Args:
        activity: Slug or id of the activity the record belongs to.
        matching_attribute: Slug or id of the unique attribute that identifies an existing record.
        data: The values of the activity record, including the matching attribute.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated or new activity record.

    Raises:
        AssertActivityRecordValueNotFoundError: 400, with one of these values of `code`:
            `value_not_found`: the matching attribute, or an option, status or record named in `values`, does not
                exist.
            `matching_attribute_definition_not_unique`: the matching attribute is not unique.
            `multiple_match_results`: several records match.
            `particle_gate_violation`: Attio rejected the write; the reason is not documented.
        AssertActivityRecordUnauthorizedError: 403, with one of these values of `code`:
            `unauthorized`: the token may not write records of this activity.
            `billing_error`: the workspace's plan does not include the feature.
        AssertActivityRecordNotFoundError: 404 `not_found`: the activity does not exist.
        AssertActivityRecordConcurrentWriteConflictError: 409 `concurrent_write_conflict`: another request wrote the
            same data at the same time; send the request again.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        asserted = client.activity_records.assert_(
            "phone_calls",
            matching_attribute="external_id",
            data={"values": {"external_id": "call-1843", "direction": "Inbound"}},
        )
        print(asserted.data.id.record_id)
    """
    return client._call(
        ACTIVITY_RECORDS_ASSERT, {"activity": activity, "matching_attribute": matching_attribute, "data": data}, options
    )


@explained
async def activity_records_assert_async(
    client: Caller,
    activity: str,
    *,
    matching_attribute: str,
    data: ActivityRecordWrite,
    **options: Unpack[RequestOptions],
) -> ActivityRecordsAssertResponse:
    """Update the matching activity record, or create one.

    A record matches if it has the value of `matching_attribute` that `data` contains. The values of that attribute
    are added to the existing ones; the values of all other multiselect attributes are replaced.

    Alpha: may change or be removed at any time.

    Scopes: `activity_record:read-write`, `activity_configuration:read`, `object_configuration:read`,
    `record_permission:read`.

    Token level: workspace or user.

    Args:
        activity: Slug or id of the activity the record belongs to.
        matching_attribute: Slug or id of the unique attribute that identifies an existing record.
        data: The values of the activity record, including the matching attribute.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated or new activity record.

    Raises:
        AssertActivityRecordValueNotFoundError: 400, with one of these values of `code`:
            `value_not_found`: the matching attribute, or an option, status or record named in `values`, does not
                exist.
            `matching_attribute_definition_not_unique`: the matching attribute is not unique.
            `multiple_match_results`: several records match.
            `particle_gate_violation`: Attio rejected the write; the reason is not documented.
        AssertActivityRecordUnauthorizedError: 403, with one of these values of `code`:
            `unauthorized`: the token may not write records of this activity.
            `billing_error`: the workspace's plan does not include the feature.
        AssertActivityRecordNotFoundError: 404 `not_found`: the activity does not exist.
        AssertActivityRecordConcurrentWriteConflictError: 409 `concurrent_write_conflict`: another request wrote the
            same data at the same time; send the request again.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        asserted = await client.activity_records.assert_async(
            "phone_calls",
            matching_attribute="external_id",
            data={"values": {"external_id": "call-1843", "direction": "Inbound"}},
        )
        print(asserted.data.id.record_id)
    """
    return await client._call_async(
        ACTIVITY_RECORDS_ASSERT, {"activity": activity, "matching_attribute": matching_attribute, "data": data}, options
    )


class ActivityRecordsGetParams(Params):
    """Parameters of `activity_records.get`."""

    activity: str
    record_id: str


ACTIVITY_RECORDS_GET = Operation(
    name="activity_records.get",
    method="GET",
    path="/v2/activities/{activity}/records/{record_id}",
    params=ActivityRecordsGetParams,
    response=ActivityRecordsGetResponse,
    errors=ACTIVITY_RECORDS_GET_ERRORS,
    idempotent=True,
    budgets=("read",),
    scopes=(
        "activity_record:read",
        "activity_configuration:read",
        "object_configuration:read",
        "record_permission:read",
    ),
)


@explained
def activity_records_get(
    client: Caller, activity: str, record_id: str, **options: Unpack[RequestOptions]
) -> ActivityRecordsGetResponse:
    """Get an activity record with all of its values.

    Alpha: may change or be removed at any time.

    Scopes: `activity_record:read`, `activity_configuration:read`, `object_configuration:read`,
    `record_permission:read`.

    Token level: workspace or user.

    Args:
        activity: Slug or id of the activity the record belongs to.
        record_id: Id of the activity record.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The activity record.

    Raises:
        GetActivityRecordNotFoundError: 404 `not_found`: the activity or record does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        call = client.activity_records.get("phone_calls", activity_record_id)
        print(call.data.first("direction", str), call.data.all("topics", str))
    """
    return client._call(ACTIVITY_RECORDS_GET, {"activity": activity, "record_id": record_id}, options)


@explained
async def activity_records_get_async(
    client: Caller, activity: str, record_id: str, **options: Unpack[RequestOptions]
) -> ActivityRecordsGetResponse:
    """Get an activity record with all of its values.

    Alpha: may change or be removed at any time.

    Scopes: `activity_record:read`, `activity_configuration:read`, `object_configuration:read`,
    `record_permission:read`.

    Token level: workspace or user.

    Args:
        activity: Slug or id of the activity the record belongs to.
        record_id: Id of the activity record.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The activity record.

    Raises:
        GetActivityRecordNotFoundError: 404 `not_found`: the activity or record does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        call = await client.activity_records.get_async("phone_calls", activity_record_id)
        print(call.data.first("direction", str), call.data.all("topics", str))
    """
    return await client._call_async(ACTIVITY_RECORDS_GET, {"activity": activity, "record_id": record_id}, options)


class ActivityRecordsUpdateParams(Params):
    """Parameters of `activity_records.update`."""

    activity: str
    record_id: str
    data: ActivityRecordWrite


ACTIVITY_RECORDS_UPDATE = Operation(
    name="activity_records.update",
    method="PUT",
    path="/v2/activities/{activity}/records/{record_id}",
    params=ActivityRecordsUpdateParams,
    response=ActivityRecordsUpdateResponse,
    errors=ACTIVITY_RECORDS_UPDATE_ERRORS,
    body="json",
    idempotent=True,
    budgets=("write",),
    scopes=(
        "activity_record:read-write",
        "activity_configuration:read",
        "object_configuration:read",
        "record_permission:read",
    ),
)


@explained
def activity_records_update(
    client: Caller, activity: str, record_id: str, *, data: ActivityRecordWrite, **options: Unpack[RequestOptions]
) -> ActivityRecordsUpdateResponse:
    """Update an activity record, replacing the values of the given attributes.

    New values of a multiselect attribute replace all existing ones. To add values instead, use
    `activity_records.update_append`. Attributes that you leave out do not change.

    Alpha: may change or be removed at any time.

    Scopes: `activity_record:read-write`, `activity_configuration:read`, `object_configuration:read`,
    `record_permission:read`.

    Token level: workspace or user.

    Args:
        activity: Slug or id of the activity the record belongs to.
        record_id: Id of the activity record to update.
        data: The fields to change.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated activity record.

    Raises:
        UpdateActivityRecordMissingValueError: 400, with one of these values of `code`:
            `missing_value`: the write would leave a required attribute without a value.
            `particle_gate_violation`: Attio rejected the write; the reason is not documented.
        UpdateActivityRecordUnauthorizedError: 403 `unauthorized`: the token may not write this activity record.
        UpdateActivityRecordNotFoundError: 404 `not_found`: the activity or record does not exist.
        UpdateActivityRecordConcurrentWriteConflictError: 409 `concurrent_write_conflict`: another request wrote the
            record at the same time; send the request again.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        updated = client.activity_records.update(
            "phone_calls", activity_record_id, data={"values": {"topics": ["Renewal"]}}
        )
        print(updated.data.all("topics", str))
    """
    return client._call(ACTIVITY_RECORDS_UPDATE, {"activity": activity, "record_id": record_id, "data": data}, options)


@explained
async def activity_records_update_async(
    client: Caller, activity: str, record_id: str, *, data: ActivityRecordWrite, **options: Unpack[RequestOptions]
) -> ActivityRecordsUpdateResponse:
    """Update an activity record, replacing the values of the given attributes.

    New values of a multiselect attribute replace all existing ones. To add values instead, use
    `activity_records.update_append`. Attributes that you leave out do not change.

    Alpha: may change or be removed at any time.

    Scopes: `activity_record:read-write`, `activity_configuration:read`, `object_configuration:read`,
    `record_permission:read`.

    Token level: workspace or user.

    Args:
        activity: Slug or id of the activity the record belongs to.
        record_id: Id of the activity record to update.
        data: The fields to change.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated activity record.

    Raises:
        UpdateActivityRecordMissingValueError: 400, with one of these values of `code`:
            `missing_value`: the write would leave a required attribute without a value.
            `particle_gate_violation`: Attio rejected the write; the reason is not documented.
        UpdateActivityRecordUnauthorizedError: 403 `unauthorized`: the token may not write this activity record.
        UpdateActivityRecordNotFoundError: 404 `not_found`: the activity or record does not exist.
        UpdateActivityRecordConcurrentWriteConflictError: 409 `concurrent_write_conflict`: another request wrote the
            record at the same time; send the request again.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        updated = await client.activity_records.update_async(
            "phone_calls", activity_record_id, data={"values": {"topics": ["Renewal"]}}
        )
        print(updated.data.all("topics", str))
    """
    return await client._call_async(
        ACTIVITY_RECORDS_UPDATE, {"activity": activity, "record_id": record_id, "data": data}, options
    )


class ActivityRecordsUpdateAppendParams(Params):
    """Parameters of `activity_records.update_append`."""

    activity: str
    record_id: str
    data: ActivityRecordWrite


ACTIVITY_RECORDS_UPDATE_APPEND = Operation(
    name="activity_records.update_append",
    method="PATCH",
    path="/v2/activities/{activity}/records/{record_id}",
    params=ActivityRecordsUpdateAppendParams,
    response=ActivityRecordsUpdateAppendResponse,
    errors=ACTIVITY_RECORDS_UPDATE_APPEND_ERRORS,
    body="json",
    budgets=("write",),
    scopes=(
        "activity_record:read-write",
        "activity_configuration:read",
        "object_configuration:read",
        "record_permission:read",
    ),
)


@explained
def activity_records_update_append(
    client: Caller, activity: str, record_id: str, *, data: ActivityRecordWrite, **options: Unpack[RequestOptions]
) -> ActivityRecordsUpdateAppendResponse:
    """Update an activity record, adding values to multiselect attributes.

    New values of a multiselect attribute are added in front of the existing ones. The values of other attributes
    are replaced. To replace or remove values of a multiselect attribute, use `activity_records.update`.

    Alpha: may change or be removed at any time.

    Scopes: `activity_record:read-write`, `activity_configuration:read`, `object_configuration:read`,
    `record_permission:read`.

    Token level: workspace or user.

    Args:
        activity: Slug or id of the activity the record belongs to.
        record_id: Id of the activity record to update.
        data: The values to add or change.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated activity record.

    Raises:
        UpdateAppendActivityRecordMissingValueError: 400, with one of these values of `code`:
            `missing_value`: the write would leave a required attribute without a value.
            `particle_gate_violation`: Attio rejected the write; the reason is not documented.
        UpdateAppendActivityRecordUnauthorizedError: 403 `unauthorized`: the token may not write this activity
            record.
        UpdateAppendActivityRecordNotFoundError: 404 `not_found`: the activity or record does not exist.
        UpdateAppendActivityRecordConcurrentWriteConflictError: 409 `concurrent_write_conflict`: another request
            wrote the record at the same time; send the request again.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        updated = client.activity_records.update_append(
            "phone_calls", activity_record_id, data={"values": {"topics": ["Renewal"]}}
        )
        print(updated.data.all("topics", str))
    """
    return client._call(
        ACTIVITY_RECORDS_UPDATE_APPEND, {"activity": activity, "record_id": record_id, "data": data}, options
    )


@explained
async def activity_records_update_append_async(
    client: Caller, activity: str, record_id: str, *, data: ActivityRecordWrite, **options: Unpack[RequestOptions]
) -> ActivityRecordsUpdateAppendResponse:
    """Update an activity record, adding values to multiselect attributes.

    New values of a multiselect attribute are added in front of the existing ones. The values of other attributes
    are replaced. To replace or remove values of a multiselect attribute, use `activity_records.update`.

    Alpha: may change or be removed at any time.

    Scopes: `activity_record:read-write`, `activity_configuration:read`, `object_configuration:read`,
    `record_permission:read`.

    Token level: workspace or user.

    Args:
        activity: Slug or id of the activity the record belongs to.
        record_id: Id of the activity record to update.
        data: The values to add or change.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated activity record.

    Raises:
        UpdateAppendActivityRecordMissingValueError: 400, with one of these values of `code`:
            `missing_value`: the write would leave a required attribute without a value.
            `particle_gate_violation`: Attio rejected the write; the reason is not documented.
        UpdateAppendActivityRecordUnauthorizedError: 403 `unauthorized`: the token may not write this activity
            record.
        UpdateAppendActivityRecordNotFoundError: 404 `not_found`: the activity or record does not exist.
        UpdateAppendActivityRecordConcurrentWriteConflictError: 409 `concurrent_write_conflict`: another request
            wrote the record at the same time; send the request again.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        updated = await client.activity_records.update_append_async(
            "phone_calls", activity_record_id, data={"values": {"topics": ["Renewal"]}}
        )
        print(updated.data.all("topics", str))
    """
    return await client._call_async(
        ACTIVITY_RECORDS_UPDATE_APPEND, {"activity": activity, "record_id": record_id, "data": data}, options
    )


class ActivityRecordsDeleteParams(Params):
    """Parameters of `activity_records.delete`."""

    activity: str
    record_id: str


ACTIVITY_RECORDS_DELETE = Operation(
    name="activity_records.delete",
    method="DELETE",
    path="/v2/activities/{activity}/records/{record_id}",
    params=ActivityRecordsDeleteParams,
    response=EmptyResponse,
    errors=ACTIVITY_RECORDS_DELETE_ERRORS,
    idempotent=True,
    budgets=("write",),
    scopes=(
        "activity_record:read-write",
        "activity_configuration:read",
        "object_configuration:read",
        "record_permission:read",
    ),
)


@explained
def activity_records_delete(
    client: Caller, activity: str, record_id: str, **options: Unpack[RequestOptions]
) -> EmptyResponse:
    """Delete an activity record.

    Alpha: may change or be removed at any time.

    Scopes: `activity_record:read-write`, `activity_configuration:read`, `object_configuration:read`,
    `record_permission:read`.

    Token level: workspace or user.

    Args:
        activity: Slug or id of the activity the record belongs to.
        record_id: Id of the activity record to delete.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        A response without content.

    Raises:
        DeleteActivityRecordUnauthorizedError: 403 `unauthorized`: the token may not delete this activity record.
        DeleteActivityRecordNotFoundError: 404 `not_found`: the activity or record does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        client.activity_records.delete("phone_calls", activity_record_id)
    """
    return client._call(ACTIVITY_RECORDS_DELETE, {"activity": activity, "record_id": record_id}, options)


@explained
async def activity_records_delete_async(
    client: Caller, activity: str, record_id: str, **options: Unpack[RequestOptions]
) -> EmptyResponse:
    """Delete an activity record.

    Alpha: may change or be removed at any time.

    Scopes: `activity_record:read-write`, `activity_configuration:read`, `object_configuration:read`,
    `record_permission:read`.

    Token level: workspace or user.

    Args:
        activity: Slug or id of the activity the record belongs to.
        record_id: Id of the activity record to delete.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        A response without content.

    Raises:
        DeleteActivityRecordUnauthorizedError: 403 `unauthorized`: the token may not delete this activity record.
        DeleteActivityRecordNotFoundError: 404 `not_found`: the activity or record does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        await client.activity_records.delete_async("phone_calls", activity_record_id)
    """
    return await client._call_async(ACTIVITY_RECORDS_DELETE, {"activity": activity, "record_id": record_id}, options)
