# Generated from codegen/spec/threads.yaml by `make generate`; edit that file instead.
"""The sub-client `client.threads`."""

from __future__ import annotations

from attio.funcs import threads as functions
from attio.resources.base import Resource


class Threads(Resource):
    """Threads of comments on records and list entries.

    - `list_all`: List the threads of a record or of a list entry.
    - `get`: Get a thread with its comments, oldest first.

    Each method has an `_async` twin.
    """

    list_all = functions.threads_list_all
    list_all_async = functions.threads_list_all_async
    get = functions.threads_get
    get_async = functions.threads_get_async
