# Generated from codegen/spec/activities.yaml by `make generate`; edit that file instead.
"""The sub-client `client.activities`."""

from __future__ import annotations

from attio.funcs import activities as functions
from attio.resources.base import Resource


class Activities(Resource):
    """Types of events that can be logged, such as phone calls.

    - `list`: List the activities of the workspace.
    - `create`: Create a custom activity.
    - `get`: Get an activity by its slug or id.
    - `update`: Change the given fields of an activity.
    - `delete`: Delete a custom activity and all of its records.

    Each method has an `_async` twin.
    """

    list = functions.activities_list
    list_async = functions.activities_list_async
    create = functions.activities_create
    create_async = functions.activities_create_async
    get = functions.activities_get
    get_async = functions.activities_get_async
    update = functions.activities_update
    update_async = functions.activities_update_async
    delete = functions.activities_delete
    delete_async = functions.activities_delete_async
