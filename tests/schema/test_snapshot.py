"""Snapshots as files, and differences between two snapshots."""

from __future__ import annotations

import dataclasses
import json
import pickle
from pathlib import Path
from typing import Any

import pytest

from attio import Attio
from attio.schema import AttributeSchema, ObjectSchema, OptionSchema, SchemaChange, SchemaDiff, WorkspaceSchema
from tests.programs import modules_after

STAGE = AttributeSchema(
    "a2", "stage", "Stage", "status", options=(OptionSchema("o1", "Lead"), OptionSchema("o2", "Won"))
)
NAME = AttributeSchema("a1", "name", "Name", "text", is_required=True)
DEALS = ObjectSchema("d", "deals", "Deal", "Deals", (NAME, STAGE))
OLD = WorkspaceSchema("w", (DEALS,))

TEXT = """{
 "format": 1,
 "workspace_id": "w",
 "objects": [
  {
   "id": "d",
   "api_slug": "deals",
   "singular_noun": "Deal",
   "plural_noun": "Deals",
   "attributes": [
    {
     "id": "a1",
     "api_slug": "name",
     "title": "Name",
     "type": "text",
     "is_required": true
    },
    {
     "id": "a2",
     "api_slug": "stage",
     "title": "Stage",
     "type": "status",
     "options": [
      {
       "id": "o1",
       "title": "Lead"
      },
      {
       "id": "o2",
       "title": "Won"
      }
     ]
    }
   ]
  }
 ],
 "lists": []
}
"""


def test_a_snapshot_is_written_and_read_as_json() -> None:
    assert OLD.to_json() == TEXT
    assert WorkspaceSchema.from_json(TEXT) == OLD


def test_a_whole_workspace_survives_a_round_trip(client: Attio, tmp_path: Path) -> None:
    taken = client.schema.snapshot(members=True)
    path = tmp_path / "schema.json"
    taken.save(path)
    assert WorkspaceSchema.load(path) == taken
    assert pickle.loads(pickle.dumps(taken)) == taken
    assert path.read_text("utf-8") == taken.to_json()
    assert "member" not in json.loads(client.schema.snapshot().to_json())
    assert [each.name for each in tmp_path.iterdir()] == ["schema.json"]


def test_keys_that_are_not_known_are_ignored() -> None:
    content = json.loads(TEXT)
    content["more"] = content["objects"][0]["more"] = content["objects"][0]["attributes"][0]["more"] = 1
    assert WorkspaceSchema.from_json(json.dumps(content)) == OLD


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"format": 2}, "it has format 2, but this version reads format 1"),
        ({"objects": {}}, "expected a list, not dict"),
        ({"objects": [1]}, "expected a JSON object, not int"),
        ({"objects": [{"id": 1}]}, "id has the wrong type"),
        ({"objects": [{"id": "x"}]}, "missing 3 required"),
        ({"lists": [{"id": "x", "api_slug": "y", "name": "z", "parent_objects": "people"}]}, "parent_objects has"),
        ({"lists": [{"id": "x", "api_slug": "y", "name": "z", "parent_objects": [1]}]}, "parent_objects has"),
        ({"objects": [{"attributes": [{"is_required": 1}]}]}, "is_required has the wrong type"),
    ],
)
def test_other_json_files_are_rejected(change: dict[str, Any], reason: str, tmp_path: Path) -> None:
    path = tmp_path / "schema.json"
    path.write_text(json.dumps({**json.loads(TEXT), **change}), "utf-8")
    with pytest.raises(ValueError, match=f"schema.json: not a snapshot of a workspace schema: .*{reason}"):
        WorkspaceSchema.load(path)


def test_an_error_describes_the_content_of_another_json_file() -> None:
    with pytest.raises(ValueError, match="schema: expected a JSON object, not list"):
        WorkspaceSchema.from_json("[]")


@pytest.mark.parametrize("text", ["", "[]", "{}", "not json", TEXT[:200], "[" * 100_000])
def test_damaged_files_are_rejected(text: str) -> None:
    with pytest.raises(ValueError, match="not a snapshot of a workspace schema: "):
        WorkspaceSchema.from_json(text)


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "folder"
    path.mkdir()
    with pytest.raises(OSError, match="directory"):
        OLD.save(path)
    assert list(tmp_path.iterdir()) == [path]


def changed(owner: ObjectSchema = DEALS, **changes: Any) -> WorkspaceSchema:
    return WorkspaceSchema("w", (dataclasses.replace(owner, **changes),))


OPTIONS_TEXT = """\
changed attribute deals.name.is_required: True -> False
removed option deals.stage.Lead
renamed option deals.stage.Won!: 'Won' -> 'Won!'
added option deals.stage.New lead"""
WON = dataclasses.replace(STAGE, options=(OptionSchema("o2", "Won!"), OptionSchema("o3", "New lead")))


@pytest.mark.parametrize(
    ("new", "changes", "text"),
    [
        (OLD, (), "no changes"),
        (WorkspaceSchema("w"), (SchemaChange("removed", "object", "deals", "d"),), "removed object deals"),
        (
            changed(attributes=(NAME,)),
            (SchemaChange("removed", "attribute", "deals.stage", "a2"),),
            "removed attribute deals.stage",
        ),
        (
            changed(api_slug="offers", plural_noun="Offers"),
            (
                SchemaChange("renamed", "object", "offers", "d", "deals", "offers"),
                SchemaChange("changed", "object", "offers.plural_noun", "d", "Deals", "Offers"),
            ),
            "renamed object offers: 'deals' -> 'offers'\nchanged object offers.plural_noun: 'Deals' -> 'Offers'",
        ),
        (
            changed(attributes=(dataclasses.replace(NAME, is_required=False), WON)),
            (
                SchemaChange("changed", "attribute", "deals.name.is_required", "a1", before=True, after=False),
                SchemaChange("removed", "option", "deals.stage.Lead", "o1"),
                SchemaChange("renamed", "option", "deals.stage.Won!", "o2", "Won", "Won!"),
                SchemaChange("added", "option", "deals.stage.New lead", "o3"),
            ),
            OPTIONS_TEXT,
        ),
        (changed(attributes=(NAME, dataclasses.replace(STAGE, options=None))), (), "no changes"),
    ],
    ids=["same", "object", "attribute", "renamed", "options", "unknown"],
)
def test_diff_lists_the_changes(new: WorkspaceSchema, changes: tuple[SchemaChange, ...], text: str) -> None:
    found = OLD.diff(new)
    assert found == SchemaDiff(changes)
    assert tuple(found) == changes
    assert bool(found) is bool(changes)
    assert str(found) == text


def test_reading_a_snapshot_needs_neither_httpx_nor_pydantic() -> None:
    program = f"from attio.schema import WorkspaceSchema\nWorkspaceSchema.from_json({TEXT!r})"
    assert not modules_after(program) & {"httpx", "pydantic", "anyio"}
