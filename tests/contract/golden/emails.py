"""E-mails: who wrote to whom."""

from __future__ import annotations

import datetime as dt

from tests.contract.table import JSON, Case, Golden, Pages, Rejected, Response, SameTime, nullable, open_enum

WORKSPACE = "6f3c1f0a-9b7e-4a55-8f0d-2f4d7a1b9c01"
PEOPLE = "e5f60718-293a-4b4c-9d5e-6f7081920307"
NOOR = "293a4b5c-6d7e-4f80-91a2-0304050607c1"
ILSE = "3a4b5c6d-7e8f-4091-a2b3-1415161718c2"
MAILBOX = "293a4b5c-8697-4a81-9d9d-0314060708d1"
EMAIL = "3a4b5c6d-97a8-4b92-aeae-1425172819e2"


def participant(role: str, email_address: str, name: str | None) -> dict[str, JSON]:
    """A sender or recipient of an e-mail."""
    return {
        "role": open_enum(role),
        "email_address": email_address,
        "email_domain": email_address.partition("@")[2],
        "name": nullable(name),
    }


RECEIVED = {
    "id": {"workspace_id": WORKSPACE, "mailbox_id": MAILBOX, "email_id": EMAIL},
    "sent_at": "2025-03-05T08:30:00.000000000Z",
    "direction": open_enum("inbound"),
    "subject_line": nullable("Re: Küche 📐"),
    "participants": [
        participant("from", "noor@brightside.example", "Noor de Wit"),
        participant("reply-to", "office@brightside.example", None),
        participant("to", "piet@carpenters.example", None),
        participant("cc", "mia@carpenters.example", ""),
    ],
    "linked_records": [{"object_slug": "people", "object_id": PEOPLE, "record_id": NOOR}],
}
SENT = {
    **RECEIVED,
    "direction": open_enum("outbound"),
    "subject_line": nullable(None),
    "participants": [participant("bcc", "noor@brightside.example", None)],
    "linked_records": [],
}

LIST = Golden(
    function="emails_list",
    member="emails.list",
    method="GET",
    template="/v2/emails",
    model="EmailsListResponse",
    idempotent=True,
    pages=Pages("cursor"),
    cases=(
        Case(
            "full",
            "/v2/emails",
            kwargs={
                "limit": 25,
                "cursor": "bmV4dA==.cGFnZQ+/",
                "linked_object": "people",
                "linked_record_ids": f"{NOOR},{ILSE}",
                "participants": "noor@brightside.example,ilse+kitchen@brightside.example",
                "domain": "brightside.example",
                "sent_after": "2025-03-01T00:00:00.000000000Z",
                "sent_before": "2025-04-01T00:00:00+02:00",
                "exclude_automated_participants": True,
            },
            query={
                "limit": "25",
                "cursor": "bmV4dA==.cGFnZQ+/",
                "linked_object": "people",
                "linked_record_ids": f"{NOOR},{ILSE}",
                "participants": "noor@brightside.example,ilse+kitchen@brightside.example",
                "domain": "brightside.example",
                "sent_after": "2025-03-01T00:00:00.000000000Z",
                "sent_before": "2025-04-01T00:00:00+02:00",
                "exclude_automated_participants": "true",
            },
        ),
        # The API requires at least one filter; the SDK does not check that.
        Case("minimal", "/v2/emails"),
        Case(
            "datetimes, falsy values",
            "/v2/emails",
            kwargs={
                "domain": "brightside.example",
                "sent_after": dt.datetime(2025, 3, 1, tzinfo=dt.timezone.utc),
                "sent_before": dt.datetime(2025, 4, 1, tzinfo=dt.timezone(dt.timedelta(hours=2))),
                "exclude_automated_participants": False,
            },
            query={
                "domain": "brightside.example",
                "sent_after": SameTime("2025-03-01T00:00:00Z"),
                "sent_before": SameTime("2025-03-31T22:00:00Z"),
                "exclude_automated_participants": "false",
            },
        ),
    ),
    rejected=(
        Rejected({"limit": "25"}, "limit"),
        Rejected({"linked_record_ids": [NOOR, ILSE]}, "linked_record_ids"),
        Rejected({"exclude_automated_participants": 1}, "exclude_automated_participants"),
    ),
    responses=(
        Response("both directions", {"data": [RECEIVED, SENT], "pagination": {"next_cursor": nullable("bmV4dA==")}}),
        Response("none", {"data": [], "pagination": {"next_cursor": nullable(None)}}),
    ),
)

GOLDENS = (LIST,)
