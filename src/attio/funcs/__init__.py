# Generated from codegen/spec/ by `make generate`; edit the files there instead.
# Deprecated names are exported as well; using one gives a warning.
# mypy: disable-error-code="deprecated"
# pyright: reportDeprecated=false
"""Every operation as a function, sync and async; each loads its module on first use.

The first parameter of each, `client`, sends the call: an `Attio` or `AttioCore`. The same functions are the
methods of a client: `records_query(client, ...)` is `client.records.query(...)`.
"""

# Several names per line: with one name per line, these lists would have two thousand lines.
# fmt: off
# isort: off

TYPE_CHECKING = False
if TYPE_CHECKING:
    from attio.funcs.activities import (
        activities_create, activities_create_async, activities_delete, activities_delete_async, activities_get,
        activities_get_async, activities_list, activities_list_async, activities_update, activities_update_async,
    )
    from attio.funcs.activity_records import (
        activity_records_assert, activity_records_assert_async, activity_records_create, activity_records_create_async,
        activity_records_delete, activity_records_delete_async, activity_records_get, activity_records_get_async,
        activity_records_query, activity_records_query_async, activity_records_update, activity_records_update_append,
        activity_records_update_append_async, activity_records_update_async,
    )
    from attio.funcs.attributes import (
        attributes_create_new, attributes_create_new_async, attributes_create_status, attributes_create_status_async,
        attributes_get, attributes_get_async, attributes_list_all, attributes_list_all_async, attributes_list_statuses,
        attributes_list_statuses_async, attributes_options_create, attributes_options_create_async,
        attributes_options_list, attributes_options_list_async, attributes_update, attributes_update_async,
        attributes_update_select_option, attributes_update_select_option_async, attributes_update_status,
        attributes_update_status_async,
    )
    from attio.funcs.call_recordings import (
        call_recordings_create, call_recordings_create_async, call_recordings_delete, call_recordings_delete_async,
        call_recordings_get, call_recordings_get_async, call_recordings_list, call_recordings_list_async,
    )
    from attio.funcs.comments import (
        comments_create, comments_create_async, comments_delete, comments_delete_async, comments_get,
        comments_get_async,
    )
    from attio.funcs.emails import emails_list, emails_list_async
    from attio.funcs.entries import (
        entries_assert, entries_assert_async, entries_create, entries_create_async, entries_delete,
        entries_delete_async, entries_get, entries_get_async, entries_list_attribute_values,
        entries_list_attribute_values_async, entries_query, entries_query_async, entries_update,
        entries_update_appending, entries_update_appending_async, entries_update_async, entries_write_attribute_values,
        entries_write_attribute_values_async,
    )
    from attio.funcs.files import (
        files_create, files_create_async, files_delete, files_delete_async, files_download, files_download_async,
        files_get, files_get_async, files_list, files_list_async, files_upload, files_upload_async,
    )
    from attio.funcs.lists import (
        lists_create, lists_create_async, lists_get, lists_get_async, lists_get_views, lists_get_views_async,
        lists_list, lists_list_async, lists_update, lists_update_async,
    )
    from attio.funcs.meetings import (
        meetings_delete, meetings_delete_async, meetings_find_or_create, meetings_find_or_create_async, meetings_get,
        meetings_get_async, meetings_list, meetings_list_async, meetings_update, meetings_update_append,
        meetings_update_append_async, meetings_update_async,
    )
    from attio.funcs.meta import meta_identify, meta_identify_async
    from attio.funcs.notes import (
        notes_create, notes_create_async, notes_delete, notes_delete_async, notes_get, notes_get_async, notes_list,
        notes_list_async, notes_update, notes_update_async,
    )
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
    from attio.funcs.scim import (
        scim_groups_create, scim_groups_create_async, scim_groups_delete, scim_groups_delete_async, scim_groups_get,
        scim_groups_get_async, scim_groups_list, scim_groups_list_async, scim_groups_patch, scim_groups_patch_async,
        scim_groups_update, scim_groups_update_async, scim_schemas_list, scim_schemas_list_async, scim_users_create,
        scim_users_create_async, scim_users_delete, scim_users_delete_async, scim_users_get, scim_users_get_async,
        scim_users_list, scim_users_list_async, scim_users_patch, scim_users_patch_async, scim_users_update,
        scim_users_update_async,
    )
    from attio.funcs.sequences import sequences_unsubscribe_emails, sequences_unsubscribe_emails_async
    from attio.funcs.sql import sql_query, sql_query_async
    from attio.funcs.tasks import (
        tasks_create, tasks_create_async, tasks_delete, tasks_delete_async, tasks_get, tasks_get_async, tasks_list,
        tasks_list_async, tasks_update, tasks_update_async,
    )
    from attio.funcs.threads import threads_get, threads_get_async, threads_list_all, threads_list_all_async
    from attio.funcs.transcripts import transcripts_get_call_transcript, transcripts_get_call_transcript_async
    from attio.funcs.webhooks import (
        webhooks_create, webhooks_create_async, webhooks_delete, webhooks_delete_async, webhooks_get,
        webhooks_get_async, webhooks_list, webhooks_list_async, webhooks_update, webhooks_update_async,
    )
    from attio.funcs.workspace_members import (
        workspace_members_get, workspace_members_get_async, workspace_members_list, workspace_members_list_async,
    )
else:
    from attio._support.lazy import lazy

    homes = {
        "activities": (
            "activities_create activities_create_async activities_delete activities_delete_async activities_get "
            "activities_get_async activities_list activities_list_async activities_update activities_update_async"
        ),
        "activity_records": (
            "activity_records_assert activity_records_assert_async activity_records_create "
            "activity_records_create_async activity_records_delete activity_records_delete_async activity_records_get "
            "activity_records_get_async activity_records_query activity_records_query_async activity_records_update "
            "activity_records_update_append activity_records_update_append_async activity_records_update_async"
        ),
        "attributes": (
            "attributes_create_new attributes_create_new_async attributes_create_status "
            "attributes_create_status_async attributes_get attributes_get_async attributes_list_all "
            "attributes_list_all_async attributes_list_statuses attributes_list_statuses_async "
            "attributes_options_create attributes_options_create_async attributes_options_list "
            "attributes_options_list_async attributes_update attributes_update_async attributes_update_select_option "
            "attributes_update_select_option_async attributes_update_status attributes_update_status_async"
        ),
        "call_recordings": (
            "call_recordings_create call_recordings_create_async call_recordings_delete call_recordings_delete_async "
            "call_recordings_get call_recordings_get_async call_recordings_list call_recordings_list_async"
        ),
        "comments": (
            "comments_create comments_create_async comments_delete comments_delete_async comments_get "
            "comments_get_async"
        ),
        "emails": "emails_list emails_list_async",
        "entries": (
            "entries_assert entries_assert_async entries_create entries_create_async entries_delete "
            "entries_delete_async entries_get entries_get_async entries_list_attribute_values "
            "entries_list_attribute_values_async entries_query entries_query_async entries_update "
            "entries_update_appending entries_update_appending_async entries_update_async "
            "entries_write_attribute_values entries_write_attribute_values_async"
        ),
        "files": (
            "files_create files_create_async files_delete files_delete_async files_download files_download_async "
            "files_get files_get_async files_list files_list_async files_upload files_upload_async"
        ),
        "lists": (
            "lists_create lists_create_async lists_get lists_get_async lists_get_views lists_get_views_async "
            "lists_list lists_list_async lists_update lists_update_async"
        ),
        "meetings": (
            "meetings_delete meetings_delete_async meetings_find_or_create meetings_find_or_create_async meetings_get "
            "meetings_get_async meetings_list meetings_list_async meetings_update meetings_update_append "
            "meetings_update_append_async meetings_update_async"
        ),
        "meta": "meta_identify meta_identify_async",
        "notes": (
            "notes_create notes_create_async notes_delete notes_delete_async notes_get notes_get_async notes_list "
            "notes_list_async notes_update notes_update_async"
        ),
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
        "scim": (
            "scim_groups_create scim_groups_create_async scim_groups_delete scim_groups_delete_async scim_groups_get "
            "scim_groups_get_async scim_groups_list scim_groups_list_async scim_groups_patch scim_groups_patch_async "
            "scim_groups_update scim_groups_update_async scim_schemas_list scim_schemas_list_async scim_users_create "
            "scim_users_create_async scim_users_delete scim_users_delete_async scim_users_get scim_users_get_async "
            "scim_users_list scim_users_list_async scim_users_patch scim_users_patch_async scim_users_update "
            "scim_users_update_async"
        ),
        "sequences": "sequences_unsubscribe_emails sequences_unsubscribe_emails_async",
        "sql": "sql_query sql_query_async",
        "tasks": (
            "tasks_create tasks_create_async tasks_delete tasks_delete_async tasks_get tasks_get_async tasks_list "
            "tasks_list_async tasks_update tasks_update_async"
        ),
        "threads": "threads_get threads_get_async threads_list_all threads_list_all_async",
        "transcripts": "transcripts_get_call_transcript transcripts_get_call_transcript_async",
        "webhooks": (
            "webhooks_create webhooks_create_async webhooks_delete webhooks_delete_async webhooks_get "
            "webhooks_get_async webhooks_list webhooks_list_async webhooks_update webhooks_update_async"
        ),
        "workspace_members": (

            "workspace_members_get workspace_members_get_async workspace_members_list workspace_members_list_async"
        ),
    }
    __getattr__, __dir__ = lazy(__name__, homes)

__all__ = [
    "activities_create", "activities_create_async", "activities_delete", "activities_delete_async", "activities_get",
    "activities_get_async", "activities_list", "activities_list_async", "activities_update", "activities_update_async",
    "activity_records_assert", "activity_records_assert_async", "activity_records_create",
    "activity_records_create_async", "activity_records_delete", "activity_records_delete_async", "activity_records_get",
    "activity_records_get_async", "activity_records_query", "activity_records_query_async", "activity_records_update",
    "activity_records_update_append", "activity_records_update_append_async", "activity_records_update_async",
    "attributes_create_new", "attributes_create_new_async", "attributes_create_status",
    "attributes_create_status_async", "attributes_get", "attributes_get_async", "attributes_list_all",
    "attributes_list_all_async", "attributes_list_statuses", "attributes_list_statuses_async",
    "attributes_options_create", "attributes_options_create_async", "attributes_options_list",
    "attributes_options_list_async", "attributes_update", "attributes_update_async", "attributes_update_select_option",
    "attributes_update_select_option_async", "attributes_update_status", "attributes_update_status_async",
    "call_recordings_create", "call_recordings_create_async", "call_recordings_delete", "call_recordings_delete_async",
    "call_recordings_get", "call_recordings_get_async", "call_recordings_list", "call_recordings_list_async",
    "comments_create", "comments_create_async", "comments_delete", "comments_delete_async", "comments_get",
    "comments_get_async", "emails_list", "emails_list_async", "entries_assert", "entries_assert_async",
    "entries_create", "entries_create_async", "entries_delete", "entries_delete_async", "entries_get",
    "entries_get_async", "entries_list_attribute_values", "entries_list_attribute_values_async", "entries_query",
    "entries_query_async", "entries_update", "entries_update_appending", "entries_update_appending_async",
    "entries_update_async", "entries_write_attribute_values", "entries_write_attribute_values_async", "files_create",
    "files_create_async", "files_delete", "files_delete_async", "files_download", "files_download_async", "files_get",
    "files_get_async", "files_list", "files_list_async", "files_upload", "files_upload_async", "lists_create",
    "lists_create_async", "lists_get", "lists_get_async", "lists_get_views", "lists_get_views_async", "lists_list",
    "lists_list_async", "lists_update", "lists_update_async", "meetings_delete", "meetings_delete_async",
    "meetings_find_or_create", "meetings_find_or_create_async", "meetings_get", "meetings_get_async", "meetings_list",
    "meetings_list_async", "meetings_update", "meetings_update_append", "meetings_update_append_async",
    "meetings_update_async", "meta_identify", "meta_identify_async", "notes_create", "notes_create_async",
    "notes_delete", "notes_delete_async", "notes_get", "notes_get_async", "notes_list", "notes_list_async",
    "notes_update", "notes_update_async", "objects_create", "objects_create_async", "objects_delete",
    "objects_delete_async", "objects_get", "objects_get_async", "objects_get_views", "objects_get_views_async",
    "objects_list", "objects_list_async", "objects_update", "objects_update_async", "records_assert",
    "records_assert_async", "records_create", "records_create_async", "records_delete", "records_delete_async",
    "records_get", "records_get_async", "records_list_attribute_values", "records_list_attribute_values_async",
    "records_list_entries", "records_list_entries_async", "records_merge", "records_merge_async", "records_query",
    "records_query_async", "records_search", "records_search_async", "records_update", "records_update_append",
    "records_update_append_async", "records_update_async", "records_write_attribute_values",
    "records_write_attribute_values_async", "scim_groups_create", "scim_groups_create_async", "scim_groups_delete",
    "scim_groups_delete_async", "scim_groups_get", "scim_groups_get_async", "scim_groups_list",
    "scim_groups_list_async", "scim_groups_patch", "scim_groups_patch_async", "scim_groups_update",
    "scim_groups_update_async", "scim_schemas_list", "scim_schemas_list_async", "scim_users_create",
    "scim_users_create_async", "scim_users_delete", "scim_users_delete_async", "scim_users_get", "scim_users_get_async",
    "scim_users_list", "scim_users_list_async", "scim_users_patch", "scim_users_patch_async", "scim_users_update",
    "scim_users_update_async", "sequences_unsubscribe_emails", "sequences_unsubscribe_emails_async", "sql_query",
    "sql_query_async", "tasks_create", "tasks_create_async", "tasks_delete", "tasks_delete_async", "tasks_get",
    "tasks_get_async", "tasks_list", "tasks_list_async", "tasks_update", "tasks_update_async", "threads_get",
    "threads_get_async", "threads_list_all", "threads_list_all_async", "transcripts_get_call_transcript",
    "transcripts_get_call_transcript_async", "webhooks_create", "webhooks_create_async", "webhooks_delete",
    "webhooks_delete_async", "webhooks_get", "webhooks_get_async", "webhooks_list", "webhooks_list_async",
    "webhooks_update", "webhooks_update_async", "workspace_members_get", "workspace_members_get_async",
    "workspace_members_list", "workspace_members_list_async",
]
