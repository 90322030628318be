"""Fixtures for the page: a workspace with a list, and a record whose name is a script."""

from __future__ import annotations

import pytest

from attio.sandbox import Sandbox
from tests.sandbox.api import Api, attribute, new_list

EVIL = "<script>document.title='owned'</script>"


@pytest.fixture
def filled(sandbox: Sandbox, api: Api) -> Sandbox:
    company = api.record_id("companies", name="Acme", domains=["acme.com"], employee_range="11-50")
    api.create("companies", name=EVIL)
    for number in range(60):
        api.create("people", name=f"P{number}", email_addresses=[f"p{number}@acme.com"])
    api("POST", "/v2/lists", {"data": new_list("sales", "companies")})
    api("POST", "/v2/lists/sales/attributes", {"data": attribute("stage", "status")})
    for title in ("Lead", "Won"):
        api("POST", "/v2/lists/sales/attributes/stage/statuses", {"data": {"title": title}})
    entry: dict[str, object] = {
        "parent_object": "companies",
        "parent_record_id": company,
        "entry_values": {"stage": "Lead"},
    }
    assert api("POST", "/v2/lists/sales/entries", {"data": entry}).status == 200
    sandbox.requests.clear()
    return sandbox
