# Generated from codegen/spec/comments.yaml by `make generate`; edit that file instead.
"""Commands of `attio-crm comments`."""

from __future__ import annotations

from attio.cli.data import Command, Parameter

COMMANDS: dict[str, Command] = {
    "create": Command(
        call="comments.create",
        name="comments.create",
        summary="Create a comment on a record or list entry, or a reply in a thread.",
        text=(
            "With `record` or `entry` in `data`, the comment starts a new thread; with `thread_id` it is a reply.",
            "For comments on records the token also needs `object_configuration:read` and `record_permission:read`; for comments on list entries, `list_configuration:read` and `list_entry:read`.",
            "Scopes: `comment:read-write`.",
            "Token level: workspace or user.",
        ),
        writes=True,
        parameters=(Parameter("data", "body", "json", True, "The comment, and its thread, record or list entry."),),
    ),
    "get": Command(
        call="comments.get",
        name="comments.get",
        summary="Get a comment by its id.",
        text=(
            "For a comment on a record the token also needs `object_configuration:read` and `record_permission:read`; for a comment on a list entry, `list_configuration:read` and `list_entry:read`.",
            "Scopes: `comment:read`.",
            "Token level: workspace or user.",
        ),
        parameters=(Parameter("comment_id", "path", "text", True, "Id of the comment."),),
    ),
    "delete": Command(
        call="comments.delete",
        name="comments.delete",
        summary="Delete a comment, or a whole thread by its first comment.",
        text=(
            "A workspace token can delete every comment. A user token can delete only the comments of its member.",
            "Scopes: `comment:read-write`.",
            "Token level: workspace or user.",
        ),
        writes=True,
        irreversible=True,
        parameters=(Parameter("comment_id", "path", "text", True, "Id of the comment to delete."),),
    ),
}
