# Generated from codegen/spec/emails.yaml by `make generate`; edit that file instead.
"""What the operations of `client.emails` take and answer."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from attio._paging.page import Page
from attio.models.base import OPEN, Model, Timestamp
from attio.models.common import LinkedRecord, Pagination


class EmailId(Model):
    """Identifies an e-mail."""

    workspace_id: str
    """Id of the workspace."""
    mailbox_id: str
    """Id of the mailbox; of one that may be read, if the e-mail is in several."""
    email_id: str
    """Id of the e-mail."""


EmailDirection: TypeAlias = Annotated[Literal["inbound", "outbound"] | str, OPEN]
"""Whether an e-mail came to the workspace or left it."""


EmailRole: TypeAlias = Annotated[Literal["from", "reply-to", "to", "cc", "bcc"] | str, OPEN]
"""What part someone has in an e-mail."""


class EmailParticipant(Model):
    """Someone who wrote or got an e-mail."""

    role: EmailRole
    """What part they have; who was in `bcc` is known of e-mails that left the workspace only."""
    email_address: str
    """The address in normal form."""
    email_domain: str
    """What stands after the `@`."""
    name: str | None
    """The name, if the e-mail has one."""


class Email(Model):
    """What is known about an e-mail; not what it says."""

    id: EmailId
    """Identifies the e-mail."""
    sent_at: Timestamp
    """When it was sent, as it says itself."""
    direction: EmailDirection
    """Whether it came or left."""
    subject_line: str | None
    """The subject; null if it has none, or if the mailbox does not share subjects."""
    participants: list[EmailParticipant]
    """Who wrote and who got it."""
    linked_records: list[LinkedRecord]
    """People and companies whose addresses or domains fit, as the workspace is now."""


class EmailsListResponse(Page[Email]):
    """Answer to `emails.list`."""

    data: list[Email]
    """The e-mails of this page."""
    pagination: Pagination
    """Where the next page begins."""
