# Generated from codegen/spec/workspace_members.yaml by `make generate`; edit that file instead.
"""Errors of `client.workspace_members`."""

from __future__ import annotations

from attio.errors.statuses import NotFoundError


class GetWorkspaceMemberNotFoundError(NotFoundError):
    """`workspace_members.get`, 404 `not_found`: the member does not exist."""


WORKSPACE_MEMBERS_GET_ERRORS = (GetWorkspaceMemberNotFoundError,)
"""Errors that `workspace_members.get` documents, for `except`."""
