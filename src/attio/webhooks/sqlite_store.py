"""A store in a SQLite file: what is not done survives the process."""

from __future__ import annotations

import os
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from attio._support.database_files import content_problem, path_problem
from attio._support.forks import reset_after_fork
from attio.webhooks.stores import KEEP, Claim, positive

if TYPE_CHECKING:
    import sqlite3

_TABLE = """CREATE TABLE IF NOT EXISTS attio_deliveries (
    key TEXT PRIMARY KEY, at REAL NOT NULL, until REAL NOT NULL, message TEXT, reason TEXT
) WITHOUT ROWID"""
_INDEX = "CREATE INDEX IF NOT EXISTS attio_deliveries_at ON attio_deliveries (at)"
_PRUNE_EVERY = 500
"""Claims between two searches for what is too old to be remembered."""
TIMEOUT = 30.0
"""Seconds to wait for another process that uses the file."""


class SqliteStore:
    """Remembers events in a file, for any number of threads and of processes on this machine.

    The message of an event is kept until it is done, so that another process can take over from one that died. The
    file is made readable for its owner alone. It needs a local disk, not a network share.

    Args:
        path: Path of the file; made if it is missing.
        keep: How long to remember an event, in seconds; four days by default.

    Raises:
        ValueError: No file can be kept at the path, or an argument cannot work.
    """

    def __init__(self, path: str | os.PathLike[str], *, keep: float = KEEP) -> None:
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
        """Take an event; see `DeliveryStore.claim`."""
        now = time.time()
        with self._transaction() as connection:
            self._prune(connection, now)
            row = connection.execute("SELECT message, until, reason FROM attio_deliveries WHERE key = ?", (key,))
            found = row.fetchone()
            if found is not None:
                if found[0] is None or found[2] is not None:
                    return "done"
                if found[1] > now:
                    return "busy"
            connection.execute(
                "INSERT OR REPLACE INTO attio_deliveries VALUES (?, ?, ?, ?, NULL)", (key, now, now + lease, message)
            )
            return "new"

    def done(self, key: str) -> None:
        """Remember that an event was handled; its message is deleted."""
        now = time.time()
        with self._transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO attio_deliveries VALUES (?, ?, ?, NULL, NULL)", (key, now, now))

    def release(self, key: str) -> None:
        """Forget an event."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM attio_deliveries WHERE key = ?", (key,))

    def fail(self, key: str, reason: str) -> None:
        """Give an event up."""
        with self._transaction() as connection:
            connection.execute("UPDATE attio_deliveries SET reason = ? WHERE key = ?", (reason, key))

    def expired(self, *, lease: float) -> list[tuple[str, str]]:
        """Take over the events whose lease is over."""
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
        """Return what was given up."""
        with self._transaction() as connection:
            return connection.execute(
                "SELECT key, message, reason FROM attio_deliveries WHERE reason IS NOT NULL ORDER BY at"
            ).fetchall()

    def close(self) -> None:
        """Close the file; the next use opens it again."""
        while self._idle:
            self._idle.pop().close()

    def forget(self) -> None:
        """Leave the connections of the parent alone in a forked child: SQLite forbids to use or close them there."""
        self._inherited += self._idle
        self._idle = []

    def _prune(self, connection: sqlite3.Connection, now: float) -> None:
        self._claims += 1
        if self._claims % _PRUNE_EVERY == 1:
            connection.execute("DELETE FROM attio_deliveries WHERE at < ?", (now - self._keep,))

    @contextmanager
    def _transaction(self) -> Generator[sqlite3.Connection]:
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
        # A write lost to a power cut is a delivery that comes again or a lease that runs out.
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(_TABLE)
        connection.execute(_INDEX)
        return connection
