# Generated from codegen/spec/entries.yaml by `make generate`; edit that file instead.
"""The sub-client `client.entries`."""

from __future__ import annotations

from attio.funcs import entries as functions
from attio.resources.base import Resource


class Entries(Resource):
    """Entries of lists: records with values of their own.

    - `query`: List the entries of a list, filtered and sorted.
    - `create`: Add a record to a list, as a new entry.
    - `assert_`: Update the entry of a record, or add the record to the list.
    - `get`: Get an entry with all of its values.
    - `update`: Update an entry, replacing the values of the given attributes.
    - `update_appending`: Update an entry, adding values to multiselect attributes.
    - `delete`: Delete an entry, which removes its record from the list.
    - `list_attribute_values`: List the values of one attribute of an entry, optionally with its history.
    - `write_attribute_values`: Replace the complete history of one attribute of an entry.

    Each method has an `_async` twin.
    """

    query = functions.entries_query
    query_async = functions.entries_query_async
    create = functions.entries_create
    create_async = functions.entries_create_async
    assert_ = functions.entries_assert
    assert_async = functions.entries_assert_async
    get = functions.entries_get
    get_async = functions.entries_get_async
    update = functions.entries_update
    update_async = functions.entries_update_async
    update_appending = functions.entries_update_appending
    update_appending_async = functions.entries_update_appending_async
    delete = functions.entries_delete
    delete_async = functions.entries_delete_async
    list_attribute_values = functions.entries_list_attribute_values
    list_attribute_values_async = functions.entries_list_attribute_values_async
    write_attribute_values = functions.entries_write_attribute_values
    write_attribute_values_async = functions.entries_write_attribute_values_async
