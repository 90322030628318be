"""Exports, and the commands that other command lines carry out."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.cli.running import Shell


def test_an_export_is_complete_in_each_format(crm: Shell, tmp_path: Path) -> None:
    for suffix in ("csv", "jsonl", "json"):
        file = tmp_path / f"companies.{suffix}"
        result = crm("export", "companies", "--to", str(file), "-f", "name,domains")
        assert (result.code, result.out, result.err) == (0, "", f"3 records in {file}\n")
    with (tmp_path / "companies.csv").open(encoding="utf-8", newline="") as lines:
        rows = {row["name"]: row["domains"] for row in csv.DictReader(lines)}
    assert rows["Harbor Lines"] == "harborlines.com;harbor.example.org"
    lines_of = [json.loads(line) for line in (tmp_path / "companies.jsonl").read_text("utf-8").splitlines()]
    assert json.loads((tmp_path / "companies.json").read_text("utf-8")) == lines_of
    assert (tmp_path / "companies.json").stat().st_mode & 0o600 == 0o600
    assert [row["name"] for row in crm("export", "companies", "name~harbor").rows] == ["Harbor Lines"]
    assert crm("export", "companies", "-n").err == "dry run: nothing was sent\n"
    named = crm("export", "companies", "--to", str(tmp_path / "all.txt"), "--ids")
    assert (named.code, len((tmp_path / "all.txt").read_text().splitlines())) == (0, 3)


def test_an_export_that_fails_leaves_the_old_file(crm: Shell, tmp_path: Path) -> None:
    file = tmp_path / "companies.csv"
    file.write_text("old")
    for words in (("nmae=x",), ("-f", "nmae"), ("--filter", '{"nmae": 1}')):
        assert crm("export", "companies", *words, "--to", str(file)).code in {1, 2}

    def fail(*_: object, **__: object) -> None:
        raise OSError("disk full")

    crm.patch.setattr("attio.cli.output.write_csv", fail)
    assert crm("export", "companies", "--to", str(file)).err.endswith("error: disk full\n")
    assert ([path.name for path in tmp_path.glob("*.csv*")], file.read_text()) == (["companies.csv"], "old")


@pytest.mark.parametrize("words", [("--to", "companies.xls"), ("--to", "companies"), ("--raw",)])
def test_formats_that_an_export_does_not_have(crm: Shell, words: tuple[str, ...]) -> None:
    before = len(crm.sandbox.requests)
    assert crm("export", "companies", *words).code == 2
    assert len(crm.sandbox.requests) == before


def test_schemas_are_saved_compared_and_turned_into_types(crm: Shell, tmp_path: Path) -> None:
    file = tmp_path / "schema.json"
    pulled = crm("schema", "pull", str(file))
    assert (pulled.code, pulled.err.startswith(f"saved {file}: ")) == (0, True)
    assert json.loads(crm("schema", "pull", "-").out) == json.loads(file.read_text("utf-8"))
    assert (crm("schema", "check", str(file)).out, crm("schema", "check", str(file)).code) == ("no changes\n", 0)
    data = json.dumps({"title": "Crew", "api_slug": "crew", "type": "number"})
    assert crm("attributes", "create-new", "objects", "companies", "--data", data).code == 0
    checked = crm("schema", "check", str(file))
    assert (checked.code, "crew" in checked.out) == (1, True)
    assert crm("schema", "diff", str(file), str(file)).code == 0
    assert "class Company" in crm("schema", "types", str(file), "-o", "-").out
    assert crm("schema", "types").code == 2
    assert "pull" in crm("schema", "--help").out


def test_verbs_of_the_sandbox_are_passed_on(crm: Shell) -> None:
    helped = crm("sandbox", "--help")
    assert (helped.code, "serve" in helped.out) == (0, True)
