"""Participants of meetings, and the people and companies of their addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from attio.sandbox.values.contact import root_domain
from attio.sandbox.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Participant:
    """A participant of a meeting."""

    status: str
    is_organizer: bool
    email_address: str | None
    name: str | None

    def wire(self) -> dict[str, object]:
        """Return the participant as JSON values."""
        return {
            "status": self.status,
            "is_organizer": self.is_organizer,
            "email_address": self.email_address,
            "name": self.name,
        }


def split_addresses(text: str | None) -> list[str]:
    """Return the addresses in a comma-separated text, in lower case."""
    parts = [part.strip().lower() for part in (text or "").split(",")]
    return [part for part in parts if part]


def address_links(addresses: Iterable[str], workspace: Workspace) -> Iterator[tuple[str, str]]:
    """Yield the people and companies of e-mail addresses, as ids of object and record."""
    addresses = list(addresses)
    hosts = [address.rpartition("@")[2] for address in addresses]
    domains = [name for host in hosts for name in (host, root_domain(host))]
    for reference, slug, keys in (("people", "email_addresses", addresses), ("companies", "domains", domains)):
        owner = workspace.object(reference)
        attribute = owner.attribute(slug) if owner else None
        if owner is None or attribute is None:
            continue
        for key in dict.fromkeys(keys):
            for record_id in workspace.holders(attribute, key):
                yield owner.id, record_id
