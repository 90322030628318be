# Generated from codegen/spec/lists.yaml by `make generate`; edit that file instead.
"""Standalone functions of `client.lists`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from typing_extensions import Unpack

from attio._call.operation import Caller, Operation, Paging, explained
from attio._call.options import PageOptions, RequestOptions
from attio.errors.lists import LISTS_CREATE_ERRORS, LISTS_GET_ERRORS, LISTS_GET_VIEWS_ERRORS, LISTS_UPDATE_ERRORS
from attio.models.base import Params
from attio.models.lists import (
    ListCreate,
    ListsCreateResponse,
    ListsGetResponse,
    ListsGetViewsResponse,
    ListsListResponse,
    ListsUpdateResponse,
    ListUpdate,
)


class ListsListParams(Params):
    """Parameters of `lists.list`."""


LISTS_LIST = Operation(
    name="lists.list",
    method="GET",
    path="/v2/lists",
    params=ListsListParams,
    response=ListsListResponse,
    idempotent=True,
    budgets=("read",),
    scopes=("list_configuration:read",),
)


@explained
def lists_list(client: Caller, **options: Unpack[RequestOptions]) -> ListsListResponse:
    """List all lists that the token has access to.

    The response is not paginated. The lists are in the order of the app's sidebar.

    Scopes: `list_configuration:read`.

    Token level: workspace or user.

    Args:
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        All lists.

    Raises:
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        lists = client.lists.list()
        print([item.api_slug for item in lists.data])
    """
    return client._call(LISTS_LIST, {}, options)


@explained
async def lists_list_async(client: Caller, **options: Unpack[RequestOptions]) -> ListsListResponse:
    """List all lists that the token has access to.

    The response is not paginated. The lists are in the order of the app's sidebar.

    Scopes: `list_configuration:read`.

    Token level: workspace or user.

    Args:
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        All lists.

    Raises:
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        lists = await client.lists.list_async()
        print([item.api_slug for item in lists.data])
    """
    return await client._call_async(LISTS_LIST, {}, options)


class ListsCreateParams(Params):
    """Parameters of `lists.create`."""

    data: ListCreate


LISTS_CREATE = Operation(
    name="lists.create",
    method="POST",
    path="/v2/lists",
    params=ListsCreateParams,
    response=ListsCreateResponse,
    errors=LISTS_CREATE_ERRORS,
    body="json",
    budgets=("write",),
    scopes=("list_configuration:read-write",),
)


@explained
def lists_create(client: Caller, *, data: ListCreate, **options: Unpack[RequestOptions]) -> ListsCreateResponse:
    """Create a list for the records of one object.

    The new list has no entries and no attributes of its own. Add attributes with `attributes.create_new` and
    records with `entries.create`. A list cannot be deleted with the API.

    The workspace or at least one member must have `full-access`.

    Scopes: `list_configuration:read-write`.

    Token level: workspace or user.

    Args:
        data: The list to create.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The new list.

    Raises:
        CreateListValueNotFoundError: 400, with one of these values of `code`:
            `value_not_found`: a member named in `workspace_member_access` does not exist.
            `validation_type`: a field is missing or not valid; see `validation_errors`.
        BillingError: 403 `billing_error`: the workspace's plan does not allow lists with restricted access.
        CreateListNotFoundError: 404 `not_found`: the object does not exist.
        CreateListSlugConflictError: 409 `slug_conflict`: another list has this slug.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        created = client.lists.create(
            data={
                "name": "Hiring",
                "api_slug": "hiring",
                "parent_object": "people",
                "workspace_access": None,
                "workspace_member_access": [{"workspace_member_id": member_id, "level": "full-access"}],
            },
        )
        print(created.data.id.list_id)
    """
    return client._call(LISTS_CREATE, {"data": data}, options)


@explained
async def lists_create_async(
    client: Caller, *, data: ListCreate, **options: Unpack[RequestOptions]
) -> ListsCreateResponse:
    """Create a list for the records of one object.

    The new list has no entries and no attributes of its own. Add attributes with `attributes.create_new` and
    records with `entries.create`. A list cannot be deleted with the API.

    The workspace or at least one member must have `full-access`.

    Scopes: `list_configuration:read-write`.

    Token level: workspace or user.

    Args:
        data: The list to create.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The new list.

    Raises:
        CreateListValueNotFoundError: 400, with one of these values of `code`:
            `value_not_found`: a member named in `workspace_member_access` does not exist.
            `validation_type`: a field is missing or not valid; see `validation_errors`.
        BillingError: 403 `billing_error`: the workspace's plan does not allow lists with restricted access.
        CreateListNotFoundError: 404 `not_found`: the object does not exist.
        CreateListSlugConflictError: 409 `slug_conflict`: another list has this slug.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        created = await client.lists.create_async(
            data={
                "name": "Hiring",
                "api_slug": "hiring",
                "parent_object": "people",
                "workspace_access": None,
                "workspace_member_access": [{"workspace_member_id": member_id, "level": "full-access"}],
            },
        )
        print(created.data.id.list_id)
    """
    return await client._call_async(LISTS_CREATE, {"data": data}, options)


class ListsGetParams(Params):
    """Parameters of `lists.get`."""

    list: str


LISTS_GET = Operation(
    name="lists.get",
    method="GET",
    path="/v2/lists/{list}",
    params=ListsGetParams,
    response=ListsGetResponse,
    errors=LISTS_GET_ERRORS,
    idempotent=True,
    budgets=("read",),
    scopes=("list_configuration:read",),
)


@explained
def lists_get(client: Caller, list: str, **options: Unpack[RequestOptions]) -> ListsGetResponse:
    """Get a list by its slug or id.

    Returns the settings of the list. To list its entries, use `entries.query`.

    Scopes: `list_configuration:read`.

    Token level: workspace or user.

    Args:
        list: Slug or id of the list.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The list.

    Raises:
        GetListNotFoundError: 404 `not_found`: the list does not exist, or the token has no access to it.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        customers = client.lists.get("customers")
        print(customers.data.name, customers.data.parent_object)
    """
    return client._call(LISTS_GET, {"list": list}, options)


@explained
async def lists_get_async(client: Caller, list: str, **options: Unpack[RequestOptions]) -> ListsGetResponse:
    """Get a list by its slug or id.

    Returns the settings of the list. To list its entries, use `entries.query`.

    Scopes: `list_configuration:read`.

    Token level: workspace or user.

    Args:
        list: Slug or id of the list.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The list.

    Raises:
        GetListNotFoundError: 404 `not_found`: the list does not exist, or the token has no access to it.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        customers = await client.lists.get_async("customers")
        print(customers.data.name, customers.data.parent_object)
    """
    return await client._call_async(LISTS_GET, {"list": list}, options)


class ListsUpdateParams(Params):
    """Parameters of `lists.update`."""

    list: str
    data: ListUpdate


LISTS_UPDATE = Operation(
    name="lists.update",
    method="PATCH",
    path="/v2/lists/{list}",
    params=ListsUpdateParams,
    response=ListsUpdateResponse,
    errors=LISTS_UPDATE_ERRORS,
    body="json",
    budgets=("write",),
    scopes=("list_configuration:read-write",),
)


@explained
def lists_update(
    client: Caller, list: str, *, data: ListUpdate, **options: Unpack[RequestOptions]
) -> ListsUpdateResponse:
    """Change the given fields of a list.

    Fields that you leave out do not change. The workspace or at least one member must have `full-access`. If the
    plan does not include restricted access, Attio responds with a 403 `billing_error`, raised as
    `PermissionDeniedError`.

    The parent object of the list can be changed only in the app.

    Scopes: `list_configuration:read-write`.

    Token level: workspace or user.

    Args:
        list: Slug or id of the list to update.
        data: The fields to change.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated list.

    Raises:
        UpdateListValueNotFoundError: 400, with one of these values of `code`:
            `value_not_found`: a member named in `workspace_member_access` does not exist.
            `validation_type`: a field is not valid; see `validation_errors`.
        UpdateListNotFoundError: 404 `not_found`: the list does not exist, or the token has no access to it.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        updated = client.lists.update("customers", data={"name": "Paying customers"})
        print(updated.data.name)
    """
    return client._call(LISTS_UPDATE, {"list": list, "data": data}, options)


@explained
async def lists_update_async(
    client: Caller, list: str, *, data: ListUpdate, **options: Unpack[RequestOptions]
) -> ListsUpdateResponse:
    """Change the given fields of a list.

    Fields that you leave out do not change. The workspace or at least one member must have `full-access`. If the
    plan does not include restricted access, Attio responds with a 403 `billing_error`, raised as
    `PermissionDeniedError`.

    The parent object of the list can be changed only in the app.

    Scopes: `list_configuration:read-write`.

    Token level: workspace or user.

    Args:
        list: Slug or id of the list to update.
        data: The fields to change.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated list.

    Raises:
        UpdateListValueNotFoundError: 400, with one of these values of `code`:
            `value_not_found`: a member named in `workspace_member_access` does not exist.
            `validation_type`: a field is not valid; see `validation_errors`.
        UpdateListNotFoundError: 404 `not_found`: the list does not exist, or the token has no access to it.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        updated = await client.lists.update_async("customers", data={"name": "Paying customers"})
        print(updated.data.name)
    """
    return await client._call_async(LISTS_UPDATE, {"list": list, "data": data}, options)


class ListsGetViewsParams(Params):
    """Parameters of `lists.get_views`."""

    list: str
    show_archived: bool | None = None
    limit: Annotated[int, Field(ge=1, le=1000)] | None = None
    cursor: str | None = None


LISTS_GET_VIEWS = Operation(
    name="lists.get_views",
    method="GET",
    path="/v2/lists/{list}/views",
    params=ListsGetViewsParams,
    response=ListsGetViewsResponse,
    errors=LISTS_GET_VIEWS_ERRORS,
    query=("show_archived", "limit", "cursor"),
    idempotent=True,
    budgets=("read",),
    paging=Paging(style="cursor", maximum=1000, default=500),
    scopes=("list_configuration:read",),
)


@explained
def lists_get_views(
    client: Caller,
    list: str,
    *,
    show_archived: bool | None = None,
    limit: int | None = None,
    cursor: str | None = None,
    **options: Unpack[PageOptions],
) -> ListsGetViewsResponse:
    """List the saved views of a list.

    The views are sorted by id. Pass the id of a view to `entries.query` as `filter_view_id`.

    Scopes: `list_configuration:read`.

    Token level: workspace or user.

    Args:
        list: Slug or id of the list.
        show_archived: Whether to include archived views.
        limit: Maximum number of views per page, 1 to 1,000; 500 by default.
        cursor: Cursor of the page to return: `pagination.next_cursor` of the previous page.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        One page of views.

    Raises:
        GetListViewsNotFoundError: 404 `not_found`: the list does not exist, or the token has no access to it.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        for view in client.lists.get_views("customers"):
            print(view.id.view_id, view.title)
    """
    return client._call(
        LISTS_GET_VIEWS, {"list": list, "show_archived": show_archived, "limit": limit, "cursor": cursor}, options
    )


@explained
async def lists_get_views_async(
    client: Caller,
    list: str,
    *,
    show_archived: bool | None = None,
    limit: int | None = None,
    cursor: str | None = None,
    **options: Unpack[PageOptions],
) -> ListsGetViewsResponse:
    """List the saved views of a list.

    The views are sorted by id. Pass the id of a view to `entries.query` as `filter_view_id`.

    Scopes: `list_configuration:read`.

    Token level: workspace or user.

    Args:
        list: Slug or id of the list.
        show_archived: Whether to include archived views.
        limit: Maximum number of views per page, 1 to 1,000; 500 by default.
        cursor: Cursor of the page to return: `pagination.next_cursor` of the previous page.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        One page of views.

    Raises:
        GetListViewsNotFoundError: 404 `not_found`: the list does not exist, or the token has no access to it.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        async for view in await client.lists.get_views_async("customers"):
            print(view.id.view_id, view.title)
    """
    return await client._call_async(
        LISTS_GET_VIEWS, {"list": list, "show_archived": show_archived, "limit": limit, "cursor": cursor}, options
    )
