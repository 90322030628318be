# Generated from codegen/spec/sequences.yaml by `make generate`; edit that file instead.
"""What the operations of `client.sequences` take and answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict

from attio.models.base import Envelope, Model, Timestamp


class UnsubscribedEmail(Model):
    """An e-mail address that gets nothing from sequences."""

    email_address: str
    """The address in normal form."""
    created_at: Timestamp
    """When it was unsubscribed."""


class UnsubscribeEmails(TypedDict):
    """Whom to unsubscribe from all sequences."""

    email_addresses: Annotated[Sequence[str], Field(max_length=1000)]
    """The addresses, at most 1,000; Attio keeps them in normal form."""


class SequencesUnsubscribeEmailsResponse(Envelope):
    """Answer to `sequences.unsubscribe_emails`."""

    data: list[UnsubscribedEmail]
    """The addresses, as they are kept."""
