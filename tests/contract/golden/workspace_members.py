"""Workspace members, current and former."""

from __future__ import annotations

from tests.contract.table import Case, ErrorCase, Golden, Rejected, Response, nullable, open_enum

WORKSPACE = "6f3c1f0a-9b7e-4a55-8f0d-2f4d7a1b9c01"
MEMBER = "1a2b3c4d-5e6f-4071-8293-a4b5c6d7e805"
FORMER = "2b3c4d5e-6f70-4182-93a4-b5c6d7e8f91a"

ADMIN = {
    "id": {"workspace_id": WORKSPACE, "workspace_member_id": MEMBER},
    "first_name": "Åsa",
    "last_name": "Lindqvist",
    "avatar_url": nullable("https://assets.example.com/members/åsa.png?size=96"),
    "email_address": "asa@brightside.example",
    "created_at": "2025-02-03T09:15:30.250000000Z",
    "access_level": open_enum("admin"),
}
PLAIN_MEMBER = {**ADMIN, "avatar_url": nullable(None), "access_level": open_enum("member")}
SUSPENDED = {
    "id": {"workspace_id": WORKSPACE, "workspace_member_id": FORMER},
    "first_name": "Bo",
    "last_name": "",
    "avatar_url": nullable(None),
    "email_address": "bo@brightside.example",
    "created_at": "2024-11-30T23:59:59.999999000Z",
    "access_level": open_enum("suspended"),
}

LIST = Golden(
    function="workspace_members_list",
    member="workspace_members.list",
    method="GET",
    template="/v2/workspace_members",
    model="WorkspaceMembersListResponse",
    idempotent=True,
    cases=(Case("minimal", "/v2/workspace_members"),),
    responses=(
        Response("an admin, a member and one who left", {"data": [ADMIN, PLAIN_MEMBER, SUSPENDED]}),
        Response("none", {"data": []}),
    ),
)

GET = Golden(
    function="workspace_members_get",
    member="workspace_members.get",
    method="GET",
    template="/v2/workspace_members/{workspace_member_id}",
    model="WorkspaceMembersGetResponse",
    idempotent=True,
    cases=(
        Case("full", f"/v2/workspace_members/{MEMBER}", kwargs={"workspace_member_id": MEMBER}),
        Case("minimal", f"/v2/workspace_members/{MEMBER}", (MEMBER,)),
        Case("an id of another form", "/v2/workspace_members/asa%40brightside.example", ("asa@brightside.example",)),
    ),
    rejected=(
        Rejected({"workspace_member_id": ""}, "workspace_member_id"),
        Rejected({"workspace_member_id": ".."}, "workspace_member_id"),
    ),
    responses=(Response("admin", {"data": ADMIN}), Response("suspended", {"data": SUSPENDED})),
    errors=(
        ErrorCase(
            404,
            "GetWorkspaceMemberNotFoundError",
            {"not_found": f'Workspace member with ID "{MEMBER}" not found.'},
        ),
    ),
)

GOLDENS = (LIST, GET)
