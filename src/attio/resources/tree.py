# Generated from codegen/spec/ by `make generate`; edit the files there instead.
"""The sub-clients of the client; each loads its modules on first use."""

from __future__ import annotations

from attio import resources
from attio.core import AttioCore
from attio.resources.base import sub_client


class ResourceTree(AttioCore):
    """A client with a sub-client for each resource."""

    @property
    def activities(self) -> resources.Activities:
        """Types of events that can be logged, such as phone calls."""
        self._warm_up.begin()
        return sub_client(self, resources.Activities)

    @property
    def activity_records(self) -> resources.ActivityRecords:
        """Logged events: the records of activities."""
        self._warm_up.begin()
        return sub_client(self, resources.ActivityRecords)

    @property
    def attributes(self) -> resources.Attributes:
        """Attributes of objects and lists."""
        self._warm_up.begin()
        return sub_client(self, resources.Attributes)

    @property
    def call_recordings(self) -> resources.CallRecordings:
        """Call recordings of meetings, with transcripts."""
        self._warm_up.begin()
        return sub_client(self, resources.CallRecordings)

    @property
    def comments(self) -> resources.Comments:
        """Comments on records and list entries."""
        self._warm_up.begin()
        return sub_client(self, resources.Comments)

    @property
    def emails(self) -> resources.Emails:
        """Metadata of the e-mails in connected mailboxes."""
        self._warm_up.begin()
        return sub_client(self, resources.Emails)

    @property
    def entries(self) -> resources.Entries:
        """Entries of lists: records with values of their own."""
        self._warm_up.begin()
        return sub_client(self, resources.Entries)

    @property
    def files(self) -> resources.Files:
        """Files and folders of records."""
        self._warm_up.begin()
        return sub_client(self, resources.Files)

    @property
    def lists(self) -> resources.Lists:
        """Lists of records, such as pipelines."""
        self._warm_up.begin()
        return sub_client(self, resources.Lists)

    @property
    def meetings(self) -> resources.Meetings:
        """Meetings from calendars and other sources."""
        self._warm_up.begin()
        return sub_client(self, resources.Meetings)

    @property
    def meta(self) -> resources.Meta:
        """Information about the access token."""
        self._warm_up.begin()
        return sub_client(self, resources.Meta)

    @property
    def notes(self) -> resources.Notes:
        """Notes on records."""
        self._warm_up.begin()
        return sub_client(self, resources.Notes)

    @property
    def objects(self) -> resources.Objects:
        """Objects: the types of records in a workspace."""
        self._warm_up.begin()
        return sub_client(self, resources.Objects)

    @property
    def records(self) -> resources.Records:
        """People, companies and other records."""
        self._warm_up.begin()
        return sub_client(self, resources.Records)

    @property
    def scim(self) -> resources.Scim:
        """Users and groups for identity providers (SCIM 2.0)."""
        self._warm_up.begin()
        return sub_client(self, resources.Scim)

    @property
    def scim_users(self) -> resources.ScimUsers:
        """Workspace members and invited users; the same as `client.scim.users`."""
        return self.scim.users

    @property
    def scim_groups(self) -> resources.ScimGroups:
        """Teams of the workspace; the same as `client.scim.groups`."""
        return self.scim.groups

    @property
    def scim_schemas(self) -> resources.ScimSchemas:
        """SCIM schemas of users and groups; the same as `client.scim.schemas`."""
        return self.scim.schemas

    @property
    def sequences(self) -> resources.Sequences:
        """E-mail sequences."""
        self._warm_up.begin()
        return sub_client(self, resources.Sequences)

    @property
    def sql(self) -> resources.Sql:
        """SQL queries over records and list entries."""
        self._warm_up.begin()
        return sub_client(self, resources.Sql)

    @property
    def tasks(self) -> resources.Tasks:
        """Tasks of workspace members."""
        self._warm_up.begin()
        return sub_client(self, resources.Tasks)

    @property
    def threads(self) -> resources.Threads:
        """Threads of comments on records and list entries."""
        self._warm_up.begin()
        return sub_client(self, resources.Threads)

    @property
    def transcripts(self) -> resources.Transcripts:
        """Transcripts of call recordings (deprecated)."""
        self._warm_up.begin()
        return sub_client(self, resources.Transcripts)

    @property
    def webhooks(self) -> resources.Webhooks:
        """Webhooks: event notifications to your server."""
        self._warm_up.begin()
        return sub_client(self, resources.Webhooks)

    @property
    def workspace_members(self) -> resources.WorkspaceMembers:
        """Members of the workspace."""
        self._warm_up.begin()
        return sub_client(self, resources.WorkspaceMembers)
