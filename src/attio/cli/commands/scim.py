# Generated from codegen/spec/scim.yaml by `make generate`; edit that file instead.
"""Commands of `attio-crm scim`."""

from __future__ import annotations

from attio.cli.data import Command, Parameter

COMMANDS: dict[str, Command] = {
    "users list": Command(
        call="scim.users.list",
        name="scim.users.list",
        summary="List users: workspace members and invited users.",
        text=(
            "A filter compares `userName`, `emails.value`, `id`, `name.givenName`, `name.familyName` or `active` with the operator `eq`, `ne`, `co` (contains), `sw` (starts with) or `ew` (ends with).",
            "Scopes: `user_management:read`.",
        ),
        paged=True,
        parameters=(
            Parameter("filter", "query", "text", False, "SCIM filter for the users."),
            Parameter(
                "startIndex", "query", "integer", False, "Position of the first item of the page, counted from 1."
            ),
            Parameter("count", "query", "integer", False, "Number of items per page; Attio returns 100 at most."),
        ),
    ),
    "users create": Command(
        call="scim.users.create",
        name="scim.users.create",
        summary="Create a user: add or invite a member.",
        text=(
            "A user with an e-mail address at a verified domain of the workspace becomes a member at once. Others are invited, and `id` is the id of the invite.",
            "Scopes: `user_management:read-write`.",
        ),
        writes=True,
        parameters=(
            Parameter("userName", "body", "text", True, "E-mail address of the user."),
            Parameter("schemas", "body", "texts", False, "URN of a SCIM user, set by default."),
            Parameter("name", "body", "json", False, "Name of the user."),
            Parameter(
                "active",
                "body",
                "flag",
                False,
                "Whether the user may sign in; `True` by default. `False` adds a suspended member and requires a verified domain.",
            ),
            Parameter(
                "appRole", "body", "choice", False, "Role of the user; `member` by default.", ("admin", "member")
            ),
            Parameter(
                "profileUrl",
                "body",
                "text",
                False,
                "URL of a picture of the user; mentioned only in older documentation.",
            ),
        ),
    ),
    "users get": Command(
        call="scim.users.get",
        name="scim.users.get",
        summary="Get a user by id.",
        text=("Scopes: `user_management:read`.",),
        parameters=(
            Parameter(
                "user_id",
                "path",
                "text",
                True,
                "Id of the membership, or of the invite if the user has not joined yet.",
            ),
        ),
    ),
    "users patch": Command(
        call="scim.users.patch",
        name="scim.users.patch",
        summary="Edit a user with SCIM operations.",
        text=(
            "The operations add or replace `name.givenName`, `name.familyName`, `active` and `appRole`, or remove one of the names. Setting `active` to `False` suspends a member or withdraws an invite.",
            "Scopes: `user_management:read-write`.",
        ),
        writes=True,
        parameters=(
            Parameter(
                "user_id",
                "path",
                "text",
                True,
                "Id of the membership, or of the invite if the user has not joined yet.",
            ),
            Parameter("Operations", "body", "json", True, "Operations to apply in order, at least one."),
            Parameter("schemas", "body", "texts", False, "URN of a SCIM patch, set by default."),
        ),
    ),
    "users update": Command(
        call="scim.users.update",
        name="scim.users.update",
        summary="Replace all fields of a user.",
        text=(
            "`active=False` suspends a member and ends all sessions, or withdraws an invite.",
            "Scopes: `user_management:read-write`.",
        ),
        writes=True,
        parameters=(
            Parameter(
                "user_id",
                "path",
                "text",
                True,
                "Id of the membership, or of the invite if the user has not joined yet.",
            ),
            Parameter("userName", "body", "text", True, "E-mail address of the user."),
            Parameter("schemas", "body", "texts", False, "URN of a SCIM user, set by default."),
            Parameter("name", "body", "json", False, "Name of the user."),
            Parameter("active", "body", "flag", False, "Whether the user may sign in."),
            Parameter("appRole", "body", "choice", False, "Role of the user.", ("admin", "member")),
        ),
    ),
    "users delete": Command(
        call="scim.users.delete",
        name="scim.users.delete",
        summary="Suspend a member, or withdraw an invite.",
        text=("Scopes: `user_management:read-write`.",),
        writes=True,
        irreversible=True,
        parameters=(
            Parameter(
                "user_id",
                "path",
                "text",
                True,
                "Id of the membership, or of the invite if the user has not joined yet.",
            ),
        ),
    ),
    "groups list": Command(
        call="scim.groups.list",
        name="scim.groups.list",
        summary="List groups: teams of the workspace.",
        text=("A filter compares `displayName`.", "Scopes: `user_management:read`."),
        paged=True,
        parameters=(
            Parameter("filter", "query", "text", False, "SCIM filter for the groups."),
            Parameter(
                "startIndex", "query", "integer", False, "Position of the first item of the page, counted from 1."
            ),
            Parameter("count", "query", "integer", False, "Number of items per page; Attio returns 100 at most."),
            Parameter(
                "excludedAttributes",
                "query",
                "text",
                False,
                "Attributes to exclude, separated by commas; Attio supports `members`.",
            ),
        ),
    ),
    "groups create": Command(
        call="scim.groups.create",
        name="scim.groups.create",
        summary="Create a group.",
        text=("Scopes: `user_management:read-write`.",),
        writes=True,
        parameters=(
            Parameter("displayName", "body", "text", True, "Name of the group; unique and not blank."),
            Parameter("schemas", "body", "texts", False, "URN of a SCIM group, set by default."),
            Parameter("members", "body", "json", False, "Members of the group."),
        ),
    ),
    "groups get": Command(
        call="scim.groups.get",
        name="scim.groups.get",
        summary="Get a group by id.",
        text=("Scopes: `user_management:read`.",),
        parameters=(Parameter("workspace_team_id", "path", "text", True, "Id of the group."),),
    ),
    "groups patch": Command(
        call="scim.groups.patch",
        name="scim.groups.patch",
        summary="Edit a group with SCIM operations.",
        text=(
            'The operations replace `displayName`, or add, replace or remove `members`. The path to remove one member is `members[value eq "ID"]`.',
            "Scopes: `user_management:read-write`.",
        ),
        writes=True,
        parameters=(
            Parameter("workspace_team_id", "path", "text", True, "Id of the group."),
            Parameter("Operations", "body", "json", True, "Operations to apply in order, at least one."),
            Parameter("schemas", "body", "texts", False, "URN of a SCIM patch, set by default."),
        ),
    ),
    "groups update": Command(
        call="scim.groups.update",
        name="scim.groups.update",
        summary="Replace the name and all members of a group.",
        text=("Members that you leave out are removed from the group.", "Scopes: `user_management:read-write`."),
        writes=True,
        parameters=(
            Parameter("workspace_team_id", "path", "text", True, "Id of the group."),
            Parameter("displayName", "body", "text", True, "Name of the group; unique and not blank."),
            Parameter("members", "body", "json", True, "New members of the group."),
            Parameter("schemas", "body", "texts", False, "URN of a SCIM group, set by default."),
        ),
    ),
    "groups delete": Command(
        call="scim.groups.delete",
        name="scim.groups.delete",
        summary="Delete a group; its members stay in the workspace.",
        text=("Scopes: `user_management:read-write`.",),
        writes=True,
        irreversible=True,
        parameters=(Parameter("workspace_team_id", "path", "text", True, "Id of the group."),),
    ),
    "schemas list": Command(
        call="scim.schemas.list",
        name="scim.schemas.list",
        summary="List the SCIM schemas of users and groups.",
        text=("The response is not paginated.", "Scopes: `user_management:read`."),
        parameters=(),
    ),
}
