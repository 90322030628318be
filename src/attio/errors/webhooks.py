# Generated from codegen/spec/webhooks.yaml by `make generate`; edit that file instead.
"""Errors of `client.webhooks`."""

from __future__ import annotations

from attio.errors.statuses import BadRequestError, ConflictError, NotFoundError


class CreateWebhookValidationTypeError(BadRequestError):
    """`webhooks.create`, 400 `validation_type`.

    A filter names a list that does not exist, or a field is not valid; see `validation_errors`.
    """


class CreateWebhookUniquenessConflictError(ConflictError):
    """`webhooks.create`, 409 `uniqueness_conflict`.

    A subscription with the same URL, event type and filter exists, or the request contains it twice.
    """


class GetWebhookNotFoundError(NotFoundError):
    """`webhooks.get`, 404 `not_found`: the webhook does not exist."""


class UpdateWebhookNotFoundError(NotFoundError):
    """`webhooks.update`, 404 `not_found`: the webhook does not exist."""


class UpdateWebhookUniquenessConflictError(ConflictError):
    """`webhooks.update`, 409 `uniqueness_conflict`.

    A subscription with the same URL, event type and filter exists, or the request contains it twice.
    """


class DeleteWebhookNotFoundError(NotFoundError):
    """`webhooks.delete`, 404 `not_found`: the webhook does not exist."""


WEBHOOKS_CREATE_ERRORS = (CreateWebhookValidationTypeError, CreateWebhookUniquenessConflictError)
"""Errors that `webhooks.create` documents, for `except`."""


WEBHOOKS_GET_ERRORS = (GetWebhookNotFoundError,)
"""Errors that `webhooks.get` documents, for `except`."""


WEBHOOKS_UPDATE_ERRORS = (UpdateWebhookNotFoundError, UpdateWebhookUniquenessConflictError)
"""Errors that `webhooks.update` documents, for `except`."""


WEBHOOKS_DELETE_ERRORS = (DeleteWebhookNotFoundError,)
"""Errors that `webhooks.delete` documents, for `except`."""
