# Generated from codegen/spec/tasks.yaml by `make generate`; edit that file instead.
"""Errors of `client.tasks`."""

from __future__ import annotations

from attio.errors.base import BadRequestError, NotFoundError


class CreateTaskValidationTypeError(BadRequestError):
    """`tasks.create`, 400; `code` tells which.

    - `validation_type`: a field is not valid, or a record cannot be linked to; see `validation_errors`.
    - `limit_reached`: the task would go beyond a limit; Attio does not document which.
    """


class CreateTaskNotFoundError(NotFoundError):
    """`tasks.create`, 404 `not_found`: an object or record to link or a member to assign does not exist."""


class GetTaskNotFoundError(NotFoundError):
    """`tasks.get`, 404 `not_found`: there is no such task."""


class UpdateTaskValidationTypeError(BadRequestError):
    """`tasks.update`, 400; `code` tells which.

    - `validation_type`: a field is not valid, or a record cannot be linked to; see `validation_errors`.
    - `limit_reached`: the task would go beyond a limit; Attio does not document which.
    """


class UpdateTaskNotFoundError(NotFoundError):
    """`tasks.update`, 404 `not_found`.

    There is no such task, or an object, record or member it shall have does not exist.
    """


class DeleteTaskNotFoundError(NotFoundError):
    """`tasks.delete`, 404 `not_found`: there is no such task."""


TASKS_CREATE_ERRORS = (CreateTaskValidationTypeError, CreateTaskNotFoundError)
"""What `tasks.create` documents; for `except` and `match`."""


TASKS_GET_ERRORS = (GetTaskNotFoundError,)
"""What `tasks.get` documents; for `except` and `match`."""


TASKS_UPDATE_ERRORS = (UpdateTaskValidationTypeError, UpdateTaskNotFoundError)
"""What `tasks.update` documents; for `except` and `match`."""


TASKS_DELETE_ERRORS = (DeleteTaskNotFoundError,)
"""What `tasks.delete` documents; for `except` and `match`."""
