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
            "Returns participants, times and subjects, but not the content. Give at least one of `participants`, `domain`, or `linked_object` with `linked_record_ids`. With several of them, e-mails that match any of them are listed.",
            "Addresses and domains of your own workspace are ignored; if nothing else is given, the page is empty. A protected address or domain is refused. A page may have fewer e-mails than `limit`, or none, while there are more: iterating goes on until the last page.",
            "Attio opens this to a workspace and app on request.",
            "Alpha: may change or go at any time.",
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
            Parameter("linked_object", "query", "text", False, "Slug or id of the object of `linked_record_ids`."),
            Parameter(
                "linked_record_ids",
                "query",
                "text",
                False,
                "Record ids, separated by commas; lists e-mails to or from any of them. Requires `linked_object`.",
            ),
            Parameter(
                "participants",
                "query",
                "text",
                False,
                "E-mail addresses, separated by commas; lists e-mails to or from any of them.",
            ),
            Parameter("domain", "query", "text", False, "Domain; lists e-mails to or from any address of it."),
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
