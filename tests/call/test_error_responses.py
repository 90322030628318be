"""Error classes of every operation, for each documented status and code."""

from __future__ import annotations

import copy
import importlib
import json
import pickle
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

import attio.funcs
from attio import errors
from attio._call.error_responses import read_error
from attio._call.operation import Operation
from attio._support.headers import Headers
from attio.errors.codes import CLASS_NAMES
from attio.errors.raised import raised_class

SHARED = {"BillingError", "FilterError", "MultipleMatchResultsError", "SystemEditUnauthorizedError"}
"""Classes that belong to one operation and to a code."""


def operations() -> Iterator[Operation[Any]]:
    for name in attio.funcs.__all__:
        if not name.endswith("_async"):
            module = importlib.import_module(getattr(attio.funcs, name).__module__)
            yield getattr(module, name.upper())


def fail(operation: Operation[Any], status: int, code: str | None, **more: object) -> errors.AttioError:
    body = {"status_code": status, "type": "invalid_request_error", "code": code, "message": "No.", **more}
    return read_error(operation, status, Headers(), json.dumps(body).encode())


def operation(name: str) -> Operation[Any]:
    return next(candidate for candidate in operations() if candidate.name == name)


@pytest.mark.parametrize("one", list(operations()), ids=lambda one: one.name)
def test_an_error_has_the_classes_of_its_operation_and_code(one: Operation[Any]) -> None:
    for documented in one.errors:
        status = documented.family or 418
        for code, name in CLASS_NAMES.items():
            error = fail(one, status, code)
            of_code: type[errors.AttioError] = getattr(errors, name)
            assert isinstance(error, documented), (code, type(error))
            assert isinstance(error, of_code) == (of_code.family in (0, status)), (code, type(error))
            assert (error.status_code, error.code, error.message, error.operation) == (status, code, "No.", one.name)
            for other in (copy.copy(error), pickle.loads(pickle.dumps(error))):
                assert type(other) is type(error)
                assert str(other) == str(error)


@pytest.mark.parametrize("one", list(operations()), ids=lambda one: one.name)
def test_an_error_has_no_class_of_another_code(one: Operation[Any]) -> None:
    for documented in one.errors:
        for code, name in CLASS_NAMES.items():
            error = fail(one, documented.family or 418, code)
            others = {other for other in CLASS_NAMES.values() if isinstance(error, getattr(errors, other))} - {name}
            assert others <= {cls.__name__ for cls in documented.__mro__} & {*SHARED, "NotFoundError", "RateLimitError"}


@pytest.mark.parametrize(
    ("name", "status", "code", "shown"),
    [
        ("records.assert", 400, "validation_type", "AssertRecordValidationTypeError"),
        ("records.assert", 400, "value_not_found", "AssertRecordValueNotFoundError"),
        ("records.assert", 400, "uniqueness_conflict", "AssertRecordUniquenessConflictError"),
        ("records.assert", 400, "code_of_tomorrow", "AssertRecordCodeOfTomorrowError"),
        ("records.assert", 400, "Not a code!", "AssertRecordValueNotFoundError"),
        ("records.assert", 400, "x" * 65, "AssertRecordValueNotFoundError"),
        ("records.assert", 400, None, "AssertRecordValueNotFoundError"),
        ("records.get", 404, "merge_in_progress", "GetRecordMergeInProgressError"),
        ("records.get", 404, "not_found", "GetRecordNotFoundError"),
        ("records.query", 400, "filter_error", "FilterError"),
        ("records.query", 400, "unknown_filter_attribute_slug", "FilterError"),
        ("records.query", 400, "validation_type", "QueryRecordsValidationTypeError"),
        ("activity_records.query", 400, "missing_sort_field", "QueryActivityRecordsFilterError"),
        # Status 403 has the class `DeleteActivityUnauthorizedError`.
        ("activities.delete", 400, "unauthorized", "DeleteActivitySystemEditUnauthorizedError"),
        ("call_recordings.create", 403, "quota_exceeded", "CreateCallRecordingQuotaExceededError"),
        ("call_recordings.create", 403, "billing_error", "CreateCallRecordingBillingError"),
        ("lists.create", 403, "unauthorized", "CreateListUnauthorizedError"),
        ("entries.assert", 400, "merge_in_progress", "AssertEntryMergeInProgressError"),
        ("notes.create", 413, "validation_type", "CreateNoteValidationTypeError"),
        # A status that the operation does not document.
        ("entries.query", 400, "filter_error", "FilterError"),
        ("entries.query", 400, "validation_type", "BadRequestError"),
        ("entries.query", 400, "code_of_tomorrow", "BadRequestError"),
        ("entries.query", 401, "unauthorized", "AuthenticationError"),
        ("entries.query", 429, "rate_limit_exceeded", "RateLimitError"),
        ("entries.query", 500, "not_found", "ServerError"),
        ("entries.query", 422, "validation_type", "ValidationTypeError"),
        ("scim.users.get", 404, "not_found", "ScimNotFoundError"),
        ("scim.users.get", 409, "uniqueness_conflict", "ScimConflictError"),
    ],
)
def test_the_name_of_the_class_contains_the_code(name: str, status: int, code: str | None, shown: str) -> None:
    error = fail(operation(name), status, code)
    assert type(error).__name__ == shown
    assert repr(error).startswith(f"{shown}(")
    assert type(error).__module__.startswith("attio.errors.")


def test_an_error_is_caught_by_each_of_its_classes() -> None:
    error = fail(operation("records.assert"), 400, "validation_type")
    for cls in (errors.AssertRecordValueNotFoundError, errors.ValidationTypeError, errors.BadRequestError):
        with pytest.raises(cls):
            raise error
    assert not isinstance(error, errors.ValueNotFoundError)
    with pytest.raises(errors.RECORDS_ASSERT_ERRORS):
        raise error
    with pytest.raises(errors.FilterError):
        raise fail(operation("entries.query"), 400, "unknown_filter_attribute_slug")


def test_the_name_of_a_generated_class_shows_which_class_to_catch() -> None:
    with pytest.raises(AttributeError) as caught:
        getattr(errors, "AssertRecordValidationTypeError")  # noqa: B009 - checkers know that it is not there
    assert str(caught.value) == (
        "module 'attio.errors' has no attribute 'AssertRecordValidationTypeError'; use 'ValidationTypeError', "
        "for this code in any operation, or the class that the operation documents"
    )
    with pytest.raises(AttributeError, match="did you mean 'NotFoundError'"):
        getattr(errors, "NotFoundEror")  # noqa: B009


def test_an_error_has_no_class_of_another_status() -> None:
    """An error with status 400 is not a `PermissionDeniedError`, whatever its code."""
    error = fail(operation("records.create"), 400, "billing_error")
    assert isinstance(error, errors.CreateRecordValueNotFoundError)
    assert not isinstance(error, errors.PermissionDeniedError)
    assert type(error).__name__ == "CreateRecordBillingError"


def test_the_same_failure_has_the_same_class() -> None:
    first, second = (fail(operation("records.assert"), 400, "validation_type") for _ in range(2))
    assert type(first) is type(second)
    assert type(first).__doc__ == "`AssertRecordValueNotFoundError` with the code `validation_type`."
    kinds = {raised_class(errors.BadRequestError, 400, f"code_{number}") for number in range(1000)}
    assert kinds == {errors.BadRequestError}


def test_a_raised_error_keeps_its_facts_when_pickled() -> None:
    problem = {"path": ["data", "values", "name"], "message": "Required", "code": "invalid_type"}
    error: Any = fail(operation("records.assert"), 400, "validation_type", validation_errors=[problem])
    error.__notes__ = ["while syncing"]
    other: Any = pickle.loads(pickle.dumps(error))
    assert (other.attribute, other.__notes__, other.data) == ("name", ["while syncing"], error.data)


def test_an_error_keeps_its_response() -> None:
    response = httpx.Response(404)
    error = read_error(operation("records.get"), 404, Headers(), b"", raw_response=response)
    assert error.raw_response is response
