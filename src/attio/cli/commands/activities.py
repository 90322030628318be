# Generated from codegen/spec/activities.yaml by `make generate`; edit that file instead.
"""Commands of `attio-crm activities`."""

from __future__ import annotations

from attio.cli.data import Command, Parameter

COMMANDS: dict[str, Command] = {
    "list": Command(
        call="activities.list",
        name="activities.list",
        summary="List the activities of the workspace.",
        text=(
            "Includes activities that Attio defines, such as phone calls, and custom activities.",
            "Alpha: may change or be removed at any time.",
            "Scopes: `activity_configuration:read`.",
            "Token level: workspace or user.",
        ),
        paged=True,
        parameters=(
            Parameter("limit", "query", "integer", False, "Maximum number of activities per page; 100 by default."),
            Parameter(
                "cursor",
                "query",
                "text",
                False,
                "Cursor of the page to return: `pagination.next_cursor` of the previous page.",
            ),
        ),
    ),
    "create": Command(
        call="activities.create",
        name="activities.create",
        summary="Create a custom activity.",
        text=(
            "Requires a plan with custom activities. A public app needs only a plan with integration activities.",
            "Alpha: may change or be removed at any time.",
            "Scopes: `activity_configuration:read-write`.",
            "Token level: workspace or user.",
        ),
        writes=True,
        parameters=(Parameter("data", "body", "json", True, "The activity to create."),),
    ),
    "get": Command(
        call="activities.get",
        name="activities.get",
        summary="Get an activity by its slug or id.",
        text=(
            "Alpha: may change or be removed at any time.",
            "Scopes: `activity_configuration:read`.",
            "Token level: workspace or user.",
        ),
        parameters=(Parameter("activity", "path", "text", True, "Slug or id of the activity."),),
    ),
    "update": Command(
        call="activities.update",
        name="activities.update",
        summary="Change the given fields of an activity.",
        text=(
            "Fields that you leave out do not change. The schema that an activity extends cannot be changed.",
            "Alpha: may change or be removed at any time.",
            "Scopes: `activity_configuration:read-write`.",
            "Token level: workspace or user.",
        ),
        writes=True,
        parameters=(
            Parameter("activity", "path", "text", True, "Slug or id of the activity to update."),
            Parameter("data", "body", "json", True, "The fields to change."),
        ),
    ),
    "delete": Command(
        call="activities.delete",
        name="activities.delete",
        summary="Delete a custom activity and all of its records.",
        text=(
            "This cannot be undone. Archived activities can be deleted as well. Activities that Attio defines cannot be deleted.",
            "Alpha: may change or be removed at any time.",
            "Scopes: `activity_configuration:read-write`, `activity_record:read-write`.",
            "Token level: workspace or user.",
        ),
        writes=True,
        irreversible=True,
        parameters=(Parameter("activity", "path", "text", True, "Slug or id of the activity to delete."),),
    ),
}
