# Generated from codegen/spec/meetings.yaml by `make generate`; edit that file instead.
"""Commands of `attio-crm meetings`."""

from __future__ import annotations

from attio.cli.data import Command, Parameter

COMMANDS: dict[str, Command] = {
    "list": Command(
        call="meetings.list",
        name="meetings.list",
        summary="List the meetings of the workspace.",
        text=(
            "If you pass both `participants` and `linked_record_id`, meetings that match either are listed. The order is stable.",
            "Beta: may still change.",
            "Scopes: `meeting:read`, `record_permission:read`.",
            "Token level: workspace only.",
        ),
        paged=True,
        parameters=(
            Parameter(
                "limit", "query", "integer", False, "Maximum number of meetings per page, 1 to 200; 50 by default."
            ),
            Parameter(
                "cursor",
                "query",
                "text",
                False,
                "Cursor of the page to return: `pagination.next_cursor` of the previous page.",
            ),
            Parameter(
                "linked_object",
                "query",
                "text",
                False,
                "Slug or id of the object the linked record belongs to. Requires `linked_record_id`.",
            ),
            Parameter(
                "linked_record_id",
                "query",
                "text",
                False,
                "Id of a record; list only meetings linked to it. Requires `linked_object`.",
            ),
            Parameter(
                "participants",
                "query",
                "text",
                False,
                "E-mail addresses, separated by commas; list only meetings with at least one of these participants.",
            ),
            Parameter(
                "sort",
                "query",
                "choice",
                False,
                "Sort order by start time; `start_asc` by default.",
                ("start_asc", "start_desc"),
            ),
            Parameter("ends_from", "query", "text", False, "List only meetings that end at this time or later."),
            Parameter("starts_before", "query", "text", False, "List only meetings that start before this time."),
            Parameter(
                "timezone",
                "query",
                "text",
                False,
                "IANA name of the time zone in which `ends_from` and `starts_before` apply to all-day meetings; UTC by default. It does not affect other meetings.",
            ),
        ),
    ),
    "find-or-create": Command(
        call="meetings.find_or_create",
        name="meetings.find_or_create",
        summary="Create a meeting.",
        text=(
            "Every call creates a new meeting. The name comes from a deprecated feature: Attio used to look for a meeting with the same `external_ref` first. The SDK does not retry a call that may have created a meeting.",
            "Attio creates a person and a company for an e-mail address that it does not know. Linking the participants' companies may take a moment.",
            "Beta: may still change.",
            "Scopes: `meeting:read-write`, `record_permission:read`.",
            "Token level: workspace or user.",
        ),
        writes=True,
        parameters=(Parameter("data", "body", "json", True, "The meeting to create."),),
    ),
    "get": Command(
        call="meetings.get",
        name="meetings.get",
        summary="Get a meeting by its id.",
        text=(
            "Beta: may still change.",
            "Scopes: `meeting:read`, `record_permission:read`.",
            "Token level: workspace or user.",
        ),
        parameters=(Parameter("meeting_id", "path", "text", True, "Id of the meeting."),),
    ),
    "update": Command(
        call="meetings.update",
        name="meetings.update",
        summary="Replace the linked records of a meeting.",
        text=(
            "The given records replace all linked records, including those that Attio linked automatically; an empty list unlinks all. Attio may link companies again later. No other field of a meeting can be changed.",
            "Beta: may still change.",
            "Scopes: `meeting:read-write`, `record_permission:read`.",
            "Token level: workspace or user.",
        ),
        writes=True,
        parameters=(
            Parameter("meeting_id", "path", "text", True, "Id of the meeting."),
            Parameter("data", "body", "json", True, "The records to link."),
        ),
    ),
    "update-append": Command(
        call="meetings.update_append",
        name="meetings.update_append",
        summary="Add linked records to a meeting.",
        text=(
            "Existing links do not change; to remove links, use `meetings.update`. No other field of a meeting can be changed.",
            "Beta: may still change.",
            "Scopes: `meeting:read-write`, `record_permission:read`.",
            "Token level: workspace or user.",
        ),
        writes=True,
        parameters=(
            Parameter("meeting_id", "path", "text", True, "Id of the meeting."),
            Parameter("data", "body", "json", True, "The records to add."),
        ),
    ),
    "delete": Command(
        call="meetings.delete",
        name="meetings.delete",
        summary="Delete a meeting that does not come from a calendar.",
        text=(
            "A meeting from a calendar is deleted with its calendar event, or when the calendar is disconnected.",
            "Beta: may still change.",
            "Scopes: `meeting:read-write`.",
            "Token level: workspace or user.",
        ),
        writes=True,
        irreversible=True,
        parameters=(Parameter("meeting_id", "path", "text", True, "Id of the meeting to delete."),),
    ),
}
