"""Comments: what members write in threads."""

from __future__ import annotations

import datetime as dt

from tests.contract.table import (
    DELETED,
    JSON,
    Case,
    ErrorCase,
    Golden,
    Rejected,
    Response,
    SameTime,
    lacking,
    nullable,
    open_enum,
    optional,
)

WORKSPACE = "6f3c1f0a-9b7e-4a55-8f0d-2f4d7a1b9c01"
PEOPLE = "e5f60718-293a-4b4c-9d5e-6f7081920307"
NOOR = "293a4b5c-6d7e-4f80-91a2-0304050607c1"
MEMBER = "1a2b3c4d-5e6f-4071-8293-a4b5c6d7e805"
LIST = "07182930-4152-4d63-a475-1a2b3c4d5e31"
ENTRY = "18293a41-5263-4e74-b586-2b3c4d5e6f42"
THREAD = "e5f60718-4253-4647-9859-cfd0d2934d3d"
COMMENT = "f6071829-5364-4758-a96a-d0e1e3a45e4e"

BY_MEMBER = {"type": optional(nullable(open_enum("workspace-member"))), "id": optional(nullable(MEMBER))}
ON_RECORD = {
    "id": {"workspace_id": WORKSPACE, "comment_id": COMMENT},
    "thread_id": THREAD,
    "content_plaintext": "Can you call Noor back, piet@brightside.example?\n— “soon” 📞",
    "entry": nullable(None),
    "record": {"record_id": NOOR, "object_id": PEOPLE},
    "resolved_at": nullable(None),
    "resolved_by": nullable(None),
    "created_at": "2025-02-03T09:15:30.250000000Z",
    "author": BY_MEMBER,
}
ON_ENTRY = {
    **ON_RECORD,
    "entry": nullable({"entry_id": ENTRY, "list_id": LIST}),
    "resolved_at": nullable("2025-02-05T11:00:00.000000000Z"),
    "resolved_by": nullable(BY_MEMBER),
    "author": {"type": optional(nullable(open_enum("app"))), "id": optional(nullable(None))},
}

ABOUT_RECORD: dict[str, JSON] = {
    "content": "Hi",
    "author": {"id": MEMBER},
    "record": {"object": "people", "record_id": NOOR},
}
ABOUT_ENTRY: dict[str, JSON] = {
    "content": "Hi",
    "author": {"id": MEMBER},
    "entry": {"list": "customers", "entry_id": ENTRY},
}
NO_COMMENT = {"not_found": f'Comment with ID "{COMMENT}" was not found.'}
NO_PERMISSION = {"unauthorized": "You may delete your own comments only."}

CREATE = Golden(
    function="comments_create",
    member="comments.create",
    method="POST",
    template="/v2/comments",
    model="CommentsCreateResponse",
    cases=(
        Case(
            "full",
            "/v2/comments",
            kwargs={
                "data": {
                    "format": "plaintext",
                    "content": "Can you call Noor back, piet@brightside.example?\n— “soon” 📞",
                    "author": {"type": "workspace-member", "id": MEMBER},
                    "thread_id": THREAD,
                    "created_at": "2025-02-03T09:15:30Z",
                }
            },
            json={
                "data": {
                    "format": "plaintext",
                    "content": "Can you call Noor back, piet@brightside.example?\n— “soon” 📞",
                    "author": {"type": "workspace-member", "id": MEMBER},
                    "thread_id": THREAD,
                    "created_at": "2025-02-03T09:15:30Z",
                }
            },
        ),
        # `format` and the author's type have only one value, so they may be left out.
        Case(
            "minimal",
            "/v2/comments",
            kwargs={"data": {"content": "Thanks!", "author": {"id": MEMBER}, "thread_id": THREAD}},
            json={
                "data": {
                    "format": "plaintext",
                    "content": "Thanks!",
                    "author": {"type": "workspace-member", "id": MEMBER},
                    "thread_id": THREAD,
                }
            },
        ),
        Case(
            "in a thread, at a time",
            "/v2/comments",
            kwargs={
                "data": {
                    "content": "Thanks!",
                    "author": {"id": MEMBER},
                    "thread_id": THREAD,
                    "created_at": dt.datetime(2025, 2, 3, 10, 15, 30, tzinfo=dt.timezone(dt.timedelta(hours=1))),
                }
            },
            json={
                "data": {
                    "format": "plaintext",
                    "content": "Thanks!",
                    "author": {"type": "workspace-member", "id": MEMBER},
                    "thread_id": THREAD,
                    "created_at": SameTime("2025-02-03T09:15:30Z"),
                }
            },
        ),
        Case(
            "on a record",
            "/v2/comments",
            kwargs={
                "data": {
                    "content": "",
                    "author": {"id": MEMBER},
                    "record": {"object": "people", "record_id": NOOR},
                    "created_at": dt.datetime(2025, 2, 3, 9, 15, 30, tzinfo=dt.timezone.utc),
                }
            },
            json={
                "data": {
                    "format": "plaintext",
                    "content": "",
                    "author": {"type": "workspace-member", "id": MEMBER},
                    "record": {"object": "people", "record_id": NOOR},
                    "created_at": SameTime("2025-02-03T09:15:30Z"),
                }
            },
        ),
        Case(
            "on an entry",
            "/v2/comments",
            kwargs={
                "data": {
                    "format": "plaintext",
                    "content": "Moved to “won”.",
                    "author": {"id": MEMBER},
                    "entry": {"list": "customers", "entry_id": ENTRY},
                    "created_at": dt.datetime(2025, 2, 3, 9, 15, 30, tzinfo=dt.timezone.utc),
                }
            },
            json={
                "data": {
                    "format": "plaintext",
                    "content": "Moved to “won”.",
                    "author": {"type": "workspace-member", "id": MEMBER},
                    "entry": {"list": "customers", "entry_id": ENTRY},
                    "created_at": SameTime("2025-02-03T09:15:30Z"),
                }
            },
        ),
    ),
    closed=("data", "data.author"),
    rejected=(
        Rejected({"data": {"author": {"id": MEMBER}, "thread_id": THREAD}}, "data.content"),
        Rejected({"data": {"content": "Hi", "thread_id": THREAD}}, "data.author"),
        Rejected({"data": {"content": "Hi", "author": {"type": "workspace-member"}, "thread_id": THREAD}}, "author.id"),
        Rejected({"data": {"content": "Hi", "author": {"id": MEMBER}, "record": {"object": "people"}}}, "record_id"),
        Rejected({"data": {"content": "Hi", "author": {"id": MEMBER}}}, "data"),
        *(Rejected({"data": lacking(ABOUT_RECORD, name)}, f"data.{name}") for name in ("content", "author")),
        *(Rejected({"data": lacking(ABOUT_ENTRY, name)}, f"data.{name}") for name in ("content", "author")),
        Rejected({"data": {**ABOUT_RECORD, "record": {"record_id": NOOR}}}, "data.record.object"),
        Rejected({"data": {**ABOUT_ENTRY, "entry": {"list": "customers"}}}, "data.entry.entry_id"),
        Rejected({"data": {**ABOUT_ENTRY, "entry": {"entry_id": ENTRY}}}, "data.entry.list"),
        Rejected({"data": {"content": None, "author": {"id": MEMBER}, "thread_id": THREAD}}, "data.content"),
    ),
    responses=(
        Response("on a record", {"data": ON_RECORD}),
        Response("on an entry, resolved", {"data": ON_ENTRY}),
    ),
    errors=(
        ErrorCase(
            400,
            "CreateCommentValueNotFoundError",
            {"value_not_found": "The thread is gone.", "validation_type": "Body payload validation error."},
            spelling="statusCode",
        ),
    ),
)

GET = Golden(
    function="comments_get",
    member="comments.get",
    method="GET",
    template="/v2/comments/{comment_id}",
    model="CommentsGetResponse",
    idempotent=True,
    cases=(
        Case("full", f"/v2/comments/{COMMENT}", kwargs={"comment_id": COMMENT}),
        Case("minimal", f"/v2/comments/{COMMENT}", (COMMENT,)),
        Case("reserved characters", "/v2/comments/..%2Ftasks%3F%23", ("../tasks?#",)),
    ),
    rejected=(Rejected({"comment_id": ""}, "comment_id"), Rejected({"comment_id": "."}, "comment_id")),
    responses=(Response("on a record", {"data": ON_RECORD}), Response("on an entry, resolved", {"data": ON_ENTRY})),
    errors=(ErrorCase(404, "GetCommentNotFoundError", NO_COMMENT),),
)

DELETE = Golden(
    function="comments_delete",
    member="comments.delete",
    method="DELETE",
    template="/v2/comments/{comment_id}",
    model="EmptyResponse",
    idempotent=True,
    cases=(
        Case("full", f"/v2/comments/{COMMENT}", kwargs={"comment_id": COMMENT}),
        Case("minimal", f"/v2/comments/{COMMENT}", (COMMENT,)),
    ),
    responses=DELETED,
    errors=(
        ErrorCase(403, "DeleteCommentUnauthorizedError", NO_PERMISSION, type="auth_error"),
        ErrorCase(404, "DeleteCommentNotFoundError", NO_COMMENT),
    ),
)

GOLDENS = (CREATE, GET, DELETE)
