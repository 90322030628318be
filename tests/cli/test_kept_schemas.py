"""Schemas saved on disk, which dry runs and shell completion use without a request."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from attio.cli import profiles, schemas
from attio.cli.completing import mappings, objects, profile_names, settings
from attio.sandbox.serving.server import running
from tests.cli.running import Shell
from tests.sandbox.api import new_list


def kept() -> Path:
    [file] = (profiles.home() / "schemas").iterdir()
    return file


def complete(crm: Shell, *words: str) -> list[str]:
    """Return the completions that the shell offers for the last word."""
    with crm.patch.context() as patch:
        patch.setenv("_ATTIO_CRM_COMPLETE", "bash_complete")
        patch.setenv("COMP_WORDS", " ".join(["attio-crm", *words]))
        patch.setenv("COMP_CWORD", str(len(words)))
        return [line.partition(",")[2] for line in crm().out.splitlines() if line]


def test_a_dry_run_types_values_by_the_schema_that_was_read_before(crm: Shell) -> None:
    create = ("records", "create", "companies", "--set", "domains=acme.com", "-n")
    assert json.loads(crm(*create).out)["body"]["data"]["values"] == {"domains": "acme.com"}
    assert crm("query", "companies").code == 0
    before = len(crm.sandbox.requests)
    assert json.loads(crm(*create).out)["body"]["data"]["values"] == {"domains": ["acme.com"]}
    wrong = crm("records", "create", "companies", "--set", "nmae=Acme", "-n")
    assert (wrong.code, wrong.err) == (2, "error: 'companies' has no attribute 'nmae'; did you mean 'name'?\n")
    assert "takes a number" in crm("query", "companies", "twitter_follower_count>=many", "-n").err
    deals = ("query", "deals", "owner=ada@acme.com", "-n")
    assert json.loads(crm(*deals).out)["body"]["filter"] == {
        "owner": "ada@acme.com"
    }  # only the name of the attribute is known
    assert len(crm.sandbox.requests) == before
    crm("query", "deals")
    assert json.loads(crm(*deals).out)["body"]["filter"] == {"owner": "ada@acme.com"}  # members are not saved
    assert kept().stat().st_mode & 0o777 == 0o600
    # A schema that did not change is not written again.
    written = kept().stat().st_mtime_ns
    crm("query", "companies")
    assert kept().stat().st_mtime_ns == written


def test_workspaces_have_separate_schemas(crm: Shell) -> None:
    crm("query", "companies")
    dry = ("records", "create", "companies", "--set", "domains=acme.com", "-n")
    crm.patch.setenv("ATTIO_API_KEY", crm.sandbox.add_token())
    assert json.loads(crm(*dry).out)["body"]["data"]["values"] == {"domains": "acme.com"}
    # A profile of another workspace loses the saved schema.
    crm.patch.setenv("ATTIO_API_KEY", crm.sandbox.token)
    text = kept().read_text("utf-8").replace('"workspace_id": "', '"workspace_id": "old')
    kept().write_text(text.replace('"api_slug": "deals"', '"api_slug": "gone"'), "utf-8")
    crm("query", "companies")
    assert ("gone" in kept().read_text("utf-8"), "deals" in kept().read_text("utf-8")) == (False, True)


def test_a_damaged_file_is_ignored(crm: Shell) -> None:
    for text in ("", "[]", "{}", '{"objects": [1]}', '{"objects": [{}]}'):
        crm("query", "companies")
        kept().write_text(text, "utf-8")
        assert complete(crm, "query", "c") == []
        assert crm("records", "create", "companies", "--set", "domains=acme.com", "-n").code == 0
        crm("query", "companies")
        assert complete(crm, "query", "c") == ["companies"]


def test_a_folder_that_cannot_be_written_is_ignored(crm: Shell) -> None:
    profiles.home().write_text("", "utf-8")
    assert crm("query", "companies", "--ids").code == 0


def test_objects_lists_and_attributes_are_completed_without_a_request(crm: Shell) -> None:
    assert complete(crm, "query", "comp") == []
    with crm.sandbox.client() as client:
        client.lists.create(data=new_list("sales", "companies"))
    assert crm("schema", "pull", "-").code == 0
    before = len(crm.sandbox.requests)
    assert complete(crm, "query", "comp") == ["companies"]
    assert complete(crm, "records", "create", "comp") == ["companies"]
    assert complete(crm, "search", "x", "--object", "pe") == ["people"]
    assert complete(crm, "export", "--list", "s") == ["sales"]
    assert complete(crm, "entries", "query", "s") == ["sales"]
    assert complete(crm, "entries", "create", "sales", "--set", "created_a") == ["created_at="]
    assert complete(crm, "export", "--list", "sales", "created_b") == ["created_by"]
    assert complete(crm, "query", "companies", "!nam") == ["!name"]
    assert complete(crm, "query", "companies", "--sort", "nam") == ["name"]
    assert complete(crm, "query", "companies", "-f", "name,dom") == ["name,domains"]
    assert complete(crm, "records", "create", "companies", "--set", "dom") == ["domains="]
    assert complete(crm, "import", "companies", "x.csv", "--match", "dom") == ["domains"]
    assert complete(crm, "query", "nothing", "dom") == []
    assert len(crm.sandbox.requests) == before


def test_mappings_and_profiles_are_completed(crm: Shell) -> None:
    import click

    crm("query", "companies")
    ctx = click.Context(click.Command("import"))
    ctx.params = {"object": "companies", "profile": None}
    option = click.Option(["--map"])
    assert mappings(ctx, option, "Website=dom") == ["Website=domains"]
    assert mappings(ctx, option, "Web") == []
    assert settings(ctx, option, "dom") == ["domains="]
    profiles.Profiles("a", {"a": {"token": {"store": "env", "name": "X"}}, "b": {"token": {"store": "env"}}}).save()
    assert profile_names(ctx, option, "") == ["a", "b"]
    assert complete(crm, "whoami", "--profile", "b") == ["b"]
    assert complete(crm, "--profile", "b", "query", "c") == []
    assert complete(crm, "query", "--profile", "none", "c") == []
    crm.patch.delenv("ATTIO_API_KEY")
    assert objects(ctx, option, "c") == []
    profiles.path().write_text("", "utf-8")
    assert profile_names(ctx, option, "") == []
    profiles.path().unlink()
    assert objects(ctx, option, "c") == []


def test_a_profile_has_a_schema_of_its_own(crm: Shell) -> None:
    profile = {"workspace_id": "1", "server_url": crm.url, "token": {"store": "env", "name": "ATTIO_API_KEY"}}
    profiles.Profiles("a", {"a": profile}).save()
    crm.patch.setenv("ATTIO_CRM_PROFILE", "a")
    crm("query", "companies")
    assert complete(crm, "query", "c") == ["companies"]
    crm.patch.delenv("ATTIO_CRM_PROFILE")
    assert complete(crm, "query", "c") == []
    assert complete(crm, "query", "--profile", "a", "c") == ["companies"]


def test_a_served_sandbox_has_a_schema_of_its_own_and_one_in_memory_has_none(crm: Shell) -> None:
    assert crm("query", "companies", "--sandbox").code == 0
    assert schemas.path(None, sandbox=True) == kept()
    crm.patch.delenv("ATTIO_SERVER_URL")
    assert crm("query", "companies", "--sandbox", "--ids").code == 0
    assert (schemas.path(None, sandbox=True), len(list((profiles.home() / "schemas").iterdir()))) == (None, 1)
    from attio.cli import sandboxes

    with running(crm.sandbox.door()) as url:
        sandboxes.remember(sandboxes.ServedSandbox(url, crm.sandbox.token))
        assert crm("query", "companies", "--sandbox", "--ids").code == 0
        assert complete(crm, "query", "--sandbox", "c") == ["companies"]


def test_completion_loads_few_modules(crm: Shell) -> None:
    crm("query", "companies")
    script = """
import sys
from attio.cli import main
main([])
heavy = {name.partition(".")[0] for name in sys.modules} & {"httpx", "pydantic", "rich", "anyio", "ssl"}
assert not heavy, heavy
"""
    crm.patch.setenv("_ATTIO_CRM_COMPLETE", "bash_complete")
    crm.patch.setenv("COMP_WORDS", "attio-crm query companies dom")
    crm.patch.setenv("COMP_CWORD", "3")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "plain,domains\n"), done.stderr
