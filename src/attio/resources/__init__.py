# Generated from codegen/spec/ by `make generate`; edit the files there instead.
# Deprecated names are exported as well; using one gives a warning.
# mypy: disable-error-code="deprecated"
# pyright: reportDeprecated=false
"""The sub-clients of a client; each loads its module on first use."""

# Several names per line: with one name per line, these lists would have two thousand lines.
# fmt: off
# isort: off

TYPE_CHECKING = False
if TYPE_CHECKING:
    from attio.resources.activities import Activities
    from attio.resources.activity_records import ActivityRecords
    from attio.resources.attributes import AttributeOptions, Attributes
    from attio.resources.call_recordings import CallRecordings
    from attio.resources.comments import Comments
    from attio.resources.emails import Emails
    from attio.resources.entries import Entries
    from attio.resources.files import Files
    from attio.resources.lists import Lists
    from attio.resources.meetings import Meetings
    from attio.resources.meta import Meta
    from attio.resources.notes import Notes
    from attio.resources.objects import Objects
    from attio.resources.records import Records
    from attio.resources.scim import Scim, ScimGroups, ScimSchemas, ScimUsers
    from attio.resources.sequences import Sequences
    from attio.resources.sql import Sql
    from attio.resources.tasks import Tasks
    from attio.resources.threads import Threads
    from attio.resources.transcripts import Transcripts
    from attio.resources.webhooks import Webhooks
    from attio.resources.workspace_members import WorkspaceMembers
else:
    from attio._support.lazy import lazy

    homes = {
        "activities": "Activities",
        "activity_records": "ActivityRecords",
        "attributes": "AttributeOptions Attributes",
        "call_recordings": "CallRecordings",
        "comments": "Comments",
        "emails": "Emails",
        "entries": "Entries",
        "files": "Files",
        "lists": "Lists",
        "meetings": "Meetings",
        "meta": "Meta",
        "notes": "Notes",
        "objects": "Objects",
        "records": "Records",
        "scim": "Scim ScimGroups ScimSchemas ScimUsers",
        "sequences": "Sequences",
        "sql": "Sql",
        "tasks": "Tasks",
        "threads": "Threads",
        "transcripts": "Transcripts",
        "webhooks": "Webhooks",
        "workspace_members": "WorkspaceMembers",
    }
    __getattr__, __dir__ = lazy(__name__, homes)

__all__ = [
    "Activities", "ActivityRecords", "AttributeOptions", "Attributes", "CallRecordings", "Comments", "Emails",
    "Entries", "Files", "Lists", "Meetings", "Meta", "Notes", "Objects", "Records", "Scim", "ScimGroups", "ScimSchemas",
    "ScimUsers", "Sequences", "Sql", "Tasks", "Threads", "Transcripts", "Webhooks", "WorkspaceMembers",
]
