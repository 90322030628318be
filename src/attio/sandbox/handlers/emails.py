"""Handler for the metadata of e-mails, which `app.add_email` adds."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal, cast

from attio.sandbox.call import Call, Operations, cursor_position, find_object, next_cursor
from attio.sandbox.checks import UUID, Array, Fields, Flag, Integer, Nullable, OneOf, Shape, Text
from attio.sandbox.engine.collection import Collection
from attio.sandbox.errors import BODY_INVALID, QUERY_INVALID, Issue, invalid
from attio.sandbox.handlers.addresses import address_links, split_addresses
from attio.sandbox.handlers.meeting_times import query_instant
from attio.sandbox.handlers.meetings import links_wire
from attio.sandbox.handlers.scim import Domain, Invite
from attio.sandbox.messages import Response, json_response
from attio.sandbox.provenance import assumed, different, documented, observed
from attio.sandbox.store.changes import Changes
from attio.sandbox.store.rows import Member, Row
from attio.sandbox.values.base import InvalidValueError
from attio.sandbox.values.contact import normal_address
from attio.sandbox.workspace import Workspace

operations = Operations()

_LISTING = "emails.list"
_SOURCE = "reference: List emails"
RULES = (
    different("emails.mailboxes",
        "No mailbox or calendar is connected: add e-mails and meetings with `app.add_email` and `app.add_meeting`",
        "emails.list", "meetings.list"),
    documented("emails.filter", "At least one filter is required; several filters are combined with OR", _SOURCE,
        _LISTING),
    assumed("emails.no_filter",
        "The error for no filter, or for only one of linked_object and linked_record_ids, is validation_type",
        _LISTING),
    documented("emails.own", "Addresses and domains of members and of invited people are ignored in filters",
        _SOURCE, _LISTING),
    documented("emails.protected", "A filter by a protected recipient is rejected", _SOURCE, _LISTING),
    assumed("emails.protected_code", "The error for a filter by a protected recipient is 400 validation_type",
        _LISTING),
    documented("emails.protected_record", "A record with a protected address is ignored", _SOURCE, _LISTING),
    documented("emails.hidden", "An e-mail with only protected recipients is omitted", _SOURCE, _LISTING),
    documented("emails.order", "E-mails are listed newest first", _SOURCE, _LISTING),
    documented("emails.links", "Linked people and companies are looked up in each request", _SOURCE, _LISTING),
    assumed("emails.domains", "A company matches by the domain of an address, or by its root domain", _LISTING),
    documented("emails.scan", "A request scans a limited number of e-mails, so a page can be short or empty", _SOURCE,
        _LISTING),
    assumed("emails.scanned", "A request scans 100 e-mails", _LISTING),
    documented("emails.pages", "Pages have 25 e-mails by default", _SOURCE, _LISTING),
    observed("emails.page_most", "Pages have at most 50 e-mails", "effect-attio", _LISTING),
    assumed("emails.times", "sent_after and sent_before are exclusive", _LISTING),
    assumed("emails.automated", "Addresses such as noreply@ are automated participants", _LISTING),
    documented("emails.level", "Tokens of members cannot list e-mails", "reference: Supported token levels", _LISTING),
)  # fmt: skip

SCAN = 100
"""Number of e-mails that a request scans."""

ROLES = ("from", "reply-to", "to", "cc", "bcc")

CREATE = Shape(
    {
        "sent_at": Text(),
        "direction": OneOf("inbound", "outbound"),
        "subject_line": Nullable(Text()),
        "participants": Array(Shape({"role": OneOf(*ROLES), "email_address": Text()}, {"name": Nullable(Text())})),
    }
)
"""Check of the data of a new e-mail."""

_LIST = Shape(
    {},
    {
        "limit": Integer(least=1, most=50),
        "cursor": Text(),
        "linked_object": Text(least=1),
        "linked_record_ids": Text(),
        "participants": Text(),
        "domain": Text(),
        "sent_after": Text(),
        "sent_before": Text(),
        "exclude_automated_participants": Flag(),
    },
)
_AUTOMATED = re.compile(r"(?:no-?reply|do-?not-?reply|mailer-daemon|postmaster|bounces?|notifications?)(?:[+.-].*)?@.*")


@dataclass(frozen=True, slots=True)
class EmailParticipant:
    """A sender or recipient of an e-mail."""

    role: str
    email_address: str
    name: str | None

    @property
    def domain(self) -> str:
        """Domain of the address."""
        return self.email_address.rpartition("@")[2]

    def wire(self) -> dict[str, object]:
        """Return the participant as JSON values."""
        return {
            "role": self.role,
            "email_address": self.email_address,
            "email_domain": self.domain,
            "name": self.name,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Email(Row):
    """The metadata of an e-mail."""

    kind: ClassVar[str] = "email"

    mailbox_id: str
    sent_at: str
    direction: Literal["inbound", "outbound"]
    subject_line: str | None
    participants: tuple[EmailParticipant, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Protected(Row):
    """A protected recipient. Its id is the address or the domain."""

    kind: ClassVar[str] = "protected_recipient"


@dataclass(frozen=True, slots=True)
class _Filter:
    """Addresses and domains. An e-mail matches if a participant has one of them."""

    addresses: frozenset[str]
    domains: frozenset[str]

    def matches(self, participants: Iterable[EmailParticipant]) -> bool:
        return any(each.email_address in self.addresses or each.domain in self.domains for each in participants)


def _is_protected(workspace: Workspace, address: str) -> bool:
    """Return whether an address or a domain is a protected recipient."""
    protected = workspace.table(Protected)
    return address in protected or address.rpartition("@")[2] in protected


def _own_filter(workspace: Workspace) -> _Filter:
    """Return the addresses and domains of the workspace itself."""
    rows = (*workspace.table(Member), *workspace.table(Invite))
    addresses = frozenset(row.email_address.lower() for row in rows)
    domains = (address.rpartition("@")[2] for address in addresses)
    return _Filter(addresses, frozenset([*domains, *(row.id for row in workspace.table(Domain))]))


def new_email(changes: Changes, fields: Fields) -> Email:
    """Add an e-mail to the mailbox of the first participant who is a member, otherwise of the first member.

    Args:
        changes: Collects the writes.
        fields: The e-mail, checked with `CREATE`.

    Raises:
        ApiError: A time or an address is invalid.
    """
    workspace = changes.workspace
    participants = tuple(_participants(fields.mappings("participants")))
    members = (workspace.member(participant.email_address) for participant in participants)
    member = next((member for member in members if member), None) or next(iter(workspace.table(Member)))
    email = Email(
        id=workspace.new_id(),
        mailbox_id=str(uuid.uuid5(uuid.UUID(member.id), "mailbox")),
        sent_at=fields.instant("sent_at", ()) or "",
        direction=cast("Literal['inbound', 'outbound']", fields.get("direction", str)),
        subject_line=fields.find("subject_line", str),
        participants=participants,
    )
    changes.put(email)
    return email


def _participants(items: Iterable[Mapping[str, object]]) -> Iterator[EmailParticipant]:
    for position, fields in enumerate(map(Fields, items)):
        try:
            address = normal_address(fields.get("email_address", str))
        except InvalidValueError as error:
            path = ("participants", position, "email_address")
            raise invalid(BODY_INVALID, [Issue("invalid_string", path, "Invalid email")]) from error
        yield EmailParticipant(fields.get("role", str), address, fields.find("name", str))


@operations("emails.list", "email:read", "record_permission:read", "object_configuration:read", user_level=False)
def list_emails(call: Call) -> Response:
    """List the e-mails that match a filter, newest first. A page ends after `SCAN` e-mails, also without a match."""
    fields = call.query(_LIST)
    requested = _requested_filter(call, fields)
    after, before = query_instant(fields, "sent_after") or "", query_instant(fields, "sent_before") or "~"
    start, limit = cursor_position(call, fields), fields.integer("limit", 25)
    workspace, own_filter = call.workspace, _own_filter(call.workspace)
    emails = sorted(workspace.table(Email), key=lambda email: (email.sent_at, email.id), reverse=True)
    page: list[dict[str, object]] = []
    position = start
    if call.states.is_gap():
        following = next_cursor(call, start, len(emails))
        return json_response({"data": [], "pagination": {"next_cursor": following}})
    while position < min(start + SCAN, len(emails)) and len(page) < limit:
        email = emails[position]
        position += 1
        participants = email.participants
        if fields.flag("exclude_automated_participants", False):
            participants = tuple(each for each in participants if not _AUTOMATED.fullmatch(each.email_address))
        if (
            after < email.sent_at < before
            and requested.matches(participants)
            and _is_visible(workspace, own_filter, email)
        ):
            page.append(_wire(email, participants, workspace))
    following = next_cursor(call, position, len(emails)) if requested.addresses or requested.domains else None
    return json_response({"data": page, "pagination": {"next_cursor": following}})


def _is_visible(workspace: Workspace, own_filter: _Filter, email: Email) -> bool:
    """Return whether a participant outside of the workspace is not protected. E-mails among members are visible."""
    others = [each.email_address for each in email.participants if not own_filter.matches([each])]
    return not others or not all(_is_protected(workspace, address) for address in others)


def _requested_filter(call: Call, fields: Fields) -> _Filter:
    """Return the addresses and domains of all filters, without ignored ones."""
    addresses = split_addresses(fields.find("participants", str))
    domains = split_addresses(fields.find("domain", str))
    if ("linked_object" in fields) != ("linked_record_ids" in fields):
        missing = "linked_object" if "linked_record_ids" in fields else "linked_record_ids"
        raise invalid(QUERY_INVALID, [Issue("invalid_type", (missing,), "Required")])
    if not addresses and not domains and "linked_object" not in fields:
        raise invalid("At least one of participants, domain, or linked_object with linked_record_ids is required.")
    for name in (*addresses, *domains):
        if _is_protected(call.workspace, name):
            raise invalid(f'"{name}" is a protected recipient and cannot be filtered by.')
    linked = _linked(call, fields) if "linked_object" in fields else _Filter(frozenset(), frozenset())
    own_filter = _own_filter(call.workspace)
    return _Filter(
        linked.addresses.union(addresses) - own_filter.addresses, linked.domains.union(domains) - own_filter.domains
    )


def _linked(call: Call, fields: Fields) -> _Filter:
    """Return the addresses and domains of the linked records, without records with a protected one."""
    reference = fields.get("linked_object", str)
    record_ids = split_addresses(fields.get("linked_record_ids", str))
    if not record_ids or not all(UUID.fullmatch(record_id) for record_id in record_ids):
        raise invalid(QUERY_INVALID, [Issue("invalid_string", ("linked_record_ids",), "Invalid uuid")])
    owner = find_object(call.workspace, reference)
    addresses: set[str] = set()
    domains: set[str] = set()
    for record_id in record_ids:
        record_addresses = _keys(owner, record_id, "email_addresses")
        record_domains = _keys(owner, record_id, "domains")
        if not any(_is_protected(call.workspace, name) for name in record_addresses | record_domains):
            addresses |= record_addresses
            domains |= record_domains
    return _Filter(frozenset(addresses), frozenset(domains))


def _keys(owner: Collection, record_id: str, slug: str) -> frozenset[str]:
    """Return the values of an attribute of a record; empty if there is no such record or attribute."""
    record, attribute = owner.records.get(record_id), owner.attribute(slug)
    if record is None or attribute is None:
        return frozenset()
    return frozenset(str(value.key) for value in record.active(attribute))


def _wire(email: Email, participants: Iterable[EmailParticipant], workspace: Workspace) -> dict[str, object]:
    visible = list(participants)
    links = address_links((participant.email_address for participant in visible), workspace)
    return {
        "id": {"workspace_id": workspace.id, "mailbox_id": email.mailbox_id, "email_id": email.id},
        "sent_at": email.sent_at,
        "direction": email.direction,
        "subject_line": email.subject_line,
        "participants": [participant.wire() for participant in visible],
        "linked_records": links_wire(dict.fromkeys(links), workspace),
    }
