# Generated from codegen/spec/tasks.yaml by `make generate`; edit that file instead.
"""The sub-client `client.tasks`."""

from __future__ import annotations

from attio.funcs import tasks as functions
from attio.resources.base import Resource


class Tasks(Resource):
    """Things that members of the workspace have to do.

    - `list`: List tasks, the oldest first unless sorted otherwise.
    - `create`: Create a task, due and assigned if you like.
    - `get`: Get a task by its id.
    - `update`: Update a task, changing the fields given.
    - `delete`: Delete a task, done or not.

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
