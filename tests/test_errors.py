from __future__ import annotations

import builtins
import copy
import pickle
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

import pytest

from attio import errors
from attio._support.headers import Headers
from attio.errors.base import AttioSDKError, add_facts
from attio.errors.data import ErrorData, ValidationErrorDetail

SECRET = "secret-9f8e7d"


def every_class(root: type[AttioSDKError] = AttioSDKError) -> list[type[AttioSDKError]]:
    for name in errors.__all__:
        getattr(errors, name)
    found = {root}
    for cls in root.__subclasses__():
        found.update(every_class(cls))
    return sorted((cls for cls in found if cls.__module__.startswith("attio.")), key=lambda cls: cls.__name__)


def make(cls: type[AttioSDKError]) -> AttioSDKError:
    error = cls("it went wrong")
    facts: dict[str, object] = {"operation": "records.create", "attempts": 3, "retry_after": 1.5, "outcome": "unknown"}
    if isinstance(error, errors.AttioBaseError):
        facts |= {
            "status_code": 418,
            "headers": Headers([("X-Attio-Execution-Id", "id-1"), ("Location", SECRET)]),
            "body": "{}",
            "data": ErrorData(code="teapot", validation_errors=(ValidationErrorDetail(("data", 0), "is bad"),)),
            "raw_response": object(),
        }
    add_facts(error, **facts)
    try:
        raise error from OSError("no route")
    except AttioSDKError as raised:
        return raised


def facts_of(error: AttioSDKError) -> tuple[object, ...]:
    common = (type(error), str(error), error.operation, error.attempts, error.retry_after, error.outcome, error.cause)
    if not isinstance(error, errors.AttioBaseError):
        return common
    more = (error.status_code, dict(error.headers), error.body, error.code, error.validation_errors, error.request_id)
    return (*common, *more)


@pytest.mark.parametrize("cls", every_class(), ids=lambda cls: cls.__name__)
def test_every_error_pickles_and_copies_with_its_facts(cls: type[AttioSDKError]) -> None:
    error = make(cls)
    copies = [copy.copy(error), copy.deepcopy(error)]
    copies += [pickle.loads(pickle.dumps(error, protocol)) for protocol in (0, 2, pickle.HIGHEST_PROTOCOL)]
    for other in copies:
        assert facts_of(other) == facts_of(error)
        assert other.cause == "OSError: no route"
        if isinstance(other, errors.AttioBaseError):
            assert other.raw_response is None


@pytest.mark.parametrize("cls", every_class(), ids=lambda cls: cls.__name__)
def test_no_error_shows_its_headers(cls: type[AttioSDKError]) -> None:
    error = make(cls)
    assert SECRET not in str(error)
    assert SECRET not in repr(error)
    if isinstance(error, errors.AttioBaseError):
        assert SECRET not in repr(error.headers)
        assert error.headers["location"] == SECRET


def _raise() -> None:
    raise make(errors.NotFoundError)


def test_an_error_crosses_a_process_pool() -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool, pytest.raises(errors.NotFoundError) as caught:
        pool.submit(_raise).result()
    assert caught.value.operation == "records.create"


def test_str_tells_at_one_glance_why() -> None:
    detail = ValidationErrorDetail(("data", "values"), "Required", "invalid_type", "object", "undefined")
    error = errors.BadRequestError(
        "Body payload validation error.",
        status_code=400,
        headers=Headers([("x-attio-execution-id", "5f3c")]),
        data=ErrorData(code="validation_type", validation_errors=(detail,)),
        hint="look here",
        operation="records.create",
    )
    add_facts(error, retry_after=1.5)
    assert str(error) == (
        "records.create: 400 validation_type: Body payload validation error.\n"
        "  data.values: Required (expected object, received undefined)\n"
        "  hint: look here\n"
        "  retry after: 1.5 s\n"
        "  request id: 5f3c"
    )


@pytest.mark.parametrize(
    ("cls", "builtin"),
    [
        (errors.ConnectionError, builtins.ConnectionError),
        (errors.RequestTimeoutError, builtins.TimeoutError),
        (errors.InvalidRequestError, ValueError),
        (errors.UnknownParameterError, TypeError),
        (errors.UnexpectedClientError, RuntimeError),
        (errors.ResponseValidationError, ValueError),
    ],
)
def test_errors_are_also_what_a_python_programmer_would_catch(
    cls: type[AttioSDKError], builtin: type[Exception]
) -> None:
    with pytest.raises(builtin):
        raise cls("x")


def test_the_tree_hangs_together() -> None:
    assert issubclass(errors.AttioBaseError, errors.AttioSDKError)
    for cls in every_class(errors.AttioError):
        assert issubclass(cls, errors.AttioBaseError)
    for cls in every_class(errors.HTTPClientError):
        assert not issubclass(cls, errors.AttioBaseError)


def test_a_note_travels_with_a_pickled_error() -> None:
    error: Any = errors.NotFoundError("x")
    error.__notes__ = ["while syncing"]  # what add_note does, from Python 3.11 on
    assert pickle.loads(pickle.dumps(error)).__notes__ == ["while syncing"]


def test_a_reason_is_not_told_twice() -> None:
    detail = ValidationErrorDetail(("data",), "Expected array, received string", "invalid_type", "array", "string")
    assert str(detail) == "data: Expected array, received string"


def test_both_spellings_of_the_status_are_read() -> None:
    for name in ("status_code", "statusCode"):
        data = ErrorData.parse({name: 400, "type": "invalid_request_error", "code": "x", "message": "m"})
        assert data is not None
        assert (data.status_code, data.type, data.code, data.message) == (400, "invalid_request_error", "x", "m")


@pytest.mark.parametrize("body", [None, [], "text", 5])
def test_a_body_that_is_no_object_has_no_data(body: object) -> None:
    assert ErrorData.parse(body) is None


def test_odd_validation_errors_are_still_readable() -> None:
    data = ErrorData.parse({"validation_errors": ["plain", {"path": ["data", 0, None], "message": "bad"}, {}]})
    assert data is not None
    assert [str(detail) for detail in data.validation_errors] == [
        "request: plain",
        "data.0.None: bad",
        "request: not valid",
    ]


def test_headers_have_any_case_and_join_repeats() -> None:
    headers = Headers([("Vary", "a"), ("VARY", "b"), ("X", "1")])
    assert headers["vary"] == "a, b"
    assert headers.get("x") == "1"
    assert "Vary" in headers
    assert len(headers) == 2
    keys: list[object] = [5, None]
    assert not any(key in headers for key in keys)
