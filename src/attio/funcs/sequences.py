# Generated from codegen/spec/sequences.yaml by `make generate`; edit that file instead.
"""Standalone functions of `client.sequences`."""

from __future__ import annotations

from typing_extensions import Unpack

from attio._call.operation import Caller, Operation, explained
from attio._call.options import RequestOptions
from attio.errors.sequences import SEQUENCES_UNSUBSCRIBE_EMAILS_ERRORS
from attio.models.base import Params
from attio.models.sequences import SequencesUnsubscribeEmailsResponse, UnsubscribeEmails


class SequencesUnsubscribeEmailsParams(Params):
    """Parameters of `sequences.unsubscribe_emails`."""

    data: UnsubscribeEmails


SEQUENCES_UNSUBSCRIBE_EMAILS = Operation(
    name="sequences.unsubscribe_emails",
    method="POST",
    path="/v2/sequences/unsubscribed_emails",
    params=SequencesUnsubscribeEmailsParams,
    response=SequencesUnsubscribeEmailsResponse,
    errors=SEQUENCES_UNSUBSCRIBE_EMAILS_ERRORS,
    body="json",
    idempotent=True,
    budgets=("write",),
    scopes=("sequence_unsubscribe:read-write",),
)


@explained
def sequences_unsubscribe_emails(
    client: Caller, *, data: UnsubscribeEmails, **options: Unpack[RequestOptions]
) -> SequencesUnsubscribeEmailsResponse:
    """Unsubscribe e-mail addresses from all sequences.

    Running sequences for these addresses end, and no new ones can start. Repeating a call with the same addresses
    has no further effect.

    Beta: may still change.

    Scopes: `sequence_unsubscribe:read-write`.

    Token level: workspace or user.

    Args:
        data: The addresses to unsubscribe.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The unsubscribed addresses.

    Raises:
        UnsubscribeEmailsValidationTypeError: 400 `validation_type`: there are too many addresses, or one is not
            valid; see `validation_errors`.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        unsubscribed = client.sequences.unsubscribe_emails(
            data={"email_addresses": ["cb@analytical.example"]}
        )
        for address in unsubscribed.data:
            print(address.email_address, address.created_at)
    """
    return client._call(SEQUENCES_UNSUBSCRIBE_EMAILS, {"data": data}, options)


@explained
async def sequences_unsubscribe_emails_async(
    client: Caller, *, data: UnsubscribeEmails, **options: Unpack[RequestOptions]
) -> SequencesUnsubscribeEmailsResponse:
    """Unsubscribe e-mail addresses from all sequences.

    Running sequences for these addresses end, and no new ones can start. Repeating a call with the same addresses
    has no further effect.

    Beta: may still change.

    Scopes: `sequence_unsubscribe:read-write`.

    Token level: workspace or user.

    Args:
        data: The addresses to unsubscribe.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The unsubscribed addresses.

    Raises:
        UnsubscribeEmailsValidationTypeError: 400 `validation_type`: there are too many addresses, or one is not
            valid; see `validation_errors`.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        unsubscribed = await client.sequences.unsubscribe_emails_async(
            data={"email_addresses": ["cb@analytical.example"]}
        )
        for address in unsubscribed.data:
            print(address.email_address, address.created_at)
    """
    return await client._call_async(SEQUENCES_UNSUBSCRIBE_EMAILS, {"data": data}, options)
