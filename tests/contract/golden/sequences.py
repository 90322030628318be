"""Sequences: unsubscribing e-mail addresses."""

from __future__ import annotations

from tests.contract.table import Case, ErrorCase, Golden, Rejected, Response

THOUSAND = [f"noor+{number}@brightside.example" for number in range(1000)]

# This POST may be repeated: an address that is already unsubscribed stays so.
UNSUBSCRIBE_EMAILS = Golden(
    function="sequences_unsubscribe_emails",
    member="sequences.unsubscribe_emails",
    method="POST",
    template="/v2/sequences/unsubscribed_emails",
    model="SequencesUnsubscribeEmailsResponse",
    idempotent=True,
    cases=(
        Case(
            "full",
            "/v2/sequences/unsubscribed_emails",
            kwargs={"data": {"email_addresses": ["Noor@Brightside.example", "ilse@münchen.example"]}},
            json={"data": {"email_addresses": ["Noor@Brightside.example", "ilse@münchen.example"]}},
        ),
        Case(
            "minimal",
            "/v2/sequences/unsubscribed_emails",
            kwargs={"data": {"email_addresses": []}},
            json={"data": {"email_addresses": []}},
        ),
        Case(
            "as many as there may be",
            "/v2/sequences/unsubscribed_emails",
            kwargs={"data": {"email_addresses": THOUSAND}},
            json={"data": {"email_addresses": THOUSAND}},
        ),
    ),
    closed=("data",),
    rejected=(
        Rejected({"data": {}}, "data.email_addresses"),
        Rejected({"data": {"email_addresses": "noor@brightside.example"}}, "data.email_addresses"),
        Rejected({"data": {"email_addresses": [None]}}, "data.email_addresses.0"),
        Rejected({"data": {"email_addresses": [*THOUSAND, "one@too.many"]}}, "data.email_addresses"),
    ),
    responses=(
        Response(
            "two addresses",
            {
                "data": [
                    {"email_address": "noor@brightside.example", "created_at": "2025-03-05T08:30:00.000000000Z"},
                    {"email_address": "ilse@xn--mnchen-3ya.example", "created_at": "2025-02-01T00:00:00.125000000Z"},
                ]
            },
        ),
        Response("none", {"data": []}),
    ),
    errors=(
        ErrorCase(
            400,
            "UnsubscribeEmailsValidationTypeError",
            {"validation_type": "Body payload validation error."},
            spelling="statusCode",
        ),
    ),
)

GOLDENS = (UNSUBSCRIBE_EMAILS,)
