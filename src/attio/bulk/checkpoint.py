"""The checkpoint of a bulk write: an SQLite file with the outcome of each row."""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from attio._support.database_files import path_problem
from attio._support.names import brief
from attio.bulk.results import OUTCOMES, SUCCESSES, BulkResult

FORMAT = 1
COMMIT_EVERY = 0.2
"""Seconds between commits. A killed process loses the outcomes since the last commit of rows that may be sent again."""
SCHEMA = """
CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE rows(
    id INTEGER PRIMARY KEY, digest BLOB, run INTEGER, number INTEGER, key TEXT, state TEXT, record_id TEXT, code TEXT,
    status INTEGER, path TEXT, attribute TEXT, message TEXT, attempts INTEGER, sent_at REAL, row TEXT, resumed INTEGER
);
CREATE TABLE keys(key TEXT, run INTEGER, number INTEGER);
CREATE INDEX by_digest ON rows(digest, run);
CREATE INDEX by_state ON rows(run, state);
CREATE INDEX by_key ON keys(key, run);
"""
_RESULT = "number, state, key, record_id, code, status, path, attribute, message, attempts, row, resumed"
_FACTS = ("record_id", "code", "status", "path", "attribute", "message")
_INSERT = (
    "INSERT INTO rows(digest, run, number, key, state, record_id, code, status, path, attribute, message, attempts,"
    " row, resumed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)"
)
_UPDATE = (
    "UPDATE rows SET state = ?, record_id = ?, code = ?, status = ?, path = ?, attribute = ?, message = ?,"
    " attempts = ?, row = ?, resumed = 0 WHERE id = ?"
)


class CheckpointError(ValueError):
    """A checkpoint cannot be used: it belongs to other work, is in use, is not valid, or cannot be written."""


class Earlier(NamedTuple):
    """The state of a row after an earlier run."""

    id: int
    state: str
    sent_at: float | None
    attempts: int
    record_id: str | None

    @property
    def is_done(self) -> bool:
        """Whether the row succeeded."""
        return self.state in SUCCESSES


class Checkpoint:
    """The checkpoint of the current run. No other run can open the file at the same time."""

    def __init__(self, path: str | os.PathLike[str] | None, work: Mapping[str, object], *, is_durable: bool) -> None:
        """Open or create the file, and start a run.

        Args:
            path: Path of the file; None for a temporary file.
            work: Description of the work: the operation, its target, the server and so on.
            is_durable: Whether commits must survive a power failure, because rows must not be sent twice.

        Raises:
            CheckpointError: The file belongs to other work, is in use, is not a checkpoint, or cannot be written.
        """
        self.is_temporary = path is None
        self.path = _temporary() if path is None else Path(path)
        file_existed = self.path.exists()
        existed, self._db = _connect(self.path)
        try:
            self._begin(existed, work, is_durable=is_durable)
        except (sqlite3.Error, CheckpointError) as error:
            self._db.close()
            if not file_existed:
                _remove(self.path)
            if isinstance(error, CheckpointError):
                raise
            raise CheckpointError(f"{self.path}: {_reason(error)}") from error
        self._committed = time.monotonic()
        self._is_urgent = self._is_dirty = self._is_broken = False

    def _begin(self, existed: bool, work: Mapping[str, object], *, is_durable: bool) -> None:
        run = self._db.execute
        run("PRAGMA locking_mode=EXCLUSIVE")
        if existed:
            self._check(work)
        if self.is_temporary:
            run("PRAGMA journal_mode=OFF")
            run("PRAGMA synchronous=OFF")
        else:
            run("PRAGMA journal_mode=WAL")
            run(f"PRAGMA synchronous={'FULL' if is_durable else 'NORMAL'}")
        run("BEGIN IMMEDIATE")
        if not existed:
            for statement in filter(None, map(str.strip, SCHEMA.split(";"))):
                run(statement)
            self._put("format", FORMAT)
        if "work" not in self._meta or not existed:
            self._put("work", work)
        elif (known := json.loads(self._meta["work"])).get("workspace") is None and work.get("workspace"):
            self._put("work", {**known, "workspace": work["workspace"]})
        self.run = int(json.loads(self._meta.get("run", "0"))) + 1
        self._put("run", self.run)
        self._put("started", time.time())
        self._put("finished", None)
        self._put("stopped", None)
        run("COMMIT")
        run("BEGIN IMMEDIATE")

    _meta: Mapping[str, str] = {}

    def _check(self, work: Mapping[str, object]) -> None:
        tables = {name for (name,) in self._db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not {"meta", "rows", "keys"} <= tables:
            raise CheckpointError(f"{self.path}: not a checkpoint of a bulk write")
        self._meta = read_meta(self._db, self.path)
        known: dict[str, object] = json.loads(self._meta["work"])
        for name, value in work.items():
            before = known.get(name)
            # The workspace is only known after the schema was read.
            if before != value and not (name == "workspace" and None in (before, value)):
                message = f"{self.path}: belongs to other work: its {name} is {brief(before)}, not {brief(value)}"
                raise CheckpointError(f"{message}; pass another file")

    def _put(self, name: str, value: object) -> None:
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, json.dumps(value)))

    # Earlier runs

    def take(self, digest: bytes, number: int) -> Earlier | None:
        """Return the state of a row after an earlier run, and assign the row to this run; None if it is new."""
        if self.run == 1:
            return None
        values = self._db.execute(
            "SELECT id, state, sent_at, attempts, record_id FROM rows WHERE digest = ? AND run < ? ORDER BY id LIMIT 1",
            (digest, self.run),
        ).fetchone()
        if values is None:
            return None
        earlier = Earlier(*values)
        self._write("UPDATE rows SET run = ?, number = ?, resumed = 1 WHERE id = ?", (self.run, number, earlier.id))
        return earlier

    def note_keys(self, keys: Iterable[str], number: int) -> None:
        """Save the keys of a row that this run sends."""
        for key in keys:
            self._write("INSERT INTO keys VALUES (?, ?, ?)", (key, self.run, number))

    def has_sent(self, keys: Iterable[str]) -> bool:
        """Whether this run has sent a row with one of the keys."""
        query = "SELECT 1 FROM keys WHERE key = ? AND run = ? LIMIT 1"
        return any(self._db.execute(query, (key, self.run)).fetchone() for key in keys)

    # The current run

    def intend(self, digest: bytes, number: int, key: str | None, row: str, *, at: float, known: int | None) -> int:
        """Save that a row is about to be sent, and return its id. Takes effect with `commit(now=True)`."""
        if known is not None:
            update = "UPDATE rows SET state = 'sent', sent_at = ?, row = ?, resumed = 0 WHERE id = ?"
            self._write(update, (at, row, known))
            return known
        return self._write(
            "INSERT INTO rows(digest, run, number, key, state, sent_at, attempts, row, resumed)"
            " VALUES (?, ?, ?, ?, 'sent', ?, 0, ?, 0)",
            (digest, self.run, number, key, at, row),
        )

    def finish(self, digest: bytes, result: BulkResult, *, known: int | None, urgent: bool) -> None:
        """Save the outcome of a row."""
        row = None if result.row is None else json.dumps(result.row, ensure_ascii=False)
        facts = [getattr(result, name) for name in _FACTS]
        self._is_urgent = self._is_urgent or urgent
        if known is None:
            shown = (digest, self.run, result.number, result.key, result.outcome)
            self._write(_INSERT, (*shown, *facts, result.attempts, row))
        else:
            self._write(_UPDATE, (result.outcome, *facts, result.attempts, row, known))

    def forget(self, known: int) -> None:
        """Assign a row to the earlier runs again, because this run did not start it."""
        self._write("UPDATE rows SET run = ?, resumed = 0 WHERE id = ?", (self.run - 1, known))

    def commit(self, *, now: bool = False) -> None:
        """Commit the changes if `now` is set, if one of them is urgent, or after `COMMIT_EVERY` seconds."""
        moment = time.monotonic()
        if self._is_dirty and (now or self._is_urgent or moment - self._committed >= COMMIT_EVERY):
            self._write("COMMIT")
            self._write("BEGIN IMMEDIATE")
            self._committed, self._is_dirty, self._is_urgent = moment, False, False

    def close(self, *, stopped: str | None) -> None:
        """End the run and close the file."""
        try:
            for name, value in (("finished", time.time()), ("stopped", stopped)):
                self._write("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, json.dumps(value)))
            self._write("COMMIT")
        finally:
            self._db.close()

    def _write(self, statement: str, values: tuple[object, ...] = ()) -> int:
        """Execute a statement, and return the id of the new row. Does nothing after a statement has failed.

        Raises:
            CheckpointError: The file cannot be written. Committed outcomes remain valid.
        """
        if self._is_broken:
            return 0
        try:
            cursor = self._db.execute(statement, values)
        except sqlite3.Error as error:
            self._is_broken = True
            raise CheckpointError(f"{self.path}: cannot be written: {error}") from error
        self._is_dirty = True
        return int(cursor.lastrowid or 0)


def read_meta(db: sqlite3.Connection, path: Path) -> dict[str, str]:
    """Return the metadata of a checkpoint.

    Raises:
        CheckpointError: This version cannot read the format.
    """
    meta: dict[str, str] = dict(db.execute("SELECT name, value FROM meta"))
    if meta.get("format") != str(FORMAT):
        message = f"{path}: has format {meta.get('format')}, but this version reads format {FORMAT}"
        raise CheckpointError(message)
    return meta


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Open a checkpoint for reading.

    Raises:
        CheckpointError: The file is not a checkpoint, or a run uses it.
    """
    if not path.exists():
        raise CheckpointError(f"{path}: there is no such file")
    db = sqlite3.connect(path, isolation_level=None, timeout=1)
    try:
        read_meta(db, path)
    except sqlite3.Error as error:
        db.close()
        reason = "a run uses it" if "locked" in str(error) else f"not a checkpoint: {error}"
        raise CheckpointError(f"{path}: {reason}") from error
    return db


def results(db: sqlite3.Connection, run: int, states: tuple[str, ...]) -> Iterable[BulkResult]:
    """Yield the results of a run in the order of the rows. Only one row is in memory at a time."""
    marks = ", ".join("?" * len(states))
    query = f"SELECT {_RESULT} FROM rows WHERE run = ? AND state IN ({marks}) ORDER BY number, id"  # noqa: S608 - marks
    for number, state, *rest, attempts, row, resumed in db.execute(query, (run, *states)):
        key, record_id, code, status, path, attribute, message = rest
        values: Any = None if row is None or state in SUCCESSES else json.loads(row)
        outcome: Any = "unknown" if state == "sent" else state
        yield BulkResult(
            number, outcome, key, record_id, code, status, path, attribute, message, attempts, values, bool(resumed)
        )


def counts(db: sqlite3.Connection, run: int) -> dict[str, int]:
    """Return the number of rows of a run by outcome. Rows that were sent without a response count as unknown."""
    totals = dict.fromkeys(OUTCOMES, 0)
    for state, count in db.execute("SELECT state, count(*) FROM rows WHERE run = ? GROUP BY state", (run,)):
        totals["unknown" if state == "sent" else state] += count
    return totals  # type: ignore[return-value]


def duplicates(db: sqlite3.Connection, run: int) -> Iterable[tuple[str, int]]:
    """Return the keys that several rows share, each with the number of a row."""
    return db.execute(
        "SELECT key, number FROM keys WHERE run = :run AND key IN"
        " (SELECT key FROM keys WHERE run = :run GROUP BY key HAVING count(DISTINCT number) > 1) ORDER BY key, number",
        {"run": run},
    )


def _connect(path: Path) -> tuple[bool, sqlite3.Connection]:
    """Open a file. Return whether it had content, and the connection."""
    problem = path_problem(path)
    if problem:
        raise CheckpointError(problem)
    try:
        existed = path.exists() and path.stat().st_size > 0
        if not existed:
            # The file contains customer data, so only the owner may read it. SQLite creates its log files alike.
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        return existed, sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=0)
    except (OSError, ValueError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or error
        raise CheckpointError(f"{path}: cannot be opened: {reason}") from error


def _reason(error: sqlite3.Error) -> str:
    """Return why a file cannot be used as a checkpoint."""
    if "locked" in str(error):
        return "another run uses it"
    if isinstance(error, sqlite3.OperationalError):
        return f"cannot be written: {error}"
    return f"not a checkpoint: {error}"


def _remove(path: Path) -> None:
    """Delete a new file, and the log files of SQLite next to it."""
    for suffix in ("", "-journal", "-wal", "-shm"):
        with suppress(OSError):
            Path(f"{path}{suffix}").unlink()


def _temporary() -> Path:
    handle, name = tempfile.mkstemp(prefix="attio-bulk-", suffix=".sqlite")  # with mode 0600
    os.close(handle)
    return Path(name)
