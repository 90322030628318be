# Generated from codegen/spec/objects.yaml by `make generate`; edit that file instead.
"""The sub-client `client.objects`."""

from __future__ import annotations

from attio.funcs.objects import (
    objects_create,
    objects_create_async,
    objects_delete,
    objects_delete_async,
    objects_get,
    objects_get_async,
    objects_get_views,
    objects_get_views_async,
    objects_list,
    objects_list_async,
    objects_update,
    objects_update_async,
)
from attio.resources.base import Resource


class Objects(Resource):
    """The kinds of records a workspace has.

    - `list`: List all objects of the workspace.
    - `create`: Create a custom object.
    - `get`: Get an object by its slug or id.
    - `update`: Update an object, changing the fields given.
    - `delete`: Delete a custom object and all of its records.
    - `get_views`: List the saved views of an object.

    Each method has an `_async` twin.
    """

    list = objects_list
    list_async = objects_list_async
    create = objects_create
    create_async = objects_create_async
    get = objects_get
    get_async = objects_get_async
    update = objects_update
    update_async = objects_update_async
    delete = objects_delete
    delete_async = objects_delete_async
    get_views = objects_get_views
    get_views_async = objects_get_views_async
