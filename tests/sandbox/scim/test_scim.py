"""SCIM over a workspace: users, invites and groups."""

# ruff: noqa: E501 - tables of requests read best with one per line

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import pytest

from attio.sandbox import ControlError, Sandbox
from attio.sandbox.scim.filters import USER_FIELDS, compile_filter
from tests.sandbox.api import Api, ApiResponse
from tests.sandbox.conftest import Clock

USER = "urn:ietf:params:scim:schemas:core:2.0:User"
GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group"
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
UNKNOWN = "00000000-0000-4000-8000-000000000000"


def scim_error(response: ApiResponse) -> tuple[int, str | None, str]:
    """Return status, type and detail of an error, and check its shape."""
    assert response.body["schemas"] == ["urn:ietf:params:scim:api:messages:2.0:Error"]
    assert response.body["status"] == str(response.status)
    return response.status, response.body.get("scimType"), response.body["detail"]


def user(api: Api, address: str, **more: object) -> Any:
    response = api("POST", "/scim/v2/Users", {"schemas": [USER], "userName": address, **more})
    assert response.status == 201, response.body
    return response.body


def group(api: Api, name: str, *members: str) -> Any:
    body = {"schemas": [GROUP], "displayName": name, "members": [{"value": id_} for id_ in members]}
    response = api("POST", "/scim/v2/Groups", body)
    assert response.status == 201, response.body
    return response.body


def patch(api: Api, path: str, *steps: Mapping[str, object]) -> ApiResponse:
    return api("PATCH", f"/scim/v2/{path}", {"schemas": [PATCH], "Operations": list(steps)})


def listed(api: Api, path: str) -> Any:
    response = api("GET", f"/scim/v2/{path}")
    assert response.status == 200, response.body
    return response.body


def test_members_are_users(api: Api, sandbox: Sandbox) -> None:
    found = listed(api, "Users")
    assert (found["totalResults"], found["startIndex"], found["itemsPerPage"]) == (2, 1, 2)
    first = found["Resources"][0]
    assert first == {
        "schemas": [USER],
        "id": sandbox.members[0].id,
        "userName": "grace@sandbox.test",
        "name": {"givenName": "Grace", "familyName": "Hopper"},
        "emails": [{"value": "grace@sandbox.test", "primary": True, "type": "work"}],
        "active": True,
        "appRole": "admin",
        "meta": {
            "resourceType": "User",
            "created": "2026-03-04T05:06:07.089Z",
            "lastModified": "2026-03-04T05:06:07.089Z",
        },
    }
    assert api("GET", f"/scim/v2/Users/{first['id']}").body == first


def test_pages_are_counted_from_one(api: Api) -> None:
    for number in range(3):
        user(api, f"p{number}@sandbox.test")
    page = listed(api, "Users?startIndex=2&count=2")
    assert [resource["userName"] for resource in page["Resources"]] == ["alan@sandbox.test", "p0@sandbox.test"]
    assert (page["totalResults"], page["startIndex"], page["itemsPerPage"]) == (5, 2, 2)
    assert listed(api, "Users?count=0")["totalResults"] == 5
    assert listed(api, "Users?startIndex=-3&count=1")["startIndex"] == 1
    assert scim_error(api("GET", "/scim/v2/Users?count=x")) == (400, "invalidValue", "count must be a number.")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('userName eq "ADA@acme.com"', True),
        ('USERNAME EQ "ada@acme.com"', True),
        ('userName ne "ada@acme.com"', False),
        ('emails.value co "@acme"', True),
        ('name.givenName sw "a"', True),
        ('name.familyName ew "LACE"', True),
        ('id eq "1"', True),
        ("active eq true", True),
        ("active ne True", False),
        ('active eq "false"', False),
        ('name.givenName eq "a\\"b"', False),
    ],
)
def test_a_filter_is_evaluated(text: str, found: bool) -> None:
    values: tuple[str | bool, ...] = ("ada@acme.com", "ada@acme.com", "1", "Ada", "Lovelace", True)
    fields: dict[str, str | bool] = dict(zip(USER_FIELDS, values, strict=True))
    assert compile_filter(text, USER_FIELDS)(fields) is found


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ('userName eq "a" and active eq true', "The filter must be one comparison: attribute operator value."),
        ("userName pr", "The filter must be one comparison: attribute operator value."),
        ('nickName eq "a"', "Filtering by nickName is not supported."),
        ('userName gt "a"', "gt is not an operator; use eq, ne, co, sw, ew."),
        ("userName eq ada", "ada must be a string in double quotes, true or false."),
        ("userName eq 5", "userName must be compared with a string in double quotes."),
        ("active co true", "active must be compared with eq or ne."),
        ("active eq 1", "active must be compared with true or false."),
    ],
)
def test_invalid_filters_are_rejected(api: Api, text: str, detail: str) -> None:
    assert scim_error(api("GET", f"/scim/v2/Users?filter={quote(text)}")) == (400, "invalidFilter", detail)


def test_a_list_can_be_filtered(api: Api) -> None:
    user(api, "eve@elsewhere.test")
    found = listed(api, 'Users?filter=userName%20ew%20"@sandbox.test"&count=1')
    assert (found["totalResults"], found["itemsPerPage"]) == (2, 1)


def test_a_verified_domain_makes_a_member(api: Api, sandbox: Sandbox, clock: Clock) -> None:
    created = user(api, "eve@sandbox.test", name={"givenName": "Eve", "familyName": "Polastri"}, appRole="admin")
    assert created["appRole"] == "admin"
    assert sandbox.members[-1].id == created["id"]
    assert sandbox.members[-1].access_level == "admin"
    clock.move(hours=1)
    suspended = user(api, "max@sandbox.test", active="False")
    assert suspended["active"] is False
    assert "appRole" not in suspended
    assert sandbox.members[-1].access_level == "suspended"


def test_another_domain_is_invited(api: Api, sandbox: Sandbox) -> None:
    invited = user(api, "eve@elsewhere.test")
    assert invited["active"] is True
    assert len(sandbox.members) == 2
    assert api("GET", f"/scim/v2/Users/{invited['id']}").body == invited
    assert scim_error(
        api("POST", "/scim/v2/Users", {"schemas": [USER], "userName": "x@elsewhere.test", "active": False})
    ) == (400, "invalidValue", "Only users of a verified domain can be created inactive.")


def test_verified_domains_may_be_added(api: Api, sandbox: Sandbox) -> None:
    sandbox.app.add_domain(" Elsewhere.test")
    user(api, "eve@elsewhere.test")
    assert len(sandbox.members) == 3
    for wrong in ("eve@elsewhere.test", "elsewhere", ""):
        with pytest.raises(ControlError, match="is not a domain"):
            sandbox.app.add_domain(wrong)


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({"userName": "a@b.c"}, (400, "invalidSyntax", f"schemas must contain {USER}.")),
        ({"schemas": [USER]}, (400, "invalidValue", "userName must be a string.")),
        ({"schemas": [USER], "userName": "ada"}, (400, "invalidValue", "userName must be an e-mail address.")),
        ({"schemas": [USER], "userName": "a@b.c", "active": 5}, (400, "invalidValue", "active must be true or false.")),
        ({"schemas": [USER], "userName": "a@b.c", "appRole": "x"}, (400, "invalidValue", "appRole must be admin or member.")),
        ({"schemas": [USER], "userName": "a@b.c", "name": {"givenName": 5}}, (400, "invalidValue", "name.givenName must be a string.")),
        ({"schemas": [USER], "userName": "GRACE@sandbox.test"}, (409, "uniqueness", "There is already a user with this userName.")),
        ([], (400, "invalidSyntax", "The body must be an object.")),
    ],
)  # fmt: skip
def test_invalid_users_are_rejected(api: Api, body: object, error: object) -> None:
    assert scim_error(api("POST", "/scim/v2/Users", body)) == error
    assert listed(api, "Users")["totalResults"] == 2


def test_json_and_scim_media_types_are_accepted(api: Api) -> None:
    body = json.dumps({"schemas": [USER], "userName": "eve@sandbox.test"}).encode()
    response = api.raw("POST", "/scim/v2/Users", body, content_type="application/scim+json")
    assert (response.status, response.headers["content-type"]) == (201, "application/scim+json; charset=utf-8")
    again = api.raw("POST", "/scim/v2/Users", body, content_type="application/scim+json")
    assert (again.status, again.headers["content-type"]) == (409, "application/scim+json; charset=utf-8")
    accepted = api.raw("GET", "/scim/v2/Users", headers={"Accept": "application/scim+json"})
    assert accepted.headers["content-type"] == "application/scim+json; charset=utf-8"
    assert api.raw("GET", "/scim/v2/Users").headers["content-type"] == "application/json; charset=utf-8"
    assert api.raw("POST", "/scim/v2/Users", body, content_type="text/plain").status == 400
    assert api.raw("POST", "/scim/v2/Users", b"{").status == 400


def test_unknown_users_and_groups_are_not_found(api: Api) -> None:
    for method in ("GET", "PUT", "PATCH", "DELETE"):
        for path, what in (("Users", "User"), ("Groups", "Group")):
            response = api(method, f"/scim/v2/{path}/{UNKNOWN}", {})
            assert scim_error(response) == (404, None, f"{what} {UNKNOWN} not found.")


def test_a_user_can_be_replaced(api: Api, sandbox: Sandbox, clock: Clock) -> None:
    id_ = sandbox.members[1].id
    clock.move(hours=1)
    body = {"schemas": [USER], "userName": "alan@turing.test", "name": {"givenName": "A."}, "appRole": "admin"}
    replaced = api("PUT", f"/scim/v2/Users/{id_}", body).body
    assert (replaced["userName"], replaced["name"]) == ("alan@turing.test", {"givenName": "A.", "familyName": ""})
    assert replaced["meta"]["lastModified"] == "2026-03-04T06:06:07.089Z"
    assert (sandbox.members[1].email_address, sandbox.members[1].access_level) == ("alan@turing.test", "admin")
    clash = {"schemas": [USER], "userName": "grace@sandbox.test"}
    assert scim_error(api("PUT", f"/scim/v2/Users/{id_}", clash))[:2] == (409, "uniqueness")


def test_a_user_can_be_suspended_and_reactivated(api: Api, sandbox: Sandbox) -> None:
    id_ = sandbox.members[0].id
    suspended = patch(api, f"Users/{id_}", {"op": "Replace", "path": "active", "value": "False"})
    assert suspended.status == 200
    assert suspended.body["active"] is False
    assert "appRole" not in suspended.body
    assert sandbox.members[0].access_level == "suspended"
    back = patch(api, f"Users/{id_}", {"op": "replace", "value": {"active": True}})
    assert back.body["appRole"] == "admin"
    assert api("DELETE", f"/scim/v2/Users/{id_}").status == 204
    assert api("GET", f"/scim/v2/Users/{id_}").body["active"] is False


def test_invites_can_be_changed_and_cancelled(api: Api) -> None:
    id_ = user(api, "eve@elsewhere.test")["id"]
    named = patch(api, f"Users/{id_}", {"op": "add", "path": "name", "value": {"familyName": "Polastri"}})
    assert named.body["name"] == {"givenName": "", "familyName": "Polastri"}
    gone = patch(api, f"Users/{id_}", {"op": "replace", "path": "active", "value": False})
    assert (gone.status, gone.body) == (204, None)
    assert api("GET", f"/scim/v2/Users/{id_}").status == 404
    id_ = user(api, "eve@elsewhere.test")["id"]
    assert api("DELETE", f"/scim/v2/Users/{id_}").status == 204
    assert api("GET", f"/scim/v2/Users/{id_}").status == 404


def test_operations_apply_in_order(api: Api, sandbox: Sandbox) -> None:
    id_ = sandbox.members[1].id
    response = patch(
        api,
        f"Users/{id_}",
        {"op": "add", "path": "NAME.givenname", "value": "First"},
        {"op": "replace", "value": {"name": {"givenName": "Second"}, "appRole": "admin"}},
        {"op": "remove", "path": "name.familyName"},
        {"op": "add", "path": "name.familyName", "value": "Last"},
        {"op": "remove", "path": "name.givenName"},
    )
    assert response.body["name"] == {"givenName": "", "familyName": "Last"}
    assert response.body["appRole"] == "admin"


@pytest.mark.parametrize(
    ("step", "kind", "detail"),
    [
        ({"op": "replace", "path": "nickName", "value": "x"}, "invalidPath", "nickName cannot be changed."),
        ({"op": "remove", "path": "active"}, "mutability", "active cannot be removed."),
        ({"op": "replace", "path": "active", "value": "maybe"}, "invalidValue", "active must be true or false."),
        ({"op": "replace", "path": "appRole", "value": "owner"}, "invalidValue", "appRole must be admin or member."),
        ({"op": "move", "path": "active"}, "invalidSyntax", "move is not an operation; use add, replace, remove."),
        ({"op": "remove"}, "noTarget", "remove needs a path."),
        ({"op": "add", "value": 5}, "invalidValue", "An operation without a path needs an object as its value."),
        (5, "invalidSyntax", "An operation must be an object."),
    ],
)
def test_a_patch_with_an_invalid_operation_changes_nothing(
    api: Api, sandbox: Sandbox, step: Any, kind: str, detail: str
) -> None:
    id_ = sandbox.members[1].id
    before = api("GET", f"/scim/v2/Users/{id_}").body
    response = patch(api, f"Users/{id_}", {"op": "replace", "path": "name.givenName", "value": "New"}, step)
    assert scim_error(response) == (400, kind, detail)
    assert api("GET", f"/scim/v2/Users/{id_}").body == before


def test_a_patch_without_operations_is_rejected(api: Api, sandbox: Sandbox) -> None:
    path = f"/scim/v2/Users/{sandbox.members[1].id}"
    bodies: list[Any] = [{}, {"schemas": 5}, {"schemas": [PATCH]}, {"schemas": [PATCH], "Operations": []}]
    for body in bodies:
        assert scim_error(api("PATCH", path, body))[:2] == (400, "invalidSyntax")


def test_groups_are_created_listed_and_replaced(api: Api, sandbox: Sandbox, clock: Clock) -> None:
    one, other = (member.id for member in sandbox.members)
    created = group(api, "  Sales ", one)
    assert created["displayName"] == "Sales"
    assert created["members"] == [{"value": one, "$ref": f"/scim/v2/Users/{one}"}]
    assert api("GET", f"/scim/v2/Groups/{created['id']}").body == created
    group(api, "Support")
    assert listed(api, "Groups")["totalResults"] == 2
    assert "members" not in listed(api, "Groups?excludedAttributes=meta,%20members")["Resources"][0]
    assert listed(api, 'Groups?filter=displayName%20eq%20"sales"')["totalResults"] == 1
    clock.move(hours=1)
    body = {"schemas": [GROUP], "displayName": "Sales EMEA", "members": [{"value": other}]}
    replaced = api("PUT", f"/scim/v2/Groups/{created['id']}", body).body
    assert [member["value"] for member in replaced["members"]] == [other]
    assert replaced["meta"]["created"] != replaced["meta"]["lastModified"]
    assert api("DELETE", f"/scim/v2/Groups/{created['id']}").status == 204
    assert listed(api, "Groups")["totalResults"] == 1


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({"displayName": "  "}, (400, "invalidValue", "displayName must not be empty.")),
        ({}, (400, "invalidValue", "displayName must be a string.")),
        ({"displayName": "SALES"}, (409, "uniqueness", "There is already a group with this displayName.")),
        ({"displayName": "A", "members": [{"value": "x"}]}, (400, "invalidValue", "User x does not exist.")),
        ({"displayName": "A", "members": ["x"]}, (400, "invalidValue", "members must be a list of objects with a value.")),
    ],
)  # fmt: skip
def test_invalid_groups_are_rejected(api: Api, body: dict[str, object], error: object) -> None:
    group(api, "Sales")
    assert scim_error(api("POST", "/scim/v2/Groups", {"schemas": [GROUP], **body})) == error


def test_a_replaced_group_names_its_members(api: Api) -> None:
    id_ = group(api, "Sales")["id"]
    response = api("PUT", f"/scim/v2/Groups/{id_}", {"schemas": [GROUP], "displayName": "Sales"})
    assert scim_error(response) == (400, "invalidValue", "members is required.")


@pytest.mark.parametrize(
    ("step", "after"),
    [
        ({"op": "add", "path": "members", "value": [{"value": "1"}]}, "01"),
        ({"op": "add", "path": "members", "value": {"value": "0"}}, "0"),
        ({"op": "replace", "path": "members", "value": [{"value": "1"}]}, "1"),
        ({"op": "replace", "value": {"members": [{"value": "1"}], "displayName": "New"}}, "1"),
        ({"op": "remove", "path": 'members[value eq "0"]'}, ""),
        ({"op": "remove", "path": "members", "value": [{"value": "0"}]}, ""),
        ({"op": "remove", "path": "members"}, ""),
        ({"op": "remove", "path": 'members[value eq "1"]'}, (400, "noTarget", "The group has no such member.")),
        ({"op": "add", "path": 'members[value eq "0"]'}, 400),
        ({"op": "remove", "path": "displayName"}, (400, "mutability", "displayName cannot be removed.")),
        ({"op": "replace", "path": "owner", "value": "x"}, (400, "invalidPath", "owner cannot be changed.")),
        ({"op": "add", "path": "members", "value": [{"value": "x"}]}, (400, "invalidValue", "User x does not exist.")),
    ],
)
def test_groups_can_be_patched(api: Api, sandbox: Sandbox, step: dict[str, object], after: Any) -> None:
    ids = [member.id for member in sandbox.members]
    text = json.dumps(step)
    for number, id_ in enumerate(ids):
        text = text.replace(f'"value": "{number}"', f'"value": "{id_}"').replace(
            f'eq \\"{number}\\"', f'eq \\"{id_}\\"'
        )
    created = group(api, "Sales", ids[0])
    response = patch(api, f"Groups/{created['id']}", json.loads(text))
    if isinstance(after, str):
        assert [member["value"] for member in response.body["members"]] == [
            ids[int(number)] for number in list[str](after)
        ]
    elif isinstance(after, tuple):
        assert scim_error(response) == after
    else:
        assert scim_error(response)[:2] == (400, "invalidPath")


def test_schemas_are_listed(api: Api) -> None:
    found = listed(api, "Schemas")
    assert [resource["name"] for resource in found["Resources"]] == ["User", "Group"]
    assert found["totalResults"] == 2


def test_a_member_is_found_by_an_address_in_any_case(api: Api) -> None:
    user(api, "Ada@Sandbox.test")
    api.record_id("deals", name="x", stage="Lead", owner="ada@sandbox.test")


def test_an_invite_that_is_cancelled_leaves_its_groups(api: Api) -> None:
    invited = user(api, "zed@other.test")["id"]
    member = listed(api, "Users")["Resources"][0]["id"]
    created = group(api, "Sales", invited, member)["id"]
    group(api, "Others", member)
    assert api("DELETE", f"/scim/v2/Users/{invited}").status == 204
    assert [entry["value"] for entry in listed(api, f"Groups/{created}")["members"]] == [member]
    assert patch(api, f"Groups/{created}", {"op": "replace", "path": "displayName", "value": "Sales 2"}).status == 200
