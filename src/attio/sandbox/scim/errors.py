"""Errors of SCIM, whose body is the standard's (RFC 7644, section 3.12)."""

from __future__ import annotations

from attio.sandbox.errors import ApiError
from attio.sandbox.messages import Response, json_response

SCHEMA = "urn:ietf:params:scim:api:messages:2.0:Error"


class ScimError(ApiError):
    """An error of a SCIM operation.

    Args:
        status: Status of the response.
        detail: What is wrong.
        scim_type: The error by the name the standard has for it, where it has one.
    """

    def __init__(self, status: int, detail: str, scim_type: str | None = None) -> None:
        """Make an error."""
        super().__init__(status, scim_type or "not_found", detail)
        self.scim_type = scim_type

    def response(self) -> Response:
        """Return the response that carries the error."""
        named = {"scimType": self.scim_type} if self.scim_type else {}
        body = {"schemas": [SCHEMA], "status": str(self.status), **named, "detail": self.message}
        return json_response(body, status=self.status).with_headers(self.headers)


def invalid(scim_type: str, detail: str) -> ScimError:
    """Return a 400."""
    return ScimError(400, detail, scim_type)


def missing(what: str, id: str) -> ScimError:
    """Return a 404."""
    return ScimError(404, f"{what} {id} not found.")


def taken(detail: str) -> ScimError:
    """Return a 409."""
    return ScimError(409, detail, "uniqueness")
