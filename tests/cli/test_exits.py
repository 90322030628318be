"""Every exit status, and the options that guard writes."""

from __future__ import annotations

import gc
import importlib
import os
import signal
import socket
import subprocess
import sys
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

import attio.cli
from attio.cli import session
from tests.cli.running import Shell
from tests.programs import Program, started

DEAD = "http://127.0.0.1:9"


def run(*words: str, **variables: str) -> AbstractContextManager[Program]:
    return started([sys.executable, "-m", "attio", *words], env={**os.environ, **variables})


def test_0_on_success_and_for_help(crm: Shell) -> None:
    assert crm("objects", "list").code == 0
    assert "API operations" in crm("--help").out
    assert "options" in crm("attributes", "-h").out
    assert crm("--version").out.startswith("attio-sdk ")
    no_words = crm()
    assert (no_words.code, no_words.out) == (2, "")


def test_1_when_the_api_rejects(crm: Shell) -> None:
    result = crm("records", "query", "companies", "--filter", '{"nmae": "x"}')
    assert result.code == 1
    assert result.err.startswith("error: records.query: 400")


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("record", "list"), "there is no command 'record'; did you mean 'records'?; see attio-crm --help"),
        (("records", "qurey"), "there is no command 'qurey'; did you mean 'query'?; see attio-crm records --help"),
        (("query", "companies", "--jsno"), "there is no option '--jsno'; did you mean '--json'?"),
        (("query",), "missing argument 'OBJECT'"),
        (("query", "companies", "--limit", "-1"), "--limit"),
        (("query", "companies", "-f", "nmae"), "there is no field 'nmae'; did you mean 'name'?"),
        (("objects", "list", "-f", "slug"), "there is no field 'slug'; did you mean 'api_slug'?"),
        (("query", "compnies"), "did you mean 'companies'?"),
        (("records", "get", "companies", ""), "record_id"),
    ],
)
def test_2_for_a_usage_error(crm: Shell, words: tuple[str, ...], problem: str) -> None:
    result = crm(*words)
    assert (result.code, result.out) == (2, "")
    assert problem in result.err


def test_3_when_nothing_is_found(crm: Shell) -> None:
    assert crm("records", "get", "companies", "00000000-0000-4000-8000-000000000000").code == 3
    empty = ("query", "companies", "name=Nothing")
    assert (crm(*empty).code, crm(*empty, "--fail-empty").code) == (0, 3)
    assert (crm(*empty).err, crm(*empty, "-q").err) == ("nothing found\n", "")


def test_4_without_a_token_that_has_access(crm: Shell) -> None:
    crm.patch.setenv("ATTIO_API_KEY", crm.sandbox.add_token(scopes=["task:read"]))
    assert crm("webhooks", "list").code == 4
    crm.patch.setenv("ATTIO_API_KEY", "0" * 64)
    assert crm("objects", "list").code == 4
    revoked = crm("whoami")
    assert (revoked.code, revoked.err) == (4, "error: the token is not valid, or was revoked\n")
    assert crm("tasks", "delete", "x", "--yes", "--workspace", "sandbox").code == 4
    crm.patch.setenv("ATTIO_API_KEY", "with space")
    spaced = crm("objects", "list")
    assert (spaced.code, "with space" in spaced.err) == (4, False)
    crm.patch.delenv("ATTIO_API_KEY")
    missing = crm("objects", "list")
    assert (missing.code, missing.err) == (4, f"error: {session.NO_TOKEN}\n")


def test_5_when_the_api_stays_busy(crm: Shell) -> None:
    crm.sandbox.rate_limit_next(9, seconds=60)
    assert crm("objects", "list").code == 5


def test_6_when_some_rows_of_an_import_failed(crm: Shell, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("domains,name\na.example,A\n,B\n", "utf-8")
    assert crm("import", "companies", str(file), "--match", "domains").code == 6


def test_7_without_a_response_and_8_when_a_write_may_have_happened(crm: Shell) -> None:
    crm.patch.setattr(session, "PATIENCE_MS", 1)
    crm.sandbox.fail_next(9, status=503)
    created = crm("records", "create", "companies", "--data", '{"values": {"name": "New"}}')
    assert (created.code, "the write may have happened" in created.err) == (8, True), created.err
    crm.sandbox.reset(controls=True)
    crm.patch.setenv("ATTIO_SERVER_URL", DEAD)
    assert crm("objects", "list").code == 7


def test_9_when_a_guard_stops_the_command(crm: Shell) -> None:
    company = crm.companies["Harbor Lines"]
    delete = ("records", "delete", "companies", company)
    before = len(crm.sandbox.requests)
    rejected = crm(*delete)
    assert (rejected.code, rejected.err) == (9, "error: records.delete cannot be undone: add --yes\n")
    assert crm(*delete, "--yes", "--read-only").code == 9
    crm.patch.setenv("ATTIO_CRM_READ_ONLY", "1")
    assert crm(*delete, "--yes").code == 9
    assert crm("api", "PATCH", "/v2/objects/companies", "--data", "{}").code == 9
    assert len(crm.sandbox.requests) == before
    assert crm("query", "companies", "--ids").code == 0
    assert crm(*delete, "-n").code == 0
    crm.patch.delenv("ATTIO_CRM_READ_ONLY")
    other = crm(*delete, "--yes", "--workspace", "acme")
    assert (other.code, other.err) == (9, "error: the token belongs to the workspace 'sandbox', not 'acme'\n")
    deleted = crm("--workspace", "sandbox", *delete, "--yes")
    assert (deleted.code, deleted.out, deleted.err) == (0, "", "done\n")


def test_130_after_ctrl_c() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(30)
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with run("objects", "list", ATTIO_SERVER_URL=url, ATTIO_API_KEY="t") as process, silent.accept()[0]:
            process.send_signal(signal.SIGINT)  # while the program waits for the response
            assert (process.wait(10), process.stderr.read()) == (130, "error: interrupted\n")


@pytest.mark.parametrize("option", ["--jsonl", "--csv", "--json", "--table", "--ids", "--raw"])
def test_141_when_the_output_is_closed(crm: Shell, option: str) -> None:
    with run("query", "companies", option, ATTIO_SERVER_URL=crm.url) as process:
        process.stdout.close()
        assert (process.wait(20), process.stderr.read()) == (141, "")


def test_an_unexpected_error_is_shown_with_a_traceback_on_demand(crm: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(session.Session, "write_rows", fail)
    assert (crm("objects", "list").code, crm("objects", "list").err) == (1, "error: disk full\n")
    monkeypatch.setenv("ATTIO_CRM_TRACEBACK", "1")
    assert "Traceback" in crm("objects", "list").err


@pytest.mark.parametrize("kind", [ZeroDivisionError, KeyError])
def test_a_bug_in_the_program_is_not_hidden(crm: Shell, monkeypatch: pytest.MonkeyPatch, kind: type[Exception]) -> None:
    def fail(*_: object) -> None:
        raise kind

    monkeypatch.setattr(session.Session, "write_rows", fail)
    with pytest.raises(kind):
        crm("objects", "list")


LIGHT = """
import sys
from attio.cli import main
code = main({words!r})
heavy = {{name.partition(".")[0] for name in sys.modules}} & {{"httpx", "httpcore", "pydantic", "rich", "anyio", "ssl"}}
assert not heavy, heavy
sys.exit(code)
"""


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--help"], 0),
        (["records", "--help"], 0),
        (["records", "query", "--help"], 0),
        (["query", "-h"], 0),
        (["import", "-h"], 0),
        (["export", "-h"], 0),
        (["listen", "-h"], 0),
        (["login", "-h"], 0),
        (["completion", "bash"], 0),
        (["listen", "--help"], 0),
        (["listen"], 2),
        (["trigger", "record.create"], 2),
        (["deliveries", "-h"], 0),
        (["recrods"], 2),
        (["query", "x", "--frmat"], 2),
        (["records", "create"], 2),
    ],
)
def test_help_and_usage_errors_load_few_modules(words: list[str], code: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIGHT.format(words=words)], capture_output=True, text=True, check=False
    )
    assert done.returncode == code, done.stderr


def test_other_missing_modules_are_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "attio.cli.app", raising=False)  # loaded if another test ran a command
    monkeypatch.setitem(sys.modules, "attio.cli.tree", None)
    with pytest.raises(ModuleNotFoundError, match="tree"):
        attio.cli.main([])


def test_ctrl_c_while_modules_are_loaded_prints_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Interrupting:
        """An import hook that raises `KeyboardInterrupt`."""

        def find_spec(self, *_: object) -> None:
            raise KeyboardInterrupt

    monkeypatch.delitem(sys.modules, "attio.cli.app", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Interrupting()])
    assert attio.cli.main([]) == 130
    assert capsys.readouterr() == ("", "")


def test_the_script_exits_with_the_status_and_without_a_last_collection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["attio-crm", "--version"])
    freezes: list[bool] = []
    monkeypatch.setattr(gc, "freeze", lambda: freezes.append(True))
    with pytest.raises(SystemExit, match="0"):
        attio.cli.script()
    assert freezes == [True]


def test_the_script_runs_where_the_collector_cannot_be_frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["attio-crm", "--nonsense"])
    monkeypatch.delattr(gc, "freeze", raising=False)
    with pytest.raises(SystemExit, match="2"):
        attio.cli.script()


def test_without_click_the_error_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in sys.modules if name.startswith("attio.cli.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "click", None)
    assert attio.cli.main([]) == 1
    assert capsys.readouterr().err == "error: the command line needs the package click: pip install 'attio-sdk[cli]'\n"


def test_importing_the_main_module_runs_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    module = importlib.import_module("attio.__main__")
    assert module.__name__ == "attio.__main__"
    assert capsys.readouterr() == ("", "")
