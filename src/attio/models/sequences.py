# Generated from codegen/spec/sequences.yaml by `make generate`; edit that file instead.
"""Models of the parameters and responses of `client.sequences`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict

from attio._paging.items import ItemList
from attio.models.base import Model, Timestamp


class UnsubscribedEmail(Model):
    """An unsubscribed e-mail address."""

    email_address: str
    """The normalized address."""
    created_at: Timestamp
    """Time at which the address was unsubscribed."""


class UnsubscribeEmails(TypedDict):
    """Addresses to unsubscribe from all sequences.

    Keys:
        email_addresses: Sequence[str]
    """

    email_addresses: Annotated[Sequence[str], Field(max_length=1000)]
    """The addresses, at most 1,000; Attio normalizes them."""


class SequencesUnsubscribeEmailsResponse(ItemList[UnsubscribedEmail]):
    """Response to `sequences.unsubscribe_emails`."""

    data: list[UnsubscribedEmail]
    """The unsubscribed addresses, normalized."""
