# Generated from codegen/spec/threads.yaml by `make generate`; edit that file instead.
"""Commands of `attio-crm threads`."""

from __future__ import annotations

from attio.cli.data import Command, Parameter

COMMANDS: dict[str, Command] = {
    "list-all": Command(
        call="threads.list_all",
        name="threads.list_all",
        summary="List the threads of a record or of a list entry.",
        text=(
            "Pass `object` and `record_id` for a record, or `list` and `entry_id` for a list entry.",
            "Each thread includes at most its 80 oldest replies. If `has_more_comments` is `True`, use `threads.get` to iterate over all of them.",
            "For threads on records the token also needs `object_configuration:read` and `record_permission:read`; for threads on list entries, `list_configuration:read` and `list_entry:read`.",
            "Scopes: `comment:read`.",
            "Token level: workspace or user.",
        ),
        paged=True,
        parameters=(
            Parameter(
                "record_id", "query", "text", False, "Id of the record whose threads to list. Requires `object`."
            ),
            Parameter(
                "object",
                "query",
                "text",
                False,
                "Slug or id of the object the record belongs to. Requires `record_id`.",
            ),
            Parameter(
                "entry_id", "query", "text", False, "Id of the list entry whose threads to list. Requires `list`."
            ),
            Parameter(
                "list", "query", "text", False, "Slug or id of the list that contains the entry. Requires `entry_id`."
            ),
            Parameter(
                "limit", "query", "integer", False, "Maximum number of threads per page, up to 50; 10 by default."
            ),
            Parameter("offset", "query", "integer", False, "Number of threads to skip."),
        ),
    ),
    "get": Command(
        call="threads.get",
        name="threads.get",
        summary="Get a thread with its comments, oldest first.",
        text=(
            "Iterate over the page to get the comments of all pages; `page.data` is the thread with the comments of one page.",
            "For a thread on a record the token also needs `object_configuration:read` and `record_permission:read`; for a thread on a list entry, `list_configuration:read` and `list_entry:read`.",
            "Scopes: `comment:read`.",
            "Token level: workspace or user.",
        ),
        paged=True,
        parameters=(
            Parameter("thread_id", "path", "text", True, "Id of the thread."),
            Parameter(
                "limit", "query", "integer", False, "Maximum number of comments per page; Attio returns up to 250."
            ),
            Parameter(
                "cursor",
                "query",
                "text",
                False,
                "Cursor of the page to return: `pagination.next_cursor` of the previous page.",
            ),
            Parameter(
                "created_after",
                "query",
                "text",
                False,
                "List only comments written after this time. This applies to the first comment of the thread as well.",
            ),
        ),
    ),
}
