# Generated from codegen/spec/tasks.yaml by `make generate`; edit that file instead.
"""Models of the parameters and responses of `client.tasks`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Annotated, Literal, TypeAlias

from pydantic import Field
from typing_extensions import Required, TypedDict

from attio._paging.page import Page
from attio.models.base import AS_IS, OPEN, TIME_OR_TEXT, Envelope, Model, Timestamp
from attio.models.values import Actor, ActorType
from attio.models.writing import ActorInput, MemberEmailInput, RecordReferenceInput


class TaskId(Model):
    """Id of a task."""

    workspace_id: str
    """Id of the workspace."""
    task_id: str
    """Id of the task."""


class TaskLinkedRecord(Model):
    """A record that a task is linked to."""

    target_object_id: str
    """Slug or id of the object the record belongs to."""
    target_record_id: str
    """Id of the record."""


class TaskAssignee(Model):
    """Assignee of a task."""

    referenced_actor_type: ActorType
    """Type of the actor: a `workspace-member`."""
    referenced_actor_id: str
    """Id of the member."""


class Task(Model):
    """A task, with its assignees and linked records."""

    id: TaskId
    """Id of the task."""
    content_plaintext: str
    """Content as plain text; a record linked in the text appears as `@Ada Lovelace`."""
    deadline_at: Timestamp | None
    """Deadline; `None` if there is none."""
    is_completed: bool
    """Whether the task is completed."""
    completed_at: Timestamp | None
    """Completion time; `None` if the task is open."""
    linked_records: list[TaskLinkedRecord]
    """Linked records, including those linked in the text."""
    assignees: list[TaskAssignee]
    """Assigned workspace members."""
    created_by_actor: Actor
    """Actor that created the task."""
    created_at: Timestamp
    """Creation time."""


TaskLinkedRecordInput: TypeAlias = str | RecordReferenceInput | Annotated[Mapping[str, object], AS_IS]
"""A record to link a task to.

A string is the e-mail address of a person or the domain of a company. An object identifies any record, by its id or
by the value of a unique attribute in a list: `{"target_object": "users", "user_id": [{"value": "ada"}]}`."""


TaskAssigneeInput: TypeAlias = ActorInput | MemberEmailInput
"""A workspace member to assign, by id or e-mail address."""


class TaskCreate(TypedDict, total=False):
    """A task to create.

    Keys:
        content: str (required)
        format: Literal['plaintext']
        deadline_at: datetime | str | None
        is_completed: bool
        linked_records: Sequence[TaskLinkedRecordInput]
        assignees: Sequence[TaskAssigneeInput]
    """

    content: Required[Annotated[str, Field(max_length=2000)]]
    """Content as plain text, at most 2,000 characters; records cannot be linked in the text."""
    format: Annotated[Literal["plaintext"], OPEN]
    """Format of `content`: always `plaintext`, set by default."""
    deadline_at: Annotated[dt.datetime | str, TIME_OR_TEXT] | None
    """Deadline; none by default."""
    is_completed: bool
    """Whether the task is completed; `False` by default."""
    linked_records: Sequence[TaskLinkedRecordInput]
    """Records to link; none by default."""
    assignees: Sequence[TaskAssigneeInput]
    """Workspace members to assign; none by default."""


class TaskUpdate(TypedDict, total=False):
    """Changes to a task.

    Keys:
        deadline_at: datetime | str | None
        is_completed: bool
        linked_records: Sequence[TaskLinkedRecordInput]
        assignees: Sequence[TaskAssigneeInput]
    """

    deadline_at: Annotated[dt.datetime | str, TIME_OR_TEXT] | None
    """Deadline; `None` removes it."""
    is_completed: bool
    """Whether the task is completed."""
    linked_records: Sequence[TaskLinkedRecordInput]
    """Linked records."""
    assignees: Sequence[TaskAssigneeInput]
    """Assigned workspace members."""


class TasksListResponse(Page[Task]):
    """Response to `tasks.list`."""

    data: list[Task]
    """The tasks of this page."""


class TasksCreateResponse(Envelope):
    """Response to `tasks.create`."""

    data: Task
    """The new task."""


class TasksGetResponse(Envelope):
    """Response to `tasks.get`."""

    data: Task
    """The task."""


class TasksUpdateResponse(Envelope):
    """Response to `tasks.update`."""

    data: Task
    """The updated task."""
