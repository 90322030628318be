# Generated from codegen/spec/objects.yaml by `make generate`; edit that file instead.
"""Commands of `attio-crm objects`."""

from __future__ import annotations

from attio.cli.data import Command, Parameter

COMMANDS: dict[str, Command] = {
    "list": Command(
        call="objects.list",
        name="objects.list",
        summary="List all objects of the workspace.",
        text=(
            "Includes enabled standard objects and all custom objects. The response is not paginated.",
            "Scopes: `object_configuration:read`.",
            "Token level: workspace or user.",
        ),
        parameters=(),
    ),
    "create": Command(
        call="objects.create",
        name="objects.create",
        summary="Create a custom object.",
        text=("Scopes: `object_configuration:read-write`.", "Token level: workspace or user."),
        writes=True,
        parameters=(Parameter("data", "body", "json", True, "The object to create."),),
    ),
    "get": Command(
        call="objects.get",
        name="objects.get",
        summary="Get an object by its slug or id.",
        text=("Scopes: `object_configuration:read`.", "Token level: workspace or user."),
        parameters=(Parameter("object", "path", "text", True, "Slug or id of the object."),),
    ),
    "update": Command(
        call="objects.update",
        name="objects.update",
        summary="Change the given fields of an object.",
        text=(
            "Fields that you leave out do not change.",
            "Scopes: `object_configuration:read-write`.",
            "Token level: workspace or user.",
        ),
        writes=True,
        parameters=(
            Parameter("object", "path", "text", True, "Slug or id of the object to update."),
            Parameter("data", "body", "json", True, "The fields to change, at least one."),
        ),
    ),
    "delete": Command(
        call="objects.delete",
        name="objects.delete",
        summary="Delete a custom object and all of its records.",
        text=(
            "This cannot be undone. Standard objects, such as people and companies, cannot be deleted.",
            "Scopes: `object_configuration:read-write`, `record_permission:read-write`.",
            "Token level: workspace or user.",
        ),
        writes=True,
        irreversible=True,
        parameters=(Parameter("object", "path", "text", True, "Slug or id of the object to delete."),),
    ),
    "get-views": Command(
        call="objects.get_views",
        name="objects.get_views",
        summary="List the saved views of an object.",
        text=(
            "The views are sorted by id. Pass the id of a view to `records.query` as `filter_view_id`.",
            "Scopes: `object_configuration:read`.",
            "Token level: workspace or user.",
        ),
        paged=True,
        parameters=(
            Parameter("object", "path", "text", True, "Slug or id of the object."),
            Parameter("show_archived", "query", "flag", False, "Whether to include archived views."),
            Parameter(
                "limit", "query", "integer", False, "Maximum number of views per page, 1 to 1,000; 500 by default."
            ),
            Parameter(
                "cursor",
                "query",
                "text",
                False,
                "Cursor of the page to return: `pagination.next_cursor` of the previous page.",
            ),
        ),
    ),
}
