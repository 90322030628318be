# Generated from codegen/spec/tasks.yaml by `make generate`; edit that file instead.
"""The sub-client `client.tasks`."""

from __future__ import annotations

from attio.funcs import tasks as functions
from attio.resources.base import Resource


class Tasks(Resource):
    """Tasks of workspace members.

    - `list`: List tasks, by default oldest first.
    - `create`: Create a task.
    - `get`: Get a task by its id.
    - `update`: Change the given fields of a task.
    - `delete`: Delete a task.

    Each method has an `_async` twin.
    """

    list = functions.tasks_list
    list_async = functions.tasks_list_async
    create = functions.tasks_create
    create_async = functions.tasks_create_async
    get = functions.tasks_get
    get_async = functions.tasks_get_async
    update = functions.tasks_update
    update_async = functions.tasks_update_async
    delete = functions.tasks_delete
    delete_async = functions.tasks_delete_async
