# Generated from codegen/spec/meta.yaml by `make generate`; edit that file instead.
"""The sub-client `client.meta`."""

from __future__ import annotations

from attio.funcs import meta as functions
from attio.resources.base import Resource


class Meta(Resource):
    """Information about the access token.

    - `identify`: Get the workspace and the scopes of the access token.

    Each method has an `_async` twin.
    """

    identify = functions.meta_identify
    identify_async = functions.meta_identify_async
