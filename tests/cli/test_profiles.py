"""Profiles: where tokens are saved, which one is used, and that none is shown."""

from __future__ import annotations

import importlib.metadata
import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import click
import pytest

from attio.cli import profiles
from tests.cli.running import Result, Shell


def login(crm: Shell, *words: str, token: str | None = None) -> Result:
    crm.patch.setattr(sys, "stdin", io.StringIO(f"{token or crm.sandbox.token}\n"))
    return crm("login", "--with-token", *words)


@pytest.fixture
def alone(crm: Shell) -> Shell:
    """A shell without a token in the environment."""
    crm.patch.delenv("ATTIO_API_KEY")
    return crm


def kept() -> Any:
    return json.loads(profiles.path().read_text("utf-8"))


def test_login_keeps_a_token_that_later_commands_use(alone: Shell) -> None:
    made = login(alone)
    assert (made.code, made.err) == (0, "saved profile 'sandbox' for the workspace 'Sandbox'\n")
    assert kept()["profiles"]["sandbox"]["token"] == {"store": "file", "value": alone.sandbox.token}
    assert kept()["profiles"]["sandbox"]["server_url"] == alone.url
    assert [profiles.path().stat().st_mode & 0o777, profiles.home().stat().st_mode & 0o777] == [0o600, 0o700]
    alone.patch.delenv("ATTIO_SERVER_URL")  # the profile has the URL
    assert alone("query", "companies", "--ids").code == 0
    assert alone("whoami").rows[0]["token"] == "profile 'sandbox' (file)"
    assert alone("profiles").rows == [{"profile": "sandbox", "workspace": "sandbox", "token": "file", "default": True}]


def test_a_token_that_attio_rejects_is_not_kept(alone: Shell) -> None:
    assert login(alone, token="0" * 64).code == 4
    assert login(alone, token="with space").code == 4
    assert not profiles.path().exists()


def test_a_named_profile_overrides_the_environment_and_the_default(alone: Shell) -> None:
    other = alone.sandbox.add_token(scopes=["task:read"])
    login(alone)
    login(alone, "--profile", "tasks", token=other)
    assert alone("whoami").rows[0]["token"] == "profile 'sandbox' (file)"
    assert alone("whoami", "--profile", "tasks").rows[0]["scopes"] == ["task:read"]
    alone.patch.setenv("ATTIO_API_KEY", alone.sandbox.token)
    assert alone("whoami").rows[0]["token"] == "environment variable ATTIO_API_KEY"
    alone.patch.setenv("ATTIO_CRM_PROFILE", "tasks")
    assert alone("whoami").rows[0]["token"] == "profile 'tasks' (file)"
    unknown = alone("whoami", "--profile", "task")
    assert (unknown.code, "did you mean 'tasks'?" in unknown.err) == (2, True)


def test_the_default_profile_is_chosen_and_profiles_are_forgotten(alone: Shell) -> None:
    login(alone, "--profile", "a")
    login(alone, "--profile", "b")
    assert alone("profiles", "--use", "b").rows[1] == {**alone("profiles").rows[1], "default": True}
    assert alone("logout").err.startswith("deleted profile 'b'")
    assert kept()["default"] == "a"
    assert alone("logout", "--profile", "a").code == 0
    assert kept() == {"version": 1, "default": None, "profiles": {}}
    assert alone("logout").err == "error: there are no profiles\n"
    assert alone("profiles", "--use", "a").code == 2


def test_forgetting_another_profile_keeps_the_default(alone: Shell) -> None:
    for name in "abc":
        login(alone, "--profile", name)
    alone("profiles", "--use", "b")
    assert alone("logout", "--profile", "c").err.startswith("deleted profile 'c'")
    assert (kept()["default"], list(kept()["profiles"])) == ("b", ["a", "b"])
    assert alone("whoami").rows[0]["token"] == "profile 'b' (file)"


def test_a_profile_may_hold_a_command_instead_of_a_token(alone: Shell, tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(alone.sandbox.token)
    assert alone("login", "--token-command", f"cat {file}").code == 0
    assert kept()["profiles"]["sandbox"]["token"] == {"store": "command", "argv": ["cat", str(file)]}
    assert alone("objects", "list").code == 0
    file.write_text("")
    assert alone("objects", "list").err == f"error: the command that prints the token printed nothing: cat {file}\n"
    file.unlink()
    failed = alone("objects", "list")
    assert (failed.code, "the command that prints the token failed (CalledProcessError)" in failed.err) == (4, True)
    alone.patch.setenv("MINE", alone.sandbox.token)
    assert alone("login", "--token-env", "MINE").code == 0
    assert alone("objects", "list").code == 0
    alone.patch.delenv("MINE")
    assert "profile 'sandbox' needs the environment variable MINE, which is not set" in alone("objects", "list").err
    assert alone("login", "--token-env", "MINE").code == 4
    assert alone("login", "--token-env", "MINE", "--with-token").code == 2


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("--token-command", ""), "--token-command is empty"),
        (("--token-command", "  "), "--token-command is empty"),
        (("--token-command", "cat 'a"), "--token-command is not a valid command: no closing quotation"),
        (("--token-env", ""), "--token-env takes the name of an environment variable, not a token"),
        (("--token-env", "", "--keyring"), "remove --keyring"),
        (("--token-env", "", "--token-command", ""), "use only one of"),
    ],
)
def test_an_invalid_source_of_the_token_is_rejected(alone: Shell, words: tuple[str, ...], problem: str) -> None:
    rejected = alone("login", *words)
    assert (rejected.code, problem in rejected.err) == (2, True), rejected.err
    assert not profiles.path().exists()


def test_a_token_command_that_cannot_run_is_named(alone: Shell) -> None:
    login(alone)
    content = kept()
    for command, problem in (
        ([], "the command that prints the token is empty"),
        ([sys.executable, "-c", "import sys; sys.stdout.buffer.write(b'\\xff')"], "failed (UnicodeDecodeError)"),
    ):
        content["profiles"]["sandbox"]["token"] = {"store": "command", "argv": command}
        profiles.path().write_text(json.dumps(content))
        failed = alone("objects", "list")
        assert (failed.code, problem in failed.err) == (4, True), failed.err


def test_backslashes_of_windows_paths_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    command = r'"C:\Program Files\op.exe" read op://x/y'
    monkeypatch.setattr(profiles, "WINDOWS", True)
    assert profiles.split_command(command) == [r"C:\Program Files\op.exe", "read", "op://x/y"]


def test_profiles_that_cannot_be_saved_leave_no_copy_of_a_token(alone: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    failed = login(alone)
    assert (failed.code, "No space left on device" in failed.err) == (1, True)
    assert list(profiles.home().iterdir()) == []


def test_login_asks_on_a_terminal_only(alone: Shell) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    alone.patch.setattr(sys, "stdin", io.StringIO())
    assert "add --with-token" in alone("login").err
    prompts: list[dict[str, object]] = []

    def prompt(_: str, **options: object) -> str:
        prompts.append(options)
        return f"{alone.sandbox.token} "

    alone.patch.setattr(click, "prompt", prompt)
    alone.patch.setattr(sys, "stdin", Terminal())
    assert alone("login").code == 0
    assert prompts == [{"hide_input": True, "err": True}]


def test_login_without_a_token_is_an_error(alone: Shell) -> None:
    alone.patch.setattr(sys, "stdin", io.StringIO("\n"))
    result = alone("login", "--with-token")
    assert (result.code, result.err) == (2, "error: the token is empty: stdin has no text\n")


def test_a_write_goes_only_to_the_workspace_of_the_profile(alone: Shell) -> None:
    login(alone)
    content = kept()
    content["profiles"]["sandbox"]["workspace"] = "acme"
    profiles.path().write_text(json.dumps(content))
    write = ("tasks", "delete", "00000000-0000-4000-8000-000000000000", "--yes")
    assert alone(*write).code == 9
    assert alone(*write, "--workspace", "sandbox").code == 3


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"default": null, "profiles": {"a": {}}}',
        '{"default": null, "profiles": {"a": {"token": {"store": 1}}}}',
        '{"default": 1, "profiles": []}',
    ],
)
def test_a_file_without_profiles_is_an_error(alone: Shell, text: str) -> None:
    profiles.home().mkdir()
    profiles.path().write_text(text)
    result = alone("objects", "list")
    assert (result.code, "is not a valid file of profiles; fix or delete it" in result.err) == (1, True)


def test_a_file_that_cannot_be_read_is_an_error(alone: Shell) -> None:
    profiles.path().mkdir(parents=True)
    assert alone("profiles").err == f"error: cannot read {profiles.path()}: Is a directory\n"


def test_a_file_that_others_can_read_gets_a_warning(alone: Shell) -> None:
    login(alone)
    profiles.path().chmod(0o644)
    assert alone("objects", "list").err.startswith("warning: other users can read")
    content = kept()
    content["profiles"]["sandbox"]["token"] = {"store": "vault"}
    profiles.path().write_text(json.dumps(content))
    assert "which this version does not know" in alone("objects", "list").err


def test_profiles_are_in_the_config_folder_of_the_platform(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("ATTIO_CRM_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    assert profiles.home() == tmp_path / ".config" / "attio-crm"
    monkeypatch.setenv("XDG_CONFIG_HOME", "/etc/mine")
    assert profiles.home() == Path("/etc/mine/attio-crm")
    monkeypatch.setattr(profiles, "WINDOWS", True)
    monkeypatch.setenv("APPDATA", "/data")
    assert profiles.home() == Path("/data/attio-crm")


def test_no_output_holds_a_token(alone: Shell) -> None:
    login(alone)
    token = alone.sandbox.token
    for words in (("whoami",), ("profiles",), ("doctor",), ("objects", "list", "-n"), ("logout",)):
        result = alone(*words)
        assert token not in result.out + result.err


def test_doctor_lists_every_problem(crm: Shell) -> None:
    well = crm("doctor")
    assert well.code == 0
    assert {row["check"] for row in well.rows} >= {
        "python",
        "httpx",
        "click",
        "profiles",
        "token",
        "workspace",
        "scopes",
    }
    crm.patch.setenv("ATTIO_API_KEY", "0" * 64)
    unknown = crm("doctor")
    assert (unknown.code, unknown.rows[-1]["ok"]) == (1, False)
    crm.patch.setenv("ATTIO_API_KEY", "two words")
    unusable = crm("doctor").rows[-1]
    assert (unusable["check"], unusable["ok"]) == ("connection", False)
    crm.patch.delenv("ATTIO_API_KEY")
    missing = crm("doctor")
    assert (missing.code, missing.rows[-1]["check"], missing.rows[-1]["ok"]) == (1, "token", False)
    assert crm("doctor", "--sandbox").code == 1
    crm.patch.delenv("ATTIO_SERVER_URL")
    assert crm("doctor", "--sandbox").code == 0
    profiles.home().mkdir()
    profiles.path().write_text('{"default": null, "profiles": {}}')
    profiles.path().chmod(0o644)
    installed = importlib.metadata.version

    def version(name: str) -> str:
        return "0.26.1" if name == "attio" else installed(name)

    crm.patch.setattr(importlib.metadata, "version", version)
    wrong = {row["check"]: row["detail"] for row in crm("doctor", "--sandbox").rows if not row["ok"]}
    assert list(wrong) == ["other packages", "profiles"]

    def missing_package(name: str) -> str:
        raise importlib.metadata.PackageNotFoundError(name)

    crm.patch.setattr(importlib.metadata, "version", missing_package)
    details = [row["detail"] for row in crm("doctor", "--sandbox").rows if not row["ok"]]
    assert details[:2] == ["not installed: pip install attio-sdk", "not installed: pip install httpx"]


class Ring:
    """A keyring in memory, with the functions of a backend of the package `keyring`."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.is_locked = False

    def _check(self) -> None:
        if self.is_locked:
            raise KeyringError("locked")

    def set_password(self, service: str, name: str, token: str) -> None:
        self._check()
        self.kept[service, name] = token

    def get_password(self, service: str, name: str) -> str | None:
        self._check()
        return self.kept.get((service, name))

    def delete_password(self, service: str, name: str) -> None:
        self._check()
        if self.kept.pop((service, name), None) is None:
            raise KeyringError("not found")


class KeyringError(Exception):
    """The exception of the package `keyring`."""


@pytest.fixture
def ring(alone: Shell) -> Ring:
    made = Ring()
    package = SimpleNamespace(get_keyring=lambda: made, errors=SimpleNamespace(KeyringError=KeyringError))
    alone.patch.setitem(sys.modules, "keyring", cast("Any", package))
    return made


def test_a_token_can_be_kept_in_the_keyring(alone: Shell, ring: Ring) -> None:
    assert login(alone, "--keyring").code == 0
    assert kept()["profiles"]["sandbox"]["token"] == {"store": "keyring"}
    assert ring.kept == {("attio-crm", "sandbox"): alone.sandbox.token}
    assert alone("whoami").rows[0]["token"] == "profile 'sandbox' (keyring)"
    ring.is_locked = True
    locked = alone("whoami")
    assert (locked.code, locked.err) == (4, "error: the keyring failed: locked\n")
    assert (alone("logout").code, list(kept()["profiles"])) == (4, ["sandbox"])
    ring.is_locked = False
    assert (alone("logout").code, ring.kept) == (0, {})
    login(alone, "--keyring")
    assert (login(alone).code, ring.kept) == (0, {})  # the token is in the file now
    login(alone, "--keyring")
    ring.kept.clear()
    assert alone("whoami").err == "error: the keyring has no token for profile 'sandbox': log in again\n"
    assert (alone("logout").code, kept()["profiles"]) == (0, {})


def test_a_keyring_that_is_missing_or_keeps_no_secrets_is_rejected(alone: Shell, ring: Ring) -> None:
    login(alone, "--keyring")
    for module in ("keyrings.alt.file", "keyring.backends.null", "keyring.backends.fail"):
        alone.patch.setattr(Ring, "__module__", module)
        rejected = login(alone, "--keyring", "--profile", "other")
        assert (rejected.code, module in rejected.err) == (4, True)
    alone.patch.setitem(sys.modules, "keyring", None)
    missing = "error: the keyring needs the package keyring: pip install 'attio-sdk[keyring]'\n"
    assert login(alone, "--keyring", "--profile", "other").err == missing
    assert alone("whoami").err == missing
    assert list(kept()["profiles"]) == ["sandbox"]
    assert alone("login", "--keyring", "--token-env", "HOME").code == 2
    assert ring.kept.keys() == {("attio-crm", "sandbox")}


def test_a_token_on_the_command_line_is_rejected_and_not_repeated(crm: Shell) -> None:
    token, before = "0123456789abcdef" * 4, len(crm.sandbox.requests)
    for words in (
        ("login", token),
        ("login", "--with-token", token),
        ("login", "--token", token),
        ("--token", token, "objects", "list"),
        ("query", "companies", f"--api-key={token}"),
    ):
        rejected = crm(*words)
        assert (rejected.code, "do not put a token on the command line" in rejected.err) == (2, True), words
        assert token not in rejected.err
    variable = crm("login", "--token-env", f"a{token}")
    assert variable.err == "error: --token-env takes the name of an environment variable, not a token\n"
    assert len(crm.sandbox.requests) == before


def test_a_token_of_another_workspace_is_not_kept(alone: Shell) -> None:
    rejected = login(alone, "--workspace", "acme")
    assert (rejected.code, rejected.err) == (
        9,
        "error: the token belongs to the workspace 'sandbox', not 'acme'; nothing was saved\n",
    )
    assert not profiles.path().exists()
    assert login(alone, "--workspace", alone.sandbox.workspace_id).code == 0


def test_a_dry_run_of_any_command_sends_nothing(crm: Shell, tmp_path: Path) -> None:
    before = len(crm.sandbox.requests)
    for words in (("doctor",), ("schema", "pull", str(tmp_path / "s.json")), ("login", "--token-env", "ATTIO_API_KEY")):
        dry = crm(*words, "-n")
        assert (dry.code, dry.err) == (0, "dry run: nothing was sent\n"), words
    assert len(crm.sandbox.requests) == before
    assert not profiles.path().exists()
