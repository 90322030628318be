"""Scripts that every form of every operation must pass."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Mapping
from typing import cast

from attio import errors
from attio.models.base import Envelope
from tests.contract.api import EXECUTION_ID, TOKEN, StandIn, reply
from tests.contract.forms import Call, Ended, Script
from tests.contract.table import JSON, NO_BODY, Case, ErrorCase, Golden, Response, SameTime, as_dumped, plain
from tests.server import Received

# The class of each status, written down here independently of the SDK.
FAMILIES = {
    400: "BadRequestError",
    401: "AuthenticationError",
    403: "PermissionDeniedError",
    404: "NotFoundError",
    409: "ConflictError",
    413: "ContentTooLargeError",
    429: "RateLimitError",
    500: "ServerError",
    503: "ServerError",
}

# The classes of SCIM, which are also subclasses of those above. The API never sends 418.
SCIM_CLASSES = {
    400: "ScimBadRequestError",
    401: "ScimAuthenticationError",
    403: "ScimPermissionDeniedError",
    404: "ScimNotFoundError",
    409: "ScimConflictError",
    413: "ScimContentTooLargeError",
    418: "ScimError",
    429: "ScimRateLimitError",
}

# The class of each code, whatever the operation.
CODE_CLASSES = {
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

# Prefixes of the operation's other error classes, if its name differs from theirs.
PREFIXES = {
    "AuthError": "CreateCallRecording",
    "BillingError": "CreateList",
    "FilterError": "QueryRecords",
    "MultipleMatchResultsError": "AssertEntry",
    "SystemEditUnauthorizedError": "UpdateAttribute",
}

SCIM_ERROR = "urn:ietf:params:scim:api:messages:2.0:Error"
DETAIL = {
    "code": "invalid_type",
    "path": ["data", "values", 0],
    "message": "Expected a string.",
    "expected": "string",
    "received": "number",
}


def requests(golden: Golden, api: StandIn) -> Script:
    """Every case sends its request; optional parameters that are None are not sent."""
    response = golden.responses[0]
    api.respond_with(reply(plain(response.body) if response.body is not NO_BODY else NO_BODY, response.status))
    for case in golden.cases:
        given = copy.deepcopy(case.kwargs)
        ended = yield Call.of(case)
        _expect_success(ended, golden, response, case.name)
        check_request(golden, case, api.take_one())
        assert case.kwargs == given, f"{case.name}: the arguments of the caller were changed"
    minimal, full = golden.case("minimal"), _keywords(golden)
    nothing = dict.fromkeys(full - {*minimal.kwargs, *golden.sent_as_null})
    yield Call.of(minimal, **nothing)
    check_request(golden, minimal, api.take_one())


def responses(golden: Golden, api: StandIn) -> Script:
    """Every documented success is decoded, with the metadata of its response."""
    for response in golden.responses:
        body = plain(response.body) if response.body is not NO_BODY else NO_BODY
        headers = {"x-attio-record-query-score": "12.5"}
        if golden.scim:  # the content type of the standard; Attio documents `application/json`
            headers["Content-Type"] = "application/scim+json"
        api.respond_with(reply(body, response.status, headers))
        ended = yield Call.of(golden.cases[0])
        if response.nothing:
            assert (response.name, ended) == (response.name, Ended())
            api.take_one()
            continue
        result = _expect_success(ended, golden, response, response.name)
        dumped = result.model_dump(mode="json", by_alias=True, exclude_unset=True)
        assert dumped == ({} if body is NO_BODY else as_dumped(body)), response.name
        http = result.http
        assert (http.status_code, http.attempts, http.request_id) == (response.status, 1, EXECUTION_ID), response.name
        assert http.query_score == 12.5, response.name
        assert http.raw_response is not None
        assert TOKEN not in repr(http.raw_response.request.headers.multi_items()), response.name
        api.take_one()


def failures(golden: Golden, api: StandIn) -> Script:
    """Every documented failure raises its own class; every other status raises the class of its family."""
    documented = {case.status for case in golden.errors}
    for case in golden.errors:
        for code, message in {**case.codes, "code_of_tomorrow": "Something new."}.items():
            # Both spellings are read everywhere, because the documentation uses both.
            spelling = case.spelling if code in case.codes else "statusCode"
            body = {spelling: case.status, "type": case.type, "code": code, "message": message}
            details = {"validation_errors": [DETAIL]} if code == "validation_type" else {}
            api.respond_with(reply({**body, **details}, case.status))
            ended = yield Call.of(golden.cases[0])
            error = check_error(ended, golden, case, code, message)
            assert [(detail.path, detail.code) for detail in error.validation_errors] == (
                [(("data", "values", 0), "invalid_type")] if details else []
            )
            api.take_one()
    for status, family in FAMILIES.items():
        if status in documented:
            continue
        body = {"status_code": status, "type": "invalid_request_error", "code": "made_up", "message": "No."}
        api.respond_with(reply(body, status))
        ended = yield Call.of(golden.cases[0])
        name = SCIM_CLASSES.get(status, family) if golden.scim else family
        check_error(ended, golden, ErrorCase(status, name, {}), "made_up", "No.")
        api.take_one()


def scim_failures(golden: Golden, api: StandIn) -> Script:
    """Errors in the format of SCIM are read, with the status as text or as a number."""
    for status, name in SCIM_CLASSES.items() if golden.scim else ():
        body = {"schemas": [SCIM_ERROR], "status": str(status), "scimType": "madeUp", "detail": "No."}
        api.respond_with(reply(body, status, {"Content-Type": "application/scim+json"}))
        error = check_error(
            (yield Call.of(golden.cases[0])), golden, ErrorCase(status, name, {}, None), "madeUp", "No."
        )
        assert isinstance(error, errors.ScimError)
        assert (error.scim_type, error.detail) == ("madeUp", "No.")
        api.respond_with(reply({"schemas": [SCIM_ERROR], "status": status}, status))
        ended = yield Call.of(golden.cases[0])
        assert (type(ended.error).__name__, getattr(ended.error, "code", "none")) == (name, None)
        assert len(api.take()) == 2


def rejected_inputs(golden: Golden, api: StandIn) -> Script:
    """Invalid parameters are rejected by name before anything is sent."""
    full = golden.case("full") if any(case.name == "full" for case in golden.cases) else golden.case("minimal")
    ended = yield Call.of(full, no_such_parameter=1)
    assert isinstance(ended.error, errors.UnknownParameterError), ended
    assert isinstance(ended.error, TypeError), ended
    assert "no_such_parameter" in str(ended.error)
    for rejected in golden.rejected:
        ended = yield Call.of(full, **rejected.kwargs)
        _expect_rejected(ended, golden, rejected.names)
    for path in golden.closed:
        kwargs = copy.deepcopy(dict(full.kwargs))
        _at(kwargs, path)["no_such_key"] = 1
        ended = yield Call((), kwargs)
        _expect_rejected(ended, golden, "no_such_key")
        assert path.split(".")[-1] in str(ended.error), f"{path} is not named: {ended.error}"
    assert api.take() == []


def check_request(golden: Golden, case: Case, request: Received) -> None:
    """Assert that the request equals the golden one."""
    label = case.name
    assert (label, request.method, request.path) == (label, golden.method, case.path)
    assert (label, sorted(request.query)) == (label, sorted(case.query.items()))
    assert (label, request.header("authorization")) == (label, f"Bearer {TOKEN}")
    assert (label, request.header("accept")) == (label, "application/json")
    assert (label, request.header("transfer-encoding")) == (label, None)
    if case.json is NO_BODY:
        assert (label, request.body, request.header("content-type")) == (label, b"", None)
        return
    assert (label, request.header("content-type")) == (label, "application/json")
    sent = request.json()
    assert (label, sent) == (label, case.json)
    assert same_types(sent, case.json), f"{label}: {sent}"
    compact = json.dumps(sent, ensure_ascii=False, separators=(",", ":")).encode()
    assert (label, request.body) == (label, compact)
    assert (label, request.header("content-length")) == (label, str(len(compact)))


def same_types(sent: JSON, golden: JSON) -> bool:
    """Return whether equal JSON also has equal types: in Python, `True == 1 == 1.0`."""
    alike = type(sent) is type(golden)
    if isinstance(sent, dict) and isinstance(golden, Mapping):
        members, expected = cast("dict[str, JSON]", sent), cast("Mapping[str, JSON]", golden)
        return all(same_types(members[key], expected[key]) for key in expected)
    if isinstance(sent, list) and isinstance(golden, list):
        return all(map(same_types, cast("list[JSON]", sent), cast("list[JSON]", golden)))
    return alike or isinstance(golden, SameTime)


def check_error(ended: Ended, golden: Golden, case: ErrorCase, code: str, message: str) -> errors.AttioError:
    """Assert that the call raised exactly this class, with every fact."""
    error = ended.error
    assert isinstance(error, errors.AttioError), f"{case.status} {code}: {ended}"
    check_class(error, golden, case, code)
    family = FAMILIES.get(case.status, "AttioError")
    assert issubclass(type(error), cast("type[errors.AttioError]", getattr(errors, family)))
    assert (error.status_code, error.code, error.message) == (case.status, code, message)
    assert error.data is not None
    assert (error.data.type, error.data.status_code) == (case.type, case.status)
    assert (error.operation, error.attempts, error.request_id) == (golden.operation, 1, EXECUTION_ID)
    assert error.outcome == ("unknown" if case.status >= 500 else "rejected")
    text = str(error)
    assert all(fact in text for fact in (golden.operation, str(case.status), code, message, EXECUTION_ID)), text
    assert TOKEN not in text
    return error


def check_class(error: errors.AttioError, golden: Golden, case: ErrorCase, code: str) -> None:
    """Assert that the error has the documented class and the class of its code, and no other."""
    documented = cast("type[errors.AttioError]", getattr(errors, case.error))
    assert isinstance(error, documented), f"{case.status} {code}: {error!r}"
    of_codes = {name for name in CODE_CLASSES.values() if isinstance(error, getattr(errors, name))}
    # Some classes of an operation have the name of a code; for compatibility, they are not classes of that code.
    of_codes -= {cls.__name__ for cls in documented.__mro__} - {CODE_CLASSES.get(code)}
    assert of_codes == ({CODE_CLASSES[code]} if code in CODE_CLASSES else set()), f"{case.status} {code}: {error!r}"
    assert type(error).__name__ == shown_name(golden, case, code)
    assert type(pickle.loads(pickle.dumps(error))) is type(error)


def shown_name(golden: Golden, case: ErrorCase, code: str) -> str:
    """Return the name of the raised class."""
    suffix = CODE_CLASSES.get(code) or "".join(word.capitalize() for word in code.split("_")) + "Error"
    if case not in golden.errors or case.error.endswith(suffix):
        return case.error
    own = [name for name in CODE_CLASSES.values() if case.error.endswith(name)]
    return (PREFIXES.get(case.error) or case.error.removesuffix(max(own, key=len))) + suffix


def _expect_success(ended: Ended, golden: Golden, response: Response, label: str) -> Envelope:
    if ended.error is not None:
        raise AssertionError(f"{label}: {ended.error!r}") from ended.error
    assert isinstance(ended.result, Envelope), label
    assert (label, type(ended.result).__name__) == (label, response.model or golden.model)
    return ended.result


def _expect_rejected(ended: Ended, golden: Golden, place: str) -> None:
    error = ended.error
    assert isinstance(error, errors.InvalidRequestError), f"{place}: {ended}"
    assert isinstance(error, ValueError)
    assert place in str(error), f"{place} is not named: {error}"
    assert (error.operation, error.outcome, error.attempts) == (golden.operation, "not_sent", 0)


def _keywords(golden: Golden) -> set[str]:
    """Return the keywords of an operation, without path parameters."""
    in_path = {part[1:-1] for part in golden.template.split("/") if part.startswith("{")}
    return {name for case in golden.cases for name in case.kwargs} - in_path


def _at(value: object, path: str) -> dict[str, object]:
    """Return the object at a dotted path."""
    for step in path.split("."):
        if isinstance(value, list):
            value = cast("list[object]", value)[int(step)]
        else:
            value = cast("dict[str, object]", value)[step]
    return cast("dict[str, object]", value)
