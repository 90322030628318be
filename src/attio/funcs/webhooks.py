# Generated from codegen/spec/webhooks.yaml by `make generate`; edit that file instead.
"""Standalone functions of `client.webhooks`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from typing_extensions import Unpack

from attio._call.operation import Caller, Operation, Paging, explained
from attio._call.options import PageOptions, RequestOptions
from attio.errors.webhooks import (
    WEBHOOKS_CREATE_ERRORS,
    WEBHOOKS_DELETE_ERRORS,
    WEBHOOKS_GET_ERRORS,
    WEBHOOKS_UPDATE_ERRORS,
)
from attio.models.base import EmptyResponse, Params
from attio.models.webhooks import (
    WebhookCreate,
    WebhooksCreateResponse,
    WebhooksGetResponse,
    WebhooksListResponse,
    WebhooksUpdateResponse,
    WebhookUpdate,
)


class WebhooksListParams(Params):
    """Parameters of `webhooks.list`."""

    limit: Annotated[int, Field(ge=10, le=100)] | None = None
    offset: int | None = None


WEBHOOKS_LIST = Operation(
    name="webhooks.list",
    method="GET",
    path="/v2/webhooks",
    params=WebhooksListParams,
    response=WebhooksListResponse,
    query=("limit", "offset"),
    idempotent=True,
    budgets=("read",),
    paging=Paging(style="offset", maximum=100, default=10, minimum=10),
    scopes=("webhook:read",),
)


@explained
def webhooks_list(
    client: Caller, *, limit: int | None = None, offset: int | None = None, **options: Unpack[PageOptions]
) -> WebhooksListResponse:
    """List the webhooks of the workspace.

    Secrets are not included; only `webhooks.create` returns them.

    Scopes: `webhook:read`.

    Token level: workspace only.

    Args:
        limit: Maximum number of webhooks per page, 10 to 100; 10 by default.
        offset: Number of webhooks to skip.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        One page of webhooks.

    Raises:
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        for webhook in client.webhooks.list():
            print(webhook.status, webhook.target_url)
    """
    return client._call(WEBHOOKS_LIST, {"limit": limit, "offset": offset}, options)


@explained
async def webhooks_list_async(
    client: Caller, *, limit: int | None = None, offset: int | None = None, **options: Unpack[PageOptions]
) -> WebhooksListResponse:
    """List the webhooks of the workspace.

    Secrets are not included; only `webhooks.create` returns them.

    Scopes: `webhook:read`.

    Token level: workspace only.

    Args:
        limit: Maximum number of webhooks per page, 10 to 100; 10 by default.
        offset: Number of webhooks to skip.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        One page of webhooks.

    Raises:
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        async for webhook in await client.webhooks.list_async():
            print(webhook.status, webhook.target_url)
    """
    return await client._call_async(WEBHOOKS_LIST, {"limit": limit, "offset": offset}, options)


class WebhooksCreateParams(Params):
    """Parameters of `webhooks.create`."""

    data: WebhookCreate


WEBHOOKS_CREATE = Operation(
    name="webhooks.create",
    method="POST",
    path="/v2/webhooks",
    params=WebhooksCreateParams,
    response=WebhooksCreateResponse,
    errors=WEBHOOKS_CREATE_ERRORS,
    body="json",
    budgets=("write",),
    scopes=("webhook:read-write",),
)


@explained
def webhooks_create(
    client: Caller, *, data: WebhookCreate, **options: Unpack[RequestOptions]
) -> WebhooksCreateResponse:
    """Create a webhook and get its signing secret.

    Store the `secret` of the response: no other method returns it, and `attio.webhooks.verify_signature` needs it.

    Each combination of URL, event type and filter must be unique in the workspace, even within one webhook.
    `attio.webhooks.ensure_webhook` creates a webhook only if it does not exist, and updates it if it differs.

    Scopes: `webhook:read-write`.

    Token level: workspace only.

    Args:
        data: The webhook to create.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The new webhook with its signing secret.

    Raises:
        CreateWebhookValidationTypeError: 400 `validation_type`: a filter names a list that does not exist, or a
            field is not valid; see `validation_errors`.
        CreateWebhookUniquenessConflictError: 409 `uniqueness_conflict`: a subscription with the same URL, event
            type and filter exists, or the request contains it twice.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        created = client.webhooks.create(
            data={
                "target_url": "https://hooks.analytical.example/attio",
                "subscriptions": [{"event_type": "record.created", "filter": None}],
            },
        )
        print(created.data.id.webhook_id)
    """
    return client._call(WEBHOOKS_CREATE, {"data": data}, options)


@explained
async def webhooks_create_async(
    client: Caller, *, data: WebhookCreate, **options: Unpack[RequestOptions]
) -> WebhooksCreateResponse:
    """Create a webhook and get its signing secret.

    Store the `secret` of the response: no other method returns it, and `attio.webhooks.verify_signature` needs it.

    Each combination of URL, event type and filter must be unique in the workspace, even within one webhook.
    `attio.webhooks.ensure_webhook` creates a webhook only if it does not exist, and updates it if it differs.

    Scopes: `webhook:read-write`.

    Token level: workspace only.

    Args:
        data: The webhook to create.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The new webhook with its signing secret.

    Raises:
        CreateWebhookValidationTypeError: 400 `validation_type`: a filter names a list that does not exist, or a
            field is not valid; see `validation_errors`.
        CreateWebhookUniquenessConflictError: 409 `uniqueness_conflict`: a subscription with the same URL, event
            type and filter exists, or the request contains it twice.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        created = await client.webhooks.create_async(
            data={
                "target_url": "https://hooks.analytical.example/attio",
                "subscriptions": [{"event_type": "record.created", "filter": None}],
            },
        )
        print(created.data.id.webhook_id)
    """
    return await client._call_async(WEBHOOKS_CREATE, {"data": data}, options)


class WebhooksGetParams(Params):
    """Parameters of `webhooks.get`."""

    webhook_id: str


WEBHOOKS_GET = Operation(
    name="webhooks.get",
    method="GET",
    path="/v2/webhooks/{webhook_id}",
    params=WebhooksGetParams,
    response=WebhooksGetResponse,
    errors=WEBHOOKS_GET_ERRORS,
    idempotent=True,
    budgets=("read",),
    scopes=("webhook:read",),
)


@explained
def webhooks_get(client: Caller, webhook_id: str, **options: Unpack[RequestOptions]) -> WebhooksGetResponse:
    """Get a webhook by its id.

    The secret is not included; only `webhooks.create` returns it.

    Scopes: `webhook:read`.

    Token level: workspace only.

    Args:
        webhook_id: Id of the webhook.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The webhook.

    Raises:
        GetWebhookNotFoundError: 404 `not_found`: the webhook does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        webhook = client.webhooks.get(webhook_id)
        print(webhook.data.status)
    """
    return client._call(WEBHOOKS_GET, {"webhook_id": webhook_id}, options)


@explained
async def webhooks_get_async(client: Caller, webhook_id: str, **options: Unpack[RequestOptions]) -> WebhooksGetResponse:
    """Get a webhook by its id.

    The secret is not included; only `webhooks.create` returns it.

    Scopes: `webhook:read`.

    Token level: workspace only.

    Args:
        webhook_id: Id of the webhook.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The webhook.

    Raises:
        GetWebhookNotFoundError: 404 `not_found`: the webhook does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        webhook = await client.webhooks.get_async(webhook_id)
        print(webhook.data.status)
    """
    return await client._call_async(WEBHOOKS_GET, {"webhook_id": webhook_id}, options)


class WebhooksUpdateParams(Params):
    """Parameters of `webhooks.update`."""

    webhook_id: str
    data: WebhookUpdate


WEBHOOKS_UPDATE = Operation(
    name="webhooks.update",
    method="PATCH",
    path="/v2/webhooks/{webhook_id}",
    params=WebhooksUpdateParams,
    response=WebhooksUpdateResponse,
    errors=WEBHOOKS_UPDATE_ERRORS,
    body="json",
    budgets=("write",),
    scopes=("webhook:read-write",),
)


@explained
def webhooks_update(
    client: Caller, webhook_id: str, *, data: WebhookUpdate, **options: Unpack[RequestOptions]
) -> WebhooksUpdateResponse:
    """Change the given fields of a webhook.

    Fields that you leave out do not change. New `subscriptions` replace all existing ones. Each combination of URL,
    event type and filter must be unique in the workspace; this applies to a new URL as well.

    Scopes: `webhook:read-write`.

    Token level: workspace only.

    Args:
        webhook_id: Id of the webhook to update.
        data: The fields to change.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated webhook.

    Raises:
        UpdateWebhookNotFoundError: 404 `not_found`: the webhook does not exist.
        UpdateWebhookUniquenessConflictError: 409 `uniqueness_conflict`: a subscription with the same URL, event
            type and filter exists, or the request contains it twice.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        updated = client.webhooks.update(
            webhook_id,
            data={"subscriptions": [{"event_type": "record.deleted", "filter": None}]},
        )
        print([subscription.event_type for subscription in updated.data.subscriptions])
    """
    return client._call(WEBHOOKS_UPDATE, {"webhook_id": webhook_id, "data": data}, options)


@explained
async def webhooks_update_async(
    client: Caller, webhook_id: str, *, data: WebhookUpdate, **options: Unpack[RequestOptions]
) -> WebhooksUpdateResponse:
    """Change the given fields of a webhook.

    Fields that you leave out do not change. New `subscriptions` replace all existing ones. Each combination of URL,
    event type and filter must be unique in the workspace; this applies to a new URL as well.

    Scopes: `webhook:read-write`.

    Token level: workspace only.

    Args:
        webhook_id: Id of the webhook to update.
        data: The fields to change.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated webhook.

    Raises:
        UpdateWebhookNotFoundError: 404 `not_found`: the webhook does not exist.
        UpdateWebhookUniquenessConflictError: 409 `uniqueness_conflict`: a subscription with the same URL, event
            type and filter exists, or the request contains it twice.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        updated = await client.webhooks.update_async(
            webhook_id,
            data={"subscriptions": [{"event_type": "record.deleted", "filter": None}]},
        )
        print([subscription.event_type for subscription in updated.data.subscriptions])
    """
    return await client._call_async(WEBHOOKS_UPDATE, {"webhook_id": webhook_id, "data": data}, options)


class WebhooksDeleteParams(Params):
    """Parameters of `webhooks.delete`."""

    webhook_id: str


WEBHOOKS_DELETE = Operation(
    name="webhooks.delete",
    method="DELETE",
    path="/v2/webhooks/{webhook_id}",
    params=WebhooksDeleteParams,
    response=EmptyResponse,
    errors=WEBHOOKS_DELETE_ERRORS,
    idempotent=True,
    budgets=("write",),
    scopes=("webhook:read-write",),
)


@explained
def webhooks_delete(client: Caller, webhook_id: str, **options: Unpack[RequestOptions]) -> EmptyResponse:
    """Delete a webhook.

    Scopes: `webhook:read-write`.

    Token level: workspace only.

    Args:
        webhook_id: Id of the webhook to delete.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        A response without content.

    Raises:
        DeleteWebhookNotFoundError: 404 `not_found`: the webhook does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        client.webhooks.delete(webhook_id)
    """
    return client._call(WEBHOOKS_DELETE, {"webhook_id": webhook_id}, options)


@explained
async def webhooks_delete_async(client: Caller, webhook_id: str, **options: Unpack[RequestOptions]) -> EmptyResponse:
    """Delete a webhook.

    Scopes: `webhook:read-write`.

    Token level: workspace only.

    Args:
        webhook_id: Id of the webhook to delete.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        A response without content.

    Raises:
        DeleteWebhookNotFoundError: 404 `not_found`: the webhook does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        await client.webhooks.delete_async(webhook_id)
    """
    return await client._call_async(WEBHOOKS_DELETE, {"webhook_id": webhook_id}, options)
