"""From status, headers and bytes to a model, or to the operation's error; no I/O."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import from_json

from attio._collector import paused
from attio.errors.base import (
    AttioError,
    AuthenticationError,
    BadRequestError,
    ConflictError,
    ContentTooLargeError,
    NotFoundError,
    Outcome,
    PermissionDeniedError,
    RateLimitError,
    ResponseValidationError,
    ServerError,
    add_facts,
)
from attio.errors.data import ErrorData, Headers
from attio.models.base import EmptyResponse
from attio.retries import TRANSIENT

if TYPE_CHECKING:
    from attio.operation import Operation

T = TypeVar("T")

FAMILIES: dict[int, type[AttioError]] = {
    error.family: error
    for error in (
        BadRequestError,
        AuthenticationError,
        PermissionDeniedError,
        NotFoundError,
        ConflictError,
        ContentTooLargeError,
        RateLimitError,
    )
}

SHOWN_BYTES = 200
SHOWN_PROBLEMS = 10
COUNTED_PROBLEMS = 1_000
"""More are not told one by one, which takes hundreds of times the size of the answer."""


def decode(operation: Operation[T], status: int, headers: Headers, content: bytes) -> T:
    """Read a success.

    Raises:
        ResponseValidationError: The body is not what the operation documents.
    """
    model = operation.response
    if not content.strip() and (model is EmptyResponse or operation.may_be_empty):
        return cast("T", EmptyResponse() if model is EmptyResponse else None)
    if isinstance(model, type) and not issubclass(model, BaseModel):
        message = "success, but without the redirect that leads to the file"
        raise ResponseValidationError(
            message, status_code=status, headers=headers, operation=operation.name, outcome="accepted"
        )
    try:
        with paused(len(content)):
            if isinstance(model, TypeAdapter):
                return model.validate_json(content)
            return cast("T", cast("type[BaseModel]", model).model_validate_json(content))
    except ValidationError as error:
        raise _not_as_documented(operation, status, headers, content, error) from None


def _not_as_documented(
    operation: Operation[Any], status: int, headers: Headers, content: bytes, error: ValidationError
) -> ResponseValidationError:
    raw, is_json = _parse(content)
    if is_json:
        problems = _problems(error)
        message = f"success, but the body is not what the API documents: {problems[0]}"
    else:
        problems = []
        kind = headers.get("content-type", "no content type")
        shown = content[:SHOWN_BYTES].decode("utf-8", "replace")
        what = f"{len(content)} bytes of {kind}: {shown!r}" if content.strip() else "empty"
        message = f"success, but the body is not JSON; it is {what}"
    failure = ResponseValidationError(
        message,
        status_code=status,
        headers=headers,
        body=content.decode("utf-8", "replace"),
        data=None,
        operation=operation.name,
        outcome="accepted",
    )
    add_facts(failure, raw_value=raw, problems=tuple(problems[:SHOWN_PROBLEMS]))
    return failure


def _problems(error: ValidationError) -> list[str]:
    if error.error_count() > COUNTED_PROBLEMS:
        return [f"there are {error.error_count():,} mismatches"]
    # Without the input: it may hold what is secret, such as the secret of a new webhook.
    found = error.errors(include_url=False, include_input=False, include_context=False)
    return [f"{'.'.join(str(step) for step in problem['loc']) or 'body'}: {problem['msg']}" for problem in found]


def _parse(content: bytes) -> tuple[object, bool]:
    try:
        # As strict as the models: no deeper than pickle can follow, and no half characters that no file would take.
        return from_json(content), True
    except ValueError:
        return content.decode("utf-8", "replace"), False


def outcome_of(status: int) -> Outcome:
    """What a status says about the effect of a request."""
    if 200 <= status < 300:
        return "accepted"
    return "rejected" if 400 <= status < 500 and status not in TRANSIENT else "unknown"


def error_class(operation: Operation[Any], status: int) -> type[AttioError]:
    """The class of a status: the operation's own, else the family's, else the default."""
    documented = operation.error_class(status)
    if documented:
        return documented
    return ServerError if status >= 500 else FAMILIES.get(status, AttioError)


def read_error(operation: Operation[Any], status: int, headers: Headers, content: bytes) -> AttioError:
    """Make the error of an answer that is no success."""
    raw, is_json = _parse(content)
    data = ErrorData.parse(raw) if is_json else None
    body = content.decode("utf-8", "replace")
    return error_class(operation, status)(
        (data and data.message) or _summary(body, headers),
        status_code=status,
        headers=headers,
        body=body,
        data=data,
        hint=_hint(operation, status, data),
        operation=operation.name,
        outcome=outcome_of(status),
    )


def _summary(body: str, headers: Headers) -> str:
    if not body.strip():
        return "the answer has no body"
    kind = headers.get("content-type", "no content type")
    return f"the answer is not the API's own ({kind}): {body[:SHOWN_BYTES]!r}"


def _hint(operation: Operation[Any], status: int, data: ErrorData | None) -> str | None:
    """Say what to look at first where the API's own words are ambiguous."""
    message = (data and data.message) or ""
    if status == NotFoundError.family:
        if message.startswith("Could not find endpoint"):
            return "the server knows no such endpoint; check server_url, and whether a newer SDK is out"
        if any(f'"{name}"' in message for name in ("deals", "users", "workspaces")):
            return "deals, users and workspaces are off until an admin enables them in the workspace settings"
    if status == PermissionDeniedError.family and data and data.code == "unauthorized" and operation.scopes:
        return f"the token needs {', '.join(operation.scopes)}; meta.identify tells which scopes it has"
    if status == RateLimitError.family and operation.query_cost:
        return "a query with many filters and sorts can exceed the limit on its own; try a simpler one"
    return None
