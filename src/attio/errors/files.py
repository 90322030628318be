# Generated from codegen/spec/files.yaml by `make generate`; edit that file instead.
"""Errors of `client.files`."""

from __future__ import annotations

from attio.errors.statuses import NotFoundError, PermissionDeniedError


class UploadFileBillingError(PermissionDeniedError):
    """`files.upload`, 403, with one of these values of `code`.

    - `billing_error`: the workspace's plan does not include files.
    - `quota_exceeded`: the workspace's storage is full.
    """


class GetFileNotFoundError(NotFoundError):
    """`files.get`, 404 `not_found`: the file or folder does not exist."""


class DeleteFileNotFoundError(NotFoundError):
    """`files.delete`, 404 `not_found`: the file or folder does not exist."""


FILES_UPLOAD_ERRORS = (UploadFileBillingError,)
"""Errors that `files.upload` documents, for `except`."""


FILES_GET_ERRORS = (GetFileNotFoundError,)
"""Errors that `files.get` documents, for `except`."""


FILES_DELETE_ERRORS = (DeleteFileNotFoundError,)
"""Errors that `files.delete` documents, for `except`."""
