"""Responses of faults, and changes of faults to responses."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from typing import Any

import pytest

from attio.sandbox.control.effects import UNKNOWN_KEY, UNKNOWN_MEMBER, rate_limited, replacement, with_unknown_fields
from attio.sandbox.control.faults import Faults
from attio.sandbox.documented import documented_errors, enums
from attio.sandbox.messages import Response, data_response, json_response

NOW = datetime(2026, 3, 4, 5, 6, 7, 500_000, tzinfo=timezone.utc)


@pytest.fixture
def faults() -> Faults:
    return Faults(documented_errors())


def body(response: Response | None) -> Any:
    assert response is not None
    return response.json()


def test_a_fault_with_a_code_returns_the_documented_error(faults: Faults) -> None:
    response = replacement(faults.add("tasks.get", code="not_found"), "tasks.get", NOW)
    assert response is not None
    assert response.status == 404
    found = body(response)
    assert found.pop("message")
    assert found == {"status_code": 404, "type": "invalid_request_error", "code": "not_found"}


def test_a_fault_of_scim_returns_an_error_in_its_format(faults: Faults) -> None:
    schemas = ["urn:ietf:params:scim:api:messages:2.0:Error"]
    found = body(replacement(faults.add("scim.users.create", code="uniqueness"), "scim.users.create", NOW))
    assert found.pop("detail")
    assert found == {"schemas": schemas, "status": "409", "scimType": "uniqueness"}
    found = body(replacement(faults.add("scim.users.get", code="not_found"), "scim.users.get", NOW))
    assert found.pop("detail")
    assert found == {"schemas": schemas, "status": "404"}


def test_every_documented_error_can_be_injected(faults: Faults) -> None:
    count = 0
    for operation, errors in documented_errors().items():
        for error in errors:
            fault = faults.add(operation, code=error.code, status=error.status)
            response = replacement(fault, operation, NOW)
            assert response is not None
            assert response.status == error.status
            assert error.message in response.body.decode() or '"' in error.message
            count += 1
    assert count > 200


def test_a_fault_with_a_status_returns_an_html_page(faults: Faults) -> None:
    for status, title in ((503, "503 Service Unavailable"), (599, "599")):
        response = replacement(faults.add(status=status), None, NOW)
        assert response is not None
        assert response.status == status
        assert response.headers["content-type"].startswith("text/html")
        assert f"<title>{title}</title>" in response.body.decode()


def test_rate_limits_name_a_whole_second_and_the_time(faults: Faults) -> None:
    response = replacement(faults.add(rate_limit=2.0), "tasks.get", NOW)
    assert response is not None
    assert response.status == 429
    assert response.headers["retry-after"] == "Wed, 04 Mar 2026 05:06:10 GMT"
    assert response.headers["date"] == "Wed, 04 Mar 2026 05:06:07 GMT"
    assert body(response)["type"] == "rate_limit_error"
    whole = NOW.replace(microsecond=0)
    assert rate_limited(whole, whole).headers["retry-after"] == "Wed, 04 Mar 2026 05:06:07 GMT"


def test_other_effects_leave_the_request_to_be_handled(faults: Faults) -> None:
    assert replacement(faults.add(delay=1), "tasks.get", NOW) is None
    assert replacement(faults.add(unknown_fields=True), None, NOW) is None
    assert replacement(faults.add(code="not_found"), None, NOW) is None


def test_unknown_keys_and_enum_members_are_added() -> None:
    data = {
        "type": "text",
        "title": "text",
        "values": {"name": [{"attribute_type": "personal-name", "first_name": "Ada"}]},
        "status": "of its own",
        "display_type": None,
        "tags": ["x", 1],
    }
    response = with_unknown_fields(data_response(data))
    new = {UNKNOWN_KEY: {"added": True}}
    assert body(response)["data"] == {
        "type": UNKNOWN_MEMBER,
        "title": "text",
        "values": {"name": [{"attribute_type": UNKNOWN_MEMBER, "first_name": "Ada", **new}], **new},
        "status": "of its own",
        "display_type": None,
        "tags": ["x", 1],
        **new,
    }
    assert response.headers == data_response(data).headers


def test_bodies_that_are_not_json_stay_unchanged() -> None:
    page = Response(200, {"content-type": "text/html"}, b"{}")
    assert with_unknown_fields(page) is page
    file = Response(200, {"content-type": "application/pdf"}, b"%PDF")
    assert with_unknown_fields(file) is file
    assert with_unknown_fields(json_response([1])).body == b"[1]"


def test_enums_of_the_description_are_known() -> None:
    assert "personal-name" in enums()["attribute_type"]
    assert "workspace-member" in enums()["referenced_actor_type"]
    assert "email" in enums()["interaction_type"]
    assert json.dumps(sorted(enums()["workspace_access"])) == '["full-access", "read-and-write", "read-only"]'
