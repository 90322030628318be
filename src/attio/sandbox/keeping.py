"""`Keeper`: creates the workspaces of a sandbox, and stores them in a file."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

from attio.sandbox.control.app import new_member
from attio.sandbox.control.clock import Clock
from attio.sandbox.control.deliveries import Deliveries
from attio.sandbox.control.delivery import Delivery
from attio.sandbox.control.naming import ControlError
from attio.sandbox.pipeline import Commit, Pipeline
from attio.sandbox.schema import add_standard_objects
from attio.sandbox.workspace import Workspace

if TYPE_CHECKING:
    from attio.sandbox.store.saved import StateFile

_MEMBERS = (
    ("Grace", "Hopper", "grace@sandbox.test", "admin"),
    ("Alan", "Turing", "alan@sandbox.test", "member"),
)


class Keeper:
    """Creates workspaces, reads them from state files, and stores them in one.

    Args:
        pipeline: The pipeline, which commits changes.
        workspaces: The list of workspaces, shared with the pipeline.
        clock: The clock of the workspaces.
        deliveries: The deliveries. Unfinished ones are stored too.
        seed: Seed for ids.
    """

    def __init__(
        self, pipeline: Pipeline, workspaces: list[Workspace], clock: Clock, deliveries: Deliveries, seed: str
    ) -> None:
        self.file: StateFile | None = None
        self._pipeline = pipeline
        self._workspaces = workspaces
        self._clock = clock
        self._deliveries = deliveries
        self._seed = seed

    def open(self, path: str | os.PathLike[str]) -> bool:
        """Open or create a state file, and read its workspaces. Return False if the file is new."""
        # Imported here because SQLite takes longer to load than the whole sandbox.
        from attio.sandbox.store.saved import StateFile

        self.file = StateFile(path)
        if self.file.is_new:
            return False
        try:
            self._read(self.file)
        except BaseException:
            self.file.close()
            raise
        return True

    def keep(self) -> None:
        """Write the whole state to the file, if there is one, and every later change."""
        if self.file is not None:
            self.file.prepare()
            self.rewrite()
            self._pipeline.on_commit.insert(0, self._keep)
            self._clock.on_move.append(self._keep_clock)
            self._deliveries.on_change.append(self._keep_delivery)

    def add(self, name: str, slug: str | None) -> Workspace:
        """Add a workspace with the standard objects and two members."""
        with self._pipeline.lock:
            number = len(self._workspaces)
            seed = f"{self._seed}/{number}" if number else self._seed
            workspace = Workspace(name, clock=self._clock, seed=seed, slug=slug)
            if any(workspace.slug == other.slug for other in self._workspaces):
                raise ControlError(f"a workspace with the slug {workspace.slug!r} already exists")
            with self._pipeline.write(workspace) as changes:
                for first, last, address, level in _MEMBERS:
                    changes.put(new_member(changes, first, last, address, level))
                add_standard_objects(changes)
            workspace.begin()
            self._workspaces.append(workspace)
            self.rewrite()
        return workspace

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the state to a file. An existing file is replaced atomically."""
        from attio.sandbox.store.saved import save

        with self._pipeline.lock:
            save(self._workspaces, path, clock=self._clock.to_json(), deliveries=self._deliveries.unfinished())

    def restore_from(self, path: str | os.PathLike[str]) -> None:
        """Restore the state in a file. If the file cannot be read, nothing changes."""
        from attio.sandbox.store.saved import StateFile

        with self._clock.moving, self._pipeline.lock, copied(path) as copy:
            file, before = StateFile(copy), list(self._workspaces)
            try:
                self._workspaces.clear()
                self._read(file)
            except BaseException:
                self._workspaces[:] = before
                raise
            finally:
                file.close()
            self.rewrite()

    def rewrite(self) -> None:
        """Write the whole state to the file, if there is one."""
        if self.file is not None:
            self.file.rewrite(self._workspaces, clock=self._clock.to_json(), deliveries=self._deliveries.unfinished())

    def close(self) -> None:
        """Close the file, if there is one."""
        if self.file is not None:
            self.file.close()
            self.file = None

    def _read(self, file: StateFile) -> None:
        try:
            self._read_rows(file)
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, sqlite3.Error) as error:
            if isinstance(error, ControlError):
                raise
            raise ControlError(f"{file.path} is damaged: {type(error).__name__}: {error}") from error

    def _read_rows(self, file: StateFile) -> None:
        for number, saved in enumerate(file.workspaces()):
            workspace = Workspace(saved.name, clock=self._clock, seed=saved.seed, slug=saved.slug)
            workspace.plan = saved.plan
            with self._pipeline.write(workspace) as changes:
                for row in file.rows(number):
                    changes.put(row, quiet=True)
            workspace.resume(saved.ids, saved.last_moment)
            self._workspaces.append(workspace)
        clock, deliveries = file.controls()
        if clock is not None:
            self._clock.from_json(clock)
        self._deliveries.resume(deliveries)

    def _keep(self, commit: Commit) -> None:
        if self.file is not None and commit.workspace in self._workspaces:
            self.file.write(self._workspaces.index(commit.workspace), commit.workspace, commit.changes)

    def _keep_clock(self) -> None:
        if self.file is not None:
            with self._pipeline.lock:
                self.file.write_clock(self._clock.to_json())

    def _keep_delivery(self, delivery: Delivery) -> None:
        # A delivery without a webhook is never unfinished.
        if self.file is not None and delivery.webhook_id is not None:
            with self._pipeline.lock:
                self.file.write_delivery(delivery.id, delivery.to_json() if delivery.is_unfinished else None)


@contextlib.contextmanager
def copied(path: str | os.PathLike[str]) -> Generator[Path]:
    """Copy a state file and its write-ahead log to a temporary folder while a `with` block runs.

    Raises:
        ControlError: There is no such file.
    """
    if not Path(path).is_file():
        raise ControlError(f"there is no state file {os.fspath(path)!r}")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "state.sqlite"
        for suffix in ("", "-wal"):
            source = Path(f"{os.fspath(path)}{suffix}")
            if source.exists():
                shutil.copyfile(source, f"{copy}{suffix}")
        yield copy


def read_whole(path: str | os.PathLike[str]) -> bytes:
    """Return the content of a state file, with its write-ahead log applied. The files are not changed.

    Raises:
        ControlError: There is no such file, or it has a log and is not a state file.
    """
    from attio.sandbox.store.saved import StateFile

    with copied(path) as copy:
        if Path(f"{copy}-wal").exists():
            file = StateFile(copy)
            file.checkpoint()
            file.close()
        return copy.read_bytes()
