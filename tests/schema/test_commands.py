"""`python -m attio.schema`: its files, output and exit status."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from attio.sandbox.serving.server import running
from attio.schema import WorkspaceSchema
from attio.schema.__main__ import main
from tests.schema.sample import sample_sandbox
from tests.schema.test_snapshot import TEXT

OTHER = TEXT.replace('"title": "Won"', '"title": "Lost"')


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "schema.json"
    path.write_text(TEXT, "utf-8")
    return path


def test_pull_saves_the_schema(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Token and URL are read from the environment; the URL may be an option."""
    sandbox = sample_sandbox()
    path = tmp_path / "schema.json"
    monkeypatch.delenv("ATTIO_OAUTH2", raising=False)
    monkeypatch.setenv("ATTIO_API_KEY", sandbox.token)
    with running(sandbox.handle) as url:
        monkeypatch.setenv("ATTIO_SERVER_URL", url)
        assert main(["pull", str(path)]) == 0
        assert capsys.readouterr() == ("", f"saved {path}: 4 objects, 1 lists\n")
        assert WorkspaceSchema.load(path) == sandbox.client().schema.snapshot()
        assert main(["pull", "-", "--members", "--no-options", "--server-url", url]) == 0
        found = WorkspaceSchema.from_json(capsys.readouterr().out)
        assert found == sandbox.client().schema.snapshot(options=False, members=True)
        monkeypatch.setenv("ATTIO_API_KEY", "made-up")
        before = path.read_bytes()
        assert main(["pull", str(path)]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert err.startswith("error: objects.list: 401 unauthorized")
        assert path.read_bytes() == before
        monkeypatch.delenv("ATTIO_API_KEY")
        assert main(["pull", str(path)]) == 2
        assert "ATTIO_OAUTH2 or ATTIO_API_KEY" in capsys.readouterr().err


def test_a_missing_directory_is_rejected_before_anything_is_fetched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "none" / "schema.json"
    assert main(["pull", str(path), "--server-url", "https://127.0.0.1:1"]) == 2
    assert capsys.readouterr().err == f"error: {path}: there is no folder {path.parent}\n"


def test_an_invalid_url_is_a_usage_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pull", str(tmp_path / "schema.json"), "--server-url", "ftp://x"]) == 2
    assert capsys.readouterr().err.startswith("error: server_url must be an absolute URL")


def test_types_writes_or_checks_the_classes(saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "models.py"
    command = ["types", str(saved), "-o", str(out)]
    assert main([*command, "--check"]) == 1
    assert "+class Deal(TypedRecord, object='deals', id='d'):" in capsys.readouterr().out
    assert not out.exists()
    assert main(command) == 0
    text = out.read_text("utf-8")
    assert main([*command, "--check"]) == 0
    assert capsys.readouterr() == ("", "")
    assert main(["types", str(saved), "-o", "-"]) == 0
    assert capsys.readouterr().out == text

    # A file that differs only in its formatting is not written again.
    formatted = text.replace('"', "'").replace("'''", '"""') + "\n\n# formatted\n"
    out.write_text(formatted, "utf-8")
    assert main([*command, "--check"]) == 0
    assert main(command) == 0
    assert out.read_text("utf-8") == formatted

    saved.write_text(OTHER, "utf-8")
    assert main([*command, "--check"]) == 1
    difference = capsys.readouterr().out.splitlines()
    assert difference[:2] == [f"--- {out}", f"+++ {out} (generated)"]
    assert "-DealStage: TypeAlias = Literal['Lead', 'Won']" in difference
    assert "+DealStage: TypeAlias = Literal['Lead', 'Lost']" in difference
    assert out.read_text("utf-8") == formatted
    out.chmod(0o640)
    assert main(command) == 0
    assert out.read_text("utf-8") == text.replace("Won", "Lost")
    assert out.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["models.py", "schema.json"]


def test_a_symbolic_link_is_written_through(saved: Path, tmp_path: Path) -> None:
    (tmp_path / "real.py").touch()
    (tmp_path / "models.py").symlink_to("real.py")
    assert main(["types", str(saved), "-o", str(tmp_path / "models.py")]) == 0
    assert (tmp_path / "models.py").is_symlink()
    assert "class Deal" in (tmp_path / "real.py").read_text("utf-8")


def test_diff_prints_the_changes(saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = tmp_path / "new.json"
    new.write_text(OTHER, "utf-8")
    assert main(["diff", str(saved), str(saved)]) == 0
    assert capsys.readouterr().out == "no changes\n"
    assert main(["diff", str(saved), str(new)]) == 1
    assert capsys.readouterr().out == "renamed option deals.stage.Lost: 'Won' -> 'Lost'\n"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (TEXT[:-9], "not a snapshot of a workspace schema"),
        ("", "not a snapshot of a workspace schema"),
        ('{"name": "package.json"}', "'format' is missing"),
        (TEXT.replace('"format": 1', '"format": 2'), "it has format 2, but this version reads format 1"),
        (TEXT.replace('"is_required": true', '"is_required": "yes"'), "is_required has the wrong type"),
        (TEXT.replace('"attributes": [', '"attributes": [7,'), "expected a JSON object, not int"),
        ("\ud800", "not a snapshot of a workspace schema"),
        (None, "No such file or directory"),
    ],
)
@pytest.mark.parametrize("command", ["types", "diff"])
def test_damaged_and_foreign_files_are_named(  # noqa: PLR0917
    command: str, content: str | None, reason: str, tmp_path: Path, saved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad, out = tmp_path / "bad.json", tmp_path / "models.py"
    if content is not None:
        bad.write_bytes(content.encode(errors="surrogatepass"))
    assert main([command, str(bad), *(["-o", str(out)] if command == "types" else [str(saved)])]) == 2
    err = capsys.readouterr().err
    assert str(bad) in err
    assert reason in err
    assert not out.exists()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("import os\n", "not overwritten, because `python -m attio.schema types` did not generate it"),
        ("class A(:\n", "not valid Python (invalid syntax"),
        ("a = '\0'", "not valid Python (source code string cannot contain null bytes"),
    ],
)
def test_files_of_other_kinds_are_left_alone(
    content: str, reason: str, saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "models.py"
    out.write_text(content, "utf-8")
    assert main(["types", str(saved), "-o", str(out)]) == 2
    assert f"error: {out}: {reason}" in capsys.readouterr().err
    assert out.read_text("utf-8") == content


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["-o", "-", "--check"], "--check needs a file to compare with, not -"),
        (["-o", "-", "--only", "daels,"], "there is no object or list 'daels'; did you mean 'deals'?"),
    ],
)
def test_invalid_arguments_are_a_usage_error(
    words: list[str], reason: str, saved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["types", str(saved), *words]) == 2
    assert capsys.readouterr() == ("", f"error: {reason}\n")


def test_the_module_is_a_command(saved: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "attio.schema"]
    done = subprocess.run([*command, "diff", saved, saved], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "no changes\n"
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "COMMAND" in done.stderr
