"""Error classes: their text, facts, copies and pickles."""

from __future__ import annotations

import builtins
import copy
import pickle
import re
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import anyio
import pytest

from attio import errors
from attio._support.headers import Headers
from attio.errors.base import AttioSDKError, add_facts, outcome_of
from attio.errors.codes import CLASS_NAMES
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
    facts: dict[str, object] = {"operation": "records.create", "attempts": 3, "outcome": "unknown", "writes": True}
    facts["retry_after"] = 1.5
    if isinstance(error, errors.AttioBaseError):
        facts |= {
            "status_code": 418,
            "headers": Headers([("X-Attio-Execution-Id", "id-1"), ("Location", SECRET)]),
            "body": "{}",
            "data": ErrorData(
                code="teapot",
                message='Attribute with slug "name" is too hot.',
                validation_errors=(ValidationErrorDetail(("data", 0), "is bad"),),
                path=("$or", "0"),
            ),
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
    assert (error.attribute, error.path) == ("name", ("$or", "0"))
    return (*common, *more, error.attribute, error.path)


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


def test_str_shows_message_code_and_details() -> None:
    detail = ValidationErrorDetail(("data", "values"), "Required", "invalid_type", "object", "undefined")
    error = errors.BadRequestError(
        "Body payload validation error.",
        status_code=400,
        headers=Headers([("x-attio-execution-id", "5f3c")]),
        data=ErrorData(code="validation_type", validation_errors=(detail,)),
        hint="look here",
        operation="records.create",
        retry_after=1.5,
    )
    assert str(error) == (
        "records.create: 400 validation_type: Body payload validation error.\n"
        "  data.values: Required (expected object, received undefined)\n"
        "  hint: look here\n"
        "  retry after: 1.5 s\n"
        "  request id: 5f3c"
    )


@pytest.mark.parametrize(
    ("facts", "lines"),
    [
        ({"outcome": "unknown", "writes": True, "attempts": 1}, ["  outcome: unknown; the write may have happened"]),
        (
            {"outcome": "accepted", "writes": True, "attempts": 2},
            ["  outcome: accepted; the write happened", "  attempts: 2"],
        ),
        ({"outcome": "unknown", "writes": False, "attempts": 4}, ["  attempts: 4"]),
        ({"outcome": "rejected", "writes": True, "attempts": 1}, []),
        ({"outcome": "not_sent", "writes": True, "attempts": 3}, ["  attempts: 3"]),
    ],
)
@pytest.mark.parametrize("cls", [errors.ServerError, errors.ConnectionError, errors.ResponseValidationError])
def test_str_ends_with_the_outcome_of_a_write(
    cls: type[AttioSDKError], facts: dict[str, object], lines: list[str]
) -> None:
    error = cls("it failed", operation="records.create")
    add_facts(error, **facts)
    assert str(error).split("\n") == ["records.create: it failed", *lines]
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_str_and_repr_are_short_whatever_the_api_sends() -> None:
    details = tuple(ValidationErrorDetail(("data", place), "is bad" * 200) for place in range(500))
    data = ErrorData(code="validation_type", validation_errors=details)
    error = errors.BadRequestError("too long " * 1000, status_code=400, data=data, operation="records.create")
    text = str(error).split("\n")
    assert len(text) == 12
    assert text[-1] == "  … and 490 more in `validation_errors`"
    assert len(str(error)) < 4500
    assert len(repr(error)) < 200
    assert "\n" not in repr(error)
    assert repr(error).startswith("BadRequestError('records.create: 400 validation_type: too long")
    assert repr(errors.RequestTimeoutError("it took\ntoo long")) == "RequestTimeoutError('it took')"
    assert repr(errors.RequestTimeoutError("it took\ntoo\nlong")) == "RequestTimeoutError('it took')"
    assert repr(errors.RequestTimeoutError("it took too long")) == "RequestTimeoutError('it took too long')"
    assert error.message == "too long " * 1000


def test_texts_are_cut_after_their_longest_length() -> None:
    for length, shown in ((1000, "x" * 1000), (1001, "x" * 999 + "…")):
        assert str(errors.NotFoundError("x" * length, status_code=404)) == f"404: {shown}"
    details = tuple(ValidationErrorDetail(("data", place), "is bad") for place in range(10))
    error = errors.BadRequestError("no", status_code=400, data=ErrorData(validation_errors=details))
    assert len(str(error).split("\n")) == 11


def test_an_error_made_without_arguments_is_empty() -> None:
    assert [str(kind()) for kind in (errors.NotFoundError, AttioSDKError, errors.InvalidRequestError)] == [""] * 3
    assert (errors.NotFoundError().message, errors.NotFoundError().body) == ("", "")
    assert errors.NotFoundError().outcome == AttioSDKError().outcome == "unknown"


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (None, "unknown"),
        (199, "unknown"),
        (200, "accepted"),
        (204, "accepted"),
        (299, "accepted"),
        (300, "unknown"),
        (399, "unknown"),
        (400, "rejected"),
        (407, "rejected"),
        (408, "unknown"),
        (409, "rejected"),
        (499, "rejected"),
        (500, "unknown"),
        (599, "unknown"),
    ],
)
def test_the_status_decides_the_outcome(status: int | None, outcome: str) -> None:
    assert outcome_of(status) == outcome


def test_str_says_where_in_a_filter() -> None:
    data = ErrorData(code="unknown_filter_attribute_slug", path=("$or", 1, "email"))
    error = errors.BadRequestError("Unknown attribute slug: email.", status_code=400, data=data)
    assert str(error) == "400 unknown_filter_attribute_slug: Unknown attribute slug: email.\n  path: $or.1.email"
    assert errors.BadRequestError("no body").path == ()


@pytest.mark.parametrize(
    ("body", "attribute"),
    [
        ({"validation_errors": [{"path": ["data", "values", "domains"]}]}, "domains"),
        ({"validation_errors": [{"path": ["data", "entry_values", "stage", 0, "status"]}]}, "stage"),
        ({"validation_errors": [{"path": ["limit"]}, {"path": ["data", "values", "name", 0]}]}, "name"),
        ({"validation_errors": [{"path": ["data", "values", "values"]}]}, "values"),
        ({"validation_errors": [{"path": ["data", "values", 0]}]}, None),
        ({"validation_errors": [{"path": ["data", "values"]}]}, None),
        ({"validation_errors": [{"path": ["data", "title"]}], "message": "Body payload validation error."}, None),
        ({"path": ["$or", "1", "email"], "message": "Unknown attribute slug: email."}, "email"),
        ({"path": ["type_persona"], "message": "Unknown select option name: Aesthetics"}, "type_persona"),
        ({"path": ["name", "first_name", "$eq"]}, "name"),
        ({"path": ["$and", 0, "$not", "name"]}, "name"),
        ({"path": ["path", "0"], "message": "Unknown attribute slug: nmae."}, "nmae"),
        ({"path": ["constraints", "first_name"]}, None),
        ({"path": ["sorts", "0"], "message": "Unknown attribute slug: nmae."}, "nmae"),
        ({"path": ["sorts"]}, "sorts"),
        ({"path": "email"}, None),
        ({"message": 'Cannot find attribute with slug/ID "nmae".'}, "nmae"),
        ({"message": 'An invalid value was passed to attribute with slug "email_addresses".'}, "email_addresses"),
        ({"message": 'Required value for attribute with ID "1b2c" was not provided.'}, "1b2c"),
        ({"message": 'Multi-select attribute "domains" expects an array but received a single value.'}, "domains"),
        ({"message": 'Attribute with slug/ID "nmae" not found.'}, "nmae"),
        ({"message": 'No attribute was found for matching_attribute slug/ID "nmae".'}, "nmae"),
        (
            {
                "message": 'The value "attribute with ID "x" conflicts" provided for attribute with ID "1b2c" '
                "conflicts with one already in the system."
            },
            "1b2c",
        ),
        ({"message": 'Cannot find select option with title "Hardwear".'}, None),
        ({"message": 'Record with ID "1b2c" not found.'}, None),
        ({}, None),
    ],
)
def test_the_attribute_is_found_wherever_the_api_names_it(body: dict[str, object], attribute: str | None) -> None:
    data = ErrorData.parse(body)
    assert data is not None
    error = errors.BadRequestError(data.message or "", data=data)
    assert error.attribute == attribute
    assert pickle.loads(pickle.dumps(error)).attribute == attribute


def test_the_guide_names_the_classes_of_codes() -> None:
    rows = re.findall(r"^\| (`.*`) \| (`\w+`(?:, `\w+`)*) \|", Path("docs/errors.md").read_text("utf-8"), re.MULTILINE)
    named = {
        code: name
        for codes, names in rows
        for code, name in zip(re.findall(r"`(\w+)`", codes), re.findall(r"`(\w+)`", names), strict=True)
    }
    assert len(named) >= 12
    assert named == {code: CLASS_NAMES[code] for code in named}


def test_an_error_without_a_body_is_about_no_attribute() -> None:
    assert errors.BadRequestError("no body").attribute is None


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
def test_errors_are_also_builtin_exceptions(cls: type[AttioSDKError], builtin: type[Exception]) -> None:
    with pytest.raises(builtin):
        raise cls("x")


def test_the_error_classes_form_one_tree() -> None:
    assert issubclass(errors.AttioBaseError, errors.AttioSDKError)
    for cls in every_class(errors.AttioError):
        assert issubclass(cls, errors.AttioBaseError)
    for cls in every_class(errors.HTTPClientError):
        assert not issubclass(cls, errors.AttioBaseError)


def test_a_note_travels_with_a_pickled_error() -> None:
    error: Any = errors.NotFoundError("x")
    error.__notes__ = ["while syncing"]  # like add_note, which Python has since 3.11
    assert pickle.loads(pickle.dumps(error)).__notes__ == ["while syncing"]


def test_a_reason_is_not_repeated() -> None:
    detail = ValidationErrorDetail(("data",), "Expected array, received string", "invalid_type", "array", "string")
    assert str(detail) == "data: Expected array, received string"


def test_both_spellings_of_the_status_are_read() -> None:
    for name in ("status_code", "statusCode"):
        data = ErrorData.parse({name: 400, "type": "invalid_request_error", "code": "x", "message": "m"})
        assert data is not None
        assert (data.status_code, data.type, data.code, data.message) == (400, "invalid_request_error", "x", "m")


@pytest.mark.parametrize("body", [None, [], "text", 5])
def test_a_body_that_is_not_an_object_has_no_data(body: object) -> None:
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


def test_a_throttled_call_says_when_to_come_back_and_was_not_sent() -> None:
    error = errors.ThrottledError("full", operation="records.create", retry_after=2.5)
    assert (str(error), error.outcome, error.retry_after) == ("records.create: full", "not_sent", 2.5)
    empty = errors.ThrottledError()
    assert (str(empty), empty.outcome, empty.retry_after, empty.operation) == ("", "not_sent", None, None)
    assert errors.ThrottledError(outcome="rejected").outcome == "rejected"


def test_a_stale_record_names_the_attributes_that_changed() -> None:
    error = errors.StaleRecordError(attributes=("name", "domains"))
    assert (error.attributes, error.outcome) == (("name", "domains"), "not_sent")
    changed = "changed by another program or user since it was read: name, domains"
    assert str(error) == f"{changed}; refresh, and change it again"
    assert str(errors.StaleRecordError("changed")) == "changed"


class Source:
    """Explains errors; records the arguments."""

    def __init__(self) -> None:
        self.asked: list[object] = []

    def _explain(self, *arguments: object) -> Any:
        self.asked.append(arguments)
        return "explained"

    async def _explain_async(self, *arguments: object) -> Any:
        return self._explain(*arguments)


def test_an_error_is_explained_with_the_parameters_of_its_call() -> None:
    error = errors.NotFoundError("gone", status_code=404)
    add_facts(error, given={"object": "peple"})
    source: Any = Source()
    explained: Any = [error.explain(source), anyio.run(error.explain_async, source)]
    assert explained == ["explained", "explained"]
    assert source.asked == [(error, {"object": "peple"})] * 2


def test_an_error_keeps_its_response() -> None:
    response: Any = object()
    assert errors.AttioError("no", status_code=400, raw_response=response).raw_response is response
