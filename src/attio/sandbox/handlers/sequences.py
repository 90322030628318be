"""Handler for unsubscribing e-mail addresses from sequences."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from attio.sandbox.call import Call, Operations
from attio.sandbox.checks import Array, Shape, Text
from attio.sandbox.errors import BODY_INVALID, Issue, invalid
from attio.sandbox.messages import Response, data_response
from attio.sandbox.provenance import documented
from attio.sandbox.store.rows import Row

operations = Operations()

_OPERATION = "sequences.unsubscribe_emails"
_SOURCE = "reference: Unsubscribe emails"
RULES = (
    documented("sequences.most", "A request has at most 1,000 addresses", _SOURCE, _OPERATION),
    documented("sequences.normal", "Addresses are trimmed, lower-cased and deduplicated", _SOURCE, _OPERATION),
    documented("sequences.again", "An address that was unsubscribed before keeps its created_at", _SOURCE,
        _OPERATION),
    documented("sequences.address", "The error for an invalid address is 400 validation_type", _SOURCE,
        _OPERATION),
)  # fmt: skip

_ADDRESS = re.compile(r"[^\s@]{1,64}@[^\s@.]+(?:\.[^\s@.]+)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsubscribed(Row):
    """An unsubscribed address. Its id is the address."""

    kind: ClassVar[str] = "unsubscribed"

    created_at: str


@operations("sequences.unsubscribe_emails", "sequence_unsubscribe:read-write")
def unsubscribe(call: Call) -> Response:
    """Unsubscribe addresses."""
    fields = call.data(Shape({"email_addresses": Array(Text(), most=1000)}))
    addresses = [str(address).strip().lower() for address in fields.array("email_addresses")]
    issues = list(_issues(addresses))
    if issues:
        raise invalid(BODY_INVALID, issues)
    known = call.workspace.table(Unsubscribed)
    rows: list[Unsubscribed] = []
    for address in dict.fromkeys(addresses):
        row = known.get(address)
        if row is None:
            row = Unsubscribed(id=address, created_at=call.changes.now)
            call.changes.put(row)
        rows.append(row)
    return data_response([{"email_address": row.id, "created_at": row.created_at} for row in rows])


def _issues(addresses: Iterable[str]) -> Iterable[Issue]:
    for position, address in enumerate(addresses):
        if not _ADDRESS.fullmatch(address):
            path = ("data", "email_addresses", position)
            yield Issue("invalid_string", path, "Invalid email", {"validation": "email"})
