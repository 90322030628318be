"""Comparison with another description of the same API: equal documents, and every kind of difference."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from codegen.__main__ import main
from codegen.drift.report import Report, read_explanations
from codegen.drift.run import drift
from codegen.drift.schemas import DriftError
from codegen.read.loader import SpecError
from tests.codegen.documents import COMMON, OURS, THEIRS, Document, error, event, lid

Change: TypeAlias = Callable[[Document], object]


def operation(theirs: Document) -> Document:
    found: Document = theirs["paths"]["/boxes/{id}"]["put"]
    return found


def box(theirs: Document) -> Document:
    found: Document = theirs["components"]["schemas"]["a/b"]
    return found


def write(theirs: Document) -> Document:
    body = theirs["components"]["requestBodies"]["Write"]["content"]["application/json"]["schema"]
    found: Document = body["properties"]["data"]
    return found


PUT = "PUT /boxes/{box_id}"
CHANGES: dict[str, tuple[Change, str, str]] = {
    "new operation": (
        lambda theirs: theirs["paths"].update({"/lids": {"get": {}}}),
        "GET /lids",
        "missing   operation",
    ),
    "operation that is gone": (lambda theirs: theirs["paths"].clear(), PUT, "extra     operation"),
    "new parameter": (
        lambda theirs: operation(theirs)["parameters"].append({"name": "sort", "in": "query", "schema": {}}),
        PUT,
        "missing   query.sort: parameter",
    ),
    "parameter that is gone": (
        lambda theirs: operation(theirs)["parameters"].pop(0),
        PUT,
        "extra     query.limit: parameter",
    ),
    "parameter that is needed now": (
        lambda theirs: operation(theirs)["parameters"][0].update(required=True),
        PUT,
        "different query.limit: required: theirs true, ours false",
    ),
    "bound of a parameter": (
        lambda theirs: operation(theirs)["parameters"][0]["schema"].update(maximum=100),
        PUT,
        "different query.limit: maximum: theirs 100, ours 50",
    ),
    "parameter without null": (
        lambda theirs: operation(theirs)["parameters"][1]["schema"].update(type="string"),
        PUT,
        "different query.owner: nullable: theirs false, ours true",
    ),
    "parameter of the path": (
        lambda theirs: theirs["paths"]["/boxes/{id}"]["parameters"][0]["schema"].update(maxLength=9),
        PUT,
        "different path.id: maxLength: theirs 9, ours nothing",
    ),
    "scope": (
        lambda theirs: operation(theirs).update(security=[{"oauth2": ["box:read", "box:all"]}]),
        PUT,
        'missing   security: scope: ["box:all"]',
    ),
    "content type": (
        lambda theirs: operation(theirs).update(requestBody={"content": {"text/plain": {}}}),
        PUT,
        'missing   body: content type: ["text/plain"]',
    ),
    "status": (
        lambda theirs: operation(theirs)["responses"].update({"204": {}}),
        PUT,
        'missing   response: status: ["204"]',
    ),
    "error": (
        lambda theirs: operation(theirs)["responses"].update({"409": error("taken")}),
        PUT,
        'missing   409: error: ["taken"]',
    ),
    "error that is gone": (
        lambda theirs: operation(theirs)["responses"].pop("404"),
        PUT,
        'extra     404: error: ["not_found"]',
    ),
    "error code": (
        lambda theirs: operation(theirs)["responses"].update({"404": error("not_found", "hidden")}),
        PUT,
        'missing   404: error code: ["hidden"]',
    ),
    "field to write": (
        lambda theirs: write(theirs)["properties"].update(size={"type": "number"}),
        PUT,
        "missing   body.data.size: field",
    ),
    "field to write that is gone": (
        lambda theirs: write(theirs)["properties"].pop("path"),
        PUT,
        "extra     body.data.path: field",
    ),
    "field that must be written": (
        lambda theirs: write(theirs)["required"].append("color"),
        PUT,
        "different body.data.color: required: theirs true, ours false",
    ),
    "bound of a field": (
        lambda theirs: write(theirs)["properties"]["name"].pop("maxLength"),
        PUT,
        "different body.data.name: maxLength: theirs nothing, ours 9",
    ),
    "pattern": (
        lambda theirs: write(theirs)["properties"]["name"].update(pattern="^c"),
        PUT,
        'different body.data.name: pattern: theirs "^c", ours "^a/b"',
    ),
    "member of an enum to write": (
        lambda theirs: write(theirs)["properties"]["color"]["anyOf"][0]["enum"].append("green"),
        PUT,
        'missing   body.data.color: enum: ["green"]',
    ),
    "place of a list": (
        lambda theirs: write(theirs)["properties"]["path"]["prefixItems"].append({}),
        PUT,
        "different body.data.path: length: theirs 3, ours 2",
    ),
    "type in a list": (
        lambda theirs: write(theirs)["properties"]["path"]["prefixItems"].reverse(),
        PUT,
        'different body.data.path[]: type: theirs ["integer"], ours ["string"]',
    ),
    "field": (
        lambda theirs: box(theirs)["properties"].update(size={"type": "number"}),
        PUT,
        "missing   200.data[].size: field",
    ),
    "field that is gone": (
        lambda theirs: box(theirs)["properties"].pop("maker"),
        PUT,
        "extra     200.data[].maker: field",
    ),
    "field of a base that may be missing": (
        lambda theirs: box(theirs)["required"].remove("id"),
        PUT,
        "different 200.data[].id: required: theirs false, ours true",
    ),
    "field that may be null": (
        lambda theirs: box(theirs)["properties"]["id"].update(nullable=True),
        PUT,
        "different 200.data[].id: nullable: theirs true, ours false",
    ),
    "member of an enum": (
        lambda theirs: box(theirs)["properties"]["color"]["enum"].pop(),
        PUT,
        'extra     200.data[].color: enum: ["blue"]',
    ),
    "enum that is none any more": (
        lambda theirs: box(theirs)["properties"]["color"].pop("enum"),
        PUT,
        'different 200.data[].color: enum: theirs nothing, ours ["red", "blue"]',
    ),
    "type of the values of a mapping": (
        lambda theirs: box(theirs)["properties"]["labels"].update(additionalProperties={"type": "integer"}),
        PUT,
        'different 200.data[].labels{}: type: theirs ["integer"], ours ["string"]',
    ),
    "format": (
        lambda theirs: box(theirs)["properties"]["made_at"].update(format="date"),
        PUT,
        'different 200.data[].made_at: format: theirs "date", ours "date-time"',
    ),
    "variant": (
        lambda theirs: box(theirs)["properties"]["lids"]["items"]["anyOf"].append(lid({"const": "oval"})),
        PUT,
        "missing   200.data[].lids[]<oval>: variant",
    ),
    "variant that is gone": (
        lambda theirs: box(theirs)["properties"]["lids"]["items"]["anyOf"].pop(),
        PUT,
        "extra     200.data[].lids[]<flat>: variant",
    ),
    "field of one variant": (
        lambda theirs: box(theirs)["properties"]["lids"]["items"]["anyOf"][1]["properties"].pop("size"),
        PUT,
        "extra     200.data[].lids[]<flat>.size: field",
    ),
    "union that is anything": (
        lambda theirs: box(theirs)["properties"]["lids"].update(items={"type": "object"}),
        PUT,
        'different 200.data[].lids[]: variants: theirs ["1"], ours ["flat", "round"]',
    ),
    "object that is anything": (
        lambda theirs: box(theirs)["properties"]["maker"].pop("properties"),
        PUT,
        'different 200.data[].maker: fields: theirs nothing, ours ["name"]',
    ),
    "webhook": (
        lambda theirs: theirs["webhooks"].update({"box.lost": event("box.lost")}),
        "webhook box.lost",
        "missing   webhook",
    ),
    "webhook that is gone": (
        lambda theirs: theirs["webhooks"].pop("box.made"),
        "webhook box.made",
        "extra     webhook",
    ),
    "field of an event": (
        lambda theirs: theirs["webhooks"].update({"box.gone": event("box.gone", by={"type": "string"})}),
        "webhook box.gone",
        "missing   payload.events[]<box.gone>.by: field",
    ),
}


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    directory = tmp_path / "spec"
    directory.mkdir()
    (directory / "boxes.yaml").write_text(OURS, encoding="utf-8")
    (directory / "common.yaml").write_text(COMMON, encoding="utf-8")
    return directory


def write_theirs(directory: Path, change: Change | None = None) -> Path:
    theirs = copy.deepcopy(THEIRS)
    if change:
        change(theirs)
    file = directory / "theirs.json"
    file.write_text(json.dumps(theirs), encoding="utf-8")
    return file


def test_equivalent_documents_do_not_differ(spec: Path, tmp_path: Path) -> None:
    assert drift(spec, write_theirs(tmp_path)) == []


@pytest.mark.parametrize("name", CHANGES)
def test_each_change_is_reported(name: str, spec: Path, tmp_path: Path) -> None:
    change, where, text = CHANGES[name]
    found = drift(spec, write_theirs(tmp_path, change))
    assert (where, text) in [(difference.operation, str(difference)) for difference in found]
    assert {difference.operation for difference in found} == {where}


def test_a_change_is_reported_once(spec: Path, tmp_path: Path) -> None:
    # `inside` holds boxes again, recursively.
    (found,) = drift(spec, write_theirs(tmp_path, CHANGES["field"][0]))
    assert (found.kind, found.what, found.place) == ("missing", "field", "200.data[].size")


def test_bounds_of_responses_do_not_matter(spec: Path, tmp_path: Path) -> None:
    assert drift(spec, write_theirs(tmp_path, lambda theirs: box(theirs)["properties"]["id"].update(maxLength=5))) == []


def test_webhooks_count_only_in_documents_that_have_some(spec: Path, tmp_path: Path) -> None:
    assert drift(spec, write_theirs(tmp_path, lambda theirs: theirs.pop("webhooks"))) == []


def test_a_document_may_be_yaml(spec: Path, tmp_path: Path) -> None:
    file = tmp_path / "theirs.yaml"
    # JSON is valid YAML.
    file.write_text(write_theirs(tmp_path).read_text("utf-8"), encoding="utf-8")
    assert drift(spec, file) == []


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("theirs.json", "{", "cannot be read"),
        ("theirs.json", "[]", "is not an OpenAPI document: it has no `paths`"),
        ("theirs.json", '{"paths": {"/a": {"$ref": "#/nowhere"}}}', "the reference '#/nowhere' names nothing"),
        (
            "theirs.json",
            '{"paths": {"/a": {"$ref": "#/b"}}, "b": {"$ref": "#/b"}}',
            "the reference '#/b' is circular",
        ),
    ],
)
def test_an_invalid_document_is_an_error(name: str, text: str, problem: str, spec: Path, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(DriftError) as caught:
        drift(spec, tmp_path / name)
    assert problem in str(caught.value)


def test_intended_differences_can_be_explained(spec: Path, tmp_path: Path) -> None:
    explanations_file = tmp_path / "drift.yaml"
    explanations_file.write_text(
        "- {at: 'PUT /boxes/{box_id} 200.data[].s*', what: field, reason: We like it so.}\n"
        "- {at: 'PUT * 200.data[].id', what: [nullable, type], reason: So it is.}\n"
        "- {at: 'PUT *', what: enum, reason: For nothing.}\n",
        encoding="utf-8",
    )

    def change(theirs: Document) -> None:
        box(theirs)["properties"].update(size={"type": "number"}, weight={"type": "number"})
        box(theirs)["properties"]["id"].update(nullable=True)

    report = Report.make(drift(spec, write_theirs(tmp_path, change)), read_explanations(explanations_file))
    assert [difference.place for difference in report.differences] == ["200.data[].weight"]
    assert [difference.place for difference, _ in report.explained] == ["200.data[].id", "200.data[].size"]
    assert report.as_text() == (
        "PUT /boxes/{box_id}\n"
        "  missing   200.data[].weight: field\n"
        "explained: So it is.\n"
        "  PUT /boxes/{box_id}: different 200.data[].id: nullable: theirs true, ours false\n"
        "explained: We like it so.\n"
        "  PUT /boxes/{box_id}: missing   200.data[].size: field\n"
        "explains nothing: PUT *: For nothing.\n"
        "1 differences; 2 more are explained\n"
    )


def test_explanations_are_checked(tmp_path: Path) -> None:
    explanations_file = tmp_path / "drift.yaml"
    assert read_explanations(explanations_file) == []
    explanations_file.write_text("- {at: 'PUT *', reasons: None.}\n", encoding="utf-8")
    with pytest.raises(SpecError, match=r"drift\.yaml: \[0\]: the key `reasons` is not known here"):
        read_explanations(explanations_file)


def test_long_lists_are_shortened_in_the_report(spec: Path, tmp_path: Path) -> None:
    def change(theirs: Document) -> None:
        box(theirs)["properties"]["color"]["enum"] += [f"color-{number}" for number in range(9)]

    (found,) = drift(spec, write_theirs(tmp_path, change))
    assert str(found).endswith('"color-7", … 9 in all]')
    assert found.theirs == [f"color-{number}" for number in range(9)]


def test_the_command_prints_the_differences(spec: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write_theirs(tmp_path)
    arguments = ["--spec", str(spec), "drift", str(file), "--meant", str(tmp_path / "drift.yaml")]
    assert main(arguments) == 0
    assert capsys.readouterr().out == "0 differences; 0 more are explained\n"

    write_theirs(tmp_path, CHANGES["bound of a parameter"][0])
    assert main(arguments) == 1
    assert capsys.readouterr().out == (
        "PUT /boxes/{box_id}\n  different query.limit: maximum: theirs 100, ours 50\n"
        "1 differences; 0 more are explained\n"
    )
    assert main([*arguments, "--json"]) == 1
    difference = {
        "kind": "different",
        "what": "maximum",
        "operation": "PUT /boxes/{box_id}",
        "place": "query.limit",
        "theirs": 100,
        "ours": 50,
    }
    assert json.loads(capsys.readouterr().out) == {
        "differences": [difference],
        "explained": [],
        "unused_explanations": [],
    }

    (tmp_path / "drift.yaml").write_text("- {at: '* query.limit', reason: More is too much.}\n", encoding="utf-8")
    assert main([*arguments, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["explained"] == [{**difference, "reason": "More is too much."}]

    file.unlink()
    assert main(arguments) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_the_explanations_of_the_project_can_be_read() -> None:
    explanations = read_explanations(Path(__file__).parents[2] / "codegen/drift/meant.yaml")
    assert all(explanation.reason.endswith(".") for explanation in explanations)
