# Generated from codegen/spec/workspace_members.yaml by `make generate`; edit that file instead.
"""Standalone functions of `client.workspace_members`."""

from __future__ import annotations

from typing_extensions import Unpack

from attio._call.operation import Caller, Operation, explained
from attio._call.options import RequestOptions
from attio.errors.workspace_members import WORKSPACE_MEMBERS_GET_ERRORS
from attio.models.base import Params
from attio.models.workspace_members import WorkspaceMembersGetResponse, WorkspaceMembersListResponse


class WorkspaceMembersListParams(Params):
    """Parameters of `workspace_members.list`."""


WORKSPACE_MEMBERS_LIST = Operation(
    name="workspace_members.list",
    method="GET",
    path="/v2/workspace_members",
    params=WorkspaceMembersListParams,
    response=WorkspaceMembersListResponse,
    idempotent=True,
    budgets=("read",),
    scopes=("user_management:read",),
)


@explained
def workspace_members_list(client: Caller, **options: Unpack[RequestOptions]) -> WorkspaceMembersListResponse:
    """List all members of the workspace, including suspended ones.

    The response is not paginated.

    Scopes: `user_management:read`.

    Token level: workspace or user.

    Args:
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        All workspace members.

    Raises:
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        members = client.workspace_members.list()
        print([member.email_address for member in members.data])
    """
    return client._call(WORKSPACE_MEMBERS_LIST, {}, options)


@explained
async def workspace_members_list_async(
    client: Caller, **options: Unpack[RequestOptions]
) -> WorkspaceMembersListResponse:
    """List all members of the workspace, including suspended ones.

    The response is not paginated.

    Scopes: `user_management:read`.

    Token level: workspace or user.

    Args:
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        All workspace members.

    Raises:
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        members = await client.workspace_members.list_async()
        print([member.email_address for member in members.data])
    """
    return await client._call_async(WORKSPACE_MEMBERS_LIST, {}, options)


class WorkspaceMembersGetParams(Params):
    """Parameters of `workspace_members.get`."""

    workspace_member_id: str


WORKSPACE_MEMBERS_GET = Operation(
    name="workspace_members.get",
    method="GET",
    path="/v2/workspace_members/{workspace_member_id}",
    params=WorkspaceMembersGetParams,
    response=WorkspaceMembersGetResponse,
    errors=WORKSPACE_MEMBERS_GET_ERRORS,
    idempotent=True,
    budgets=("read",),
    scopes=("user_management:read",),
)


@explained
def workspace_members_get(
    client: Caller, workspace_member_id: str, **options: Unpack[RequestOptions]
) -> WorkspaceMembersGetResponse:
    """Get a workspace member by id.

    Scopes: `user_management:read`.

    Token level: workspace or user.

    Args:
        workspace_member_id: Id of the member.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The workspace member.

    Raises:
        GetWorkspaceMemberNotFoundError: 404 `not_found`: the member does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        member = client.workspace_members.get(member_id)
        print(member.data.first_name, member.data.access_level)
    """
    return client._call(WORKSPACE_MEMBERS_GET, {"workspace_member_id": workspace_member_id}, options)


@explained
async def workspace_members_get_async(
    client: Caller, workspace_member_id: str, **options: Unpack[RequestOptions]
) -> WorkspaceMembersGetResponse:
    """Get a workspace member by id.

    Scopes: `user_management:read`.

    Token level: workspace or user.

    Args:
        workspace_member_id: Id of the member.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The workspace member.

    Raises:
        GetWorkspaceMemberNotFoundError: 404 `not_found`: the member does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        member = await client.workspace_members.get_async(member_id)
        print(member.data.first_name, member.data.access_level)
    """
    return await client._call_async(WORKSPACE_MEMBERS_GET, {"workspace_member_id": workspace_member_id}, options)
