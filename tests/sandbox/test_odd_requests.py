"""Requests that the SDK never sends: each gets an error of the API, and later reads still work."""

from __future__ import annotations

import json

import pytest

from attio.sandbox import Request, Sandbox
from tests.sandbox.api import Api, attribute

MEETING = {
    "title": "Call",
    "description": "",
    "start": {"datetime": "2026-01-01T09:00:00Z"},
    "end": {"datetime": "2026-01-01T10:00:00Z"},
    "is_all_day": False,
    "participants": [{"is_organizer": True, "status": "accepted", "email_address": "ada@acme.test"}],
}
TASK: dict[str, object] = {
    "content": "x",
    "format": "plaintext",
    "deadline_at": None,
    "is_completed": False,
    "linked_records": [],
    "assignees": [],
}
GRACE = "grace@sandbox.test"


@pytest.mark.parametrize(
    ("target", "body"),
    [
        ("/v2/objects/people/records/query", b'{"limit": 1e999}'),
        ("/v2/objects/people/records/query", b'{"filter": {"name": -1e999}}'),
        ("/v2/objects/people/records", b'{"data": {"values": {"name": "\\ud800"}}}'),
        ("/v2/objects/people/records", b'{"data": {"values": {"\\udfff": "x"}}}'),
        ("/v2/objects/people/records", b'{"data": NaN}'),
    ],
)
def test_numbers_and_letters_that_json_cannot_carry_are_rejected(api: Api, target: str, body: bytes) -> None:
    response = api.raw("POST", target, body)
    assert (response.status, json.loads(response.body)["message"]) == (400, "The request body is not valid JSON.")
    control = api.sandbox.door()(Request("GET", "/_sandbox/requests", headers={"host": "localhost"}))
    assert [entry["status"] for entry in json.loads(control.body)] == [400]


def test_a_letter_beyond_the_first_plane_is_accepted_as_an_escape(api: Api) -> None:
    response = api.raw("POST", "/v2/objects/people/records", b'{"data": {"values": {"name": "\\ud83d\\ude00"}}}')
    assert (response.status, "😀" in response.body.decode()) == (200, True)


def test_scim_rejects_letters_that_json_cannot_carry(api: Api) -> None:
    response = api.raw("POST", "/scim/v2/Groups", b'{"displayName": "\\ud800"}')
    assert (response.status, json.loads(response.body)["scimType"]) == (400, "invalidSyntax")


def test_a_control_verb_rejects_letters_that_json_cannot_carry(sandbox: Sandbox) -> None:
    headers = {"host": "localhost", "content-type": "application/json"}
    response = sandbox.door()(Request("POST", "/_sandbox/snapshots", {}, headers, b'{"name": "\\ud800"}'))
    assert (response.status, json.loads(response.body)) == (400, {"error": "the body is not valid JSON"})


@pytest.mark.parametrize(
    ("method", "target", "body"),
    [
        ("POST", "/v2/meetings", {"data": {**MEETING, "start": {"date": "2026-01-01", "datetime": 5}}}),
        (
            "POST",
            "/v2/tasks",
            {"data": {**TASK, "assignees": [{"workspace_member_email_address": GRACE, "referenced_actor_id": 5}]}},
        ),
        (
            "POST",
            "/v2/objects/records/search",
            {
                "query": "a",
                "objects": ["people"],
                "request_as": {"type": "workspace-member", "email_address": GRACE, "workspace_member_id": 5},
            },
        ),
    ],
)
def test_a_field_beside_the_form_that_fits_has_a_type_too(api: Api, method: str, target: str, body: object) -> None:
    response = api(method, target, body)
    assert response.code == (400, "validation_type")
    assert response.body["validation_errors"][0]["message"] == "Expected string, received number"


def test_a_connected_file_names_its_folder_by_a_text(api: Api) -> None:
    body = {
        "file_type": "connected-file",
        "object": "people",
        "record_id": api.record_id("people", name="Ada"),
        "storage_provider": "dropbox",
        "external_provider_file_id": "x",
        "parent_folder_id": 5,
    }
    assert api("POST", "/v2/files", body).code == (400, "validation_type")


@pytest.mark.parametrize(
    ("sent", "stored"), [("1e300", 1e300), ("1" + "0" * 40, 1e40), ("1234567890123456.7", 1234567890123456.75)]
)
def test_a_large_number_is_stored_as_javascript_has_it(api: Api, sent: str, stored: float) -> None:
    api.attribute("people", "distance", "number")
    body = f'{{"data": {{"values": {{"distance": {sent}}}}}}}'.encode()
    response = api.raw("POST", "/v2/objects/people/records", body)
    assert json.loads(response.body)["data"]["values"]["distance"][0]["value"] == stored
    [row] = api("POST", "/v2/sql", {"sql": "SELECT distance FROM people"}).data["rows"]
    assert row["distance"] == stored


def test_a_number_beyond_every_double_is_rejected(api: Api) -> None:
    api.attribute("people", "distance", "number")
    body = {"data": {"values": {"distance": 10**400}}}
    response = api("POST", "/v2/objects/people/records", body)
    assert response.code == (400, "validation_type")
    assert response.body["validation_errors"][0]["message"] == "Expected number"


@pytest.mark.parametrize("credentials", ["Basic \xe9", "Basic ?", "Basic /w=="])
def test_credentials_that_are_not_base64_are_rejected(api: Api, credentials: str) -> None:
    response = api.raw("GET", "/v2/self", token=None, headers={"authorization": credentials})
    assert (response.status, json.loads(response.body)) == (200, {"active": False})


def test_a_default_beyond_the_last_year_is_rejected(api: Api) -> None:
    default = {"type": "dynamic", "template": "P9999Y"}
    response = api("POST", "/v2/objects/deals/attributes", {"data": attribute("due", "date", default_value=default)})
    assert response.code == (400, "validation_type")
    assert '"P9999Y" is not a dynamic default' in response.body["message"]


def test_a_subscript_of_sql_must_be_a_number(api: Api) -> None:
    response = api("POST", "/v2/sql", {"sql": "SELECT domains[\u00b2] FROM companies"})
    assert response.status == 501


@pytest.mark.parametrize(
    ("method", "verb", "body"),
    [
        ("POST", "faults", {"operation": 5, "status": 503}),
        ("POST", "faults", {"code": 5}),
        ("POST", "faults", {"self": 5}),
        ("POST", "emit", {"event_type": "task.created", "workspace": 5}),
        ("POST", "app/add_member", {"email_address": "ada@acme.test", "workspace": 5}),
        ("POST", "app/plan", {"quota": "x"}),
        ("POST", "app/plan", {"billing": "x"}),
        ("POST", "oauth/apps", {"redirect_uris": "http://[::1"}),
        ("POST", "deliveries/routes", {"prefix": "https://[::1", "to": "http://localhost"}),
        ("PUT", "limits", {"reads": None}),
        ("PUT", "limits", {"writes": []}),
    ],
)
def test_a_control_verb_rejects_values_of_another_type(
    sandbox: Sandbox, method: str, verb: str, body: dict[str, object]
) -> None:
    headers = {"host": "localhost", "content-type": "application/json"}
    response = sandbox.door()(Request(method, f"/_sandbox/{verb}", {}, headers, json.dumps(body).encode()))
    assert (response.status, list(json.loads(response.body))) == (400, ["error"])
    assert (sandbox.limits.rates, len(sandbox.faults)) == (None, 0)


def test_an_invalid_host_may_not_use_control_verbs(sandbox: Sandbox) -> None:
    assert sandbox.door()(Request("GET", "/_sandbox/clock", headers={"host": "[::1"})).status == 403
