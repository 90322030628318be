# Generated from codegen/spec/meetings.yaml by `make generate`; edit that file instead.
"""Errors of `client.meetings`."""

from __future__ import annotations

from attio.errors.statuses import BadRequestError, NotFoundError


class FindOrCreateMeetingValidationTypeError(BadRequestError):
    """`meetings.find_or_create`, 400 `validation_type`.

    There are no participants, or a field is not valid; see `validation_errors`.
    """


class GetMeetingNotFoundError(NotFoundError):
    """`meetings.get`, 404 `not_found`: the meeting does not exist."""


class UpdateMeetingValueNotFoundError(BadRequestError):
    """`meetings.update`, 400, with one of these values of `code`.

    - `value_not_found`: one of the records or objects does not exist.
    - `validation_type`: a field is missing or not valid; see `validation_errors`.
    """


class UpdateMeetingNotFoundError(NotFoundError):
    """`meetings.update`, 404 `not_found`: the meeting does not exist."""


class UpdateAppendMeetingValueNotFoundError(BadRequestError):
    """`meetings.update_append`, 400, with one of these values of `code`.

    - `value_not_found`: one of the records or objects does not exist.
    - `validation_type`: a field is missing or not valid; see `validation_errors`.
    """


class UpdateAppendMeetingNotFoundError(NotFoundError):
    """`meetings.update_append`, 404 `not_found`: the meeting does not exist."""


class DeleteMeetingSystemEditUnauthorizedError(BadRequestError):
    """`meetings.delete`, 400 `system_edit_unauthorized`: the meeting comes from a calendar."""


class DeleteMeetingNotFoundError(NotFoundError):
    """`meetings.delete`, 404 `not_found`: the meeting does not exist."""


MEETINGS_FIND_OR_CREATE_ERRORS = (FindOrCreateMeetingValidationTypeError,)
"""Errors that `meetings.find_or_create` documents, for `except`."""


MEETINGS_GET_ERRORS = (GetMeetingNotFoundError,)
"""Errors that `meetings.get` documents, for `except`."""


MEETINGS_UPDATE_ERRORS = (UpdateMeetingValueNotFoundError, UpdateMeetingNotFoundError)
"""Errors that `meetings.update` documents, for `except`."""


MEETINGS_UPDATE_APPEND_ERRORS = (UpdateAppendMeetingValueNotFoundError, UpdateAppendMeetingNotFoundError)
"""Errors that `meetings.update_append` documents, for `except`."""


MEETINGS_DELETE_ERRORS = (DeleteMeetingSystemEditUnauthorizedError, DeleteMeetingNotFoundError)
"""Errors that `meetings.delete` documents, for `except`."""
