# Generated from codegen/spec/workspace_members.yaml by `make generate`; edit that file instead.
"""The sub-client `client.workspace_members`."""

from __future__ import annotations

from attio.funcs import workspace_members as functions
from attio.resources.base import Resource


class WorkspaceMembers(Resource):
    """Members of the workspace.

    - `list`: List all members of the workspace, including suspended ones.
    - `get`: Get a workspace member by id.

    Each method has an `_async` twin.
    """

    list = functions.workspace_members_list
    list_async = functions.workspace_members_list_async
    get = functions.workspace_members_get
    get_async = functions.workspace_members_get_async
