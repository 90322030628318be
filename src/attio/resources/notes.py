# Generated from codegen/spec/notes.yaml by `make generate`; edit that file instead.
"""The sub-client `client.notes`."""

from __future__ import annotations

from attio.funcs import notes as functions
from attio.resources.base import Resource


class Notes(Resource):
    """Notes on records.

    - `list`: List the notes of all records or of one record.
    - `create`: Create a note on a record.
    - `get`: Get a note with its content.
    - `update`: Replace the title or the content of a note.
    - `delete`: Delete a note.

    Each method has an `_async` twin.
    """

    list = functions.notes_list
    list_async = functions.notes_list_async
    create = functions.notes_create
    create_async = functions.notes_create_async
    get = functions.notes_get
    get_async = functions.notes_get_async
    update = functions.notes_update
    update_async = functions.notes_update_async
    delete = functions.notes_delete
    delete_async = functions.notes_delete_async
