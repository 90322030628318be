"""Errors of the SCIM operations, which share these classes because Attio does not document their error statuses."""

from __future__ import annotations

from attio.errors.base import AttioError
from attio.errors.statuses import (
    AuthenticationError,
    BadRequestError,
    ConflictError,
    ContentTooLargeError,
    NotFoundError,
    PermissionDeniedError,
    RateLimitError,
)


class ScimError(AttioError):
    """4XX of a SCIM operation; the subclasses also extend the class of their status.

    `message` and `code` are read from a body in the format of SCIM or of Attio.
    """

    @property
    def detail(self) -> str | None:
        """Error message; None if the body is not in the format of SCIM."""
        return self._text("detail")

    @property
    def scim_type(self) -> str | None:
        """Error type of SCIM, such as `uniqueness` or `invalidFilter`; None if the body has none."""
        return self._text("scimType")

    def _text(self, key: str) -> str | None:
        value = self.data.raw.get(key) if self.data else None
        return value if isinstance(value, str) else None


class ScimBadRequestError(ScimError, BadRequestError):
    """400 of a SCIM operation: the request is not valid."""


class ScimAuthenticationError(ScimError, AuthenticationError):
    """401 of a SCIM operation: the token is missing, unknown or revoked."""


class ScimPermissionDeniedError(ScimError, PermissionDeniedError):
    """403 of a SCIM operation: the token lacks a scope, or the plan of the workspace does not include SCIM."""


class ScimNotFoundError(ScimError, NotFoundError):
    """404 of a SCIM operation: there is no such user or group."""


class ScimConflictError(ScimError, ConflictError):
    """409 of a SCIM operation: the user or group already exists."""


class ScimContentTooLargeError(ScimError, ContentTooLargeError):
    """413 of a SCIM operation: the content is larger than the API accepts."""


class ScimRateLimitError(ScimError, RateLimitError):
    """429 of a SCIM operation: too many requests; wait for `retry_after` seconds."""


SCIM_ERRORS = (
    ScimBadRequestError,
    ScimAuthenticationError,
    ScimPermissionDeniedError,
    ScimNotFoundError,
    ScimConflictError,
    ScimContentTooLargeError,
    ScimRateLimitError,
    ScimError,
)
"""Classes of the 4XX errors of SCIM operations; `except ScimError` catches all of them."""
