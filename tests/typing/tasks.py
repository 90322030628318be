from __future__ import annotations

import datetime as dt

from typing_extensions import assert_type

from attio import UNSET, Attio, AttioCore
from attio.funcs import (
    tasks_create,
    tasks_create_async,
    tasks_delete,
    tasks_delete_async,
    tasks_get,
    tasks_get_async,
    tasks_list,
    tasks_list_async,
    tasks_update,
    tasks_update_async,
)
from attio.models import (
    EmptyResponse,
    Task,
    TaskAssignee,
    TaskCreate,
    TaskLinkedRecord,
    TasksCreateResponse,
    TasksGetResponse,
    TasksListResponse,
    TasksUpdateResponse,
    TaskUpdate,
)

WHO = "1a2b3c4d-5e6f-4071-8293-a4b5c6d7e805"
TASK = "e5f60718-4253-4647-9859-cfd0d1d2934d"


def methods(client: Attio) -> None:
    assert_type(client.tasks.list(assignee=None, sort="created_at:desc"), TasksListResponse)
    assert_type(client.tasks.create(data={"content": "Call Noor"}), TasksCreateResponse)
    assert_type(client.tasks.get(task_id=TASK), TasksGetResponse)
    assert_type(client.tasks.update(TASK, data={"is_completed": True}), TasksUpdateResponse)
    assert_type(client.tasks.delete(TASK), EmptyResponse)


async def async_methods(client: Attio) -> None:
    assert_type(await client.tasks.list_async(assignee=WHO, is_completed=False), TasksListResponse)
    assert_type(await client.tasks.create_async(data=TaskCreate(content="Call Noor")), TasksCreateResponse)
    assert_type(await client.tasks.get_async(TASK), TasksGetResponse)
    assert_type(await client.tasks.update_async(TASK, data=TaskUpdate(deadline_at=None)), TasksUpdateResponse)
    assert_type(await client.tasks.delete_async(TASK), EmptyResponse)


def functions(client: AttioCore) -> None:
    assert_type(tasks_list(client, assignee=UNSET, max_items=5), TasksListResponse)
    assert_type(tasks_create(client, data={"content": "Call Noor"}), TasksCreateResponse)
    assert_type(tasks_get(client, TASK), TasksGetResponse)
    assert_type(tasks_update(client, TASK, data={"assignees": []}), TasksUpdateResponse)
    assert_type(tasks_delete(client, TASK), EmptyResponse)


async def async_functions(client: AttioCore) -> None:
    assert_type(await tasks_list_async(client, linked_object="people", linked_record_id=WHO), TasksListResponse)
    assert_type(await tasks_create_async(client, data={"content": "Call Noor"}), TasksCreateResponse)
    assert_type(await tasks_get_async(client, TASK), TasksGetResponse)
    assert_type(await tasks_update_async(client, TASK, data={}), TasksUpdateResponse)
    assert_type(await tasks_delete_async(client, TASK), EmptyResponse)


def results(client: Attio) -> None:
    task = client.tasks.get(TASK).data
    assert_type(task, Task)
    assert_type(task.id.task_id, str)
    assert_type(task.content_plaintext, str)
    assert_type(task.deadline_at, dt.datetime | None)
    assert_type(task.completed_at, dt.datetime | None)
    assert_type(task.is_completed, bool)
    assert_type(task.linked_records, list[TaskLinkedRecord])
    assert_type(task.assignees, list[TaskAssignee])
    if task.assignees[0].referenced_actor_type == "workspace-member":
        assert_type(task.assignees[0].referenced_actor_id, str)


def writing(client: Attio) -> None:
    """Records and members can be named in every form without a cast; optional fields may be passed, too."""
    client.tasks.create(
        data={
            "content": "Call Noor",
            "format": "plaintext",
            "deadline_at": dt.datetime.now(dt.timezone.utc),
            "is_completed": False,
            "linked_records": [
                {"target_object": "people", "target_record_id": WHO},
                {"target_object": "companies", "domains": [{"domain": "brightside.example"}]},
            ],
            "assignees": [
                {"referenced_actor_type": "workspace-member", "referenced_actor_id": WHO},
                {"workspace_member_email_address": "asa@brightside.example"},
            ],
        }
    )
    client.tasks.update(TASK, data={"deadline_at": "2025-07-01T15:00:00Z", "linked_records": ["noor@shop.example"]})


async def pages(client: Attio) -> None:
    for task in client.tasks.list():
        assert_type(task, Task)
    async for task in await client.tasks.list_async():
        assert_type(task, Task)
    for page in client.tasks.list().pages():
        assert_type(page, TasksListResponse)
