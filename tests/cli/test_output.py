"""Output formats, fields, limits, and output on a terminal."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pytest

from attio.cli import output
from attio.cli.output import write_csv
from attio.cli.session import Session
from tests.cli.running import Shell
from tests.cli.terminal import on_terminal


def test_each_format_is_printed(crm: Shell) -> None:
    query = ("query", "companies", "--sort", "name", "-f", "name,domains")
    rows = crm(*query).rows
    assert json.loads(crm(*query, "--json").out) == rows
    assert crm(*query, "--csv").out.splitlines()[2] == "Harbor Lines,harborlines.com;harbor.example.org"
    assert crm(*query, "--ids").out.splitlines() == [row["name"] for row in rows]
    assert crm(*query, "--table").out.splitlines()[0].split() == ["name", "domains"]
    raw = json.loads(crm("query", "companies", "--raw", "--limit", "1").out)
    assert "values" in raw["data"][0]
    assert json.loads(crm("query", "companies", "name=Nothing", "--json").out) == []
    assert crm("query", "companies", "name=Nothing", "--table").out == ""
    assert json.loads(crm("get", "companies", crm.companies["Harbor Lines"], "--json").out)["name"] == "Harbor Lines"
    assert "Harbor Lines" in crm("get", "companies", crm.companies["Harbor Lines"], "--csv").out
    assert crm("get", "companies", crm.companies["Harbor Lines"], "--raw").out.startswith('{"data"')


def test_a_format_of_the_command_overrides_one_before_it(crm: Shell) -> None:
    assert crm("--json", "query", "companies", "--ids").out.count("\n") == 3


def test_excel_gets_no_formulas(crm: Shell, tmp_path: Path) -> None:
    assert crm("records", "create", "companies", "-s", "name==1+1", "-f", "name").rows == [{"name": "=1+1"}]
    file = tmp_path / "out.csv"
    file.write_text(crm("query", "companies", "name^==", "-f", "name", "--excel").out, "utf-8")
    assert list(csv.reader(io.StringIO(file.read_text("utf-8-sig")))) == [["name"], ["'=1+1"]]


def test_excel_is_rejected_with_a_format_that_is_not_csv(crm: Shell) -> None:
    done = crm("query", "companies", "--json", "--excel")
    assert (done.code, done.out) == (2, "")
    assert "--excel prints CSV: remove --json" in done.err
    assert crm("query", "companies", "-f", "name", "--csv", "--excel").out.startswith("\ufeffname")


def test_values_with_semicolons_come_back_from_a_file(crm: Shell, tmp_path: Path) -> None:
    titles, file = ["R&D; Labs", "Plain"], tmp_path / "companies.csv"
    for title in titles:
        created = crm("attributes", "options", "create", "objects", "companies", "categories", "--data",
                      json.dumps({"title": title}))  # fmt: skip
        assert created.code == 0, created.err
    harbor = crm.companies["Harbor Lines"]
    update = ("records", "update", "companies", harbor, "-s", f"categories:={json.dumps(titles)}", "-f", "categories")
    assert crm(*update).rows == [{"categories": titles}]
    chosen = ("name=Harbor Lines", "-f", "domains,categories", "--to", str(file))
    assert crm("export", "companies", *chosen).code == 0
    assert crm("records", "update", "companies", harbor, "-s", "categories=Plain").code == 0
    assert crm("import", "companies", str(file), "--match", "domains").code == 0
    assert crm("get", "companies", harbor, "-f", "categories").rows == [{"categories": titles}]


def test_excel_gets_negative_numbers_as_numbers() -> None:
    written = io.StringIO()
    write_csv([{"a": -1.5, "b": "-1", "c": ["+1"]}], written, str, excel=True)
    assert written.getvalue() == "\ufeffa,b,c\n-1.5,'-1,'+1\n"


@pytest.mark.parametrize("kind", ["json", "jsonl", "csv"])
def test_a_file_that_is_exported_from_a_terminal_holds_the_values_as_they_are(
    crm: Shell, tmp_path: Path, kind: str
) -> None:
    name = "next\x85line \u200e"
    file = tmp_path / f"out.{kind}"
    assert crm("records", "create", "companies", "-s", f"name={name}").code == 0
    assert on_terminal("export", "companies", "name~next", "-f", "name", "--to", str(file))[0] == 0
    assert name in file.read_text("utf-8")


def test_the_limit_bounds_the_rows(crm: Shell) -> None:
    assert crm("query", "companies", "--limit", "2", "--ids").out.count("\n") == 2
    assert crm("query", "companies", "--limit", "0").out == ""
    assert crm("objects", "list", "--limit", "1").out.count("\n") == 1


def test_a_terminal_gets_all_of_a_short_table_without_a_note(crm: Shell) -> None:
    crm.patch.setattr(Session, "is_terminal", True)
    result = crm("query", "companies", "-f", "name", "--no-color")
    assert (result.out.count("\n"), result.err) == (4, "")


def test_errors_are_not_printed_as_raw_output(crm: Shell) -> None:
    failed = crm("records", "get", "companies", "00000000-0000-4000-8000-000000000000", "--raw")
    assert (failed.code, failed.out) == (3, "")


@pytest.mark.parametrize("option", ["--jsonl", "--csv", "--json", "--ids", "--table"])
def test_the_first_page_is_printed_before_the_second_is_requested(crm: Shell, option: str) -> None:
    seen: list[int] = []

    class Watched(io.StringIO):
        def write(self, text: str) -> int:
            seen.append(len(crm.sandbox.requests))
            return super().write(text)

    crm.patch.setattr(sys, "stdout", Watched())
    with crm.sandbox.client() as client:
        for number in range(501):
            client.records.create("companies", data={"values": {"name": f"C{number}"}})
    before = len(crm.sandbox.requests)
    crm("query", "companies", option)
    assert seen[0] - before < seen[-1] - before


def test_a_terminal_gets_a_table_of_a_hundred_rows(crm: Shell) -> None:
    with crm.sandbox.client() as client:
        for number in range(100):
            name = "Wide 漢字 " + "x" * 60 if number == 0 else f"Row {number}\x1b[31m\u202e"
            client.records.create("companies", data={"values": {"name": name}})
    code, shown = on_terminal("query", "companies", "-f", "name,record_id,created_at,domains")
    lines = shown.splitlines()
    assert code == 0
    assert lines[0].startswith("\x1b[1mname")
    assert lines[-1] == "only the first 100 are shown; add --all or --limit N for more"
    assert len(lines) == 102
    assert all(len(line) <= 100 for line in lines)
    assert "\\u001b[31m\\u202e" in shown
    assert "\x1b[31m" not in shown
    plain = on_terminal("query", "companies", "--all", "--no-color")[1]
    assert ("\x1b" in plain, len(plain.splitlines())) == (False, 104)
    as_json = on_terminal("query", "companies", "name^=Row 5", "--limit", "1", "-f", "name", "--json")[1]
    assert json.loads(as_json) == [{"name": "Row 5\x1b[31m\u202e"}]
    assert not {"\u202e", "\x1b"} & set(as_json)
    for option in ("--csv", "--ids"):
        assert "\x1b" not in on_terminal("query", "companies", "name^=Row 5", "--limit", "1", "-f", "name", option)[1]
    single = on_terminal("whoami")[1]
    assert single.splitlines()[1].split() == ["workspace_slug", "sandbox"]


def test_a_terminal_asks_before_a_command_that_cannot_be_undone(crm: Shell) -> None:
    delete = ("records", "delete", "companies", crm.companies["Harbor Lines"])
    code, shown = on_terminal(*delete, typed="n\n")
    assert (code, "records.delete cannot be undone. Continue? [y/N]" in shown) == (9, True)
    assert on_terminal(*delete, typed="y\n")[0] == 0
    assert len(crm("query", "companies", "--ids").out.splitlines()) == 2


def test_a_table_that_fits_nowhere_still_shows_its_first_column(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "4")
    to = io.StringIO()
    output.write_table([{"name": "Harbor", "id": 1}], to, color=False)
    assert to.getvalue() == "name\nHar…\n"


def test_combining_and_wide_characters_keep_columns_aligned() -> None:
    to = io.StringIO()
    output.write_table([{"name": "Zoe\u0308", "id": 1}, {"name": "\u6771\u4eac", "id": 2}], to, color=False)
    assert to.getvalue() == "name  id\nZoe\u0308   1\n\u6771\u4eac  2\n"


def test_empty_columns_are_left_out_of_tables() -> None:
    to = io.StringIO()
    output.write_table([{"a": 1, "b": None}, {"a": None, "b": None}], to, color=False)
    assert to.getvalue() == "a\n1\n\n"


def test_a_dry_run_needs_no_token(crm: Shell) -> None:
    crm.patch.delenv("ATTIO_API_KEY")
    crm.patch.delenv("ATTIO_SERVER_URL")
    result = crm("records", "create", "companies", "--set", "name=Acme", "--set", "domains=acme.com", "-n")
    assert json.loads(result.out) == {
        "method": "POST",
        "url": "https://api.attio.com/v2/objects/companies/records",
        "body": {"data": {"values": {"name": "Acme", "domains": "acme.com"}}},
    }
    assert result.err == "dry run: nothing was sent\n"
    assert json.loads(crm("objects", "list", "-n").out) == {"method": "GET", "url": "https://api.attio.com/v2/objects"}


def test_a_sandbox_in_memory_needs_nothing(crm: Shell) -> None:
    crm.patch.delenv("ATTIO_API_KEY")
    crm.patch.delenv("ATTIO_SERVER_URL")
    result = crm("query", "companies", "--sandbox", "-f", "name")
    assert len(result.rows) > 3
    assert result.err.startswith("note: this workspace is in memory")
    dry = crm("query", "companies", "name=Acme", "--sandbox", "-n")
    assert json.loads(dry.out)["body"]["filter"] == {"name": "Acme"}
    owner = "owner=grace@sandbox.test"
    assert "referenced_actor_id" in crm("query", "deals", owner, "--sandbox", "-n").out
    assert "no attribute" in crm("query", "companies", "nmae=Acme", "--sandbox", "-n").err


def test_a_write_to_a_sandbox_in_memory_uses_no_profile(crm: Shell) -> None:
    crm.patch.delenv("ATTIO_SERVER_URL")
    crm.patch.setenv("ATTIO_CRM_PROFILE", "missing")
    create = ("records", "create", "companies", "--set", "name=Acme")
    created = crm(*create, "--sandbox")
    assert (created.code, created.err.count("\n")) == (0, 1)
    assert "Acme" in created.out
    assert "there is no profile 'missing'" in crm(*create).err
