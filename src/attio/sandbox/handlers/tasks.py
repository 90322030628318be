"""Handlers for tasks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from attio.sandbox.call import Call, Operations, find_object, find_record, slice_page
from attio.sandbox.checks import UUID, Array, Check, Fields, Flag, Integer, Nullable, OneOf, Shape, Text, Union
from attio.sandbox.engine.collection import Collection
from attio.sandbox.engine.plan import parse_one
from attio.sandbox.engine.record_events import row_events
from attio.sandbox.errors import BODY_INVALID, QUERY_INVALID, Issue, invalid, not_found
from attio.sandbox.messages import Response, data_response, is_array, is_mapping, json_response
from attio.sandbox.provenance import assumed, documented, observed
from attio.sandbox.store.attached import Linked
from attio.sandbox.store.rows import Actor
from attio.sandbox.values import Place, type_of
from attio.sandbox.workspace import Workspace

operations = Operations()

_WRITES = ("tasks.create", "tasks.update")
RULES = (
    observed("tasks.required", "All six fields are required on creation, also for empty arrays", "kesslerio issue 157",
        "tasks.create"),
    documented("tasks.content", "Content has at most 2,000 characters and cannot change", "reference: Create a task",
        *_WRITES),
    documented("tasks.links",
        "Records are linked by id or by a unique attribute; the error for an unknown record is not_found",
        "reference: Create a task", *_WRITES),
    assumed("tasks.assignees", "The error for an unknown or suspended member is not_found", *_WRITES),
    assumed("tasks.completed_at",
        "completed_at is set when a task is completed, and null after it is reopened", *_WRITES),
    assumed("tasks.ignored", "Unknown keys of an update are ignored", "tasks.update"),
    documented("tasks.pages", "Pages have 500 tasks by default, oldest first", "reference: List tasks", "tasks.list"),
    assumed("tasks.open_last", "Sorted by completed_at, open tasks come last", "tasks.list"),
    documented("tasks.filters",
        "linked_object and linked_record_id must be used together; an empty assignee means tasks without assignees",
        "reference: List tasks", "tasks.list"),
    documented("tasks.target", "target_object_id is the id of the object", "reference: Get a task", "tasks.get",
        "tasks.list", *_WRITES),
    documented("tasks.delete", "A task can be deleted", "reference: Delete a task", "tasks.delete"),
)  # fmt: skip

_PARENTS = ("object_configuration:read", "record_permission:read", "user_management:read")
READ = ("task:read", *_PARENTS)
WRITE = ("task:read-write", *_PARENTS)

_LINK = Union(Text(least=1), Shape({"target_object": Text()}))
_ASSIGNEE = Union(
    Shape({"referenced_actor_type": OneOf("workspace-member"), "referenced_actor_id": Text(pattern=UUID)}),
    Shape({"workspace_member_email_address": Text()}),
    Text(least=1),
)
_SHARED: dict[str, Check] = {
    "deadline_at": Nullable(Text()),
    "is_completed": Flag(),
    "linked_records": Array(_LINK),
    "assignees": Array(_ASSIGNEE),
}
_CREATE = Shape({"content": Text(most=2000), "format": OneOf("plaintext"), **_SHARED})
_UPDATE = Shape({}, _SHARED)
_SORTS = ("created_at:asc", "created_at:desc", "completed_at:asc", "completed_at:desc")
_LIST = Shape(
    {},
    {
        "limit": Integer(least=1),
        "offset": Integer(least=0),
        "sort": OneOf(*_SORTS),
        "linked_object": Text(least=1),
        "linked_record_id": Text(pattern=UUID),
        "assignee": Text(),
        "is_completed": Flag(),
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Linked):
    """A task."""

    kind: ClassVar[str] = "task"

    content: str
    deadline_at: str | None
    completed_at: str | None
    assignees: tuple[str, ...]
    """Ids of members."""
    created_by: Actor
    created_at: str


def task_wire(task: Task, workspace: Workspace) -> dict[str, object]:
    """Return a task as JSON values."""
    return {
        "id": {"workspace_id": workspace.id, "task_id": task.id},
        "content_plaintext": task.content,
        "deadline_at": task.deadline_at,
        "is_completed": task.completed_at is not None,
        "completed_at": task.completed_at,
        "linked_records": [
            {"target_object_id": object_id, "target_record_id": record_id} for object_id, record_id in task.links
        ],
        "assignees": [
            {"referenced_actor_type": "workspace-member", "referenced_actor_id": member_id}
            for member_id in task.assignees
        ],
        "created_by_actor": task.created_by.wire(),
        "created_at": task.created_at,
    }


def _links(call: Call, fields: Fields) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys(_link(call, raw) for raw in fields.array("linked_records")))


_NOTHING: dict[str, object] = {}


def _link(call: Call, raw: object) -> tuple[str, str]:
    if isinstance(raw, str):
        # A string is the e-mail address of a person or the domain of a company.
        slug, name = ("people", "email_addresses") if "@" in raw else ("companies", "domains")
        raw = {"target_object": slug, name: raw}
    link = raw if is_mapping(raw) else _NOTHING
    owner = find_object(call.workspace, link["target_object"])
    if "target_record_id" in link:
        return owner.id, find_record(owner, str(link["target_record_id"])).id
    return owner.id, _match(call, owner, link)


def _match(call: Call, owner: Collection, link: Mapping[str, object]) -> str:
    """Return the id of the record with the value of a unique attribute in a link."""
    keys = [key for key in link if key != "target_object"]
    attribute = owner.attribute(keys[0]) if len(keys) == 1 else None
    if attribute is None or not attribute.is_unique:
        message = "A linked record needs target_record_id or one unique attribute"
        raise invalid(BODY_INVALID, [Issue("invalid", ("data", "linked_records"), message)])
    raw = link[keys[0]]
    if is_array(raw) and len(raw) == 1:
        raw = raw[0]
    payload = parse_one(raw, Place(call.workspace, attribute))
    kind = type_of(attribute)
    record_ids = call.workspace.holders(attribute, kind.key(payload))
    if not record_ids:
        quoted = next(iter(kind.quote(payload).values()))
        raise not_found(f'No record of "{owner.api_slug}" has "{quoted}" as its {attribute.api_slug}.')
    return record_ids[0]


def _assignees(call: Call, fields: Fields) -> tuple[str, ...]:
    member_ids: list[str] = []
    for raw in fields.array("assignees"):
        item = Fields(raw if is_mapping(raw) else {"workspace_member_email_address": raw})
        by_id = "referenced_actor_id" in item
        reference = item.get("referenced_actor_id" if by_id else "workspace_member_email_address", str)
        member = call.workspace.member(reference)
        if member is None or member.access_level == "suspended":
            name = "ID" if by_id else "email address"
            raise not_found(f'Workspace member with {name} "{reference}" not found.')
        member_ids.append(member.id)
    return tuple(dict.fromkeys(member_ids))


def _find(call: Call) -> Task:
    return call.row(Task, "task_id", 'Could not find Task with ID "{}".')


@operations("tasks.list", *READ)
def list_tasks(call: Call) -> Response:
    """List tasks, by default oldest first."""
    fields = call.query(_LIST)
    reference, record_id = fields.find("linked_object", str), fields.find("linked_record_id", str)
    if (reference is None) != (record_id is None):
        missing = "linked_object" if reference is None else "linked_record_id"
        raise invalid(QUERY_INVALID, [Issue("invalid_type", (missing,), "Required")])
    tasks = list(call.workspace.table(Task))
    if reference is not None and record_id is not None:
        owner = find_object(call.workspace, reference)
        tasks = [task for task in tasks if (owner.id, record_id) in task.links]
    if "assignee" in fields:
        tasks = _assigned(tasks, fields.get("assignee", str), call.workspace)
    if "is_completed" in fields:
        tasks = [task for task in tasks if (task.completed_at is not None) == fields.get("is_completed", bool)]
    ordered = _sorted(tasks, fields.find("sort", str) or "created_at:asc")
    return data_response([task_wire(task, call.workspace) for task in slice_page(ordered, fields, 500)])


def _assigned(tasks: list[Task], reference: str, workspace: Workspace) -> list[Task]:
    if reference in ("", "null"):
        return [task for task in tasks if not task.assignees]
    member = workspace.member(reference)
    return [task for task in tasks if member and member.id in task.assignees]


def _sorted(tasks: list[Task], sort: str) -> list[Task]:
    name, _, direction = sort.partition(":")
    is_descending = direction == "desc"
    if name == "created_at":
        return sorted(tasks, key=lambda task: task.created_at, reverse=is_descending)
    completed = [task for task in tasks if task.completed_at]
    completed.sort(key=lambda task: task.completed_at or "", reverse=is_descending)
    return [*completed, *(task for task in tasks if not task.completed_at)]


@operations("tasks.create", *WRITE)
def create_task(call: Call) -> Response:
    """Create a task."""
    fields = call.data(_CREATE)
    task = Task(
        id=call.workspace.new_id(),
        content=fields.get("content", str),
        deadline_at=fields.instant("deadline_at"),
        completed_at=call.changes.now if fields.get("is_completed", bool) else None,
        links=_links(call, fields),
        assignees=_assignees(call, fields),
        created_by=call.token.actor,
        created_at=call.changes.now,
    )
    call.changes.put(task)
    return data_response(task_wire(task, call.workspace))


@operations("tasks.get", *READ)
def get_task(call: Call) -> Response:
    """Return a task."""
    return data_response(task_wire(_find(call), call.workspace))


@operations("tasks.update", *WRITE)
def update_task(call: Call) -> Response:
    """Update a task. Its content cannot be changed."""
    fields = call.data(_UPDATE)
    task = _find(call)
    completed_at = task.completed_at
    if "is_completed" in fields:
        completed_at = (completed_at or call.changes.now) if fields.get("is_completed", bool) else None
    changed = replace(
        task,
        deadline_at=fields.instant("deadline_at") if "deadline_at" in fields else task.deadline_at,
        completed_at=completed_at,
        links=_links(call, fields) if "linked_records" in fields else task.links,
        assignees=_assignees(call, fields) if "assignees" in fields else task.assignees,
    )
    if changed != task:
        call.changes.put(changed)
    return data_response(task_wire(changed, call.workspace))


@operations("tasks.delete", *WRITE)
def delete_task(call: Call) -> Response:
    """Delete a task."""
    call.changes.remove(_find(call))
    return json_response({})


EVENTS = {Task.kind: row_events("task", "task_id")}
