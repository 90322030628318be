"""Stores of installations."""

from __future__ import annotations

import datetime as dt
import pickle
import sqlite3
import stat
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from attio import errors
from attio.oauth import Installation, MemoryInstallations, SqliteInstallations

NOW = dt.datetime(2026, 3, 1, tzinfo=dt.timezone.utc)
TOKEN = "secret-of-acme"


def installation(name: str = "acme", **changes: Any) -> Installation:
    facts: dict[str, Any] = {
        "workspace_id": f"id-of-{name}",
        "workspace_slug": name,
        "workspace_name": name.title(),
        "scopes": ["record_permission:read-write"],
        "installed_at": NOW,
        **changes,
    }
    return Installation(facts.pop("token", f"secret-of-{name}"), **facts)


def cipher(data: bytes) -> bytes:
    return bytes(byte ^ 0x5A for byte in data)


@pytest.fixture(params=["memory", "sqlite", "encrypted"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[MemoryInstallations | SqliteInstallations]:
    match request.param:
        case "memory":
            yield MemoryInstallations()
        case "sqlite":
            yield SqliteInstallations(tmp_path / "installs.db")
        case _:
            yield SqliteInstallations(tmp_path / "installs.db", encrypt=cipher, decrypt=cipher)


def test_saved_installations_are_found(store: MemoryInstallations) -> None:
    store.save(installation())
    store.save(installation("globex"))
    for workspace in ("acme", "id-of-acme"):
        found = store.find(workspace)
        assert found is not None
        assert vars(found) | {"_token": None} == vars(installation()) | {"_token": None}
        assert found.reveal() == TOKEN
    assert store.find("initech") is None
    assert [saved.workspace_slug for saved in store.all()] == ["acme", "globex"]


def test_a_second_installation_replaces_the_first(store: MemoryInstallations) -> None:
    store.save(installation())
    store.save(installation(token="new"))
    found = store.find("acme")
    assert found is not None
    assert found.reveal() == "new"
    assert len(store.all()) == 1


def test_a_slug_belongs_to_the_workspace_that_used_it_last(store: MemoryInstallations) -> None:
    store.save(installation(token="before"))
    store.save(installation("acme", workspace_id="other", token="now"))
    for workspace, token in (("acme", "now"), ("other", "now"), ("id-of-acme", "before")):
        found = store.find(workspace)
        assert found is not None
        assert found.reveal() == token
    store.save(installation("renamed", workspace_id="other", token="now"))
    store.save(installation(token="again"))
    found = store.find("acme")
    assert found is not None
    assert found.reveal() == "again"
    store.save(installation("id-of-acme", workspace_id="odd"))  # ids take precedence over slugs
    found = store.find("id-of-acme")
    assert found is not None
    assert found.reveal() == "again"


def test_a_workspace_and_its_members_have_separate_tokens(store: MemoryInstallations) -> None:
    store.save(installation())
    store.save(installation(token="ada's", token_level="user", member_id="ada"))
    store.save(installation(token="bob's", token_level="user", member_id="bob"))
    tokens = [found.reveal() for who in (None, "ada", "bob") if (found := store.find("acme", who))]
    assert tokens == [TOKEN, "ada's", "bob's"]
    assert store.find("acme", "eve") is None
    ada = store.find("acme", "ada")
    assert ada is not None
    store.delete(ada)
    assert store.find("acme", "ada") is None
    assert len(store.all()) == 2


def test_a_nonce_is_used_once(store: MemoryInstallations) -> None:
    assert store.use_once("a", 1000.0)
    assert not store.use_once("a", 1000.0)
    assert store.use_once("b", 1000.0)
    assert store.use_once("c", 1_000_000.0)  # long after the earlier nonces expired
    assert not store.use_once("c", 1_000_000.0)


def test_the_file_is_private_and_survives(tmp_path: Path) -> None:
    path = tmp_path / "installs.db"
    SqliteInstallations(path).save(installation())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    found = SqliteInstallations(path).find("acme")
    assert found is not None
    assert found.installed_at == NOW


def test_encrypted_tokens_cannot_be_read_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "installs.db"
    SqliteInstallations(path, encrypt=cipher, decrypt=cipher).save(installation())
    content = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert TOKEN.encode() not in content
    with pytest.raises(errors.OAuthError, match="cannot be decrypted") as caught:
        SqliteInstallations(path).find("acme")
    assert caught.value.__cause__ is None


def test_a_row_copied_to_another_workspace_is_rejected(tmp_path: Path) -> None:
    path = tmp_path / "installs.db"
    store = SqliteInstallations(path, encrypt=cipher, decrypt=cipher)
    store.save(installation())
    store.save(installation("globex"))
    with sqlite3.connect(path) as database:
        database.execute(
            "UPDATE installations SET content = (SELECT content FROM installations WHERE slug = 'acme') "
            "WHERE slug = 'globex'"
        )
    with pytest.raises(errors.OAuthError, match="belongs to another workspace"):
        store.find("globex")


def test_a_database_in_memory_is_rejected() -> None:
    with pytest.raises(ValueError, match="SqliteInstallations needs a file; use MemoryInstallations"):
        SqliteInstallations(":memory:")


def test_encrypt_without_decrypt_is_rejected(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="pass both encrypt and decrypt"):
        SqliteInstallations(tmp_path / "installs.db", encrypt=cipher)


def test_the_token_of_an_installation_is_not_shown() -> None:
    one = installation(token_level="user", member_id="ada")
    assert repr(one) == "<Installation of acme (id-of-acme) for ada>"
    assert repr(installation()) == "<Installation of acme (id-of-acme)>"
    assert TOKEN not in repr(vars(one))
    with pytest.raises(TypeError, match="contains a token"):
        pickle.dumps(one)


def test_missing_scopes_of_an_installation_are_listed() -> None:
    assert installation().missing("records.create") == {"records.create": ("object_configuration:read",)}
    assert installation().missing() == {}


def test_a_file_that_another_process_creates_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "installs.db"
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    threading.Timer(0.2, other.rollback).start()
    assert SqliteInstallations(path).all() == []
    other.close()
