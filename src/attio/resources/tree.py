# Generated from codegen/spec/ by `make generate`; edit the files there instead.
"""The sub-clients of the client; each loads its modules on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from attio.resources.activities import Activities
    from attio.resources.activity_records import ActivityRecords
    from attio.resources.attributes import Attributes
    from attio.resources.base import Resource
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

R = TypeVar("R", bound="Resource")


class ResourceTree:
    """The sub-clients, by the names of their resources."""

    if TYPE_CHECKING:

        def _sub_client(self, kind: type[R]) -> R: ...

    @property
    def activities(self) -> Activities:
        """The kinds of events that can be logged."""
        from attio.resources.activities import Activities

        return self._sub_client(Activities)

    @property
    def activity_records(self) -> ActivityRecords:
        """The events that were logged."""
        from attio.resources.activity_records import ActivityRecords

        return self._sub_client(ActivityRecords)

    @property
    def attributes(self) -> Attributes:
        """What records and list entries can hold."""
        from attio.resources.attributes import Attributes

        return self._sub_client(Attributes)

    @property
    def call_recordings(self) -> CallRecordings:
        """Recordings of meetings, with their transcripts."""
        from attio.resources.call_recordings import CallRecordings

        return self._sub_client(CallRecordings)

    @property
    def comments(self) -> Comments:
        """What members write about records and list entries."""
        from attio.resources.comments import Comments

        return self._sub_client(Comments)

    @property
    def emails(self) -> Emails:
        """Who wrote to whom, in the mailboxes the workspace has connected."""
        from attio.resources.emails import Emails

        return self._sub_client(Emails)

    @property
    def entries(self) -> Entries:
        """What stands in the lists."""
        from attio.resources.entries import Entries

        return self._sub_client(Entries)

    @property
    def files(self) -> Files:
        """Files and folders of records."""
        from attio.resources.files import Files

        return self._sub_client(Files)

    @property
    def lists(self) -> Lists:
        """The lists that records are put in."""
        from attio.resources.lists import Lists

        return self._sub_client(Lists)

    @property
    def meetings(self) -> Meetings:
        """Meetings, from calendars and from elsewhere."""
        from attio.resources.meetings import Meetings

        return self._sub_client(Meetings)

    @property
    def meta(self) -> Meta:
        """The access token itself."""
        from attio.resources.meta import Meta

        return self._sub_client(Meta)

    @property
    def notes(self) -> Notes:
        """Notes on records."""
        from attio.resources.notes import Notes

        return self._sub_client(Notes)

    @property
    def objects(self) -> Objects:
        """The kinds of records a workspace has."""
        from attio.resources.objects import Objects

        return self._sub_client(Objects)

    @property
    def records(self) -> Records:
        """People, companies and other records."""
        from attio.resources.records import Records

        return self._sub_client(Records)

    @property
    def scim(self) -> Scim:
        """Users and groups as identity providers manage them, by SCIM 2.0."""
        from attio.resources.scim import Scim

        return self._sub_client(Scim)

    @property
    def scim_users(self) -> ScimUsers:
        """Workspace members and those invited; the same as `client.scim.users`."""
        return self.scim.users

    @property
    def scim_groups(self) -> ScimGroups:
        """Teams of the workspace; the same as `client.scim.groups`."""
        return self.scim.groups

    @property
    def scim_schemas(self) -> ScimSchemas:
        """What users and groups consist of; the same as `client.scim.schemas`."""
        return self.scim.schemas

    @property
    def sequences(self) -> Sequences:
        """Who gets no more e-mails from sequences."""
        from attio.resources.sequences import Sequences

        return self._sub_client(Sequences)

    @property
    def sql(self) -> Sql:
        """Records and list entries, read with SQL."""
        from attio.resources.sql import Sql

        return self._sub_client(Sql)

    @property
    def tasks(self) -> Tasks:
        """Things that members of the workspace have to do."""
        from attio.resources.tasks import Tasks

        return self._sub_client(Tasks)

    @property
    def threads(self) -> Threads:
        """Conversations about records and list entries."""
        from attio.resources.threads import Threads

        return self._sub_client(Threads)

    @property
    def transcripts(self) -> Transcripts:
        """Transcripts of call recordings, the former way."""
        from attio.resources.transcripts import Transcripts

        return self._sub_client(Transcripts)

    @property
    def webhooks(self) -> Webhooks:
        """Where Attio tells your own server what happens."""
        from attio.resources.webhooks import Webhooks

        return self._sub_client(Webhooks)

    @property
    def workspace_members(self) -> WorkspaceMembers:
        """The people who use the workspace."""
        from attio.resources.workspace_members import WorkspaceMembers

        return self._sub_client(WorkspaceMembers)
