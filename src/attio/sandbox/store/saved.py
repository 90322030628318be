"""State files: the state of a sandbox in a SQLite file, committed before each response."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast

from attio._support.database_files import path_problem
from attio._support.digits import whole_number
from attio.sandbox.control.naming import ControlError
from attio.sandbox.store.changes import Change
from attio.sandbox.store.codec import decode, encode
from attio.sandbox.store.rows import KINDS, Record, Row
from attio.sandbox.workspace import Plan, Workspace

FORMAT = 1

_LAYOUT = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE row (
    workspace INTEGER NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, seq INTEGER NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (workspace, kind, id)
);
CREATE TABLE blob (digest TEXT PRIMARY KEY, bytes BLOB NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class SavedWorkspace:
    """The fields of a workspace in a state file, without its rows."""

    name: str
    slug: str
    seed: str
    ids: int
    last_moment: str
    plan: Plan


class StateFile:
    """An open state file. No other process can open it at the same time.

    Args:
        path: Path of the file. A missing file is created.

    Raises:
        ControlError: The file is not a state file, is damaged, of a newer version, or open in another process. It is
            not changed.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Open the file."""
        self.path = Path(path)
        problem = path_problem(self.path)
        if problem:
            raise ControlError(problem)
        self.is_new = not self.path.exists() or self.path.stat().st_size == 0
        if not self.is_new:
            self._check()
        try:
            self._db = sqlite3.connect(self.path, check_same_thread=False, isolation_level=None, timeout=0.2)
        except sqlite3.Error as error:
            raise self._open_error(error) from error
        try:
            self._db.execute("PRAGMA locking_mode=EXCLUSIVE")
            # Take the lock, which SQLite then keeps. Write nothing before the content of the file is checked.
            self._db.execute("BEGIN EXCLUSIVE")
            self._db.execute("COMMIT")
            if self.is_new:
                self._create_tables()
            self._seq = cast("int", self._db.execute("SELECT coalesce(max(seq), 0) FROM row").fetchone()[0])
        except sqlite3.Error as error:
            self._db.close()
            raise self._open_error(error) from error

    def _create_tables(self) -> None:
        with self._transaction():
            for statement in filter(str.strip, _LAYOUT.split(";")):
                self._db.execute(statement)
            self._set("format", FORMAT)
        self.prepare()

    def prepare(self) -> None:
        """Configure the file for many small writes."""
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        # Files of earlier versions lack this table.
        self._db.execute("CREATE TABLE IF NOT EXISTS delivery (id TEXT PRIMARY KEY, body TEXT NOT NULL)")

    def _check(self) -> None:
        """Check the format of the file without changing it."""
        try:
            with contextlib.closing(
                sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro", uri=True, timeout=0.2)
            ) as db:
                row = db.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
        except sqlite3.Error as error:
            raise self._open_error(error) from error
        if row is None or whole_number(str(row[0])) is None:
            raise ControlError(f"{self.path} is not a state file of a sandbox")
        if int(row[0]) > FORMAT:
            raise ControlError(
                f"{self.path} has format {row[0]}, but this version reads only up to {FORMAT}; update attio-sdk"
            )

    def _open_error(self, error: sqlite3.Error) -> ControlError:
        if "locked" in str(error):
            return ControlError(f"{self.path} is open in another process")
        return ControlError(f"{self.path} is not a state file of a sandbox, or is damaged: {error}")

    def workspaces(self) -> list[SavedWorkspace]:
        """Return the workspaces of the file."""
        rows = self._db.execute("SELECT value FROM meta WHERE key LIKE 'workspace/%' ORDER BY key").fetchall()
        contents: list[dict[str, Any]] = [json.loads(value) for (value,) in rows]
        return [SavedWorkspace(plan=Plan(**content.pop("plan")), **content) for content in contents]

    def rows(self, number: int) -> Iterable[Row]:
        """Return the rows of a workspace. Records come last because their indexes need the attributes."""
        query = "SELECT kind, body FROM row WHERE workspace = ? ORDER BY kind = 'record', seq"
        for kind, body in self._db.execute(query, (number,)):
            if kind not in KINDS:
                raise ControlError(f"{self.path} has rows of an unknown kind: {kind!r}; update attio-sdk")
            yield decode(KINDS[kind], json.loads(body), self._blob)

    def _blob(self, digest: str) -> bytes:
        return cast("bytes", self._db.execute("SELECT bytes FROM blob WHERE digest = ?", (digest,)).fetchone()[0])

    def write(self, number: int, workspace: Workspace, changes: Sequence[Change]) -> None:
        """Store the changes of a workspace."""
        with self._transaction():
            for change in changes:
                if change.after is None:
                    self._db.execute(
                        "DELETE FROM row WHERE workspace = ? AND kind = ? AND id = ?",
                        (number, change.row.kind, change.row.id),
                    )
                else:
                    self._put(number, change.after)
            self._describe(number, workspace)

    def controls(self) -> tuple[dict[str, Any] | None, list[dict[str, Any]]]:
        """Return the clock, which is None in files of earlier versions, and the unfinished deliveries."""
        clock = self._db.execute("SELECT value FROM meta WHERE key = 'clock'").fetchone()
        if self._db.execute("SELECT 1 FROM sqlite_master WHERE name = 'delivery'").fetchone() is None:
            return None, []
        rows = self._db.execute("SELECT body FROM delivery ORDER BY CAST(id AS INTEGER)").fetchall()
        return None if clock is None else json.loads(clock[0]), [json.loads(body) for (body,) in rows]

    def write_clock(self, clock: Mapping[str, object]) -> None:
        """Store the state of the clock."""
        with self._transaction():
            self._set("clock", clock)

    def write_delivery(self, id: str, content: Mapping[str, object] | None) -> None:
        """Store an unfinished delivery. None as `content` removes a finished one."""
        with self._transaction():
            self._db.execute("DELETE FROM delivery WHERE id = ?", (id,))
            if content is not None:
                self._db.execute("INSERT INTO delivery VALUES (?, ?)", (id, json.dumps(content)))

    def rewrite(
        self,
        workspaces: Sequence[Workspace],
        *,
        clock: Mapping[str, object],
        deliveries: Iterable[Mapping[str, object]],
    ) -> None:
        """Replace the whole content of the file."""
        with self._transaction():
            self._db.execute("DELETE FROM delivery")
            self._set("clock", clock)
            for content in deliveries:
                self._db.execute("INSERT INTO delivery VALUES (?, ?)", (content["id"], json.dumps(content)))
            self._db.execute("DELETE FROM row")
            self._db.execute("DELETE FROM meta WHERE key LIKE 'workspace/%'")
            for number, workspace in enumerate(workspaces):
                for name, table in workspace.tables.items():
                    if not name.startswith("#"):
                        for row in table:
                            self._put(number, row)
                self._describe(number, workspace)

    def checkpoint(self) -> None:
        """Move the content of the write-ahead log into the file."""
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._db.execute("PRAGMA journal_mode=DELETE")

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _put(self, number: int, row: Row) -> None:
        blobs: dict[str, bytes] = {}
        body = json.dumps(encode(row, blobs), ensure_ascii=False, separators=(",", ":"))
        self._seq += 1
        self._db.execute(
            "INSERT INTO row VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (workspace, kind, id) DO UPDATE SET body = excluded.body",
            (number, Record.kind if isinstance(row, Record) else row.kind, row.id, self._seq, body),
        )
        for digest, content in blobs.items():
            self._db.execute("INSERT OR IGNORE INTO blob VALUES (?, ?)", (digest, content))

    def _describe(self, number: int, workspace: Workspace) -> None:
        state = workspace.snapshot_counters()
        saved = SavedWorkspace(workspace.name, workspace.slug, workspace.seed, *state, workspace.plan)
        self._set(f"workspace/{number:04}", asdict(saved))

    def _set(self, key: str, value: object) -> None:
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, json.dumps(value)))

    @contextlib.contextmanager
    def _transaction(self) -> Generator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")


def save(
    workspaces: Sequence[Workspace],
    path: str | os.PathLike[str],
    *,
    clock: Mapping[str, object],
    deliveries: Iterable[Mapping[str, object]],
) -> None:
    """Write workspaces to a file. An existing file is replaced atomically.

    Raises:
        ControlError: The file is the state file of an open sandbox. It is not changed.
    """
    target = Path(path)
    settle(target)
    draft = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    draft.unlink(missing_ok=True)
    try:
        file = StateFile(draft)
        try:
            file.rewrite(workspaces, clock=clock, deliveries=deliveries)
            file.checkpoint()
        finally:
            file.close()
        draft.replace(target)
    finally:
        for path_of_draft in (draft, *_log_paths(draft)):
            path_of_draft.unlink(missing_ok=True)


def settle(path: Path) -> None:
    """Remove the write-ahead log that a crash has left, so that SQLite does not apply it to a file that replaces this.

    Raises:
        ControlError: The file is the state file of an open sandbox, or is not a state file.
    """
    log, index = _log_paths(path)
    if log.exists():
        StateFile(path).close()  # applies the log to the file
        index.unlink(missing_ok=True)


def _log_paths(path: Path) -> tuple[Path, Path]:
    """Return the paths of the write-ahead log of a file and of its index. They exist while the file is open."""
    return path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")
