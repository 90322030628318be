"""Errors of the SCIM operations: which statuses they answer is not documented, so all of them share these classes."""

from __future__ import annotations

from attio.errors.base import (
    AttioError,
    AuthenticationError,
    BadRequestError,
    ConflictError,
    ContentTooLargeError,
    NotFoundError,
    PermissionDeniedError,
    RateLimitError,
)


class ScimError(AttioError):
    """4XX of a SCIM operation; what is raised belongs to the family of its status, too.

    `message` and `code` are there whether the body is in SCIM's form or in Attio's own.
    """

    @property
    def detail(self) -> str | None:
        """Explanation for people; None when the body is not in SCIM's form."""
        return self._said("detail")

    @property
    def scim_type(self) -> str | None:
        """SCIM's name for the kind of error, such as `uniqueness` or `invalidFilter`; mostly None."""
        return self._said("scimType")

    def _said(self, key: str) -> str | None:
        value = self.data.raw.get(key) if self.data else None
        return value if isinstance(value, str) else None


class ScimBadRequestError(ScimError, BadRequestError):
    """400 of a SCIM operation: the request is not valid."""


class ScimAuthenticationError(ScimError, AuthenticationError):
    """401 of a SCIM operation: the token is missing, unknown or revoked."""


class ScimPermissionDeniedError(ScimError, PermissionDeniedError):
    """403 of a SCIM operation: the token lacks a scope, or the plan does not include SCIM."""


class ScimNotFoundError(ScimError, NotFoundError):
    """404 of a SCIM operation: there is no such user or group."""


class ScimConflictError(ScimError, ConflictError):
    """409 of a SCIM operation: there is such a user or group already."""


class ScimContentTooLargeError(ScimError, ContentTooLargeError):
    """413 of a SCIM operation: the content is larger than the API takes."""


class ScimRateLimitError(ScimError, RateLimitError):
    """429 of a SCIM operation: too many requests; `retry_after` says how long to wait."""


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
"""What SCIM operations raise for a 4XX; for `match`. `except ScimError` catches all of them."""
