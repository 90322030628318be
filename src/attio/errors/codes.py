# Generated from codegen/spec/ by `make generate`; edit the files there instead.
"""Errors by the code of the API, in all operations."""

from __future__ import annotations

from collections.abc import Mapping

from attio.errors.base import AttioError

__all__ = [
    "ConcurrentWriteConflictError",
    "DuplicateValuesError",
    "FormulaEditUnauthorizedError",
    "ImmutableValueError",
    "LimitReachedError",
    "MatchingAttributeDefinitionNotUniqueError",
    "MergeInProgressError",
    "MissingValueError",
    "MultipleValuesForSingleValueAttributeError",
    "ParticleGateViolationError",
    "QuotaExceededError",
    "SelfMergeError",
    "SlugConflictError",
    "StandardObjectDisabledError",
    "UnauthorizedError",
    "UniquenessConflictError",
    "ValidationTypeError",
    "ValueNotFoundError",
]


class ConcurrentWriteConflictError(AttioError):
    """`concurrent_write_conflict`, 409: another request wrote the same data at the same time.

    Send the request again; by default, the client has already retried it once.
    """


class DuplicateValuesError(AttioError):
    """`duplicate_values`, 400: the same value appears more than once for overlapping times.

    Pass each value once.
    """


class FormulaEditUnauthorizedError(AttioError):
    """`formula_edit_unauthorized`, 400: the attribute is a formula, whose values cannot be written.

    Leave the attribute out, or write the attributes that the formula reads.
    """


class ImmutableValueError(AttioError):
    """`immutable_value`, 400: the value is set when the entry is created, and cannot be changed later.

    Delete the entry, and create a new one.
    """


class LimitReachedError(AttioError):
    """`limit_reached`, 400: the write would exceed a limit that Attio does not document.

    Write less in one request, or delete data.
    """


class MatchingAttributeDefinitionNotUniqueError(AttioError):
    """`matching_attribute_definition_not_unique`, 400: the matching attribute of an upsert is not unique.

    Match by a unique attribute, such as `domains` or `email_addresses`.
    """


class MergeInProgressError(AttioError):
    """`merge_in_progress`, 400 or 404: the record is part of a merge that is not finished.

    Wait a few seconds, and send the request again.
    """


class MissingValueError(AttioError):
    """`missing_value`, 400: a required attribute has no value.

    Set a value for the attribute that `attribute` names.
    """


class MultipleValuesForSingleValueAttributeError(AttioError):
    """`multiple_values_for_single_value_attribute`, 400.

    The attribute holds one value at a time, and the times of its values overlap. End each interval before the next
    one begins.
    """


class ParticleGateViolationError(AttioError):
    """`particle_gate_violation`, 400: Attio rejected the write for a reason that it does not document.

    Report `request_id` to Attio's support.
    """


class QuotaExceededError(AttioError):
    """`quota_exceeded`, 400 or 403: the write would exceed a limit of the workspace's plan.

    Delete data, or upgrade the plan.
    """


class SelfMergeError(AttioError):
    """`self_merge`, 400: both ids of the merge identify the same record.

    Pass the ids of two different records.
    """


class SlugConflictError(AttioError):
    """`slug_conflict`, 409: another object, list, attribute, option or status has this slug or title.

    Choose another slug or title, or use the existing one.
    """


class StandardObjectDisabledError(AttioError):
    """`standard_object_disabled`, 400: the standard object is not enabled in this workspace.

    Ask an admin to enable it in the workspace settings.
    """


class UnauthorizedError(AttioError):
    """`unauthorized`, 401 or 403: the token is not valid, or lacks a scope or a permission.

    Check the scopes that `meta.identify` returns against those in the documentation of the method.
    """


class UniquenessConflictError(AttioError):
    """`uniqueness_conflict`, 400 or 409.

    Another record or entry has the same value of a unique attribute, or the same webhook subscription exists.
    Update the record that has the value; an upsert (`assert_`) does this.
    """


class ValidationTypeError(AttioError):
    """`validation_type`, 400 or 413: a field or value is missing or not valid.

    See `validation_errors` and `attribute`, and correct the value.
    """


class ValueNotFoundError(AttioError):
    """`value_not_found`, 400 or 404.

    An attribute, option, status, record or other thing named in the body does not exist. Correct the name, or
    create the option or record first.
    """


CLASS_NAMES: Mapping[str, str] = {
    "billing_error": "BillingError",
    "concurrent_write_conflict": "ConcurrentWriteConflictError",
    "duplicate_values": "DuplicateValuesError",
    "filter_error": "FilterError",
    "formula_edit_unauthorized": "FormulaEditUnauthorizedError",
    "immutable_value": "ImmutableValueError",
    "limit_reached": "LimitReachedError",
    "matching_attribute_definition_not_unique": "MatchingAttributeDefinitionNotUniqueError",
    "merge_in_progress": "MergeInProgressError",
    "missing_sort_field": "FilterError",
    "missing_value": "MissingValueError",
    "multiple_match_results": "MultipleMatchResultsError",
    "multiple_values_for_single_value_attribute": "MultipleValuesForSingleValueAttributeError",
    "not_found": "NotFoundError",
    "particle_gate_violation": "ParticleGateViolationError",
    "quota_exceeded": "QuotaExceededError",
    "rate_limit_exceeded": "RateLimitError",
    "self_merge": "SelfMergeError",
    "slug_conflict": "SlugConflictError",
    "standard_object_disabled": "StandardObjectDisabledError",
    "system_edit_unauthorized": "SystemEditUnauthorizedError",
    "unauthorized": "UnauthorizedError",
    "uniqueness_conflict": "UniquenessConflictError",
    "unknown_filter_attribute_slug": "FilterError",
    "unknown_filter_select_option_slug": "FilterError",
    "validation_type": "ValidationTypeError",
    "value_not_found": "ValueNotFoundError",
}
"""Name of the class of each code; all are in `attio.errors`."""

PREFIXES: Mapping[str, str] = {
    "AuthError": "CreateCallRecording",
    "BillingError": "CreateList",
    "FilterError": "QueryRecords",
    "MultipleMatchResultsError": "AssertEntry",
    "SystemEditUnauthorizedError": "UpdateAttribute",
}
"""Prefix of the error classes of an operation, by those of its classes that lack the prefix."""
