# Generated from codegen/spec/call_recordings.yaml by `make generate`; edit that file instead.
"""The sub-client `client.call_recordings`."""

from __future__ import annotations

from attio.funcs import call_recordings as functions
from attio.resources.base import Resource


class CallRecordings(Resource):
    """Call recordings of meetings, with transcripts.

    - `list`: List the call recordings of a meeting.
    - `create`: Add a call recording to a meeting, from a transcript and a video.
    - `get`: Get a call recording with its transcript and a link to its video.
    - `delete`: Delete a call recording with its video and transcript.

    Each method has an `_async` twin.
    """

    list = functions.call_recordings_list
    list_async = functions.call_recordings_list_async
    create = functions.call_recordings_create
    create_async = functions.call_recordings_create_async
    get = functions.call_recordings_get
    get_async = functions.call_recordings_get_async
    delete = functions.call_recordings_delete
    delete_async = functions.call_recordings_delete_async
