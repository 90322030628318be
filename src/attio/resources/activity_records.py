# Generated from codegen/spec/activity_records.yaml by `make generate`; edit that file instead.
"""The sub-client `client.activity_records`."""

from __future__ import annotations

from attio.funcs import activity_records as functions
from attio.resources.base import Resource


class ActivityRecords(Resource):
    """Logged events: the records of activities.

    - `query`: List the records of an activity, filtered and sorted.
    - `create`: Log an activity by creating a record of it.
    - `assert_`: Update the matching activity record, or create one.
    - `get`: Get an activity record with all of its values.
    - `update`: Update an activity record, replacing the values of the given attributes.
    - `update_append`: Update an activity record, adding values to multiselect attributes.
    - `delete`: Delete an activity record.

    Each method has an `_async` twin.
    """

    query = functions.activity_records_query
    query_async = functions.activity_records_query_async
    create = functions.activity_records_create
    create_async = functions.activity_records_create_async
    assert_ = functions.activity_records_assert
    assert_async = functions.activity_records_assert_async
    get = functions.activity_records_get
    get_async = functions.activity_records_get_async
    update = functions.activity_records_update
    update_async = functions.activity_records_update_async
    update_append = functions.activity_records_update_append
    update_append_async = functions.activity_records_update_append_async
    delete = functions.activity_records_delete
    delete_async = functions.activity_records_delete_async
