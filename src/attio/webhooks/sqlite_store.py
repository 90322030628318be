"""A store in a SQLite file, which survives the end of the process."""

from __future__ import annotations

import os
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from attio._support.argument_types import check_path
from attio._support.database_files import content_problem, path_problem
from attio._support.forks import reset_after_fork
from attio._support.sqlite_forks import sqlite_calls
from attio.webhooks.stores import KEEP, Claim, positive

if TYPE_CHECKING:
    import sqlite3

_TABLE = """CREATE TABLE IF NOT EXISTS attio_deliveries (
    key TEXT PRIMARY KEY, at REAL NOT NULL, until REAL NOT NULL, message TEXT, reason TEXT
) WITHOUT ROWID"""
_INDEX = "CREATE INDEX IF NOT EXISTS attio_deliveries_at ON attio_deliveries (at)"
_PRUNE_EVERY = 500
"""Number of claims between two deletions of old events."""
TIMEOUT = 30.0
"""Seconds to wait for a lock that another process holds on the file."""


class SqliteStore:
    """Remembers events in a SQLite file, for all threads and processes of one machine.

    The message of an event is kept until the event is processed, so that another process can take over after a crash.
    Only the owner can read the file. The file must be on a local disk, not on a network share.

    Args:
        path: Path of the file. A missing file is created.
        keep: Seconds to remember an event. Defaults to four days.

    Raises:
        ValueError: `path` cannot hold a SQLite file, or `keep` is not above 0.
    """

    def __init__(self, path: str | os.PathLike[str], *, keep: float = KEEP) -> None:
        check_path(path=path)
        self._path = Path(path)
        if str(path) == ":memory:":
            message = "SqliteStore needs a file; use MemoryStore for a store in memory"
            raise ValueError(message)
        problem = path_problem(self._path) or content_problem(self._path)
        if problem:
            raise ValueError(problem)
        self._keep = positive("keep", keep)
        self._idle: list[sqlite3.Connection] = []
        self._inherited: list[sqlite3.Connection] = []
        self._claims = 0
        reset_after_fork(self)

    def __repr__(self) -> str:
        return f"SqliteStore({str(self._path)!r})"

    def claim(self, key: str, message: str, *, lease: float) -> Claim:
        """Claim an event; see `DeliveryStore.claim`."""
        now = time.time()
        with self._transaction() as connection:
            self._prune(connection, now)
            query = "SELECT message, until, reason FROM attio_deliveries WHERE key = ?"
            row = connection.execute(query, (key,)).fetchone()
            if row is not None:
                stored_message, expires_at, reason = row
                if stored_message is None or reason is not None:
                    return "done"
                if expires_at > now:
                    return "busy"
            connection.execute(
                "INSERT OR REPLACE INTO attio_deliveries VALUES (?, ?, ?, ?, NULL)", (key, now, now + lease, message)
            )
            return "new"

    def done(self, key: str) -> None:
        """Mark an event as processed, and delete its message."""
        now = time.time()
        with self._transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO attio_deliveries VALUES (?, ?, ?, NULL, NULL)", (key, now, now))

    def release(self, key: str) -> None:
        """Forget an event."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM attio_deliveries WHERE key = ?", (key,))

    def fail(self, key: str, reason: str) -> None:
        """Mark an event as failed."""
        with self._transaction() as connection:
            connection.execute("UPDATE attio_deliveries SET reason = ? WHERE key = ?", (reason, key))

    def expired(self, *, lease: float) -> list[tuple[str, str]]:
        """Claim all events whose lease has expired; see `DeliveryStore.expired`."""
        now = time.time()
        with self._transaction() as connection:
            rows = connection.execute(
                "SELECT key, message FROM attio_deliveries "
                "WHERE message IS NOT NULL AND reason IS NULL AND until <= ? ORDER BY at",
                (now,),
            ).fetchall()
            connection.executemany(
                "UPDATE attio_deliveries SET until = ? WHERE key = ?", [(now + lease, key) for key, _ in rows]
            )
        return rows

    def failed(self) -> list[tuple[str, str, str]]:
        """Return the failed events; see `DeliveryStore.failed`."""
        with self._transaction() as connection:
            return connection.execute(
                "SELECT key, message, reason FROM attio_deliveries WHERE reason IS NOT NULL ORDER BY at"
            ).fetchall()

    def close(self) -> None:
        """Close the file; the next use opens it again."""
        with sqlite_calls:
            while self._idle:
                self._idle.pop().close()

    def forget(self) -> None:
        """Set the connections of the parent aside in a forked child: SQLite forbids using or closing them there."""
        self._inherited += self._idle
        self._idle = []

    def _prune(self, connection: sqlite3.Connection, now: float) -> None:
        self._claims += 1
        if self._claims % _PRUNE_EVERY == 1:
            connection.execute("DELETE FROM attio_deliveries WHERE at < ?", (now - self._keep,))

    @contextmanager
    def _transaction(self) -> Generator[sqlite3.Connection]:
        with sqlite_calls:
            connection = self._take()
            try:
                connection.execute("BEGIN IMMEDIATE")
                try:
                    yield connection
                except BaseException:
                    connection.execute("ROLLBACK")
                    raise
                connection.execute("COMMIT")
            except BaseException:
                connection.close()
                raise
            self._idle.append(connection)

    def _take(self) -> sqlite3.Connection:
        """Take a connection that no other thread uses."""
        try:
            return self._idle.pop()
        except IndexError:
            return self._open()

    def _open(self) -> sqlite3.Connection:
        import sqlite3

        from attio._support.write_ahead import use_write_ahead_log

        if not self._path.exists():
            os.close(os.open(self._path, os.O_CREAT | os.O_WRONLY, 0o600))
        connection = sqlite3.connect(self._path, timeout=TIMEOUT, isolation_level=None, check_same_thread=False)
        use_write_ahead_log(connection, TIMEOUT)
        # A power cut may lose the last writes. Their events are then delivered again, or their leases expire.
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(_TABLE)
        connection.execute(_INDEX)
        return connection
