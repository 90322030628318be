"""Paths that cannot hold a SQLite file: everything that uses one raises on construction."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NoReturn

import pytest

import attio
from attio._support.database_files import content_problem, path_problem
from attio.oauth import SqliteInstallations
from attio.sandbox import ControlError, Sandbox
from attio.webhooks import SqliteStore

KEEPERS: dict[str, Callable[[Path], object]] = {
    "deliveries": SqliteStore,
    "installations": SqliteInstallations,
    "state": lambda path: Sandbox(state=path),
}


@pytest.mark.parametrize("kept", KEEPERS)
@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("nowhere/a.db", "there is no directory .*nowhere; create it, or name another file$"),
        ("text/a.db", "there is no directory .*text; create it, or name another file$"),
        (".", "it is a directory; name a file in it$"),
        ("text", "(it is not an SQLite file; name another file$|is not a state file of a sandbox)"),
    ],
)
def test_an_invalid_path_is_rejected_at_once(tmp_path: Path, kept: str, place: str, told: str) -> None:
    (tmp_path / "text").write_text("name,domain\n", "utf-8")
    path = tmp_path / place
    with pytest.raises(ValueError, match=told) as caught:
        KEEPERS[kept](path)
    assert str(caught.value).startswith(str(path))
    assert [*tmp_path.iterdir()] == [tmp_path / "text"]


def test_missing_permissions_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.db"
    file.touch()

    def access(_path: Path, _mode: int) -> bool:
        return False  # root, who may run the tests, has every permission

    monkeypatch.setattr(os, "access", access)
    assert path_problem(file) == f"{file}: this user may not read and write it; change its mode, or name another file"
    new = tmp_path / "new.db"
    assert path_problem(new) == f"{new}: this user may not create files in {tmp_path}; name another file"


def test_valid_paths_have_no_problem(tmp_path: Path) -> None:
    empty, database = tmp_path / "empty.db", tmp_path / "a.db"
    empty.touch()
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("CREATE TABLE one (name TEXT)")
    for path in (tmp_path / "new.db", empty, database):
        assert path_problem(path) is None
        assert content_problem(path) is None
    assert not (tmp_path / "new.db").exists()


def test_a_state_file_that_sqlite_cannot_open_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> NoReturn:
        raise sqlite3.OperationalError("unable to open database file")

    monkeypatch.setattr(sqlite3, "connect", fail)
    with pytest.raises(ControlError, match=r"new\.sqlite.*unable to open"):
        Sandbox(state=tmp_path / "new.sqlite")


def test_no_statement_has_numbered_parameters() -> None:
    """Python 3.14 takes `?1` for a named parameter, and rejects the tuple of values."""
    sources = Path(attio.__file__).parent.rglob("*.py")
    assert [path.name for path in sources if re.search(r"[ (]\?\d", path.read_text("utf-8"))] == []
