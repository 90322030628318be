"""Tasks: to-dos with a deadline, assignees and linked records."""

from __future__ import annotations

import datetime as dt

from tests.contract.table import (
    DELETED,
    JSON,
    Case,
    ErrorCase,
    Golden,
    Pages,
    Rejected,
    Response,
    SameTime,
    nullable,
    open_enum,
    optional,
)

WORKSPACE = "6f3c1f0a-9b7e-4a55-8f0d-2f4d7a1b9c01"
NOOR = "293a4b5c-6d7e-4f80-91a2-0304050607c1"
ILSE = "3a4b5c6d-7e8f-4091-a2b3-1415161718c2"
MEMBER = "1a2b3c4d-5e6f-4071-8293-a4b5c6d7e805"
TASK = "e5f60718-4253-4647-9859-cfd0d1d2934d"

OPEN_TASK = {
    "id": {"workspace_id": WORKSPACE, "task_id": TASK},
    "content_plaintext": "Call @Noor de Wit about the “kitchen” 📞",
    "deadline_at": nullable("2025-07-01T15:00:00.000000000Z"),
    "is_completed": False,
    "completed_at": nullable(None),
    # The field is named `target_object_id`, but may hold a slug.
    "linked_records": [
        {"target_object_id": "people", "target_record_id": NOOR},
        {"target_object_id": "e5f60718-293a-4b4c-9d5e-6f7081920307", "target_record_id": ILSE},
    ],
    "assignees": [{"referenced_actor_type": open_enum("workspace-member"), "referenced_actor_id": MEMBER}],
    "created_by_actor": {
        "type": optional(nullable(open_enum("workspace-member"))),
        "id": optional(nullable(MEMBER)),
    },
    "created_at": "2025-02-03T09:15:30.250000000Z",
}
DONE_TASK = {
    **OPEN_TASK,
    "deadline_at": nullable(None),
    "is_completed": True,
    "completed_at": nullable("2025-06-30T08:00:00.125000000Z"),
    "linked_records": [],
    "assignees": [],
    "created_by_actor": {"type": optional(nullable(open_enum("system"))), "id": optional(nullable(None))},
}
# Fields that the API requires and the SDK fills in.
NEUTRAL: dict[str, JSON] = {
    "format": "plaintext",
    "deadline_at": None,
    "is_completed": False,
    "linked_records": [],
    "assignees": [],
}
NO_TASK = {"not_found": f'Could not find Task with ID "{TASK}".'}
NOT_POSSIBLE = {
    "validation_type": "Tasks cannot be linked to this kind of record.",
    "limit_reached": "A task cannot have so many assignees.",
}

LIST = Golden(
    function="tasks_list",
    member="tasks.list",
    method="GET",
    template="/v2/tasks",
    model="TasksListResponse",
    idempotent=True,
    pages=Pages("offset"),
    sent_as_null=("assignee",),
    cases=(
        Case(
            "full",
            "/v2/tasks",
            kwargs={
                "limit": 1000,
                "offset": 500,
                "sort": "completed_at:desc",
                "linked_object": "people",
                "linked_record_id": NOOR,
                "assignee": "asa+tasks@brightside.example",
                "is_completed": True,
            },
            query={
                "limit": "1000",
                "offset": "500",
                "sort": "completed_at:desc",
                "linked_object": "people",
                "linked_record_id": NOOR,
                "assignee": "asa+tasks@brightside.example",
                "is_completed": "true",
            },
        ),
        Case("minimal", "/v2/tasks"),
        # Null is a valid value: the only way to request tasks without an assignee.
        Case("of nobody", "/v2/tasks", kwargs={"assignee": None}, query={"assignee": "null"}),
        Case("of nobody, as text", "/v2/tasks", kwargs={"assignee": ""}, query={"assignee": ""}),
        Case(
            "falsy values",
            "/v2/tasks",
            kwargs={"offset": 0, "is_completed": False, "assignee": MEMBER},
            query={"offset": "0", "is_completed": "false", "assignee": MEMBER},
        ),
        Case(
            "a sort of a later version",
            "/v2/tasks",
            kwargs={"sort": "deadline_at:asc"},
            query={"sort": "deadline_at:asc"},
        ),
    ),
    rejected=(
        Rejected({"is_completed": "true"}, "is_completed"),
        Rejected({"assignee": [MEMBER]}, "assignee"),
        Rejected({"limit": "10"}, "limit"),
        Rejected({"sort": ["created_at:asc"]}, "sort"),
    ),
    responses=(
        Response("open and done", {"data": [OPEN_TASK, DONE_TASK]}),
        Response("none", {"data": []}),
    ),
)

CREATE = Golden(
    function="tasks_create",
    member="tasks.create",
    method="POST",
    template="/v2/tasks",
    model="TasksCreateResponse",
    cases=(
        Case(
            "full",
            "/v2/tasks",
            kwargs={
                "data": {
                    "content": "Call Noor about the “kitchen” 📞",
                    "format": "plaintext",
                    "deadline_at": dt.datetime(2025, 7, 1, 17, 0, tzinfo=dt.timezone(dt.timedelta(hours=2))),
                    "is_completed": True,
                    "linked_records": [
                        {"target_object": "people", "target_record_id": NOOR},
                        {"target_object": "companies", "domains": [{"domain": "brightside.example"}]},
                    ],
                    "assignees": [
                        {"referenced_actor_type": "workspace-member", "referenced_actor_id": MEMBER},
                        {"workspace_member_email_address": "asa@brightside.example"},
                    ],
                }
            },
            json={
                "data": {
                    "content": "Call Noor about the “kitchen” 📞",
                    "format": "plaintext",
                    "deadline_at": SameTime("2025-07-01T15:00:00Z"),
                    "is_completed": True,
                    "linked_records": [
                        {"target_object": "people", "target_record_id": NOOR},
                        {"target_object": "companies", "domains": [{"domain": "brightside.example"}]},
                    ],
                    "assignees": [
                        {"referenced_actor_type": "workspace-member", "referenced_actor_id": MEMBER},
                        {"workspace_member_email_address": "asa@brightside.example"},
                    ],
                }
            },
        ),
        Case(
            "minimal",
            "/v2/tasks",
            kwargs={"data": {"content": "Call Noor"}},
            json={"data": {"content": "Call Noor", **NEUTRAL}},
        ),
        Case(
            "the neutral values, given",
            "/v2/tasks",
            kwargs={"data": {"content": "Call Noor", **NEUTRAL}},
            json={"data": {"content": "Call Noor", **NEUTRAL}},
        ),
        Case(
            "one of them given, as long as a task may be",
            "/v2/tasks",
            kwargs={"data": {"content": "x" * 2000, "deadline_at": "2025-07-01T15:00:00Z"}},
            json={"data": {**NEUTRAL, "content": "x" * 2000, "deadline_at": "2025-07-01T15:00:00Z"}},
        ),
        Case(
            "linked by address and domain",
            "/v2/tasks",
            kwargs={"data": {"content": "Call Ilse", "linked_records": ("ilse@brightside.example", "shop.example")}},
            json={
                "data": {
                    **NEUTRAL,
                    "content": "Call Ilse",
                    "linked_records": ["ilse@brightside.example", "shop.example"],
                }
            },
        ),
    ),
    # Linked records are not closed: a matching attribute may have any name.
    closed=("data", "data.assignees.0", "data.assignees.1"),
    rejected=(
        Rejected({"data": {}}, "data.content"),
        Rejected({"data": {"content": None}}, "data.content"),
        Rejected({"data": {"content": "x" * 2001}}, "data.content"),
        *(
            Rejected({"data": {"content": "Call", name: None}}, f"data.{name}")
            for name in ("format", "is_completed", "linked_records", "assignees")
        ),
        Rejected({"data": {"content": "Call", "linked_records": "noor@brightside.example"}}, "data.linked_records"),
        Rejected({"data": {"content": "Call", "linked_records": [7]}}, "data.linked_records.0"),
        Rejected({"data": {"content": "Call", "assignees": ["asa@brightside.example"]}}, "data.assignees.0"),
        Rejected({"data": {"content": "Call", "assignees": [{"referenced_actor_id": MEMBER}]}}, "data.assignees.0"),
    ),
    responses=(Response("open", {"data": OPEN_TASK}), Response("done", {"data": DONE_TASK})),
    errors=(
        ErrorCase(400, "CreateTaskValidationTypeError", NOT_POSSIBLE),
        ErrorCase(404, "CreateTaskNotFoundError", {"not_found": 'Object with slug/ID "people" not found.'}),
    ),
)

GET = Golden(
    function="tasks_get",
    member="tasks.get",
    method="GET",
    template="/v2/tasks/{task_id}",
    model="TasksGetResponse",
    idempotent=True,
    cases=(
        Case("full", f"/v2/tasks/{TASK}", kwargs={"task_id": TASK}),
        Case("minimal", f"/v2/tasks/{TASK}", (TASK,)),
    ),
    rejected=(Rejected({"task_id": ""}, "task_id"),),
    responses=(Response("open", {"data": OPEN_TASK}), Response("done", {"data": DONE_TASK})),
    errors=(ErrorCase(404, "GetTaskNotFoundError", NO_TASK),),
)

UPDATE = Golden(
    function="tasks_update",
    member="tasks.update",
    method="PATCH",
    template="/v2/tasks/{task_id}",
    model="TasksUpdateResponse",
    cases=(
        Case(
            "full",
            f"/v2/tasks/{TASK}",
            kwargs={
                "task_id": TASK,
                "data": {
                    "deadline_at": "2025-07-01T15:00:00+02:00",
                    "is_completed": False,
                    "linked_records": [{"target_object": "people", "target_record_id": NOOR}],
                    "assignees": [{"workspace_member_email_address": "asa@brightside.example"}],
                },
            },
            json={
                "data": {
                    "deadline_at": "2025-07-01T15:00:00+02:00",
                    "is_completed": False,
                    "linked_records": [{"target_object": "people", "target_record_id": NOOR}],
                    "assignees": [{"workspace_member_email_address": "asa@brightside.example"}],
                }
            },
        ),
        # Nothing is filled in: absent fields stay unchanged.
        Case(
            "minimal",
            f"/v2/tasks/{TASK}",
            (TASK,),
            {"data": {"is_completed": True}},
            json={"data": {"is_completed": True}},
        ),
        Case(
            "everything taken away",
            f"/v2/tasks/{TASK}",
            (TASK,),
            {"data": {"deadline_at": None, "linked_records": [], "assignees": []}},
            json={"data": {"deadline_at": None, "linked_records": [], "assignees": []}},
        ),
        Case(
            "linked by domain",
            f"/v2/tasks/{TASK}",
            (TASK,),
            {"data": {"linked_records": ["brightside.example"]}},
            json={"data": {"linked_records": ["brightside.example"]}},
        ),
        Case(
            "due at a moment",
            f"/v2/tasks/{TASK}",
            (TASK,),
            {"data": {"deadline_at": dt.datetime(2025, 7, 1, 15, 0, 0, 125_000, tzinfo=dt.timezone.utc)}},
            json={"data": {"deadline_at": SameTime("2025-07-01T15:00:00.125Z")}},
        ),
        Case("nothing to change", f"/v2/tasks/{TASK}", (TASK,), {"data": {}}, json={"data": {}}),
    ),
    closed=("data", "data.assignees.0"),
    rejected=(
        # The content of a task cannot change.
        Rejected({"data": {"content": "Call Ilse"}}, "content"),
        Rejected({"data": {"format": "plaintext"}}, "format"),
        *(Rejected({"data": {name: None}}, f"data.{name}") for name in ("is_completed", "linked_records", "assignees")),
        Rejected({"data": {"is_completed": 1}}, "data.is_completed"),
        Rejected({"task_id": "\n"}, "task_id"),
    ),
    responses=(Response("open", {"data": OPEN_TASK}), Response("done", {"data": DONE_TASK})),
    errors=(
        ErrorCase(400, "UpdateTaskValidationTypeError", NOT_POSSIBLE),
        ErrorCase(404, "UpdateTaskNotFoundError", NO_TASK),
    ),
)

DELETE = Golden(
    function="tasks_delete",
    member="tasks.delete",
    method="DELETE",
    template="/v2/tasks/{task_id}",
    model="EmptyResponse",
    idempotent=True,
    cases=(
        Case("full", f"/v2/tasks/{TASK}", kwargs={"task_id": TASK}),
        Case("minimal", f"/v2/tasks/{TASK}", (TASK,)),
    ),
    responses=DELETED,
    errors=(ErrorCase(404, "DeleteTaskNotFoundError", NO_TASK),),
)

GOLDENS = (LIST, CREATE, GET, UPDATE, DELETE)
