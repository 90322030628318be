"""Errors of the API. Handlers raise them, and the pipeline converts them to responses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from attio.sandbox.messages import Response, json_response

Path: TypeAlias = tuple[str | int, ...]

BODY_INVALID = "Body payload validation error."
QUERY_INVALID = "Query params validation error."


@dataclass(frozen=True)
class Issue:
    """A problem in a request, in the form of an issue of the validation library Zod, which Attio uses."""

    code: str
    path: Path
    message: str
    details: Mapping[str, object] | None = None

    def wire(self) -> dict[str, object]:
        """Return the issue as an item of `validation_errors`."""
        return {"code": self.code, "path": list(self.path), "message": self.message, **(self.details or {})}


class ApiError(Exception):
    """An error response with the body that the API documents."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        type: str = "invalid_request_error",
        extra: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Create an error from its status, code and message."""
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.type = type
        self.extra = dict(extra or {})
        self.headers = dict(headers or {})

    def response(self) -> Response:
        """Return the error as a response."""
        body = {"status_code": self.status, "type": self.type, "code": self.code, "message": self.message, **self.extra}
        return json_response(body, status=self.status).with_headers(self.headers)


def invalid(message: str, issues: Sequence[Issue] = ()) -> ApiError:
    """Return a 400 error `validation_type`."""
    extra = {"validation_errors": [issue.wire() for issue in issues]} if issues else None
    return ApiError(400, "validation_type", message, extra=extra)


def value_not_found(message: str) -> ApiError:
    """Return a 400 error `value_not_found`."""
    return ApiError(400, "value_not_found", message)


def not_found(message: str) -> ApiError:
    """Return a 404 error `not_found`."""
    return ApiError(404, "not_found", message)


def slug_conflict(message: str) -> ApiError:
    """Return a 409 error `slug_conflict`."""
    return ApiError(409, "slug_conflict", message)


def unauthenticated() -> ApiError:
    """Return the 401 error for a missing or unknown token."""
    message = "The access token is missing, malformed, or does not exist."
    return ApiError(401, "unauthorized", message, type="auth_error", headers={"www-authenticate": "Bearer"})


def forbidden(scopes: Sequence[str]) -> ApiError:
    """Return the 403 error for a token that lacks scopes."""
    message = f"This access token lacks the required scope: {', '.join(scopes)}."
    return ApiError(403, "unauthorized", message, type="auth_error")
