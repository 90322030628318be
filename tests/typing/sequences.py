from __future__ import annotations

import datetime as dt

from typing_extensions import assert_type

from attio import Attio, AttioCore
from attio.funcs import sequences_unsubscribe_emails, sequences_unsubscribe_emails_async
from attio.models import SequencesUnsubscribeEmailsResponse, UnsubscribedEmail, UnsubscribeEmails

DATA: UnsubscribeEmails = {"email_addresses": ["noor@brightside.example"]}


def methods(client: Attio) -> None:
    assert_type(client.sequences.unsubscribe_emails(data=DATA), SequencesUnsubscribeEmailsResponse)


async def async_methods(client: Attio) -> None:
    assert_type(
        await client.sequences.unsubscribe_emails_async(data={"email_addresses": ("a@b.example",)}),
        SequencesUnsubscribeEmailsResponse,
    )


def functions(client: AttioCore) -> None:
    assert_type(sequences_unsubscribe_emails(client, data=DATA), SequencesUnsubscribeEmailsResponse)


async def async_functions(client: AttioCore) -> None:
    assert_type(await sequences_unsubscribe_emails_async(client, data=DATA), SequencesUnsubscribeEmailsResponse)


def results(client: Attio) -> None:
    for address in client.sequences.unsubscribe_emails(data=DATA).data:
        assert_type(address, UnsubscribedEmail)
        assert_type(address.email_address, str)
        assert_type(address.created_at, dt.datetime)
