"""Installations of an app, with the token of each workspace, and the stores that keep them."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import sqlite3
import threading
from collections.abc import Awaitable, Callable, Generator, Sequence
from typing import Any, NoReturn, Protocol, TypeAlias, cast

from attio._call.lookup import missing_scopes
from attio._call.operation_names import OperationName
from attio._support.argument_types import check_functions, check_iterable, check_path, check_secrets, check_text
from attio._support.database_files import content_problem, path_problem
from attio._support.names import brief
from attio._support.secrets import Secret, Token
from attio._support.sqlite_forks import sqlite_calls
from attio._support.write_ahead import use_write_ahead_log
from attio.errors.oauth import OAuthError

TIMEOUT = 10.0
"""Seconds to wait while another process uses the file."""

Cipher: TypeAlias = Callable[[bytes], bytes]
"""Encrypts or decrypts bytes, like the methods of `cryptography.fernet.Fernet`."""


class Installation:
    """A workspace that installed the app, with its token.

    `repr` does not show the token, and pickling an installation raises a `TypeError`. `reveal()` returns the token.

    Args:
        token: The access token.
        workspace_id: Id of the workspace.
        workspace_slug: Slug of the workspace in URLs.
        workspace_name: Name of the workspace.
        scopes: Scopes of the token.
        token_level: `workspace`, or `user` for a token that acts for one member.
        member_id: Id of the member who approved the installation; None if Attio does not send it.
        installed_at: Time at which the token was granted.
    """

    def __init__(
        self,
        token: str,
        *,
        workspace_id: str,
        workspace_slug: str,
        workspace_name: str,
        scopes: Sequence[str],
        token_level: str = "workspace",  # noqa: S107 - not a password
        member_id: str | None = None,
        installed_at: dt.datetime,
    ) -> None:
        """Create an installation."""
        check_secrets(token=token)
        check_text("id", workspace_id=workspace_id, workspace_slug=workspace_slug)
        check_text("workspace", workspace_name=workspace_name, token_level=token_level)
        check_text("id", is_optional=True, member_id=member_id)
        check_iterable("scopes", scopes=scopes)
        if not isinstance(cast("object", installed_at), dt.datetime):
            raise TypeError(f"installed_at must be a datetime, not {brief(installed_at)}")
        self._token = Secret(token)
        self.workspace_id = workspace_id
        self.workspace_slug = workspace_slug
        self.workspace_name = workspace_name
        self.scopes = tuple(scopes)
        self.token_level = token_level
        self.member_id = member_id
        self.installed_at = installed_at

    @property
    def key(self) -> tuple[str, str]:
        """Id of the workspace, and id of the member for a user token; the second is empty for a workspace token."""
        if self.token_level == "user":  # noqa: S105 - not a password
            return self.workspace_id, self.member_id or ""
        return self.workspace_id, ""

    def missing(self, *operations: OperationName) -> dict[str, tuple[str, ...]]:
        """Return the scopes that the token lacks for each operation.

        Raises:
            InvalidRequestError: There is no operation with that name.
        """
        return missing_scopes(" ".join(self.scopes), operations, None)

    def reveal(self) -> str:
        """Return the token."""
        return Token(self._token.reveal())

    def __repr__(self) -> str:
        member = f" for {self.member_id}" if self.key[1] else ""
        return f"<Installation of {self.workspace_slug} ({self.workspace_id}){member}>"

    def __reduce__(self) -> NoReturn:
        message = "an installation contains a token and cannot be pickled; pass the id of its workspace instead"
        raise TypeError(message)


class Installations(Protocol):
    """Interface of a store of installations. Each method may be sync or async; async calls run sync ones in a thread.

    A store may also have a method `use_once(nonce, expires) -> bool`, which returns False if the nonce was used before.
    With this method, a callback is accepted only once across all processes; without it, once in each process.
    """

    def save(self, installation: Installation, /) -> object:
        """Save an installation. It replaces the installation with the same `key`."""
        ...

    def find(
        self, workspace: str, member: str | None = None, /
    ) -> Installation | Awaitable[Installation | None] | None:
        """Return the installation of a workspace; None if there is none.

        If several installations have the same slug, return the one that was saved last: the slugs of the others have
        changed since.

        Args:
            workspace: Id or slug of the workspace.
            member: Id of a member, for a user token; None for a workspace token.
        """
        ...

    def delete(self, installation: Installation, /) -> object:
        """Delete an installation."""
        ...

    def all(self) -> Sequence[Installation] | Awaitable[Sequence[Installation]]:
        """Return all installations."""
        ...


class MemoryInstallations:
    """A store in the memory of this process, for tests and experiments."""

    def __init__(self) -> None:
        """Create an empty store."""
        self._lock = threading.Lock()
        self._installations: dict[tuple[str, str], Installation] = {}
        """Installations by key, in the order in which they were saved."""
        self._nonces = NonceMemory()

    def save(self, installation: Installation, /) -> None:
        """Save an installation. It replaces the installation with the same `key`."""
        with self._lock:
            self._installations.pop(installation.key, None)
            self._installations[installation.key] = installation

    def find(self, workspace: str, member: str | None = None, /) -> Installation | None:
        """Return the installation of a workspace by id or slug; None if there is none. See `Installations.find`."""
        with self._lock:
            by_id = self._installations.get((workspace, member or ""))
            if by_id is not None:
                return by_id
            for key, installation in reversed(self._installations.items()):
                if installation.workspace_slug == workspace and key[1] == (member or ""):
                    return installation
            return None

    def delete(self, installation: Installation, /) -> None:
        """Delete an installation."""
        with self._lock:
            self._installations.pop(installation.key, None)

    def all(self) -> list[Installation]:
        """Return all installations."""
        with self._lock:
            return list(self._installations.values())

    def use_once(self, nonce: str, expires: float) -> bool:
        """Mark a nonce as used. Return False if it was used before."""
        return self._nonces.use_once(nonce, expires)


class NonceMemory:
    """The nonces that this process used, until they expire."""

    def __init__(self) -> None:
        """Create an empty memory."""
        self._lock = threading.Lock()
        self._used: dict[str, float] = {}

    def use_once(self, nonce: str, expires: float) -> bool:
        """Mark a nonce as used. Return False if it was used before."""
        with self._lock:
            if nonce in self._used:
                return False
            # There is no clock here. States are valid for at most one day, so the newest expiry is within a day of now.
            newest = max(self._used.values(), default=expires)
            self._used = {used: end for used, end in self._used.items() if end > newest - 2 * 86_400}
            self._used[nonce] = expires
            return True


class SqliteInstallations:
    """A store in an SQLite file that only its owner can read.

    Args:
        path: Path of the file. It is created if it does not exist.
        encrypt: Encrypts an installation and its token, such as `Fernet(key).encrypt`. None stores it unencrypted.
        decrypt: The inverse of `encrypt`.

    Raises:
        ValueError: The path is not usable, or only one of `encrypt` and `decrypt` is given.
    """

    def __init__(
        self, path: str | os.PathLike[str], *, encrypt: Cipher | None = None, decrypt: Cipher | None = None
    ) -> None:
        """Create or open the file."""
        check_path(path=path)
        check_functions(encrypt=encrypt, decrypt=decrypt)
        if (encrypt is None) != (decrypt is None):
            message = "pass both encrypt and decrypt, or neither"
            raise ValueError(message)
        problem = path_problem(path) or content_problem(path)
        if problem:
            raise ValueError(problem)
        self._path = os.fspath(path)
        if self._path == ":memory:":
            message = "SqliteInstallations needs a file; use MemoryInstallations to keep installations in memory"
            raise ValueError(message)
        # `bytes` returns its argument unchanged.
        self._encrypt = encrypt or bytes
        self._decrypt = decrypt or bytes
        with contextlib.suppress(FileExistsError):
            os.close(os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        with self._open() as database:
            use_write_ahead_log(database, TIMEOUT)
            database.execute(
                "CREATE TABLE IF NOT EXISTS installations (workspace_id TEXT, member TEXT, slug TEXT, content BLOB, "
                "PRIMARY KEY (workspace_id, member))"
            )
            database.execute("CREATE TABLE IF NOT EXISTS nonces (nonce TEXT PRIMARY KEY, expires REAL)")

    def save(self, installation: Installation, /) -> None:
        """Save an installation. It replaces the installation with the same `key`."""
        row = (*installation.key, installation.workspace_slug, self._encrypt(_to_bytes(installation)))
        with self._open() as database:
            database.execute("INSERT OR REPLACE INTO installations VALUES (?, ?, ?, ?)", row)

    def find(self, workspace: str, member: str | None = None, /) -> Installation | None:
        """Return the installation of a workspace by id or slug; None if there is none. See `Installations.find`."""
        query = (
            "SELECT workspace_id, content FROM installations "
            "WHERE :workspace IN (workspace_id, slug) AND member = :member "
            "ORDER BY workspace_id = :workspace DESC, rowid DESC"  # another workspace may have had the same slug before
        )
        with self._open() as database:
            row = database.execute(query, {"workspace": workspace, "member": member or ""}).fetchone()
        return None if row is None else self._from_row(*row)

    def delete(self, installation: Installation, /) -> None:
        """Delete an installation."""
        with self._open() as database:
            database.execute("DELETE FROM installations WHERE workspace_id = ? AND member = ?", installation.key)

    def all(self) -> list[Installation]:
        """Return all installations."""
        with self._open() as database:
            rows = database.execute("SELECT workspace_id, content FROM installations ORDER BY 1, member").fetchall()
        return [self._from_row(*row) for row in rows]

    def use_once(self, nonce: str, expires: float) -> bool:
        """Mark a nonce as used. Return False if any process used it before."""
        with self._open() as database:
            database.execute("DELETE FROM nonces WHERE expires < ?", (expires - 2 * 86_400,))
            return database.execute("INSERT OR IGNORE INTO nonces VALUES (?, ?)", (nonce, expires)).rowcount == 1

    @contextlib.contextmanager
    def _open(self) -> Generator[sqlite3.Connection]:
        # A new connection each time, because the caller may be any thread or a forked process.
        with sqlite_calls:
            database = sqlite3.connect(self._path, timeout=TIMEOUT, isolation_level=None)
            try:
                yield database
            finally:
                database.close()

    def _from_row(self, workspace_id: str, content: bytes) -> Installation:
        try:
            fields: dict[str, Any] = json.loads(self._decrypt(content))
            installed_at = dt.datetime.fromisoformat(fields.pop("installed_at"))
            installation = Installation(fields.pop("token"), installed_at=installed_at, **fields)
        except Exception:  # noqa: BLE001 - a cipher may raise any error, and its message may contain the secret
            message = f"the installation of {workspace_id!r} cannot be decrypted: check that the key is the right one"
            raise OAuthError(message, outcome="not_sent") from None
        if installation.workspace_id != workspace_id:
            message = f"the installation stored for {workspace_id!r} belongs to another workspace"
            raise OAuthError(message, outcome="not_sent")
        return installation


def _to_bytes(installation: Installation) -> bytes:
    content = {
        "token": installation.reveal(),
        "workspace_id": installation.workspace_id,
        "workspace_slug": installation.workspace_slug,
        "workspace_name": installation.workspace_name,
        "scopes": installation.scopes,
        "token_level": installation.token_level,
        "member_id": installation.member_id,
        "installed_at": installation.installed_at.isoformat(),
    }
    return json.dumps(content).encode()
