"""A command line whose client is a sandbox in memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import Shell, shell


@pytest.fixture
def crm(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Shell]:
    monkeypatch.setenv("ATTIO_CRM_HOME", str(tmp_path / "home"))
    with shell(capsys, monkeypatch) as made:
        yield made
