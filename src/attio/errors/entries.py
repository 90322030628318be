# Generated from codegen/spec/entries.yaml by `make generate`; edit that file instead.
"""Errors of `client.entries`."""

from __future__ import annotations

from attio.errors.statuses import BadRequestError, NotFoundError, PermissionDeniedError


class QueryEntriesNotFoundError(NotFoundError):
    """`entries.query`, 404 `not_found`: the list does not exist."""


class CreateEntryValueNotFoundError(BadRequestError):
    """`entries.create`, 400, with one of these values of `code`.

    - `value_not_found`: the record, or an option or status named in `entry_values`, does not exist.
    - `validation_type`: a field or value is not valid; see `validation_errors`.
    """


class CreateEntryUnauthorizedError(PermissionDeniedError):
    """`entries.create`, 403 `unauthorized`: the token may not create entries in this list."""


class CreateEntryNotFoundError(NotFoundError):
    """`entries.create`, 404 `not_found`: the list does not exist."""


class MultipleMatchResultsError(BadRequestError):
    """`entries.assert_`, 400, with one of these values of `code`.

    - `multiple_match_results`: the record has several entries in the list.
    - `merge_in_progress`: the record is being merged; write its entries when the merge has finished.

    Other operations raise it as well, with the code `multiple_match_results`.
    """


class AssertEntryUnauthorizedError(PermissionDeniedError):
    """`entries.assert_`, 403 `unauthorized`: the token may not write entries of this list."""


class AssertEntryNotFoundError(NotFoundError):
    """`entries.assert_`, 404 `not_found`: the list does not exist."""


class GetEntryNotFoundError(NotFoundError):
    """`entries.get`, 404 `not_found`: the list or entry does not exist."""


class UpdateEntryImmutableValueError(BadRequestError):
    """`entries.update`, 400, with one of these values of `code`.

    - `immutable_value`: the parent record of an entry cannot be changed.
    - `merge_in_progress`: the record is being merged; write its entries when the merge has finished.
    """


class UpdateEntryUnauthorizedError(PermissionDeniedError):
    """`entries.update`, 403 `unauthorized`: the token may not write this entry."""


class UpdateEntryNotFoundError(NotFoundError):
    """`entries.update`, 404 `not_found`: the list or entry does not exist."""


class UpdateAppendingEntryImmutableValueError(BadRequestError):
    """`entries.update_appending`, 400, with one of these values of `code`.

    - `immutable_value`: the parent record of an entry cannot be changed.
    - `merge_in_progress`: the record is being merged; write its entries when the merge has finished.
    """


class UpdateAppendingEntryUnauthorizedError(PermissionDeniedError):
    """`entries.update_appending`, 403 `unauthorized`: the token may not write this entry."""


class UpdateAppendingEntryNotFoundError(NotFoundError):
    """`entries.update_appending`, 404 `not_found`: the list or entry does not exist."""


class DeleteEntryUnauthorizedError(PermissionDeniedError):
    """`entries.delete`, 403 `unauthorized`: the token may not delete this entry."""


class DeleteEntryNotFoundError(NotFoundError):
    """`entries.delete`, 404 `not_found`: the list or entry does not exist."""


class ListEntryAttributeValuesNotFoundError(NotFoundError):
    """`entries.list_attribute_values`, 404 `not_found`: the list, entry or attribute does not exist."""


class WriteEntryAttributeValuesValidationTypeError(BadRequestError):
    """`entries.write_attribute_values`, 400, with one of these values of `code`.

    - `validation_type`: a value, a timestamp or an interval is not valid; see `validation_errors`.
    - `missing_value`: the write would leave a required attribute without a value.
    - `value_not_found`: an option, status or record named in a value does not exist.
    - `duplicate_values`: the same value appears more than once.
    - `uniqueness_conflict`: another entry has this value of a unique attribute.
    - `multiple_values_for_single_value_attribute`: intervals overlap, but the attribute holds one value at a time.
    - `system_edit_unauthorized`: Attio defines the attribute; its history cannot be replaced.
    - `formula_edit_unauthorized`: the attribute is a formula.
    - `particle_gate_violation`: Attio rejected the write; the reason is not documented.
    """


class WriteEntryAttributeValuesUnauthorizedError(PermissionDeniedError):
    """`entries.write_attribute_values`, 403 `unauthorized`: the token may not write this entry."""


class WriteEntryAttributeValuesNotFoundError(NotFoundError):
    """`entries.write_attribute_values`, 404, with one of these values of `code`.

    - `not_found`: the list, entry or attribute does not exist.
    - `value_not_found`: a record, option or status that a value refers to does not exist.
    """


ENTRIES_QUERY_ERRORS = (QueryEntriesNotFoundError,)
"""Errors that `entries.query` documents, for `except`."""


ENTRIES_CREATE_ERRORS = (CreateEntryValueNotFoundError, CreateEntryUnauthorizedError, CreateEntryNotFoundError)
"""Errors that `entries.create` documents, for `except`."""


ENTRIES_ASSERT_ERRORS = (MultipleMatchResultsError, AssertEntryUnauthorizedError, AssertEntryNotFoundError)
"""Errors that `entries.assert_` documents, for `except`."""


ENTRIES_GET_ERRORS = (GetEntryNotFoundError,)
"""Errors that `entries.get` documents, for `except`."""


ENTRIES_UPDATE_ERRORS = (UpdateEntryImmutableValueError, UpdateEntryUnauthorizedError, UpdateEntryNotFoundError)
"""Errors that `entries.update` documents, for `except`."""


ENTRIES_UPDATE_APPENDING_ERRORS = (
    UpdateAppendingEntryImmutableValueError,
    UpdateAppendingEntryUnauthorizedError,
    UpdateAppendingEntryNotFoundError,
)
"""Errors that `entries.update_appending` documents, for `except`."""


ENTRIES_DELETE_ERRORS = (DeleteEntryUnauthorizedError, DeleteEntryNotFoundError)
"""Errors that `entries.delete` documents, for `except`."""


ENTRIES_LIST_ATTRIBUTE_VALUES_ERRORS = (ListEntryAttributeValuesNotFoundError,)
"""Errors that `entries.list_attribute_values` documents, for `except`."""


ENTRIES_WRITE_ATTRIBUTE_VALUES_ERRORS = (
    WriteEntryAttributeValuesValidationTypeError,
    WriteEntryAttributeValuesUnauthorizedError,
    WriteEntryAttributeValuesNotFoundError,
)
"""Errors that `entries.write_attribute_values` documents, for `except`."""
