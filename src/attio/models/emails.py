# Generated from codegen/spec/emails.yaml by `make generate`; edit that file instead.
"""Models of the parameters and responses of `client.emails`."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from attio._paging.page import Page
from attio.models.base import OPEN, Model, Timestamp
from attio.models.common import LinkedRecord, Pagination


class EmailId(Model):
    """Id of an e-mail."""

    workspace_id: str
    """Id of the workspace."""
    mailbox_id: str
    """Id of the mailbox. If the e-mail is in several mailboxes, the id of one that the token may read."""
    email_id: str
    """Id of the e-mail."""


EmailDirection: TypeAlias = Annotated[Literal["inbound", "outbound"] | str, OPEN]
"""Whether the workspace received or sent an e-mail."""


EmailRole: TypeAlias = Annotated[Literal["from", "reply-to", "to", "cc", "bcc"] | str, OPEN]
"""Role of a participant of an e-mail."""


class EmailParticipant(Model):
    """Sender or recipient of an e-mail."""

    role: EmailRole
    """Role of the participant; `bcc` is known only for e-mails sent by the workspace."""
    email_address: str
    """The normalized address."""
    email_domain: str
    """The domain: the part after the `@`."""
    name: str | None
    """Name, if the e-mail contains it."""


class Email(Model):
    """Metadata of an e-mail, without its content."""

    id: EmailId
    """Id of the e-mail."""
    sent_at: Timestamp
    """Sending time, from the header of the e-mail."""
    direction: EmailDirection
    """Whether the workspace received or sent the e-mail."""
    subject_line: str | None
    """Subject; `None` if there is none or the mailbox does not share subjects."""
    participants: list[EmailParticipant]
    """Sender and recipients."""
    linked_records: list[LinkedRecord]
    """People and companies whose addresses or domains currently match a participant."""


class EmailsListResponse(Page[Email]):
    """Response to `emails.list`."""

    data: list[Email]
    """The e-mails of this page."""
    pagination: Pagination
    """Position of the next page."""
