# Generated from codegen/spec/activities.yaml by `make generate`; edit that file instead.
"""Errors of `client.activities`."""

from __future__ import annotations

from attio.errors.statuses import BadRequestError, ConflictError, NotFoundError, PermissionDeniedError


class CreateActivityBillingError(PermissionDeniedError):
    """`activities.create`, 403, with one of these values of `code`.

    - `billing_error`: the workspace's plan does not include custom activities.
    - `unauthorized`: the token may not create activities.
    """


class CreateActivitySlugConflictError(ConflictError):
    """`activities.create`, 409 `slug_conflict`: another activity has this slug."""


class GetActivityNotFoundError(NotFoundError):
    """`activities.get`, 404 `not_found`: the activity does not exist."""


class UpdateActivityValidationTypeError(BadRequestError):
    """`activities.update`, 400 `validation_type`.

    A field is not valid or cannot be changed; see `validation_errors`.
    """


class UpdateActivityUnauthorizedError(PermissionDeniedError):
    """`activities.update`, 403 `unauthorized`: the token may not change activities."""


class UpdateActivityNotFoundError(NotFoundError):
    """`activities.update`, 404 `not_found`: the activity does not exist."""


class UpdateActivitySlugConflictError(ConflictError):
    """`activities.update`, 409 `slug_conflict`: another activity has this slug."""


class DeleteActivitySystemEditUnauthorizedError(BadRequestError):
    """`activities.delete`, 400 `system_edit_unauthorized`: activities that Attio defines cannot be deleted."""


class DeleteActivityUnauthorizedError(PermissionDeniedError):
    """`activities.delete`, 403 `unauthorized`: the token may not delete activities or their records."""


class DeleteActivityNotFoundError(NotFoundError):
    """`activities.delete`, 404 `not_found`: the activity does not exist."""


ACTIVITIES_CREATE_ERRORS = (CreateActivityBillingError, CreateActivitySlugConflictError)
"""Errors that `activities.create` documents, for `except`."""


ACTIVITIES_GET_ERRORS = (GetActivityNotFoundError,)
"""Errors that `activities.get` documents, for `except`."""


ACTIVITIES_UPDATE_ERRORS = (
    UpdateActivityValidationTypeError,
    UpdateActivityUnauthorizedError,
    UpdateActivityNotFoundError,
    UpdateActivitySlugConflictError,
)
"""Errors that `activities.update` documents, for `except`."""


ACTIVITIES_DELETE_ERRORS = (
    DeleteActivitySystemEditUnauthorizedError,
    DeleteActivityUnauthorizedError,
    DeleteActivityNotFoundError,
)
"""Errors that `activities.delete` documents, for `except`."""
