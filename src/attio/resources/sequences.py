# Generated from codegen/spec/sequences.yaml by `make generate`; edit that file instead.
"""The sub-client `client.sequences`."""

from __future__ import annotations

from attio.funcs import sequences as functions
from attio.resources.base import Resource


class Sequences(Resource):
    """E-mail sequences.

    - `unsubscribe_emails`: Unsubscribe e-mail addresses from all sequences.

    Each method has an `_async` twin.
    """

    unsubscribe_emails = functions.sequences_unsubscribe_emails
    unsubscribe_emails_async = functions.sequences_unsubscribe_emails_async
