# Generated from codegen/spec/records.yaml by `make generate`; edit that file instead.
"""The sub-client `client.records`."""

from __future__ import annotations

from attio.funcs.records import (
    records_assert,
    records_assert_async,
    records_create,
    records_create_async,
    records_delete,
    records_delete_async,
    records_get,
    records_get_async,
    records_list_attribute_values,
    records_list_attribute_values_async,
    records_list_entries,
    records_list_entries_async,
    records_merge,
    records_merge_async,
    records_query,
    records_query_async,
    records_search,
    records_search_async,
    records_update,
    records_update_append,
    records_update_append_async,
    records_update_async,
    records_write_attribute_values,
    records_write_attribute_values_async,
)
from attio.resources.base import Resource


class Records(Resource):
    """People, companies and other records.

    - `query`: List records of an object, filtered and sorted.
    - `create`: Create a record from values.
    - `assert_`: Update the record that matches, or create one.
    - `get`: Get a record with all of its values.
    - `update`: Update a record, replacing all values of the attributes given.
    - `update_append`: Update a record, adding to the values of multiselect attributes.
    - `delete`: Delete a record and its values.
    - `merge`: Merge two records into a new one.
    - `list_attribute_values`: List the values of one attribute of a record, old ones too if asked.
    - `write_attribute_values`: Replace the whole value history of one attribute of a record.
    - `list_entries`: List the entries of a record in all lists.
    - `search`: Search records of several objects by what is known about them.

    Each method has an `_async` twin.
    """

    query = records_query
    query_async = records_query_async
    create = records_create
    create_async = records_create_async
    assert_ = records_assert
    assert_async = records_assert_async
    get = records_get
    get_async = records_get_async
    update = records_update
    update_async = records_update_async
    update_append = records_update_append
    update_append_async = records_update_append_async
    delete = records_delete
    delete_async = records_delete_async
    merge = records_merge
    merge_async = records_merge_async
    list_attribute_values = records_list_attribute_values
    list_attribute_values_async = records_list_attribute_values_async
    write_attribute_values = records_write_attribute_values
    write_attribute_values_async = records_write_attribute_values_async
    list_entries = records_list_entries
    list_entries_async = records_list_entries_async
    search = records_search
    search_async = records_search_async
