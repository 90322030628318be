# Generated from codegen/spec/ by `make generate`; edit the files there instead.
"""The sub-clients of the client; each loads its modules on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attio.core import AttioCore
from attio.resources.base import sub_client

if TYPE_CHECKING:
    from attio.resources.activities import Activities
    from attio.resources.activity_records import ActivityRecords
    from attio.resources.attributes import Attributes
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


class ResourceTree(AttioCore):
    """A client with a sub-client for each resource."""

    @property
    def activities(self) -> Activities:
        """Types of events that can be logged, such as phone calls."""
        from attio.resources.activities import Activities

        return sub_client(self, Activities)

    @property
    def activity_records(self) -> ActivityRecords:
        """Logged events: the records of activities."""
        from attio.resources.activity_records import ActivityRecords

        return sub_client(self, ActivityRecords)

    @property
    def attributes(self) -> Attributes:
        """Attributes of objects and lists."""
        from attio.resources.attributes import Attributes

        return sub_client(self, Attributes)

    @property
    def call_recordings(self) -> CallRecordings:
        """Call recordings of meetings, with transcripts."""
        from attio.resources.call_recordings import CallRecordings

        return sub_client(self, CallRecordings)

    @property
    def comments(self) -> Comments:
        """Comments on records and list entries."""
        from attio.resources.comments import Comments

        return sub_client(self, Comments)

    @property
    def emails(self) -> Emails:
        """Metadata of the e-mails in connected mailboxes."""
        from attio.resources.emails import Emails

        return sub_client(self, Emails)

    @property
    def entries(self) -> Entries:
        """Entries of lists: records with values of their own."""
        from attio.resources.entries import Entries

        return sub_client(self, Entries)

    @property
    def files(self) -> Files:
        """Files and folders of records."""
        from attio.resources.files import Files

        return sub_client(self, Files)

    @property
    def lists(self) -> Lists:
        """Lists of records, such as pipelines."""
        from attio.resources.lists import Lists

        return sub_client(self, Lists)

    @property
    def meetings(self) -> Meetings:
        """Meetings from calendars and other sources."""
        from attio.resources.meetings import Meetings

        return sub_client(self, Meetings)

    @property
    def meta(self) -> Meta:
        """Information about the access token."""
        from attio.resources.meta import Meta

        return sub_client(self, Meta)

    @property
    def notes(self) -> Notes:
        """Notes on records."""
        from attio.resources.notes import Notes

        return sub_client(self, Notes)

    @property
    def objects(self) -> Objects:
        """Objects: the types of records in a workspace."""
        from attio.resources.objects import Objects

        return sub_client(self, Objects)

    @property
    def records(self) -> Records:
        """People, companies and other records."""
        from attio.resources.records import Records

        return sub_client(self, Records)

    @property
    def scim(self) -> Scim:
        """Users and groups for identity providers (SCIM 2.0)."""
        from attio.resources.scim import Scim

        return sub_client(self, Scim)

    @property
    def scim_users(self) -> ScimUsers:
        """Workspace members and invited users; the same as `client.scim.users`."""
        return self.scim.users

    @property
    def scim_groups(self) -> ScimGroups:
        """Teams of the workspace; the same as `client.scim.groups`."""
        return self.scim.groups

    @property
    def scim_schemas(self) -> ScimSchemas:
        """SCIM schemas of users and groups; the same as `client.scim.schemas`."""
        return self.scim.schemas

    @property
    def sequences(self) -> Sequences:
        """E-mail sequences."""
        from attio.resources.sequences import Sequences

        return sub_client(self, Sequences)

    @property
    def sql(self) -> Sql:
        """SQL queries over records and list entries."""
        from attio.resources.sql import Sql

        return sub_client(self, Sql)

    @property
    def tasks(self) -> Tasks:
        """Tasks of workspace members."""
        from attio.resources.tasks import Tasks

        return sub_client(self, Tasks)

    @property
    def threads(self) -> Threads:
        """Threads of comments on records and list entries."""
        from attio.resources.threads import Threads

        return sub_client(self, Threads)

    @property
    def transcripts(self) -> Transcripts:
        """Transcripts of call recordings (deprecated)."""
        from attio.resources.transcripts import Transcripts

        return sub_client(self, Transcripts)

    @property
    def webhooks(self) -> Webhooks:
        """Webhooks: notifications of events to your server."""
        from attio.resources.webhooks import Webhooks

        return sub_client(self, Webhooks)

    @property
    def workspace_members(self) -> WorkspaceMembers:
        """Members of the workspace."""
        from attio.resources.workspace_members import WorkspaceMembers

        return sub_client(self, WorkspaceMembers)
