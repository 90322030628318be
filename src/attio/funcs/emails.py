# Generated from codegen/spec/emails.yaml by `make generate`; edit that file instead.
"""Standalone functions of `client.emails`."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from typing_extensions import Unpack

from attio._call.operation import Caller, Operation, Paging, explained
from attio._call.options import PageOptions
from attio.models.base import TIME_OR_TEXT, Params
from attio.models.emails import EmailsListResponse


class EmailsListParams(Params):
    """Parameters of `emails.list`."""

    limit: int | None = None
    cursor: str | None = None
    linked_object: str | None = None
    linked_record_ids: str | None = None
    participants: str | None = None
    domain: str | None = None
    sent_after: Annotated[dt.datetime | str, TIME_OR_TEXT] | None = None
    sent_before: Annotated[dt.datetime | str, TIME_OR_TEXT] | None = None
    exclude_automated_participants: bool | None = None


EMAILS_LIST = Operation(
    name="emails.list",
    method="GET",
    path="/v2/emails",
    params=EmailsListParams,
    response=EmailsListResponse,
    query=(
        "limit",
        "cursor",
        "linked_object",
        "linked_record_ids",
        "participants",
        "domain",
        "sent_after",
        "sent_before",
        "exclude_automated_participants",
    ),
    idempotent=True,
    budgets=("read",),
    paging=Paging(style="cursor", default=25),
    scopes=("email:read", "record_permission:read", "object_configuration:read"),
)


@explained
def emails_list(
    client: Caller,
    *,
    limit: int | None = None,
    cursor: str | None = None,
    linked_object: str | None = None,
    linked_record_ids: str | None = None,
    participants: str | None = None,
    domain: str | None = None,
    sent_after: dt.datetime | str | None = None,
    sent_before: dt.datetime | str | None = None,
    exclude_automated_participants: bool | None = None,
    **options: Unpack[PageOptions],
) -> EmailsListResponse:
    """List the metadata of e-mails, newest first.

    Returns participants, times and subjects, but not the content. Pass at least one of `participants`, `domain`, or
    `linked_object` with `linked_record_ids`. If you pass several, e-mails that match any of them are listed.

    Attio ignores addresses and domains of your own workspace; if you pass no others, the page is empty. It rejects
    protected addresses and domains. A page may contain fewer e-mails than `limit`, or none, even if it is not the
    last one; iterating reads all pages.

    Attio enables this method per workspace and app, on request.

    Alpha: may change or be removed at any time.

    Scopes: `email:read`, `record_permission:read`, `object_configuration:read`.

    Token level: workspace only.

    Args:
        limit: Maximum number of e-mails per page; 25 by default.
        cursor: Cursor of the page to return: `pagination.next_cursor` of the previous page.
        linked_object: Slug or id of the object the linked records belong to. Requires `linked_record_ids`.
        linked_record_ids: Ids of records, separated by commas; list only e-mails to or from them. Requires
            `linked_object`.
        participants: E-mail addresses, separated by commas; list only e-mails to or from them.
        domain: Domain, such as `analytical.example`; list only e-mails to or from its addresses.
        sent_after: List only e-mails sent after this time.
        sent_before: List only e-mails sent before this time.
        exclude_automated_participants: Whether to exclude automated participants, such as no-reply senders.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        One page of e-mails.

    Raises:
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        emails = client.emails.list(linked_object="people", linked_record_ids=record_id)
        for email in emails:
            print(email.sent_at, email.direction, email.subject_line)
    """
    return client._call(
        EMAILS_LIST,
        {
            "limit": limit,
            "cursor": cursor,
            "linked_object": linked_object,
            "linked_record_ids": linked_record_ids,
            "participants": participants,
            "domain": domain,
            "sent_after": sent_after,
            "sent_before": sent_before,
            "exclude_automated_participants": exclude_automated_participants,
        },
        options,
    )


@explained
async def emails_list_async(
    client: Caller,
    *,
    limit: int | None = None,
    cursor: str | None = None,
    linked_object: str | None = None,
    linked_record_ids: str | None = None,
    participants: str | None = None,
    domain: str | None = None,
    sent_after: dt.datetime | str | None = None,
    sent_before: dt.datetime | str | None = None,
    exclude_automated_participants: bool | None = None,
    **options: Unpack[PageOptions],
) -> EmailsListResponse:
    """List the metadata of e-mails, newest first.

    Returns participants, times and subjects, but not the content. Pass at least one of `participants`, `domain`, or
    `linked_object` with `linked_record_ids`. If you pass several, e-mails that match any of them are listed.

    Attio ignores addresses and domains of your own workspace; if you pass no others, the page is empty. It rejects
    protected addresses and domains. A page may contain fewer e-mails than `limit`, or none, even if it is not the
    last one; iterating reads all pages.

    Attio enables this method per workspace and app, on request.

    Alpha: may change or be removed at any time.

    Scopes: `email:read`, `record_permission:read`, `object_configuration:read`.

    Token level: workspace only.

    Args:
        limit: Maximum number of e-mails per page; 25 by default.
        cursor: Cursor of the page to return: `pagination.next_cursor` of the previous page.
        linked_object: Slug or id of the object the linked records belong to. Requires `linked_record_ids`.
        linked_record_ids: Ids of records, separated by commas; list only e-mails to or from them. Requires
            `linked_object`.
        participants: E-mail addresses, separated by commas; list only e-mails to or from them.
        domain: Domain, such as `analytical.example`; list only e-mails to or from its addresses.
        sent_after: List only e-mails sent after this time.
        sent_before: List only e-mails sent before this time.
        exclude_automated_participants: Whether to exclude automated participants, such as no-reply senders.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        One page of e-mails.

    Raises:
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        emails = await client.emails.list_async(linked_object="people", linked_record_ids=record_id)
        async for email in emails:
            print(email.sent_at, email.direction, email.subject_line)
    """
    return await client._call_async(
        EMAILS_LIST,
        {
            "limit": limit,
            "cursor": cursor,
            "linked_object": linked_object,
            "linked_record_ids": linked_record_ids,
            "participants": participants,
            "domain": domain,
            "sent_after": sent_after,
            "sent_before": sent_before,
            "exclude_automated_participants": exclude_automated_participants,
        },
        options,
    )
