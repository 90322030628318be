# Generated from codegen/spec/lists.yaml by `make generate`; edit that file instead.
"""The sub-client `client.lists`."""

from __future__ import annotations

from attio.funcs import lists as functions
from attio.resources.base import Resource


class Lists(Resource):
    """Lists of records, such as pipelines.

    - `list`: List all lists that the token has access to.
    - `create`: Create a list for the records of one object.
    - `get`: Get a list by its slug or id.
    - `update`: Change the given fields of a list.
    - `get_views`: List the saved views of a list.

    Each method has an `_async` twin.
    """

    list = functions.lists_list
    list_async = functions.lists_list_async
    create = functions.lists_create
    create_async = functions.lists_create_async
    get = functions.lists_get
    get_async = functions.lists_get_async
    update = functions.lists_update
    update_async = functions.lists_update_async
    get_views = functions.lists_get_views
    get_views_async = functions.lists_get_views_async
