"""SCIM groups: teams of the workspace, as identity providers see them."""

from __future__ import annotations

from tests.contract.table import JSON, Case, Golden, Pages, Rejected, Response, optional

GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group"
PATCH_OP = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
LIST_RESPONSE = "urn:ietf:params:scim:api:messages:2.0:ListResponse"
PIET = "5c6d7e8f-b9ca-4db4-8ac0-36473a4b3c04"
TEAM = "6d7e8f90-cadb-4ec5-9bd1-47584b5c4d15"
PATH = f"/scim/v2/Groups/{TEAM}"

JOINERS = {
    "schemas": [GROUP],
    "id": TEAM,
    "displayName": "Schreiner & Söhne",
    "members": optional([{"value": PIET, "$ref": f"/scim/v2/Users/{PIET}"}]),
    "meta": {
        "resourceType": "Group",
        "created": optional("2025-02-03T09:15:30.250Z"),
        "lastModified": optional("2025-03-04T11:00:00.000+01:00"),
    },
}
EMPTY = {**JOINERS, "members": optional([])}
# The group as it is listed with `excludedAttributes=members`.
BARE = {"schemas": [GROUP], "id": TEAM, "displayName": "Joiners", "meta": {"resourceType": "Group"}}

ONE_GROUP = (Response("group", JOINERS), Response("group of nobody", EMPTY))
DELETED = (Response("no content", status=204), Response("empty object", {}), Response("empty body"))

# `$ref` is not a valid Python keyword, so it is passed as `ref`; a member copied from a response works unchanged.
GIVEN_MEMBERS: list[JSON] = [
    {"value": PIET, "ref": f"/scim/v2/Users/{PIET}", "type": "User"},
    {"value": PIET, "$ref": f"/scim/v2/Users/{PIET}"},
    {"value": PIET},
]
SENT_MEMBERS: list[JSON] = [
    {"value": PIET, "$ref": f"/scim/v2/Users/{PIET}", "type": "User"},
    {"value": PIET, "$ref": f"/scim/v2/Users/{PIET}"},
    {"value": PIET},
]
OPERATIONS: list[JSON] = [
    {"op": "replace", "path": "displayName", "value": "Joiners"},
    {"op": "add", "path": "members", "value": [{"value": PIET, "$ref": f"/scim/v2/Users/{PIET}"}]},
    {"op": "remove", "path": f'members[value eq "{PIET}"]'},
    {"op": "replace", "value": {"members": []}},
]

LIST = Golden(
    function="scim_groups_list",
    member="scim.groups.list",
    method="GET",
    template="/scim/v2/Groups",
    model="ScimGroupsListResponse",
    scim=True,
    idempotent=True,
    pages=Pages("scim", items="Resources"),
    cases=(
        Case(
            "full",
            "/scim/v2/Groups",
            kwargs={
                "filter": 'displayName eq "Schreiner & Söhne"',
                "startIndex": 101,
                "count": 100,
                "excludedAttributes": "members",
            },
            query={
                "filter": 'displayName eq "Schreiner & Söhne"',
                "startIndex": "101",
                "count": "100",
                "excludedAttributes": "members",
            },
        ),
        Case("minimal", "/scim/v2/Groups"),
        Case(
            "smallest values",
            "/scim/v2/Groups",
            kwargs={"startIndex": 1, "count": 0},
            query={"startIndex": "1", "count": "0"},
        ),
    ),
    rejected=(
        Rejected({"startIndex": 0}, "startIndex"),
        Rejected({"count": -1}, "count"),
        Rejected({"excludedAttributes": ["members"]}, "excludedAttributes"),
    ),
    responses=(
        Response(
            "with and without members",
            {
                "schemas": [LIST_RESPONSE],
                "totalResults": 3,
                "startIndex": 1,
                "itemsPerPage": 3,
                "Resources": [JOINERS, EMPTY, BARE],
            },
        ),
        Response(
            "none",
            {"schemas": [LIST_RESPONSE], "totalResults": 0, "startIndex": 1, "itemsPerPage": 0, "Resources": []},
        ),
    ),
)

CREATE = Golden(
    function="scim_groups_create",
    member="scim.groups.create",
    method="POST",
    template="/scim/v2/Groups",
    model="ScimGroup",
    scim=True,
    cases=(
        Case(
            "full",
            "/scim/v2/Groups",
            kwargs={"schemas": [GROUP], "displayName": "Schreiner & Söhne", "members": GIVEN_MEMBERS},
            json={"schemas": [GROUP], "displayName": "Schreiner & Söhne", "members": SENT_MEMBERS},
        ),
        Case(
            "minimal",
            "/scim/v2/Groups",
            kwargs={"displayName": "Joiners"},
            json={"schemas": [GROUP], "displayName": "Joiners"},
        ),
        Case(
            "shortest name, nobody",
            "/scim/v2/Groups",
            kwargs={"displayName": "J", "members": []},
            json={"schemas": [GROUP], "displayName": "J", "members": []},
        ),
    ),
    closed=("members.0",),
    rejected=(
        Rejected({"displayName": ""}, "displayName"),
        Rejected({"schemas": []}, "schemas"),
        Rejected({"members": [PIET]}, "members.0"),
        Rejected({"members": [{"ref": "/scim/v2/Users/1"}]}, "members.0.value"),
        Rejected({"members": [{"value": PIET, "ref": 7}]}, "members.0.ref"),
    ),
    responses=(Response("group", JOINERS, status=201), Response("group of nobody", EMPTY, status=201)),
)

GET = Golden(
    function="scim_groups_get",
    member="scim.groups.get",
    method="GET",
    template="/scim/v2/Groups/{workspace_team_id}",
    model="ScimGroup",
    scim=True,
    idempotent=True,
    cases=(
        Case("full", PATH, kwargs={"workspace_team_id": TEAM}),
        Case("minimal", PATH, (TEAM,)),
        Case("reserved characters", "/scim/v2/Groups/..%2FUsers%3F%23", ("../Users?#",)),
    ),
    rejected=(Rejected({"workspace_team_id": ""}, "workspace_team_id"),),
    responses=(*ONE_GROUP, Response("group without members", BARE)),
)

PATCH = Golden(
    function="scim_groups_patch",
    member="scim.groups.patch",
    method="PATCH",
    template="/scim/v2/Groups/{workspace_team_id}",
    model="ScimGroup",
    scim=True,
    cases=(
        Case(
            "full",
            PATH,
            kwargs={"workspace_team_id": TEAM, "schemas": [PATCH_OP], "Operations": OPERATIONS},
            json={"schemas": [PATCH_OP], "Operations": OPERATIONS},
        ),
        Case(
            "minimal",
            PATH,
            (TEAM,),
            {"Operations": [{"op": "replace", "path": "displayName", "value": "Joiners"}]},
            json={
                "schemas": [PATCH_OP],
                "Operations": [{"op": "replace", "path": "displayName", "value": "Joiners"}],
            },
        ),
    ),
    closed=("Operations.1",),
    rejected=(
        Rejected({"Operations": []}, "Operations"),
        Rejected({"Operations": [{"path": "members"}]}, "Operations.0.op"),
        Rejected({"workspace_team_id": ".."}, "workspace_team_id"),
    ),
    responses=ONE_GROUP,
)

UPDATE = Golden(
    function="scim_groups_update",
    member="scim.groups.update",
    method="PUT",
    template="/scim/v2/Groups/{workspace_team_id}",
    model="ScimGroup",
    scim=True,
    idempotent=True,
    cases=(
        Case(
            "full",
            PATH,
            kwargs={
                "workspace_team_id": TEAM,
                "schemas": [GROUP],
                "displayName": "Schreiner & Söhne",
                "members": GIVEN_MEMBERS,
            },
            json={"schemas": [GROUP], "displayName": "Schreiner & Söhne", "members": SENT_MEMBERS},
        ),
        Case(
            "minimal",
            PATH,
            (TEAM,),
            {"displayName": "J", "members": []},
            json={"schemas": [GROUP], "displayName": "J", "members": []},
        ),
    ),
    closed=("members.1",),
    rejected=(
        Rejected({"displayName": ""}, "displayName"),
        Rejected({"members": [{"type": "User"}]}, "members.0.value"),
        Rejected({"members": {"value": PIET}}, "members"),
    ),
    responses=ONE_GROUP,
)

DELETE = Golden(
    function="scim_groups_delete",
    member="scim.groups.delete",
    method="DELETE",
    template="/scim/v2/Groups/{workspace_team_id}",
    model="EmptyResponse",
    scim=True,
    idempotent=True,
    cases=(Case("full", PATH, kwargs={"workspace_team_id": TEAM}), Case("minimal", PATH, (TEAM,))),
    rejected=(Rejected({"workspace_team_id": ""}, "workspace_team_id"),),
    responses=DELETED,
)

GOLDENS = (LIST, CREATE, GET, PATCH, UPDATE, DELETE)
