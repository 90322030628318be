"""Saving and loading on the command line, with a file that is open in a sandbox or left by a crash."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from attio.sandbox import Sandbox
from attio.sandbox.__main__ import main
from attio.sandbox.serving.server import running
from tests.sandbox.api import Api


@pytest.fixture
def port(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with running(sandbox.door()) as address:
        monkeypatch.setenv("ATTIO_SERVER_URL", address)
        yield


@pytest.mark.usefixtures("port")
def test_a_state_file_is_overwritten_only_if_it_is_not_open(
    capsys: pytest.CaptureFixture[str], api: Api, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "crm.sqlite"
    other = Sandbox(state=path)
    Api(other).create("people")
    left = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert set(left) == {"crm.sqlite", "crm.sqlite-wal"}
    api.create("companies")

    # An open file can be loaded, but not overwritten.
    assert main(["load", str(path)]) == 0
    assert (len(api.find("people")), api.find("companies")) == (1, [])
    assert main(["save", str(path)]) == 1
    assert "is open in another process" in capsys.readouterr().err
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == left

    # A file that a crash left is replaced completely.
    other.close()
    for name, content in left.items():
        (tmp_path / name).write_bytes(content)
    api.create("companies")
    assert main(["save", str(path)]) == 0
    assert [file.name for file in tmp_path.iterdir()] == ["crm.sqlite"]
    assert len(Api(Sandbox.load(path)).find("companies")) == 1

    def fail(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("shutil.copyfile", fail)
    assert main(["load", str(path)]) == 1
    assert capsys.readouterr().err == f"error: cannot read {path}: Permission denied\n"
