# Generated from codegen/spec/objects.yaml by `make generate`; edit that file instead.
"""Errors of `client.objects`."""

from __future__ import annotations

from attio.errors.statuses import BadRequestError, ConflictError, NotFoundError, PermissionDeniedError


class CreateObjectQuotaExceededError(BadRequestError):
    """`objects.create`, 400 `quota_exceeded`: the workspace's plan allows no more objects."""


class CreateObjectUnauthorizedError(PermissionDeniedError):
    """`objects.create`, 403 `unauthorized`: the token may not create objects."""


class CreateObjectSlugConflictError(ConflictError):
    """`objects.create`, 409 `slug_conflict`: another object has this slug or one of these names."""


class GetObjectNotFoundError(NotFoundError):
    """`objects.get`, 404 `not_found`: the object does not exist, or it is not enabled."""


class UpdateObjectValidationTypeError(BadRequestError):
    """`objects.update`, 400 `validation_type`.

    `data` is empty, or a field is not valid; see `validation_errors`.
    """


class UpdateObjectUnauthorizedError(PermissionDeniedError):
    """`objects.update`, 403 `unauthorized`: the token may not change objects."""


class UpdateObjectNotFoundError(NotFoundError):
    """`objects.update`, 404 `not_found`: the object does not exist."""


class UpdateObjectSlugConflictError(ConflictError):
    """`objects.update`, 409 `slug_conflict`: another object has this slug."""


class DeleteObjectSystemEditUnauthorizedError(BadRequestError):
    """`objects.delete`, 400 `system_edit_unauthorized`: standard objects cannot be deleted."""


class DeleteObjectUnauthorizedError(PermissionDeniedError):
    """`objects.delete`, 403 `unauthorized`: the token may not delete objects or their records."""


class DeleteObjectNotFoundError(NotFoundError):
    """`objects.delete`, 404 `not_found`: the object does not exist."""


class GetObjectViewsNotFoundError(NotFoundError):
    """`objects.get_views`, 404 `not_found`: the object does not exist."""


OBJECTS_CREATE_ERRORS = (CreateObjectQuotaExceededError, CreateObjectUnauthorizedError, CreateObjectSlugConflictError)
"""Errors that `objects.create` documents, for `except`."""


OBJECTS_GET_ERRORS = (GetObjectNotFoundError,)
"""Errors that `objects.get` documents, for `except`."""


OBJECTS_UPDATE_ERRORS = (
    UpdateObjectValidationTypeError,
    UpdateObjectUnauthorizedError,
    UpdateObjectNotFoundError,
    UpdateObjectSlugConflictError,
)
"""Errors that `objects.update` documents, for `except`."""


OBJECTS_DELETE_ERRORS = (
    DeleteObjectSystemEditUnauthorizedError,
    DeleteObjectUnauthorizedError,
    DeleteObjectNotFoundError,
)
"""Errors that `objects.delete` documents, for `except`."""


OBJECTS_GET_VIEWS_ERRORS = (GetObjectViewsNotFoundError,)
"""Errors that `objects.get_views` documents, for `except`."""
