# Generated from codegen/spec/scim.yaml by `make generate`; edit that file instead.
"""The sub-client `client.scim`."""

from __future__ import annotations

from attio.funcs import scim as functions
from attio.resources.base import Resource, sub_client


class ScimUsers(Resource):
    """Workspace members and invited users.

    - `list`: List users: workspace members and invited users.
    - `create`: Create a user: add or invite a member.
    - `get`: Get a user by id.
    - `patch`: Edit a user with SCIM operations.
    - `update`: Replace all fields of a user.
    - `delete`: Suspend a member, or withdraw an invite.

    Each method has an `_async` twin.
    """

    list = functions.scim_users_list
    list_async = functions.scim_users_list_async
    create = functions.scim_users_create
    create_async = functions.scim_users_create_async
    get = functions.scim_users_get
    get_async = functions.scim_users_get_async
    patch = functions.scim_users_patch
    patch_async = functions.scim_users_patch_async
    update = functions.scim_users_update
    update_async = functions.scim_users_update_async
    delete = functions.scim_users_delete
    delete_async = functions.scim_users_delete_async


class ScimGroups(Resource):
    """Teams of the workspace.

    - `list`: List groups: teams of the workspace.
    - `create`: Create a group.
    - `get`: Get a group by id.
    - `patch`: Edit a group with SCIM operations.
    - `update`: Replace the name and all members of a group.
    - `delete`: Delete a group; its members stay in the workspace.

    Each method has an `_async` twin.
    """

    list = functions.scim_groups_list
    list_async = functions.scim_groups_list_async
    create = functions.scim_groups_create
    create_async = functions.scim_groups_create_async
    get = functions.scim_groups_get
    get_async = functions.scim_groups_get_async
    patch = functions.scim_groups_patch
    patch_async = functions.scim_groups_patch_async
    update = functions.scim_groups_update
    update_async = functions.scim_groups_update_async
    delete = functions.scim_groups_delete
    delete_async = functions.scim_groups_delete_async


class ScimSchemas(Resource):
    """SCIM schemas of users and groups.

    - `list`: List the SCIM schemas of users and groups.

    Each method has an `_async` twin.
    """

    list = functions.scim_schemas_list
    list_async = functions.scim_schemas_list_async


class Scim(Resource):
    """Users and groups for identity providers (SCIM 2.0)."""

    @property
    def users(self) -> ScimUsers:
        """Workspace members and invited users."""
        return sub_client(self, ScimUsers)

    @property
    def groups(self) -> ScimGroups:
        """Teams of the workspace."""
        return sub_client(self, ScimGroups)

    @property
    def schemas(self) -> ScimSchemas:
        """SCIM schemas of users and groups."""
        return sub_client(self, ScimSchemas)
