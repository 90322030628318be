# Generated from codegen/spec/attributes.yaml by `make generate`; edit that file instead.
"""The sub-client `client.attributes`."""

from __future__ import annotations

from attio.funcs import attributes as functions
from attio.resources.base import Resource, sub_client


class AttributeOptions(Resource):
    """The options of select attributes.

    - `list`: List the options of a select attribute.
    - `create`: Add an option to a select attribute.

    Each method has an `_async` twin.
    """

    list = functions.attributes_options_list
    list_async = functions.attributes_options_list_async
    create = functions.attributes_options_create
    create_async = functions.attributes_options_create_async


class Attributes(Resource):
    """Attributes of objects and lists.

    - `list_all`: List the attributes of an object or list.
    - `create_new`: Create an attribute of an object or list.
    - `get`: Get an attribute by its slug or id.
    - `update`: Change the given fields of an attribute.
    - `update_select_option`: Change the given fields of an option of a select attribute.
    - `list_statuses`: List the statuses of a status attribute.
    - `create_status`: Add a status to a status attribute.
    - `update_status`: Change the given fields of a status of a status attribute.

    Each method has an `_async` twin.
    """

    @property
    def options(self) -> AttributeOptions:
        """The options of select attributes."""
        return sub_client(self, AttributeOptions)

    list_all = functions.attributes_list_all
    list_all_async = functions.attributes_list_all_async
    create_new = functions.attributes_create_new
    create_new_async = functions.attributes_create_new_async
    get = functions.attributes_get
    get_async = functions.attributes_get_async
    update = functions.attributes_update
    update_async = functions.attributes_update_async
    update_select_option = functions.attributes_update_select_option
    update_select_option_async = functions.attributes_update_select_option_async
    list_statuses = functions.attributes_list_statuses
    list_statuses_async = functions.attributes_list_statuses_async
    create_status = functions.attributes_create_status
    create_status_async = functions.attributes_create_status_async
    update_status = functions.attributes_update_status
    update_status_async = functions.attributes_update_status_async
