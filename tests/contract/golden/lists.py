"""Lists: what records are put in."""

from __future__ import annotations

from tests.contract.table import (
    JSON,
    Case,
    ErrorCase,
    Golden,
    Pages,
    Rejected,
    Response,
    nullable,
    open_enum,
    optional,
)

WORKSPACE = "6f3c1f0a-9b7e-4a55-8f0d-2f4d7a1b9c01"
HIRING = "8f90a1b2-c3d4-45e6-b708-696a6b6c3d17"
PEOPLE = "e5f60718-293a-4b4c-9d5e-6f7081920307"
MEMBER = "1a2b3c4d-5e6f-4071-8293-a4b5c6d7e805"
OTHER_MEMBER = "2b3c4d5e-6f70-4182-93a4-b5c6d7e8f91a"

LIST = {
    "id": {"workspace_id": WORKSPACE, "list_id": HIRING},
    "api_slug": "hiring",
    "name": "Hiring",
    "parent_object": ["people"],
    "workspace_access": nullable(open_enum("read-and-write")),
    "workspace_member_access": [{"workspace_member_id": MEMBER, "level": open_enum("full-access")}],
    "created_by_actor": {
        "type": optional(nullable(open_enum("workspace-member"))),
        "id": optional(nullable(MEMBER)),
    },
    "created_at": "2025-02-03T09:15:30.250000000Z",
}
PRIVATE_LIST = {
    **LIST,
    "workspace_access": nullable(None),
    "workspace_member_access": [
        {"workspace_member_id": MEMBER, "level": open_enum("full-access")},
        {"workspace_member_id": OTHER_MEMBER, "level": open_enum("read-only")},
    ],
    "created_by_actor": {"type": optional(nullable(open_enum("system"))), "id": optional(nullable(None))},
}
OLD_LIST = {
    **LIST,
    "name": "Messe & Märkte",
    "parent_object": ["people", PEOPLE],
    "workspace_access": nullable(open_enum("full-access")),
    "workspace_member_access": [],
}
VIEW = {
    "id": {"workspace_id": WORKSPACE, "list_id": HIRING, "view_id": "c7a90b1e-5d3f-4c2a-8e61-7f8091a2b303"},
    "title": "Waiting for an answer",
    "created_at": "2025-03-04T10:00:00.000000000Z",
}
NEW_LIST: dict[str, JSON] = {
    "name": "Hiring",
    "api_slug": "hiring",
    "parent_object": "people",
    "workspace_access": "read-only",
    "workspace_member_access": [
        {"workspace_member_id": MEMBER, "level": "full-access"},
        {"workspace_member_id": OTHER_MEMBER, "level": "read-and-write"},
    ],
}
NO_LIST = {"not_found": 'List with slug/ID "hiring" not found.'}
NO_MEMBER = {
    "value_not_found": f'Workspace member with ID "{OTHER_MEMBER}" not found.',
    "validation_type": "Nobody would have full access.",
}

LIST_ALL = Golden(
    function="lists_list",
    member="lists.list",
    method="GET",
    template="/v2/lists",
    model="ListsListResponse",
    idempotent=True,
    cases=(Case("minimal", "/v2/lists"),),
    responses=(
        Response("three lists", {"data": [LIST, PRIVATE_LIST, OLD_LIST]}),
        Response("none", {"data": []}),
    ),
)

CREATE = Golden(
    function="lists_create",
    member="lists.create",
    method="POST",
    template="/v2/lists",
    model="ListsCreateResponse",
    cases=(
        Case("full", "/v2/lists", kwargs={"data": NEW_LIST}, json={"data": NEW_LIST}),
        Case(
            "minimal",
            "/v2/lists",
            kwargs={
                "data": {
                    "name": "Messe & Märkte",
                    "api_slug": "messe",
                    "parent_object": PEOPLE,
                    "workspace_access": "full-access",
                    "workspace_member_access": [],
                }
            },
            json={
                "data": {
                    "name": "Messe & Märkte",
                    "api_slug": "messe",
                    "parent_object": PEOPLE,
                    "workspace_access": "full-access",
                    "workspace_member_access": [],
                }
            },
        ),
        Case(
            "private",
            "/v2/lists",
            kwargs={"data": {**NEW_LIST, "workspace_access": None}},
            json={"data": {**NEW_LIST, "workspace_access": None}},
        ),
        Case(
            "an access of a later version",
            "/v2/lists",
            kwargs={"data": {**NEW_LIST, "workspace_access": "comment-only"}},
            json={"data": {**NEW_LIST, "workspace_access": "comment-only"}},
        ),
    ),
    closed=("data", "data.workspace_member_access.0"),
    rejected=(
        *(
            Rejected({"data": {key: field for key, field in NEW_LIST.items() if key != missing}}, f"data.{missing}")
            for missing in NEW_LIST
        ),
        *(
            Rejected({"data": {**NEW_LIST, name: None}}, f"data.{name}")
            for name in ("name", "api_slug", "parent_object", "workspace_member_access")
        ),
        # Responses have a list of objects here; requests have one.
        Rejected({"data": {**NEW_LIST, "parent_object": ["people"]}}, "data.parent_object"),
        Rejected(
            {"data": {**NEW_LIST, "workspace_member_access": [{"workspace_member_id": MEMBER}]}},
            "data.workspace_member_access.0.level",
        ),
        Rejected(
            {"data": {**NEW_LIST, "workspace_member_access": [{"workspace_member_id": MEMBER, "level": None}]}},
            "data.workspace_member_access.0.level",
        ),
        Rejected(
            {"data": {**NEW_LIST, "workspace_member_access": [{"workspace_member_id": None, "level": "read-only"}]}},
            "data.workspace_member_access.0.workspace_member_id",
        ),
    ),
    responses=(Response("list", {"data": LIST}), Response("private list", {"data": PRIVATE_LIST})),
    errors=(
        ErrorCase(400, "CreateListValueNotFoundError", NO_MEMBER),
        ErrorCase(403, "BillingError", {"billing_error": "Your plan has no private lists."}, type="auth_error"),
        ErrorCase(404, "CreateListNotFoundError", {"not_found": 'Parent object with slug/ID "people" not found.'}),
        ErrorCase(409, "CreateListSlugConflictError", {"slug_conflict": "This api_slug is taken."}),
    ),
)

GET = Golden(
    function="lists_get",
    member="lists.get",
    method="GET",
    template="/v2/lists/{list}",
    model="ListsGetResponse",
    idempotent=True,
    cases=(
        Case("full", "/v2/lists/hiring", kwargs={"list": "hiring"}),
        Case("minimal", f"/v2/lists/{HIRING}", (HIRING,)),
        Case("reserved characters", "/v2/lists/m%C3%A4rkte%2F2025%3F", ("märkte/2025?",)),
    ),
    rejected=(Rejected({"list": ""}, "list"), Rejected({"list": None}, "list")),
    responses=(Response("list", {"data": LIST}), Response("list of two objects", {"data": OLD_LIST})),
    errors=(ErrorCase(404, "GetListNotFoundError", NO_LIST),),
)

UPDATE = Golden(
    function="lists_update",
    member="lists.update",
    method="PATCH",
    template="/v2/lists/{list}",
    model="ListsUpdateResponse",
    cases=(
        Case(
            "full",
            "/v2/lists/hiring",
            kwargs={
                "list": "hiring",
                "data": {
                    "name": "Applicants",
                    "api_slug": "applicants",
                    "workspace_access": "read-only",
                    "workspace_member_access": [{"workspace_member_id": MEMBER, "level": "full-access"}],
                },
            },
            json={
                "data": {
                    "name": "Applicants",
                    "api_slug": "applicants",
                    "workspace_access": "read-only",
                    "workspace_member_access": [{"workspace_member_id": MEMBER, "level": "full-access"}],
                }
            },
        ),
        Case(
            "minimal",
            "/v2/lists/hiring",
            ("hiring",),
            {"data": {"name": "Applicants"}},
            json={"data": {"name": "Applicants"}},
        ),
        Case(
            "only for some, then for nobody by name",
            "/v2/lists/hiring",
            ("hiring",),
            {"data": {"workspace_access": None, "workspace_member_access": []}},
            json={"data": {"workspace_access": None, "workspace_member_access": []}},
        ),
        Case("nothing to change", "/v2/lists/hiring", ("hiring",), {"data": {}}, json={"data": {}}),
    ),
    closed=("data", "data.workspace_member_access.0"),
    rejected=(
        # A list cannot move to another object.
        Rejected({"data": {"parent_object": "companies"}}, "parent_object"),
        *(Rejected({"data": {name: None}}, f"data.{name}") for name in ("name", "api_slug", "workspace_member_access")),
        Rejected({"data": {"workspace_member_access": [{"level": "read-only"}]}}, "workspace_member_id"),
        Rejected({"list": "."}, "list"),
    ),
    responses=(Response("list", {"data": LIST}),),
    errors=(
        ErrorCase(400, "UpdateListValueNotFoundError", NO_MEMBER),
        ErrorCase(404, "UpdateListNotFoundError", NO_LIST),
    ),
)

GET_VIEWS = Golden(
    function="lists_get_views",
    member="lists.get_views",
    method="GET",
    template="/v2/lists/{list}/views",
    model="ListsGetViewsResponse",
    idempotent=True,
    pages=Pages("cursor"),
    cases=(
        Case(
            "full",
            "/v2/lists/hiring/views",
            kwargs={"list": "hiring", "show_archived": True, "limit": 1000, "cursor": "bmV4dA==.cGFnZQ+/"},
            query={"show_archived": "true", "limit": "1000", "cursor": "bmV4dA==.cGFnZQ+/"},
        ),
        Case("minimal", "/v2/lists/hiring/views", ("hiring",)),
        Case(
            "falsy values",
            "/v2/lists/hiring/views",
            ("hiring",),
            {"show_archived": False, "limit": 1},
            query={"show_archived": "false", "limit": "1"},
        ),
    ),
    rejected=(
        Rejected({"limit": 0}, "limit"),
        Rejected({"limit": 1001}, "limit"),
        Rejected({"limit": "10"}, "limit"),
        Rejected({"show_archived": 1}, "show_archived"),
    ),
    responses=(
        Response("more to come", {"data": [VIEW], "pagination": {"next_cursor": nullable("bmV4dA==")}}),
        Response("last page", {"data": [VIEW], "pagination": {"next_cursor": nullable(None)}}),
        Response("none", {"data": [], "pagination": {"next_cursor": nullable(None)}}),
    ),
    errors=(ErrorCase(404, "GetListViewsNotFoundError", NO_LIST),),
)

GOLDENS = (LIST_ALL, CREATE, GET, UPDATE, GET_VIEWS)
