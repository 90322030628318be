# Generated from codegen/spec/tasks.yaml by `make generate`; edit that file instead.
"""Errors of `client.tasks`."""

from __future__ import annotations

from attio.errors.statuses import BadRequestError, NotFoundError


class CreateTaskValidationTypeError(BadRequestError):
    """`tasks.create`, 400, with one of these values of `code`.

    - `validation_type`: a field is not valid, or a record cannot be linked; see `validation_errors`.
    - `limit_reached`: the task exceeds a limit that Attio does not document.
    """


class CreateTaskNotFoundError(NotFoundError):
    """`tasks.create`, 404 `not_found`: an object, record or member named in `data` does not exist."""


class GetTaskNotFoundError(NotFoundError):
    """`tasks.get`, 404 `not_found`: the task does not exist."""


class UpdateTaskValidationTypeError(BadRequestError):
    """`tasks.update`, 400, with one of these values of `code`.

    - `validation_type`: a field is not valid, or a record cannot be linked; see `validation_errors`.
    - `limit_reached`: the task exceeds a limit that Attio does not document.
    """


class UpdateTaskNotFoundError(NotFoundError):
    """`tasks.update`, 404 `not_found`.

    The task does not exist, or an object, record or member named in `data` does not exist.
    """


class DeleteTaskNotFoundError(NotFoundError):
    """`tasks.delete`, 404 `not_found`: the task does not exist."""


TASKS_CREATE_ERRORS = (CreateTaskValidationTypeError, CreateTaskNotFoundError)
"""Errors that `tasks.create` documents, for `except`."""


TASKS_GET_ERRORS = (GetTaskNotFoundError,)
"""Errors that `tasks.get` documents, for `except`."""


TASKS_UPDATE_ERRORS = (UpdateTaskValidationTypeError, UpdateTaskNotFoundError)
"""Errors that `tasks.update` documents, for `except`."""


TASKS_DELETE_ERRORS = (DeleteTaskNotFoundError,)
"""Errors that `tasks.delete` documents, for `except`."""
