"""SCIM users: members and invited people of the workspace, as identity providers see them."""

from __future__ import annotations

from tests.contract.table import JSON, Case, Golden, Pages, Rejected, Response, nullable, open_enum, optional

USER = "urn:ietf:params:scim:schemas:core:2.0:User"
PATCH_OP = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
LIST_RESPONSE = "urn:ietf:params:scim:api:messages:2.0:ListResponse"
PIET = "5c6d7e8f-b9ca-4db4-8ac0-36473a4b3c04"
PATH = f"/scim/v2/Users/{PIET}"

MEMBER = {
    "schemas": [USER],
    "id": PIET,
    "userName": "piet@brightside.example",
    "name": {"givenName": optional("Piët"), "familyName": optional("van 't Hoff")},
    "emails": [{"value": "piet@brightside.example", "primary": True, "type": optional("work")}],
    "active": True,
    "appRole": optional(open_enum("admin")),
    "meta": {
        "resourceType": "User",
        "created": optional("2025-02-03T09:15:30.250Z"),
        "lastModified": optional("2025-03-04T10:00:00.000Z"),
    },
}
# A suspended member has no role. The API may still send fields that only older documentation has.
SUSPENDED = {
    "schemas": [USER],
    "id": PIET,
    "userName": "piet@brightside.example",
    "name": {},
    "emails": [{"value": "piet@brightside.example", "primary": True}],
    "active": False,
    "roles": optional([{"value": "member", "primary": True}]),
    "profileUrl": optional(nullable("https://assets.example.com/piet.png")),
    "meta": {"resourceType": "User"},
}

NOBODY = Response("invite withdrawn", status=204, nothing=True)
DELETED = (Response("no content", status=204), Response("empty object", {}), Response("empty body"))

OPERATIONS: list[JSON] = [
    {"op": "replace", "path": "active", "value": False},
    {"op": "replace", "value": {"name": {"givenName": "Piet"}, "appRole": None}},
    {"op": "remove", "path": "name.familyName"},
    {"op": "add", "path": "appRole", "value": "admin"},
    {"op": "replace", "path": "name.givenName", "value": None},
]

LIST = Golden(
    function="scim_users_list",
    member="scim.users.list",
    method="GET",
    template="/scim/v2/Users",
    model="ScimUsersListResponse",
    scim=True,
    idempotent=True,
    pages=Pages("scim", items="Resources"),
    cases=(
        Case(
            "full",
            "/scim/v2/Users",
            kwargs={"filter": 'userName eq "piet+x@brightside.example"', "startIndex": 101, "count": 100},
            query={"filter": 'userName eq "piet+x@brightside.example"', "startIndex": "101", "count": "100"},
        ),
        Case("minimal", "/scim/v2/Users"),
        Case(
            "smallest values",
            "/scim/v2/Users",
            kwargs={"startIndex": 1, "count": 0},
            query={"startIndex": "1", "count": "0"},
        ),
    ),
    rejected=(
        Rejected({"startIndex": 0}, "startIndex"),
        Rejected({"count": -1}, "count"),
        Rejected({"count": "10"}, "count"),
        Rejected({"filter": {"userName": "piet"}}, "filter"),
    ),
    responses=(
        Response(
            "two users",
            {
                "schemas": [LIST_RESPONSE],
                "totalResults": 102,
                "startIndex": 1,
                "itemsPerPage": 2,
                "Resources": [MEMBER, SUSPENDED],
            },
        ),
        Response(
            "none",
            {"schemas": [LIST_RESPONSE], "totalResults": 0, "startIndex": 1, "itemsPerPage": 0, "Resources": []},
        ),
    ),
)

CREATE = Golden(
    function="scim_users_create",
    member="scim.users.create",
    method="POST",
    template="/scim/v2/Users",
    model="ScimUser",
    scim=True,
    cases=(
        Case(
            "full",
            "/scim/v2/Users",
            kwargs={
                "schemas": [USER, "urn:brightside:User"],
                "userName": "piet@brightside.example",
                "name": {"givenName": "Piët", "familyName": "van 't Hoff"},
                "active": False,
                "appRole": "admin",
                "profileUrl": "https://assets.example.com/piet.png",
            },
            json={
                "schemas": [USER, "urn:brightside:User"],
                "userName": "piet@brightside.example",
                "name": {"givenName": "Piët", "familyName": "van 't Hoff"},
                "active": False,
                "appRole": "admin",
                "profileUrl": "https://assets.example.com/piet.png",
            },
        ),
        Case(
            "minimal",
            "/scim/v2/Users",
            kwargs={"userName": "piet@brightside.example"},
            json={"schemas": [USER], "userName": "piet@brightside.example"},
        ),
        Case(
            "first name",
            "/scim/v2/Users",
            kwargs={"userName": "piet@brightside.example", "name": {"givenName": "Piët"}},
            json={"schemas": [USER], "userName": "piet@brightside.example", "name": {"givenName": "Piët"}},
        ),
    ),
    closed=("name",),
    rejected=(
        Rejected({"userName": 7}, "userName"),
        Rejected({"schemas": []}, "schemas"),
        Rejected({"active": "false"}, "active"),
        Rejected({"name": {"givenName": None}}, "name.givenName"),
        Rejected({"user_name": "piet@brightside.example"}, "user_name"),
    ),
    responses=(Response("member", MEMBER, status=201), Response("suspended member", SUSPENDED, status=201)),
)

GET = Golden(
    function="scim_users_get",
    member="scim.users.get",
    method="GET",
    template="/scim/v2/Users/{user_id}",
    model="ScimUser",
    scim=True,
    idempotent=True,
    cases=(
        Case("full", PATH, kwargs={"user_id": PIET}),
        Case("minimal", PATH, (PIET,)),
        Case("reserved characters", "/scim/v2/Users/..%2FGroups%3F%23", ("../Groups?#",)),
    ),
    rejected=(Rejected({"user_id": ""}, "user_id"), Rejected({"user_id": ".."}, "user_id")),
    responses=(Response("member", MEMBER), Response("suspended member", SUSPENDED)),
)

PATCH = Golden(
    function="scim_users_patch",
    member="scim.users.patch",
    method="PATCH",
    template="/scim/v2/Users/{user_id}",
    model="ScimUser",
    scim=True,
    cases=(
        Case(
            "full",
            PATH,
            kwargs={"user_id": PIET, "schemas": [PATCH_OP], "Operations": OPERATIONS},
            json={"schemas": [PATCH_OP], "Operations": OPERATIONS},
        ),
        Case(
            "minimal",
            PATH,
            (PIET,),
            {"Operations": [{"op": "remove", "path": "name.givenName"}]},
            json={"schemas": [PATCH_OP], "Operations": [{"op": "remove", "path": "name.givenName"}]},
        ),
        Case(
            "a step of a later version",
            PATH,
            (PIET,),
            {"Operations": [{"op": "move", "value": [1, None]}]},
            json={"schemas": [PATCH_OP], "Operations": [{"op": "move", "value": [1, None]}]},
        ),
    ),
    closed=("Operations.0",),
    rejected=(
        Rejected({"Operations": []}, "Operations"),
        Rejected({"Operations": {"op": "remove", "path": "active"}}, "Operations"),
        Rejected({"Operations": [{"path": "active", "value": True}]}, "Operations.0.op"),
        Rejected({"Operations": [{"op": "replace", "path": None}]}, "Operations.0.path"),
    ),
    responses=(Response("member", MEMBER), Response("suspended member", SUSPENDED), NOBODY),
)

UPDATE = Golden(
    function="scim_users_update",
    member="scim.users.update",
    method="PUT",
    template="/scim/v2/Users/{user_id}",
    model="ScimUser",
    scim=True,
    idempotent=True,
    cases=(
        Case(
            "full",
            PATH,
            kwargs={
                "user_id": PIET,
                "schemas": [USER],
                "userName": "piet@brightside.example",
                "name": {"givenName": "Piët", "familyName": ""},
                "active": False,
                "appRole": "member",
            },
            json={
                "schemas": [USER],
                "userName": "piet@brightside.example",
                "name": {"givenName": "Piët", "familyName": ""},
                "active": False,
                "appRole": "member",
            },
        ),
        Case(
            "minimal",
            PATH,
            (PIET,),
            {"userName": "piet@brightside.example"},
            json={"schemas": [USER], "userName": "piet@brightside.example"},
        ),
        Case(
            "last name",
            PATH,
            (PIET,),
            {"userName": "piet@brightside.example", "name": {"familyName": "van 't Hoff"}},
            json={"schemas": [USER], "userName": "piet@brightside.example", "name": {"familyName": "van 't Hoff"}},
        ),
    ),
    closed=("name",),
    rejected=(
        Rejected({"schemas": []}, "schemas"),
        Rejected({"active": 0}, "active"),
        Rejected({"name": {"familyName": 7}}, "name.familyName"),
        Rejected({"user_id": "."}, "user_id"),
    ),
    responses=(Response("member", MEMBER), Response("suspended member", SUSPENDED), NOBODY),
)

DELETE = Golden(
    function="scim_users_delete",
    member="scim.users.delete",
    method="DELETE",
    template="/scim/v2/Users/{user_id}",
    model="EmptyResponse",
    scim=True,
    idempotent=True,
    cases=(Case("full", PATH, kwargs={"user_id": PIET}), Case("minimal", PATH, (PIET,))),
    rejected=(Rejected({"user_id": ""}, "user_id"),),
    responses=DELETED,
)

GOLDENS = (LIST, CREATE, GET, PATCH, UPDATE, DELETE)
