"""Build the error to raise for an error response. No I/O; imported when the first call fails."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attio._call.response import SHOWN_BYTES, parse
from attio._call.retries import retry_after
from attio._support.headers import Headers
from attio.errors.base import AttioError, outcome_of
from attio.errors.data import ErrorData
from attio.errors.raised import raised_class
from attio.errors.statuses import (
    AuthenticationError,
    BadRequestError,
    ConflictError,
    ContentTooLargeError,
    NotFoundError,
    PermissionDeniedError,
    RateLimitError,
    ServerError,
)

if TYPE_CHECKING:
    import httpx

    from attio._call.operation import Operation

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


def error_class(operation: Operation[Any], status: int, code: str | None = None) -> type[AttioError]:
    """Return the class to raise: a class of the operation, or else of the status, combined with that of the code."""
    documented = operation.error_class(status)
    if documented is None:
        documented = ServerError if status >= 500 else FAMILIES.get(status, AttioError)
    return raised_class(documented, status, code)


def read_error(
    operation: Operation[Any],
    status: int,
    headers: Headers,
    content: bytes,
    *,
    raw_response: httpx.Response | None = None,
) -> AttioError:
    """Build the error for an error response."""
    raw, is_json = parse(content)
    data = ErrorData.parse(raw) if is_json else None
    body = content.decode("utf-8", "replace")
    return error_class(operation, status, data.code if data else None)(
        (data and data.message) or _summary(body, headers),
        status_code=status,
        headers=headers,
        body=body,
        data=data,
        hint=_hint(operation, status, data),
        operation=operation.name,
        outcome=outcome_of(status),
        retry_after=retry_after(headers),
        raw_response=raw_response,
    )


def _summary(body: str, headers: Headers) -> str:
    if not body.strip():
        return "the response has no body"
    kind = headers.get("content-type", "no content type")
    return f"the response is not JSON of the API ({kind}): {body[:SHOWN_BYTES]!r}"


def _hint(operation: Operation[Any], status: int, data: ErrorData | None) -> str | None:
    """Return advice where the message of the API is ambiguous."""
    message = (data and data.message) or ""
    if status == NotFoundError.family:
        if message.startswith("Could not find endpoint"):
            return "the server has no such endpoint; check server_url, and whether there is a newer version of the SDK"
        if any(f'"{name}"' in message for name in ("deals", "users", "workspaces")):
            return "deals, users and workspaces are off until an admin enables them in the workspace settings"
    if status == PermissionDeniedError.family and data and data.code == "unauthorized":
        by_target = operation.scopes_by_target.values()
        needed = ", ".join(operation.scopes) or " or ".join(", ".join(scopes) for scopes in by_target)
        return f"the token needs {needed}; meta.identify returns the scopes it has" if needed else None
    if status == RateLimitError.family and operation.query_cost:
        return "a query with many filters and sorts can exceed the limit on its own; try a simpler one"
    return None
