# Generated from codegen/spec/sequences.yaml by `make generate`; edit that file instead.
"""Errors of `client.sequences`."""

from __future__ import annotations

from attio.errors.statuses import BadRequestError


class UnsubscribeEmailsValidationTypeError(BadRequestError):
    """`sequences.unsubscribe_emails`, 400 `validation_type`.

    There are too many addresses, or one is not valid; see `validation_errors`.
    """


SEQUENCES_UNSUBSCRIBE_EMAILS_ERRORS = (UnsubscribeEmailsValidationTypeError,)
"""Errors that `sequences.unsubscribe_emails` documents, for `except`."""
