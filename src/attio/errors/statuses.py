"""The error class of each HTTP status."""

from __future__ import annotations

from attio.errors.base import AttioError


class BadRequestError(AttioError):
    """400: the request is not valid; `validation_errors` and `code` say why."""

    family = 400


class AuthenticationError(AttioError):
    """401: the token is missing, unknown or revoked."""

    family = 401


class PermissionDeniedError(AttioError):
    """403: the token lacks a scope, or the plan of the workspace does not include the feature."""

    family = 403


class NotFoundError(AttioError):
    """404: an object, record or other resource in the path does not exist, or the token has no access to it."""

    family = 404


class ConflictError(AttioError):
    """409: the request conflicts with existing data or with another write."""

    family = 409


class ContentTooLargeError(AttioError):
    """413: the content is larger than the API accepts."""

    family = 413


class RateLimitError(AttioError):
    """429: too many requests, or a query that is too complex; wait for `retry_after` seconds."""

    family = 429


class ServerError(AttioError):
    """5XX: the API failed; `outcome` says whether a write may have happened."""

    family = 500
