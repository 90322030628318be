# Generated from codegen/spec/workspace_members.yaml by `make generate`; edit that file instead.
"""Commands of `attio-crm workspace-members`."""

from __future__ import annotations

from attio.cli.data import Command, Parameter

COMMANDS: dict[str, Command] = {
    "list": Command(
        call="workspace_members.list",
        name="workspace_members.list",
        summary="List all members of the workspace, including suspended ones.",
        text=("The response is not paginated.", "Scopes: `user_management:read`.", "Token level: workspace or user."),
        parameters=(),
    ),
    "get": Command(
        call="workspace_members.get",
        name="workspace_members.get",
        summary="Get a workspace member by id.",
        text=("Scopes: `user_management:read`.", "Token level: workspace or user."),
        parameters=(Parameter("workspace_member_id", "path", "text", True, "Id of the member."),),
    ),
}
