"""Exports, and commands that call other programs of the package."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from attio.sandbox.serving.server import running
from attio.schema.__main__ import main
from benchmarks.command_line import peak, served
from tests.cli.running import Shell
from tests.cli.terminal import on_terminal
from tests.sandbox.api import new_list


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


def test_records_are_exported_by_a_reference(crm: Shell) -> None:
    [person] = crm("query", "people", "--ids").out.split()
    company = crm("get", "people", person).rows[0]["company"]
    assert [row["record_id"] for row in crm("export", "people", f"company={company}").rows] == [person]
    assert crm("export", "people", f"company={crm.companies['Northwind Coffee']}").rows == []


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


@pytest.mark.parametrize("words", [("companies",), ("sales", "--list")])
def test_an_export_without_rows_has_columns(crm: Shell, tmp_path: Path, words: tuple[str, ...]) -> None:
    parent: Any = {"parent_record_id": crm.companies["Harbor Lines"], "parent_object": "companies", "entry_values": {}}
    with crm.sandbox.client() as client:
        client.lists.create(data=new_list("sales", "companies"))
        client.entries.create("sales", data=parent)
    full = crm("export", *words, "--csv").out.splitlines()[0]
    empty = crm("export", *words, "created_at<2001-01-01", "--csv")
    assert (empty.code, empty.out, empty.err) == (0, f"{full}\n", "nothing found\n")
    file = tmp_path / "empty.csv"
    assert crm("export", *words, "--limit", "0", "--to", str(file), "-f", "created_at").code == 0
    assert file.read_text("utf-8") == "created_at\n"
    assert crm("export", "notes", "--csv").out == ""


def test_the_limit_applies_to_files_too(crm: Shell, tmp_path: Path) -> None:
    for suffix in ("csv", "jsonl", "json", "parquet"):
        file = tmp_path / f"a.{suffix}"
        assert crm("export", "companies", "--limit", "2", "--to", str(file)).err == f"2 records in {file}\n"


def test_parquet_has_the_types_of_the_attributes(crm: Shell, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    file = tmp_path / "companies.parquet"
    result = crm("export", "companies", "--to", str(file))
    assert (result.code, result.err) == (0, f"3 records in {file}\n")
    table = parquet.read_table(file)
    assert (str(table.schema.field("domains").type), str(table.schema.field("created_at").type)) == (
        "list<element: string>",
        "timestamp[us, tz=UTC]",
    )
    assert [row["name"] for row in table.to_pylist()] == [row["name"] for row in crm("export", "companies").rows]
    assert crm("export", "companies", "name~harbor", "--to", str(file), "-f", "domains,name").code == 0
    assert parquet.read_table(file).to_pylist() == [
        {"name": "Harbor Lines", "domains": ["harborlines.com", "harbor.example.org"]}
    ]
    before = len(crm.sandbox.requests)
    crm.patch.setitem(sys.modules, "pyarrow.parquet", None)
    without = crm("export", "companies", "--to", str(file))
    assert (without.code, without.err) == (
        1,
        "error: Parquet needs the package pyarrow: pip install 'attio-sdk[parquet]'\n",
    )
    assert len(crm.sandbox.requests) == before


def test_records_changed_since_a_time_are_exported(crm: Shell) -> None:
    assert len(crm("export", "companies", "--changed-since", "2020-01-31").rows) == 3
    later = crm("export", "companies", "--changed-since", "2999-01-31T09:00:00+01:00")
    assert (later.code, later.out) == (0, "")
    assert later.err.startswith("nothing found\nto continue from here next time: --changed-since 2")
    next_time = later.err.split()[-1]
    assert len(crm("export", "companies", "--changed-since", next_time, "-q").rows) == 3  # less than a minute ago
    for wrong in ("yesterday", "2026-01-31T09:00:00"):
        rejected = crm("export", "companies", "--changed-since", wrong)
        assert (rejected.code, "the value must be a date such as 2026-01-31" in rejected.err) == (2, True)


def test_entries_notes_and_tasks_are_exported(crm: Shell, tmp_path: Path) -> None:
    with crm.sandbox.client() as client:
        company = crm.companies["Harbor Lines"]
        client.lists.create(data=new_list("sales", "companies"))
        client.entries.create(
            "sales", data={"parent_record_id": company, "parent_object": "companies", "entry_values": {}}
        )
        for number in range(2):
            client.tasks.create(data={"content": f"T{number}", "format": "plaintext", "is_completed": False,
                                      "deadline_at": None, "linked_records": [], "assignees": []})  # fmt: skip
            client.notes.create(data={"parent_object": "companies", "parent_record_id": company, "title": f"N{number}",
                                      "format": "plaintext", "content": "x"})  # fmt: skip
    [entry] = crm("export", "sales", "--list").rows
    assert (entry["parent_record_id"], next(iter(entry))) == (company, "entry_id")
    own = "entry_id,parent_object,parent_record_id,created_at"
    assert [list(row) for row in crm("export", "sales", "--list", "-f", own).rows] == [own.split(",")]
    assert "there is no field 'web_url'" in crm("export", "sales", "--list", "-f", "web_url").err
    assert [row["title"] for row in crm("export", "notes").rows] == ["N0", "N1"]
    assert [row["content_plaintext"] for row in crm("export", "tasks").rows] == ["T0", "T1"]
    for name, words in {"entries": ("sales", "--list"), "notes": ("notes",), "tasks": ("tasks",)}.items():
        for suffix in ("csv", "parquet"):
            saved = crm("export", *words, "--to", str(tmp_path / f"{name}.{suffix}"))
            assert saved.code == 0, saved.err
    parquet = pytest.importorskip("pyarrow.parquet")
    assert parquet.read_table(tmp_path / "notes.parquet").column("title").to_pylist() == ["N0", "N1"]
    for words in (("notes", "title=x"), ("tasks", "--filter", "{}"), ("notes", "--changed-since", "2026-01-31")):
        assert "have no attributes: remove conditions" in crm("export", *words).err
    assert crm("export", "sales", "--list", "nmae=x").code == 2
    assert "there is no list 'sale'; did you mean 'sales'?" in crm("export", "sale", "--list").err


@pytest.mark.usefixtures("crm")
def test_a_terminal_shows_the_progress_of_an_export(tmp_path: Path) -> None:
    code, output = on_terminal("export", "companies", "--to", str(tmp_path / "a.csv"))
    assert code == 0
    assert "\rexport 3 read" in output
    assert output.rpartition("\r")[2] == f"3 records in {tmp_path / 'a.csv'}\n"
    assert "\r" not in on_terminal("export", "companies", "-f", "name")[1]


def test_a_file_that_cannot_be_written_is_rejected_before_anything_is_sent(crm: Shell, tmp_path: Path) -> None:
    before = len(crm.sandbox.requests)
    for to, problem in {
        "none/a.csv": "--to none/a.csv: cannot write there: No such file",
        str(tmp_path): "is a directory",
    }.items():
        rejected = crm("export", "companies", "--to", to)
        assert (rejected.code, problem in rejected.err) == (2, True), rejected.err
    assert len(crm.sandbox.requests) == before


def test_memory_does_not_grow_with_an_export() -> None:
    with served(500) as few, served(5_000) as many:  # the benchmarks measure every format
        assert peak(many, "csv") < 1.15 * peak(few, "csv")


@pytest.mark.parametrize("words", [("--to", "companies.xls"), ("--to", "companies"), ("--raw",)])
def test_an_unknown_format_is_rejected_before_anything_is_sent(crm: Shell, words: tuple[str, ...]) -> None:
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


def test_schema_commands_are_those_of_the_module(
    crm: Shell, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Options, files, output and exit status are the same as with `python -m attio.schema`."""
    files = [str(tmp_path / "crm.json"), str(tmp_path / "module.json")]
    with running(crm.sandbox.handle) as url:
        for options in ([], ["--members"], ["--no-options"], ["--members", "--no-options"]):
            shown = crm("schema", "pull", files[0], *options)
            assert main(["pull", files[1], *options, "--server-url", url]) == shown.code == 0
            assert Path(files[0]).read_bytes() == Path(files[1]).read_bytes()
            assert capsys.readouterr().err.replace(files[1], files[0]) == shown.err
        data = json.dumps({"title": "Crew", "api_slug": "crew", "type": "number"})
        crm("attributes", "create-new", "objects", "companies", "--data", data)
        capsys.readouterr()
        for words in (["check", files[0]], ["check", str(tmp_path)], ["pull", str(tmp_path / "none" / "x.json")]):
            shown = crm("schema", *words)
            assert main([*words, "--server-url", url]) == shown.code == (1 if words[1] == files[0] else 2)
            assert capsys.readouterr() == (shown.out, shown.err)
    crm.sandbox.faults.add("objects.list", code="unauthorized")
    assert crm("schema", "check", files[0]).code == 4  # errors of the API have statuses of their own


def test_sandbox_commands_are_passed_on(crm: Shell) -> None:
    helped = crm("sandbox", "--help")
    assert (helped.code, "serve" in helped.out) == (0, True)
