# Generated from codegen/spec/ by `make generate`; edit the files there instead.
"""Every operation as a function, sync and async; each loads its module on first use."""

# Several names a line: nobody reads these lists, and one a line they would be two thousand lines.
# fmt: off
# isort: off

TYPE_CHECKING = False
if TYPE_CHECKING:
    from attio.funcs.attributes import (
        attributes_create_new, attributes_create_new_async, attributes_create_status, attributes_create_status_async,
        attributes_get, attributes_get_async, attributes_list_all, attributes_list_all_async, attributes_list_statuses,
        attributes_list_statuses_async, attributes_options_create, attributes_options_create_async,
        attributes_options_list, attributes_options_list_async, attributes_update, attributes_update_async,
        attributes_update_select_option, attributes_update_select_option_async, attributes_update_status,
        attributes_update_status_async,
    )
    from attio.funcs.files import (
        files_create, files_create_async, files_delete, files_delete_async, files_download, files_download_async,
        files_get, files_get_async, files_list, files_list_async, files_upload, files_upload_async,
    )
    from attio.funcs.meta import meta_identify, meta_identify_async
    from attio.funcs.objects import (
        objects_create, objects_create_async, objects_delete, objects_delete_async, objects_get, objects_get_async,
        objects_get_views, objects_get_views_async, objects_list, objects_list_async, objects_update,
        objects_update_async,
    )
    from attio.funcs.records import (
        records_assert, records_assert_async, records_create, records_create_async, records_delete,
        records_delete_async, records_get, records_get_async, records_list_attribute_values,
        records_list_attribute_values_async, records_list_entries, records_list_entries_async, records_merge,
        records_merge_async, records_query, records_query_async, records_search, records_search_async, records_update,
        records_update_append, records_update_append_async, records_update_async, records_write_attribute_values,
        records_write_attribute_values_async,
    )
else:
    from attio._lazy import lazy

    homes = {
        "attributes": (
            "attributes_create_new attributes_create_new_async attributes_create_status "
            "attributes_create_status_async attributes_get attributes_get_async attributes_list_all "
            "attributes_list_all_async attributes_list_statuses attributes_list_statuses_async "
            "attributes_options_create attributes_options_create_async attributes_options_list "
            "attributes_options_list_async attributes_update attributes_update_async attributes_update_select_option "
            "attributes_update_select_option_async attributes_update_status attributes_update_status_async"
        ),
        "files": (
            "files_create files_create_async files_delete files_delete_async files_download files_download_async "
            "files_get files_get_async files_list files_list_async files_upload files_upload_async"
        ),
        "meta": "meta_identify meta_identify_async",
        "objects": (
            "objects_create objects_create_async objects_delete objects_delete_async objects_get objects_get_async "
            "objects_get_views objects_get_views_async objects_list objects_list_async objects_update "
            "objects_update_async"
        ),
        "records": (
            "records_assert records_assert_async records_create records_create_async records_delete "
            "records_delete_async records_get records_get_async records_list_attribute_values "
            "records_list_attribute_values_async records_list_entries records_list_entries_async records_merge "
            "records_merge_async records_query records_query_async records_search records_search_async records_update "
            "records_update_append records_update_append_async records_update_async records_write_attribute_values "
            "records_write_attribute_values_async"
        ),
    }
    __getattr__, __dir__ = lazy(__name__, homes)

__all__ = [
    "attributes_create_new", "attributes_create_new_async", "attributes_create_status",
    "attributes_create_status_async", "attributes_get", "attributes_get_async", "attributes_list_all",
    "attributes_list_all_async", "attributes_list_statuses", "attributes_list_statuses_async",
    "attributes_options_create", "attributes_options_create_async", "attributes_options_list",
    "attributes_options_list_async", "attributes_update", "attributes_update_async", "attributes_update_select_option",
    "attributes_update_select_option_async", "attributes_update_status", "attributes_update_status_async",
    "files_create", "files_create_async", "files_delete", "files_delete_async", "files_download",
    "files_download_async", "files_get", "files_get_async", "files_list", "files_list_async", "files_upload",
    "files_upload_async", "meta_identify", "meta_identify_async", "objects_create", "objects_create_async",
    "objects_delete", "objects_delete_async", "objects_get", "objects_get_async", "objects_get_views",
    "objects_get_views_async", "objects_list", "objects_list_async", "objects_update", "objects_update_async",
    "records_assert", "records_assert_async", "records_create", "records_create_async", "records_delete",
    "records_delete_async", "records_get", "records_get_async", "records_list_attribute_values",
    "records_list_attribute_values_async", "records_list_entries", "records_list_entries_async", "records_merge",
    "records_merge_async", "records_query", "records_query_async", "records_search", "records_search_async",
    "records_update", "records_update_append", "records_update_append_async", "records_update_async",
    "records_write_attribute_values", "records_write_attribute_values_async",
]
