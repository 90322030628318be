# Generated from codegen/spec/emails.yaml by `make generate`; edit that file instead.
"""The sub-client `client.emails`."""

from __future__ import annotations

from attio.funcs import emails as functions
from attio.resources.base import Resource


class Emails(Resource):
    """Who wrote to whom, in the mailboxes the workspace has connected.

    - `list`: List what is known about e-mails, the newest first.

    Each method has an `_async` twin.
    """

    list = functions.emails_list
    list_async = functions.emails_list_async
