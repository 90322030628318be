# Generated from codegen/spec/lists.yaml by `make generate`; edit that file instead.
"""Commands of `attio-crm lists`."""

from __future__ import annotations

from attio.cli.data import Command, Parameter

COMMANDS: dict[str, Command] = {
    "list": Command(
        call="lists.list",
        name="lists.list",
        summary="List all lists that the token has access to.",
        text=(
            "The response is not paginated. The lists are in the order of the app's sidebar.",
            "Scopes: `list_configuration:read`.",
            "Token level: workspace or user.",
        ),
        parameters=(),
    ),
    "create": Command(
        call="lists.create",
        name="lists.create",
        summary="Create a list for the records of one object.",
        text=(
            "The new list has no entries and no attributes of its own. Add attributes with `attributes.create_new` and records with `entries.create`. A list cannot be deleted with the API.",
            "The workspace or at least one member must have `full-access`.",
            "Scopes: `list_configuration:read-write`.",
            "Token level: workspace or user.",
        ),
        writes=True,
        parameters=(Parameter("data", "body", "json", True, "The list to create."),),
    ),
    "get": Command(
        call="lists.get",
        name="lists.get",
        summary="Get a list by its slug or id.",
        text=(
            "Returns the settings of the list. To list its entries, use `entries.query`.",
            "Scopes: `list_configuration:read`.",
            "Token level: workspace or user.",
        ),
        parameters=(Parameter("list", "path", "text", True, "Slug or id of the list."),),
    ),
    "update": Command(
        call="lists.update",
        name="lists.update",
        summary="Change the given fields of a list.",
        text=(
            "Fields that you leave out do not change. The workspace or at least one member must have `full-access`. If the plan does not include restricted access, Attio responds with a 403 `billing_error`, raised as `PermissionDeniedError`.",
            "The parent object of the list can be changed only in the app.",
            "Scopes: `list_configuration:read-write`.",
            "Token level: workspace or user.",
        ),
        writes=True,
        parameters=(
            Parameter("list", "path", "text", True, "Slug or id of the list to update."),
            Parameter("data", "body", "json", True, "The fields to change."),
        ),
    ),
    "get-views": Command(
        call="lists.get_views",
        name="lists.get_views",
        summary="List the saved views of a list.",
        text=(
            "The views are sorted by id. Pass the id of a view to `entries.query` as `filter_view_id`.",
            "Scopes: `list_configuration:read`.",
            "Token level: workspace or user.",
        ),
        paged=True,
        parameters=(
            Parameter("list", "path", "text", True, "Slug or id of the list."),
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
