# Generated from codegen/spec/emails.yaml by `make generate`; edit that file instead.
"""The sub-client `client.emails`."""

from __future__ import annotations

from attio.funcs import emails as functions
from attio.resources.base import Resource


class Emails(Resource):
    """Metadata of the e-mails in connected mailboxes.

    - `list`: List the metadata of e-mails, newest first.

    Each method has an `_async` twin.
    """

    list = functions.emails_list
    list_async = functions.emails_list_async
