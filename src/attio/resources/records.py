# Generated from codegen/spec/records.yaml by `make generate`; edit that file instead.
"""The sub-client `client.records`."""

from __future__ import annotations

from attio.funcs import records as functions
from attio.resources.base import Resource


class Records(Resource):
    """People, companies and other records.

    - `query`: List records of an object, filtered and sorted.
    - `create`: Create a record.
    - `assert_`: Update the matching record, or create one.
    - `get`: Get a record with all of its values.
    - `update`: Update a record, replacing the values of the given attributes.
    - `update_append`: Update a record, adding values to multiselect attributes.
    - `delete`: Delete a record and its values.
    - `merge`: Merge two records into a new one.
    - `list_attribute_values`: List the values of one attribute of a record, optionally with its history.
    - `write_attribute_values`: Replace the complete history of one attribute of a record.
    - `list_entries`: List the entries of a record in all lists.
    - `search`: Search the records of several objects.

    Each method has an `_async` twin.
    """

    query = functions.records_query
    query_async = functions.records_query_async
    create = functions.records_create
    create_async = functions.records_create_async
    assert_ = functions.records_assert
    assert_async = functions.records_assert_async
    get = functions.records_get
    get_async = functions.records_get_async
    update = functions.records_update
    update_async = functions.records_update_async
    update_append = functions.records_update_append
    update_append_async = functions.records_update_append_async
    delete = functions.records_delete
    delete_async = functions.records_delete_async
    merge = functions.records_merge
    merge_async = functions.records_merge_async
    list_attribute_values = functions.records_list_attribute_values
    list_attribute_values_async = functions.records_list_attribute_values_async
    write_attribute_values = functions.records_write_attribute_values
    write_attribute_values_async = functions.records_write_attribute_values_async
    list_entries = functions.records_list_entries
    list_entries_async = functions.records_list_entries_async
    search = functions.records_search
    search_async = functions.records_search_async
