# Generated from codegen/spec/comments.yaml by `make generate`; edit that file instead.
"""Errors of `client.comments`."""

from __future__ import annotations

from attio.errors.statuses import BadRequestError, NotFoundError, PermissionDeniedError


class CreateCommentValueNotFoundError(BadRequestError):
    """`comments.create`, 400, with one of these values of `code`.

    - `value_not_found`: the thread, record, list entry or author does not exist.
    - `validation_type`: a field is missing or not valid; see `validation_errors`.
    """


class GetCommentNotFoundError(NotFoundError):
    """`comments.get`, 404 `not_found`: the comment does not exist."""


class DeleteCommentUnauthorizedError(PermissionDeniedError):
    """`comments.delete`, 403 `unauthorized`: the token may not delete this comment."""


class DeleteCommentNotFoundError(NotFoundError):
    """`comments.delete`, 404 `not_found`: the comment does not exist."""


COMMENTS_CREATE_ERRORS = (CreateCommentValueNotFoundError,)
"""Errors that `comments.create` documents, for `except`."""


COMMENTS_GET_ERRORS = (GetCommentNotFoundError,)
"""Errors that `comments.get` documents, for `except`."""


COMMENTS_DELETE_ERRORS = (DeleteCommentUnauthorizedError, DeleteCommentNotFoundError)
"""Errors that `comments.delete` documents, for `except`."""
