# Generated from codegen/spec/emails.yaml by `make generate`; edit that file instead.
"""Commands of `attio-crm emails`."""

from __future__ import annotations

from attio.cli.data import Command, Parameter

COMMANDS: dict[str, Command] = {
    "list": Command(
        call="emails.list",
        name="emails.list",
        summary="List the metadata of e-mails, newest first.",
        text=(
            "Returns participants, times and subjects, but not the content. Pass at least one of `participants`, `domain`, or `linked_object` with `linked_record_ids`. If you pass several, e-mails that match any of them are listed.",
            "Attio ignores addresses and domains of your own workspace; if you pass no others, the page is empty. It rejects protected addresses and domains. A page may contain fewer e-mails than `limit`, or none, even if it is not the last one; iterating reads all pages.",
            "Attio enables this method per workspace and app, on request.",
            "Alpha: may change or be removed at any time.",
            "Scopes: `email:read`, `record_permission:read`, `object_configuration:read`.",
            "Token level: workspace only.",
        ),
        paged=True,
        parameters=(
            Parameter("limit", "query", "integer", False, "Maximum number of e-mails per page; 25 by default."),
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
                "Slug or id of the object the linked records belong to. Requires `linked_record_ids`.",
            ),
            Parameter(
                "linked_record_ids",
                "query",
                "text",
                False,
                "Ids of records, separated by commas; list only e-mails to or from them. Requires `linked_object`.",
            ),
            Parameter(
                "participants",
                "query",
                "text",
                False,
                "E-mail addresses, separated by commas; list only e-mails to or from them.",
            ),
            Parameter(
                "domain",
                "query",
                "text",
                False,
                "Domain, such as `analytical.example`; list only e-mails to or from its addresses.",
            ),
            Parameter("sent_after", "query", "text", False, "List only e-mails sent after this time."),
            Parameter("sent_before", "query", "text", False, "List only e-mails sent before this time."),
            Parameter(
                "exclude_automated_participants",
                "query",
                "flag",
                False,
                "Whether to exclude automated participants, such as no-reply senders.",
            ),
        ),
    ),
}
