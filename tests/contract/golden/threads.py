"""Threads: comments on a record or a list entry."""

from __future__ import annotations

import datetime as dt

from tests.contract.table import (
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
PEOPLE = "e5f60718-293a-4b4c-9d5e-6f7081920307"
NOOR = "293a4b5c-6d7e-4f80-91a2-0304050607c1"
MEMBER = "1a2b3c4d-5e6f-4071-8293-a4b5c6d7e805"
LIST = "07182930-4152-4d63-a475-1a2b3c4d5e31"
ENTRY = "18293a41-5263-4e74-b586-2b3c4d5e6f42"
THREAD = "e5f60718-4253-4647-9859-cfd0d2934d3d"
FIRST = "f6071829-5364-4758-a96a-d0e1e3a45e4e"
SECOND = "0718293a-6475-4869-ba7b-e1f2f4b56f5f"


def comment(id: str, content: str, **fields: JSON) -> dict[str, JSON]:  # noqa: A002 - the name on the wire
    """A comment of the thread on a record, open unless `fields` say otherwise."""
    return {
        "id": {"workspace_id": WORKSPACE, "comment_id": id},
        "thread_id": THREAD,
        "content_plaintext": content,
        "entry": nullable(None),
        "record": {"record_id": NOOR, "object_id": PEOPLE},
        "resolved_at": nullable(None),
        "resolved_by": nullable(None),
        "created_at": "2025-02-03T09:15:30.250000000Z",
        "author": {
            "type": optional(nullable(open_enum("workspace-member"))),
            "id": optional(nullable(MEMBER)),
        },
        **fields,
    }


OPENING = comment(
    FIRST,
    "Can you call Noor back?\n— “soon” 📞",
    resolved_at=nullable("2025-02-05T11:00:00.000000000Z"),
    resolved_by=nullable({"type": optional(nullable(open_enum("system"))), "id": optional(nullable(None))}),
)
REPLY = comment(SECOND, "", entry=nullable({"entry_id": ENTRY, "list_id": LIST}))
THREAD_OF_TWO = {
    "id": {"workspace_id": WORKSPACE, "thread_id": THREAD},
    "created_at": "2025-02-03T09:15:30.250000000Z",
    "comments": [OPENING, REPLY],
}

LIST_ALL = Golden(
    function="threads_list_all",
    member="threads.list_all",
    method="GET",
    template="/v2/threads",
    model="ThreadsListAllResponse",
    idempotent=True,
    pages=Pages("offset", maximum=50),
    cases=(
        Case(
            "full",
            "/v2/threads",
            kwargs={
                "record_id": NOOR,
                "object": "people",
                "entry_id": ENTRY,
                "list": "customers & co",
                "limit": 50,
                "offset": 5,
            },
            query={
                "record_id": NOOR,
                "object": "people",
                "entry_id": ENTRY,
                "list": "customers & co",
                "limit": "50",
                "offset": "5",
            },
        ),
        Case("minimal", "/v2/threads"),
        Case(
            "of a record",
            "/v2/threads",
            kwargs={"object": "people", "record_id": NOOR, "offset": 0},
            query={"object": "people", "record_id": NOOR, "offset": "0"},
        ),
        Case(
            "of an entry",
            "/v2/threads",
            kwargs={"list": LIST, "entry_id": ENTRY},
            query={"list": LIST, "entry_id": ENTRY},
        ),
    ),
    rejected=(
        Rejected({"limit": 51}, "limit"),
        Rejected({"limit": "10"}, "limit"),
        Rejected({"record_id": 7}, "record_id"),
    ),
    responses=(
        Response(
            "long and short thread", {"data": [{**THREAD_OF_TWO, "has_more_comments": optional(True)}, THREAD_OF_TWO]}
        ),
        Response("none", {"data": []}),
    ),
)

GET = Golden(
    function="threads_get",
    member="threads.get",
    method="GET",
    template="/v2/threads/{thread_id}",
    model="ThreadsGetResponse",
    idempotent=True,
    pages=Pages("cursor", items="data.comments"),
    cases=(
        Case(
            "full",
            f"/v2/threads/{THREAD}",
            kwargs={
                "thread_id": THREAD,
                "limit": 250,
                "cursor": "bmV4dA==.cGFnZQ+/",
                "created_after": "2025-02-03T10:15:30+01:00",
            },
            query={"limit": "250", "cursor": "bmV4dA==.cGFnZQ+/", "created_after": "2025-02-03T10:15:30+01:00"},
        ),
        Case("minimal", f"/v2/threads/{THREAD}", (THREAD,)),
        Case(
            "a datetime",
            f"/v2/threads/{THREAD}",
            (THREAD,),
            {"created_after": dt.datetime(2025, 2, 3, 9, 15, 30, 250000, tzinfo=dt.timezone.utc)},
            query={"created_after": SameTime("2025-02-03T09:15:30.25Z")},
        ),
        Case("reserved characters", "/v2/threads/..%2Fcomments%3F%23", ("../comments?#",)),
    ),
    rejected=(
        Rejected({"thread_id": ""}, "thread_id"),
        Rejected({"thread_id": ".."}, "thread_id"),
        Rejected({"limit": 2.5}, "limit"),
        Rejected({"created_after": 7}, "created_after"),
    ),
    responses=(
        Response("more to come", {"data": THREAD_OF_TWO, "pagination": {"next_cursor": nullable("bmV4dA==")}}),
        Response("last page", {"data": THREAD_OF_TWO, "pagination": {"next_cursor": nullable(None)}}),
        Response(
            "nothing new",
            {"data": {**THREAD_OF_TWO, "comments": []}, "pagination": {"next_cursor": nullable(None)}},
        ),
    ),
    errors=(ErrorCase(404, "GetThreadNotFoundError", {"not_found": f'Thread with ID "{THREAD}" was not found.'}),),
)

GOLDENS = (LIST_ALL, GET)
