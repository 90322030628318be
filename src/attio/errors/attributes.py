# Generated from codegen/spec/attributes.yaml by `make generate`; edit that file instead.
"""Errors of `client.attributes`."""

from __future__ import annotations

from attio.errors.statuses import BadRequestError, ConflictError, NotFoundError, PermissionDeniedError


class CreateNewAttributeValidationTypeError(BadRequestError):
    """`attributes.create_new`, 400 `validation_type`.

    A field is not valid or does not fit the attribute's type; see `validation_errors`.
    """


class CreateNewAttributeUnauthorizedError(PermissionDeniedError):
    """`attributes.create_new`, 403 `unauthorized`: the token may not create attributes of this object or list."""


class CreateNewAttributeNotFoundError(NotFoundError):
    """`attributes.create_new`, 404 `not_found`: the object or list does not exist."""


class CreateNewAttributeSlugConflictError(ConflictError):
    """`attributes.create_new`, 409 `slug_conflict`: another attribute of the object or list has this slug."""


class GetAttributeNotFoundError(NotFoundError):
    """`attributes.get`, 404 `not_found`: the object, list or attribute does not exist."""


class SystemEditUnauthorizedError(BadRequestError):
    """`attributes.update`, 400 `system_edit_unauthorized`: Attio defines the attribute; it cannot be changed.

    Other operations raise it as well, with the code `system_edit_unauthorized`.
    """


class UpdateAttributeUnauthorizedError(PermissionDeniedError):
    """`attributes.update`, 403 `unauthorized`: the token may not change attributes of this object or list."""


class UpdateAttributeNotFoundError(NotFoundError):
    """`attributes.update`, 404 `not_found`: the object, list or attribute does not exist."""


class ListAttributeOptionsNotFoundError(NotFoundError):
    """`attributes.options.list`, 404 `not_found`: the object, list or attribute does not exist."""


class CreateAttributeOptionValidationTypeError(BadRequestError):
    """`attributes.options.create`, 400 `validation_type`.

    The attribute is not a select attribute, or `title` is not valid.
    """


class CreateAttributeOptionUnauthorizedError(PermissionDeniedError):
    """`attributes.options.create`, 403 `unauthorized`.

    The token may not change attributes of this object or list.
    """


class CreateAttributeOptionNotFoundError(NotFoundError):
    """`attributes.options.create`, 404 `not_found`: the object, list or attribute does not exist."""


class CreateAttributeOptionSlugConflictError(ConflictError):
    """`attributes.options.create`, 409 `slug_conflict`: another option of the attribute has this title."""


class UpdateAttributeSelectOptionValueNotFoundError(BadRequestError):
    """`attributes.update_select_option`, 400, with one of these values of `code`.

    - `value_not_found`: the attribute has no such option.
    - `validation_type`: the attribute is not a select attribute, or a field is not valid.
    """


class UpdateAttributeSelectOptionUnauthorizedError(PermissionDeniedError):
    """`attributes.update_select_option`, 403 `unauthorized`.

    The token may not change attributes of this object or list.
    """


class UpdateAttributeSelectOptionNotFoundError(NotFoundError):
    """`attributes.update_select_option`, 404 `not_found`: the object, list or attribute does not exist."""


class UpdateAttributeSelectOptionSlugConflictError(ConflictError):
    """`attributes.update_select_option`, 409 `slug_conflict`: another option of the attribute has this title."""


class ListAttributeStatusesNotFoundError(NotFoundError):
    """`attributes.list_statuses`, 404 `not_found`: the object, list or attribute does not exist."""


class CreateAttributeStatusValidationTypeError(BadRequestError):
    """`attributes.create_status`, 400 `validation_type`.

    The attribute is not a status attribute, or a field is not valid.
    """


class CreateAttributeStatusUnauthorizedError(PermissionDeniedError):
    """`attributes.create_status`, 403 `unauthorized`.

    The token may not change attributes of this object or list.
    """


class CreateAttributeStatusNotFoundError(NotFoundError):
    """`attributes.create_status`, 404 `not_found`: the object, list or attribute does not exist."""


class CreateAttributeStatusSlugConflictError(ConflictError):
    """`attributes.create_status`, 409 `slug_conflict`: another status of the attribute has this title."""


class UpdateAttributeStatusValueNotFoundError(BadRequestError):
    """`attributes.update_status`, 400, with one of these values of `code`.

    - `value_not_found`: the attribute has no such status.
    - `validation_type`: the attribute is not a status attribute, or a field is not valid.
    """


class UpdateAttributeStatusUnauthorizedError(PermissionDeniedError):
    """`attributes.update_status`, 403 `unauthorized`.

    The token may not change attributes of this object or list.
    """


class UpdateAttributeStatusNotFoundError(NotFoundError):
    """`attributes.update_status`, 404 `not_found`: the object, list or attribute does not exist."""


class UpdateAttributeStatusSlugConflictError(ConflictError):
    """`attributes.update_status`, 409 `slug_conflict`: another status of the attribute has this title."""


ATTRIBUTES_CREATE_NEW_ERRORS = (
    CreateNewAttributeValidationTypeError,
    CreateNewAttributeUnauthorizedError,
    CreateNewAttributeNotFoundError,
    CreateNewAttributeSlugConflictError,
)
"""Errors that `attributes.create_new` documents, for `except`."""


ATTRIBUTES_GET_ERRORS = (GetAttributeNotFoundError,)
"""Errors that `attributes.get` documents, for `except`."""


ATTRIBUTES_UPDATE_ERRORS = (SystemEditUnauthorizedError, UpdateAttributeUnauthorizedError, UpdateAttributeNotFoundError)
"""Errors that `attributes.update` documents, for `except`."""


ATTRIBUTES_OPTIONS_LIST_ERRORS = (ListAttributeOptionsNotFoundError,)
"""Errors that `attributes.options.list` documents, for `except`."""


ATTRIBUTES_OPTIONS_CREATE_ERRORS = (
    CreateAttributeOptionValidationTypeError,
    CreateAttributeOptionUnauthorizedError,
    CreateAttributeOptionNotFoundError,
    CreateAttributeOptionSlugConflictError,
)
"""Errors that `attributes.options.create` documents, for `except`."""


ATTRIBUTES_UPDATE_SELECT_OPTION_ERRORS = (
    UpdateAttributeSelectOptionValueNotFoundError,
    UpdateAttributeSelectOptionUnauthorizedError,
    UpdateAttributeSelectOptionNotFoundError,
    UpdateAttributeSelectOptionSlugConflictError,
)
"""Errors that `attributes.update_select_option` documents, for `except`."""


ATTRIBUTES_LIST_STATUSES_ERRORS = (ListAttributeStatusesNotFoundError,)
"""Errors that `attributes.list_statuses` documents, for `except`."""


ATTRIBUTES_CREATE_STATUS_ERRORS = (
    CreateAttributeStatusValidationTypeError,
    CreateAttributeStatusUnauthorizedError,
    CreateAttributeStatusNotFoundError,
    CreateAttributeStatusSlugConflictError,
)
"""Errors that `attributes.create_status` documents, for `except`."""


ATTRIBUTES_UPDATE_STATUS_ERRORS = (
    UpdateAttributeStatusValueNotFoundError,
    UpdateAttributeStatusUnauthorizedError,
    UpdateAttributeStatusNotFoundError,
    UpdateAttributeStatusSlugConflictError,
)
"""Errors that `attributes.update_status` documents, for `except`."""
