# Generated from codegen/spec/threads.yaml by `make generate`; edit that file instead.
"""Errors of `client.threads`."""

from __future__ import annotations

from attio.errors.statuses import NotFoundError


class GetThreadNotFoundError(NotFoundError):
    """`threads.get`, 404 `not_found`: the thread does not exist."""


THREADS_GET_ERRORS = (GetThreadNotFoundError,)
"""Errors that `threads.get` documents, for `except`."""
