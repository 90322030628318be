from __future__ import annotations

import datetime as dt

from typing_extensions import assert_type

from attio import Attio, AttioCore, errors
from attio.funcs import (
    scim_groups_create,
    scim_groups_create_async,
    scim_groups_delete,
    scim_groups_delete_async,
    scim_groups_get,
    scim_groups_get_async,
    scim_groups_list,
    scim_groups_list_async,
    scim_groups_patch,
    scim_groups_patch_async,
    scim_groups_update,
    scim_groups_update_async,
    scim_schemas_list,
    scim_schemas_list_async,
    scim_users_create,
    scim_users_create_async,
    scim_users_delete,
    scim_users_delete_async,
    scim_users_get,
    scim_users_get_async,
    scim_users_list,
    scim_users_list_async,
    scim_users_patch,
    scim_users_patch_async,
    scim_users_update,
    scim_users_update_async,
)
from attio.models import (
    EmptyResponse,
    ScimGroup,
    ScimGroupMember,
    ScimGroupMemberInput,
    ScimGroupsListResponse,
    ScimPatchOperation,
    ScimSchema,
    ScimSchemasListResponse,
    ScimUser,
    ScimUserEmail,
    ScimUsersListResponse,
)

PIET = "5c6d7e8f-b9ca-4db4-8ac0-36473a4b3c04"
NAME = "piet@brightside.example"
SUSPEND: ScimPatchOperation = {"op": "replace", "path": "active", "value": False}
MEMBER: ScimGroupMemberInput = {"value": PIET, "ref": f"/scim/v2/Users/{PIET}"}


def methods(client: Attio) -> None:
    users, groups = client.scim.users, client.scim.groups
    assert_type(users.list(filter=f'userName eq "{NAME}"', startIndex=1, count=100), ScimUsersListResponse)
    assert_type(users.create(userName=NAME, name={"givenName": "Piet"}, appRole="member"), ScimUser)
    assert_type(users.get(PIET), ScimUser)
    assert_type(users.patch(PIET, Operations=[SUSPEND]), ScimUser | None)
    assert_type(users.update(PIET, userName=NAME, active=False), ScimUser | None)
    assert_type(users.delete(user_id=PIET), EmptyResponse)
    assert_type(groups.list(excludedAttributes="members"), ScimGroupsListResponse)
    assert_type(groups.create(displayName="Joiners"), ScimGroup)
    assert_type(groups.get(PIET), ScimGroup)
    assert_type(groups.patch(PIET, Operations=[{"op": "add", "path": "members", "value": [MEMBER]}]), ScimGroup)
    assert_type(groups.update(PIET, displayName="Joiners", members=[MEMBER]), ScimGroup)
    assert_type(groups.delete(workspace_team_id=PIET), EmptyResponse)
    assert_type(client.scim.schemas.list(), ScimSchemasListResponse)


async def async_methods(client: Attio) -> None:
    """The flat names are the same operations."""
    users, groups = client.scim_users, client.scim_groups
    assert_type(await users.list_async(), ScimUsersListResponse)
    assert_type(await users.create_async(userName=NAME, active=True), ScimUser)
    assert_type(await users.get_async(PIET), ScimUser)
    assert_type(await users.patch_async(PIET, Operations=[SUSPEND]), ScimUser | None)
    assert_type(await users.update_async(PIET, userName=NAME), ScimUser | None)
    assert_type(await users.delete_async(PIET), EmptyResponse)
    assert_type(await groups.list_async(filter='displayName eq "Joiners"'), ScimGroupsListResponse)
    assert_type(await groups.create_async(displayName="Joiners", members=[MEMBER]), ScimGroup)
    assert_type(await groups.get_async(PIET), ScimGroup)
    assert_type(await groups.patch_async(PIET, Operations=[{"op": "remove"}]), ScimGroup)
    assert_type(await groups.update_async(PIET, displayName="Joiners", members=[]), ScimGroup)
    assert_type(await groups.delete_async(PIET), EmptyResponse)
    assert_type(await client.scim_schemas.list_async(), ScimSchemasListResponse)


def functions(client: AttioCore) -> None:
    assert_type(scim_users_list(client, max_items=5), ScimUsersListResponse)
    assert_type(scim_users_create(client, userName=NAME), ScimUser)
    assert_type(scim_users_get(client, PIET), ScimUser)
    assert_type(scim_users_patch(client, PIET, Operations=[SUSPEND]), ScimUser | None)
    assert_type(scim_users_update(client, PIET, userName=NAME), ScimUser | None)
    assert_type(scim_users_delete(client, PIET), EmptyResponse)
    assert_type(scim_groups_list(client), ScimGroupsListResponse)
    assert_type(scim_groups_create(client, displayName="Joiners", schemas=["urn:group"]), ScimGroup)
    assert_type(scim_groups_get(client, PIET), ScimGroup)
    assert_type(scim_groups_patch(client, PIET, Operations=[SUSPEND]), ScimGroup)
    assert_type(scim_groups_update(client, PIET, displayName="Joiners", members=[]), ScimGroup)
    assert_type(scim_groups_delete(client, PIET), EmptyResponse)
    assert_type(scim_schemas_list(client), ScimSchemasListResponse)


async def async_functions(client: AttioCore) -> None:
    assert_type(await scim_users_list_async(client), ScimUsersListResponse)
    assert_type(await scim_users_create_async(client, userName=NAME), ScimUser)
    assert_type(await scim_users_get_async(client, PIET), ScimUser)
    assert_type(await scim_users_patch_async(client, PIET, Operations=[SUSPEND]), ScimUser | None)
    assert_type(await scim_users_update_async(client, PIET, userName=NAME), ScimUser | None)
    assert_type(await scim_users_delete_async(client, PIET), EmptyResponse)
    assert_type(await scim_groups_list_async(client, count=0, max_items=5), ScimGroupsListResponse)
    assert_type(await scim_groups_create_async(client, displayName="Joiners"), ScimGroup)
    assert_type(await scim_groups_get_async(client, PIET), ScimGroup)
    assert_type(await scim_groups_patch_async(client, PIET, Operations=[SUSPEND]), ScimGroup)
    assert_type(await scim_groups_update_async(client, PIET, displayName="Joiners", members=[]), ScimGroup)
    assert_type(await scim_groups_delete_async(client, PIET), EmptyResponse)
    assert_type(await scim_schemas_list_async(client), ScimSchemasListResponse)


def results(client: Attio) -> None:
    user = client.scim.users.get(PIET)
    assert_type(user.http.status_code, int)
    assert_type(user.name.givenName, str | None)
    assert_type(user.emails, list[ScimUserEmail])
    assert_type(user.meta.created, dt.datetime | None)
    group = client.scim.groups.get(PIET)
    assert_type(group.members, list[ScimGroupMember] | None)
    for member in group.members or []:
        assert_type(member.ref, str)
    schema = client.scim.schemas.list().Resources[0]
    assert_type(schema, ScimSchema)
    assert_type(schema.attributes[0].multiValued, bool)
    updated = client.scim.users.patch(PIET, Operations=[SUSPEND])
    if updated:
        assert_type(updated.active, bool)


async def pages(client: Attio) -> None:
    for user in client.scim.users.list():
        assert_type(user, ScimUser)
    async for group in await client.scim.groups.list_async():
        assert_type(group, ScimGroup)
    assert_type(client.scim.users.list().next_page(), ScimUsersListResponse | None)
    assert_type(client.scim.users.list().totalResults, int)


def failures(client: Attio) -> None:
    """Each error is a `ScimError` and has the class of its status."""
    try:
        client.scim.users.create(userName=NAME)
    except errors.ScimConflictError as error:
        assert_type(error.scim_type, str | None)
        conflict: errors.ConflictError = error
        assert_type(conflict.code, str | None)
    except errors.ScimError as error:
        assert_type(error.detail, str | None)
        assert_type(error.status_code, int)
    except errors.ServerError as error:
        assert_type(error.message, str)
