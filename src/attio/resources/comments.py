# Generated from codegen/spec/comments.yaml by `make generate`; edit that file instead.
"""The sub-client `client.comments`."""

from __future__ import annotations

from attio.funcs import comments as functions
from attio.resources.base import Resource


class Comments(Resource):
    """Comments on records and list entries.

    - `create`: Create a comment on a record or list entry, or a reply in a thread.
    - `get`: Get a comment by its id.
    - `delete`: Delete a comment, or a whole thread by its first comment.

    Each method has an `_async` twin.
    """

    create = functions.comments_create
    create_async = functions.comments_create_async
    get = functions.comments_get
    get_async = functions.comments_get_async
    delete = functions.comments_delete
    delete_async = functions.comments_delete_async
