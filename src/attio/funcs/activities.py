# Generated from codegen/spec/activities.yaml by `make generate`; edit that file instead.
"""Standalone functions of `client.activities`."""

from __future__ import annotations

from typing_extensions import Unpack

from attio._call.operation import Caller, Operation, Paging, explained
from attio._call.options import PageOptions, RequestOptions
from attio.errors.activities import (
    ACTIVITIES_CREATE_ERRORS,
    ACTIVITIES_DELETE_ERRORS,
    ACTIVITIES_GET_ERRORS,
    ACTIVITIES_UPDATE_ERRORS,
)
from attio.models.activities import (
    ActivitiesCreateResponse,
    ActivitiesGetResponse,
    ActivitiesListResponse,
    ActivitiesUpdateResponse,
    ActivityCreate,
    ActivityUpdate,
)
from attio.models.base import EmptyResponse, Params


class ActivitiesListParams(Params):
    """Parameters of `activities.list`."""

    limit: int | None = None
    cursor: str | None = None


ACTIVITIES_LIST = Operation(
    name="activities.list",
    method="GET",
    path="/v2/activities",
    params=ActivitiesListParams,
    response=ActivitiesListResponse,
    query=("limit", "cursor"),
    idempotent=True,
    budgets=("read",),
    paging=Paging(style="cursor", default=100),
    scopes=("activity_configuration:read",),
)


@explained
def activities_list(
    client: Caller, *, limit: int | None = None, cursor: str | None = None, **options: Unpack[PageOptions]
) -> ActivitiesListResponse:
    """List the activities of the workspace.

    Includes activities that Attio defines, such as phone calls, and custom activities.

    Alpha: may change or be removed at any time.

    Scopes: `activity_configuration:read`.

    Token level: workspace or user.

    Args:
        limit: Maximum number of activities per page; 100 by default.
        cursor: Cursor of the page to return: `pagination.next_cursor` of the previous page.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        One page of activities.

    Raises:
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        for activity in client.activities.list():
            print(activity.api_slug, activity.is_system_activity)
    """
    return client._call(ACTIVITIES_LIST, {"limit": limit, "cursor": cursor}, options)


@explained
async def activities_list_async(
    client: Caller, *, limit: int | None = None, cursor: str | None = None, **options: Unpack[PageOptions]
) -> ActivitiesListResponse:
    """List the activities of the workspace.

    Includes activities that Attio defines, such as phone calls, and custom activities.

    Alpha: may change or be removed at any time.

    Scopes: `activity_configuration:read`.

    Token level: workspace or user.

    Args:
        limit: Maximum number of activities per page; 100 by default.
        cursor: Cursor of the page to return: `pagination.next_cursor` of the previous page.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        One page of activities.

    Raises:
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        async for activity in await client.activities.list_async():
            print(activity.api_slug, activity.is_system_activity)
    """
    return await client._call_async(ACTIVITIES_LIST, {"limit": limit, "cursor": cursor}, options)


class ActivitiesCreateParams(Params):
    """Parameters of `activities.create`."""

    data: ActivityCreate


ACTIVITIES_CREATE = Operation(
    name="activities.create",
    method="POST",
    path="/v2/activities",
    params=ActivitiesCreateParams,
    response=ActivitiesCreateResponse,
    errors=ACTIVITIES_CREATE_ERRORS,
    body="json",
    budgets=("write",),
    scopes=("activity_configuration:read-write",),
)


@explained
def activities_create(
    client: Caller, *, data: ActivityCreate, **options: Unpack[RequestOptions]
) -> ActivitiesCreateResponse:
    """Create a custom activity.

    Requires a plan with custom activities. A public app needs only a plan with integration activities.

    Alpha: may change or be removed at any time.

    Scopes: `activity_configuration:read-write`.

    Token level: workspace or user.

    Args:
        data: The activity to create.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The new activity.

    Raises:
        CreateActivityBillingError: 403, with one of these values of `code`:
            `billing_error`: the workspace's plan does not include custom activities.
            `unauthorized`: the token may not create activities.
        CreateActivitySlugConflictError: 409 `slug_conflict`: another activity has this slug.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        created = client.activities.create(
            data={
                "api_slug": "site_visits",
                "singular_noun": "Site visit",
                "plural_noun": "Site visits",
                "extends": "interactions",
            },
        )
        print(created.data.id.activity_id)
    """
    return client._call(ACTIVITIES_CREATE, {"data": data}, options)


@explained
async def activities_create_async(
    client: Caller, *, data: ActivityCreate, **options: Unpack[RequestOptions]
) -> ActivitiesCreateResponse:
    """Create a custom activity.

    Requires a plan with custom activities. A public app needs only a plan with integration activities.

    Alpha: may change or be removed at any time.

    Scopes: `activity_configuration:read-write`.

    Token level: workspace or user.

    Args:
        data: The activity to create.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The new activity.

    Raises:
        CreateActivityBillingError: 403, with one of these values of `code`:
            `billing_error`: the workspace's plan does not include custom activities.
            `unauthorized`: the token may not create activities.
        CreateActivitySlugConflictError: 409 `slug_conflict`: another activity has this slug.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        created = await client.activities.create_async(
            data={
                "api_slug": "site_visits",
                "singular_noun": "Site visit",
                "plural_noun": "Site visits",
                "extends": "interactions",
            },
        )
        print(created.data.id.activity_id)
    """
    return await client._call_async(ACTIVITIES_CREATE, {"data": data}, options)


class ActivitiesGetParams(Params):
    """Parameters of `activities.get`."""

    activity: str


ACTIVITIES_GET = Operation(
    name="activities.get",
    method="GET",
    path="/v2/activities/{activity}",
    params=ActivitiesGetParams,
    response=ActivitiesGetResponse,
    errors=ACTIVITIES_GET_ERRORS,
    idempotent=True,
    budgets=("read",),
    scopes=("activity_configuration:read",),
)


@explained
def activities_get(client: Caller, activity: str, **options: Unpack[RequestOptions]) -> ActivitiesGetResponse:
    """Get an activity by its slug or id.

    Alpha: may change or be removed at any time.

    Scopes: `activity_configuration:read`.

    Token level: workspace or user.

    Args:
        activity: Slug or id of the activity.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The activity.

    Raises:
        GetActivityNotFoundError: 404 `not_found`: the activity does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        calls = client.activities.get("phone_calls")
        print(calls.data.plural_noun, [schema.schema_slug for schema in calls.data.extends])
    """
    return client._call(ACTIVITIES_GET, {"activity": activity}, options)


@explained
async def activities_get_async(
    client: Caller, activity: str, **options: Unpack[RequestOptions]
) -> ActivitiesGetResponse:
    """Get an activity by its slug or id.

    Alpha: may change or be removed at any time.

    Scopes: `activity_configuration:read`.

    Token level: workspace or user.

    Args:
        activity: Slug or id of the activity.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The activity.

    Raises:
        GetActivityNotFoundError: 404 `not_found`: the activity does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        calls = await client.activities.get_async("phone_calls")
        print(calls.data.plural_noun, [schema.schema_slug for schema in calls.data.extends])
    """
    return await client._call_async(ACTIVITIES_GET, {"activity": activity}, options)


class ActivitiesUpdateParams(Params):
    """Parameters of `activities.update`."""

    activity: str
    data: ActivityUpdate


ACTIVITIES_UPDATE = Operation(
    name="activities.update",
    method="PATCH",
    path="/v2/activities/{activity}",
    params=ActivitiesUpdateParams,
    response=ActivitiesUpdateResponse,
    errors=ACTIVITIES_UPDATE_ERRORS,
    body="json",
    budgets=("write",),
    scopes=("activity_configuration:read-write",),
)


@explained
def activities_update(
    client: Caller, activity: str, *, data: ActivityUpdate, **options: Unpack[RequestOptions]
) -> ActivitiesUpdateResponse:
    """Change the given fields of an activity.

    Fields that you leave out do not change. The schema that an activity extends cannot be changed.

    Alpha: may change or be removed at any time.

    Scopes: `activity_configuration:read-write`.

    Token level: workspace or user.

    Args:
        activity: Slug or id of the activity to update.
        data: The fields to change.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated activity.

    Raises:
        UpdateActivityValidationTypeError: 400 `validation_type`: a field is not valid or cannot be changed; see
            `validation_errors`.
        UpdateActivityUnauthorizedError: 403 `unauthorized`: the token may not change activities.
        UpdateActivityNotFoundError: 404 `not_found`: the activity does not exist.
        UpdateActivitySlugConflictError: 409 `slug_conflict`: another activity has this slug.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        updated = client.activities.update(
            custom_activity, data={"plural_noun": "Visits on site"}
        )
        print(updated.data.plural_noun)
    """
    return client._call(ACTIVITIES_UPDATE, {"activity": activity, "data": data}, options)


@explained
async def activities_update_async(
    client: Caller, activity: str, *, data: ActivityUpdate, **options: Unpack[RequestOptions]
) -> ActivitiesUpdateResponse:
    """Change the given fields of an activity.

    Fields that you leave out do not change. The schema that an activity extends cannot be changed.

    Alpha: may change or be removed at any time.

    Scopes: `activity_configuration:read-write`.

    Token level: workspace or user.

    Args:
        activity: Slug or id of the activity to update.
        data: The fields to change.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated activity.

    Raises:
        UpdateActivityValidationTypeError: 400 `validation_type`: a field is not valid or cannot be changed; see
            `validation_errors`.
        UpdateActivityUnauthorizedError: 403 `unauthorized`: the token may not change activities.
        UpdateActivityNotFoundError: 404 `not_found`: the activity does not exist.
        UpdateActivitySlugConflictError: 409 `slug_conflict`: another activity has this slug.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        updated = await client.activities.update_async(
            custom_activity, data={"plural_noun": "Visits on site"}
        )
        print(updated.data.plural_noun)
    """
    return await client._call_async(ACTIVITIES_UPDATE, {"activity": activity, "data": data}, options)


class ActivitiesDeleteParams(Params):
    """Parameters of `activities.delete`."""

    activity: str


ACTIVITIES_DELETE = Operation(
    name="activities.delete",
    method="DELETE",
    path="/v2/activities/{activity}",
    params=ActivitiesDeleteParams,
    response=EmptyResponse,
    errors=ACTIVITIES_DELETE_ERRORS,
    idempotent=True,
    budgets=("write",),
    scopes=("activity_configuration:read-write", "activity_record:read-write"),
)


@explained
def activities_delete(client: Caller, activity: str, **options: Unpack[RequestOptions]) -> EmptyResponse:
    """Delete a custom activity and all of its records.

    This cannot be undone. Archived activities can be deleted as well. Activities that Attio defines cannot be
    deleted.

    Alpha: may change or be removed at any time.

    Scopes: `activity_configuration:read-write`, `activity_record:read-write`.

    Token level: workspace or user.

    Args:
        activity: Slug or id of the activity to delete.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        A response without content.

    Raises:
        DeleteActivitySystemEditUnauthorizedError: 400 `system_edit_unauthorized`: activities that Attio defines
            cannot be deleted.
        DeleteActivityUnauthorizedError: 403 `unauthorized`: the token may not delete activities or their records.
        DeleteActivityNotFoundError: 404 `not_found`: the activity does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        client.activities.delete(custom_activity)
    """
    return client._call(ACTIVITIES_DELETE, {"activity": activity}, options)


@explained
async def activities_delete_async(client: Caller, activity: str, **options: Unpack[RequestOptions]) -> EmptyResponse:
    """Delete a custom activity and all of its records.

    This cannot be undone. Archived activities can be deleted as well. Activities that Attio defines cannot be
    deleted.

    Alpha: may change or be removed at any time.

    Scopes: `activity_configuration:read-write`, `activity_record:read-write`.

    Token level: workspace or user.

    Args:
        activity: Slug or id of the activity to delete.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        A response without content.

    Raises:
        DeleteActivitySystemEditUnauthorizedError: 400 `system_edit_unauthorized`: activities that Attio defines
            cannot be deleted.
        DeleteActivityUnauthorizedError: 403 `unauthorized`: the token may not delete activities or their records.
        DeleteActivityNotFoundError: 404 `not_found`: the activity does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        await client.activities.delete_async(custom_activity)
    """
    return await client._call_async(ACTIVITIES_DELETE, {"activity": activity}, options)
