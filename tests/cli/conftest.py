"""Fixtures for commands that run against a sandbox."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import Shell, make_shell
from tests.ports import Port, open_port


@pytest.fixture(scope="package")
def port() -> Iterator[Port]:
    """A port on which each test serves its own sandbox."""
    with open_port() as port:
        yield port


@pytest.fixture
def crm(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, port: Port, tmp_path: Path) -> Shell:
    monkeypatch.setenv("ATTIO_CRM_HOME", str(tmp_path / "home"))
    return make_shell(capsys, monkeypatch, port)
