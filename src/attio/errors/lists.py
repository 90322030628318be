# Generated from codegen/spec/lists.yaml by `make generate`; edit that file instead.
"""Errors of `client.lists`."""

from __future__ import annotations

from attio.errors.statuses import BadRequestError, ConflictError, NotFoundError, PermissionDeniedError


class CreateListValueNotFoundError(BadRequestError):
    """`lists.create`, 400, with one of these values of `code`.

    - `value_not_found`: a member named in `workspace_member_access` does not exist.
    - `validation_type`: a field is missing or not valid; see `validation_errors`.
    """


class BillingError(PermissionDeniedError):
    """`lists.create`, 403 `billing_error`: the workspace's plan does not allow lists with restricted access.

    Other operations raise it as well, with the code `billing_error`.
    """


class CreateListNotFoundError(NotFoundError):
    """`lists.create`, 404 `not_found`: the object does not exist."""


class CreateListSlugConflictError(ConflictError):
    """`lists.create`, 409 `slug_conflict`: another list has this slug."""


class GetListNotFoundError(NotFoundError):
    """`lists.get`, 404 `not_found`: the list does not exist, or the token has no access to it."""


class UpdateListValueNotFoundError(BadRequestError):
    """`lists.update`, 400, with one of these values of `code`.

    - `value_not_found`: a member named in `workspace_member_access` does not exist.
    - `validation_type`: a field is not valid; see `validation_errors`.
    """


class UpdateListNotFoundError(NotFoundError):
    """`lists.update`, 404 `not_found`: the list does not exist, or the token has no access to it."""


class GetListViewsNotFoundError(NotFoundError):
    """`lists.get_views`, 404 `not_found`: the list does not exist, or the token has no access to it."""


LISTS_CREATE_ERRORS = (CreateListValueNotFoundError, BillingError, CreateListNotFoundError, CreateListSlugConflictError)
"""Errors that `lists.create` documents, for `except`."""


LISTS_GET_ERRORS = (GetListNotFoundError,)
"""Errors that `lists.get` documents, for `except`."""


LISTS_UPDATE_ERRORS = (UpdateListValueNotFoundError, UpdateListNotFoundError)
"""Errors that `lists.update` documents, for `except`."""


LISTS_GET_VIEWS_ERRORS = (GetListViewsNotFoundError,)
"""Errors that `lists.get_views` documents, for `except`."""
