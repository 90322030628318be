# Generated from codegen/spec/activity_records.yaml by `make generate`; edit that file instead.
"""Errors of `client.activity_records`."""

from __future__ import annotations

from attio.errors.statuses import BadRequestError, ConflictError, NotFoundError, PermissionDeniedError


class QueryActivityRecordsFilterError(BadRequestError):
    """`activity_records.query`, 400 `filter_error`: the filter is not valid."""


class QueryActivityRecordsNotFoundError(NotFoundError):
    """`activity_records.query`, 404 `not_found`: the activity does not exist."""


class CreateActivityRecordValueNotFoundError(BadRequestError):
    """`activity_records.create`, 400, with one of these values of `code`.

    - `value_not_found`: an attribute, option, status or record named in `values` does not exist.
    - `particle_gate_violation`: Attio rejected the write; the reason is not documented.
    """


class CreateActivityRecordUnauthorizedError(PermissionDeniedError):
    """`activity_records.create`, 403, with one of these values of `code`.

    - `unauthorized`: the token may not create records of this activity.
    - `billing_error`: the workspace's plan does not include the feature.
    """


class CreateActivityRecordNotFoundError(NotFoundError):
    """`activity_records.create`, 404 `not_found`: the activity does not exist."""


class CreateActivityRecordConcurrentWriteConflictError(ConflictError):
    """`activity_records.create`, 409 `concurrent_write_conflict`.

    Another request wrote the same data at the same time; send the request again.
    """


class AssertActivityRecordValueNotFoundError(BadRequestError):
    """`activity_records.assert_`, 400, with one of these values of `code`.

    - `value_not_found`: the matching attribute, or an option, status or record named in `values`, does not exist.
    - `matching_attribute_definition_not_unique`: the matching attribute is not unique.
    - `multiple_match_results`: several records match.
    - `particle_gate_violation`: Attio rejected the write; the reason is not documented.
    """


class AssertActivityRecordUnauthorizedError(PermissionDeniedError):
    """`activity_records.assert_`, 403, with one of these values of `code`.

    - `unauthorized`: the token may not write records of this activity.
    - `billing_error`: the workspace's plan does not include the feature.
    """


class AssertActivityRecordNotFoundError(NotFoundError):
    """`activity_records.assert_`, 404 `not_found`: the activity does not exist."""


class AssertActivityRecordConcurrentWriteConflictError(ConflictError):
    """`activity_records.assert_`, 409 `concurrent_write_conflict`.

    Another request wrote the same data at the same time; send the request again.
    """


class GetActivityRecordNotFoundError(NotFoundError):
    """`activity_records.get`, 404 `not_found`: the activity or record does not exist."""


class UpdateActivityRecordMissingValueError(BadRequestError):
    """`activity_records.update`, 400, with one of these values of `code`.

    - `missing_value`: the write would leave a required attribute without a value.
    - `particle_gate_violation`: Attio rejected the write; the reason is not documented.
    """


class UpdateActivityRecordUnauthorizedError(PermissionDeniedError):
    """`activity_records.update`, 403 `unauthorized`: the token may not write this activity record."""


class UpdateActivityRecordNotFoundError(NotFoundError):
    """`activity_records.update`, 404 `not_found`: the activity or record does not exist."""


class UpdateActivityRecordConcurrentWriteConflictError(ConflictError):
    """`activity_records.update`, 409 `concurrent_write_conflict`.

    Another request wrote the record at the same time; send the request again.
    """


class UpdateAppendActivityRecordMissingValueError(BadRequestError):
    """`activity_records.update_append`, 400, with one of these values of `code`.

    - `missing_value`: the write would leave a required attribute without a value.
    - `particle_gate_violation`: Attio rejected the write; the reason is not documented.
    """


class UpdateAppendActivityRecordUnauthorizedError(PermissionDeniedError):
    """`activity_records.update_append`, 403 `unauthorized`: the token may not write this activity record."""


class UpdateAppendActivityRecordNotFoundError(NotFoundError):
    """`activity_records.update_append`, 404 `not_found`: the activity or record does not exist."""


class UpdateAppendActivityRecordConcurrentWriteConflictError(ConflictError):
    """`activity_records.update_append`, 409 `concurrent_write_conflict`.

    Another request wrote the record at the same time; send the request again.
    """


class DeleteActivityRecordUnauthorizedError(PermissionDeniedError):
    """`activity_records.delete`, 403 `unauthorized`: the token may not delete this activity record."""


class DeleteActivityRecordNotFoundError(NotFoundError):
    """`activity_records.delete`, 404 `not_found`: the activity or record does not exist."""


ACTIVITY_RECORDS_QUERY_ERRORS = (QueryActivityRecordsFilterError, QueryActivityRecordsNotFoundError)
"""Errors that `activity_records.query` documents, for `except`."""


ACTIVITY_RECORDS_CREATE_ERRORS = (
    CreateActivityRecordValueNotFoundError,
    CreateActivityRecordUnauthorizedError,
    CreateActivityRecordNotFoundError,
    CreateActivityRecordConcurrentWriteConflictError,
)
"""Errors that `activity_records.create` documents, for `except`."""


ACTIVITY_RECORDS_ASSERT_ERRORS = (
    AssertActivityRecordValueNotFoundError,
    AssertActivityRecordUnauthorizedError,
    AssertActivityRecordNotFoundError,
    AssertActivityRecordConcurrentWriteConflictError,
)
"""Errors that `activity_records.assert_` documents, for `except`."""


ACTIVITY_RECORDS_GET_ERRORS = (GetActivityRecordNotFoundError,)
"""Errors that `activity_records.get` documents, for `except`."""


ACTIVITY_RECORDS_UPDATE_ERRORS = (
    UpdateActivityRecordMissingValueError,
    UpdateActivityRecordUnauthorizedError,
    UpdateActivityRecordNotFoundError,
    UpdateActivityRecordConcurrentWriteConflictError,
)
"""Errors that `activity_records.update` documents, for `except`."""


ACTIVITY_RECORDS_UPDATE_APPEND_ERRORS = (
    UpdateAppendActivityRecordMissingValueError,
    UpdateAppendActivityRecordUnauthorizedError,
    UpdateAppendActivityRecordNotFoundError,
    UpdateAppendActivityRecordConcurrentWriteConflictError,
)
"""Errors that `activity_records.update_append` documents, for `except`."""


ACTIVITY_RECORDS_DELETE_ERRORS = (DeleteActivityRecordUnauthorizedError, DeleteActivityRecordNotFoundError)
"""Errors that `activity_records.delete` documents, for `except`."""
