# Generated from codegen/spec/tasks.yaml by `make generate`; edit that file instead.
"""Commands of `attio-crm tasks`."""

from __future__ import annotations

from attio.cli.data import Command, Parameter

COMMANDS: dict[str, Command] = {
    "list": Command(
        call="tasks.list",
        name="tasks.list",
        summary="List tasks, by default oldest first.",
        text=(
            "Scopes: `task:read`, `object_configuration:read`, `record_permission:read`, `user_management:read`.",
            "Token level: workspace or user.",
        ),
        paged=True,
        parameters=(
            Parameter("limit", "query", "integer", False, "Maximum number of tasks per page; 500 by default."),
            Parameter("offset", "query", "integer", False, "Number of tasks to skip."),
            Parameter(
                "sort",
                "query",
                "choice",
                False,
                "Sort order; `created_at:asc` by default. Open tasks come first with `completed_at:asc` and last with `completed_at:desc`.",
                ("created_at:asc", "created_at:desc", "completed_at:asc", "completed_at:desc"),
            ),
            Parameter(
                "linked_object",
                "query",
                "text",
                False,
                "Slug or id of the object the linked record belongs to. Requires `linked_record_id`.",
            ),
            Parameter(
                "linked_record_id",
                "query",
                "text",
                False,
                "Id of a record; list only tasks linked to it. Requires `linked_object`.",
            ),
            Parameter(
                "assignee",
                "query",
                "text",
                False,
                "Id or e-mail address of a workspace member; list only tasks assigned to that member. Pass `null` to list only tasks without an assignee.",
            ),
            Parameter(
                "is_completed",
                "query",
                "flag",
                False,
                "List only completed tasks (`True`) or only open tasks (`False`); both by default.",
            ),
        ),
    ),
    "create": Command(
        call="tasks.create",
        name="tasks.create",
        summary="Create a task.",
        text=(
            "Only `content` is required. By default, the task is open and has no deadline, linked records or assignees.",
            "Scopes: `task:read-write`, `object_configuration:read`, `record_permission:read`, `user_management:read`.",
            "Token level: workspace or user.",
        ),
        writes=True,
        parameters=(Parameter("data", "body", "json", True, "The task to create."),),
    ),
    "get": Command(
        call="tasks.get",
        name="tasks.get",
        summary="Get a task by its id.",
        text=(
            "Scopes: `task:read`, `object_configuration:read`, `record_permission:read`, `user_management:read`.",
            "Token level: workspace or user.",
        ),
        parameters=(Parameter("task_id", "path", "text", True, "Id of the task."),),
    ),
    "update": Command(
        call="tasks.update",
        name="tasks.update",
        summary="Change the given fields of a task.",
        text=(
            "Fields that you leave out do not change. The content of a task cannot be changed.",
            "Scopes: `task:read-write`, `object_configuration:read`, `record_permission:read`, `user_management:read`.",
            "Token level: workspace or user.",
        ),
        writes=True,
        parameters=(
            Parameter("task_id", "path", "text", True, "Id of the task to update."),
            Parameter("data", "body", "json", True, "The fields to change."),
        ),
    ),
    "delete": Command(
        call="tasks.delete",
        name="tasks.delete",
        summary="Delete a task.",
        text=("Scopes: `task:read-write`.", "Token level: workspace or user."),
        writes=True,
        irreversible=True,
        parameters=(Parameter("task_id", "path", "text", True, "Id of the task to delete."),),
    ),
}
