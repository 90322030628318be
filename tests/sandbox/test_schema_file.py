"""Sandboxes with the schema of another workspace."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from attio.sandbox import ControlError, Sandbox
from tests.sandbox.api import Api, attribute, new_list, plain


@pytest.fixture
def schema(sandbox: Sandbox, api: Api, tmp_path: Path) -> Path:
    """A file with the schema of a customized workspace."""
    api.attribute("deals", "region", "select")
    api("POST", "/v2/objects/deals/attributes/region/options", {"data": {"title": "North"}})
    api("POST", "/v2/lists", {"data": new_list("hiring", "people")})
    api("POST", "/v2/lists/hiring/attributes", {"data": attribute("stage", "status")})
    api("POST", "/v2/lists/hiring/attributes/stage/statuses", {"data": {"title": "Lead"}})
    path = tmp_path / "workspace.json"
    with sandbox.client() as client:
        client.schema.snapshot(members=True).save(path)
    return path


def test_a_sandbox_of_a_schema_has_its_slugs_and_ids(sandbox: Sandbox, api: Api, schema: Path) -> None:
    copy = Sandbox.from_schema(schema)
    other = Api(copy)
    for path in (
        "/v2/objects",
        "/v2/objects/deals/attributes",
        "/v2/objects/people/attributes",
        "/v2/lists/hiring/attributes",
        "/v2/objects/deals/attributes/stage/statuses",
        "/v2/lists/hiring/attributes/stage/statuses",
        "/v2/workspace_members",
    ):
        one, two = (plain_of(response.data, sandbox, copy) for response in (api("GET", path), other("GET", path)))
        assert one == two
    other.create("companies", domains=["acme.com"])
    person = other.record_id("people", company="acme.com")
    assert len(plain(other.get("companies", other.find("companies")[0])["team"], "target_record_id")) == 1
    other.create("deals", name="x", stage="Lead", owner="grace@sandbox.test", region="North")
    entry = {"parent_object": "people", "parent_record_id": person, "entry_values": {"stage": "Lead"}}
    assert other("POST", "/v2/lists/hiring/entries", {"data": entry}).status == 200
    without = json.loads(schema.read_text())
    del without["members"]
    assert Sandbox.from_schema(without).members[0].email_address == "grace@sandbox.test"
    copy.reset()
    assert other.find("people") == []
    assert other("GET", "/v2/lists/hiring").status == 200


def plain_of(content: object, *sandboxes: Sandbox) -> object:
    """Return a response without the parts that are not in a schema."""
    text = json.dumps(content)
    for sandbox in sandboxes:
        text = text.replace(sandbox.workspace_id, "w")
    found = json.loads(text)
    for item in found:
        item.pop("created_at", None)
        item.pop("description", None)
    return found


def test_invalid_schemas_are_rejected(schema: Path, tmp_path: Path) -> None:
    content = json.loads(schema.read_text())
    content["objects"][0]["attributes"][0]["type"] = "colour"
    with pytest.raises(ControlError, match="colour"):
        Sandbox.from_schema(content)
    del content["objects"][0]["attributes"][0]["type"]
    with pytest.raises(ControlError, match="'type'"):
        Sandbox.from_schema(content)
    with pytest.raises(ControlError, match="format 9"):
        Sandbox.from_schema({"format": 9, "objects": []})
    with pytest.raises(ControlError, match="objects"):
        Sandbox.from_schema({"x": 1})
    with pytest.raises(ControlError, match="cannot be read"):
        Sandbox.from_schema(tmp_path / "nothing")
