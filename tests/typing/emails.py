from __future__ import annotations

import datetime as dt

from typing_extensions import assert_type

from attio import Attio, AttioCore
from attio.funcs import emails_list, emails_list_async
from attio.models import Email, EmailParticipant, EmailsListResponse, LinkedRecord

WHO = "293a4b5c-6d7e-4f80-91a2-0304050607c1"


def methods(client: Attio) -> None:
    assert_type(client.emails.list(linked_object="people", linked_record_ids=WHO, limit=25), EmailsListResponse)


async def async_methods(client: Attio) -> None:
    now = dt.datetime.now(dt.timezone.utc)
    assert_type(
        await client.emails.list_async(participants="noor@brightside.example", sent_before=now), EmailsListResponse
    )


def functions(client: AttioCore) -> None:
    assert_type(emails_list(client, domain="brightside.example", max_items=5), EmailsListResponse)


async def async_functions(client: AttioCore) -> None:
    assert_type(await emails_list_async(client, sent_after="2025-03-01T00:00:00Z"), EmailsListResponse)


def results(email: Email) -> None:
    assert_type(email.id.mailbox_id, str)
    assert_type(email.sent_at, dt.datetime)
    assert_type(email.subject_line, str | None)
    assert_type(email.participants, list[EmailParticipant])
    assert_type(email.participants[0].name, str | None)
    assert_type(email.linked_records, list[LinkedRecord])


async def pages(client: Attio) -> None:
    for email in client.emails.list(domain="brightside.example", exclude_automated_participants=True):
        assert_type(email, Email)
    async for email in await client.emails.list_async(domain="brightside.example"):
        assert_type(email, Email)
