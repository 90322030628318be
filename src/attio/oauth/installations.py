"""Installations of an app: which workspace granted which token, and where they are kept."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import sqlite3
import threading
from collections.abc import Awaitable, Callable, Generator, Sequence
from typing import Any, NoReturn, Protocol, TypeAlias

from attio._call.lookup import missing_scopes
from attio._call.operation_names import OperationName
from attio._support.database_files import content_problem, path_problem
from attio._support.secrets import Secret, Token
from attio._support.write_ahead import use_write_ahead_log
from attio.errors.oauth import OAuthError

TIMEOUT = 10.0
"""Seconds to wait for another process that uses the file."""

Cipher: TypeAlias = Callable[[bytes], bytes]
"""Encrypts or decrypts, such as the methods of `cryptography.fernet.Fernet`."""


class Installation:
    """A workspace that installed the app, and the token it granted.

    The token does not show in `repr`, and an installation refuses to be pickled: `reveal()` returns the token.

    Args:
        token: The access token.
        workspace_id: Id of the workspace.
        workspace_slug: Slug of the workspace, as in its URLs.
        workspace_name: Name of the workspace.
        scopes: Scopes of the token.
        token_level: `workspace`, or `user` for a token that acts for one member.
        member_id: Id of the member who approved; None if Attio does not tell.
        installed_at: When the token was granted.
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
        """Hold what the workspace granted."""
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
        """Workspace, and the member whose token it is; empty for a token of the workspace."""
        return self.workspace_id, (self.member_id or "") if self.token_level == "user" else ""  # noqa: S105 - not a password

    def missing(self, *operations: OperationName) -> dict[str, tuple[str, ...]]:
        """Return the scopes that operations need and the token lacks, by operation.

        Raises:
            InvalidRequestError: There is no operation of that name.
        """
        return missing_scopes(" ".join(self.scopes), operations, None)

    def reveal(self) -> str:
        """Return the token."""
        return Token(self._token.reveal())

    def __repr__(self) -> str:
        who = f" for {self.member_id}" if self.key[1] else ""
        return f"<Installation of {self.workspace_slug} ({self.workspace_id}){who}>"

    def __reduce__(self) -> NoReturn:
        message = "an installation holds a token, and is not pickled; pass the id of its workspace instead"
        raise TypeError(message)


class Installations(Protocol):
    """Where installations are kept. Each method may be plain or async; the async side runs plain ones in a thread.

    A store may also have `use_once(nonce, expires) -> bool`: False if the nonce was used before. Then a callback is
    handled once across all processes; without it, once in each.
    """

    def save(self, installation: Installation, /) -> object:
        """Keep an installation; it replaces the one with the same `key`."""
        ...

    def find(
        self, workspace: str, member: str | None = None, /
    ) -> Installation | Awaitable[Installation | None] | None:
        """Find the installation of a workspace, by id or else by slug, and of a member if one is given.

        Of several with the slug, the one that was saved last counts: the others have been renamed since.
        """
        ...

    def delete(self, installation: Installation, /) -> object:
        """Forget an installation."""
        ...

    def all(self) -> Sequence[Installation] | Awaitable[Sequence[Installation]]:
        """Return every installation."""
        ...


class MemoryInstallations:
    """Keeps installations in this process: for tests and for trying things out."""

    def __init__(self) -> None:
        """Begin without installations."""
        self._lock = threading.Lock()
        self._kept: dict[tuple[str, str], Installation] = {}
        """By key, in the order in which they were saved."""
        self._used = NonceMemory()

    def save(self, installation: Installation, /) -> None:
        """Keep an installation; it replaces the one with the same `key`."""
        with self._lock:
            self._kept.pop(installation.key, None)
            self._kept[installation.key] = installation

    def find(self, workspace: str, member: str | None = None, /) -> Installation | None:
        """Find the installation of a workspace, by id or slug, and of a member if one is given."""
        with self._lock:
            by_id = self._kept.get((workspace, member or ""))
            newest_first = reversed(self._kept.items())
            by_slug = (one for key, one in newest_first if one.workspace_slug == workspace and key[1] == (member or ""))
            return by_id or next(by_slug, None)

    def delete(self, installation: Installation, /) -> None:
        """Forget an installation."""
        with self._lock:
            self._kept.pop(installation.key, None)

    def all(self) -> list[Installation]:
        """Return every installation."""
        with self._lock:
            return list(self._kept.values())

    def use_once(self, nonce: str, expires: float) -> bool:
        """Use up a nonce; False if it was used before."""
        return self._used.use_once(nonce, expires)


class NonceMemory:
    """The nonces that were used in this process, until they expire."""

    def __init__(self) -> None:
        """Begin without nonces."""
        self._lock = threading.Lock()
        self._used: dict[str, float] = {}

    def use_once(self, nonce: str, expires: float) -> bool:
        """Use up a nonce; False if it was used before."""
        with self._lock:
            if nonce in self._used:
                return False
            # No clock is given: the newest one tells the time, give or take the day that a state is good for at most.
            newest = max(self._used.values(), default=expires)
            self._used = {one: end for one, end in self._used.items() if end > newest - 2 * 86_400}
            self._used[nonce] = expires
            return True


class SqliteInstallations:
    """Keeps installations in an SQLite file, which only its owner can read.

    Args:
        path: The file; it is created if it does not exist.
        encrypt: Encrypts workspace id and token, such as `Fernet(key).encrypt`; None leaves them readable in the file.
        decrypt: The reverse of `encrypt`.

    Raises:
        ValueError: No file can be kept at the path, or only one of `encrypt` and `decrypt` was given.
    """

    def __init__(
        self, path: str | os.PathLike[str], *, encrypt: Cipher | None = None, decrypt: Cipher | None = None
    ) -> None:
        """Open or create the file."""
        if (encrypt is None) != (decrypt is None):
            message = "encrypt and decrypt belong together: pass both, or neither"
            raise ValueError(message)
        problem = path_problem(path) or content_problem(path)
        if problem:
            raise ValueError(problem)
        self._path = os.fspath(path)
        if self._path == ":memory:":
            message = "SqliteInstallations needs a file; use MemoryInstallations to keep installations in memory"
            raise ValueError(message)
        self._encrypt, self._decrypt = encrypt or bytes, decrypt or bytes
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
        """Keep an installation; it replaces the one with the same `key`."""
        row = (*installation.key, installation.workspace_slug, self._encrypt(_packed(installation)))
        with self._open() as database:
            database.execute("INSERT OR REPLACE INTO installations VALUES (?, ?, ?, ?)", row)

    def find(self, workspace: str, member: str | None = None, /) -> Installation | None:
        """Find the installation of a workspace, by id or slug, and of a member if one is given."""
        query = (
            "SELECT workspace_id, content FROM installations WHERE ?1 IN (workspace_id, slug) AND member = ?2 "
            "ORDER BY workspace_id = ?1 DESC, rowid DESC"  # a slug may be one that another workspace has given up
        )
        with self._open() as database:
            row = database.execute(query, (workspace, member or "")).fetchone()
        return None if row is None else self._read(*row)

    def delete(self, installation: Installation, /) -> None:
        """Forget an installation."""
        with self._open() as database:
            database.execute("DELETE FROM installations WHERE workspace_id = ? AND member = ?", installation.key)

    def all(self) -> list[Installation]:
        """Return every installation."""
        with self._open() as database:
            rows = database.execute("SELECT workspace_id, content FROM installations ORDER BY 1, member").fetchall()
        return [self._read(*row) for row in rows]

    def use_once(self, nonce: str, expires: float) -> bool:
        """Use up a nonce; False if it was used before, by any process."""
        with self._open() as database:
            database.execute("DELETE FROM nonces WHERE expires < ?", (expires - 2 * 86_400,))
            return database.execute("INSERT OR IGNORE INTO nonces VALUES (?, ?)", (nonce, expires)).rowcount == 1

    @contextlib.contextmanager
    def _open(self) -> Generator[sqlite3.Connection]:
        # A connection each time: any thread and any forked process may be the caller.
        database = sqlite3.connect(self._path, timeout=TIMEOUT, isolation_level=None)
        try:
            yield database
        finally:
            database.close()

    def _read(self, workspace_id: str, content: bytes) -> Installation:
        try:
            found: dict[str, Any] = json.loads(self._decrypt(content))
            installed_at = dt.datetime.fromisoformat(found.pop("installed_at"))
            installation = Installation(found.pop("token"), installed_at=installed_at, **found)
        except Exception:  # noqa: BLE001 - a cipher may raise anything, with the text it failed on
            message = f"the installation of {workspace_id!r} cannot be decrypted: is the key the one that encrypted it?"
            raise OAuthError(message, outcome="not_sent") from None
        if installation.workspace_id != workspace_id:
            message = f"the installation stored for {workspace_id!r} belongs to another workspace"
            raise OAuthError(message, outcome="not_sent")
        return installation


def _packed(installation: Installation) -> bytes:
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
