# Generated from codegen/spec/tasks.yaml by `make generate`; edit that file instead.
"""Standalone functions of `client.tasks`."""

from __future__ import annotations

from typing import Annotated, Literal

from typing_extensions import Unpack

from attio._call.operation import Caller, Operation, Paging, explained
from attio._call.options import PageOptions, RequestOptions
from attio.errors.tasks import TASKS_CREATE_ERRORS, TASKS_DELETE_ERRORS, TASKS_GET_ERRORS, TASKS_UPDATE_ERRORS
from attio.models.base import OPEN, UNSET, EmptyResponse, Params, Unset
from attio.models.tasks import (
    TaskCreate,
    TasksCreateResponse,
    TasksGetResponse,
    TasksListResponse,
    TasksUpdateResponse,
    TaskUpdate,
)


class TasksListParams(Params):
    """Parameters of `tasks.list`."""

    limit: int | None = None
    offset: int | None = None
    sort: (
        Annotated[Literal["created_at:asc", "created_at:desc", "completed_at:asc", "completed_at:desc"], OPEN] | None
    ) = None
    linked_object: str | None = None
    linked_record_id: str | None = None
    assignee: str | None = None
    is_completed: bool | None = None


TASKS_LIST = Operation(
    name="tasks.list",
    method="GET",
    path="/v2/tasks",
    params=TasksListParams,
    response=TasksListResponse,
    query=("limit", "offset", "sort", "linked_object", "linked_record_id", "assignee", "is_completed"),
    idempotent=True,
    budgets=("read",),
    paging=Paging(style="offset", default=500),
    scopes=("task:read", "object_configuration:read", "record_permission:read", "user_management:read"),
    nullable=("assignee",),
)


@explained
def tasks_list(
    client: Caller,
    *,
    limit: int | None = None,
    offset: int | None = None,
    sort: Literal["created_at:asc", "created_at:desc", "completed_at:asc", "completed_at:desc"] | None = None,
    linked_object: str | None = None,
    linked_record_id: str | None = None,
    assignee: str | Unset | None = UNSET,
    is_completed: bool | None = None,
    **options: Unpack[PageOptions],
) -> TasksListResponse:
    """List tasks, by default oldest first.

    Scopes: `task:read`, `object_configuration:read`, `record_permission:read`, `user_management:read`.

    Token level: workspace or user.

    Args:
        limit: Maximum number of tasks per page; 500 by default.
        offset: Number of tasks to skip.
        sort: Sort order; `created_at:asc` by default. Open tasks come first with `completed_at:asc` and last with
            `completed_at:desc`.
        linked_object: Slug or id of the object the linked record belongs to. Requires `linked_record_id`.
        linked_record_id: Id of a record; list only tasks linked to it. Requires `linked_object`.
        assignee: Id or e-mail address of a workspace member; list only tasks assigned to that member. Pass None to
            list only tasks without an assignee.
        is_completed: List only completed tasks (`True`) or only open tasks (`False`); both by default.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        One page of tasks.

    Raises:
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        for task in client.tasks.list(assignee=None, is_completed=False):
            print(task.content_plaintext, task.deadline_at)
    """
    return client._call(
        TASKS_LIST,
        {
            "limit": limit,
            "offset": offset,
            "sort": sort,
            "linked_object": linked_object,
            "linked_record_id": linked_record_id,
            "assignee": assignee,
            "is_completed": is_completed,
        },
        options,
    )


@explained
async def tasks_list_async(
    client: Caller,
    *,
    limit: int | None = None,
    offset: int | None = None,
    sort: Literal["created_at:asc", "created_at:desc", "completed_at:asc", "completed_at:desc"] | None = None,
    linked_object: str | None = None,
    linked_record_id: str | None = None,
    assignee: str | Unset | None = UNSET,
    is_completed: bool | None = None,
    **options: Unpack[PageOptions],
) -> TasksListResponse:
    """List tasks, by default oldest first.

    Scopes: `task:read`, `object_configuration:read`, `record_permission:read`, `user_management:read`.

    Token level: workspace or user.

    Args:
        limit: Maximum number of tasks per page; 500 by default.
        offset: Number of tasks to skip.
        sort: Sort order; `created_at:asc` by default. Open tasks come first with `completed_at:asc` and last with
            `completed_at:desc`.
        linked_object: Slug or id of the object the linked record belongs to. Requires `linked_record_id`.
        linked_record_id: Id of a record; list only tasks linked to it. Requires `linked_object`.
        assignee: Id or e-mail address of a workspace member; list only tasks assigned to that member. Pass None to
            list only tasks without an assignee.
        is_completed: List only completed tasks (`True`) or only open tasks (`False`); both by default.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        One page of tasks.

    Raises:
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        async for task in await client.tasks.list_async(assignee=None, is_completed=False):
            print(task.content_plaintext, task.deadline_at)
    """
    return await client._call_async(
        TASKS_LIST,
        {
            "limit": limit,
            "offset": offset,
            "sort": sort,
            "linked_object": linked_object,
            "linked_record_id": linked_record_id,
            "assignee": assignee,
            "is_completed": is_completed,
        },
        options,
    )


class TasksCreateParams(Params):
    """Parameters of `tasks.create`."""

    data: TaskCreate


TASKS_CREATE = Operation(
    name="tasks.create",
    method="POST",
    path="/v2/tasks",
    params=TasksCreateParams,
    response=TasksCreateResponse,
    errors=TASKS_CREATE_ERRORS,
    body="json",
    budgets=("write",),
    scopes=("task:read-write", "object_configuration:read", "record_permission:read", "user_management:read"),
    defaults={
        "data.format": "plaintext",
        "data.deadline_at": None,
        "data.is_completed": False,
        "data.linked_records": [],
        "data.assignees": [],
    },
)


@explained
def tasks_create(client: Caller, *, data: TaskCreate, **options: Unpack[RequestOptions]) -> TasksCreateResponse:
    """Create a task.

    Only `content` is required. By default, the task is open and has no deadline, linked records or assignees.

    Scopes: `task:read-write`, `object_configuration:read`, `record_permission:read`, `user_management:read`.

    Token level: workspace or user.

    Args:
        data: The task to create.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The new task.

    Raises:
        CreateTaskValidationTypeError: 400, with one of these values of `code`:
            `validation_type`: a field is not valid, or a record cannot be linked; see `validation_errors`.
            `limit_reached`: the task exceeds a limit that Attio does not document.
        CreateTaskNotFoundError: 404 `not_found`: an object, record or member named in `data` does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        created = client.tasks.create(
            data={
                "content": "Send the revised contract",
                "deadline_at": "2026-04-10T17:00:00Z",
                "linked_records": [{"target_object": "people", "target_record_id": record_id}],
                "assignees": [{"workspace_member_email_address": member_email}],
            },
        )
        print(created.data.id.task_id)
    """
    return client._call(TASKS_CREATE, {"data": data}, options)


@explained
async def tasks_create_async(
    client: Caller, *, data: TaskCreate, **options: Unpack[RequestOptions]
) -> TasksCreateResponse:
    """Create a task.

    Only `content` is required. By default, the task is open and has no deadline, linked records or assignees.

    Scopes: `task:read-write`, `object_configuration:read`, `record_permission:read`, `user_management:read`.

    Token level: workspace or user.

    Args:
        data: The task to create.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The new task.

    Raises:
        CreateTaskValidationTypeError: 400, with one of these values of `code`:
            `validation_type`: a field is not valid, or a record cannot be linked; see `validation_errors`.
            `limit_reached`: the task exceeds a limit that Attio does not document.
        CreateTaskNotFoundError: 404 `not_found`: an object, record or member named in `data` does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        created = await client.tasks.create_async(
            data={
                "content": "Send the revised contract",
                "deadline_at": "2026-04-10T17:00:00Z",
                "linked_records": [{"target_object": "people", "target_record_id": record_id}],
                "assignees": [{"workspace_member_email_address": member_email}],
            },
        )
        print(created.data.id.task_id)
    """
    return await client._call_async(TASKS_CREATE, {"data": data}, options)


class TasksGetParams(Params):
    """Parameters of `tasks.get`."""

    task_id: str


TASKS_GET = Operation(
    name="tasks.get",
    method="GET",
    path="/v2/tasks/{task_id}",
    params=TasksGetParams,
    response=TasksGetResponse,
    errors=TASKS_GET_ERRORS,
    idempotent=True,
    budgets=("read",),
    scopes=("task:read", "object_configuration:read", "record_permission:read", "user_management:read"),
)


@explained
def tasks_get(client: Caller, task_id: str, **options: Unpack[RequestOptions]) -> TasksGetResponse:
    """Get a task by its id.

    Scopes: `task:read`, `object_configuration:read`, `record_permission:read`, `user_management:read`.

    Token level: workspace or user.

    Args:
        task_id: Id of the task.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The task.

    Raises:
        GetTaskNotFoundError: 404 `not_found`: the task does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        task = client.tasks.get(task_id)
        print(task.data.content_plaintext, task.data.is_completed)
    """
    return client._call(TASKS_GET, {"task_id": task_id}, options)


@explained
async def tasks_get_async(client: Caller, task_id: str, **options: Unpack[RequestOptions]) -> TasksGetResponse:
    """Get a task by its id.

    Scopes: `task:read`, `object_configuration:read`, `record_permission:read`, `user_management:read`.

    Token level: workspace or user.

    Args:
        task_id: Id of the task.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The task.

    Raises:
        GetTaskNotFoundError: 404 `not_found`: the task does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        task = await client.tasks.get_async(task_id)
        print(task.data.content_plaintext, task.data.is_completed)
    """
    return await client._call_async(TASKS_GET, {"task_id": task_id}, options)


class TasksUpdateParams(Params):
    """Parameters of `tasks.update`."""

    task_id: str
    data: TaskUpdate


TASKS_UPDATE = Operation(
    name="tasks.update",
    method="PATCH",
    path="/v2/tasks/{task_id}",
    params=TasksUpdateParams,
    response=TasksUpdateResponse,
    errors=TASKS_UPDATE_ERRORS,
    body="json",
    budgets=("write",),
    scopes=("task:read-write", "object_configuration:read", "record_permission:read", "user_management:read"),
)


@explained
def tasks_update(
    client: Caller, task_id: str, *, data: TaskUpdate, **options: Unpack[RequestOptions]
) -> TasksUpdateResponse:
    """Change the given fields of a task.

    Fields that you leave out do not change. The content of a task cannot be changed.

    Scopes: `task:read-write`, `object_configuration:read`, `record_permission:read`, `user_management:read`.

    Token level: workspace or user.

    Args:
        task_id: Id of the task to update.
        data: The fields to change.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated task.

    Raises:
        UpdateTaskValidationTypeError: 400, with one of these values of `code`:
            `validation_type`: a field is not valid, or a record cannot be linked; see `validation_errors`.
            `limit_reached`: the task exceeds a limit that Attio does not document.
        UpdateTaskNotFoundError: 404 `not_found`: the task does not exist, or an object, record or member named in
            `data` does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        updated = client.tasks.update(task_id, data={"is_completed": True})
        print(updated.data.completed_at)
    """
    return client._call(TASKS_UPDATE, {"task_id": task_id, "data": data}, options)


@explained
async def tasks_update_async(
    client: Caller, task_id: str, *, data: TaskUpdate, **options: Unpack[RequestOptions]
) -> TasksUpdateResponse:
    """Change the given fields of a task.

    Fields that you leave out do not change. The content of a task cannot be changed.

    Scopes: `task:read-write`, `object_configuration:read`, `record_permission:read`, `user_management:read`.

    Token level: workspace or user.

    Args:
        task_id: Id of the task to update.
        data: The fields to change.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated task.

    Raises:
        UpdateTaskValidationTypeError: 400, with one of these values of `code`:
            `validation_type`: a field is not valid, or a record cannot be linked; see `validation_errors`.
            `limit_reached`: the task exceeds a limit that Attio does not document.
        UpdateTaskNotFoundError: 404 `not_found`: the task does not exist, or an object, record or member named in
            `data` does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        updated = await client.tasks.update_async(task_id, data={"is_completed": True})
        print(updated.data.completed_at)
    """
    return await client._call_async(TASKS_UPDATE, {"task_id": task_id, "data": data}, options)


class TasksDeleteParams(Params):
    """Parameters of `tasks.delete`."""

    task_id: str


TASKS_DELETE = Operation(
    name="tasks.delete",
    method="DELETE",
    path="/v2/tasks/{task_id}",
    params=TasksDeleteParams,
    response=EmptyResponse,
    errors=TASKS_DELETE_ERRORS,
    idempotent=True,
    budgets=("write",),
    scopes=("task:read-write",),
)


@explained
def tasks_delete(client: Caller, task_id: str, **options: Unpack[RequestOptions]) -> EmptyResponse:
    """Delete a task.

    Scopes: `task:read-write`.

    Token level: workspace or user.

    Args:
        task_id: Id of the task to delete.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        A response without content.

    Raises:
        DeleteTaskNotFoundError: 404 `not_found`: the task does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        client.tasks.delete(task_id)
    """
    return client._call(TASKS_DELETE, {"task_id": task_id}, options)


@explained
async def tasks_delete_async(client: Caller, task_id: str, **options: Unpack[RequestOptions]) -> EmptyResponse:
    """Delete a task.

    Scopes: `task:read-write`.

    Token level: workspace or user.

    Args:
        task_id: Id of the task to delete.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        A response without content.

    Raises:
        DeleteTaskNotFoundError: 404 `not_found`: the task does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        await client.tasks.delete_async(task_id)
    """
    return await client._call_async(TASKS_DELETE, {"task_id": task_id}, options)
