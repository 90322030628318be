# Generated from codegen/spec/notes.yaml by `make generate`; edit that file instead.
"""Commands of `attio-crm notes`."""

from __future__ import annotations

from attio.cli.data import Command, Parameter

COMMANDS: dict[str, Command] = {
    "list": Command(
        call="notes.list",
        name="notes.list",
        summary="List the notes of all records or of one record.",
        text=(
            "Scopes: `note:read`, `object_configuration:read`, `record_permission:read`.",
            "Token level: workspace or user.",
            "Rate limit: 10 requests per second, temporarily.",
        ),
        paged=True,
        parameters=(
            Parameter("limit", "query", "integer", False, "Maximum number of notes per page, up to 50; 10 by default."),
            Parameter("offset", "query", "integer", False, "Number of notes to skip."),
            Parameter("parent_object", "query", "text", False, "Slug or id of the object the record belongs to."),
            Parameter("parent_record_id", "query", "text", False, "Id of a record; list only notes attached to it."),
        ),
    ),
    "create": Command(
        call="notes.create",
        name="notes.create",
        summary="Create a note on a record.",
        text=(
            "Markdown supports three levels of headings (`#` to `###`), bulleted and numbered lists, bold, italic, `~~strikethrough~~` and `==highlighted==` text, and links. Images are not supported.",
            "Scopes: `note:read-write`, `object_configuration:read`, `record_permission:read`.",
            "Token level: workspace or user.",
        ),
        writes=True,
        parameters=(Parameter("data", "body", "json", True, "The note to create."),),
    ),
    "get": Command(
        call="notes.get",
        name="notes.get",
        summary="Get a note with its content.",
        text=(
            "Scopes: `note:read`, `object_configuration:read`, `record_permission:read`.",
            "Token level: workspace or user.",
        ),
        parameters=(Parameter("note_id", "path", "text", True, "Id of the note."),),
    ),
    "update": Command(
        call="notes.update",
        name="notes.update",
        summary="Replace the title or the content of a note.",
        text=(
            "Fields that you leave out do not change. New content replaces the existing content. A note cannot be moved to another record.",
            "Scopes: `note:read-write`, `object_configuration:read`, `record_permission:read`.",
            "Token level: workspace or user.",
        ),
        writes=True,
        parameters=(
            Parameter("note_id", "path", "text", True, "Id of the note to update."),
            Parameter("data", "body", "json", True, "The fields to replace."),
        ),
    ),
    "delete": Command(
        call="notes.delete",
        name="notes.delete",
        summary="Delete a note.",
        text=("Scopes: `note:read-write`.", "Token level: workspace or user."),
        writes=True,
        irreversible=True,
        parameters=(Parameter("note_id", "path", "text", True, "Id of the note to delete."),),
    ),
}
