# Generated from codegen/spec/meetings.yaml by `make generate`; edit that file instead.
"""The sub-client `client.meetings`."""

from __future__ import annotations

from attio.funcs import meetings as functions
from attio.resources.base import Resource


class Meetings(Resource):
    """Meetings from calendars and other sources.

    - `list`: List the meetings of the workspace.
    - `find_or_create`: Create a meeting.
    - `get`: Get a meeting by its id.
    - `update`: Replace the linked records of a meeting.
    - `update_append`: Add linked records to a meeting.
    - `delete`: Delete a meeting that does not come from a calendar.

    Each method has an `_async` twin.
    """

    list = functions.meetings_list
    list_async = functions.meetings_list_async
    find_or_create = functions.meetings_find_or_create
    find_or_create_async = functions.meetings_find_or_create_async
    get = functions.meetings_get
    get_async = functions.meetings_get_async
    update = functions.meetings_update
    update_async = functions.meetings_update_async
    update_append = functions.meetings_update_append
    update_append_async = functions.meetings_update_append_async
    delete = functions.meetings_delete
    delete_async = functions.meetings_delete_async
