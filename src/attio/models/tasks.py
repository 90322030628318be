# Generated from codegen/spec/tasks.yaml by `make generate`; edit that file instead.
"""What the operations of `client.tasks` take and answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Annotated, Literal, TypeAlias

from pydantic import Field
from typing_extensions import Required, TypedDict

from attio._paging.page import Page
from attio.models.base import AS_IS, OPEN, Envelope, Model, Timestamp
from attio.models.values import Actor, ActorType
from attio.models.writing import ActorInput, MemberEmailInput, RecordReferenceInput


class TaskId(Model):
    """Identifies a task."""

    workspace_id: str
    """Id of the workspace."""
    task_id: str
    """Id of the task."""


class TaskLinkedRecord(Model):
    """A record that a task is about."""

    target_object_id: str
    """Slug or id of the object the record belongs to."""
    target_record_id: str
    """Id of the record."""


class TaskAssignee(Model):
    """Someone who has to do a task."""

    referenced_actor_type: ActorType
    """What kind of actor: a `workspace-member`."""
    referenced_actor_id: str
    """Id of the member."""


class Task(Model):
    """Something that members of the workspace have to do."""

    id: TaskId
    """Identifies the task."""
    content_plaintext: str
    """What to do; records linked in the text read `@Ada Lovelace`."""
    deadline_at: Timestamp | None
    """When it is due; null for no deadline."""
    is_completed: bool
    """Whether it is done."""
    completed_at: Timestamp | None
    """When it was done; null while it is not."""
    linked_records: list[TaskLinkedRecord]
    """The records it is about, those linked in the text included."""
    assignees: list[TaskAssignee]
    """The workspace members who have to do it."""
    created_by_actor: Actor
    """Who or what created it."""
    created_at: Timestamp
    """When it was created."""


TaskLinkedRecordInput: TypeAlias = str | RecordReferenceInput | Annotated[Mapping[str, object], AS_IS]
"""A record to link a task to.

A string is the e-mail address of a person or the domain of a company. An object names any record, by its id or by
one value of a unique attribute, which stands in a list:
`{"target_object": "users", "user_id": [{"value": "ada"}]}`."""


TaskAssigneeInput: TypeAlias = ActorInput | MemberEmailInput
"""A workspace member to give a task to, by id or by e-mail address."""


class TaskCreate(TypedDict, total=False):
    """A task to create."""

    content: Required[Annotated[str, Field(max_length=2000)]]
    """What to do, as plain text of at most 2,000 characters; records cannot be linked in it."""
    format: Annotated[Literal["plaintext"], OPEN]
    """How `content` is written: always `plaintext`."""
    deadline_at: dt.datetime | str | None
    """When it is due; `None` or absent for no deadline."""
    is_completed: bool
    """Whether it is done already; not if absent."""
    linked_records: Sequence[TaskLinkedRecordInput]
    """The records it is about; none if absent."""
    assignees: Sequence[TaskAssigneeInput]
    """The workspace members who have to do it; nobody if absent."""


class TaskUpdate(TypedDict, total=False):
    """What to change about a task."""

    deadline_at: dt.datetime | str | None
    """When it is due; `None` removes the deadline."""
    is_completed: bool
    """Whether it is done."""
    linked_records: Sequence[TaskLinkedRecordInput]
    """The records it is about."""
    assignees: Sequence[TaskAssigneeInput]
    """The workspace members who have to do it."""


class TasksListResponse(Page[Task]):
    """Answer to `tasks.list`."""

    data: list[Task]
    """The tasks of this page."""


class TasksCreateResponse(Envelope):
    """Answer to `tasks.create`."""

    data: Task
    """The new task."""


class TasksGetResponse(Envelope):
    """Answer to `tasks.get`."""

    data: Task
    """The task."""


class TasksUpdateResponse(Envelope):
    """Answer to `tasks.update`."""

    data: Task
    """The task as it is now."""
