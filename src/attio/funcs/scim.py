# Generated from codegen/spec/scim.yaml by `make generate`; edit that file instead.
"""Standalone functions of `client.scim`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field
from typing_extensions import Unpack

from attio._call.operation import Caller, Operation, Paging, explained
from attio._call.options import PageOptions, RequestOptions
from attio.errors.scim import SCIM_ERRORS
from attio.models.base import EmptyResponse, Params
from attio.models.renaming import Renamed
from attio.models.scim import (
    ScimAppRoleInput,
    ScimGroup,
    ScimGroupMemberInput,
    ScimGroupsListResponse,
    ScimPatchOperation,
    ScimSchemasListResponse,
    ScimUser,
    ScimUserNameInput,
    ScimUsersListResponse,
)


class ScimUsersListParams(Params):
    """Parameters of `scim.users.list`."""

    filter: str | None = None
    startIndex: Annotated[int, Field(ge=1)] | None = None
    count: Annotated[int, Field(ge=0)] | None = None


SCIM_USERS_LIST = Operation(
    name="scim.users.list",
    method="GET",
    path="/scim/v2/Users",
    params=ScimUsersListParams,
    response=ScimUsersListResponse,
    errors=SCIM_ERRORS,
    query=("filter", "startIndex", "count"),
    idempotent=True,
    budgets=("read",),
    paging=Paging(style="scim", items="Resources", maximum=100, minimum=0),
    scopes=("user_management:read",),
)


@explained
def scim_users_list(
    client: Caller,
    *,
    filter: str | None = None,
    startIndex: int | None = None,
    count: int | None = None,
    **options: Unpack[PageOptions],
) -> ScimUsersListResponse:
    """List users: workspace members and invited users.

    A filter compares `userName`, `emails.value`, `id`, `name.givenName`, `name.familyName` or `active` with the
    operator `eq`, `ne`, `co` (contains), `sw` (starts with) or `ew` (ends with).

    Scopes: `user_management:read`.

    Args:
        filter: SCIM filter for the users.
        startIndex: Position of the first item of the page, counted from 1.
        count: Number of items per page; Attio returns 100 at most.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        One page of users.

    Raises:
        ScimError: 4XX: the API rejected the request, most often because the filter is not valid.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        for user in client.scim.users.list(filter='userName ew "@analytical.example"'):
            print(user.id, user.userName, user.active)
    """
    return client._call(SCIM_USERS_LIST, {"filter": filter, "startIndex": startIndex, "count": count}, options)


@explained
async def scim_users_list_async(
    client: Caller,
    *,
    filter: str | None = None,
    startIndex: int | None = None,
    count: int | None = None,
    **options: Unpack[PageOptions],
) -> ScimUsersListResponse:
    """List users: workspace members and invited users.

    A filter compares `userName`, `emails.value`, `id`, `name.givenName`, `name.familyName` or `active` with the
    operator `eq`, `ne`, `co` (contains), `sw` (starts with) or `ew` (ends with).

    Scopes: `user_management:read`.

    Args:
        filter: SCIM filter for the users.
        startIndex: Position of the first item of the page, counted from 1.
        count: Number of items per page; Attio returns 100 at most.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        One page of users.

    Raises:
        ScimError: 4XX: the API rejected the request, most often because the filter is not valid.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        async for user in await client.scim.users.list_async(filter='userName ew "@analytical.example"'):
            print(user.id, user.userName, user.active)
    """
    return await client._call_async(
        SCIM_USERS_LIST, {"filter": filter, "startIndex": startIndex, "count": count}, options
    )


class ScimUsersCreateParams(Params):
    """Parameters of `scim.users.create`."""

    userName: str
    schemas: Annotated[Sequence[str], Field(min_length=1)] | None = None
    name: ScimUserNameInput | None = None
    active: bool | None = None
    appRole: ScimAppRoleInput | None = None
    profileUrl: str | None = None


SCIM_USERS_CREATE = Operation(
    name="scim.users.create",
    method="POST",
    path="/scim/v2/Users",
    params=ScimUsersCreateParams,
    response=ScimUser,
    errors=SCIM_ERRORS,
    body="json",
    budgets=("write",),
    scopes=("user_management:read-write",),
    defaults={"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"]},
)


@explained
def scim_users_create(
    client: Caller,
    *,
    userName: str,
    schemas: Sequence[str] | None = None,
    name: ScimUserNameInput | None = None,
    active: bool | None = None,
    appRole: ScimAppRoleInput | None = None,
    profileUrl: str | None = None,
    **options: Unpack[RequestOptions],
) -> ScimUser:
    """Create a user: add or invite a member.

    A user with an e-mail address at a verified domain of the workspace becomes a member at once. Others are
    invited, and `id` is the id of the invite.

    Scopes: `user_management:read-write`.

    Args:
        userName: E-mail address of the user.
        schemas: URN of a SCIM user, set by default.
        name: Name of the user.
        active: Whether the user may sign in; `True` by default. `False` adds a suspended member and requires a
            verified domain.
        appRole: Role of the user; `member` by default.
        profileUrl: URL of a picture of the user; mentioned only in older documentation.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The new user.

    Raises:
        ScimError: 4XX: the API rejected the request, most often because the user already exists.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        user = client.scim.users.create(
            userName="charles@analytical.example",
            name={"givenName": "Charles", "familyName": "Babbage"},
        )
        print(user.id, user.active)
    """
    return client._call(
        SCIM_USERS_CREATE,
        {
            "userName": userName,
            "schemas": schemas,
            "name": name,
            "active": active,
            "appRole": appRole,
            "profileUrl": profileUrl,
        },
        options,
    )


@explained
async def scim_users_create_async(
    client: Caller,
    *,
    userName: str,
    schemas: Sequence[str] | None = None,
    name: ScimUserNameInput | None = None,
    active: bool | None = None,
    appRole: ScimAppRoleInput | None = None,
    profileUrl: str | None = None,
    **options: Unpack[RequestOptions],
) -> ScimUser:
    """Create a user: add or invite a member.

    A user with an e-mail address at a verified domain of the workspace becomes a member at once. Others are
    invited, and `id` is the id of the invite.

    Scopes: `user_management:read-write`.

    Args:
        userName: E-mail address of the user.
        schemas: URN of a SCIM user, set by default.
        name: Name of the user.
        active: Whether the user may sign in; `True` by default. `False` adds a suspended member and requires a
            verified domain.
        appRole: Role of the user; `member` by default.
        profileUrl: URL of a picture of the user; mentioned only in older documentation.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The new user.

    Raises:
        ScimError: 4XX: the API rejected the request, most often because the user already exists.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        user = await client.scim.users.create_async(
            userName="charles@analytical.example",
            name={"givenName": "Charles", "familyName": "Babbage"},
        )
        print(user.id, user.active)
    """
    return await client._call_async(
        SCIM_USERS_CREATE,
        {
            "userName": userName,
            "schemas": schemas,
            "name": name,
            "active": active,
            "appRole": appRole,
            "profileUrl": profileUrl,
        },
        options,
    )


class ScimUsersGetParams(Params):
    """Parameters of `scim.users.get`."""

    user_id: str


SCIM_USERS_GET = Operation(
    name="scim.users.get",
    method="GET",
    path="/scim/v2/Users/{user_id}",
    params=ScimUsersGetParams,
    response=ScimUser,
    errors=SCIM_ERRORS,
    idempotent=True,
    budgets=("read",),
    scopes=("user_management:read",),
)


@explained
def scim_users_get(client: Caller, user_id: str, **options: Unpack[RequestOptions]) -> ScimUser:
    """Get a user by id.

    Scopes: `user_management:read`.

    Args:
        user_id: Id of the membership, or of the invite if the user has not joined yet.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The user.

    Raises:
        ScimError: 4XX: the API rejected the request, most often because the user does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        user = client.scim.users.get(scim_user_id)
        print(user.userName, user.appRole)
    """
    return client._call(SCIM_USERS_GET, {"user_id": user_id}, options)


@explained
async def scim_users_get_async(client: Caller, user_id: str, **options: Unpack[RequestOptions]) -> ScimUser:
    """Get a user by id.

    Scopes: `user_management:read`.

    Args:
        user_id: Id of the membership, or of the invite if the user has not joined yet.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The user.

    Raises:
        ScimError: 4XX: the API rejected the request, most often because the user does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        user = await client.scim.users.get_async(scim_user_id)
        print(user.userName, user.appRole)
    """
    return await client._call_async(SCIM_USERS_GET, {"user_id": user_id}, options)


class ScimUsersPatchParams(Params):
    """Parameters of `scim.users.patch`."""

    user_id: str
    Operations: Annotated[Sequence[ScimPatchOperation], Field(min_length=1)]
    schemas: Annotated[Sequence[str], Field(min_length=1)] | None = None


SCIM_USERS_PATCH: Operation[ScimUser | None] = Operation(
    name="scim.users.patch",
    method="PATCH",
    path="/scim/v2/Users/{user_id}",
    params=ScimUsersPatchParams,
    response=ScimUser,
    errors=SCIM_ERRORS,
    body="json",
    budgets=("write",),
    may_be_empty=True,
    scopes=("user_management:read-write",),
    defaults={"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"]},
)


@explained
def scim_users_patch(
    client: Caller,
    user_id: str,
    *,
    Operations: Sequence[ScimPatchOperation],
    schemas: Sequence[str] | None = None,
    **options: Unpack[RequestOptions],
) -> ScimUser | None:
    """Edit a user with SCIM operations.

    The operations add or replace `name.givenName`, `name.familyName`, `active` and `appRole`, or remove one of the
    names. Setting `active` to `False` suspends a member or withdraws an invite.

    Scopes: `user_management:read-write`.

    Args:
        user_id: Id of the membership, or of the invite if the user has not joined yet.
        Operations: Operations to apply in order, at least one.
        schemas: URN of a SCIM patch, set by default.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated user, or None if the update withdraws the invite.

    Raises:
        ScimError: 4XX: the API rejected the request, most often because the user does not exist, or an operation is
            not valid.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        user = client.scim.users.patch(
            scim_user_id, Operations=[{"op": "replace", "path": "active", "value": False}]
        )
        print(user.active if user else "no longer invited")
    """
    return client._call(SCIM_USERS_PATCH, {"user_id": user_id, "Operations": Operations, "schemas": schemas}, options)


@explained
async def scim_users_patch_async(
    client: Caller,
    user_id: str,
    *,
    Operations: Sequence[ScimPatchOperation],
    schemas: Sequence[str] | None = None,
    **options: Unpack[RequestOptions],
) -> ScimUser | None:
    """Edit a user with SCIM operations.

    The operations add or replace `name.givenName`, `name.familyName`, `active` and `appRole`, or remove one of the
    names. Setting `active` to `False` suspends a member or withdraws an invite.

    Scopes: `user_management:read-write`.

    Args:
        user_id: Id of the membership, or of the invite if the user has not joined yet.
        Operations: Operations to apply in order, at least one.
        schemas: URN of a SCIM patch, set by default.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated user, or None if the update withdraws the invite.

    Raises:
        ScimError: 4XX: the API rejected the request, most often because the user does not exist, or an operation is
            not valid.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        user = await client.scim.users.patch_async(
            scim_user_id, Operations=[{"op": "replace", "path": "active", "value": False}]
        )
        print(user.active if user else "no longer invited")
    """
    return await client._call_async(
        SCIM_USERS_PATCH, {"user_id": user_id, "Operations": Operations, "schemas": schemas}, options
    )


class ScimUsersUpdateParams(Params):
    """Parameters of `scim.users.update`."""

    user_id: str
    userName: str
    schemas: Annotated[Sequence[str], Field(min_length=1)] | None = None
    name: ScimUserNameInput | None = None
    active: bool | None = None
    appRole: ScimAppRoleInput | None = None


SCIM_USERS_UPDATE: Operation[ScimUser | None] = Operation(
    name="scim.users.update",
    method="PUT",
    path="/scim/v2/Users/{user_id}",
    params=ScimUsersUpdateParams,
    response=ScimUser,
    errors=SCIM_ERRORS,
    body="json",
    idempotent=True,
    budgets=("write",),
    may_be_empty=True,
    scopes=("user_management:read-write",),
    defaults={"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"]},
)


@explained
def scim_users_update(
    client: Caller,
    user_id: str,
    *,
    userName: str,
    schemas: Sequence[str] | None = None,
    name: ScimUserNameInput | None = None,
    active: bool | None = None,
    appRole: ScimAppRoleInput | None = None,
    **options: Unpack[RequestOptions],
) -> ScimUser | None:
    """Replace all fields of a user.

    `active=False` suspends a member and ends all sessions, or withdraws an invite.

    Scopes: `user_management:read-write`.

    Args:
        user_id: Id of the membership, or of the invite if the user has not joined yet.
        userName: E-mail address of the user.
        schemas: URN of a SCIM user, set by default.
        name: Name of the user.
        active: Whether the user may sign in.
        appRole: Role of the user.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated user, or None if the update withdraws the invite.

    Raises:
        ScimError: 4XX: the API rejected the request, most often because the user does not exist, or a value is not
            valid.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        user = client.scim.users.update(
            scim_user_id,
            userName="mary@analytical.example",
            name={"givenName": "Mary", "familyName": "Somerville"},
            active=True,
            appRole="admin",
        )
        print(user.appRole if user else "no longer invited")
    """
    return client._call(
        SCIM_USERS_UPDATE,
        {
            "user_id": user_id,
            "userName": userName,
            "schemas": schemas,
            "name": name,
            "active": active,
            "appRole": appRole,
        },
        options,
    )


@explained
async def scim_users_update_async(
    client: Caller,
    user_id: str,
    *,
    userName: str,
    schemas: Sequence[str] | None = None,
    name: ScimUserNameInput | None = None,
    active: bool | None = None,
    appRole: ScimAppRoleInput | None = None,
    **options: Unpack[RequestOptions],
) -> ScimUser | None:
    """Replace all fields of a user.

    `active=False` suspends a member and ends all sessions, or withdraws an invite.

    Scopes: `user_management:read-write`.

    Args:
        user_id: Id of the membership, or of the invite if the user has not joined yet.
        userName: E-mail address of the user.
        schemas: URN of a SCIM user, set by default.
        name: Name of the user.
        active: Whether the user may sign in.
        appRole: Role of the user.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated user, or None if the update withdraws the invite.

    Raises:
        ScimError: 4XX: the API rejected the request, most often because the user does not exist, or a value is not
            valid.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        user = await client.scim.users.update_async(
            scim_user_id,
            userName="mary@analytical.example",
            name={"givenName": "Mary", "familyName": "Somerville"},
            active=True,
            appRole="admin",
        )
        print(user.appRole if user else "no longer invited")
    """
    return await client._call_async(
        SCIM_USERS_UPDATE,
        {
            "user_id": user_id,
            "userName": userName,
            "schemas": schemas,
            "name": name,
            "active": active,
            "appRole": appRole,
        },
        options,
    )


class ScimUsersDeleteParams(Params):
    """Parameters of `scim.users.delete`."""

    user_id: str


SCIM_USERS_DELETE = Operation(
    name="scim.users.delete",
    method="DELETE",
    path="/scim/v2/Users/{user_id}",
    params=ScimUsersDeleteParams,
    response=EmptyResponse,
    errors=SCIM_ERRORS,
    idempotent=True,
    budgets=("write",),
    scopes=("user_management:read-write",),
)


@explained
def scim_users_delete(client: Caller, user_id: str, **options: Unpack[RequestOptions]) -> EmptyResponse:
    """Suspend a member, or withdraw an invite.

    Scopes: `user_management:read-write`.

    Args:
        user_id: Id of the membership, or of the invite if the user has not joined yet.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        A response without content.

    Raises:
        ScimError: 4XX: the API rejected the request, most often because the user does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        client.scim.users.delete(scim_user_id)
    """
    return client._call(SCIM_USERS_DELETE, {"user_id": user_id}, options)


@explained
async def scim_users_delete_async(client: Caller, user_id: str, **options: Unpack[RequestOptions]) -> EmptyResponse:
    """Suspend a member, or withdraw an invite.

    Scopes: `user_management:read-write`.

    Args:
        user_id: Id of the membership, or of the invite if the user has not joined yet.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        A response without content.

    Raises:
        ScimError: 4XX: the API rejected the request, most often because the user does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        await client.scim.users.delete_async(scim_user_id)
    """
    return await client._call_async(SCIM_USERS_DELETE, {"user_id": user_id}, options)


class ScimGroupsListParams(Params):
    """Parameters of `scim.groups.list`."""

    filter: str | None = None
    startIndex: Annotated[int, Field(ge=1)] | None = None
    count: Annotated[int, Field(ge=0)] | None = None
    excludedAttributes: str | None = None


SCIM_GROUPS_LIST = Operation(
    name="scim.groups.list",
    method="GET",
    path="/scim/v2/Groups",
    params=ScimGroupsListParams,
    response=ScimGroupsListResponse,
    errors=SCIM_ERRORS,
    query=("filter", "startIndex", "count", "excludedAttributes"),
    idempotent=True,
    budgets=("read",),
    paging=Paging(style="scim", items="Resources", maximum=100, minimum=0),
    scopes=("user_management:read",),
)


@explained
def scim_groups_list(
    client: Caller,
    *,
    filter: str | None = None,
    startIndex: int | None = None,
    count: int | None = None,
    excludedAttributes: str | None = None,
    **options: Unpack[PageOptions],
) -> ScimGroupsListResponse:
    """List groups: teams of the workspace.

    A filter compares `displayName`.

    Scopes: `user_management:read`.

    Args:
        filter: SCIM filter for the groups.
        startIndex: Position of the first item of the page, counted from 1.
        count: Number of items per page; Attio returns 100 at most.
        excludedAttributes: Attributes to exclude, separated by commas; Attio supports `members`.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        One page of groups.

    Raises:
        ScimError: 4XX: the API rejected the request, most often because the filter is not valid.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        for group in client.scim.groups.list(filter='displayName eq "Sales"'):
            print(group.id, [member.value for member in group.members or []])
    """
    return client._call(
        SCIM_GROUPS_LIST,
        {"filter": filter, "startIndex": startIndex, "count": count, "excludedAttributes": excludedAttributes},
        options,
    )


@explained
async def scim_groups_list_async(
    client: Caller,
    *,
    filter: str | None = None,
    startIndex: int | None = None,
    count: int | None = None,
    excludedAttributes: str | None = None,
    **options: Unpack[PageOptions],
) -> ScimGroupsListResponse:
    """List groups: teams of the workspace.

    A filter compares `displayName`.

    Scopes: `user_management:read`.

    Args:
        filter: SCIM filter for the groups.
        startIndex: Position of the first item of the page, counted from 1.
        count: Number of items per page; Attio returns 100 at most.
        excludedAttributes: Attributes to exclude, separated by commas; Attio supports `members`.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        One page of groups.

    Raises:
        ScimError: 4XX: the API rejected the request, most often because the filter is not valid.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        async for group in await client.scim.groups.list_async(filter='displayName eq "Sales"'):
            print(group.id, [member.value for member in group.members or []])
    """
    return await client._call_async(
        SCIM_GROUPS_LIST,
        {"filter": filter, "startIndex": startIndex, "count": count, "excludedAttributes": excludedAttributes},
        options,
    )


class ScimGroupsCreateParams(Params):
    """Parameters of `scim.groups.create`."""

    displayName: Annotated[str, Field(min_length=1)]
    schemas: Annotated[Sequence[str], Field(min_length=1)] | None = None
    members: Sequence[Annotated[ScimGroupMemberInput, Renamed(ref="$ref")]] | None = None


SCIM_GROUPS_CREATE = Operation(
    name="scim.groups.create",
    method="POST",
    path="/scim/v2/Groups",
    params=ScimGroupsCreateParams,
    response=ScimGroup,
    errors=SCIM_ERRORS,
    body="json",
    budgets=("write",),
    scopes=("user_management:read-write",),
    defaults={"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"]},
)


@explained
def scim_groups_create(
    client: Caller,
    *,
    displayName: str,
    schemas: Sequence[str] | None = None,
    members: Sequence[ScimGroupMemberInput] | None = None,
    **options: Unpack[RequestOptions],
) -> ScimGroup:
    """Create a group.

    Scopes: `user_management:read-write`.

    Args:
        displayName: Name of the group; unique and not blank.
        schemas: URN of a SCIM group, set by default.
        members: Members of the group.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The new group.

    Raises:
        ScimError: 4XX: the API rejected the request, most often because the group already exists.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        group = client.scim.groups.create(
            displayName="Support", members=[{"value": scim_user_id}]
        )
        print(group.id)
    """
    return client._call(
        SCIM_GROUPS_CREATE, {"displayName": displayName, "schemas": schemas, "members": members}, options
    )


@explained
async def scim_groups_create_async(
    client: Caller,
    *,
    displayName: str,
    schemas: Sequence[str] | None = None,
    members: Sequence[ScimGroupMemberInput] | None = None,
    **options: Unpack[RequestOptions],
) -> ScimGroup:
    """Create a group.

    Scopes: `user_management:read-write`.

    Args:
        displayName: Name of the group; unique and not blank.
        schemas: URN of a SCIM group, set by default.
        members: Members of the group.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The new group.

    Raises:
        ScimError: 4XX: the API rejected the request, most often because the group already exists.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        group = await client.scim.groups.create_async(
            displayName="Support", members=[{"value": scim_user_id}]
        )
        print(group.id)
    """
    return await client._call_async(
        SCIM_GROUPS_CREATE, {"displayName": displayName, "schemas": schemas, "members": members}, options
    )


class ScimGroupsGetParams(Params):
    """Parameters of `scim.groups.get`."""

    workspace_team_id: str


SCIM_GROUPS_GET = Operation(
    name="scim.groups.get",
    method="GET",
    path="/scim/v2/Groups/{workspace_team_id}",
    params=ScimGroupsGetParams,
    response=ScimGroup,
    errors=SCIM_ERRORS,
    idempotent=True,
    budgets=("read",),
    scopes=("user_management:read",),
)


@explained
def scim_groups_get(client: Caller, workspace_team_id: str, **options: Unpack[RequestOptions]) -> ScimGroup:
    """Get a group by id.

    Scopes: `user_management:read`.

    Args:
        workspace_team_id: Id of the group.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The group.

    Raises:
        ScimError: 4XX: the API rejected the request, most often because the group does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        group = client.scim.groups.get(scim_group_id)
        print(group.displayName, len(group.members or []))
    """
    return client._call(SCIM_GROUPS_GET, {"workspace_team_id": workspace_team_id}, options)


@explained
async def scim_groups_get_async(client: Caller, workspace_team_id: str, **options: Unpack[RequestOptions]) -> ScimGroup:
    """Get a group by id.

    Scopes: `user_management:read`.

    Args:
        workspace_team_id: Id of the group.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The group.

    Raises:
        ScimError: 4XX: the API rejected the request, most often because the group does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        group = await client.scim.groups.get_async(scim_group_id)
        print(group.displayName, len(group.members or []))
    """
    return await client._call_async(SCIM_GROUPS_GET, {"workspace_team_id": workspace_team_id}, options)


class ScimGroupsPatchParams(Params):
    """Parameters of `scim.groups.patch`."""

    workspace_team_id: str
    Operations: Annotated[Sequence[ScimPatchOperation], Field(min_length=1)]
    schemas: Annotated[Sequence[str], Field(min_length=1)] | None = None


SCIM_GROUPS_PATCH = Operation(
    name="scim.groups.patch",
    method="PATCH",
    path="/scim/v2/Groups/{workspace_team_id}",
    params=ScimGroupsPatchParams,
    response=ScimGroup,
    errors=SCIM_ERRORS,
    body="json",
    budgets=("write",),
    scopes=("user_management:read-write",),
    defaults={"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"]},
)


@explained
def scim_groups_patch(
    client: Caller,
    workspace_team_id: str,
    *,
    Operations: Sequence[ScimPatchOperation],
    schemas: Sequence[str] | None = None,
    **options: Unpack[RequestOptions],
) -> ScimGroup:
    """Edit a group with SCIM operations.

    The operations replace `displayName`, or add, replace or remove `members`. The path to remove one member is
    `members[value eq "ID"]`.

    Scopes: `user_management:read-write`.

    Args:
        workspace_team_id: Id of the group.
        Operations: Operations to apply in order, at least one.
        schemas: URN of a SCIM patch, set by default.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated group.

    Raises:
        ScimError: 4XX: the API rejected the request, most often because the group does not exist, or an operation
            is not valid.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        group = client.scim.groups.patch(
            scim_group_id,
            Operations=[{"op": "add", "path": "members", "value": [{"value": scim_user_id}]}],
        )
        print(len(group.members or []))
    """
    return client._call(
        SCIM_GROUPS_PATCH,
        {"workspace_team_id": workspace_team_id, "Operations": Operations, "schemas": schemas},
        options,
    )


@explained
async def scim_groups_patch_async(
    client: Caller,
    workspace_team_id: str,
    *,
    Operations: Sequence[ScimPatchOperation],
    schemas: Sequence[str] | None = None,
    **options: Unpack[RequestOptions],
) -> ScimGroup:
    """Edit a group with SCIM operations.

    The operations replace `displayName`, or add, replace or remove `members`. The path to remove one member is
    `members[value eq "ID"]`.

    Scopes: `user_management:read-write`.

    Args:
        workspace_team_id: Id of the group.
        Operations: Operations to apply in order, at least one.
        schemas: URN of a SCIM patch, set by default.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated group.

    Raises:
        ScimError: 4XX: the API rejected the request, most often because the group does not exist, or an operation
            is not valid.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        group = await client.scim.groups.patch_async(
            scim_group_id,
            Operations=[{"op": "add", "path": "members", "value": [{"value": scim_user_id}]}],
        )
        print(len(group.members or []))
    """
    return await client._call_async(
        SCIM_GROUPS_PATCH,
        {"workspace_team_id": workspace_team_id, "Operations": Operations, "schemas": schemas},
        options,
    )


class ScimGroupsUpdateParams(Params):
    """Parameters of `scim.groups.update`."""

    workspace_team_id: str
    displayName: Annotated[str, Field(min_length=1)]
    members: Sequence[Annotated[ScimGroupMemberInput, Renamed(ref="$ref")]]
    schemas: Annotated[Sequence[str], Field(min_length=1)] | None = None


SCIM_GROUPS_UPDATE = Operation(
    name="scim.groups.update",
    method="PUT",
    path="/scim/v2/Groups/{workspace_team_id}",
    params=ScimGroupsUpdateParams,
    response=ScimGroup,
    errors=SCIM_ERRORS,
    body="json",
    idempotent=True,
    budgets=("write",),
    scopes=("user_management:read-write",),
    defaults={"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"]},
)


@explained
def scim_groups_update(
    client: Caller,
    workspace_team_id: str,
    *,
    displayName: str,
    members: Sequence[ScimGroupMemberInput],
    schemas: Sequence[str] | None = None,
    **options: Unpack[RequestOptions],
) -> ScimGroup:
    """Replace the name and all members of a group.

    Members that you leave out are removed from the group.

    Scopes: `user_management:read-write`.

    Args:
        workspace_team_id: Id of the group.
        displayName: Name of the group; unique and not blank.
        members: New members of the group.
        schemas: URN of a SCIM group, set by default.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated group.

    Raises:
        ScimError: 4XX: the API rejected the request, most often because the group does not exist, or a value is not
            valid.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        group = client.scim.groups.update(
            scim_group_id, displayName="Sales", members=[{"value": scim_user_id}]
        )
        print(group.displayName)
    """
    return client._call(
        SCIM_GROUPS_UPDATE,
        {"workspace_team_id": workspace_team_id, "displayName": displayName, "members": members, "schemas": schemas},
        options,
    )


@explained
async def scim_groups_update_async(
    client: Caller,
    workspace_team_id: str,
    *,
    displayName: str,
    members: Sequence[ScimGroupMemberInput],
    schemas: Sequence[str] | None = None,
    **options: Unpack[RequestOptions],
) -> ScimGroup:
    """Replace the name and all members of a group.

    Members that you leave out are removed from the group.

    Scopes: `user_management:read-write`.

    Args:
        workspace_team_id: Id of the group.
        displayName: Name of the group; unique and not blank.
        members: New members of the group.
        schemas: URN of a SCIM group, set by default.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated group.

    Raises:
        ScimError: 4XX: the API rejected the request, most often because the group does not exist, or a value is not
            valid.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        group = await client.scim.groups.update_async(
            scim_group_id, displayName="Sales", members=[{"value": scim_user_id}]
        )
        print(group.displayName)
    """
    return await client._call_async(
        SCIM_GROUPS_UPDATE,
        {"workspace_team_id": workspace_team_id, "displayName": displayName, "members": members, "schemas": schemas},
        options,
    )


class ScimGroupsDeleteParams(Params):
    """Parameters of `scim.groups.delete`."""

    workspace_team_id: str


SCIM_GROUPS_DELETE = Operation(
    name="scim.groups.delete",
    method="DELETE",
    path="/scim/v2/Groups/{workspace_team_id}",
    params=ScimGroupsDeleteParams,
    response=EmptyResponse,
    errors=SCIM_ERRORS,
    idempotent=True,
    budgets=("write",),
    scopes=("user_management:read-write",),
)


@explained
def scim_groups_delete(client: Caller, workspace_team_id: str, **options: Unpack[RequestOptions]) -> EmptyResponse:
    """Delete a group; its members stay in the workspace.

    Scopes: `user_management:read-write`.

    Args:
        workspace_team_id: Id of the group.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        A response without content.

    Raises:
        ScimError: 4XX: the API rejected the request, most often because the group does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        client.scim.groups.delete(scim_group_id)
    """
    return client._call(SCIM_GROUPS_DELETE, {"workspace_team_id": workspace_team_id}, options)


@explained
async def scim_groups_delete_async(
    client: Caller, workspace_team_id: str, **options: Unpack[RequestOptions]
) -> EmptyResponse:
    """Delete a group; its members stay in the workspace.

    Scopes: `user_management:read-write`.

    Args:
        workspace_team_id: Id of the group.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        A response without content.

    Raises:
        ScimError: 4XX: the API rejected the request, most often because the group does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        await client.scim.groups.delete_async(scim_group_id)
    """
    return await client._call_async(SCIM_GROUPS_DELETE, {"workspace_team_id": workspace_team_id}, options)


class ScimSchemasListParams(Params):
    """Parameters of `scim.schemas.list`."""


SCIM_SCHEMAS_LIST = Operation(
    name="scim.schemas.list",
    method="GET",
    path="/scim/v2/Schemas",
    params=ScimSchemasListParams,
    response=ScimSchemasListResponse,
    errors=SCIM_ERRORS,
    idempotent=True,
    budgets=("read",),
    scopes=("user_management:read",),
)


@explained
def scim_schemas_list(client: Caller, **options: Unpack[RequestOptions]) -> ScimSchemasListResponse:
    """List the SCIM schemas of users and groups.

    The response is not paginated.

    Scopes: `user_management:read`.

    Args:
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        All schemas.

    Raises:
        ScimError: 4XX: the API rejected the request, most often because the token lacks a scope.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        schemas = client.scim.schemas.list()
        for schema in schemas.Resources:
            print(schema.name, [attribute.name for attribute in schema.attributes])
    """
    return client._call(SCIM_SCHEMAS_LIST, {}, options)


@explained
async def scim_schemas_list_async(client: Caller, **options: Unpack[RequestOptions]) -> ScimSchemasListResponse:
    """List the SCIM schemas of users and groups.

    The response is not paginated.

    Scopes: `user_management:read`.

    Args:
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        All schemas.

    Raises:
        ScimError: 4XX: the API rejected the request, most often because the token lacks a scope.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        schemas = await client.scim.schemas.list_async()
        for schema in schemas.Resources:
            print(schema.name, [attribute.name for attribute in schema.attributes])
    """
    return await client._call_async(SCIM_SCHEMAS_LIST, {}, options)
