"""Errors of SCIM, with the body that RFC 7644, section 3.12, defines."""

from __future__ import annotations

from attio.sandbox.errors import ApiError
from attio.sandbox.messages import Response, json_response

SCHEMA = "urn:ietf:params:scim:api:messages:2.0:Error"


class ScimError(ApiError):
    """An error of a SCIM operation.

    Args:
        status: Status of the response.
        detail: Description of the error.
        scim_type: `scimType` of the error, if the standard defines one.
    """

    def __init__(self, status: int, detail: str, scim_type: str | None = None) -> None:
        """Create an error."""
        super().__init__(status, scim_type or "not_found", detail)
        self.scim_type = scim_type

    def response(self) -> Response:
        """Return the error as a response."""
        scim_type = {"scimType": self.scim_type} if self.scim_type else {}
        body = {"schemas": [SCHEMA], "status": str(self.status), **scim_type, "detail": self.message}
        return json_response(body, status=self.status).with_headers(self.headers)


def invalid(scim_type: str, detail: str) -> ScimError:
    """Return a 400 error with a `scimType`."""
    return ScimError(400, detail, scim_type)


def missing(noun: str, id: str) -> ScimError:
    """Return the 404 error for an unknown id."""
    return ScimError(404, f"{noun} {id} not found.")


def taken(detail: str) -> ScimError:
    """Return the 409 error for a value that must be unique."""
    return ScimError(409, detail, "uniqueness")
