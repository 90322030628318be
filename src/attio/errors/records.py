# Generated from codegen/spec/records.yaml by `make generate`; edit that file instead.
"""Errors of `client.records`."""

from __future__ import annotations

from attio.errors.statuses import BadRequestError, ConflictError, NotFoundError, PermissionDeniedError


class FilterError(BadRequestError):
    """`records.query`, 400 `filter_error`: the filter is not valid.

    Other operations raise it as well, with the code `filter_error`.
    """


class QueryRecordsNotFoundError(NotFoundError):
    """`records.query`, 404 `not_found`: the object does not exist."""


class CreateRecordValueNotFoundError(BadRequestError):
    """`records.create`, 400, with one of these values of `code`.

    - `value_not_found`: an attribute, option, status or record named in `values` does not exist.
    - `particle_gate_violation`: Attio rejected the write; the reason is not documented.
    - `validation_type`: a field or value is not valid; see `validation_errors`.
    """


class CreateRecordUnauthorizedError(PermissionDeniedError):
    """`records.create`, 403 `unauthorized`: the token may not create records of this object."""


class CreateRecordNotFoundError(NotFoundError):
    """`records.create`, 404 `not_found`: the object does not exist."""


class CreateRecordConcurrentWriteConflictError(ConflictError):
    """`records.create`, 409 `concurrent_write_conflict`.

    Another request wrote the same data at the same time; send the request again.
    """


class AssertRecordValueNotFoundError(BadRequestError):
    """`records.assert_`, 400, with one of these values of `code`.

    - `value_not_found`: the matching attribute, or an option, status or record named in `values`, does not exist.
    - `merge_in_progress`: the record is being merged; write it when the merge has finished.
    - `particle_gate_violation`: Attio rejected the write; the reason is not documented.
    - `validation_type`: a field or value is not valid; see `validation_errors`.
    """


class AssertRecordUnauthorizedError(PermissionDeniedError):
    """`records.assert_`, 403 `unauthorized`: the token may not write records of this object."""


class AssertRecordNotFoundError(NotFoundError):
    """`records.assert_`, 404 `not_found`: the object does not exist."""


class AssertRecordConcurrentWriteConflictError(ConflictError):
    """`records.assert_`, 409 `concurrent_write_conflict`.

    Another request wrote the same data at the same time; send the request again.
    """


class GetRecordNotFoundError(NotFoundError):
    """`records.get`, 404, with one of these values of `code`.

    - `not_found`: the object or record does not exist.
    - `merge_in_progress`: the record results from a merge that has not finished; try again later.
    """


class UpdateRecordMissingValueError(BadRequestError):
    """`records.update`, 400, with one of these values of `code`.

    - `missing_value`: the write would leave a required attribute without a value.
    - `merge_in_progress`: the record is being merged; write it when the merge has finished.
    - `particle_gate_violation`: Attio rejected the write; the reason is not documented.
    """


class UpdateRecordUnauthorizedError(PermissionDeniedError):
    """`records.update`, 403 `unauthorized`: the token may not write this record."""


class UpdateRecordNotFoundError(NotFoundError):
    """`records.update`, 404 `not_found`: the object or record does not exist."""


class UpdateRecordConcurrentWriteConflictError(ConflictError):
    """`records.update`, 409 `concurrent_write_conflict`.

    Another request wrote the record at the same time; send the request again.
    """


class UpdateAppendRecordMissingValueError(BadRequestError):
    """`records.update_append`, 400, with one of these values of `code`.

    - `missing_value`: the write would leave a required attribute without a value.
    - `merge_in_progress`: the record is being merged; write it when the merge has finished.
    - `particle_gate_violation`: Attio rejected the write; the reason is not documented.
    """


class UpdateAppendRecordUnauthorizedError(PermissionDeniedError):
    """`records.update_append`, 403 `unauthorized`: the token may not write this record."""


class UpdateAppendRecordNotFoundError(NotFoundError):
    """`records.update_append`, 404 `not_found`: the object or record does not exist."""


class UpdateAppendRecordConcurrentWriteConflictError(ConflictError):
    """`records.update_append`, 409 `concurrent_write_conflict`.

    Another request wrote the record at the same time; send the request again.
    """


class DeleteRecordUnauthorizedError(PermissionDeniedError):
    """`records.delete`, 403 `unauthorized`: the token may not delete this record."""


class DeleteRecordNotFoundError(NotFoundError):
    """`records.delete`, 404 `not_found`: the object or record does not exist."""


class MergeRecordsSelfMergeError(BadRequestError):
    """`records.merge`, 400 `self_merge`: both ids identify the same record."""


class MergeRecordsUnauthorizedError(PermissionDeniedError):
    """`records.merge`, 403 `unauthorized`: the token may not merge records of this object."""


class MergeRecordsNotFoundError(NotFoundError):
    """`records.merge`, 404, with one of these values of `code`.

    - `not_found`: the object does not exist.
    - `value_not_found`: one of the two records does not exist, or was merged before.
    """


class ListRecordAttributeValuesValidationTypeError(BadRequestError):
    """`records.list_attribute_values`, 400 `validation_type`.

    `show_historic` is not available for attributes that Attio fills in.
    """


class ListRecordAttributeValuesNotFoundError(NotFoundError):
    """`records.list_attribute_values`, 404 `not_found`: the object, record or attribute does not exist."""


class WriteRecordAttributeValuesValidationTypeError(BadRequestError):
    """`records.write_attribute_values`, 400, with one of these values of `code`.

    - `validation_type`: a value, a timestamp or an interval is not valid; see `validation_errors`.
    - `missing_value`: the write would leave a required attribute without a value.
    - `value_not_found`: an option, status or record named in a value does not exist.
    - `duplicate_values`: the same value appears more than once.
    - `uniqueness_conflict`: another record has this value of a unique attribute.
    - `multiple_values_for_single_value_attribute`: intervals overlap, but the attribute holds one value at a time.
    - `system_edit_unauthorized`: Attio defines the attribute; its history cannot be replaced.
    - `formula_edit_unauthorized`: the attribute is a formula.
    - `standard_object_disabled`: the object is not enabled in this workspace.
    - `particle_gate_violation`: Attio rejected the write; the reason is not documented.
    """


class WriteRecordAttributeValuesUnauthorizedError(PermissionDeniedError):
    """`records.write_attribute_values`, 403 `unauthorized`: the token may not write this record."""


class WriteRecordAttributeValuesNotFoundError(NotFoundError):
    """`records.write_attribute_values`, 404, with one of these values of `code`.

    - `not_found`: the object, record or attribute does not exist.
    - `value_not_found`: a record, option or status that a value refers to does not exist.
    """


class SearchRecordsValueNotFoundError(BadRequestError):
    """`records.search`, 400, with one of these values of `code`.

    - `value_not_found`: one of `objects` does not exist.
    - `validation_type`: a field is missing or not valid; see `validation_errors`.
    """


RECORDS_QUERY_ERRORS = (FilterError, QueryRecordsNotFoundError)
"""Errors that `records.query` documents, for `except`."""


RECORDS_CREATE_ERRORS = (
    CreateRecordValueNotFoundError,
    CreateRecordUnauthorizedError,
    CreateRecordNotFoundError,
    CreateRecordConcurrentWriteConflictError,
)
"""Errors that `records.create` documents, for `except`."""


RECORDS_ASSERT_ERRORS = (
    AssertRecordValueNotFoundError,
    AssertRecordUnauthorizedError,
    AssertRecordNotFoundError,
    AssertRecordConcurrentWriteConflictError,
)
"""Errors that `records.assert_` documents, for `except`."""


RECORDS_GET_ERRORS = (GetRecordNotFoundError,)
"""Errors that `records.get` documents, for `except`."""


RECORDS_UPDATE_ERRORS = (
    UpdateRecordMissingValueError,
    UpdateRecordUnauthorizedError,
    UpdateRecordNotFoundError,
    UpdateRecordConcurrentWriteConflictError,
)
"""Errors that `records.update` documents, for `except`."""


RECORDS_UPDATE_APPEND_ERRORS = (
    UpdateAppendRecordMissingValueError,
    UpdateAppendRecordUnauthorizedError,
    UpdateAppendRecordNotFoundError,
    UpdateAppendRecordConcurrentWriteConflictError,
)
"""Errors that `records.update_append` documents, for `except`."""


RECORDS_DELETE_ERRORS = (DeleteRecordUnauthorizedError, DeleteRecordNotFoundError)
"""Errors that `records.delete` documents, for `except`."""


RECORDS_MERGE_ERRORS = (MergeRecordsSelfMergeError, MergeRecordsUnauthorizedError, MergeRecordsNotFoundError)
"""Errors that `records.merge` documents, for `except`."""


RECORDS_LIST_ATTRIBUTE_VALUES_ERRORS = (
    ListRecordAttributeValuesValidationTypeError,
    ListRecordAttributeValuesNotFoundError,
)
"""Errors that `records.list_attribute_values` documents, for `except`."""


RECORDS_WRITE_ATTRIBUTE_VALUES_ERRORS = (
    WriteRecordAttributeValuesValidationTypeError,
    WriteRecordAttributeValuesUnauthorizedError,
    WriteRecordAttributeValuesNotFoundError,
)
"""Errors that `records.write_attribute_values` documents, for `except`."""


RECORDS_SEARCH_ERRORS = (SearchRecordsValueNotFoundError,)
"""Errors that `records.search` documents, for `except`."""
