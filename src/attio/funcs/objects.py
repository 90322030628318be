# Generated from codegen/spec/objects.yaml by `make generate`; edit that file instead.
"""Standalone functions of `client.objects`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from typing_extensions import Unpack

from attio._call.operation import Caller, Operation, Paging, explained
from attio._call.options import PageOptions, RequestOptions
from attio.errors.objects import (
    OBJECTS_CREATE_ERRORS,
    OBJECTS_DELETE_ERRORS,
    OBJECTS_GET_ERRORS,
    OBJECTS_GET_VIEWS_ERRORS,
    OBJECTS_UPDATE_ERRORS,
)
from attio.models.base import EmptyResponse, Params
from attio.models.objects import (
    ObjectCreate,
    ObjectsCreateResponse,
    ObjectsGetResponse,
    ObjectsGetViewsResponse,
    ObjectsListResponse,
    ObjectsUpdateResponse,
    ObjectUpdate,
)


class ObjectsListParams(Params):
    """Parameters of `objects.list`."""


OBJECTS_LIST = Operation(
    name="objects.list",
    method="GET",
    path="/v2/objects",
    params=ObjectsListParams,
    response=ObjectsListResponse,
    idempotent=True,
    budgets=("read",),
    scopes=("object_configuration:read",),
)


@explained
def objects_list(client: Caller, **options: Unpack[RequestOptions]) -> ObjectsListResponse:
    """List all objects of the workspace.

    Includes enabled standard objects and all custom objects. The response is not paginated.

    Scopes: `object_configuration:read`.

    Token level: workspace or user.

    Args:
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        All objects.

    Raises:
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        objects = client.objects.list()
        print([item.api_slug for item in objects.data])
    """
    return client._call(OBJECTS_LIST, {}, options)


@explained
async def objects_list_async(client: Caller, **options: Unpack[RequestOptions]) -> ObjectsListResponse:
    """List all objects of the workspace.

    Includes enabled standard objects and all custom objects. The response is not paginated.

    Scopes: `object_configuration:read`.

    Token level: workspace or user.

    Args:
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        All objects.

    Raises:
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        objects = await client.objects.list_async()
        print([item.api_slug for item in objects.data])
    """
    return await client._call_async(OBJECTS_LIST, {}, options)


class ObjectsCreateParams(Params):
    """Parameters of `objects.create`."""

    data: ObjectCreate


OBJECTS_CREATE = Operation(
    name="objects.create",
    method="POST",
    path="/v2/objects",
    params=ObjectsCreateParams,
    response=ObjectsCreateResponse,
    errors=OBJECTS_CREATE_ERRORS,
    body="json",
    budgets=("write",),
    scopes=("object_configuration:read-write",),
)


@explained
def objects_create(client: Caller, *, data: ObjectCreate, **options: Unpack[RequestOptions]) -> ObjectsCreateResponse:
    """Create a custom object.

    Scopes: `object_configuration:read-write`.

    Token level: workspace or user.

    Args:
        data: The object to create.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The new object.

    Raises:
        CreateObjectQuotaExceededError: 400 `quota_exceeded`: the workspace's plan allows no more objects.
        CreateObjectUnauthorizedError: 403 `unauthorized`: the token may not create objects.
        CreateObjectSlugConflictError: 409 `slug_conflict`: another object has this slug or one of these names.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        created = client.objects.create(
            data={"api_slug": "shipments", "singular_noun": "Shipment", "plural_noun": "Shipments"}
        )
        print(created.data.id.object_id)
    """
    return client._call(OBJECTS_CREATE, {"data": data}, options)


@explained
async def objects_create_async(
    client: Caller, *, data: ObjectCreate, **options: Unpack[RequestOptions]
) -> ObjectsCreateResponse:
    """Create a custom object.

    Scopes: `object_configuration:read-write`.

    Token level: workspace or user.

    Args:
        data: The object to create.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The new object.

    Raises:
        CreateObjectQuotaExceededError: 400 `quota_exceeded`: the workspace's plan allows no more objects.
        CreateObjectUnauthorizedError: 403 `unauthorized`: the token may not create objects.
        CreateObjectSlugConflictError: 409 `slug_conflict`: another object has this slug or one of these names.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        created = await client.objects.create_async(
            data={"api_slug": "shipments", "singular_noun": "Shipment", "plural_noun": "Shipments"}
        )
        print(created.data.id.object_id)
    """
    return await client._call_async(OBJECTS_CREATE, {"data": data}, options)


class ObjectsGetParams(Params):
    """Parameters of `objects.get`."""

    object: str


OBJECTS_GET = Operation(
    name="objects.get",
    method="GET",
    path="/v2/objects/{object}",
    params=ObjectsGetParams,
    response=ObjectsGetResponse,
    errors=OBJECTS_GET_ERRORS,
    idempotent=True,
    budgets=("read",),
    scopes=("object_configuration:read",),
)


@explained
def objects_get(client: Caller, object: str, **options: Unpack[RequestOptions]) -> ObjectsGetResponse:
    """Get an object by its slug or id.

    Scopes: `object_configuration:read`.

    Token level: workspace or user.

    Args:
        object: Slug or id of the object.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The object.

    Raises:
        GetObjectNotFoundError: 404 `not_found`: the object does not exist, or it is not enabled.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        people = client.objects.get("people")
        print(people.data.plural_noun)
    """
    return client._call(OBJECTS_GET, {"object": object}, options)


@explained
async def objects_get_async(client: Caller, object: str, **options: Unpack[RequestOptions]) -> ObjectsGetResponse:
    """Get an object by its slug or id.

    Scopes: `object_configuration:read`.

    Token level: workspace or user.

    Args:
        object: Slug or id of the object.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The object.

    Raises:
        GetObjectNotFoundError: 404 `not_found`: the object does not exist, or it is not enabled.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        people = await client.objects.get_async("people")
        print(people.data.plural_noun)
    """
    return await client._call_async(OBJECTS_GET, {"object": object}, options)


class ObjectsUpdateParams(Params):
    """Parameters of `objects.update`."""

    object: str
    data: ObjectUpdate


OBJECTS_UPDATE = Operation(
    name="objects.update",
    method="PATCH",
    path="/v2/objects/{object}",
    params=ObjectsUpdateParams,
    response=ObjectsUpdateResponse,
    errors=OBJECTS_UPDATE_ERRORS,
    body="json",
    budgets=("write",),
    scopes=("object_configuration:read-write",),
)


@explained
def objects_update(
    client: Caller, object: str, *, data: ObjectUpdate, **options: Unpack[RequestOptions]
) -> ObjectsUpdateResponse:
    """Change the given fields of an object.

    Fields that you leave out do not change.

    Scopes: `object_configuration:read-write`.

    Token level: workspace or user.

    Args:
        object: Slug or id of the object to update.
        data: The fields to change, at least one.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated object.

    Raises:
        UpdateObjectValidationTypeError: 400 `validation_type`: `data` is empty, or a field is not valid; see
            `validation_errors`.
        UpdateObjectUnauthorizedError: 403 `unauthorized`: the token may not change objects.
        UpdateObjectNotFoundError: 404 `not_found`: the object does not exist.
        UpdateObjectSlugConflictError: 409 `slug_conflict`: another object has this slug.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        updated = client.objects.update(custom_object, data={"plural_noun": "Consignments"})
        print(updated.data.plural_noun)
    """
    return client._call(OBJECTS_UPDATE, {"object": object, "data": data}, options)


@explained
async def objects_update_async(
    client: Caller, object: str, *, data: ObjectUpdate, **options: Unpack[RequestOptions]
) -> ObjectsUpdateResponse:
    """Change the given fields of an object.

    Fields that you leave out do not change.

    Scopes: `object_configuration:read-write`.

    Token level: workspace or user.

    Args:
        object: Slug or id of the object to update.
        data: The fields to change, at least one.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated object.

    Raises:
        UpdateObjectValidationTypeError: 400 `validation_type`: `data` is empty, or a field is not valid; see
            `validation_errors`.
        UpdateObjectUnauthorizedError: 403 `unauthorized`: the token may not change objects.
        UpdateObjectNotFoundError: 404 `not_found`: the object does not exist.
        UpdateObjectSlugConflictError: 409 `slug_conflict`: another object has this slug.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        updated = await client.objects.update_async(custom_object, data={"plural_noun": "Consignments"})
        print(updated.data.plural_noun)
    """
    return await client._call_async(OBJECTS_UPDATE, {"object": object, "data": data}, options)


class ObjectsDeleteParams(Params):
    """Parameters of `objects.delete`."""

    object: str


OBJECTS_DELETE = Operation(
    name="objects.delete",
    method="DELETE",
    path="/v2/objects/{object}",
    params=ObjectsDeleteParams,
    response=EmptyResponse,
    errors=OBJECTS_DELETE_ERRORS,
    idempotent=True,
    budgets=("write",),
    scopes=("object_configuration:read-write", "record_permission:read-write"),
)


@explained
def objects_delete(client: Caller, object: str, **options: Unpack[RequestOptions]) -> EmptyResponse:
    """Delete a custom object and all of its records.

    This cannot be undone. Standard objects, such as people and companies, cannot be deleted.

    Scopes: `object_configuration:read-write`, `record_permission:read-write`.

    Token level: workspace or user.

    Args:
        object: Slug or id of the object to delete.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        A response without content.

    Raises:
        DeleteObjectSystemEditUnauthorizedError: 400 `system_edit_unauthorized`: standard objects cannot be deleted.
        DeleteObjectUnauthorizedError: 403 `unauthorized`: the token may not delete objects or their records.
        DeleteObjectNotFoundError: 404 `not_found`: the object does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        client.objects.delete(custom_object)
    """
    return client._call(OBJECTS_DELETE, {"object": object}, options)


@explained
async def objects_delete_async(client: Caller, object: str, **options: Unpack[RequestOptions]) -> EmptyResponse:
    """Delete a custom object and all of its records.

    This cannot be undone. Standard objects, such as people and companies, cannot be deleted.

    Scopes: `object_configuration:read-write`, `record_permission:read-write`.

    Token level: workspace or user.

    Args:
        object: Slug or id of the object to delete.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        A response without content.

    Raises:
        DeleteObjectSystemEditUnauthorizedError: 400 `system_edit_unauthorized`: standard objects cannot be deleted.
        DeleteObjectUnauthorizedError: 403 `unauthorized`: the token may not delete objects or their records.
        DeleteObjectNotFoundError: 404 `not_found`: the object does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        await client.objects.delete_async(custom_object)
    """
    return await client._call_async(OBJECTS_DELETE, {"object": object}, options)


class ObjectsGetViewsParams(Params):
    """Parameters of `objects.get_views`."""

    object: str
    show_archived: bool | None = None
    limit: Annotated[int, Field(ge=1, le=1000)] | None = None
    cursor: str | None = None


OBJECTS_GET_VIEWS = Operation(
    name="objects.get_views",
    method="GET",
    path="/v2/objects/{object}/views",
    params=ObjectsGetViewsParams,
    response=ObjectsGetViewsResponse,
    errors=OBJECTS_GET_VIEWS_ERRORS,
    query=("show_archived", "limit", "cursor"),
    idempotent=True,
    budgets=("read",),
    paging=Paging(style="cursor", maximum=1000, default=500),
    scopes=("object_configuration:read",),
)


@explained
def objects_get_views(
    client: Caller,
    object: str,
    *,
    show_archived: bool | None = None,
    limit: int | None = None,
    cursor: str | None = None,
    **options: Unpack[PageOptions],
) -> ObjectsGetViewsResponse:
    """List the saved views of an object.

    The views are sorted by id. Pass the id of a view to `records.query` as `filter_view_id`.

    Scopes: `object_configuration:read`.

    Token level: workspace or user.

    Args:
        object: Slug or id of the object.
        show_archived: Whether to include archived views.
        limit: Maximum number of views per page, 1 to 1,000; 500 by default.
        cursor: Cursor of the page to return: `pagination.next_cursor` of the previous page.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        One page of views.

    Raises:
        GetObjectViewsNotFoundError: 404 `not_found`: the object does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        for view in client.objects.get_views("people"):
            print(view.id.view_id, view.title)
    """
    return client._call(
        OBJECTS_GET_VIEWS, {"object": object, "show_archived": show_archived, "limit": limit, "cursor": cursor}, options
    )


@explained
async def objects_get_views_async(
    client: Caller,
    object: str,
    *,
    show_archived: bool | None = None,
    limit: int | None = None,
    cursor: str | None = None,
    **options: Unpack[PageOptions],
) -> ObjectsGetViewsResponse:
    """List the saved views of an object.

    The views are sorted by id. Pass the id of a view to `records.query` as `filter_view_id`.

    Scopes: `object_configuration:read`.

    Token level: workspace or user.

    Args:
        object: Slug or id of the object.
        show_archived: Whether to include archived views.
        limit: Maximum number of views per page, 1 to 1,000; 500 by default.
        cursor: Cursor of the page to return: `pagination.next_cursor` of the previous page.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        One page of views.

    Raises:
        GetObjectViewsNotFoundError: 404 `not_found`: the object does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        async for view in await client.objects.get_views_async("people"):
            print(view.id.view_id, view.title)
    """
    return await client._call_async(
        OBJECTS_GET_VIEWS, {"object": object, "show_archived": show_archived, "limit": limit, "cursor": cursor}, options
    )
