# Generated from codegen/spec/webhooks.yaml by `make generate`; edit that file instead.
"""The sub-client `client.webhooks`."""

from __future__ import annotations

from attio.funcs import webhooks as functions
from attio.resources.base import Resource


class Webhooks(Resource):
    """Webhooks: event notifications to your server.

    - `list`: List the webhooks of the workspace.
    - `create`: Create a webhook and get its signing secret.
    - `get`: Get a webhook by its id.
    - `update`: Change the given fields of a webhook.
    - `delete`: Delete a webhook.

    Each method has an `_async` twin.
    """

    list = functions.webhooks_list
    list_async = functions.webhooks_list_async
    create = functions.webhooks_create
    create_async = functions.webhooks_create_async
    get = functions.webhooks_get
    get_async = functions.webhooks_get_async
    update = functions.webhooks_update
    update_async = functions.webhooks_update_async
    delete = functions.webhooks_delete
    delete_async = functions.webhooks_delete_async
