# Generated from codegen/spec/objects.yaml by `make generate`; edit that file instead.
"""The sub-client `client.objects`."""

from __future__ import annotations

from attio.funcs import objects as functions
from attio.resources.base import Resource


class Objects(Resource):
    """Objects: the types of records in a workspace.

    - `list`: List all objects of the workspace.
    - `create`: Create a custom object.
    - `get`: Get an object by its slug or id.
    - `update`: Change the given fields of an object.
    - `delete`: Delete a custom object and all of its records.
    - `get_views`: List the saved views of an object.

    Each method has an `_async` twin.
    """

    list = functions.objects_list
    list_async = functions.objects_list_async
    create = functions.objects_create
    create_async = functions.objects_create_async
    get = functions.objects_get
    get_async = functions.objects_get_async
    update = functions.objects_update
    update_async = functions.objects_update_async
    delete = functions.objects_delete
    delete_async = functions.objects_delete_async
    get_views = functions.objects_get_views
    get_views_async = functions.objects_get_views_async
