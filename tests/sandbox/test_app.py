"""Features of all operations: tokens, scopes, headers, faults and bodies."""

from __future__ import annotations

import base64
import re
import threading
from email.utils import parsedate_to_datetime

import pytest

from attio.sandbox import Sandbox
from attio.sandbox.checks import Fields
from attio.sandbox.errors import ApiError
from tests.sandbox.api import Api


def test_self_describes_the_token(api: Api, sandbox: Sandbox) -> None:
    response = api("GET", "/v2/self")
    assert response.status == 200
    assert response.body.pop("iat") == 1772600767
    assert response.body.pop("client_id") == response.body.pop("aud")
    assert response.body.pop("sub") == response.body.pop("workspace_id") == sandbox.workspace_id
    scope = response.body.pop("scope")
    assert "record_permission:read-write" in scope.split(" ")
    assert response.body == {
        "active": True,
        "token_type": "Bearer",
        "exp": None,
        "iss": "attio.com",
        "token_level": "workspace",
        "workspace_name": "Sandbox",
        "workspace_slug": "sandbox",
        "workspace_logo_url": None,
        "authorized_by_workspace_member_id": sandbox.members[0].id,
    }


@pytest.mark.parametrize("token", ["unknown", None])
def test_self_of_an_unknown_token_is_not_an_error(api: Api, token: str | None) -> None:
    response = api("GET", "/v2/self", token=token)
    assert (response.status, response.body) == (200, {"active": False})


def test_a_token_of_a_member_acts_as_the_member(api: Api, sandbox: Sandbox) -> None:
    member = sandbox.members[1]
    token = sandbox.add_token(
        "alans", scopes=["record_permission:read-write", "object_configuration:read"], member=member
    )
    described = api("GET", "/v2/self", token=token).body
    assert described["token_level"] == "user"
    assert described["scope"] == "object_configuration:read record_permission:read-write"
    assert described["authorized_by_workspace_member_id"] == member.id
    record = api("POST", "/v2/objects/people/records", {"data": {"values": {"name": "X"}}}, token=token).data
    assert record["values"]["name"][0]["created_by_actor"] == {"type": "workspace-member", "id": member.id}


@pytest.mark.parametrize("token", ["unknown", None])
def test_a_request_without_a_valid_token_is_rejected(api: Api, token: str | None) -> None:
    response = api("GET", "/v2/objects", token=token)
    assert response.code == (401, "unauthorized")
    assert response.body["type"] == "auth_error"


def test_a_revoked_token_is_rejected(api: Api, sandbox: Sandbox) -> None:
    sandbox.add_token("other")
    sandbox.revoke_token("other")
    assert api("GET", "/v2/objects", token="other").status == 401


def test_basic_authentication_is_accepted(api: Api) -> None:
    credentials = base64.b64encode(b"sandbox-token:").decode()
    assert api.raw("GET", "/v2/objects", token=None, headers={"Authorization": f"Basic {credentials}"}).status == 200
    assert api.raw("GET", "/v2/objects", token=None, headers={"Authorization": "Basic ???"}).status == 401
    assert api.raw("GET", "/v2/objects", token=None, headers={"Authorization": "Digest x"}).status == 401


def test_missing_scopes_are_named() -> None:
    sandbox = Sandbox(tokens={"all": None, "reader": ["object_configuration:read"], "none": []})
    api = Api(sandbox)
    assert sandbox.token == "all"
    assert api("GET", "/v2/objects", token="reader").status == 200
    response = api("POST", "/v2/objects", {"data": {}}, token="reader")
    assert response.code == (403, "unauthorized")
    assert response.body["type"] == "auth_error"
    assert "object_configuration:read-write" in response.body["message"]
    assert api("GET", "/v2/objects", token="none").status == 403
    assert api("GET", "/v2/self", token="none").body["scope"] == ""


def test_scopes_of_attributes_depend_on_the_target() -> None:
    api = Api(Sandbox(tokens={"lists": ["list_configuration:read"]}))
    assert api("GET", "/v2/lists/x/attributes", token="lists").status == 404
    assert api("GET", "/v2/objects/people/attributes", token="lists").status == 403


def test_responses_have_the_headers_of_attio(api: Api) -> None:
    listed = api("GET", "/v2/objects")
    assert re.fullmatch(r"[0-9a-f-]{36}", listed.headers["x-attio-execution-id"])
    assert listed.headers["x-accurate-at"] == "2026-03-04T05:06:07.089000000Z"
    queried = api("POST", "/v2/objects/people/records/query", {})
    assert queried.headers["x-attio-record-query-score"] == "0"
    assert "x-accurate-at" in queried.headers
    assert "x-accurate-at" not in api("GET", "/v2/self").headers
    assert "x-attio-execution-id" in api("GET", "/v2/nothing").headers


def test_the_score_grows_with_the_query(api: Api) -> None:
    api.create("people", name="Ada")
    scores = [
        int(api("POST", "/v2/objects/people/records/query", body).headers["x-attio-record-query-score"])
        for body in (
            {},
            {"filter": {"name": "Ada"}},
            {
                "filter": {"$or": [{"name": "Ada"}, {"name": "Eve"}]},
                "sorts": [{"attribute": "name", "direction": "asc"}],
            },
        )
    ]
    assert scores == sorted(set(scores))


def test_rate_limit_next_responds_with_429(api: Api, sandbox: Sandbox) -> None:
    sandbox.rate_limit_next(2, seconds=30)
    for _ in range(2):
        response = api("GET", "/v2/objects")
        assert response.error == (429, "rate_limit_exceeded", "Rate limit exceeded, please try again later")
        assert response.body["type"] == "rate_limit_error"
        assert parsedate_to_datetime(response.headers["retry-after"]).tzinfo is not None
    assert api("GET", "/v2/objects").status == 200


def test_fail_next_responds_with_a_server_error(api: Api, sandbox: Sandbox) -> None:
    sandbox.fail_next(status=502)
    response = api.raw("GET", "/v2/objects")
    assert response.status == 502
    assert response.headers["content-type"].startswith("text/html")
    assert api("GET", "/v2/objects").status == 200


def test_a_body_that_is_not_json_is_rejected(api: Api) -> None:
    assert api.raw("POST", "/v2/objects", b"{").status == 400
    assert api.raw("POST", "/v2/objects", b'{"data": NaN}').status == 400


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"null"])
def test_a_body_without_data_is_rejected(api: Api, body: bytes) -> None:
    response = api.raw("POST", "/v2/objects", body)
    content = response.json()
    assert isinstance(content, dict)
    assert content["code"] == "validation_type"
    assert content["message"] == "Body payload validation error."


def test_missing_data_is_named(api: Api) -> None:
    response = api("POST", "/v2/objects", {"api_slug": "ships"})
    assert response.body["validation_errors"] == [
        {"code": "invalid_type", "path": ["data"], "message": "Required", "expected": "object", "received": "undefined"}
    ]


def test_json_needs_its_content_type(api: Api) -> None:
    body = b'{"data": {"api_slug": "a", "singular_noun": "b", "plural_noun": "c"}}'
    assert api.raw("POST", "/v2/objects", body, content_type="text/plain").status == 400
    assert api.raw("POST", "/v2/objects", body, content_type="Application/JSON; charset=utf-8").status == 200


def test_a_seed_makes_ids_repeatable() -> None:
    one, other, third = Sandbox(seed=1), Sandbox(seed=1), Sandbox(seed=2)
    assert one.workspace_id == other.workspace_id != third.workspace_id
    assert Api(one).record_id("people") == Api(other).record_id("people")
    assert Sandbox().workspace_id != Sandbox().workspace_id


def test_many_threads_can_send_requests(api: Api) -> None:
    def work() -> None:
        for number in range(20):
            api.create("people", name=f"P{number}")

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(api.find("people"))) == 160


def test_a_field_of_another_type_is_rejected() -> None:
    with pytest.raises(ApiError) as caught:
        Fields({"title": "x"}).get("title", bool)
    details = {"expected": "boolean", "received": "string"}
    issue = {"code": "invalid_type", "path": ["title"], "message": "Expected boolean, received string", **details}
    assert caught.value.extra["validation_errors"] == [issue]


def test_repr_counts_the_records_of_each_object(api: Api, sandbox: Sandbox) -> None:
    api.create("people")
    assert repr(sandbox) == "<Sandbox 'Sandbox': 1 people, 0 companies, 0 deals>"
