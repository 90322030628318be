# Generated from codegen/spec/call_recordings.yaml by `make generate`; edit that file instead.
"""Errors of `client.call_recordings`."""

from __future__ import annotations

from attio.errors.statuses import BadRequestError, NotFoundError, PermissionDeniedError


class CreateCallRecordingValidationTypeError(BadRequestError):
    """`call_recordings.create`, 400 `validation_type`.

    The video cannot be fetched, or a field is not valid; see `validation_errors`.
    """


class AuthError(PermissionDeniedError):
    """`call_recordings.create`, 403, with one of these values of `code`.

    - `billing_error`: the workspace's plan does not include call recordings.
    - `quota_exceeded`: the workspace's plan allows no more call recordings.
    """


class CreateCallRecordingNotFoundError(NotFoundError):
    """`call_recordings.create`, 404 `not_found`: the meeting does not exist."""


class GetCallRecordingNotFoundError(NotFoundError):
    """`call_recordings.get`, 404 `not_found`: the meeting or call recording does not exist."""


class DeleteCallRecordingNotFoundError(NotFoundError):
    """`call_recordings.delete`, 404 `not_found`: the meeting or call recording does not exist."""


CALL_RECORDINGS_CREATE_ERRORS = (CreateCallRecordingValidationTypeError, AuthError, CreateCallRecordingNotFoundError)
"""Errors that `call_recordings.create` documents, for `except`."""


CALL_RECORDINGS_GET_ERRORS = (GetCallRecordingNotFoundError,)
"""Errors that `call_recordings.get` documents, for `except`."""


CALL_RECORDINGS_DELETE_ERRORS = (DeleteCallRecordingNotFoundError,)
"""Errors that `call_recordings.delete` documents, for `except`."""
