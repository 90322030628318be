"""Commands of single operations, and everyday commands such as `query`."""

from __future__ import annotations

import io
import json
import sys
from importlib import import_module
from operator import attrgetter
from pathlib import Path

import click
import pytest

from attio import Attio
from attio.cli.command import write_options
from attio.cli.operations import plain
from attio.cli.tree import TREE
from tests.cli.running import DOMAINS, Shell


def test_every_operation_has_a_command_that_calls_its_method_and_help_with_its_text(crm: Shell) -> None:
    from attio import funcs

    names: set[str] = set()
    with Attio("0" * 64) as client:
        for word, noun in TREE.items():
            for words, data in import_module(f"attio.cli.commands.{noun.module}").COMMANDS.items():
                names.add(data.name)
                method = attrgetter(data.call)(client)
                shown = crm(word, *words.split(), "--help")
                assert shown.code == 0
                text = " ".join(shown.out.split())
                assert data.summary in text
                for paragraph in data.text:
                    assert " ".join(paragraph.split()[:5]) in text
                for parameter in data.parameters:
                    assert parameter.name in method.__annotations__
    functions = {name for name in funcs.__all__ if not name.endswith("_async")}
    assert {name.replace(".", "_") for name in names} == functions


def test_null_selects_tasks_without_an_assignee_as_the_help_says(crm: Shell) -> None:
    text = " ".join(crm("tasks", "list", "--help").out.split())
    assert "Pass `null` to list only tasks without an assignee." in text
    member = crm("workspace-members", "list").rows[0]["email_address"]
    for content, assignees in (("Call", []), ("Write", [{"workspace_member_email_address": member}])):
        assert crm("tasks", "create", "--data", json.dumps({"content": content, "assignees": assignees})).code == 0
    assert [row["content_plaintext"] for row in crm("tasks", "list", "--assignee", "null").rows] == ["Call"]
    assert [row["content_plaintext"] for row in crm("tasks", "list", "--assignee", member).rows] == ["Write"]


def test_query_shows_records_as_plain_rows(crm: Shell) -> None:
    result = crm("query", "companies", "--sort", "name", "-f", "name,domains")
    assert result.code == 0
    assert result.rows == [{"name": name, "domains": domains} for name, domains in DOMAINS.items()]


@pytest.mark.parametrize(
    ("condition", "names"),
    [
        ("name=Harbor Lines", ["Harbor Lines"]),
        ("name!=Harbor Lines", ["Analytical Engines", "Northwind Coffee"]),
        ("name~COFFEE", ["Northwind Coffee"]),
        ("name!~coffee", ["Analytical Engines", "Harbor Lines"]),
        ("name^=Ana", ["Analytical Engines"]),
        ("name$=Lines", ["Harbor Lines"]),
        ("domains.root_domain=harborlines.com", ["Harbor Lines"]),
        ("domains?", ["Analytical Engines", "Harbor Lines", "Northwind Coffee"]),
        ("!domains?", []),
        ("created_at>2020-01-31", ["Analytical Engines", "Harbor Lines", "Northwind Coffee"]),
    ],
)
def test_conditions_filter_the_records(crm: Shell, condition: str, names: list[str]) -> None:
    result = crm("query", "companies", condition, "--sort", "name", "-f", "name")
    assert [row["name"] for row in result.rows] == names


@pytest.mark.parametrize("condition", ["description?", "!description?", "twitter_follower_count?", "team?"])
def test_a_condition_without_an_operator_of_attio_is_rejected(crm: Shell, condition: str) -> None:
    before = [request.operation for request in crm.sandbox.requests].count("records.query")
    result = crm("query", "companies", condition)
    assert (result.code, result.out) == (2, "")
    assert f"whether {condition.strip('!?')!r} has a value, only domains and names of people" in result.err
    assert [request.operation for request in crm.sandbox.requests].count("records.query") == before


def test_conditions_are_typed_by_the_schema(crm: Shell) -> None:
    for slug, kind in {"crew": "number", "is_client": "checkbox", "founded_on": "date"}.items():
        data = json.dumps({"title": slug, "api_slug": slug, "type": kind})
        assert crm("attributes", "create-new", "objects", "companies", "--data", data).code == 0
    values = {"crew": 12, "is_client": True, "founded_on": "2020-02-01"}
    written = [f"--set={slug}={json.dumps(value).strip(chr(34))}" for slug, value in values.items()]
    company = crm.companies["Harbor Lines"]
    result = crm("records", "update", "companies", company, *written, "-f", ",".join(values))
    assert result.rows == [values], result.err
    for condition in ("crew>=12", "crew<12.5", "is_client=yes", "founded_on<2020-03-01"):
        assert crm("query", "companies", condition, "--ids").out == f"{company}\n"
    for condition, problem in {
        "crew>=many": "crew takes a number, not 'many'",
        "crew=inf": "crew takes a number, not 'inf'",
        "is_client=perhaps": "is_client takes true or false, not 'perhaps'",
        "founded_on>yesterday": "founded_on takes a date such as 2026-01-31 or a time in ISO 8601, not 'yesterday'",
    }.items():
        before = len(crm.sandbox.requests)
        rejected = crm("query", "companies", condition)
        assert (rejected.code, rejected.err) == (2, f"error: {problem}\n")
        assert not any("query" in request.path for request in list(crm.sandbox.requests)[before:])


def test_references_are_found_by_id_and_members_by_address(crm: Shell) -> None:
    company = crm.companies["Harbor Lines"]
    people = crm("query", "people", f"company={company}", "-f", "company")
    assert people.code == 0
    assert people.rows
    assert crm("query", "people", "company=Harbor").code == 2
    member = crm.sandbox.members[0]
    by_address = crm("query", "deals", f"owner={member.email_address}", "--ids")
    by_id = crm("query", "deals", f"owner={member.id}", "--ids")
    assert (by_address.code, by_id.code, by_address.out) == (0, 0, by_id.out)


def test_conditions_and_a_filter_are_combined_with_and(crm: Shell) -> None:
    result = crm("query", "companies", "name~n", "name~e", "--filter", '{"name": {"$contains": "z"}}', "-n")
    assert result.code == 0
    sorts = json.loads(crm("query", "companies", "--sort", "-name", "-n").out)["body"]["sorts"]
    assert sorts == [{"attribute": "name", "direction": "desc"}]
    assert json.loads(result.out)["body"]["filter"] == {
        "$and": [{"name": {"$contains": "n"}}, {"name": {"$contains": "e"}}, {"name": {"$contains": "z"}}]
    }


@pytest.mark.parametrize("condition", ["name", "=x", "!name=x", "na me=x"])
def test_a_condition_that_cannot_be_parsed_is_a_usage_error(crm: Shell, condition: str) -> None:
    result = crm("query", "companies", condition)
    assert result.code == 2
    assert "must be FIELD, an operator and a value" in result.err


def test_get_and_search_print_records(crm: Shell) -> None:
    ids = [crm.companies["Harbor Lines"], crm.companies["Northwind Coffee"]]
    assert [row["record_id"] for row in crm("get", "companies", *ids).rows] == ids
    assert crm("get", "companies", ids[0]).rows[0]["name"] == "Harbor Lines"
    assert crm("get", "companies", *ids, "-n").err.count("nothing was sent") == 2
    assert crm("search", "harbor", "--object", "companies").rows[0]["record_text"] == "Harbor Lines"
    assert crm("search", "harbor", "-n").code == 0
    assert crm("search", "a", "--limit", "1").rows != []


def test_values_are_set_replaced_added_and_cleared(crm: Shell, tmp_path: Path) -> None:
    text = tmp_path / "text"
    text.write_text("Ships\n", "utf-8")
    created = crm(
        "records", "create", "companies", "-s", "name=New", "-s", "domains=a.example", "--set", "domains=b.example",
        "--set", f"description=@{text}", "-f", "record_id,domains,description",
    )  # fmt: skip
    [row] = created.rows
    assert row == {**row, "domains": ["a.example", "b.example"], "description": "Ships"}
    record = row["record_id"]
    update = ("records", "update", "companies", record, "-f", "domains,description")
    assert crm(*update, "-s", "domains+=c.example").rows[0]["domains"] == ["c.example", "a.example", "b.example"]
    assert crm(*update, "-s", "domains=d.example").rows[0]["domains"] == ["d.example"]
    assert crm(*update, "-s", 'domains:=["e.example"]', "-s", "description=@@x").rows == [
        {"domains": ["e.example"], "description": "@x"}
    ]
    assert crm(*update, "-s", "domains=", "-s", "description=").rows == [{"domains": [], "description": None}]
    mixed = crm(*update, "-s", "description=y", "-s", "domains+=f.example")
    assert mixed.rows == [{"domains": ["f.example"], "description": "y"}]
    given = crm("records", "update", "companies", record, "--data", '{"values": {"name": "Old"}}', "-f", "name")
    assert given.rows == [{"name": "Old"}]


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("create", "companies"), "records.create needs --set FIELD=VALUE or --data JSON"),
        (("create", "companies", "--data", "[]"), "--data must be a JSON object"),
        (("create", "companies", "--data", "{"), "the value is not JSON"),
        (("create", "companies", "--data", "@missing"), "cannot read 'missing': No such file or directory"),
        (("create", "companies", "-s", "name"), "must be FIELD=VALUE, FIELD:=JSON or FIELD+=VALUE"),
        (("create", "companies", "-s", "name:=x"), "name:= must be JSON"),
        (("create", "companies", "-s", "nmae=x"), "did you mean 'name'?"),
        (("create", "companies", "-s", "domains+=x"), "records.create cannot add to existing values: use update"),
        (("update", "companies", "ID", "-s", "domains+=x", "-s", "categories=y"), "use a separate command for each"),
    ],
)
def test_a_value_that_cannot_be_set_is_a_usage_error(crm: Shell, words: tuple[str, ...], problem: str) -> None:
    result = crm("records", *words)
    assert result.code == 2
    assert problem in result.err
    assert len(crm.companies) == 3


def test_values_are_read_from_stdin(crm: Shell) -> None:
    crm.patch.setattr(sys, "stdin", io.StringIO('{"values": {"name": "Piped"}}'))
    assert crm("records", "create", "companies", "--data", "-", "-f", "name").rows == [{"name": "Piped"}]


def test_stdin_and_files_are_utf_8_with_or_without_a_byte_order_mark(crm: Shell, tmp_path: Path) -> None:
    words = ("records", "create", "companies", "-f", "name", "--data")
    content = '\ufeff{"values": {"name": "Café"}}'.encode()
    crm.patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="latin-1"))
    assert crm(*words, "-").rows == [{"name": "Café"}]
    file = tmp_path / "data.json"
    file.write_bytes(content)
    assert crm(*words, f"@{file}").rows == [{"name": "Café"}]
    crm.patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"values": "\xff"}'), encoding="latin-1"))
    rejected = crm(*words, "-")
    assert (rejected.code, rejected.err) == (2, "error: cannot read stdin: it is not UTF-8\n")
    begun = io.TextIOWrapper(io.BytesIO(b"first\nsecond\n"), encoding="ascii")
    assert begun.readline() == "first\n"
    crm.patch.setattr(sys, "stdin", begun)
    assert crm("objects", "list").code == 0
    begun.close()
    assert crm("objects", "list").code == 0


def test_a_value_from_a_file_must_be_utf_8(crm: Shell, tmp_path: Path) -> None:
    file = tmp_path / "data"
    file.write_bytes(b"\xff")
    assert "it is not UTF-8" in crm("records", "create", "companies", "-s", f"name=@{file}").err


def test_operations_take_flags_texts_numbers_and_nested_groups(crm: Shell) -> None:
    options = crm("attributes", "options", "list", "objects", "companies", "categories", "--show-archived")
    assert options.code == 0, options.err
    assert crm("attributes", "list-all", "objects", "companies", "--limit", "2", "--offset", "1").out.count("\n") == 2
    assert crm("workspace-members", "list").code == 0
    search = ("records", "search", "--query", "harbor", "--objects", "companies", "--objects", "people")
    assert crm(*search, "--request-as", '{"type": "workspace"}', "--limit", "1").out.count("\n") == 1
    assert crm(*search, "--request-as", "{}").code == 2
    wrong = crm("attributes", "list-all", "object", "companies")
    assert (wrong.code, "objects" in wrong.err) == (2, True)
    user = {"userName": "ada@sandbox.test", "name": {"givenName": "Ada", "familyName": "Byron"}}
    words = [
        f"--{name}={json.dumps(value) if isinstance(value, dict) else value}"
        for name, value in {"user-name": user["userName"], "name": user["name"]}.items()
    ]
    created = crm("scim", "users", "create", "--schemas", "urn:ietf:params:scim:schemas:core:2.0:User", *words)
    assert (created.code, next(iter(created.rows[0]))) == (0, "id"), created.err
    entries = crm("lists", "list")
    assert entries.code == 0


def test_files_are_uploaded_and_downloaded(crm: Shell, tmp_path: Path) -> None:
    file, copy = tmp_path / "a.txt", tmp_path / "b.txt"
    file.write_text("hello", "utf-8")
    record = crm.companies["Harbor Lines"]
    created = crm("files", "upload", "--file", str(file), "--object", "companies", "--record-id", record)
    assert created.code == 0, created.err
    file_id = created.rows[0]["file_id"]
    saved = crm("files", "download", file_id, "--to", str(copy))
    assert crm("files", "download", file_id, "--to", "-").out == "hello"
    dry = crm("files", "upload", "--file", str(file), "--object", "companies", "--record-id", record, "-n")
    assert json.loads(dry.out)["content_type"] == "multipart/form-data"
    assert (saved.code, copy.read_text("utf-8"), saved.err) == (0, "hello", f"saved {copy}\n")


def test_api_calls_any_endpoint(crm: Shell) -> None:
    listed = crm("api", "get", "/v2/objects", "--query", "limit=1")
    assert json.loads(listed.out)["data"]
    raw = crm("api", "GET", "/v2/self", "--raw")
    assert json.loads(raw.out)["workspace_slug"]
    assert crm("api", "POST", "/v2/objects", "--data", "{}", "-n").err == "dry run: nothing was sent\n"
    for path in ("v2/self", "//evil.example/v2", "/v2\\self", "/v2/../x"):
        before = len(crm.sandbox.requests)
        assert crm("api", "GET", path).code == 2
        assert len(crm.sandbox.requests) == before
    assert crm("api", "GET", "/v2/self", "--query", "limit").code == 2


def test_whoami_names_workspace_scopes_and_missing_scopes(crm: Shell) -> None:
    [row] = crm("whoami").rows
    assert row["workspace_slug"] == "sandbox"
    assert crm("whoami", "--for", "records.create").rows[0]["lacking"] == {}
    crm.patch.setenv("ATTIO_API_KEY", crm.sandbox.add_token(scopes=["task:read"]))
    lacking = crm("whoami", "--for", "records.query", "--for", "tasks.list")
    assert lacking.code == 4
    assert "records.query" in lacking.rows[0]["lacking"]
    either = {"attributes.list_all": ["object_configuration:read", "list_configuration:read"]}
    assert crm("whoami", "--for", "attributes.list_all").rows[0]["lacking"] == either
    assert "did you mean 'records.query'?" in crm("whoami", "--for", "records.qery").err
    assert crm("whoami", "-n").code == 0


def test_completion_prints_the_script_of_a_shell(crm: Shell) -> None:
    for shell in ("bash", "zsh", "fish"):
        assert "_ATTIO_CRM_COMPLETE" in crm("completion", shell).out
    crm.patch.setenv("_ATTIO_CRM_COMPLETE", "bash_complete")
    crm.patch.setenv("COMP_WORDS", "attio-crm records qu")
    crm.patch.setenv("COMP_CWORD", "2")
    assert crm().out == "plain,query\n"
    crm.patch.setenv("COMP_WORDS", "attio-crm who")
    crm.patch.setenv("COMP_CWORD", "1")
    assert crm().out == "plain,whoami\n"


def test_results_without_a_model_become_rows() -> None:
    assert [plain({"a": 1}), plain("text")] == [{"a": 1}, {"value": "text"}]


def test_hidden_options_are_not_in_the_help() -> None:
    command = click.Command("go", params=[click.Option(["--shown"]), click.Option(["--secret"], hidden=True)])
    formatter = click.HelpFormatter()
    write_options(command, click.Context(command), formatter)
    assert "--shown" in formatter.getvalue()
    assert "--secret" not in formatter.getvalue()
