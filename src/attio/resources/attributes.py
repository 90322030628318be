# Generated from codegen/spec/attributes.yaml by `make generate`; edit that file instead.
"""The sub-client `client.attributes`."""

from __future__ import annotations

from attio.funcs.attributes import (
    attributes_create_new,
    attributes_create_new_async,
    attributes_create_status,
    attributes_create_status_async,
    attributes_get,
    attributes_get_async,
    attributes_list_all,
    attributes_list_all_async,
    attributes_list_statuses,
    attributes_list_statuses_async,
    attributes_options_create,
    attributes_options_create_async,
    attributes_options_list,
    attributes_options_list_async,
    attributes_update,
    attributes_update_async,
    attributes_update_select_option,
    attributes_update_select_option_async,
    attributes_update_status,
    attributes_update_status_async,
)
from attio.resources.base import Resource


class AttributeOptions(Resource):
    """The options of select attributes.

    - `list`: List the options of a select attribute.
    - `create`: Add an option to a select attribute.

    Each method has an `_async` twin.
    """

    list = attributes_options_list
    list_async = attributes_options_list_async
    create = attributes_options_create
    create_async = attributes_options_create_async


class Attributes(Resource):
    """What records and list entries can hold.

    - `list_all`: List the attributes of an object or list.
    - `create_new`: Create an attribute of an object or list.
    - `get`: Get an attribute by its slug or id.
    - `update`: Update an attribute, changing the fields given.
    - `update_select_option`: Update an option of a select attribute, changing the fields given.
    - `list_statuses`: List the statuses of a status attribute.
    - `create_status`: Add a status to a status attribute.
    - `update_status`: Update a status of a status attribute, changing the fields given.

    Each method has an `_async` twin.
    """

    @property
    def options(self) -> AttributeOptions:
        """The options of select attributes."""
        return self._sub_client(AttributeOptions)

    list_all = attributes_list_all
    list_all_async = attributes_list_all_async
    create_new = attributes_create_new
    create_new_async = attributes_create_new_async
    get = attributes_get
    get_async = attributes_get_async
    update = attributes_update
    update_async = attributes_update_async
    update_select_option = attributes_update_select_option
    update_select_option_async = attributes_update_select_option_async
    list_statuses = attributes_list_statuses
    list_statuses_async = attributes_list_statuses_async
    create_status = attributes_create_status
    create_status_async = attributes_create_status_async
    update_status = attributes_update_status
    update_status_async = attributes_update_status_async
