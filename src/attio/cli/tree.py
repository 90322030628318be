# Generated from codegen/spec/ by `make generate`; edit the files there instead.
"""The commands that group others: their modules in `attio.cli.commands`, summaries and nested groups."""

from __future__ import annotations

from attio.cli.data import Noun

TREE: dict[str, Noun] = {
    "activities": Noun("activities", "Types of events that can be logged, such as phone calls.", {}),
    "activity-records": Noun("activity_records", "Logged events: the records of activities.", {}),
    "attributes": Noun(
        "attributes", "Attributes of objects and lists.", {"options": "The options of select attributes."}
    ),
    "call-recordings": Noun("call_recordings", "Call recordings of meetings, with transcripts.", {}),
    "comments": Noun("comments", "Comments on records and list entries.", {}),
    "emails": Noun("emails", "Metadata of the e-mails in connected mailboxes.", {}),
    "entries": Noun("entries", "Entries of lists: records with values of their own.", {}),
    "files": Noun("files", "Files and folders of records.", {}),
    "lists": Noun("lists", "Lists of records, such as pipelines.", {}),
    "meetings": Noun("meetings", "Meetings from calendars and other sources.", {}),
    "meta": Noun("meta", "Information about the access token.", {}),
    "notes": Noun("notes", "Notes on records.", {}),
    "objects": Noun("objects", "Objects: the types of records in a workspace.", {}),
    "records": Noun("records", "People, companies and other records.", {}),
    "scim": Noun(
        "scim",
        "Users and groups for identity providers (SCIM 2.0).",
        {
            "users": "Workspace members and invited users.",
            "groups": "Teams of the workspace.",
            "schemas": "SCIM schemas of users and groups.",
        },
    ),
    "sequences": Noun("sequences", "E-mail sequences.", {}),
    "sql": Noun("sql", "SQL queries over records and list entries.", {}),
    "tasks": Noun("tasks", "Tasks of workspace members.", {}),
    "threads": Noun("threads", "Threads of comments on records and list entries.", {}),
    "transcripts": Noun("transcripts", "Transcripts of call recordings (deprecated).", {}),
    "webhooks": Noun("webhooks", "Webhooks: event notifications to your server.", {}),
    "workspace-members": Noun("workspace_members", "Members of the workspace.", {}),
}
